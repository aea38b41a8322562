"""The core: the shares from which no group of partners would rather walk away."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic

from collabkit.analysis.games.game import Game, Player
from collabkit.analysis.numeric import difference, moderate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROUNDING: Final = 1e-10
"""What counts as nothing, as a part of the largest number in the game."""


@dataclass(frozen=True, slots=True)
class Objection(Generic[Player]):
    """A group that would do better on its own, and by how much, in the unit of the game."""

    group: tuple[Player, ...]
    gain: float


def core_violations(
    game: Game[Player], shares: Mapping[Player, float], *, tolerance: float | None = None
) -> tuple[Objection[Player], ...]:
    """Name each group that would leave, the one with most to gain first.

    A group leaves when its members together pay more than the group would cost alone, or receive less than it would
    gain alone. No objection means that the shares are in the core (Gillies 1959).

    Args:
        game: What each group costs or gains.
        shares: One number a player; together they make the total.
        tolerance: What is too little to leave for, in the unit of the game; 1.0 suits shares rounded to whole pounds.

    Raises:
        ValueError: A player has no share, a share is no number, or the shares do not add up to the total.

    >>> game = Game.from_vector("AB", [0, 60, 50, 90])
    >>> core_violations(game, {"A": 65, "B": 25})
    (Objection(group=('A',), gain=5.0),)
    """
    allowed = ROUNDING * game.scale if tolerance is None else tolerance
    paid = subset_sums(_in_order(game, shares, allowed))
    sign = game.sign
    gains = ((sign * (value - share), mask) for mask, (value, share) in enumerate(zip(game.values, paid, strict=True)))
    leaving = sorted((-gain, mask) for gain, mask in gains if gain > allowed and 0 < mask < len(game.values) - 1)
    return tuple(Objection(game.group(mask), -loss) for loss, mask in leaving)


def nearest_to_leaving(
    game: Game[Player], shares: Mapping[Player, float], *, tolerance: float | None = None
) -> Objection[Player]:
    """Return the group that the shares serve least well; its gain is below zero where the shares are in the core.

    That gain is its excess at these shares (Schmeidler 1969): by how much its own figure would have to be wrong before
    it would leave.

    Args:
        game: What each group costs or gains.
        shares: One number a player; together they make the total.
        tolerance: By how much the shares may miss the total, in the unit of the game.

    Raises:
        ValueError: There is only one player, a player has no share, or the shares do not add up to the total.

    >>> nearest_to_leaving(Game.from_vector("AB", [0, 60, 50, 90]), {"A": 55, "B": 35})
    Objection(group=('A',), gain=-5.0)
    """
    if len(game.players) < 2:
        raise ValueError("One player has nobody to leave; give at least two.")
    allowed = ROUNDING * game.scale if tolerance is None else tolerance
    paid = subset_sums(_in_order(game, shares, allowed))
    gain, mask = max((game.sign * (game.values[mask] - paid[mask]) + 0.0, -mask) for mask in range(1, len(paid) - 1))
    return Objection(game.group(-mask), gain)


def near_to_leaving(
    game: Game[Player],
    shares: Mapping[Player, float],
    *,
    within: float,
    above: float = -math.inf,
    tolerance: float | None = None,
) -> tuple[Objection[Player], ...]:
    """Return every group that the shares serve about as badly as the one that they serve worst, small groups first.

    Args:
        game: What each group costs or gains.
        shares: One number a player; together they make the total.
        within: How much better served a group may be and still be among them, in the unit of the game.
        above: Only groups that together pay, and by themselves would pay, more than this: who pays nothing, or would
            pay nothing alone, has no figure that could be so much too high.
        tolerance: By how much the shares may miss the total, in the unit of the game.

    Raises:
        ValueError: As for ``core_violations``.

    >>> near_to_leaving(Game.from_vector("AB", [0, 60, 50, 90]), {"A": 50, "B": 40}, within=1)
    (Objection(group=('A',), gain=-10.0), Objection(group=('B',), gain=-10.0))
    """
    paid = subset_sums(_in_order(game, shares, ROUNDING * game.scale if tolerance is None else tolerance))
    groups = [mask for mask in range(1, len(paid) - 1) if min(paid[mask], game.values[mask]) > above]
    gains = {mask: game.sign * (game.values[mask] - paid[mask]) + 0.0 for mask in groups}
    worst = max(gains.values(), default=0.0)
    near = [mask for mask, gain in gains.items() if gain >= worst - within]
    return tuple(
        Objection(game.group(mask), gains[mask]) for mask in sorted(near, key=lambda mask: (mask.bit_count(), mask))
    )


def subset_sums(numbers: Iterable[float], start: float = 0.0) -> list[float]:
    """Add up the numbers of every group, in the order of the masks.

    >>> subset_sums([1, 2, 4])
    [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
    """
    sums = [start]
    for number in numbers:
        sums += [total + number for total in sums]
    return sums


def _in_order(game: Game[Player], shares: Mapping[Player, float], allowed: float) -> list[float]:
    for player in game.players:
        if player not in shares:
            raise ValueError(f"{player!r} has no share; give a number for every player.")
    paid = [moderate(shares[player], f"The share of {player!r}") for player in game.players]
    together = math.fsum(paid)
    if abs(together - game.total) > allowed:
        raise ValueError(
            f"The shares add up to {difference(together, game.total)}, the total; make them add up first, or allow for "
            "rounding with a larger tolerance."
        )
    return paid
