"""power (chapter 1): nine cells of power, who holds each, and what to rebalance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from collabkit.charts import Bars
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, EXAMPLE_PARTNERS, NAME, PARTNERS
from collabkit.findings import Block, Caution, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Choice, Grid, Questions, Rating, Row, Scale
from collabkit.sitting import Sitting
from collabkit.wording import by_number, capital, counted, in_a_row, number_word, out_of, some, whose

ALONE: Final = 3
"""The point of the scale from which one partner can settle the matter whatever the others say."""
MOVES: Final = 3
"""How many changes to offer: the chapter asks for one, and a group should have a choice."""
ENOUGH: Final = 6
"""With fewer cells answered, it is too early to say on how many legs somebody's power stands."""
SHARED: Final = "shared"
OUTSIDE: Final = "outside"
LOPSIDED: Final = Scale.of("A slight edge", "A clear edge", "Settles it alone")

AUTHORITY, RESOURCES, LEGITIMACY = "authority", "resources", "legitimacy"
PEOPLE, PROCESS, CONTENT = "people", "process", "content"
SOURCES: Final[dict[str, str]] = {AUTHORITY: "Formal authority", RESOURCES: "Resources", LEGITIMACY: "Legitimacy"}
MEANINGS: Final[dict[str, str]] = {
    AUTHORITY: "what law, rules and office let somebody do",
    RESOURCES: "money, time, people, data and skill",
    LEGITIMACY: "being accepted as one who may speak for something",
}
ARENAS: Final[dict[str, str]] = {PEOPLE: "Who takes part", PROCESS: "How the work is run", CONTENT: "What it is about"}


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
        """The cell's place in words."""
        return f"{SOURCES[self.source]} over {ARENAS[self.arena].lower()}"


CELLS: Final = (
    Cell(AUTHORITY, PEOPLE, "who sends the invitations, and whose signature lets a partner in or out",
         "let a partner in or keep one out", "Agree in writing that a partner joins or leaves only when most of the others say so."),
    Cell(AUTHORITY, PROCESS, "whose rules, standing orders and calendar the meetings follow",
         "set the rules and the timetable", "Let another partner chair and set the dates for the next three meetings."),
    Cell(AUTHORITY, CONTENT, "whose legal duties fill the agenda",
         "put its own duties first on the agenda", "List every partner’s duties on one page, and open the next agenda with one that is seldom heard."),
    Cell(RESOURCES, PEOPLE, "who can spare paid people and time to be there",
         "decide who can afford to be there", "Pay the smaller partners for their hours, or meet when and where they already are."),
    Cell(RESOURCES, PROCESS, "who has the data, the analyst, the room and the minutes",
         "hold back the data and the support that the work runs on", "Give every partner the figures on the same day, with an hour of the analyst’s time."),
    Cell(RESOURCES, CONTENT, "who pays, and so which choices are ever on the table",
         "refuse to pay for a choice", "Before money is named, let each partner put one option on the list that may not be struck out."),
    Cell(LEGITIMACY, PEOPLE, "who is believed to speak for the people served",
         "say in public that the people served were not heard", "Ask three of the people served to speak for themselves."),
    Cell(LEGITIMACY, PROCESS, "whose professional language and kind of evidence wins an argument",
         "end an argument by calling on its expertise", "Have the next paper written in a different partner’s words, and count stories as evidence beside figures."),
    Cell(LEGITIMACY, CONTENT, "whose way of saying what the problem is has been accepted",
         "say what the problem is", "Have each partner write the problem in one sentence, and read all of them out before choosing."),
)  # fmt: skip

