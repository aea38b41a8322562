"""``collabkit check``: notebooks in order, links and citations that lead somewhere, data that loads, counts and scripts that fit.

It also names the law that is due to be read again: by today, or by the day given with ``--due``. That is a note and no
error, because time passes without anybody's fault, and a build that stopped on a date would stop for everybody at once.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from collabkit.commands import (
    CommandError,
    accessibility,
    book_facts,
    counts,
    json_files,
    licences,
    new_case,
    new_check,
    new_exercise,
    notebooks,
    project_folder,
)  # fmt: skip
from collabkit.commands.build import npm_install
from collabkit.commands.extras import require
from collabkit.exercises import catalogue

HELP = "check notebooks, links, citations, data and the types of the scripts, and name the law that is due to be read again"
CITED = re.compile(r"\{cite(?::[a-z]+)?\}`([^`]+)`")
LINKED = re.compile(r"\]\(((?!https?:|mailto:|#)[^)\s]+)\)")
KEY = re.compile(r"^@\w+\{\s*([^,\s]+)\s*,", re.MULTILINE)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument(
        "--write", action="store_true", help="run notebooks, put files in their normal form, and renew the counts"
    )
    parser.add_argument("notebooks", nargs="*", metavar="NOTEBOOK", help="with --write: run only these, such as degree")
    parser.add_argument(
        "--due", metavar="DATE", type=day, default=datetime.now(UTC).date().isoformat(),
        help="name the law that is to be read again by this day, such as 2027-04-01 (default: today)",
    )  # fmt: skip


def day(given: str) -> str:
    """Read a day that somebody typed.

    Raises:
        ArgumentTypeError: it is no day of the calendar.

    >>> day("2027-04-01")
    '2027-04-01'
    """
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"write the day as 2027-04-01; {given!r} is none") from None


def run(chosen: argparse.Namespace) -> int:
    """Check everything, and say all that is wrong rather than the first of it."""
    folder = project_folder()
    if chosen.notebooks and not chosen.write:
        raise CommandError("Naming notebooks needs --write, which runs them.")
    if chosen.write:
        require("test")
        book_facts.write(folder)
        accessibility.write(folder)
        for path in chosen_notebooks(folder, chosen.notebooks):
            print(f"{path.relative_to(folder)}: {'renewed' if notebooks.write(path) else 'as it was'}", flush=True)
        for path in json_files.tracked(folder):
            json_files.write(path)
        print(counts.write(folder, len(bibliography(folder))) or f"{counts.FILE}: as it was", flush=True)
        print(licences.write(folder) or f"{licences.NAME}: as it was", flush=True)
    problems = [
        *script_problems(folder),
        *notebook_problems(folder),
        *link_problems(folder),
        *citation_problems(folder),
        *data_problems(),
        *json_files.problems(folder),
        *book_facts.problems(folder),
        *counts.problems(folder, len(bibliography(folder))),
        *licences.problems(folder),
        *accessibility.problems(folder),
        *unwritten(folder),
    ]
    for problem in problems:
        print(problem)
    for note in due_notes(folder, chosen.due):
        print(note)
    print("All is in order." if not problems else f"{len(problems)} to mend.")
    return 1 if problems else 0


def chosen_notebooks(folder: Path, names: Sequence[str]) -> list[Path]:
    """Return the notebooks of these names, or all of them where none is named.

    Raises:
        CommandError: there is no notebook of such a name.
    """
    found = {path.stem: path for path in notebooks.tracked(folder)}
    for name in names:
        if name not in found:
            raise CommandError(f"There is no notebook called {name}. There are: {', '.join(found)}.")
    return [found[name] for name in names or found]


def script_problems(folder: Path) -> Iterable[str]:
    """Let the type checker read the page runtime's scripts; it prints what it finds."""
    live = folder / "book" / "_live"
    settings = {**os.environ, **npm_install(live)}
    node = shutil.which("node", path=settings["PATH"]) or "node"
    compiler = live / "node_modules" / "typescript" / "bin" / "tsc"
    for project in ("jsconfig.page.json", "jsconfig.build.json"):
        command = [node, str(compiler), "--project", project]
        ended = subprocess.run(command, cwd=live, env=settings, check=False)  # noqa: S603 - our own words
        if ended.returncode:
            yield f"The scripts of book/_live/{project} have wrong types; the lines stand above."


def notebook_problems(folder: Path) -> Iterable[str]:
    """Name notebooks that are not in their normal form, and exercises that have none."""
    found = notebooks.tracked(folder)
    for path in found:
        if not notebooks.is_normal(path):
            yield f"{path.relative_to(folder)} is not in its normal form. Put it in order with: collabkit check --write"
    names = {path.stem for path in found}
    for one in catalogue():
        if one.id not in names:
            yield f"The exercise {one.id} has no notebook exercises/{one.id}.ipynb."


def pages(folder: Path) -> list[Path]:
    """Return every page of text."""
    return sorted(path for path in (folder / "book").rglob("*.md") if not {"node_modules", "_live"} & set(path.parts))


def link_problems(folder: Path) -> Iterable[str]:
    """Name links to files that are not there."""
    for page in pages(folder):
        for link in LINKED.findall(page.read_text(encoding="utf-8")):
            target = page.parent / link.split("#")[0]
            if not target.exists():
                yield f"{page.relative_to(folder)} links to {link}, which is not there."


def bibliography(folder: Path) -> set[str]:
    """Return the keys of the references."""
    return set(KEY.findall((folder / "book" / "references.bib").read_text(encoding="utf-8")))


def citation_problems(folder: Path) -> Iterable[str]:
    """Name citations without a reference: in the text, in evidence labels, in checks and in exercises."""
    known = bibliography(folder)
    cited = [
        (page.name, key)
        for page in pages(folder)
        for keys in CITED.findall(page.read_text(encoding="utf-8"))
        for key in keys.split(",")
    ]
    for path in sorted((folder / "book" / "_evidence").glob("*.json")):
        cited += [
            (path.name, key) for entry in json.loads(path.read_text(encoding="utf-8")) for key in entry["sources"]
        ]
    cited += [(f"the exercise {one.id}", key) for one in catalogue() for key in one.sources]
    for where, key in cited:
        if key.strip() not in known and not key.strip().startswith(("case:", "case-", "data:")):
            yield f"{where} cites {key.strip()}, which is not in book/references.bib."


def data_problems() -> Iterable[str]:
    """Load every table; a wrong row says where it is."""
    for table in counts.TABLES.values():
        try:
            table.load()
        except ValueError as error:
            yield str(error)


def unwritten(folder: Path) -> Iterable[str]:
    """Name what ``collabkit new`` made and nobody has put into words yet."""
    return (place for maker in (new_exercise, new_case, new_check) for place in maker.unwritten(folder))


def due_notes(folder: Path, by: str) -> Iterable[str]:
    """Name each line of law that is to be read again by a day, those that have waited longest first.

    Args:
        folder: the project's.
        by: such as "2027-04-01".
    """
    from collabkit.data import duties, motion, reading, vehicles

    page = (folder / "book" / "law.md").read_text(encoding="utf-8")
    homes: dict[str, Iterable[reading.Read]] = {
        "duties.csv": duties.load(),
        "vehicles.csv": vehicles.load(),
        "motion.csv": motion.load(),
        "law.md": reading.sections(page),
    }
    late = [(one, home) for home, lines in homes.items() for one in reading.due(lines, by)]
    for one, home in sorted(late, key=lambda found: found[0].read_again):
        yield f"Note: {home}, {one.id}: last read {one.last_checked}, to be read again by {one.read_again}."
