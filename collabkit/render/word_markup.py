"""Small pieces of WordprocessingML (ECMA-376, part 1): a run of words, a paragraph, a field.

Word refuses a whole file for one control character or one half of a letter, and for elements that stand in the wrong
order. So words are cleaned in one function, and whatever has an order is written here once.
"""

from __future__ import annotations

import re
from typing import Final

from collabkit.markup import Attribute, Child, Html, element, join

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES: Final = {
    "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns:r": RELATIONSHIPS,
    "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "xmlns:asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
_UNPRINTABLE: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


def legal(words: str) -> str:
    r"""Leave out what XML cannot hold.

    >>> legal("a\x00b\ud800c\tд😀")
    'abc\tд😀'
    """
    return _UNPRINTABLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def w(tag: str, /, *children: Child, **values: Attribute) -> Html:
    """Write an element of WordprocessingML with its attributes.

    >>> w("jc", val="right")
    '<w:jc w:val="right"></w:jc>'
    """
    return element(f"w:{tag}", *children, **{f"w:{key}": value for key, value in values.items()})


def run(words: str, *, bold: bool = False) -> Html:
    """Write words as they were typed; a line break in them stays one.

    >>> run("a < b")
    '<w:r><w:t xml:space="preserve">a &lt; b</w:t></w:r>'
    """
    lines = [element("w:t", line, **{"xml:space": "preserve"}) for line in legal(words).split("\n")]
    broken = [piece for line in lines for piece in (w("br"), line)][1:]
    return w("r", w("rPr", w("b")) if bold else None, *broken)


def paragraph(
    style: str, *content: Child, keep: bool = False, on_new_page: bool = False, to_the_right: bool = False
) -> Html:
    """Write a paragraph.

    Args:
        style: the id of its style; none for ordinary text.
        content: its runs.
        keep: whether it stays on a page with what follows.
        on_new_page: whether a page begins with it.
        to_the_right: whether it ends at the right edge, as numbers do.
    """
    settings = [
        w("pStyle", val=style) if style else None,
        w("keepNext") if keep else None,
        w("pageBreakBefore") if on_new_page else None,
        w("jc", val="right") if to_the_right else None,
    ]
    held = w("pPr", *settings) if any(settings) else None
    return w("p", held, *content)


def field(code: str, shown: str) -> Html:
    """Write something that Word works out, with what to show until it does."""
    return join(
        w("r", w("fldChar", fldCharType="begin")),
        w("r", element("w:instrText", f" {code} ", **{"xml:space": "preserve"})),
        w("r", w("fldChar", fldCharType="separate")),
        run(shown),
        w("r", w("fldChar", fldCharType="end")),
    )
