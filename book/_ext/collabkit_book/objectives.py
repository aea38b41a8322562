"""``objectives``: what a reader will be able to do, each with an id that checks and sections refer to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
ID: Final = re.compile(r"\s*\[(o[0-9]-[a-z0-9-]+)\]\s*$")


class Objectives(SphinxDirective):
    """A list of which each item ends with an id in square brackets."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the list; the ids become places to link to and are not shown."""
        holder = nodes.container(classes=["objectives"], is_div=True)
        self.state.nested_parse(self.content, self.content_offset, holder)
        for item in list(holder.findall(nodes.list_item)):
            self._name(item)
        return [holder]

    def _name(self, item: nodes.list_item) -> None:
        last = list(item.findall(nodes.Text))[-1]
        found = ID.search(str(last))
        if found is None:
            LOGGER.warning(
                "objectives: %r has no id such as [o3-1] at its end", item.astext(), location=self.get_location()
            )
            return
        last.parent.replace(last, nodes.Text(ID.sub("", str(last))))
        item["ids"].append(found.group(1))


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("objectives", Objectives)
