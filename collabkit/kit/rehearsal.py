"""Made-up answers for a rehearsal: codes of people who do not exist, to paste where a group's codes are collected.

The made-up group agrees on most statements and splits on three, so that whoever rehearses meets a split and not an
average. Nothing is drawn by lot: the same codes come each time.
"""

from __future__ import annotations

from typing import Final

from collabkit.kit.wording import CHECKS
from collabkit.workshop import encode
from collabkit.workshop.counts import items_of

PEOPLE: Final = 12
SPLIT: Final = ("stake", "candour", "goals")
"""Keys of the statements on which the made-up people split."""
ENDS: Final = (1, 5)
MIDDLE: Final = (3, 4, 4)


def made_up_answers(person: int) -> dict[str, int]:
    """Return the answers of one made-up person, counted from nought."""
    keys = [item.key for item in items_of(CHECKS).items]
    return {
        key: ENDS[person % 2] if key in SPLIT else MIDDLE[(person + place) % len(MIDDLE)]
        for place, key in enumerate(keys)
    }


def codes() -> tuple[str, ...]:
    """Return the codes of the made-up people.

    >>> len(set(codes()))
    12
    """
    return tuple(encode(CHECKS, made_up_answers(person), mark=person) for person in range(PEOPLE))
