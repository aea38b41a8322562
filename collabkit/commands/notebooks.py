"""Notebooks in their normal form: run from top to bottom, outputs stored, nothing in them that changes by chance."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

from collabkit.commands import CommandError
from collabkit.exercises import catalogue
from collabkit.translation import say
from collabkit.workbook_file import NAME, OFF, SETTING

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
INDEX = "index"
VIEW = "application/vnd.jupyter.widget-view+json"


def tracked(folder: Path) -> list[Path]:
    """Return every notebook of the course: those that git tracks, or all there are where git is not."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.ipynb"],  # noqa: S607 - the machine's git
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0 and listed.stdout.strip():
        return sorted(folder / line for line in listed.stdout.splitlines() if (folder / line).is_file())
    return sorted((folder / "exercises").rglob("*.ipynb"))


def executed(path: Path) -> dict[str, Any]:
    """Run a notebook in a fresh kernel and return it with its outputs."""
    import nbformat  # only here: a built course is served without these
    from nbclient import NotebookClient

    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # a debugger's remark would be stored as an output
    os.environ[SETTING] = OFF  # what a notebook shows must not depend on anybody's answers
    book = nbformat.read(path, as_version=4)
    client = NotebookClient(
        book,
        timeout=120,
        kernel_name="python3",
        store_widget_state=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    plain: dict[str, Any] = json.loads(nbformat.writes(book))
    return plain


def normal(book: dict[str, Any], name: str) -> str:
    """Write a notebook so that the same content always gives the same bytes.

    >>> cell = {"cell_type": "markdown", "id": "x", "metadata": {}, "source": "Hello"}
    >>> json.loads(normal({"cells": [cell], "metadata": {}}, "a"))["cells"][0]["source"]
    ['Hello']
    """
    cells = [_cell(cell, f"{name}-{number}") for number, cell in enumerate(_numbered(book["cells"]))]
    whole = {
        "cells": cells,
        "metadata": {"kernelspec": KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _numbered(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Count the code cells anew, as a fresh run from top to bottom does."""
    count = 0
    for cell in cells:
        if cell["cell_type"] == "code":
            count += 1
            cell["execution_count"] = count
            for output in cell.get("outputs", []):
                if "execution_count" in output:
                    output["execution_count"] = count
    return cells


def _cell(cell: dict[str, Any], seed: str) -> dict[str, Any]:
    kept: dict[str, Any] = {"cell_type": cell["cell_type"], "source": _lines(cell["source"])}
    kept["id"] = hashlib.sha256(seed.encode()).hexdigest()[:8]
    tags = cell.get("metadata", {}).get("tags")
    kept["metadata"] = {"tags": tags} if tags else {}
    if cell["cell_type"] == "code":
        kept["metadata"]["jupyter"] = {"source_hidden": True}  # folded in JupyterLab too, which knows no tags
        kept["execution_count"] = cell.get("execution_count")
        kept["outputs"] = [_output(output) for output in cell.get("outputs", [])]
    return kept


def _output(output: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in output.items() if name != "metadata"}
    if "metadata" in output:
        kept["metadata"] = {}
    data = {kind: value if isinstance(value, dict) else _lines(value) for kind, value in output.get("data", {}).items()}
    # A stored view would show "model not found" where the worked example should stand: there is no model in a file.
    data.pop(VIEW, None)
    if data:
        kept["data"] = data
    if "text" in output:
        kept["text"] = _lines(output["text"])
    return kept


def _lines(source: str | list[str]) -> list[str]:
    return ("".join(source)).splitlines(keepends=True)


def index() -> str:
    """Return the notebook that one lands on: what there is, in the order of the course, and where answers are kept."""
    lines = [f"| {say('Chapter')} | {say('Notebook')} | {say('Minutes')} |", "|---|---|---|"]
    lines += [f"| {one.chapter} | [{one.title}]({one.id}.ipynb) | {one.minutes} |" for one in catalogue()]
    begin = (
        say("# Exercises, in the order of the course"),
        say(
            "Each notebook is one exercise of *Working together*: a form, what your answers say, and the data behind it. "
            "Open one, select its first cell with code and press Shift+Enter. You need not read the code, which is folded away."
        ),
    )
    kept = (
        say("## Where your answers are"),
        say(
            "What you type is kept in one file, `{file}`, in the folder of these notebooks. Every notebook reads it, so the "
            "partners you name in one are known in the next, and the last one gathers what you said in all of them. It is "
            "the same file that the course’s pages save and open.",
            file=NAME,
        ),
        say(
            "**To take your answers home**, find `{file}` in the list of files on the left, open its menu with the right "
            "mouse button, and choose Download. On Binder do this before you leave: Binder throws everything away when its "
            "session ends, or after about ten minutes without use. **To go on another day**, drag the file into the same list.",
            file=NAME,
        ),
        say("Nothing is sent anywhere else."),
    )
    texts = ("\n\n".join(begin), "\n".join(lines), "\n\n".join(kept))
    return normal({"cells": [{"cell_type": "markdown", "source": words} for words in texts], "metadata": {}}, INDEX)


def write(path: Path) -> bool:
    """Run a notebook, store it in its normal form, and tell whether that changed it.

    Raises:
        CommandError: a cell fails.
    """
    before = path.read_text(encoding="utf-8")
    try:
        after = index() if path.stem == INDEX else normal(executed(path), path.stem)
    except Exception as error:
        raise CommandError(f"{path.name} does not run from top to bottom: {error}") from error
    path.write_text(after, encoding="utf-8")
    return before != after


def is_normal(path: Path) -> bool:
    """Tell whether a notebook is stored in its normal form."""
    before = path.read_text(encoding="utf-8")
    if path.stem == INDEX:
        return before == index()
    return before == normal(json.loads(before), path.stem)
