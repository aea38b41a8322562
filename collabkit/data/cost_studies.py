"""Studies of whether sharing a service changes its cost, one finding a line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from collabkit.data import tables

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import pandas as pd

    from collabkit.data.tables import Row

EFFECTS: Final[dict[str, str]] = {
    "lower": "lower cost",
    "none": "no difference",
    "higher": "higher cost",
    "mixed": "mixed, over several studies",
    "not_cost": "not a measure of cost",
    "claimed": "savings claimed, not evaluated",
}
CONFIDENCE: Final = ("as published", "sign only", "as quoted by others")
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
        service=row.text("service"),
        sample=row.words("sample"),
        period=row.words("period"),
        design=row.words("design"),
        effect=row.choice("effect", EFFECTS),
        condition=row.words("condition"),
        effect_pct=row.maybe_number("effect_pct", -100, 100),
        note=row.words("note"),
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
        raise ValueError(f"There is no effect called {effect!r}; choose from {', '.join(EFFECTS)}.")
    return tuple(finding for finding in load() if finding.effect == effect)


def frame() -> pd.DataFrame:
    """Return the findings as a data frame."""
    return tables.frame(load())
