"""Run sheets: what happens when, who leads, and what it needs; half a day, a full day, or six sessions.

An activity is an exercise, which has a plan, or a moment such as the welcome or a break, which has a text. Times of day
are worked out from the start and the minutes, so a changed activity moves all that follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Final

from collabkit.exercises import exercise as find
from collabkit.findings import Block, Part, Sentence, Table
from collabkit.kit.plans import Plan, plan
from collabkit.kit.stored import stored
from collabkit.kit.texts import Rule, Text, moment, moments, texts
from collabkit.kit.wording import named
from collabkit.translation import say
from collabkit.wording import in_a_row

FILE: Final = "run_sheets.json"
LENGTHS: Final = ("half-day", "full-day", "six-sessions")
"""Ids of the run sheets, for a command line that offers them before it has read anything."""
BREAKS: Final = ("break", "lunch")
PAGE: Final = "page"
"""The sheet that the group's page is written on."""
DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that happens.

    Attributes:
        minutes: how long.
        exercise: the exercise that is done, by its id.
        moment: what it is where it is no exercise, by the id of its text.
        how: how much of the plan is used.
        who: who leads it.
    """

    minutes: int
    exercise: str = ""
    moment: str = ""
    how: str = ""
    who: str = ""

    def __post_init__(self) -> None:
        """Refuse an activity without a plan or a text, and one that has not the time its plan needs at least."""
        if bool(self.exercise) == bool(self.moment):
            raise ValueError(say("An activity is an exercise or a moment"))
        if self.moment and self.moment not in moments():
            raise ValueError(say("There is no text for the moment {moment}", moment=f"{self.moment!r}"))
        if self.moment not in BREAKS and not self.who:
            raise ValueError(say("Nobody leads {exercise}", exercise=f"{self.exercise or self.moment!r}"))
        if self.exercise and not self.plan.short.minutes <= self.minutes <= self.plan.minutes:
            raise ValueError(
                say(
                    "{minutes} minutes are not what the plan of {exercise} allows",
                    minutes=self.minutes,
                    exercise=f"{self.exercise!r}",
                )
            )

    @property
    def plan(self) -> Plan:
        """The exercise's plan."""
        return plan(self.exercise)

    @property
    def text(self) -> Text:
        """The moment's text."""
        return moment(self.moment)

    @property
    def title(self) -> str:
        """What it is called: an exercise says so itself."""
        return find(self.exercise).title if self.exercise else self.text.title

    @property
    def is_break(self) -> bool:
        """Whether nobody works."""
        return self.moment in BREAKS

    @property
    def sheets(self) -> tuple[str, ...]:
        """Ids of the sheets that are handed out."""
        if self.exercise:
            return self.plan.all_sheets
        return (PAGE,) if self.moment == "one-page" else ()


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting: a half-day, a day, or one of several sessions.

    Attributes:
        title: its name.
        starts: when, such as "09:30".
        activities: what happens, one after the other.
        days: how many days after the first meeting.
        read: the chapters to read before.
        after: what people do before the next.
        home: ids of the exercises that they do meanwhile.
        online: whether it is held online.
    """

    title: str
    starts: str
    activities: tuple[Activity, ...]
    days: int = 0
    read: tuple[int, ...] = ()
    after: str = ""
    home: tuple[str, ...] = ()
    online: bool = False

    def __post_init__(self) -> None:
        """Refuse what would run past midnight."""
        if not 0 <= _minutes(self.starts) <= DAY - self.minutes:
            raise ValueError(say("{title} cannot begin at {starts}", title=self.title, starts=self.starts))

    @property
    def minutes(self) -> int:
        """How long it is, breaks included."""
        return sum(one.minutes for one in self.activities)

    @property
    def ends(self) -> str:
        """When it ends, such as "16:00"."""
        return clock(_minutes(self.starts) + self.minutes)

    def timed(self) -> tuple[tuple[str, Activity], ...]:
        """Return the activities, each with the time at which it begins."""
        begun = accumulate((one.minutes for one in self.activities), initial=_minutes(self.starts))
        return tuple((clock(at), one) for at, one in zip(begun, self.activities, strict=False))


@dataclass(frozen=True, slots=True)
class RunSheet:
    """A whole workshop.

    Attributes:
        id: its name in addresses and commands.
        title: its name.
        lead: whom it is for.
        without: what to do where something could not be prepared.
        late: what to leave out when time runs short.
        sittings: its meetings.
    """

    id: str
    title: str
    lead: str
    without: str
    late: str
    sittings: tuple[Sitting, ...]

    @property
    def activities(self) -> tuple[Activity, ...]:
        """Everything that happens, in order."""
        return tuple(one for sitting in self.sittings for one in sitting.activities)

    @property
    def exercises(self) -> tuple[str, ...]:
        """Ids of the exercises that are done together, each once, in the order in which they come."""
        return tuple(dict.fromkeys(one.exercise for one in self.activities if one.exercise))

    @property
    def sheets(self) -> tuple[str, ...]:
        """Ids of the sheets to print, each once."""
        home = (id for sitting in self.sittings for id in sitting.home)
        return tuple(dict.fromkeys((*(id for one in self.activities for id in one.sheets), *home)))

    @property
    def letters(self) -> tuple[Text, ...]:
        """What to send: a workshop of several meetings has letters of its own."""
        return texts().series if len(self.sittings) > 1 else texts().send

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that hold for what happens here."""
        there = {"", *(one.moment for one in self.activities)}
        return tuple(one for one in texts().rules if one.moment in there)

    def starting(self, time: str) -> RunSheet:
        """Return it with every meeting beginning at this time."""
        return replace(self, sittings=tuple(replace(one, starts=time) for one in self.sittings))


