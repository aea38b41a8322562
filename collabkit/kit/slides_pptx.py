"""Slides as a PowerPoint file, by python-pptx: real titles, bodies and notes, in British English.

python-pptx comes with the ``book`` extra, for it is needed where the course is built and nowhere else. Its own template
is 4:3, so the placeholders are moved first. A zip that it writes holds the hour of writing; the parts are packed anew with
none, so that the same slides are the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from collabkit.kit.slides import Slide
from collabkit.look import LIGHT
from collabkit.render.zipped import zipped
from collabkit.translation import SPOKEN

if TYPE_CHECKING:
    from pptx.presentation import Presentation

WIDE, HIGH = 13.333, 7.5
SERIF, SANS = "Georgia", "Calibri"
SMALLEST: Final = 25
"""Points: a 22nd of the slide's height is 24.5."""
MAIN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TITLE_LAYOUT, BODY_LAYOUT, BARE_LAYOUT = 0, 1, 5
PLACES: Final = {
    1: (0.8, 0.95, 11.7, 1.4),
    3: (0.8, 2.0, 11.7, 1.8),
    2: (0.8, 2.5, 11.7, 4.6),
    7: (0.8, 2.5, 11.7, 4.6),
    4: (0.8, 4.0, 11.7, 2.6),
}
"""Where placeholders stand, in inches, by their kind: title, centred title, body, object, subtitle."""


def can_write() -> bool:
    """Tell whether python-pptx is here."""
    return find_spec("pptx") is not None


def write(slides: Sequence[Slide], title: str) -> bytes:
    """Write the file."""
    import pptx

    made = pptx.Presentation()
    _widened(made)
    made.core_properties.title, made.core_properties.language, made.core_properties.author = (
        title,
        SPOKEN,
        "collabkit",
    )
    for one in slides:
        _add(made, one)
    file = io.BytesIO()
    made.save(file)
    return _packed(file)


def _packed(file: io.BytesIO) -> bytes:
    """Pack the parts again, without the hour of writing."""
    with zipfile.ZipFile(file) as given:
        return zipped({name: given.read(name) for name in given.namelist()})


def _colour(name: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(LIGHT[name][1:].upper())


def _placed(shape: Any, place: tuple[float, float, float, float]) -> None:
    """Put a shape somewhere else, in inches: left, top, width, height."""
    from pptx.util import Inches

    shape.left, shape.top, shape.width, shape.height = map(Inches, place)


def _widened(made: Presentation) -> None:
    from pptx.util import Inches

    made.slide_width, made.slide_height = Inches(WIDE), Inches(HIGH)
    for layout in (made.slide_master, *made.slide_layouts):
        for holder in layout.placeholders:
            place = PLACES.get(int(holder.placeholder_format.type))
            if place:
                _placed(holder, place)
    fill = made.slide_master.background.fill
    fill.solid()
    fill.fore_color.rgb = _colour("paper")
    for part in (made.slide_master, *made.slide_layouts):
        for run in part._element.iter(f"{MAIN}defRPr", f"{MAIN}rPr", f"{MAIN}endParaRPr"):
            run.set("lang", SPOKEN)


def _add(made: Presentation, one: Slide) -> None:
    kind = TITLE_LAYOUT if one.kind == "title" else BODY_LAYOUT if one.points or one.lines else BARE_LAYOUT
    slide = made.slides.add_slide(made.slide_layouts[kind])
    large = one.kind in {"title", "moment"}
    _say(slide.shapes.title.text_frame, (one.title,), 44 if large else 34, SERIF)
    if kind != BARE_LAYOUT:
        body = slide.placeholders[1].text_frame
        points, lines = (f"{point}" for point in one.points), one.lines
        _say(body, (*points, *lines), 28, SANS, bold_from=len(one.points) if one.kind == "work" else None)
        _plain(body, marked=one.kind in {"rules", "list"})
    if one.kicker:
        _kicker(slide, one.kicker)
    if one.kind in {"moment", "title"}:
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = _colour("warm-soft" if one.kind == "moment" else "accent-soft")
    if one.notes:
        notes = slide.notes_slide.notes_text_frame
        notes.text = "\n".join(words for words in one.notes if words)
        _spoken(notes)


def _kicker(slide: Any, words: str) -> None:
    from pptx.util import Inches

    box = slide.shapes.add_textbox(Inches(0.8), Inches(0.4), Inches(8), Inches(0.6))
    _say(box.text_frame, (words,), SMALLEST, SANS, colour="warm", bold_from=0)


def _say(
    frame: Any, words: Sequence[str], size: int, font: str, *, colour: str = "ink", bold_from: int | None = None
) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap = True
    for place, said in enumerate(words):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = said
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(8)
        run.font.size, run.font.name, run.font.color.rgb = Pt(size), font, _colour(colour)
        run.font.bold = bold_from is not None and place >= bold_from
    _spoken(frame)


def _spoken(frame: Any) -> None:
    """Say in which language the words are, for whoever has them read out or their spelling checked."""
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", SPOKEN)


def _plain(frame: Any, *, marked: bool) -> None:
    """Take the bullets away where sentences stand, and bring lists close together."""
    from pptx.util import Pt

    for paragraph in frame.paragraphs:
        if marked:
            paragraph.space_after = Pt(2)
            continue
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.append(properties.makeelement(f"{MAIN}buNone", {}))
