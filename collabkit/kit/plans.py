"""A plan for each exercise: how somebody leads a group through it.

A plan's minutes are the sum of its steps, so that they cannot contradict each other. What an exercise is called, and
which chapter it stands in, the exercise says itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Final

from collabkit.exercises import Exercise, catalogue
from collabkit.exercises import exercise as find
from collabkit.findings import Block, Caution, Part, Sentence, Table
from collabkit.kit.stored import stored
from collabkit.translation import say
from collabkit.wording import capital, counted, in_a_row

FILE: Final = "plans.json"
SITUATIONS: Final = {
    "boss": say("The boss talks first"),
    "absent": say("A partner is absent"),
    "dispute": say("Partners are in dispute"),
    "size": say("Six people, or thirty"),
    "hybrid": say("Some are elsewhere"),
}
"""What goes wrong in every room, by the name of the field that says what to do."""
EXTRA_SHEETS: Final = {
    "tally": say("Tally sheet"),
    "line": say("The line, as a strip"),
    "page": say("One page"),
}
"""Sheets beside the exercises’ own, by id."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of time and what people do in it."""

    minutes: int
    words: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """What to do when it goes wrong: a sentence or two for each of the situations."""

    boss: str
    absent: str
    dispute: str
    size: str
    hybrid: str


@dataclass(frozen=True, slots=True)
class Carry:
    """What is taken along, and the exercises that need it."""

    words: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to lead a group through one exercise.

    Attributes:
        exercise: the exercise's id.
        size: for how many it works, and how they sit.
        purpose: what the group has at the end.
        task: what people are asked to do, in words for a slide.
        steps: the time, step by step.
        say: words to read out at the start.
        ask: questions that open it up.
        listen: what a good facilitator would notice.
        good: what a good result looks like.
        short: how it goes in less time.
        wrong: what to do when it goes wrong.
        wall: what stands on the wall at the end.
        carry: what a later exercise needs.
        materials: what is needed besides sheets and pens.
        points: how the chapter's key points begin that stand on its slide.
        sheets: ids of further sheets.
        access: what makes it possible for everybody.
        caution: what not to claim.
    """

    exercise: str
    size: str
    purpose: str
    task: str
    steps: tuple[Step, ...]
    say: str
    ask: tuple[str, ...]
    listen: tuple[str, ...]
    good: str
    short: Step
    wrong: Wrong
    wall: str
    carry: Carry
    materials: tuple[str, ...]
    points: tuple[str, ...]
    sheets: tuple[str, ...] = ()
    access: str = ""
    caution: str = ""

    def __post_init__(self) -> None:
        """Refuse a plan that is empty somewhere, or that is not shorter when it is short."""
        if not (self.steps and self.ask and self.listen and self.points and self.materials):
            raise ValueError(say("The plan of {exercise} is empty somewhere", exercise=f"{self.exercise!r}"))
        if not 0 < self.short.minutes < self.minutes:
            raise ValueError(say("The short form of {exercise} is not shorter", exercise=f"{self.exercise!r}"))

    @property
    def of(self) -> Exercise:
        """The exercise."""
        return find(self.exercise)

    @property
    def minutes(self) -> int:
        """How long the whole plan takes."""
        return sum(step.minutes for step in self.steps)

    @property
    def all_sheets(self) -> tuple[str, ...]:
        """Ids of the sheets that it needs, the exercise's own first."""
        return (self.exercise, *self.sheets)


@cache
def plans() -> tuple[Plan, ...]:
    """Return the plans, in the order of the course.

    Raises:
        ValueError: an exercise has no plan or two, or a plan names what does not exist.

    >>> [plan.exercise for plan in plans()][:2], plans()[0].minutes
    (['language', 'trust'], 35)
    """
    found = stored(tuple[Plan, ...], FILE)
    by_id = {plan.exercise: plan for plan in found}
    known = [one.id for one in catalogue()]
    if len(by_id) != len(found) or set(by_id) != set(known):
        differ = in_a_row(sorted(set(by_id) ^ set(known))) or say("one has two")
        raise ValueError(say("Every exercise has one plan in {file}. Look at: {differ}.", file=FILE, differ=differ))
    strange = [name for plan in found for name in plan.carry.to if name not in by_id]
    strange += [name for plan in found for name in plan.sheets if name not in EXTRA_SHEETS]
    if strange:
        raise ValueError(say("{file} names what does not exist: {strange}.", file=FILE, strange=in_a_row(strange)))
    return tuple(by_id[id] for id in known)


def plan(exercise_id: str) -> Plan:
    """Return an exercise's plan.

    Raises:
        LookupError: there is no such exercise.
    """
    return next(one for one in plans() if one.exercise == find(exercise_id).id)


def sheet_title(id: str) -> str:
    """Return the name of a sheet.

    >>> sheet_title("tally"), sheet_title("trust")
    ('Tally sheet', 'What would trust take?')
    """
    return EXTRA_SHEETS.get(id) or find(id).title


def to_blocks(one: Plan) -> Iterator[Block]:
    """Write a plan as blocks, which pages and downloads show alike."""
    yield Sentence(
        say(
            "{purpose} {minutes}. Group size: {size}.",
            purpose=one.purpose,
            minutes=capital(counted(one.minutes, "minute")),
            size=one.size,
        ),
        role="asks",
    )
    ends = accumulate(step.minutes for step in one.steps)
    rows = tuple((f"{end - step.minutes}–{end}", step.words) for step, end in zip(one.steps, ends, strict=True))
    yield Table(say("Step by step"), (say("Minutes"), say("What people do")), rows)
    yield Table(say("What to say, and what to look for"), ("", say("For the facilitator")), tuple(_guide(one)))
    wrong = tuple((words, getattr(one.wrong, field)) for field, words in SITUATIONS.items())
    yield Table(say("If it goes wrong"), (say("What happens"), say("What to do")), wrong)
    if one.caution:
        yield Caution(say("Claim little."), one.caution)


def _guide(one: Plan) -> Iterator[tuple[str, str]]:
    yield say("Say"), f"“{one.say}”"
    yield say("Ask"), " ".join(one.ask)
    yield say("Listen for"), f"{'. '.join(one.listen)}."
    yield say("What good looks like"), one.good
    yield say("If time is short"), f"{capital(counted(one.short.minutes, 'minute'))}: {one.short.words}"
    yield say("On the wall"), one.wall
    yield say("What it carries forward"), _carried(one.carry)
    yield say("Sheets"), f"{in_a_row(f'“{sheet_title(id)}”' for id in one.all_sheets)}."
    yield say("Also needed"), f"{'. '.join(one.materials)}."
    if one.access:
        yield say("For everybody"), one.access


def _carried(carry: Carry) -> str:
    targets = in_a_row(f"“{find(id).title}”" for id in carry.to)
    return say("{words} Needed in {targets}.", words=carry.words, targets=targets) if targets else carry.words


def to_part(one: Plan) -> Part:
    """Write a plan under its exercise's title."""
    return Part.of(one.of.title, *to_blocks(one))
