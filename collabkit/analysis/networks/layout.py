"""Where to draw the partners of a network: the same places every time, between 0 and 1 across and upwards."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import Final, TypeAlias, TypeVar

from collabkit.analysis.networks.network import Network

Node = TypeVar("Node", bound=Hashable)
Point: TypeAlias = tuple[float, float]

SWEEPS: Final = 100
"""Passes over all nodes, at most; a small network comes to rest long before."""

DECIMALS: Final = 4
"""Finer than any screen, and coarse enough to be the same on every machine."""


def circle_order(network: Network[Node]) -> tuple[Node, ...]:
    """Return the nodes in an order round a circle that brings strongly linked ones near each other.

    Beginning with the order given, two nodes change places as long as that shortens the links, weighed by their mean
    views. That finds a good order, not always the best. The node given first stays first.

    >>> circle_order(Network("ABCD", {("A", "C"): 1, ("B", "D"): 1}))
    ('A', 'C', 'D', 'B')
    """
    nodes = network.nodes
    place = {node: at for at, node in enumerate(nodes)}
    pulls: list[list[tuple[int, float]]] = [[] for _ in nodes]
    for (one, other), weight in network.mean_views().items():
        pulls[place[one]].append((place[other], weight))
        pulls[place[other]].append((place[one], weight))
    seats = list(range(len(nodes)))
    for _ in range(SWEEPS):
        if not any(_change(seats, pulls, a, b) for a, b in combinations(range(len(nodes)), 2)):
            break
    return tuple(sorted(nodes, key=lambda node: (seats[place[node]] - seats[0]) % len(nodes)))


def circle_layout(network: Network[Node]) -> dict[Node, Point]:
    """Return places on a circle, clockwise from the top, strongly linked nodes near each other.

    >>> circle_layout(Network("AB", {}))
    {'A': (0.5, 1.0), 'B': (0.5, 0.0)}
    """
    order = circle_order(network)
    if len(order) == 1:
        return {order[0]: (0.5, 0.5)}
    places = dict(zip(order, _circle(len(order)), strict=True))
    return {node: _rounded(0.5 + places[node][0] / 2, 0.5 + places[node][1] / 2) for node in network.nodes}


def _change(seats: list[int], pulls: Sequence[Sequence[tuple[int, float]]], a: int, b: int) -> bool:
    """Let two nodes change seats if that shortens their links."""
    before = _length(seats, pulls[a], a) + _length(seats, pulls[b], b)
    seats[a], seats[b] = seats[b], seats[a]
    if _length(seats, pulls[a], a) + _length(seats, pulls[b], b) < before - 1e-9:
        return True
    seats[a], seats[b] = seats[b], seats[a]
    return False


def _length(seats: Sequence[int], pulls: Sequence[tuple[int, float]], node: int) -> float:
    """Add up the links of a node, each by its weight and the number of seats it spans."""
    here, count = seats[node], len(seats)
    total = 0.0
    for other, weight in pulls:
        apart = abs(here - seats[other])
        total += weight * min(apart, count - apart)
    return total


def _circle(count: int) -> list[Point]:
    turns = [2 * math.pi * at / count for at in range(count)]
    return [(math.sin(turn), math.cos(turn)) for turn in turns]


def _rounded(x: float, y: float) -> Point:
    return (round(x, DECIMALS), round(y, DECIMALS))
