"""Time the sharing rules beside coopgame-py, in one run: ``python tests/benchmarks/games.py``.

A ratio above 1 says how many times faster collabkit is. Without coopgame-py (``pip install coopgame-py``) only our own
times are given. ``--check`` ends with an error when collabkit is slower than its peer, or the results differ.
"""

from __future__ import annotations

import importlib
import random
import statistics
import sys
import time
from typing import TYPE_CHECKING, Any

from collabkit.analysis.games import Game, nucleolus, shapley_value

if TYPE_CHECKING:
    from collections.abc import Callable

GAMES = 7
"""Nucleoli to find: some games are much harder than others, so the median counts."""


def peer() -> Any:
    """Return the peer, or None when it is not installed."""
    try:
        return importlib.import_module("coopgame")
    except ImportError:
        print("coopgame-py is not installed: our own times only.")
        return None


def timed(work: Callable[[], Any], times: int = 5) -> tuple[float, Any]:
    """Return the least time of a few, in milliseconds, and what was found."""
    best, found = float("inf"), None
    for _ in range(times):
        started = time.perf_counter()
        found = work()
        best = min(best, time.perf_counter() - started)
    return best * 1000, found


def superadditive(players: int, seed: int) -> list[float]:
    """Return a game in which groups gain more than their parts, give or take."""
    dice = random.Random(seed)  # noqa: S311
    return [mask.bit_count() ** 2 * dice.uniform(0.8, 1.2) for mask in range(1 << players)]


def report(what: str, ours: float, theirs: float | None) -> bool:
    """Print one line, and return whether we are at least as fast."""
    beside = f"  coopgame-py {theirs:8.1f} ms  ratio {theirs / ours:5.2f}" if theirs else ""
    print(f"{what:32} collabkit {ours:8.1f} ms{beside}")
    return theirs is None or ours <= theirs


def differ(ours: dict[int, float], theirs: list[float]) -> float:
    """Return the largest difference of two sharings."""
    return max(abs(share - other) for share, other in zip(ours.values(), theirs, strict=True))


def time_shapley(other: Any) -> tuple[bool, float]:
    """Time the Shapley value of twenty players, the reading of the numbers apart."""
    numbers = superadditive(20, seed=1)
    game = Game.from_vector(range(20), numbers, "gain")
    ours, shares = timed(lambda: shapley_value(game), 9)
    if other is None:
        return report("Shapley value, 20 players", ours, None), 0.0
    same = other.Game(numbers[1:])
    theirs, wanted = timed(lambda: other.shapley(same), 9)
    return report("Shapley value, 20 players", ours, theirs), differ(shares, wanted)


def time_nucleolus(other: Any, players: int) -> tuple[bool, float]:
    """Time nucleoli, and give the medians."""
    ours, theirs, apart = [], [], 0.0
    for seed in range(GAMES):
        numbers = superadditive(players, seed)
        game = Game.from_vector(range(players), numbers, "gain")
        spent, shares = timed(lambda game=game: nucleolus(game), 3)  # type: ignore[misc]
        ours.append(spent)
        if other is not None:
            same = other.Game(numbers[1:])
            spent, found = timed(lambda same=same: other.nucleolus(same), 3)  # type: ignore[misc]
            theirs.append(spent)
            apart = max(apart, differ(shares, found["allocation"]))
    beside = statistics.median(theirs) if theirs else None
    return report(f"nucleolus, {players} players, median", statistics.median(ours), beside), apart


def main() -> int:
    """Run every comparison; return 1 when a check was asked for and failed."""
    other = peer()
    results = [time_shapley(other), *(time_nucleolus(other, players) for players in (8, 12))]
    apart = max(difference for _, difference in results)
    if other is not None:
        print(f"largest difference of results: {apart:.1e}")
    good = all(fast for fast, _ in results) and apart < 1e-6
    return 0 if good or "--check" not in sys.argv else 1


if __name__ == "__main__":
    sys.exit(main())
