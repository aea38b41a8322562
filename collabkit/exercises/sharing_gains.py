"""sharing-gains (chapter 2): ways to share a joint bill, what each would mean for each partner, and who would leave."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from collabkit.analysis import games
from collabkit.charts import Bars
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, NAME, PARTNERS
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Cell, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import Amount, Choice, Grid, Questions, Row
from collabkit.sitting import Sitting
from collabkit.translation import by_number, say
from collabkit.wording import MOST_NAMED, capital, counted, fixed, in_a_row, number_word, percent, some

Game = games.Game[str]
Shares = Mapping[str, float]

TYPED, PARTS = "typed", "parts"
OWN: Final = "own"
LARGEST: Final = 1_000_000
"""The largest amount in thousands of pounds: a thousand million."""
POUND: Final = 0.001
"""A pound, in thousands."""
LITTLE: Final = 0.05
"""Fifty pounds, in thousands: too little for anybody to leave for, and what rounding may cost. Every test uses this."""
SMALL: Final = 10.0
"""Ten thousand pounds, in thousands: where nothing costs so much, amounts are shown to the pound, else to the hundred."""
EVERY_GROUP: Final = 4
"""Up to so many partners every group is asked about; with more, only those that leave out one partner."""
ACROSS: Final = 4
"""Up to so many partners each has a column; with more, each has a row."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to share a bill.

    Attributes:
        key: the answer that names it.
        name: its name for people.
        named: the same name inside a sentence.
        column: a shorter name, for the head of a column.
        says: how it works, in a sentence.
        shares: the arithmetic.
    """

    key: str
    name: str
    named: str
    column: str
    says: str
    shares: Callable[[Game], dict[str, float]]

    @property
    def within(self) -> str:
        """The name inside a sentence, in quotation marks."""
        return f"“{self.named}”"


RULES: Final = (
    Rule(
        "equal", say("Equal parts"), say("equal parts"), say("Equal"),
        say("Everybody pays the same, whatever it would have paid alone."), games.equal_split,
    ),
    Rule(
        "pro_rata", say("In proportion to cost alone"), say("in proportion to cost alone"), say("In proportion"),
        say("Whoever would pay twice as much alone pays twice as much here."), games.pro_rata,
    ),
    Rule(
        "separable", say("By joining last (separable costs)"), say("by joining last (separable costs)"), say("Separable costs"),
        say("Each pays what it adds to the bill by joining last. What is left is shared by what each still gains."),
        lambda game: games.separable_costs(game, tolerance=LITTLE),
    ),
    Rule(
        "shapley", say("By joining in any order (Shapley value)"), say("by joining in any order (Shapley value)"), say("Shapley value"),
        say("Each pays what it adds to the bill on average, over every order in which the partners could have joined."),
        games.shapley_value,
    ),
    Rule(
        "nucleolus", say("Kindest to the group that gains least (nucleolus)"), say("kindest to the group that gains least (nucleolus)"),
        say("Nucleolus"),
        say("The group that gains least gains as much as can be, then the next, and so on."), games.nucleolus,
    ),
)  # fmt: skip
"""The usual rules, the easiest to explain to a board first."""

BASIS: Final = Choice(
    key="basis",
    text=say("How do you know what groups would cost?"),
    help=say("Choose the second if nobody has worked out what two of you would pay without the others."),
    options=((TYPED, say("I can type what groups would cost")), (PARTS, say("Work it out from shared and own costs"))),
)

COST: Final = Amount(key="cost", text=say("Cost a year"), unit="£ thousand", least=0, most=LARGEST)
ALONE: Final = Grid(
    key="alone",
    text=say("What would each pay alone?"),
    help=say("For the same thing, done by itself."),
    rows=(),
    columns=(COST,),
)
"""Each partner, under its place."""
TOGETHER: Final = Amount(
    key="together", text=say("What do you all pay together?"), unit="£ thousand a year", least=0, most=LARGEST
)
GROUPS: Final = Grid(
    key="group",
    text=say("What would these groups pay, without the others?"),
    help=say("Leave empty what nobody has worked out. It then counts as if those partners saved nothing by it."),
    rows=(),
    columns=(COST,),
)
"""Each group that is asked about, under the key that ``groups_asked`` gives it."""

STANDING: Final = Amount(key="standing", text=say("Standing"), unit="£ thousand", least=0, most=LARGEST)
OWN_COST: Final = Amount(key="own", text=say("Own"), unit="£ thousand", least=0, most=LARGEST)
MADE_OF: Final = Grid(
    key="part",
    text=say("What is each partner’s cost made of?"),
    help=say(
        "Standing cost: premises, a system, a manager, which a group needs once, in the size of its largest member. "
        "Own cost: what grows with each partner’s use, wherever it is done."
    ),
    rows=(),
    columns=(STANDING, OWN_COST),
)
"""Each partner, under its place."""
JOINING: Final = Amount(
    key="joining",
    text=say("What does working together cost, for each partner after the first?"),
    help=say(
        "Meetings, lawyers, making systems talk to each other. Leave empty for nothing, and then ask whether that is true."
    ),
    unit="£ thousand a year",
    least=0,
    most=LARGEST,
)

CHOSEN: Final = Choice(
    key="rule",
    text=say("Which way to share the bill would you look at closely?"),
    options=(*((rule.key, rule.name) for rule in RULES), (OWN, say("A split of our own"))),
)
PAYS: Final = Amount(key="pays", text=say("Pays a year"), unit="£ thousand", least=-LARGEST, most=LARGEST)
OWN_SPLIT: Final = Grid(key="own", text=say("What would each pay in your own split?"), rows=(), columns=(PAYS,))
"""Each partner, under its place."""


@dataclass(frozen=True, slots=True)
class Bill:
    """What there is to share, and how its amounts and its partners are written.

    Attributes:
        names: the partners by place.
        game: what every group would pay, in thousands of pounds a year.
    """

    names: Mapping[str, str]
    game: Game

    @property
    def apart(self) -> float:
        """What the partners would pay apart."""
        return math.fsum(self.game.alone(place) for place in self.names)

    @property
    def saving(self) -> float:
        """What they save together; below nought they would pay more."""
        return self.apart - self.game.total

    @property
    def small(self) -> bool:
        """Whether the amounts are so small that each pound counts."""
        return self.game.scale < SMALL

    def shown(self, thousands: float) -> float:
        """Round an amount for a table, never to minus nought."""
        return round(thousands, 3 if self.small else 1) + 0.0

    def said(self, thousands: float) -> str:
        """Write an amount for a sentence."""
        return pounds(thousands, exact=self.small)

    @property
    def sums(self) -> tuple[str, str, str]:
        """What the partners would pay apart, what together, and the saving."""
        return self.beside(self.apart, self.game.total)

    def beside(self, one: float, other: float) -> tuple[str, str, str]:
        """Write two amounts, and by how much the first is more: so that the third is the difference of what is written."""
        first, second, more = (in_pounds(amount, exact=self.small) for amount in (one, other, one - other))
        if first - second != more:
            first, second = (in_pounds(amount, exact=True) for amount in (one, other))
        return _in_print(first), _in_print(second), _in_print(first - second)

    def who(self, group: Sequence[str]) -> str:
        """Name the members of a group, or whom it leaves out where that is shorter."""
        outside = [name for place, name in self.names.items() if place not in group]
        if len(group) > EVERY_GROUP and len(outside) < len(group):
            return say("all but {partners}", partners=in_a_row(outside))
        return in_a_row(self.names[place] for place in group)


@dataclass(frozen=True, slots=True)
class Split:
    """One way to share the bill, worked out.

    Attributes:
        rule: the rule behind it.
        shares: what each partner pays, by its place.
        objections: the groups that would rather leave, the one with most to gain first.
    """

    rule: Rule
    shares: Shares
    objections: tuple[games.Objection[str], ...]

    @property
    def holds(self) -> bool:
        """Whether no partner and no group would do better by itself."""
        return not self.objections


class SharingGains(Exercise):
    """What each partner would pay alone and in groups, and how the joint bill could be shared."""

    id = "sharing-gains"
    title = say("Who pays what, and who would leave?")
    chapter = 2
    minutes = 15
    purpose = say(
        "Say what each partner would pay alone, what the groups would pay and what all of you pay together. You see five "
        "ways to share the bill, what each means for each partner, and who would do better to walk away."
    )
    asks = say("How could we share what joint work costs, so that nobody does better by leaving?")
    leaves_out = say(
        "It looks at money only. A partner may stay for other reasons, or leave for other reasons, and one that is poor may "
        "deserve to pay less than any rule says. It does not ask who should pay for what cannot be counted."
    )
    rests_on = say(
        "Arithmetic that can be checked by hand: each rule is defined in the work that it is named for, and our sums give "
        "the published answers to published examples. What the rules share out are your estimates, and whoever makes the "
        "estimate shapes the answer. No study that we know of shows which rule keeps partners together longest."
    )
    sources = ("shapley1953", "schmeidler1969", "nap6020")
    beyond = Need(
        say("What each of you would pay alone and all of you together, or what your costs are made of"), BASIS.key
    )
    story = say(
        "In a fictional county three partners need equipment and training for home visits, and each has said in writing "
        "what it would cost them to go alone, or in pairs."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "partners": [say("County council"), say("Health trust"), say("Fire service")],
        "basis": TYPED,
        "alone.1.cost": 300, "alone.2.cost": 240, "alone.3.cost": 120, "together": 480,
        "group.1-2.cost": 420, "group.1-3.cost": 360, "group.2-3.cost": 320,
        "rule": "pro_rata",
    }  # fmt: skip

    def ask(self, answers: Answers) -> Questions:
        """Ask for the partners, and then for costs in the form that was chosen."""
        names = PARTNERS.named(answers)
        if len(names) < PARTNERS.fewest:
            return (NAME, PARTNERS, BASIS, CHOSEN)
        costs = _parts(names) if answers.get(BASIS.key) == PARTS else _typed(names)
        own = (replace(OWN_SPLIT, rows=_rows(names)),) if answers.get(CHOSEN.key) == OWN else ()
        return (NAME, PARTNERS, BASIS, *costs, CHOSEN, *own)

    def find(self, sitting: Sitting) -> Findings:
        """Share the bill by every rule and say who would walk away."""
        names = sitting.need(PARTNERS)
        needed = _needed(sitting)
        if needed:
            return Findings.needing(needed)
        game, guessed = game_of(sitting)
        bill = Bill(names, game)
        if bill.saving <= LITTLE:
            return _nothing_to_share(bill, guessed)
        splits = tuple(_splits(game))
        asked, own = sitting.get(CHOSEN, ""), sitting.column(OWN_SPLIT, PAYS)
        chosen = _own_split(game, own) if asked == OWN else _chosen(asked, splits)
        pull = least if (least := games.least_core(game)).excess > LITTLE else None
        return Findings.of(
            headline(bill, splits, pull, guessed),
            _saving(bill),
            _shares_table(bill, splits),
            _feelings(bill, splits),
            _no_core(bill, pull),
            None if pull else _room(bill),
            _unsettled(asked, splits, chosen),
            *_closely(bill, chosen),
            _off(own, bill) if asked == OWN else None,
            _negative(names, splits),
            _guesses(guessed),
            _next(splits),
        )


def _typed(names: Mapping[str, str]) -> Questions:
    """Ask what each partner, each group and all together would pay."""
    groups = tuple(
        Row(key=key, text=in_a_row(names[one] for one in group)) for key, group in groups_asked(names).items()
    )
    alone = replace(ALONE, rows=_rows(names))
    together = replace(TOGETHER, help=say("The whole bill of {partners}.", partners=in_a_row(names.values())))
    return (alone, together, *((replace(GROUPS, rows=groups),) if groups else ()))


def _parts(names: Mapping[str, str]) -> Questions:
    """Ask for the costs from which those of every group follow."""
    return (replace(MADE_OF, rows=_rows(names)), JOINING)


def _rows(names: Mapping[str, str]) -> tuple[Row, ...]:
    return tuple(Row(key=place, text=name) for place, name in names.items())


def groups_asked(names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the groups whose cost is asked for, by the key of their row.

    >>> groups_asked({"1": "County", "2": "Health", "3": "Fire"})
    {'1-2': ('1', '2'), '1-3': ('1', '3'), '2-3': ('2', '3')}
    >>> list(groups_asked({place: place for place in "12345"}))
    ['but-1', 'but-2', 'but-3', 'but-4', 'but-5']
    """
    places = tuple(names)
    if len(places) > EVERY_GROUP:
        return {f"but-{out}": tuple(place for place in places if place != out) for out in places}
    sizes = range(2, len(places))
    return {"-".join(group): group for size in sizes for group in combinations(places, size)}


