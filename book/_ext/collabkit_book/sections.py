"""``strategy-sections``: the strategy's fourteen sections, the Treasury case that each feeds, and what is still to ask.

Titles and questions come from the exercise ``strategy``, where they live; which case a section feeds is judged here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx.util.docutils import SphinxDirective

from collabkit.exercises.strategy import SECTIONS
from collabkit.findings import Table
from collabkit_book.charts import to_block

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

FEEDS: Final = {
    "Purpose": ("strategic", "objectives with figures and dates, and the fit with each partner’s own plan"),
    "Case for change": ("strategic", "the trend if nothing changes, and need group by group"),
    "Partners": ("strategic", "each partner’s legal power to take part"),
    "Aims": ("strategic", "constraints, and what the work depends on"),
    "Degree and form": ("commercial and management", "advice on tax, subsidy and procurement"),
    "How it is meant to work": ("strategic", "the evidence for each step"),
    "Options": ("economic", "the long list, the tests it met, and costs beside value"),
    "Resources": ("financial", "cash by partner and year, and who bears an overspend"),
    "Decisions": ("management", "each partner’s approvals, and the officer who answers for the money"),
    "Data and risk": ("management", "priced risks, and the assessment of the impact on people"),
    "Relationships": ("management", "the ladder for disputes"),
    "Measures": ("management", "a benefits register and a plan for evaluation"),
    "First 100 days": ("management", "plans for staff, unions and communications"),
    "Review and exit": ("commercial and management", "what leaving would cost, and who would owe it"),
}
"""For each section the case or cases that it mainly feeds, and what a full business case asks beyond it."""


def table() -> Table:
    """Return the sections in order.

    Raises:
        KeyError: a section of the exercise has no case here.
    """
    rows = [(f"{place} {one.title}", one.asks, *FEEDS[one.title]) for place, one in enumerate(SECTIONS, 1)]
    heads = ("Section", "The question it answers", "Feeds the case", "A full business case still asks for")
    return Table("The fourteen sections and the Treasury’s five cases", heads, tuple(rows))


class StrategySections(SphinxDirective):
    """``strategy-sections``."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        return [to_block(table())]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("strategy-sections", StrategySections)
