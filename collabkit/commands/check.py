"""``collabkit check``: notebooks in order, links and citations that lead somewhere, data that loads, scripts that fit."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from collabkit.commands import notebooks, project_folder
from collabkit.commands.build import npm_install
from collabkit.exercises import catalogue

HELP = "check notebooks, links, citations, data and the types of the scripts; --write puts the notebooks in order"
CITED = re.compile(r"\{cite(?::[a-z]+)?\}`([^`]+)`")
LINKED = re.compile(r"\]\(((?!https?:|mailto:|#)[^)\s]+)\)")
KEY = re.compile(r"^@\w+\{\s*([^,\s]+)\s*,", re.MULTILINE)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("--write", action="store_true", help="run every notebook and store it in its normal form")


def run(chosen: argparse.Namespace) -> int:
    """Check everything, and say all that is wrong rather than the first of it."""
    folder = project_folder()
    if chosen.write:
        for path in notebooks.tracked(folder):
            print(f"{path.relative_to(folder)}: {'renewed' if notebooks.write(path) else 'as it was'}", flush=True)
    problems = [
        *script_problems(folder),
        *notebook_problems(folder),
        *link_problems(folder),
        *citation_problems(folder),
        *data_problems(),
    ]
    for problem in problems:
        print(problem)
    print("All is in order." if not problems else f"{len(problems)} to mend.")
    return 1 if problems else 0


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
    from collabkit.data import cases, cost_studies, duties, spending, uplifts, vehicles

    for table in (cases, cost_studies, duties, spending, uplifts, vehicles):
        try:
            table.load()
        except ValueError as error:
            yield str(error)
