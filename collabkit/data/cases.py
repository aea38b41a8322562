"""Real collaborations: what was planned and what happened, with the ratios of the two.

The cases are not a random sample: auditors look at trouble, and partners publish success. Sums are millions of the
case's own currency, as published; ratios may be compared, sums may not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from collabkit.data import tables
from collabkit.translation import marked, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

    import pandas as pd

    from collabkit.data.tables import Row

COUNTRIES: Final = marked(
    "United Kingdom",
    "Australia",
    "New Zealand",
    "Canada",
    "Ireland",
    "United States",
    "Denmark",
    "Netherlands",
    "Finland",
    "Sweden",
    "Norway",
    "Germany",
    "Italy",
    "Japan",
    "Kenya",
    "South Africa",
)
CURRENCIES: Final = ("GBP", "AUD", "EUR", "NZD", "CAD", "USD", "DKK", "SEK", "NOK", "JPY", "KES", "ZAR")
SECTORS: Final[dict[str, str]] = {
    "local_government": say("local government"),
    "central_government": say("central or state government"),
    "health": say("health"),
    "health_social_care": say("health and social care"),
    "police": say("police"),
    "fire": say("fire and rescue"),
    "blue_light": say("emergency services together"),
    "cross_sector": say("several sectors"),
}
TYPES: Final[dict[str, str]] = {
    "shared_service": say("shared service"),
    "programme": say("joint programme"),
    "merger_of_management": say("shared management or merger"),
    "joint_company": say("joint company"),
    "outsourced_joint_venture": say("venture with a supplier"),
    "joint_committee": say("joint committee"),
    "alliance": say("alliance"),
    "pooled_budget": say("pooled budget"),
    "lead_authority": say("lead authority"),
}
"""Types of collaboration: the name for machines, and for people."""
FATES: Final = ("running", "restructured", "ended", "failed")
"""Where a case stood at the date of the latest source read, which need not be today."""
SOURCE_KINDS: Final[dict[str, str]] = {
    "official": say("audit, inquiry, inspection, parliament, court, study or commissioned review"),
    "partner": say("the partners, a supplier, a politician or the press"),
}
CONFIDENCE: Final = ("verified", "partly")
"""Verified: each number comes from an official or scholarly source, or was told against interest."""

APART: Final = "_apart"
"""How the tag of a pair ends that is shown and never counted.

