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
from collabkit.translation import noun, say
from collabkit.wording import MILLION, THOUSANDS_FROM, capital, counted, fixed, in_a_row, percent, pounds

LEAST, MOST = -50, 50
"""Yearly changes beyond these are taken for mistakes of typing, in %."""
LONGEST: Final = 10
NOTHING: Final = 1e-9
SMALL: Final = 0.0005
"""A gap of less than this part of the budget is one that nobody would speak of."""
POINT: Final = 0.01
COMPARED: Final = ("nao2018", "ogden2024")
"""Sources whose figures count grant and council tax together, after inflation."""
ADDS: Final[dict[str, str]] = {
    "demand": say("growing demand"),
    "prices": say("rising prices"),
    "funding": say("falling funding"),
}
"""What adds to the gap."""
SLIGHT: Final = 0.005
"""A cause with less than this part of the gap is left out of the sentence."""
UNITS: Final = ((0.1, say("£ million"), 1), (0.0001, say("£ thousand"), 1_000), (0.0, "£", 1_000_000))
"""From how many millions a table is in which unit, and by how much that multiplies millions."""
GROWTH: Final[dict[str, str]] = {"demand": say("Demand"), "prices": say("Prices"), "funding": say("Funding")}


def _rate(key: str, text: str, help: str) -> Amount:
    missing = say("Answer: {question} 0 is an answer too.", question=text)
    return Amount(
        key=key, text=text, help=help, unit="% a year", least=LEAST, most=MOST, required=True, missing=missing
    )


