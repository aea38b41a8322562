"""``collabkit new exercise``: a whole exercise that passes every test as it stands, with its wording left to be written.

What is made comes from ``templates/``: the exercise itself, its test and its relations, with ``$id`` and the like where
the name goes. Lines that end in ``# yours`` hold words that are there to be replaced; ``collabkit check`` names those that
still stand. Every line that the rest of the course needs is put into its file: the order of the exercises, the contents,
the chapter, and what the exercise practises. Nothing is written unless all of it can be.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Final

from collabkit import strategy
from collabkit.commands import CommandError, notebooks
from collabkit.exercises import catalogue

ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
YOURS: Final = "# yours"
"""What a line ends with whose words are still those of the template."""
SNAPSHOTS: Final = "tests/unit/test_snapshots.py"
RUN_NOTEBOOKS: Final = """
import sys
from pathlib import Path
from collabkit.commands import notebooks
for path in sys.argv[1:]:
    notebooks.write(Path(path))
"""
FIRST_WORDS: Final = """# {title}

{purpose}

About {minutes} minutes. Select the cell below and press Shift+Enter: the form appears, with what your answers say beneath it. Until then you see a worked example. Your answers are kept in the file `collabkit-workbook.json` beside this notebook, and found again each time; should you see “Error displaying widget”, press Shift+Enter in that cell, and nothing is lost."""
INSIDE_WORDS: Final = """## Look inside

What the form says rests on plain tables. This is the first of them: from your own answers where they say something already, else from the worked example."""
CELLS: Final = (
    ("markdown", FIRST_WORDS),
    ("code", 'from collabkit import exercise\n\nform = exercise("{id}")\nform'),
    ("markdown", INSIDE_WORDS),
    ("code", 'inside = form.look_inside()\nprint(f"From {{inside.whose}}.")\ninside.frame()'),
)
"""What every exercise's notebook begins with."""


@dataclass(frozen=True, slots=True)
class Names:
    """An exercise's names in its files, and the exercise of its chapter that it follows.

    >>> names = Names("shared-risks", 6, after="decisions")
    >>> names.module, names.title, names.for_template()["name"]
    ('shared_risks', 'Shared risks', 'SharedRisks')
    """

    id: str
    chapter: int
    after: str

    @property
    def module(self) -> str:
        """The name of its Python file."""
        return self.id.replace("-", "_")

    @property
    def title(self) -> str:
        """Its heading until somebody writes a better one."""
        return self.id.replace("-", " ").capitalize()

    def for_template(self) -> dict[str, str]:
        """Return what stands for each ``$name`` in a template."""
        name = self.id.replace("-", " ").title().replace(" ", "")
        return {"id": self.id, "chapter": str(self.chapter), "title": self.title, "name": name,
                "CONSTANT": self.module.upper()}  # fmt: skip


def template(name: str, names: Names) -> str:
    """Return a file of ``templates/`` with the exercise's names in it."""
    text = (files("collabkit.commands") / "templates" / f"{name}.txt").read_text(encoding="utf-8")
    return Template(text).substitute(names.for_template())


def notebook(id: str, title: str, purpose: str, minutes: int) -> str:
    """Return a notebook that shows an exercise and then looks inside; it has not been run."""
    said = {"id": id, "title": title, "purpose": purpose, "minutes": minutes}
    cells: list[dict[str, object]] = [
        {"cell_type": kind, "metadata": {"tags": ["hide-input"] if kind == "code" else []},
         "source": words.format(**said), "outputs": [], "execution_count": None}
        for kind, words in CELLS
    ]  # fmt: skip
    return notebooks.normal({"cells": cells, "metadata": {}}, id)


def in_order(text: str, names: Names) -> str:
    """Name an exercise in ``ORDER``, after the last one of its chapter.

    >>> in_order('ORDER = ("decisions", "strategy",)', Names("shared-risks", 6, after="decisions"))
    'ORDER = ("decisions", "shared-risks", "strategy",)'
    """
    return _after(text, f'"{names.after}",', f' "{names.id}",')


def in_contents(text: str, names: Names) -> str:
    """Put an exercise's notebook into the contents, after the last one of its chapter."""
    line = "\n          - file: exercises/"
    return _after(text, f"{line}{names.after}", f"{line}{names.id}")


def in_chapter(text: str, names: Names) -> str:
    """Put an exercise into its chapter, after the last one that is there."""
    return _after(text, f":::{{exercise}} {names.after}\n:::\n", f"\n:::{{exercise}} {names.id}\n:::\n")


