"""drivers (chapter 4): which reasons bring you here, how well you know them, where each goes wrong, and what the law asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from collabkit.analysis.facts import facts
from collabkit.charts import Bars
from collabkit.data.bodies import BODIES, NATIONS
from collabkit.data.duties import Duty, applying
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, EXAMPLE_PARTNERS, NAME, OPTIONAL_PARTNERS
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Choice, Choices, Grid, Questions, Rating, Row, Scale, Text
from collabkit.sitting import Sitting
from collabkit.translation import by_number, say, say_each
from collabkit.wording import capital, counted, in_a_row, month_and_year, shortened, some, worded

STRENGTHS: Final = say_each("slight", "fair", "strong", "decisive")
"""The strengths above none, as they stand within a sentence."""
STRENGTH: Final = Scale.of(say("None"), *map(capital, STRENGTHS), start=0)
ASSUMED, HEARD, COUNTED = 1, 2, 3
KNOWN: Final = Scale.of(
    say("We assume it"), say("We heard it from those concerned"), say("We have figures with a date")
)
KNOWS: Final = {ASSUMED: say("assumed"), HEARD: say("heard"), COUNTED: say("figures"), None: say("not said")}
STRONG: Final = 3
SLIGHT: Final = 1
MOST: Final = 12
"""The most points: a decisive reason (4) that rests on figures (3)."""
ENOUGH: Final = 3
"""With fewer points a reason is too light to say how the work should be built: a strong one that is assumed has three."""
CLEARLY: Final = 2
"""One trigger decides where it weighs at least twice as much as the other. A judgement of ours."""
LISTED: Final = 8
QUOTED: Final = 160
NAMED: Final = 3

COMPLEXITY, EFFICIENCY, BOTH = "complexity", "efficiency", "both"
OTHER: Final = {COMPLEXITY: EFFICIENCY, EFFICIENCY: COMPLEXITY}
BUILD: Final = {
    COMPLEXITY: say("Build something loose enough to learn in: put together what you know, people’s time and some decisions, "
                    "and judge it by whether lives are better."),
    EFFICIENCY: say("Build something tight: one way of working, one system and everybody’s volume, and judge it by what one "
                    "case costs."),
    BOTH: say("No design is loose and tight at once, so split the work in two, or at least the measures of success: lives for "
              "the one half, the cost of a case for the other."),
    "": say("So the profile does not yet say how to build it: first find a reason that weighs more."),
}  # fmt: skip
_UNDECIDED: Final = {BOTH: say("Your reasons pull both ways."), "": say("That is too little to decide.")}
DECIDES: Final = {COMPLEXITY: say("Complexity decides."), EFFICIENCY: say("Efficiency decides."), **_UNDECIDED}
SO_FAR: Final = {
    COMPLEXITY: say("So far complexity decides."), EFFICIENCY: say("So far efficiency decides."), **_UNDECIDED,
    BOTH: say("So far your reasons pull both ways."),
}  # fmt: skip
"""What is said instead while a reason of either kind is not rated."""


@dataclass(frozen=True, slots=True)
class Driver:
    """One of the eight reasons.

    Attributes:
        key: its name in the answers.
        said: its name within a sentence.
        push: what drives, in a few words.
        trigger: complexity or efficiency, or nothing where it comes from outside. The sorting is ours.
        trap: how it tends to go wrong.
        test: a question that shows whether it does.
        success: when a partner that came for it will call the work a success.
        several: whether its name is of several things, and takes their verb.
    """

    key: str
    said: str
    push: str
    trigger: str
    trap: str
    test: str
    success: str
    several: bool = False

    @property
    def name(self) -> str:
        """Its name in the chapter."""
        return capital(self.said)

    @property
    def number(self) -> int:
        """The number with which words about it agree."""
        return 2 if self.several else 1


DRIVERS: Final = (
    Driver("money", say("money"), say("less to spend"), EFFICIENCY,
           say("The saving is in the budget before anybody has tried it."),
           say("Which budget line falls, in which year, and who outside has checked the sum?"),
           say("A budget line falls.")),
    Driver("demand", say("demand"), say("need grows, for causes that lie with others"), COMPLEXITY,
           say("Each hopes that the cost will land on another."),
           say("When we prevent one case, who paid for that, and who saves?"),
           say("Fewer people need the dearest help.")),
    Driver("wicked", say("wicked issues"), say("nobody agrees on the problem, or owns it"), COMPLEXITY,
           say("An ordinary problem is called wicked, which excuses leaving it alone."),
           say("Which part of it would we know how to solve tomorrow, if one of us were told to?"),
           say("Several causes are tackled at once, and people are better off."), several=True),
    Driver("duty", say("duty"), say("a law names us"), "",
           say("Each sends somebody to the meeting, and nothing with them."),
           say("What would each of us still do if the law were repealed?"),
           say("It can show that it does what the law asks.")),
    Driver("expect", say("what people expect"), say("lives are not sorted by department"), COMPLEXITY,
           say("Boxes move on the structure chart, and people tell their story as often as before."),
           say("What will one person notice at their own front door, and when did we last ask one?"),
           say("People tell their story once.")),
    Driver("resilience", say("resilience"), say("cover when somebody is away, scarce skills"), EFFICIENCY,
           say("What covers an absence also carries a fault: when one partner stops, all do."),
           say("If whoever runs it stopped on Friday night, what would still work on Monday?"),
           say("The service goes on while somebody is away.")),
    Driver("ideas", say("new ideas"), say("other eyes see another problem"), COMPLEXITY,
           say("Many views, and no ground on which to build."),
           say("Which idea of another partner’s have we tried, and what did we drop for it?"),
           say("Something works that none would have thought of alone."), several=True),
    Driver("standing", say("standing"), say("funders and peers look for it"), "",
           say("Being seen together becomes the work."),
           say("What would we still do together if nobody were ever told?"),
           say("Those whose opinion counts think well of it.")),
)  # fmt: skip
BY_KEY: Final = {driver.key: driver for driver in DRIVERS}

HOW_STRONG: Final = Rating(key="strength", text=say("Strength"), scale=STRENGTH, numbered=True)
HOW_KNOWN: Final = Rating(key="known", text=say("How you know"), scale=KNOWN)
REASONS: Final = Grid(
    key="driver",
    text=say("How strongly does each of these bring you together, and how do you know?"),
    help=say("Rate what drives you, not what ought to. If you hesitate over how you know it, you assume it."),
    rows=tuple(Row(key=driver.key, text=f"{driver.name} ({driver.push})") for driver in DRIVERS),
    columns=(HOW_STRONG, HOW_KNOWN),
)
NOW: Final = Text(
    key="now",
    text=say("Why now?"),
    help=say("What happened, or will happen soon? A sentence is enough."),
    long=True,
    longest=600,
)
STRONGEST: Final = Choice(
    key="reason",
    text=say("Strongest reason"),
    options=(*((driver.key, driver.name) for driver in DRIVERS), (UNSURE, say("Not sure"))),
)
COME_FOR: Final = Grid(
    key="partner",
    text=say("Which reason is each partner’s strongest?"),
    help=say("As that partner would say it, your own body too."),
    missing=say("Name your partners above, and you can say here what brings each of them."),
    rows=(),
    columns=(STRONGEST,),
)
"""Each partner, under its place."""
WHERE: Final = Choices(
    key="nations",
    text=say("Where do you work?"),
    help=say("Duties in law differ between the four nations."),
    options=tuple((nation, say(nation)) for nation in NATIONS),
    section=say("What the law asks of you"),
)
KINDS: Final = Choices(key="bodies", text=say("Which kinds of body take part?"), options=tuple(BODIES.items()))


@dataclass(frozen=True, slots=True)
class Reason:
    """One driver as it was answered: its strength from 0 to 4, and how it is known (1 to 3), or nothing."""

    driver: Driver
    strength: int
    known: int | None = None

    @property
    def points(self) -> int:
        """Strength times knowledge, 0 to 12; where it was not said how it is known, it counts as assumed."""
        return self.strength * (self.known or ASSUMED)

    @property
    def strong(self) -> bool:
        """Whether it is strong or decisive."""
        return self.strength >= STRONG

    @property
    def firm(self) -> bool:
        """Whether it was heard or counted."""
        return self.known in (HEARD, COUNTED)

    @property
    def silent(self) -> bool:
        """Whether it was not said how it is known."""
        return self.known is None


class Drivers(Exercise):
    """Eight reasons with their strength and what is known of them, each partner's own, and the bodies that you are."""

    id = "drivers"
    title = say("Why you, and why now?")
    chapter = 4
    minutes = 15
    purpose = say(
        "Rate eight reasons for working together, and say of each how you know it. You see which will bear weight, where "
        "each tends to go wrong, whether the partners are here for the same thing, and what the law asks of you."
    )
    asks = say("Which reasons bring us here, how well do we know them, and do our partners share them?")
    leaves_out = say(
        "It does not ask whether working together is the answer, or what it would cost. It lists only the duties that this "
        "course has collected, and cannot tell which of them touch your subject."
    )
    rests_on = say(
        "A discussion aid of ours. That complexity and efficiency set off different kinds of joint work is Elston, "
        "MacCarthaigh and Verhoest’s idea; how we sort the eight reasons under the two, and the points, are ours and "
        "untested. That tight money helps to predict cooperation between councils comes from a review of many studies. "
        "The duties were read in the law or in a guide to it; each line says when."
    )
    sources = ("oliver1990", "elston2018", "dixon2020", "bel2016", "blundell2019")
    beyond = Need(say("How strongly at least one of the eight reasons brings you together"), REASONS.key)
    story = say(
        "Samira Khan asked her partners in Brackendale, a fictional county, why they were doing this. Four people gave four "
        "reasons. She notes them with what she knows herself."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "partners": list(EXAMPLE_PARTNERS),
        "now": say("The health trust’s wards are full of people who fell, and next year’s council budget already counts on a saving."),
        "driver.money.strength": 4, "driver.money.known": ASSUMED,
        "driver.demand.strength": 4, "driver.demand.known": COUNTED,
        "driver.wicked.strength": 2, "driver.wicked.known": HEARD,
        "driver.duty.strength": 1, "driver.duty.known": HEARD,
        "driver.expect.strength": 3, "driver.expect.known": HEARD,
        "driver.resilience.strength": 1, "driver.resilience.known": ASSUMED,
        "driver.ideas.strength": 1, "driver.ideas.known": ASSUMED,
        "driver.standing.strength": 2, "driver.standing.known": ASSUMED,
        "partner.1.reason": "money", "partner.2.reason": "demand",
        "partner.3.reason": "duty", "partner.4.reason": "expect",
        "nations": ["England"], "bodies": ["council", "nhs_body", "fire", "charity"],
    }  # fmt: skip

    def ask(self, answers: Answers) -> Questions:
        """Ask for the eight reasons, each partner's own, and the bodies that the law may name."""
        names = OPTIONAL_PARTNERS.named(answers)
        each = replace(COME_FOR, rows=tuple(Row(key=place, text=name) for place, name in names.items()))
        return (NAME, OPTIONAL_PARTNERS, REASONS, NOW, each, WHERE, KINDS)

    def find(self, sitting: Sitting) -> Findings:
        """Weigh the reasons, name their traps, compare the partners and list the duties."""
        reasons = answered(sitting)
        if not reasons:
            return Findings.needing(
                [say("Say of at least one of the eight reasons how strongly it brings you together.")]
            )
        names, here = sitting.get(OPTIONAL_PARTNERS, {}), sitting.column(COME_FOR, STRONGEST)
        nations, bodies = sitting.get(WHERE, []), sitting.get(KINDS, [])
        return Findings.of(
            headline(reasons),
            _figure(reasons),
            _profile(reasons),
            _partly(reasons),
            _traps(reasons),
            *_cautions(reasons),
            _design(reasons),
            *_partners(names, here, reasons),
            _now(sitting.get(NOW, "")),
            *_law(nations, bodies, reasons),
            _next(names, here, reasons, duties=[one for one in applying(nations, bodies) if one.kind == "duty"]),
        )


