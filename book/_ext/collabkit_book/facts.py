"""``{fact}`name```: a number from the course's own data, so that no sentence holds a copy of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from collabkit.analysis.facts import facts

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)


class FactRole(SphinxRole):
    """``{fact}`cases-total```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Put the number here."""
        name, known = self.text.strip(), facts()
        if name not in known:
            listed = ", ".join(known)
            LOGGER.warning(
                "fact: there is no fact called %r; there are: %s", name, listed, location=self.get_location()
            )
            return [], []
        return [nodes.inline("", known[name], classes=["fact"])], []


def setup(app: Sphinx) -> None:
    """Register the role."""
    app.add_role("fact", FactRole())
