"""``host-headers``: what a host should send with every answer, and why, from the lists that ``collabkit serve`` sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from collabkit.commands.hosts import SAFE, WHY
from collabkit.translation import say

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def rows() -> list[str]:
    """Write the table of headers in Markdown."""
    lines = [say("| Header | What it says | What for |"), "|---|---|---|"]
    return lines + [f"| `{name}` | `{value}` | {say(WHY[name])} |" for name, value in SAFE.items()]


class HostHeaders(SphinxDirective):
    """``host-headers``: the table."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        holder = nodes.container()
        self.state.nested_parse(StringList(rows(), self.get_source_info()[0]), 0, holder)
        return holder.children


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("host-headers", HostHeaders)
