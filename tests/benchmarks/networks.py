"""Time the network measures beside networkx, in one run: ``python tests/benchmarks/networks.py``.

A ratio above 1 says how many times faster collabkit is. Without networkx (``pip install networkx``) only our own times
are given. ``--check`` ends with an error when collabkit is slower than its peer, or the results differ.
"""

from __future__ import annotations

import importlib
import random
import sys
import time
from itertools import combinations
from typing import TYPE_CHECKING, Any

from collabkit.analysis.networks import Network

if TYPE_CHECKING:
    from collections.abc import Callable

NODES = 200
DENSITY = 0.1


def peer() -> Any:
    """Return the peer, or None when it is not installed."""
    try:
        return importlib.import_module("networkx")
    except ImportError:
        print("networkx is not installed: our own times only.")
        return None


def timed(work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """Return the least time of a few, in milliseconds, and what was found."""
    best, found = float("inf"), None
    for _ in range(times):
        started = time.perf_counter()
        found = work()
        best = min(best, time.perf_counter() - started)
    return best * 1000, found


def pairs() -> list[tuple[int, int]]:
    """Return a random network, the same every time."""
    dice = random.Random(1)  # noqa: S311
    return [pair for pair in combinations(range(NODES), 2) if dice.random() < DENSITY]


def central(links: list[tuple[int, int]]) -> list[float]:
    """Return betweenness and closeness of all nodes, beginning with nothing worked out before."""
    network = Network.undirected(links, nodes=range(NODES))
    return [*network.betweenness().values(), *network.closeness().values()]


def removals(links: list[tuple[int, int]]) -> list[float]:
    """Return how many parts are left without each node in turn, and what nearness is lost."""
    network = Network.undirected(links, nodes=range(NODES))
    found = [network.what_breaks_without(node) for node in network.nodes]
    return [number for one in found for number in (len(one.parts), one.nearness_lost)]


def their_graph(other: Any, links: list[tuple[int, int]]) -> Any:
    """Build the same network for the peer."""
    graph = other.Graph()
    graph.add_nodes_from(range(NODES))
    graph.add_edges_from(links)
    return graph


def their_central(other: Any, links: list[tuple[int, int]]) -> list[float]:
    """Let the peer find betweenness and closeness."""
    graph = their_graph(other, links)
    return [*other.betweenness_centrality(graph).values(), *other.closeness_centrality(graph).values()]


def their_removals(other: Any, links: list[tuple[int, int]]) -> list[float]:
    """Let the peer take away each node in turn."""
    graph = their_graph(other, links)
    steps = dict(other.all_pairs_shortest_path_length(graph))
    found = []
    for node in range(NODES):
        less = graph.copy()
        less.remove_node(node)
        near = sum(1 / way for a in less for b, way in steps[a].items() if b not in (a, node))
        still = other.global_efficiency(less) * (NODES - 1) * (NODES - 2)
        found += [other.number_connected_components(less), (near - still) / near]
    return found


def report(what: str, ours: tuple[float, list[float]], theirs: tuple[float, list[float]] | None) -> bool:
    """Print one line, and return whether we are at least as fast and find the same."""
    if theirs is None:
        print(f"{what:28} collabkit {ours[0]:8.1f} ms")
        return True
    apart = max(abs(a - b) for a, b in zip(ours[1], theirs[1], strict=True))
    print(
        f"{what:28} collabkit {ours[0]:8.1f} ms  networkx {theirs[0]:8.1f} ms  ratio {theirs[0] / ours[0]:5.1f}"
        f"  largest difference {apart:.1e}"
    )
    return ours[0] <= theirs[0] and apart < 1e-9


def main() -> int:
    """Run every comparison; return 1 when a check was asked for and failed."""
    other, links = peer(), pairs()
    there = None if other is None else timed(lambda: their_central(other, links))
    good = report(f"centrality, {NODES} nodes", timed(lambda: central(links)), there)
    there = None if other is None else timed(lambda: their_removals(other, links), 1)
    good &= report(f"each of {NODES} nodes away", timed(lambda: removals(links)), there)
    return 0 if good or "--check" not in sys.argv else 1


if __name__ == "__main__":
    sys.exit(main())
