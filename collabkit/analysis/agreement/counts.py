"""Counts of answers on a scale, read and checked.

Counts are kept as whole numbers with a common unit, so that shares and counts are worked out alike and nothing is rounded.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from collabkit.analysis.agreement.byte_counts import byte_counts
from collabkit.analysis.numeric import as_ratio, is_finite, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    Count = int | float

MOST_POINTS: Final = 255
"""An answer fits into one byte; the byte 0 says that there is none."""


@dataclass(frozen=True, slots=True)
class ScaledCounts:
    """Counts as whole numbers: each count is its whole number divided by ``unit``."""

    whole: tuple[int, ...]
    unit: int

    @property
    def points(self) -> int:
        """How many points the scale has."""
        return len(self.whole)

    @property
    def total(self) -> int:
        """All answers together, in the unit."""
        return sum(self.whole)

    @property
    def steps(self) -> int:
        """The sum of all answers, with the first point as 0."""
        return sum(point * count for point, count in enumerate(self.whole))

    def twice_median(self) -> int:
        """Twice the middle answer, with the first point as 0: between two points when the halves part there."""
        twice_below, lower = 0, -1
        for point, count in enumerate(self.whole):
            twice_below += 2 * count
            if lower < 0 and twice_below >= self.total:
                lower = point
            if twice_below > self.total:
                return lower + point
        raise ValueError("Nobody has answered yet: all counts are zero.")

    def distances(self, numerator: int, denominator: int) -> int:
        """The sum of all distances from the position numerator/denominator, times the denominator."""
        return sum(abs(point * denominator - numerator) * count for point, count in enumerate(self.whole))


def ratios(counts: Iterable[Count]) -> list[tuple[int, int]]:
    """Return counts as exact ratios of whole numbers.

    Raises:
        ValueError: they are no counts, or one is not a number from 0 upwards.

    >>> ratios([2, 0.5])
    [(2, 1), (1, 2)]
    """
    # Text, a mapping and answers kept as bytes can be walked through too, but what comes out is not counts.
    usable = isinstance(counts, Iterable) and not isinstance(counts, (str, bytes, bytearray, Mapping, AbstractSet))
    listed = list(counts) if usable else []
    if not listed:
        raise ValueError("Give how many people chose each point of the scale; there are no counts.")
    for point, count in enumerate(listed, start=1):
        if not is_finite(count):
            raise ValueError(f"Counts must be numbers; point {point} has {count!r}.")
        if count < 0:
            raise ValueError(f"Counts cannot be below zero; point {point} has {count:g}.")
    return [as_ratio(count, "A count") for count in listed]


def scaled(counts: Iterable[Count]) -> ScaledCounts:
    """Return counts with a common unit.

    Raises:
        ValueError: they are no counts, there is only one point, or nobody has answered.

    >>> scaled([2, 0.5])
    ScaledCounts(whole=(4, 1), unit=2)
    """
    exact = ratios(counts)
    if len(exact) < 2:
        raise ValueError("A scale needs at least two points; there is one. Give a 0 for each point that nobody chose.")
    unit = math.lcm(*(denominator for _, denominator in exact))
    whole = tuple(numerator * (unit // denominator) for numerator, denominator in exact)
    if not any(whole):
        raise ValueError("Nobody has answered yet: all counts are zero.")
    return ScaledCounts(whole, unit)


def counts_of(answers: bytes | bytearray | Sequence[int | None], points: int) -> tuple[int, ...]:
    """Count how many people chose each point of a scale.

    A million answers are best kept as bytes, one an answer.

    Args:
        answers: each from 1 to ``points``. No answer is ``None`` in a list and 0 in bytes, which cannot hold ``None``.
        points: how many points the scale has, from 2 to 255.

    Raises:
        ValueError: an answer is not on the scale, or the scale is too short or too long.

    >>> counts_of([4, 4, 3, None, 5], points=5)
    (0, 0, 1, 2, 1)
    >>> counts_of(bytes([4, 4, 3, 0, 5]), points=5)
    (0, 0, 1, 2, 1)
    """
    points = whole(points, f"A scale has from 2 to {MOST_POINTS} points; found {points!r}.", least=2, most=MOST_POINTS)
    if not isinstance(answers, (bytes, bytearray)):
        return _counts_of_list(answers, points)
    counts = byte_counts(answers, points)
    if sum(counts) != len(answers):
        wrong = next(answer for answer in answers if answer > points)
        raise ValueError(_offscaled(wrong, points))
    return counts[1:]


def _counts_of_list(answers: Sequence[object], points: int) -> tuple[int, ...]:
    if not {int, type(None)}.issuperset(map(type, answers)):
        answers = [answer if answer is None else _whole(answer, points) for answer in answers]
    found = Counter(answers)
    found.pop(None, None)
    for answer in found:
        _whole(answer, points)
    return tuple(found[point] for point in range(1, points + 1))


def _whole(answer: object, points: int) -> int:
    """Return an answer as a whole number; one from a data frame may come as 4.0."""
    numerator, denominator = as_ratio(answer, "An answer")
    if denominator != 1 or not 1 <= numerator <= points:
        raise ValueError(_offscaled(answer, points))
    return numerator


def _offscaled(answer: object, points: int) -> str:
    return f"Answers must be whole numbers that lie from 1 to {points}; one is {answer!r}."
