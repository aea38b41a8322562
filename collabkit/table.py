"""A table as data: rows under headings, and how its cells are written.

The lowest of the blocks: a chart gives its numbers as a table, and findings hold tables and charts. How cells are
written (digits, decimals, which columns are numbers) is settled here once, so that no two writers can differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, ClassVar, Final, Literal, NamedTuple, TypeAlias, get_args

from collabkit.translation import as_written, say

if TYPE_CHECKING:
    import pandas as pd

Cell: TypeAlias = str | int | float | None

Role: TypeAlias = Literal[
    "",  # nothing special: it is read where it stands
    "headline",  # the sentence worth saying aloud
    "needed",  # what has to be answered before anything can be said
    "caution",  # what to mind
    "next",  # what to do or to ask next
    "shares",  # who would pay what, by each rule
    "links",  # how close each pair of partners has to be
    "aims",  # the partners' aims, and whether anybody could reach them alone
    "decisions",  # who decides what
    "measures",  # how one will know whether it works
    "steps",  # what people will see in the first 100 days
    "board",  # what a board has to know, on one page
    "asks",  # what a section has to answer
    "missing",  # where nothing is written yet
    "heard",  # what the exercises say
    "evidence",  # what findings rest on, and how far to trust it
    "sources",  # what to look up
]
"""What a block is for, so that a document or a notebook can choose it by name and not by its place."""

ROLES: Final[tuple[str, ...]] = get_args(Role)

LARGE: Final = 1e10
"""From here on ten digits are fewer than stand before the point."""
TOO_LARGE: Final = 1e15
WITHOUT_PANDAS: Final = say(
    "A data frame needs pandas, which is not installed. Install it: pip install 'collabkit[notebook]'"
)


def need_pandas() -> None:
    """Say how to install pandas where somebody asks for a data frame and it is not there.

    Raises:
        ModuleNotFoundError: it is not installed.
    """
    if find_spec("pandas") is None:
        raise ModuleNotFoundError(WITHOUT_PANDAS, name="pandas")


def shown_cell(cell: Cell, decimals: int = 0) -> str:
    """Write a number with the digits that it has, one with a fraction with so many at least, and nothing as a dash.

    >>> shown_cell(1234.5), shown_cell(None), shown_cell(2), shown_cell(2.0, 1), shown_cell(1e11), shown_cell(-0.0)
    ('1,234.5', '–', '2', '2.0', '100,000,000,000', '0')
    """
    if cell is None:
        return "–"
    if isinstance(cell, bool | str):
        return str(cell)
    return as_written(_in_english(cell, decimals))


def _in_english(cell: float, decimals: int = 0) -> str:
    if isinstance(cell, int):
        return f"{cell:,}"
    found = f"{cell:,.0f}" if LARGE <= abs(cell) < TOO_LARGE else f"{cell:,.10g}"
    return _nought_has_no_sign(found if _decimals(found) >= decimals else f"{cell:,.{decimals}f}")


def _nought_has_no_sign(shown: str) -> str:
    """Take the sign from what was rounded to nought.

    >>> _nought_has_no_sign("-0.00"), _nought_has_no_sign("-0.01")
    ('0.00', '-0.01')
    """
    return shown if any(digit in shown for digit in "123456789") else shown.removeprefix("-")


def _decimals(shown: str) -> int:
    return len(shown.partition(".")[2])


def alike(cells: Iterable[Cell]) -> list[str]:
    """Write numbers that are compared with each other with as many decimals as the longest of them.

    >>> alike((3.67, 3.0, 2.5))
    ['3.67', '3.00', '2.50']
    """
    listed = list(cells)
    decimals = max((_decimals(_in_english(cell)) for cell in listed if isinstance(cell, float)), default=0)
    return [shown_cell(cell, decimals) for cell in listed]


class Written(NamedTuple):
    """A table's cells in words, and which of its columns hold numbers."""

    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first cell of a row is its name.

    Numbers of a column stand below one another, with as many decimals as the longest of them.

    >>> Table("Shares", ("Partner", "Pays"), (("County", 12.0), ("Police", 1.5))).written().rows
    (('County', '12.0'), ('Police', '1.5'))
    """

    kind: ClassVar[Literal["table"]] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    role: Role = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the headings: a shifted cell would be a wrong fact."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    say(
                        "The table '{caption}' has {columns} columns; a row has {row} cells.",
                        caption=self.caption,
                        columns=len(self.columns),
                        row=len(row),
                    )
                )

    def numeric(self) -> tuple[bool, ...]:
        """Tell of each column whether it holds numbers and nothing else.

        >>> Table("Shares", ("Partner", "Pays"), (("County", 3), ("Police", None))).numeric()
        (False, True)
        """
        return tuple(_all_numbers([row[place] for row in self.rows]) for place in range(len(self.columns)))

    def written(self) -> Written:
        """Write every cell, the numbers of a column alike; a writer asks once for each drawing."""
        numeric = self.numeric()
        columns = [
            alike(cells) if numbers else [shown_cell(cell) for cell in cells]
            for numbers, cells in zip(numeric, zip(*self.rows, strict=True), strict=False)
        ]
        return Written(tuple(zip(*columns, strict=True)), numeric)

    def frame(self) -> pd.DataFrame:
        """Return the table as a pandas DataFrame, for the curious.

        Raises:
            ModuleNotFoundError: pandas is not installed; the message says how to install it.
        """
        need_pandas()
        import pandas as pd  # only here: the library also runs where pandas does not

        return pd.DataFrame(list(self.rows), columns=list(self.columns))


def _all_numbers(cells: list[Cell]) -> bool:
    known = [cell for cell in cells if cell is not None]
    return bool(known) and all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in known)
