"""sharing-gains (chapter 2): ways to share a joint bill, what each would mean for each partner, and who would leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from collabkit.analysis import games
from collabkit.charts import Bars
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, NAME, PARTNERS
from collabkit.findings import Caution, Cell, Figure, Findings, Prompt, Sentence, Table
from collabkit.questions import Amount, Choice, Grid, Question, Row
from collabkit.wording import counted, in_a_row

Game = games.Game[str]
Shares = Mapping[str, float]

TYPED, PARTS = "typed", "parts"
OWN: Final = "own"
LARGEST: Final = 1_000_000
"""The largest amount in thousands of pounds: a thousand million."""
LITTLE: Final = 0.05
"""Fifty pounds, in thousands: too little for anybody to leave for, and what rounding may cost."""
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
        column: a shorter name, for the head of a column.
        says: how it works, in a sentence.
        shares: the arithmetic.
    """

    key: str
    name: str
    column: str
    says: str
    shares: Callable[[Game], dict[str, float]]

    @property
    def within(self) -> str:
        """The name inside a sentence."""
        return f"“{self.name[0].lower()}{self.name[1:]}”"


RULES: Final = (
    Rule("equal", "Equal parts", "Equal", "Everybody pays the same, whatever it would have paid alone.", games.equal_split),
    Rule(
        "pro_rata", "In proportion to cost alone", "In proportion",
        "Whoever would pay twice as much alone pays twice as much here.", games.pro_rata,
    ),
    Rule(
        "separable", "By joining last (separable costs)", "Separable costs",
        "Each pays what it adds to the bill by joining last. What is left is shared by what each still gains.",
        games.separable_costs,
    ),
    Rule(
        "shapley", "By joining in any order (Shapley value)", "Shapley value",
        "Each pays what it adds to the bill on average, over every order in which the partners could have joined.",
        games.shapley_value,
    ),
    Rule(
        "nucleolus", "Kindest to whoever gains least (nucleolus)", "Nucleolus",
        "The group that gains least gains as much as can be, then the next, and so on.", games.nucleolus,
    ),
)  # fmt: skip
"""The usual rules, the easiest to explain to a board first."""

COST: Final = Amount(key="cost", text="Cost a year", unit="£ thousand", least=0, most=LARGEST)


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
    title = "Who pays what, and who would leave?"
    chapter = 2
    minutes = 15
    purpose = (
        "Say what each partner would pay alone, what the groups would pay and what all of you pay together. You see five "
        "ways to share the bill, what each means for each partner, and who would do better to walk away."
    )
    asks = "How could we share what joint work costs, so that nobody does better by leaving?"
    leaves_out = (
        "It looks at money only. A partner may stay for other reasons, or leave for other reasons, and one that is poor may "
        "deserve to pay less than any rule says. It does not ask who should pay for what cannot be counted."
    )
    rests_on = (
        "Arithmetic that can be checked by hand: each rule is defined in the work that it is named for, and our sums give "
        "the published answers to published examples. What the rules share out are your estimates, and whoever makes the "
        "estimate shapes the answer. No study that we know of shows which rule keeps partners together longest."
    )
    sources = ("shapley1953", "schmeidler1969", "nap6020", "young1994")
    story = (
        "In a fictional county three partners need equipment and training for home visits, and each has said in writing "
        "what it would cost them to go alone, or in pairs."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "partners": ["County council", "Health trust", "Fire service"],
        "basis": TYPED,
        "alone.1.cost": 300, "alone.2.cost": 240, "alone.3.cost": 120, "together": 480,
        "group.1-2.cost": 420, "group.1-3.cost": 360, "group.2-3.cost": 320,
        "rule": "pro_rata",
    }  # fmt: skip

    def ask(self, answers: Answers) -> tuple[Question, ...]:
        """Ask for the partners, and then for costs in the form that was chosen."""
        names = PARTNERS.named(answers)
        enough = len(names) >= PARTNERS.fewest
        basis = Choice(
            key="basis",
            text="How do you know what groups would cost?",
            help="Choose the second if nobody has worked out what two of you would pay without the others.",
            options=((TYPED, "I can type what groups would cost"), (PARTS, "Work it out from shared and own costs")),
        )
        costs = _parts(names) if answers.get("basis") == PARTS else _typed(names)
        rule = Choice(
            key="rule",
            text="Which way to share the bill would you look at closely?",
            options=(*((rule.key, rule.name) for rule in RULES), (OWN, "A split of our own")),
        )
        return (NAME, PARTNERS, basis, *(costs if enough else ()), rule, *_own(names, answers, enough=enough))

    def find(self, values: dict[str, Any]) -> Findings:
        """Share the bill by every rule and say who would walk away."""
        names: dict[str, str] = values["partners"]
        needed = _needed(names, values)
        if needed:
            return Findings.needing(needed)
        game, guessed = game_of(names, values)
        apart = sum(game.alone(place) for place in names)
        saving = apart - game.total
        if saving <= LITTLE:
            return _nothing_to_share(names, game, saving)
        splits = tuple(_splits(game))
        chosen = _chosen(game, values, splits)
        return Findings.of(
            headline(names, game, splits),
            Sentence(
                f"Apart you would pay {pounds(apart)} a year; together, {pounds(game.total)}. The saving is {pounds(saving)}, "
                f"{saving / apart:.0%} of what you would pay apart.",
            ),
            _shares_table(names, game, splits),
            _feelings(names, game, splits),
            _no_core(names, game),
            _room(names, game),
            *_closely(names, game, chosen),
            _off(values, game),
            _negative(names, splits),
            _guesses(guessed),
            _next(splits),
        )


