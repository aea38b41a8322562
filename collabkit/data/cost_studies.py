"""Studies of whether sharing a service changes its cost, one finding a line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from collabkit.data import tables
from collabkit.translation import marked, say

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import pandas as pd

    from collabkit.data.tables import Row

EFFECTS: Final[dict[str, str]] = {
    "lower": say("lower cost"),
    "none": say("no difference"),
    "higher": say("higher cost"),
    "mixed": say("mixed, over several studies"),
    "not_cost": say("not a measure of cost"),
    "claimed": say("savings claimed, not evaluated"),
}
CONFIDENCE: Final = marked("as published", "sign only", "as quoted by others")
COMPARED: Final = ("lower", "none", "higher")
"""Effects found by a comparison, as against reviews, claims and other outcomes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one study found for one service. A blank percentage was not seen; it is not zero."""

    study: str
    country: str
    service: str
    sample: str
    period: str
    design: str
    effect: str
    condition: str
    effect_pct: float | None
    note: str
    source_key: str
    status: str
    confidence: str
    read_at: str


COLUMNS: Final = tables.columns(Finding)


def _finding(row: Row) -> Finding:
    return Finding(
        study=row.text("study"),
        country=row.text("country"),
        service=row.said("service"),
        sample=row.said("sample", blank=True),
        period=row.said("period", blank=True),
        design=row.said("design", blank=True),
        effect=row.choice("effect", EFFECTS),
        condition=row.said("condition", blank=True),
        effect_pct=row.maybe_number("effect_pct", -100, 100),
        note=row.said("note", blank=True),
        source_key=row.key("source_key"),
        status=row.choice("status", tables.STATUSES),
        confidence=row.choice("confidence", CONFIDENCE),
        read_at=row.address("read_at"),
    )


def read(path: Traversable) -> tuple[Finding, ...]:
    """Read and check a table of findings.

    Raises:
        DataError: a cell cannot be used; the message names file, line and column.
    """
    return tables.read(path, COLUMNS, _finding, ("service", "source_key", "period"))


@cache
def load() -> tuple[Finding, ...]:
    """Return all findings, in the order of the table."""
    return read(tables.resource("cost_studies.csv"))


def with_effect(effect: str) -> tuple[Finding, ...]:
    """Return the findings with one effect, a name from ``EFFECTS``.

    Raises:
        ValueError: there is no such effect.

    >>> [len(with_effect(effect)) for effect in COMPARED]
    [13, 13, 4]
    """
    if effect not in EFFECTS:
        raise ValueError(
            say(
                "There is no effect called {effect}; choose from {effects}.",
                effect=f"{effect!r}",
                effects=", ".join(EFFECTS),
            )
        )
    return tuple(finding for finding in load() if finding.effect == effect)


def frame() -> pd.DataFrame:
    """Return the findings as a data frame."""
    return tables.frame(load())
