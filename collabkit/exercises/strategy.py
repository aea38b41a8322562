"""strategy (chapter 6): what no other exercise asks, in words of one's own, and whether it could be checked.

Its questions are those of the strategy document's fourteen sections that are answered nowhere else. What all exercises
said is gathered around them in ``collabkit/strategy.py``, which stands above the exercises and knows them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import (
    EXAMPLE_NAME,
    EXAMPLE_PARTNERS,
    EXAMPLE_PURPOSE,
    NAME,
    OPTIONAL_PARTNERS,
    PURPOSE,
)
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import AnswerError, Choice, Grid, Json, Names, Question, Questions, Row, Text
from collabkit.sitting import Sitting
from collabkit.translation import by_number, say
from collabkit.wording import capital, in_a_row, out_of, shortened, some, worded

WHAT: Final = Text(key="what", text=say("What"), longest=200)
WHO: Final = Text(key="who", text=say("Who"), longest=80)
WHEN: Final = Text(key="when", text=say("By when"), longest=40)
ACTIONS: Final = Grid(
    key="actions",
    text=say("What will people see you do in the first 100 days?"),
    help=say("Three things that somebody outside would notice. A meeting is not one of them."),
    rows=(Row(key="1", text=say("First")), Row(key="2", text=say("Second")), Row(key="3", text=say("Third"))),
    columns=(WHAT, WHO, WHEN),
)

MEASURE: Final = Text(key="what", text=say("Measure"), longest=200)
OWNER: Final = Text(key="owner", text=say("Owner"), longest=80)
TODAY: Final = Text(key="today", text=say("Today"), longest=80)
TARGET: Final = Text(key="target", text=say("Target"), longest=120)
BY: Final = Text(key="by", text=say("By when"), longest=40)
CASH: Final = Choice(
    key="cash",
    text=say("Is it cash?"),
    options=(("yes", say("yes, a budget is smaller")), ("no", say("no")), ("unsettled", say("not settled"))),
)
WORSE: Final = Text(key="worse", text=say("What might get worse"), longest=200)
MEASURES: Final = Grid(
    key="measures",
    text=say("How will you know whether it works?"),
    section=say("What you will measure, and do first"),
    help=say(
        "Three outcomes and one measure of how you get on with each other. The owner is a person or a post that can be "
        "rung up. It is cash only if some budget is smaller afterwards."
    ),
    rows=(
        Row(key="1", text=say("First outcome")),
        Row(key="2", text=say("Second outcome")),
        Row(key="3", text=say("Third outcome")),
        Row(key="4", text=say("How you get on")),
    ),
    columns=(MEASURE, OWNER, TODAY, TARGET, BY, CASH, WORSE),
)
CHECKED_BY: Final = {
    OWNER.key: say("owner"), TODAY.key: say("figure for today"), TARGET.key: say("target"), BY.key: say("date"),
}  # fmt: skip
"""What a measure needs before anybody can say whether it was met, by the column's key."""


def _words(key: str, text: str, help: str = "", section: str = "") -> Text:
    return Text(key=key, text=text, help=help, section=section, long=True, longest=1200)


