"""Sums with less and less help: one worked in full, one to be finished, one left to the reader.

A sum's steps stand in its data. The first ``shown`` are worked on the page; the rest stand with the answers, where a
script also finds what to say about a number that was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from collabkit.markup import Html, element, join
from collabkit.render.paper import BLANK
from collabkit.translation import say
from collabkit_book.items import left_open

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collabkit_book.records import Record


ASKED: Final = say("The answer, in figures:")


def help_given(item: Record) -> str:
    """Say how much of a sum is worked.

    >>> help_given({"steps": ["a", "b"], "shown": 2}), help_given({"steps": ["a", "b"], "shown": 0})
    ('Worked', 'On your own')
    """
    if not left_open(item):
        return say("Worked")
    return say("Half worked") if item["shown"] else say("On your own")


def amount(value: float, unit: str) -> str:
    """Write a number with its unit.

    >>> amount(8000, "£"), amount(27.5, "%"), amount(8, "points")
    ('£8,000', '27.5%', '8 points')
    """
    number = f"{abs(value):,.10g}"
    sign = "−" if value < 0 else ""
    return f"{sign}£{number}" if unit == "£" else f"{sign}{number}{'%' if unit == '%' else f' {unit}' if unit else ''}"


def question(item: Record, number: int) -> Html:
    """Write a sum: its worked steps, and a field for the answer where a step is left."""
    heading, steps = _begun(item, number)
    if not left_open(item):
        return element("div", element("p", heading, class_="legend"), steps, class_="check worked", id=item["id"])
    field = element(
        "label",
        element("span", ASKED),
        _field(item["unit"]),
        class_="answer",
    )
    return element(
        "fieldset",
        element("legend", heading),
        element("div", steps, field),
        element("p", role="status", class_="feedback"),
        class_="check sum",
        id=item["id"],
        data_check=item["id"],
    )


def on_paper(item: Record, number: int) -> Html:
    """Write a sum for somebody with a pen: its worked steps, and a blank where a step is left."""
    heading, steps = _begun(item, number)
    pound, after = ("£", "") if item["unit"] == "£" else ("", item["unit"])
    blank = element("p", f"{ASKED} {pound}", BLANK, f" {after}", class_="answer") if left_open(item) else None
    return element("div", element("p", heading, class_="legend"), steps, blank, class_="check")


def _begun(item: Record, number: int) -> tuple[str, Html | None]:
    """Return the words of a sum, and the steps that are worked."""
    return f"{number}. {help_given(item)}. {item['question']}", _steps(item["steps"][: item["shown"]])


def _field(unit: str) -> Html:
    box = element("input", type="text", inputmode="decimal", autocomplete="off", maxlength=20)
    name = element("span", unit, class_="unit") if unit else None
    return element("span", name if unit == "£" else None, box, None if unit == "£" else name, class_="amount")


def _steps(steps: Sequence[str]) -> Html | None:
    return element("ul", *(element("li", step) for step in steps), class_="steps") if steps else None


def reasons(item: Record) -> Html:
    """Write the steps that were left, the answer, and what to say about other numbers."""
    if not left_open(item):
        return element(
            "li", element("p", item["question"]), element("p", say("Worked above: {answer}.", answer=_answer(item)))
        )
    right = element(
        "li",
        element("strong", say("Right:"), " "),
        element("span", f"{_answer(item)}. "),
        element("span", _rest(item), data_why=True),
    )
    slips = [
        element(
            "li",
            element("strong", say("Not {amount}:", amount=amount(slip["answer"], item["unit"])), " "),
            element("span", slip["why"]),
            data_slip=slip["answer"],
        )
        for slip in item["slips"]
    ]
    hint = element("li", element("strong", say("A hint:"), " "), element("span", item["hint"]), data_hint=True)
    listed = element("ul", right, *slips, hint)
    return element("li", join(element("p", item["question"]), listed), data_sum=item["id"], data_answer=item["answer"], data_within=item["within"])  # fmt: skip


def _answer(item: Record) -> str:
    return amount(item["answer"], item["unit"])


def _rest(item: Record) -> str:
    return " ".join(item["steps"][item["shown"] :])


def in_words(item: Record) -> tuple[nodes.list_item, str]:
    """Return a sum as a list item, and its answer in words."""
    asked = nodes.paragraph("", f"{help_given(item)}. {item['question']}")
    steps = [nodes.list_item("", nodes.paragraph("", step)) for step in item["steps"][: item["shown"]]]
    listed = [nodes.bullet_list("", *steps)] if steps else []
    return nodes.list_item("", asked, *listed), f"{_answer(item)}. {_rest(item)}".strip()
