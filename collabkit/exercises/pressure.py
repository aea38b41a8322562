"""pressure (chapter 4): how large the gap in your money will be, and how much of it joint work could close.

Amounts in a table are in millions, in thousands or in pounds, by what the table has to show, so that a small budget does
not come out as a table of noughts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from collabkit.analysis.facts import Distribution, distribution
from collabkit.analysis.gap import CAUSES, Rates, Year, by_cause, years
from collabkit.charts import Bars
from collabkit.data import cases, spending
from collabkit.data.unfinished import in_words
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, NAME
from collabkit.findings import Block, Caution, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import Amount, Questions
from collabkit.sitting import Sitting
from collabkit.wording import MILLION, capital, counted, fixed, in_a_row, percent, pounds

LEAST, MOST = -50, 50
"""Yearly changes beyond these are taken for mistakes of typing, in %."""
LONGEST: Final = 10
NOTHING: Final = 1e-9
SMALL: Final = 0.0005
"""A gap of less than this part of the budget is one that nobody would speak of."""
POINT: Final = 0.01
COMPARED: Final = ("nao2018", "ogden2024")
"""Sources whose figures count grant and council tax together, after inflation."""
ADDS: Final[dict[str, str]] = {"demand": "growing demand", "prices": "rising prices", "funding": "falling funding"}
TAKES: Final[dict[str, str]] = {"demand": "falling demand", "prices": "falling prices", "funding": "growing funding"}
"""What adds to the gap, and what takes from it: the words go by the sign."""
SLIGHT: Final = 0.005
"""A cause with less than this part of the gap is left out of the sentence."""
UNITS: Final = ((0.1, "£ million", 1), (0.0001, "£ thousand", 1_000), (0.0, "£", 1_000_000))
"""From how many millions a table is in which unit, and by how much that multiplies millions."""
GROWTH: Final[dict[str, str]] = {"demand": "Demand", "prices": "Prices", "funding": "Funding"}


def _rate(key: str, text: str, help: str) -> Amount:
    return Amount(key=key, text=text, help=help, unit="% a year", least=LEAST, most=MOST, required=True,
                  missing=f"Answer: {text} 0 is an answer too.")  # fmt: skip


BUDGET: Final = Amount(
    key="budget", text="What do you spend on it a year, today?", unit="£ million", least=0.001, most=100_000,
    required=True, help="One service, or one purpose that several of you pay for.",
    missing="Say what you spend on it a year.",
)  # fmt: skip
FUNDING: Final = _rate(
    "funding", "How will the money change each year, in cash?", "Flat is 0. A cut is below zero: -2."
)
DEMAND: Final = _rate(
    "demand", "How will demand change each year?", "How many people will need it, at the same standard?"
)
PRICES: Final = _rate(
    "prices",
    "How will prices change each year?",
    "Pay, fuel, contracts: for your own service, which may not be the general rate.",
)
YEARS: Final = Amount(
    key="years", text="For how many years?", unit="years", least=1, most=LONGEST, whole=True, required=True,
    missing="Say for how many years.",
)  # fmt: skip
HOPED: Final = Amount(
    key="hoped", text="What do you hope that joint work will save a year, by then?", unit="£ million", least=0,
    most=100_000, help="The figure in the plan, in today’s money. Leave empty if there is none yet.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What was typed.

    Attributes:
        budget: in £ million a year.
        rates: the yearly changes.
        count: for how many years.
        hoped: what joint work is hoped to save in the last year, in £ million, or None.
    """

    budget: float
    rates: Rates
    count: int
    hoped: float | None

    @classmethod
    def of(cls, sitting: Sitting) -> Plan:
        """Take the plan from the answers, which give yearly changes in %."""
        demand, prices, funding = (sitting.need(rate) / 100 for rate in (DEMAND, PRICES, FUNDING))
        rates = Rates(demand=demand, prices=prices, funding=funding)
        return cls(float(sitting.need(BUDGET)), rates, int(sitting.need(YEARS)), sitting.get(HOPED))

    def course(self) -> tuple[Year, ...]:
        """Return today and every year of the plan."""
        return years(self.budget, self.rates, self.count)


