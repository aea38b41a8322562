"""What is in motion: changes of law and of public bodies that a partnership should ask about, by nation.

A line says what we know and what we did not find, and gives the question to ask. It is no legal advice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from collabkit.data import tables
from collabkit.data.bodies import NATIONS
from collabkit.data.reading import read_again
from collabkit.translation import marked

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import pandas as pd

    from collabkit.data.tables import Row

STANDS: Final = marked("decided", "passed", "proposed", "under study")
"""How far a change has come: it has its dates; it is law and waits for them; it is a bill or a plan; it is looked at."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change that is on its way, or has just come.

    Attributes:
        subject: what it touches, in a word or two.
        what: what we know of it, and what we did not find.
        ask: the question to take to somebody who knows.
        sources: keys of the references.
        stands: one of ``STANDS``.
        last_checked: the month in which we last looked.
        read_again: the day by which somebody should look again.
    """

    id: str
    nations: tuple[str, ...]
    subject: str
    what: str
    ask: str
    sources: tuple[str, ...]
    status: str
    stands: str
    last_checked: str
    read_again: str


COLUMNS: Final = tables.columns(Change)


def _change(row: Row) -> Change:
    return Change(
        id=row.key("id"),
        nations=row.choices("nations", NATIONS),
        subject=row.said("subject"),
        what=row.said("what"),
        ask=row.said("ask"),
        sources=row.keys("sources"),
        status=row.choice("status", tables.STATUSES),
        stands=row.choice("stands", STANDS),
        last_checked=row.month("last_checked"),
        read_again=read_again(row),
    )


def read(path: Traversable) -> tuple[Change, ...]:
    """Read and check a table of changes.

    Raises:
        DataError: a cell cannot be used; the message names file, line and column.
    """
    return tables.read(path, COLUMNS, _change, ("id",))


@cache
def load() -> tuple[Change, ...]:
    """Return all changes, in the order of the table.

    >>> [one.id for one in load() if one.nations == ("Northern Ireland",)]
    ['named-partners', 'area-boards']
    """
    return read(tables.resource("motion.csv"))


def frame() -> pd.DataFrame:
    """Return the changes as a data frame."""
    return tables.frame(load())
