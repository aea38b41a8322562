"""A group's answers for a wall: for each question its columns and the sentence to say with them, as plain data.

What may be shown, and in which order, is decided where the findings are made (``questions_shown``); whoever draws the
columns only draws.
"""

from __future__ import annotations

from dataclasses import dataclass

from collabkit.workshop.counts import Counts
from collabkit.workshop.group_findings import questions_shown
from collabkit.workshop.group_words import Asked, aloud, change, chosen
from collabkit.workshop.published import Round


@dataclass(frozen=True, slots=True)
class Wall:
    """One question as it stands on a wall.

    Attributes:
        title: the question.
        said: a sentence to say aloud beneath the question.
        word: close, spread or split; nothing where answers are no points of a scale.
        steps: the words of every answer.
        counts: how many gave each.
        before: how many did in the round before, where that may be shown.
    """

    title: str
    said: str
    word: str
    steps: tuple[str, ...]
    counts: tuple[int, ...]
    before: tuple[int, ...] = ()


def projected(first: Counts | Round, second: Counts | Round | None = None) -> tuple[Wall, ...]:
    """Return every question that may be shown, the most divided first; nothing where too few people answered.

    >>> seven = Counts("factors", 7, {"history": (3, 0, 0, 0, 4, 0), "pace": (0, 0, 1, 6, 0, 0)})
    >>> [(one.word, one.counts) for one in projected(seven)]
    [('split', (3, 0, 0, 0, 4, 0)), ('close', (0, 0, 1, 6, 0, 0))]
    """
    rated, picked = questions_shown(first, second)
    walls = [
        Wall(
            one.name, _of_this(one, f"{aloud(one)} {change(one)}".strip()), one.agreement().word, one.steps, one.now.whole,
            one.before.whole if one.before else (),
        )
        for one in rated
    ]  # fmt: skip
    walls += [
        Wall(one.name, _of_this(one, chosen(one)), "", one.steps, one.now.whole, one.before.whole if one.before else ())
        for one in picked
    ]
    return tuple(walls)


def _of_this(asked: Asked, said: str) -> str:
    """Say a sentence beneath its question, which need not be said a second time."""
    return said.replace(f"“{asked.name}”", "this")
