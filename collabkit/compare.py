"""Two workbooks beside each other: where two partners answered the same question differently.

Nothing is averaged and nobody is right: partners who see one thing differently have something to talk about. What can
be measured on a scale comes first, the widest difference before the others; words come after, because no number can
say how far apart they are.

Each partner names itself first. So answers are told apart by the names and lines that they are about, never by the place
of these in somebody's list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from collabkit.exercises import Exercise, catalogue
from collabkit.exercises.context import ROW
from collabkit.findings import Block, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Amount, Choice, Choices, Grid, Json, Names, Question, Rating, Row, Text
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
    first, second = (_answered_by_name(one, book) for book in (mine, theirs))
    found = [
        _difference(*first[about], *second[about])
        for about in first
        if about in second and not _same(*first[about], *second[about])
    ]
    return tuple(sorted(found, key=lambda one: (one.apart is None, -(one.apart or 0.0))))


About = tuple[str, ...]
"""What a question is about, in words that stay the same wherever a name stands in a list."""


Answer = tuple[Question[Json], Json]
"""A question with its answer; nothing where there is none."""


def _by_name(one: Exercise, book: Workbook) -> dict[About, Answer]:
    """Return the questions as they stand, each with its answer, by what they are about."""
    sitting = one.read(book.answers(one.id))
    asked: dict[About, Answer] = {}
    for whole in sitting.questions:
        if not isinstance(whole, Grid):
            asked[(whole.key,)] = whole, sitting.values.get(whole.key)
            continue
        named, lines = _lines(whole, sitting)
        if named:
            asked[(whole.key,)] = Names(key=whole.key, text=whole.text), lines
        for row in whole.rows:
            for column in whole.columns:
                if column.key == named:
                    continue
                about = (*_named(whole, row, lines), column.key)
                # Two lines that begin alike are cut to the same words: only their places tell them apart.
                about = (*about, row.key) if about in asked else about
                asked[about] = whole.cell(row, column), sitting.values.get(whole.cell_key(row.key, column))
    return asked


def _answered_by_name(one: Exercise, book: Workbook) -> dict[About, Answer]:
    return {about: answer for about, answer in _by_name(one, book).items() if answer[1] is not None}


def _lines(whole: Grid, sitting: Sitting) -> tuple[str, dict[str, str]]:
    """Return the column of a grid whose words name rows of another, by its key, with its words by place: names too."""
    others = {
        (row.key, row.text)
        for grid in sitting.questions
        if isinstance(grid, Grid) and grid.key != whole.key
        for row in grid.rows
        if row not in whole.rows
    }
    for column in whole.columns:
        lines = sitting.column(whole, column) if isinstance(column, Text) else {}
        if any((place, shortened(line, ROW)) in others for place, line in lines.items()):
            return column.key, lines
    return "", {}


def _named(grid: Grid, row: Row, lines: Mapping[str, str]) -> About:
    """Say what a row is about, a line or names: “Ash and Birch” are the same two as “Birch and Ash”."""
    names = lines.get(row.key, row.text).casefold().replace(f" {say('and')} ", ", ").split(", ")
    return (grid.key, row.group.casefold(), *sorted(names))


def _same(part: Question[Json], mine: Json, other: Question[Json], theirs: Json) -> bool:
    """Tell whether two answers are the same: names in any order, and what was chosen by its words."""
    if isinstance(part, Names | Choice | Choices):
        return _words(part, mine) == _words(other, theirs)
    return mine == theirs


def _words(part: Question[Json], value: Json) -> set[str]:
    """Return what was named or chosen; the value of an option may be the place of a name in a list."""
    if isinstance(value, dict):
        return {str(name).casefold() for name in value.values()}
    chosen = value if isinstance(value, list) else [value]
    offered = dict(part.options) if isinstance(part, Choice | Choices) else {}
    return {offered[str(one)].casefold() for one in chosen}


def _difference(part: Question[Json], mine: Json, other: Question[Json], theirs: Json) -> Difference:
    said = [shortened(asked.in_words(value), LONGEST) for asked, value in ((part, mine), (other, theirs))]
    return Difference(part.text, said[0], said[1], _apart(part, mine, theirs))


def _beyond_comparison(one: Exercise, mine: Workbook, theirs: Workbook) -> bool:
    """Tell whether both answered about names or lines that only one of them has."""
    first, second = (_by_name(one, book) for book in (mine, theirs))
    return all(
        any(value is not None and about not in other for about, (_, value) in asked.items())
        for asked, other in ((first, second), (second, first))
    )


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
    beyond = [one for one in both if _beyond_comparison(one, mine, theirs)]
    if not differing:
        alike = counted(len(both), "exercise")
        return Findings.of(
            say("You gave the same answers in {alike}. Ask what neither of you has thought of.", alike=alike),
            *_not_compared(beyond),
        )
    return Findings.of(
        _headline(differing),
        *(_part(one, listed) for one, listed in differing),
        *_alike([one for one, listed in found if not listed and one not in beyond]),
        *_not_compared(beyond),
        _aloud(),
    )


def _answered(one: Exercise, book: Workbook) -> bool:
    return one.read(book.answers(one.id)).answered()


Differing = list[tuple[Exercise, tuple[Difference, ...]]]


def _headline(differing: Differing) -> str:
    # What all exercises share is asked in each of them, and is one question.
    number = len({row for _, listed in differing for row in listed})
    one, first = differing[0][0], differing[0][1][0]
    for other, listed in differing:
        if (listed[0].apart or 0.0) > (first.apart or 0.0):
            one, first = other, listed[0]
    return say(
        "You answered {questions} differently. Begin with “{question}” in “{title}”: "
        "one of you says “{mine}”, the other “{theirs}”.",
        questions=counted(number, "question"),
        question=first.question,
        title=one.title,
        mine=_quotable(first.mine),
        theirs=_quotable(first.theirs),
    )


def _quotable(words: str) -> str:
    """Return words without the full stop and the quotation marks that the sentence around them has.

    >>> _quotable("Fewer falls."), _quotable("“We are ready”"), _quotable("...")
    ('Fewer falls', 'We are ready', '...')
    """
    bare = words.rstrip(".") or words
    return bare[1:-1] if bare.startswith("“") and bare.find("”") == len(bare) - 1 else bare


def _part(one: Exercise, listed: tuple[Difference, ...]) -> Part:
    rows = tuple((row.question, row.mine, row.theirs) for row in listed)
    table = Table(
        say("Where your answers differ, the widest difference first"),
        (say("Question"), say("Yours"), say("Theirs")),
        rows,
    )
    return Part.of(one.title, table)


def _titles(exercises: Iterable[Exercise]) -> str:
    return some([f"“{one.title}”" for one in exercises])


def _alike(alike: list[Exercise]) -> list[Block]:
    return [Sentence(say("Your answers are the same in {alike}.", alike=_titles(alike)))] if alike else []


def _not_compared(beyond: list[Exercise]) -> list[Block]:
    if not beyond:
        return []
    words = say(
        "Answers about names or lines that only one of you has are not compared. There are some in {exercises}.",
        exercises=_titles(beyond),
    )
    return [Sentence(words)]


def _aloud() -> Prompt:
    return Prompt(
        say("Say aloud, one after the other:"),
        (
            say("What have you seen that made you answer so?"),
            say("What would have to change for you to answer as I did?"),
            say("Which of these differences matters to the people we serve?"),
        ),
    )