def _typed(names: Mapping[str, str]) -> tuple[Question, ...]:
    """Ask what each partner, each group and all together would pay."""
    every = in_a_row(names.values())
    rows = tuple(Row(key=place, text=name) for place, name in names.items())
    groups = tuple(
        Row(key=key, text=in_a_row(names[one] for one in group)) for key, group in groups_asked(names).items()
    )
    first = Grid(key="alone", text="What would each pay alone?", help="For the same thing, done by itself.", rows=rows,
                 columns=(COST,))  # fmt: skip
    total = Amount(key="together", text="What do you all pay together?", help=f"The whole bill of {every}.",
                   unit="£ thousand a year", least=0, most=LARGEST)  # fmt: skip
    some = Grid(
        key="group",
        text="What would these groups pay, without the others?",
        help="Leave empty what nobody has worked out. It then counts as if those partners saved nothing by it.",
        rows=groups,
        columns=(COST,),
    )
    return (first, total, *((some,) if groups else ()))


def _parts(names: Mapping[str, str]) -> tuple[Question, ...]:
    """Ask for the costs from which those of every group follow."""
    grid = Grid(
        key="part",
        text="What is each partner’s cost made of?",
        help=(
            "Standing cost: premises, a system, a manager, which a group needs once, in the size of its largest member. "
            "Own cost: what grows with each partner’s use, wherever it is done."
        ),
        rows=tuple(Row(key=place, text=name) for place, name in names.items()),
        columns=(
            Amount(key="standing", text="Standing", unit="£ thousand", least=0, most=LARGEST),
            Amount(key="own", text="Own", unit="£ thousand", least=0, most=LARGEST),
        ),
    )
    together = Amount(
        key="joining",
        text="What does working together cost, for each partner after the first?",
        help="Meetings, lawyers, making systems talk to each other. Leave empty for nothing, and then ask whether that is true.",
        unit="£ thousand a year",
        least=0,
        most=LARGEST,
    )
    return (grid, together)


def _own(names: Mapping[str, str], answers: Answers, *, enough: bool) -> tuple[Question, ...]:
    if answers.get("rule") != OWN or not enough:
        return ()
    rows = tuple(Row(key=place, text=name) for place, name in names.items())
    pays = Amount(key="pays", text="Pays a year", unit="£ thousand", least=-LARGEST, most=LARGEST)
    return (Grid(key="own", text="What would each pay in your own split?", rows=rows, columns=(pays,)),)


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