def _needed(sitting: Sitting) -> list[str]:
    """Say which costs are missing without which nothing can be worked out."""
    names = sitting.need(PARTNERS)
    if sitting.get(BASIS) == PARTS:
        standing, own = sitting.column(MADE_OF, STANDING), sitting.column(MADE_OF, OWN_COST)
        missing = [name for place, name in names.items() if place not in standing or place not in own]
        if not missing:
            return []
        partners = in_a_row(missing)
        return [say("Type the standing cost and the own cost of {partners}; 0 is an answer too.", partners=partners)]
    alone = sitting.column(ALONE, COST)
    missing = [name for place, name in names.items() if place not in alone]
    sentences = [say("Say what {partners} would pay alone.", partners=in_a_row(missing))] if missing else []
    return [*sentences, *([say("Say what you all pay together.")] if sitting.get(TOGETHER) is None else [])]


def game_of(sitting: Sitting) -> tuple[Game, int]:
    """Return what every group would pay, in thousands of pounds a year, and how many of these are only assumed.

    >>> answers = {"partners": ["A", "B"], "alone.1.cost": 60, "alone.2.cost": 50, "together": 90}
    >>> game, guessed = game_of(EXERCISE.read(answers))
    >>> game.value(["1", "2"]), guessed
    (90.0, 0)
    """
    if sitting.get(BASIS) == PARTS:
        return _from_parts(sitting), 0
    names = sitting.need(PARTNERS)
    places, asked = tuple(names), groups_asked(names)
    known: dict[tuple[str, ...], float] = {(place,): float(cost) for place, cost in sitting.column(ALONE, COST).items()}
    known |= {asked[key]: float(cost) for key, cost in sitting.column(GROUPS, COST).items()}
    known[places] = float(sitting.need(TOGETHER))
    costs = games.cheapest_ways({_mask(places, group): cost for group, cost in known.items()}, len(places))
    return games.Game.from_vector(places, costs), (1 << len(places)) - 1 - len(known)


