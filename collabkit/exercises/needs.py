"""What an exercise needs before it says something, so that a form can say it at its top, and count.

Most of it follows from the questions: those that are required. What an exercise needs beyond them, such as one rated pair
of any of the partners, only the exercise can tell: it puts that into words once, in ``beyond``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from collabkit.questions import Json, Names, Question
from collabkit.sitting import Sitting
from collabkit.translation import say


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is needed.

    Attributes:
        words: what it is: a question as it is asked, or a few words.
        key: the question to begin at.
        given: whether it is there.
        problem: what to do about it, in a sentence, where that was worked out.
    """

    words: str
    key: str
    given: bool = False
    problem: str = ""


def needs(sitting: Sitting, beyond: Need | None, *, complete: bool) -> tuple[Need, ...]:
    """Return what is needed, in the order in which it is asked.

    Args:
        sitting: what was answered so far.
        beyond: what the exercise needs beyond the questions that are required.
        complete: whether the answers say something.

    >>> from collabkit.questions import Text
    >>> from collabkit.sitting import read
    >>> asked = read([Text(key="aim", text="What is aimed at?", required=True)], {})
    >>> [(need.words, need.given) for need in needs(asked, Need("One test", "test"), complete=False)]
    [('What is aimed at?', False), ('One test', False)]
    """
    required = tuple(_required(sitting))
    if beyond is None:
        return required
    return (*required, replace(beyond, given=complete))


def _required(sitting: Sitting) -> Iterator[Need]:
    """Go through the questions without whose answers nothing is said: also a list that was begun and is too short."""
    problems = {problem.key: problem.sentence for problem in sitting.problems}
    missing = {problem.key for problem in sitting.missing()}
    for part in sitting.fields():
        if part.required or part.key in missing:
            yield Need(_words(part), part.key, part.key not in problems, problems.get(part.key, ""))


def _words(question: Question[Json]) -> str:
    """Return the question, and of a list how long it has to be."""
    fewest = question.fewest if isinstance(question, Names) else 0
    return " ".join([question.text, say("At least {number}.", number=fewest)]) if fewest > 1 else question.text
