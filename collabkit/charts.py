"""Numbers as pictures that everybody can use: plain SVG, with a title, a description and the numbers as a table.

No library draws without another site, without numpy, and with text that a screen reader can use; so the few kinds of
chart that the course needs are drawn here. Colours are names of the page's own colours, with a fallback for notebooks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from collabkit.analysis import networks
from collabkit.analysis.networks.layout import circle_layout
from collabkit.findings import Cell, Table, shown_cell
from collabkit.look import LIGHT
from collabkit.markup import Html, element

WIDTH: Final = 380
"""Narrow, so that words are still large enough on a phone; a wide page shows it a little larger."""
ROW: Final = 26
LETTER: Final = 7.4
"""The usual width of a letter at 13 px, for room that labels need."""


def colour(name: str) -> str:
    """Return a colour of the course as CSS, with its light value where the page does not define it.

    >>> colour("one")
    'var(--one, #0a5c5a)'
    """
    return f"var(--{name}, {LIGHT[name]})"


def wrapped(words: str, letters: int) -> list[str]:
    """Break words into lines of at most so many letters, at spaces where there are some.

    >>> wrapped("Fire and rescue service", 12)
    ['Fire and', 'rescue', 'service']
    """
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.extend(word[start : start + letters] for start in range(0, len(word), letters))
    return lines or [""]


def _label(x: float, y: float, words: str, *, anchor: str = "start", muted: bool = False, bold: bool = False) -> Html:
    return element(
        "text",
        words,
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        text_anchor=anchor,
        class_="muted" if muted else None,
        fill=colour("muted" if muted else "ink"),
        font_size=13,
        font_weight=700 if bold else None,
    )


def _lines(x: float, middle: float, lines: Sequence[str], *, anchor: str, bold: bool = False) -> list[Html]:
    top = middle + 4.5 - (len(lines) - 1) * 7.5
    return [_label(x, top + 15 * place, line, anchor=anchor, bold=bold) for place, line in enumerate(lines)]


def picture(title: str, description: str, height: float, parts: Sequence[Html]) -> Html:
    """Put drawn parts into one SVG with a name and a description, and no ids that could clash on a page."""
    return element(
        "svg",
        element("title", title),
        element("desc", description),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height:.0f}",
        role="img",
        aria_label=f"{title}. {description}",
        font_family="system-ui, sans-serif",
    )


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars, each labelled with its value; one may stand out.

    >>> chart = Bars("Averages", (("Trust", 4.0), ("Purpose", 2.0)), most=5, standout="Purpose")
    >>> chart.describe()
    'Trust 4, Purpose 2.'
    """

    title: str
    rows: tuple[tuple[str, float | None], ...]
    most: float
    standout: str = ""
    unit: str = ""
    heading: str = "Value"
    least: float = 0.0

    def describe(self) -> str:
        """Say every value."""
        return ", ".join(f"{name} {self._said(value)}" for name, value in self.rows) + "."

    def _said(self, value: float | None) -> str:
        return "not answered" if value is None else f"{shown_cell(round(value, 2))}{self.unit}"

    def to_table(self) -> Table:
        """Return names and values."""
        rows = tuple((name, None if value is None else round(value, 2)) for name, value in self.rows)
        return Table(self.title, ("", self.heading), rows)

    def to_svg(self) -> Html:
        """Return the bars."""
        letters = min(18, max((len(name) for name, _ in self.rows), default=1))
        left = letters * LETTER + 18
        room = WIDTH - left - 84
        parts: list[Html] = []
        top = 2.0
        for name, value in self.rows:
            lines = wrapped(name, letters)
            height = max(ROW, 15.0 * len(lines) + 10)
            parts += self._row(lines, value, left, top + height / 2, room, bold=name == self.standout)
            top += height
        return picture(self.title, self.describe(), top + 2, parts)

    def _row(
        self, lines: list[str], value: float | None, left: float, middle: float, room: float, *, bold: bool
    ) -> list[Html]:
        share = 0.0 if value is None else max(0.0, min(1.0, (value - self.least) / ((self.most - self.least) or 1)))
        length = max(2.0, share * room)
        bar = element(
            "rect", x=f"{left:.1f}", y=f"{middle - 8:.1f}", width=f"{length:.1f}", height=16, rx=3,
            fill=colour("two" if bold else "one"),
        )  # fmt: skip
        said = _label(left + length + 8, middle + 4.5, self._said(value), muted=not bold, bold=bold)
        return [*_lines(left - 10, middle, lines, anchor="end", bold=bold), *([bar] if value is not None else []), said]


