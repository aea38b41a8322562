"""Blocks as the body of a Word document, and the pictures that belong into its file.

A picture is kept twice: as SVG, which today's Word draws sharp at any size, and as PNG for what cannot. What makes a
PNG of an SVG differs from door to door (a canvas in the browser, a library in Python), so it is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from math import sqrt
from typing import Final, assert_never

from collabkit.charts import Chart
from collabkit.findings import Block, Caution, Figure, Part, Prompt, Role, Sentence, Table
from collabkit.markup import Html, element, join
from collabkit.render.svg import PLAIN, draw
from collabkit.render.word_markup import RELATIONSHIPS, legal, paragraph, run, w
from collabkit.translation import say
from collabkit.wording import counted

ToPng = Callable[[str], bytes]
"""Makes a PNG of an SVG."""

TEXT_WIDTH: Final = 9026
"""Twips between the margins: A4 less two of 25.4 mm."""
LETTER: Final = 115
"""Twips that a letter of a table takes in a line of many."""
BROAD: Final = 150
"""Twips that it takes in a word that may be in bold and has to stay whole."""
WHOLE: Final = 20
"""Letters up to which a word stays whole: a longer one, such as a web address, would leave the other columns no room."""
EDGES: Final = 260
"""Twips at the two sides of a cell."""
EMU: Final = 9525
"""English Metric Units, of which DrawingML makes its lengths, in a pixel."""
PICTURE_WIDTH: Final = 400
"""Pixels that a picture takes of a page's width."""
TOGETHER: Final = 12
"""Rows of a table up to which it stays on one page."""
DEEPEST: Final = 4
SVG_BLIP: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""The extension by which Office 2016 and later find the SVG beside the PNG ([MS-ODRAWXML] 2.2.3.3)."""
STYLES: Final[dict[Role, str]] = {"headline": "Lead", "asks": "Asks", "evidence": "Note", "missing": "Missing"}
_BOX: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the document.

    Attributes:
        name: of its files, without ending.
        svg: the drawing, in plain colours.
    """

    name: str
    svg: str


def svg_of(chart: Chart) -> str:
    """Draw a chart for Word, which knows no names of colours."""
    return legal(str(draw(chart, PLAIN)))


class BodyWriter:
    """Writes blocks one after another, and remembers pictures and headings on the way."""

    def __init__(self) -> None:
        """Begin a body."""
        self.pictures: list[Picture] = []
        self.headings: list[tuple[str, str]] = []
        self._ids = count(1)

    def part(self, part: Part, *, on_new_page: bool = False) -> Html:
        """Write a part of the document under a first heading, to which the contents lead."""
        number = next(self._ids)
        mark = f"_Toc{number:08d}"
        self.headings.append((mark, part.heading))
        heading = join(w("bookmarkStart", id=number, name=mark), run(part.heading), w("bookmarkEnd", id=number))
        return join(paragraph("Heading1", heading, on_new_page=on_new_page), self.blocks(part.blocks, 2))

    def blocks(self, blocks: Iterable[Block], level: int) -> Html:
        """Write blocks; headings of parts begin at a level."""
        return join(*(self._block(block, level) for block in blocks))

    def _block(self, block: Block, level: int) -> Html:
        match block:
            case Part():
                heading = paragraph(f"Heading{min(level, DEEPEST)}", run(block.heading))
                return join(heading, self.blocks(block.blocks, level + 1))
            case Sentence():
                return paragraph(STYLES.get(block.role, ""), run(block.words), keep=block.role == "asks")
            case Table():
                return _table(block)
            case Figure():
                return self._figure(block)
            case Caution():
                return paragraph("Caution", run(f"{block.lead} ", bold=True), run(block.words))
            case Prompt():
                items = (paragraph("ListBullet", run(item)) for item in block.items)
                return join(paragraph("", run(block.lead), keep=bool(block.items)), *items)
            case _:
                assert_never(block)

    def _figure(self, figure: Figure) -> Html:
        """Write a picture in the line, with what to see in it below."""
        number = next(self._ids)
        picture = Picture(f"figure{len(self.pictures) + 1}", svg_of(figure.chart))
        self.pictures.append(picture)
        alt = legal(f"{figure.chart.title}. {figure.chart.describe()}")
        drawing = _drawing(number, picture, alt)
        return join(
            paragraph("Figure", w("r", w("drawing", drawing)), keep=True), paragraph("Caption", run(figure.caption))
        )


def size(svg: str) -> tuple[int, int]:
    """Return how large a picture stands on the page, in pixels.

    >>> size('<svg viewBox="0 0 380 190">')
    (400, 200)
    """
    found = _BOX.search(svg)
    wide, high = (float(found[1]), float(found[2])) if found else (2.0, 1.0)
    return PICTURE_WIDTH, round(PICTURE_WIDTH * high / wide)


