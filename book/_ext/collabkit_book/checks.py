"""``check N``: what a chapter asks at its end, and with it the practice that no line of the chapter has placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabkit_book.item_forms import ItemsDirective, block
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


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("check", CheckDirective)
