"""Reading a table of facts: every cell is checked, and a wrong one is named by file, line and column."""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import asdict, dataclass, fields
from importlib.resources import files
from typing import TYPE_CHECKING, Final, TypeVar

from collabkit.table import need_pandas
from collabkit.translation import say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
    from importlib.resources.abc import Traversable

    import pandas as pd
    from _typeshed import DataclassInstance

Record = TypeVar("Record")

STATUSES: Final = ("verified", "secondary", "computed")
"""How a fact is known: read at its source, read in a source that reports it, or worked out from published figures."""

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2100
_KEY: Final = re.compile(r"[a-z][a-z0-9_-]*[a-z0-9]")
_ADDRESS: Final = re.compile(r"https?://[^\s/]+\.[^\s]+")
_MONTH: Final = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
_DAY: Final = re.compile(rf"{_MONTH.pattern}-(0[1-9]|[12]\d|3[01])")


class DataError(ValueError):
    """A table of facts that cannot be used; the message names the file, the line and the column."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; each method reads one column as one kind of value.

    Attributes:
        file: the table's file name.
        line: the line in it, counted from 1; the first line holds the columns' names.
        cells: what stands in each column.
    """

    file: str
    line: int
    cells: Mapping[str, str]

    def error(self, column: str, expected: str) -> DataError:
        """Say what is wrong with a cell, and where it stands."""
        return DataError(
            f"{self.file}, line {self.line}, column {column}: expected {expected}, found {self.cells[column]!r}"
        )

    def words(self, column: str) -> str:
        """Return text that may be blank."""
        found = self.cells[column]
        if found != " ".join(found.split()):
            raise self.error(column, "text without spaces at its ends, double spaces or line breaks")
        return found

    def text(self, column: str) -> str:
        """Return text that may not be blank."""
        found = self.words(column)
        if not found:
            raise self.error(column, "some text")
        return found

    def said(self, column: str, *, blank: bool = False) -> str:
        """Return text for a reader in the language in use; it may be blank where that is said."""
        found = self.words(column) if blank else self.text(column)
        return say(found) if found else ""

    def choice(self, column: str, allowed: Collection[str]) -> str:
        """Return one of a closed list of words."""
        found = self.cells[column]
        if found not in allowed:
            raise self.error(column, f"one of {', '.join(repr(one) for one in allowed)}")
        return found

    def choices(self, column: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Return several of a closed list of words, which stand in the cell with ``; `` between them."""
        found = tuple(self.cells[column].split("; "))
        if not set(found) <= set(allowed) or len(set(found)) < len(found):
            raise self.error(column, f"words from {', '.join(allowed)}, each once, with '; ' between them")
        return found

    def groups(self, column: str, allowed: Collection[str]) -> tuple[frozenset[str], ...]:
        """Return groups of words of a closed list, such as ``council; nhs_body/health_board``; a blank cell has none."""
        cell = self.cells[column]
        found = tuple(frozenset(group.split("/")) for group in cell.split("; ")) if cell else ()
        if not frozenset().union(*found) <= set(allowed):
            raise self.error(column, f"groups of {', '.join(allowed)}, with '/' within and '; ' between them")
        return found

    def flag(self, column: str) -> bool:
        """Return whether the cell says yes."""
        return self.choice(column, ("yes", "no")) == "yes"

    def number(self, column: str, least: float = -math.inf, most: float = math.inf) -> float:
        """Return a number between two limits, both allowed."""
        try:
            found = float(self.cells[column])
        except ValueError:
            raise self.error(column, "a number") from None
        if not math.isfinite(found):
            raise self.error(column, "a number")
        if not least <= found <= most:
            raise self.error(column, f"a number from {least:g} to {most:g}")
        return found

    def maybe_number(self, column: str, least: float = -math.inf, most: float = math.inf) -> float | None:
        """Return a number, or nothing where the cell is blank."""
        return self.number(column, least, most) if self.cells[column] else None

    def whole(self, column: str, least: int, most: int) -> int:
        """Return a whole number between two limits, both allowed."""
        found = self.number(column, least, most)
        if not found.is_integer():
            raise self.error(column, "a whole number")
        return int(found)

    def maybe_whole(self, column: str, least: int, most: int) -> int | None:
        """Return a whole number, or nothing where the cell is blank."""
        return self.whole(column, least, most) if self.cells[column] else None

    def year(self, column: str) -> int:
        """Return a year."""
        return self.whole(column, EARLIEST_YEAR, LATEST_YEAR)

    def maybe_year(self, column: str) -> int | None:
        """Return a year, or nothing where the cell is blank."""
        return self.year(column) if self.cells[column] else None

    def month(self, column: str) -> str:
        """Return a month, such as 2026-06."""
        if not _MONTH.fullmatch(self.cells[column]):
            raise self.error(column, "a month such as '2026-06'")
        return self.cells[column]

    def day(self, column: str) -> str:
        """Return a day, such as 2027-03-31."""
        if not _DAY.fullmatch(self.cells[column]):
            raise self.error(column, "a day such as '2027-03-31'")
        return self.cells[column]

    def blank(self, column: str, why: str) -> str:
        """Return the empty text of a cell that has to be blank, and say why where it is not."""
        if self.cells[column]:
            raise self.error(column, why)
        return ""

    def key(self, column: str) -> str:
        """Return a name for machines: the key of a source, or an id."""
        if not _KEY.fullmatch(self.cells[column]):
            raise self.error(column, "a key of small letters, digits, hyphens and underscores")
        return self.cells[column]

    def keys(self, column: str) -> tuple[str, ...]:
        """Return several names for machines, each once, which stand in the cell with ``; `` between them."""
        found = tuple(self.cells[column].split("; "))
        if not all(_KEY.fullmatch(one) for one in found) or len(set(found)) < len(found):
            raise self.error(
                column, "keys of small letters, digits, hyphens and underscores, each once, with '; ' between"
            )
        return found

    def address(self, column: str) -> str:
        """Return the address of a page."""
        if not _ADDRESS.fullmatch(self.cells[column]):
            raise self.error(column, "an address that begins with http:// or https://")
        return self.cells[column]


def columns(record: type[DataclassInstance]) -> tuple[str, ...]:
    """Return the columns of a table whose lines are records: one for each field, in order."""
    return tuple(field.name for field in fields(record))


def resource(name: str) -> Traversable:
    """Return a table that comes with the library."""
    return files("collabkit.data").joinpath(name)


def rows(path: Traversable, columns: Sequence[str]) -> Iterator[Row]:
    """Read a table line by line.

    Args:
        path: the file, as UTF-8 text with commas.
        columns: the names that its first line must hold, in order.

    Raises:
        DataError: the columns differ, a line has too few or too many cells, or there is no line.
    """
    reader = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    _check_columns(path.name, next(reader, []), columns)
    line = 1
    for cells in reader:
        line += 1
        if len(cells) != len(columns):
            raise DataError(f"{path.name}, line {line}: expected {len(columns)} cells, found {len(cells)}")
        yield Row(path.name, line, dict(zip(columns, cells, strict=True)))
        line = reader.line_num  # a cell may hold a line break, which its own check then refuses
    if line == 1:
        raise DataError(f"{path.name}: expected at least one line under the columns' names, found none")


def _check_columns(name: str, found: Sequence[str], expected: Sequence[str]) -> None:
    missing = [column for column in expected if column not in found]
    strange = [column for column in found if column not in expected]
    if missing or strange:
        lists = (", ".join(names) or "none" for names in (missing, strange))
        raise DataError("{}, line 1: missing columns: {}; unknown columns: {}".format(name, *lists))
    if list(found) != list(expected):
        raise DataError(f"{name}, line 1: expected the columns in the order {', '.join(expected)}")


def read(
    path: Traversable, columns: Sequence[str], make: Callable[[Row], Record], identity: Sequence[str]
) -> tuple[Record, ...]:
    """Read a whole table, and see that no two lines have the same identity.

    Args:
        path: the file.
        columns: its columns.
        make: turns a checked line into a record.
        identity: the columns that together belong to one line only.

    Raises:
        DataError: a cell cannot be used, or an identity appears twice.
    """
    seen: dict[Hashable, int] = {}
    records = []
    for row in rows(path, columns):
        mark = tuple(row.cells[column] for column in identity)
        if mark in seen:
            raise row.error(identity[0], f"something that line {seen[mark]} does not have already")
        seen[mark] = row.line
        records.append(make(row))
    return tuple(records)


def frame(records: Sequence[DataclassInstance], **more: Sequence[object]) -> pd.DataFrame:
    """Put records into a pandas data frame, one line each, with further columns at its end.

    Raises:
        ModuleNotFoundError: pandas is not installed; the message says how to install it.
    """
    need_pandas()
    import pandas as pd

    table = pd.DataFrame([asdict(record) for record in records])
    return table.assign(**more)
