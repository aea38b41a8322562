"""strategy (chapter 6): what has been answered so far, gathered into the fourteen sections of a strategy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from collabkit.exercises.base import Answers, Exercise, Workbook
from collabkit.exercises.context import (
    EXAMPLE_NAME,
    EXAMPLE_PARTNERS,
    EXAMPLE_PURPOSE,
    NAME,
    OPTIONAL_PARTNERS,
    PURPOSE,
)
from collabkit.findings import Block, Caution, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import Grid, Question, Row, Text
from collabkit.wording import counted

NEXT: Final = 3
"""How many sections to name as the ones to write next."""
REMEMBERED: Final = 64
"""Findings of other exercises that are kept while somebody types here: they do not change meanwhile."""

ACTIONS: Final = Grid(
    key="actions",
    text="What will people see you do in the first 100 days?",
    help="Three things that somebody outside would notice. A meeting is not one of them.",
    rows=(Row(key="1", text="First"), Row(key="2", text="Second"), Row(key="3", text="Third")),
    columns=(
        Text(key="what", text="What", longest=200),
        Text(key="who", text="Who", longest=80),
        Text(key="when", text="By when", longest=40),
    ),
)
MEASURES: Final = Grid(
    key="measures",
    text="How will you know whether it works?",
    help="Three outcomes and one measure of how you get on with each other. Each has an owner and a figure for today.",
    rows=(
        Row(key="1", text="First outcome"),
        Row(key="2", text="Second outcome"),
        Row(key="3", text="Third outcome"),
        Row(key="4", text="How we get on"),
    ),
    columns=(
        Text(key="what", text="Measure", longest=200),
        Text(key="owner", text="Owner", longest=80),
        Text(key="today", text="Today", longest=80),
    ),
)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the document.

    Attributes:
        title: its heading.
        asks: what it has to answer.
        own: keys of this exercise's answers that belong in it; a grid's key stands for all its cells.
        others: ids of the exercises whose findings belong in it.
    """

    title: str
    asks: str
    own: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


SECTIONS: Final = (
    Section("Purpose", "What will be better, for whom, that none of you can do alone?", ("purpose",), ("advantage",)),
    Section("Case for change", "Why now, and what happens if nothing changes?", (), ("pressure", "drivers")),
    Section("Partners", "Who is in, who can block, and who is affected but absent?", ("partners",), ("power",)),
    Section(
        "Aims", "Which aims do you share, and which have you agreed to leave alone?", ("left_alone",), ("advantage",)
    ),
    Section(
        "Degree and form", "How close will you be, in what form, and why no closer?", (), ("degree", "form", "language")
    ),
    Section("How it is meant to work", "Which assumption, if it is wrong, sinks this?", ("assumption",), ("theory",)),
    Section("Options", "What else did you consider, and why not that?", (), ("options",)),
    Section(
        "Resources", "Who gives what, and who loses so that others gain?", ("resources",), ("sharing-gains", "outturns")
    ),
    Section("Decisions", "Who recommends, who decides, who must agree?", (), ("decisions",)),
    Section("Data and risk", "What information is shared, on what lawful basis?", ("data",), ("decisions",)),
    Section("Relationships", "How will you notice that trust is falling?", ("relationships",), ("trust", "factors")),
    Section("Measures", "How will you know whether it works?", ("measures",)),
    Section("First 100 days", "What will people see you do?", ("actions",)),
    Section(
        "Review and exit",
        "When do you decide to go on, change or stop, and what would make you stop?",
        ("review", "stop"),
    ),
)

_WORDS: Final = (
    Text(key="left_alone", text="Which aims have you agreed to leave alone, at least for now?", long=True, longest=800),
    Text(key="assumption", text="Which assumption, if it turns out wrong, sinks this?", long=True, longest=800),
    Text(
        key="resources",
        text="Who gives up something so that others gain, and how will you put that right?",
        long=True,
        longest=800,
    ),
    Text(
        key="data", text="What information will you share, for what, and on what lawful basis?", long=True, longest=800
    ),
    Text(
        key="relationships",
        text="How will you notice that trust is falling, and who will say so?",
        long=True,
        longest=800,
    ),
)
_REVIEW: Final = (
    Text(
        key="review", text="When will you decide together whether to go on, change or stop?", help="A date.", longest=80
    ),
    Text(key="stop", text="What would make you stop?", long=True, longest=800),
)


