"""power (chapter 1): nine cells of power, who holds each, and what to rebalance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from collabkit.charts import Bars
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, EXAMPLE_PARTNERS, NAME, PARTNERS
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Choice, Grid, Questions, Rating, Row, Scale
from collabkit.sitting import Sitting
from collabkit.translation import by_number, say
from collabkit.wording import capital, counted, in_a_row, number_word, some, whose

ALONE: Final = 3
"""The point of the scale from which one partner can settle the matter whatever the others say."""
MOVES: Final = 3
"""How many changes to offer: the chapter asks for one, and a group should have a choice."""
ENOUGH: Final = 6
"""With fewer cells answered, it is too early to say on how many legs somebody's power stands."""
SHARED: Final = "shared"
OUTSIDE: Final = "outside"
LOPSIDED: Final = Scale.of(say("A slight edge"), say("A clear edge"), say("Settles it alone"))
EDGES: Final = {1: say("a slight edge"), 2: say("a clear edge"), ALONE: say("settles it alone")}
"""The points of the scale as they stand beside a name."""

AUTHORITY, RESOURCES, LEGITIMACY = "authority", "resources", "legitimacy"
PEOPLE, PROCESS, CONTENT = "people", "process", "content"
SOURCES: Final[dict[str, str]] = {
    AUTHORITY: say("Formal authority"),
    RESOURCES: say("Resources"),
    LEGITIMACY: say("Legitimacy"),
}
FROM: Final[dict[str, str]] = {
    AUTHORITY: say("formal authority"),
    RESOURCES: say("resources"),
    LEGITIMACY: say("legitimacy"),
}
"""The sources as they stand in a sentence."""
SHORT: Final = SOURCES | {AUTHORITY: say("Authority")}
MEANINGS: Final[dict[str, str]] = {
    AUTHORITY: say("what law, rules and office let somebody do"),
    RESOURCES: say("money, time, people, data and skill"),
    LEGITIMACY: say("being accepted as one who may speak for something"),
}
ARENAS: Final[dict[str, str]] = {
    PEOPLE: say("Who takes part"),
    PROCESS: say("How the work is run"),
    CONTENT: say("What it is about"),
}
OVER: Final[dict[str, str]] = {
    PEOPLE: say("who takes part"),
    PROCESS: say("how the work is run"),
    CONTENT: say("what it is about"),
}
"""The arenas as they stand in a sentence."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the nine: a source of power in an arena.

    Attributes:
        source: where the power comes from.
        arena: what it is used over.
        prompt: what to think of.
        stop: what somebody who can settle it alone can do.
        move: a small change that would spread it.
    """

    source: str
    arena: str
    prompt: str
    stop: str
    move: str

    @property
    def label(self) -> str:
        """The cell's place in words, by itself."""
        return say("{source} over {arena}", source=SOURCES[self.source], arena=OVER[self.arena])

    @property
    def called(self) -> str:
        """The cell's place in words, in a sentence."""
        return say("{source} over {arena}", source=FROM[self.source], arena=OVER[self.arena])

    @property
    def row(self) -> str:
        """The cell's place in words at the head of a row, where the source stands above in full."""
        return say("{source} over {arena}", source=SHORT[self.source], arena=OVER[self.arena])


CELLS: Final = (
    Cell(AUTHORITY, PEOPLE, say("who sends the invitations, and whose signature lets a partner in or out"),
         say("let a partner in or keep one out"), say("Agree in writing that a partner joins or leaves only when most of the others say so.")),
    Cell(AUTHORITY, PROCESS, say("whose rules, standing orders and calendar the meetings follow"),
         say("set the rules and the timetable"), say("Let another partner chair and set the dates for the next three meetings.")),
    Cell(AUTHORITY, CONTENT, say("whose legal duties fill the agenda"),
         say("put its own duties first on the agenda"), say("List every partner’s duties on one page, and open the next agenda with one that is seldom heard.")),
    Cell(RESOURCES, PEOPLE, say("who can spare paid people and time to be there"),
         say("decide who can afford to be there"), say("Pay the smaller partners for their hours, or meet when and where they already are.")),
    Cell(RESOURCES, PROCESS, say("who has the data, the analyst, the room and the minutes"),
         say("hold back the data and the support that the work runs on"), say("Give every partner the figures on the same day, with an hour of the analyst’s time.")),
    Cell(RESOURCES, CONTENT, say("who pays, and so which choices are ever on the table"),
         say("refuse to pay for a choice"), say("Before money is named, let each partner put one option on the list that may not be struck out.")),
    Cell(LEGITIMACY, PEOPLE, say("who is believed to speak for the people served"),
         say("say in public that the people served were not heard"), say("Ask three of the people served to speak for themselves.")),
    Cell(LEGITIMACY, PROCESS, say("whose professional language and kind of evidence wins an argument"),
         say("end an argument by calling on its expertise"), say("Have the next paper written in a different partner’s words, and count stories as evidence beside figures.")),
    Cell(LEGITIMACY, CONTENT, say("whose way of saying what the problem is has been accepted"),
         say("say what the problem is"), say("Have each partner write the problem in one sentence, and read all of them out before choosing.")),
)  # fmt: skip

