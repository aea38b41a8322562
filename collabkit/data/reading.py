"""When a line of law was read, when it is to be read again, and whether that day has passed.

Law ages. So each line says in which month it was last read, and the day by which somebody should read it again: the day
after which a change that is on its way may have come, and a year after the last reading at most. Days are words such as
"2027-03-31", which sort as days do, so nothing here needs a calendar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from collabkit.translation import marked, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collabkit.data.tables import Row

IN_FORCE, WAITING, ENDED = "in force", "waiting", "ended"
STATES: Final = {
    IN_FORCE: say("in force when last read"),
    WAITING: say("passed, and waiting for a start date or for regulations"),
    ENDED: say("ended; kept because people still quote it"),
}
"""Where a line of law stands. Only what is in force binds anybody, or can be used."""

CONFIDENCE: Final = marked("read in the law", "read in a guide")

_SECTION: Final = re.compile(r"^## (?P<title>.+)$|^:{3,}\{law-read\} (?P<month>\S+) (?P<day>\S+)$", re.MULTILINE)


class Read(Protocol):
    """A line of law that somebody has read."""

    @property
    def id(self) -> str:
        """Its name."""
        ...

    @property
    def last_checked(self) -> str:
        """The month in which it was last read."""
        ...

    @property
    def read_again(self) -> str:
        """The day by which it is to be read again; empty where it has ended."""
        ...


Line = TypeVar("Line", bound=Read)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of prose about law, which carries its own dates."""

    id: str
    last_checked: str
    read_again: str


def sections(page: str) -> tuple[Section, ...]:
    r"""Find the sections of a page that carry the mark ``law-read``.

    Args:
        page: the page's text in Markdown.

    >>> sections("## Money\n\nWords.\n\n:::{law-read} 2026-11 2027-03-31\n:::")
    (Section(id='Money', last_checked='2026-11', read_again='2027-03-31'),)
    """
    title, found = "", []
    for mark in _SECTION.finditer(page):
        title = mark["title"] or title
        if mark["day"]:
            found.append(Section(title, mark["month"], mark["day"]))
    return tuple(found)


def due(lines: Iterable[Line], day: str) -> tuple[Line, ...]:
    """Return the lines that are to be read again by a day, that day included, those that have waited longest first.

    Args:
        lines: lines of law, from any of the tables.
        day: such as "2027-04-01".

    >>> from collabkit.data import duties
    >>> [one.id for one in due(duties.load(), "2027-01-31")]
    ['integrated-care', 'health-and-wellbeing-boards']
    >>> due(duties.load(), "2027-01-30")
    ()
    """
    found = [one for one in lines if one.read_again and one.read_again <= day]
    return tuple(sorted(found, key=lambda one: one.read_again))


def is_late(line: Read, day: str) -> bool:
    """Tell whether the day by which a line was to be read again has passed.

    >>> line = Section("Money", "2026-11", "2027-03-31")
    >>> is_late(line, "2027-03-31"), is_late(line, "2027-04-01")
    (False, True)
    """
    return bool(line.read_again) and line.read_again < day


def read_again(row: Row, state: str = IN_FORCE) -> str:
    """Read the day of the next reading from a table; only what has ended needs none.

    Raises:
        DataError: the day is missing or is no day, or it does not come after the month of the last reading.
    """
    if state == ENDED:
        return row.blank("read_again", "nothing, because what has ended is not read again")
    day = row.day("read_again")
    if day[:7] <= row.month("last_checked"):
        raise row.error("read_again", "a day in a later month than last_checked")
    return day
