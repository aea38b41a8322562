"""Ways through a network, on bare numbers.

A node is its place in a list; a set of nodes is a whole number, with one bit a node.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import TypeAlias

Ties: TypeAlias = Sequence[Sequence[int]]


def bits(places: Sequence[int]) -> int:
    """Return places as one whole number.

    >>> bits([0, 2])
    5
    """
    return reduce(or_, (1 << int(place) for place in places), 0)


def members(nodes: int) -> Iterator[int]:
    """Yield the places in a set, lowest first.

    >>> list(members(5))
    [0, 2]
    """
    while nodes:
        lowest = nodes & -nodes
        yield lowest.bit_length() - 1
        nodes ^= lowest


def flood(neighbours: Sequence[int], start: int, allowed: int) -> int:
    """Return the set of nodes that can be reached from a set without leaving the allowed ones.

    >>> flood([0b010, 0b101, 0b010], 0b001, 0b011)
    3
    """
    reached = waiting = start
    while waiting:
        lowest = waiting & -waiting
        found = neighbours[lowest.bit_length() - 1] & allowed & ~reached
        reached |= found
        waiting ^= lowest | found
    return reached


def parts(neighbours: Sequence[int], allowed: int) -> list[int]:
    """Return the sets of allowed nodes that can reach one another.

    >>> parts([0b010, 0b101, 0b010], 0b101)
    [1, 4]
    """
    found = []
    while allowed:
        part = flood(neighbours, allowed & -allowed, allowed)
        found.append(part)
        allowed ^= part
    return found


def rings(ties: Ties, allowed: int) -> Iterator[list[int]]:
    """Yield, for one step, two steps and so on, how many others each node first reaches with so many.

    All nodes search at once: with one more step a node reaches what its neighbours reached before.

    >>> list(rings([[1], [0, 2], [1]], 0b111))
    [[1, 2, 1], [1, 0, 1]]
    """
    within = [allowed & 1 << place for place in range(len(ties))]
    counts = [reached.bit_count() for reached in within]
    while True:
        get = within.__getitem__
        within = [
            reduce(or_, map(get, near), reached) if reached and reached != allowed else reached
            for near, reached in zip(ties, within, strict=True)
        ]
        further = [reached.bit_count() for reached in within]
        ring = [now - before for now, before in zip(further, counts, strict=True)]
        if not any(ring):
            return
        yield ring
        counts = further


def steps_from(ties: Ties, source: int) -> list[int]:
    """Return the number of steps from one node to each; −1 where there is no way.

    >>> steps_from([[1], [0], []], 0)
    [0, 1, -1]
    """
    steps = [-1] * len(ties)
    steps[source] = 0
    order = [source]
    for node in order:
        for other in ties[node]:
            if steps[other] < 0:
                steps[other] = steps[node] + 1
                order.append(other)
    return steps


def add_dependencies(ties: Ties, source: int, standing: list[float]) -> None:
    """Add, for each node, the part of the shortest ways from the source on which it stands (Brandes 2001).

    >>> standing = [0.0, 0.0, 0.0]
    >>> add_dependencies([[1], [0, 2], [1]], 0, standing)
    >>> standing
    [0.0, 1.0, 0.0]
    """
    count = len(ties)
    steps, ways = [-1] * count, [0.0] * count
    before: list[list[int]] = [[]] * count
    steps[source], ways[source] = 0, 1.0
    order = [source]
    for node in order:
        step, found = steps[node] + 1, ways[node]
        for other in ties[node]:
            if steps[other] < 0:
                steps[other], ways[other], before[other] = step, found, [node]
                order.append(other)
            elif steps[other] == step:
                ways[other] += found
                before[other].append(node)
    # What depends on a node, for each way that leads to it.
    depending = [0.0] * count
    for node in order[:0:-1]:
        onward = depending[node]
        standing[node] += onward * ways[node]
        onward += 1 / ways[node]
        for other in before[node]:
            depending[other] += onward
