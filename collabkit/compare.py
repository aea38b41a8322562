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
from collabkit.findings import Block, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Amount, Choice, Choices, Grid, Json, Names, Question, Rating, Row, Text
from collabkit.sitting import Sitting
from collabkit.translation import say
from collabkit.wording import counted, shortened, some
from collabkit.workbook import Workbook

LONGEST: Final = 160
"""Letters of somebody's words that stand in a cell."""
LEAD: Final = 15
"""Letters that stand before the place where two long texts part."""
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
        if about in second and not _same(*first[about], *second[about]) and not _of_another(about, first, second)
    ]
    return tuple(sorted(found, key=lambda one: (one.apart is None, -(one.apart or 0.0))))


def answered_by_both(one: Exercise, mine: Workbook, theirs: Workbook) -> int:
    """Return how many of an exercise's own questions both answered."""
    first, second = (_answered_by_name(one, book) for book in (mine, theirs))
    return sum(about in second and not first[about][0].shared for about in first)


def _of_another(about: About, first: Mapping[About, Answer], second: Mapping[About, Answer]) -> bool:
    """Tell whether two ratings in a row are of two partners, because each chose another name beside them."""
    if not isinstance(first[about][0], Rating):
        return False
    chosen = [key for key in first if key[:-1] == about[:-1] and key in second and _names(first[key][0])]
    return any(not _same(*first[key], *second[key]) for key in chosen)


def _names(part: Question[Json]) -> bool:
    """Tell whether what is chosen is a name from a list."""
    return isinstance(part, Choice) and any(value.isdigit() for value, _ in part.options)


About = tuple[str, ...]
"""What a question is about, in words that stay the same wherever a name stands in a list."""


Answer = tuple[Question[Json], Json]
"""A question with its answer; nothing where there is none."""


def _by_name(one: Exercise, book: Workbook) -> dict[About, Answer]:
    """Return the questions as they stand, each with its answer, by what they are about."""
    sitting = one.read(book.answers(one.id))
    asked: dict[About, Answer] = {}
    for whole in sitting.questions:
        if whole.key in one.from_my_side:
            continue
        if not isinstance(whole, Grid):
            asked[(whole.key,)] = whole, sitting.values.get(whole.key)
            continue
        named, lines = lines_of(whole, sitting)
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


def lines_of(whole: Grid, sitting: Sitting) -> tuple[str, dict[str, str]]:
    """Return the column of a grid whose words name rows of another, by its key, with its words by place: names too."""
    others = [
        row
        for grid in sitting.questions
        if isinstance(grid, Grid) and grid.key != whole.key
        for row in grid.rows
        if row not in whole.rows
    ]
    for column in whole.columns:
        lines = sitting.column(whole, column) if isinstance(column, Text) else {}
        if any(row.key in lines and _is_named(row, lines[row.key]) for row in others):
            return column.key, lines
    return "", {}


def _unnumbered(row: Row) -> str:
    """Return a row's words without the number of its place, which says nothing of what it is about."""
    return row.text.removeprefix(f"{row.key}. ")


def _is_named(row: Row, line: str) -> bool:
    """Tell whether a line's words, which may be cut there, name a row.

    >>> _is_named(Row(key="1", text="1. Fewer falls…"), "Fewer falls at home"), _is_named(Row(key="1", text="Fewer"), "Fewer falls")
    (True, False)
    """
    words, bare = _unnumbered(row), " ".join(line.split())
    return bare == words or (words.endswith("…") and bare.startswith(words[:-1]))


def _named(grid: Grid, row: Row, lines: Mapping[str, str]) -> About:
    """Say what a row is about, a line or names: “Ash and Birch” are the same two as “Birch and Ash”."""
    names = lines.get(row.key, _unnumbered(row)).casefold().replace(f" {say('and')} ", ", ").split(", ")
    return (grid.key, row.group.casefold(), *sorted(names))


def _same(part: Question[Json], mine: Json, other: Question[Json], theirs: Json) -> bool:
    """Tell whether two answers are the same: names in any order, and what was chosen by its words."""
    if isinstance(part, Names | Choice | Choices):
        return _words(part, mine) == _words(other, theirs)
    if isinstance(part, Text):
        return _bare(mine) == _bare(theirs)
    return mine == theirs


def _bare(words: Json) -> str:
    """Return words as they are compared: without case, without a full stop or quotation marks around them."""
    return _quotable(" ".join(str(words).split())).casefold()


