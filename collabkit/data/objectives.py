"""The course's objectives and the exercises that practise them, for a record of learning.

They live in the book, which a reader's browser does not have: in the chapters, and in ``book/_objectives.json``.
``objectives.json`` is written from there by ``collabkit check --write``; ``collabkit check`` says when it lags behind.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from collabkit.translation import say

FILE: Final = "objectives.json"
LINE: Final = re.compile(r"^- (.+?)\s*\[(o[0-9]-[a-z0-9-]+)\]\s*$", re.MULTILINE)
"""How a chapter names an objective: its words, and its id in brackets."""


@dataclass(frozen=True, slots=True)
class Objective:
    """What a reader will be able to do.

    Attributes:
        id: such as o5-1.
        words: what, as it stands in the chapter.
        exercises: ids of the exercises that practise it.
    """

    id: str
    words: str
    exercises: tuple[str, ...]


@cache
def load() -> tuple[Objective, ...]:
    """Return all objectives, in the order of the course.

    >>> load()[0].id
    'o0-1'
    """
    listed = json.loads((files("collabkit.data") / FILE).read_text(encoding="utf-8"))
    return tuple(Objective(one["id"], say(one["words"]), tuple(one["exercises"])) for one in listed)