def _needed(names: Mapping[str, str], values: Mapping[str, Any]) -> list[str]:
    """Say which costs are missing without which nothing can be worked out."""
    if values.get("basis") == PARTS:
        open_parts = [
            name
            for place, name in names.items()
            if f"part.{place}.standing" not in values or f"part.{place}.own" not in values
        ]
        return (
            [f"Type the standing cost and the own cost of {in_a_row(open_parts)}; 0 is an answer too."]
            if open_parts
            else []
        )
    missing = [name for place, name in names.items() if f"alone.{place}.cost" not in values]
    sentences = [f"Say what {in_a_row(missing)} would pay alone."] if missing else []
    return [*sentences, *(["Say what you all pay together."] if "together" not in values else [])]


def game_of(names: Mapping[str, str], values: Mapping[str, Any]) -> tuple[Game, int]:
    """Return what every group would pay, in thousands of pounds a year, and how many of these are only assumed.

    >>> game, guessed = game_of({"1": "A", "2": "B"}, {"alone.1.cost": 60, "alone.2.cost": 50, "together": 90})
    >>> game.value(["1", "2"]), guessed
    (90.0, 0)
    """
    if values.get("basis") == PARTS:
        return _from_parts(names, values), 0
    places = tuple(names)
    known: dict[tuple[str, ...], float] = {(place,): float(values[f"alone.{place}.cost"]) for place in places}
    asked = groups_asked(names)
    known |= {
        group: float(values[f"group.{key}.cost"]) for key, group in asked.items() if f"group.{key}.cost" in values
    }
    known[places] = float(values["together"])
    costs = games.cheapest_ways({_mask(places, group): cost for group, cost in known.items()}, len(places))
    return games.Game.from_vector(places, costs), (1 << len(places)) - 1 - len(known)


def _from_parts(names: Mapping[str, str], values: Mapping[str, Any]) -> Game:
    joining = float(values.get("joining", 0))

    def cost(group: tuple[str, ...]) -> float:
        standing = max(float(values[f"part.{place}.standing"]) for place in group)
        return standing + sum(float(values[f"part.{place}.own"]) for place in group) + joining * (len(group) - 1)

    return games.Game.from_function(tuple(names), cost)


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
    return Split(rule, shares, games.core_violations(game, shares, tolerance=LITTLE))


def _chosen(game: Game, values: Mapping[str, Any], splits: tuple[Split, ...]) -> Split | None:
    """Return the split to look at closely: the one named, or else the first that holds."""
    key = values.get("rule", "")
    if key == OWN:
        shares = {place: float(values.get(f"own.{place}.pays", 0)) for place in game.players}
        if abs(sum(shares.values()) - game.total) > LITTLE:
            return None
        return _split(game, Rule(OWN, "Your own split", "Your own", "", lambda _: dict(shares)), shares)
    named = [split for split in splits if split.rule.key == key]
    return next((split for split in (*named, *(one for one in splits if one.holds), *splits)), None)


def pounds(thousands: float) -> str:
    """Write an amount in thousands of pounds for a sentence.

    >>> pounds(40), pounds(223.33), pounds(-1.2), pounds(1250)
    ('£40,000', '£223,300', '-£1,200', '£1,250,000')
    """
    amount = abs(thousands) * 1000
    rounded = round(amount, -2) if amount >= 1000 else round(amount)
    return f"{'-' if thousands < 0 and rounded else ''}£{rounded:,.0f}"


def complaint(names: Mapping[str, str], objection: games.Objection[str]) -> str:
    """Say who would leave, and for how much.

    >>> complaint({"1": "Fire service"}, games.Objection(("1",), 40.0))
    'Fire service would pay £40,000 more than alone'
    """
    who = in_a_row(names[place] for place in objection.group)
    than = (
        "than alone"
        if len(objection.group) == 1
        else f"than the {_number(len(objection.group))} would without the rest"
    )
    return f"{who} would pay {pounds(objection.gain)} more {than}"


def _number(count: int) -> str:
    return {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}.get(count, str(count))


