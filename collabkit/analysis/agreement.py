"""How far answers on a scale agree, worked out from the number of people at each point.

Counts stand in the order of the scale: ``[0, 1, 3, 6, 2]`` says that one person chose the second of five points, three
the third, and so on. They may be shares too. Everything but the logarithms is worked out in whole numbers, so that a
group that is exactly in balance gets exactly 0, and no total is too large.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from collabkit.analysis.byte_counts import byte_counts
from collabkit.analysis.numeric import as_ratio, is_finite
from collabkit.analysis.reliability import Level, krippendorff_alpha, krippendorff_alpha_of_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    Count = int | float

__all__ = [
    "CLOSE",
    "FEWEST_PEOPLE",
    "Agreement",
    "Level",
    "Spread",
    "average_deviation",
    "average_deviation_limit",
    "counts_of",
    "describe",
    "enough_to_show",
    "krippendorff_alpha",
    "krippendorff_alpha_of_counts",
    "most_apart_first",
    "r_wg",
    "spread_in_words",
    "tastle_wierman",
    "van_der_eijk",
]

Spread = Literal["close", "spread", "split"]

CLOSE: Final = 0.5
"""From here answers are called close: half-way from an even spread (0) to one answer (1). A rule of this course."""

FEWEST_PEOPLE: Final = 5
"""With fewer people than this a picture of the answers would tell who gave which."""

MOST_POINTS: Final = 255
"""An answer fits into one byte; the byte 0 says that there is none."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Counts as whole numbers: each count is its whole number divided by ``unit``."""

    whole: tuple[int, ...]
    unit: int

    @property
    def points(self) -> int:
        return len(self.whole)

    @property
    def total(self) -> int:
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


def _ratios(counts: Iterable[Count]) -> list[tuple[int, int]]:
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


