"""``collabkit new``: the one file that a new exercise needs, and its notebook."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from collabkit.commands import CommandError, project_folder
from collabkit.commands.notebooks import normal
from collabkit.exercises import catalogue

HELP = "start a new exercise: its file and its notebook"
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

EXERCISE = '''"""{id} (chapter {chapter}): say in one line what it finds out."""

from __future__ import annotations

from typing import Final

from collabkit.exercises.base import Answers, Exercise
from collabkit.findings import Findings
from collabkit.questions import Questions, Text
from collabkit.sitting import Sitting

FIRST: Final = Text(key="first", text="What do you want to know?", required=True)


class {name}(Exercise):
    """What the learner answers."""

    id = "{id}"
    title = "{title}"
    chapter = {chapter}
    minutes = 5
    purpose = "What the learner gets from it, in a sentence or two."
    asks = "The question that it answers."
    leaves_out = "What it leaves out on purpose."
    rests_on = "What evidence it rests on, and how strong that is."
    sources = ()
    story = "Who the worked example is about, in a sentence."
    example = {{"first": "An answer"}}

    def ask(self, answers: Answers) -> Questions:
        """Say what is asked."""
        return (FIRST,)

    def find(self, sitting: Sitting) -> Findings:
        """Say what the answers mean."""
        return Findings.of(f"You asked: {{sitting.need(FIRST)}}.")


EXERCISE = {name}()
'''


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("id", help="the exercise's id: small letters, digits and hyphens")
    parser.add_argument("--chapter", type=int, choices=range(7), default=6, help="the chapter that it belongs to")


def notebook(id: str, title: str, purpose: str, minutes: int) -> str:
    """Return a notebook that shows an exercise and then looks inside."""
    cells = [
        (
            "markdown",
            f"# {title}\n\n{purpose}\n\nAbout {minutes} minutes. In Jupyter, select the cell below and press Shift+Enter, then answer.",
            [],
        ),
        ("code", f'from collabkit import exercise\n\nexercise("{id}")', ["hide-input"]),
        ("markdown", "## Look inside\n\nThe tables behind the worked example's findings, for the curious.", []),
        (
            "code",
            f'this = exercise("{id}")\nfindings = this.evaluate(this.example)\n[table.frame() for table in findings.tables()][0]',
            ["hide-input"],
        ),
    ]
    book: dict[str, Any] = {
        "cells": [
            {"cell_type": kind, "metadata": {"tags": tags}, "source": text, "outputs": [], "execution_count": None}
            for kind, text, tags in cells
        ],
        "metadata": {},
    }
    return normal(json.loads(json.dumps(book)), id)


def run(chosen: argparse.Namespace) -> int:
    """Write both files and say what to do next."""
    folder = project_folder()
    if not ID.fullmatch(chosen.id):
        raise CommandError(
            f"'{chosen.id}' cannot be an id. Use small letters, digits and hyphens, for example shared-risks."
        )
    if chosen.id in {one.id for one in catalogue()}:
        raise CommandError(f"There is an exercise called {chosen.id} already.")
    title = chosen.id.replace("-", " ").capitalize()
    code = folder / "collabkit" / "exercises" / f"{chosen.id.replace('-', '_')}.py"
    write_new(
        code, EXERCISE.format(id=chosen.id, chapter=chosen.chapter, title=title, name=title.title().replace(" ", ""))
    )
    write_new(
        folder / "exercises" / f"{chosen.id}.ipynb", notebook(chosen.id, title, "What the learner gets from it.", 5)
    )
    print(f"Written: {code.relative_to(folder)} and exercises/{chosen.id}.ipynb.")
    print(
        "Next: fill both in, run collabkit check --write, and put the exercise into its chapter and into book/_toc.yml."
    )
    return 0


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet."""
    if path.exists():
        raise CommandError(f"{path.name} is there already; it was left as it is.")
    path.write_text(text, encoding="utf-8")
