"""Counting a data frame, however large: pandas on one machine, or Dask where it does not fit.

A frame is counted part by part, each by the same few lines, and the tallies are added; so both engines give the same.
Neither pandas nor Dask is imported until somebody counts with it, and the library needs neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar
from warnings import catch_warnings, simplefilter

from collabkit.translation import say
from collabkit.workshop.tally import Tally, as_answer, check_groups, check_names, few, separated, total

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
Engine: TypeAlias = Literal["pandas", "dask"]
Frame: TypeAlias = Any
"""A pandas DataFrame, or a Dask one, which looks like it and publishes no types."""
HEAD: Final = 2**16
"""Bytes of a file that are looked at to tell what stands between its cells."""
ROWS: Final = 100_000
"""Rows that are in memory at a time when a file is counted."""
BLOCK: Final = 8 * 2**20
"""Bytes of a file that a worker of Dask's reads at a time: what becomes of them takes several times as much."""


def count(frame: Frame) -> Tally:
    """Count how often each answer stands in each column of a pandas DataFrame or of a Dask DataFrame.

    Raises:
        ValueError: two columns have the same name, or there are too many.
    """
    check_names(map(str, frame.columns))
    return total(_computed(frame, _tally))


def count_by(frame: Frame, by: str) -> dict[str, Tally]:
    """Count each part of a group by itself: rows that have the same name in a column.

    Raises:
        ValueError: there is no such column, or it has too many different names.
    """
    check_names(map(str, frame.columns), by)
    return merged(_computed(frame, lambda part: _tallies(part, by)))


def merged(parts: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    """Add up the tallies of each part of a group.

    Raises:
        ValueError: there are too many parts.
    """
    found: dict[str, Tally] = {}
    for tallies in parts:
        for name, tally in tallies.items():
            found[name] = found.get(name, Tally()) + tally
        check_groups(found)
    return dict(sorted(found.items()))


def _computed(frame: Frame, work: Callable[[pd.DataFrame], T]) -> Iterable[T]:
    """Do the same work on a whole frame, or on each part of one that is spread over several."""
    if not hasattr(frame, "to_delayed"):
        return [work(frame)]
    import dask

    parts = frame.to_delayed()
    return tuple(dask.compute(*(dask.delayed(work)(part) for part in parts))) if parts else ()


def _tally(part: pd.DataFrame) -> Tally:
    return Tally(len(part), {str(name): few(_answers(part[name])) for name in part.columns if str(name)})


def _answers(column: pd.Series[Any]) -> Counter[str]:
    """Count a column by its different values first, of which there are few, and read only those."""
    found: Counter[str] = Counter()
    for value, number in column.value_counts(dropna=True, sort=False).items():
        answer = as_answer(value)
        if answer and number:
            found[answer] += int(number)
    return found


def _tallies(part: pd.DataFrame, by: str) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for name, rows in part.groupby(by, dropna=False, observed=True):
        answer = as_answer(name)
        found[answer] = found.get(answer, Tally()) + _tally(rows.drop(columns=by))
    return found


def columns_of(path: Path) -> list[str]:
    """Return the names of a file's columns as they stand there; one without a name cannot be asked for.

    Raises:
        ValueError: it is no table.
    """
    import pandas as pd

    with _in_a_sentence(path):
        # Read as rows of cells, the second to see that it is a table: as a name, a second “history” is called “history.1”.
        names = pd.read_csv(path, nrows=2, header=None, **_reading(path))
    return [str(name) for name in names.iloc[0] if not pd.isna(name)]


def count_file(path: Path, columns: Iterable[str], by: str = "", engine: Engine = "pandas") -> dict[str, Tally]:
    """Count some columns of a CSV file, never all of it in memory.

    Args:
        path: the file.
        columns: the columns to count.
        by: the column that names each person's part of the group; without it all stand under no name.
        engine: what counts.

    Raises:
        ValueError: it is no table, or cannot be counted so.
    """
    wanted = list(dict.fromkeys([*columns, *([by] if by else [])]))
    check_names(columns_of(path), by, wanted)

    def work(part: pd.DataFrame) -> dict[str, Tally]:
        # Chosen only here: whoever reads some columns alone is not told of a line that has more cells than columns.
        return _tallies(part[wanted], by) if by else {"": _tally(part[wanted])}

    with _in_a_sentence(path):
        if engine == "dask":
            from dask import dataframe

            return merged(_computed(dataframe.read_csv(path, blocksize=BLOCK, **_reading(path)), work))
        import pandas as pd

        with pd.read_csv(path, chunksize=ROWS, **_reading(path)) as chunks:
            return merged(map(work, chunks))


_READING: Final[Mapping[str, Any]] = {
    # As it stands there, so that a column of numbers with one word in it is read alike in all its parts; each different
    # answer is kept once, which takes half the time of text.
    "dtype": "category",
    "keep_default_na": False,  # “None” and “n/a” may be answers
    "na_values": [""],
    "index_col": False,  # else cells beyond the last column would push all others to the left
    "encoding": "utf-8-sig",
    "compression": None,  # an archive is no table: it may be damaged, or unpack without end
}


def _reading(path: Path) -> dict[str, Any]:
    """Say how a file is read: what stands between its cells is found in its first lines, as the page finds it."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    text = head.decode("utf-8-sig", errors="ignore")
    between, told = separated(text if len(head) < HEAD else text.rpartition("\n")[0])  # the last line may be cut in two
    return {**_READING, "sep": between, "skiprows": 1 if told else 0}


@contextmanager
def _in_a_sentence(path: Path) -> Iterator[None]:
    """Say in a sentence that a file is no table; lines that lose cells are an error."""
    import pandas as pd

    unread = (pd.errors.ParserError, pd.errors.EmptyDataError, pd.errors.ParserWarning, UnicodeError)
    with catch_warnings():
        simplefilter("error", pd.errors.ParserWarning)
        try:
            yield
        except unread as error:
            why = str(error).strip().rstrip(".")
            raise ValueError(
                say(
                    "{name} cannot be read as a table: {why}. Save it as CSV (UTF-8) and try again.",
                    name=path.name,
                    why=why,
                )
            ) from None