class Strategy(Exercise):
    """The first 100 days, the measures and the review, with everything else gathered around them."""

    id = "strategy"
    title = "Your strategy so far"
    chapter = 6
    minutes = 20
    purpose = (
        "Write down the first 100 days, the measures and the review date. Everything that you answered in the other "
        "exercises is gathered around them, and you see which of the fourteen sections still have no words."
    )
    asks = "What have we got, and what is missing before this can be called a strategy?"
    leaves_out = (
        "It counts whether a section has words, not whether they are good. It takes one sentence from each exercise; "
        "the whole of the findings stays on the exercise’s own page."
    )
    rests_on = (
        "The fourteen sections are ours. They follow the steps of strategic planning for collaborations and the "
        "headings that auditors ask about; no study shows that a document with these sections works better."
    )
    sources = ("bryson2018", "audit2005")
    story = (
        "Samira Khan gathers what the four partners of Steady Brackendale, a fictional falls service, have worked out."
    )
    gathers = True
    example = {
        "collaboration": EXAMPLE_NAME, "purpose": EXAMPLE_PURPOSE, "partners": list(EXAMPLE_PARTNERS),
        "left_alone": "Merging the control rooms; a single record of every patient.",
        "assumption": "That people who are visited let us put things right in their homes.",
        "resources": "The fire service gives visiting hours and sees the saving elsewhere; the council pays for two posts for a year.",
        "data": "Name, address and risk score, for visits to people at risk; the lawful basis is agreed with each data protection officer.",
        "relationships": "A two-question pulse each quarter; Maggie Doyle reads out the result, good or bad.",
        "actions.1.what": "One list of people at risk, in use by all four", "actions.1.who": "Anna Leigh", "actions.1.when": "Day 30",
        "actions.2.what": "One hundred joint visits made", "actions.2.who": "Rhys Pugh", "actions.2.when": "Day 70",
        "actions.3.what": "First figures shown to the public", "actions.3.who": "Samira Khan", "actions.3.when": "Day 100",
        "measures.1.what": "Emergency admissions after a fall, over 75", "measures.1.owner": "Health trust", "measures.1.today": "1,240 a year",
        "measures.2.what": "Falls at home reported at the visit and six months on", "measures.2.owner": "Age Well", "measures.2.today": "not measured yet",
        "measures.3.what": "People still living at home after a year", "measures.3.owner": "County council", "measures.3.today": "81%",
        "measures.4.what": "I would choose these partners again (1 to 5)", "measures.4.owner": "Age Well", "measures.4.today": "3.6",
        "review": "1 October, with all four boards’ chairs",
        "stop": "Fewer than 400 visits in a year, or no difference from the neighbouring county after two.",
    }  # fmt: skip

    def ask(self, answers: Answers) -> tuple[Question, ...]:  # noqa: ARG002 - the same for everybody
        """Ask for what no other exercise asks."""
        return (NAME, PURPOSE, OPTIONAL_PARTNERS, *_WORDS, MEASURES, ACTIONS, *_REVIEW)

    def find(self, values: dict[str, Any]) -> Findings:
        """Gather this exercise's answers alone."""
        return self.gather(values, {})

    def example_workbook(self) -> Workbook:
        """Return every other exercise's worked example."""
        return {one.id: one.example for one in _others()}

    def gather(self, values: dict[str, Any], workbook: Workbook) -> Findings:
        """Say which sections have words, and what those are."""
        heard = {one.id: said for one in _others() if (said := _headline(one, workbook.get(one.id, {})))}
        written = tuple((section, _content(section, values, heard)) for section in SECTIONS)
        if not any(content for _, content in written):
            return Findings.needing(["Answer a question here or in one of the exercises of the course."])
        return Findings.of(headline(values, written), _overview(written), *_sections(written), *_missing(written))


