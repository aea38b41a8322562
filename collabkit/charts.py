"""Charts as data: a title, the numbers, and what to say to somebody who does not see the picture.

A chart knows nothing of screens. It can say all its values in a sentence (``describe``) and give them as a table
(``to_table``); how it is drawn is settled in ``render/svg.py``. The kinds are a closed set, ``Chart``: a drawing that
forgets one does not pass the type checker.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, Literal, TypeAlias

from collabkit.table import Cell, Table, alike, shown_cell
from collabkit.translation import say
from collabkit.wording import capital, counted

CROWD: Final = 15
"""Links that can be told apart in one picture; six partners have as many."""


def _rounded(value: float | None) -> float | None:
    """Round to the two decimals that a reader can use; what is left of a small minus is nothing."""
    return None if value is None else round(value, 2) or 0.0


def _said(values: Iterable[float | None]) -> list[str]:
    """Write the values of one chart, all with the same number of decimals."""
    return alike(_rounded(value) for value in values)


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from ``least`` (usually 0) towards ``most``, each labelled with its value; one may stand out.

    >>> chart = Bars("Averages", (("Trust", 4.0), ("Purpose", 2.5)), most=5, standout="Purpose")
    >>> chart.describe()
    'Trust 4.0, Purpose 2.5.'
    """

    kind: ClassVar[Literal["bars"]] = "bars"
    title: str
    rows: tuple[tuple[str, float | None], ...]
    most: float
    standout: str = ""
    unit: str = ""
    heading: str = say("Value")
    least: float = 0.0

    def said(self) -> list[str]:
        """Write each row's value."""
        values = _said(value for _, value in self.rows)
        return [
            say("not answered") if value is None else f"{words}{self.unit}"
            for words, (_, value) in zip(values, self.rows, strict=True)
        ]

    def describe(self) -> str:
        """Say every value."""
        return ", ".join(f"{name} {words}" for (name, _), words in zip(self.rows, self.said(), strict=True)) + "."

    def to_table(self) -> Table:
        """Return names and values."""
        return Table(self.title, ("", self.heading), tuple((name, _rounded(value)) for name, value in self.rows))


@dataclass(frozen=True, slots=True)
class Dots:
    """A dot for each value on one line for each row, with marks at values that matter (the plan, the median).

    ``marks`` are values with their words. Values beyond ``most`` or ``least`` are drawn at the edge.

    >>> Dots("Ratios", (("Cost", (1.5, 2.0)),), marks=((1.0, "plan"),), most=3).describe()
    'Cost: 1.5, 2.0. Marks: plan at 1.0.'
    """

    kind: ClassVar[Literal["dots"]] = "dots"
    title: str
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    marks: tuple[tuple[float, str], ...]
    most: float
    least: float = 0.0

    def describe(self) -> str:
        """Say every value and every mark."""
        words = iter(_said([*(v for _, values in self.rows for v in values), *(v for v, _ in self.marks)]))
        none = say("none")
        rows = "; ".join(f"{name}: {', '.join(next(words) for _ in values) or none}" for name, values in self.rows)
        marks = ", ".join(say("{mark} at {number}", mark=name, number=next(words)) for _, name in self.marks)
        return say("{rows}. Marks: {marks}.", rows=rows, marks=marks) if marks else f"{rows}."

    def to_table(self) -> Table:
        """Return a row for each value."""
        rows = [(name, round(value, 2)) for name, values in self.rows for value in values]
        return Table(
            self.title, ("", say("Value")), (*rows, *((words, round(value, 2)) for value, words in self.marks))
        )


@dataclass(frozen=True, slots=True)
class Lines:
    """Values one after another, such as year by year: one line for each series, named at its end.

    ``across`` names what changes from left to right; ``least`` is where the scale begins, which is 0 unless values are
    below it; ``mark`` points at a place between the first (0) and the last (1) with a few words.

    >>> Lines("Gap", ("2026", "2027"), (("Income", (10.0, 9.5)),)).describe()
    'Income: 2026 10.0, 2027 9.5.'
    """

    kind: ClassVar[Literal["lines"]] = "lines"
    title: str
    places: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    unit: str = ""
    across: str = ""
    least: float = 0.0
    mark: tuple[float, str] | None = None

    def __post_init__(self) -> None:
        """Refuse a series that does not fit the places: a shifted value would be a wrong fact."""
        for name, values in self.series:
            if len(values) != len(self.places):
                raise ValueError(
                    say(
                        "The line '{name}' has {number} values for {places} places.",
                        name=name,
                        number=len(values),
                        places=len(self.places),
                    )
                )

    def describe(self) -> str:
        """Say every value."""
        words = iter(_said(value for _, values in self.series for value in values))
        said = (f"{name}: {', '.join(f'{place} {next(words)}' for place in self.places)}" for name, _ in self.series)
        return "; ".join(said) + "."

    def ends(self) -> list[str]:
        """Write the value at which each line ends."""
        return [f"{words}{self.unit}" for words in alike(round(values[-1], 1) for _, values in self.series if values)]

    def to_table(self) -> Table:
        """Return a row for each place and a column for each series."""
        columns = [[round(value, 2) for value in values] for _, values in self.series]
        rows: list[tuple[Cell, ...]] = [
            (place, *(column[n] for column in columns)) for n, place in enumerate(self.places)
        ]
        return Table(self.title, (capital(self.across), *(name for name, _ in self.series)), tuple(rows))


