"""Frozen dataclasses as JSON, and back with every value checked.

``plain`` turns a value into what ``json`` can write: a dataclass becomes an object of its fields (those that stand at
their default are left out), with the name under which it is known in ``kind``; a tuple or a set becomes a list, a
mapping a list of pairs.

``read`` goes the other way by the types that the fields declare, so that a new field needs no code here. It trusts
nothing: JSON from elsewhere may be of the wrong shape, much too large, or nested without end. Whatever does not fit is
refused with a sentence that names the place. A value is never bent to fit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from collabkit.translation import as_written, say

T = TypeVar("T")
Place: TypeAlias = tuple[str, ...]
Kinds: TypeAlias = tuple[object, ...]

LONGEST_JSON: Final = 2_000_000
"""Letters of the whole text; the findings of one exercise have about ten thousand."""
LONGEST_WORDS: Final = 20_000
MOST_VALUES: Final = 50_000
DEEPEST: Final = 30
LARGEST: Final = 1e15
"""Numbers beyond this mean nothing here, and some cannot be written."""

EXPECTED: Final[dict[object, str]] = {
    str: say("words are"), bool: say("yes or no is"), int: say("a whole number is"), float: say("a number is"), NoneType: say("nothing is"),
}  # fmt: skip


class ReadingError(ValueError):
    """JSON that cannot be used; the message says where, and what to do."""


def _refuse(place: Place, what: str) -> ReadingError:
    where = say(" at {place}", place=", ".join(place)) if place else ""
    return ReadingError(
        say(
            "This could not be read{where}: {what}. Use a file that collabkit wrote, unchanged.", where=where, what=what
        )
    )


def plain(value: object) -> object:
    """Return a value as what ``json`` can write.

    >>> plain((1, frozenset({(2, 3)}), {(0, 1): 2.5}))
    [1, [[2, 3]], [[[0, 1], 2.5]]]
    """
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"kind": value.kind} if hasattr(value, "kind") else {}
        return kind | {
            one.name: plain(found) for one in fields(value) if (found := getattr(value, one.name)) != one.default
        }
    if isinstance(value, Mapping):
        return [[plain(key), plain(held)] for key, held in value.items()]
    if isinstance(value, frozenset):
        return [plain(part) for part in sorted(value)]
    return [plain(part) for part in value] if isinstance(value, tuple) else value


def parsed(text: str) -> object:
    """Return JSON text as plain values, bounded in size and depth.

    Raises:
        ReadingError: it is no JSON, or too much of it.

    >>> parsed('[1, ')
    Traceback (most recent call last):
        ...
    collabkit.as_json.ReadingError: This could not be read: it is no whole JSON. Use a file that collabkit wrote, unchanged.
    """
    if len(text) > LONGEST_JSON:
        raise _refuse((), say("it has more than {longest_json} letters", longest_json=as_written(f"{LONGEST_JSON:,}")))
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        raise _refuse((), say("it is no whole JSON")) from None
    _bounded(found)
    return found


def _bounded(found: object) -> None:
    """Refuse more values, longer words or deeper nesting than findings have; by levels, so that depth cannot hurt."""
    level, count = [found], 0
    for _ in range(DEEPEST):
        count += len(level)
        if count > MOST_VALUES:
            raise _refuse(
                (), say("it holds more than {most_values} values", most_values=as_written(f"{MOST_VALUES:,}"))
            )
        if any(isinstance(value, str) and len(value) > LONGEST_WORDS for value in level):
            raise _refuse(
                (),
                say(
                    "a text in it is longer than {longest_words} letters",
                    longest_words=as_written(f"{LONGEST_WORDS:,}"),
                ),
            )
        level = [part for value in level for part in _inside(value)]
        if not level:
            return
    raise _refuse((), say("it is nested too deeply"))


def _inside(value: object) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else []


def read(kind: type[T], given: object, place: Place = ()) -> T:
    """Return plain values as the type that is asked for.

    Raises:
        ReadingError: something does not fit; the message says where.

    >>> read(tuple[int, ...], [1, 2])
    (1, 2)
    >>> read(tuple[int, ...], [1, "2"])
    Traceback (most recent call last):
        ...
    collabkit.as_json.ReadingError: This could not be read at 2: a whole number is expected. Use a file that collabkit wrote, unchanged.
    """
    return cast("T", _read(kind, given, place))


def _read(kind: object, given: object, place: Place) -> object:
    """Choose by the shape of the type."""
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind, given, place)
    reader = READERS.get(get_origin(kind))
    if reader is not None:
        return reader(get_args(kind), given, place)
    if not _fits(kind, given):
        raise _refuse(place, say("{expected} expected", expected=EXPECTED[kind]))
    return given


def _fits(kind: object, given: object) -> bool:
    """Tell whether a value looks like one of this type, before all of it is read."""
    if is_dataclass(kind):
        return isinstance(given, dict) and given.get("kind") == getattr(kind, "kind", None)
    if get_origin(kind) is tuple:
        return isinstance(given, list)
    if kind in (int, float):
        return type(given) in {int, kind} and abs(cast("float", given)) <= LARGEST  # what is no number fails here too
    return type(given) is kind


def _one_of(kinds: Kinds, given: object, place: Place) -> object:
    for kind in kinds:
        if _fits(kind, given):
            return _read(kind, given, place)
    names = [
        str(getattr(kind, "kind", "")) or EXPECTED.get(kind, say("a list is")).rpartition(" ")[0] for kind in kinds
    ]
    raise _refuse(place, say("expected is one of {names}", names=", ".join(names)))


def _word(words: Kinds, given: object, place: Place) -> object:
    if not isinstance(given, str) or given not in words:
        raise _refuse(place, say("expected is one of {words}", words=", ".join(repr(word) for word in words)))
    return given


def _row(kinds: Kinds, given: object, place: Place) -> tuple[object, ...]:
    """Read a list, either of any length with one type throughout or with a type for each place."""
    if not isinstance(given, list):
        raise _refuse(place, say("a list is expected"))
    if kinds[-1] is ...:
        kinds = kinds[:1] * len(given)
    if len(kinds) != len(given):
        raise _refuse(place, say("a list of {kinds} is expected", kinds=len(kinds)))
    return tuple(
        _read(kind, part, (*place, str(n))) for n, (kind, part) in enumerate(zip(kinds, given, strict=True), 1)
    )


def _set(kinds: Kinds, given: object, place: Place) -> frozenset[object]:
    return frozenset(_row((*kinds, ...), given, place))


def _pairs(kinds: Kinds, given: object, place: Place) -> dict[object, object]:
    pairs = _row((tuple[kinds], ...), given, place)  # type: ignore[valid-type]  # a type made while running
    found = dict(cast("tuple[tuple[object, object], ...]", pairs))
    if len(found) != len(pairs):
        raise _refuse(place, say("something is named twice"))
    return found


def _record(kind: type, given: object, place: Place) -> object:
    if not isinstance(given, dict):
        raise _refuse(place, say("an object is expected"))
    known = _fields(kind)
    unknown = set(given) - set(known) - ({"kind"} if hasattr(kind, "kind") else set())
    if unknown:
        raise _refuse(place, say("{map} is not known", map=f"{min(map(str, unknown))[:40]!r}"))
    missing = [name for name, (one, _) in known.items() if name not in given and one.default is MISSING]
    if missing:
        raise _refuse(place, say("{missing} is missing", missing=f"{missing[0]!r}"))
    values = {name: _read(known[name][1], held, (*place, name)) for name, held in given.items() if name in known}
    try:
        return kind(**values)
    except ReadingError:
        raise
    except ValueError as error:
        raise _refuse(place, str(error).rstrip(".")) from None


@cache
def _fields(kind: type) -> dict[str, tuple[Field[object], object]]:
    hints = get_type_hints(kind)
    return {one.name: (one, hints[one.name]) for one in fields(kind)}


READERS: Final[dict[object, Callable[[Kinds, object, Place], object]]] = {
    Union: _one_of, UnionType: _one_of, Literal: _word, tuple: _row, frozenset: _set, Mapping: _pairs,
}  # fmt: skip
"""How a type with parts is read, by what it is before its parts are named."""
