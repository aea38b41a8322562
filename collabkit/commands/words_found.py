"""What the course says, found where it stands: in Python, in scripts, in templates and in tables of facts.

Babel writes catalogues and merges them, and finds words in Python by calls with literals. Here a noun is counted by one
function (``counted``, whose plural may be left out), scripts and templates have their own way of calling, and much is
said in data; so the finding is ours, a few lines for each place.
"""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from collabkit.commands.hosts import WHY
from collabkit.commands.notebook_words import paragraphs
from collabkit.commands.notebooks import INDEX
from collabkit.kit.stored import NAMES
from collabkit.render.script_words import sentences
from collabkit.translation import say_all

Words: TypeAlias = str | tuple[str, str]
"""A sentence, or the words for one and for many."""

COUNTED: Final = {"counted": 1, "by_number": 1, "out_of": 2}
"""What takes the words for one and for many, and the place of the first."""
IN_BOOK: Final = frozenset(
    {"chapter", "id", "kind", "numbers", "objective", "read", "reference", "sources", "strength", "unit", "year"}
)
"""What the book's claims and checks name things with; its extension reads them by this too."""
SILENT: Final = ("commands", "locale")
"""Folders of the package whose words are for whoever looks after the course."""
_CAPTION: Final = re.compile(r"\s*- caption: (.+?)\s*$")
_CHART: Final = re.compile(
    r"^:{3,}\{(?:chart\} [\w-]+|all-cases\}|start-times\})\s*\n(.*?)\n:{3,}\s*$", re.MULTILINE | re.DOTALL
)
_FOLD: Final = re.compile(r"^:{3,}\{optional\} (.+)$", re.MULTILINE)
_TEMPLATE: Final = re.compile(r'say\("([^"]+)"')


@dataclass(frozen=True, slots=True)
class Found:
    """Words, and where they stand.

    Attributes:
        words: in English.
        path: the file.
        line: its line, counted from 1.
    """

    words: Words
    path: Path
    line: int


def in_folder(folder: Path) -> Iterator[Found]:
    """Find all that a checkout of the course says, chapters apart: Sphinx collects their paragraphs."""
    package, book = folder / "collabkit", folder / "book"
    for path in sorted(package.rglob("*.py")):
        if path.relative_to(package).parts[0] not in SILENT:
            yield from in_python(path)
    for path in sorted((book / "_ext").rglob("*.py")):
        yield from in_python(path)
    scripts = (package / "live", book / "_live", book / "_theme" / "static")
    for path in sorted(path for home in scripts for path in home.glob("*.js")):
        yield from (Found(one, path, 1) for one in sentences(path.read_text(encoding="utf-8")))
    for path in sorted((book / "_theme").glob("*.html")):
        yield from in_template(path)
    for path in sorted((package / "data").glob("*.py")):
        yield from in_table(path)
    yield from in_stored(sorted((package / "kit").glob("*.json")), NAMES)
    yield from in_stored(sorted([*(book / "_evidence").glob("*.json"), *(book / "_checks").glob("*.json")]), IN_BOOK)
    for path in sorted(book.rglob("*.md")):
        yield from in_captions(path)
    yield from in_practice(book / "_objectives.json")
    yield from (Found(words, package / "commands" / "hosts.py", 1) for words in WHY.values())
    for name in ("notebooks.py", "lite_notebooks.py"):
        yield from in_python(package / "commands" / name)
    for path in sorted((folder / "exercises").rglob("*.ipynb")):
        yield from in_notebook(path)
    yield from in_contents(book / "_toc.yml")
    yield from in_index(book / "_index.json")
    yield from in_stored([package / "data" / "key_points.json"], frozenset())
    yield from in_stored([package / "data" / "objectives.json"], frozenset({"id", "exercises"}))


