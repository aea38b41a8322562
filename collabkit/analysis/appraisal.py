"""Appraisal: what later money is worth today, and what must be reached to break even.

Discounting follows HM Treasury's Green Book: a flow of year t is multiplied by the product of 1 / (1 + r) over the
years 1 to t, where the yearly rate r falls with the years.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from operator import mul
from typing import Final

from collabkit.analysis.numeric import all_moderate, moderate, whole
from collabkit.data.discount_rates import STANDARD_RATES, Rates

LONGEST: Final = 1000
"""Years beyond this are refused: nobody appraises them, and a mistyped year should not be counted out."""


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
    """Return the factors of years 0, 1, 2 and so on: kept, because a form asks for the same ones at every change."""
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
