"""Networks of partners: who is linked with whom, how close each link is, and who hangs together through whom.

A link goes from the partner who speaks of it to the other, and has a weight: how close the first says the two are. So a
pair can have two views. Where only "linked or not" matters, two partners are *tied* when either speaks of a link above 0.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations
from statistics import fmean
from typing import Generic, TypeVar

from collabkit.analysis.numeric import is_finite, plain

Node = TypeVar("Node", bound=Hashable)


class Network(Generic[Node]):
    """Partners and the links that each speaks of.

    Attributes:
        nodes: The partners, in the order in which they were given.
        links: The weights that were given, by (who speaks, of whom).

    >>> network = Network(["County council", "Fire service", "Age Well"], {
    ...     ("County council", "Fire service"): 2, ("Age Well", "Fire service"): 3})
    >>> network.parts(without="Fire service")
    (('County council',), ('Age Well',))
    """

    def __init__(self, nodes: Iterable[Node], links: Mapping[tuple[Node, Node], float]) -> None:
        """Read the partners and their links.

        Raises:
            ValueError: A partner is named twice or not at all, is linked with itself, or a weight is not a number
                from 0 upwards, or too large.
        """
        self.nodes = tuple(nodes)
        seen: set[Node] = set()
        for node in self.nodes:
            if node in seen:
                raise ValueError(f"Each partner may be named once; {node!r} is named twice.")
            seen.add(node)
        self.links = {pair: self._weight(*pair, weight) for pair, weight in links.items()}

    def __repr__(self) -> str:
        """Show how large the network is."""
        return f"Network({len(self.nodes)} nodes, {len(self.links)} links)"

    def mean_views(self) -> dict[tuple[Node, Node], float]:
        """Return the mean view of each pair of which at least one side has spoken, in the order of the partners.

        >>> Network("ABC", {("A", "B"): 4, ("B", "A"): 1, ("C", "A"): 2}).mean_views()
        {('A', 'B'): 2.5, ('A', 'C'): 2.0}
        """
        found = {(a, b): self._views(a, b) for a, b in combinations(self.nodes, 2)}
        return {pair: fmean(views) for pair, views in found.items() if views}

    def neighbours(self, node: Node) -> tuple[Node, ...]:
        """Return the partners tied with one, in their order.

        Raises:
            ValueError: There is no such partner.
        """
        self._check(node)
        return tuple(other for other in self.nodes if other != node and any(self._views(node, other)))

    def parts(self, without: Node | None = None) -> tuple[tuple[Node, ...], ...]:
        """Return the sets of partners that can reach one another by ties, in the order of their first members.

        Args:
            without: A partner who is away: whoever could reach others through this one only no longer can.

        Raises:
            ValueError: There is no such partner.
        """
        if without is not None:
            self._check(without)
        left = [node for node in self.nodes if without is None or node != without]
        found = []
        while left:
            part, waiting = {left[0]}, [left[0]]
            while waiting:
                new = [other for other in self.neighbours(waiting.pop()) if other in left and other not in part]
                part.update(new)
                waiting += new
            found.append(tuple(node for node in left if node in part))
            left = [node for node in left if node not in part]
        return tuple(found)

    def _views(self, one: Node, other: Node) -> list[float]:
        return [self.links[pair] for pair in ((one, other), (other, one)) if pair in self.links]

    def _check(self, node: Node) -> None:
        if node not in self.nodes:
            known = ", ".join(str(other) for other in self.nodes)
            raise ValueError(f"{node!r} is not in this network; its partners are {known or 'none'}.")

    def _weight(self, speaker: Node, other: Node, weight: float) -> float:
        self._check(speaker)
        self._check(other)
        if speaker == other:
            raise ValueError(f"{speaker!r} is linked with itself; leave that link out.")
        link = f"The link from {speaker!r} to {other!r}"
        if not is_finite(weight) or weight < 0:
            raise ValueError(f"{link} needs a number from 0 upwards; it is {weight!r}.")
        return plain(weight, link)
