"""Small words that sentences need: a list as it is said, a number with its word, a name that fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

MOST_NAMED: Final = 3
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def in_a_row(words: Iterable[str], last: str = "and") -> str:
    """Join words as in a sentence.

    >>> in_a_row(["staff", "money", "risk"]), in_a_row(["risk"])
    ('staff, money and risk', 'risk')
    """
    parts = list(words)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its word.

    >>> counted(1, "cell"), counted(9, "cell")
    ('1 cell', '9 cells')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def shortened(words: str, longest: int) -> str:
    """Cut words to a length, after a whole word where there is one near, with a sign that something was cut.

    >>> shortened("Fewer falls at home", 13), shortened("Unbelievable", 5)
    ('Fewer falls…', 'Unbe…')
    """
    bare = " ".join(words.split())
    if len(bare) <= longest:
        return bare
    cut = bare[: longest - 1]
    whole = cut if bare[longest - 1] == " " else cut.rpartition(" ")[0]
    return f"{(whole if len(whole) > longest // 2 else cut).rstrip(' ,;:.')}…"


def some(words: Sequence[str]) -> str:
    """Join words, three at most, so that twelve partners still make a sentence.

    >>> some(["Ash", "Birch", "Cedar"]), some(["Ash", "Birch", "Cedar", "Elm"])
    ('Ash, Birch and Cedar', 'Ash, Birch and 2 others')
    """
    if len(words) <= MOST_NAMED:
        return in_a_row(words)
    return f"{', '.join(words[: MOST_NAMED - 1])} and {len(words) - MOST_NAMED + 1} others"


def month_and_year(stamp: str) -> str:
    """Write a month as a person does.

    >>> month_and_year("2026-06")
    'June 2026'
    """
    year, month = stamp.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def day(stamp: str) -> str:
    """Write a day as a person does, from the beginning of a time in ISO form.

    >>> day("2026-11-05T10:00:00.000Z")
    '5 November 2026'
    """
    year, month, date = stamp[:10].split("-")
    return f"{int(date)} {MONTHS[int(month) - 1]} {year}"
