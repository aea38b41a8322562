"""Duties in law to collaborate, in plain words. They are no legal advice, and law moves: each line has its date."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from collabkit.data import tables
from collabkit.data.bodies import BODIES, NATIONS

if TYPE_CHECKING:
    from collections.abc import Collection
    from importlib.resources.abc import Traversable

    import pandas as pd

    from collabkit.data.tables import Row

KINDS: Final = ("duty", "power")
CONFIDENCE: Final = ("read in the law", "read in a guide")


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty, or one power that goes with it.

    Attributes:
        law: the Act's name without its year.
        nations: where it holds.
        bodies: the kinds of body that it names; some laws name more than these.
        duty: what it asks, in plain words.
        last_checked: the month in which it was last checked.
        moving: whether a change of the law is known to be on its way.
        note: what moves, or what else to know.
    """

    id: str
    law: str
    year: int
    sections: str
    nations: tuple[str, ...]
    bodies: tuple[str, ...]
    kind: str
    duty: str
    source_key: str
    status: str
    confidence: str
    last_checked: str
    moving: bool
    note: str

    @property
    def citation(self) -> str:
        """The law as one writes it.

        >>> load()[0].citation
        'Crime and Disorder Act 1998, sections 5 and 6'
        """
        return f"{self.law} {self.year}, {self.sections}"


COLUMNS: Final = tables.columns(Duty)


def _duty(row: Row) -> Duty:
    duty = Duty(
        id=row.key("id"),
        law=row.text("law"),
        year=row.year("year"),
        sections=row.text("sections"),
        nations=row.choices("nations", NATIONS),
        bodies=row.choices("bodies", BODIES),
        kind=row.choice("kind", KINDS),
        duty=row.text("duty"),
        source_key=row.key("source_key"),
        status=row.choice("status", tables.STATUSES),
        confidence=row.choice("confidence", CONFIDENCE),
        last_checked=row.month("last_checked"),
        moving=row.flag("moving"),
        note=row.words("note"),
    )
    if duty.moving and not duty.note:
        raise row.error("note", "what is moving, because the column moving says yes")
    return duty


def read(path: Traversable) -> tuple[Duty, ...]:
    """Read and check a table of duties.

    Raises:
        DataError: a cell cannot be used; the message names file, line and column.
    """
    return tables.read(path, COLUMNS, _duty, ("id",))


@cache
def load() -> tuple[Duty, ...]:
    """Return all duties, in the order of the table."""
    return read(tables.resource("duties.csv"))


def applying(nations: Collection[str], bodies: Collection[str]) -> tuple[Duty, ...]:
    """Return the duties of some bodies in some nations: one body named by the law is enough.

    Args:
        nations: names from ``bodies.NATIONS``.
        bodies: names from ``bodies.BODIES``.

    >>> [duty.id for duty in applying(["Scotland"], ["police"])]
    ['scotland-community-planning']
    """
    return tuple(
        duty for duty in load() if not set(nations).isdisjoint(duty.nations) and not set(bodies).isdisjoint(duty.bodies)
    )


def frame() -> pd.DataFrame:
    """Return the duties as a data frame."""
    return tables.frame(load())
