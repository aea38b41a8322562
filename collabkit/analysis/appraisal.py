"""Appraisal: what later money is worth today, what must be reached to break even, and how sure a range is.

Discounting follows HM Treasury's Green Book: a flow of year t is multiplied by the product of 1 / (1 + r) over the
years 1 to t, where the yearly rate r falls with the years.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import gt, mul
from typing import Final

from collabkit.analysis.numeric import all_finite, all_moderate, difference, finite, moderate, plain, whole
from collabkit.data.discount_rates import STANDARD_RATES, Rates

LONGEST: Final = 1000
"""Years beyond this are refused: nobody appraises them, and a mistyped year should not be counted out."""

NEGLIGIBLE: Final = 1e-22
"""A chance this small beside the likeliest one changes no sum."""


def discount_factor(year: int, rates: Rates = STANDARD_RATES) -> float:
    """Return what a pound of this year is worth today.

    Args:
        year: counted from 0, which is today.
        rates: the yearly rates by period.

    Raises:
        ValueError: the year is not a whole number from 0 to 1000.

    >>> [round(discount_factor(year), 4) for year in (0, 1, 5, 10, 30, 75, 125, 300)]
    [1.0, 0.9662, 0.842, 0.7089, 0.3563, 0.0942, 0.0274, 0.0014]
    """
    complaint = f"A year must be a whole number from 0 to {LONGEST}; it is {year!r}."
    year = whole(year, complaint, least=0, most=LONGEST)
    return _factors(year + 1, rates)[year]


@lru_cache(maxsize=256)
def _factors(years: int, rates: Rates) -> tuple[float, ...]:
    """Return the factors of years 0, 1, 2 and so on: kept, because a simulation asks for the same ones each time."""
    return tuple(_factor(year, rates) for year in range(years))


def _factor(year: int, rates: Rates) -> float:
    factor, before = 1.0, 0
    for last, rate in rates.periods:
        until = year if last is None else min(year, last)
        factor /= (1 + rate) ** max(0, until - before)
        if last is None or year <= last:
            break
        before = last
    return factor


def present_value(flows: Sequence[float], rates: Rates = STANDARD_RATES) -> float:
    """Return the sum of yearly flows in today's money; flows in are positive, flows out negative.

    Args:
        flows: the flow of each year, year 0 first, in any unit.
        rates: the yearly rates by period.

    Raises:
        ValueError: a flow is not a number or is too large, and the message names its year; or there are more than 1,001
            years.

    >>> round(present_value([-10, 2.5, 2.5, 2.5, 2.5]), 6)
    -0.817302
    """
    try:
        numbers = all_moderate(flows, "Flow")
    except ValueError:
        numbers = [moderate(flow, f"The flow of year {year}") for year, flow in enumerate(flows)]
    if len(numbers) > LONGEST + 1:
        raise ValueError(f"Give flows up to year {LONGEST}; there are {len(numbers)}.")
    return math.fsum(map(mul, numbers, _factors(len(numbers), rates)))


def net_present_value(costs: Sequence[float], benefits: Sequence[float], rates: Rates = STANDARD_RATES) -> float:
    """Return what the benefits are worth today, less what the costs are.

    Args:
        costs: the cost of each year, year 0 first, as positive numbers.
        benefits: the benefit of each year, year 0 first; the two may differ in length.
        rates: the yearly rates by period.

    Raises:
        ValueError: a cost or a benefit is not a number, or is too large; the message names its year.

    >>> round(net_present_value([10], [0, 2.5, 2.5, 2.5, 2.5]), 6)
    -0.817302
    """
    return present_value(benefits, rates) - present_value(costs, rates)


def break_even_benefit(costs: Sequence[float], first_year: int, years: int, rates: Rates = STANDARD_RATES) -> float:
    """Return the least yearly benefit whose present value covers that of the costs.

    Args:
        costs: the cost of each year, year 0 first, as positive numbers.
        first_year: the year in which the benefit begins.
        years: for how many years it lasts.
        rates: the yearly rates by period.

    Raises:
        ValueError: the years are not whole numbers, there is no year of benefit, or a cost is not a number.

    >>> round(break_even_benefit([10], 1, 4), 4)
    2.7225
    """
    years = whole(years, f"The benefit must last at least one year, and whole years; it lasts {years!r}.", least=1)
    discount_factor(first_year, rates)  # complains of a first year that is not one
    worth_of_one = math.fsum(discount_factor(year, rates) for year in range(first_year, first_year + years))
    return present_value(costs, rates) / worth_of_one


def percentile(values: Sequence[float], p: float) -> float:
    """Return a percentile, interpolating between observations (Hyndman and Fan's seventh definition).

    Raises:
        ValueError: there are no values, or p is not between 0 and 100.

    >>> percentile([1, 2, 4], 50), percentile([1, 2, 4], 75)
    (2.0, 3.0)
    """
    return _percentile(sorted(all_finite(values, "Value")), p)


def _percentile(ordered: Sequence[float], p: float) -> float:
    share = _share(p)
    if not ordered:
        raise ValueError("A percentile needs at least one value.")
    place = (len(ordered) - 1) * share / 100
    low = math.floor(place)
    part = place - low
    if not part:
        return ordered[low]
    below, above = float(ordered[low]), float(ordered[low + 1])
    step = above - below
    # Rounding must not carry the result past the next observation, nor a huge step past the largest number.
    return min(above, below + step * part) if math.isfinite(step) else below * (1 - part) + above * part


def _share(p: float) -> float:
    if not 0 <= finite(p, "A percentile") <= 100:
        raise ValueError(f"A percentile lies between 0 and 100; {p} does not.")
    return float(p)


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """What happened to plans of one kind, as ratios of actual to planned. It describes them and foretells nothing.

    Attributes:
        name: what the plans have in common.
        ratios: one for each plan; they are kept in order, the least first.

    Raises:
        ValueError: there are no ratios, or one is not a number.

    >>> strict = ReferenceClass("cost, strictest", (130 / 79, 213 / 113.6, 2.0, 120 / 55, 635 / 120, 444 / 82, 1.5))
    >>> strict.n, [round(quartile, 2) for quartile in strict.quartiles], round(strict.percentile(80), 2)
    (7, [1.76, 2.0, 3.74], 4.67)
    """

    name: str
    ratios: tuple[float, ...]

    def __post_init__(self) -> None:
        """Check the ratios and put them in order."""
        ordered = sorted(all_finite(self.ratios, "Ratio"))
        if not ordered:
            raise ValueError(f"The reference class “{self.name}” has no ratios; choose a wider one.")
        object.__setattr__(self, "ratios", tuple(ordered))

    @property
    def n(self) -> int:
        """How many plans it describes."""
        return len(self.ratios)

    @property
    def quartiles(self) -> tuple[float, float, float]:
        """The lower quartile, the median and the upper quartile."""
        return self.percentile(25), self.percentile(50), self.percentile(75)

    def percentile(self, p: float) -> float:
        """Return a percentile of the ratios, interpolating between observations."""
        return _percentile(self.ratios, p)

    def estimate(self, p: float, confidence: float = 0.95) -> Estimate:
        """Return a percentile with how sure it is, were the plans a random sample of all plans of their kind.

        They seldom are one, so the truth is less sure than this.

        >>> ReferenceClass("small", (1.0, 1.2, 1.5, 2.0, 3.0)).estimate(50)
        Estimate(p=50, value=1.5, low=None, high=None)
        """
        return percentile_interval(self.ratios, p, confidence)


def weighted_uplift(parts: Sequence[tuple[float, float]]) -> float:
    """Return the uplift of a project made of parts, each a share and its own uplift in per cent.

    It is shown beside a result, and never applied silently.

    Raises:
        ValueError: a share or an uplift is not a number, a share is below zero, or the shares do not add up to 1.

    >>> round(weighted_uplift([(0.3, 51), (0.7, 24)]), 1), round(weighted_uplift([(0.3, 39), (0.7, 4)]), 1)
    (32.1, 14.5)
    """
    for share, uplift in parts:
        moderate(uplift, "An uplift")
        if moderate(share, "The share of a part") < 0:
            raise ValueError(f"The share of a part cannot be below zero; one is {share:g}.")
    shares = math.fsum(share for share, _ in parts)
    if not math.isclose(shares, 1, abs_tol=1e-9):
        raise ValueError(f"The shares of the parts must add up to 1; they add up to {difference(shares, 1)}.")
    return math.fsum(share * uplift for share, uplift in parts)


@dataclass(frozen=True, slots=True)
class Swing:
    """What one factor alone does to a result: the result at its low and at its high value."""

    factor: str
    low: float
    high: float

    @property
    def width(self) -> float:
        """How far apart the two results are."""
        return abs(self.high - self.low)


def one_at_a_time(
    model: Callable[[Mapping[str, float]], float], base: Mapping[str, float], ranges: Mapping[str, tuple[float, float]]
) -> tuple[Swing, ...]:
    """Change one factor at a time to its low and its high value, the others as in the base; widest swing first.

    Raises:
        ValueError: a range names a factor that the base does not have, or a value or a result is not a number.

    >>> model = lambda f: f["benefit"] - f["cost"]
    >>> one_at_a_time(model, {"cost": 2, "benefit": 3}, {"cost": (1, 5)})
    (Swing(factor='cost', low=2, high=-2),)
    """
    for name, value in base.items():
        finite(value, f"The base value of '{name}'")
    for name in ranges:
        if name not in base:
            raise ValueError(f"The factor '{name}' has a range but no base value.")
    swings = [
        Swing(name, *(_result(model, base, name, value) for value in (low, high)))
        for name, (low, high) in ranges.items()
    ]
    return tuple(sorted(swings, key=lambda swing: (-swing.width, swing.factor)))


def _result(model: Callable[[Mapping[str, float]], float], base: Mapping[str, float], name: str, value: float) -> float:
    moderate(value, f"Each end of the range of '{name}'")
    result = model({**base, name: value})
    return plain(result, f"The model's result when '{name}' is {value:g}")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A percentile of many draws, with the interval in which it lies with a confidence of usually 95%.

    An end is None where there are too few values to give one.
    """

    p: float
    value: float
    low: float | None
    high: float | None


def percentile_interval(ordered: Sequence[float], p: float, confidence: float = 0.95) -> Estimate:
    """Return a percentile of sorted draws and how sure it is.

    The interval stands between two order statistics. They are found exactly, from the binomial distribution of how many
    draws fall below the percentile, with half of what the confidence leaves at each end; nothing is assumed of how the
    draws are distributed (Conover, Practical Nonparametric Statistics, section 3.2).

    Args:
        ordered: the draws, the least first.
        p: the percentile, from 0 to 100.
        confidence: above 0 and below 1.

    Raises:
        ValueError: there are no draws, they are not in order, or p or the confidence is out of range.

    >>> estimate = percentile_interval(list(range(1001)), 50)
    >>> estimate.value, estimate.low, estimate.high
    (500, 469, 531)
    """
    if not 0 < finite(confidence, "The confidence") < 1:
        raise ValueError(f"The confidence lies between 0 and 1; {confidence} does not.")
    ordered = list(ordered)
    if any(map(gt, ordered, islice(ordered, 1, None))):
        raise ValueError("The draws must be in order, the least first; sort them.")
    return _interval(ordered, p, (1 - confidence) / 2)


def _interval(ordered: Sequence[float], p: float, tail: float) -> Estimate:
    value, n = _percentile(ordered, p), len(ordered)
    low = _surely_below(n, p / 100, tail)
    high = n - _surely_below(n, 1 - p / 100, tail) + 1
    return Estimate(p, value, ordered[low - 1] if low else None, ordered[high - 1] if high <= n else None)


@lru_cache(maxsize=256)
def _surely_below(n: int, share: float, tail: float) -> int:
    """Return the largest k for which fewer than k of n draws fall below this share with a chance of ``tail`` or less."""
    if not 0 < share < 1:
        return n if share else 0
    first, weights = _binomial(n, share)
    limit, below = tail * math.fsum(weights), 0.0
    for k, weight in enumerate(weights, start=first):
        below += weight
        if below > limit:
            return k
    return n


def _binomial(n: int, share: float) -> tuple[int, list[float]]:
    """Return the chances of a binomial number in proportion to the likeliest one, without those too small to matter.

    They are worked out from the likeliest number outwards, which neither underflows nor loses digits for large n.

    Returns:
        The first number, and the chances from there on.
    """
    mode = min(n, math.floor((n + 1) * share))
    down, up = [1.0], []
    for k in range(mode, 0, -1):
        down.append(down[-1] * k * (1 - share) / ((n - k + 1) * share))
        if down[-1] < NEGLIGIBLE:
            break
    weight = 1.0
    for k in range(mode, n):
        weight *= (n - k) * share / ((k + 1) * (1 - share))
        up.append(weight)
        if weight < NEGLIGIBLE:
            break
    return mode - len(down) + 1, [*reversed(down), *up]


def simulate(
    model: Callable[..., float],
    factors: Sequence[Sequence[float] | ReferenceClass],
    draws: int = 10_000,
    seed: int = 1,
    percentiles: Sequence[float] = (10, 25, 50, 75, 90),
    confidence: float = 0.95,
) -> tuple[Estimate, ...]:
    """Draw each factor from real values again and again, and return percentiles of the result.

    The factors are drawn independently, which real ones need not be. The same seed gives the same result, in every
    version of Python. The intervals say how sure the simulation is: more draws narrow them. They say nothing of how
    few plans a reference class holds.

    Args:
        model: takes one value of each factor, in order, and returns a result.
        factors: the values from which each factor is drawn: a reference class, or any numbers.
        draws: how often.
        seed: where chance begins.
        percentiles: which percentiles, from 0 to 100.
        confidence: that of each percentile's interval, above 0 and below 1.

    Raises:
        ValueError: there are no draws, a factor has no values, or a value, a result or a percentile is no number.

    >>> [estimate.value for estimate in simulate(lambda ratio: 2 * ratio, [[1.0, 3.0]], draws=100, percentiles=(10, 90))]
    [2.0, 6.0]
    """
    draws = whole(draws, f"There must be at least one draw, and a whole number of them; found {draws!r}.", least=1)
    if not 0 < finite(confidence, "The confidence") < 1:
        raise ValueError(f"The confidence lies between 0 and 1; {confidence} does not.")
    chance = random.Random(int(seed)).random  # noqa: S311 - chance for a simulation, not for secrets
    columns = [_drawn(factor, draws, chance) for factor in factors]
    outcomes = map(model, *columns) if columns else (model() for _ in range(draws))
    results = sorted(all_finite(outcomes, "The model's result in draw"))
    return tuple(_interval(results, p, (1 - confidence) / 2) for p in percentiles)


def _drawn(factor: Sequence[float] | ReferenceClass, draws: int, chance: Callable[[], float]) -> list[float]:
    values = factor.ratios if isinstance(factor, ReferenceClass) else all_finite(factor, "A factor's value")
    if not values:
        raise ValueError("Each factor needs at least one value to draw from.")
    # Only random() itself is promised to give the same numbers in every version of Python; choices() is not.
    n = len(values)
    return [values[int(chance() * n)] for _ in range(draws)]
