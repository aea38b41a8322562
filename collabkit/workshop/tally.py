"""What a table of answers holds: for each column how often each answer stands there.

Tallies add up, in any order and any grouping, and what comes out is the same whoever counted: the page (``read_table``,
with nothing but Python), pandas or Dask (``count``). A column with very many different answers is one of words or
names; it is not kept, so that a tally stays small whatever is counted.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from collabkit.translation import say
from collabkit.wording import fixed, some

MOST_ANSWERS: Final = 200
"""Different answers in a column of ratings or choices; no question here has a tenth as many."""
MOST_LETTERS: Final = 5_000_000
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 400
MOST_GROUPS: Final = 60
_WHOLE: Final = re.compile(r"([+-]?\d{1,15})(?:\.0*)?")
NOTHING: Final = frozenset({"nan", "<NA>", "NaT"})
"""How the missing values of data frames are written."""
DELIMITERS: Final = ("\t", ";", ",")
"""What may stand between cells; what stands in people's sentences least comes first."""
_QUOTED: Final = re.compile(r'(?<![^\t;,\r\n])"[^"]*(?:""[^"]*)*"')
"""A cell between quotation marks: they count where a cell begins."""
_NAMED: Final = re.compile(r'"?sep=([,;|\t])"?[ \t]*(?=[\r\n])', re.IGNORECASE)
"""The line by which a file tells Excel what stands between its cells."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each answer stands in each column of a table.

    Attributes:
        rows: how many rows were counted: people, where each has one.
        columns: for each column how often each answer stands there, nothing where they are too many to be answers.
        doubled: names that more than one column has; nobody can tell which is meant, so none of these is counted.

    >>> one = Tally(2, {"Q1": {"4": 2}}) + Tally(1, {"Q1": {"4": 1, "5": 1}})
    >>> one.rows, dict(one.columns["Q1"])
    (3, {'4': 3, '5': 1})
    """

    rows: int = 0
    columns: Mapping[str, Mapping[str, int] | None] = field(default_factory=dict)
    doubled: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        """Return what both hold."""
        names = dict.fromkeys((*self.columns, *other.columns))
        return Tally(
            self.rows + other.rows,
            {name: _both(self.columns.get(name, {}), other.columns.get(name, {})) for name in names},
            tuple(dict.fromkeys((*self.doubled, *other.doubled))),
        )


def _both(one: Mapping[str, int] | None, other: Mapping[str, int] | None) -> Mapping[str, int] | None:
    return None if one is None or other is None else few(Counter(one) + Counter(other))


def few(counts: Mapping[str, int]) -> Mapping[str, int] | None:
    """Return the counts of a column in the order of its answers, or nothing where these are too many."""
    return dict(sorted(counts.items())) if len(counts) <= MOST_ANSWERS else None


def as_answer(value: object) -> str:
    """Return what stands in a cell, the same whether a table keeps it as a number or as text; nothing for no answer.

    >>> as_answer(4.0), as_answer("04"), as_answer(" Not  sure "), as_answer(None), as_answer(float("nan"))
    ('4', '4', 'Not sure', '', '')
    """
    if value is None or (not isinstance(value, str) and str(value) in NOTHING):
        return ""
    words = " ".join(str(value).split())
    number = _WHOLE.fullmatch(words)
    return str(int(number[1])) if number else words


