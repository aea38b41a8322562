"""pressure (chapter 4): how large the gap in your money will be, and how much of it joint work could close."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from collabkit.analysis.facts import Distribution, distribution
from collabkit.analysis.gap import CAUSES, Rates, Year, by_cause, years
from collabkit.charts import Bars
from collabkit.data import cases, spending
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, NAME
from collabkit.findings import Block, Caution, Figure, Findings, Prompt, Sentence, Table
from collabkit.questions import Amount, Question
from collabkit.wording import counted, in_a_row

LEAST, MOST = -50, 50
"""Yearly changes beyond these are taken for mistakes of typing, in %."""
LONGEST: Final = 10
SMALL: Final = 0.0005
"""A gap of less than this part of the budget is one that nobody would speak of."""
POINT: Final = 0.01
COMPARED: Final = ("nao2018", "ogden2024")
"""Sources whose figures count grant and council tax together, after inflation."""
IN_WORDS: Final[dict[str, str]] = {
    "demand": "growing demand",
    "prices": "rising prices",
    "funding": "the change in funding",
}
GROWTH: Final[dict[str, str]] = {"demand": "Demand", "prices": "Prices", "funding": "Funding"}


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
        "plan and a result: a small collection of ours, which leans towards large and troubled projects. It is a stress "
        "test, and no forecast. The national figures are published ones about English councils, and are shown side by side because they cannot be joined."
    )
    sources = ("nao2018", "ogden2024", "shapley1953")
    story = (
        "Tom Okafor, in the finance department of a fictional county, does the sum for what four partners spend on falls, on "
        "the back of an agenda."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "budget": 6.0, "funding": 0, "demand": 3, "prices": 2.5, "years": 3, "hoped": 0.4,
    }  # fmt: skip

    def ask(self, answers: Answers) -> tuple[Question, ...]:  # noqa: ARG002 - nothing here depends on an answer
        """Ask for the money, the three changes, and the hope."""
        return (
            NAME,
            Amount(key="budget", text="What do you spend on it a year, today?", unit="£ million", least=0.001, most=100_000,
                   required=True, help="One service, or one purpose that several of you pay for.",
                   missing="Say what you spend on it a year."),
            _rate("funding", "How will the money change each year, in cash?", "Flat is 0. A cut is below zero: -2."),
            _rate("demand", "How will demand change each year?", "How many people will need it, at the same standard?"),
            _rate("prices", "How will prices change each year?", "Pay, fuel, contracts: for your own service, which may not be the general rate."),
            Amount(key="years", text="For how many years?", unit="years", least=1, most=LONGEST, whole=True, required=True,
                   missing="Say for how many years."),
            Amount(key="hoped", text="What do you hope that joint work will save a year, by then?", unit="£ million", least=0,
                   most=100_000, help="The figure in the plan, in today’s money. Leave empty if there is none yet."),
        )  # fmt: skip

    def find(self, values: dict[str, Any]) -> Findings:
        """Say how large the gap is, what makes it, and how much of it joint work would close."""
        rates = Rates(**{cause: values[cause] / 100 for cause in CAUSES})
        plan = Plan(float(values["budget"]), rates, int(values["years"]), values.get("hoped"))
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


def _rate(key: str, text: str, help: str) -> Amount:
    return Amount(key=key, text=text, help=help, unit="% a year", least=LEAST, most=MOST, required=True,
                  missing=f"Answer: {text} 0 is an answer too.")  # fmt: skip


def pounds(millions: float) -> str:
    """Write an amount in millions of pounds for a sentence.

    >>> pounds(0.9848), pounds(0.16), pounds(12.345), pounds(0.004)
    ('£985,000', '£160,000', '£12.3 million', '£4,000')
    """
    if abs(millions) >= 1:
        return f"£{millions:,.1f} million"
    amount = millions * 1_000_000
    return f"£{round(amount, -3 if abs(amount) >= 10_000 else 0):,.0f}"


@cache
def outturns() -> Distribution:
    """Return how much of a planned benefit was had, over the cases that published both.

    >>> round(outturns().median, 2)
    0.42
    """
    return distribution(case.benefit_ratio for case in cases.benefit_pairs())


def headline(plan: Plan, last: Year) -> str:
    """Say the gap, and what a hoped-for saving would do to it as planned and as such savings usually go."""
    lead = (
        f"In {counted(last.year, 'year')} the same service would need {pounds(last.gap)} a year more than you will have"
    )
    if not plan.hoped:
        return f"{lead}, in today’s money: {last.gap / last.need:.0%} of what it would cost."
    usual = plan.hoped * outturns().median
    return (
        f"{lead}. Joint work would close {_share(plan.hoped, last)} of that if all goes as planned, and {_share(usual, last)} if it "
        "goes as in the middle one of our cases."
    )


def _share(saving: float, last: Year) -> str:
    share = saving / last.gap
    return "all" if share >= 1 else f"{share:.0%}"


def _no_gap(plan: Plan, last: Year) -> Findings:
    """Say that there is money to spare, and how sure that is."""
    spare = -last.gap
    lead = (
        f"On these numbers there is no gap: in {counted(last.year, 'year')} you would have {pounds(spare)} a year to spare."
        if spare > SMALL * plan.budget
        else f"On these numbers there is no gap: in {counted(last.year, 'year')} the money would just buy the same service."
    )
    caution = Caution(
        "Check the three changes before you say so aloud.",
        "Take them from the last five years of your own service, and not from a forecast alone.",
    )
    prompt = Prompt(
        "To do next:", ("Ask what joint work is for, if it is not for money: a better service is a reason of its own.",)
    )
    return Findings.of(lead, _table(plan), _sensitivity(plan), caution, prompt)


def _named(course: tuple[Year, ...]) -> tuple[tuple[str, Year], ...]:
    return tuple(("Now" if not one.year else f"Year {one.year}", one) for one in course)


def _gaps(plan: Plan, last: Year) -> Figure:
    """Draw what is missing each year."""
    gaps = tuple((name, round(one.gap, 2)) for name, one in _named(plan.course()) if one.year)
    most = max(0.01, *(gap for _, gap in gaps))
    chart = Bars("Gap, £ million in today’s money", gaps, most=most, standout=gaps[-1][0], heading="Gap")
    caption = (
        f"What is missing each year, in £ million of today. After {counted(last.year, 'year')} the same service would cost "
        f"{pounds(last.need)}, and the money would buy {pounds(last.money)} of it."
    )
    return Figure(chart, caption)


def _table(plan: Plan) -> Table:
    rows = tuple(
        (name, round(one.need, 2), round(one.money, 2), round(one.gap, 2)) for name, one in _named(plan.course())
    )
    return Table("Year by year, £ million in today’s money", ("", "Need", "Money", "Gap"), rows)


def _causes(plan: Plan, last: Year) -> Sentence:
    parts = by_cause(plan.budget, plan.rates, plan.count)
    adds = [f"{IN_WORDS[cause]} ({pounds(part)})" for cause, part in parts.items() if part > SMALL * plan.budget]
    takes = [
        f"{IN_WORDS[cause]} takes {pounds(-part)} off" for cause, part in parts.items() if part < -SMALL * plan.budget
    ]
    words = f"Of the gap of {pounds(last.gap)}, this much comes from each cause: {in_a_row(adds)}"
    words += f"; {in_a_row(takes)}" if takes else ""
    return Sentence(
        f"{words}. The causes act on each other; each got its fair part of that.", heading="Where it comes from"
    )


def _joint_work(plan: Plan, last: Year) -> tuple[Block, ...]:
    """Set the hoped-for saving beside what became of such hopes."""
    if not plan.hoped:
        return (
            Sentence(
                "You named no saving from joint work. Type what is hoped for, and see how much of the gap it would close.",
                heading="What joint work could close",
            ),
        )
    spread = outturns()
    lines = (
        ("As planned", 1.0), ("Upper quarter of cases", spread.upper_quartile), ("Middle case", spread.median),
        ("Lower quarter of cases", spread.lower_quartile),
    )  # fmt: skip
    rows = tuple((name, round(plan.hoped * ratio, 2), f"{plan.hoped * ratio / last.gap:.0%}") for name, ratio in lines)
    table = Table("What joint work would close in the last year", ("If it goes", "£ million", "Share of the gap"), rows,
                  note=f"From {spread.n} cases with a planned and a real benefit. A quarter of them did worse than the last line.")  # fmt: skip
    caution = Caution(
        "A hope is not a saving.",
        f"In the middle one of {spread.n} cases {spread.median:.0%} of the planned benefit was had. The collection is small, and leans "
        "towards large and troubled projects: use it as a stress test.",
    )
    return (Sentence(_left(plan, last), heading="What joint work could close"), table, caution)


def _left(plan: Plan, last: Year) -> str:
    saved = (plan.hoped or 0.0) * outturns().median
    if saved >= last.gap:
        return "Even as in the middle case, joint work would close the gap. Ask whether the hoped-for saving is counted in somebody else’s plan too."
    return f"If it goes as in the middle case, {pounds(last.gap - saved)} a year is still to be found some other way. Say in the same paper how."


def _sensitivity(plan: Plan) -> Table:
    """Show what one point on each of the three changes does to the last year's gap."""
    rows = []
    for cause in CAUSES:
        gaps = [_gap_with(plan, cause, change) for change in (-POINT, POINT)]
        rows.append((GROWTH[cause], round(gaps[0], 2), round(gaps[1], 2)))
    return Table(
        "The gap in the last year if one change were one point lower or higher, £ million", ("", "1 point lower", "1 point higher"),
        tuple(rows), note="Spend your time on the line where the two numbers lie furthest apart.",
    )  # fmt: skip