HOLDER: Final = Choice(key="holder", text=say("Who has the edge"), options=())
"""Who may hold a cell follows from who the partners are."""
EDGE: Final = Rating(key="edge", text=say("How far it goes"), scale=LOPSIDED)
GRIDS: Final = {
    source: Grid(
        key=source,
        text=f"{words}: {MEANINGS[source]}",
        help=" ".join(f"{ARENAS[cell.arena]}: {cell.prompt}?" for cell in CELLS if cell.source == source),
        rows=tuple(Row(key=cell.arena, text=cell.row) for cell in CELLS if cell.source == source),
        columns=(HOLDER, EDGE),
        section=say("Who has the edge, and how far does it go?") if source == AUTHORITY else "",
    )
    for source, words in SOURCES.items()
}
"""A grid for each source of power, with a row for each arena."""


@dataclass(frozen=True, slots=True)
class Held:
    """A cell with its answer.

    ``holder`` is a partner's place, or one of ``SHARED``, ``OUTSIDE`` and ``UNSURE``; ``edge`` is how lopsided it is,
    as far as that was said.
    """

    cell: Cell
    holder: str
    edge: int | None


class Power(Exercise):
    """Nine cells, each held by a partner, by all, or by somebody outside."""

    id = "power"
    title = say("Who holds the power, and over what?")
    chapter = 1
    minutes = 12
    purpose = say(
        "Power has three sources and is used in three arenas, which makes nine cells. Say for each which partner has the edge. "
        "You see who can stop what, whose power rests on one leg, and a small change or two that would spread it."
    )
    asks = say("Who can stop what, and what should be rebalanced?")
    leaves_out = say(
        "It shows power as one person sees it: ask two partners to fill it in, and compare. It counts all nine cells alike, "
        "though one may decide everything. It does not say that power should be equal."
    )
    rests_on = say(
        "The nine cells follow Jill Purdy’s framework, which she illustrates on a single case. The prompts and the points "
        "are ours: a discussion aid, not a measure."
    )
    sources = ("purdy2012", "ansell2008", "huxham2004", "milward1998")
    beyond = Need(say("In at least one of the nine cells, who has the edge"), next(iter(GRIDS.values())).key)
    story = say(
        "Maggie Doyle of Age Well fills in the nine cells for Steady Brackendale, a fictional falls service, after a chair "
        "had said that everybody round the table was equal."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "partners": list(EXAMPLE_PARTNERS),
        "authority.people.holder": "1", "authority.people.edge": 2,
        "authority.process.holder": "1", "authority.process.edge": 3,
        "authority.content.holder": "2", "authority.content.edge": 2,
        "resources.people.holder": "1", "resources.people.edge": 1,
        "resources.process.holder": "2", "resources.process.edge": 3,
        "resources.content.holder": "1", "resources.content.edge": 3,
        "legitimacy.people.holder": "4", "legitimacy.people.edge": 3,
        "legitimacy.process.holder": "2", "legitimacy.process.edge": 1,
        "legitimacy.content.holder": UNSURE,
    }  # fmt: skip

    def ask(self, answers: Answers) -> Questions:
        """Ask for the partners, then who holds each of the nine cells and how far."""
        names = PARTNERS.named(answers)
        holders = (
            *names.items(),
            (SHARED, say("Shared evenly")),
            (OUTSIDE, say("Somebody outside")),
            (UNSURE, say("Not sure")),
        )
        grids = [replace(grid, columns=(replace(HOLDER, options=holders), EDGE)) for grid in GRIDS.values()]
        if len(names) < PARTNERS.fewest:
            missing = say("Name at least two partners, and the nine cells appear here.")
            return (NAME, PARTNERS, replace(grids[0], rows=(), missing=missing))
        return (NAME, PARTNERS, *grids)

    def find(self, sitting: Sitting) -> Findings:
        """Map the nine cells, add up who holds how much, and say what to spread."""
        names = sitting.need(PARTNERS)
        held = answered(sitting)
        if not any(one.holder != UNSURE for one in held):
            return Findings.needing([say("For at least one of the nine cells, say who has the edge.")])
        told = tuple(one for one in held if one.holder != UNSURE)
        ours = tuple(one for one in told if one.holder in names)
        return Findings.of(
            headline(names, told),
            _map(names, held),
            _figure(names, ours),
            _profiles(names, ours),
            *_stops(names, told),
            _one_leg(names, told) if len(told) >= ENOUGH else None,
            *_absent(names, told),
            _problem(names, held),
            _unsure(held),
            _partly(held),
            Caution(
                say("Unequal is not wrong."),
                say(
                    "In a study of four American mental health networks, clients did best in the one that a single agency "
                    "dominated. What does harm, in our view, is power that nobody admits to."
                ),
            ),
            _moves(names, ours),
        )


