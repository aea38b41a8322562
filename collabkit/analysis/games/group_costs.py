"""What groups would cost: put together from the costs that are known, and by the cheapest way to work in two groups."""

from __future__ import annotations

from collections.abc import Mapping

from collabkit.analysis.games.game import Game, Player


def cheapest_ways(known: Mapping[int, float], count: int) -> list[float]:
    """Give each group that has no cost of its own the cheapest sum of the known costs of groups that make it up.

    Args:
        known: the known costs, by groups as numbers with a bit for each member; every member's cost alone is among them.
        count: how many members there are.

    Returns:
        The cost of every group, in the order of the numbers; a known one stays as it is, even where its parts would
        cost less.

    >>> cheapest_ways({0b01: 60.0, 0b10: 50.0}, 2)
    [0.0, 60.0, 50.0, 110.0]
    """
    known, count = {int(mask): float(cost) for mask, cost in known.items()}, int(count)
    by_lowest: dict[int, list[tuple[int, float]]] = {}
    for mask, cost in known.items():
        by_lowest.setdefault(mask & -mask, []).append((mask, cost))
    least = [0.0] * (1 << count)
    for group in range(1, 1 << count):
        # Whoever comes first in the group is in one part of it; the rest is a smaller group, whose least is settled.
        parts = by_lowest[group & -group]
        least[group] = min(cost + least[group ^ part] for part, cost in parts if part & group == part)
    return [known.get(group, cost) for group, cost in enumerate(least)]


def cheapest_two_groups(
    game: Game[Player], *, within: float = 0.0
) -> tuple[tuple[float, tuple[Player, ...], tuple[Player, ...]], ...]:
    """Return every way to work in two groups that costs no more than so much above the cheapest, the cheapest first.

    >>> [groups for _, *groups in cheapest_two_groups(Game.from_vector("ABC", [0, 9, 9, 10, 9, 10, 18, 20]))]
    [[('C',), ('A', 'B')], [('A', 'C'), ('B',)]]
    """
    everyone = (1 << len(game.players)) - 1
    costs = sorted(
        (game.values[one] + game.values[everyone ^ one], one) for one in range(1 << (len(game.players) - 1), everyone)
    )
    return tuple(
        (cost, game.group(mask), game.group(everyone ^ mask)) for cost, mask in costs if cost <= costs[0][0] + within
    )
