"""Krippendorff's alpha: whether several people's ratings of many things can be relied on, with some of them missing.

It is for whole questionnaires. For one question use the agreement of the answers: where nearly everybody gives the same
answer to everything, alpha is low or undefined though people agree.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Literal, get_args

from collabkit.analysis.numeric import all_finite, is_finite, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Unit = Mapping[float, int]
    Distance = Callable[[int, int], float]

Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)

MOST_RATINGS: Final = 10**15
"""Counts up to this are exact as floats; no study has more ratings."""


def krippendorff_alpha(ratings: Sequence[Sequence[float | None]], level: Level) -> float:
    """Return Krippendorff's alpha: 1 for ratings that always agree, 0 for ratings as if by chance.

    Source: Hayes and Krippendorff, Answering the call for a standard reliability measure for coding data, Communication
    Methods and Measures 1 (2007).

    Args:
        ratings: a row for each person, with one rating for each thing rated, and None where one is missing.
        level: "nominal" when ratings only stand for kinds, "ordinal" when they have an order, "interval" when differences
            have a meaning, "ratio" when zero has one too.

    Raises:
        ValueError: the rows differ in length, a rating is not a number or does not suit the level, nothing was rated twice, or all
            ratings are the same, so that there is nothing to tell apart.

    >>> rows = [[1, 2, 3, 3], [1, 2, 3, 4], [None, 3, 3, 4]]
    >>> round(krippendorff_alpha(rows, "nominal"), 3), round(krippendorff_alpha(rows, "interval"), 3)
    (0.524, 0.828)
    """
    rows = [tuple(row) for row in ratings]
    if not rows or len({len(row) for row in rows}) != 1:
        raise ValueError("Give one row for each coder, all of the same length, with None where one has not rated.")
    for coder, row in enumerate(rows, start=1):
        for rating in row:
            if rating is not None and not is_finite(rating):
                raise ValueError(f"Ratings must be numbers or None; coder {coder} has {rating!r}.")
    return _alpha([Counter(rating for rating in unit if rating is not None) for unit in zip(*rows, strict=True)], level)


def krippendorff_alpha_of_counts(
    counts: Sequence[Sequence[int]], level: Level, values: Sequence[float] | None = None
) -> float:
    """Return Krippendorff's alpha from how many people gave each rating to each thing.

    Args:
        counts: a row for each thing rated, with the number of people at each rating.
        level: as for ``krippendorff_alpha``.
        values: the ratings that the columns stand for; 1, 2, 3 and so on when left out.

    Raises:
        ValueError: as for ``krippendorff_alpha``, or the counts cannot be used.

    >>> round(krippendorff_alpha_of_counts([[2, 0, 0], [0, 2, 1], [0, 0, 3]], "ordinal"), 3)
    0.781
    """
    rows = [tuple(row) for row in counts]
    names = all_finite(range(1, 1 + max(map(len, rows), default=0)) if values is None else values, "Rating")
    if len(set(names)) != len(names) or any(len(row) != len(names) for row in rows):
        raise ValueError("Give a row of counts for each thing rated, all with one count for each different rating.")
    units = [
        [whole(count, f"Counts are whole numbers from 0 to {MOST_RATINGS:,}; found {count!r}.", least=0, most=MOST_RATINGS)
         for count in row] for row in rows
    ]  # fmt: skip
    return _alpha([Counter({name: n for name, n in zip(names, row, strict=True) if n}) for row in units], level)


def _alpha(units: Iterable[Unit], level: Level) -> float:
    if level not in LEVELS:
        raise ValueError(f"The level must be one of {', '.join(LEVELS)}; it is {level!r}.")
    paired = [
        (unit, sum(unit.values())) for unit in units if sum(unit.values()) > 1
    ]  # one rating alone agrees with none
    if not paired:
        raise ValueError("No unit has been rated by two coders, so there is nothing to compare.")
    values, sizes = _marginals([unit for unit, _ in paired], level)
    distance = _distance(level, values, sizes)
    chance = math.fsum(
        2 * sizes[one] * sizes[other] * distance(one, other) for one in range(len(values)) for other in range(one)
    )
    if not chance:
        raise ValueError("All ratings are alike, so reliability cannot be told from chance; look at the agreement.")
    place = {value: index for index, value in enumerate(values)}
    observed = math.fsum(_disagreement(unit, place, distance) / (size - 1) for unit, size in paired)
    return 1 - (math.fsum(sizes) - 1) * observed / chance


def _disagreement(unit: Unit, place: Mapping[float, int], distance: Distance) -> float:
    """Return the sum of the distances of all ordered pairs of ratings of one thing."""
    held = [(place[value], count) for value, count in unit.items()]
    return math.fsum(
        2 * many * others * distance(one, other)
        for index, (one, many) in enumerate(held)
        for other, others in held[:index]
    )


def _marginals(units: Iterable[Unit], level: Level) -> tuple[list[float], list[int]]:
    """Return the different ratings in order, and how often each was given."""
    totals: Counter[float] = Counter()
    for unit in units:
        totals.update(unit)
    values = sorted(totals)
    if level == "ratio" and values[0] < 0:
        raise ValueError(f"Ratings at the ratio level cannot be below zero; one is {values[0]:g}.")
    return values, [totals[value] for value in values]


def _distance(level: Level, values: Sequence[float], sizes: Sequence[int]) -> Distance:
    """Return the squared distance between two ratings, named by their places."""
    if level == "nominal":
        return lambda one, other: float(one != other)
    if level == "ordinal":
        before = (0, *accumulate(sizes))
        total = before[-1]
        ranks = [(below + size / 2) / total for below, size in zip(before, sizes, strict=False)]
        return lambda one, other: (ranks[one] - ranks[other]) ** 2
    largest = max(map(abs, values)) or 1.0
    scaled = [value / largest for value in values]  # alpha does not depend on the unit, and squares stay in range
    if level == "interval":
        return lambda one, other: (scaled[one] - scaled[other]) ** 2
    return lambda one, other: ((scaled[one] - scaled[other]) / (scaled[one] + scaled[other])) ** 2