def _from_parts(sitting: Sitting) -> Game:
    standing, own = sitting.column(MADE_OF, STANDING), sitting.column(MADE_OF, OWN_COST)
    joining = float(sitting.get(JOINING, 0))

    def cost(group: tuple[str, ...]) -> float:
        largest = max(float(standing[place]) for place in group)
        return largest + sum(float(own[place]) for place in group) + joining * (len(group) - 1)

    return games.Game.from_function(tuple(sitting.need(PARTNERS)), cost)


def _mask(places: tuple[str, ...], group: Iterable[str]) -> int:
    return sum(1 << places.index(place) for place in group)


def _splits(game: Game) -> Iterable[Split]:
    """Share the bill by each rule that can settle it."""
    for rule in RULES:
        try:
            yield _split(game, rule, rule.shares(game))
        except ValueError:  # the rule divides by benefits that cancel out: it has nothing to say about this bill
            continue


def _split(game: Game, rule: Rule, shares: Shares) -> Split:
    """Test shares, which may miss the bill by a little: what is over or missing is spread over all, so that none gains by it."""
    each = (game.total - math.fsum(shares.values())) / len(shares)
    paid = {place: share + each for place, share in shares.items()}
    return Split(rule, paid, games.core_violations(game, paid, tolerance=LITTLE))


