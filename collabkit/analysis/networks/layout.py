"""Where to draw the partners of a network: the same places every time, between 0 and 1 across and upwards."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, TypeVar

from collabkit.analysis.networks.reach import Ties, steps_from

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

Node = TypeVar("Node", bound="Hashable")
Point: TypeAlias = tuple[float, float]

SWEEPS: Final = 100
"""Passes over all nodes, at most; a small network comes to rest long before."""

DECIMALS: Final = 4
"""Finer than any screen, and coarse enough to be the same on every machine."""


class Linked(Protocol[Node]):
    """What a drawing needs to know of a network; ``networks.Network`` is one."""

    nodes: tuple[Node, ...]

    def mean_views(self) -> dict[tuple[Node, Node], float]:
        """Return how close each pair is that anybody has spoken of."""

    def neighbours(self, node: Node) -> tuple[Node, ...]:
        """Return the nodes that one is tied with."""


def circle_order(network: Linked[Node]) -> tuple[Node, ...]:
    """Return the nodes in an order round a circle that brings strongly linked ones near each other.

    Beginning with the order given, two nodes change places as long as that shortens the links, weighed by their mean
    views. That finds a good order, not always the best. The node given first stays first.

    >>> from collabkit.analysis.networks import Network
    >>> circle_order(Network.undirected([("A", "C"), ("B", "D")], nodes="ABCD"))
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


def circle_layout(network: Linked[Node]) -> dict[Node, Point]:
    """Return places on a circle, clockwise from the top, strongly linked nodes near each other.

    >>> from collabkit.analysis.networks import Network
    >>> circle_layout(Network("AB", {}))
    {'A': (0.5, 1.0), 'B': (0.5, 0.0)}
    """
    order = circle_order(network)
    if len(order) == 1:
        return {order[0]: (0.5, 0.5)}
    places = dict(zip(order, _circle(len(order)), strict=True))
    return {node: _rounded(0.5 + places[node][0] / 2, 0.5 + places[node][1] / 2) for node in network.nodes}


def layout(network: Linked[Node]) -> dict[Node, Point]:
    """Return places at which the distance of two nodes is as near as can be to their number of steps.

    Each node in turn moves to where the others would have it, near ones counting most (stress majorisation, Gansner,
    Koren and North 2004), beginning with the circle. Nodes with no way between them are put one step further apart than
    the furthest pair.

    >>> from collabkit.analysis.networks import Network
    >>> layout(Network.undirected([("A", "B")]))
    {'A': (0.5, 1.0), 'B': (0.5, 0.0)}
    """
    order = circle_order(network)
    place = {node: at for at, node in enumerate(network.nodes)}
    seat = {node: at for at, node in enumerate(order)}
    ties = [[seat[other] for other in network.neighbours(node)] for node in order]
    points = _fitted(_relaxed(_circle(len(order)), _wanted(ties)))
    found = dict(zip(order, points, strict=True))
    return {node: found[node] for node in place}


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


def _wanted(ties: Ties) -> list[list[int]]:
    """Return how far apart each two nodes should be, in steps."""
    steps = [steps_from(ties, node) for node in range(len(ties))]
    apart = max((max(row) for row in steps), default=0) + 1
    return [[apart if step < 0 else step for step in row] for row in steps]


def _relaxed(start: Sequence[Point], wanted: Sequence[Sequence[int]]) -> list[Point]:
    points = list(start)
    for _ in range(SWEEPS):
        moved = 0.0
        for node, distances in enumerate(wanted):
            before = points[node]
            points[node] = _pulled(points, node, distances)
            moved = max(moved, math.dist(before, points[node]))
        if moved < 1e-4:
            break
    return points


def _pulled(points: Sequence[Point], node: int, distances: Sequence[int]) -> Point:
    """Return the mean of the places where the others would have a node, each weighing one over its distance squared."""
    x, y = points[node]
    weights = right = up = 0.0
    for (other_x, other_y), wanted in zip(points, distances, strict=True):
        if wanted:
            weight = 1 / (wanted * wanted)
            across, upward = x - other_x, y - other_y
            stretch = wanted / (math.sqrt(across * across + upward * upward) or 1.0)
            weights += weight
            right += weight * (other_x + across * stretch)
            up += weight * (other_y + upward * stretch)
    return (right / weights, up / weights) if weights else (x, y)


def _fitted(points: Sequence[Point]) -> list[Point]:
    """Move and scale places so that they just fill 0 to 1 one way, and lie in the middle the other way."""
    if not points:
        return []
    (left, right), (low, high) = ((min(values), max(values)) for values in zip(*points, strict=True))
    size = max(right - left, high - low) or 1.0
    middle_x, middle_y = (left + right) / 2, (low + high) / 2
    return [_rounded(0.5 + (x - middle_x) / size, 0.5 + (y - middle_y) / size) for x, y in points]


def _rounded(x: float, y: float) -> Point:
    return (round(x, DECIMALS), round(y, DECIMALS))