def answered(sitting: Sitting) -> tuple[Held, ...]:
    """Collect the cells whose holder was named.

    >>> sitting = EXERCISE.read({"partners": ["County", "Police"], "authority.people.holder": "1"})
    >>> [(one.cell.label, one.holder, one.edge) for one in answered(sitting)]
    [('Formal authority over who takes part', '1', None)]
    """
    return tuple(
        Held(cell, holder, sitting.at(GRIDS[cell.source], cell.arena, EDGE))
        for cell in CELLS
        if (holder := sitting.at(GRIDS[cell.source], cell.arena, HOLDER)) is not None
    )


def points(places: Sequence[str], held: Sequence[Held]) -> dict[str, int]:
    """Add up how far each partner's edge goes: 1 slight, 2 clear, 3 alone.

    >>> points(["1", "2"], [Held(CELLS[0], "1", 3), Held(CELLS[1], "1", 1), Held(CELLS[2], "2", None)])
    {'1': 4, '2': 0}
    """
    return {place: sum(one.edge or 0 for one in held if one.holder == place) for place in places}


def leader(scores: Mapping[str, int]) -> str:
    """Name the key with the highest score, or nothing where two share it or all are zero.

    >>> leader({"1": 4, "2": 1}), leader({"1": 2, "2": 2}), leader({"1": 0})
    ('1', '', '')
    """
    most = max(scores.values(), default=0)
    top = [key for key, score in scores.items() if score == most]
    return top[0] if most and len(top) == 1 else ""


def headline(names: Mapping[str, str], told: Sequence[Held]) -> str:
    """Say who has the edge most often, and who nowhere, of the cells whose holder was said."""
    cells = {place: sum(one.holder == place for one in told) for place in names}
    if not any(cells.values()):
        return _nobody(told)
    most = max(cells.values())
    top = [place for place, count in cells.items() if count == most]
    none = [names[place] for place, count in cells.items() if not count]
    if len(top) > 1:
        first = say(
            "No partner has the edge most often: {partners} each have it in {number} of {cells}",
            partners=some([names[place] for place in top]),
            number=most,
            cells=counted(len(told), "cell"),
        )
    else:
        alone = sum(one.edge == ALONE and one.holder in top for one in told)
        first = _most_often(capital(names[top[0]]), most, alone, len(told))
    if not none:
        return say("{most_often}; every partner has it somewhere.", most_often=first)
    if len(told) == len(CELLS):
        return by_number(
            len(none),
            "{most_often}; {partners} has it nowhere.",
            "{most_often}; {partners} have it nowhere.",
            most_often=first,
            partners=some(none),
        )
    if len(told) == 1:
        return by_number(
            len(none),
            "{most_often}; {partners} has none there.",
            "{most_often}; {partners} have none there.",
            most_often=first,
            partners=some(none),
        )
    return by_number(
        len(none),
        "{most_often}; {partners} has it in none of them.",
        "{most_often}; {partners} have it in none of them.",
        most_often=first,
        partners=some(none),
    )


