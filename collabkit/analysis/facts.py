"""The course's own numbers and dates, as its sentences write them, so that no sentence holds a copy of one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from statistics import quantiles
from typing import TYPE_CHECKING, Final

from collabkit.analysis.numeric import all_moderate
from collabkit.data import cases, cost_studies, duties, motion, vehicles
from collabkit.wording import in_months

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collabkit.data.reading import Read


RECENT: Final = 2018
"""A case that began in this year or later counts as recent: the first library ended there."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """How some values are spread; percentiles interpolate between observations."""

    n: int
    least: float
    lower_quartile: float
    median: float
    upper_quartile: float
    most: float


def distribution(values: Iterable[float | None]) -> Distribution:
    """Return the spread of values; those that are None are left out.

    Percentile p stands at position (n - 1) p / 100 of the sorted values, counted from 0 (Hyndman and Fan's seventh
    definition, which ``statistics.quantiles`` calls inclusive).

    Raises:
        ValueError: there are fewer than two values, or one is not a number or is too large.

    >>> distribution([1, 2, 3, 4, None]).median
    2.5
    """
    known = sorted(all_moderate([value for value in values if value is not None], "Value"))
    if len(known) < 2:
        raise ValueError(f"A distribution needs at least two values; there are {len(known)}.")
    cuts = quantiles(known, n=20, method="inclusive")  # the 5th, 10th, ... 95th percentile
    return Distribution(len(known), known[0], cuts[4], cuts[9], cuts[14], known[-1])


@cache
def facts() -> dict[str, str]:
    """Return every number that a sentence of the course may ask for, by name.

    >>> facts()["cases-total"] == str(len(cases.load()))
    True
    """
    return {**_collection(), **_costs(), **_benefits(), **_times(), **_studies(), **_law()}


def _collection() -> dict[str, str]:
    found = cases.load()
    return {
        "cases-total": str(len(found)),
        "cases-countries": str(len({case.country for case in found})),
        "cases-verified": str(sum(case.confidence == "verified" for case in found)),
        "cases-partly": str(sum(case.confidence == "partly" for case in found)),
        "cases-abroad": str(sum(case.country != "United Kingdom" for case in found)),
        "cases-recent": str(sum((case.start_year or 0) >= RECENT for case in found)),
        "pairs-any": str(sum(case.has_pair for case in found)),
        "pairs-cost": str(sum(case.cost_ratio is not None for case in found)),
        "pairs-benefit": str(sum(case.benefit_ratio is not None for case in found)),
        "pairs-time": str(sum(case.time_ratio is not None for case in found)),
        "pairs-apart": str(sum(case.apart for case in found)),
    }


def _costs() -> dict[str, str]:
    strictest = cases.cost_pairs(strict=True)
    strict = distribution(case.cost_ratio for case in strictest)
    ratios = [case.cost_ratio for case in cases.cost_pairs() if case.cost_ratio is not None]
    return {
        "cost-strict-n": str(strict.n),
        "cost-strict-median": f"{strict.median:.2f}",
        "cost-strict-lower": f"{strict.lower_quartile:.2f}",
        "cost-strict-upper": f"{strict.upper_quartile:.2f}",
        "cost-strict-forecasts": str(sum(case.cost_tag == "forecast" for case in strictest)),
        "cost-all-n": str(len(ratios)),
        "cost-all-median": f"{distribution(ratios).median:.2f}",
        "cost-all-over": str(sum(ratio > 1 for ratio in ratios)),
    }


def _benefits() -> dict[str, str]:
    ratios = [case.benefit_ratio for case in cases.benefit_pairs() if case.benefit_ratio is not None]
    official = distribution(case.benefit_ratio for case in cases.benefit_pairs(source_kind="official"))
    partner = distribution(case.benefit_ratio for case in cases.benefit_pairs(source_kind="partner"))
    return {
        "benefit-all-n": str(len(ratios)),
        "benefit-all-median": f"{distribution(ratios).median:.2f}",
        "benefit-official-median": f"{official.median:.2f}",
        "benefit-partner-median": f"{partner.median:.2f}",
        "benefit-met": str(sum(ratio >= 1 for ratio in ratios)),
    }


def _times() -> dict[str, str]:
    times = distribution(case.time_ratio for case in cases.time_pairs())
    return {"time-n": str(times.n), "time-median": f"{times.median:.2f}"}


def _law() -> dict[str, str]:
    lines: tuple[Read, ...] = (*duties.load(), *vehicles.load(), *motion.load())
    return {"law-checked": in_months(line.last_checked for line in lines)}


def _studies() -> dict[str, str]:
    counts = {f"cost-studies-{effect}": str(len(cost_studies.with_effect(effect))) for effect in cost_studies.COMPARED}
    return {"cost-studies-rows": str(len(cost_studies.load())), **counts}
