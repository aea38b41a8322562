"""The nucleolus: the shares that leave the least satisfied group as satisfied as can be, then the next, and so on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final, Generic

from collabkit.analysis.games.core import subset_sums
from collabkit.analysis.games.game import Game, Player
from collabkit.analysis.games.linear_programme import ExcessProgramme

SUMMED: Final = 1e-13
"""What rounding can leave of a sum of a few numbers, as a part of the largest number in the game."""


@dataclass(frozen=True, slots=True)
class LeastCore(Generic[Player]):
    """The smallest excess that can be had, and what it rests on.

    Attributes:
        excess: What the least satisfied group would gain by leaving, in the unit of the game; below 0 it would lose.
        shares: Shares with this excess. There may be others as good; the nucleolus is the fairest of them.
        groups: The groups that have this excess in all such shares.
    """

    excess: float
    shares: dict[Player, float]
    groups: tuple[tuple[Player, ...], ...]


def nucleolus(game: Game[Player]) -> dict[Player, float]:
    """Share so that the group with most to gain by leaving gains as little as possible, then the next.

    This is the definition of Schmeidler (1969). The nucleolus is in the core whenever the core is not empty, and leaves
    no player worse off than alone. Where that cannot be had (see `has_imputation`), the shares are those of the
    `prenucleolus`, which does without this condition.

    >>> nucleolus(Game.from_vector(["left", "right", "right too"], [0, 0, 0, 1, 0, 1, 0, 1], kind="gain"))
    {'left': 1.0, 'right': 0.0, 'right too': 0.0}
    """
    if not has_imputation(game):
        return prenucleolus(game)
    if _surplus(game) <= SUMMED * game.scale:
        return {player: game.alone(player) for player in game.players}
    return _most_even(game, floors=True)


def prenucleolus(game: Game[Player]) -> dict[Player, float]:
    """Share as the nucleolus does, though a player may end worse off than alone.

    >>> game = Game.from_vector("ABC", [0, 0, 0, 10, 0, 0, 0, 2], kind="gain")
    >>> {player: round(share, 9) for player, share in prenucleolus(game).items()}
    {'A': 3.0, 'B': 3.0, 'C': -4.0}
    """
    return _most_even(game, floors=False)


def least_core(game: Game[Player]) -> LeastCore[Player]:
    """Find the smallest excess that any shares can have, and the groups that decide it.

    >>> found = least_core(Game.from_vector("AB", [0, 60, 50, 90]))
    >>> found.excess, found.shares, found.groups
    (-10.0, {'A': 50.0, 'B': 40.0}, (('A',), ('B',)))
    """
    programme = _programme(game, floors=False)
    programme.solve()
    deciding = sorted(programme.groups[column - 1] for column in programme.deciding)
    return LeastCore(programme.excess[0], _shares(game, programme), tuple(game.group(mask) for mask in deciding))


def has_imputation(game: Game[Any]) -> bool:
    """Say whether the total can be shared so that no player is worse off than alone.

    >>> has_imputation(Game.from_vector("AB", [0, 60, 50, 120]))
    False
    """
    return _surplus(game) >= -SUMMED * game.scale


def _surplus(game: Game[Any]) -> float:
    """What the players gain together over what they gain each alone."""
    return game.sign * (game.total - math.fsum(game.alone(player) for player in game.players))


def _most_even(game: Game[Player], *, floors: bool) -> dict[Player, float]:
    programme = _programme(game, floors=floors)
    programme.solve()
    while len(programme.deciding) < len(programme.groups):
        programme.settle()
        programme.solve()
    return _shares(game, programme)


def _programme(game: Game[Any], *, floors: bool) -> ExcessProgramme:
    """Pose the game as gains over what the players of a group gain alone: the excesses are the same."""
    alone = subset_sums(game.alone(player) for player in game.players)
    sign = game.sign
    gains = [sign * (value - apart) for value, apart in zip(game.values, alone, strict=True)]
    tolerance = 1e-12 * max(map(abs, gains)) + 1e-14 * game.scale
    return ExcessProgramme(gains, len(game.players), tolerance, floors=floors)


def _shares(game: Game[Player], programme: ExcessProgramme) -> dict[Player, float]:
    """Add what each player has alone to its part of the gains, and no dust of rounding."""
    dust = SUMMED * game.scale + (programme.tolerance if programme.floors else 0.0)
    parts = [line[0] if abs(line[0]) > dust else 0.0 for line in programme.shares]
    return game.by_player(
        game.alone(player) + game.sign * part for player, part in zip(game.players, parts, strict=True)
    )