def _chosen(asked: str, splits: tuple[Split, ...]) -> Split | None:
    """Return the split to look at closely: by the rule that was asked for, or else the first that holds."""
    named = [split for split in splits if split.rule.key == asked]
    return next((split for split in (*named, *(one for one in splits if one.holds), *splits)), None)


def _own_split(game: Game, typed: Shares) -> Split | None:
    """Return a split of their own, once it is complete and adds up."""
    shares = {place: float(share) for place, share in typed.items()}
    if len(shares) < len(game.players) or abs(sum(shares.values()) - game.total) > LITTLE:
        return None
    rule = Rule(OWN, say("Your own split"), say("your own split"), say("Your own"), "", lambda _: shares)
    return _split(game, rule, shares)


def in_pounds(thousands: float, *, exact: bool = False) -> int:
    """Return an amount in pounds: from a thousand on to the hundred, below that or where it should be exact to the pound.

    >>> in_pounds(223.33), in_pounds(0.955), in_pounds(1.234, exact=True)
    (223300, 955, 1234)
    """
    amount = thousands * 1000
    return int(round(amount, -2)) if abs(amount) >= 1000 and not exact else round(amount)


def pounds(thousands: float, *, exact: bool = False) -> str:
    """Write an amount in thousands of pounds for a sentence.

    >>> pounds(40), pounds(223.33), pounds(-1.2), pounds(1250), pounds(1.234, exact=True)
    ('£40,000', '£223,300', '−£1,200', '£1,250,000', '£1,234')
    """
    return _in_print(in_pounds(thousands, exact=exact))


def _in_print(amount: int) -> str:
    """Write an amount in pounds."""
    return ("−" if amount < 0 else "") + say("£{amount}", amount=fixed(abs(amount)))


def complaint(bill: Bill, objection: games.Objection[str]) -> str:
    """Say who would leave, and for how much.

    >>> bill = Bill({"1": "Fire service", "2": "County"}, games.Game.from_vector("12", [0, 120, 300, 400]))
    >>> complaint(bill, games.Objection(("1",), 40.0))
    'Fire service would pay £40,000 more than alone'
    """
    who, amount = bill.who(objection.group), bill.said(objection.gain)
    if len(objection.group) == 1:
        return say("{who} would pay {amount} more than alone", who=who, amount=amount)
    return say(
        "{who} would pay {amount} more than the {number} would without the rest",
        who=who,
        amount=amount,
        number=number_word(len(objection.group)),
    )


def headline(bill: Bill, splits: Sequence[Split], pull: games.LeastCore[str] | None, guessed: int = 0) -> str:
    """Say what there is to share, and how many of the usual rules would hold, as far as every group has a figure."""
    if pull:
        return _no_split(bill)
    failing = [split for split in splits if not split.holds]
    if len(failing) == len(splits):
        return _none_holds(bill, failing)
    everything = len(splits) == len(RULES)
    said = _some_hold(bill, splits, failing[0]) if failing else _all_hold(bill, all_settle=everything)
    return f"{said} {_as_far(guessed)}".strip()


def _as_far(guessed: int) -> str:
    """Say that what holds is not known of groups without a figure; what fails, fails whatever these would pay."""
    if not guessed:
        return ""
    return by_number(
        guessed,
        "For {groups} there is no figure: it could still leave.",
        "For {groups} there is no figure: any of them could still leave.",
        groups=counted(guessed, "other group"),
    )


