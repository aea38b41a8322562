"""A picture as PNG, drawn in Python with a font that comes along: a machine without fonts draws letters all the same.

In a browser a canvas does this instead. Where the packages of the extra ``document`` are missing, a clear point stands
for the picture, and today's Word shows the SVG beside it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Final

from collabkit.render.document_word import BLANK

SHARPNESS: Final = 2.5
"""Points of the PNG for each of the drawing's: sharp on paper, small in a file."""
FONT: Final = "Roboto"


def can_draw() -> bool:
    """Tell whether what draws and the font are installed."""
    return bool(find_spec("resvg_py") and find_spec("font_roboto"))


def to_png(svg: str) -> bytes:
    """Draw an SVG as PNG, or return a clear point where nothing can draw.

    >>> to_png('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"></svg>')[1:4]
    b'PNG'
    """
    if not can_draw():
        return BLANK
    import resvg_py

    drawn = resvg_py.svg_to_bytes(
        svg_string=svg.replace('font-family="', f'font-family="{FONT}, '),
        zoom=SHARPNESS, skip_system_fonts=True, font_files=_fonts(), font_family=FONT, sans_serif_family=FONT,
    )  # fmt: skip
    return bytes(drawn)


@cache
def _fonts() -> list[str]:
    folder = files("font_roboto") / "files"
    return [str(folder / f"{FONT}-{weight}.ttf") for weight in ("Regular", "Bold")]
