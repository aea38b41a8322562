"""The works that exercises name, as lines of text: from the book's bibliography into the library's ``sources.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from collabkit.data.sources import FILE
from collabkit.exercises import catalogue
from collabkit.wording import in_a_row

if TYPE_CHECKING:
    from pybtex.database import Entry

MOST_AUTHORS: Final = 3
HOMES: Final = ("journal", "booktitle", "publisher", "institution", "howpublished")
"""Where a work appeared, whichever its entry has first."""


def path(folder: Path) -> Path:
    """Return where the lines are kept, under the project's folder."""
    return folder / "collabkit" / "data" / FILE


def written(folder: Path) -> str:
    """Return the file as the bibliography stands."""
    from pybtex.database import parse_file  # only here: a built course is served without it

    entries = parse_file(folder / "book" / "references.bib").entries
    keys = sorted({key for one in catalogue() for key in one.sources if key in entries})
    lines = {key: line(entries[key]) for key in keys}
    return json.dumps(lines, ensure_ascii=False, indent=1) + "\n"


def line(entry: Entry) -> str:
    """Write a work in a line: who, when, what and where.

    >>> from pybtex.database import Entry, Person
    >>> line(Entry("book", {"title": "{{On Trust}}", "year": "2001", "publisher": "Ash"}, {"author": [Person("Day, A.")]}))
    'Day (2001). On Trust. Ash.'
    """
    from pybtex.richtext import Text

    def plain(latex: str) -> str:
        said: str = Text.from_latex(latex).render_as("text")
        return said.replace("--", "–").replace("'", "’").strip()

    people = [plain(" ".join(person.prelast_names + person.last_names)) for person in entry.persons.get("author", [])]
    who = f"{people[0]} and others" if len(people) > MOST_AUTHORS else in_a_row(people)
    when = entry.fields.get("year", "undated")
    title = plain(entry.fields["title"])
    where = next((plain(entry.fields[home]) for home in HOMES if home in entry.fields), "")
    begun = f"{who} ({when}). {title}" if who else f"{title} ({when})"
    ended = begun if begun.endswith(("?", "!", ".")) else f"{begun}."
    return f"{ended} {where}." if where else ended


def problems(folder: Path) -> Iterable[str]:
    """Say when the lines lag behind the bibliography."""
    kept = path(folder)
    if not kept.is_file() or kept.read_text(encoding="utf-8") != written(folder):
        yield f"collabkit/data/{FILE} is not what book/references.bib says. Renew it with: collabkit check --write"


def write(folder: Path) -> None:
    """Renew the lines."""
    path(folder).write_text(written(folder), encoding="utf-8")