def _no_split(bill: Bill) -> str:
    """Say that two groups would pay less, or else that whatever you do some would."""
    ways = games.cheapest_two_groups(bill.game, within=LITTLE)
    cost, *sides = ways[0]
    if cost >= bill.game.total - LITTLE:
        return say(
            "You save {saving} a year together, but no split can hold all {number} of you: "
            "however you share the bill, some of you would do better without the rest.",
            saving=bill.sums[2],
            number=number_word(len(bill.names)),
        )
    one, other = (bill.who(group) for group in sides)
    return by_number(
        len(ways),
        "Do not join as one: {one} on one side and {other} on the other would pay {amount} a year less "
        "than all of you together.",
        "Do not join as one: two groups, such as {one} on one side and {other} on the other, would pay {amount} a year "
        "less than all of you together.",
        one=one,
        other=other,
        amount=bill.said(bill.game.total - cost),
    )


def _all_hold(bill: Bill, *, all_settle: bool) -> str:
    saving = bill.sums[2]
    if all_settle:
        return say(
            "You save {saving} a year together, and every usual way to share the bill holds: "
            "choose the one that you can all explain.",
            saving=saving,
        )
    return say(
        "You save {saving} a year together, and every usual way that settles the bill holds: "
        "choose the one that you can all explain.",
        saving=saving,
    )


def _none_holds(bill: Bill, failing: Sequence[Split]) -> str:
    parts = {
        "saving": bill.sums[2],
        "number": number_word(len(failing)),
        "rule": failing[0].rule.within,
        "complaint": complaint(bill, failing[0].objections[0]),
    }
    if len(failing) == len(RULES):
        return say(
            "You save {saving} a year together, and none of {number} ways to share the bill holds; "
            "by {rule}, for one, {complaint}.",
            **parts,
        )
    return say(
        "You save {saving} a year together, and none of {number} ways that settle the bill holds; "
        "by {rule}, for one, {complaint}.",
        **parts,
    )


def _some_hold(bill: Bill, splits: Sequence[Split], failing: Split) -> str:
    holding = sum(split.holds for split in splits)
    parts = {
        "saving": bill.sums[2],
        "holding": number_word(holding),
        "number": number_word(len(splits)),
        "rule": failing.rule.within,
        "complaint": complaint(bill, failing.objections[0]),
    }
    if len(splits) == len(RULES):
        return by_number(
            holding,
            "You save {saving} a year together, and {holding} of {number} ways to share the bill holds; "
            "{rule} does not, because {complaint}.",
            "You save {saving} a year together, and {holding} of {number} ways to share the bill hold; "
            "{rule} does not, because {complaint}.",
            **parts,
        )
    return by_number(
        holding,
        "You save {saving} a year together, and {holding} of {number} ways that settle the bill holds; "
        "{rule} does not, because {complaint}.",
        "You save {saving} a year together, and {holding} of {number} ways that settle the bill hold; "
        "{rule} does not, because {complaint}.",
        **parts,
    )


def _saving(bill: Bill) -> Sentence:
    apart, together, saving = bill.sums
    return Sentence(
        say(
            "Apart you would pay {apart} a year; together, {together}. The saving is {saving}, "
            "{share} of what you would pay apart.",
            apart=apart,
            together=together,
            saving=saving,
            share=percent(bill.saving / bill.apart),
        )
    )


def saving_most(game: Game) -> tuple[tuple[tuple[str, ...], ...], float]:
    """Return the groups, smaller than all, that would save most by themselves, and how much; none where none would.

    Of groups that save about as much, one is left out that only adds partners to another.

    >>> saving_most(games.Game.from_vector("ABC", [0, 100, 100, 150, 100, 200, 200, 320]))
    ((('A', 'B'),), 50.0)
    """
    groups = [game.group(mask) for mask in range(1, (1 << len(game.players)) - 1)]
    savings = {group: math.fsum(map(game.alone, group)) - game.value(group) for group in groups}
    most = max(savings.values(), default=0.0)
    if most <= LITTLE:
        return (), 0.0
    found: list[tuple[str, ...]] = []
    for group in sorted(groups, key=len):
        if savings[group] >= most - LITTLE and not any(set(smaller) <= set(group) for smaller in found):
            found.append(group)
    return tuple(found), most


def _smaller(bill: Bill, guessed: int) -> str:
    """Name a smaller group that would save, or ask for one where there may be one; of two partners there is none."""
    if len(bill.names) == PARTNERS.fewest:
        return ""
    groups, saving = saving_most(bill.game)
    if not groups:
        if not guessed:
            return say("No smaller group of you would save either, so ask whether the figures are right.")
        return say("Ask whether some smaller group would save, and leave the others out of this part of the work.")
    who, amount = bill.who(groups[0]), bill.said(saving)
    if len(groups) == 1:
        return by_number(
            len(bill.names) - len(groups[0]),
            "Look at a smaller group: {who} would save {amount} a year by themselves. Leave the other out of this part of "
            "the work.",
            "Look at a smaller group: {who} would save {amount} a year by themselves. Leave the others out of this part "
            "of the work.",
            who=who,
            amount=amount,
        )
    return say(
        "Look at a smaller group: several would save about {amount} a year by themselves, such as {who}. Leave the others "
        "out of this part of the work.",
        who=who,
        amount=amount,
    )


