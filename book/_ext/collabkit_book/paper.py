"""The builder ``paper``: the course as one HTML document to be set on pages (``collabkit pdf``).

Sphinx reads every page into a tree of nodes. This builder puts the trees of the pages to print one after another, with a
title page and a list of contents before them and the answers after them (``paper_document``), and has the one tree
written by a translator that knows paper (``paper_translator``). What a page of the site holds for a screen never gets
there: each of the course's own nodes says itself how it stands on paper.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from docutils import nodes
from docutils.utils import new_document
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from collabkit.markup import Html, element
from collabkit.translation import SPOKEN
from collabkit_book.paper_document import SUBTITLE, TITLE, Page, course
from collabkit_book.paper_translator import PaperTranslator

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FILE: Final = "course.html"
ON_SCREEN: Final = "book/notebooks"
"""A page that only leads to what is not printed."""


def printed(env: BuildEnvironment) -> list[str]:
    """Return the names of the pages to print, in the order of the contents; sheets stand in the text for the notebooks."""
    first = env.config.root_doc
    listed: list[str] = [first]
    for name in env.toctree_includes.get(first, []):
        listed += [name] if name.startswith("book/") and name != ON_SCREEN else []
    return listed


class PaperBuilder(SingleFileHTMLBuilder):
    """Writes the course to print: one file, and nothing beside it."""

    name = format = "paper"  # so that what extensions bring to pages stays away
    epilog = "The course to print is in %(outdir)s."
    default_translator_class = PaperTranslator
    search = False

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002 - as Sphinx asks
        """Return a page's name: links get their places once all pages are together."""
        return docname

    def write(self, *_: object) -> None:
        """Put the pages together and write them."""
        names = printed(self.env)
        self.prepare_writing(set(names))
        self.current_docname = self.config.root_doc
        self.secnumbers, self.fignumbers = {}, {}  # nothing is numbered but the chapters, in their titles
        pages = [Page(name, self.env.get_and_resolve_doctree(name, self)) for name in names]
        tree = new_document("", self.docsettings)
        tree += course(pages)
        Path(self.outdir, FILE).write_text(self._whole(tree), encoding="utf-8")

    def _whole(self, tree: nodes.document) -> str:
        translator = cast("PaperTranslator", self.create_translator(tree, self))
        tree.walkabout(translator)
        head = element(
            "head",
            element("meta", charset="utf-8"),
            element("title", f"{TITLE}. {SUBTITLE}"),
            element("meta", name="author", content=self.config.author),
        )
        body = element("body", Html("".join(translator.body)))
        return f"<!DOCTYPE html>\n{element('html', head, body, lang=SPOKEN)}\n"

    def finish(self) -> None:
        """Copy nothing: the document holds all that it needs."""


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(PaperBuilder)
