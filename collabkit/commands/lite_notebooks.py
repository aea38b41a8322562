"""The exercises' notebooks as they are in a browser, where Python has no pandas.

The form, its findings and all of the library's arithmetic run there. A cell that makes a table with pandas cannot, since
no registry has pandas for browsers: in its place stands what it said of the worked example, which cannot be run. So
nobody presses Shift+Enter and is shown an error that is nobody's fault.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any, Final

from collabkit.commands.notebook_words import spoken
from collabkit.translation import say

LANGUAGE: Final = "python"
KERNEL: Final = {"display_name": "Python (Pyodide)", "language": LANGUAGE, "name": LANGUAGE}

NOT_THERE: Final = say(
    "The course’s library did not come. Reload this page and run the cell again. If it stays so, tell whoever put this "
    "page online that a file is missing from its folder. Your answers are where they were."
)
GUARD: Final = f"""try:
    import collabkit
except ImportError:
    raise ImportError({json.dumps(NOT_THERE, ensure_ascii=False)}) from None

"""
"""What stands above the first line of code, so that a library that did not come is said in a sentence."""

ONLY_IN_LAB: Final = say(
    "*The tables below are made with pandas, which has no version for browsers. They say what they said of the worked "
    "example, and cannot be run here. To run them, open this notebook in JupyterLab.*"
)
YOURSELF: Final = (
    say("## Change it yourself")
    + "\n\n"
    + say(
        "`form.example` holds the answers of the worked example. Change one in the code below and run "
        "the cell: it says in words what the answers mean."
    )
)
TRY: Final = "answers = {**form.example}\nprint(form.evaluate(answers).to_text())"
"""A cell to play with, in place of those that do not run."""

FRAME: Final = "frame"
"""What makes a table of pandas out of one of the library's."""


def write(source: Path, target: Path) -> list[str]:
    """Write each notebook of a folder into another; return their names.

    Args:
        source: the folder of the exercises.
        target: the folder to make.
    """
    names = []
    for path in sorted(source.rglob("*.ipynb")):
        if ".ipynb_checkpoints" in path.parts:
            continue  # JupyterLab's own copies
        name = path.relative_to(source)
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(adapted(json.loads(spoken(path))), ensure_ascii=False, indent=1)
        (target / name).write_text(f"{text}\n", encoding="utf-8")
        names.append(name.as_posix())
    return names


def adapted(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook for the browser."""
    cells: list[dict[str, Any]] = []
    beyond: set[str] = set()
    guarded = told = False
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] != "code":
            cells.append(cell)
        elif needs_pandas(source, beyond):
            cells.append(shown(cell, "" if told else ONLY_IN_LAB))
            told = True
        else:
            cells.append(cell if guarded else cell | {"source": GUARD + source})
            guarded = True
    if told:
        cells.append({"cell_type": "markdown", "id": "yourself", "metadata": {}, "source": YOURSELF})
        cells.append(
            {"cell_type": "code", "id": "try", "metadata": {}, "execution_count": None, "outputs": [], "source": TRY}
        )
    return notebook | {"cells": cells, "metadata": {"kernelspec": KERNEL, "language_info": {"name": LANGUAGE}}}


def needs_pandas(source: str, beyond: set[str]) -> bool:
    """Tell whether a cell cannot run without pandas, itself or because it uses what such a cell above it made.

    Args:
        source: the cell's code.
        beyond: the names that cells above made with pandas; those of this cell are added.

    >>> made = set()
    >>> needs_pandas("rows = inside.frame()", made), needs_pandas("len(rows)", made), needs_pandas("len(form)", made)
    (True, True, False)
    """
    nodes = list(ast.walk(ast.parse(source)))
    inner = {id(name) for one in nodes if isinstance(one, ast.comprehension) for name in ast.walk(one.target)}
    names = [one for one in nodes if isinstance(one, ast.Name) and id(one) not in inner]
    imports = [alias for one in nodes if isinstance(one, ast.Import | ast.ImportFrom) for alias in one.names]
    makes = any(alias.name == "pandas" for alias in imports) or any(
        isinstance(one, ast.Attribute) and one.attr == FRAME for one in nodes
    )
    if not makes and not any(name.id in beyond for name in names if isinstance(name.ctx, ast.Load)):
        beyond -= {name.id for name in names if isinstance(name.ctx, ast.Store)}
        return False
    beyond |= {name.id for name in names if isinstance(name.ctx, ast.Store)}
    beyond |= {alias.asname or alias.name for alias in imports}
    beyond |= {one.name for one in nodes if isinstance(one, ast.FunctionDef)}
    return True


def shown(cell: dict[str, Any], before: str) -> dict[str, Any]:
    """Return a cell's stored output as words and tables that cannot be run."""
    parts = [before] if before else []
    for output in cell["outputs"]:
        data = output.get("data", {})
        if "text/html" in data:
            parts.append(re.sub(r"<style.*?</style>", "", "".join(data["text/html"]), flags=re.DOTALL))
        else:
            plain = "".join(output.get("text", data.get("text/plain", "")))
            parts.append(f"```\n{plain.rstrip()}\n```")
    return {"cell_type": "markdown", "id": cell["id"], "metadata": {}, "source": "\n\n".join(parts)}
