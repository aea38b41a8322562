"""``lookback N``: two questions before chapter N about what came earlier, to be answered from memory or by a guess.

Being asked helps people to keep what they have read, and to use it elsewhere; nothing is scored. Write it under the
chapter's objectives, before its story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabkit.translation import say
from collabkit_book.item_forms import ItemsDirective, titled_block
from collabkit_book.items import of_kind

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

TITLE = say("Before you read on")
FIRST = say("Guess. Nothing is scored, and every choice has its reason.")
LATER = say("Answer from memory, or guess. Nothing is scored, and every choice has its reason.")


class Lookback(ItemsDirective):
    """``lookback N``."""

    def run(self) -> list[nodes.Node]:
        """Return the questions under a heading of their own, which is no section of the chapter."""
        number = self.arguments[0]
        listed = of_kind(self.read(number), "lookback")
        if not listed:
            raise self.error(f"lookback: _checks/{number}.json has no item whose id begins with r{number}-.")
        how, name = (FIRST if number == "0" else LATER), f"lookback-{number}"
        return [titled_block(listed, name, 2, TITLE, how)]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("lookback", Lookback)
