"""outturns (chapter 5): what happened to plans like yours.

A result in the library need not be an end: many are later forecasts, lower bounds or part-way sums, and their tags say
which. Sentences, figure and table count those of cost, benefit and time alike.

Amounts are said with the digits that their size bears; a table's column is in millions or in thousands, by its largest.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from collabkit.analysis.appraisal import break_even_benefit, present_value
from collabkit.analysis.facts import Distribution, distribution
from collabkit.charts import Dots
from collabkit.data import cases
from collabkit.data.cases import Case
from collabkit.data.unfinished import in_words, unfinished
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import NAME
from collabkit.findings import Caution, Figure, Findings, Part, Sentence, Table
from collabkit.questions import Amount, Choice, Questions
from collabkit.sitting import Sitting
from collabkit.translation import noun, say
from collabkit.wording import MILLION, THOUSANDS_FROM, capital, counted, fixed, in_a_row, percent, pounds

FEWEST: Final = 5
"""A class of fewer pairs says too little, and widens itself."""
ANY: Final = "any"
BENEFIT_YEARS: Final = 10
MONTHS: Final = 12
SIMILAR: Final = 5

QUALITY: Final = (
    ("strict", say("Strictest: figures from auditors and the like, plan and result on the same scope")),
    ("verified", say("Any figure from auditors and the like")),
    ("all", say("All figures, the partners’ own and the press’s too")),
)
KINDS: Final = ((ANY, say("Any kind")), *((name, capital(words)) for name, words in cases.TYPES.items()))
SECTORS: Final = tuple((name, capital(words)) for name, words in cases.SECTORS.items())

KIND: Final = Choice(
    key="kind", text=say("What kind of collaboration is it?"), options=KINDS, required=True,
    missing=say("Say what kind of collaboration it is; “any kind” will do."),
)  # fmt: skip
SECTOR: Final = Choice(
    key="sector",
    text=say("In which services?"),
    help=say("It only decides which cases are shown as similar."),
    options=SECTORS,
)
FIGURES: Final = Choice(
    key="quality", text=say("With which figures do you want to compare?"), options=QUALITY,
    help=say("Decide before you see the result. Left open, it is the strictest."),
)  # fmt: skip
COST: Final = Amount(
    key="cost", text=say("What will it cost to set up, in all?"), unit="£ million", least=0.001, most=100_000, required=True,
    missing=say("Give the planned cost."),
)  # fmt: skip
BENEFIT: Final = Amount(
    key="benefit", text=say("What will it save or gain in a year, once it runs?"), unit="£ million a year", least=0, most=100_000,
    required=True, missing=say("Give the planned yearly benefit."),
)  # fmt: skip
BUILDING: Final = Amount(
    key="months",
    text=say("How long until it runs?"),
    help=say("Left open, it is a year."),
    unit="months",
    least=0,
    most=240,
)
LASTING: Final = Amount(
    key="years", text=say("For how many years will the benefit last?"), help=say("Left open, it is ten years."), unit="years",
    least=1, most=60, whole=True,
)  # fmt: skip

IN_MILLIONS: Final = 0.1
"""From this many million pounds on, a sentence says millions."""
THOUSAND: Final = 1_000
ROUNDING: Final = 1e-9
"""What counts as nothing, as a part of an amount."""
MANY_TIMES: Final = 1_000
"""From here on, how many times no longer matters."""

MEASURES: Final = {
    "Cost": (say("Cost"), say("cost"), noun("cost figure")),
    "Benefit": (say("Benefit"), say("benefit"), noun("benefit figure")),
    "Time": (say("Time"), say("time"), noun("time figure")),
}
"""What is measured: at the head of a row, in a sentence, and the noun for one of its figures."""

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
        name: what is measured, one of ``MEASURES``.
        members: the cases of the class.
        ratios: actual divided by planned, one for each member.
        tags: what is known of each result, in the order of the members.
        spread: how the ratios are spread.
        widened: how the class was widened, in words, or nothing.
    """

    name: str
    members: tuple[Case, ...]
    ratios: tuple[float, ...]
    tags: tuple[str, ...]
    spread: Distribution
    widened: str

    @property
    def heading(self) -> str:
        """What is measured, at the head of a row."""
        return MEASURES[self.name][0]

    @property
    def called(self) -> str:
        """What is measured, in a sentence."""
        return MEASURES[self.name][1]


