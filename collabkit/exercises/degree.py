"""degree (chapter 3): how close each pair of partners is, and how close it needs to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, permutations
from statistics import fmean
from typing import Any, Final

from collabkit.charts import Network
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_PARTNERS, NAME, PARTNERS
from collabkit.findings import Caution, Figure, Findings, Prompt, Sentence, Table
from collabkit.questions import Grid, Question, Rating, Row, Scale

LEVELS: Final = Scale.of("None", "Networking", "Cooperation", "Coordination", "Coalition", "Collaboration", start=0)
DESCRIPTIONS: Final = (
    "you have nothing to do with each other",
    "you know of each other and talk now and then; each decides alone",
    "you pass on information and know roughly who does what; each decides alone",
    "you share information and some resources, with agreed roles, and take some decisions together",
    "you share ideas and resources, give each other priority, and every member has a vote",
    "you act as one, in close and trusting contact, and decide by consensus",
)
FIRST: Final = 3
"""How many pairs to name as the ones to work on first: more than a group can carry is no help."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two partners, and what each says of their link.

    ``now`` and ``needed`` hold the views of the first and of the second partner, as far as they were given.
    """

    places: tuple[int, int]
    names: tuple[str, str]
    now: tuple[int, ...]
    needed: tuple[int, ...]

    @property
    def label(self) -> str:
        """Both names."""
        return f"{self.names[0]} and {self.names[1]}"

    @property
    def gap(self) -> float:
        """How many levels closer the pair needs to be; below zero, how much closer it is than it needs to be."""
        return fmean(self.needed) - fmean(self.now) if self.now and self.needed else 0.0

    @property
    def disagreement(self) -> int:
        """How many levels apart the two partners see their link, now or needed, whichever is more."""
        return max((abs(views[0] - views[1]) for views in (self.now, self.needed) if len(views) == 2), default=0)

    @property
    def enough(self) -> int | None:
        """The lowest level that gives both what they say they need."""
        return max(self.needed, default=None)


def pairs(names: Mapping[str, str], values: Mapping[str, Any]) -> tuple[Pair, ...]:
    """Put the two views of each pair side by side.

    >>> views = {"level.1.2.now": 1, "level.2.1.now": 3, "level.1.2.needed": 4}
    >>> pair = pairs({"1": "County", "2": "Police"}, views)[0]
    >>> pair.now, pair.needed, pair.gap, pair.disagreement
    ((1, 3), (4,), 2.0, 2)
    """
    found = []
    for (a, first), (b, second) in combinations(enumerate(names), 2):
        views = {
            column: tuple(
                int(values[key])
                for key in (f"level.{first}.{second}.{column}", f"level.{second}.{first}.{column}")
                if key in values
            )
            for column in ("now", "needed")
        }
        found.append(Pair((a, b), (names[first], names[second]), views["now"], views["needed"]))
    return tuple(found)


def _views(views: tuple[int, ...]) -> str:
    return " and ".join(str(view) for view in views) or "–"


class Degree(Exercise):
    """Pairs of partners, level now and level needed."""

    id = "degree"
    title = "How close are you, and how close do you need to be?"
    chapter = 3
    minutes = 15
    purpose = (
        "Place each pair of partners on a ladder of six steps, as each side sees it, now and as the work needs it. "
        "You see where the gaps are, and where two partners see the same link differently."
    )
    asks = "Which links need to become closer, which are close enough, and what is the lowest level that will do?"
    leaves_out = (
        "It looks at pairs, not at the group as a whole, and it takes your word for each level. "
        "It does not ask what closeness costs in time, and it knows nothing of partners whom you did not name."
    )
    rests_on = (
        "The six steps follow a published scale of collaboration; its reliability could not be confirmed. "
        "Research has found that people’s ratings are rosier than measures of what partners actually do together."
    )
    sources = ("frey2006", "himmelman2002", "aje2018")
    story = (
        "Steady Brackendale is a fictional falls service. Samira Khan asked each of the four partners to rate its links "
        "with the other three, before they met."
    )
    example = {
        "collaboration": "Steady Brackendale",
        "partners": list(EXAMPLE_PARTNERS),
        "level.1.2.now": 2, "level.1.2.needed": 4, "level.2.1.now": 1, "level.2.1.needed": 4,
        "level.1.3.now": 2, "level.1.3.needed": 3, "level.3.1.now": 2, "level.3.1.needed": 3,
        "level.1.4.now": 4, "level.1.4.needed": 3, "level.4.1.now": 2, "level.4.1.needed": 3,
        "level.2.3.now": 0, "level.2.3.needed": 2, "level.3.2.now": 1, "level.3.2.needed": 3,
        "level.2.4.now": 1, "level.2.4.needed": 2, "level.4.2.now": 1, "level.4.2.needed": 3,
        "level.3.4.now": 3, "level.3.4.needed": 3, "level.4.3.now": 3, "level.4.3.needed": 3,
    }  # fmt: skip

    def ask(self, answers: Answers) -> tuple[Question, ...]:
        """Ask for the partners, then for two levels of each link as each side sees it."""
        names = PARTNERS.named(answers)
        rows = tuple(
            Row(key=f"{a}.{b}", text=f"with {names[b]}", group=f"As {names[a]} sees it") for a, b in permutations(names, 2)
        ) if 2 <= len(names) <= PARTNERS.most else ()  # fmt: skip
        columns = (
            Rating(key="now", text="Now", scale=LEVELS, numbered=True),
            Rating(key="needed", text="Needed", scale=LEVELS, numbered=True),
        )
        ladder = "; ".join(f"{level} {words}: {DESCRIPTIONS[level]}" for level, words in LEVELS.points)
        grid = Grid(
            key="level",
            text="How close is each link now, and how close does the work need it to be?",
            help=f"{ladder}. Needed means needed for the purpose: the lowest level that will do.",
            missing="Name at least two partners, and the links between them appear here.",
            rows=rows,
            columns=columns,
        )
        return (NAME, PARTNERS, grid)

    def find(self, values: dict[str, Any]) -> Findings:
        """Show the network now and needed, the disagreements, what is enough, and where to begin."""
        names: dict[str, str] = values["partners"]
        every = pairs(names, values)
        rated = tuple(pair for pair in every if pair.now and pair.needed)
        if not rated:
            return Findings.needing(["For at least one pair of partners, give the level now and the level needed."])
        return Findings.of(
            headline(rated),
            _figure(names, every, "now"),
            _figure(names, every, "needed"),
            *_first(rated),
            *_disagreements(every),
            *_enough(rated),
            _partly(every, rated),
            Caution(
                "Ratings flatter.", "People tend to rate their links higher than measures of actual joint work do."
            ),
        )


def headline(rated: tuple[Pair, ...]) -> str:
    """Say the one thing to take away."""
    short = [pair for pair in ordered(rated) if pair.gap > 0]
    if not short:
        return "Every link that you rated is already as close as the work needs: spend no more effort on closeness."
    first = short[0]
    counted = (
        f"{len(short)} of {len(rated)} links need to be closer" if len(rated) > 1 else "This link needs to be closer"
    )
    if len(rated) > 1 and len(short) == 1:
        counted = f"One of {len(rated)} links needs to be closer"
    return f"{counted}; begin with {first.label}, where the gap is {first.gap:.2g} of five steps."


def ordered(rated: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Put the widest gap first, then the strongest disagreement, then the order in which partners were named."""
    return tuple(sorted(rated, key=lambda pair: (-pair.gap, -pair.disagreement, pair.places)))