def _gap_with(plan: Plan, cause: str, change: float) -> float:
    changed = {one: getattr(plan.rates, one) + (change if one == cause else 0.0) for one in CAUSES}
    return years(plan.budget, Rates(**changed), plan.count)[-1].gap


def _national(plan: Plan) -> tuple[Block, ...]:
    """Set the learner's own change after inflation beside published ones, each with its own years."""
    real = ((1 + plan.rates.funding) / (1 + plan.rates.prices)) ** plan.count - 1
    said = f"a fall of {-real:.0%}" if real < -0.005 else f"a rise of {real:.0%}" if real > 0.005 else "no change"
    words = f"After inflation your own assumption comes to {said} in {counted(plan.count, 'year')}. Here is what English councils saw, by measures that count grant and council tax together."
    rows = tuple(
        (
            f"{change.period_start} to {change.period_end}",
            f"{change.real_pct:+.0f}%".replace("-", "\N{MINUS SIGN}"),
            change.measure.split(" (")[0],
        )
        for change in spending.cumulative()
        if change.source_key in COMPARED and "council tax" in change.measure and change.real_pct is not None
    )
    note = "Each line stands alone, with its own years and its own measure (National Audit Office, 2018; Institute for Fiscal Studies, 2024). They cannot be added or joined."
    return (
        Sentence(words, heading="Beside the national picture"),
        Table("Real change in English councils’ funding", ("Years", "Change", "What was measured"), rows, note),
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
