"""The kit's data files, read into the dataclasses that refuse what does not fit."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeVar

from collabkit import as_json

T = TypeVar("T")


def stored(kind: type[T], name: str) -> T:
    """Read one of the kit's data files.

    Raises:
        ValueError: it does not fit.
    """
    return as_json.read(kind, as_json.parsed((files("collabkit.kit") / name).read_text(encoding="utf-8")))
