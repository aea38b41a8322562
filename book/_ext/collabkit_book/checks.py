"""``check N``: what a chapter asks at its end, and with it the practice that no line of the chapter has placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabkit.markup import element
from collabkit.translation import say
from collabkit_book.blocks import Block
from collabkit_book.item_forms import ItemsDirective, block, to_html, to_nodes
from collabkit_book.items import items, of_kind
from collabkit_book.practice import left_over

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx

    from collabkit_book.records import Record


def checks(path: Path) -> list[Record]:
    """Return the questions that a chapter's end asks, or those of the fortnight after.

    Raises:
        RecordError: the file or an item does not fit; the message names the file and the id.
    """
    return of_kind(items(path), "check", "again")


class CheckDirective(ItemsDirective):
    """``check N``: the knowledge checks of chapter N; ``check again``: those of the fortnight after."""

    def run(self) -> list[nodes.Node]:
        """Return the checks, on a page as forms and elsewhere as lists."""
        number = self.arguments[0]
        found = self.read(number)
        return [block(of_kind(found, "check", "again"), number), *left_over(found, self.env)]


class OneCheckDirective(ItemsDirective):
    """``one-check ID``: one knowledge check by itself, away from its chapter; on paper it stands in the chapter alone."""

    def run(self) -> list[nodes.Node]:
        """Return the check; it is the chapter's own, so that an answer counts there too."""
        id = self.arguments[0]
        found = [one for one in self.read(id[1]) if one["id"] == id]
        if not found:
            raise self.error(f"one-check: chapter {id[1]} has no check called {id!r}.")
        elsewhere = element("p", say("Chapter {chapter} asks it, and answers it.", chapter=id[1]))
        return [Block.of(to_html(found, id), *to_nodes(found), needs="check", paper=elsewhere)]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("check", CheckDirective)
    app.add_directive("one-check", OneCheckDirective)