class Pressure(Exercise):
    """A budget, three yearly changes, and what joint work is hoped to save."""

    id = "pressure"
    title = "How large is your gap?"
    chapter = 4
    minutes = 8
    purpose = (
        "Take one service and say what you expect of its money, of demand and of prices. You see the gap year by year in "
        "today’s money, what it comes from, and how much of it joint work would close if it went as such work usually goes."
    )
    asks = "How large will our gap be, and how much of it could joint work honestly close?"
    leaves_out = (
        "It takes your yearly changes as they are and lets them run on unchanged, which nothing ever does. It does not ask "
        "whether the same standard of service is the right aim, who else gains from what you do, or what joint work costs to begin."
    )
    rests_on = (
        "The sum is plain arithmetic. What a hoped-for saving is worth is taken from collaborations that published both a "
        "plan and a result: a small collection of ours, which leans towards large and troubled projects, and in which some "
        "results are forecasts or part-way sums. It is a stress test, and no forecast. The national figures are published ones about English councils, and are shown side by side because they cannot be joined."
    )
    sources = ("nao2018", "ogden2024", "shapley1953")
    story = (
        "Tom Okafor, in the finance department of a fictional county, does the sum for what four partners spend on falls, on "
        "the back of an agenda."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "budget": 6.0, "funding": 0, "demand": 3, "prices": 2.5, "years": 3, "hoped": 0.4,
    }  # fmt: skip

    def ask(self, answers: Answers) -> Questions:  # noqa: ARG002 - nothing here depends on an answer
        """Ask for the money, the three changes, and the hope."""
        return (NAME, BUDGET, FUNDING, DEMAND, PRICES, YEARS, HOPED)

    def find(self, sitting: Sitting) -> Findings:
        """Say how large the gap is, what makes it, and how much of it joint work would close."""
        plan = Plan.of(sitting)
        last = plan.course()[-1]
        if last.gap <= SMALL * plan.budget:
            return _no_gap(plan, last)
        return Findings.of(
            headline(plan, last),
            _gaps(plan, last),
            _table(plan),
            _causes(plan, last),
            *_joint_work(plan, last),
            _sensitivity(plan),
            *_national(plan),
            _next(plan, last),
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a table: its name, and by how much it multiplies millions of pounds."""

    name: str
    factor: int

    @classmethod
    def of(cls, *millions: float) -> Unit:
        """Choose the unit in which the largest of these amounts can be seen.

        >>> Unit.of(0.98).name, Unit.of(0.004, -0.002).name, Unit.of(0.00001).name
        ('£ million', '£ thousand', '£')
        """
        largest = max(map(abs, millions))
        return next(cls(name, factor) for least, name, factor in UNITS if largest >= least)

    def round(self, millions: float) -> float:
        """Return an amount in this unit, as it is printed, never as minus nought.

        >>> Unit("£ million", 1).round(-0.004), Unit("£ million", 1).round(-0.76)
        (0.0, -0.76)
        """
        return round(millions * self.factor, 2) + 0.0


@cache
def outturns() -> Distribution:
    """Return how much of a planned benefit was had, over the cases that published both.

    >>> outturns().n == len(cases.benefit_pairs())
    True
    """
    return distribution(case.benefit_ratio for case in cases.benefit_pairs())


def headline(plan: Plan, last: Year) -> str:
    """Say the gap, and what a hoped-for saving would do to it as planned and as such savings usually go."""
    lead = (
        f"In {counted(last.year, 'year')} the same service would need {pounds(last.gap)} a year more than you will have"
    )
    if not plan.hoped:
        return f"{lead}, in today’s money: {percent(last.gap / last.need)} of what it would cost."
    usual = plan.hoped * outturns().median
    return (
        f"{lead}. Joint work would close {_share(plan.hoped, last)} of that if all goes as planned, and {_share(usual, last)} if it "
        "goes as in the middle one of our cases."
    )


def _share(saving: float, last: Year) -> str:
    """Say how much of the gap a saving closes; more than all of it is all."""
    share = saving / last.gap
    return "all" if share >= 1 else "none" if share <= 0 else percent(share)


def _no_gap(plan: Plan, last: Year) -> Findings:
    """Say that there is money to spare, or next to no gap, and how sure that is."""
    caution = Caution(
        "Check the three changes before you say so aloud.",
        "Take them from the last five years of your own service, and not from a forecast alone.",
    )
    prompt = Prompt(
        "To do next:", ("Ask what joint work is for, if it is not for money: a better service is a reason of its own.",)
    )
    return Findings.of(_spare(plan, last), _table(plan), _sensitivity(plan), caution, prompt)


def _spare(plan: Plan, last: Year) -> str:
    when = f"in {counted(last.year, 'year')}"
    if last.gap < -SMALL * plan.budget:
        return f"On these numbers there is no gap: {when} you would have {pounds(-last.gap)} a year to spare."
    if abs(last.gap) < NOTHING * plan.budget:
        return f"On these numbers there is no gap: {when} the money would just buy the same service."
    which = "less" if last.gap > 0 else "more"
    return (
        f"On these numbers there is next to no gap: {when} the money would buy the same service, with {pounds(abs(last.gap))} a "
        f"year {which} than it costs."
    )


def _named(course: tuple[Year, ...]) -> tuple[tuple[str, Year], ...]:
    return tuple(("Now" if not one.year else f"Year {one.year}", one) for one in course)


def _gaps(plan: Plan, last: Year) -> Figure:
    """Draw what is missing each year."""
    course = _named(plan.course())
    unit = Unit.of(last.gap)
    gaps = tuple((name, unit.round(one.gap)) for name, one in course if one.year)
    most = max(0.01, *(gap for _, gap in gaps))
    chart = Bars(f"Gap, {unit.name} in today’s money", gaps, most=most, standout=gaps[-1][0], heading="Gap")
    need, money = told_apart(last.need, last.money)
    caption = (
        f"What is missing each year, in {unit.name} of today. After {counted(last.year, 'year')} the same service would cost "
        f"{need}, and the money would buy {money} of it."
    )
    return Figure(chart, caption)


def told_apart(one: float, other: float) -> tuple[str, str]:
    """Write two different amounts, in millions of pounds, with so many digits that they look different.

    >>> told_apart(6.56, 5.57), told_apart(100.02, 99.96), told_apart(0.0010002, 0.0009996)
    (('£6.6 million', '£5.6 million'), ('£100,020,000', '£99,960,000'), ('£1,000.20', '£999.60'))
    """
    ways = (pounds, lambda amount: f"£{fixed(amount * MILLION)}", lambda amount: f"£{fixed(amount * MILLION, 2)}")
    said = [(way(one), way(other)) for way in ways]
    return next((pair for pair in said if pair[0] != pair[1]), said[-1])


def _table(plan: Plan) -> Table:
    course = plan.course()
    gaps = [one.gap for one in course]
    near = max(map(abs, gaps)) <= SMALL * plan.budget
    unit = Unit.of(*([plan.budget] if near else gaps))
    rows = tuple(
        (name, unit.round(one.need), unit.round(one.money), unit.round(one.gap)) for name, one in _named(course)
    )
    return Table(f"Year by year, {unit.name} in today’s money", ("", "Need", "Money", "Gap"), rows)


def _causes(plan: Plan, last: Year) -> Part:
    """Share the gap out among its causes; one that adds or takes next to nothing is left out."""
    parts = by_cause(plan.budget, plan.rates, plan.count)
    adds = {cause: part for cause, part in parts.items() if part > SLIGHT * last.gap}
    takes = {cause: -part for cause, part in parts.items() if part < -SLIGHT * last.gap}
    heading = "Where it comes from"
    if len(adds) == 1 and not takes:
        return Part.of(heading, Sentence(f"The gap of {pounds(last.gap)} comes from {ADDS[next(iter(adds))]}."))
    if takes:
        # What adds may be more than the gap, so it is no part of it.
        less = in_a_row(
            [f"{TAKES[cause]} {_agrees(cause, 'take')} {pounds(part)} off" for cause, part in takes.items()]
        )
        more = in_a_row([f"{ADDS[cause]} {_agrees(cause, 'add')} {pounds(part)}" for cause, part in adds.items()])
        words = f"{capital(more)}; {less}, which leaves the gap of {pounds(last.gap)}"
    else:
        named = in_a_row([f"{ADDS[cause]} ({pounds(part)})" for cause, part in adds.items()])
        words = f"Of the gap of {pounds(last.gap)}, this much comes from each cause: {named}"
    return Part.of(heading, Sentence(f"{words}. The causes act on each other; each got its fair part of that."))


def _agrees(cause: str, verb: str) -> str:
    """Let a verb agree with a cause: prices are many."""
    return verb if cause == "prices" else f"{verb}s"


def _joint_work(plan: Plan, last: Year) -> tuple[Block, ...]:
    """Set the hoped-for saving beside what became of such hopes."""
    heading = "What joint work could close"
    if plan.hoped is None:
        words = (
            "You named no saving from joint work. Type what is hoped for, and see how much of the gap it would close."
        )
        return (Part.of(heading, Sentence(words)),)
    if not plan.hoped:
        words = "You hope for no saving from joint work, so it closes none of the gap. Ask what else it is for."
        return (Part.of(heading, Sentence(words)),)
    spread, tags = outturns(), [case.benefit_tag for case in cases.benefit_pairs()]
    lines = (
        ("As planned", 1.0), ("Upper quartile of cases", spread.upper_quartile), ("Middle case", spread.median),
        ("Lower quartile of cases", spread.lower_quartile),
    )  # fmt: skip
    unit = Unit.of(plan.hoped)
    rows = tuple((name, unit.round(plan.hoped * ratio), _share(plan.hoped * ratio, last)) for name, ratio in lines)
    open_ones = in_words(tags, "reported benefit")
    table = Table("What joint work would close in the last year", ("If it goes", unit.name, "Share of the gap"), rows,
                  note=f"From {spread.n} cases with a planned and a reported benefit. A quarter of them did worse than the last line. {open_ones}".strip())  # fmt: skip
    caution = Caution(
        "A hope is not a saving.",
        f"In the middle one of {spread.n} cases {percent(spread.median)} of the planned benefit was reported. The collection is "
        "small, and leans towards large and troubled projects: use it as a stress test.",
    )
    return (Part.of(heading, Sentence(_left(plan, last)), table, caution),)


def _left(plan: Plan, last: Year) -> str:
    saved = (plan.hoped or 0.0) * outturns().median
    if saved >= last.gap:
        return "Even as in the middle case, joint work would close the gap. Ask whether the hoped-for saving is counted in somebody else’s plan too."
    return f"If it goes as in the middle case, {pounds(last.gap - saved)} a year is still to be found some other way. Say in the same paper how."


def _sensitivity(plan: Plan) -> Table:
    """Show what one point on each of the three changes does to the last year's gap."""
    gaps = {cause: (_gap_with(plan, cause, -POINT), _gap_with(plan, cause, POINT)) for cause in CAUSES}
    unit = Unit.of(*(gap for both in gaps.values() for gap in both))
    rows = tuple((GROWTH[cause], unit.round(lower), unit.round(higher)) for cause, (lower, higher) in gaps.items())
    return Table(
        f"The gap in the last year if one change were one point lower or higher, {unit.name}",
        ("", "1 point lower", "1 point higher"), rows,
        note="Spend your time on the line where the two numbers lie furthest apart. Below nought there is money to spare.",
    )  # fmt: skip


def _gap_with(plan: Plan, cause: str, change: float) -> float:
    changed = {one: getattr(plan.rates, one) + (change if one == cause else 0.0) for one in CAUSES}
    return years(plan.budget, Rates(**changed), plan.count)[-1].gap


def _national(plan: Plan) -> tuple[Block, ...]:
    """Set the learner's own change after inflation beside published ones, each with its own years."""
    real = ((1 + plan.rates.funding) / (1 + plan.rates.prices)) ** plan.count - 1
    said = "no change"
    if real > 1:
        said = f"{fixed(1 + real, 1)} times today’s money"
    elif round(100 * real):
        said = f"a {'fall' if real < 0 else 'rise'} of {percent(abs(real))}"
    words = f"After inflation your own assumption comes to {said} in {counted(plan.count, 'year')}. Here is what English councils saw, by measures that count grant and council tax together."
    rows = tuple(
        (
            f"{change.period_start} to {change.period_end}",
            f"{'+' if change.real_pct > 0 else ''}{fixed(change.real_pct)}%",
            change.measure.split(" (")[0],
        )
        for change in spending.cumulative()
        if change.source_key in COMPARED and "council tax" in change.measure and change.real_pct is not None
    )
    note = "Each line stands alone, with its own years and its own measure (National Audit Office, 2018; Institute for Fiscal Studies, 2024). They cannot be added or joined."
    return (
        Part.of(
            "Beside the national picture",
            Sentence(words),
            Table("Real change in English councils’ funding", ("Years", "Change", "What was measured"), rows, note),
        ),
    )


def _next(plan: Plan, last: Year) -> Prompt:
    items = [
        "Put the gap and the share that joint work would close in the same paragraph of your next paper, with the lower figure first.",
        "Show the three yearly changes to a partner, and ask which of them they would have put differently.",
    ]
    if plan.hoped and plan.hoped > last.gap:
        items.append("Your hoped-for saving is larger than the gap. Ask who else has counted it.")
    return Prompt("To do next:", tuple(items))


EXERCISE = Pressure()