def _most_often(partner: str, most: int, alone: int, told: int) -> str:
    """Say in how many cells one partner has the edge, and how many of these it can settle alone."""
    if told == 1:
        cells = say("the one cell that you answered")
    else:
        cells = say("{number} of {cells}", number=most, cells=counted(told, "cell"))
    if not alone:
        return say("{partner} has the edge in {cells}", partner=partner, cells=cells)
    if most == 1:
        return say("{partner} has the edge in {cells} and can settle it alone", partner=partner, cells=cells)
    if alone == most:
        return say("{partner} has the edge in {cells} and can settle all of them alone", partner=partner, cells=cells)
    return say(
        "{partner} has the edge in {cells} and can settle {number} of them alone",
        partner=partner,
        cells=cells,
        number=number_word(alone),
    )


def _nobody(told: Sequence[Held]) -> str:
    """Say that no partner has the edge, and where power is instead."""
    outside, cells = sum(one.holder == OUTSIDE for one in told), counted(len(told), "cell")
    if not outside:
        where = say("in {cells} power is shared evenly", cells=cells)
    elif outside == len(told):
        where = say("in {cells} power is held outside", cells=cells)
    else:
        where = say("in {cells} power is shared evenly or held outside", cells=cells)
    if len(told) == len(CELLS):
        first = say("No partner has the edge anywhere: {where}.", where=where)
    else:
        first = say("No partner has the edge where you answered: {where}.", where=where)
    return f"{first} {say('Ask each of the others, the smallest first, whether they see it so.')}"


def _who(names: Mapping[str, str], one: Held | None) -> str:
    if one is None:
        return "–"
    if one.holder in names:
        return f"{names[one.holder]} ({EDGES[one.edge]})" if one.edge else names[one.holder]
    return {SHARED: say("shared evenly"), OUTSIDE: say("somebody outside")}.get(one.holder, say("not sure"))


def _map(names: Mapping[str, str], held: Sequence[Held]) -> Table:
    by_cell = {(one.cell.source, one.cell.arena): one for one in held}
    rows = tuple(
        (words, *(_who(names, by_cell.get((source, arena))) for arena in ARENAS)) for source, words in SOURCES.items()
    )
    return Table(say("The nine cells"), (say("Power from"), *ARENAS.values()), rows)


def _figure(names: Mapping[str, str], ours: Sequence[Held]) -> Figure | None:
    scores = points(list(names), ours)
    if not any(scores.values()):
        return None
    first = leader(scores)
    rows = tuple((names[place], float(score)) for place, score in sorted(scores.items(), key=lambda item: -item[1]))
    chart = Bars(
        say("Points of power"),
        rows,
        most=float(max(scores.values())),
        standout=names.get(first, ""),
        heading=say("Points"),
    )
    words = say(
        "Points of power: 1 for a slight edge, 2 for a clear one, 3 where a partner can settle the matter alone."
    )
    if first:
        most = say(
            "{partner} has {points} of {total}.",
            partner=capital(names[first]),
            points=scores[first],
            total=sum(scores.values()),
        )
        words = f"{words} {most}"
    return Figure(chart, words)


def _profiles(names: Mapping[str, str], ours: Sequence[Held]) -> Table | None:
    """Say for each row and column of the nine who has most, and how much of it."""
    if not any(one.edge for one in ours):
        return None
    parts = [
        *((say("From {source}", source=FROM[key]), [one for one in ours if one.cell.source == key]) for key in SOURCES),
        *((say("Over {arena}", arena=OVER[key]), [one for one in ours if one.cell.arena == key]) for key in ARENAS),
    ]
    rows = []
    for words, part in parts:
        scores = points(list(names), part)
        total, most = sum(scores.values()), max(scores.values())
        first = leader(scores)
        who = names[first] if first else say("a tie") if total else "–"
        rows.append((words, who, say("{points} of {total}", points=most, total=total) if first else "–"))
    return Table(
        say("Where each partner’s power comes from, and what it reaches"),
        (say("Power"), say("Most"), say("Points")),
        tuple(rows),
    )