@dataclass(frozen=True, slots=True)
class Dots:
    """A dot for each value on one line for each row, with marks at values that matter (the plan, the median).

    ``marks`` are values with their words. Values beyond ``most`` are drawn at the edge.

    >>> Dots("Ratios", (("Cost", (1.5, 2.0)),), marks=((1.0, "plan"),), most=3).describe()
    'Cost: 1.5, 2. Marks: plan at 1.'
    """

    title: str
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    marks: tuple[tuple[float, str], ...]
    most: float
    least: float = 0.0

    def describe(self) -> str:
        """Say every value and every mark."""
        rows = "; ".join(
            f"{name}: {', '.join(shown_cell(round(v, 2)) for v in values) or 'none'}" for name, values in self.rows
        )
        marks = ", ".join(f"{words} at {shown_cell(round(value, 2))}" for value, words in self.marks)
        return f"{rows}. Marks: {marks}." if marks else f"{rows}."

    def to_table(self) -> Table:
        """Return a row for each value."""
        rows = [(name, round(value, 2)) for name, values in self.rows for value in values]
        return Table(self.title, ("", "Value"), (*rows, *((words, round(value, 2)) for value, words in self.marks)))

    def to_svg(self) -> Html:
        """Return the lines of dots, with the marks as upright lines through all of them."""
        letters = min(14, max((len(name) for name, _ in self.rows), default=1))
        left = letters * LETTER + 14
        top, parts = 22.0 * self._levels() + 12, list[Html]()
        for name, values in self.rows:
            lines = wrapped(name, letters)
            height = max(34.0, 15.0 * len(lines) + 12)
            parts += self._row(lines, values, left, top + height / 2)
            top += height
        parts = [*self._marks(left, top), *parts]
        ends = [_label(left, top + 18, shown_cell(self.least), anchor="middle", muted=True)]
        ends.append(_label(WIDTH - 16, top + 18, shown_cell(self.most), anchor="middle", muted=True))
        return picture(self.title, self.describe(), top + 26, [*parts, *ends])

    def _levels(self) -> int:
        return max(1, len(self.marks))

    def _x(self, value: float, left: float) -> float:
        share = (value - self.least) / ((self.most - self.least) or 1)
        return left + max(0.0, min(1.0, share)) * (WIDTH - 16 - left)

    def _row(self, lines: list[str], values: Sequence[float], left: float, middle: float) -> list[Html]:
        axis = element(
            "line",
            x1=f"{left:.1f}",
            y1=f"{middle:.1f}",
            x2=WIDTH - 16,
            y2=f"{middle:.1f}",
            stroke=colour("line"),
            stroke_width=2,
        )
        dots = [
            element(
                "circle",
                cx=f"{self._x(value, left):.1f}",
                cy=f"{middle:.1f}",
                r=6,
                fill=colour("one"),
                fill_opacity="0.75",
            )
            for value in values
        ]
        return [*_lines(left - 14, middle, lines, anchor="end"), axis, *dots]

    def _marks(self, left: float, bottom: float) -> list[Html]:
        parts: list[Html] = []
        for level, (value, words) in enumerate(self.marks):
            x, y = self._x(value, left), 22.0 * level + 14
            to_left = x > (left + WIDTH) / 2
            parts += [
                element(
                    "line",
                    x1=f"{x:.1f}",
                    y1=f"{y + 5:.1f}",
                    x2=f"{x:.1f}",
                    y2=f"{bottom:.1f}",
                    stroke=colour("two"),
                    stroke_width=2,
                ),
                _label(x - 5 if to_left else x + 5, y, words, anchor="end" if to_left else "start", bold=True),
            ]
        return parts