Its result is a forecast, a part-way sum or a lower bound that no independent body stands behind, the partners dispute
it, or the plan itself was enlarged. The case's ``basis_note`` says which.
"""

COST_TAGS: Final = (
    "outturn",
    "forecast",
    "scope_changed",
    "wider_scope",
    "component",
    "forecast_apart",
    "interim_apart",
    "self_reported_apart",
    "disputed_apart",
    "scope_changed_apart",
    "component_apart",
    "plan_only",
    "interim_no_plan",
    "self_reported_no_plan",
    "forecast_no_plan",
    "",
)
SAME_SCOPE: Final = ("outturn", "forecast")
"""Tags of costs whose plan and result cover the same work."""
BENEFIT_TAGS: Final = (
    "outturn",
    "outturn_net",
    "outturn_derived",
    "outturn_first_period",
    "outturn_later_date",
    "outturn_attribution_weak",
    "outturn_no_plan",
    "forecast",
    "revised_expectation",
    "interim",
    "interim_net",
    "interim_derived",
    "self_reported",
    "self_reported_scope_changed",
    "self_reported_no_plan",
    "disputed",
    "claimed_match",
    "plan_only",
    "non_financial",
    "",
)
WEAK_BENEFITS: Final = (
    "disputed",
    "interim",
    "interim_net",
    "claimed_match",
    "revised_expectation",
    "outturn_attribution_weak",
)
"""Tags of benefits on the weakest footing; those derived from audited figures are not among them."""
TIME_TAGS: Final = (
    "outturn",
    "forecast",
    "forecast_year_level",
    "forecast_lower_bound",
    "lower_bound",
    "censored_year_level",
    "press_dates",
    "censored_year_level_apart",
    "scope_changed_apart",
    "plan_only",
    "",
)

MOST_PARTNERS: Final = 1_000
MOST_MONTHS: Final = 600


@dataclass(frozen=True, slots=True)
class Case:
    """One collaboration. A blank figure was not found; it is not zero."""

    id: str
    name: str
    country: str
    sector: str
    collaboration_type: str
    partners: str
    n_partners: int | None
    start_year: int | None
    end_year: int | None
    status: str
    currency: str
    planned_cost_m: float | None
    actual_cost_m: float | None
    cost_tag: str
    planned_benefit_m: float | None
    actual_benefit_m: float | None
    benefit_tag: str
    planned_months: int | None
    actual_months: int | None
    time_tag: str
    aggregate: bool
    basis_note: str
    outcome_summary: str
    lessons: str
    source_key: str
    source_kind: str
    source_title: str
    source_publisher: str
    source_year: int | None
    source_url: str
    confidence: str

    @property
    def cost_ratio(self) -> float | None:
        """Actual cost divided by planned cost; above 1 is bad."""
        return _ratio(self.actual_cost_m, self.planned_cost_m)

    @property
    def benefit_ratio(self) -> float | None:
        """Actual benefit divided by planned benefit; above 1 is good, and below 0 the sign was wrong."""
        return _ratio(self.actual_benefit_m, self.planned_benefit_m)

    @property
    def time_ratio(self) -> float | None:
        """Actual months divided by planned months; above 1 is bad."""
        return _ratio(self.actual_months, self.planned_months)

    def counted(self, tag: str) -> bool:
        """Whether a pair with this tag may count in a distribution or a reference class."""
        return not (self.aggregate or tag.endswith(APART))

    @property
    def apart(self) -> bool:
        """Whether a pair of this case is shown and never counted."""
        return any(tag.endswith(APART) for tag in (self.cost_tag, self.benefit_tag, self.time_tag))

    @property
    def has_pair(self) -> bool:
        """Whether at least one figure was first planned and later reported."""
        return (self.cost_ratio, self.benefit_ratio, self.time_ratio) != (None, None, None)


COLUMNS: Final = tables.columns(Case)


def _ratio(actual: float | None, planned: float | None) -> float | None:
    return None if actual is None or planned is None else actual / planned


def _case(row: Row) -> Case:
    case = Case(
        id=row.key("id"),
        name=row.text("name"),
        country=row.choice("country", COUNTRIES),
        sector=row.choice("sector", SECTORS),
        collaboration_type=row.choice("collaboration_type", TYPES),
        partners=row.text("partners"),
        n_partners=row.maybe_whole("n_partners", 2, MOST_PARTNERS),
        start_year=row.maybe_year("start_year"),
        end_year=row.maybe_year("end_year"),
        status=row.choice("status", FATES),
        currency=row.choice("currency", CURRENCIES),
        planned_cost_m=row.maybe_number("planned_cost_m", 0.001),
        actual_cost_m=row.maybe_number("actual_cost_m", 0.001),
        cost_tag=row.choice("cost_tag", COST_TAGS),
        planned_benefit_m=row.maybe_number("planned_benefit_m", 0.001),
        actual_benefit_m=row.maybe_number("actual_benefit_m"),
        benefit_tag=row.choice("benefit_tag", BENEFIT_TAGS),
        planned_months=row.maybe_whole("planned_months", 1, MOST_MONTHS),
        actual_months=row.maybe_whole("actual_months", 1, MOST_MONTHS),
        time_tag=row.choice("time_tag", TIME_TAGS),
        aggregate=row.flag("aggregate"),
        basis_note=row.said("basis_note"),
        outcome_summary=row.said("outcome_summary"),
        lessons=row.said("lessons"),
        source_key=row.key("source_key"),
        source_kind=row.choice("source_kind", SOURCE_KINDS),
        source_title=row.text("source_title"),
        source_publisher=row.text("source_publisher"),
        source_year=row.maybe_year("source_year"),
        source_url=row.address("source_url"),
        confidence=row.choice("confidence", CONFIDENCE),
    )
    _check_together(row, case)
    return case


def _check_together(row: Row, case: Case) -> None:
    """See that cells which lean on one another agree."""
    if case.source_key != f"case-{case.id}":
        raise row.error("source_key", f"'case-{case.id}'")
    if case.start_year and case.end_year and case.end_year < case.start_year:
        raise row.error("end_year", f"a year from {case.start_year} on")
    for column, ratio, tag in (
        ("cost_tag", case.cost_ratio, case.cost_tag),
        ("benefit_tag", case.benefit_ratio, case.benefit_tag),
        ("time_tag", case.time_ratio, case.time_tag),
    ):
        if ratio is not None and (not tag or tag.endswith(("_no_plan", "plan_only", "non_financial"))):
            raise row.error(column, "a tag for a pair, because plan and result are both given")


def read(path: Traversable) -> tuple[Case, ...]:
    """Read and check a table of cases.

    Raises:
        DataError: a cell cannot be used; the message names file, line and column.
    """
    return tables.read(path, COLUMNS, _case, ("id",))


@cache
def load() -> tuple[Case, ...]:
    """Return all cases, in the order of the table.

    >>> load()[0].country
    'United Kingdom'
    """
    return read(tables.resource("cases.csv"))


def case(id: str) -> Case:
    """Return one case.

    Raises:
        KeyError: there is no such case.

    >>> case("rcuk-ssc").cost_ratio
    1.6455696202531647
    """
    for one in load():
        if one.id == id:
            return one
    raise KeyError(f"There is no case called {id!r}; the ids are in cases.csv.")


def cost_pairs(*, strict: bool = False, verified: bool = False, like: str | None = None) -> tuple[Case, ...]:
    """Return the cases whose cost was first planned and later reported, without totals and pairs kept apart.

    Args:
        strict: only verified cases where plan and result (or a later forecast) cover the same work.
        verified: only verified cases.
        like: only this type of collaboration, a name from ``TYPES``.

    Raises:
        ValueError: there is no such type.

    >>> set(cost_pairs(strict=True)) < set(cost_pairs(verified=True)) < set(cost_pairs())
    True
    """
    chosen = (
        case
        for case in _class(verified or strict, None, like)
        if case.cost_ratio is not None and case.counted(case.cost_tag)
    )
    return tuple(case for case in chosen if not strict or case.cost_tag in SAME_SCOPE)


def benefit_pairs(
    *, verified: bool = False, firm: bool = False, source_kind: str | None = None, like: str | None = None
) -> tuple[Case, ...]:
    """Return the cases whose benefit was first planned and later reported, without totals and pairs kept apart.

    Args:
        verified: only verified cases.
        firm: leave out benefits that are disputed, part-way, revised or only partly due to the collaboration.
        source_kind: only figures from this kind of source, ``official`` or ``partner``.
        like: only this type of collaboration, a name from ``TYPES``.

    Raises:
        ValueError: there is no such type or kind of source.

    >>> len(benefit_pairs()) == sum(len(benefit_pairs(source_kind=kind)) for kind in SOURCE_KINDS)
    True
    """
    chosen = (
        case
        for case in _class(verified, source_kind, like)
        if case.benefit_ratio is not None and case.counted(case.benefit_tag)
    )
    return tuple(case for case in chosen if not firm or case.benefit_tag not in WEAK_BENEFITS)


def time_pairs(*, verified: bool = False, source_kind: str | None = None, like: str | None = None) -> tuple[Case, ...]:
    """Return the cases whose months were first planned and later reported; most are forecasts or lower bounds.

    Args:
        verified: only verified cases.
        source_kind: only figures from this kind of source, ``official`` or ``partner``.
        like: only this type of collaboration, a name from ``TYPES``.

    Raises:
        ValueError: there is no such type or kind of source.

    >>> all(case.time_ratio for case in time_pairs())
    True
    """
    return tuple(
        case
        for case in _class(verified, source_kind, like)
        if case.time_ratio is not None and case.counted(case.time_tag)
    )


def _class(verified: bool, source_kind: str | None, like: str | None) -> tuple[Case, ...]:
    """Return the cases of this kind; whether a pair counts is asked of the pair."""
    if like is not None and like not in TYPES:
        raise ValueError(
            say(
                "There is no type of collaboration called {like}; choose from {types}.",
                like=f"{like!r}",
                types=", ".join(TYPES),
            )
        )
    if source_kind is not None and source_kind not in SOURCE_KINDS:
        raise ValueError(
            say(
                "There is no kind of source called {source_kind}; choose from {source_kinds}.",
                source_kind=f"{source_kind!r}",
                source_kinds=", ".join(SOURCE_KINDS),
            )
        )
    return tuple(
        case
        for case in load()
        if (case.confidence == "verified" or not verified)
        and source_kind in (None, case.source_kind)
        and like in (None, case.collaboration_type)
    )


def frame(chosen: Sequence[Case] | None = None) -> pd.DataFrame:
    """Return cases (all of them unless some are given) as a data frame, with the three ratios as its last columns."""
    some = load() if chosen is None else chosen
    return tables.frame(
        some,
        cost_ratio=[case.cost_ratio for case in some],
        benefit_ratio=[case.benefit_ratio for case in some],
        time_ratio=[case.time_ratio for case in some],
    )
