"""Legal vehicles for joint work in the United Kingdom: who can use them, for what, and what to look out for.

They are a list to take to a lawyer, not legal advice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from collabkit.data import tables
from collabkit.data.bodies import BODIES, NATIONS
from collabkit.data.reading import CONFIDENCE, IN_FORCE, STATES, read_again

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from importlib.resources.abc import Traversable

    import pandas as pd

    from collabkit.data.tables import Row

LEGAL_BODY: Final = ("yes", "no", "not_applicable")
PARTNERS, LAW = "partners", "law"


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One legal vehicle.

    Attributes:
        basis: the law behind it.
        nations: where it can be used.
        bodies: the kinds of body that it is made for.
        needs: groups of kinds of body of which one each must take part: a council and a health body, say. Our reading.
        set_up_by: "partners", or "law" where the law puts it in place and partners bring their case there. Our reading.
        legal_body: whether it makes a body that can employ and contract: yes, no, or not_applicable for a power.
        pools: whether money can be pooled through it although it is no body of its own.
        purpose: what it is for.
        caution: what to look out for.
        state: one of ``reading.STATES``.
        last_checked: the month in which it was last read.
        read_again: the day by which it is to be read again.
        moving: whether the law behind it is changing.
    """

    id: str
    name: str
    basis: str
    nations: tuple[str, ...]
    bodies: tuple[str, ...]
    needs: tuple[frozenset[str], ...]
    set_up_by: str
    legal_body: str
    pools: bool
    purpose: str
    caution: str
    source_key: str
    status: str
    confidence: str
    state: str
    last_checked: str
    read_again: str
    moving: bool

    @property
    def in_force(self) -> bool:
        """Whether it could be used when it was last read."""
        return self.state == IN_FORCE

    def leaves_out(self, bodies: Collection[str]) -> tuple[str, ...]:
        """Return those of some kinds of body that this vehicle is not made for, in the order given."""
        return tuple(body for body in bodies if body not in self.bodies)

    def joins(self, bodies: Iterable[str]) -> bool:
        """Tell whether it joins at least two partners of these kinds, with one of each kind that it needs.

        Args:
            bodies: the kind of body of each partner.

        >>> section_75 = next(one for one in load() if one.id == "section-75")
        >>> section_75.joins(["council", "nhs_body", "fire"]), section_75.joins(["council", "council"])
        (True, False)
        """
        inside = [body for body in bodies if body in self.bodies]
        return len(inside) > 1 and all(group & set(inside) for group in self.needs)


COLUMNS: Final = tables.columns(Vehicle)


def _vehicle(row: Row) -> Vehicle:
    state = row.choice("state", STATES)
    return Vehicle(
        id=row.key("id"),
        name=row.said("name"),
        basis=row.said("basis"),
        nations=row.choices("nations", NATIONS),
        bodies=row.choices("bodies", BODIES),
        needs=row.groups("needs", BODIES),
        set_up_by=row.choice("set_up_by", (PARTNERS, LAW)),
        legal_body=row.choice("legal_body", LEGAL_BODY),
        pools=row.flag("pools"),
        purpose=row.said("purpose"),
        caution=row.said("caution"),
        source_key=row.key("source_key"),
        status=row.choice("status", tables.STATUSES),
        confidence=row.choice("confidence", CONFIDENCE),
        state=state,
        last_checked=row.month("last_checked"),
        read_again=read_again(row, state),
        moving=row.flag("moving"),
    )


def read(path: Traversable) -> tuple[Vehicle, ...]:
    """Read and check a table of vehicles.

    Raises:
        DataError: a cell cannot be used; the message names file, line and column.
    """
    return tables.read(path, COLUMNS, _vehicle, ("id",))


@cache
def load() -> tuple[Vehicle, ...]:
    """Return all vehicles, those that wait for regulations too, in the order of the table."""
    return read(tables.resource("vehicles.csv"))


def fitting(nations: Collection[str], bodies: Collection[str], *, leaving_out: int = 0) -> tuple[Vehicle, ...]:
    """Return the vehicles that can be used in every nation named by the kinds of body named, best fit first.

    Args:
        nations: names from ``bodies.NATIONS``.
        bodies: names from ``bodies.BODIES``, each once.
        leaving_out: how many of these kinds of body a vehicle may leave out; at least one must be in it.

    >>> [vehicle.id for vehicle in fitting(["Scotland"], ["council", "health_board"])][:2]
    ['integration-joint-board', 'scotland-lead-agency']
    >>> partners = ["council", "nhs_body", "fire"]
    >>> fitting(["England"], partners, leaving_out=1)[-1].leaves_out(partners)
    ('fire',)
    """
    there = (vehicle for vehicle in load() if vehicle.in_force and set(nations) <= set(vehicle.nations))
    allowed = min(leaving_out, len(bodies) - 1)
    chosen = [vehicle for vehicle in there if len(vehicle.leaves_out(bodies)) <= allowed]
    return tuple(sorted(chosen, key=lambda vehicle: len(vehicle.leaves_out(bodies))))


def frame() -> pd.DataFrame:
    """Return the vehicles as a data frame."""
    return tables.frame(load())
