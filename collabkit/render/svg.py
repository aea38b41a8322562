"""Charts as pictures: plain SVG, with a title and a description for those who do not see it.

No library draws without another site, without numpy, and with text that a screen reader can use; so the few kinds of
chart that the course needs are drawn here, one function for each. A drawing first settles how much room its words
take (``lettering``), then gives what is left to the shapes. Words never leave the frame and never cover each other,
however long the names are: names are broken into lines, and where lines will not do, numbers stand in their place and
a key beneath says whose they are.

Colours come from a palette: ``ON_PAGE`` names the page's own colours, so that the picture follows the reader's theme,
with the light ones as fallback for notebooks; ``PLAIN`` writes the light ones out, for paper, Word and pictures. Every
shape also carries its colour's name as a class, for the style sheet's rules about forced colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from collabkit.analysis import networks
from collabkit.analysis.networks.layout import circle_layout
from collabkit.charts import Bars, Changes, Chart, Columns, Dots, Lines, Network, Pair, Quadrants, Thing
from collabkit.look import LIGHT
from collabkit.markup import Attribute, Html, element
from collabkit.render.lettering import LINE, SIZE, Label, apart, broken, stacked, width
from collabkit.table import shown_cell
from collabkit.translation import say

WIDTH: Final = 380.0
"""Narrow, so that words are still large enough on a phone; a wide page shows it a little larger."""
NAMES: Final = 132.0
"""Room for names beside bars or dots, at most."""
ROW: Final = 26.0
EDGE: Final = 16.0
"""Between the end of a line of dots and the frame."""
PLOT: Final = 220.0
"""Down to where lines are drawn over."""
ENDS: Final = 128.0
"""Room for the names at the ends of lines."""
BELOW: Final = 16.0
"""How far names at the ends of lines may go below the plot."""
INKS: Final = ("one", "two", "three", "four", "five")
NARROW: Final = 360.0
"""Changes are drawn for a phone, with larger words above each bar."""
LARGER: Final = 14.0
RING: Final = 9.5
"""The ring round a thing’s number."""
RINGS: Final = 22.0
"""From one ring to the next."""
TALLEST: Final = 130.0
"""The tallest column of people."""
UPPER: Final = 22.0
"""Room above it for its count."""
BROADEST: Final = 52.0
SMALL: Final = 12.0
"""The words under a column."""
MOST_LINES: Final = 4
"""Lines of words under a column; with more, numbers stand there and a key beneath says whose they are."""


@dataclass(frozen=True, slots=True)
class Palette:
    """What colours are called, and which letters are used."""

    colours: Mapping[str, str]
    letters: str


ON_PAGE: Final = Palette({name: f"var(--{name}, {code})" for name, code in LIGHT.items()}, "system-ui, sans-serif")
PLAIN: Final = Palette(LIGHT, "Segoe UI, Arial, Liberation Sans, sans-serif")


def draw(chart: Chart, palette: Palette = ON_PAGE) -> Html:  # noqa: PLR0911 - one for each kind
    """Draw a chart.

    >>> draw(Bars("Averages", (("Trust", 4.0),), most=5))[:29]
    '<svg xmlns="http://www.w3.org'
    """
    match chart:
        case Bars():
            return _bars(chart, Canvas(palette))
        case Dots():
            return _dots(chart, Canvas(palette))
        case Lines():
            return _lines(chart, Canvas(palette))
        case Network():
            return _network(chart, Canvas(palette))
        case Changes():
            return _changes(chart, Canvas(palette, NARROW))
        case Quadrants():
            return _quadrants(chart, Canvas(palette))
        case Columns():
            return _columns(chart, Canvas(palette))
        case _:
            assert_never(chart)


class Canvas:
    """A picture in the making: shapes and words in the order in which they are drawn."""

    def __init__(self, palette: Palette, wide: float = WIDTH) -> None:
        """Begin a picture of this width."""
        self.palette = palette
        self.wide = wide
        self.parts: list[Html] = []

    def shape(self, tag: str, ink: str, **attributes: Attribute | float) -> None:
        """Draw a filled shape."""
        written = {name: _short(value) for name, value in attributes.items()}
        self.parts.append(element(tag, **written, class_=ink, fill=self.palette.colours[ink]))

    def stroke(self, tag: str, ink: str, thick: float, **attributes: Attribute | float) -> None:
        """Draw a line."""
        written = {name: _short(value) for name, value in attributes.items()}
        colour = self.palette.colours[ink]
        self.parts.append(element(tag, **written, class_=ink, stroke=colour, stroke_width=_short(thick)))

    def write(self, *labels: Label) -> None:
        """Write words."""
        for label in labels:
            ink = "muted" if label.muted else "ink"
            self.parts.append(
                element(
                    "text", label.words, x=_place(label.x), y=_place(label.y), text_anchor=label.anchor, class_=ink,
                    fill=self.palette.colours[ink], font_size=_short(label.size), font_weight=700 if label.bold else None,
                )
            )  # fmt: skip

    def picture(self, chart: Chart, height: float, class_: str | None = None) -> Html:
        """Put everything into one SVG with a name and a description, and no ids that could clash on a page."""
        said = chart.describe()
        return element(
            "svg",
            element("title", chart.title),
            element("desc", said),
            *self.parts,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {self.wide:.0f} {height:.0f}",
            role="img",
            aria_label=f"{chart.title}. {said}",
            font_family=self.palette.letters,
            class_=class_,
        )


def _short(value: Attribute | float) -> Attribute:
    return _place(value).removesuffix(".0") if isinstance(value, float) else value


def _place(value: float) -> str:
    """Write a place to a tenth, the same on every machine: the last digits of a cosine differ from one to the next.

    >>> _place(160.95 - 1e-14) == _place(160.95 + 1e-14)
    True
    """
    return f"{round(value, 6):.1f}"


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values stand between two ends of the picture; those beyond are drawn at the end."""

    low: float
    high: float
    left: float
    right: float

    def at(self, value: float) -> float:
        """Return the place of a value."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.left + max(0.0, min(1.0, share)) * (self.right - self.left)


def _column(names: Iterable[str], most: float, *, bold: bool = False) -> tuple[list[list[str]], float]:
    """Break names so that they fit beside what is drawn; return the lines of each, and the room that they take."""
    lines = [broken(name, most, bold=bold) for name in names]
    return lines, max((width(line, bold=bold) for name in lines for line in name), default=0.0)


def _inside(label: Label, wide: float) -> Label:
    """Move a label into the frame."""
    left, _, right, _ = label.box()
    shift = max(0.0, -left) - max(0.0, right - wide)
    return Label(label.x + shift, label.y, label.words, label.anchor, label.size, label.bold, label.muted)


def _that_fit(labels: Iterable[Label]) -> list[Label]:
    """Leave out a label that would cover an earlier one."""
    found: list[Label] = []
    for label in labels:
        if not any(label.overlaps(other) for other in found):
            found.append(label)
    return found


def _key(canvas: Canvas, entries: Sequence[str], top: float) -> float:
    """Write under a picture what its numbers stand for; return where that ends."""
    for number, words in enumerate(entries, 1):
        lines = broken(words, canvas.wide - 30)
        canvas.write(Label(20, top + LINE, str(number), "end", bold=True))
        canvas.write(*(Label(28, top + LINE * place, line) for place, line in enumerate(lines, 1)))
        top += LINE * len(lines) + 4
    return top


# --- bars


def _bars(chart: Bars, canvas: Canvas) -> Html:
    """Draw a bar for each row above an axis; below ``least`` bars go to the left."""
    known = [value for _, value in chart.rows if value is not None]
    said = chart.said()
    room = max((width(words, bold=True) for words in said), default=0.0)
    names, column = _column((name for name, _ in chart.rows), min(NAMES, WIDTH - room - 80), bold=True)
    left = column + 10
    scale = Scale(min(chart.least, *known, chart.most), max(chart.most, chart.least, *known), left, WIDTH - room - 10)
    top = 2.0
    for (name, value), lines, words in zip(chart.rows, names, said, strict=True):
        height = max(ROW, LINE * len(lines) + 10)
        _bar(canvas, chart, scale, value, words, top + height / 2, standout=name == chart.standout)
        canvas.write(
            *stacked(left - 10, top + height / 2, lines, anchor="end", bold=bool(name) and name == chart.standout)
        )
        top += height
    base = scale.at(chart.least)
    canvas.stroke("line", "line", 1.5, x1=base, y1=0.0, x2=base, y2=top)
    return canvas.picture(chart, _axis(canvas, scale, (chart.least, scale.high, scale.low), top + 2))


def _bar(
    canvas: Canvas, chart: Bars, scale: Scale, value: float | None, words: str, middle: float, *, standout: bool
) -> None:
    base = scale.at(chart.least)
    end = base if value is None else scale.at(value)
    if value is not None:
        length = max(2.0, abs(end - base))
        start = base - length if end < base else base
        canvas.shape("rect", "two" if standout else "one", x=start, y=middle - 8, width=length, height=16, rx=3)
    canvas.write(Label(max(base, end) + 8, middle + 4.5, words, bold=standout, muted=not standout))


def _axis(canvas: Canvas, scale: Scale, values: Iterable[float], top: float) -> float:
    """Draw the scale under a picture, with its ends; return where it ends."""
    canvas.stroke("line", "line", 1.5, x1=scale.left, y1=top, x2=scale.right, y2=top)
    labels = []
    for value in dict.fromkeys(values):
        x = scale.at(value)
        canvas.stroke("line", "line", 1.5, x1=x, y1=top, x2=x, y2=top + 5)
        words = shown_cell(round(value, 2) or 0.0)
        labels.append(_inside(Label(x, top + 19, words, "middle", muted=True), canvas.wide))
    canvas.write(*_that_fit(labels))
    return top + 26


# --- dots


def _dots(chart: Dots, canvas: Canvas) -> Html:
    """Draw a line of dots for each row, and the marks as upright lines through all of them."""
    names, column = _column((name for name, _ in chart.rows), NAMES - 28)
    scale = Scale(chart.least, chart.most, column + 14, WIDTH - EDGE)
    marks, top = _marks(chart, scale)
    rows = []
    for (_, values), lines in zip(chart.rows, names, strict=True):
        height = max(34.0, LINE * len(lines) + 12)
        rows.append((values, lines, top + height / 2))
        top += height
    for x, y, labels in marks:
        canvas.stroke("line", "two", 2, x1=x, y1=y, x2=x, y2=top)
        canvas.write(*labels)
    for values, lines, middle in rows:
        canvas.write(*stacked(column, middle, lines, anchor="end"))
        canvas.stroke("line", "line", 2, x1=scale.left, y1=middle, x2=scale.right, y2=middle)
        for value in values:
            canvas.shape("circle", "one", cx=scale.at(value), cy=middle, r=6, fill_opacity="0.75")
    canvas.write(*_that_fit(_ends(chart, scale, top + 18)))
    return canvas.picture(chart, top + 26)


def _marks(chart: Dots, scale: Scale) -> tuple[list[tuple[float, float, list[Label]]], float]:
    """Return each mark's place, where its line begins and its words, and where the marks end.

    Words stand to the right of their line where they fit. Those lines begin the lower the further right they stand, so
    no line goes through another's words; words that only fit on the left come last, the other way round.
    """
    placed = sorted((scale.at(value), words) for value, words in chart.marks)
    fits = [WIDTH - x - 5 >= width(words, bold=True) for x, words in placed]
    on_right = [mark for mark, fit in zip(placed, fits, strict=True) if fit]
    on_left = [mark for mark, fit in zip(placed, fits, strict=True) if not fit][::-1]
    top, found = 4.0, []
    for x, words in on_right:
        found.append((x, top, [Label(x + 5, top + LINE - 3, words, bold=True)]))
        top += LINE + 5
    for x, words in on_left:
        lines = broken(words, _room_on_left(x, words, [other for other, _ in on_right]), bold=True)
        labels = [Label(x - 5, top + LINE * n - 3, line, "end", bold=True) for n, line in enumerate(lines, 1)]
        found.append((x, top, labels))
        top += LINE * len(lines) + 5
    return found, max(top, 26.0) + 8


def _room_on_left(x: float, words: str, others: Sequence[float]) -> float:
    """Return the room between a mark and the next to its left, or what the longest word needs."""
    nearest = max((other for other in others if other < x), default=0.0)
    longest = max(width(word, bold=True) for word in (words or " ").split(" "))
    return min(x - 5, max(x - nearest - 10, longest + 1))


def _ends(chart: Dots, scale: Scale, y: float) -> list[Label]:
    """Write the ends of the scale, and whether something lies beyond."""
    values = [value for _, row in chart.rows for value in row]
    most = shown_cell(chart.most) + (say(" or more") if any(value > chart.most for value in values) else "")
    least = shown_cell(chart.least) + (say(" or less") if any(value < chart.least for value in values) else "")
    labels = (Label(scale.right, y, most, "middle", muted=True), Label(scale.left, y, least, "middle", muted=True))
    return [_inside(label, WIDTH) for label in labels]


# --- lines


def _lines(chart: Lines, canvas: Canvas) -> Html:
    """Draw a line for each series, with its name and last value at its end."""
    bottom = max(PLOT, LINE * len(chart.series) + 30)
    marked = broken(chart.mark[1], WIDTH - ENDS - 12, bold=True) if chart.mark else []
    top = 22.0 + LINE * max(0, len(marked) - 1)
    bottom += top - 22.0
    values = [value for _, row in chart.series for value in row]
    low, high = min([chart.least, *values]), max([chart.least, *values])
    up = Scale(low, high if high > low else low + 1.0, bottom - 8, top)
    left, right = 12.0, WIDTH - ENDS
    canvas.stroke("line", "line", 2, x1=left, y1=bottom, x2=right, y2=bottom)
    across = Scale(0.0, float(max(1, len(chart.places) - 1)), left, right)
    ends = []
    for number, (_, row) in enumerate(chart.series):
        points = [(across.at(n), up.at(value)) for n, value in enumerate(row)]
        if points:
            _path(canvas, points, INKS[number % len(INKS)])
            ends.append(points[-1])
    if chart.mark:
        x = left + chart.mark[0] * (right - left)
        canvas.stroke("line", "muted", 1, x1=x, y1=top + 2, x2=x, y2=bottom, stroke_dasharray="4 4")
        labels = (Label(x, 18 + LINE * n, line, "middle", bold=True) for n, line in enumerate(marked))
        canvas.write(*(_inside(label, right) for label in labels))
    if low:
        canvas.write(Label(left, bottom - 6, say("scale from {lowest}", lowest=shown_cell(round(low, 2))), muted=True))
    under = _under(canvas, chart, left, right, bottom)
    return canvas.picture(chart, _line_names(canvas, chart, ends, bottom, under))


def _path(canvas: Canvas, points: Sequence[tuple[float, float]], ink: str) -> None:
    line = "M" + " L".join(f"{_place(x)},{_place(y)}" for x, y in points)
    canvas.stroke("path", ink, 3, d=line, fill="none")
    x, y = points[-1]
    canvas.shape("circle", ink, cx=x, cy=y, r=4)


def _line_names(
    canvas: Canvas, chart: Lines, ends: Sequence[tuple[float, float]], bottom: float, under: float
) -> float:
    """Name the lines at their ends, or number them and name them beneath; return where the picture ends."""
    if not ends:
        return under
    words = [f"{name}: {said}" for (name, _), said in zip(chart.series, chart.ends(), strict=True)]
    lines = [broken(one, ENDS - 12, bold=True) for one in words]
    step = LINE * max(map(len, lines)) + 2
    numbered = step * len(lines) > bottom + BELOW
    if numbered:
        lines, step = [[str(number)] for number in range(1, len(words) + 1)], LINE
    half = LINE * max(map(len, lines)) / 2
    places = apart([y for _, y in ends], step, half, bottom + BELOW - half)
    for number, ((x, y), place, one) in enumerate(zip(ends, places, lines, strict=True)):
        if abs(y - place) > 3:
            canvas.stroke("line", INKS[number % len(INKS)], 1, x1=x + 4, y1=y, x2=WIDTH - ENDS + 11, y2=place)
        canvas.write(*stacked(WIDTH - ENDS + 12, place, one, anchor="start", bold=number == 0))
    return _key(canvas, words, under) + 4 if numbered else under


def _under(canvas: Canvas, chart: Lines, left: float, right: float, bottom: float) -> float:
    """Write the first and the last place under the lines, and what goes from one to the other."""
    room = (right - left) / 2 - 8
    first = broken(chart.places[0], room) if chart.places else []
    last = broken(chart.places[-1], room) if len(chart.places) > 1 else []
    labels = [Label(left, bottom + 18 + LINE * n, line, "start", muted=True) for n, line in enumerate(first)]
    labels += [Label(right, bottom + 18 + LINE * n, line, "end", muted=True) for n, line in enumerate(last)]
    depth = bottom + 18 + LINE * max(0, len(first) - 1, len(last) - 1)
    middle = Label((left + right) / 2, bottom + 18, chart.across, "middle", muted=True)
    if (chart.across and any(middle.overlaps(label) for label in labels)) or width(chart.across) > right - left:
        beneath = broken(chart.across, right - left)
        labels += [Label(middle.x, depth + LINE * n, line, "middle", muted=True) for n, line in enumerate(beneath, 1)]
        depth += LINE * len(beneath)
    elif chart.across:
        labels.append(middle)
    canvas.write(*labels)
    return depth + 10


# --- networks


@dataclass(frozen=True, slots=True)
class Oval:
    """Where the partners of a network stand: on an oval, strongly linked ones near each other."""

    half_wide: float
    half_high: float
    top: float

    def places(self, chart: Network) -> list[tuple[float, float]]:
        """Return a place for each name."""
        if not chart.names:
            return []
        round_about = circle_layout(networks.Network(range(len(chart.names)), chart.drawn()))
        middle = self.top + self.half_high
        return [
            (WIDTH / 2 + 2 * self.half_wide * (across - 0.5), middle - 2 * self.half_high * (up - 0.5))
            for across, up in round_about.values()
        ]


NAMED: Final = Oval(92.0, 115.0, 42.0)
"""Room for names on both sides, and above and below in two lines."""
NAMED_DOWN: Final = 315.0
NUMBERED: Final = Oval(160.0, 150.0, 20.0)


def _network(chart: Network, canvas: Canvas) -> Html:
    """Draw the links, the weakest first, and the partners with their names or, where these have no room, numbers."""
    places = NAMED.places(chart)
    names = [label for place, name in zip(places, chart.names, strict=True) for label in _beside(*place, name)]
    if _have_room(names, NAMED_DOWN):
        _links(chart, canvas, places)
        for x, y in places:
            canvas.shape("circle", "ink", cx=x, cy=y, r=9)
        canvas.write(*names)
        return canvas.picture(chart, max([0.0, *(label.box()[3] for label in names), *(y + 9 for _, y in places)]) + 8)
    places = NUMBERED.places(chart)
    _links(chart, canvas, places)
    for number, (x, y) in enumerate(places, 1):
        canvas.shape("circle", "surface", cx=x, cy=y, r=12, stroke=canvas.palette.colours["ink"], stroke_width=1.5)
        canvas.write(Label(x, y + 4.5, str(number), "middle", bold=True))
    return canvas.picture(chart, _key(canvas, chart.names, 2 * NUMBERED.half_high + 44) + 4)


def _links(chart: Network, canvas: Canvas, places: Sequence[tuple[float, float]]) -> None:
    """Draw the links to look at strongly, the others of a crowd faintly behind them."""
    foremost, drawn = chart.foremost(), chart.drawn()
    thickest = 10.0 if len(foremost) == len(drawn) else 6.0
    for pair, value in sorted(drawn.items(), key=lambda link: (link[0] in foremost, link[1])):
        share = min(1.0, value / (chart.most or 1.0))
        if pair in foremost:
            _link(canvas, places, pair, "two" if pair in chart.standouts else "one", 1 + (thickest - 1) * share, "0.8")
        else:
            _link(canvas, places, pair, "one", 0.5 + 1.5 * share, "0.35")


def _link(
    canvas: Canvas, places: Sequence[tuple[float, float]], pair: Pair, ink: str, thick: float, opacity: str
) -> None:
    (x1, y1), (x2, y2) = places[pair[0]], places[pair[1]]
    canvas.stroke("line", ink, thick, x1=x1, y1=y1, x2=x2, y2=y2, stroke_opacity=opacity, stroke_linecap="round")


def _beside(x: float, y: float, name: str) -> list[Label]:
    """Write a name outside the oval."""
    if abs(x - WIDTH / 2) < 20:
        lines = broken(name, WIDTH / 2)
        away = 9 + LINE * len(lines) / 2
        return stacked(x, y - away if y < NAMED.top + NAMED.half_high else y + away, lines, anchor="middle")
    to_left = x < WIDTH / 2
    lines = broken(name, (x if to_left else WIDTH - x) - 17)
    return stacked(x - 15 if to_left else x + 15, y, lines, anchor="end" if to_left else "start")


def _have_room(labels: Sequence[Label], height: float) -> bool:
    boxes = [label.box() for label in labels]
    return all(
        left >= 0 and top >= 0 and right <= WIDTH and bottom <= height for left, top, right, bottom in boxes
    ) and len(_that_fit(labels)) == len(labels)


# --- changes


def _changes(chart: Changes, canvas: Canvas) -> Html:
    """Draw bars around one upright line, each under its own words."""
    values = [value for _, value in chart.rows]
    room = max((width(chart.said(value), LARGER) for value in values), default=0.0) + 8
    scale = Scale(min([0.0, *values]), max([0.0, *values]), room, NARROW - room)
    zero, top, step = scale.at(0.0), 0.0, LINE * LARGER / SIZE + 2
    for name, value in chart.rows:
        lines = broken(name, NARROW - 4, LARGER)
        canvas.write(*(Label(0, top + step * n, line, size=LARGER) for n, line in enumerate(lines, 1)))
        top += step * len(lines) + 8
        _change(canvas, chart.said(value), zero, scale.at(value), top)
        top += 30
    canvas.stroke("line", "line", 1, x1=zero, y1=0.0, x2=zero, y2=top)
    return canvas.picture(chart, max(top, 1.0), "narrow")


def _change(canvas: Canvas, words: str, zero: float, end: float, top: float) -> None:
    falls = end < zero
    length = max(2.0, abs(end - zero))
    start = zero - length if falls else zero
    canvas.shape("rect", "two" if falls else "one", x=start, y=top, width=length, height=16, rx=3)
    label = (
        Label(start - 7, top + 12.5, words, "end", LARGER)
        if falls
        else Label(start + length + 7, top + 12.5, words, size=LARGER)
    )
    canvas.write(label)


# --- quadrants


@dataclass(frozen=True, slots=True)
class Squares:
    """The squares of a map: the edges of its columns from left to right, and of its rows from the top down."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def rings(self, across: int, up: int, number: int) -> list[tuple[float, float]]:
        """Return places for so many rings in one square, in rows round its middle."""
        left, right = self.columns[across : across + 2]
        bottom, top = self.rows[len(self.rows) - 1 - up], self.rows[len(self.rows) - 2 - up]
        abreast = _abreast(right - left)
        deep = -(-number // abreast)
        return [
            (
                (left + right) / 2 + RINGS * (n % abreast - (min(abreast, number - n // abreast * abreast) - 1) / 2),
                (top + bottom) / 2 + RINGS * (n // abreast - (deep - 1) / 2),
            )
            for n in range(number)
        ]


def _abreast(wide: float) -> int:
    """Return how many rings stand side by side in a square."""
    return max(1, int((wide - 4) // RINGS))


def _quadrants(chart: Quadrants, canvas: Canvas) -> Html:
    """Draw the squares from the top down, a numbered ring for each thing, and beneath whose numbers they are."""
    steps, column = _column(chart.up_steps, 86)
    title = broken(chart.up, WIDTH, bold=True)
    canvas.write(*(Label(0, LINE * n, line, bold=True) for n, line in enumerate(title, 1)))
    left = column + 8
    wide = (WIDTH - 2 - left) / len(chart.across_steps)
    columns = tuple(left + wide * n for n in range(len(chart.across_steps) + 1))
    split = columns[chart.cut]
    lower_left, lower_right, upper_left, upper_right = chart.corners
    top = _corner_names(canvas, columns, split, (upper_left, upper_right), LINE * len(title) + 6)
    rows = [top]
    for up in reversed(range(len(steps))):
        crowd = max(sum(thing[1:3] == (across, up) for thing in chart.things) for across in range(len(columns) - 1))
        rows.append(rows[-1] + max(44.0, LINE * len(steps[up]) + 8, RINGS * -(-crowd // _abreast(wide)) + 6))
    squares = Squares(columns, tuple(rows))
    for edge in columns:
        canvas.stroke("line", "line", 1, x1=edge, y1=top, x2=edge, y2=rows[-1])
    for edge in rows:
        canvas.stroke("line", "line", 1, x1=left, y1=edge, x2=columns[-1], y2=edge)
    middle = rows[len(steps) - chart.cut]
    canvas.stroke("line", "muted", 2, x1=split, y1=top, x2=split, y2=rows[-1])
    canvas.stroke("line", "muted", 2, x1=left, y1=middle, x2=columns[-1], y2=middle)
    for up, lines in enumerate(steps):
        bottom, upper = rows[len(steps) - up], rows[len(steps) - up - 1]
        canvas.write(*stacked(column, (bottom + upper) / 2, lines, anchor="end"))
    _rings(canvas, chart, squares)
    under = _corner_names(canvas, columns, split, (lower_left, lower_right), rows[-1] + 4)
    under = _steps_across(canvas, chart, columns, under)
    return canvas.picture(chart, _key(canvas, [f"{each[0]}: {chart.marked(each)}" for each in chart.things], under) + 4)


def _corner_names(canvas: Canvas, columns: Sequence[float], split: float, names: tuple[str, str], top: float) -> float:
    """Name the two corners above or below the squares; return where the names end."""
    halves = ((columns[0], split), (split, columns[-1]))
    lines = [broken(name, right - left - 8) for name, (left, right) in zip(names, halves, strict=True)]
    for name, (left, right) in zip(lines, halves, strict=True):
        labels = (
            Label((left + right) / 2, top + LINE * n, line, "middle", muted=True) for n, line in enumerate(name, 1)
        )
        canvas.write(*labels)
    return top + LINE * max(map(len, lines)) + 6


def _rings(canvas: Canvas, chart: Quadrants, squares: Squares) -> None:
    """Draw a ring round each number: a thick one where the thing is marked, else a thin and broken one."""
    by_square: dict[tuple[int, int], list[tuple[int, Thing]]] = {}
    for number, thing in enumerate(chart.things, 1):
        by_square.setdefault(thing[1:3], []).append((number, thing))
    for (across, up), there in by_square.items():
        for (x, y), (number, thing) in zip(squares.rings(across, up, len(there)), there, strict=True):
            canvas.shape(
                "circle", "surface", cx=x, cy=y, r=RING, stroke=canvas.palette.colours["one" if thing[3] else "muted"],
                stroke_width=3.0 if thing[3] else 1.0, stroke_dasharray=None if thing[3] else "3 2",
            )  # fmt: skip
            canvas.write(Label(x, y + 4, str(number), "middle", 11.0, bold=thing[3]))


def _steps_across(canvas: Canvas, chart: Quadrants, columns: Sequence[float], top: float) -> float:
    """Write the steps from left to right, and what they are steps of; return where that ends."""
    lines = [broken(step, columns[1] - columns[0] - 4) for step in chart.across_steps]
    for left, right, step in zip(columns, columns[1:], lines, strict=False):
        canvas.write(*(Label((left + right) / 2, top + LINE * n, line, "middle") for n, line in enumerate(step, 1)))
    top += LINE * max(map(len, lines)) + 4
    title = broken(chart.across, WIDTH, bold=True)
    canvas.write(*(Label(columns[-1], top + LINE * n, line, "end", bold=True) for n, line in enumerate(title, 1)))
    return top + LINE * len(title) + 8


# --- columns


def _columns(chart: Columns, canvas: Canvas) -> Html:
    """Draw a full column for each step with its count above it, and to its left in outline the one of before."""
    step = WIDTH / max(1, len(chart.steps))
    rounds = [counts for counts in (chart.before, chart.counts) if counts]
    broad = min(BROADEST, (step - 4) / max(1, len(rounds)) - 2)
    most = max([1, *chart.counts, *chart.before])
    base = UPPER + TALLEST
    counts: list[Label] = []
    for full, numbers in enumerate(
        reversed(rounds)
    ):  # now first, so that its counts are written where there is no room
        for place, number in enumerate(numbers):
            left = step * (place + 0.5) - broad * len(rounds) / 2 + broad * (len(rounds) - 1 - full)
            height = TALLEST * number / most
            _column_of(canvas, left + 1, base - height, broad - 2, height, before=bool(full))
            middle, foot = round(left + broad / 2, 1), round(base - height - 6)
            label = Label(middle, foot, shown_cell(number), "middle", bold=not full, muted=bool(full))
            counts.append(_inside(label, WIDTH))
    canvas.write(*_that_fit(counts))
    canvas.stroke("line", "line", 1.5, x1=0.0, y1=base, x2=WIDTH, y2=base)
    names = [broken(words, step - 6, SMALL) for words in chart.steps]
    whole = all(width(word, SMALL) <= step - 6 for words in chart.steps for word in words.split())
    if whole and max(map(len, names), default=0) <= MOST_LINES:
        for place, lines in enumerate(names):
            middle = step * (place + 0.5)
            canvas.write(
                *(Label(middle, base + 4 + LINE * n, line, "middle", SMALL) for n, line in enumerate(lines, 1))
            )
        return canvas.picture(chart, base + 10 + LINE * max(map(len, names), default=0))
    canvas.write(
        *(Label(step * (n - 0.5), base + 4 + LINE, str(n), "middle", bold=True) for n in range(1, len(names) + 1))
    )
    return canvas.picture(chart, _key(canvas, chart.steps, base + 10 + LINE) + 4)


def _column_of(canvas: Canvas, left: float, top: float, broad: float, height: float, *, before: bool) -> None:
    if not height:
        return
    at = {"x": left, "y": top, "width": broad, "height": height}
    if before:
        muted = canvas.palette.colours["muted"]
        canvas.shape("rect", "surface", **at, stroke=muted, stroke_width=1.5, stroke_dasharray="4 3")
    else:
        canvas.shape("rect", "one", **at)