def total(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    whole = Tally()
    for one in tallies:
        whole += one
    return whole


def read_table(text: str, by: str = "") -> dict[str, Tally]:
    r"""Count a table that was pasted or opened as CSV; nothing in it is run.

    Args:
        text: the table, its columns' names in the first line; commas, semicolons or tabs stand between cells. A column
            without a name, such as the row numbers of a data frame, is not counted.
        by: the column that names each person's part of the group; without it all stand under no name.

    Raises:
        ValueError: it is too large, or no table; the message says what to do.

    >>> read_table("Who;Q1\nCouncil;4\nHealth;5\nCouncil;4", by="Who")["Council"].columns
    {'Q1': {'4': 2}}
    """
    if len(text) > MOST_LETTERS:
        raise ValueError(
            say(
                "This table has {text} letters; the page reads {most_letters} at most. Use: collabkit count FILE.csv",
                text=fixed(len(text)),
                most_letters=fixed(MOST_LETTERS),
            )
        )
    lines = _lines(text.removeprefix("\ufeff"))
    if len(lines) < 2:
        raise ValueError(
            say("This is no table of answers: there should be a line with the columns’ names, and one for each person.")
        )
    names = [" ".join(name.split()) for name in lines[0][1]]
    check_names(names, by, [by])
    doubled = twice(names)
    kept = [name for name in dict.fromkeys(names) if name and name != by and name not in doubled]
    broad = next((number for number, line in lines if any(map(str.strip, line[len(names) :]))), 0)
    if broad:
        raise ValueError(
            say(
                "Line {broad} of this table has more cells than there are columns. Put it right, or leave it out.",
                broad=broad,
            )
        )
    counters: dict[str, tuple[list[int], dict[str, Counter[str]]]] = {}
    for _, line in lines[1:]:
        cells = dict(zip(names, map(as_answer, line), strict=False))
        rows, columns = counters.setdefault(cells.get(by, "") if by else "", ([], {name: Counter() for name in kept}))
        rows.append(1)
        for name in kept:
            if answer := cells.get(name):
                columns[name][answer] += 1
    check_groups(counters)
    return {
        part: Tally(len(rows), {name: few(counts) for name, counts in columns.items()}, doubled)
        for part, (rows, columns) in counters.items()
    }


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines that say anything, each with its number, as an editor counts them."""
    between, told = separated(text)
    reader = csv.reader(io.StringIO(text[told:], newline=""), delimiter=between)
    read, number = [], 1
    try:
        for line in reader:
            if any(map(str.strip, line)):
                read.append((number, line))
            number = reader.line_num + 1
    except csv.Error as error:
        raise ValueError(
            say("This table cannot be read: {error}. Save it as CSV (UTF-8) and try again.", error=error)
        ) from None
    if len(read) > MOST_ROWS + 1:
        raise ValueError(
            say(
                "This table has {read} lines; the page reads {most_rows} at most. Use: collabkit count FILE.csv",
                read=fixed(len(read)),
                most_rows=fixed(MOST_ROWS),
            )
        )
    return read


def separated(text: str) -> tuple[str, int]:
    r"""Return what stands between the cells of a table, and how many letters at its beginning tell Excel so.

    >>> separated("Who;Q1\nAnn;4"), separated("sep=;\nWho;Q1\nAnn;4")
    ((';', 0), (';', 5))
    """
    told = _NAMED.match(text)
    return (told[1], told.end()) if told else (_between(text), 0)


def _between(text: str) -> str:
    r"""Return what stands between the cells of a table: as often in most lines as in that of the names.

    A comma within a question is no end of a cell, so what stands between quotation marks is not looked at.

    >>> _between("Name\t9. Staff, managers and leaders\nAnn\tAgree")
    '\t'
    """
    lines = [line for line in _QUOTED.sub('""', text).splitlines() if line.strip(" \t;,")]
    first, *others = lines or [""]
    alike = {one: sum(line.count(one) == first.count(one) for line in others) for one in DELIMITERS if one in first}
    if any(alike.values()):
        return max(alike, key=alike.__getitem__)
    return max(reversed(DELIMITERS), key=first.count)


def twice(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that more than one column has.

    >>> twice(["Q1", "Comments", "", "Comments", ""])
    ('Comments',)
    """
    return tuple(name for name, number in Counter(names).items() if name and number > 1)


def refuse_twice(doubled: Iterable[str]) -> None:
    """Refuse to use columns that cannot be told apart.

    Raises:
        ValueError: there are some.
    """
    named = [f"‘{name}’" for name in doubled]
    if named:
        raise ValueError(say("More than one column is called {twice}. Give each a name of its own.", twice=some(named)))


def check_names(names: Iterable[str], by: str = "", used: Collection[str] | None = None) -> None:
    """Refuse columns that cannot be told apart, or of which there are too many.

    Args:
        names: of all columns.
        by: the column that names the parts, if there is one.
        used: the columns that matter; all where it is left out.

    Raises:
        ValueError: two have the same name, there are too many, or the one that names the parts is not there.
    """
    listed = [name for name in names if name]
    refuse_twice(name for name in twice(listed) if used is None or name in used)
    if len(listed) > MOST_COLUMNS:
        raise ValueError(
            say(
                "This table has {listed} columns; {most_columns} can be read. Leave out what is no answer.",
                listed=len(listed),
                most_columns=MOST_COLUMNS,
            )
        )
    if by and by not in listed:
        raise ValueError(say("No column is called ‘{by}’. There are: {listed}.", by=by, listed=", ".join(listed)))


def check_groups(groups: Iterable[str]) -> None:
    """Refuse a column that names people rather than parts of a group.

    Raises:
        ValueError: it has too many different names.
    """
    number = len(set(groups))
    if number > MOST_GROUPS:
        raise ValueError(
            say(
                "That column has {number} different names, too many for parts of a group. Choose another one.",
                number=fixed(number),
            )
        )
