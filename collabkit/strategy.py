"""A learner's workbook, gathered into the fourteen sections of a strategy.

The sections have their one home here: the chapter's table, the exercise ``strategy`` on a page and in a notebook, and
the document that a learner takes away are all made from ``SECTIONS``. This file stands above the exercises, because it
is the only one that has to know them all: each section holds the learner's own words, and what the exercises that
belong to it say about the learner's answers. ``means`` is what doors ask in place of an exercise's own ``means``, so
that none of them need know which exercise is gathered around.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from collabkit import worked
from collabkit.exercises import Answers, Exercise, Inside, exercise
from collabkit.exercises import strategy as own
from collabkit.exercises.base import inside, set_aside
from collabkit.exercises.context import NAME, OPTIONAL_PARTNERS, PURPOSE
from collabkit.findings import Block, Caution, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import Questions
from collabkit.sitting import Sitting
from collabkit.translation import by_number, say
from collabkit.wording import counted, worded
from collabkit.workbook import Workbook

NEXT: Final = 3
"""How many sections to name as the ones to write next."""
REMEMBERED: Final = 64
"""Findings of other exercises that are kept while somebody types here: they do not change meanwhile."""
AGAIN: Final = say("Look at these answers again:")
"""Before a list of answers that cannot be used."""
ID: Final = own.EXERCISE.id
"""The exercise that the others are gathered around."""

Case = Literal["strategic", "economic", "commercial", "financial", "management"]
CASES: Final[Mapping[Case, str]] = {
    "strategic": say("strategic"),
    "economic": say("economic"),
    "commercial": say("commercial"),
    "financial": say("financial"),
    "management": say("management"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the strategy.

    Attributes:
        key: its name in a workbook.
        title: its heading.
        asks: what it has to answer.
        own: the questions whose answers, in the learner's words, belong in it.
        others: ids of the exercises whose findings belong in it.
        cases: those of the Treasury's five cases that it mainly feeds.
        still: what a full business case asks beyond it.
    """

    key: str
    title: str
    asks: str
    own: Questions
    others: tuple[str, ...]
    cases: tuple[Case, ...]
    still: str


