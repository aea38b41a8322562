"""What stands at the top of a form: what is needed before it says something, how much of that is there, and what to put right.

As long as nothing is answered the example is offered there. Each line leads to its question. The list keeps its length while it is answered, so that nothing moves under a hand; what
to put right is listed once the findings were asked for, and then the focus is brought here (``live.js``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from collabkit.exercises.needs import Need
from collabkit.markup import Html, element
from collabkit.sitting import Sitting
from collabkit.translation import by_number, say

Address = Callable[[str], str | None]
"""Where a question stands on the page, by its key; nowhere as long as other answers have to come first."""


def _count(needs: Sequence[Need]) -> str:
    """Say how much of it is given.

    >>> _count([Need("Aim", "aim", given=True), Need("Test", "test")])
    '1 of 2 given'
    >>> _count([Need("Aim", "aim", given=True)])
    'given; the rest is optional'
    """
    given = sum(need.given for need in needs)
    if given == len(needs):
        return by_number(given, "given; the rest is optional", "all given; the rest is optional")
    return say("{given} of {needs} given", given=given, needs=len(needs))


def _line(words: str, key: str, address: Address, *, given: bool = False) -> Html:
    place = address(key)
    said = element("a", words, href=f"#{place}") if place else element("span", words)
    mark = element("span", say("Given:") + " ", class_="visually-hidden") if given else None
    return element("li", mark, said, data_given=given)


def _wrong(sitting: Sitting, address: Address) -> tuple[Html, ...]:
    """List the answers that cannot be used, each with what to do about it."""
    asked = {part.key: part.text for part in sitting.fields()}
    lines = [_line(f"{asked[one.key]}: {one.sentence}", one.key, address) for one in sitting.wrong()]
    return (element("p", say("To put right")), element("ul", *lines, class_="wrong")) if lines else ()


def write(id: str, sitting: Sitting, needs: Sequence[Need], address: Address, *, asked: bool) -> Html:
    """Write it.

    Args:
        id: of the form's exercise.
        sitting: the answers, for those that cannot be used.
        needs: what is needed, in the order of the questions.
        address: where each question stands.
        asked: whether the findings were asked for, so that each line says what to do.
    """
    lead = f"{id}-needs-lead"
    lines = [
        _line(need.problem if asked and need.problem else need.words, need.key, address, given=need.given)
        for need in needs
    ]
    wrong = _wrong(sitting, address) if asked else ()
    return element(
        "div",
        element("button", say("Try it with the example"), type="button", class_="quiet", data_offer=True),
        element("p", element("strong", say("Needed for a first answer")), " ", element("span", _count(needs), class_="count"), id=lead),
        element("ul", *lines),
        *wrong,
        class_="needs",
        id=f"{id}-needs",
        role="group",
        tabindex=-1,
        aria_labelledby=lead,
        data_gaps=asked and (bool(wrong) or not all(need.given for need in needs)),
    )  # fmt: skip
