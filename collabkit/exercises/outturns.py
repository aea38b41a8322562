"""outturns (chapter 5): what happened to plans like yours."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from collabkit.analysis.appraisal import break_even_benefit, present_value
from collabkit.analysis.facts import Distribution, distribution
from collabkit.charts import Dots
from collabkit.data import cases
from collabkit.data.cases import Case
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import NAME
from collabkit.findings import Caution, Figure, Findings, Sentence, Table
from collabkit.questions import Amount, Choice, Question

FEWEST: Final = 5
"""A class of fewer pairs says too little, and widens itself."""
ANY: Final = "any"
BENEFIT_YEARS: Final = 10
MONTHS: Final = 12
SIMILAR: Final = 5

QUALITY: Final = (
    ("strict", "Strictest: figures from auditors and the like, plan and result on the same scope"),
    ("verified", "Any figure from auditors and the like"),
    ("all", "All figures, the partners’ own and the press’s too"),
)
KINDS: Final = ((ANY, "Any kind"), *((name, words.capitalize()) for name, words in cases.TYPES.items()))
SECTORS: Final = tuple((name, words.capitalize()) for name, words in cases.SECTORS.items())

Chooser = Callable[[str | None, str], tuple[Case, ...]]


def _cost_pairs(like: str | None, quality: str) -> tuple[Case, ...]:
    return cases.cost_pairs(strict=quality == "strict", verified=quality != "all", like=like)


def _benefit_pairs(like: str | None, quality: str) -> tuple[Case, ...]:
    return cases.benefit_pairs(verified=quality != "all", firm=quality == "strict", like=like)


def _time_pairs(like: str | None, quality: str) -> tuple[Case, ...]:
    return cases.time_pairs(verified=quality != "all", like=like)


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure in its reference class.

    Attributes:
        name: what is measured.
        members: the cases of the class.
        ratios: actual divided by planned, one for each member.
        spread: how the ratios are spread.
        widened: how the class was widened, in words, or nothing.
    """

    name: str
    members: tuple[Case, ...]
    ratios: tuple[float, ...]
    spread: Distribution
    widened: str


def reference_class(
    name: str, choose: Chooser, ratio: Callable[[Case], float | None], kind: str, quality: str
) -> Measured:
    """Choose the class before looking at the answer; widen it, and say so, while it has fewer than five pairs.

    >>> measured = reference_class("Cost", _cost_pairs, lambda case: case.cost_ratio, "any", "strict")
    >>> measured.spread.n, round(measured.spread.lower_quartile, 2), round(measured.spread.upper_quartile, 2)
    (7, 1.76, 3.74)
    """
    like = None if kind == ANY else kind
    steps = [(like, quality, "")]
    if like is not None:
        words = f"fewer than five of the kind “{cases.TYPES[kind]}” have both figures, so all kinds are taken"
        steps.append((None, quality, words))
    if quality != "all":
        words = "fewer than five have figures of the quality that you asked for, so all figures are taken"
        steps.append((None, "all", words))
    for like_now, quality_now, widened in steps:
        members = choose(like_now, quality_now)
        if len(members) >= FEWEST:
            return _measured(name, members, ratio, widened)
    return _measured(name, choose(None, "all"), ratio, "all cases are taken, though they are fewer than five")


