"""The strategy document that a learner takes to a board: a workbook in, a document of plain blocks out.

A document is a title and parts, and every part is made of the same blocks as findings, so that Word, a page and
Markdown are written by the writers that exist. Its order: one page for a board, what is still missing, the fourteen
sections, what a group said in a workshop, the agreement's points, the bridge to the Treasury's five cases, and an annex
with the tables of numbers and the sources. A learner may put the sections into another order and leave some out; that
choice is kept in the workbook (under ``document``) like any other answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from collabkit.data import sources
from collabkit.exercises import Exercise, catalogue, exercise
from collabkit.exercises import decisions as agreement
from collabkit.exercises import strategy as own
from collabkit.exercises.context import NAME, PURPOSE
from collabkit.findings import Block, Caution, Figure, Findings, Part, Prompt, Role, Sentence, Table, walk
from collabkit.questions import Text
from collabkit.sitting import Sitting
from collabkit.strategy import AGAIN, CASES, SECTIONS, Said, Written, draft
from collabkit.translation import say
from collabkit.wording import capital, closed, counted, day, in_a_row, shortened, worded
from collabkit.workbook import Workbook

CHOICE: Final = "document"
"""Where the workbook keeps how the learner wants the document."""
GROUP: Final = "group"
"""Where the workbook keeps what a group said of an exercise, in sentences, under the exercise's id."""
ORDER: Final = "order"
WITHOUT: Final = "without"
NOTHING: Final = say("not written yet")
LONGEST_NAME: Final = 40
"""Letters of the collaboration's name in a file's name."""

Worth = Literal["figure"] | Role
WORTH_KEEPING: Final[Mapping[str, Worth]] = {
    "advantage": "aims",
    "pressure": "figure",
    "stakeholders": "figure",
    "degree": "figure",
    "theory": "figure",
    "sharing-gains": "shares",
    "options": "figure",
    "decisions": "decisions",
    "factors": "figure",
}
"""The picture or table of an exercise that stands in its section; all other tables stand in the annex."""


@dataclass(frozen=True, slots=True)
class Document:
    """Something to hand to others.

    Attributes:
        title: its name.
        subtitle: what it is, and of which day.
        body: its parts.
        annex: parts that are looked up and not read.
    """

    title: str
    subtitle: str
    body: tuple[Part, ...]
    annex: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts, in the order in which they are printed."""
        return (*self.body, *self.annex)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which sections a learner wants, in which order.

    >>> Choice.of({"order": ["review", "purpose", "nonsense"], "without": ["data"]}).keys[:3]
    ('review', 'purpose', 'change')
    """

    order: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()

    @classmethod
    def of(cls, answers: Mapping[str, object]) -> Choice:
        """Read the choice from a workbook's answers; names of sections that do not exist are passed over."""
        return cls(_known(answers.get(ORDER)), frozenset(_known(answers.get(WITHOUT))))

    @property
    def everything(self) -> tuple[str, ...]:
        """Every section, in the learner's order; those that are not in it follow in ours."""
        usual = [section.key for section in SECTIONS]
        return (*self.order, *(key for key in usual if key not in self.order))

    @property
    def keys(self) -> tuple[str, ...]:
        """The sections that are wanted, in order."""
        return tuple(key for key in self.everything if key not in self.without)


def _known(given: object) -> tuple[str, ...]:
    known = {section.key for section in SECTIONS}
    listed = given if isinstance(given, list | tuple) else [given]
    return tuple(dict.fromkeys(key for key in listed if isinstance(key, str) and key in known))


def strategy_document(book: Workbook, time: str) -> Document:
    """Return the strategy as far as it is written.

    Args:
        book: the learner's workbook.
        time: the moment of writing, in ISO form; its day is printed.

    >>> from collabkit import worked
    >>> strategy_document(worked.workbook(), "2026-11-28T10:00:00.000Z").title
    'Steady Brackendale'
    """
    sitting = own.EXERCISE.read(book.answers(own.EXERCISE.id))
    sections = {one.section.key: one for one in draft(sitting, book)}
    wanted = [sections[key] for key in Choice.of(book.answers(CHOICE)).keys]
    name = in_short(NAME, sitting) or say("Our strategy")
    told = dict.fromkeys(said.exercise for one in wanted for said in one.said)
    found = {said.exercise.id: said.findings for one in sections.values() for said in one.said}
    body = (
        Part.of(say("On one page"), _board(sitting, found), role="board"),
        *_still_missing(wanted),
        *put_right(sitting, *(said for one in wanted for said in one.wrong)),
        *(_section(number, one, shown) for number, (one, shown) in enumerate(_shown_once(wanted), 1)),
        *_group(book),
        *(_agreement(book) if any(agreement.EXERCISE.id in one.section.others for one in wanted) else ()),
        _cases(sections),
    )
    return Document(
        name,
        say("A collaborative strategy. Draft of {day}, to be changed together.", day=day(time)),
        body,
        (*_numbers(told, found), *_sources(told)),
    )