@dataclass(frozen=True, slots=True)
class Lines:
    """Values one after another, such as year by year: one line for each series, named at its end.

    ``across`` names what changes from left to right; ``least`` is where the scale begins, which is 0 unless values are
    below it; ``mark`` points at a place between the first (0) and the last (1) with a few words.

    >>> Lines("Gap", ("2026", "2027"), (("Income", (10.0, 9.0)),)).describe()
    'Income: 2026 10, 2027 9.'
    """

    title: str
    places: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    unit: str = ""
    across: str = ""
    least: float = 0.0
    mark: tuple[float, str] | None = None

    def describe(self) -> str:
        """Say every value."""
        said = (
            f"{name}: {', '.join(f'{place} {shown_cell(round(v, 2))}' for place, v in zip(self.places, values, strict=True))}"
            for name, values in self.series
        )
        return "; ".join(said) + "."

    def to_table(self) -> Table:
        """Return a row for each place and a column for each series."""
        columns = [[round(value, 2) for value in values] for _, values in self.series]
        rows: list[tuple[Cell, ...]] = [
            (place, *(column[n] for column in columns)) for n, place in enumerate(self.places)
        ]
        return Table(self.title, (self.across.capitalize(), *(name for name, _ in self.series)), tuple(rows))

    def to_svg(self) -> Html:
        """Return the lines."""
        values = [value for _, row in self.series for value in row] or [0.0]
        low, high = min(self.least, *values), max(self.least, *values)
        high = high if high > low else low + 1.0
        bottom, left, right = 220.0, 12.0, WIDTH - 128.0
        parts = [element("line", x1=left, y1=bottom, x2=right, y2=bottom, stroke=colour("line"), stroke_width=2)]
        shares = [n / max(1, len(self.places) - 1) for n in range(len(self.places))]
        taken: list[float] = []
        for number, (name, row) in enumerate(self.series):
            ink = colour(("one", "two", "three", "four", "five")[number % 5])
            points = [
                (left + share * (right - left), bottom - 8 - (value - low) / (high - low) * (bottom - 30))
                for share, value in zip(shares, row, strict=True)
            ]
            path = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points)
            parts.append(element("path", d=path, fill="none", stroke=ink, stroke_width=3))
            end = self._free(points[-1][1], taken)
            parts.append(
                _label(right + 8, end + 4.5, f"{name}: {shown_cell(round(row[-1], 1))}{self.unit}", bold=number == 0)
            )
        first, last = self.places[0], self.places[-1]
        parts += [
            _label(left, bottom + 18, first, muted=True),
            _label(right, bottom + 18, last, anchor="end", muted=True),
            _label((left + right) / 2, bottom + 18, self.across, anchor="middle", muted=True),
        ]
        if self.least:
            parts.append(_label(left, bottom - 6, f"scale from {shown_cell(self.least)}", muted=True))
        parts += self._marked(left, right, bottom)
        return picture(self.title, self.describe(), bottom + 28, parts)

    def _marked(self, left: float, right: float, bottom: float) -> list[Html]:
        if self.mark is None:
            return []
        share, words = self.mark
        x = left + share * (right - left)
        line = element(
            "line", x1=f"{x:.1f}", y1=30, x2=f"{x:.1f}", y2=bottom, stroke=colour("muted"), stroke_dasharray="4 4"
        )
        return [line, _label(x, 18, words, anchor="middle", bold=True)]

    @staticmethod
    def _free(wanted: float, taken: list[float]) -> float:
        """Move a label down until it covers no other."""
        place = wanted
        while any(abs(place - other) < 16 for other in taken):
            place += 4
        taken.append(place)
        return place


@dataclass(frozen=True, slots=True)
class Network:
    """Who is linked with whom, on an oval: the stronger the link, the thicker its line.

    ``links`` maps pairs of places in ``names`` to a strength from 0 to ``most``; ``standouts`` are drawn in the warm
    colour.

    >>> Network("Links", ("A", "B"), {(0, 1): 2.0}, most=5).describe()
    'A and B: 2.'
    """

    title: str
    names: tuple[str, ...]
    links: Mapping[tuple[int, int], float]
    most: float
    standouts: frozenset[tuple[int, int]] = frozenset()
    heading: str = "Level"

    def describe(self) -> str:
        """Say every link that there is."""
        said = (
            f"{self.names[a]} and {self.names[b]}: {shown_cell(round(v, 2))}"
            for (a, b), v in self.links.items()
            if v > 0
        )
        return "; ".join(said) + "." if any(self.links.values()) else "No links."

    def to_table(self) -> Table:
        """Return a row for each pair."""
        rows = tuple((f"{self.names[a]} – {self.names[b]}", round(value, 2)) for (a, b), value in self.links.items())
        return Table(self.title, ("Pair", self.heading), rows)

    def to_svg(self) -> Html:
        """Return the network, the weakest links drawn first."""
        places = self._places()
        parts = [
            self._link(places, pair, value)
            for pair, value in sorted(self.links.items(), key=lambda link: link[1])
            if value > 0
        ]
        for (x, y), name in zip(places, self.names, strict=True):
            parts.append(element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=9, fill=colour("ink")))
            parts += self._name(x, y, name)
        return picture(self.title, self.describe(), 340, parts)

    def _places(self) -> list[tuple[float, float]]:
        """Return where each name stands: on an oval, strongly linked ones near each other."""
        round_about = circle_layout(networks.Network(range(len(self.names)), self.links))
        return [(WIDTH / 2 + 184 * (across - 0.5), 170 - 230 * (up - 0.5)) for across, up in round_about.values()]

    def _link(self, places: Sequence[tuple[float, float]], pair: tuple[int, int], value: float) -> Html:
        (x1, y1), (x2, y2) = places[pair[0]], places[pair[1]]
        warm = pair in self.standouts
        return element(
            "line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}",
            stroke=colour("two" if warm else "one"), stroke_width=f"{1 + 9 * value / self.most:.1f}",
            stroke_opacity="0.8", stroke_linecap="round",
        )  # fmt: skip

    @staticmethod
    def _name(x: float, y: float, name: str) -> list[Html]:
        middle = abs(x - WIDTH / 2) < 20
        if middle:
            return [_label(x, y - 16 if y < 170 else y + 26, name, anchor="middle")]
        to_left = x < WIDTH / 2
        room = int(((x if to_left else WIDTH - x) - 18) / LETTER)
        return _lines(
            x - 15 if to_left else x + 15, y, wrapped(name, max(6, room)), anchor="end" if to_left else "start"
        )
