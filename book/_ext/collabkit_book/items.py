"""The course's own questions to the reader, as data: one file a chapter in ``_checks``, and one for the fortnight after.

The first letter of an item's id says its kind, and its kind says where it stands:

====  =========  =========================================================================
id    kind       what it is
====  =========  =========================================================================
r     lookback   looks back before a chapter; the answer is a guess or a recollection
k     check      asks about the chapter at its end
f     claim      "judge for yourself": the reader judges what is said at work, or what went wrong
s     sum        the reader works a number out, with less help each time
m     again      a fortnight later, about the whole course
====  =========  =========================================================================

A sum has steps, of which the first ``shown`` are worked for the reader; all the others offer choices with a reason each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from collabkit_book.records import Record, RecordError, alone, checked, in_use, load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KINDS: Final = {"r": "lookback", "k": "check", "f": "claim", "s": "sum", "m": "again"}
AGAIN: Final = "again"
"""The file of questions about the whole course; the others are named by their chapter's number."""
OURS: Final = "ours"
"""The reference of an item that rests on the course's own arithmetic or judgement, and on no work that can be cited."""

_WORDS: Final = {"type": "string", "minLength": 10}
_ABOUT: Final[dict[str, Any]] = {
    "id": {"type": "string", "pattern": "^(?:[rkfs][0-9]-[a-z0-9-]+|m-[0-9]+)$"},
    "question": _WORDS,
    "objective": {"type": "string", "pattern": "^o[0-9]-[a-z0-9-]+$"},
    "reference": {"type": "string", "pattern": "^[A-Za-z0-9_:-]+$"},
}
CHOICE: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["text", "right", "why"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string", "minLength": 2}, "right": {"type": "boolean"}, "why": _WORDS},
}
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": [*_ABOUT, "choices"],
    "additionalProperties": False,
    "properties": {**_ABOUT, "choices": {"type": "array", "minItems": 3, "maxItems": 4, "items": CHOICE}},
}
SLIP: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["answer", "why"],
    "additionalProperties": False,
    "properties": {"answer": {"type": "number"}, "why": _WORDS},
}
SUM: Final[dict[str, Any]] = {
    "type": "object",
    "required": [*_ABOUT, "steps", "shown", "answer", "unit"],
    "additionalProperties": False,
    "properties": {
        **_ABOUT,
        "steps": {"type": "array", "minItems": 2, "items": _WORDS},
        "shown": {"type": "integer", "minimum": 0},
        "answer": {"type": "number"},
        "unit": {"enum": ["", "£", "%", "points"]},
        "within": {"type": "number", "minimum": 0},
        "hint": _WORDS,
        "slips": {"type": "array", "minItems": 1, "items": SLIP},
    },
}
"""A sum of which a step is left to the reader says how near an answer must come, hints, and foresees slips."""


def kind(item: Record) -> str:
    """Return an item's kind, which its id begins with.

    >>> kind({"id": "f6-1a"})
    'claim'
    """
    return KINDS[item["id"][0]]


def of_kind(items: Iterable[Record], *kinds: str) -> list[Record]:
    """Return the items of some kinds, in their order."""
    return [item for item in items if kind(item) in kinds]


def left_open(item: Record) -> bool:
    """Tell whether a sum leaves anything to the reader."""
    return bool(item["shown"] < len(item["steps"]))


def items(path: Path) -> list[Record]:
    """Return all items of one file.

    Raises:
        RecordError: the file or an item does not fit; the message names the file and the id.
    """
    whole = load(path)
    if not isinstance(whole, dict) or set(whole) != {"chapter", "checks"} or not isinstance(whole["checks"], list):
        raise RecordError(f"{path}: this should hold a chapter and its list of checks.")
    if str(whole["chapter"]) != path.stem:
        raise RecordError(f"{path}: the chapter should be {path.stem}, like the file's name.")
    good = [in_use(checked(entry, _schema(entry), path)) for entry in whole["checks"]]
    for entry in good:
        _at_home(entry, path)
        (_whole_sum if kind(entry) == "sum" else _one_right)(entry, path)
    return alone(good, path)


def _schema(entry: Any) -> dict[str, Any]:
    named = entry.get("id") if isinstance(entry, dict) else None
    return SUM if isinstance(named, str) and named.startswith("s") else SCHEMA


def _at_home(entry: Record, path: Path) -> None:
    """Check that an item stands in the file that its id names."""
    belongs = AGAIN if kind(entry) == "again" else entry["id"][1]
    if belongs != path.stem:
        raise RecordError(f"{path}, entry {entry['id']}: this belongs in {belongs}.json, or needs another id.")


def _one_right(entry: Record, path: Path) -> None:
    right = sum(choice["right"] for choice in entry["choices"])
    if right != 1:
        raise RecordError(f"{path}, entry {entry['id']}: exactly one choice must be right; {right} are.")


def _whole_sum(entry: Record, path: Path) -> None:
    missing = [part for part in ("within", "hint", "slips") if left_open(entry) and part not in entry]
    if missing:
        raise RecordError(f"{path}, entry {entry['id']}: a sum left to the reader needs {' and '.join(missing)}.")
    if any(abs(slip["answer"] - entry["answer"]) <= entry["within"] for slip in entry.get("slips", ())):
        raise RecordError(f"{path}, entry {entry['id']}: one of the slips counts as right.")
