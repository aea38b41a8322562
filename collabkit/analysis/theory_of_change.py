"""A theory of change: how weak a belief is, how often several would all hold, and how much could come of a plan at most.

To rate beliefs by what hangs on them and by how sure one is comes from the surfacing and testing of assumptions (Mason
and Mitroff 1981); to look for those that bear a load and may give way, from assumption-based planning (Dewar 2002). The
points and the chances that stand for words are ours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from collabkit.analysis.numeric import moderate, whole

MOST: Final = 4
"""The highest point of both ratings."""
CHANCES: Final = {1: 0.30, 2: 0.60, 3: 0.85, 4: 0.95}
"""How sure somebody is, from a guess to as good as certain, read as a chance. People differ in what they mean by words."""


def weakness(matter: int, sure: int) -> int:
    """Return how weak a belief is: what hangs on it, times five less how sure one is; from 1 to 16.

    Raises:
        ValueError: A rating is no whole number from 1 to 4.

    >>> weakness(4, 1), weakness(1, 4)
    (16, 1)
    """
    return _rating(matter, "What hangs on it") * (MOST + 1 - _rating(sure, "How sure one is"))


def all_hold(sure: Iterable[int]) -> float:
    """Return the chance that beliefs all hold, each as sure as it is rated, if none depends on another.

    Raises:
        ValueError: A rating is no whole number from 1 to 4.

    >>> round(all_hold([3, 2, 2, 1]), 4)
    0.0918
    """
    return math.prod(CHANCES[_rating(one, "How sure one is")] for one in sure)


def _rating(value: int, what: str) -> int:
    return whole(value, f"{what} is a whole number from 1 to {MOST}; it is {value!r}.", least=1, most=MOST)


@dataclass(frozen=True, slots=True)
class Size:
    """How much could come of a plan in a year; each figure is None where it cannot be worked out.

    Attributes:
        expected: how often it would happen among the people reached.
        prevented: how often it would be prevented.
        counted: how many of those prevented count in the end.
        share: these as a part of the figure that there is today; none is a part of nought.
    """

    expected: float | None = None
    prevented: float | None = None
    counted: float | None = None
    share: float | None = None


def size(
    reach: float | None = None,
    rate: float | None = None,
    effect: float | None = None,
    passed_on: float | None = None,
    base: float | None = None,
) -> Size:
    """Multiply a plan through, as far as its figures go; one that is nought is a figure, and one that is missing is none.

    Args:
        reach: people reached in a year.
        rate: how often it happens to each of these, a year.
        effect: the part of it that is prevented, of 1.
        passed_on: the part of those prevented that counts in the end, of 1.
        base: the figure today.

    Raises:
        ValueError: A figure is not a number from 0.

    >>> found = size(800, 1.85, 0.38, 0.05, 1240)
    >>> round(found.expected), round(found.prevented, 1), round(found.counted, 1), round(found.share, 4)
    (1480, 562.4, 28.1, 0.0227)
    >>> size(800, 1.85, 0, base=0)
    Size(expected=1480.0, prevented=0.0, counted=None, share=None)
    """
    for figure in (reach, rate, effect, passed_on, base):
        if figure is not None and moderate(figure, "A figure") < 0:
            raise ValueError(f"A figure cannot be below zero; it is {figure:g}.")
    expected = _times(reach, rate)
    prevented = _times(expected, effect)
    counted = _times(prevented, passed_on)
    return Size(expected, prevented, counted, None if counted is None or not base else counted / base)


def _times(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one * other
