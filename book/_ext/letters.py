"""Makes the course's serif: ``python book/_ext/letters.py`` writes two files into ``collabkit/live``.

They are kept in the repository, because to make them takes half a minute and changes only when the list of letters does.
What is needed for it is pinned by name in the extra ``letters``: the whole font (Source Serif 4, SIL Open Font License),
and fonttools with brotli, which take out of it what pages use. The licence reserves the font's name for the whole font, so
the part has a name of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import fontpkg_source_serif_4
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from collabkit.look import FACES, SERIF

SOURCE: Final = fontpkg_source_serif_4.ROOT / "files" / "SourceSerif4[opsz,wght].ttf"
TARGET: Final = Path(__file__).parents[2] / "collabkit" / "live"
SIZE: Final = 20
"""The size in points for which the letters are drawn: between a heading and a sentence of findings."""
LETTERS: Final = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "".join(map(chr, range(0xC0, 0x100)))
    + "\N{NO-BREAK SPACE}£¥§©«°±²³·»¼½¾\N{NARROW NO-BREAK SPACE}–—‘’‚“”„•…←↑→↓€−≤≥"
    + "ĀāĒēĪīŌōŪū"  # Māori
    + "ŴŵŶŷŸ"  # Welsh
    + "ĄąĆćĘęŁłŃńŚśŹźŻż"  # Polish
    + "ĞğİıŞşŐőŰűŠšŽžČčĚěŘřŮůŒœ"  # names from elsewhere
)
FEATURES: Final = ["ccmp", "kern", "liga", "locl", "mark", "tnum"]
FAMILY, STYLE, WHOLE, POSTSCRIPT = 1, 2, 4, 6
NAMES: Final = [0, FAMILY, STYLE, 3, WHOLE, 5, POSTSCRIPT, 13, 14]


def make(weight: int) -> TTFont:
    """Return the part of the font that pages use, in one weight."""
    font = TTFont(SOURCE)
    chosen = subset.Options()
    chosen.layout_features, chosen.name_IDs, chosen.hinting = FEATURES, NAMES, False
    part = subset.Subsetter(chosen)
    part.populate(text=LETTERS)
    part.subset(font)
    one: Any = instancer.instantiateVariableFont(font, {"opsz": SIZE, "wght": weight})
    style = {400: "Regular", 600: "SemiBold"}[weight]
    for number, words in ((FAMILY, SERIF), (STYLE, style), (WHOLE, f"{SERIF} {style}"), (3, f"{SERIF} {style}")):
        one["name"].setName(words, number, 3, 1, 0x409)
    one["name"].setName(f"{SERIF.replace(' ', '')}-{style}", POSTSCRIPT, 3, 1, 0x409)
    one["OS/2"].usWeightClass = weight
    one.flavor = "woff2"
    return one


if __name__ == "__main__":
    for weight, name in FACES.items():
        make(weight).save(TARGET / name)
        print(f"{name}: {(TARGET / name).stat().st_size:,} bytes")
