"""Appraisal: what later money is worth today, what must be reached to break even, and how sure a range is.

Discounting follows HM Treasury's Green Book: a flow of year t is multiplied by the product of 1 / (1 + r) over the
years 1 to t, where the yearly rate r falls with the years.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from collabkit.data.discount_rates import STANDARD_RATES, Rates

LONGEST: Final = 1000
"""Years beyond this are refused: nobody appraises them, and a mistyped year should not be counted out."""


@cache
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
    if isinstance(year, bool) or not isinstance(year, int) or not 0 <= year <= LONGEST:
        raise ValueError(f"A year must be a whole number from 0 to {LONGEST}; it is {year!r}.")
    factor, before = 1.0, 0
    for last, rate in rates.periods:
        until = year if last is None else min(year, last)
        factor /= (1 + rate) ** max(0, until - before)
        if last is None or year <= last:
            break
        before = last
    return factor


def _number(value: float, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{name} must be a number; it is {value!r}.")
    return float(value)


def present_value(flows: Sequence[float], rates: Rates = STANDARD_RATES) -> float:
    """Return the sum of yearly flows in today's money; flows in are positive, flows out negative.

    Args:
        flows: the flow of each year, year 0 first, in any unit.
        rates: the yearly rates by period.

    Raises:
        ValueError: a flow is not a number; the message names its year.

    >>> round(present_value([-10, 2.5, 2.5, 2.5, 2.5]), 6)
    -0.817302
    """
    return math.fsum(
        _number(flow, f"The flow of year {year}") * discount_factor(year, rates) for year, flow in enumerate(flows)
    )


def break_even_benefit(costs: Sequence[float], first_year: int, years: int, rates: Rates = STANDARD_RATES) -> float:
    """Return the least yearly benefit whose present value covers that of the costs.

    Args:
        costs: the cost of each year, year 0 first, as positive numbers.
        first_year: the year in which the benefit begins.
        years: for how many years it lasts.
        rates: the yearly rates by period.

    Raises:
        ValueError: there is no year of benefit, or a cost is not a number.

    >>> round(break_even_benefit([10], 1, 4), 4)
    2.7225
    """
    if years < 1:
        raise ValueError(f"The benefit must last at least one year; it lasts {years}.")
    worth_of_one = math.fsum(discount_factor(year, rates) for year in range(first_year, first_year + years))
    return present_value(costs, rates) / worth_of_one


def percentile(values: Sequence[float], p: float) -> float:
    """Return a percentile, interpolating between observations (Hyndman and Fan's seventh definition).

    Raises:
        ValueError: there are no values, or p is not between 0 and 100.

    >>> percentile([1, 2, 4], 50), percentile([1, 2, 4], 75)
    (2.0, 3.0)
    """
    if not values:
        raise ValueError("A percentile needs at least one value.")
    if not 0 <= p <= 100:
        raise ValueError(f"A percentile lies between 0 and 100; {p} does not.")
    ordered = sorted(values)
    place = (len(ordered) - 1) * p / 100
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def weighted_uplift(parts: Sequence[tuple[float, float]]) -> float:
    """Return the uplift of a project made of parts, each a share and its own uplift in per cent.

    It is shown beside a result, and never applied silently.

    Raises:
        ValueError: the shares do not add up to 1.

    >>> round(weighted_uplift([(0.3, 51), (0.7, 24)]), 1), round(weighted_uplift([(0.3, 39), (0.7, 4)]), 1)
    (32.1, 14.5)
    """
    shares = math.fsum(share for share, _ in parts)
    if not math.isclose(shares, 1, abs_tol=1e-9):
        raise ValueError(f"The shares of the parts must add up to 1; they add up to {shares:g}.")
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
        ValueError: a range names a factor that the base does not have.

    >>> model = lambda f: f["benefit"] - f["cost"]
    >>> one_at_a_time(model, {"cost": 2, "benefit": 3}, {"cost": (1, 5)})
    (Swing(factor='cost', low=2, high=-2),)
    """
    for name in ranges:
        if name not in base:
            raise ValueError(f"The factor '{name}' has a range but no base value.")
    swings = [
        Swing(name, model({**base, name: low}), model({**base, name: high})) for name, (low, high) in ranges.items()
    ]
    return tuple(sorted(swings, key=lambda swing: (-swing.width, swing.factor)))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A percentile of many draws, with the interval in which it lies with 95% confidence."""

    p: float
    value: float
    low: float
    high: float


def percentile_interval(ordered: Sequence[float], p: float) -> Estimate:
    """Return a percentile of sorted draws and how sure it is.

    The interval stands between two order statistics, chosen by the normal approximation to the binomial distribution
    of how many draws fall below the percentile (Conover, Practical Nonparametric Statistics, section 3.2).

    >>> estimate = percentile_interval(list(range(1001)), 50)
    >>> estimate.value, estimate.low, estimate.high
    (500.0, 469, 531)
    """
    n, share = len(ordered), p / 100
    spread = 1.959964 * math.sqrt(n * share * (1 - share))
    low = max(0, math.floor(n * share - spread))
    high = min(n - 1, math.ceil(n * share + spread) - 1)
    return Estimate(p, percentile(ordered, p), ordered[low], ordered[max(low, high)])


def simulate(
    model: Callable[..., float],
    factors: Sequence[Sequence[float]],
    draws: int = 10_000,
    seed: int = 1,
    percentiles: Sequence[float] = (10, 25, 50, 75, 90),
) -> tuple[Estimate, ...]:
    """Draw each factor from real values again and again, and return percentiles of the result.

    The factors are drawn independently, which real ones need not be. The same seed gives the same result.

    Args:
        model: takes one value of each factor, in order, and returns a result.
        factors: the values from which each factor is drawn, such as the ratios of a reference class.
        draws: how often.
        seed: where chance begins.
        percentiles: which percentiles, from 0 to 100.

    Raises:
        ValueError: there are no draws, or a factor has no values.

    >>> [estimate.value for estimate in simulate(lambda ratio: 2 * ratio, [[1.0, 3.0]], draws=100, percentiles=(10, 90))]
    [2.0, 6.0]
    """
    if draws < 1:
        raise ValueError(f"There must be at least one draw; there are {draws}.")
    if any(not values for values in factors):
        raise ValueError("Each factor needs at least one value to draw from.")
    chance = random.Random(seed)  # noqa: S311 - chance for a simulation, not for secrets
    columns = [chance.choices(values, k=draws) for values in factors]
    results = sorted(map(model, *columns))
    return tuple(percentile_interval(results, p) for p in percentiles)
