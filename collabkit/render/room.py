"""How much room the columns of a grid need, so that no choice is cut off: side by side in a table, or each row as a card.

Room is reckoned in letters of the form's own size. Python decides, because only the words decide: a partner's long name
makes a list wide that was narrow before.
"""

from __future__ import annotations

from typing import Final

from collabkit.questions import Amount, Choice, Grid, Json, Question, Rating

TABLE: Final = 56
"""Letters that all columns of a table have together, beside the names of its rows, on the card of an exercise."""

ARROW: Final = 5
"""Letters that a list takes beside its words."""

LINE: Final = 28
"""Letters that a field for words needs."""

NUMBER: Final = 18
"""Letters that a number needs with its unit."""

HALF: Final = 16
"""Lists whose longest words have no more letters than this stand two to a line on a phone."""

THIRD: Final = 20
"""And these three to a line on a card."""


def words(column: Question[Json]) -> tuple[str, ...]:
    """Return what a list of choices offers; nothing where something is typed."""
    if isinstance(column, Rating):
        return tuple(column.in_words(value) for value, _ in column.scale.choices())
    return tuple(said for _, said in column.options) if isinstance(column, Choice) else ()


def longest(column: Question[Json]) -> int:
    """Return the letters of the longest choice."""
    return max(map(len, words(column)), default=0)


def letters(column: Question[Json]) -> int:
    """Return the room that a column needs.

    >>> letters(Choice(key="c", text="Pick", options=(("a", "Apples"), ("b", "Beans"))))
    11
    """
    if isinstance(column, Rating | Choice):
        return longest(column) + ARROW
    return NUMBER if isinstance(column, Amount) else LINE


def layout(grid: Grid) -> str:
    """Say how the grid is laid out.

    Returns:
        "table"; "beside", a table whose rows keep their lists side by side on a phone; "cards", each row a card with three
        fields to a line; or "wide", a card with two.
    """
    most = max((longest(column) for column in grid.columns), default=0)
    if sum(map(letters, grid.columns)) > TABLE:
        return "cards" if most <= THIRD else "wide"
    several, lists = grid.columns[1:], all(isinstance(column, Rating | Choice) for column in grid.columns)
    return "beside" if several and lists and most <= HALF else "table"
