"""``collabkit new check``: a question of “Check yourself” in which every word waits to be written.

The right choice is put where it stands least often in the file, so that no place gives it away.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from collabkit.commands import CommandError, json_files
from collabkit.commands.new_exercise import last_objective

ID: Final = re.compile(r"k([0-6])-[a-z0-9-]+")
YOURS: Final = "yours: "
CHOICES: Final = 4
RIGHT: Final = {
    "text": f"{YOURS}the right answer",
    "right": True,
    "why": f"{YOURS}why it is right. Then say what to do next, or where to read on.",
}
WRONG: Final = {
    "text": f"{YOURS}an answer that somebody might well give",
    "right": False,
    "why": f"{YOURS}what is wrong with it.",
}


def item(id: str, objective: str, place: int) -> dict[str, Any]:
    """Return a question whose right choice stands in a place, counted from 0.

    >>> [choice["right"] for choice in item("k3-9", "o3-2", 1)["choices"]]
    [False, True, False, False]
    """
    choices = [RIGHT if number == place else WRONG for number in range(CHOICES)]
    return {"id": id, "objective": objective, "reference": "ours", "question": f"{YOURS}what do you ask?",
            "choices": choices}  # fmt: skip


def rarest_place(checks: Iterable[dict[str, Any]]) -> int:
    """Return where the right choice stands least often, the first of those places.

    >>> rarest_place([{"id": "k1", "choices": [{"right": True}, {"right": False}]}])
    1
    """
    chosen = [one["choices"] for one in checks if one["id"].startswith("k")]
    counts = Counter(next(place for place, choice in enumerate(each) if choice["right"]) for each in chosen)
    return min(range(CHOICES), key=lambda place: counts[place])


def make(folder: Path, id: str, objective: str = "") -> list[Path]:
    """Add a question and return the file that was changed.

    Raises:
        CommandError: the id or the objective cannot be used.
    """
    found = ID.fullmatch(id)
    if not found:
        raise CommandError(f"'{id}' cannot be the id of a check. Write k, the chapter, a hyphen and a number: k3-5.")
    practised = (folder / "book" / "_objectives.json").read_text(encoding="utf-8")
    aim = objective or last_objective(practised, int(found[1]))
    if aim not in json.loads(practised)["objectives"]:
        raise CommandError(f"There is no objective {aim}. They stand at the top of each chapter.")
    path = folder / "book" / "_checks" / f"{found[1]}.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    if id in {one["id"] for one in content["checks"]}:
        raise CommandError(f"There is a check called {id} already.")
    content["checks"].append(item(id, aim, rarest_place(content["checks"])))
    path.write_text(json_files.normal(content), encoding="utf-8")
    return [path]


def unwritten(folder: Path) -> Iterable[str]:
    """Name the questions that still wait for somebody's words."""
    for path in json_files.tracked(folder):
        for one in json.loads(path.read_text(encoding="utf-8"))["checks"]:
            if YOURS in json.dumps(one):
                yield f"{path.relative_to(folder)}, {one['id']} waits for your words."