def _stops(names: Mapping[str, str], told: Sequence[Held]) -> tuple[Block, ...]:
    ours = [one for one in told if one.holder in names]
    by_partner = {
        place: [one.cell.stop for one in ours if one.holder == place and one.edge == ALONE] for place in names
    }
    items = tuple(
        say("{partner} can {actions}.", partner=capital(names[place]), actions=in_a_row(can))
        for place, can in by_partner.items()
        if can
    )
    heading = say("Who can stop what")
    if not items:
        return (Part.of(heading, Sentence(_nobody_alone(ours))),) if ours else ()
    words = say(
        "Each of these can be done without anybody’s consent. A partner that can be stopped should know it beforehand."
    )
    return (Part.of(heading, Sentence(words), Prompt(say("Alone, as you see it:"), items)),)


def _nobody_alone(ours: Sequence[Held]) -> str:
    """Say that nobody can settle a cell alone, of those alone whose edge was rated: of the others it is not known."""
    rated = sum(one.edge is not None for one in ours)
    unrated = len(ours) - rated
    if not rated:
        return say("You have not said how far any edge goes, so it is not known yet who can stop what.")
    words = say(
        "In {cells} a partner has an edge and cannot settle the matter alone: there it needs at least one other.",
        cells=counted(rated, "cell"),
    )
    if not unrated:
        return words
    return f"{words} {say('In {more_cells} that is not known yet.', more_cells=counted(unrated, 'more cell'))}"


def _one_leg(names: Mapping[str, str], told: Sequence[Held]) -> Block | None:
    """Name partners with an edge whose power has one source, their even shares counted: it goes when that goes."""
    holders = {one.holder for one in told}
    legs = {
        place: {one.cell.source for one in told if one.holder in (place, SHARED)} for place in names if place in holders
    }
    single = [(names[place], next(iter(sources))) for place, sources in legs.items() if len(sources) == 1]
    if not single:
        return None
    said = "; ".join(_rests_on(whose(name), source) for name, source in single)
    words = f"{capital(said)}." if len(told) == len(CELLS) else say("As far as you answered, {clauses}.", clauses=said)
    return Part.of(say("Power on one leg"), Sentence(words))


def _rests_on(owner: str, source: str) -> str:
    """Say on what a partner's power rests and how long it lasts, in a clause; the partner is said as an owner."""
    return {
        AUTHORITY: say("{whose} power rests on formal authority, and it lasts as long as the rules do", whose=owner),
        RESOURCES: say(
            "{whose} power rests on resources, and it lasts as long as the money, time and data do",
            whose=owner,
        ),
        LEGITIMACY: say("{whose} power rests on legitimacy, and it lasts as long as others believe in it", whose=owner),
    }[source]


def _absent(names: Mapping[str, str], told: Sequence[Held]) -> tuple[Prompt | Caution, ...]:
    """Name those who have no edge anywhere, and what is decided by somebody who is not at the table."""
    blocks: list[Prompt | Caution] = []
    none = [name for place, name in names.items() if all(one.holder != place for one in told)]
    if none and len(none) < len(names):
        items = (
            say("What would you change about this work if it were yours to change?"),
            say("What would make you leave, and would we hear of it first?"),
        )
        lead = _ask_those(none, told)
        blocks.append(Prompt(lead, items))
    outside = [one.cell.called for one in told if one.holder == OUTSIDE]
    if outside:
        blocks.append(
            Caution(
                say("Some of it is not in the room."),
                say("Somebody outside holds {cells}. Who will speak with them, and when?", cells=in_a_row(outside)),
            )
        )
    return tuple(blocks)