Pair: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Network:
    """Who is linked with whom: the stronger the link, the thicker its line.

    ``links`` maps pairs of places in ``names`` to a strength from 0 to ``most``; ``standouts`` are drawn in the warm
    colour.

    >>> Network("Links", ("A", "B"), {(0, 1): 2.0}, most=5).describe()
    'A and B: 2.'
    """

    kind: ClassVar[Literal["network"]] = "network"
    title: str
    names: tuple[str, ...]
    links: Mapping[Pair, float]
    most: float
    standouts: frozenset[Pair] = frozenset()
    heading: str = say("Level")

    def __post_init__(self) -> None:
        """Refuse a link with somebody who is not there."""
        for pair in (*self.links, *self.standouts):
            if len(set(pair)) != len(pair) or not all(0 <= place < len(self.names) for place in pair):
                raise ValueError(
                    say(
                        "The network '{title}' has no pair {pair}; it has {number} names.",
                        title=self.title,
                        pair=pair,
                        number=len(self.names),
                    )
                )

    def drawn(self) -> dict[Pair, float]:
        """Return the links that there are, the weakest first."""
        return dict(sorted(((p, v) for p, v in self.links.items() if v > 0), key=lambda link: link[1]))

    def foremost(self) -> frozenset[Pair]:
        """Return the links to look at: all where there are few, else those that stand out and the strongest.

        >>> everyone = {(a, b): 5.0 if a == 0 else 1.0 for a in range(7) for b in range(a + 1, 7)}
        >>> sorted(Network("Links", tuple("ABCDEFG"), everyone, most=5).foremost())
        [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 6)]
        """
        drawn = self.drawn()
        if len(drawn) <= CROWD:
            return frozenset(drawn)
        too_many = sorted(drawn.values(), reverse=True)[CROWD]
        return frozenset(pair for pair, value in drawn.items() if value > too_many or pair in self.standouts)

    def describe(self) -> str:
        """Say every link, or in a crowd those to look at and how many more there are."""
        drawn, foremost = self.drawn(), self.foremost()
        words = dict(zip(self.links, _said(self.links.values()), strict=True))
        said = [
            say("{one} and {other}: {level}", one=self.names[a], other=self.names[b], level=words[a, b])
            for a, b in self.links
            if (a, b) in foremost
        ]
        others = [words[pair] for pair in drawn if pair not in foremost]
        if others:
            least, most = others[0], others[-1]
            span = least if least == most else say("from {least} to {most}", least=least, most=most)
            number = len(others)
            links = counted(number, "other link") if foremost else counted(number, "link")
            said.append(f"{links}, {span}")
        return "; ".join(said) + "." if said else say("No links.")

    def to_table(self) -> Table:
        """Return a row for each pair."""
        rows = tuple((f"{self.names[a]} – {self.names[b]}", round(value, 2)) for (a, b), value in self.links.items())
        return Table(self.title, (say("Pair"), self.heading), rows)


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes in per cent, each with its own words: falls to the left of an upright line, rises to the right.

    Each keeps the decimals that its source gives: a nought more would claim what nobody measured.

    >>> Changes("Funding", (("Grants, 2010 to 2018", -49.1), ("All, 2019 to 2024", 14.0))).describe()
    'Grants, 2010 to 2018: −49.1%; All, 2019 to 2024: +14%.'
    """

    kind: ClassVar[Literal["changes"]] = "changes"
    title: str
    rows: tuple[tuple[str, float], ...]

    @staticmethod
    def said(value: float) -> str:
        """Write a change with its sign.

        >>> Changes.said(-2.5), Changes.said(14.0), Changes.said(0)
        ('−2.5%', '+14%', '0%')
        """
        sign = "−" if value < 0 else "+" if value > 0 else ""
        return sign + say("{number}%", number=shown_cell(abs(value)))

    def describe(self) -> str:
        """Say every value."""
        return "; ".join(f"{name}: {self.said(value)}" for name, value in self.rows) + "."

    def to_table(self) -> Table:
        """Return a row for each change."""
        rows = tuple((name, self.said(value)) for name, value in self.rows)
        return Table(self.title, (say("Measure and years"), say("Change")), rows)


Thing: TypeAlias = tuple[str, int, int, bool]
"""A name, its step across, its step up, and whether it is marked."""


@dataclass(frozen=True, slots=True)
class Quadrants:
    """Things on two scales of a few steps, which a cut turns into four corners with names of their own.

    ``across`` and ``up`` name the scales, ``across_steps`` and ``up_steps`` their steps from low to high. Steps from
    ``cut`` on are the higher half. ``corners`` are named in the order lower left, lower right, upper left, upper right.
    ``marks`` says what it means that a thing is marked, and that it is not.

    >>> corners = ("Inform", "Keep willing", "Bring in", "Shape together")
    >>> steps = ("no", "yes")
    >>> things = (("Unions", 1, 0, False), ("Crews", 1, 1, True))
    >>> chart = Quadrants("Map", "Power", steps, "Touched", steps, 1, corners, things, ("heard", "not heard"))
    >>> chart.describe()
    'Shape together: Crews (heard); Keep willing: Unions (not heard); Bring in: nobody; Inform: nobody.'
    """

    kind: ClassVar[Literal["quadrants"]] = "quadrants"
    title: str
    across: str
    across_steps: tuple[str, ...]
    up: str
    up_steps: tuple[str, ...]
    cut: int
    corners: tuple[str, str, str, str]
    things: tuple[Thing, ...]
    marks: tuple[str, str]

    def __post_init__(self) -> None:
        """Refuse a cut that leaves a half empty, and a thing that stands on no step."""
        if not 0 < self.cut < min(len(self.across_steps), len(self.up_steps)):
            raise ValueError(
                say("The map '{title}' cannot be cut at {cut}: each half needs a step.", title=self.title, cut=self.cut)
            )
        for name, across, up, _ in self.things:
            if not (0 <= across < len(self.across_steps) and 0 <= up < len(self.up_steps)):
                raise ValueError(
                    say(
                        "The map '{title}' has no place {across}, {up} for '{name}'.",
                        title=self.title,
                        across=across,
                        up=up,
                        name=name,
                    )
                )

    def corner(self, thing: Thing) -> str:
        """Return the name of the corner in which a thing stands."""
        _, across, up, _ = thing
        return self.corners[2 * (up >= self.cut) + (across >= self.cut)]

    def marked(self, thing: Thing) -> str:
        """Say whether a thing is marked."""
        return self.marks[0] if thing[3] else self.marks[1]

    def describe(self) -> str:
        """Say what stands in each corner, beginning where both scales are high."""
        lower_left, lower_right, upper_left, upper_right = self.corners
        said = []
        for corner in (upper_right, lower_right, upper_left, lower_left):
            there = [f"{thing[0]} ({self.marked(thing)})" for thing in self.things if self.corner(thing) == corner]
            said.append(f"{corner}: {', '.join(there) or say('nobody')}")
        return f"{'; '.join(said)}."

    def to_table(self) -> Table:
        """Return a row for each thing."""
        rows = tuple(
            (thing[0], self.across_steps[thing[1]], self.up_steps[thing[2]], self.marked(thing), self.corner(thing))
            for thing in self.things
        )
        return Table(self.title, ("", self.across, self.up, say("Mark"), say("Corner")), rows)


@dataclass(frozen=True, slots=True)
class Columns:
    """How many people chose each step of a scale: a column for each, and beside it in outline how many did before.

    >>> Columns("We trust each other’s word", ("No", "Partly", "Yes"), (1, 4, 2), before=(3, 0, 4)).describe()
    'No 1 (before 3), Partly 4 (before 0), Yes 2 (before 4).'
    """

    kind: ClassVar[Literal["columns"]] = "columns"
    title: str
    steps: tuple[str, ...]
    counts: tuple[int, ...]
    before: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse counts that do not fit the steps: a shifted count would be a wrong fact."""
        for counts in (self.counts, self.before or self.counts):
            if len(counts) != len(self.steps) or min(counts, default=0) < 0:
                raise ValueError(
                    say("The columns '{title}' need one count, not below 0, for each of the steps.", title=self.title)
                )

    def describe(self) -> str:
        """Say every count."""
        counts = map(shown_cell, self.counts)
        if not self.before:
            return ", ".join(f"{step} {now}" for step, now in zip(self.steps, counts, strict=True)) + "."
        each = zip(self.steps, counts, map(shown_cell, self.before), strict=True)
        said = (
            say("{step} {number} (before {earlier})", step=step, number=now, earlier=then) for step, now, then in each
        )
        return ", ".join(said) + "."

    def to_table(self) -> Table:
        """Return a row for each step."""
        if self.before:
            rows: tuple[tuple[Cell, ...], ...] = tuple(zip(self.steps, self.before, self.counts, strict=True))
            return Table(self.title, ("", say("Before"), say("Now")), rows)
        return Table(self.title, ("", say("People")), tuple(zip(self.steps, self.counts, strict=True)))


Chart: TypeAlias = Bars | Dots | Lines | Network | Changes | Quadrants | Columns
"""Every kind of chart that there is."""
