"""``collabkit new case``: a row of ``cases.csv`` in which all that has to be said waits to be written.

What was not found stays blank: figures, years, tags. What may not be blank begins with ``yours:`` and says what goes there;
``collabkit check`` names the cells that still do.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from collabkit.commands import CommandError
from collabkit.commands.new_exercise import ID
from collabkit.data import cases

YOURS: Final = "yours: "
WORDS: Final[dict[str, str]] = {
    "name": "what it is called, and where.",
    "partners": "who they are, with semicolons between them.",
    "basis_note": "what the figures count, and what they leave out.",
    "outcome_summary": "what happened, in a sentence.",
    "lessons": "what others can take from it, in a sentence.",
    "source_title": "the title of what you read.",
    "source_publisher": "who published it.",
}
"""Cells that may not be blank, and what goes there."""
CHOSEN: Final[dict[str, str]] = {
    "country": cases.COUNTRIES[0],
    "sector": next(iter(cases.SECTORS)),
    "collaboration_type": next(iter(cases.TYPES)),
    "status": cases.FATES[0],
    "currency": cases.CURRENCIES[0],
    "aggregate": "no",
    "source_kind": "partner",
    "source_url": "https://example.org/yours",
    "confidence": "partly",
}
"""Cells that take one of a few words: the first that may stand there."""


def table(folder: Path) -> Path:
    """Return the table's file."""
    return folder / "collabkit" / "data" / "cases.csv"


def row(id: str) -> dict[str, str]:
    """Return a row in which everything waits to be written.

    >>> row("lakeside")["source_key"], row("lakeside")["name"], row("lakeside")["planned_cost_m"]
    ('case-lakeside', 'yours: what it is called, and where.', '')
    """
    words = {column: f"{YOURS}{what}" for column, what in WORDS.items()}
    known = {"id": id, "source_key": f"case-{id}", **CHOSEN, **words}
    return {column: known.get(column, "") for column in cases.COLUMNS}


def make(folder: Path, id: str) -> list[Path]:
    """Add a row and return the file that was changed.

    Raises:
        CommandError: the id cannot be used.
    """
    if not ID.fullmatch(id):
        raise CommandError(f"'{id}' cannot be an id. Use small letters, digits and hyphens, for example lakeside.")
    if id in {case.id for case in cases.load()}:
        raise CommandError(f"There is a case called {id} already.")
    path, line = table(folder), io.StringIO()
    csv.DictWriter(line, cases.COLUMNS, lineterminator="\n").writerow(row(id))
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text.rstrip()}\n{line.getvalue()}", encoding="utf-8")
    return [path]


def unwritten(folder: Path) -> Iterable[str]:
    """Name the cells that still wait for somebody's words."""
    path = table(folder)
    with path.open(encoding="utf-8", newline="") as stream:
        for number, cells in enumerate(csv.DictReader(stream), 2):
            waiting = [
                column for column, cell in cells.items() if cell and cell.startswith((YOURS, CHOSEN["source_url"]))
            ]
            if waiting:
                yield f"{path.relative_to(folder)}, line {number} waits for your words: {', '.join(waiting)}."
