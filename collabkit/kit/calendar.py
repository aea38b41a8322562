"""A workshop as a calendar file (iCalendar, RFC 5545): its meetings, and the look-back on day 30.

Times have no zone ("floating", section 3.3.5), so that 10:00 is 10:00 where the calendar is. Lines end in CRLF, and those
longer than 75 bytes are folded between letters (section 3.1). The same workshop has the same file, and the same event
the same identity, so that a second import changes an event and does not add one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Final

from collabkit.kit.dates import Dates, held_on
from collabkit.kit.run_sheets import RunSheet, after, before
from collabkit.kit.texts import moment

MOST_BYTES: Final = 75
WRITTEN: Final = "20261101T000000Z"
"""The stamp of every event: a day in the past, for no calendar trusts an event that was made in the future."""
LOOK_BACK: Final = "day-30"
LOOK_BACK_AT: Final = time(10)
LOOK_BACK_MINUTES: Final = 20
SIGNS: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
"""What has a meaning within a text (section 3.3.11)."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something in a calendar."""

    title: str
    starts: datetime
    minutes: int
    words: str


def text(words: str) -> str:
    r"""Write words as a text of iCalendar.

    >>> print(text("Bring: pens, tape;\nand a clock"))
    Bring: pens\, tape\;\nand a clock
    """
    return words.translate(SIGNS)


def folded(line: str) -> str:
    r"""Fold a line so that none is longer than 75 bytes; a letter of several bytes stays whole.

    >>> [len(part.encode()) for part in folded("é" * 60).split("\r\n")]
    [74, 47]
    """
    parts, room = [""], MOST_BYTES
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append("")
            room = MOST_BYTES - 1  # a folded line begins with a space
        parts[-1] += letter
        room -= size
    return "\r\n ".join(parts)


def events(sheet: RunSheet, first: date, name: str) -> Iterator[Event]:
    """Return the meetings and the look-back."""
    for sitting in sheet.sittings:
        day = held_on(sitting, first)
        lines = [*before(sitting), *(f"{at} {one.title}" for at, one in sitting.timed()), after(sitting)]
        title = name if len(sheet.sittings) == 1 else f"{name}: {sitting.title}"
        starts = datetime.combine(day, time.fromisoformat(sitting.starts))
        yield Event(title, starts, sitting.minutes, "\n".join(line for line in lines if line))
    look_back = next(one for one in sheet.letters if one.id.endswith(LOOK_BACK))
    words = "\n".join(item for part in look_back.parts for item in (part.words, *part.items))
    starts = datetime.combine(Dates.of(sheet, first).look_back, LOOK_BACK_AT)
    yield Event(f"{name}: {moment('look-back').title.lower()}", starts, LOOK_BACK_MINUTES, words)


def write(sheet: RunSheet, first: date, name: str) -> bytes:
    """Write the calendar file.

    Args:
        sheet: the run sheet.
        first: the first day.
        name: of the workshop; two workshops of different names on one day are different events.
    """
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//collabkit//workshop kit//EN", "CALSCALE:GREGORIAN"]
    seed = f"{sheet.id} {first.isoformat()} {name}"
    body = [
        line for number, one in enumerate(events(sheet, first, name), 1) for line in _event(one, f"{seed} {number}")
    ]
    return "".join(f"{folded(line)}\r\n" for line in (*head, *body, "END:VCALENDAR")).encode()


def _event(one: Event, seed: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256(seed.encode()).hexdigest()[:32]}@collabkit"
    yield f"DTSTAMP:{WRITTEN}"
    yield f"DTSTART:{one.starts:%Y%m%dT%H%M%S}"
    yield f"DTEND:{one.starts + timedelta(minutes=one.minutes):%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{text(one.title)}"
    yield f"DESCRIPTION:{text(one.words)}"
    yield "END:VEVENT"
