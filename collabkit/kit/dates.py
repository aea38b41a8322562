"""The dates of a workshop, worked out from its first day: when to send what, and when to look back.

Letters go out on working days: what would fall on a weekend is moved, back where it must be early and on where it may
be late. Holidays differ from nation to nation and are not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from collabkit.kit.run_sheets import RunSheet, Sitting, before
from collabkit.translation import say, say_each
from collabkit.wording import MONTHS

YEARS: Final = range(2000, 2100)
"""A year beyond these was mistyped."""
SATURDAY: Final = 5
DAYS: Final = say_each("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def in_words(day: date) -> str:
    """Write a date as a person does.

    >>> in_words(date(2027, 2, 3))
    'Wednesday 3 February 2027'
    """
    return say(
        "{weekday} {day} {month} {year}",
        weekday=DAYS[day.weekday()],
        day=day.day,
        month=MONTHS[day.month - 1],
        year=day.year,
    )


def working(day: date, step: int) -> date:
    """Return the day, or the next working day in this direction.

    >>> working(date(2027, 2, 6), -1), working(date(2027, 2, 6), 1)
    (datetime.date(2027, 2, 5), datetime.date(2027, 2, 8))
    """
    while day.weekday() >= SATURDAY:
        day += timedelta(days=step)
    return day


def after_working(day: date, days: int) -> date:
    """Return the day that comes so many working days later.

    >>> after_working(date(2027, 2, 5), 2)
    datetime.date(2027, 2, 9)
    """
    for _ in range(days):
        day = working(day + timedelta(days=1), 1)
    return day


def held_on(sitting: Sitting, first: date) -> date:
    """Return the day of a meeting: the first is whenever somebody says, and later ones are on working days."""
    return working(first + timedelta(days=sitting.days), 1) if sitting.days else first


def meeting(sitting: Sitting, day: date) -> str:
    """Say when a meeting is, and whether it is one for a few.

    >>> meeting(Sitting("Session 1", "10:00", ()), date(2027, 2, 3))
    'Session 1: Wednesday 3 February 2027, from 10:00 to 10:00'
    """
    parts = {"title": sitting.title, "day": in_words(day), "starts": sitting.starts, "ends": sitting.ends}
    if sitting.online:
        return say("{title} (online, only for those who know the figures): {day}, from {starts} to {ends}", **parts)
    return say("{title}: {day}, from {starts} to {ends}", **parts)


@dataclass(frozen=True, slots=True)
class Dates:
    """A workshop's dates.

    Attributes:
        first: its first day.
        last: its last day.
    """

    first: date
    last: date

    @classmethod
    def of(cls, sheet: RunSheet, first: date) -> Dates:
        """Work them out from the first day."""
        return cls(first, max(held_on(one, first) for one in sheet.sittings))

    @property
    def look_back(self) -> date:
        """The look-back, a month after the last day."""
        return working(self.last + timedelta(days=30), 1)

    def values(self, sheet: RunSheet) -> Mapping[str, str]:
        """Return what stands for the names between square brackets."""
        days = {
            "date": self.first,
            "last date": self.last,
            "invitation date": working(self.first - timedelta(days=28), -1),
            "pre-work date": working(self.first - timedelta(days=10), -1),
            "answers date": working(self.first - timedelta(days=3), -1),
            "follow-up date": after_working(self.last, 2),
            "corrections date": after_working(self.last, 7),
            "day 30": self.look_back,
        }
        sitting = sheet.sittings[0]
        return {name: in_words(day) for name, day in days.items()} | {
            "starts": sitting.starts,
            "ends": sitting.ends,
            "when we meet": "\n".join(meeting(one, held_on(one, self.first)) for one in sheet.sittings),
            "what to read": " ".join(before(sitting)),
        }