def reference_class(
    name: str, choose: Chooser, ratio: Callable[[Case], float | None], kind: str, quality: str
) -> Measured:
    """Choose the class before looking at the answer; widen it, and say so, while it has fewer than five pairs.

    >>> measured = reference_class("Cost", _cost_pairs, lambda case: case.cost_ratio, "any", "strict")
    >>> measured.spread.n == len(cases.cost_pairs(strict=True))
    True
    """
    like = None if kind == ANY else kind
    steps = [(like, quality, "")]
    if like is not None:
        steps.append((None, quality, _too_few(cases.TYPES[kind], quality)))
    if quality != "all":
        words = say("fewer than five have figures of the quality that you asked for, so all figures are taken")
        steps.append((None, "all", words))
    for like_now, quality_now, widened in steps:
        members = choose(like_now, quality_now)
        if len(members) >= FEWEST:
            return _measured(name, members, ratio, widened)
    return _measured(name, choose(None, "all"), ratio, say("all cases are taken, though they are fewer than five"))


def _too_few(kind: str, quality: str) -> str:
    """Say why all kinds are taken: more of this kind may have figures that are not of the quality asked for."""
    if quality == "all":
        return say("fewer than five of the kind “{kind}” have both figures, so all kinds are taken", kind=kind)
    return say(
        "fewer than five of the kind “{kind}” have both figures of the quality that you asked for, so all kinds are taken",
        kind=kind,
    )


