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
from collabkit.findings import Block, Caution, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Choice, Choices, Grid, Questions, Rating, Row, Scale, Text
from collabkit.sitting import Sitting
from collabkit.wording import by_number, capital, counted, in_a_row, month_and_year, shortened, some

STRENGTH: Final = Scale.of("None", "Slight", "Fair", "Strong", "Decisive", start=0)
ASSUMED, HEARD, COUNTED = 1, 2, 3
KNOWN: Final = Scale.of("We assume it", "We heard it from those concerned", "We have figures with a date")
KNOWS: Final = {ASSUMED: "assumed", HEARD: "heard", COUNTED: "figures", None: "not said"}
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
    COMPLEXITY: "Build something loose enough to learn in: put together what you know, people’s time and some decisions, "
    "and judge it by whether lives are better.",
    EFFICIENCY: "Build something tight: one way of working, one system and everybody’s volume, and judge it by what one "
    "case costs.",
    BOTH: "No design is loose and tight at once, so split the work in two, or at least the measures of success: lives for "
    "the one half, the cost of a case for the other.",
    "": "So the profile does not yet say how to build it: first find a reason that weighs more.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Driver:
    """One of the eight reasons.

    Attributes:
        key: its name in the answers.
        name: its name in the chapter.
        push: what drives, in a few words.
        trigger: complexity or efficiency, or nothing where it comes from outside. The sorting is ours.
        trap: how it tends to go wrong.
        test: a question that shows whether it does.
        success: what a partner that came for it will call a success.
        several: whether its name is of several things, and takes their verb.
    """

    key: str
    name: str
    push: str
    trigger: str
    trap: str
    test: str
    success: str
    several: bool = False

    def does(self, one: str, many: str) -> str:
        """Return the verb, or the word for it, that goes with the name."""
        return many if self.several else one

    @property
    def said(self) -> str:
        """The name within a sentence."""
        return self.name[:1].lower() + self.name[1:]


DRIVERS: Final = (
    Driver("money", "Money", "less to spend", EFFICIENCY,
           "The saving is in the budget before anybody has tried it.",
           "Which budget line falls, in which year, and who outside has checked the sum?",
           "a budget line falls"),
    Driver("demand", "Demand", "need grows, for causes that lie with others", COMPLEXITY,
           "Each hopes that the cost will land on another.",
           "When we prevent one case, who paid for that, and who saves?",
           "fewer people need the dearest help"),
    Driver("wicked", "Wicked issues", "nobody agrees on the problem, or owns it", COMPLEXITY,
           "An ordinary problem is called wicked, which excuses leaving it alone.",
           "Which part of it would we know how to solve tomorrow, if one of us were told to?",
           "several causes are tackled at once, and people are better off", several=True),
    Driver("duty", "Duty", "a law names us", "",
           "Each sends somebody to the meeting, and nothing with them.",
           "What would each of us still do if the law were repealed?",
           "it can show that it does what the law asks"),
    Driver("expect", "What people expect", "lives are not sorted by department", COMPLEXITY,
           "Boxes move on the structure chart, and people tell their story as often as before.",
           "What will one person notice at their own front door, and when did we last ask one?",
           "people tell their story once"),
    Driver("resilience", "Resilience", "cover when somebody is away, scarce skills", EFFICIENCY,
           "What covers an absence also carries a fault: when one partner stops, all do.",
           "If whoever runs it stopped on Friday night, what would still work on Monday?",
           "the service goes on while somebody is away"),
    Driver("ideas", "New ideas", "other eyes see another problem", COMPLEXITY,
           "Many views, and no ground on which to build.",
           "Which idea of another partner’s have we tried, and what did we drop for it?",
           "something works that none would have thought of alone", several=True),
    Driver("standing", "Standing", "funders and peers look for it", "",
           "Being seen together becomes the work.",
           "What would we still do together if nobody were ever told?",
           "those whose opinion counts think well of it"),
)  # fmt: skip
BY_KEY: Final = {driver.key: driver for driver in DRIVERS}