def in_python(path: Path) -> Iterator[Found]:
    """Find what a module says."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for words in _called(node.func.id, node):
                yield Found(words, path, node.lineno)
        if isinstance(node, ast.keyword) and isinstance(node.value, ast.Constant):
            word = str(node.value.value)
            if node.arg == "noun":
                yield Found((word, f"{word}s"), path, node.value.lineno)
            elif node.arg == "unit" and word:
                yield Found(word, path, node.value.lineno)


def _called(name: str, call: ast.Call) -> Iterator[Words]:
    """Name the words that a call looks up, as far as they stand in it.

    >>> list(_called("counted", ast.parse('counted(n, "cell")', mode="eval").body))
    [('cell', 'cells')]
    """
    given = [one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else "" for one in call.args]
    if name == "say":
        yield from filter(None, given[:1])
    elif name == "noun":
        yield from ((one, f"{one}s") for one in given if one)
    elif name in {"say_each", "marked"}:
        yield from filter(None, given)
    elif name in COUNTED and len(given) > COUNTED[name] and (one := given[COUNTED[name]]):
        one_and_many = given[COUNTED[name] : COUNTED[name] + 2]
        yield (one, one_and_many[1] if name != "out_of" and len(one_and_many) > 1 else f"{one}s")
        if name == "out_of" and len(given) > 4:  # its verb, for one and for many
            yield (given[3], given[4])


def in_template(path: Path) -> Iterator[Found]:
    """Find what a template of a page says."""
    for line, words in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        yield from (Found(one, path, line) for one in _TEMPLATE.findall(words))


def in_table(module: Path) -> Iterator[Found]:
    """Find what a table of facts says, in the columns from which its module takes words for a reader."""
    code = module.read_text(encoding="utf-8")
    named, columns = re.search(r'resource\("(\w+\.csv)"\)', code), re.findall(r'\.said\("(\w+)"', code)
    if not named or not columns:
        return
    path = module.with_name(named[1])
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            yield from (Found(row[column], path, line) for column in columns if row[column])


def in_stored(paths: list[Path], names: frozenset[str]) -> Iterator[Found]:
    """Find what files of JSON say, apart from what they name things with."""
    for path in paths:
        yield from (Found(one, path, 1) for one in _for_people(path, names) if one)


def _for_people(path: Path, names: frozenset[str]) -> list[str]:
    found: list[str] = []

    def keep(words: str) -> str:
        found.append(words)
        return words

    say_all(json.loads(path.read_text(encoding="utf-8")), names, keep)
    return found


def in_contents(path: Path) -> Iterator[Found]:
    """Find the headings of the list of contents."""
    for line, words in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if found := _CAPTION.match(words):
            yield Found(found[1], path, line)


def in_captions(path: Path) -> Iterator[Found]:
    """Find the captions of charts and the titles of folded parts, which a chapter gives to a directive of ours."""
    text = path.read_text(encoding="utf-8")
    for found in _CHART.finditer(text):
        caption = " ".join(found[1].split())
        yield Found(caption, path, text.count("\n", 0, found.start()) + 2)
    for found in _FOLD.finditer(text):
        yield Found(found[1].strip(), path, text.count("\n", 0, found.start()) + 1)


def in_notebook(path: Path) -> Iterator[Found]:
    """Find the paragraphs of a notebook; those of the list of notebooks stand in code."""
    if path.stem != INDEX and ".ipynb_checkpoints" not in path.parts:
        yield from (Found(one, path, 1) for one in paragraphs(json.loads(path.read_text(encoding="utf-8"))) if one)


def in_practice(path: Path) -> Iterator[Found]:
    """Find how each objective is practised."""
    for ways in json.loads(path.read_text(encoding="utf-8"))["objectives"].values():
        yield from (Found(one["how"], path, 1) for one in ways)


def in_index(path: Path) -> Iterator[Found]:
    """Find the subjects of the index, and the phrases by which their places are found."""
    for subject, phrases in json.loads(path.read_text(encoding="utf-8")).items():
        yield from (Found(one, path, 1) for one in (subject, *phrases))
