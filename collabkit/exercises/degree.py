"""degree (chapter 3): how close each pair of partners is, and how close it needs to be.

What each partner needs is set beside the link as that partner sees it, and never beside a mean of the two: who sees none
and needs some is short of it, however close the other thinks that they are. A link needs to be closer where both ask for
more than they see, it is disputed where one does and the other does not, and it is closer than needed where both see more
than they need. The headline, the tables and the order of work all go by this. The lowest level that will do is the higher
of the two levels needed.

Twelve partners have 132 views of their links, each of two ratings. So with more than four partners the exercise first asks
whose links matter, and then about the links among those alone, and about whatever was rated already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from statistics import fmean
from typing import Final

from collabkit.charts import Network
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, EXAMPLE_PARTNERS, NAME, PARTNERS
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import Choices, Grid, Questions, Rating, Row, Scale, is_blank
from collabkit.sitting import Sitting
from collabkit.translation import by_number, say, say_each
from collabkit.wording import capital, counted, in_a_row, out_of

_LEVELS: Final = say_each("networking", "cooperation", "coordination", "coalition", "collaboration")
LEVELS: Final = Scale.of(say("None"), *map(capital, _LEVELS), start=0)
LEVELS_SAID: Final = dict(enumerate(_LEVELS, 1))
"""The levels above none, as they stand within a sentence."""
DESCRIPTIONS: Final = (
    say("you have nothing to do with each other"),
    say("you know of each other and talk now and then; each decides alone"),
    say("you pass on information and know roughly who does what; each decides alone"),
    say("you share information and some resources, with agreed roles, and take some decisions together"),
    say("you share ideas and resources, give each other priority, and every member has a vote"),
    say("you act as one, in close and trusting contact, and decide by consensus"),
)
FIRST: Final = 3
"""How many pairs to name as the ones to work on first: more than a group can carry is no help."""
NAMED: Final = 3
"""How many pairs a sentence names before it counts the rest."""

NOW: Final = Rating(key="now", text=say("Now"), scale=LEVELS, numbered=True)
NEEDED: Final = Rating(key="needed", text=say("Needed"), scale=LEVELS, numbered=True)
LINKS: Final = Grid(
    key="level",
    text=say("How close is each link now, and how close does the work need it to be?"),
    help="\n".join(
        [
            say("Needed means needed for the purpose: the lowest level that will do."),
            *(f"{level} {words}: {DESCRIPTIONS[level]}." for level, words in LEVELS.points),
        ]
    ),
    missing=say("Name at least two partners, and the links between them appear here."),
    rows=(),
    columns=(NOW, NEEDED),
)
"""Each link as each of its two partners sees it; the rows follow from who the partners are."""
MANY: Final = 4
"""How many partners may be asked about all their links at once; four give 24 ratings, five give 40."""
MATTER: Final = Choices(
    key="matter",
    text=say("Whose links matter most to the work?"),
    help=say(
        "Choose three or four partners: you are asked about the links among them. The more you choose, the more there is "
        "to rate; choose all of them to be asked about every link."
    ),
    options=(),
)
"""Each partner; asked where there are many."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two partners, and what each says of their link.

    ``now`` and ``needed`` hold the views of the first and of the second partner, as far as they were given; ``asks`` holds
    how many steps more each asks for than it sees, below zero how many fewer, of those who said what they need.
    """

    places: tuple[int, int]
    names: tuple[str, str]
    now: tuple[int, ...]
    needed: tuple[int, ...]
    asks: tuple[int, ...]

    @property
    def label(self) -> str:
        """Both names."""
        return in_a_row(self.names)

    @property
    def rated(self) -> bool:
        """Whether both the level now and the level needed were given, by one of the two at least."""
        return bool(self.now and self.needed)

    @property
    def enough(self) -> int | None:
        """The lowest level that gives both what they say they need."""
        return max(self.needed, default=None)

    @property
    def gap(self) -> int:
        """How many steps it is to what the one needs who is further from it; below zero, how much closer both see the link."""
        return max(self.asks, default=0)

    @property
    def disputed(self) -> bool:
        """Whether one partner asks for a closer link than it sees, and the other does not."""
        return self.gap > 0 and min(self.asks) <= 0

    @property
    def short(self) -> bool:
        """Whether the link needs to be closer, and nobody who was asked says otherwise."""
        return self.gap > 0 and not self.disputed

    @property
    def unclear(self) -> bool:
        """Whether nobody asks for more than it sees, and yet one sees less than what is enough for both."""
        return self.rated and self.gap <= 0 and min(self.now) < (self.enough or 0)

    @property
    def apart_now(self) -> int:
        """How many levels apart the two partners see their link as it is."""
        return max(self.now) - min(self.now) if self.now else 0

    @property
    def disagreement(self) -> int:
        """How many levels apart the two partners see their link, now or needed, whichever is more."""
        return max(self.apart_now, max(self.needed) - min(self.needed) if self.needed else 0)


def _row(viewer: str, other: str) -> str:
    """Return the row in which one partner rates its link with another."""
    return f"{viewer}.{other}"


def _rows(names: Mapping[str, str], links: Iterable[tuple[str, ...]]) -> tuple[Row, ...]:
    """Return a row for each link, under the partner who sees it so."""
    return tuple(
        Row(
            key=_row(a, b),
            text=say("with {partner}", partner=names[b]),
            group=say("As {partner} sees it", partner=names[a]),
        )
        for a, b in links
    )


def _wanted(names: Mapping[str, str], answers: Answers) -> tuple[tuple[str, str], ...]:
    """Return the links to ask about where partners are many: among the chosen, and those that either side rated already.

    What was answered is never hidden.

    >>> names = {"1": "County", "2": "Police", "3": "Fire"}
    >>> _wanted(names, {"matter": ["1", "2"]}), _wanted(names, {"matter": ["1"], "level.1.3.now": 2})
    ((('1', '2'), ('2', '1')), (('1', '3'), ('3', '1')))
    """
    chosen = MATTER.ticked(answers, names)

    def rated(pair: tuple[str, str]) -> bool:
        cells = replace(LINKS, rows=_rows(names, permutations(pair))).fields()
        return not all(is_blank(answers.get(cell.key)) for cell in cells)

    every = combinations(names, 2)
    wanted = {pair for pair in every if all(place in chosen for place in pair) or rated(pair)}
    return tuple(link for link in permutations(names, 2) if link in wanted or link[::-1] in wanted)


def pairs(sitting: Sitting) -> tuple[Pair, ...]:
    """Put the two views of each pair side by side.

    >>> views = {"level.1.2.now": 1, "level.2.1.now": 3, "level.1.2.needed": 4}
    >>> pair = pairs(EXERCISE.read({"partners": ["County", "Police"], **views}))[0]
    >>> pair.now, pair.needed, pair.asks, pair.enough, pair.gap, pair.disagreement
    ((1, 3), (4,), (3,), 4, 3, 2)
    """
    names = sitting.need(PARTNERS)
    now, needed = (sitting.column(LINKS, column) for column in (NOW, NEEDED))
    found = []
    for (a, first), (b, second) in combinations(enumerate(names), 2):
        rows = (_row(first, second), _row(second, first))
        seen, wanted = (tuple(column[row] for row in rows if row in column) for column in (now, needed))
        found.append(Pair((a, b), (names[first], names[second]), seen, wanted, _asks(rows, now, needed)))
    return tuple(found)


def _asks(rows: tuple[str, str], now: Mapping[str, int], needed: Mapping[str, int]) -> tuple[int, ...]:
    """Return how many steps more each partner asks for than it sees; who did not say what it sees is taken to see what the other does.

    >>> _asks(("1.2", "2.1"), {"1.2": 4, "2.1": 1}, {"1.2": 3, "2.1": 3}), _asks(("1.2", "2.1"), {"1.2": 4}, {"2.1": 5})
    ((-1, 2), (1,))
    """
    if not any(row in now for row in rows):
        return ()
    return tuple(
        needed[row] - (now[row] if row in now else now[other]) for row, other in (rows, rows[::-1]) if row in needed
    )


def _views(views: tuple[int, ...]) -> str:
    return in_a_row(map(str, views)) or "–"


class Degree(Exercise):
    """Pairs of partners, level now and level needed."""

    id = "degree"
    title = say("How close are you, and how close do you need to be?")
    chapter = 3
    minutes = 15
    purpose = say(
        "Place each pair of partners on a ladder of six steps, as each side sees it, now and as the work needs it. "
        "You see where the gaps are, and where two partners see the same link differently."
    )
    asks = say("Which links need to become closer, which are close enough, and what is the lowest level that will do?")
    leaves_out = say(
        "It looks at pairs, not at the group as a whole, and it takes your word for each level. "
        "It does not ask what closeness costs in time, and it knows nothing of partners whom you did not name."
    )
    rests_on = say(
        "The six steps follow a published scale of collaboration; its reliability could not be confirmed. "
        "Research has found that people’s ratings are rosier than measures of what partners actually do together."
    )
    sources = ("frey2006", "himmelman2002", "aje2018")
    beyond = Need(say("For at least one pair of partners, the level now and the level needed"), LINKS.key)
    story = say(
        "Steady Brackendale is a fictional falls service. Samira Khan asked each of the four partners to rate its links "
        "with the other three, before they planned anything together."
    )
    example = {
        "collaboration": EXAMPLE_NAME,
        "partners": list(EXAMPLE_PARTNERS),
        "level.1.2.now": 2, "level.1.2.needed": 4, "level.2.1.now": 1, "level.2.1.needed": 4,
        "level.1.3.now": 2, "level.1.3.needed": 3, "level.3.1.now": 2, "level.3.1.needed": 3,
        "level.1.4.now": 4, "level.1.4.needed": 3, "level.4.1.now": 2, "level.4.1.needed": 3,
        "level.2.3.now": 0, "level.2.3.needed": 2, "level.3.2.now": 1, "level.3.2.needed": 3,
        "level.2.4.now": 1, "level.2.4.needed": 2, "level.4.2.now": 1, "level.4.2.needed": 3,
        "level.3.4.now": 3, "level.3.4.needed": 3, "level.4.3.now": 3, "level.4.3.needed": 3,
    }  # fmt: skip

    def ask(self, answers: Answers) -> Questions:
        """Ask for the partners, where they are many whose links matter, then for two levels of each link as each side sees it."""
        names = PARTNERS.named(answers)
        if not 2 <= len(names) <= PARTNERS.most:
            return (NAME, PARTNERS, LINKS)
        if len(names) <= MANY:
            return (NAME, PARTNERS, replace(LINKS, rows=_rows(names, permutations(names, 2))))
        matter = replace(MATTER, options=tuple(names.items()))
        links = replace(
            LINKS,
            rows=_rows(names, _wanted(names, answers)),
            missing=say("Choose at least two of the partners, and the links between them appear here."),
        )
        return (NAME, PARTNERS, matter, links)

    def find(self, sitting: Sitting) -> Findings:
        """Show the network now and needed, the disagreements, what is enough, and where to begin."""
        names = sitting.need(PARTNERS)
        every = pairs(sitting)
        rated = tuple(pair for pair in every if pair.rated)
        if not rated:
            return Findings.needing(
                [say("For at least one pair of partners, give the level now and the level needed.")]
            )
        return Findings.of(
            headline(rated, len(every)),
            _figure_now(names, every),
            _figure_needed(names, every),
            _first(rated),
            *_disputed(rated),
            *_disagreements(every),
            *_enough(every, rated),
            _partly(every, rated),
            Caution(
                say("Ratings flatter."),
                say("People tend to rate their links higher than measures of actual joint work do."),
            ),
        )


def headline(rated: tuple[Pair, ...], links: int) -> str:
    """Say the one thing to take away, of all the links that there are or of those that were rated."""
    short = [pair for pair in rated if pair.short]
    disputed = [pair for pair in rated if pair.disputed]
    unclear = [pair for pair in rated if pair.unclear]
    if short:
        return _begin(rated, short, len(disputed), whole=len(rated) == links)
    if disputed:
        return by_number(
            len(disputed),
            "{links} is disputed: one partner asks for more than it sees, and the other does not. Settle that first {between}.",
            "{links} are disputed: one partner asks for more than it sees, and the other does not. Settle that first {between}.",
            links=_links(len(disputed), len(rated), whole=len(rated) == links),
            between=_between(disputed),
        )
    if unclear:
        return say(
            "Nobody asks for a closer link than it sees; but in {links} one partner sees less than the other needs: compare "
            "what each sees {between}.",
            links=counted(len(unclear), "link"),
            between=_between(unclear),
        )
    if any(pair.gap < 0 for pair in rated):
        return say(
            "Every link that you rated is already at least as close as the work needs: spend no more effort on closeness."
        )
    return say("Every link that you rated is already as close as the work needs: spend no more effort on closeness.")


def _links(part: int, rated: int, *, whole: bool) -> str:
    """Begin a sentence with how many of the links: all that there are, or those that were rated."""
    links = capital(out_of(part, rated, "link"))
    return links if whole else say("{links} that you rated", links=links)


def _begin(rated: tuple[Pair, ...], short: Sequence[Pair], disputed: int, *, whole: bool) -> str:
    """Say how many links need to be closer, how many more are disputed, and where the gap is widest."""
    close = by_number(
        len(short),
        "{links} needs to be closer",
        "{links} need to be closer",
        links=_links(len(short), len(rated), whole=whole),
    )
    widest = max(pair.gap for pair in short)
    begin = say(
        "begin where the gap is widest, at {steps} of five steps: {where}",
        steps=widest,
        where=_between([pair for pair in ordered(rated) if pair.short and pair.gap == widest]),
    )
    if not disputed:
        return say("{first}; {second}.", first=close, second=begin)
    more = by_number(disputed, "{number} more is disputed", "{number} more are disputed", number=disputed)
    return say("{first}, and {second}; {third}.", first=close, second=more, third=begin)


def _between(found: Sequence[Pair]) -> str:
    """Say where, three pairs at most: a comma alone would run the names of several pairs together."""
    named = [say("between {pair}", pair=pair.label) for pair in found[: NAMED if len(found) <= NAMED else NAMED - 1]]
    if len(found) > NAMED:
        named.append(say("in {number} others", number=len(found) - len(named)))
    return say("{several}, and {last}", several=", ".join(named[:-1]), last=named[-1]) if len(named) > 1 else named[0]


def ordered(rated: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Put the widest gap first, then the strongest disagreement, then the order in which partners were named."""
    return tuple(sorted(rated, key=lambda pair: (-pair.gap, -pair.disagreement, pair.places)))