def _measured(name: str, members: tuple[Case, ...], ratio: Callable[[Case], float | None], widened: str) -> Measured:
    ratios = tuple(value for case in members if (value := ratio(case)) is not None)
    return Measured(name, members, ratios, distribution(ratios), widened)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: cost and yearly benefit in millions of pounds, months to build, years of benefit."""

    cost: float
    benefit: float
    months: float
    years: int

    def start(self) -> int:
        """Return the year in which benefits begin, counted from 0: the first whole year after the building."""
        return max(1, math.ceil(self.months / 12 - 1e-9))

    def flows(self) -> list[float]:
        """Return the money of each year: cost in equal parts while building, then the benefit."""
        start = self.start()
        return [-self.cost / start] * start + [self.benefit] * self.years

    def value(self) -> float:
        """Return the net present value at the Green Book's standard rates.

        >>> round(Plan(10, 2.5, 12, 4).value(), 6)
        -0.817302
        """
        return present_value(self.flows())

    def break_even(self) -> float:
        """Return the least yearly benefit at which the value is not below zero.

        >>> plan = Plan(10, 2.5, 12, 4)
        >>> round(Plan(10, plan.break_even(), 12, 4).value(), 9) + 0
        0.0
        """
        start = self.start()
        return break_even_benefit([self.cost / start] * start, start, self.years)

    def turned_out(self, cost: float, benefit: float, time: float) -> Plan:
        """Return the plan with its figures multiplied by these ratios."""
        return Plan(self.cost * cost, self.benefit * benefit, self.months * time, self.years)


class Outturns(Exercise):
    """A plan against the outturns of real ones."""

    id = "outturns"
    title = "What happened to plans like yours?"
    chapter = 5
    minutes = 10
    purpose = (
        "Put your plan’s cost, yearly benefit and months beside what really happened to collaborations that published "
        "both a plan and a result. You see what yours would be worth if it went the way that theirs did."
    )
    asks = "If our plan turns out as real ones did, is it still worth having?"
    leaves_out = (
        "It counts money only: better care, resilience or fairness may justify a plan that loses money. "
        "It knows nothing of what makes your plan unlike the others, which is the first thing to ask when they did badly."
    )
    rests_on = (
        "Real pairs of plan and result from 82 published cases. They are few and not a random sample: auditors look at "
        "trouble, partners publish success, and most large ones are technology-led. About a third of the cost figures "
        "are later forecasts, which tend to rise further."
    )
    sources = ("hmtgreenbook2026",)
    story = (
        "Tom Okafor, in the county’s finance team, tests the rival idea in fictional Brackendale: one shared back office "
        "for four councils and the health trust."
    )
    example = {
        "collaboration": "Brackendale shared back office", "kind": "shared_service", "sector": "local_government",
        "quality": "strict", "cost": 4.2, "benefit": 1.1, "months": 24, "years": 10,
    }  # fmt: skip

    def ask(self, answers: Answers) -> tuple[Question, ...]:  # noqa: ARG002 - the same for everybody
        """Ask for the plan, and with what to compare it."""
        return (
            NAME,
            Choice(key="kind", text="What kind of collaboration is it?", options=KINDS, required=True,
                   missing="Say what kind of collaboration it is; “any kind” will do."),
            Choice(key="sector", text="In which services?", help="It only decides which cases are shown as similar.", options=SECTORS),
            Choice(key="quality", text="With which figures do you want to compare?", options=QUALITY,
                   help="Decide before you see the result. Left open, it is the strictest."),
            Amount(key="cost", text="What will it cost to set up, in all?", unit="£ million", least=0.001, most=100_000, required=True,
                   missing="Give the planned cost."),
            Amount(key="benefit", text="What will it save or gain in a year, once it runs?", unit="£ million a year", least=0, most=100_000,
                   required=True, missing="Give the planned yearly benefit."),
            Amount(key="months", text="How long until it runs?", help="Left open, it is a year.", unit="months", least=0, most=240),
            Amount(key="years", text="For how many years will the benefit last?", help="Left open, it is ten years.", unit="years",
                   least=1, most=60, whole=True),
        )  # fmt: skip

    def find(self, values: dict[str, Any]) -> Findings:
        """Compare the plan with its reference class."""
        plan = Plan(
            values["cost"], values["benefit"], values.get("months", MONTHS), int(values.get("years", BENEFIT_YEARS))
        )
        kind, quality = values["kind"], values.get("quality", "strict")
        measures = (
            reference_class("Cost", _cost_pairs, lambda case: case.cost_ratio, kind, quality),
            reference_class("Benefit", _benefit_pairs, lambda case: case.benefit_ratio, kind, quality),
            reference_class("Time", _time_pairs, lambda case: case.time_ratio, kind, quality),
        )
        middle = plan.turned_out(*(measure.spread.median for measure in measures))
        return Findings.of(
            headline(plan, middle),
            Sentence(_size(measures), heading="The cases that yours is compared with"),
            _widened(measures),
            _figure(measures),
            _ratios(plan, measures),
            _worth(plan, measures),
            Sentence(_even(plan, middle), heading="What the benefit must reach"),
            _bias(measures[0]),
            _similar(plan, kind, values.get("sector", "")),
        )


def money(millions: float) -> str:
    """Write an amount of millions of pounds.

    >>> money(-0.8173)
    '−£0.82 million'
    """
    size = f"{abs(millions):,.2f}"
    return f"{'−' if millions < 0 and float(size.replace(',', '')) else ''}£{size} million"


def headline(plan: Plan, middle: Plan) -> str:
    """Say the one thing to take away."""
    planned, turned = plan.value(), middle.value()
    first = (
        f"As planned it is worth {money(planned)}" if planned >= 0 else f"Even as planned it loses {money(-planned)}"
    )
    joined = "with the middle outturns of real cases it would"
    end = f"{joined} still be worth {money(turned)}" if turned >= 0 else f"{joined} lose {money(-turned)}"
    return f"{first}; {end}, in today’s money over {plan.years} years of benefit."


def _size(measures: tuple[Measured, ...]) -> str:
    counts = ", ".join(f"{measure.spread.n} for {measure.name.lower()}" for measure in measures)
    over = sum(ratio > 1 for ratio in measures[0].ratios)
    return f"There are {counts}. Of the {measures[0].spread.n} with both cost figures, {over} cost more than planned."


def _widened(measures: tuple[Measured, ...]) -> Caution | None:
    """Say once for each reason which comparisons were widened."""
    reasons = dict.fromkeys(measure.widened for measure in measures if measure.widened)
    if not reasons:
        return None
    parts = []
    for reason in reasons:
        names = [measure.name.lower() for measure in measures if measure.widened == reason]
        named = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        parts.append(f"For {named}, {reason}.")
    return Caution("The comparison was widened.", " ".join(parts))


def _figure(measures: tuple[Measured, ...]) -> Figure:
    rows = tuple((f"{measure.name} ({measure.spread.n})", tuple(sorted(measure.ratios))) for measure in measures)
    chart = Dots("What happened, as a multiple of the plan", rows, marks=((1.0, "as planned"),), least=-1, most=6)
    words = "Each dot is one real case: what happened, divided by what was planned. Right of the line is bad for cost and time, good for benefit."
    return Figure(chart, words)


def _ratios(plan: Plan, measures: tuple[Measured, ...]) -> Table:
    planned = (plan.cost, plan.benefit, plan.months)
    units = ("£{:,.2f}m", "£{:,.2f}m a year", "{:,.0f} months")
    rows = tuple(
        (
            measure.name,
            measure.spread.n,
            f"{measure.spread.lower_quartile:.2f}",
            f"{measure.spread.median:.2f}",
            f"{measure.spread.upper_quartile:.2f}",
            unit.format(mine),
            unit.format(mine * measure.spread.median),
        )
        for measure, mine, unit in zip(measures, planned, units, strict=True)
    )
    columns = ("", "Cases", "Lower quartile", "Median", "Upper quartile", "Your plan", "At the median")
    return Table(
        "What happened, as a multiple of the plan",
        columns,
        rows,
        note="A quarter of the cases lie below the lower quartile, a quarter above the upper.",
    )


def _worth(plan: Plan, measures: tuple[Measured, ...]) -> Table:
    cost, benefit, time = (measure.spread for measure in measures)
    ways = (
        ("As planned", plan),
        ("Better quarter of cases", plan.turned_out(cost.lower_quartile, benefit.upper_quartile, time.lower_quartile)),
        ("Middle of the cases", plan.turned_out(cost.median, benefit.median, time.median)),
        ("Worse quarter of cases", plan.turned_out(cost.upper_quartile, benefit.lower_quartile, time.upper_quartile)),
    )
    rows = tuple(
        (name, f"{way.cost:,.2f}", f"{way.benefit:,.2f}", f"{way.start()}", f"{way.value():,.2f}") for name, way in ways
    )
    columns = ("If it goes", "Cost, £m", "Benefit a year, £m", "Benefits begin in year", "Value today, £m")
    note = "Value today: all years added up at the Green Book’s rate of 3.5% a year, which falls after 30 years. The first year is year 0."
    return Table("What your plan would be worth", columns, rows, note=note)


def _even(plan: Plan, middle: Plan) -> str:
    least, later = plan.break_even(), middle.break_even()
    return (
        f"At the planned cost and time it breaks even at {money(least)} a year{_share(least, plan.benefit)}. "
        f"At the middle outturns for cost and time it takes {money(later)} a year{_share(later, plan.benefit)}."
    )


def _share(least: float, planned: float) -> str:
    return f", {least / planned:.0%} of what you plan" if planned else ""


def _bias(cost: Measured) -> Caution:
    forecasts = sum(case.cost_tag == "forecast" for case in cost.members)
    words = (
        "Auditors look at trouble, the press reports failure and partners publish success, so these ratios are probably "
        "too gloomy for an ordinary local partnership. Most come from large programmes led by technology."
    )
    if forecasts:
        words += f" {forecasts} of the {cost.spread.n} cost figures {'is a later forecast' if forecasts == 1 else 'are later forecasts'}, which tend to rise."
    return Caution("These cases are not a random sample.", words)


def similar(plan: Plan, kind: str, sector: str) -> tuple[Case, ...]:
    """Return the cases most like this one: kind first, then services, then whether figures were found, then size."""

    def distance(case: Case) -> tuple[bool, bool, bool, float, str]:
        # Sums in other currencies are not compared: such a case counts as a middling distance away in size.
        size = abs(math.log(case.planned_cost_m / plan.cost)) if case.planned_cost_m and case.currency == "GBP" else 3.0
        return (case.collaboration_type != kind, case.sector != sector, not case.has_pair, size, case.id)

    return tuple(sorted((case for case in cases.load() if not case.aggregate), key=distance)[:SIMILAR])


def _similar(plan: Plan, kind: str, sector: str) -> Table:
    rows = tuple(
        (
            case.name,
            case.outcome_summary,
            f"{case.source_publisher}{f', {case.source_year}' if case.source_year else ''}",
        )
        for case in similar(plan, kind, sector)
    )
    note = "Chosen by kind, then services, then whether figures were published, then size. The case library has the sources."
    return Table("Five similar cases", ("Case", "What happened", "Source"), rows, note=note)


EXERCISE = Outturns()