def _drawing(number: int, picture: Picture, alt: str) -> Html:
    wide, high = (side * EMU for side in size(picture.svg))
    extent = {"cx": wide, "cy": high}
    svg = element("asvg:svgBlip", **{"r:embed": f"{picture.name}svg"})
    blip = element(
        "a:blip",
        element("a:extLst", element("a:ext", svg, uri=SVG_BLIP)),
        **{"r:embed": f"{picture.name}png"},
    )
    shape = element(
        "pic:spPr",
        element("a:xfrm", element("a:off", x=0, y=0), element("a:ext", **extent)),
        element("a:prstGeom", element("a:avLst"), prst="rect"),
    )
    drawn = element(
        "pic:pic",
        element("pic:nvPicPr", element("pic:cNvPr", id=number, name=picture.name, descr=alt), element("pic:cNvPicPr")),
        element("pic:blipFill", blip, element("a:stretch", element("a:fillRect"))),
        shape,
    )
    graphic = element(
        "a:graphic",
        element("a:graphicData", drawn, uri="http://schemas.openxmlformats.org/drawingml/2006/picture"),
    )
    around = {"distT": 0, "distB": 0, "distL": 0, "distR": 0}
    properties = element("wp:docPr", id=number, name=picture.name, descr=alt)
    return element("wp:inline", element("wp:extent", **extent), properties, graphic, **around)


def _table(table: Table) -> Html:
    """Write a table with a head that is repeated on each page, its caption before it and its note after it."""
    rows, numeric = table.written()
    if not table.columns:
        return paragraph("Caption", run(table.caption))
    widths = columns(table.columns, rows)
    together = len(rows) <= TOGETHER

    def cell(words: str, place: int, *, head: bool, keep: bool) -> Html:
        style = "TableHead" if head else "TableText"
        held = paragraph(style, run(words), keep=keep, to_the_right=numeric[place])
        return w("tc", w("tcPr", w("tcW", w=widths[place], type="dxa")), held)

    def row(cells: Iterable[str], *, head: bool = False, keep: bool) -> Html:
        settings = w("trPr", w("cantSplit"), w("tblHeader") if head else None)
        written = (cell(words, place, head=head or not place, keep=keep) for place, words in enumerate(cells))
        return w("tr", settings, *written)

    alt = legal(table.caption)
    named = ", ".join(column or say("name") for column in table.columns)
    settings = w(
        "tblPr",
        w("tblStyle", val="Course"),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="04A0", firstRow="1", lastRow="0", firstColumn="1", lastColumn="0", noHBand="0", noVBand="1"),
        w("tblCaption", val=alt),
        w("tblDescription", val=legal(say("{rows}; columns: {named}", rows=counted(len(rows), "row"), named=named))),
    )
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    last = len(rows) - 1
    body = (row(cells, keep=together and number < last) for number, cells in enumerate(rows))
    whole = w("tbl", settings, grid, row(table.columns, head=True, keep=bool(rows)), *body)
    return join(paragraph("Caption", run(table.caption), keep=True), whole, paragraph("Note", run(table.note)))


def columns(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[int]:
    """Share out a page's width, in twips: by how much each column says, none narrower than its longest word that stays whole.

    >>> columns(("Partner", "Pays"), [("County council", "12.0")])
    [1870, 860]
    """
    cells = [list(column) for column in zip(heads, *rows, strict=True)]
    longest = [max((len(word) for words in column for word in words.split()), default=1) for column in cells]
    least = [min(letters, WHOLE) * BROAD + EDGES for letters in longest]
    line = [max(len(words) for words in column) * LETTER + EDGES for column in cells]
    wish = [max(pair) for pair in zip(least, line, strict=True)]
    if sum(wish) <= TEXT_WIDTH:
        return wish
    if sum(least) >= TEXT_WIDTH:
        return [floor * TEXT_WIDTH // sum(least) for floor in least]
    # What is left over goes to the columns that would need several lines, to long ones more, but not in proportion.
    wants = [sqrt(full - floor) for floor, full in zip(least, wish, strict=True)]
    room = (TEXT_WIDTH - sum(least)) / sum(wants)
    return [int(floor + want * room) for floor, want in zip(least, wants, strict=True)]


def relationships(pictures: Iterable[Picture]) -> Html:
    """Say where in the file the pictures are."""
    return join(
        *(
            element(
                "Relationship", Id=f"{one.name}{kind}", Type=f"{RELATIONSHIPS}/image", Target=f"media/{one.name}.{kind}"
            )
            for one in pictures
            for kind in ("png", "svg")
        )
    )