def to_work_on(every: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Choose the pairs to work on first: no more than a group can carry, the widest gap first."""
    return tuple(pair for pair in ordered(every) if pair.short)[:FIRST]


def _figure_now(names: Mapping[str, str], every: tuple[Pair, ...]) -> Figure | None:
    links = {pair.places: fmean(pair.now) for pair in every if pair.now}
    seen = say("The thicker the line, the closer the link; each is the mean of what the two partners say.")
    return _figure(names, every, links, say("Your links now"), seen)


def _figure_needed(names: Mapping[str, str], every: tuple[Pair, ...]) -> Figure | None:
    links = {pair.places: float(pair.enough) for pair in every if pair.enough is not None}
    seen = say(
        "The thicker the line, the closer the link; each is the lowest level that gives both what they say they need."
    )
    return _figure(names, every, links, say("Your links as the work needs them"), seen)


def _figure(
    names: Mapping[str, str], every: tuple[Pair, ...], links: Mapping[tuple[int, int], float], title: str, seen: str
) -> Figure | None:
    if not links:
        return None
    first = frozenset(pair.places for pair in to_work_on(every))
    chart = Network(title, tuple(names.values()), links, most=5, standouts=first)
    sentences = [f"{title}.", seen, *([say("The pairs to work on first stand out.")] if first else [])]
    return Figure(chart, " ".join(sentences))


def _first(rated: tuple[Pair, ...]) -> Prompt | None:
    chosen = to_work_on(rated)
    if not chosen:
        return None
    level = sum(pair.short and pair.gap == chosen[-1].gap for pair in rated) - sum(
        pair.gap == chosen[-1].gap for pair in chosen
    )
    lead = by_number(len(chosen), "Work on this pair first:", "Work on these pairs first:")
    if level:
        lead = by_number(
            level,
            "Work on these pairs first; {number} more has as wide a gap as the last of them:",
            "Work on these pairs first; {number} more have as wide a gap as the last of them:",
            number=level,
        )
    return Prompt(lead, tuple(map(_to_do, chosen)))


def _to_do(pair: Pair) -> str:
    """Say how to begin with a pair: by the next step up, or by what there is, where that is seen so differently that no step is next for both."""
    if pair.apart_now > 1:
        return say(
            "{pair}: now {now}, needed {needed}. The two of you see it {steps} apart: agree first what there is now.",
            pair=pair.label,
            now=_views(pair.now),
            needed=_views(pair.needed),
            steps=counted(pair.apart_now, "step"),
        )
    return say(
        "{pair}: now {now}, needed {needed}. Agree one thing to do together that is already {level}, the next step up.",
        pair=pair.label,
        now=_views(pair.now),
        needed=_views(pair.needed),
        level=LEVELS_SAID[min(pair.now) + 1],
    )


def _disputed(rated: tuple[Pair, ...]) -> tuple[Block, ...]:
    """Set the links apart of which one partner says that they need to be closer than it sees them, and the other does not."""
    found = [pair for pair in rated if pair.disputed]
    if not found:
        return ()
    words = say(
        "In {links} one partner asks for more than it sees, and the other does not. Whether there is enough is not known "
        "yet. Compare what each sees now; then ask the one what it would do with a closer link, and the other what that "
        "would cost it.",
        links=counted(len(found), "link"),
    )
    rows = tuple((pair.label, _views(pair.now), _views(pair.needed)) for pair in found)
    table = Table(
        say("Disputed, by the partner named first and by the other"), (say("Pair"), say("Now"), say("Needed")), rows
    )
    return (Part.of(say("Where one asks for more and the other does not"), Sentence(words), table),)


def _disagreements(every: tuple[Pair, ...]) -> tuple[Block, ...]:
    apart = sorted((pair for pair in every if pair.disagreement), key=lambda pair: (-pair.disagreement, pair.places))
    if not apart:
        return ()
    rows = tuple((pair.label, _views(pair.now), _views(pair.needed), pair.disagreement) for pair in apart)
    table = Table(
        say("Seen differently, by the partner named first and by the other"),
        (say("Pair"), say("Now"), say("Needed"), say("Steps apart")),
        rows,
    )
    worst = apart[0]
    words = say(
        "{pair} are {steps} apart on the same link. "
        "Neither is mistaken: ask each what it has seen that the other has not.",
        pair=worst.label,
        steps=counted(worst.disagreement, "step"),
    )
    return (Part.of(say("Where two partners see the same link differently"), Sentence(words), table),)


def _enough(every: tuple[Pair, ...], rated: tuple[Pair, ...]) -> tuple[Block, ...]:
    """Say how close is close enough, for the links that are not disputed."""
    settled = tuple(pair for pair in rated if not pair.disputed)
    highest = max(level for pair in every for level in pair.needed)
    sentences = [
        say(
            "The most that anybody asks for is {level} ({name}: {description}).",
            level=highest,
            name=LEVELS_SAID[highest],
            description=DESCRIPTIONS[highest],
        )
        if highest
        else say("Nobody who answered asks for any link."),
        say("Higher is not better; each step up costs time and freedom."),
    ]
    close = [pair for pair in settled if pair.gap < 0 and not pair.unclear]
    if close:
        sentences.append(
            say(
                "You are closer than you need to be in {links}: {between}.",
                links=counted(len(close), "link"),
                between=_between(close),
            )
        )
    said = Part.of(say("The lowest level that delivers"), Sentence(" ".join(sentences)))
    if not settled:
        return (said,)
    rows = tuple((pair.label, f"{pair.enough} {LEVELS.words(pair.enough)}", pair.gap) for pair in settled)
    table = Table(
        say("The lowest level that gives both partners what they need"),
        (say("Pair"), say("Enough"), say("Steps to go")),
        rows,
        say(
            "Steps are counted from the link as each partner sees it to what that partner needs; where the two differ, the "
            "longer way stands here."
        ),
        role="links",
    )
    return (said, table)


def _partly(every: tuple[Pair, ...], rated: tuple[Pair, ...]) -> Caution | None:
    single = sum(len(pair.now) == 1 or len(pair.needed) == 1 for pair in rated)
    unrated = len(every) - len(rated)
    parts = []
    if single:
        parts.append(
            say(
                "In {links} you have only one partner’s word for the level now, or for the level needed.",
                links=counted(single, "link"),
            )
        )
    if unrated:
        parts.append(
            by_number(
                unrated,
                "{links} lacks a level, now or needed, and cannot be compared.",
                "{links} lack a level, now or needed, and cannot be compared.",
                links=counted(unrated, "link"),
            )
        )
    return Caution(say("Not the whole picture."), " ".join(parts)) if parts else None


EXERCISE = Degree()
