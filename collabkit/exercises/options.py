"""options (chapter 6): options compared on what matters, and the weight at which the choice would flip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from collabkit.analysis import options as weighing
from collabkit.charts import Bars
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, EXAMPLE_PARTNERS, NAME, OPTIONAL_PARTNERS
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Cell, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import Amount, Choices, Grid, Names, Questions, Row
from collabkit.sitting import Sitting
from collabkit.translation import as_written, by_number, say
from collabkit.wording import counted, fixed, in_a_row, number_word, some

Scores = dict[str, dict[str, float]]
"""For each option's place its score on each yardstick, by the yardstick's place."""

CLOSE: Final = 5.0
"""A lead of so few points says little: scores are seldom known more finely than that."""
DECIMALS: Final = 2
"""Points are compared as finely as they can be shown: options that look the same are level."""

OPTIONS: Final = Names(
    key="options",
    text=say("Which options are there?"),
    section=say("What you choose between, and by what"),
    help=say(
        "Three to five that somebody would really choose. Put in “carry on as now”, and the least that would help."
    ),
    noun="option",
    fewest=2,
    most=6,
    required=True,
)
YARDSTICKS: Final = Names(
    key="yardsticks",
    text=say("What will you judge them by?"),
    help=say("Four to seven things that do not overlap. Keep money out: its place is beside the result."),
    noun="yardstick",
    fewest=2,
    most=7,
    required=True,
)
PARTNERS: Final = replace(
    OPTIONAL_PARTNERS,
    help=say("Only needed if you want to see how each would choose. Leave empty otherwise."),
    section=say("Who would weigh it differently"),
)

POINTS: Final = Amount(key="points", text=say("Score, 0 to 100"), least=0, most=100, judged=True)
SCORES: Final = Grid(
    key="score",
    text=say("How does each option do?"),
    section=say("How well each option does"),
    help=say(
        "On each yardstick give 0 to the worst option that is really on the table, 100 to the best, and place the others between."
    ),
    rows=(),
    columns=(POINTS,),
)
"""Each option on each yardstick."""
SWING: Final = Amount(key="points", text=say("Swing, 0 to 100"), least=0, most=100, judged=True)
SWINGS: Final = Grid(
    key="swing",
    text=say("How much is each swing worth?"),
    section=say("What matters most"),
    help=say(
        "Suppose that everything stands at its worst, and one yardstick may move to its best. Give 100 to the move that you "
        "would choose first, and rate the other moves beside it."
    ),
    rows=(),
    columns=(SWING,),
)
"""Each yardstick, under its place."""
A_YEAR: Final = Amount(key="a_year", text=say("Cost a year"), unit="£ thousand", least=0, most=1_000_000)
COSTS: Final = Grid(
    key="cost",
    text=say("What does each option cost?"),
    section=say("What it would cost"),
    help=say("Leave empty what you do not know."),
    rows=(),
    columns=(A_YEAR,),
)
"""Each option, under its place."""
WHOSE: Final = Choices(
    key="whose",
    text=say("Which partners would weigh the swings differently?"),
    help=say("Ask each of them alone, before they have seen the result."),
    options=(),
)
"""Each partner."""
OWN: Final = Grid(key="own", text=say("What are their swings?"), rows=(), columns=(SWING,))
"""Each yardstick for each partner who weighs the swings differently."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Options scored and weighed.

    Attributes:
        names: the options by place.
        yardsticks: the yardsticks by place.
        scores: the score of each option on each yardstick.
        weights: the weight of each yardstick; together they make 1.
        ranked: the options, the best first.
    """

    names: Mapping[str, str]
    yardsticks: Mapping[str, str]
    scores: Scores
    weights: Mapping[str, float]
    ranked: tuple[weighing.Ranked, ...]

    @property
    def places(self) -> tuple[tuple[str, ...], ...]:
        """The options of each place, the first place first; several share one where they are level."""
        return tuple(
            tuple(one.option for one in self.ranked if one.rank == rank)
            for rank in sorted({one.rank for one in self.ranked})
        )

    @property
    def shown(self) -> dict[str, float]:
        """The value of each option as it is shown, so that sentences and tables speak of the same numbers."""
        return apart_enough(self.ranked)

    def ahead(self, option: str, other: str) -> float:
        """Return by how many points one option is ahead of another, as shown."""
        return round(self.shown[option] - self.shown[other], DECIMALS)

    @property
    def best(self) -> tuple[str, ...]:
        """The places of the option, or options, that come first."""
        return weighing.preferred(self.ranked)

    @property
    def tipping(self) -> tuple[weighing.TippingPoint, ...]:
        """The weights at which the first option would lose its place, the nearest first."""
        return weighing.tipping_points(self.scores, self.weights)

    def called(self, *options: str) -> str:
        """Return the names of options for a sentence."""
        return in_a_row(f"“{self.names[option]}”" for option in options)


class Options(Exercise):
    """Options, what they are judged by, scores, and how much each swing from worst to best matters."""

    id = "options"
    title = say("Which option, and what would change your mind?")
    chapter = 6
    minutes = 25
    purpose = say(
        "Score three or more options on what matters to you, and say how much each swing from worst to best is worth. You "
        "see which option comes first, the weight at which another would overtake it, and how each partner would choose."
    )
    asks = say("Which option do we prefer, why, and how easily would that turn round?")
    leaves_out = say(
        "It leaves money out of the score on purpose, and puts it beside the result. It takes your scores as they are: it "
        "cannot tell a measured one from a guess. It changes one weight at a time, the others keeping their proportions."
    )
    rests_on = say(
        "Swing weighting is long-established practice, and the Treasury’s guidance on comparing options by many criteria treats it as "
        "critical. The arithmetic is exact. That groups decide better with it than without is plausible and, as far as we "
        "know, has not been shown for partnerships."
    )
    sources = ("hmt_mcda2024", "dclg2009")
    beyond = Need(say("A score for each option on each yardstick, and what each swing is worth"), SCORES.key)
    story = say(
        "Four partners of Steady Brackendale, a fictional falls service, compare four ways to go on. Rhys Pugh of the fire "
        "service, who has run new teams before, gives weights of his own."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "partners": list(EXAMPLE_PARTNERS),
        "options": [say("Now"), say("Alone"), say("List"), say("Team")],
        "yardsticks": [say("Fewer falls"), say("Reaching everyone"), say("Ease of doing"), say("Ease of undoing")],
        **{f"score.{yardstick}-{option}.points": score
           for yardstick, row in enumerate(((0, 25, 40, 100), (0, 40, 100, 60), (100, 80, 70, 0), (100, 90, 80, 0)), 1)
           for option, score in enumerate(row, 1)},
        "swing.1.points": 100, "swing.2.points": 60, "swing.3.points": 20, "swing.4.points": 20,
        "cost.1.a_year": 0, "cost.2.a_year": 30, "cost.3.a_year": 60, "cost.4.a_year": 210,
        "whose": ["3"],
        "own.3-1.points": 100, "own.3-2.points": 50, "own.3-3.points": 50, "own.3-4.points": 50,
    }  # fmt: skip

    on_paper = {
        "options": [say("Option 1"), say("Option 2"), say("Option 3"), say("Option 4")],
        "yardsticks": [say("Yardstick 1"), say("Yardstick 2"), say("Yardstick 3"), say("Yardstick 4")],
    }  # fmt: skip

    def ask(self, answers: Answers) -> Questions:
        """Ask for options and yardsticks, then for what they make it possible to ask."""
        options, yardsticks, partners = (one.named(answers) for one in (OPTIONS, YARDSTICKS, PARTNERS))
        ready = len(options) >= OPTIONS.fewest and len(yardsticks) >= YARDSTICKS.fewest
        scoring = (
            replace(SCORES, rows=_rows(yardsticks, options)),
            replace(SWINGS, rows=_each(yardsticks)),
            replace(COSTS, rows=_each(options)),
        )
        if not ready:
            return (NAME, OPTIONS, YARDSTICKS, PARTNERS)
        return (NAME, OPTIONS, YARDSTICKS, *scoring, PARTNERS, *_own(partners, yardsticks, answers))

    def find(self, sitting: Sitting) -> Findings:
        """Rank the options, and say what would change the ranking."""
        needed = _needed(sitting)
        if needed:
            return Findings.needing(needed)
        found = compared(sitting)
        return Findings.of(
            headline(found),
            _chart(found),
            _close(found),
            _where_from(found),
            _tipping_table(found),
            _dominated(found),
            *_money(found, sitting),
            *_by_partner(found, sitting),
            *_unanchored(found),
            _no_hundred(sitting.column(SWINGS, SWING)),
            _next(found),
        )


def _each(names: Mapping[str, str]) -> tuple[Row, ...]:
    """Return a row for each name."""
    return tuple(Row(key=place, text=name) for place, name in names.items())


def _row(group: str, place: str) -> str:
    """Return the row for a name within a group of rows."""
    return f"{group}-{place}"


def _rows(groups: Mapping[str, str], names: Mapping[str, str]) -> tuple[Row, ...]:
    """Return a row for each name in each group."""
    return tuple(
        Row(key=_row(group, place), text=name, group=heading)
        for group, heading in groups.items()
        for place, name in names.items()
    )


def _own(partners: Mapping[str, str], yardsticks: Mapping[str, str], answers: Answers) -> Questions:
    """Ask for the swings of those partners who have their own."""
    if not partners:
        return ()
    whose = replace(WHOSE, options=tuple(partners.items()))
    chosen = WHOSE.ticked(answers, partners)
    return (whose, replace(OWN, rows=_rows(chosen, yardsticks))) if chosen else (whose,)


def _needed(sitting: Sitting) -> list[str]:
    """Say which scores and swings are missing without which nothing can be compared."""
    options, yardsticks = sitting.need(OPTIONS), sitting.need(YARDSTICKS)
    scores, swings = sitting.column(SCORES, POINTS), sitting.column(SWINGS, SWING)
    sentences = []
    unscored = [
        words for place, words in yardsticks.items() if any(_row(place, option) not in scores for option in options)
    ]
    if unscored:
        sentences.append(say("Score every option on {yardsticks}.", yardsticks=in_a_row(unscored)))
    unweighed = [words for place, words in yardsticks.items() if place not in swings]
    if unweighed:
        sentences.append(
            say("Say how much the swing on {yardsticks} is worth; 0 is an answer too.", yardsticks=in_a_row(unweighed))
        )
    elif not any(swings.values()):
        sentences.append(say("Give 100 to the swing that you would choose first: at present none is worth anything."))
    return sentences


def compared(sitting: Sitting) -> Comparison:
    """Weigh the options of answers in which every score and every swing is there."""
    options, yardsticks = sitting.need(OPTIONS), sitting.need(YARDSTICKS)
    given = sitting.column(SCORES, POINTS)
    scores = {option: {place: float(given[_row(place, option)]) for place in yardsticks} for option in options}
    weights = _weights({place: float(swing) for place, swing in sitting.column(SWINGS, SWING).items()})
    return Comparison(options, yardsticks, scores, weights, weighing.ranking(scores, weights, decimals=DECIMALS))


def _weights(swings: Mapping[str, float]) -> dict[str, float]:
    """Turn swings into weights; where none is 100, they are taken in the proportions that they have."""
    largest = max(swings.values())
    return weighing.normalise_swings(
        {name: 100.0 if swing == largest else 100 * swing / largest for name, swing in swings.items()}
    )


def percent(weight: float) -> str:
    """Say a weight; a small one is not nothing, and a large one is not all.

    >>> percent(0.138), percent(0.0), percent(0.004), percent(0.9951), percent(1e-9)
    ('14%', '0%', '0.4%', '99.5%', 'almost 0%')
    """
    decimals = _decimals(weight)
    if decimals is None:
        return say("almost {number}%", number=fixed(100 * weight))
    return say("{number}%", number=fixed(100 * weight, decimals))


def _decimals(weight: float) -> int | None:
    """Return the decimals with which a weight is told from nothing and from all, if any do."""
    if weight in {0, 1}:
        return 0
    return next((decimals for decimals in range(4) if 0 < round(100 * weight, decimals) < 100), None)


def apart_enough(ranked: Sequence[weighing.Ranked]) -> dict[str, float]:
    """Return the value of each option with one decimal, or with two where one would make unlike values look alike.

    >>> apart_enough([weighing.Ranked("A", 50.0, 1), weighing.Ranked("B", 49.99, 2), weighing.Ranked("C", 41.54, 3)])
    {'A': 50.0, 'B': 49.99, 'C': 41.5}
    """
    same = [round(value, 1) for value in {one.value for one in ranked}]
    return {one.option: round(one.value, DECIMALS if same.count(round(one.value, 1)) > 1 else 1) for one in ranked}


def points(number: float) -> str:
    """Write points with their word.

    >>> points(1.0), points(0.25), points(100.0)
    ('1 point', '0.25 points', '100 points')
    """
    return counted(int(number), "point") if number == int(number) else say("{number} points", number=_digits(number))


def _digits(number: float) -> str:
    """Write a number with the decimals that it has.

    >>> _digits(50.0), _digits(49.99)
    ('50', '49.99')
    """
    return as_written(f"{number:.10g}")


def headline(found: Comparison) -> str:
    """Say which option comes first, and what would turn that round."""
    first = found.ranked[0]
    if len(found.best) > 1:
        return say(
            "{options} come first together, with {points} of 100: look at what would change about each, not at the sum.",
            options=found.called(*found.best),
            points=points(found.shown[first.option]),
        )
    if all(
        weighing.dominates(found.scores[first.option], scores)
        for option, scores in found.scores.items()
        if option != first.option
    ):
        return say(
            "{lead}; it is at least as good as every other on every yardstick, so no weights can put another ahead.",
            lead=_lead(found),
        )
    if not found.tipping:
        return say("{lead}, and no change of a single weight would turn that round.", lead=_lead(found))
    point = found.tipping[0]
    return say(
        "{lead}; but {rivals} would overtake it if “{yardstick}” counted for {weight}.",
        lead=_lead(found),
        rivals=found.called(*_rivals(found, point)),
        yardstick=found.yardsticks[point.criterion],
        weight=_turn(point),
    )


def _lead(found: Comparison) -> str:
    """Say who leads whom, and by how much."""
    best, behind = found.best[0], found.places[1]
    option, rivals = found.called(best), found.called(*behind)
    more, fewer = points(found.shown[best]), _digits(found.shown[behind[0]])
    if found.ahead(best, behind[0]) < 1:
        return say(
            "{option} comes first, by less than a point, with {points} to {rival_points} for {rivals}",
            option=option,
            points=more,
            rival_points=fewer,
            rivals=rivals,
        )
    return say(
        "{option} comes first, by {points} to {rival_points} for {rivals}",
        option=option,
        points=more,
        rival_points=fewer,
        rivals=rivals,
    )


def _turn(point: weighing.TippingPoint) -> str:
    """Say at which weight the choice turns; one that looks like the present weight is only a little away."""
    more = point.change > 0
    now, then = percent(point.weight), percent(point.flips_at)
    if now == then and more:
        return say("only a little more than now ({now})", now=now)
    if now == then:
        return say("only a little less than now ({now})", now=now)
    if _decimals(point.flips_at) is None:  # “almost” is said already
        if more:
            return say("more than {then} (now {now})", then=then, now=now)
        return say("less than {then} (now {now})", then=then, now=now)
    if more:
        return say("more than about {then} (now {now})", then=then, now=now)
    return say("less than about {then} (now {now})", then=then, now=now)


def _chart(found: Comparison) -> Figure:
    rows = tuple((found.names[one.option], found.shown[one.option]) for one in found.ranked)
    standout = rows[0][0] if len(found.best) == 1 else ""
    chart = Bars(say("Weighted value of each option"), rows, most=100, standout=standout, heading=say("Points of 100"))
    caption = say(
        "Each option’s score on every yardstick, times the yardstick’s weight, added up. 100 would be best at everything."
    )
    return Figure(chart, caption)


def _close(found: Comparison) -> Caution | None:
    """Name every option that is too near the first to be told from it."""
    if len(found.best) > 1:
        return None
    lead = found.ahead(found.best[0], found.places[1][0])
    if lead >= CLOSE:
        return None
    near = [one.option for one in found.ranked if found.ahead(found.best[0], one.option) < CLOSE]
    return Caution(
        say("A narrow lead."),
        say(
            "Few scores are sure to within {points}. Treat {options} as level, and look at where they differ.",
            points=points(lead),
            options=found.called(*near),
        ),
    )


def _where_from(found: Comparison) -> Table:
    """Show what those in front owe their places to: the first two, or all that share the places of these."""
    front = [option for place in found.places[: 1 if len(found.best) > 1 else 2] for option in place]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (words, percent(found.weights[place]),
         *(round(found.weights[place] * found.scores[option][place], DECIMALS) for option in front))
        for place, words in found.yardsticks.items()
    )  # fmt: skip
    return Table(
        say("Where the points of the first {number} come from", number=number_word(len(front))),
        (say("Yardstick"), say("Weight"), *(found.names[option] for option in front)),
        rows,
    )


def _tipping_table(found: Comparison) -> Table | None:
    """Show for each yardstick the nearest weight at which another option would come first."""
    if len(found.best) > 1:
        return None
    nearest: dict[str, weighing.TippingPoint] = {}
    for point in found.tipping:
        nearest.setdefault(point.criterion, point)
    rows = tuple(
        (words, percent(found.weights[place]), *_flip(found, nearest.get(place), found.weights[place]))
        for place, words in found.yardsticks.items()
    )
    return Table(
        say("What would take the first place from {option}", option=found.called(found.best[0])),
        (say("Yardstick"), say("Weight now"), say("Changes at"), say("First would then be")),
        rows,
        note=say("One weight at a time; the others keep their proportions."),
    )


def _rivals(found: Comparison, point: weighing.TippingPoint) -> list[str]:
    """Return the places of all that overtake the first option at this weight as it is printed: one alone, or several."""
    return [
        other.rival
        for other in found.tipping
        if other.criterion == point.criterion
        and (other.change > 0) == (point.change > 0)
        and percent(other.flips_at) == percent(point.flips_at)
    ]


def _flip(found: Comparison, point: weighing.TippingPoint | None, weight: float) -> tuple[str, str]:
    """Say where a choice turns, and who would then be first: all that overtake at the same weight.

    Of a yardstick that has all the weight nothing can be said: the others have no proportions to keep.
    """
    if point is None:
        return ("–" if weight == 1 else say("No weight"), "–")
    return (_beyond(point), in_a_row((found.names[rival] for rival in _rivals(found, point)), "or"))


def _beyond(point: weighing.TippingPoint) -> str:
    """Say beyond which weight a choice turns, in a cell."""
    above, then = point.change > 0, percent(point.flips_at)
    if then == percent(point.weight):
        return say("just above {weight}", weight=then) if above else say("just below {weight}", weight=then)
    return say("above {weight}", weight=then) if above else say("below {weight}", weight=then)


def _dominated(found: Comparison) -> Sentence | None:
    """Name every option that another beats clearly; nearer ones are as good as level: scores are seldom so sure."""
    worse = {
        option: by
        for option, better in weighing.dominated(found.scores).items()
        if found.ahead(by := max(better, key=lambda other: found.shown[other]), option) >= CLOSE
    }
    if not worse:
        return None
    comparisons = [
        say("{option} is nowhere better than {other}", option=found.called(option), other=found.called(better))
        for option, better in worse.items()
    ]
    return Sentence(
        by_number(
            len(worse),
            "{comparisons}. Whatever the weights, it cannot come first alone: improve it, or leave it out, unless it costs less "
            "or is what you do now.",
            "{comparisons}. Whatever the weights, they cannot come first alone: improve them, or leave them out, unless they "
            "cost less or are what you do now.",
            comparisons=in_a_row(comparisons),
        )
    )


def _money(found: Comparison, sitting: Sitting) -> tuple[Block, ...]:
    """Put cost beside value, and say what a dearer choice would buy."""
    costs = {option: float(cost) for option, cost in sitting.column(COSTS, A_YEAR).items()}
    if len(costs) < 2:
        return ()
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (found.names[one.option], found.shown[one.option], costs.get(one.option)) for one in found.ranked
    )
    table = Table(say("Value beside cost"), (say("Option"), say("Points"), say("£ thousand a year")), rows)
    return (Part.of(say("What it costs"), Sentence(_price(found, costs)), table),)


def _price(found: Comparison, costs: Mapping[str, float]) -> str:
    """Compare what the first option costs, or each that shares the first place, with every other that has a cost."""
    known = [option for option in found.best if option in costs]
    cheapest = [option for option in known if costs[option] == min(costs.values())]
    sentences = [_dearer(found, option, costs) for option in known if option not in cheapest]
    if not known:
        sentences.append(say("What comes first has no cost yet, so nothing can be said of its price."))
    if cheapest:
        no_more = by_number(
            len(cheapest),
            "{options} costs no more than any other option with a cost: money gives no reason against it.",
            "{options} cost no more than any other option with a cost: money gives no reason against them.",
            options=found.called(*cheapest),
        )
        sentences.insert(0, no_more)
    unknown = [option for option in found.names if option not in costs]
    if unknown:
        sentences.append(say("You gave no cost for {options}.", options=found.called(*unknown)))
    return " ".join(sentences)


def _dearer(found: Comparison, option: str, costs: Mapping[str, float]) -> str:
    """Say which options are cheaper than one, and what it has over the best of these."""
    cheaper = [other for other in costs if costs[other] < costs[option]]
    rival = min(cheaper, key=lambda other: (-found.shown[other], costs[other]))
    amount, gain = pounds(costs[option] - costs[rival]), found.ahead(option, rival)
    if gain:
        difference = say(
            "{option} costs {amount} a year more than {rival}, for {points} more",
            option=found.called(option),
            amount=amount,
            rival=found.called(rival),
            points=points(gain),
        )
    else:
        difference = say(
            "{option} costs {amount} a year more than {rival}, for the same points",
            option=found.called(option),
            amount=amount,
            rival=found.called(rival),
        )
    others = [other for other in cheaper if other != rival]
    if others:
        difference = by_number(
            len(others),
            "{difference}; {options} is cheaper too",
            "{difference}; {options} are cheaper too",
            difference=difference,
            options=found.called(*others),
        )
    judgement = say("Whether that is worth it is a judgement that no weight should make for you.")
    return f"{difference}. {judgement}"


def pounds(thousands: float) -> str:
    """Write an amount above nothing in whole pounds.

    >>> pounds(0.0004), pounds(210)
    ('less than £1', '£210,000')
    """
    return say("£{amount}", amount=fixed(thousands * 1000)) if thousands >= 0.001 else say("less than £1")


def _by_partner(found: Comparison, sitting: Sitting) -> tuple[Block, ...]:
    """Rank the options with each partner's own weights, and say whether they agree."""
    partners, typed = sitting.get(PARTNERS, {}), sitting.column(OWN, SWING)
    swings = {partners[place]: _own_swings(place, found.yardsticks, typed) for place in sitting.get(WHOSE, [])}
    own = {who: _weights(given) for who, given in swings.items() if given}
    silent = [who for who, given in swings.items() if not given]
    if not own:
        return ()
    by_partner = weighing.rankings_by_partner(found.scores, own, decimals=DECIMALS)
    rankings = {say("The group’s weights"): found.ranked, **by_partner}
    rows: list[tuple[Cell, ...]] = []
    for who, ranked in rankings.items():
        values_shown = apart_enough(ranked)
        firsts = in_a_row(found.names[option] for option in weighing.preferred(ranked))
        behind = [one for one in ranked if one.rank > 1]
        seconds = in_a_row(found.names[one.option] for one in behind if one.rank == behind[0].rank)
        after = f"{seconds}, {_digits(values_shown[behind[0].option])}" if behind else "–"
        rows.append((who, f"{firsts}, {_digits(values_shown[ranked[0].option])}", after))
    table = Table(
        say("First and second, by whose weights"),
        (say("Weights of"), say("First, points"), say("Second, points")),
        tuple(rows),
    )
    return (
        Part.of(
            say("Do your partners choose the same?"),
            Sentence(_agreement(found, rankings, silent)),
            table,
            *([_unweighed(silent, found)] if silent else []),
        ),
    )


