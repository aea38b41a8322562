"""Rules that share a total among partners by a formula: the Shapley value, separable costs, pro rata, equal parts."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collabkit.analysis.games.game import Game, Player

Table: TypeAlias = Sequence[float]
Lines: TypeAlias = Sequence[Table]

ROUNDED_ONCE: Final = 12
"""Up to this many players sums are rounded once, so that they are the same in every version of Python."""

MANY: Final = 18
"""From so many players on numpy, where there is one, saves more time than it takes to load."""


def shapley_value(game: Game[Player]) -> dict[Player, float]:
    """Share by what each player adds to the group, averaged over all orders in which the players could join.

    Of all groups of one size that a player could join, it is told how much the player adds on average; the share is the
    plain mean of that over all sizes (Shapley 1953). Works through all groups twice: 20 players take a moment.

    >>> from collabkit.analysis.games import Game
    >>> costs = [0, 8, 11, 11, 13, 13, 13, 13]  # a group of users pays for the longest runway that it needs
    >>> shapley_value(Game.from_vector(["glider", "jet", "liner"], costs))
    {'glider': 2.6666666666666665, 'jet': 4.166666666666667, 'liner': 6.166666666666667}
    """
    count = len(game.players)
    add: Callable[[Iterable[float]], float] = math.fsum if count <= ROUNDED_ONCE else sum
    holding = _sums_holding([game.values], count, add)
    # Each group of a size is met once for each of its members.
    every = [0.0, *(math.fsum(by_size) / size for size, by_size in enumerate(list(zip(*holding, strict=True))[1:], 1))]
    return game.by_player(_mean_addition(by_size, every) for by_size in holding)


def _mean_addition(holding: Sequence[float], every: Sequence[float]) -> float:
    """Average, over the sizes that a group can grow to, what a player adds to groups growing to that size.

    Fractions are exact, so that thirds add up.
    """
    count = len(holding) - 1
    # One over the number of such groups, and over the number of sizes, is (size − 1)! (count − size)! / count!.
    weighed = (
        Fraction(math.fsum((holding[size], -every[size - 1], holding[size - 1])))
        * (math.factorial(size - 1) * math.factorial(count - size))
        for size in range(1, count + 1)
    )
    return float(sum(weighed, Fraction()) / math.factorial(count))


def _sums_holding(tables: Lines, count: int, add: Callable[[Iterable[float]], float]) -> list[list[float]]:
    """Add up, for each player and each size, the numbers of the groups of that size that hold the player.

    ``tables[k]`` has a number for each group of these ``count`` players, joined by k players from outside. Half of the
    players at a time are made outsiders: seen as a square, a table is summed over its rows, and then over its columns.
    """
    if count == 1:
        return [[0.0, *(table[1] for table in tables)]]
    low = count // 2
    by_low, by_high = _folded_by_numpy(tables, low) if len(tables) == 1 and count >= MANY else _folded(tables, low, add)
    return [*_sums_holding(by_low, low, add), *_sums_holding(by_high, count - low, add)]


def _folded(tables: Lines, low: int, add: Callable[[Iterable[float]], float]) -> tuple[Lines, Lines]:
    """Make outsiders first of the high half of the players, then of the low half."""
    width = 1 << low
    rows = [[table[start : start + width] for start in range(0, len(table), width)] for table in tables]
    columns = [[table[start::width] for start in range(width)] for table in tables]
    return _fold(rows, add), _fold(columns, add)


def _folded_by_numpy(tables: Lines, low: int) -> tuple[Lines, Lines]:
    """Do the same for the one large table of many players, by numpy where there is one."""
    try:
        numpy = importlib.import_module("numpy")
    except ImportError:
        return _folded(tables, low, sum)
    square = numpy.asarray(tables[0]).reshape(-1, 1 << low)
    folds = []
    for lines in (square, square.T):
        # A matrix of zeros and ones says which lines stand for so many outsiders.
        sizes = [mask.bit_count() for mask in range(len(lines))]
        chosen = numpy.array([[float(size == wanted) for size in sizes] for wanted in range(max(sizes) + 1)])
        folds.append((chosen @ lines).tolist())
    return folds[0], folds[1]


def _fold(squares: Sequence[Lines], add: Callable[[Iterable[float]], float]) -> Lines:
    """Add lines that stand for as many outsiders."""
    across = (len(squares[0]) - 1).bit_length()
    lines: list[list[Table]] = [[] for _ in range(len(squares) + across)]
    for outside, square in enumerate(squares):
        for mask, line in enumerate(square):
            lines[outside + mask.bit_count()].append(line)
    return [list(map(add, zip(*same, strict=True))) for same in lines]


def separable_costs(game: Game[Player], *, tolerance: float | None = None) -> dict[Player, float]:
    """Share by separable costs and remaining benefits.

    Each player pays what its joining last adds to the total (its separable cost). What is left is split in proportion
    to the remaining benefits: the player's number alone, less its separable cost.

    Args:
        game: What each group costs or gains.
        tolerance: What is too little to share by, or to be worth sharing, in the unit of the game; mere rounding when left out.

    Raises:
        ValueError: The remaining benefits cancel out while something is left to split.

    >>> from collabkit.analysis.games import Game
    >>> separable_costs(Game.from_vector("AB", [0, 60, 50, 90]))
    {'A': 50.0, 'B': 40.0}
    """
    separable = [game.total - game.without(player) for player in game.players]
    benefits = [game.alone(player) - cost for player, cost in zip(game.players, separable, strict=True)]
    left = game.total - math.fsum(separable)
    basis = math.fsum(benefits)
    nothing = _negligible(game) if tolerance is None else tolerance
    if abs(basis) <= nothing:
        if abs(left) > nothing:
            raise ValueError(
                "Separable costs do not settle this: the remaining benefits cancel out, but something is left "
                "to split. Choose another rule, or check the numbers."
            )
        return game.by_player(cost + left / len(separable) for cost in separable)
    return game.by_player(cost + left * (benefit / basis) for cost, benefit in zip(separable, benefits, strict=True))


def pro_rata(game: Game[Player]) -> dict[Player, float]:
    """Share in proportion to what each player costs or gains alone.

    Raises:
        ValueError: The numbers alone add up to nothing while the total is something.

    >>> from collabkit.analysis.games import Game
    >>> pro_rata(Game.from_vector("AB", [0, 60, 40, 90]))
    {'A': 54.0, 'B': 36.0}
    """
    alone = [game.alone(player) for player in game.players]
    basis = math.fsum(alone)
    if abs(basis) <= _negligible(game):
        if abs(game.total) > _negligible(game):
            raise ValueError(
                f"Pro rata needs to know the {game.kind} of each player alone, and these add up to 0. "
                "Give those numbers, or choose another rule."
            )
        return game.by_player([0.0] * len(alone))
    return game.by_player(game.total * number / basis for number in alone)


def equal_split(game: Game[Player]) -> dict[Player, float]:
    """Share in equal parts.

    >>> from collabkit.analysis.games import Game
    >>> equal_split(Game.from_vector("AB", [0, 60, 50, 90]))
    {'A': 45.0, 'B': 45.0}
    """
    return game.by_player([game.total / len(game.players)] * len(game.players))


def _negligible(game: Game[Any]) -> float:
    """What rounding alone can leave of a sum that ought to be nothing."""
    return 1e-12 * game.scale