def _nothing_to_share(bill: Bill, guessed: int) -> Findings:
    """Say that there is no saving, and what to ask before anybody gives up."""
    if bill.saving < -LITTLE:
        lead = say(
            "There is nothing to share: together you would pay {amount} a year more than apart.",
            amount=bill.said(-bill.saving),
        )
    elif bill.shown(bill.apart) == bill.shown(bill.game.total):
        lead = say("There is nothing to share: together you would pay what you pay apart.")
    else:
        lead = say("There is nothing to share: together you would pay what you pay apart, to within £50.")
    rows = tuple((name, bill.shown(bill.game.alone(place))) for place, name in bill.names.items())
    table = Table(
        say("Apart and together, £ thousand a year"),
        ("", say("Cost")),
        (*rows, (say("All together"), bill.shown(bill.game.total))),
    )
    if bill.saving < -LITTLE:
        still = say(
            "If you would still do it, say what the extra money buys, and share it as you would share any other cost."
        )
    else:
        still = say("If you would still do it, say what it brings, for it saves no money.")
    smaller = _smaller(bill, guessed)
    return Findings.of(lead, table, Prompt(say("To do next:"), (smaller, still) if smaller else (still,)))


def _shares_table(bill: Bill, splits: Sequence[Split]) -> Table:
    names = bill.names
    lines: list[tuple[str, Shares]] = [(say("Alone"), {place: bill.game.alone(place) for place in names})]
    lines += [(split.rule.name, split.shares) for split in splits]
    note = say("The rules differ in what they call fair. None of them knows who can afford it.")
    title = say("What each partner would pay, £ thousand a year")
    if len(names) <= ACROSS:
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (name, *(bill.shown(shares[place]) for place in names)) for name, shares in lines
        )
        return Table(title, (say("How the bill is shared"), *names.values()), rows, note, role="shares")
    by_partner: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(bill.shown(shares[place]) for _, shares in lines)) for place, name in names.items()
    )
    return Table(
        title, (say("Partner"), say("Alone"), *(split.rule.column for split in splits)), by_partner, note, role="shares"
    )


def gaining_least(bill: Bill, split: Split) -> tuple[tuple[str, ...], float]:
    """Return the places of those who gain least, all that gain about as little, and what the least is.

    >>> bill = Bill({"1": "A", "2": "B"}, games.Game.from_vector("12", [0, 60, 50, 90]))
    >>> gaining_least(bill, Split(RULES[0], {"1": 45, "2": 45}, ()))
    (('2',), 5.0)
    """
    gains = {place: bill.game.alone(place) - split.shares[place] for place in bill.names}
    least = min(gains.values())
    return tuple(place for place, gain in gains.items() if gain <= least + LITTLE), least


def _feelings(bill: Bill, splits: Sequence[Split]) -> Table:
    """Say for each split who gains least, and whether anybody would leave."""
    rows: list[tuple[Cell, ...]] = []
    for split in splits:
        verdict = say("Yes") if split.holds else say("No: {complaint}", complaint=complaint(bill, split.objections[0]))
        rows.append((split.rule.name, _felt(bill, split), verdict))
    note = say(
        "A split holds when no partner and no group of partners would pay less by themselves; £50 or less counts as nothing."
    )
    return Table(
        say("How each split feels, and whether it holds"),
        (say("How the bill is shared"), say("Gains least"), say("Holds")),
        tuple(rows),
        note=f"{note} {_of_groups(bill, splits)}".strip(),
    )


def _of_groups(bill: Bill, splits: Sequence[Split]) -> str:
    """Say why whoever gains least may gain less by the nucleolus than by another rule, where that is so."""
    least = {split.rule.key: gaining_least(bill, split)[1] for split in splits}
    if max(least.values()) <= least.get("nucleolus", math.inf) + LITTLE:
        return ""
    return say(
        "The nucleolus looks after groups as well as single partners, so the partner that gains least may gain more by another rule."
    )


def _felt(bill: Bill, split: Split) -> str:
    """Say who gains least by a split, and how much."""
    places, gain = gaining_least(bill, split)
    who = say("All alike") if len(places) == len(bill.names) else some([bill.names[place] for place in places])
    many, amount = len(places), bill.said(abs(gain))
    if abs(gain) > LITTLE:
        return (
            by_number(many, "{who}: saves {amount}", "{who}: each saves {amount}", who=who, amount=amount)
            if gain > 0
            else by_number(many, "{who}: loses {amount}", "{who}: each loses {amount}", who=who, amount=amount)
        )
    if gain >= POUND / 2:
        return by_number(many, "{who}: saves next to nothing", "{who}: each saves next to nothing", who=who)
    return by_number(many, "{who}: saves nothing", "{who}: each saves nothing", who=who)


