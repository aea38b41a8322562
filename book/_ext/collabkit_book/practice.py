"""``practice o6-2``: what practises an objective beside its exercise: claims to judge and sums to work out.

Write it in the section that teaches the objective. What no line has placed is shown at the chapter's end, so that
nothing in the data is lost to the reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from collabkit.translation import say
from collabkit_book.item_forms import ItemsDirective, titled_block
from collabkit_book.items import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from collabkit_book.records import Record

TITLES: Final = {
    "claim": (say("Judge for yourself"), say("Choose one, and read why.")),
    "sum": (
        say("Sums, with less help each time"),
        say("Follow the first, finish the second, do the third on your own."),
    ),
}
SHOWN: Final = "collabkit_practice"
"""Where a page remembers the objectives whose practice it has shown."""


def blocks(listed: list[Record], name: str) -> list[nodes.Node]:
    """Return a block for the claims and one for the sums among some items."""
    return [
        titled_block(found, f"{kind}-{name}", 3, *words)
        for kind, words in TITLES.items()
        if (found := of_kind(listed, kind))
    ]


def left_over(listed: Iterable[Record], env: BuildEnvironment) -> list[nodes.Node]:
    """Return the practice among a chapter's items that no line of the page has placed."""
    shown = env.temp_data.get(SHOWN, set())
    return blocks([item for item in listed if item["objective"] not in shown], "rest")


class Practice(ItemsDirective):
    """``practice``, with the id of an objective."""

    def run(self) -> list[nodes.Node]:
        """Return the claims and the sums for the objective."""
        objective = self.arguments[0]
        listed = [item for item in self.read(objective[1:2]) if item["objective"] == objective]
        found = blocks(listed, objective)
        if not found:
            raise self.error(f"practice: no claim and no sum in _checks practises {objective}.")
        self.env.temp_data.setdefault(SHOWN, set()).add(objective)
        return found


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("practice", Practice)
