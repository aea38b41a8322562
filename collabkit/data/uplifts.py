"""Published starting values for optimism bias: how far estimates of projects have fallen short.

Source: Mott MacDonald, Review of Large Public Procurement in the UK, for HM Treasury, 2002. An uplift is never applied
without being shown: own evidence is better, and none of these projects was a partnership.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from collabkit.data import tables

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import pandas as pd

    from collabkit.data.tables import Row

MEASURES: Final = ("capital", "duration", "operating")
COLUMNS: Final = (
    "id",
    "name",
    *(f"{measure}_{bound}_pct" for measure in MEASURES for bound in ("upper", "lower")),
    "edition",
    "caveat",
    "source_key",
    "status",
    "confidence",
)
MOST_UPLIFT: Final = 500
CONFIDENCE: Final = ("as published",)


@dataclass(frozen=True, slots=True)
class Bounds:
    """An uplift in per cent: where to begin, and where risks that are managed well may bring it."""

    upper: float
    lower: float


@dataclass(frozen=True, slots=True)
class Uplift:
    """The uplifts of one type of project; a measure without published values is None."""

    id: str
    name: str
    capital: Bounds | None
    duration: Bounds | None
    operating: Bounds | None
    edition: str
    caveat: str
    source_key: str
    status: str
    confidence: str


def _bounds(row: Row, measure: str) -> Bounds | None:
    upper, lower = f"{measure}_upper_pct", f"{measure}_lower_pct"
    if not row.cells[upper] and not row.cells[lower]:
        return None
    return Bounds(most := row.number(upper, 0, MOST_UPLIFT), row.number(lower, 0, most))


def _uplift(row: Row) -> Uplift:
    capital, duration, operating = (_bounds(row, measure) for measure in MEASURES)
    return Uplift(
        id=row.key("id"),
        name=row.said("name"),
        capital=capital,
        duration=duration,
        operating=operating,
        edition=row.said("edition"),
        caveat=row.said("caveat"),
        source_key=row.key("source_key"),
        status=row.choice("status", tables.STATUSES),
        confidence=row.choice("confidence", CONFIDENCE),
    )


def read(path: Traversable) -> tuple[Uplift, ...]:
    """Read and check a table of uplifts.

    Raises:
        DataError: a cell cannot be used; the message names file, line and column.
    """
    return tables.read(path, COLUMNS, _uplift, ("id",))


@cache
def load() -> tuple[Uplift, ...]:
    """Return all uplifts, in the order of the table.

    >>> load()[0].name, load()[0].capital
    ('Standard buildings', Bounds(upper=24.0, lower=2.0))
    """
    return read(tables.resource("optimism_bias.csv"))


def frame() -> pd.DataFrame:
    """Return the uplifts as a data frame, one line for each type of project and measure."""
    kinds = [
        (uplift, measure, bounds) for uplift in load() for measure in MEASURES if (bounds := getattr(uplift, measure))
    ]
    return tables.frame(
        [bounds for _, _, bounds in kinds],
        id=[uplift.id for uplift, _, _ in kinds],
        name=[uplift.name for uplift, _, _ in kinds],
        measure=[measure for _, measure, _ in kinds],
        edition=[uplift.edition for uplift, _, _ in kinds],
    )
