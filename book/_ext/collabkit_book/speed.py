"""``start-times`` and ``{start}`name```: how fast the page starts, as it was last measured beside JupyterLite.

``python tests/benchmarks/start.py --store`` measures and keeps the results; nothing here holds a copy of them.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from collabkit.findings import Table
from collabkit.translation import as_written, say
from collabkit.wording import MONTHS
from collabkit_book.charts import to_block

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
RESULTS: Final = Path(__file__).parents[3] / "tests" / "benchmarks" / "results" / "start.json"
KINDS: Final = {
    "ours": say("This course"),
    "floor": say("This course, with nothing in it"),
    "lite-notebook": say("JupyterLite, as a notebook"),
    "lite-repl": say("JupyterLite, as a prompt"),
}
"""What was measured, in the order in which it is shown."""
HEADS: Final = ("", say("First visit"), say("Next visit"), say("Fetched first"), say("Fetched next"))


def results(path: Path = RESULTS) -> dict[str, Any]:
    """Return what was last measured."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def seconds(times: list[float]) -> str:
    """Say the median of times in milliseconds.

    >>> seconds([512.0, 634.5, 998.1]), seconds([9325.8])
    ('0.63 s', '9.3 s')
    """
    middle = median(times) / 1000
    return say("{number} s", number=as_written(f"{middle:.2f}" if middle < 2 else f"{middle:.1f}"))


def megabytes(sizes: list[float]) -> str:
    """Say the median of sizes in bytes; what rounds to nothing is nothing.

    >>> megabytes([7_981_234]), megabytes([0, 120])
    ('8.0 MB', '0.0 MB')
    """
    return say("{median} MB", median=as_written(f"{median(sizes) / 1e6:.1f}"))


def _row(name: str, found: dict[str, list[float]]) -> tuple[str, ...]:
    times = (seconds(found[f"{state}_findings_ms"]) for state in ("cold", "warm"))
    sizes = (megabytes(found[f"{state}_bytes"]) for state in ("cold", "warm"))
    return (KINDS[name], *times, *sizes)


def table(caption: str, measured: dict[str, Any]) -> Table:
    """Return the times and sizes of each kind that was measured."""
    found = measured["found"]
    return Table(caption, HEADS, tuple(_row(name, found[name]) for name in KINDS if name in found))


def sayings(measured: dict[str, Any]) -> dict[str, str]:
    """Return what sentences may say of the results, by name."""
    found, machine = measured["found"], measured["machine"]
    ours, bottom = found["ours"], found["floor"]
    middle = median(ours["cold_findings_ms"])
    said = {
        "first": seconds(ours["cold_findings_ms"]),
        "next": seconds(ours["warm_findings_ms"]),
        "page": seconds(ours["cold_page_ms"]),
        "size": megabytes(ours["cold_bytes"]),
        "change": say("{median} ms", median=f"{median(ours['cold_change_ms']):.0f}"),
        "floor": seconds(bottom["cold_findings_ms"]),
        "floor-ratio": as_written(f"{middle / median(bottom['cold_findings_ms']):.2f}"),
        "runs": str(measured["runs"]),
        "date": _day(measured["date"]),
        "machine": say(
            "{machine} cores ({processor}), Chromium {split}",
            machine=machine["cores"],
            processor=machine["processor"],
            split=machine["chromium"].split(".")[0],
        ),
        "load": say(" and ").join(as_written(f"{load:.1f}") for load in measured["load"]),
    }
    for name in ("lite-repl", "lite-notebook"):
        if name in found:
            said[name] = seconds(found[name]["cold_findings_ms"])
            said[f"{name}-ratio"] = f"{median(found[name]['cold_findings_ms']) / middle:.0f}"
    said |= {f"version-{name}": version for name, version in measured["versions"].items()}
    return said


def _day(date: str) -> str:
    """Say a date as people do.

    >>> _day("2026-03-05")
    '5 March 2026'
    """
    day = dt.date.fromisoformat(date)
    return say("{day} {month} {year}", day=day.day, month=MONTHS[day.month - 1], year=day.year)


class StartTimes(SphinxDirective):
    """``start-times``, with the caption as its content."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Show the table."""
        self.env.note_dependency(str(RESULTS))
        caption = say(" ".join(line.strip() for line in self.content).strip())
        return [to_block(table(caption, results()))]


class StartRole(SphinxRole):
    """``{start}`first```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Put the number here."""
        self.env.note_dependency(str(RESULTS))
        name, said = self.text.strip(), sayings(results())
        if name not in said:
            known = ", ".join(said)
            LOGGER.warning("start: nothing is called %r; there are: %s", name, known, location=self.get_location())
            return [], []
        return [nodes.inline("", said[name], classes=["fact"])], []


def setup(app: Sphinx) -> None:
    """Register the directive and the role."""
    app.add_directive("start-times", StartTimes)
    app.add_role("start", StartRole())