def _others() -> tuple[Exercise, ...]:
    from collabkit.exercises import catalogue  # late: the catalogue holds this exercise too

    return tuple(one for one in catalogue() if not one.gathers)


def _headline(one: Exercise, answers: Answers) -> str:
    """Return what an exercise's answers say in a sentence, or nothing where they say nothing yet."""
    try:
        typed = json.dumps(dict(answers), sort_keys=True, default=str)
    except (TypeError, ValueError):
        return ""
    return _remembered(one.id, typed)


@lru_cache(maxsize=REMEMBERED)
def _remembered(id: str, typed: str) -> str:
    from collabkit.exercises import exercise  # late: the catalogue holds this exercise too

    one, answers = exercise(id), json.loads(typed)
    sitting = one.read(answers)
    if not sitting.answered():
        return ""
    findings = one.means(sitting)
    return findings.headline if findings.complete and not sitting.wrong() else ""


def _own_words(key: str, values: Mapping[str, Any]) -> list[str]:
    """Return what was answered here under a key; a grid gives a line for each row."""
    for grid in (MEASURES, ACTIONS):
        if grid.key == key:
            rows = (
                [str(values[cell]) for c in grid.columns if (cell := f"{key}.{row.key}.{c.key}") in values]
                for row in grid.rows
            )
            return ["; ".join(cells) for cells in rows if cells]
    value = values.get(key)
    if isinstance(value, dict):
        return [", ".join(value.values())] if value else []
    return [str(value)] if value else []


def _content(section: Section, values: Mapping[str, Any], heard: Mapping[str, str]) -> tuple[str, ...]:
    """Return everything that belongs in a section: the learner's own words, then what the exercises said."""
    words = [line for key in section.own for line in _own_words(key, values)]
    return (*words, *(heard[id] for id in section.others if id in heard))


Written = tuple[tuple[Section, tuple[str, ...]], ...]


def headline(values: Mapping[str, Any], written: Written) -> str:
    """Say how far the strategy has come, and where to go on."""
    name = values.get("collaboration") or "Your strategy"
    done = sum(bool(content) for _, content in written)
    empty = [section.title for section, content in written if not content]
    if not empty:
        return (
            f"{name} has words for all {len(SECTIONS)} sections: read them aloud to your partners, and see who objects."
        )
    return f"{name} has words for {counted(done, 'section')} of {len(SECTIONS)}; “{empty[0].lower()}” comes next."


def _overview(written: Written) -> Table:
    rows = tuple(
        (f"{number}. {section.title}", "has words" if content else "empty", section.asks)
        for number, (section, content) in enumerate(written, 1)
    )
    return Table("The fourteen sections", ("Section", "So far", "What it has to answer"), rows)


def _sections(written: Written) -> list[Block]:
    blocks: list[Block] = []
    for number, (section, content) in enumerate(written, 1):
        if content:
            blocks.append(Part.of(f"{number}. {section.title}", *(Sentence(words) for words in content)))
    return blocks


def _missing(written: Written) -> list[Block]:
    from collabkit.exercises import exercise  # late: the catalogue holds this exercise too

    empty = [section for section, content in written if not content]
    if not empty:
        return [Caution("Words are not yet agreement.", "Let each partner change one sentence before anybody signs.")]
    items = []
    for section in empty[:NEXT]:
        named = [f"“{exercise(id).title}” in chapter {exercise(id).chapter}" for id in section.others if _exists(id)]
        where = f" Answer {' or '.join(named)}." if named else " Answer it above." if section.own else ""
        items.append(f"{section.title}: {section.asks}{where}")
    return [Prompt("Write these next:", tuple(items))]


def _exists(id: str) -> bool:
    return any(one.id == id for one in _others())


EXERCISE = Strategy()