def _board(sitting: Sitting, found: Mapping[str, Findings]) -> Table:
    """Return what a board has to know, in one table; what is not known yet is said to be so."""
    said = {id: findings.headline for id, findings in found.items()}
    worse = [words for one in own.measures(sitting) if (words := worded(one.cells.get(own.WORSE.key)))]
    resources = in_short(own.RESOURCES, sitting)
    rows = (
        (say("What it is for"), in_short(PURPOSE, sitting)),
        (say("What we propose, and what came second"), said.get("options") or in_short(own.REJECTED, sitting)),
        (
            say("What it costs, and who pays"),
            f"{closed(resources)} {said['sharing-gains']}"
            if resources and "sharing-gains" in said
            else resources or said.get("sharing-gains"),
        ),
        (say("The belief that it rests on"), in_short(own.ASSUMPTION, sitting) or said.get("theory")),
        (
            say("What might get worse"),
            " ".join(closed(capital(shortened(words, own.WORSE.longest))) for words in worse),
        ),
        (say("What has to be decided, and by whom"), in_short(own.RIGHTS, sitting) or said.get("decisions")),
        (say("What would make us stop"), in_short(own.STOP, sitting)),
        (say("When we decide again"), in_short(own.REVIEW, sitting)),
    )
    return Table(
        say("For a board"),
        ("", say("As things stand")),
        tuple((head, words or capital(NOTHING)) for head, words in rows),
    )


def in_short(question: Text, sitting: Sitting) -> str:
    """Return somebody's words as long as they may be, those that are too long cut with a sign; signs alone are no words.

    >>> in_short(NAME, own.EXERCISE.read({"collaboration": "Steady " * 20}))[-16:]
    'y Steady Steady…'
    """
    words = worded(own.as_typed(question, sitting))
    return words if len(words) <= question.longest else shortened(words, question.longest)


def _still_missing(wanted: Iterable[Written]) -> tuple[Part, ...]:
    """Say honestly what is not there yet: sections without words of one's own, and exercises without answers."""
    silent = [one.section.title for one in wanted if not one.has_own_words]
    lacking = list(dict.fromkeys(other for one in wanted for other in one.unanswered))
    items = [say("Nothing in your own words: {silent}.", silent=in_a_row(silent))] if silent else []
    items += [
        say(
            "“{title}” (chapter {chapter}) is not answered, or not far enough.",
            title=other.title,
            chapter=other.chapter,
        )
        for other in lacking
    ]
    if not items:
        return ()
    lead = (
        say(
            "{section_has} no words of your own, and ", section_has=counted(len(silent), "section has", "sections have")
        )
        if silent
        else ""
    )
    tail = (
        say("{exercise_says} nothing yet", exercise_says=counted(len(lacking), "exercise says", "exercises say"))
        if lacking
        else ""
    )
    said = (lead + tail).removesuffix(", and ")
    return (Part.of(say("What is still missing"), Prompt(f"{capital(said)}:", tuple(items), role="needed")),)


def put_right(sitting: Sitting, *others: str) -> tuple[Part, ...]:
    """Say which answers cannot be used as they are and why, so that what was typed is never passed over in silence.

    Args:
        sitting: answers with something wrong about them.
        others: sentences on answers that were given elsewhere.
    """
    asked = {part.key: part.text for part in sitting.fields()}
    wrong = [say("“{question}”: {problem}", question=asked[one.key], problem=one.sentence) for one in sitting.wrong()]
    items = tuple(dict.fromkeys((*wrong, *others)))
    return (Part.of(say("What has to be put right"), Prompt(AGAIN, items)),) if items else ()


def _shown_once(wanted: Iterable[Written]) -> Iterator[tuple[Written, tuple[Said, ...]]]:
    """Go through the sections, each with what is said in it; an exercise that belongs to two is heard in the first."""
    heard: set[str] = set()
    for one in wanted:
        yield one, tuple(said for said in one.said if said.exercise.id not in heard)
        heard.update(said.exercise.id for said in one.said)


def _section(number: int, one: Written, said: tuple[Said, ...]) -> Part:
    words = [Sentence(paragraph) for text in one.words for paragraph in text.split("\n") if paragraph.strip()]
    silent = (
        Sentence(say("{nothing} in your own words.", nothing=capital(NOTHING)), role="missing")
        if not one.has_own_words
        else None
    )
    heard = (
        Part.of(say("What the exercises say"), *(block for each in said for block in _heard(each)), role="heard")
        if said
        else None
    )
    return Part.of(
        f"{number}. {one.section.title}", Sentence(one.section.asks, role="asks"), silent, *words, *one.tables, heard
    )


def _heard(said: Said) -> Iterator[Block]:
    """Give an exercise's headline, its first caution, the picture or table worth keeping, and what it rests on."""
    yield Sentence(said.findings.headline)
    cautions = [block for block in said.findings.blocks if isinstance(block, Caution)]
    yield from cautions[:1]
    kept = worth_keeping(said.exercise, said.findings)
    if kept is not None:
        yield kept
    yield Sentence(
        say("How far to trust “{title}”: {rests_on}", title=said.exercise.title, rests_on=said.exercise.rests_on),
        role="evidence",
    )