def _scale(counts: Iterable[Count]) -> _Scale:
    ratios = _ratios(counts)
    if len(ratios) < 2:
        raise ValueError("A scale needs at least two points; there is one. Give a 0 for each point that nobody chose.")
    unit = math.lcm(*(denominator for _, denominator in ratios))
    whole = tuple(numerator * (unit // denominator) for numerator, denominator in ratios)
    if not any(whole):
        raise ValueError("Nobody has answered yet: all counts are zero.")
    return _Scale(whole, unit)


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
    if isinstance(points, bool) or not isinstance(points, int) or not 2 <= points <= MOST_POINTS:
        raise ValueError(f"A scale has from 2 to {MOST_POINTS} points; found {points!r}.")
    if not isinstance(answers, (bytes, bytearray)):
        return _counts_of_list(answers, points)
    counts = byte_counts(answers, points)
    if sum(counts) != len(answers):
        wrong = next(answer for answer in answers if answer > points)
        raise ValueError(_off_scale(wrong, points))
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
        raise ValueError(_off_scale(answer, points))
    return numerator


def _off_scale(answer: object, points: int) -> str:
    return f"Answers must be whole numbers that lie from 1 to {points}; one is {answer!r}."


def van_der_eijk(counts: Iterable[Count]) -> float:
    """Return van der Eijk's agreement A: 1 for one answer, 0 for an even spread, -1 for two camps at the two ends.

    The counts are cut into layers, each of which fills some points evenly. A layer is judged by its triples of points:
    filled-filled-empty speaks for one peak, filled-empty-filled for two. With two points only A cannot be below 0.

    Source: van der Eijk, Measuring agreement in ordered rating scales, Quality and Quantity 35 (2001).

    Raises:
        ValueError: the counts cannot be used; the message says why.

    >>> van_der_eijk([0, 1, 2, 5, 2]), van_der_eijk([2, 2, 2, 2, 2]), van_der_eijk([6, 0, 0, 0, 6])
    (0.55, 0.0, -1.0)
    """
    whole = _scale(counts).whole
    layers = []
    below = 0
    for level in sorted(set(whole) - {0}):
        filled = [count >= level for count in whole]
        layers.append(((level - below) * sum(filled), *_layer(filled)))
        below = level
    common = math.lcm(*(denominator for _, _, denominator in layers))
    return sum(people * over * (common // under) for people, over, under in layers) / (common * sum(whole))


def _layer(filled: Sequence[bool]) -> tuple[int, int]:
    """Return the agreement of one layer as a fraction."""
    points, size = len(filled), sum(filled)
    if size == 1:
        return 1, 1
    if size == points:
        return 0, 1
    one_peak = two_peaks = before = 0
    for full in filled:
        if full:
            before += 1
        else:  # each empty point makes triples with two filled ones: both on one side of it, or one on each
            after = size - before
            one_peak += math.comb(before, 2) + math.comb(after, 2)
            two_peaks += before * after
    unimodality = (points - 2) * one_peak - (points - 1) * two_peaks
    return unimodality * (points - size), (points - 2) * (one_peak + two_peaks) * (points - 1)


def tastle_wierman(counts: Iterable[Count]) -> float:
    """Return Tastle and Wierman's consensus: 1 for one answer, 0 for two equal camps at the two ends.

    Source: Tastle and Wierman, Consensus and dissention: a measure of ordinal dispersion, International Journal of
    Approximate Reasoning 45 (2007).

    Raises:
        ValueError: the counts cannot be used; the message says why.

    >>> round(tastle_wierman([0, 1, 2, 5, 2]), 5), tastle_wierman([5, 0, 0, 0, 5])
    (0.70945, 0.0)
    """
    scale = _scale(counts)
    total, steps = scale.total, scale.steps
    width = total * (scale.points - 1)
    # The logarithm is taken of whole numbers, because a mean that is rounded onto an end of the scale would give log 0.
    terms = (
        count / total * _log2_ratio(width - abs(point * total - steps), width)
        for point, count in enumerate(scale.whole)
        if count
    )
    return min(1.0, max(0.0, 1 + math.fsum(terms)))


def _log2_ratio(numerator: int, denominator: int) -> float:
    ratio = numerator / denominator
    return math.log2(ratio) if ratio > sys.float_info.min else math.log2(numerator) - math.log2(denominator)


def average_deviation(counts: Iterable[Count], about: Literal["median", "mean"] = "median") -> float:
    """Return how many points apart people are from the middle answer, on average.

    Source: Burke and Dunlap, Estimating interrater agreement with the average deviation index, Organizational Research
    Methods 5 (2002).

    Args:
        counts: how many people chose each point.
        about: what the middle is, "median" or "mean".

    Raises:
        ValueError: the counts cannot be used, or the middle has another name.

    >>> average_deviation([0, 1, 2, 5, 2]), average_deviation([0, 1, 2, 5, 2], about="mean")
    (0.6, 0.68)
    """
    scale = _scale(counts)
    if about == "median":
        return scale.distances(scale.twice_median(), 2) / (2 * scale.total)
    if about == "mean":
        return scale.distances(scale.steps, scale.total) / scale.total**2
    raise ValueError(f"The average deviation is taken about the 'median' or the 'mean', not {about!r}.")


def average_deviation_limit(points: int) -> float:
    """Return the average deviation below which agreement is usually called acceptable: a sixth of the scale's points.

    Source: Burke and Dunlap (2002), who give 0.8, 1.2, 1.5 and 1.8 for 5, 7, 9 and 11 points.

    Raises:
        ValueError: the scale has fewer than two points.

    >>> [round(average_deviation_limit(points), 1) for points in (5, 7, 9, 11)]
    [0.8, 1.2, 1.5, 1.8]
    """
    numerator, denominator = as_ratio(points, "The number of points")
    if denominator != 1 or numerator < 2:
        raise ValueError(f"A scale has two points or more, a whole number of them; found {points!r}.")
    return numerator / 6


def r_wg(counts: Iterable[Count]) -> float:
    """Return r_wg: 1 for one answer, 0 for answers as varied as an even guess, below 0 for more varied ones.

    The variance of the answers is that of a sample, so the counts must be of people, not shares.

    Source: James, Demaree and Wolf, Estimating within-group interrater reliability, Journal of Applied Psychology 69
    (1984).

    Raises:
        ValueError: the counts cannot be used, or they are of fewer than two people.

    >>> round(r_wg([0, 1, 2, 5, 2]), 5)
    0.57778
    """
    scale = _scale(counts)
    total, unit, points = scale.total, scale.unit, scale.points
    if total < 2 * unit:
        raise ValueError(
            f"The variance needs at least two people, counted and not as shares; there are {total / unit:g}."
        )
    squares = total * sum(point**2 * count for point, count in enumerate(scale.whole)) - scale.steps**2
    even = total * (total - unit) * (points**2 - 1)
    return (even - 12 * squares) / even


def spread_in_words(counts: Iterable[Count]) -> Spread:
    """Return one word for a group's answers, chosen by van der Eijk's A.

    "close" from 0.5 up; "spread" from 0, where answers are all over the scale; "split" below 0, where there are two
    camps. None of them is bad: a split is what to talk about.

    Raises:
        ValueError: the counts cannot be used; the message says why.

    >>> spread_in_words([0, 1, 3, 6, 2]), spread_in_words([2, 2, 2, 2, 2]), spread_in_words([4, 1, 1, 1, 5])
    ('close', 'spread', 'split')
    """
    return _word(van_der_eijk(counts))


def _word(agreement: float) -> Spread:
    if agreement < 0:
        return "split"
    return "close" if agreement >= CLOSE else "spread"


def enough_to_show(counts: Iterable[Count]) -> bool:
    """Say whether there are enough people for their answers to be shown without telling who gave which.

    >>> enough_to_show([1, 0, 2, 1, 0]), enough_to_show([1, 0, 2, 1, 1]), enough_to_show([0, 0])
    (False, True, False)
    """
    return math.fsum(over / under for over, under in _ratios(counts)) >= FEWEST_PEOPLE


@dataclass(frozen=True, slots=True)
class Agreement:
    """A group's answers to one question, described.

    Attributes:
        people: how many answered.
        mean: the mean answer, with the first point as 1.
        median: the middle answer, with the first point as 1.
        agreement: van der Eijk's A, from -1 to 1.
        consensus: Tastle and Wierman's, from 0 to 1.
        deviation: the average deviation from the median, in points of the scale.
        deviation_limit: the deviation below which agreement is usually called acceptable.
        word: "close", "spread" or "split".
    """

    people: float
    mean: float
    median: float
    agreement: float
    consensus: float
    deviation: float
    deviation_limit: float
    word: Spread


def describe(counts: Iterable[Count]) -> Agreement:
    """Return everything about a group's answers that a facilitator may want to say.

    Raises:
        ValueError: the counts cannot be used; the message says why.

    >>> found = describe([4, 1, 1, 1, 5])
    >>> found.word, round(found.mean, 2), found.median, round(found.deviation, 2)
    ('split', 3.17, 3.5, 1.67)
    """
    counts = tuple(counts)
    scale = _scale(counts)
    agreement = van_der_eijk(counts)
    return Agreement(
        people=scale.total / scale.unit,
        mean=(scale.steps + scale.total) / scale.total,
        median=(scale.twice_median() + 2) / 2,
        agreement=agreement,
        consensus=tastle_wierman(counts),
        deviation=average_deviation(counts),
        deviation_limit=average_deviation_limit(scale.points),
        word=_word(agreement),
    )


def most_apart_first(questions: Mapping[str, Iterable[Count]]) -> tuple[str, ...]:
    """Return the questions' names, the one that divides the group most first.

    They are ordered by van der Eijk's A, then by the average deviation; those alike in both keep their order.

    Raises:
        ValueError: the counts of a question cannot be used; the message says why.

    >>> most_apart_first({"trust": [0, 1, 3, 6, 2], "money": [4, 1, 1, 1, 5], "data": [2, 2, 2, 2, 2]})
    ('money', 'data', 'trust')
    """
    listed = {name: tuple(counts) for name, counts in questions.items()}
    keys = {name: (van_der_eijk(counts), -average_deviation(counts)) for name, counts in listed.items()}
    return tuple(sorted(keys, key=keys.__getitem__))