def in_objectives(text: str, names: Names, objective: str) -> str:
    """Say that an exercise practises an objective, and that a reader does there what another practice of it has them do."""
    found = json.loads(text)
    if objective not in found["objectives"]:
        known = ", ".join(id for id in found["objectives"] if id.startswith(f"o{names.chapter}-"))
        raise CommandError(f"There is no objective {objective} in book/_objectives.json. This chapter has: {known}.")
    verb = found["objectives"][objective][0]["does"]
    last = list(found["does"])[-1]
    text = _after(text, f'"{last}": {json.dumps(found["does"][last])}', f',\n    "{names.id}": ["{verb}"]')
    entry = {"exercise": names.id, "does": verb, "how": "You rate each partner, and see which of you is readiest."}
    listed = re.search(rf'"{objective}": \[.*?\}}(?=\])', text, re.DOTALL)
    if listed is None:
        raise CommandError(f"The list of {objective} was not found in book/_objectives.json.")
    return _after(text, listed.group(), f",\n             {json.dumps(entry, ensure_ascii=False)}")


def last_objective(text: str, chapter: int) -> str:
    """Return the last objective of a chapter."""
    ids: list[str] = [id for id in json.loads(text)["objectives"] if id.startswith(f"o{chapter}-")]
    return ids[-1]


def _after(text: str, place: str, more: str) -> str:
    """Put words after a place that stands once.

    >>> _after("a, c", "a,", " b,")
    'a, b, c'
    """
    if text.count(place) != 1:
        raise CommandError(f"“{place.strip()}” should stand once where the new line goes, and does not.")
    return text.replace(place, place + more)


def make(folder: Path, id: str, chapter: int, objective: str = "") -> list[Path]:
    """Make an exercise and return every file that was written or changed.

    Raises:
        CommandError: the id cannot be used, a file is there already, or a line has no place to go.
    """
    if not ID.fullmatch(id):
        raise CommandError(f"'{id}' cannot be an id. Use small letters, digits and hyphens, for example shared-risks.")
    if id in {one.id for one in catalogue()}:
        raise CommandError(f"There is an exercise called {id} already.")
    # What gathers the others stays last.
    names = Names(
        id, chapter, [one.id for one in catalogue() if one.chapter == chapter and not strategy.gathers(one)][-1]
    )
    made = _new_files(folder, names)
    there = [path for path in made if path.exists()]
    if there:
        raise CommandError(f"{there[0].relative_to(folder)} is there already; nothing was changed.")
    changed = dict(_changed_files(folder, names, objective))
    for path, text in {**made, **changed}.items():
        path.write_text(text, encoding="utf-8")
    return [*made, *changed, *_renewed(folder, id)]


def _new_files(folder: Path, names: Names) -> dict[Path, str]:
    purpose = "Rate each partner, and see which of you is readiest and which is not."
    return {
        folder / "collabkit" / "exercises" / f"{names.module}.py": template("exercise", names),
        folder / "tests" / "unit" / f"test_exercise_{names.module}.py": template("test", names),
        folder / "tests" / "findings" / f"relations_{names.module}.py": template("relations", names),
        folder / "exercises" / f"{names.id}.ipynb": notebook(names.id, f"{names.title}: how ready are you?", purpose, 5),
    }  # fmt: skip


def _changed_files(folder: Path, names: Names, objective: str) -> Iterable[tuple[Path, str]]:
    chapter = next((folder / "book").glob(f"{names.chapter}-*.md"))
    practised = folder / "book" / "_objectives.json"
    aim = objective or last_objective(practised.read_text(encoding="utf-8"), names.chapter)
    changes: tuple[tuple[Path, Callable[[str], str]], ...] = (
        (folder / "collabkit" / "exercises" / "__init__.py", lambda text: in_order(text, names)),
        (folder / "book" / "_toc.yml", lambda text: in_contents(text, names)),
        (chapter, lambda text: in_chapter(text, names)),
        (practised, lambda text: in_objectives(text, names, aim)),
    )
    for path, change in changes:
        yield path, change(path.read_text(encoding="utf-8"))


def _renewed(folder: Path, id: str) -> list[Path]:
    """Run the new notebook, and renew the list of notebooks and the snapshots, in a Python that knows the exercise."""
    ran = [folder / "exercises" / f"{name}.ipynb" for name in (id, notebooks.INDEX)]
    for command in (["-c", RUN_NOTEBOOKS, *map(str, ran)], [str(folder / SNAPSHOTS)]):
        ended = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, *command], cwd=folder, check=False, capture_output=True, text=True
        )
        if ended.returncode:
            raise CommandError(f"The files are there, and the new exercise does not run yet:\n{ended.stderr}")
    return [ran[1], folder / "tests" / "unit" / "snapshots" / f"{id}.json"]


def unwritten(folder: Path) -> Iterable[str]:
    """Name the lines of exercises that still hold the template's words."""
    for path in sorted((folder / "collabkit" / "exercises").glob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if YOURS in line:
                told = line.partition(YOURS)[2].lstrip(": ")
                yield f"{path.relative_to(folder)}, line {number} waits for your words: {told}. Then take the mark away."