def _ask_those(none: Sequence[str], told: Sequence[Held]) -> str:
    """Say whom to ask, because they have no edge; that they can only leave, only where others can settle everything alone."""
    if any(one.holder == SHARED for one in told):
        return _ask_sharers(none)
    if len(told) == len(CELLS) and all(one.edge == ALONE or one.holder == OUTSIDE for one in told):
        return by_number(
            len(none),
            "A partner with no edge can only leave. Ask {partners}, which has none anywhere:",
            "A partner with no edge can only leave. Ask {partners}, which have none anywhere:",
            partners=some(none),
        )
    if len(told) == len(CELLS):
        return by_number(
            len(none),
            "{partners} has no edge anywhere. Ask:",
            "{partners} have no edge anywhere. Ask:",
            partners=capital(some(none)),
        )
    return by_number(
        len(none),
        "{partners} has no edge in any of the cells that you answered. Ask:",
        "{partners} have no edge in any of the cells that you answered. Ask:",
        partners=capital(some(none)),
    )


def _ask_sharers(none: Sequence[str]) -> str:
    """Say whom to ask, because the edge is with others wherever power is not shared evenly; with a share, they can do more than leave."""
    return by_number(
        len(none),
        "Beyond an even share, {partners} has no edge in any of the cells that you answered. Ask:",
        "Beyond an even share, {partners} have no edge in any of the cells that you answered. Ask:",
        partners=some(none),
    )


def _problem(names: Mapping[str, str], held: Sequence[Held]) -> Block | None:
    """Point to the last cell, which is discussed least."""
    last = next((one for one in held if one.cell is CELLS[-1]), None)
    if last is None or last.holder not in names:
        return None
    words = say(
        "{whose} way of putting the problem has been accepted. Whoever says what the problem is has settled half of the "
        "answer, so ask what another partner would have called it.",
        whose=capital(whose(names[last.holder])),
    )
    return Part.of(say("Whose problem is it?"), Sentence(words))


def _unsure(held: Sequence[Held]) -> Prompt | None:
    open_cells = [one.cell for one in held if one.holder == UNSURE]
    if not open_cells:
        return None
    items = tuple(f"{cell.label}: {cell.prompt}?" for cell in open_cells)
    lead = by_number(
        len(items),
        "You were not sure of this. Power that cannot be seen is worth asking about first:",
        "You were not sure of these. Power that cannot be seen is worth asking about first:",
    )
    return Prompt(lead, items)


def _partly(held: Sequence[Held]) -> Caution | None:
    parts = []
    left = len(CELLS) - len(held)
    if left:
        parts.append(
            by_number(
                left,
                "One of {cells} is open.",
                "{number} of {cells} are open.",
                number=left,
                cells=counted(len(CELLS), "cell"),
            )
        )
    unrated = sum(one.edge is None for one in held if one.holder not in (SHARED, OUTSIDE, UNSURE))
    if unrated:
        parts.append(
            by_number(
                unrated,
                "In {cells} you named a partner but not how far its edge goes; it has no points.",
                "In {cells} you named a partner but not how far its edge goes; they have no points.",
                cells=counted(unrated, "cell"),
            )
        )
    return Caution(say("Not the whole picture."), " ".join(parts)) if parts else None


def to_spread(names: Mapping[str, str], ours: Sequence[Held]) -> tuple[Held, ...]:
    """Choose the cells to spread first: the most lopsided, then those of the partner with most points, then the easiest.

    What is easy is our judgement: how the work is run can be changed by the group itself, who takes part and what it is
    about need more, and formal authority is the hardest to move.
    """
    scores = points(list(names), ours)
    arenas = {PROCESS: 0, CONTENT: 1, PEOPLE: 2}
    clear = [one for one in ours if one.edge and one.edge > 1]
    return tuple(
        sorted(
            clear,
            key=lambda one: (
                -(one.edge or 0),
                -scores[one.holder],
                one.cell.source == AUTHORITY,
                arenas[one.cell.arena],
            ),
        )[:MOVES]
    )


def _moves(names: Mapping[str, str], ours: Sequence[Held]) -> Prompt:
    chosen = to_spread(names, ours)
    if not chosen:
        return Prompt(
            say("To do next:"),
            (say("Ask each partner to fill in the nine cells alone, then compare where you differ."),),
        )
    items = tuple(f"{capital(names[one.holder])}, {one.cell.called}: {one.cell.move}" for one in chosen)
    lead = by_number(
        len(items),
        "To rebalance, begin with this, and tell your partners:",
        "To rebalance, choose one of these, and tell your partners which:",
    )
    return Prompt(lead, items)


EXERCISE = Power()
