"""``chart name``: a figure or a table of the course's own data, with the caption as its content.

A chart is a name and a function that returns a block of findings, which knows its HTML and its plain text. To add one,
write the function and name it in ``CHARTS``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from collabkit.exercises.degree import DESCRIPTIONS, LEVELS
from collabkit.findings import Figure, Table
from collabkit.markup import element
from collabkit_book.blocks import Block, paragraphs
from collabkit_book.duties import DUTIES

LOGGER = logging.getLogger(__name__)
Maker = Callable[[str], Figure | Table]


def ladder(caption: str) -> Table:
    """Return the six steps from no contact to collaboration, as the exercise words them."""
    steps = [(value, name) for value, name in LEVELS.choices() if value.isdigit()]
    rows = tuple((f"{value} {name}", words.capitalize()) for (value, name), words in zip(steps, DESCRIPTIONS, strict=True))
    return Table(caption, ("Level", "What it looks like"), rows)


def duties(caption: str) -> Table:
    """Return the main duties in law to collaborate."""
    return Table(caption, ("Law", "Who", "What it asks"), DUTIES)


CHARTS: Final[dict[str, Maker]] = {"ladder": ladder, "duties": duties}
"""What can be asked for; each function is given the caption."""


def to_block(shown: Figure | Table) -> Block:
    """Put a figure or a table on the page, with its words for other builders."""
    kind = "chart" if isinstance(shown, Figure) else "table"
    return Block.of(element("div", shown.to_html(), class_=f"chart {kind}"), *paragraphs(shown.to_text()), needs="chart")


class ChartDirective(SphinxDirective):
    """``chart name``, with the caption as its content."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Draw the chart; one that is not drawn yet shows its caption."""
        caption = " ".join(line.strip() for line in self.content).strip()
        maker = CHARTS.get(self.arguments[0])
        if maker is None:
            names = ", ".join(CHARTS)
            LOGGER.warning("chart: there is no chart called %r; there are: %s", self.arguments[0], names, location=self.get_location())
            return [nodes.paragraph("", caption)]
        return [to_block(maker(caption))]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("chart", ChartDirective)
