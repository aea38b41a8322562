"""Facts of the book that the library needs where there is no book: works that exercises name, objectives, key points.

Each has its one home in the book. From there ``collabkit check --write`` renews a JSON file in ``collabkit/data``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from collabkit.data.key_points import FILE as KEY_POINTS
from collabkit.data.objectives import FILE as OBJECTIVES
from collabkit.data.objectives import LINE
from collabkit.data.sources import FILE as SOURCES
from collabkit.exercises import catalogue
from collabkit.wording import in_a_row

if TYPE_CHECKING:
    from pybtex.database import Entry

MOST_AUTHORS: Final = 3
TITLE: Final = re.compile(r"^# (.+)$", re.MULTILINE)
POINTS: Final = re.compile(r"^## Key points\n+(.+?)\n+(?=## )", re.MULTILINE | re.DOTALL)
ENDS: Final = re.compile(r"(?<=[.?!])\s+(?=[A-Z“])")
HOMES: Final = ("journal", "booktitle", "publisher", "institution", "howpublished")
"""Where a work appeared, whichever its entry has first."""


def sources(folder: Path) -> str:
    """Return the lines for documents as the bibliography stands."""
    from pybtex.database import parse_file  # only here: a built course is served without it

    entries = parse_file(folder / "book" / "references.bib").entries
    keys = sorted({key for one in catalogue() for key in one.sources if key in entries})
    return _json({key: line(entries[key]) for key in keys})


def objectives(folder: Path) -> str:
    """Return the objectives as the chapters and what practises them stand."""
    practised = json.loads((folder / "book" / "_objectives.json").read_text(encoding="utf-8"))["objectives"]
    chapters = sorted((folder / "book").glob("[0-6]-*.md"))
    found = [(id, words) for page in chapters for words, id in LINE.findall(page.read_text(encoding="utf-8"))]
    return _json(
        [
            {
                "id": id,
                "words": words.strip().replace("'", "’"),
                "exercises": sorted({way["exercise"] for way in practised.get(id, ()) if "exercise" in way}),
            }
            for id, words in found
        ]
    )


def key_points(folder: Path) -> str:
    """Return the chapters' titles and the sentences of their key points, as they stand there."""
    pages = sorted((folder / "book").glob("[0-6]-*.md"))
    return _json([_points(page.read_text(encoding="utf-8").replace("'", "’")) for page in pages])


def _points(text: str) -> dict[str, object]:
    r"""Return one chapter's title and key points.

    Raises:
        ValueError: it has none.

    >>> _points("# On trust\n\n## Key points\n\nAsk. Then\nwait.\n\n## Check yourself\n")
    {'title': 'On trust', 'points': ['Ask.', 'Then wait.']}
    """
    title, points = TITLE.search(text), POINTS.search(text)
    if title is None or points is None:
        raise ValueError("A chapter has no title or no key points")
    return {"title": title[1], "points": ENDS.split(" ".join(points[1].split()))}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def line(entry: Entry) -> str:
    """Write a work in a line: who, when, what and where.

    >>> from pybtex.database import Entry, Person
    >>> line(Entry("book", {"title": "{{On Trust}}", "year": "2001", "publisher": "Ash"}, {"author": [Person("Day, A.")]}))
    'Day (2001). On Trust. Ash.'
    """
    from pybtex.backends.plaintext import Backend
    from pybtex.richtext import Text

    writer = Backend()  # named, because looking it up goes through all that is installed, each time

    def plain(latex: str) -> str:
        said: str = Text.from_latex(latex).render(writer)
        return said.replace("--", "–").replace("'", "’").strip()

    people = [plain(" ".join(person.prelast_names + person.last_names)) for person in entry.persons.get("author", [])]
    who = f"{people[0]} and others" if len(people) > MOST_AUTHORS else in_a_row(people)
    when = entry.fields.get("year", "undated")
    title = plain(entry.fields["title"])
    where = next((plain(entry.fields[home]) for home in HOMES if home in entry.fields), "")
    begun = f"{who} ({when}). {title}" if who else f"{title} ({when})"
    ended = begun if begun.endswith(("?", "!", ".")) else f"{begun}."
    return f"{ended} {where}." if where else ended


FILES: Final = {SOURCES: sources, OBJECTIVES: objectives, KEY_POINTS: key_points}


def problems(folder: Path) -> Iterable[str]:
    """Say which files lag behind the book."""
    for name, written in FILES.items():
        kept = folder / "collabkit" / "data" / name
        if not kept.is_file() or kept.read_text(encoding="utf-8") != written(folder):
            yield f"collabkit/data/{name} is not what the book says. Renew it with: collabkit check --write"


def write(folder: Path) -> None:
    """Renew the files."""
    for name, written in FILES.items():
        (folder / "collabkit" / "data" / name).write_text(written(folder), encoding="utf-8")