def headline(names: Mapping[str, str], game: Game, splits: tuple[Split, ...]) -> str:
    """Say what there is to share, and how many of the usual rules would hold."""
    saving = pounds(sum(game.alone(place) for place in names) - game.total)
    if games.core_is_empty(game):
        cost, *sides = games.two_groups(game)
        if cost < game.total - LITTLE:
            groups = [in_a_row(names[place] for place in group) for group in sides]
            return (
                f"Do not join as one: {groups[0]} on one side and {groups[1]} on the other would pay "
                f"{pounds(game.total - cost)} a year less than all of you together."
            )
        return (
            f"You save {saving} a year together, but no split can hold all {_number(len(names))} of you: "
            "however you share the bill, some of you would do better without the rest."
        )
    holding = [split for split in splits if split.holds]
    failing = [split for split in splits if not split.holds]
    if not failing:
        return f"You save {saving} a year together, and every usual way to share the bill holds: choose the one that you can all explain."
    first = failing[0]
    because = complaint(names, first.objections[0])
    held = f"{_number(len(holding)) if holding else 'none'} of {_number(len(splits))} ways to share the bill {'holds' if len(holding) == 1 else 'hold'}"
    return f"You save {saving} a year together, and {held}; {first.rule.within} does not, because {because}."


def _nothing_to_share(names: Mapping[str, str], game: Game, saving: float) -> Findings:
    """Say that there is no saving, and what to ask before anybody gives up."""
    if saving < -LITTLE:
        lead = f"There is nothing to share: together you would pay {pounds(-saving)} a year more than apart."
    else:
        lead = "There is nothing to share: together you would pay what you pay apart."
    rows = tuple((name, round(game.alone(place), 1)) for place, name in names.items())
    table = Table(
        "Apart and together, £ thousand a year", ("", "Cost"), (*rows, ("All together", round(game.total, 1)))
    )
    asks = (
        "Ask whether some smaller group would save, and leave the others out of this part of the work.",
        "If you would still do it, say what the extra money buys, and share it as you would share any other cost.",
    )
    return Findings.of(lead, table, Prompt("To do next:", asks))


def _shares_table(names: Mapping[str, str], game: Game, splits: tuple[Split, ...]) -> Table:
    lines: list[tuple[str, Shares]] = [("Alone", {place: game.alone(place) for place in names})]
    lines += [(split.rule.name, split.shares) for split in splits]
    note = "The rules differ in what they call fair. None of them knows who can afford it."
    title = "What each partner would pay, £ thousand a year"
    if len(names) <= ACROSS:
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (name, *(round(shares[place], 1) for place in names)) for name, shares in lines
        )
        return Table(title, ("How the bill is shared", *names.values()), rows, note)
    by_partner: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(round(shares[place], 1) for _, shares in lines)) for place, name in names.items()
    )
    return Table(title, ("Partner", "Alone", *(split.rule.column for split in splits)), by_partner, note)


def _feelings(names: Mapping[str, str], game: Game, splits: tuple[Split, ...]) -> Table:
    """Say for each split who gains least, and whether anybody would leave."""
    rows: list[tuple[Cell, ...]] = []
    for split in splits:
        gains = {place: game.alone(place) - split.shares[place] for place in names}
        least = min(gains, key=lambda place: gains[place])
        gained = gains[least]
        feels = f"{names[least]}: {'saves ' + pounds(gained) if gained > LITTLE else 'saves nothing' if gained >= -LITTLE else 'loses ' + pounds(-gained)}"
        verdict = "Yes" if split.holds else f"No: {complaint(names, split.objections[0])}"
        rows.append((split.rule.name, feels, verdict))
    return Table(
        "How each split feels, and whether it holds",
        ("How the bill is shared", "Gains least", "Holds"),
        tuple(rows),
        note="A split holds when no partner and no group of partners would pay less by themselves.",
    )


def _no_core(names: Mapping[str, str], game: Game) -> Caution | None:
    if not games.core_is_empty(game):
        return None
    least = games.least_core(game)
    groups = in_a_row(f"“{in_a_row(names[place] for place in group)}”" for group in least.groups[:3])
    return Caution(
        "The groups pull too hard.",
        f"Even the split that hurts least leaves some group {pounds(least.excess)} a year worse off than by itself. The pull comes from "
        f"{groups}. Let one of these groups begin without the rest, make the whole cheaper, or agree on a reason to stay that is not money.",
    )


def _room(names: Mapping[str, str], game: Game) -> Table:
    """Say between which amounts each partner's share has to lie."""
    rows = tuple(
        (name, round(game.total - game.without(place), 1), round(game.alone(place), 1)) for place, name in names.items()
    )
    return Table(
        "Between which amounts each share has to lie, £ thousand a year",
        ("Partner", "At least", "At most"),
        rows,
        note="At least what its joining last adds to the bill, or the others do better without it; at most what it would pay alone.",
    )


