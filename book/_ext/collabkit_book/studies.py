"""``cost-studies``: what studies found about the cost of shared services, what was found first, with a link to each.

Its content is the caption. The findings of one study that agree share a row, and the groups stand in the order of
``cost_studies.EFFECTS``.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from collabkit.data import cost_studies
from collabkit.translation import say

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from collabkit.data.cost_studies import Finding

QUOTED = say("as quoted by others")


def _together(finding: Finding) -> tuple[int, str, str]:
    return list(cost_studies.EFFECTS).index(finding.effect), finding.source_key, finding.country


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def rows() -> list[str]:
    """Write the findings as a table in Markdown: what was found, for which services, where, and who says so."""
    lines = [say("| What was found | Services | Where, and who says so |"), "|---|---|---|"]
    for (effect, key, country), found in groupby(sorted(cost_studies.load(), key=_together), _together):
        findings = list(found)
        services = "; ".join(dict.fromkeys(finding.service for finding in findings))
        quoted = f", {QUOTED}" if any(say(finding.confidence) == QUOTED for finding in findings) else ""
        said = _upper(list(cost_studies.EFFECTS.values())[effect])
        lines.append(f"| {said} | {_upper(services)} | {_upper(country)}: {{cite:t}}`{key}`{quoted} |")
    return lines


class CostStudies(SphinxDirective):
    """``cost-studies``, with the caption as its content."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        caption = " ".join(line.strip() for line in self.content).strip()
        lines = [f"::::{{table}} {caption}", *rows(), "::::"]
        holder = nodes.container()
        self.state.nested_parse(StringList(lines, self.get_source_info()[0]), 0, holder)
        return holder.children


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("cost-studies", CostStudies)
