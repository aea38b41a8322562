"""A document as a Word file (.docx), written with the standard library alone, so that it is the same from every door.

A .docx is a zip of XML parts (ECMA-376): the document with its blocks, its styles and what goes with them, and pictures
beside it. The same document gives the same bytes. The contents are a real field whose entries are written already and
have no page numbers, so that they are right on opening and Word asks nothing.
"""

from __future__ import annotations

from typing import Final

from collabkit.document import Document
from collabkit.findings import Figure, walk
from collabkit.markup import Html, element, join
from collabkit.render.blocks_word import BodyWriter, Picture, ToPng, relationships, svg_of
from collabkit.render.word_markup import HEAD, RELATIONSHIPS, field, legal, paragraph, run, w
from collabkit.render.word_parts import font_table, footer, numbering, settings, styles, theme, whole
from collabkit.render.zipped import zipped
from collabkit.translation import SPOKEN, say

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
PARTS: Final = ("styles", "settings", "numbering", "footer", "fontTable", "theme")
BLANK: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)
"""A PNG of one clear point, where nothing can draw: today's Word shows the SVG beside it."""


def drawings(document: Document) -> tuple[str, ...]:
    """Return every picture of a document as SVG, for whoever makes the PNGs.

    >>> drawings(Document("Fewer falls", "A draft", ()))
    ()
    """
    figures = (block for block in walk(document.parts) if isinstance(block, Figure))
    return tuple(svg_of(figure.chart) for figure in figures)


def write(document: Document, to_png: ToPng = lambda _: BLANK) -> bytes:
    """Write a document as the bytes of a Word file.

    >>> write(Document("Fewer falls", "A draft", ()))[:2]
    b'PK'
    """
    writer = BodyWriter()
    body = _body(document, writer)
    held: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relationships(),
        "docProps/core.xml": _core(document),
        "docProps/app.xml": _app(),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": _document_relationships(writer.pictures),
        "word/styles.xml": styles(SPOKEN),
        "word/settings.xml": settings(SPOKEN),
        "word/numbering.xml": numbering(),
        "word/footer.xml": footer(document.title),
        "word/fontTable.xml": font_table(),
        "word/theme.xml": theme(),
    }
    for one in writer.pictures:
        held[f"word/media/{one.name}.svg"] = one.svg
        held[f"word/media/{one.name}.png"] = to_png(one.svg)
    return zipped(held)


def _body(document: Document, writer: BodyWriter) -> str:
    alone = {0, 1} if document.body and document.body[0].role == "board" else set()
    breaks = {*alone, len(document.body)}  # a page for a board stands alone, and the annex begins on one of its own
    parts = [writer.part(part, on_new_page=number in breaks) for number, part in enumerate(document.parts)]
    front = (paragraph("Title", run(document.title)), paragraph("Subtitle", run(document.subtitle)))
    page = w(
        "sectPr",
        element("w:footerReference", **{"w:type": "default", "r:id": "footer"}),
        w("pgSz", w=11906, h=16838),
        w("pgMar", top=1440, right=1440, bottom=1304, left=1440, header=708, footer=624, gutter=0),
    )
    return whole("w:document", w("body", *front, _contents(writer.headings), *parts, page))


def _contents(headings: list[tuple[str, str]]) -> Html:
    """Write the contents: a field of Word's own around links to every part."""
    if not headings:
        return Html("")
    before, after = str(field('TOC \\o "1-1" \\n \\h \\z \\u', "|")).split(str(run("|")))
    links = [element("w:hyperlink", run(words), **{"w:anchor": mark, "w:history": "1"}) for mark, words in headings]
    lines = [
        paragraph("TOC1", Html(before) if not place else None, link, Html(after) if place == len(links) - 1 else None)
        for place, link in enumerate(links)
    ]
    return join(paragraph("TOCHeading", run(say("Contents"))), *lines)


def _content_types() -> str:
    usual = (("rels", f"{_APPLICATION}.openxmlformats-package.relationships+xml"), ("xml", "application/xml"),
             ("png", "image/png"), ("svg", "image/svg+xml"))  # fmt: skip
    kinds = {
        "/word/document.xml": f"{WORD}.document.main+xml",
        **{f"/word/{name}.xml": f"{WORD}.{name}+xml" for name in PARTS if name != "theme"},
        "/word/theme.xml": f"{_APPLICATION}.openxmlformats-officedocument.theme+xml",
        "/docProps/core.xml": f"{_APPLICATION}.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": f"{_APPLICATION}.openxmlformats-officedocument.extended-properties+xml",
    }
    defaults = (element("Default", Extension=ending, ContentType=kind) for ending, kind in usual)
    overrides = (element("Override", PartName=name, ContentType=kind) for name, kind in kinds.items())
    return HEAD + element("Types", *defaults, *overrides, xmlns=f"{PACKAGE}/content-types")


_APPLICATION: Final = "application/vnd"


def _relationship(id: str, kind: str, target: str) -> Html:
    return element("Relationship", Id=id, Type=kind, Target=target)


def _package_relationships() -> str:
    return HEAD + element(
        "Relationships",
        _relationship("document", f"{RELATIONSHIPS}/officeDocument", "word/document.xml"),
        _relationship("core", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        _relationship("app", f"{RELATIONSHIPS}/extended-properties", "docProps/app.xml"),
        xmlns=f"{PACKAGE}/relationships",
    )


def _document_relationships(pictures: list[Picture]) -> str:
    parts = (_relationship(name, f"{RELATIONSHIPS}/{name}", f"{name}.xml") for name in PARTS)
    return HEAD + element("Relationships", *parts, relationships(pictures), xmlns=f"{PACKAGE}/relationships")


def _core(document: Document) -> str:
    names = {
        "xmlns:cp": f"{PACKAGE}/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    }
    title = element("dc:title", legal(document.title))
    return HEAD + element("cp:coreProperties", title, element("dc:language", SPOKEN), **names)


def _app() -> str:
    names = {"xmlns": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"}
    return HEAD + element("Properties", element("Application", "collabkit"), **names)