def _closely(names: Mapping[str, str], game: Game, split: Split | None) -> tuple[Sentence | Figure | Caution, ...]:
    """Look at one split: what each saves by it, and where it would break first."""
    if split is None:
        return ()
    gains = tuple((name, round(game.alone(place) - split.shares[place], 1)) for place, name in names.items())
    least, most = min(gains, key=lambda gain: gain[1]), max(gain for _, gain in gains)
    chart = Bars(
        f"Saved a year: {split.rule.name}", gains, most=max(LITTLE, most), standout=least[0], heading="£ thousand"
    )
    caption = f"What each partner saves a year, in £ thousand, beside going alone. {least[0]} gains least."
    words = f"{split.rule.says} {_verdict(names, split)}".strip()
    heading = Sentence(words, heading=f"A closer look: {split.rule.name}")
    return (heading, Figure(chart, caption), *_weakest(names, game, split))


def _verdict(names: Mapping[str, str], split: Split) -> str:
    if split.holds:
        return "It holds: no partner and no group would pay less by themselves."
    others = len(split.objections) - 1
    more = f" {counted(others, 'other group')} would leave too." if others else ""
    return f"It does not hold: {complaint(names, split.objections[0])}.{more}"


def _weakest(names: Mapping[str, str], game: Game, split: Split) -> tuple[Sentence, ...]:
    """Say by how little an estimate must be wrong for the split to break."""
    if not split.holds or len(names) < 2:
        return ()
    nearest = games.nearest_to_leaving(game, split.shares, tolerance=LITTLE)
    room, group = -nearest.gain, nearest.group
    who = in_a_row(names[place] for place in group)
    itself = "alone" if len(group) == 1 else f"as a group of {_number(len(group))}"
    if room <= LITTLE:
        words = f"{who} would do just as well {itself}: if your estimate for that is even a little too high, the split breaks."
    else:
        words = (
            f"It would break first at {who}: if what they would pay {itself} ({pounds(game.value(group))}) were really "
            f"{pounds(room)} lower, they would do better to leave. Check that estimate before the others."
        )
    return (Sentence(words),)


def _off(values: Mapping[str, Any], game: Game) -> Caution | None:
    """Say that a split of their own does not add up."""
    if values.get("rule") != OWN:
        return None
    paid = sum(float(values.get(f"own.{place}.pays", 0)) for place in game.players)
    off = paid - game.total
    if abs(off) <= LITTLE:
        return None
    way = "more" if off > 0 else "less"
    return Caution(
        "Your own split does not add up yet.",
        f"The partners pay {pounds(paid)} in it, which is {pounds(abs(off))} {way} than the bill of {pounds(game.total)}.",
    )


def _negative(names: Mapping[str, str], splits: tuple[Split, ...]) -> Caution | None:
    paid = {names[place] for split in splits for place, share in split.shares.items() if share < -LITTLE}
    if not paid:
        return None
    who = in_a_row(name for name in names.values() if name in paid)
    return Caution(
        "A share below zero.",
        f"By some rule {who} would be paid to take part. Check the costs; if they are right, say openly why.",
    )


def _guesses(guessed: int) -> Caution | None:
    if not guessed:
        return None
    return Caution(
        "Not every group has a figure.",
        f"{counted(guessed, 'group has', 'groups have')} none, and {'counts' if guessed == 1 else 'count'} as if "
        "working together saved nothing beyond what you typed. A group that does better than that could still leave.",
    )


def _next(splits: tuple[Split, ...]) -> Prompt:
    holding = [split for split in splits if split.holds]
    items = ["Have each partner put its cost alone in writing before anybody names a rule."]
    if holding:
        items.append(
            f"Of the rules that hold, the easiest to explain to a board is {holding[0].rule.within}. Begin with it, and ask who minds."
        )
    items.append(
        "Say now how a saving or an overspend that nobody expected will be shared. It will not be the one in the plan."
    )
    return Prompt("To do next:", tuple(items))


EXERCISE = SharingGains()
