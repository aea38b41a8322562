"""How much room words take in a picture, before anything is drawn.

SVG breaks no lines and moves no words out of each other's way, and Python has no fonts to ask. So the width of each
letter is estimated, by groups of letters that are about as wide as each other in DejaVu Sans: it is the widest of the
usual system fonts (Segoe UI, Roboto, Helvetica and Arial are narrower), so words that fit here fit everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

SIZE: Final = 13.0
"""The usual size of letters in a picture, in its own pixels."""
LINE: Final = 15.0
"""From one line to the next at the usual size."""
BOLD: Final = 1.14
"""How much wider bold letters are."""

_GROUPS: Final = {
    0.30: "ijl'",
    0.36: " .,:;|\N{NO-BREAK SPACE}‘’",
    0.41: "!Iftr()[]/\\-J",
    0.53: 'sz?"*“”°_`–',
    0.58: "ckLF",
    0.70: "ABCEKPRSTVXYZ",
    0.78: "DGHNOQU&",
    0.87: "wM+=<>~#−^",
    1.00: "mW@%—…",
}
"""Letters by their width at size 1."""
_WIDTHS: Final = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_USUAL: Final = 0.64
_CAPITAL: Final = 0.78
_WIDE: Final = 1.05
FIRST_WIDE: Final = "\u1100"
"""From here on letters may be as wide as they are high (Chinese, Japanese, Korean, emoji)."""

Anchor = Literal["start", "middle", "end"]


def _letter(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if letter >= FIRST_WIDE and not "\u2000" <= letter <= "\u22ff":
        return _WIDE
    return _CAPITAL if letter.isupper() else _USUAL


def width(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Return about how wide words are, in the picture's pixels.

    >>> round(width("ill")), round(width("www"))
    (12, 34)
    """
    return sum(map(_letter, words)) * size * (BOLD if bold else 1.0)


def broken(words: str, room: float, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """Break words into lines that fit, at spaces where there are some, else within a word.

    >>> broken("Fire and rescue service", 70)
    ['Fire and', 'rescue', 'service']
    """
    lines: list[str] = []
    for word in words.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold=bold) <= room:
            lines[-1] = joined
        else:
            lines.extend(_pieces(word, room, size, bold=bold))
    return lines or [""]


def _pieces(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    """Cut a word that is longer than a line."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place: ``x`` is where they start, end or have their middle, ``y`` the line that they stand on."""

    x: float
    y: float
    words: str
    anchor: Anchor = "start"
    size: float = SIZE
    bold: bool = False
    muted: bool = False

    def box(self) -> tuple[float, float, float, float]:
        """Return the left, top, right and bottom of the room that the words take."""
        wide = width(self.words, self.size, bold=self.bold)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - 0.8 * self.size, left + wide, self.y + 0.22 * self.size

    def overlaps(self, other: Label) -> bool:
        """Tell whether two labels cover each other."""
        left, top, right, bottom = self.box()
        its_left, its_top, its_right, its_bottom = other.box()
        return left < its_right and its_left < right and top < its_bottom and its_top < bottom


def stacked(
    x: float, middle: float, lines: Sequence[str], *, anchor: Anchor, size: float = SIZE, bold: bool = False
) -> list[Label]:
    """Put lines above one another, round a middle."""
    step = LINE * size / SIZE
    top = middle + 0.35 * size - (len(lines) - 1) * step / 2
    return [Label(x, top + step * place, line, anchor, size, bold) for place, line in enumerate(lines)]


def apart(wanted: Sequence[float], step: float, low: float, high: float) -> list[float]:
    """Return places near those wanted, at least a step from each other and between two ends where they have room.

    >>> apart([10, 11, 50], 15, 0, 60)
    [10, 25, 50]
    >>> apart([58, 59], 15, 0, 60)
    [45, 60]
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    found = list(wanted)
    for rank, place in enumerate(order):
        found[place] = max(wanted[place], low if rank == 0 else found[order[rank - 1]] + step)
    for rank, place in reversed(list(enumerate(order))):
        found[place] = min(found[place], high if rank == len(order) - 1 else found[order[rank + 1]] - step)
    return found
