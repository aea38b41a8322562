"""What a notebook says by itself, between its cells of code, in the language of the course.

Notebooks are stored in English, with what they said of the worked example. Whoever is given one in another language gets
its paragraphs in that language, and no outputs: those would be English, and running a cell says them anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from collabkit.commands.notebooks import INDEX, index
from collabkit.translation import ENGLISH, LANGUAGE, say

BETWEEN = "\n\n"
"""What stands between two paragraphs."""


def paragraphs(book: dict[str, Any]) -> Iterator[str]:
    """Name what a notebook says, paragraph by paragraph.

    >>> list(paragraphs({"cells": [{"cell_type": "markdown", "source": "# Trust"}]}))
    ['# Trust']
    """
    for cell in book["cells"]:
        if cell["cell_type"] == "markdown":
            yield from "".join(cell["source"]).split(BETWEEN)


def spoken(path: Path) -> str:
    """Return a notebook's file in the language in use: in English, as it is stored."""
    stored = path.read_text(encoding="utf-8")
    if LANGUAGE == ENGLISH:
        return stored
    if path.stem == INDEX:
        return index()
    book = json.loads(stored)
    cells = [_spoken(cell) for cell in book["cells"]]
    return json.dumps(book | {"cells": cells}, ensure_ascii=False, indent=1) + "\n"


def _spoken(cell: dict[str, Any]) -> dict[str, Any]:
    if cell["cell_type"] == "code":
        return cell | {"execution_count": None, "outputs": []}
    words = "".join(cell["source"]).split(BETWEEN)
    return cell | {"source": BETWEEN.join(map(say, words)).splitlines(keepends=True)}
