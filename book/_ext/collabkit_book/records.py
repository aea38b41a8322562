"""Reading the course's own data files: checked against a schema, with errors that name the file and the entry."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from jsonschema import Draft202012Validator
from sphinx.errors import ExtensionError

from collabkit.commands.words_found import IN_BOOK
from collabkit.translation import say_all

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Record = dict[str, Any]


class RecordError(ExtensionError):
    """A data file of the course that cannot be used; the message names the file, the entry and what to mend."""


def load(path: Path) -> Any:
    """Read one JSON file.

    Raises:
        RecordError: the file is missing or is not JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RecordError(f"There is no file {path}.") from None
    except json.JSONDecodeError as error:
        raise RecordError(f"{path}, line {error.lineno}: this is not JSON ({error.msg}).") from None


def checked(entry: Any, schema: Mapping[str, Any], path: Path) -> Record:
    """Return an entry that fits its schema.

    Raises:
        RecordError: it does not fit.
    """
    for error in sorted(Draft202012Validator(schema).iter_errors(entry), key=lambda one: list(map(str, one.path))):
        name = entry.get("id", "without an id") if isinstance(entry, dict) else "that is not an object"
        place = ".".join(str(part) for part in error.path) or "the entry"
        raise RecordError(f"{path}, entry {name}: {place}: {error.message}")
    result: Record = entry
    return result


def in_use(entry: Record) -> Record:
    """Return an entry with its words in the language in use."""
    return cast("Record", say_all(entry, IN_BOOK))


def alone(entries: list[Record], path: Path) -> list[Record]:
    """Return entries of which no two share an id.

    Raises:
        RecordError: two do.
    """
    seen: set[str] = set()
    for entry in entries:
        if entry["id"] in seen:
            raise RecordError(f"{path}, entry {entry['id']}: the id is used twice.")
        seen.add(entry["id"])
    return entries
