"""Counting a data frame, however large: pandas on one machine, or Dask where it does not fit.

A frame is counted part by part, each by the same few lines, and the tallies are added; so both engines give the same.
Neither pandas nor Dask is imported until somebody counts with it, and the library needs neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

from collabkit.workshop.tally import Tally, as_answer, check_groups, check_names, few, total

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
Engine: TypeAlias = Literal["pandas", "dask"]
Frame: TypeAlias = Any
"""A pandas DataFrame, or a Dask one, which looks like it and publishes no types."""
ROWS: Final = 100_000
"""Rows that are in memory at a time when a file is counted."""


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
    return Tally(len(part), {str(name): few(_answers(part[name])) for name in part.columns})


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
    """Return the names of a file's columns.

    Raises:
        ValueError: it is no table.
    """
    return [str(name) for name in _read(path, nrows=0).columns]


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
    if engine == "dask":
        from dask import dataframe

        frame = dataframe.read_csv(path, usecols=wanted, **_READING)
        return count_by(frame, by) if by else {"": count(frame)}
    check_names(wanted, by)
    with _read(path, usecols=wanted, chunksize=ROWS) as chunks:
        return merged(_tallies(chunk, by) if by else {"": _tally(chunk)} for chunk in chunks)


_READING: Final[Mapping[str, object]] = {
    # As it stands there, so that a column of numbers with one word in it is read alike in all its parts; each different
    # answer is kept once, which takes half the time of text.
    "dtype": "category",
    "keep_default_na": False,  # “None” and “n/a” may be answers
    "na_values": [""],
    "encoding": "utf-8-sig",
}


def _read(path: Path, **how: object) -> Frame:
    import pandas as pd

    try:
        return pd.read_csv(path, **{**_READING, **how})
    except (ValueError, UnicodeDecodeError) as error:
        raise ValueError(
            f"{path.name} cannot be read as a table: {error}. Save it as CSV (UTF-8) and try again."
        ) from None
