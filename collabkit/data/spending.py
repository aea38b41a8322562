"""The money of English councils: changes announced year by year, and changes over several years after inflation.

Yearly changes may not be chained: the measure changed, most are provisional, and all are in cash. Draw a chart of real
change from the changes over several years, and keep measures apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from collabkit.data import tables
from collabkit.translation import marked

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import pandas as pd

    from collabkit.data.tables import Row

KINDS: Final = ("annual", "cumulative")
AREAS: Final = ("England",)
CONFIDENCE: Final = marked("as published", "level only", "worked out from published figures", "as quoted by others")
_YEAR: Final = re.compile(r"20(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Change:
    """A change in one measure between two financial years: percentages, and levels in billions of pounds.

    A blank figure was not found; it is not zero.
    """

    kind: str
    period_start: str
    period_end: str
    measure: str
    area: str
    cash_pct: float | None
    real_pct: float | None
    real_per_person_pct: float | None
    level_start_bn: float | None
    level_end_bn: float | None
    note: str
    source_key: str
    status: str
    confidence: str
    read_at: str


COLUMNS: Final = tables.columns(Change)


def _financial_year(row: Row, column: str) -> str:
    found = _YEAR.fullmatch(row.cells[column])
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        raise row.error(column, "a financial year such as '2010-11'")
    return found[0]


def _change(row: Row) -> Change:
    change = Change(
        kind=row.choice("kind", KINDS),
        period_start=_financial_year(row, "period_start"),
        period_end=_financial_year(row, "period_end"),
        measure=row.said("measure"),
        area=row.choice("area", AREAS),
        cash_pct=row.maybe_number("cash_pct", -100, 100),
        real_pct=row.maybe_number("real_pct", -100, 100),
        real_per_person_pct=row.maybe_number("real_per_person_pct", -100, 100),
        level_start_bn=row.maybe_number("level_start_bn", 0, 1000),
        level_end_bn=row.maybe_number("level_end_bn", 0, 1000),
        note=row.said("note", blank=True),
        source_key=row.key("source_key"),
        status=row.choice("status", tables.STATUSES),
        confidence=row.choice("confidence", CONFIDENCE),
        read_at=row.address("read_at"),
    )
    if change.period_end <= change.period_start:
        raise row.error("period_end", f"a financial year after {change.period_start}")
    return change


def read(path: Traversable) -> tuple[Change, ...]:
    """Read and check a table of changes.

    Raises:
        DataError: a cell cannot be used; the message names file, line and column.
    """
    return tables.read(path, COLUMNS, _change, ("measure", "period_start", "period_end"))


@cache
def load() -> tuple[Change, ...]:
    """Return all changes, in the order of the table."""
    return read(tables.resource("spending_power.csv"))


def annual() -> tuple[Change, ...]:
    """Return the changes announced at each settlement, which may not be chained."""
    return tuple(change for change in load() if change.kind == "annual")


def cumulative() -> tuple[Change, ...]:
    """Return the changes over several years, after inflation.

    >>> min(change.real_pct for change in cumulative() if change.real_pct is not None)
    -52.3
    """
    return tuple(change for change in load() if change.kind == "cumulative")


def frame() -> pd.DataFrame:
    """Return the changes as a data frame."""
    return tables.frame(load())
