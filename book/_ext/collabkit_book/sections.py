"""``strategy-sections``: the strategy's fourteen sections, the Treasury case that each feeds, and what is still to ask.

All of it is said in ``collabkit/strategy.py``, from which the strategy document is made too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from collabkit.findings import Table
from collabkit.strategy import CASES, SECTIONS
from collabkit.translation import say
from collabkit.wording import in_a_row
from collabkit_book.charts import to_block

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def table() -> Table:
    """Return the sections in order."""
    rows = [
        (f"{place} {one.title}", one.asks, in_a_row(CASES[case] for case in one.cases), one.still)
        for place, one in enumerate(SECTIONS, 1)
    ]
    heads = (
        say("Section"),
        say("The question it answers"),
        say("Feeds the case"),
        say("A full business case still asks for"),
    )
    return Table(say("The fourteen sections and the Treasury’s five cases"), heads, tuple(rows))


class StrategySections(SphinxDirective):
    """``strategy-sections``."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        return [to_block(table())]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("strategy-sections", StrategySections)
