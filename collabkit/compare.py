"""Two workbooks beside each other: where two partners answered the same question differently.

Nothing is averaged and nobody is right: partners who see one thing differently have something to talk about. What can
be measured on a scale comes first, the widest difference before the others; words come after, because no number can
say how far apart they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from collabkit.exercises import Exercise, catalogue
from collabkit.findings import Block, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Amount, Json, Question, Rating
from collabkit.sitting import Sitting
from collabkit.translation import say
from collabkit.wording import counted, shortened, some
from collabkit.workbook import Workbook

LONGEST: Final = 160
"""Letters of somebody's words that stand in a cell."""
MOST_NAMED: Final = 3
"""Differences that the sentence names."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One question that two workbooks answer differently.

    Attributes:
        question: its words.
        mine: my answer in words.
        theirs: the other's answer in words.
        apart: how far apart they are on the question's scale, from 0 to 1; nothing where there is no scale.
    """

    question: str
    mine: str
    theirs: str
    apart: float | None


def differences(one: Exercise, mine: Workbook, theirs: Workbook) -> tuple[Difference, ...]:
    """Return where two workbooks differ in an exercise, the widest difference first.

    Only questions that both answered are compared: silence is not a different answer.
    """
    first, second = (one.read(book.answers(one.id)) for book in (mine, theirs))
    other = {part.key: part for part in second.fields()}
    found = [
        _difference(part, first, second)
        for part in first.fields()
        if part.key in first.values
        and part.key in second.values
        and part.key in other
        and first.answers[part.key] != second.answers[part.key]
    ]
    return tuple(sorted(found, key=lambda one: (one.apart is None, -(one.apart or 0.0))))


def _difference(part: Question[Json], first: Sitting, second: Sitting) -> Difference:
    values = first.values[part.key], second.values[part.key]
    said = [shortened(part.in_words(value), LONGEST) for value in values]
    return Difference(part.text, said[0], said[1], _apart(part, *values))


def _apart(part: Question[Json], mine: object, theirs: object) -> float | None:
    """Return how far apart two answers are, as a share of the scale."""
    if isinstance(part, Rating) and UNSURE not in (mine, theirs):
        points = [value for value, _ in part.scale.points]
        return abs(int(str(mine)) - int(str(theirs))) / (max(points) - min(points) or 1)
    if isinstance(part, Amount) and part.least is not None and part.most is not None and part.most > part.least:
        return abs(float(str(mine)) - float(str(theirs))) / (part.most - part.least)
    return None


def compare(mine: Workbook, theirs: Workbook) -> Findings:
    """Say where two workbooks differ, exercise by exercise.

    >>> compare(Workbook(), Workbook()).headline
    'There is nothing to compare yet: both of you need to have answered the same exercise.'
    """
    both = [one for one in catalogue() if _answered(one, mine) and _answered(one, theirs)]
    if not both:
        return Findings.of(say("There is nothing to compare yet: both of you need to have answered the same exercise."))
    found = [(one, differences(one, mine, theirs)) for one in both]
    differing = [(one, listed) for one, listed in found if listed]
    if not differing:
        alike = counted(len(both), "exercise")
        return Findings.of(
            say("You gave the same answers in {alike}. Ask what neither of you has thought of.", alike=alike)
        )
    return Findings.of(
        _headline(differing), *(_part(one, listed) for one, listed in differing), *_alike(found), _aloud()
    )


def _answered(one: Exercise, book: Workbook) -> bool:
    return one.read(book.answers(one.id)).answered()


Differing = list[tuple[Exercise, tuple[Difference, ...]]]


def _headline(differing: Differing) -> str:
    number = sum(len(listed) for _, listed in differing)
    one, first = differing[0][0], differing[0][1][0]
    for other, listed in differing:
        if (listed[0].apart or 0.0) > (first.apart or 0.0):
            one, first = other, listed[0]
    return say(
        "You answered {questions} differently. Begin with “{question}” in “{title}”: "
        "one of you says {mine}, the other {theirs}.",
        questions=counted(number, "question"),
        question=first.question,
        title=one.title,
        mine=first.mine,
        theirs=first.theirs,
    )


def _part(one: Exercise, listed: tuple[Difference, ...]) -> Part:
    rows = tuple((row.question, row.mine, row.theirs) for row in listed)
    table = Table(
        say("Where your answers differ, the widest difference first"),
        (say("Question"), say("Yours"), say("Theirs")),
        rows,
    )
    return Part.of(one.title, table)


def _alike(found: Differing) -> list[Block]:
    alike = [f"“{one.title}”" for one, listed in found if not listed]
    return [Sentence(say("Your answers are the same in {alike}.", alike=some(alike)))] if alike else []


def _aloud() -> Prompt:
    return Prompt(
        say("Say aloud, one after the other:"),
        (
            say("What have you seen that made you answer so?"),
            say("What would have to change for you to answer as I did?"),
            say("Which of these differences matters to the people we serve?"),
        ),
    )
