"""What the exercises rest on, as a person would look for it: for documents, which have no bibliography of their own.

The literature has one home, the book's references.bib, which a reader's browser does not have. ``sources.json`` is
written from it by ``collabkit check --write`` for the works that exercises name; ``collabkit check`` says when it lags
behind. The cases have their sources in their own table.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Final

from collabkit.data import cases, citations

FILE: Final = "sources.json"


@cache
def _texts() -> dict[str, str]:
    written: dict[str, str] = json.loads((files("collabkit.data") / FILE).read_text(encoding="utf-8"))
    return written


def full(key: str) -> str:
    """Return a work, or the source of a case, in a line.

    Raises:
        KeyError: no exercise names it.

    >>> full("shapley1953")[:15]
    'Shapley (1953).'
    """
    for case in cases.load():
        if case.source_key == key:
            return citations.full(case)
    return _texts()[key]
