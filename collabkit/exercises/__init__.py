"""The exercises, one file each. Adding a file here adds an exercise everywhere."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from collabkit.exercises.base import Answers, Exercise, Inside

__all__ = ["Answers", "Exercise", "Inside", "catalogue", "exercise"]

ORDER = (
    "language", "trust", "power", "advantage", "sharing-gains", "degree", "form",
    "drivers", "pressure", "factors", "outturns", "stakeholders", "theory", "options", "decisions", "strategy",
)  # fmt: skip
"""The order in which the course uses them; one that is not named here comes last in its chapter."""

PARTS = frozenset({"base", "context", "needs"})
"""Files of this package that are no exercise."""


@cache
def catalogue() -> tuple[Exercise, ...]:
    """Return every exercise, in the order of the course.

    >>> "degree" in [one.id for one in catalogue()]
    True
    """
    names = [module.name for module in iter_modules(__path__) if module.name not in PARTS]
    found = [_load(name) for name in names]
    rank = {name: place for place, name in enumerate(ORDER)}
    return tuple(sorted(found, key=lambda one: (one.chapter, rank.get(one.id, len(rank)), one.id)))


def _load(module_name: str) -> Exercise:
    loaded: Exercise = import_module(f"{__name__}.{module_name}").EXERCISE
    return loaded


def exercise(id: str) -> Exercise:
    """Return one exercise by its id; as the last line of a notebook's cell it shows its live form.

    Raises:
        LookupError: there is no such exercise; the message names those that there are.

    >>> exercise("degree").chapter
    3
    """
    for one in catalogue():
        if one.id == id:
            return one
    raise LookupError(f"There is no exercise called {id!r}. There are: {', '.join(one.id for one in catalogue())}.")