def _measured(name: str, members: tuple[Case, ...], ratio: Callable[[Case], float | None], widened: str) -> Measured:
    ratios = tuple(value for case in members if (value := ratio(case)) is not None)
    tags = tuple(getattr(case, f"{name.lower()}_tag") for case in members)
    return Measured(name, members, ratios, tags, distribution(ratios), widened)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: cost and yearly benefit in millions of pounds, months to build, years of benefit."""

    cost: float
    benefit: float
    months: float
    years: int

    @classmethod
    def of(cls, sitting: Sitting) -> Plan:
        """Take the plan from the answers; what was left open is as the questions say."""
        months, years = sitting.get(BUILDING, MONTHS), int(sitting.get(LASTING, BENEFIT_YEARS))
        return cls(sitting.need(COST), sitting.need(BENEFIT), months, years)

    def start(self) -> int:
        """Return the year in which benefits begin, counted from 0: the first whole year after the building."""
        return max(1, math.ceil(self.months / 12 - ROUNDING))

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
    title = say("What happened to plans like yours?")
    chapter = 5
    minutes = 10
    purpose = say(
        "Put your plan’s cost, yearly benefit and months beside what was reported of collaborations that published "
        "both a plan and a result. You see what yours would be worth if it went the way that theirs did."
    )
    asks = say("If our plan turns out as real ones did, is it still worth having?")
    leaves_out = say(
        "It counts money only: better care, resilience or fairness may justify a plan that loses money. "
        "It knows nothing of what makes your plan unlike the others, which is the first thing to ask when they did badly."
    )
    rests_on = say(
        "Real pairs of plan and result from published cases. They are few and not a random sample: auditors look at "
        "trouble, partners publish success, and most large ones are technology-led. Many of the cost figures and most of "
        "the times are later forecasts or lower bounds, which tend to rise further."
    )
    sources = ("hmtgreenbook2026",)
    story = say(
        "Tom Okafor, in the county’s finance team, tests the rival idea in fictional Brackendale: one shared back office "
        "for four councils and the health trust."
    )
    example = {
        "collaboration": say("Brackendale shared back office"), "kind": "shared_service", "sector": "local_government",
        "quality": "strict", "cost": 4.2, "benefit": 1.1, "months": 24, "years": 10,
    }  # fmt: skip

    def ask(self, answers: Answers) -> Questions:  # noqa: ARG002 - the same for everybody
        """Ask for the plan, and with what to compare it."""
        return (NAME, KIND, SECTOR, FIGURES, COST, BENEFIT, BUILDING, LASTING)

    def find(self, sitting: Sitting) -> Findings:
        """Compare the plan with its reference class."""
        plan = Plan.of(sitting)
        kind, quality = sitting.need(KIND), sitting.get(FIGURES, "strict")
        measures = (
            reference_class("Cost", _cost_pairs, lambda case: case.cost_ratio, kind, quality),
            reference_class("Benefit", _benefit_pairs, lambda case: case.benefit_ratio, kind, quality),
            reference_class("Time", _time_pairs, lambda case: case.time_ratio, kind, quality),
        )
        ways = _ways(plan, measures)
        return Findings.of(
            headline(plan, ways),
            Part.of(say("The cases that yours is compared with"), Sentence(_size(measures))),
            _widened(measures),
            _figure(measures),
            _ratios(plan, measures),
            _worth(ways),
            Part.of(say("What the benefit must reach"), Sentence(_even(ways))),
            _unfinished(measures),
            BIAS,
            _similar(plan, kind, sitting.get(SECTOR, "")),
        )


def money(millions: float) -> str:
    """Write an amount of millions of pounds, without a sign, with the digits that its size bears.

    >>> money(0.8173), money(0.0012345), money(1234.5), money(0)
    ('£0.82 million', '£1,230', '£1,234.50 million', '£0')
    """
    if millions >= IN_MILLIONS:
        return say("£{millions} million", millions=fixed(millions, 2))
    amount = millions * MILLION
    if not 0 < amount < THOUSANDS_FROM:
        return pounds(millions)
    return pounds(round(amount, 2 - math.floor(math.log10(amount))) / MILLION)


def _scale(amounts: Iterable[float]) -> int:
    """Return by how much to multiply a column of millions: by one, or by a thousand where all are below a million."""
    return 1 if max(map(abs, amounts)) >= 1 else THOUSAND


PLANNED: Final = say("As planned")
MEDIANS: Final = say("Each at its median")
"""The quartiles and medians are those of each measure by itself, and not of the same cases."""


def _ways(plan: Plan, measures: tuple[Measured, ...]) -> dict[str, Plan]:
    """Return the plan as it is, and as it would turn out."""
    cost, benefit, time = (measure.spread for measure in measures)
    return {
        PLANNED: plan,
        say("Each at its better quartile"): plan.turned_out(
            cost.lower_quartile, benefit.upper_quartile, time.lower_quartile
        ),
        MEDIANS: plan.turned_out(cost.median, benefit.median, time.median),
        say("Each at its worse quartile"): plan.turned_out(
            cost.upper_quartile, benefit.lower_quartile, time.upper_quartile
        ),
    }


def worths(ways: Mapping[str, Plan]) -> dict[str, float]:
    """Return what each way is worth; what the table prints as nought is nought."""
    values = {name: way.value() for name, way in ways.items()}
    scale = _scale(values.values())
    return {name: value if round(value * scale, 2) else 0.0 for name, value in values.items()}


def headline(plan: Plan, ways: Mapping[str, Plan]) -> str:
    """Say the one thing to take away: what the table prints as nought breaks even."""
    found = worths(ways)
    planned, turned = found[PLANNED], found[MEDIANS]
    return f"{_as_planned(planned)}; {_as_real_ones(turned, counted(plan.years, 'year'), still=planned > 0)}"


def _as_planned(worth: float) -> str:
    """Say what the plan is worth, as the first clause of a sentence."""
    if worth > 0:
        return say("As planned it is worth {amount}", amount=money(worth))
    if worth < 0:
        return say("Even as planned it loses {amount}", amount=money(-worth))
    return say("As planned it just breaks even")


def _as_real_ones(worth: float, years: str, *, still: bool) -> str:
    """Say what it would be worth if it went as real ones did, as the second clause."""
    if worth < 0:
        return say(
            "at the middle figures reported for real cases it would lose {amount}, in today’s money over {years} of benefit.",
            amount=money(-worth),
            years=years,
        )
    if not worth:
        return say(
            "at the middle figures reported for real cases it would just break even, in today’s money over {years} of benefit.",
            years=years,
        )
    if still:
        return say(
            "at the middle figures reported for real cases it would still be worth {amount}, in today’s money over {years} of benefit.",
            amount=money(worth),
            years=years,
        )
    return say(
        "at the middle figures reported for real cases it would be worth {amount}, in today’s money over {years} of benefit.",
        amount=money(worth),
        years=years,
    )


def _size(measures: tuple[Measured, ...]) -> str:
    counts = in_a_row(
        [say("{number} for {measure}", number=measure.spread.n, measure=measure.called) for measure in measures]
    )
    over, total = sum(ratio > 1 for ratio in measures[0].ratios), measures[0].spread.n
    if over == total:
        dearer = say("All {total} of those for cost came out dearer than planned, by the latest figure.", total=total)
    elif not over:
        dearer = say("None of the {total} for cost came out dearer than planned, by the latest figure.", total=total)
    else:
        dearer = say(
            "Of the {total} for cost, {number} came out dearer than planned, by the latest figure.",
            total=total,
            number=over,
        )
    return f"{say('There are {counts}.', counts=counts)} {dearer}"


def _widened(measures: tuple[Measured, ...]) -> Caution | None:
    """Say once for each reason which comparisons were widened."""
    reasons = dict.fromkeys(measure.widened for measure in measures if measure.widened)
    if not reasons:
        return None
    sentences = []
    for reason in reasons:
        widened = in_a_row([measure.called for measure in measures if measure.widened == reason])
        sentences.append(say("For {measures}, {reason}.", measures=widened, reason=reason))
    return Caution(say("The comparison was widened."), " ".join(sentences))


def _figure(measures: tuple[Measured, ...]) -> Figure:
    rows = tuple((f"{measure.heading} ({measure.spread.n})", tuple(sorted(measure.ratios))) for measure in measures)
    chart = Dots(REPORTED, rows, marks=((1.0, say("as planned")),), least=-1, most=6)
    words = say(
        "Each dot is one real case: the latest figure, divided by what was planned. Right of the line is bad for cost and "
        "time, good for benefit."
    )
    return Figure(
        chart, f"{words} {in_words([tag for measure in measures for tag in measure.tags], noun('dot'))}".strip()
    )


REPORTED: Final = say("What was reported, as a multiple of the plan")


def _ratios(plan: Plan, measures: tuple[Measured, ...]) -> Table:
    planned = (plan.cost, plan.benefit, plan.months)
    shown: tuple[Callable[[float], str], ...] = (money, _a_year, _months)
    rows = tuple(
        (
            measure.heading,
            measure.spread.n,
            unfinished(measure.tags),
            round(measure.spread.lower_quartile, 2),
            round(measure.spread.median, 2),
            round(measure.spread.upper_quartile, 2),
            shown_of(mine),
            shown_of(mine * measure.spread.median),
        )
        for measure, mine, shown_of in zip(measures, planned, shown, strict=True)
    )
    columns = (
        "",
        say("Cases"),
        say("Not final"),
        say("Lower quartile"),
        say("Median"),
        say("Upper quartile"),
        say("Your plan"),
        say("At the median"),
    )
    note = say(
        "About half of the cases lie between the two quartiles. Not final: forecasts, lower bounds and part-way sums, in "
        "place of outturns."
    )
    return Table(REPORTED, columns, rows, note=note)


def _a_year(millions: float) -> str:
    return say("{amount} a year", amount=money(millions))


def _months(months: float) -> str:
    """Write months in whole ones.

    >>> _months(1), _months(0.2), _months(0), _months(31.7)
    ('1 month', 'less than 1 month', 'none', '32 months')
    """
    if not months:
        return say("none")
    whole = round(months)
    return counted(whole, "month") if whole else say("less than 1 month")


def _worth(ways: Mapping[str, Plan]) -> Table:
    """Lay the ways beside each other; amounts are in millions, or in thousands where all of a column are small."""
    costs, cost_scale = _column([way.cost for way in ways.values()])
    benefits, benefit_scale = _column([way.benefit for way in ways.values()])
    values, value_scale = _column([way.value() for way in ways.values()])
    heads = (
        say("If it goes"),
        say("Cost, £ thousand") if cost_scale == THOUSAND else say("Cost, £m"),
        say("Benefit a year, £ thousand") if benefit_scale == THOUSAND else say("Benefit a year, £m"),
        say("Benefits begin in year"),
        say("Value today, £ thousand") if value_scale == THOUSAND else say("Value today, £m"),
    )
    starts = [way.start() for way in ways.values()]
    note = say(
        "Value today: all years added up at the Green Book’s rate of 3.5% a year, which falls after 30 years. The first "
        "year is year 0. The quartiles are those of each measure by itself, and not of the same cases."
    )
    rows = tuple(zip(ways, costs, benefits, starts, values, strict=True))
    return Table(say("What your plan would be worth"), heads, rows, note=note)


def _column(amounts: Sequence[float]) -> tuple[list[float], int]:
    """Return a column of amounts as it is printed, and by how much its millions were multiplied."""
    scale = _scale(amounts)
    return [round(amount * scale, 2) for amount in amounts], scale


def _even(ways: Mapping[str, Plan]) -> str:
    """Say at what benefit the plan would break even, and whether that is more than is planned as the headline has it."""
    plan = ways[PLANNED]
    least, later = plan.break_even(), ways[MEDIANS].break_even()
    if not plan.benefit:
        planned = say("At the planned cost and time it breaks even at {amount} a year.", amount=money(least))
        real = say("At the median cost and time of real cases it takes {amount} a year.", amount=money(later))
        return f"{planned} {real}"
    planned = say(
        "At the planned cost and time it breaks even at {amount} a year, {share}.",
        amount=money(least),
        share=_share(least if worths(ways)[PLANNED] else plan.benefit, plan.benefit),
    )
    real = say(
        "At the median cost and time of real cases it takes {amount} a year, {share}.",
        amount=money(later),
        share=_share(later, plan.benefit),
    )
    return f"{planned} {real}"


def _share(least: float, planned: float) -> str:
    """Say a benefit beside the planned one; more than twice as much is no percentage any more.

    A little more than the planned one is not enough, and is not rounded to it.

    >>> _share(1, 2), _share(5, 2), _share(1.001, 1)
    ('50% of what you plan', '2.5 times what you plan', 'just over 100% of what you plan')
    """
    times = least / planned
    if times >= MANY_TIMES:
        return say("more than {number} times what you plan", number=fixed(MANY_TIMES))
    if ROUNDING < times - 1 < 0.005:
        return say("just over 100% of what you plan")
    if times <= 2:
        return say("{percentage} of what you plan", percentage=percent(times))
    return say("{number} times what you plan", number=fixed(times, 1))


def _unfinished(measures: tuple[Measured, ...]) -> Caution | None:
    """Say of each measure how many of its figures are not yet the end of the matter."""
    said = [in_words(measure.tags, MEASURES[measure.name][2]) for measure in measures]
    known = [words for words in said if words]
    if any(unfinished(measure.tags) for measure in measures if measure.name != "Benefit"):
        known.append(say("Forecasts of cost and time tend to rise further."))
    return Caution(say("Not all of it is the end of the matter."), " ".join(known)) if known else None


BIAS: Final = Caution(
    say("These cases are not a random sample."),
    say(
        "Auditors look at trouble, the press reports failure and partners publish success, so these ratios are probably "
        "too gloomy for an ordinary local partnership. Most come from large programmes led by technology."
    ),
)


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
    note = f"{_chosen_by(kind != ANY, bool(sector))} {say('The case library has the sources.')}"
    return Table(say("Five similar cases"), (say("Case"), say("What happened"), say("Source")), rows, note=note)


def _chosen_by(kind: bool, services: bool) -> str:
    """Say by what similar cases were chosen, the first thing first."""
    if kind and services:
        return say("Chosen by kind, then services, then whether figures were published, then size.")
    if kind:
        return say("Chosen by kind, then whether figures were published, then size.")
    if services:
        return say("Chosen by services, then whether figures were published, then size.")
    return say("Chosen by whether figures were published, then size.")


EXERCISE = Outturns()