HOLDER: Final = Choice(key="holder", text="Who has the edge", options=())
"""Who may hold a cell follows from who the partners are."""
EDGE: Final = Rating(key="edge", text="How far it goes", scale=LOPSIDED)
GRIDS: Final = {
    source: Grid(
        key=source,
        text=f"{words}: {MEANINGS[source]}",
        help=" ".join(f"{ARENAS[cell.arena]}: {cell.prompt}?" for cell in CELLS if cell.source == source),
        rows=tuple(
            Row(key=cell.arena, text=f"{source.capitalize()} over {ARENAS[cell.arena].lower()}")
            for cell in CELLS
            if cell.source == source
        ),
        columns=(HOLDER, EDGE),
        section="Who has the edge, and how far does it go?" if source == AUTHORITY else "",
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
    title = "Who holds the power, and over what?"
    chapter = 1
    minutes = 12
    purpose = (
        "Power has three sources and is used in three arenas, which makes nine cells. Say for each which partner has the edge. "
        "You see who can stop what, whose power rests on one leg, and a small change or two that would spread it."
    )
    asks = "Who can stop what, and what should be rebalanced?"
    leaves_out = (
        "It shows power as one person sees it: ask two partners to fill it in, and compare. It counts all nine cells alike, "
        "though one may decide everything. It does not say that power should be equal."
    )
    rests_on = (
        "The nine cells follow Jill Purdy’s framework, which she illustrates on a single case. The prompts and the points "
        "are ours: a discussion aid, not a measure."
    )
    sources = ("purdy2012", "ansell2008", "huxham2004", "milward1998")
    story = (
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
        holders = (*names.items(), (SHARED, "Shared evenly"), (OUTSIDE, "Somebody outside"), (UNSURE, "Not sure"))
        grids = [replace(grid, columns=(replace(HOLDER, options=holders), EDGE)) for grid in GRIDS.values()]
        if len(names) < PARTNERS.fewest:
            return (
                NAME,
                PARTNERS,
                replace(grids[0], rows=(), missing="Name at least two partners, and the nine cells appear here."),
            )
        return (NAME, PARTNERS, *grids)

    def find(self, sitting: Sitting) -> Findings:
        """Map the nine cells, add up who holds how much, and say what to spread."""
        names = sitting.need(PARTNERS)
        held = answered(sitting)
        if not any(one.holder != UNSURE for one in held):
            return Findings.needing(["For at least one of the nine cells, say who has the edge."])
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
                "Unequal is not wrong.",
                "In a study of four American mental health networks, clients did best in the one that a single agency "
                "dominated. What does harm, in our view, is power that nobody admits to.",
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
    alone = sum(one.edge == ALONE and one.holder in top for one in told)
    of_all = counted(len(told), "cell")
    if len(top) > 1:
        first = f"No partner has the edge most often: {some([names[place] for place in top])} each have it in {most} of {of_all}"
    else:
        where = by_number(len(told), "the one cell that you answered", f"{most} of {of_all}")
        first = f"{names[top[0]]} has the edge in {where}{_alone(alone, most)}"
    if not none:
        return f"{first}; every partner has it somewhere."
    nowhere = "it nowhere" if len(told) == len(CELLS) else by_number(len(told), "none there", "it in none of them")
    return f"{first}; {some(none)} {by_number(len(none), 'has', 'have')} {nowhere}."


def _nobody(told: Sequence[Held]) -> str:
    """Say that no partner has the edge, and where power is instead."""
    outside = sum(one.holder == OUTSIDE for one in told)
    where = (
        "shared evenly" if not outside else "held outside" if outside == len(told) else "shared evenly or held outside"
    )
    which = "anywhere" if len(told) == len(CELLS) else "where you answered"
    return (
        f"No partner has the edge {which}: in {counted(len(told), 'cell')} power is {where}. "
        "Ask somebody with less of it whether that is so."
    )


def _alone(alone: int, most: int) -> str:
    if not alone:
        return ""
    which = by_number(most, "it", f"{'all' if alone == most else number_word(alone)} of them")
    return f" and can settle {which} alone"


def _who(names: Mapping[str, str], one: Held | None) -> str:
    if one is None:
        return "–"
    if one.holder in names:
        edge = f" ({LOPSIDED.words(one.edge).lower()})" if one.edge else ""
        return f"{names[one.holder]}{edge}"
    return {SHARED: "shared evenly", OUTSIDE: "somebody outside"}.get(one.holder, "not sure")


def _map(names: Mapping[str, str], held: Sequence[Held]) -> Table:
    by_cell = {(one.cell.source, one.cell.arena): one for one in held}
    rows = tuple(
        (words, *(_who(names, by_cell.get((source, arena))) for arena in ARENAS)) for source, words in SOURCES.items()
    )
    return Table("The nine cells", ("Power from", *ARENAS.values()), rows)


def _figure(names: Mapping[str, str], ours: Sequence[Held]) -> Figure | None:
    scores = points(list(names), ours)
    if not any(scores.values()):
        return None
    first = leader(scores)
    total = sum(scores.values())
    rows = tuple((names[place], float(score)) for place, score in sorted(scores.items(), key=lambda item: -item[1]))
    chart = Bars(
        "Points of power", rows, most=float(max(scores.values())), standout=names.get(first, ""), heading="Points"
    )
    words = "Points of power: 1 for a slight edge, 2 for a clear one, 3 where a partner can settle the matter alone."
    if first:
        words += f" {names[first]} has {scores[first]} of {total}."
    return Figure(chart, words)


def _profiles(names: Mapping[str, str], ours: Sequence[Held]) -> Table | None:
    """Say for each row and column of the nine who has most, and how much of it."""
    if not any(one.edge for one in ours):
        return None
    rows = []
    for words, part in (
        *((f"From {w.lower()}", [one for one in ours if one.cell.source == key]) for key, w in SOURCES.items()),
        *((f"Over {w.lower()}", [one for one in ours if one.cell.arena == key]) for key, w in ARENAS.items()),
    ):
        scores = points(list(names), part)
        total, most = sum(scores.values()), max(scores.values())
        first = leader(scores)
        who = names[first] if first else "a tie" if total else "–"
        rows.append((words, who, f"{most} of {total}" if first else "–"))
    return Table("Where each partner’s power comes from, and what it reaches", ("Power", "Most", "Points"), tuple(rows))


def _stops(names: Mapping[str, str], told: Sequence[Held]) -> tuple[Block, ...]:
    ours = [one for one in told if one.holder in names]
    by_partner = {
        place: [one.cell.stop for one in ours if one.holder == place and one.edge == ALONE] for place in names
    }
    items = tuple(f"{names[place]} can {in_a_row(can)}." for place, can in by_partner.items() if can)
    heading = "Who can stop what"
    if not items:
        return (Part.of(heading, Sentence(_nobody_alone(ours))),) if ours else ()
    words = (
        "Each of these can be done without anybody’s consent. A partner that can be stopped should know it beforehand."
    )
    return (Part.of(heading, Sentence(words), Prompt("Alone, as you see it:", items)),)


def _nobody_alone(ours: Sequence[Held]) -> str:
    """Say that nobody can settle a cell alone, of those alone whose edge was rated: of the others it is not known."""
    rated = sum(one.edge is not None for one in ours)
    unrated = len(ours) - rated
    if not rated:
        return "You have not said how far any edge goes, so it is not known yet who can stop what."
    words = f"In {counted(rated, 'cell')} a partner has an edge and cannot settle the matter alone: there it needs at least one other."
    return f"{words} In {counted(unrated, 'more cell')} that is not known yet." if unrated else words


def _one_leg(names: Mapping[str, str], told: Sequence[Held]) -> Block | None:
    """Name partners whose power has one source: it goes when that goes."""
    legs = {place: {one.cell.source for one in told if one.holder == place} for place in names}
    single = [(names[place], next(iter(sources))) for place, sources in legs.items() if len(sources) == 1]
    if not single:
        return None
    fate = {
        AUTHORITY: "it lasts as long as the rules do",
        RESOURCES: "it lasts as long as the money, time and data do",
        LEGITIMACY: "it lasts as long as others believe in it",
    }
    said = "; ".join(
        f"{whose(name)} power rests on {SOURCES[source].lower()}, and {fate[source]}" for name, source in single
    )
    start = "" if len(told) == len(CELLS) else "As far as you answered, "
    return Part.of("Power on one leg", Sentence(f"{start}{said}."))


def _absent(names: Mapping[str, str], told: Sequence[Held]) -> tuple[Prompt | Caution, ...]:
    """Name those who have no edge anywhere, and what is decided by somebody who is not at the table."""
    blocks: list[Prompt | Caution] = []
    none = [name for place, name in names.items() if all(one.holder != place for one in told)]
    if none and len(none) < len(names):
        items = (
            "What would you change about this work if it were yours to change?",
            "What would make you leave, and would we hear of it first?",
        )
        where = "anywhere" if len(told) == len(CELLS) else "in any of the cells that you answered"
        blocks.append(
            Prompt(
                f"A partner with no edge can only leave. Ask {some(none)}, which {by_number(len(none), 'has', 'have')} none {where}:",
                items,
            )
        )
    outside = [one.cell.label.lower() for one in told if one.holder == OUTSIDE]
    if outside:
        blocks.append(
            Caution(
                "Some of it is not in the room.",
                f"Somebody outside holds {in_a_row(outside)}. Who will speak with them, and when?",
            )
        )
    return tuple(blocks)


def _problem(names: Mapping[str, str], held: Sequence[Held]) -> Block | None:
    """Point to the last cell, which is discussed least."""
    last = next((one for one in held if one.cell is CELLS[-1]), None)
    if last is None or last.holder not in names:
        return None
    words = (
        f"{whose(names[last.holder])} way of putting the problem has been accepted. Whoever says what the problem is has settled "
        "half of the answer, so ask what another partner would have called it."
    )
    return Part.of("Whose problem is it?", Sentence(words))


def _unsure(held: Sequence[Held]) -> Prompt | None:
    open_cells = [one.cell for one in held if one.holder == UNSURE]
    if not open_cells:
        return None
    items = tuple(f"{cell.label}: {cell.prompt}?" for cell in open_cells)
    return Prompt("You were not sure of these. Power that cannot be seen is worth asking about first:", items)


def _partly(held: Sequence[Held]) -> Caution | None:
    parts = []
    if len(held) < len(CELLS):
        left = len(CELLS) - len(held)
        parts.append(f"{capital(out_of(left, len(CELLS), 'cell', 'is', 'are'))} open.")
    unrated = sum(one.edge is None for one in held if one.holder not in (SHARED, OUTSIDE, UNSURE))
    if unrated:
        parts.append(
            f"In {counted(unrated, 'cell')} you named a partner but not how far its edge goes; "
            f"{by_number(unrated, 'it has', 'they have')} no points."
        )
    return Caution("Not the whole picture.", " ".join(parts)) if parts else None


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
            "To do next:", ("Ask each partner to fill in the nine cells alone, then compare where you differ.",)
        )
    items = tuple(f"{names[one.holder]}, {one.cell.label.lower()}: {one.cell.move}" for one in chosen)
    return Prompt("To rebalance, choose one of these, and tell your partners which:", items)


EXERCISE = Power()
