"""A group's answers to a question, described: in one word, in numbers, and beside the other questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from collabkit.analysis.agreement.counts import ratios, scaled
from collabkit.analysis.agreement.measures import (
    average_deviation,
    average_deviation_limit,
    tastle_wierman,
    van_der_eijk,
)

if TYPE_CHECKING:
    from collabkit.analysis.agreement.counts import Count, ScaledCounts

Spread = Literal["close", "spread", "split"]

CLOSE: Final = 0.5
"""From here answers are called close: half-way from an even spread (0) to one answer (1). A rule of this course."""

FEWEST_PEOPLE: Final = 5
"""With fewer people than this a picture of the answers would tell who gave which."""


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
    return sum(Fraction(over, under) for over, under in ratios(counts)) >= FEWEST_PEOPLE


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
    scale = scaled(counts)
    agreement = van_der_eijk(counts)
    return Agreement(
        people=_people(scale),
        mean=(scale.steps + scale.total) / scale.total,
        median=(scale.twice_median() + 2) / 2,
        agreement=agreement,
        consensus=tastle_wierman(counts),
        deviation=average_deviation(counts),
        deviation_limit=average_deviation_limit(scale.points),
        word=_word(agreement),
    )


def _people(scale: ScaledCounts) -> float:
    try:
        return scale.total / scale.unit
    except OverflowError:
        raise ValueError("Together these counts are more than a computer holds; give them in a larger unit.") from None


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
