"""A chart of changes: bars to the left of nothing for falls, to the right for rises, each with its words above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from collabkit.charts import colour, wrapped
from collabkit.findings import Table
from collabkit.markup import Html, element

NARROW: Final = 360
"""Drawn for a phone, so that its words can be read there."""

ROOM_FOR_VALUE: Final = 62
LETTERS: Final = 46
LINE: Final = 18
BAR: Final = 16


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes in per cent, each with its own words.

    >>> Changes("Funding", (("Grants, 2010 to 2018", -49.1), ("All, 2019 to 2024", 14.0))).describe()
    'Grants, 2010 to 2018: −49.1%; All, 2019 to 2024: +14%.'
    """

    title: str
    rows: tuple[tuple[str, float], ...]

    def describe(self) -> str:
        """Say every value."""
        return "; ".join(f"{name}: {self.said(value)}" for name, value in self.rows) + "."

    @staticmethod
    def said(value: float) -> str:
        """Write a change with its sign.

        >>> Changes.said(-2.5), Changes.said(14.0)
        ('−2.5%', '+14%')
        """
        return f"{'−' if value < 0 else '+'}{abs(value):.10g}%"

    def to_table(self) -> Table:
        """Return a row for each change."""
        return Table(
            self.title, ("Measure and years", "Change"), tuple((name, self.said(value)) for name, value in self.rows)
        )

    def to_svg(self) -> Html:
        """Return the bars around one upright line."""
        least, most = min(0.0, *(v for _, v in self.rows)), max(0.0, *(v for _, v in self.rows))
        scale = (NARROW - 2 * ROOM_FOR_VALUE) / ((most - least) or 1)
        zero = ROOM_FOR_VALUE - least * scale
        parts, top = list[Html](), 0.0
        for name, value in self.rows:
            lines = wrapped(name, LETTERS)
            parts += [_words(0, top + LINE * place, line) for place, line in enumerate(lines, 1)]
            top += LINE * len(lines) + 8
            parts += self._bar(value, zero, scale, top)
            top += BAR + 14
        line = element(
            "line", x1=f"{zero:.1f}", y1=0, x2=f"{zero:.1f}", y2=f"{top:.0f}", stroke=colour("line"), stroke_width=1
        )
        return element(
            "svg",
            element("title", self.title),
            element("desc", self.describe()),
            line,
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {NARROW} {top:.0f}",
            role="img",
            aria_label=f"{self.title}. {self.describe()}",
            class_="narrow",
        )

    def _bar(self, value: float, zero: float, scale: float, top: float) -> list[Html]:
        length = max(2.0, abs(value) * scale)
        left = zero - length if value < 0 else zero
        ink = colour("two" if value < 0 else "one")
        bar = element("rect", x=f"{left:.1f}", y=f"{top:.1f}", width=f"{length:.1f}", height=BAR, rx=3, fill=ink)
        end, anchor = (left - 7, "end") if value < 0 else (left + length + 7, "start")
        return [bar, _words(end, top + BAR - 3.5, self.said(value), anchor)]


def _words(x: float, y: float, words: str, anchor: str = "start") -> Html:
    return element("text", words, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, fill=colour("ink"), font_size=14)
