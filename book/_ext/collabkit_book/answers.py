"""``answers``: every exercise with how far its answers have come, and the workbook saved, opened, compared and cleared.

The list of exercises stands on the page for everybody; a script fills in what this reader has (``_live/answers.js``).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from collabkit import record, worked
from collabkit.browser import documents
from collabkit.data import key_points
from collabkit.document import strategy_document
from collabkit.exercises import catalogue, exercise
from collabkit.markup import Html, element, join
from collabkit.questions import Amount, Text
from collabkit.render import document_html
from collabkit.translation import say
from collabkit_book import live
from collabkit_book.blocks import Block
from collabkit_book.exercise import addresses

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WITHOUT_SCRIPTS: Final = say("Scripts are off in this browser, so this page cannot show, save or open your answers.")
READ: Final = say("Chapter by chapter")
READ_WHEN: Final = say(
    "A chapter counts as read once you have come to its end, or when you say so there. That is kept in the workbook too."
)
LISTED: Final = say("Exercise by exercise")
BUTTONS: Final = (
    ("save", say("Save my workbook"), ""),
    ("open", say("Open a workbook"), "quiet"),
    ("compare", say("Compare with a partner’s"), "quiet"),
    ("clear", say("Clear everything here"), "quiet"),
)
WORKED: Final = "worked/steady-brackendale.html"
"""Where the worked strategy stands, from the book's root."""
FORMATS: Final = (
    ("docx", say("For Word"), ""),
    ("html", say("To read and print"), "quiet"),
    ("md", say("As Markdown"), "quiet"),
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


def _downloads(document: str) -> Html:
    buttons = [
        element("button", words, type="button", class_=kind or None, data_document=document, data_to=to)
        for to, words, kind in FORMATS
    ]
    told = element("div", class_="said", role="status", data_told=document)
    return join(element("div", *buttons, class_="actions", data_needs_script=True, hidden=True), told)


def _documents(strategy_address: str, worked_address: str) -> Html:
    """Write the place where the strategy and the record of learning are taken away."""
    fields = [
        element(
            "div",
            element("label", one.text, for_=f"record-{one.key}"),
            element(
                "input", id=f"record-{one.key}", type="text", autocomplete="off", data_record=one.key,
                inputmode="decimal" if isinstance(one, Amount) else None,
                maxlength=one.longest if isinstance(one, Text) else None,
            ),
            class_="question",
        )
        for one in record.QUESTIONS
    ]  # fmt: skip
    usual = json.dumps(documents.sections({})["sections"])
    return join(
        element("h2", say("Your strategy as a document"), id="your-strategy-as-a-document"),
        element(
            "p",
            say(
                "Fourteen sections in your own words, with what the exercises say, a page for a board before them and the "
                "numbers after them. Choose the sections and their order; the words you change in "
            ),
            element("a", exercise("strategy").title, href=strategy_address),
            say(". Here is "),
            element("a", say("the worked one"), href=worked_address),
            say(", of the course’s invented falls service."),
        ),
        element("ol", class_="sections", data_sections=usual),
        _downloads("strategy"),
        element("h2", say("A record of learning"), id="a-record-of-learning"),
        element(
            "p",
            say("What you worked on, and three things that you will do. You issue it to yourself; nobody checks it."),
        ),
        element("div", *fields, class_="record", data_needs_script=True, hidden=True),
        _downloads("record"),
    )


def to_html(places: dict[str, str], chapters: list[str], worked_address: str) -> Html:
    """Write the page's working part.

    Args:
        places: where each exercise stands, by its id.
        chapters: where each chapter stands, in their order; the theme's script marks those that are read.
        worked_address: where the worked strategy stands.
    """
    read = [
        element("li", element("a", element("span", chapter.title), href=address))
        for chapter, address in zip(key_points.load(), chapters, strict=False)
    ]
    items = [_item(one.id, one.title, places[one.id]) for one in catalogue() if one.id in places]
    return element(
        "section",
        element("noscript", element("p", WITHOUT_SCRIPTS, class_="notice")),
        element("p", class_="kept", data_kept=True),
        _actions(),
        element("div", class_="said", role="status", data_said=True),
        element("p", class_="note", data_promise=True),
        element("div", class_="own-file note", data_own_file=True, hidden=True),
        element("div", data_clashes=True, hidden=True),
        element("div", class_="findings-room", data_comparison=True, hidden=True),
        element("h2", READ, id="chapter-by-chapter"),
        element("p", READ_WHEN, class_="note"),
        element("ol", join(*read), class_="chapters-read", data_chapters=True),
        element("h2", LISTED, id="exercise-by-exercise"),
        element("ol", join(*items), class_="progress"),
        element("p", class_="note", data_checks=True),
        _documents(places.get("strategy", ""), worked_address),
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
            chapters = sorted(name for name in app.env.found_docs if live.CHAPTER.match(name))
            ways = [app.builder.get_relative_uri(docname, name) for name in chapters]
            block["html"] = to_html(addresses(app, docname), ways, f"{to_root(docname)}{WORKED}")


def to_root(docname: str) -> str:
    """Return the way from a page to the book's root.

    >>> to_root("book/your-answers")
    '../'
    """
    return "../" * docname.count("/")


def _write_worked(app: Sphinx, failed: Exception | None) -> None:
    """Put the worked strategy beside the pages, as it would be downloaded; its day is that of the invented story."""
    if failed is None and app.builder.name == "html":
        path = Path(app.outdir) / WORKED
        path.parent.mkdir(exist_ok=True)
        path.write_text(document_html.write(strategy_document(worked.workbook(), worked.TIME)), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.connect("build-finished", _write_worked)
    app.add_directive("answers", AnswersDirective)
    app.connect("doctree-resolved", _write)
