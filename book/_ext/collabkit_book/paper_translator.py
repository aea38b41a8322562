"""How nodes are written for paper: as Sphinx writes them for a page, without what only a screen needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from docutils.nodes import Element


class PaperTranslator(HTML5Translator):
    """Writes the one document of the course on paper."""

    def visit_start_of_file(self, node: Element) -> None:
        """Begin a page of the course, which begins a sheet."""
        self.body.append(self.starttag(node, "article"))

    def depart_start_of_file(self, node: Element) -> None:  # noqa: ARG002 - as Sphinx names it
        """End it."""
        self.body.append("</article>\n")

    def visit_container(self, node: nodes.container) -> None:
        """Write the classes that were asked for and no others."""
        self.body.append(self.starttag(node, "div"))

    def depart_container(self, _node: nodes.container) -> None:
        """End it."""
        self.body.append("</div>\n")

    def visit_citation(self, node: nodes.citation) -> None:
        """Write an entry of the references as a block that a citation can lead to."""
        self.body.append(self.starttag(node, "div", CLASS="citation"))

    def depart_citation(self, _node: nodes.citation) -> None:
        """End it."""
        self.body.append("</div>\n")

    def visit_label(self, _node: nodes.label) -> None:
        """Leave out an entry's label: the text cites by author and year."""
        raise nodes.SkipNode