SECTIONS: Final = (
    Section(
        "purpose", say("Purpose"), say("What will be better, for whom, that none of you can do alone?"), (PURPOSE,),
        ("advantage",), ("strategic",), say("objectives with figures and dates, and the fit with each partner’s own plan"),
    ),
    Section(
        "change", say("Case for change"), say("Why now, and what happens if nothing changes?"), (own.CHANGE,),
        ("pressure", "drivers"), ("strategic",), say("the trend if nothing changes, and need group by group"),
    ),
    Section(
        "partners", say("Partners"), say("Who is in, who can block, and who is affected but absent?"),
        (OPTIONAL_PARTNERS, own.MEMBERS), ("stakeholders", "power"), ("strategic",),
        say("each partner’s legal power to take part"),
    ),
    Section(
        "aims", say("Aims"), say("Which aims do you share, and which have you agreed to leave alone?"), (own.LEFT_ALONE,),
        ("advantage",), ("strategic",), say("constraints, and what the work depends on"),
    ),
    Section(
        "degree", say("Degree and form"), say("How close will you be, in what form, and why no closer?"), (own.CLOSENESS,),
        ("degree", "form", "language"), ("commercial", "management"), say("advice on tax, subsidy and procurement"),
    ),
    Section(
        "theory", say("How it is meant to work"), say("Which assumption, if it is wrong, sinks this?"), (own.ASSUMPTION,),
        ("theory",), ("strategic",), say("the evidence for each step"),
    ),
    Section(
        "options", say("Options"), say("What else did you consider, and why not that?"), (own.REJECTED,), ("options",),
        ("economic",), say("the long list, the tests it met, and costs beside value"),
    ),
    Section(
        "resources", say("Resources"), say("Who gives what, and who loses so that others gain?"), (own.RESOURCES,),
        ("sharing-gains", "outturns"), ("financial",), say("cash by partner and year, and who bears an overspend"),
    ),
    Section(
        "decisions", say("Decisions"), say("Who recommends, who decides, who must agree?"), (own.RIGHTS,), ("decisions",),
        ("management",), say("each partner’s approvals, and the officer who answers for the money"),
    ),
    Section(
        "data", say("Data and risk"), say("What information is shared, on what lawful basis?"), (own.DATA,), ("decisions",),
        ("management",), say("priced risks, and the assessment of the impact on people"),
    ),
    Section(
        "relationships", say("Relationships"), say("How will you notice that trust is falling?"), (own.RELATIONSHIPS,),
        ("trust", "factors"), ("management",), say("the ladder for disputes"),
    ),
    Section(
        "measures", say("Measures"), say("How will you know whether it works?"), (own.MEASURES,), (), ("management",),
        say("a benefits register and a plan for evaluation"),
    ),
    Section(
        "first", say("First 100 days"), say("What will people see you do?"), (own.ACTIONS,), (), ("management",),
        say("plans for staff, unions and communications"),
    ),
    Section(
        "review", say("Review and exit"), say("When do you decide to go on, change or stop, and what would make you stop?"),
        (own.REVIEW, own.STOP), (), ("commercial", "management"), say("what leaving would cost, and who would owe it"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What one exercise says about the learner's answers.

    Attributes:
        exercise: which.
        findings: what it says, without what it says of answers that cannot be used.
        wrong: how many of its own answers cannot be used.
    """

    exercise: Exercise
    findings: Findings
    wrong: int = 0

    @property
    def put_right(self) -> str:
        """Where to put answers right that cannot be used."""
        about = {
            "title": self.exercise.title,
            "chapter": self.exercise.chapter,
            "answers": counted(self.wrong, "answer"),
        }
        if not self.findings.complete:
            return by_number(
                self.wrong,
                "“{title}” (chapter {chapter}): {answers} has to be put right before it can say anything.",
                "“{title}” (chapter {chapter}): {answers} have to be put right before it can say anything.",
                **about,
            )
        return by_number(
            self.wrong,
            "“{title}” (chapter {chapter}): {answers} has to be put right, and what is said here does without it.",
            "“{title}” (chapter {chapter}): {answers} have to be put right, and what is said here does without them.",
            **about,
        )


@dataclass(frozen=True, slots=True)
class Written:
    """One section, as far as it is written.

    Attributes:
        section: which.
        words: the learner's own words, a paragraph each.
        tables: what the learner put into a table: measures, and steps of the first 100 days.
        said: what the exercises say that belong in it, those that say something.
        unanswered: the exercises that belong in it and say nothing yet.
        wrong: for each exercise that belongs in it and has answers that cannot be used, a sentence that says so.
    """

    section: Section
    words: tuple[str, ...]
    tables: tuple[Table, ...]
    said: tuple[Said, ...]
    unanswered: tuple[Exercise, ...]
    wrong: tuple[str, ...] = ()

    @property
    def has_own_words(self) -> bool:
        """Whether the learner wrote something for this section; signs alone leave it open."""
        return bool(any(map(worded, self.words)) or self.tables)

    @property
    def has_words(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.has_own_words or self.said)


def draft(sitting: Sitting, book: Workbook) -> tuple[Written, ...]:
    """Return the fourteen sections as far as they are written.

    Args:
        sitting: the answers to the exercise ``strategy``.
        book: the answers of all exercises.
    """
    ids = dict.fromkeys(id for section in SECTIONS for id in section.others)
    given = book.every()
    heard = {id: _heard(id, given[id]) for id in ids if id in given}
    told = {id: said for id, said in heard.items() if said.findings.complete}
    tables = own.EXERCISE.means(sitting).tables()
    return tuple(
        Written(
            section,
            tuple(_own_words(section, sitting)),
            tuple(table for table in tables if table.role and table.role == ROLES.get(section.key)),
            tuple(told[id] for id in section.others if id in told),
            tuple(exercise(id) for id in section.others if id not in told),
            tuple(heard[id].put_right for id in section.others if id in heard and heard[id].wrong),
        )
        for section in SECTIONS
    )


ROLES: Final = {"measures": "measures", "first": "steps"}
"""For a section whose words are a table, the role of that table in the findings of ``strategy``."""


def _own_words(section: Section, sitting: Sitting) -> Iterator[str]:
    for question in section.own:
        if said := own.as_typed(question, sitting):
            yield said


def says_something(sitting: Sitting, findings: Findings) -> bool:
    """Tell whether an exercise says something; an answer that cannot be used is left out, and takes nothing from that."""
    return sitting.answered() and findings.complete


def _heard(id: str, answers: Answers) -> Said:
    """Return what an exercise's answers say; the findings are not complete where they say nothing yet."""
    return _remembered(id, json.dumps(answers, sort_keys=True))


@lru_cache(maxsize=REMEMBERED)
def _remembered(id: str, typed: str) -> Said:
    one = exercise(id)
    sitting = one.read(json.loads(typed))
    findings = one.means(sitting)
    wrong = {problem.key for problem in sitting.wrong()}
    # What all exercises share is put right in this one, and said there once.
    of_its_own = sum(part.key in wrong and not part.shared for part in sitting.fields())
    said = Findings(findings.blocks[len(wrong) :], complete=says_something(sitting, findings))
    return Said(one, said, of_its_own)


def forget() -> None:
    """Let go of findings that were kept."""
    _remembered.cache_clear()


def gathers(one: Exercise) -> bool:
    """Tell whether what the other exercises say belongs to this one's findings."""
    return one.id == ID


def means(one: Exercise, sitting: Sitting, book: Workbook | None = None) -> Findings:
    """Say what answers to an exercise mean; to the one that is gathered around, with what the others say.

    >>> means(exercise("strategy"), exercise("strategy").read({"stop": "No visits by May."})).headline
    'Your strategy has words for 1 section of 14; “purpose” comes next.'
    """
    return _gathered(sitting, book or Workbook()) if gathers(one) else one.means(sitting)


def example_means(one: Exercise) -> Findings:
    """Say what the worked example of an exercise means, with those of the others where they are gathered."""
    return means(one, one.read(one.example), worked.workbook())


def look_inside(one: Exercise, book: Workbook) -> Inside:
    """Return what lies behind the findings of a learner's answers, or of the worked example's."""
    mine, example = one.read(book.answers(one.id)), one.read(one.example)
    return inside(mine, means(one, mine, book), example, example_means(one))


def _gathered(sitting: Sitting, book: Workbook) -> Findings:
    """Say which sections have words, and what those are."""
    written = draft(sitting, book)
    wrong, again = set_aside(sitting), _put_right(written)
    if not any(one.has_words for one in written):
        needed = Findings.needing([say("Answer a question here or in one of the exercises of the course.")])
        return Findings((*wrong, *needed.blocks, *again), complete=False)
    found = Findings.of(headline(sitting, written), *again, overview(written), *_sections(written), *_missing(written))
    return found.led_by(*wrong)


def _put_right(written: tuple[Written, ...]) -> tuple[Prompt, ...]:
    """Say which other exercises have answers that cannot be used; one that belongs to two sections is named once."""
    items = tuple(dict.fromkeys(said for one in written for said in one.wrong))
    return (Prompt(AGAIN, items),) if items else ()


def headline(sitting: Sitting, written: tuple[Written, ...]) -> str:
    """Say how far the strategy has come, and where to go on."""
    name = worded(sitting.get(NAME)) or say("Your strategy")
    done = sum(one.has_words for one in written)
    empty = [one.section.title for one in written if not one.has_words]
    if not empty:
        return say(
            "{name} has words for all {sections} sections: read them aloud to your partners, and see who objects.",
            name=name,
            sections=len(SECTIONS),
        )
    return say(
        "{name} has words for {sections} of {sections2}; “{empty}” comes next.",
        name=name,
        sections=counted(done, "section"),
        sections2=len(SECTIONS),
        empty=empty[0].lower(),
    )


def overview(written: tuple[Written, ...]) -> Table:
    """Return the sections in a table, each with whether something stands in it."""
    rows = tuple(
        (f"{number}. {one.section.title}", say("has words") if one.has_words else say("empty"), one.section.asks)
        for number, one in enumerate(written, 1)
    )
    return Table(say("The fourteen sections"), (say("Section"), say("So far"), say("What it has to answer")), rows)


def _sections(written: tuple[Written, ...]) -> Iterator[Block]:
    for number, one in enumerate(written, 1):
        if one.has_words:
            words = (Sentence(words) for words in (*one.words, *(said.findings.headline for said in one.said)))
            yield Part.of(f"{number}. {one.section.title}", *words, *one.tables)


def _missing(written: tuple[Written, ...]) -> tuple[Block, ...]:
    empty = [one for one in written if not one.has_words]
    if not empty:
        return (
            Caution(
                say("Words are not yet agreement."), say("Let each partner change one sentence before anybody signs.")
            ),
        )
    items = []
    for one in empty[:NEXT]:
        named = [
            say("“{title}” in chapter {chapter}", title=other.title, chapter=other.chapter) for other in one.unanswered
        ]
        where = (
            say(" Answer it above, or {named}.", named=say(" or ").join(named)) if named else say(" Answer it above.")
        )
        items.append(f"{one.section.title}: {one.section.asks}{where}")
    return (Prompt(say("Write these next:"), tuple(items)),)
