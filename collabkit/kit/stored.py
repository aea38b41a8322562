"""The kit's data files, read into the dataclasses that refuse what does not fit."""

from __future__ import annotations

from importlib.resources import files
from typing import Final, TypeVar

from collabkit import as_json
from collabkit.translation import say_all

T = TypeVar("T")

NAMES: Final = frozenset({"exercise", "home", "id", "moment", "points", "sheets", "starts", "to"})
"""What the files name things with, and times; all else in them is words for people."""


def stored(kind: type[T], name: str) -> T:
    """Read one of the kit's data files.

    Raises:
        ValueError: it does not fit.
    """
    given = as_json.parsed((files("collabkit.kit") / name).read_text(encoding="utf-8"))
    return as_json.read(kind, say_all(given, NAMES))