def worth_keeping(one: Exercise, findings: Findings) -> Figure | Table | None:
    """Return the picture or table of an exercise that stands in its section."""
    worth = WORTH_KEEPING.get(one.id)
    for block in walk(findings.blocks):
        if worth == "figure" and isinstance(block, Figure):
            return block
        if isinstance(block, Table) and worth and block.role == worth:
            return block
    return None


def _group(book: Workbook) -> tuple[Part, ...]:
    """Return what a group said in a workshop, exercise by exercise, as it was shown to the group itself."""
    said = book.answers(GROUP)
    parts = [
        Part.of(one.title, *(Sentence(line) for line in lines))
        for one in catalogue()
        if (lines := [line for line in _listed(said.get(one.id)) if line.strip()])
    ]
    return (Part.of(say("What the group said"), *parts, role="heard"),) if parts else ()


def _listed(given: object) -> list[str]:
    return [line for line in given if isinstance(line, str)] if isinstance(given, list | tuple) else []


def _agreement(book: Workbook) -> tuple[Part, ...]:
    """Return the points of an agreement, each with how far it is settled; the gaps are marked."""
    sitting = agreement.EXERCISE.read(book.answers(agreement.EXERCISE.id))
    states = sitting.column(agreement.SETTLED, agreement.STATE)
    if not states:
        return ()
    said = dict(agreement.STATES)
    rows = tuple(
        (
            capital(point.words),
            said[states[point.key]] if point.key in states else say("Not said"),
            _gap(states.get(point.key)),
        )
        for point in agreement.POINTS
    )
    open_points = sum(bool(gap) for *_, gap in rows)
    return (
        Part.of(
            say("The agreement, point by point"),
            Sentence(_lead(open_points, states.values())),
            Table(say("What an agreement has to settle"), (say("Point"), say("So far"), say("Gap")), rows),
        ),
    )


def _lead(open_points: int, states: Iterable[str]) -> str:
    """Say how many points are open, or of which it is that all are in writing."""
    if open_points:
        return say("{point_is} not in writing.", point_is=counted(open_points, "point is", "points are"))
    settled = set(states)
    if agreement.WRITTEN not in settled:
        return say("None of the points applies.")
    if agreement.NONE in settled:
        return say("All points that apply are in writing.")
    return say("All points are in writing.")


def _gap(state: str | None) -> str:
    return "" if state in {agreement.WRITTEN, agreement.NONE} else say("gap")


def _cases(sections: Mapping[str, Written]) -> Part:
    """Set the sections beside the Treasury's five cases, for whoever has to write a business case from them."""
    rows = tuple(
        (
            section.title,
            in_a_row(CASES[case] for case in section.cases),
            say("has words") if sections[section.key].has_words else say("empty"),
            section.still,
        )
        for section in SECTIONS
    )
    heads = (say("Section"), say("Feeds the case"), say("So far"), say("A full business case still asks for"))
    return Part.of(
        say("From here to a business case"),
        Sentence(
            say(
                "The Treasury’s five cases ask for more than this document holds. It is thin on procurement, on cash by "
                "partner and year, and on equality."
            )
        ),
        Table(say("The fourteen sections and the five cases"), heads, rows),
    )


def _numbers(told: Iterable[Exercise], found: Mapping[str, Findings]) -> tuple[Part, ...]:
    parts = [Part.of(one.title, *_tables(one, found[one.id])) for one in told]
    held = tuple(part for part in parts if part.blocks)
    return (Part.of(say("Annex: the numbers"), *held),) if held else ()


def _tables(one: Exercise, findings: Findings) -> Iterator[Table]:
    kept = worth_keeping(one, findings)
    for block in walk(findings.blocks):
        if isinstance(block, Figure):
            yield block.chart.to_table()
        elif isinstance(block, Table) and block != kept:
            yield block


def _sources(told: Iterable[Exercise]) -> tuple[Part, ...]:
    keys = dict.fromkeys(key for one in (*told, exercise(own.EXERCISE.id)) for key in one.sources)
    items = tuple(sorted(sources.full(key) for key in keys))
    return (
        (Part.of(say("Annex: sources"), Prompt(say("What the exercises rest on:"), items, role="sources")),)
        if items
        else ()
    )


def file_name(book: Workbook, time: str, ending: str = "json", what: str = "") -> str:
    r"""Return a name for a learner's file: the collaboration and the day, in letters that every system takes.

    >>> file_name(Workbook.of({"degree": {"collaboration": "Fewer falls / \"Ashby\""}}), "2026-11-25T10:00:00.000Z")
    'Fewer falls Ashby 2026-11-25.json'
    """
    named = str(book.shared.answers.get("collaboration", ""))
    plain = " ".join(re.sub(r"[^\w\s-]", " ", named).split())[:LONGEST_NAME].strip() or say("Working together")
    return f"{' '.join(part for part in (plain, what, time[:10]) if part)}.{ending}"