CHANGE: Final = _words("change", say("Why now, and what happens if nothing changes?"), section=say("In your own words"))
MEMBERS: Final = _words("members", say("Who is in, who can block, and who is affected but not in the room?"))
LEFT_ALONE: Final = _words(
    "left_alone", say("Which aims do you share, and which have you agreed to leave alone for now?")
)
CLOSENESS: Final = _words("closeness", say("How close will you be, in what form, and why no closer?"))
ASSUMPTION: Final = _words("assumption", say("Which assumption, if it turns out wrong, sinks this?"))
REJECTED: Final = _words("rejected", say("What else did you consider, and why not that?"))
RESOURCES: Final = _words(
    "resources", say("Who gives up something so that others gain, and how will you put that right?")
)
RIGHTS: Final = _words("rights", say("Who decides what matters most, and who must agree first?"))
DATA: Final = _words("data", say("What information will you share, for what, and on what lawful basis?"))
RELATIONSHIPS: Final = _words("relationships", say("How will you notice that trust is falling, and who will say so?"))
REVIEW: Final = Text(
    key="review",
    text=say("When will you decide together whether to go on, change or stop?"),
    help=say("A date."),
    section=say("How it ends"),
    longest=80,
)
STOP: Final = _words("stop", say("What would make you stop?"))
WORDS: Final = (
    CHANGE, MEMBERS, LEFT_ALONE, CLOSENESS, ASSUMPTION, REJECTED, RESOURCES, RIGHTS, DATA, RELATIONSHIPS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure, as far as it was written down.

    Attributes:
        place: its row's words.
        cells: what was written, by the column's key; a choice in words.
    """

    place: str
    cells: Mapping[str, str]

    @property
    def name(self) -> str:
        """What is measured, or which measure it is."""
        return worded(self.cells.get(MEASURE.key)) or self.place

    @property
    def quoted(self) -> str:
        """Its name within a sentence, cut if it is too long; a sentence in quotation marks has them once."""
        return f"“{shortened(self.name.strip('“”'), MEASURE.longest)}”"

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is missing before anybody could say whether it was met."""
        missing = [named for key, named in CHECKED_BY.items() if not worded(self.cells.get(key))]
        return tuple(missing) if worded(self.cells.get(MEASURE.key)) else (say("measure"), *missing)

    @property
    def goal(self) -> str | None:
        """The target and its date, as far as they are there."""
        target, by = (self.cells.get(column.key) for column in (TARGET, BY))
        return f"{target.rstrip('.') or target}, {by}" if target and by else target or by

    @property
    def cash(self) -> str | None:
        """Whether it is cash, in words."""
        return self.cells.get(CASH.key)

    @property
    def unsettled(self) -> bool:
        """Whether nobody has said if it is cash."""
        return self.cash in {None, dict(CASH.options)["unsettled"]}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the first 100 days: what was written, by the column's key."""

    cells: Mapping[str, str]

    @property
    def whole(self) -> bool:
        """Whether it says what, who and when."""
        return all(worded(self.cells.get(column.key)) for column in ACTIONS.columns)


def as_typed(question: Question[Json], sitting: Sitting) -> str:
    """Return an answer in words; words and names that are set aside, because they are too long, as they were typed.

    >>> as_typed(REVIEW, EXERCISE.read({"review": "1 May, " * 20}))[-13:]
    '1 May, 1 May,'
    """
    value = sitting.get(question)
    if value is not None:
        return question.in_words(value)
    raw = sitting.given.get(question.key)
    if isinstance(question, Text) and isinstance(raw, str):
        return replace(question, longest=len(raw)).parse(raw)
    if isinstance(question, Names):
        try:
            return ", ".join(name for name in question.places(raw) if name)
        except AnswerError:
            return ""
    return ""


def rows_of(grid: Grid, sitting: Sitting) -> Iterator[tuple[str, dict[str, str]]]:
    """Go through the rows of a grid in which something was answered, with what was said by column; signs alone begin no row."""
    for row in grid.rows:
        given = ((column.key, as_typed(grid.cell(row, column), sitting)) for column in grid.columns)
        said = {key: words for key, words in given if words}
        if any(map(worded, said.values())):
            yield row.text, said


def measures(sitting: Sitting) -> tuple[Measure, ...]:
    """Return the measures that were begun."""
    return tuple(Measure(place, said) for place, said in rows_of(MEASURES, sitting))


def first_steps(sitting: Sitting) -> tuple[Step, ...]:
    """Return the steps of the first 100 days that were begun."""
    return tuple(Step(said) for _, said in rows_of(ACTIONS, sitting))


class Strategy(Exercise):
    """The words of one's own, the measures, the first 100 days and the review."""

    id = "strategy"
    title = say("Your strategy so far")
    chapter = 6
    minutes = 30
    purpose = say(
        "Write down in your own words what the other exercises did not ask, with the measures, the first 100 days and "
        "the review date. Everything that you answered elsewhere is gathered around it, and you see which of the "
        "fourteen sections still have no words."
    )
    asks = say("What have we got, and what is missing before this can be called a strategy?")
    leaves_out = say(
        "It counts whether something was written, not whether it is good. It takes one sentence from each exercise; "
        "the whole of the findings stays on the exercise’s own page."
    )
    rests_on = say(
        "The fourteen sections are ours. They follow the steps of strategic planning for collaborations and the "
        "headings that auditors ask about; no study shows that a document with these sections works better."
    )
    sources = ("bryson2018", "audit2005")
    beyond = Need(
        say("A sentence of your own, a measure or a first step here, or answers in another exercise"), PURPOSE.key
    )
    story = say(
        "Samira Khan gathers what the four partners of Steady Brackendale, a fictional falls service, have worked out."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "purpose": EXAMPLE_PURPOSE, "partners": list(EXAMPLE_PARTNERS),
        "change": say("More people over 75 live alone each year, four services visit some of them without knowing of each other, and others are visited by nobody."),
        "members": say("Four partners sign. The trust’s information lead can block the list. People who have fallen speak through Age Well’s panel; home care staff are not in the room yet."),
        "left_alone": say("We share the list and the visit. We leave alone merging the control rooms, and a single record of every patient."),
        "closeness": say("One team in two towns, lent and not moved, with the council holding the money. A company would cost a year and settle nothing that an agreement cannot."),
        "assumption": say("That fewer falls mean fewer emergency admissions. What we have found so far points the other way, so Anna Leigh and Tom Okafor ask the trust for its figures. Until they are here we promise fewer falls, and claim nothing about admissions."),
        "rejected": say("A shared list alone is cheaper and came close. It was not chosen because nobody would own the visits. We put the team into two towns first, so that we can still go back to the list."),
        "resources": say("The fire service gives visiting hours and sees the gain elsewhere, so the council and the health trust pay most of the £130,000 for the first year. In cash the work does not pay for itself: only £9,000 a year comes off a budget, the one for repairs. Apart, the same visits would cost us £60,000 more, but nobody pays for them now, so no budget falls by that sum. The £400,000 that Tom Okafor hoped for in February rested on admissions, and is no longer in the plan. We ask our boards to pay for fewer falls."),
        "rights": say("The team leader decides about visits. Money beyond the year’s sum needs the cabinet and the trust’s board; passing on patients’ names needs Dr Anna Leigh’s agreement."),
        "data": say("Name, address, date of birth, telephone number and who asked for the visit. Diagnoses stay where they are. Each body’s public task is named in the agreement, and so is the condition for information about health."),
        "relationships": say("Two questions each quarter; Maggie Doyle reads out the result, good or bad."),
        "actions.1.what": say("The first joint visit"), "actions.1.who": say("The team leader"), "actions.1.when": say("Week 3"),
        "actions.2.what": say("One list of people at risk, in use by all four"), "actions.2.who": say("Anna Leigh"), "actions.2.when": say("Week 8"),
        "actions.3.what": say("First figures in the free newspaper, good and bad"), "actions.3.who": say("Samira Khan"), "actions.3.when": say("Week 14"),
        "measures.1.what": say("Falls per 100 people in the year after their visit"), "measures.1.owner": say("Falls lead, Health trust"),
        "measures.1.today": say("first count in October"), "measures.1.target": say("a quarter fewer than among people waiting"), "measures.1.by": say("in two years"),
        "measures.1.cash": "no", "measures.1.worse": say("those not on the list wait longer"),
        "measures.2.what": say("Repair team’s hours on emergency calls"), "measures.2.owner": say("Head of repairs"),
        "measures.2.today": say("610 a year, in March"), "measures.2.target": say("460 a year"), "measures.2.by": say("in eighteen months"),
        "measures.2.cash": "yes", "measures.2.worse": say("small repairs for others slip"),
        "measures.3.what": say("People visited who say that they now go out when they want to"), "measures.3.owner": say("Age Well"),
        "measures.3.today": say("asked at the first visit"), "measures.3.target": say("more than before the visit"), "measures.3.by": say("in a year"),
        "measures.3.cash": "no",
        "measures.4.what": say("“I could tell a partner bad news this week”"), "measures.4.owner": say("Maggie Doyle"),
        "measures.4.today": say("11 of 18, in July"), "measures.4.target": say("15 of 18, no partner below half"), "measures.4.by": say("each quarter"),
        "measures.4.cash": "no", "measures.4.worse": say("people say yes to be polite"),
        "review": say("1 October next year, with all four chairs"),
        "stop": say("Fewer than 400 visits in a year, or after two years no difference between those visited and those still waiting."),
    }  # fmt: skip

    def ask(self, answers: Answers) -> Questions:  # noqa: ARG002 - the same for everybody
        """Ask for what no other exercise asks."""
        return (NAME, PURPOSE, OPTIONAL_PARTNERS, *WORDS, MEASURES, ACTIONS, REVIEW, STOP)

    def find(self, sitting: Sitting) -> Findings:
        """Say whether what was written here could be checked by somebody else."""
        begun, steps = measures(sitting), first_steps(sitting)
        if not (begun or steps or any(worded(as_typed(one, sitting)) for one in (*WORDS, REVIEW, STOP))):
            return Findings.needing([say("Write a sentence of your own, a measure, or a step of the first 100 days.")])
        return Findings.of(
            _headline(begun, steps),
            *_measures(begun),
            *_steps(steps),
            _ending(sitting),
        )


def _headline(begun: tuple[Measure, ...], steps: tuple[Step, ...]) -> str:
    return say("{about_measures}; {about_steps}.", about_measures=_sure(begun), about_steps=_dated(steps))


def _sure(begun: tuple[Measure, ...]) -> str:
    sure = sum(not one.lacks for one in begun)
    if not begun:
        return say("No measure is written down yet")
    if len(begun) == 1 and not sure:
        return say("The one measure does not say enough yet for a stranger to check")
    return by_number(
        max(1, sure),
        "{measures} says enough for a stranger to check",
        "{measures} say enough for a stranger to check",
        measures=capital(out_of(sure, len(begun), "measure")),
    )


def _dated(steps: tuple[Step, ...]) -> str:
    whole = sum(one.whole for one in steps)
    if not steps:
        return say("no step of the first 100 days is written down")
    if len(steps) == 1 and not whole:
        return say("the one first step does not yet say what, who and by when")
    return by_number(
        max(1, whole),
        "{first_steps} says what, who and by when",
        "{first_steps} say what, who and by when",
        first_steps=out_of(whole, len(steps), "first step"),
    )


def _measures(begun: tuple[Measure, ...]) -> tuple[Block, ...]:
    if not begun:
        return ()
    lacking = tuple(_lacking(one) for one in begun if one.lacks)
    unsettled = [one.quoted for one in begun if one.unsettled]
    harmless = [one.quoted for one in begun if not worded(one.cells.get(WORSE.key))]
    rows = tuple(
        (one.name, one.cells.get(OWNER.key), one.cells.get(TODAY.key), one.goal, one.cash, one.cells.get(WORSE.key))
        for one in begun
    )
    heads = (
        say("Measure"), say("Owner"), say("Today"), say("Target and date"), say("Cash?"), say("What might get worse"),
    )  # fmt: skip
    missing = by_number(
        len(lacking),
        "Before a stranger could check this, write down what is missing:",
        "Before a stranger could check these, write down what is missing:",
    )
    return (
        Part.of(
            say("How you will know"),
            Table(say("Your measures"), heads, rows, role="measures"),
            Prompt(missing, lacking) if lacking else None,
            _unsettled(unsettled) if unsettled else None,
            _harmless(harmless) if harmless else None,
        ),
    )


def _lacking(measure: Measure) -> str:
    """Say what one measure lacks."""
    return say("{measure}: no {missing}", measure=measure.quoted, missing=in_a_row(measure.lacks, "or"))


def _unsettled(names: Sequence[str]) -> Sentence:
    words = by_number(
        len(names),
        "It is not settled whether {measures} is cash. Ask whoever keeps the budget which line will be smaller.",
        "It is not settled whether {measures} are cash. Ask whoever keeps the budget which line will be smaller.",
        measures=some(names),
    )
    return Sentence(words)


def _harmless(names: Sequence[str]) -> Sentence:
    return Sentence(
        say(
            "Nothing is named that might get worse beside {measures}. Ask those who do the work: they will know.",
            measures=some(names),
        )
    )


def _steps(steps: tuple[Step, ...]) -> tuple[Block, ...]:
    if not steps:
        return ()
    rows = tuple(tuple(one.cells.get(column.key) for column in ACTIONS.columns) for one in steps)
    heads = tuple(column.text for column in ACTIONS.columns)
    return (Part.of(say("The first 100 days"), Table(say("What people will see"), heads, rows, role="steps")),)


def _ending(sitting: Sitting) -> Caution | None:
    absent = [
        named
        for question, named in (
            (REVIEW, say("the day on which you decide again")),
            (STOP, say("what would make you stop")),
        )
        if not worded(as_typed(question, sitting))
    ]
    if not absent:
        return None
    return Caution(
        say("The end is open."),
        say(
            "You have not written down {missing}. It is easiest while you are friends.", missing=in_a_row(absent, "or")
        ),
    )


EXERCISE = Strategy()
