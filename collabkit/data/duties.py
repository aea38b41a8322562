"""Duties in law to collaborate, in plain words. They are no legal advice, and law moves: each line has its dates.

The table also keeps what has passed and not yet begun, and what has ended. Whoever asks which duties *apply* gets only
those in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from collabkit.data import tables
from collabkit.data.bodies import BODIES, NATIONS
from collabkit.data.reading import CONFIDENCE, IN_FORCE, STATES, read_again
from collabkit.translation import marked, say

if TYPE_CHECKING:
    from collections.abc import Collection
    from importlib.resources.abc import Traversable

    import pandas as pd

    from collabkit.data.tables import Row

KINDS: Final = ("duty", "power")
JOINTLY, HELP, ATTEND, PASS_ON, REVIEW, MAY = marked(
    "act jointly", "co-operate", "take part", "refer or share", "keep under review", "may"
)
VERBS: Final = {
    JOINTLY: say("The job belongs to several bodies at once, and none may leave it to the rest."),
    HELP: say("Each keeps its own job, and must help the others with theirs."),
    ATTEND: say("Somebody else sets the table, and you must come to it."),
    PASS_ON: say("You must pass on a person, or information about one."),
    REVIEW: say("You must keep asking whether to work together; a reasoned no will do."),
    MAY: say("A power and no duty: the law opens a door and leaves it to you."),
}
"""What the law asks, from the strongest to the weakest, and what each means. The sorting is ours."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty, or one power that goes with it.

    Attributes:
        law: the Act's name without its year.
        nations: where it holds.
        bodies: the kinds of body that it names; some laws name more than these.
        kind: a duty, or a power that goes with one.
        verb: one of ``VERBS``.
        duty: what it asks, in plain words.
        state: one of ``reading.STATES``.
        last_checked: the month in which it was last read.
        read_again: the day by which it is to be read again; empty where it has ended.
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
    verb: str
    duty: str
    source_key: str
    status: str
    confidence: str
    state: str
    last_checked: str
    read_again: str
    moving: bool
    note: str

    @property
    def citation(self) -> str:
        """The law as one writes it.

        >>> load()[0].citation
        'Crime and Disorder Act 1998, sections 5 and 6'
        """
        return f"{self.law} {self.year}, {self.sections}"

    @property
    def in_force(self) -> bool:
        """Whether it had begun, and had not ended, when it was last read."""
        return self.state == IN_FORCE


COLUMNS: Final = tables.columns(Duty)


def _duty(row: Row) -> Duty:
    state = row.choice("state", STATES)
    duty = Duty(
        id=row.key("id"),
        law=row.text("law"),
        year=row.year("year"),
        sections=row.said("sections"),
        nations=row.choices("nations", NATIONS),
        bodies=row.choices("bodies", BODIES),
        kind=row.choice("kind", KINDS),
        verb=row.choice("verb", VERBS),
        duty=row.said("duty"),
        source_key=row.key("source_key"),
        status=row.choice("status", tables.STATUSES),
        confidence=row.choice("confidence", CONFIDENCE),
        state=state,
        last_checked=row.month("last_checked"),
        read_again=read_again(row, state),
        moving=row.flag("moving"),
        note=row.said("note", blank=True),
    )
    if duty.moving and not duty.note:
        raise row.error("note", "what is moving, because the column moving says yes")
    if not duty.in_force and not duty.note:
        raise row.error("note", "why it is not in force")
    if (duty.kind == "power") != (duty.verb == MAY):
        raise row.error("verb", f"'{MAY}' for a power, and for nothing else")
    return duty


def read(path: Traversable) -> tuple[Duty, ...]:
    """Read and check a table of duties.

    Raises:
        DataError: a cell cannot be used; the message names file, line and column.
    """
    return tables.read(path, COLUMNS, _duty, ("id",))


@cache
def load() -> tuple[Duty, ...]:
    """Return all lines, those waiting and ended too, in the order of the table."""
    return read(tables.resource("duties.csv"))


def applying(nations: Collection[str], bodies: Collection[str]) -> tuple[Duty, ...]:
    """Return the duties in force for some bodies in some nations: one body named by the law is enough.

    Args:
        nations: names from ``bodies.NATIONS``.
        bodies: names from ``bodies.BODIES``.

    >>> [duty.id for duty in applying(["Scotland"], ["police"])]
    ['scotland-community-planning']
    """
    return tuple(
        duty
        for duty in load()
        if duty.in_force and not set(nations).isdisjoint(duty.nations) and not set(bodies).isdisjoint(duty.bodies)
    )


def frame() -> pd.DataFrame:
    """Return the duties as a data frame."""
    return tables.frame(load())