def _words(part: Question[Json], value: Json) -> set[str]:
    """Return what was named or chosen; the value of an option may be the place of a name in a list."""
    if isinstance(value, dict):
        return {str(name).casefold() for name in value.values()}
    chosen = value if isinstance(value, list) else [value]
    offered = dict(part.options) if isinstance(part, Choice | Choices) else {}
    return {offered[str(one)].casefold() for one in chosen}


def _difference(part: Question[Json], mine: Json, other: Question[Json], theirs: Json) -> Difference:
    said = [" ".join(asked.in_words(value).split()) for asked, value in ((part, mine), (other, theirs))]
    return Difference(part.text, *_cut_apart(*said), _apart(part, mine, theirs))


def _cut_apart(one: str, other: str) -> tuple[str, str]:
    """Cut words so that where they differ is seen: what begins alike for long is left out of both.

    >>> _cut_apart("We stop " * 30 + "in May", "We stop " * 30 + "in June")
    ('…stop We stop in May', '…stop We stop in June')
    """
    pairs = enumerate(zip(one, other, strict=False))
    alike = next((place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
    if alike < LONGEST - LEAD:
        return shortened(one, LONGEST), shortened(other, LONGEST)
    start = one.rfind(" ", 0, alike - LEAD) + 1
    return f"…{shortened(one[start:], LONGEST - 1)}", f"…{shortened(other[start:], LONGEST - 1)}"


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
    # Other amounts have bounds against slips of the keyboard, which are no scale.
    if isinstance(part, Amount) and part.judged and part.least is not None and part.most is not None:
        return abs(float(str(mine)) - float(str(theirs))) / (part.most - part.least)
    return None


def compare(mine: Workbook, theirs: Workbook) -> Findings:
    """Say where two workbooks differ, exercise by exercise.

    >>> compare(Workbook(), Workbook()).headline
    'There is nothing to compare yet: both of you need to have answered the same question.'
    """
    begun = [one for one in catalogue() if _answered(one, mine) and _answered(one, theirs)]
    beyond = [one for one in begun if _beyond_comparison(one, mine, theirs)]
    common = {one.id: answered_by_both(one, mine, theirs) for one in begun}
    found = [(one, differences(one, mine, theirs)) for one in begun]
    differing = [(one, listed) for one, listed in found if listed]
    if not differing and not any(common.values()):
        return Findings.of(
            say("There is nothing to compare yet: both of you need to have answered the same question."),
            *_not_compared(begun, beyond),
        )
    if not differing:
        alike = counted(sum(common.values()), "question")
        return Findings.of(
            say(
                "You gave the same answer to {alike} that both of you answered. Ask what neither of you has thought of.",
                alike=alike,
            ),
            *_not_compared(begun, beyond),
        )
    return Findings.of(
        _headline(differing),
        *(_part(one, listed) for one, listed in differing),
        *_alike([one for one, listed in found if not listed and common[one.id] and one not in beyond]),
        *_not_compared(begun, beyond),
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
    caption = (
        say("Where your answers differ")
        if len({row.apart for row in listed}) == 1
        else say("Where your answers differ: the widest difference on a scale first")
    )
    table = Table(
        caption,
        (say("Question"), say("Yours"), say("Theirs")),
        rows,
    )
    return Part.of(one.title, table)


def _titles(exercises: Iterable[Exercise]) -> str:
    return some([f"“{one.title}”" for one in exercises])


def _alike(alike: list[Exercise]) -> list[Block]:
    words = say("Wherever both of you answered, your answers are the same in {alike}.", alike=_titles(alike))
    return [Sentence(words)] if alike else []


def _not_compared(begun: list[Exercise], beyond: list[Exercise]) -> list[Block]:
    """Say what is left out, and why: what only one was asked, and what each was asked of its own side."""
    found: list[Block] = []
    if beyond:
        words = say(
            "What only one of you was asked is not compared, such as what is about a name or a line that the other has not. "
            "There is some of it in {exercises}.",
            exercises=_titles(beyond),
        )
        found.append(Sentence(words))
    sides = [one for one in begun if one.from_my_side]
    if sides:
        words = say(
            "In {exercises} some questions are about your own side and the other, which are not the same for the two of you. "
            "Read these answers out to each other.",
            exercises=_titles(sides),
        )
        found.append(Sentence(words))
    return found


def _aloud() -> Prompt:
    return Prompt(
        say("Say aloud, one after the other:"),
        (
            say("What have you seen that made you answer so?"),
            say("What would have to change for you to answer as I did?"),
            say("Which of these differences matters to the people we serve?"),
        ),
    )