BUDGET: Final = Amount(
    key="budget", text=say("What do you spend on it a year, today?"), unit="£ million", least=0.001, most=100_000,
    required=True, help=say("One service, or one purpose that several of you pay for."),
    missing=say("Say what you spend on it a year."),
)  # fmt: skip
FUNDING: Final = _rate(
    "funding", say("How will the money change each year, in cash?"), say("Flat is 0. A cut is below zero: -2.")
)
DEMAND: Final = _rate(
    "demand", say("How will demand change each year?"), say("How many people will need it, at the same standard?")
)
PRICES: Final = _rate(
    "prices",
    say("How will prices change each year?"),
    say("Pay, fuel, contracts: for your own service, which may not be the general rate."),
)
YEARS: Final = Amount(
    key="years", text=say("For how many years?"), unit="years", least=1, most=LONGEST, whole=True, required=True,
    missing=say("Say for how many years."),
)  # fmt: skip
HOPED: Final = Amount(
    key="hoped", text=say("What do you hope that joint work will save a year, by then?"), unit="£ million", least=0,
    most=100_000, help=say("The figure in the plan, in today’s money. Leave empty if there is none yet."),
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
    title = say("How large is your gap?")
    chapter = 4
    minutes = 8
    purpose = say(
        "Take one service and say what you expect of its money, of demand and of prices. You see the gap year by year in "
        "today’s money, what it comes from, and how much of it joint work would close if it went as such work usually goes."
    )
    asks = say("How large will our gap be, and how much of it could joint work honestly close?")
    leaves_out = say(
        "It takes your yearly changes as they are and lets them run on unchanged, which nothing ever does. It does not ask "
        "whether the same standard of service is the right aim, who else gains from what you do, or what joint work costs to begin."
    )
    rests_on = say(
        "The sum is plain arithmetic. What a hoped-for saving is worth is taken from collaborations that published both a "
        "plan and a result: a small collection of ours, which leans towards large and troubled projects, and in which some "
        "results are forecasts or part-way sums. It is a stress test, and no forecast. The national figures are published ones about English councils, and are shown side by side because they cannot be joined."
    )
    sources = ("nao2018", "ogden2024", "shapley1953")
    story = say(
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
    span, gap = counted(last.year, "year"), pounds(last.gap)
    if not plan.hoped:
        return say(
            "In {years} the same service would need {gap} a year more than you will have, in today’s money: {share} of "
            "what it would cost.",
            years=span,
            gap=gap,
            share=percent(last.gap / last.need),
        )
    lead = say("In {years} the same service would need {gap} a year more than you will have.", years=span, gap=gap)
    close = say(
        "Joint work would close {planned_share} of that if all goes as planned, and {usual_share} if it goes as in the "
        "middle one of our cases.",
        planned_share=_share(plan.hoped, last),
        usual_share=_share(plan.hoped * outturns().median, last),
    )
    return f"{lead} {close}"


def _share(saving: float, last: Year) -> str:
    """Say how much of the gap a saving closes; more than all of it is all."""
    share = saving / last.gap
    return say("all") if share >= 1 else say("none") if share <= 0 else percent(share)


def _no_gap(plan: Plan, last: Year) -> Findings:
    """Say that there is money to spare, or next to no gap, and how sure that is."""
    caution = Caution(
        say("Check the three changes before you say so aloud."),
        say("Take them from the last five years of your own service, and not from a forecast alone."),
    )
    prompt = Prompt(
        say("To do next:"),
        (say("Ask what joint work is for, if it is not for money: a better service is a reason of its own."),),
    )
    return Findings.of(_spare(plan, last), _table(plan), _sensitivity(plan), caution, prompt)


def _spare(plan: Plan, last: Year) -> str:
    span, amount = counted(last.year, "year"), pounds(abs(last.gap))
    if last.gap < -SMALL * plan.budget:
        return say(
            "On these numbers there is no gap: in {years} you would have {amount} a year to spare.",
            years=span,
            amount=amount,
        )
    if abs(last.gap) < NOTHING * plan.budget:
        return say(
            "On these numbers there is no gap: in {years} the money would just buy the same service.", years=span
        )
    if last.gap > 0:
        return say(
            "On these numbers there is next to no gap: in {years} {amount} a year would be missing.",
            years=span,
            amount=amount,
        )
    return say(
        "On these numbers there is next to no gap: in {years} {amount} a year would be left over.",
        years=span,
        amount=amount,
    )


def _named(course: tuple[Year, ...]) -> tuple[tuple[str, Year], ...]:
    return tuple((say("Year {number}", number=one.year) if one.year else say("Now"), one) for one in course)


def _gaps(plan: Plan, last: Year) -> Figure:
    """Draw what is missing each year."""
    course = _named(plan.course())
    unit = Unit.of(last.gap)
    gaps = tuple((name, unit.round(one.gap)) for name, one in course if one.year)
    most = max(0.01, *(gap for _, gap in gaps))
    chart = Bars(
        say("Gap, {unit} in today’s money", unit=unit.name), gaps, most=most, standout=gaps[-1][0], heading=say("Gap")
    )
    need, money = told_apart(last.need, last.money)
    caption = say(
        "What is missing each year, in {unit} of today. After {years} the same service would cost "
        "{need}, and the money would buy {money} of it.",
        unit=unit.name,
        years=counted(last.year, "year"),
        need=need,
        money=money,
    )
    return Figure(chart, caption)


CLOSE_ENOUGH: Final = 0.1
"""By so much of itself the difference of two amounts may change in print."""


def told_apart(one: float, other: float) -> tuple[str, str]:
    """Write two different amounts, in millions of pounds, with so many digits that their difference is seen.

    >>> told_apart(6.56, 5.57), told_apart(1.04, 0.999), told_apart(6.06, 6.04047), told_apart(0.0010002, 0.0009996)
    (('£6.6 million', '£5.6 million'), ('£1,040,000', '£999,000'), ('£6,060,000', '£6,040,000'), ('£1,000.20', '£999.60'))
    """
    apart = (one - other) * MILLION
    for way, decimals in ((pounds, None), (_in_thousands, -3), (_in_full, 0)):
        first, second = (_rounded(amount * MILLION, decimals) for amount in (one, other))
        if abs(first - second - apart) <= CLOSE_ENOUGH * abs(apart):
            return way(one), way(other)
    return _in_full(one, 2), _in_full(other, 2)


def _rounded(amount: float, decimals: int | None) -> float:
    """Round pounds to so many decimals; where none are named, as ``pounds`` does."""
    if decimals is None:
        decimals = -5 if amount >= MILLION else -3 if amount >= THOUSANDS_FROM else 0
    return round(amount, decimals)


def _in_thousands(millions: float) -> str:
    return _in_full(round(millions, 3))


def _in_full(millions: float, decimals: int = 0) -> str:
    return say("£{amount}", amount=fixed(millions * MILLION, decimals))


def _table(plan: Plan) -> Table:
    course = plan.course()
    gaps = [one.gap for one in course]
    none = max(map(abs, gaps)) < NOTHING * plan.budget
    unit = Unit.of(*([plan.budget] if none else gaps))
    rows = tuple(
        (name, unit.round(one.need), unit.round(one.money), unit.round(one.gap)) for name, one in _named(course)
    )
    return Table(
        say("Year by year, {unit} in today’s money", unit=unit.name),
        ("", say("Need"), say("Money"), say("Gap")),
        rows,
        note=say("Each figure is rounded by itself."),
    )


def _causes(plan: Plan, last: Year) -> Part:
    """Share the gap out among its causes; one that adds or takes next to nothing is left out."""
    parts = by_cause(plan.budget, plan.rates, plan.count)
    adds = {cause: part for cause, part in parts.items() if part > SLIGHT * last.gap}
    takes = {cause: -part for cause, part in parts.items() if part < -SLIGHT * last.gap}
    heading, gap = say("Where it comes from"), pounds(last.gap)
    if len(adds) == 1 and not takes:
        cause = ADDS[next(iter(adds))]
        return Part.of(heading, Sentence(say("The gap of {gap} comes from {cause}.", gap=gap, cause=cause)))
    if takes:
        # What adds may be more than the gap, so it is no part of it.
        words = say(
            "{more}; {less}, which leaves the gap of {gap}.",
            more=capital(in_a_row([_adds(cause, pounds(part)) for cause, part in adds.items()])),
            less=in_a_row([_takes(cause, pounds(part)) for cause, part in takes.items()]),
            gap=gap,
        )
    else:
        words = say(
            "Of the gap of {gap}, this much comes from each cause: {causes}.",
            gap=gap,
            causes=in_a_row([f"{ADDS[cause]} ({pounds(part)})" for cause, part in adds.items()]),
        )
    return Part.of(
        heading,
        Sentence(
            f"{words} {say('The causes act on each other; each got its fair part of that. Each figure is rounded.')}"
        ),
    )


def _adds(cause: str, amount: str) -> str:
    """Say what a cause adds to the gap, in a clause."""
    return {
        "demand": say("growing demand adds {amount}", amount=amount),
        "prices": say("rising prices add {amount}", amount=amount),
        "funding": say("falling funding adds {amount}", amount=amount),
    }[cause]


def _takes(cause: str, amount: str) -> str:
    """Say what a cause takes from the gap, in a clause."""
    return {
        "demand": say("falling demand takes {amount} off", amount=amount),
        "prices": say("falling prices take {amount} off", amount=amount),
        "funding": say("growing funding takes {amount} off", amount=amount),
    }[cause]


def _joint_work(plan: Plan, last: Year) -> tuple[Block, ...]:
    """Set the hoped-for saving beside what became of such hopes."""
    heading = say("What joint work could close")
    if plan.hoped is None:
        words = say(
            "You named no saving from joint work. Type what is hoped for, and see how much of the gap it would close."
        )
        return (Part.of(heading, Sentence(words)),)
    if not plan.hoped:
        words = say("You hope for no saving from joint work, so it closes none of the gap. Ask what else it is for.")
        return (Part.of(heading, Sentence(words)),)
    spread = outturns()
    caution = Caution(
        say("A hope is not a saving."),
        say(
            "In the middle one of {number} cases {share} of the planned benefit was reported. The collection is "
            "small, and leans towards large and troubled projects: use it as a stress test.",
            number=spread.n,
            share=percent(spread.median),
        ),
    )
    return (Part.of(heading, Sentence(_left(plan, last)), _closed(plan.hoped, last, spread), caution),)


def _closed(hoped: float, last: Year, spread: Distribution) -> Table:
    """Say how much of the gap a saving would close if it went as in the cases."""
    lines = (
        (say("As planned"), 1.0), (say("Upper quartile of cases"), spread.upper_quartile), (say("Middle case"), spread.median),
        (say("Lower quartile of cases"), spread.lower_quartile),
    )  # fmt: skip
    unit = Unit.of(hoped)
    rows = tuple((name, unit.round(hoped * ratio), _share(hoped * ratio, last)) for name, ratio in lines)
    note = say(
        "From {number} cases with a planned and a reported benefit. A quarter of them did worse than the last line.",
        number=spread.n,
    )
    open_ones = in_words([case.benefit_tag for case in cases.benefit_pairs()], noun("reported benefit"))
    return Table(
        say("What joint work would close in the last year"),
        (say("If it goes"), unit.name, say("Share of the gap")),
        rows,
        note=f"{note} {open_ones}".strip(),
    )


def _left(plan: Plan, last: Year) -> str:
    saved = (plan.hoped or 0.0) * outturns().median
    if saved >= last.gap:
        return say(
            "Even as in the middle case, joint work would close the gap. Ask whether the hoped-for saving is counted in "
            "somebody else’s plan too."
        )
    return say(
        "If it goes as in the middle case, {amount} a year is still to be found some other way. Say in the same paper how.",
        amount=pounds(last.gap - saved),
    )


def _sensitivity(plan: Plan) -> Table:
    """Show what one point on each of the three changes does to the last year's gap."""
    gaps = {cause: (_gap_with(plan, cause, -POINT), _gap_with(plan, cause, POINT)) for cause in CAUSES}
    unit = Unit.of(*(gap for both in gaps.values() for gap in both))
    rows = tuple((GROWTH[cause], unit.round(lower), unit.round(higher)) for cause, (lower, higher) in gaps.items())
    return Table(
        say("The gap in the last year if one change were one point lower or higher, {unit}", unit=unit.name),
        ("", say("1 point lower"), say("1 point higher")), rows,
        note=say("Spend your time on the line where the two numbers lie furthest apart. Below nought there is money to spare."),
    )  # fmt: skip


def _gap_with(plan: Plan, cause: str, change: float) -> float:
    changed = {one: getattr(plan.rates, one) + (change if one == cause else 0.0) for one in CAUSES}
    return years(plan.budget, Rates(**changed), plan.count)[-1].gap


def _national(plan: Plan) -> tuple[Block, ...]:
    """Set the learner's own change after inflation beside published ones, each with its own years."""
    own = say(
        "After inflation your own assumption comes to {change} in {years}.",
        change=_real_change(plan),
        years=counted(plan.count, "year"),
    )
    councils = say("Here is what English councils saw, by measures that count grant and council tax together.")
    rows = tuple(
        (
            say("{first_year} to {last_year}", first_year=change.period_start, last_year=change.period_end),
            _signed(change.real_pct),
            change.measure.split(" (")[0],
        )
        for change in spending.cumulative()
        if change.source_key in COMPARED and "council tax" in change.measure and change.real_pct is not None
    )
    note = say(
        "Each line stands alone, with its own years and its own measure (National Audit Office, 2018; Institute for Fiscal "
        "Studies, 2024). They cannot be added or joined."
    )
    table = Table(
        say("Real change in English councils’ funding"),
        (say("Years"), say("Change"), say("What was measured")),
        rows,
        note,
    )
    return (Part.of(say("Beside the national picture"), Sentence(f"{own} {councils}"), table),)


def _real_change(plan: Plan) -> str:
    """Say what a plan's change of funding comes to after inflation; more than twice as much is no percentage."""
    real = ((1 + plan.rates.funding) / (1 + plan.rates.prices)) ** plan.count - 1
    if real > 1:
        return say("{number} times today’s money", number=fixed(1 + real, 1))
    if abs(real) < NOTHING:
        return say("no change")
    share = percent(abs(real))
    return say("a fall of {share}", share=share) if real < 0 else say("a rise of {share}", share=share)


def _signed(percentage: float) -> str:
    """Write a percentage with its sign.

    >>> _signed(2.0), _signed(-10.0), _signed(0.0)
    ('+2%', '−10%', '0%')
    """
    return say("{number}%", number=f"{'+' if percentage > 0 else ''}{fixed(percentage)}")


def _in_a_paper(plan: Plan) -> str:
    """Say what to put into a paper beside the gap: a share that would be closed, only where a saving is hoped for."""
    if plan.hoped is None:
        return say("Put the gap into your next paper, and say that nobody has named a saving from joint work yet.")
    if not plan.hoped:
        return say("Put the gap into your next paper, and say that joint work is not meant to close it.")
    return say(
        "Put the gap and the share that joint work would close in the same paragraph of your next paper, with the share "
        "of the middle case before that of the plan."
    )


def _next(plan: Plan, last: Year) -> Prompt:
    items = [
        _in_a_paper(plan),
        say("Show the three yearly changes to a partner, and ask which of them they would have put differently."),
    ]
    if plan.hoped and plan.hoped > last.gap:
        items.append(say("Your hoped-for saving is larger than the gap. Ask who else has counted it."))
    return Prompt(say("To do next:"), tuple(items))


EXERCISE = Pressure()
