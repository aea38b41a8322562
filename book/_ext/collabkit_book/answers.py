"""``answers``: every exercise with how far its answers have come, and the workbook saved, opened, compared and cleared.

The list of exercises stands on the page for everybody; a script fills in what this reader has (``_live/answers.js``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from collabkit.exercises import catalogue
from collabkit.markup import Html, element, join
from collabkit_book.blocks import Block
from collabkit_book.exercise import pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WITHOUT_SCRIPTS: Final = "Scripts are off in this browser, so this page cannot show, save or open your answers."
LISTED: Final = "Exercise by exercise"
BUTTONS: Final = (
    ("save", "Save my workbook", ""),
    ("open", "Open a workbook", "quiet"),
    ("compare", "Compare with a partner’s", "quiet"),
    ("clear", "Clear everything here", "quiet"),
)


def _actions() -> Html:
    buttons = [
        element("button", words, type="button", class_=kind or None, **{f"data_{name}": True})
        for name, words, kind in BUTTONS
    ]
    return element("div", *buttons, class_="actions", data_actions=True, hidden=True)


def _item(id: str, title: str, address: str) -> Html:
    return element(
        "li",
        element("h3", element("a", title, href=address)),
        element("p", class_="state"),
        element("p", class_="says", hidden=True),
        element("div", class_="actions", hidden=True),
        data_progress=id,
    )


def to_html(addresses: dict[str, str]) -> Html:
    """Write the page's working part; ``addresses`` says where each exercise stands."""
    items = [_item(one.id, one.title, addresses[one.id]) for one in catalogue() if one.id in addresses]
    return element(
        "section",
        element("noscript", element("p", WITHOUT_SCRIPTS, class_="notice")),
        element("p", class_="kept", data_kept=True),
        _actions(),
        element("div", class_="said", role="status", data_said=True),
        element("p", class_="note", data_promise=True),
        element("div", data_clashes=True, hidden=True),
        element("div", data_comparison=True, hidden=True),
        element("h2", LISTED, id="exercise-by-exercise"),
        element("ol", join(*items), class_="progress"),
        element("p", class_="note", data_checks=True),
        class_="answers",
        data_answers=True,
    )


class AnswersDirective(SphinxDirective):
    """``answers``."""

    def run(self) -> list[nodes.Node]:
        """Keep the place; what stands there is written once it is known where each exercise is."""
        listed = nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", one.title)) for one in catalogue()))
        block = Block.of("", nodes.paragraph("", f"{LISTED}:"), listed, needs="answers")
        return [block]


def _write(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if app.builder.format != "html":
        return
    for block in doctree.findall(Block):
        if block["needs"] == "answers":
            to = app.builder.get_relative_uri
            block["html"] = to_html({id: f"{to(docname, page)}#{id}" for id, page in pages(app.env).items()})


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("answers", AnswersDirective)
    app.connect("doctree-resolved", _write)
