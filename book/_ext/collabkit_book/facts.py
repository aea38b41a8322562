"""``{fact}`name```: a number from the course's own data, so that no sentence holds a copy of it."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

LOGGER = logging.getLogger(__name__)
MODULE = "collabkit.analysis.facts"


@cache
def known() -> dict[str, str] | None:
    """Return every fact as it is written in a sentence, or nothing where the module is not there."""
    try:
        module = import_module(MODULE)
    except ModuleNotFoundError as error:
        if error.name != MODULE:
            raise
        return None
    return {name: str(value) for name, value in module.facts().items()}


class FactRole(SphinxRole):
    """``{fact}`cases-total```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Put the number here."""
        facts, name = known(), self.text.strip()
        if facts is None:
            return [nodes.inline("", "…", classes=["fact"])], []
        if name not in facts:
            LOGGER.warning("fact: there is no fact called %r; there are: %s", name, ", ".join(facts), location=self.get_location())
            return [], []
        return [nodes.inline("", facts[name], classes=["fact"])], []


def setup(app: Sphinx) -> None:
    """Register the role."""
    app.add_role("fact", FactRole())