def _no_core(bill: Bill, pull: games.LeastCore[str] | None) -> Caution | None:
    if pull is None:
        return None
    groups = some([f"“{bill.who(group)}”" for group in pull.groups])
    return Caution(
        say("The groups pull too hard."),
        say(
            "Even the split that hurts least leaves some group {amount} a year worse off than by itself. The pull comes from "
            "{groups}. Let one of these groups begin without the rest, make the whole cheaper, or agree on a reason to stay that is not money.",
            amount=bill.said(pull.excess),
            groups=groups,
        ),
    )


def _room(bill: Bill) -> Table:
    """Say between which amounts each partner's share has to lie; where the two cross by a little, the share is settled."""
    rows: list[tuple[Cell, ...]] = []
    for place, name in bill.names.items():
        most = bill.game.alone(place)
        least = min(bill.game.total - bill.game.without(place), most)
        rows.append((name, bill.shown(least), bill.shown(most)))
    return Table(
        say("Between which amounts each share has to lie, £ thousand a year"),
        (say("Partner"), say("At least"), say("At most")),
        tuple(rows),
        note=say(
            "At least what its joining last adds to the bill, or the others do better without it; at most what it would pay alone."
        ),
    )


def _unsettled(asked: str, splits: Sequence[Split], chosen: Split | None) -> Caution | None:
    """Name a rule that has nothing to say about this bill, above all where it was asked for."""
    settled = {split.rule.key for split in splits}
    silent = [rule for rule in RULES if rule.key not in settled]
    if not silent:
        return None
    words = say(
        "{rules} cannot settle this bill: what is left has to be shared by what "
        "each partner still gains, and here these gains cancel out.",
        rules=in_a_row(f"“{rule.name}”" for rule in silent),
    )
    if chosen and asked in {rule.key for rule in silent}:
        instead = say("You asked to look at it closely; {rule} is shown instead.", rule=chosen.rule.within)
        words = f"{words} {instead}"
    return Caution(say("A rule without an answer."), words)


def _closely(bill: Bill, split: Split | None) -> tuple[Block, ...]:
    """Look at one split: what each saves by it, and where it would break first."""
    if split is None:
        return ()
    places, gain = gaining_least(bill, split)
    unit, factor = ("£", 1000) if bill.small else (say("£ thousand"), 1)  # a chart shows two decimals at most
    gains = tuple(
        (name, round(bill.shown(bill.game.alone(place) - split.shares[place]) * factor, 1))
        for place, name in bill.names.items()
    )
    chart = Bars(
        say("Saved a year: {rule}", rule=split.rule.name), gains, most=max(LITTLE, *(gain for _, gain in gains)),
        standout=bill.names[places[0]] if len(places) == 1 else "", heading=unit,
    )  # fmt: skip
    caption = say("What each partner saves a year, in {unit}, beside going alone.", unit=unit)
    words = f"{split.rule.says} {_verdict(bill, split)}".strip()
    heading = Part.of(say("A closer look: {rule}", rule=split.rule.name), Sentence(words))
    return (heading, Figure(chart, f"{caption} {_least_said(bill, places, gain)}"), *_weakest(bill, split))


def _least_said(bill: Bill, places: Sequence[str], gain: float) -> str:
    if len(places) == len(bill.names):
        return say("All gain alike.")
    who = capital(some([bill.names[place] for place in places]))
    if gain < -LITTLE:
        return by_number(
            len(places), "{who} would pay more than alone.", "{who} would each pay more than alone.", who=who
        )
    return by_number(len(places), "{who} gains least.", "{who} gain least.", who=who)


def _verdict(bill: Bill, split: Split) -> str:
    if split.holds:
        return say("It holds: no partner and no group would pay less by themselves.")
    others = len(split.objections) - 1
    fails = say("It does not hold: {complaint}.", complaint=complaint(bill, split.objections[0]))
    if not others:
        return fails
    more = say("{other_groups} would leave too.", other_groups=counted(others, "other group"))
    return f"{fails} {more}"


def _weakest(bill: Bill, split: Split) -> tuple[Block, ...]:
    """Say by how little an estimate must be wrong for the split to break, and at which groups; several may be as near."""
    if not split.holds or len(bill.names) < 2:
        return ()
    # Who pays nothing, or would pay nothing alone, has no estimate that could be so much too high: no cost is below nought.
    near = games.near_to_leaving(bill.game, split.shares, within=LITTLE, above=POUND / 2, tolerance=LITTLE)
    if not near:
        return ()
    room = max(0.0, min(-objection.gain for objection in near))
    if len(near) > 1:
        return (Sentence(_weak_alike(bill, near, room)),)
    return (Sentence(_weak_at(bill, near[0].group, room)),)