def answered(sitting: Sitting) -> tuple[Reason, ...]:
    """Collect the drivers whose strength was given.

    >>> sitting = EXERCISE.read({"driver.money.strength": 4, "driver.money.known": 3})
    >>> [(one.driver.name, one.points) for one in answered(sitting)]
    [('Money', 12)]
    """
    known = sitting.column(REASONS, HOW_KNOWN)
    strengths = sitting.column(REASONS, HOW_STRONG)
    return tuple(Reason(BY_KEY[key], strength, known.get(key)) for key, strength in strengths.items())


def leading(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return the reasons that are strong and more than assumed, and that have the most points.

    >>> known, guessed = Reason(DRIVERS[1], 3, HEARD), Reason(DRIVERS[0], 4, ASSUMED)
    >>> [one.driver.name for one in leading([guessed, known])]
    ['Demand']
    """
    firm = [one for one in reasons if one.strong and one.firm]
    most = max((one.points for one in firm), default=0)
    return tuple(one for one in firm if one.points == most)


def loose(reasons: Sequence[Reason]) -> list[Reason]:
    """Return the reasons that are strong, and that nobody has heard or counted as far as was said.

    >>> [one.driver.name for one in loose([Reason(DRIVERS[0], 4), Reason(DRIVERS[1], 4, COUNTED)])]
    ['Money']
    """
    return [one for one in reasons if one.strong and not one.firm]


def heaviest(reasons: Sequence[Reason], trigger: str) -> tuple[Reason, ...]:
    """Return the reasons with the most points among those that belong to a trigger: several where they weigh the same.

    >>> [one.driver.name for one in heaviest([Reason(DRIVERS[0], 4, ASSUMED), Reason(DRIVERS[5], 3, HEARD)], "efficiency")]
    ['Resilience']
    """
    ours = [one for one in reasons if one.driver.trigger == trigger and one.points]
    most = max((one.points for one in ours), default=0)
    return tuple(one for one in ours if one.points == most)


def calls_for(reasons: Sequence[Reason]) -> str:
    """Say which trigger decides: the one whose heaviest reason has twice the points of the other's, both, or neither.

    A slight reason decides nothing, however well it is known.

    >>> calls_for([Reason(DRIVERS[0], 4, ASSUMED), Reason(DRIVERS[1], 4, COUNTED)])
    'complexity'
    >>> calls_for([Reason(DRIVERS[0], 4, COUNTED), Reason(DRIVERS[1], 4, COUNTED)])
    'both'
    """
    felt = [one for one in reasons if one.strength > SLIGHT]
    weights = {trigger: max((one.points for one in heaviest(felt, trigger)), default=0) for trigger in OTHER}
    first = max(weights, key=lambda trigger: weights[trigger])
    if weights[first] < ENOUGH:
        return ""
    return first if weights[first] >= CLEARLY * weights[OTHER[first]] else BOTH


def _said(reasons: Sequence[Reason]) -> str:
    return some([one.driver.said for one in reasons])


def _number(reasons: Sequence[Reason]) -> int:
    """Return the number with which a word for these reasons agrees."""
    return reasons[0].driver.number if len(reasons) == 1 else len(reasons)


def headline(reasons: Sequence[Reason]) -> str:
    """Say what you know to be your reason, and what you only assume."""
    strengths = {one.strength for one in reasons}
    top = max(strengths)
    if not top:
        return (
            say("You rated all eight reasons “none”: find out who asked for this, and why, before you go on.")
            if len(reasons) == len(DRIVERS)
            else say("You rated no reason above “none”: find out who asked for this, and why, before you go on.")
        )  # fmt: skip
    if len(reasons) == len(DRIVERS) and len(strengths) == 1:
        return say(
            "You gave all eight reasons the same strength ({strength}), so strength does not tell them apart: "
            "ask which one would end the work if it went away.",
            strength=STRENGTHS[top - 1],
        )
    if top < STRONG:
        return _mild([one for one in reasons if one.strength == top], rated=len(reasons))
    firm, guessed = leading(reasons), loose(reasons)
    if not firm:
        return _guessed(guessed)
    first = _first(firm, [one for one in reasons if one.firm and one.strength > firm[0].strength])
    if not guessed:
        return say("{first}; none of your strong reasons is only assumed.", first=first)
    harder = min(one.strength for one in guessed) > firm[0].strength
    return say("{first}; {second}.", first=first, second=_harder(guessed) if harder else _too(guessed))


def _first(firm: Sequence[Reason], stronger: Sequence[Reason]) -> str:
    """Say, as the first half of a sentence, which reasons weigh most, and which are stronger but less well known: heard."""
    if not stronger:
        return _known(firm)
    return say(
        "{first}; you rated {reasons} stronger, and those concerned have told you so",
        first=_known(firm),
        reasons=_said(stronger),
    )


def _mild(strongest: Sequence[Reason], *, rated: int) -> str:
    """Say that no reason is strong, of all eight or of so many as were rated."""
    strength, said = STRENGTHS[strongest[0].strength - 1], _said(strongest)
    if rated < len(DRIVERS):
        return say(
            "Nothing that you rated drives you hard: the most you gave is “{strength}”, to {reasons}.",
            strength=strength,
            reasons=said,
        )
    return say(
        "Nothing drives you hard: the most you gave is “{strength}”, to {reasons}.", strength=strength, reasons=said
    )


def _guessed(guessed: Sequence[Reason]) -> str:
    """Say that all the strong reasons are only assumed, or were not explained."""
    number, said = _number(guessed), _said(guessed)
    if all(one.silent for one in guessed):
        return by_number(
            number,
            "You lean on {reasons}, but have not said how you know it.",
            "You lean on {reasons}, but have not said how you know them.",
            reasons=said,
        )
    if any(one.silent for one in guessed):
        return say("You lean on {reasons}, but only assume them, or have not said how you know.", reasons=said)
    return by_number(
        number,
        "You lean on {reasons}, but only assume it: you name no figures for it, and nobody concerned who has said so.",
        "You lean on {reasons}, but only assume them: you name no figures for them, and nobody concerned who has said so.",
        reasons=said,
    )


def _known(firm: Sequence[Reason]) -> str:
    """Say, as the first half of a sentence, which reasons are known, and from what."""
    if firm[0].known != COUNTED:
        return say("You are here for {reasons}, and those concerned have told you so", reasons=_said(firm))
    return by_number(
        _number(firm),
        "You are here for {reasons}, and you have figures for it",
        "You are here for {reasons}, and you have figures for them",
        reasons=_said(firm),
    )


def _too(guessed: Sequence[Reason]) -> str:
    """Say, as the second half of a sentence, on which reasons you lean without knowing them."""
    number, said = _number(guessed), _said(guessed)
    if all(one.silent for one in guessed):
        return by_number(
            number,
            "you also lean on {reasons}, but have not said how you know it",
            "you also lean on {reasons}, but have not said how you know them",
            reasons=said,
        )
    if any(one.silent for one in guessed):
        return say("you also lean on {reasons}, but only assume them, or have not said how you know", reasons=said)
    return by_number(
        number,
        "you also lean on {reasons}, but only assume it",
        "you also lean on {reasons}, but only assume them",
        reasons=said,
    )


def _harder(guessed: Sequence[Reason]) -> str:
    """Say the same of reasons all of which are stronger than those that you know."""
    number, said = _number(guessed), _said(guessed)
    if all(one.silent for one in guessed):
        return by_number(
            number,
            "you also lean, even harder, on {reasons}, but have not said how you know it",
            "you also lean, even harder, on {reasons}, but have not said how you know them",
            reasons=said,
        )
    if any(one.silent for one in guessed):
        return say(
            "you also lean, even harder, on {reasons}, but only assume them, or have not said how you know",
            reasons=said,
        )
    return by_number(
        number,
        "you also lean, even harder, on {reasons}, but only assume it",
        "you also lean, even harder, on {reasons}, but only assume them",
        reasons=said,
    )


def _figure(reasons: Sequence[Reason]) -> Figure | None:
    if not any(one.strength for one in reasons):
        return None
    ordered = sorted(reasons, key=lambda one: -one.strength)
    guessed = loose(reasons)
    standout = guessed[0].driver.name if len(guessed) == 1 else ""
    chart = Bars(
        say("How strongly each reason brings you together"),
        tuple((one.driver.name, float(one.strength)) for one in ordered),
        most=float(STRENGTH.points[-1][0]), standout=standout, heading=say("Strength"),
    )  # fmt: skip
    words = say("Strength as you rated it, from 0 (none) to 4 (decisive).")
    return Figure(chart, f"{words} {_stands_out(guessed)}" if guessed else words)


def _stands_out(guessed: Sequence[Reason]) -> str:
    """Say of the strong reasons that nobody has heard or counted why they are not known."""
    if len(guessed) > 1:
        if any(one.silent for one in guessed):
            return say("Strong, and assumed, or not explained: {reasons}.", reasons=_said(guessed))
        return say("Strong, and only assumed: {reasons}.", reasons=_said(guessed))
    alone = guessed[0].driver
    if guessed[0].silent:
        return by_number(
            alone.number,
            "{reason} stands out: strong, and you did not say how you know it.",
            "{reason} stand out: strong, and you did not say how you know them.",
            reason=alone.name,
        )
    return by_number(
        alone.number,
        "{reason} stands out: strong, and only assumed.",
        "{reason} stand out: strong, and only assumed.",
        reason=alone.name,
    )


def _profile(reasons: Sequence[Reason]) -> Table:
    """Show each sum in one cell: a table of two columns stays a table on a phone."""
    rows = tuple(
        (one.driver.name, f"{one.strength} × {one.known or ASSUMED} ({KNOWS[one.known]}) = {one.points}")
        for one in sorted(reasons, key=lambda one: -one.points)
    )
    note = say(
        "Strength is 0 to 4; assumed counts 1, heard 2, figures 3. {most} points are the most. They show what will bear weight now.",
        most=MOST,
    )
    return Table(
        say("What each reason weighs"), (say("Reason"), say("Strength × how you know = points")), rows, note=note
    )


def _partly(reasons: Sequence[Reason]) -> Caution | None:
    parts = []
    if left := len(DRIVERS) - len(reasons):
        parts.append(
            by_number(
                left,
                "{number} of the eight reasons is not rated.",
                "{number} of the eight reasons are not rated.",
                number=left,
            )
        )
    if silent := sum(one.silent and one.strength > 0 for one in reasons):
        parts.append(
            say(
                "You did not say how you know {reasons}, so we count that as assumed.",
                reasons=counted(silent, "reason"),
            )
        )
    return Caution(say("Not the whole picture."), " ".join(parts)) if parts else None


def _traps(reasons: Sequence[Reason]) -> Table | None:
    """Show the traps of the strong reasons, or of the strongest where none is strong."""
    top = max(one.strength for one in reasons)
    if not top:
        return None
    shown = [one for one in reasons if one.strength >= min(top, STRONG)]
    rows = tuple((one.driver.name, one.driver.trap, one.driver.test) for one in shown)
    caption = (
        say("Where your strong reasons tend to go wrong")
        if top >= STRONG
        else say("Where such reasons tend to go wrong")
    )
    return Table(caption, (say("Reason"), say("The trap"), say("A question that tests it")), rows)


def _cautions(reasons: Sequence[Reason]) -> tuple[Caution, ...]:
    strong = {one.driver.key for one in reasons if one.strong}
    known = facts()
    said = {
        "money": Caution(
            say("A planned saving is not a saving."),
            say("In {cases} cases of our collection the median ratio of actual to planned benefit is "
                "{ratio}, where 1 would be all that was planned. The collection is small and not typical: use it to test "
                "a plan, not to forecast.", cases=known["benefit-all-n"], ratio=known["benefit-all-median"]),
        ),
        "duty": Caution(
            say("A duty gets people to turn up."),
            say("It settles who is in the room, and sometimes gives a power to share. It brings no trust, no shared aim and "
                "nobody’s spare time."),
        ),
        "standing": Caution(
            say("Nearly everybody does it."),
            say("Of English councils, 97% had joined some shared service by 2017. Dixon and Elston see two motives behind that: "
                "to be efficient, and to be thought well of. The second is an honest reason to join in, and no reason to expect a saving."),
        ),
    }  # fmt: skip
    return tuple(caution for key, caution in said.items() if key in strong)


def _complexity(reasons: Sequence[Reason]) -> str:
    """Name what weighs most of the first kind, or say that you rated nothing of it above none."""
    most = heaviest(reasons, COMPLEXITY)
    if not most:
        return say("You rated no reason of the first kind above “none”")
    return by_number(
        len(most),
        "Your weightiest reason of the first kind is {reasons} ({points} of {most} points)",
        "Your weightiest reasons of the first kind are {reasons} ({points} of {most} points each)",
        reasons=_said(most),
        points=most[0].points,
        most=MOST,
    )


def _efficiency(reasons: Sequence[Reason]) -> str:
    """Say the same of the second kind."""
    most = heaviest(reasons, EFFICIENCY)
    if not most:
        return say("you rated no reason of the second kind above “none”")
    return by_number(
        len(most),
        "your weightiest reason of the second kind is {reasons} ({points} of {most} points)",
        "your weightiest reasons of the second kind are {reasons} ({points} of {most} points each)",
        reasons=_said(most),
        points=most[0].points,
        most=MOST,
    )


def _design(reasons: Sequence[Reason]) -> Part:
    """Say which trigger the profile points to, and what to build for it."""
    called = calls_for(reasons)
    unrated = any(driver.trigger and driver not in {one.driver for one in reasons} for driver in DRIVERS)
    sentences = [
        say("Two things set joint work off."),
        say("One is complexity: no partner can solve the problem alone."),
        say("The other is efficiency: each is too small to do the job at a good price."),
        say("{first}; {second}.", first=_complexity(reasons), second=_efficiency(reasons)),
        (SO_FAR if unrated else DECIDES)[called],
        BUILD[called],
    ]
    if called in OTHER and not any(one.firm for one in heaviest(reasons, called)):
        sentences.append(say("As far as you said, that rests on what you assume: know more before you build on it."))
    rest = [one for one in reasons if one.strong and called in OTHER and one.driver.trigger == OTHER[called]]
    if rest:
        sentences.append(
            by_number(
                len(rest),
                "You rated {reasons} strong: know more before you build anything for its sake.",
                "You rated {reasons} strong: know more before you build anything for their sake.",
                reasons=_said(rest),
            )
        )
    return Part.of(say("Complexity or efficiency?"), Sentence(" ".join(sentences)))


def groups(here: Mapping[str, str]) -> dict[str, list[str]]:
    """Put the partners' places together that come for the same reason; those not known are left out.

    >>> groups({"1": "money", "2": "duty", "3": "money", "4": "unsure"})
    {'money': ['1', '3'], 'duty': ['2']}
    """
    found: dict[str, list[str]] = {}
    for place, key in here.items():
        if key != UNSURE:
            found.setdefault(key, []).append(place)
    return found


def _partners(names: Mapping[str, str], here: Mapping[str, str], reasons: Sequence[Reason]) -> tuple[Block, ...]:
    """Say who comes for what, and whether that is one project."""
    found = groups(here)
    told = [place for place in here if here[place] != UNSURE]
    if not told:
        return ()
    rows = tuple((names[place], BY_KEY[here[place]].name, BY_KEY[here[place]].success) for place in told)
    slighted = _slighted(names, found, reasons)
    several = _several(names, found, reasons, all_told=len(told) == len(names)) if len(found) > 1 else ""
    heading = f"{counted(len(told), 'partner')}, {counted(len(found), 'reason')}"
    return (
        Part.of(
            heading,
            Sentence(" ".join([_come_for(names, found, len(told)), *_untold(names, here), *slighted])),
            Table(
                say("When each partner will call it a success"),
                (say("Partner"), say("Comes for"), say("A success when")),
                rows,
            ),
        ),
        *((Part.of(say("One project or several?"), Sentence(several)),) if several else ()),
    )


def _come_for(names: Mapping[str, str], found: Mapping[str, Sequence[str]], told: int) -> str:
    """Say whether those whose reason is known come for the same thing."""
    who = in_a_row(
        say("{partners} for {reason}", partners=some([names[place] for place in places]), reason=BY_KEY[key].said)
        for key, places in found.items()
    )
    if told == len(names) == 1:
        return say("You have named one partner only: {partner}.", partner=who)
    if told == 1:
        return by_number(
            len(names) - 1,
            "You have said it of one partner only: {partner}. Finish the line “they are in this because” for the other.",
            "You have said it of one partner only: {partner}. Finish the line “they are in this because” for the others.",
            partner=who,
        )
    if len(found) == 1:
        ask = say("Have each say in its own words when that would be reached: one word may hide several tests.")
        return f"{_same(who, told, len(names))} {ask}"
    if told == len(names):
        tests = say("So this work will be judged by {number} different tests.", number=len(found))
    else:
        tests = say("So this work will be judged by at least {number} different tests.", number=len(found))
    return " ".join(
        [
            say("They come for different things: {partners}.", partners=who),
            tests,
            say("None is wrong, but each has to be said aloud."),
        ]
    )


def _same(who: str, told: int, partners: int) -> str:
    """Say that all whose reason is known come for the same thing, and how many of the partners they are."""
    if told < partners:
        return say("The {number} whose reason you gave come for the same thing: {partners}.", number=told, partners=who)
    if told == 2:
        return say("Both come for the same thing: {partners}.", partners=who)
    return say("All {number} come for the same thing: {partners}.", number=told, partners=who)


def _untold(names: Mapping[str, str], here: Mapping[str, str]) -> list[str]:
    """Name those whose reason was not answered, or is not known."""
    silent = [name for place, name in names.items() if place not in here]
    unsure = [name for place, name in names.items() if here.get(place) == UNSURE]
    return [
        *([say("You have not answered it for {partners}.", partners=some(silent))] if silent else []),
        *([say("You are not sure of {partners}.", partners=some(unsure))] if unsure else []),
    ]


def _several(
    names: Mapping[str, str], found: Mapping[str, Sequence[str]], reasons: Sequence[Reason], *, all_told: bool
) -> str:
    """Say where the partners' reasons part from one another, and from what you know to be strong."""
    sides = {
        trigger: [names[place] for key, places in found.items() if BY_KEY[key].trigger == trigger for place in places]
        for trigger in OTHER
    }
    parts = []
    if all(sides.values()):
        parts.append(
            say(
                "The reason of {partners} asks for something tight, that of {others} for something loose: if one piece of "
                "work cannot serve both, plan two.",
                partners=some(sides[EFFICIENCY]),
                others=some(sides[COMPLEXITY]),
            )
        )
    else:
        parts.append(
            say(
                "Ask what would be left if only one of these tests were met. Where a partner would go, its part is a "
                "project of its own."
            )
        )
    alone = [one for one in leading(reasons) if one.driver.key not in found]
    if alone and all_told:
        parts.append(
            say(
                "No partner comes first of all for {reasons}, which you know to be strong: tell them why.",
                reasons=_said(alone),
            )
        )
    elif alone:
        parts.append(
            say(
                "None of those whose reason you gave comes first of all for {reasons}, which you know to be strong: "
                "tell them why.",
                reasons=_said(alone),
            )
        )
    return " ".join(parts)


def _slighted(names: Mapping[str, str], found: Mapping[str, Sequence[str]], reasons: Sequence[Reason]) -> list[str]:
    """Say of each reason that brings a partner, and of which you make little, that you do."""
    return [
        _yet(one, [names[place] for place in found[one.driver.key]])
        for one in reasons
        if one.strength <= SLIGHT and one.driver.key in found
    ]


def _yet(reason: Reason, partners: Sequence[str]) -> str:
    """Say that you make little of what brings others."""
    if reason.strength:
        return say(
            "You rated {reason} “slight”, yet this is what brings {partners}: have that conversation first.",
            reason=reason.driver.said,
            partners=some(partners),
        )
    return say(
        "You rated {reason} “none”, yet this is what brings {partners}: have that conversation first.",
        reason=reason.driver.said,
        partners=some(partners),
    )


def _now(words: str) -> Part:
    if worded(words):
        said = say(
            "“{answer}” is your answer. Ask what you would lose by starting a year later, and who would lose it.",
            answer=shortened(words.rstrip(". "), QUOTED),
        )
    else:
        said = say(
            "You did not say. If starting a year later would cost nobody anything, this can wait; if not, say whom and what."
        )
    return Part.of(say("Why now?"), Sentence(said))


def named_by(duty: Duty, bodies: Sequence[str]) -> tuple[str, ...]:
    """Return which of these bodies a law names.

    >>> named_by(applying(["Scotland"], ["police"])[0], ["charity", "police", "fire"])
    ('police', 'fire')
    """
    return tuple(body for body in bodies if body in duty.bodies)


def _law(nations: Sequence[str], bodies: Sequence[str], reasons: Sequence[Reason]) -> tuple[Block, ...]:
    """List the duties that name a body that takes part, those that name most of them first."""
    heading = say("What the law asks of you")
    if not (nations and bodies):
        return (Part.of(heading, Sentence(_lacking(nations, bodies))),)
    found = applying(nations, bodies)
    duties = sorted((one for one in found if one.kind == "duty"), key=lambda one: -len(named_by(one, bodies)))
    if not duties:
        words = say(
            "None of the duties in our table names a body of yours. A contract, a grant or a law that we have not collected may still ask for it."
        )
        if any(one.driver.key == "duty" and one.strong for one in reasons):
            words = " ".join([words, say("You rated duty strong: ask which law is meant, and read it.")])
        return (Part.of(heading, Sentence(words)),)
    powers = tuple(one for one in found if one.kind == "power")
    return (
        Part.of(
            heading,
            Sentence(_counted_law(duties, powers, bodies)),
            _duties(duties[:LISTED], len(duties) - LISTED, bodies),
            *_moving(duties[:LISTED]),
        ),
    )


def _lacking(nations: Sequence[str], bodies: Sequence[str]) -> str:
    """Say what has to be answered before any duty can be listed."""
    if bodies:
        return say("Say in which nations you work, and the duties in law that name you are listed here.")
    if nations:
        return say("Say which kinds of body take part, and the duties in law that name you are listed here.")
    return say(
        "Say which kinds of body take part, and in which nations, and the duties in law that name you are listed here."
    )


def _counted_law(duties: Sequence[Duty], powers: Sequence[Duty], bodies: Sequence[str]) -> str:
    """Say how many duties there are, how many of them join you, and what you may do besides."""
    parts = [
        by_number(
            len(duties),
            "{duties} in our table names at least one of you.",
            "{duties} in our table name at least one of you.",
            duties=counted(len(duties), "duty", "duties"),
        )
    ]
    joining = sum(len(named_by(duty, bodies)) > 1 for duty in duties)
    if len(bodies) > 1:
        said = _joining(len(duties), joining)
        parts.append(
            f"{said}."
            if joining == len(duties)
            else say("{first}; a duty that names a single one may bind it to others who are not here.", first=said)
        )
    if powers:
        parts.append(
            say(
                "You also have {powers}, to use if you choose: {laws}.",
                powers=counted(len(powers), "power"),
                laws="; ".join(f"{power.duty.rstrip('.')} ({power.citation})" for power in powers),
            )
        )
    return " ".join(parts)


def _joining(duties: int, joining: int) -> str:
    """Say, as the first half of a sentence, how many of the duties name more than one kind of body."""
    if duties == 1 and joining:
        return say("It names more than one kind of body that takes part")
    if duties == 1:
        return say("It names one kind of body that takes part")
    if joining == duties == 2:
        return say("Both of them name more than one kind of body that takes part")
    if joining == duties:
        return say("All of them name more than one kind of body that takes part")
    if not joining:
        return say("None of them names more than one kind of body that takes part")
    return by_number(
        joining,
        "{number} of them names more than one kind of body that takes part",
        "{number} of them name more than one kind of body that takes part",
        number=joining,
    )


def _duties(duties: Sequence[Duty], more: int, bodies: Sequence[str]) -> Table:
    rows = tuple(
        (duty.citation, duty.duty, "; ".join(BODIES[body] for body in named_by(duty, bodies)), _checked(duty))
        for duty in duties
    )
    note = say(
        "Law as last checked, and not legal advice. Whether a duty touches your subject is for you and your lawyer to say."
    )
    if more > 0:
        left_out = by_number(
            more,
            "{number} more names a body of yours and is not shown.",
            "{number} more name a body of yours and are not shown.",
            number=more,
        )
        note = f"{left_out} {note}"
    return Table(
        say("Duties that name you"),
        (say("Law"), say("What it asks"), say("Which of you"), say("Last checked")),
        rows,
        note=note,
    )


def _checked(duty: Duty) -> str:
    """Say when a duty was last read, where, and whether it is being changed."""
    read = f"{month_and_year(duty.last_checked)}, {say(duty.confidence)}"
    return say("{read}; being changed", read=read) if duty.moving else read


def _moving(duties: Sequence[Duty]) -> tuple[Caution, ...]:
    words = " ".join(f"{duty.law} {duty.year}: {duty.note}" for duty in duties if duty.moving)
    return (Caution(say("Some of this law is being changed."), words),) if words else ()


def _next(
    names: Mapping[str, str], here: Mapping[str, str], reasons: Sequence[Reason], *, duties: Sequence[Duty]
) -> Prompt:
    items = []
    unknown = [name for place, name in names.items() if here.get(place, UNSURE) == UNSURE]
    if groups(here) and unknown:
        items.append(
            say(
                "Send each partner whose reason you gave its own line, “you are in this because…”, and ask it to correct you."
            )
        )
    elif groups(here):
        items.append(say("Send each partner its own line, “you are in this because…”, and ask it to correct you."))
    else:
        items.append(
            say("Ask each partner to finish “we are in this because…” in its own words, before you show yours.")
        )
    if unknown and groups(here):
        items.append(
            by_number(
                len(unknown),
                "Ask {partners} to finish “we are in this because…”: you have not said, or do not know, what brings it.",
                "Ask {partners} to finish “we are in this because…”: you have not said, or do not know, what brings them.",
                partners=some(unknown),
            )
        )
    items += [_ask(one) for one in loose(reasons)[:NAMED]]
    if duties:
        items.append(
            by_number(
                len(duties),
                "Ask a lawyer whether this duty touches your work, and underline the verb: act, co-operate, share or consider.",
                "Ask a lawyer which of these duties touch your work, and underline the verb: act, co-operate, share or consider.",
            )
        )
    return Prompt(say("To do next:"), tuple(items))


def _ask(one: Reason) -> str:
    """Ask for what is not known of a strong reason."""
    if one.silent:
        return by_number(
            one.driver.number,
            "{reason} is strong, and you have not said how you know it. Ask: {question}",
            "{reason} are strong, and you have not said how you know them. Ask: {question}",
            reason=one.driver.name,
            question=one.driver.test,
        )
    return by_number(
        one.driver.number,
        "{reason} is strong, and you only assume it. Ask: {question}",
        "{reason} are strong, and you only assume them. Ask: {question}",
        reason=one.driver.name,
        question=one.driver.test,
    )


EXERCISE = Drivers()