def _own_swings(place: str, yardsticks: Mapping[str, str], typed: Mapping[str, float]) -> dict[str, float]:
    """Return a partner's swings, or nothing where one is missing or all are zero."""
    rows = {yardstick: _row(place, yardstick) for yardstick in yardsticks}
    swings = {yardstick: float(typed[row]) for yardstick, row in rows.items() if row in typed}
    return swings if len(swings) == len(yardsticks) and any(swings.values()) else {}


def _unweighed(silent: Sequence[str], found: Comparison) -> Caution:
    """Name the partners who were to weigh for themselves and have not done so."""
    return Caution(
        say("Not everybody has weighed."),
        say(
            "{partners} should weigh differently, but not all {swings} are given, or none is above 0: that is left out "
            "here.",
            partners=in_a_row(silent),
            swings=counted(len(found.yardsticks), "swing"),
        ),
    )


def _agreement(found: Comparison, rankings: Mapping[str, tuple[weighing.Ranked, ...]], silent: Sequence[str]) -> str:
    """Say whether all weights put the same option first, or whose do not; weights still to come may turn it round."""
    agreed = weighing.agreed_preference(rankings)
    if agreed:
        level = any(set(weighing.preferred(ranked)) != set(agreed) for ranked in rankings.values())
        if silent:
            then = say("Before you stop debating weights, ask {partners} for theirs.", partners=in_a_row(silent))
        else:
            then = say("You can stop debating weights.")
        return f"{_agreed(found, agreed, level=level)} {then}"
    if len(found.best) > 1:
        return say(
            "No option comes first by all these weights, though {options} share the first place by the group’s. "
            "Do not average it away: ask each what would have to change about the option of the others.",
            options=found.called(*found.best),
        )
    differing = [who for who, ranked in rankings.items() if found.best[0] not in weighing.preferred(ranked)]
    return say(
        "Not so for {partners}. Do not average it away: ask what would have to change about {option} "
        "for them to choose it, and redesign that part.",
        partners=some(differing),
        option=found.called(found.best[0]),
    )