def _weak_at(bill: Bill, group: Sequence[str], room: float) -> str:
    """Name the partner or the group at which the split would break first."""
    number = number_word(len(group))
    if room <= LITTLE:
        return by_number(
            len(group),
            "{who} would do just as well alone: if your estimate for that is even a little too high, the split breaks.",
            "{who} would do just as well as a group of {number}: if your estimate for that is even a little too high, "
            "the split breaks.",
            who=capital(bill.who(group)),
            number=number,
        )
    return by_number(
        len(group),
        "It would break first at {who}: if what they would pay alone ({amount}) were really more than "
        "{less} lower, they would do better to leave. Check that estimate before the others.",
        "It would break first at {who}: if what they would pay as a group of {number} ({amount}) were really more than "
        "{less} lower, they would do better to leave. Check that estimate before the others.",
        who=bill.who(group),
        number=number,
        amount=bill.said(bill.game.value(group)),
        less=bill.said(room),
    )


def _weak_alike(bill: Bill, near: Sequence[games.Objection[str]], room: float) -> str:
    """Name the groups at which the split would break as soon as at any other."""
    if len(near) > MOST_NAMED:
        return _weak_in_many(bill, near, room)
    who = in_a_row(f"“{bill.who(objection.group)}”" for objection in near)
    if room <= LITTLE:
        return say(
            "{who} would do just as well by themselves: if your estimate for one of them is even a little too high, the split breaks.",
            who=capital(who),
        )
    return say(
        "It would break first at any of these, which are equally near to leaving: {who}. If what one of them would pay by itself "
        "were really more than {less} lower, it would do better to leave. Check these estimates before the others.",
        who=who,
        less=bill.said(room),
    )


def _weak_in_many(bill: Bill, near: Sequence[games.Objection[str]], room: float) -> str:
    """Count the groups at which the split would break as soon as at any other, and name one of them."""
    number, who = counted(len(near), "partner or group", "partners or groups"), f"“{bill.who(near[0].group)}”"
    if room <= LITTLE:
        return say(
            "{groups} would do just as well by themselves, such as {who}: if your estimate for one of them is even a little "
            "too high, the split breaks.",
            groups=number,
            who=who,
        )
    return say(
        "It would break first at any of {groups} that are equally near to leaving, such as {who}. If what one of them would "
        "pay by itself were really more than {less} lower, it would do better to leave. Check these estimates before the others.",
        groups=number,
        who=who,
        less=bill.said(room),
    )


def _off(shares: Shares, bill: Bill) -> Caution | None:
    """Say that a split of their own is not complete, or does not add up."""
    missing = [name for place, name in bill.names.items() if place not in shares]
    if missing:
        return Caution(
            say("Your own split is not complete yet."),
            say("Say what {partners} would pay in it; 0 is an answer too.", partners=in_a_row(missing)),
        )
    paid = math.fsum(shares.values())
    off = paid - bill.game.total
    if abs(off) <= LITTLE:
        return None
    lead = say("Your own split does not add up yet.")
    if off > 0:
        said, due, more = bill.beside(paid, bill.game.total)
        words = say(
            "The partners pay {paid} in it, which is {difference} more than the bill of {bill}.",
            paid=said,
            difference=more,
            bill=due,
        )
        return Caution(lead, words)
    due, said, less = bill.beside(bill.game.total, paid)
    words = say(
        "The partners pay {paid} in it, which is {difference} less than the bill of {bill}.",
        paid=said,
        difference=less,
        bill=due,
    )
    return Caution(lead, words)


def _negative(names: Mapping[str, str], splits: Sequence[Split]) -> Caution | None:
    paid = {names[place] for split in splits for place, share in split.shares.items() if share < -LITTLE}
    if not paid:
        return None
    who = in_a_row(name for name in names.values() if name in paid)
    return Caution(
        say("A share below zero."),
        say(
            "By some rule {partners} would be paid to take part. Check the costs; if they are right, say openly why.",
            partners=who,
        ),
    )


def _guesses(guessed: int) -> Caution | None:
    if not guessed:
        return None
    return Caution(
        say("Not every group has a figure."),
        by_number(
            guessed,
            "{groups} has none, and counts as if working together saved nothing beyond what you typed. "
            "A group that does better than that could still leave.",
            "{groups} have none, and count as if working together saved nothing beyond what you typed. "
            "A group that does better than that could still leave.",
            groups=counted(guessed, "group"),
        ),
    )


def _next(splits: Sequence[Split]) -> Prompt:
    holding = [split for split in splits if split.holds]
    items = [say("Have each partner put its cost alone in writing before anybody names a rule.")]
    if holding:
        items.append(
            say(
                "Of the rules that hold, the easiest to explain to a board is {rule}. Begin with it, and ask who minds.",
                rule=holding[0].rule.within,
            )
        )
    items.append(
        say(
            "Say now how a saving or an overspend that nobody expected will be shared. It will not be the one in the plan."
        )
    )
    return Prompt(say("To do next:"), tuple(items))


EXERCISE = SharingGains()
