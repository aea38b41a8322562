"""Safe HTML: everything is escaped unless it was made here.

What people type reaches a page only through this module, so there is one place to check.
"""

from __future__ import annotations

from typing import Final

SIGNS: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
"""What ``html.escape`` replaces; importing that module would put its 2,000 names of signs into every reader's memory."""
VOID_ELEMENTS: Final = frozenset({"br", "circle", "hr", "img", "input", "line", "path", "rect"})
"""Elements that have no content, so no closing tag is written."""


class Html(str):
    """Text that is HTML already, and is not escaped again."""

    __slots__ = ()


Child = str | Html | None
Attribute = str | int | float | bool | None


def text(words: str) -> Html:
    """Escape words for use as content or inside an attribute.

    >>> text("Fish & <chips>")
    'Fish &amp; &lt;chips&gt;'
    """
    return words if isinstance(words, Html) else Html(words.translate(SIGNS))


def join(*children: Child) -> Html:
    """Put pieces one after another; plain words among them are escaped, ``None`` is left out.

    >>> join("1 < 2", Html("<br>"), None)
    '1 &lt; 2<br>'
    """
    return Html("".join(text(child) for child in children if child is not None))


def _attribute(name: str, value: Attribute) -> str:
    written = name.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {written}" if value is True else f' {written}="{str(value).translate(SIGNS)}"'


def element(tag: str, /, *children: Child, **attributes: Attribute) -> Html:
    """Write one element; an underscore in an attribute's name stands for a hyphen.

    A value of ``True`` writes the bare attribute, ``False`` and ``None`` leave it out. A closing underscore
    is dropped, so that ``class_`` and ``for_`` can be written.

    >>> element("p", "A & B", class_="lead", hidden=True)
    '<p class="lead" hidden>A &amp; B</p>'
    >>> element("input", name="a", value='"')
    '<input name="a" value="&quot;">'
    """
    opening = f"<{tag}{''.join(_attribute(name, value) for name, value in attributes.items())}>"
    if tag in VOID_ELEMENTS:
        return Html(opening if tag not in SVG_VOID else f"{opening[:-1]}/>")
    return Html(f"{opening}{join(*children)}</{tag}>")


SVG_VOID: Final = frozenset({"circle", "line", "path", "rect"})
"""Drawing elements are closed with a slash, so that the picture is also valid on its own."""
