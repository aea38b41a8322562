"""What counts as practising an objective, as data: ``_objectives.json``.

``does`` says what a reader does in each exercise and in each kind of item: one who judges a claim *judges*, one who fills
in ``strategy`` *writes*. ``objectives`` gives for each objective what practises it: an exercise, items of a kind that
practises, or a task for Monday, named by a phrase that stands in the chapter. At least one of them has to have the reader
do what the objective itself says: an objective to judge is not practised by writing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from collabkit.translation import say
from collabkit_book.items import kind
from collabkit_book.records import checked, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from collabkit_book.records import Record

MONDAY: Final = re.compile(r"^## What to do on Monday\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
TASK: Final = "task"
VERB: Final = {"type": "string", "pattern": "^[a-z]+( [a-z]+)?$"}
PRACTICE: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["does", "how"],
    "additionalProperties": False,
    "properties": {
        "exercise": {"type": "string", "pattern": "^[a-z][a-z-]*$"},
        "items": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "task": {"type": "string", "minLength": 5},
        "does": VERB,
        "how": {"type": "string", "minLength": 20},
    },
    "oneOf": [{"required": ["exercise"]}, {"required": ["items"]}, {"required": ["task"]}],
}
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["does", "objectives"],
    "additionalProperties": False,
    "properties": {
        "does": {"type": "object", "additionalProperties": {"type": "array", "items": VERB}},
        "objectives": {"type": "object", "additionalProperties": {"type": "array", "minItems": 1, "items": PRACTICE}},
    },
}


@dataclass(frozen=True)
class Practice:
    """One way in which an objective is practised.

    Attributes:
        does: what the reader does there, such as "judge".
        how: the same in a sentence.
        exercise: the exercise's id, if it is one.
        items: the ids of claims or sums, if it is those.
        task: words of a task for Monday, if it is one.
    """

    does: str
    how: str
    exercise: str = ""
    items: tuple[str, ...] = ()
    task: str = ""


@dataclass(frozen=True)
class Practised:
    """What a reader does where, and what practises each objective."""

    does: Mapping[str, Sequence[str]]
    objectives: Mapping[str, tuple[Practice, ...]]


def practised(path: Path) -> Practised:
    """Read what counts as practice.

    Raises:
        RecordError: the file does not fit.
    """
    whole = checked(load(path), SCHEMA, path)
    listed = {
        id: tuple(Practice(**{**one, "how": say(one["how"]), "items": tuple(one.get("items", ()))}) for one in entries)
        for id, entries in whole["objectives"].items()
    }
    return Practised(whole["does"], listed)


def _lets(one: Practice, items: Mapping[str, Record], does: Mapping[str, Sequence[str]]) -> set[str]:
    """Return what a reader may do where this practice takes place."""
    places = [one.exercise] if one.exercise else [TASK] if one.task else [kind(items[id]) for id in one.items]
    return set.intersection(*(set(does.get(place, ())) for place in places))


def _stands(one: Practice, objective: str, items: Mapping[str, Record], chapter: str) -> str:
    """Say what a practice names that is not there, or nothing."""
    for id in one.items:
        if id not in items:
            return f"there is no item {id} in this chapter"
        if items[id]["objective"] != objective:
            return f"the item {id} is about {items[id]['objective']}"
    found = MONDAY.search(chapter)
    if one.task and (found is None or one.task not in found.group(1)):
        return f"“What to do on Monday” has no task with the words “{one.task}”"
    return ""


def faults(id: str, words: str, found: Practised, items: Iterable[Record], chapter: str) -> list[str]:
    """Say what is wrong with the practice of an objective.

    Args:
        id: the objective's.
        words: the objective itself, such as "Judge whether a claim rests on a fair comparison."
        found: what counts as practice.
        items: the items of the objective's chapter.
        chapter: the text of the chapter.
    """
    there = {item["id"]: item for item in items}
    wrong, met = [], False
    for one in found.objectives.get(id, ()):
        missing = _stands(one, id, there, chapter)
        if missing:
            wrong.append(missing)
        elif one.does not in _lets(one, there, found.does):
            place = one.exercise or one.task or " and ".join(one.items)
            wrong.append(f"nobody can {one.does} in {place}, going by what “does” says of it")
        else:
            met = met or bool(re.search(rf"\b{re.escape(one.does)}\b", words, re.IGNORECASE))
    if not met and not wrong:
        wrong.append("nothing has the reader do what it says: give an exercise, items that practise it, or a task")
    return wrong