def _agreed(found: Comparison, agreed: Sequence[str], *, level: bool) -> str:
    """Name what all weights put first, and say whether some put another level with it."""
    if level:
        return by_number(
            len(agreed),
            "All these weights put {options} first, by itself or level with another.",
            "All these weights put {options} first together, and by some of them another option is level with these.",
            options=found.called(*agreed),
        )
    return by_number(
        len(agreed),
        "All these weights put {options} first.",
        "All these weights put {options} first together.",
        options=found.called(*agreed),
    )


def _unanchored(found: Comparison) -> tuple[Caution, ...]:
    """Name the yardsticks whose scale does not run from the worst option to the best."""
    flat, loose = [], []
    for place, words in found.yardsticks.items():
        column = [scores[place] for scores in found.scores.values()]
        if min(column) == max(column):
            flat.append(f"“{words}”")
        elif (min(column), max(column)) != (0, 100):
            loose.append(f"“{words}”")
    blocks = []
    if flat:
        blocks.append(
            Caution(
                say("No difference."),
                by_number(
                    len(flat),
                    "On {yardsticks} all options score the same, so it decides nothing, whatever its weight.",
                    "On {yardsticks} all options score the same, so they decide nothing, whatever their weights.",
                    yardsticks=in_a_row(flat),
                ),
            )
        )
    if loose:
        blocks.append(
            Caution(
                say("A scale that is not fixed at both ends."),
                by_number(
                    len(loose),
                    "On {yardsticks} no option has 0, or none has 100. A swing means the step from the worst option to "
                    "the best, so the weight now stands for another step than the one that you rated.",
                    "On {yardsticks} no option has 0, or none has 100. A swing means the step from the worst option to "
                    "the best, so these weights now stand for other steps than those that you rated.",
                    yardsticks=in_a_row(loose),
                ),
            )
        )
    return tuple(blocks)


def _no_hundred(swings: Mapping[str, float]) -> Caution | None:
    if max(swings.values()) == 100:
        return None
    return Caution(
        say("No swing has 100."),
        say(
            "They were taken in the proportions that you gave. Give 100 to the one that you would choose first, and check "
            "the others beside it."
        ),
    )


def _next(found: Comparison) -> Prompt:
    items = []
    if len(found.best) == 1 and found.tipping:
        items.append(
            say("Read the sentence with the tipping point to your partners, and ask who would disagree with it.")
        )
    items.append(say("Write beside each score the reason for it, so that somebody who was not there can question it."))
    items.append(say("Check that “carry on as now” is among the options, and that somebody would defend its scores."))
    return Prompt(say("To do next:"), tuple(items))


EXERCISE = Options()
