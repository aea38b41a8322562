"""Measures of agreement among answers on a scale, each after the work that it is named for."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, Literal

from collabkit.analysis.agreement.counts import scaled
from collabkit.analysis.numeric import as_ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from collabkit.analysis.agreement.counts import Count


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
    whole = scaled(counts).whole
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
    scale = scaled(counts)
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
    scale = scaled(counts)
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
    scale = scaled(counts)
    total, unit, points = scale.total, scale.unit, scale.points
    if total < 2 * unit:
        raise ValueError(
            f"The variance needs at least two people, counted and not as shares; there are {total / unit:g}."
        )
    squares = total * sum(point**2 * count for point, count in enumerate(scale.whole)) - scale.steps**2
    even = total * (total - unit) * (points**2 - 1)
    return (even - 12 * squares) / even