def _figure(names: Mapping[str, str], every: tuple[Pair, ...], column: str) -> Figure | None:
    links = {pair.places: fmean(views) for pair in every if (views := getattr(pair, column))}
    if not links:
        return None
    first = frozenset(pair.places for pair in ordered(every)[:FIRST] if pair.gap > 0)
    words = "now" if column == "now" else "as the work needs them"
    chart = Network(f"Your links {words}", tuple(names.values()), links, most=5, standouts=first)
    seen = "The thicker the line, the closer the link; each is the mean of what the two partners say."
    return Figure(
        chart,
        f"Your links {words}. {seen} The pairs to work on first stand out." if first else f"Your links {words}. {seen}",
    )


def _first(rated: tuple[Pair, ...]) -> tuple[Prompt, ...]:
    short = [pair for pair in ordered(rated) if pair.gap > 0][:FIRST]
    if not short:
        return ()
    items = tuple(
        f"{pair.label}: now {_views(pair.now)}, needed {_views(pair.needed)}. Agree one thing to do together that {_target(pair)}."
        for pair in short
    )
    return (Prompt("Work on these pairs first:", items),)


def _target(pair: Pair) -> str:
    level = min(int(fmean(pair.now)) + 1, pair.enough or 5)
    return f"is already {LEVELS.words(level).lower()}, one step up"


def _disagreements(every: tuple[Pair, ...]) -> tuple[Table | Sentence, ...]:
    apart = sorted((pair for pair in every if pair.disagreement), key=lambda pair: (-pair.disagreement, pair.places))
    if not apart:
        return ()
    rows = tuple((pair.label, _views(pair.now), _views(pair.needed), pair.disagreement) for pair in apart)
    table = Table(
        "Seen differently, by the partner named first and by the other", ("Pair", "Now", "Needed", "Steps apart"), rows
    )
    worst = apart[0]
    words = (
        f"{worst.label} are {worst.disagreement} {'step' if worst.disagreement == 1 else 'steps'} apart on the same link. "
        "Neither is mistaken: ask each what it has seen that the other has not."
    )
    return (Sentence(words, heading="Where two partners see the same link differently"), table)


def _enough(rated: tuple[Pair, ...]) -> tuple[Sentence | Table, ...]:
    highest = max(pair.enough or 0 for pair in rated)
    close = [pair for pair in rated if pair.gap < 0]
    words = (
        f"No link needs to be closer than {highest} ({LEVELS.words(highest).lower()}: {DESCRIPTIONS[highest]}). "
        "Higher is not better; each step up costs time and freedom."
    )
    if close:
        words += f" You are closer than you need to be in {len(close)} {'link' if len(close) == 1 else 'links'}: {', '.join(p.label for p in close)}."
    rows = tuple((pair.label, f"{pair.enough} {LEVELS.words(pair.enough)}", round(pair.gap, 1)) for pair in rated)
    table = Table("The lowest level that gives both partners what they need", ("Pair", "Enough", "Steps to go"), rows)
    return (Sentence(words, heading="The lowest level that delivers"), table)


def _partly(every: tuple[Pair, ...], rated: tuple[Pair, ...]) -> Caution | None:
    single = [pair for pair in rated if len(pair.now) == 1 or len(pair.needed) == 1]
    unrated = len(every) - len(rated)
    parts = []
    if single:
        parts.append(f"{len(single)} {'link rests' if len(single) == 1 else 'links rest'} on one partner’s word.")
    if unrated:
        parts.append(f"{unrated} {'link is' if unrated == 1 else 'links are'} not rated yet.")
    return Caution("Not the whole picture.", " ".join(parts)) if parts else None


EXERCISE = Degree()
