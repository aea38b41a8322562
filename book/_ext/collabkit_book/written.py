"""Directives that write Markdown from the course's data and have it read as if it stood on the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective


def table(caption: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], css: str = "") -> list[str]:
    """Write a table in Markdown, or nothing where it would have no row.

    >>> table("Dates", ("When", "What"), [("Now", "Ask|tell")])[2:5]
    ['', '| When | What |', '|---|---|']
    """
    body = [" | ".join(("", *(cell.replace("|", "\\|") for cell in row), "")).strip() for row in rows]
    if not body:
        return []
    head = [" | ".join(("", *columns, "")).strip(), "|" + "---|" * len(columns)]
    return [f"::::{{table}} {caption}", *([f":class: {css}"] if css else []), "", *head, *body, "::::", ""]


class Written(SphinxDirective):
    """A directive that writes Markdown and has it read."""

    option_spec: ClassVar[dict[str, Any]] = {}

    def parsed(self, written: list[str]) -> list[nodes.Node]:
        """Read the lines as if they stood on the page, headings too."""
        holder = nodes.section()
        source = StringList(written, self.get_source_info()[0])
        self.state.nested_parse(source, self.content_offset, holder, match_titles=True)
        return holder.children
