"""Documents from a workbook: the strategy and the record of learning, as files to take away.

A worker cannot draw, so the page draws: ``drawings`` gives it the pictures as SVG, and it sends their PNGs back with the
question for a Word file.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any, Final

from collabkit.browser.workbooks import Reply, mine, refusing
from collabkit.document import CHOICE, Choice, Document, file_name, strategy_document
from collabkit.record import record
from collabkit.render import document_word
from collabkit.render.blocks_word import size
from collabkit.render.documents import FORMATS, TYPES, write
from collabkit.strategy import SECTIONS
from collabkit.translation import say
from collabkit.workbook import Workbook, here, now

KINDS: Final[Mapping[str, Callable[[Workbook, str], Document]]] = {"strategy": strategy_document, "record": record}
NAMES: Final = {"strategy": "strategy", "record": say("record of learning")}
PNG: Final = b"\x89PNG\r\n\x1a\n"


@refusing
def sections(asked: Mapping[str, Any]) -> Reply:
    """List the strategy's sections as the learner wants them: ``workbook`` in; ``sections``, with key, title, wanted, out."""
    choice = Choice.of(mine(asked).answers(CHOICE))
    titles = {section.key: section.title for section in SECTIONS}
    return {
        "sections": [
            {"key": key, "title": titles[key], "wanted": key not in choice.without} for key in choice.everything
        ]
    }


@refusing
def drawings(asked: Mapping[str, Any]) -> Reply:
    """Give a document's pictures: ``workbook`` and ``document`` in; ``pictures``, each with svg, width and height, out."""
    document = KINDS[asked["document"]](mine(asked), here(now()))
    pictures = []
    for svg in dict.fromkeys(document_word.drawings(document)):
        width, height = size(svg)
        pictures.append({"svg": svg, "width": width, "height": height})
    return {"pictures": pictures}


@refusing
def document(asked: Mapping[str, Any]) -> Reply:
    """Write a document as a file.

    Args:
        asked: ``workbook``; ``document`` (strategy or record); ``to`` (docx, html or md); for a Word file ``pngs``, pairs
            of a picture's SVG and its PNG in base 64.

    Returns:
        ``name``, ``type`` and ``data`` (base 64) of the file.
    """
    book, time, kind = mine(asked), here(now()), asked["document"]
    to = next(one for one in FORMATS if one == asked["to"])
    drawn = {svg: _png(png) for svg, png in asked.get("pngs", ())}
    written = write(KINDS[kind](book, time), to, lambda svg: drawn.get(svg, document_word.BLANK))
    name = file_name(book, time, to, NAMES[kind])
    return {"name": name, "type": TYPES[to], "data": base64.b64encode(written).decode()}


def _png(given: str) -> bytes:
    """Read a picture that was sent; what is none is replaced by a clear point, so that Word still opens the file."""
    try:
        read = base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError):
        return document_word.BLANK
    return read if read.startswith(PNG) else document_word.BLANK
