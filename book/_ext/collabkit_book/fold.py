"""``optional TITLE``: a part that a reader may leave folded, without a script; on paper and in an EPUB it stands open.

Its content is ordinary text of the page: citations, charts and links to the glossary work in it, and the search finds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from collabkit.translation import say

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Fold(nodes.General, nodes.Element):
    """A folded part; its first child is its title."""


class FoldTitle(nodes.General, nodes.TextElement):
    """What a folded part is about: on a page the words that open it, elsewhere a paragraph."""


class Optional(SphinxDirective):
    """``optional TITLE``."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the part with its title."""
        fold = Fold("", FoldTitle("", say(self.arguments[0])))
        self.state.nested_parse(self.content, self.content_offset, fold)
        return [fold]


def _visit(translator: Any, _node: Fold) -> None:
    if translator.builder.name != "epub":
        translator.body.append('<details class="optional">\n')


def _depart(translator: Any, _node: Fold) -> None:
    if translator.builder.name != "epub":
        translator.body.append("</details>\n")


def _visit_title(translator: Any, node: FoldTitle) -> None:
    if translator.builder.name == "epub":
        translator.visit_paragraph(node)
    else:
        translator.body.append("<summary>")


def _depart_title(translator: Any, node: FoldTitle) -> None:
    if translator.builder.name == "epub":
        translator.depart_paragraph(node)
    else:
        translator.body.append("</summary>\n")


def _visit_title_on_paper(translator: Any, _node: FoldTitle) -> None:
    translator.body.append('<p class="summary">')


def _depart_title_on_paper(translator: Any, _node: FoldTitle) -> None:
    translator.body.append("</p>\n")


def _pass(_translator: Any, _node: Fold) -> None:
    """Let the children speak."""


def _as_paragraph(translator: Any, node: FoldTitle) -> None:
    translator.visit_paragraph(node)


def _after_paragraph(translator: Any, node: FoldTitle) -> None:
    translator.depart_paragraph(node)


def setup(app: Sphinx) -> None:
    """Register the directive and its nodes."""
    app.add_directive("optional", Optional)
    whole, title = (_pass, _pass), (_as_paragraph, _after_paragraph)
    app.add_node(Fold, html=(_visit, _depart), paper=whole, latex=whole, text=whole, man=whole, texinfo=whole)
    app.add_node(
        FoldTitle,
        html=(_visit_title, _depart_title),
        paper=(_visit_title_on_paper, _depart_title_on_paper),
        latex=title,
        text=title,
        man=title,
        texinfo=title,
    )