HOW_STRONG: Final = Rating(key="strength", text="Strength", scale=STRENGTH, numbered=True)
HOW_KNOWN: Final = Rating(key="known", text="How you know", scale=KNOWN)
REASONS: Final = Grid(
    key="driver",
    text="How strongly does each of these bring you together, and how do you know?",
    help="Rate what drives you, not what ought to. If you hesitate over how you know it, you assume it.",
    rows=tuple(Row(key=driver.key, text=f"{driver.name} ({driver.push})") for driver in DRIVERS),
    columns=(HOW_STRONG, HOW_KNOWN),
)
NOW: Final = Text(
    key="now",
    text="Why now?",
    help="What happened, or will happen soon? A sentence is enough.",
    long=True,
    longest=600,
)
STRONGEST: Final = Choice(
    key="reason",
    text="Strongest reason",
    options=(*((driver.key, driver.name) for driver in DRIVERS), (UNSURE, "Not sure")),
)
COME_FOR: Final = Grid(
    key="partner",
    text="Which reason is each partner’s strongest?",
    help="As that partner would say it, your own body too.",
    missing="Name your partners above, and you can say here what brings each of them.",
    rows=(),
    columns=(STRONGEST,),
)
"""Each partner, under its place."""
WHERE: Final = Choices(
    key="nations",
    text="Where do you work?",
    help="Duties in law differ between the four nations.",
    options=tuple((nation, nation) for nation in NATIONS),
    section="What the law asks of you",
)
KINDS: Final = Choices(key="bodies", text="Which kinds of body take part?", options=tuple(BODIES.items()))


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
    title = "Why you, and why now?"
    chapter = 4
    minutes = 15
    purpose = (
        "Rate eight reasons for working together, and say of each how you know it. You see which will bear weight, where "
        "each tends to go wrong, whether the partners are here for the same thing, and what the law asks of you."
    )
    asks = "Which reasons bring us here, how well do we know them, and do our partners share them?"
    leaves_out = (
        "It does not ask whether working together is the answer, or what it would cost. It lists only the duties that this "
        "course has collected, and cannot tell which of them touch your subject."
    )
    rests_on = (
        "A discussion aid of ours. That complexity and efficiency set off different kinds of joint work is Elston, "
        "MacCarthaigh and Verhoest’s idea; how we sort the eight reasons under the two, and the points, are ours and "
        "untested. That tight money helps to predict cooperation between councils comes from a review of many studies. "
        "The duties were read in the law or in a guide to it; each line says when."
    )
    sources = ("oliver1990", "elston2018", "dixon2020", "bel2016", "blundell2019")
    story = (
        "Samira Khan asked her partners in Brackendale, a fictional county, why they were doing this. Four people gave four "
        "reasons. She notes them with what she knows herself."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "partners": list(EXAMPLE_PARTNERS),
        "now": "The health trust’s wards are full of people who fell, and next year’s council budget already counts on a saving.",
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
            return Findings.needing(["Say of at least one of the eight reasons how strongly it brings you together."])
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

    >>> calls_for([Reason(DRIVERS[0], 4, ASSUMED), Reason(DRIVERS[1], 4, COUNTED)])
    'complexity'
    >>> calls_for([Reason(DRIVERS[0], 4, COUNTED), Reason(DRIVERS[1], 4, COUNTED)])
    'both'
    """
    weights = {trigger: max((one.points for one in heaviest(reasons, trigger)), default=0) for trigger in OTHER}
    first = max(weights, key=lambda trigger: weights[trigger])
    if weights[first] < ENOUGH:
        return ""
    return first if weights[first] >= CLEARLY * weights[OTHER[first]] else BOTH


def _said(reasons: Sequence[Reason]) -> str:
    return some([one.driver.said for one in reasons])


def _it(reasons: Sequence[Reason]) -> str:
    return reasons[0].driver.does("it", "them") if len(reasons) == 1 else "them"


def _unknown(reasons: Sequence[Reason]) -> str:
    """Say what is lacking of reasons that nobody has heard or counted: knowledge, or an answer."""
    if all(one.silent for one in reasons):
        return f"have not said how you know {_it(reasons)}"
    return (
        f"only assume {_it(reasons)}{', or have not said how you know' if any(one.silent for one in reasons) else ''}"
    )


def headline(reasons: Sequence[Reason]) -> str:
    """Say what you know to be your reason, and what you only assume."""
    strengths = {one.strength for one in reasons}
    top = max(strengths)
    if not top:
        which = "None of the eight reasons" if len(reasons) == len(DRIVERS) else "No reason that you rated"
        return f"{which} brings you together: find out who asked for this, and why, before you go on."
    if len(reasons) == len(DRIVERS) and len(strengths) == 1:
        return (
            f"You gave all eight reasons the same strength ({STRENGTH.words(top).lower()}), so none of them decides: "
            "ask which one would end the work if it went away."
        )
    if top < STRONG:
        most = [one for one in reasons if one.strength == top]
        return f"Nothing drives you hard: the most you gave is “{STRENGTH.words(top).lower()}”, to {_said(most)}."
    firm, guessed = leading(reasons), loose(reasons)
    if not firm:
        said = not any(one.silent for one in guessed)
        why = f": you name no figures for {_it(guessed)}, and nobody concerned who has said so" if said else ""
        return f"You lean on {_said(guessed)}, but {_unknown(guessed)}{why}."
    known = f"you have figures for {_it(firm)}" if firm[0].known == COUNTED else "those concerned have told you so"
    first = f"You are here for {_said(firm)}, and {known}"
    if not guessed:
        return f"{first}; none of your strong reasons is only assumed."
    harder = max(one.strength for one in guessed) > firm[0].strength
    return f"{first}; you also lean{', even harder,' if harder else ''} on {_said(guessed)}, but {_unknown(guessed)}."


def _figure(reasons: Sequence[Reason]) -> Figure | None:
    if not any(one.strength for one in reasons):
        return None
    ordered = sorted(reasons, key=lambda one: -one.strength)
    guessed = loose(reasons)
    alone = guessed[0].driver if len(guessed) == 1 else None
    chart = Bars(
        "How strongly each reason brings you together",
        tuple((one.driver.name, float(one.strength)) for one in ordered),
        most=float(STRENGTH.points[-1][0]), standout=alone.name if alone else "", heading="Strength",
    )  # fmt: skip
    words = "Strength as you rated it, from 0 (none) to 4 (decisive)."
    if alone:
        why = f"you did not say how you know {_it(guessed)}" if guessed[0].silent else "only assumed"
        words += f" {alone.name} {alone.does('stands', 'stand')} out: strong, and {why}."
    elif guessed:
        why = "assumed, or not explained" if any(one.silent for one in guessed) else "only assumed"
        words += f" Strong, and {why}: {_said(guessed)}."
    return Figure(chart, words)


def _profile(reasons: Sequence[Reason]) -> Table:
    """Show each sum in one cell: a table of two columns stays a table on a phone."""
    rows = tuple(
        (one.driver.name, f"{one.strength} × {one.known or ASSUMED} ({KNOWS[one.known]}) = {one.points}")
        for one in sorted(reasons, key=lambda one: -one.points)
    )
    note = f"Strength is 0 to 4; assumed counts 1, heard 2, figures 3. {MOST} points are the most. They show what will bear weight now."
    return Table("What each reason weighs", ("Reason", "Strength × how you know = points"), rows, note=note)


def _partly(reasons: Sequence[Reason]) -> Caution | None:
    parts = []
    if left := len(DRIVERS) - len(reasons):
        parts.append(f"{left} of the eight reasons {by_number(left, 'is', 'are')} not rated.")
    if silent := sum(one.silent and one.strength > 0 for one in reasons):
        parts.append(f"You did not say how you know {counted(silent, 'reason')}, so we count that as assumed.")
    return Caution("Not the whole picture.", " ".join(parts)) if parts else None


def _traps(reasons: Sequence[Reason]) -> Table | None:
    """Show the traps of the strong reasons, or of the strongest where none is strong."""
    top = max(one.strength for one in reasons)
    if not top:
        return None
    shown = [one for one in reasons if one.strength >= min(top, STRONG)]
    rows = tuple((one.driver.name, one.driver.trap, one.driver.test) for one in shown)
    caption = "Where your strong reasons tend to go wrong" if top >= STRONG else "Where such reasons tend to go wrong"
    return Table(caption, ("Reason", "The trap", "A question that tests it"), rows)


def _cautions(reasons: Sequence[Reason]) -> tuple[Caution, ...]:
    strong = {one.driver.key for one in reasons if one.strong}
    known = facts()
    said = {
        "money": Caution(
            "A planned saving is not a saving.",
            f"In {known['benefit-all-n']} cases of our collection the median ratio of actual to planned benefit is "
            f"{known['benefit-all-median']}, where 1 would be all that was planned. The collection is small and not typical: use it to test "
            "a plan, not to forecast.",
        ),
        "duty": Caution(
            "A duty gets people to turn up.",
            "It settles who is in the room, and sometimes gives a power to share. It brings no trust, no shared aim and "
            "nobody’s spare time.",
        ),
        "standing": Caution(
            "Nearly everybody does it.",
            "Of English councils, 97% had joined some shared service by 2017. Dixon and Elston see two motives behind that: "
            "to be efficient, and to be thought well of. The second is an honest reason to join in, and no reason to expect a saving.",
        ),
    }  # fmt: skip
    return tuple(caution for key, caution in said.items() if key in strong)


def _weight(reasons: Sequence[Reason], trigger: str, which: str) -> str:
    """Name what weighs most of one kind, or say that you rated nothing of it above none."""
    most = heaviest(reasons, trigger)
    if not most:
        return f"you rated no reason of the {which} kind above “{STRENGTH.words(0).lower()}”"
    each, reason = by_number(len(most), "", " each"), by_number(len(most), "reason", "reasons")
    lead = f"your weightiest {reason} of the {which} kind {by_number(len(most), 'is', 'are')}"
    return f"{lead} {_said(most)} ({most[0].points} of {MOST} points{each})"


def _design(reasons: Sequence[Reason]) -> Part:
    """Say which trigger the profile points to, and what to build for it."""
    called = calls_for(reasons)
    unrated = any(driver.trigger and driver not in {one.driver for one in reasons} for driver in DRIVERS)
    verdict = {BOTH: "Your reasons pull both ways.", "": "That is too little to decide."}.get(
        called, f"So far {called} decides." if unrated else f"{called.capitalize()} decides."
    )
    first, second = _weight(reasons, COMPLEXITY, "first"), _weight(reasons, EFFICIENCY, "second")
    words = (
        "Two things set joint work off. One is complexity: no partner can solve the problem alone. The other is efficiency: "
        "each is too small to do the job at a good price. "
        f"{capital(first)}; {second}. {verdict} {BUILD[called]}"
    )
    rest = [one for one in reasons if one.strong and called in OTHER and one.driver.trigger == OTHER[called]]
    if rest:
        words += f" You rated {_said(rest)} strong too: know more before you build anything for {by_number(len(rest), 'its', 'their')} sake."
    return Part.of("Complexity or efficiency?", Sentence(words))


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
    rows = tuple(
        (names[place], BY_KEY[here[place]].name, BY_KEY[here[place]].success.capitalize() + ".") for place in told
    )
    several = _several(names, found, reasons, all_told=len(told) == len(names)) if len(found) > 1 else ""
    heading = f"{counted(len(told), 'partner')}, {counted(len(found), 'reason')}"
    return (
        Part.of(
            heading,
            Sentence(f"{_come_for(names, found, len(told))}{_untold(names, here)}"),
            Table("When each partner will call it a success", ("Partner", "Comes for", "A success when"), rows),
        ),
        *((Part.of("One project or several?", Sentence(several)),) if several else ()),
    )


def _come_for(names: Mapping[str, str], found: Mapping[str, Sequence[str]], told: int) -> str:
    """Say whether those whose reason is known come for the same thing."""
    who = in_a_row(
        [f"{some([names[place] for place in places])} for {BY_KEY[key].said}" for key, places in found.items()]
    )
    if told == 1:
        return (
            f"You have said it of one partner only: {who}. Finish the line “they are in this because” for the others."
        )
    if len(found) == 1:
        everybody = "Both" if len(names) == told == 2 else f"All {told}"
        which = everybody if told == len(names) else f"The {told} whose reason you gave"
        return f"{which} come for the same thing: {who}. Have each say in its own words when that would be reached: one word may hide several tests."
    least = "" if told == len(names) else "at least "
    return f"They come for different things: {who}. So this work will be judged by {least}{len(found)} different tests. None is wrong, but each has to be said aloud."


def _untold(names: Mapping[str, str], here: Mapping[str, str]) -> str:
    """Name those whose reason was not answered, or is not known."""
    silent = [name for place, name in names.items() if place not in here]
    unsure = [name for place, name in names.items() if here.get(place) == UNSURE]
    words = f" You have not answered it for {some(silent)}." if silent else ""
    return f"{words} You are not sure of {some(unsure)}." if unsure else words


def _several(
    names: Mapping[str, str], found: Mapping[str, Sequence[str]], reasons: Sequence[Reason], *, all_told: bool
) -> str:
    """Say where the partners' reasons part from one another, and from your own view of them."""
    sides = {
        trigger: [names[place] for key, places in found.items() if BY_KEY[key].trigger == trigger for place in places]
        for trigger in OTHER
    }
    parts = []
    if all(sides.values()):
        parts.append(
            f"The reason of {some(sides[EFFICIENCY])} asks for something tight, that of {some(sides[COMPLEXITY])} for "
            "something loose: if one piece of work cannot serve both, plan two."
        )
    else:
        parts.append(
            "Ask what would be left if only one of these tests were met. Where a partner would go, its part is a project of its own."
        )
    for one in reasons:
        if one.strength <= SLIGHT and one.driver.key in found:
            who = some([names[place] for place in found[one.driver.key]])
            parts.append(
                f"You rated {one.driver.said} “{STRENGTH.words(one.strength).lower()}”, yet this is what brings {who}: have that conversation first."
            )
    alone = [one for one in leading(reasons) if one.driver.key not in found]
    if alone:
        nobody = "No partner comes" if all_told else "None of those whose reason you gave comes"
        parts.append(f"{nobody} first of all for {_said(alone)}, which you know to be strong: tell them why.")
    return " ".join(parts)


def _now(words: str) -> Part:
    if words:
        said = f"“{shortened(words.rstrip('. '), QUOTED)}” is your answer. Ask what you would lose by starting a year later, and who would lose it."
    else:
        said = "You did not say. If starting a year later would cost nobody anything, this can wait; if not, say whom and what."
    return Part.of("Why now?", Sentence(said))


def named_by(duty: Duty, bodies: Sequence[str]) -> tuple[str, ...]:
    """Return which of these bodies a law names.

    >>> named_by(applying(["Scotland"], ["police"])[0], ["charity", "police", "fire"])
    ('police', 'fire')
    """
    return tuple(body for body in bodies if body in duty.bodies)


def _law(nations: Sequence[str], bodies: Sequence[str], reasons: Sequence[Reason]) -> tuple[Block, ...]:
    """List the duties that name a body that takes part, those that name most of them first."""
    heading = "What the law asks of you"
    if not (nations and bodies):
        lacks = "in which nations you work" if bodies else "which kinds of body take part"
        words = f"Say {lacks}{'' if nations or bodies else ', and in which nations'}, and the duties in law that name you are listed here."
        return (Part.of(heading, Sentence(words)),)
    found = applying(nations, bodies)
    duties = sorted((one for one in found if one.kind == "duty"), key=lambda one: -len(named_by(one, bodies)))
    if not duties:
        words = "None of the duties in our table names a body of yours. A contract, a grant or a law that we have not collected may still ask for it."
        claim = next((one for one in reasons if one.driver.key == "duty" and one.strong), None)
        if claim:
            words += " You rated duty strong: ask which law is meant, and read it."
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


def _counted_law(duties: Sequence[Duty], powers: Sequence[Duty], bodies: Sequence[str]) -> str:
    """Say how many duties there are, how many of them join you, and what you may do besides."""
    parts = [
        f"{counted(len(duties), 'duty', 'duties')} in our table {by_number(len(duties), 'names', 'name')} at least one of you."
    ]
    joining = sum(len(named_by(duty, bodies)) > 1 for duty in duties)
    if len(bodies) > 1:
        single = (
            "; a duty that names a single one may bind it to others who are not here" if joining < len(duties) else ""
        )
        parts.append(f"{_joining(len(duties), joining)}{single}.")
    if powers:
        words = "; ".join(f"{power.duty.rstrip('.')} ({power.citation})" for power in powers)
        parts.append(f"You also have {counted(len(powers), 'power')}, to use if you choose: {words}.")
    return " ".join(parts)


def _joining(duties: int, joining: int) -> str:
    """Say how many of the duties name more than one kind of body."""
    more = "more than one kind of body that takes part"
    if duties == 1:
        return f"It names {more}" if joining else "It names one kind of body that takes part"
    if joining == duties:
        return f"{'Both' if duties == 2 else 'All'} of them name {more}"
    return f"{joining or 'None'} of them {by_number(max(1, joining), 'names', 'name')} {more}"


def _duties(duties: Sequence[Duty], more: int, bodies: Sequence[str]) -> Table:
    rows = tuple(
        (
            duty.citation,
            duty.duty,
            "; ".join(BODIES[body] for body in named_by(duty, bodies)),
            f"{month_and_year(duty.last_checked)}, {duty.confidence}{'; being changed' if duty.moving else ''}",
        )
        for duty in duties
    )
    note = "Law as last checked, and not legal advice. Whether a duty touches your subject is for you and your lawyer to say."
    if more > 0:
        note = f"{more} more {by_number(more, 'names', 'name')} a body of yours and {by_number(more, 'is', 'are')} not shown. {note}"
    return Table("Duties that name you", ("Law", "What it asks", "Which of you", "Last checked"), rows, note=note)


def _moving(duties: Sequence[Duty]) -> tuple[Caution, ...]:
    words = " ".join(f"{duty.law} {duty.year}: {duty.note}" for duty in duties if duty.moving)
    return (Caution("Some of this law is being changed.", words),) if words else ()


def _next(
    names: Mapping[str, str], here: Mapping[str, str], reasons: Sequence[Reason], *, duties: Sequence[Duty]
) -> Prompt:
    items = []
    unknown = [name for place, name in names.items() if here.get(place, UNSURE) == UNSURE]
    if groups(here):
        items.append("Send each partner its own line, “you are in this because…”, and ask it to correct you.")
    else:
        items.append("Ask each partner to finish “we are in this because…” in its own words, before you show yours.")
    if unknown and len(unknown) < len(names):
        items.append(
            f"Begin with {some(unknown)}: you have not said, or do not know, what brings {by_number(len(unknown), 'it', 'them')}."
        )
    items += [_ask(one) for one in loose(reasons)[:NAMED]]
    if duties:
        items.append(
            "Ask a lawyer which of these duties touch your work, and underline the verb: act, co-operate or consider."
        )
    return Prompt("To do next:", tuple(items))


def _ask(one: Reason) -> str:
    """Ask for what is not known of a strong reason."""
    known = "you have not said how you know" if one.silent else "you only assume"
    return f"{one.driver.name} {one.driver.does('is', 'are')} strong, and {known} {one.driver.does('it', 'them')}. Ask: {one.driver.test}"


EXERCISE = Drivers()