def _minutes(time: str) -> int:
    """Read a time of day.

    Raises:
        ValueError: it is none.

    >>> _minutes("09:30")
    570
    """
    hours, _, minutes = time.partition(":")
    if not (
        len(time) == 5
        and time.isascii()
        and hours.isdecimal()
        and minutes.isdecimal()
        and int(hours) < 24
        and int(minutes) < 60
    ):
        raise ValueError(say("{time} is no time of day such as 09:30", time=f"{time!r}"))
    return 60 * int(hours) + int(minutes)


def clock(minutes: int) -> str:
    """Write a time of day.

    >>> clock(570), clock(1440)
    ('09:30', '24:00')
    """
    return f"{minutes // 60:02}:{minutes % 60:02}"


@cache
def run_sheets() -> tuple[RunSheet, ...]:
    """Return the run sheets, the shortest first.

    >>> [(one.id, one.sittings[0].ends) for one in run_sheets()]
    [('half-day', '13:30'), ('full-day', '16:00'), ('six-sessions', '11:30')]
    """
    return stored(tuple[RunSheet, ...], FILE)


def run_sheet(id: str) -> RunSheet:
    """Return a run sheet by its id.

    Raises:
        LookupError: there is none of this name.
    """
    for one in run_sheets():
        if one.id == id:
            return one
    raise LookupError(f"There is no run sheet {id!r}. There are: {', '.join(one.id for one in run_sheets())}.")


COLUMNS: Final = (say("Starts"), say("Minutes"), say("What"), say("How"), say("Who leads"))


def table(sitting: Sitting) -> Table:
    """Write a meeting as a table."""
    rows = tuple((at, one.minutes, one.title, one.how, one.who) for at, one in sitting.timed())
    return Table(say("{starts} to {ends}", starts=sitting.starts, ends=sitting.ends), COLUMNS, rows)


def before(sitting: Sitting) -> tuple[str, ...]:
    """Say what people read before a meeting, and where it is held, a sentence each."""
    chapters = in_a_row(map(str, sitting.read))
    read = (
        say(
            "Read {say} {chapters} before.",
            say=say("chapter") if len(sitting.read) == 1 else say("chapters"),
            chapters=chapters,
        )
        if sitting.read
        else ""
    )
    place = say("Online; only for those who know the figures.") if sitting.online else ""
    return tuple(words for words in (place, read) if words)


def after(sitting: Sitting) -> str:
    """Say what people do until the next meeting, with the exercises that they do it by."""
    by = in_a_row(f"“{find(id).title}”" for id in sitting.home)
    sheets = say(" The exercise for it: {by}.", by=by) if by else ""
    return say("Before the next: {named}{sheets}", named=named(sitting.after), sheets=sheets) if sitting.after else ""


def to_blocks(one: RunSheet, days: Mapping[int, str]) -> Iterator[Block]:
    """Write a run sheet as blocks: what it is for, a part for each meeting, and what to do when it goes otherwise.

    Args:
        one: the run sheet.
        days: for each meeting's days after the first its date in words, as far as it is known.
    """
    yield Sentence(one.lead, role="asks")
    yield from (_meeting(sitting, days.get(sitting.days, "")) for sitting in one.sittings)
    yield Part.of(
        say("If something does not go to plan"),
        Sentence(say("If you run late: {named}", named=named(one.late))),
        Sentence(say("If something is missing: {named}", named=named(one.without))),
    )


def _meeting(sitting: Sitting, day: str) -> Part:
    later = Sentence(after(sitting)) if sitting.after else None
    heading = f"{sitting.title}, {day}" if day else sitting.title
    return Part.of(heading, *(Sentence(words) for words in before(sitting)), table(sitting), later)
