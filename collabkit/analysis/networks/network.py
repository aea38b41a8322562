"""Networks of partners: who is linked with whom, who stands between others, and what hangs on one of them.

A link goes from the partner who speaks of it to the other, and has a weight: how close the first says the two are. So a
pair can have two views. Where only "linked or not" matters, two partners are *tied* when either speaks of a link above
0. Sets of partners are whole numbers, one bit a partner: one operation then works on hundreds of partners at once.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from statistics import fmean
from typing import Generic, TypeVar

from collabkit.analysis.networks.reach import add_dependencies, bits, flood, members, parts, rings
from collabkit.analysis.numeric import is_finite, plain

Node = TypeVar("Node", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Breakage(Generic[Node]):
    """What changes for the others when one partner is away.

    Attributes:
        node: The partner taken away.
        parts: The others, in the sets that can still reach one another.
        separated: How many pairs of others could reach each other before and no longer can.
        nearness_lost: The part of the others' nearness that is lost, from 0 to 1. The nearness of a pair is one over
            its number of steps, and 0 when there is no way; its mean is known as efficiency (Latora, Marchiori 2001).
    """

    node: Node
    parts: tuple[tuple[Node, ...], ...]
    separated: int
    nearness_lost: float


class Network(Generic[Node]):
    """Partners and the links that each speaks of.

    Attributes:
        nodes: The partners, in the order in which they were given.
        links: The weights that were given, by (who speaks, of whom).

    >>> network = Network(["County council", "Fire service", "Age Well"], {
    ...     ("County council", "Fire service"): 2, ("Age Well", "Fire service"): 3})
    >>> network.cut_vertices()
    ('Fire service',)
    """

    def __init__(self, nodes: Iterable[Node], links: Mapping[tuple[Node, Node], float]) -> None:
        """Read the partners and their links.

        Raises:
            ValueError: A partner is named twice or not at all, is linked with itself, or a weight is not a number
                from 0 upwards, or too large.
        """
        self.nodes = tuple(nodes)
        self._places = {node: place for place, node in enumerate(self.nodes)}
        if len(self._places) < len(self.nodes):
            twice = next(node for place, node in enumerate(self.nodes) if self._places[node] != place)
            raise ValueError(f"Each partner may be named once; {twice!r} is named twice.")
        self.links = {pair: self._weight(*pair, weight) for pair, weight in links.items()}

    @classmethod
    def undirected(cls, links: Iterable[tuple[Node, Node]], nodes: Iterable[Node] = ()) -> Network[Node]:
        """Build a network in which both sides of each pair speak of the link, with weight 1.

        Args:
            links: The pairs.
            nodes: The partners; those left out follow in the order in which the links name them.

        >>> Network.undirected([("A", "B"), ("B", "C")]).degree()
        {'A': 1, 'B': 2, 'C': 1}
        """
        pairs = list(links)
        named = dict.fromkeys([*nodes, *(node for pair in pairs for node in pair)])
        return cls(named, {pair: 1 for a, b in pairs for pair in ((a, b), (b, a))})

    def __repr__(self) -> str:
        """Show how large the network is."""
        return f"Network({len(self.nodes)} nodes, {len(self.links)} links)"

    # What each says of the other

    def density(self) -> float:
        """Return the part of all possible links, in both directions, that there are; 0 with fewer than two partners.

        >>> Network("AB", {("A", "B"): 1}).density()
        0.5
        """
        possible = len(self.nodes) * (len(self.nodes) - 1)
        return len(self._spoken) / possible if possible else 0.0

    def reciprocity(self) -> float:
        """Return the part of the links that the other side speaks of too; 0 when there is none.

        >>> Network("ABC", {("A", "B"): 1, ("B", "A"): 1, ("A", "C"): 1}).reciprocity()
        0.6666666666666666
        """
        returned = sum((other, speaker) in self._spoken for speaker, other in self._spoken)
        return returned / len(self._spoken) if self._spoken else 0.0

    def disagreement(self, one: Node, other: Node) -> float | None:
        """Return how far apart the two views of a pair are; None when one is missing.

        >>> Network("AB", {("A", "B"): 4, ("B", "A"): 1}).disagreement("A", "B")
        3
        """
        views = self._views(one, other)
        return abs(views[0] - views[1]) if len(views) == 2 else None

    def mean_view(self, one: Node, other: Node) -> float | None:
        """Return the mean of the two views of a pair, or the one there is; None when there is none.

        >>> Network("AB", {("A", "B"): 4, ("B", "A"): 1}).mean_view("A", "B")
        2.5
        """
        views = self._views(one, other)
        return fmean(views) if views else None

    def disagreements(self) -> dict[tuple[Node, Node], float]:
        """Return how far apart the two views are, for each pair with two views, the furthest apart first."""
        found = {pair: self.disagreement(*pair) for pair in self._pairs()}
        both = [(pair, apart) for pair, apart in found.items() if apart is not None]
        return dict(sorted(both, key=lambda item: -item[1]))

    def mean_views(self) -> dict[tuple[Node, Node], float]:
        """Return the mean view of each pair of which at least one side has spoken, in the order of the partners."""
        found = {pair: self.mean_view(*pair) for pair in self._pairs()}
        return {pair: mean for pair, mean in found.items() if mean is not None}

    # Where each stands

    def neighbours(self, node: Node) -> tuple[Node, ...]:
        """Return the partners tied with one, in their order."""
        return tuple(self.nodes[place] for place in self._ties[self._place(node)])

    def degree(self) -> dict[Node, int]:
        """Return with how many others each partner is tied."""
        return {node: len(ties) for node, ties in zip(self.nodes, self._ties, strict=True)}

    def out_degree(self) -> dict[Node, int]:
        """Return of how many links each partner speaks."""
        return self._counted(speaker for speaker, _ in self._spoken)

    def in_degree(self) -> dict[Node, int]:
        """Return how many others speak of a link with each partner."""
        return self._counted(other for _, other in self._spoken)

    def closeness(self) -> dict[Node, float]:
        """Return how near each partner is to the others: one over the mean number of steps.

        Where not all can be reached it is multiplied by the part of the others that can (Wasserman and Faust 1994).

        >>> Network.undirected([("A", "B"), ("B", "C")]).closeness()
        {'A': 0.6666666666666666, 'B': 1.0, 'C': 0.6666666666666666}
        """
        values = dict.fromkeys(self.nodes, 0.0)
        for node, *reached in zip(self.nodes, *self._rings, strict=True):
            if found := sum(reached):
                steps = sum(step * count for step, count in enumerate(reached, 1))
                values[node] = found * found / (steps * (len(self.nodes) - 1))
        return values

    def betweenness(self) -> dict[Node, float]:
        """Return the part of the shortest ways between pairs of others on which each partner stands.

        By the algorithm of Brandes (2001), in about links × partners steps.

        >>> Network.undirected([("A", "B"), ("B", "C")]).betweenness()
        {'A': 0.0, 'B': 1.0, 'C': 0.0}
        """
        count = len(self.nodes)
        standing = [0.0] * count
        for source in range(count):
            add_dependencies(self._ties, source, standing)
        pairs = (count - 1) * (count - 2)
        return dict(zip(self.nodes, (part / pairs if pairs > 0 else 0.0 for part in standing), strict=True))

    # What hangs together

    def components(self) -> tuple[tuple[Node, ...], ...]:
        """Return the sets of partners that can reach one another, in the order of their first members."""
        return self._parts(self._everyone)

    def cut_vertices(self) -> tuple[Node, ...]:
        """Return the partners without whom others could no longer reach one another.

        >>> Network.undirected([("A", "B"), ("B", "C"), ("C", "A"), ("C", "D")]).cut_vertices()
        ('C',)
        """
        return tuple(node for place, node in enumerate(self.nodes) if self._holds_together(place))

    def what_breaks_without(self, node: Node) -> Breakage[Node]:
        """Return what changes for the others when one partner is away.

        Raises:
            ValueError: There is no such partner.

        >>> found = Network.undirected([("A", "B"), ("B", "C")]).what_breaks_without("B")
        >>> found.parts, found.separated, found.nearness_lost
        ((('A',), ('C',)), 1, 1.0)
        """
        place = self._place(node)
        others = self._everyone & ~(1 << place)
        before = [sum(ring) - 2 * ring[place] for ring in self._rings]
        after = [sum(ring) for ring in rings(self._ties, others)]
        near = _nearness(before)
        lost = (near - _nearness(after)) / near if near else 0.0
        return Breakage(node, self._parts(others), (sum(before) - sum(after)) // 2, lost)

    # The same on bare numbers, worked out when first needed

    @cached_property
    def _spoken(self) -> dict[tuple[Node, Node], float]:
        return {pair: weight for pair, weight in self.links.items() if weight > 0}

    @cached_property
    def _ties(self) -> list[list[int]]:
        tied: list[set[int]] = [set() for _ in self.nodes]
        for speaker, other in self._spoken:
            a, b = self._places[speaker], self._places[other]
            tied[a].add(b)
            tied[b].add(a)
        return [sorted(others) for others in tied]

    @cached_property
    def _neighbours(self) -> list[int]:
        return [bits(others) for others in self._ties]

    @cached_property
    def _rings(self) -> list[list[int]]:
        return list(rings(self._ties, self._everyone))

    @property
    def _everyone(self) -> int:
        return (1 << len(self.nodes)) - 1

    def _parts(self, allowed: int) -> tuple[tuple[Node, ...], ...]:
        return tuple(tuple(self.nodes[place] for place in members(part)) for part in parts(self._neighbours, allowed))

    def _holds_together(self, place: int) -> bool:
        near = self._neighbours[place]
        return bool(near & ~flood(self._neighbours, near & -near, self._everyone & ~(1 << place)))

    def _counted(self, nodes: Iterable[Node]) -> dict[Node, int]:
        counts = Counter(nodes)
        return {node: counts[node] for node in self.nodes}

    def _pairs(self) -> Iterator[tuple[Node, Node]]:
        return combinations(self.nodes, 2)

    def _views(self, one: Node, other: Node) -> list[float]:
        self._place(one)
        self._place(other)
        return [self.links[pair] for pair in ((one, other), (other, one)) if pair in self.links]

    def _place(self, node: Node) -> int:
        place = self._places.get(node)
        if place is None:
            known = ", ".join(str(other) for other in self.nodes)
            raise ValueError(f"{node!r} is not in this network; its partners are {known or 'none'}.")
        return place

    def _weight(self, speaker: Node, other: Node, weight: float) -> float:
        self._place(speaker)
        self._place(other)
        if speaker == other:
            raise ValueError(f"{speaker!r} is linked with itself; leave that link out.")
        link = f"The link from {speaker!r} to {other!r}"
        if not is_finite(weight) or weight < 0:
            raise ValueError(f"{link} needs a number from 0 upwards; it is {weight!r}.")
        return plain(weight, link)


def _nearness(pairs_by_step: Iterable[int]) -> float:
    return math.fsum(pairs / step for step, pairs in enumerate(pairs_by_step, 1))
