"""Small words that sentences need: a list as it is said, a number with its word, a name that fits."""

from __future__ import annotations

from collections.abc import Iterable


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
    """Cut words to a length, with a sign that something was cut.

    >>> shortened("Fewer falls at home", 12)
    'Fewer falls…'
    """
    bare = " ".join(words.split())
    return bare if len(bare) <= longest else f"{bare[: longest - 1].rstrip()}…"
