"""A node that carries HTML for pages, and ordinary nodes for everything else (text, EPUB, LaTeX, the search index).

What is worked with on a page may also carry HTML for paper, where it is read or written on; without it paper gets the
ordinary nodes too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SPACED: Final = re.compile(r"</(?:p|h[1-6]|t[hd]|li|d[td]|legend|label|option|div|table|article)>")
"""Ends of blocks: a line break after them keeps words apart for whoever reads only the text, such as the search."""


class Block(nodes.General, nodes.Element):
    """HTML for pages in ``html``; its children are the same thing in plain document nodes.

    ``needs`` names the part of the course that a page must bring along for it, such as a script. ``paper`` is HTML for
    the course on paper, and ``answers`` what stands at that course's end for it.
    """

    @classmethod
    def of(cls, html: str, *plain: nodes.Node, needs: str = "", paper: str = "", answers: str = "") -> Block:
        """Make a block from HTML and its plain form."""
        return cls("", *plain, html=html, needs=needs, paper=paper, answers=answers)


def paragraphs(text: str) -> list[nodes.Node]:
    """Turn plain text into nodes that keep its lines."""
    return [
        nodes.line_block("", *(nodes.line("", line) for line in part.splitlines()))
        for part in text.split("\n\n")
        if part
    ]


def _visit_html(translator: Any, node: Block) -> None:
    if translator.builder.name == "epub":
        return  # a book reader has no form to fill in and no script: it gets the plain form
    translator.body.append(SPACED.sub(r"\g<0>\n", node["html"]))
    raise nodes.SkipNode


def _visit_paper(translator: Any, node: Block) -> None:
    if node["paper"]:
        translator.body.append(node["paper"])
        raise nodes.SkipNode


def _pass(_translator: Any, _node: nodes.Node) -> None:
    """Let the children speak."""


def setup(app: Sphinx) -> None:
    """Register the node with every kind of builder."""
    plain = (_pass, _pass)
    app.add_node(
        Block,
        html=(_visit_html, _pass),
        paper=(_visit_paper, _pass),
        latex=plain,
        text=plain,
        man=plain,
        texinfo=plain,
    )
