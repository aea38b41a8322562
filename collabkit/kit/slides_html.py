"""Slides as one HTML file that works from a disk: one at a time, by keyboard or buttons, with notes, and to print.

Without scripts, and on a narrow screen, the slides stand one under the other. Script and style stand in the file and are
named by their hashes in its policy, so that nothing else can run. Lengths are in ``rem``, and the root's letters follow
the window: at 1280 × 720 one ``rem`` is 36 pixels, a twentieth of the height.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Final

from collabkit.kit.slides import Slide
from collabkit.look import css, faces_css, inlined
from collabkit.markup import Html, element
from collabkit.translation import SPOKEN, say

HINT: Final = say("Arrow keys turn the slides, N shows the notes, F fills the screen.")


def write(slides: Sequence[Slide], title: str) -> bytes:
    """Write the file.

    >>> write([Slide("title", "Fewer falls")], "Fewer falls")[:15]
    b'<!doctype html>'
    """
    script, style = _part("slides.js"), faces_css(inlined) + css() + _part("slides.css")
    policy = (
        f"default-src 'none'; img-src data:; font-src data:; script-src '{_hash(script)}'; style-src '{_hash(style)}'"
    )
    head = element(
        "head",
        Html('<meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html('<meta name="color-scheme" content="light dark">'),
        element("title", say("{title}: slides", title=title)),
        Html('<link rel="icon" href="data:,">'),
        Html(f"<style>{style}</style>"),
    )
    main = element("main", *(_slide(number, one, len(slides)) for number, one in enumerate(slides, 1)))
    body = element("body", main, _bar(), Html(f"<script>{script}</script>"))
    return f"<!doctype html>\n{element('html', head, body, lang=SPOKEN)}\n".encode()


def _part(name: str) -> str:
    return (files("collabkit.kit") / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _slide(number: int, one: Slide, total: int) -> Html:
    items = [element("li", line) for line in one.lines]
    many = one.kind in {"rules", "list"}
    lines = element("ol" if one.kind == "rules" else "ul", *items) if many else None
    asked = None if many else [element("p", line, class_="task") for line in one.lines]
    heading = element("h1" if number == 1 else "h2", one.title, id=f"title-{number}", tabindex=-1)
    shown = element(
        "div",
        element("p", one.kicker, class_="kicker") if one.kicker else None,
        heading,
        *(element("p", point, class_="point") for point in one.points),
        lines,
        *(asked or ()),
        class_="shown",
    )
    notes = element(
        "aside",
        element("p", element("strong", say("Notes"))),
        *(element("p", words) for words in one.notes if words),
        class_="notes",
        aria_label=say("Notes on slide {number}", number=number),
    )
    return element(
        "section", shown, notes if one.notes else None, id=f"slide-{number}", class_=one.kind, aria_labelledby=f"title-{number}",
        data_number=say("{number} of {total}", number=number, total=total),
    )  # fmt: skip


def _bar() -> Html:
    return element(
        "nav",
        element("button", say("Back"), type="button", data_turn=-1),
        element("span", "", data_place=True),
        element("button", say("Next"), type="button", data_turn=1),
        element("button", say("Notes"), type="button", data_notes=True, aria_pressed="false"),
        element("span", HINT, class_="hint"),
        aria_label=say("Slides"),
        hidden=True,
    )
