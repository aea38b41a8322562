"""How far people agree, from how many chose each point of a scale.

Counts are given for each point, low to high. Every statistic says where its formula comes from, because there are
several in use and they answer different questions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final, Literal

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Spread = Literal["close", "spread", "split"]
CLOSE: Final = 0.5
"""From this value of A on, answers are called close: a rule of ours, fixed beforehand, for talking and not for testing."""


def _checked(counts: object, fewest_points: int = 2) -> tuple[float, ...]:
    """Return the counts, or say what is wrong with them.

    Raises:
        ValueError: they are empty, all zero, negative or not numbers, or the scale has too few points.
    """
    given = tuple(counts) if isinstance(counts, Sequence) and not isinstance(counts, str) else None
    if not given:
        raise ValueError("Give how many people chose each point of the scale; there are no counts.")
    for point, count in enumerate(given, 1):
        if isinstance(count, bool) or not isinstance(count, int | float) or not math.isfinite(count):
            raise ValueError(f"Counts must be numbers; point {point} has {count!r}.")
        if count < 0:
            raise ValueError(f"Counts cannot be below zero; point {point} has {count:g}.")
    if len(given) < fewest_points:
        raise ValueError(f"A scale needs at least {fewest_points} points; there is {len(given)}.")
    if not any(given):
        raise ValueError("Nobody has answered yet: all counts are zero.")
    return given


def counts_of(answers: bytes | Sequence[int], points: int) -> tuple[int, ...]:
    """Count how many chose each point from 1 to ``points``; bytes are counted fastest.

    Raises:
        ValueError: an answer is not on the scale.

    >>> counts_of(bytes([1, 3, 3]), 3), counts_of([1, 3, 3], 3)
    ((1, 0, 2), (1, 0, 2))
    """
    counts = tuple(answers.count(point) for point in range(1, points + 1))
    if sum(counts) != len(answers):
        strange = next(answer for answer in answers if not 1 <= answer <= points)
        raise ValueError(f"Answers must lie from 1 to {points}; one is {strange}.")
    return counts


def van_der_eijk(counts: Sequence[float]) -> float:
    """Return van der Eijk's agreement A: 1 for one peak, 0 for answers spread evenly, −1 for two camps at the ends.

    The counts are cut into layers in which each point is either filled or not; each layer's agreement is weighted by
    its share of the answers (van der Eijk, 2001).

    Raises:
        ValueError: see the module's rule for counts; the scale needs three points.

    >>> round(van_der_eijk([30, 40, 210, 130, 530, 50, 10]), 7)
    0.6113333
    >>> van_der_eijk([0, 0, 5, 0, 0]), van_der_eijk([1, 1, 1, 1, 1]), van_der_eijk([5, 0, 0, 0, 5])
    (1.0, 0.0, -1.0)
    """
    left = list(_checked(counts, 3))
    total = math.fsum(left)
    parts: list[float] = []
    while any(left):
        filled = [count > 0 for count in left]
        height = min(count for count in left if count > 0)
        parts.append(height * sum(filled) / total * _layer(filled))
        left = [count - height if count > 0 else 0 for count in left]
    return math.fsum(parts)


def _layer(filled: Sequence[bool]) -> float:
    """Return the agreement of one layer: U times one minus the share of points filled beyond the first."""
    points, count = len(filled), sum(filled)
    if count == points:
        return 0.0
    if count == 1:
        return 1.0
    together, apart = _triples(filled)
    unimodal = ((points - 2) * together - (points - 1) * apart) / ((points - 2) * (together + apart))
    return unimodal * (1 - (count - 1) / (points - 1))


def _triples(filled: Sequence[bool]) -> tuple[int, int]:
    """Count triples of points filled as 110 or 011, and as 101."""
    together = apart = 0
    before, after = 0, sum(filled)
    empty_before, empty_after = 0, len(filled) - after
    for full in filled:
        if full:  # the middle of 110 and of 011
            after -= 1
            together += before * empty_after + empty_before * after
            before += 1
        else:  # the middle of 101
            empty_after -= 1
            apart += before * after
            empty_before += 1
    return together, apart


def _mean(counts: Sequence[float]) -> float:
    return math.fsum(point * count for point, count in enumerate(counts, 1)) / math.fsum(counts)


def tastle_wierman(counts: Sequence[float]) -> float:
    """Return Tastle and Wierman's consensus: 1 for all alike, 0 for half at each end (Tastle and Wierman, 2007).

    Raises:
        ValueError: see the module's rule for counts.

    >>> round(tastle_wierman([30, 40, 210, 130, 530, 50, 10]), 7)
    0.7256876
    """
    given = _checked(counts)
    total, mean, width = math.fsum(given), _mean(given), len(given) - 1
    parts = (
        count / total * math.log2(1 - abs(point - mean) / width) for point, count in enumerate(given, 1) if count > 0
    )
    return 1 + math.fsum(parts)


def _median(counts: Sequence[float]) -> float:
    half, seen = math.fsum(counts) / 2, 0.0
    for point, count in enumerate(counts, 1):
        seen += count
        if seen > half:
            return float(point)
        if seen == half:
            following = next(later for later in range(point + 1, len(counts) + 1) if counts[later - 1] > 0)
            return (point + following) / 2
    return float(len(counts))


def average_deviation(counts: Sequence[float], about: Literal["median", "mean"] = "median") -> float:
    """Return how many points people stand from the median (or the mean) on average (Burke and Dunlap, 2002).

    Below a sixth of the number of points it is usually taken as agreement.

    Raises:
        ValueError: see the module's rule for counts, or ``about`` is neither word.

    >>> average_deviation([0, 1, 2, 5, 2]), average_deviation([0, 1, 2, 5, 2], about="mean")
    (0.6, 0.68)
    """
    if about not in ("median", "mean"):
        raise ValueError(f"The deviation is taken about the median or the mean, not about {about!r}.")
    given = _checked(counts)
    middle = _median(given) if about == "median" else _mean(given)
    return math.fsum(abs(point - middle) * count for point, count in enumerate(given, 1)) / math.fsum(given)


def average_deviation_limit(points: int) -> float:
    """Return the average deviation below which answers usually count as agreeing: a sixth of the points.

    >>> [round(average_deviation_limit(points), 1) for points in (5, 7, 9, 11)]
    [0.8, 1.2, 1.5, 1.8]
    """
    return points / 6


def r_wg(counts: Sequence[float]) -> float:
    """Return r_wg: 1 for all alike, 0 for a variance like uniform guessing, below 0 for more (James and others, 1984).

    The variance is the sample's, divided by one less than the number of people.

    Raises:
        ValueError: see the module's rule for counts, or fewer than two people answered.

    >>> round(r_wg([0, 1, 2, 5, 2]), 5)
    0.57778
    """
    given = _checked(counts)
    people, mean = math.fsum(given), _mean(given)
    if people < 2:
        raise ValueError("The variance needs at least two people; one has answered.")
    variance = math.fsum(count * (point - mean) ** 2 for point, count in enumerate(given, 1)) / (people - 1)
    return 1 - variance / ((len(given) ** 2 - 1) / 12)


def spread_in_words(counts: Sequence[float]) -> Spread:
    """Say whether answers are close, spread or split: A from 0.5 on, between, below 0.

    >>> [spread_in_words(c) for c in ([0, 1, 3, 6, 2], [2, 2, 2, 2, 2], [6, 0, 0, 0, 6])]
    ['close', 'spread', 'split']
    """
    agreement = van_der_eijk(counts)
    if agreement < 0:
        return "split"
    return "close" if agreement >= CLOSE else "spread"


def _difference(level: Level, totals: dict[float, float]) -> dict[tuple[float, float], float]:
    """Return the squared difference of each pair of values, as Krippendorff defines it for each level."""
    values = sorted(totals)
    before: dict[float, float] = {}
    running = 0.0
    for value in values:
        before[value] = running + totals[value] / 2  # the rank's middle
        running += totals[value]
    functions: dict[str, Callable[[float, float], float]] = {
        "nominal": lambda _a, _b: 1.0,
        "ordinal": lambda a, b: (before[a] - before[b]) ** 2,
        "interval": lambda a, b: (a - b) ** 2,
        "ratio": lambda a, b: ((a - b) / (a + b)) ** 2 if a + b else 0.0,
    }
    function = functions[level]
    return {(a, b): function(a, b) for a in values for b in values if a != b}


def _rows(ratings: Sequence[Sequence[float | None]]) -> list[Sequence[float | None]]:
    rows = list(ratings)
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError("Give one row for each coder, all of the same length, with None where one has not rated.")
    for coder, row in enumerate(rows, 1):
        for rating in row:
            if rating is not None and (
                isinstance(rating, bool) or not isinstance(rating, int | float) or not math.isfinite(rating)
            ):
                raise ValueError(f"Ratings must be numbers or None; coder {coder} has {rating!r}.")
    return rows


def krippendorff_alpha(ratings: Sequence[Sequence[float | None]], level: Level) -> float:
    """Return Krippendorff's alpha: the reliability of several coders over many units, some of them unrated.

    One less observed disagreement by expected disagreement, over all pairs of ratings of a unit that has at least two
    (Hayes and Krippendorff, 2007).

    Args:
        ratings: a row for each coder, a column for each unit, ``None`` where it was not rated.
        level: how differences count.

    Raises:
        ValueError: rows differ in length, a rating is not a number, no unit has two ratings, or all are alike.

    >>> round(krippendorff_alpha([[1, 2, 3, 3], [1, 2, 3, 4]], "interval"), 3)
    0.889
    """
    if level not in ("nominal", "ordinal", "interval", "ratio"):
        raise ValueError(f"The level must be nominal, ordinal, interval or ratio; it is {level!r}.")
    units = _units(_rows(ratings))
    totals: dict[float, float] = {}
    for unit in units:
        for value, count in unit.items():
            totals[value] = totals.get(value, 0) + count
    if not units:
        raise ValueError("No unit has been rated by two coders, so there is nothing to compare.")
    if len(totals) < 2:
        raise ValueError("All ratings are alike, so reliability cannot be told from chance.")
    difference = _difference(level, totals)
    everything = math.fsum(totals.values())
    expected = math.fsum(totals[a] * totals[b] * d for (a, b), d in difference.items()) / (everything - 1)
    return 1 - math.fsum(_observed(unit, difference) for unit in units) / expected


def _units(rows: list[Sequence[float | None]]) -> list[dict[float, int]]:
    """Count the ratings of each unit that has at least two."""
    found = []
    for column in zip(*rows, strict=True):
        counts: dict[float, int] = {}
        for rating in column:
            if rating is not None:
                counts[rating] = counts.get(rating, 0) + 1
        if sum(counts.values()) >= 2:
            found.append(counts)
    return found


def _observed(unit: dict[float, int], difference: dict[tuple[float, float], float]) -> float:
    pairs = (unit[a] * unit[b] * difference[a, b] for a in unit for b in unit if a != b)
    return math.fsum(pairs) / (sum(unit.values()) - 1)
