"""``go-on``: the way into the course, and for who comes back the way to where they were.

Each exercise has its line on the page, hidden; a script shows the one that this browser's workbook was last changed in
(``_live/go-on.js``). Without scripts, and for a new reader, there is the way to the beginning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from collabkit.exercises import catalogue
from collabkit.markup import Html, element, join
from collabkit.translation import say
from collabkit_book.blocks import Block
from collabkit_book.exercise import addresses

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FIRST: Final = "book/0-introduction"
START: Final = say("Start with the introduction")


def around_link(sentence: str, link: Html) -> tuple[str, Html, str]:
    """Put a link into the place that a sentence has for the exercise."""
    before, after = sentence.split("{exercise}")
    return before, link, after


def to_html(first: str, places: dict[str, str]) -> Html:
    """Write the ways in; the places say where the introduction and each exercise stand."""
    lines = [
        element(
            "p",
            *around_link(
                say(
                    "You were last at work on “{exercise}”, in chapter {chapter}.",
                    exercise="{exercise}",
                    chapter=one.chapter,
                ),
                element("a", one.title, href=places[one.id]),
            ),
            data_last=one.id,
            hidden=True,
        )
        for one in catalogue()
        if one.id in places
    ]
    return element(
        "div", element("p", element("a", START, href=first, class_="start")), join(*lines), class_="go-on", data_go_on=True
    )  # fmt: skip


class GoOn(SphinxDirective):
    """``go-on``."""

    def run(self) -> list[nodes.Node]:
        """Keep the place; what stands there is written once it is known where each exercise is."""
        return [Block.of("", nodes.paragraph("", f"{START}."), needs="go-on")]


def _write(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if app.builder.format != "html":
        return
    for block in doctree.findall(Block):
        if block["needs"] == "go-on":
            block["html"] = to_html(app.builder.get_relative_uri(docname, FIRST), addresses(app, docname))


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("go-on", GoOn)
    app.connect("doctree-resolved", _write)
