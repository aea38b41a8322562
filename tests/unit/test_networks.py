"""Networks of partners: published measures, what follows from their definitions, and odd input."""

import math
from collections import deque
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabkit.analysis.networks import Network, circle_layout, circle_order


def undirected(links, nodes=()):
    """Build a network in which both sides of each pair speak of the link."""
    named = dict.fromkeys([*nodes, *(node for pair in links for node in pair)])
    return Network(named, {pair: 1 for a, b in links for pair in ((a, b), (b, a))})


KITE = undirected([
    (0, 1), (0, 2), (0, 3), (0, 5), (1, 3), (1, 4), (1, 6), (2, 3), (2, 5),
    (3, 4), (3, 5), (3, 6), (4, 6), (5, 6), (5, 7), (6, 7), (7, 8), (8, 9),
], nodes=range(10))  # fmt: skip
"""Krackhardt's kite, with his ten people numbered from 0."""

FLORENCE = undirected(
    [
        ("Acciaiuoli", "Medici"),
        ("Castellani", "Peruzzi"),
        ("Castellani", "Strozzi"),
        ("Castellani", "Barbadori"),
        ("Medici", "Barbadori"),
        ("Medici", "Ridolfi"),
        ("Medici", "Tornabuoni"),
        ("Medici", "Albizzi"),
        ("Medici", "Salviati"),
        ("Salviati", "Pazzi"),
        ("Peruzzi", "Strozzi"),
        ("Peruzzi", "Bischeri"),
        ("Strozzi", "Ridolfi"),
        ("Strozzi", "Bischeri"),
        ("Ridolfi", "Tornabuoni"),
        ("Tornabuoni", "Guadagni"),
        ("Albizzi", "Ginori"),
        ("Albizzi", "Guadagni"),
        ("Bischeri", "Guadagni"),
        ("Guadagni", "Lamberteschi"),
    ]
)
"""Marriages among families of Florence."""

BRACKENDALE = Network(
    ["County council", "Health trust", "Fire service", "Age Well"],
    {
        ("County council", "Health trust"): 2,
        ("Health trust", "County council"): 1,
        ("County council", "Age Well"): 4,
        ("Age Well", "County council"): 2,
        ("Fire service", "Age Well"): 3,
        ("County council", "Fire service"): 0,
    },
)


@st.composite
def networks(draw, most=9):
    count = draw(st.integers(1, most))
    pairs = list(combinations(range(count), 2))
    chosen = draw(st.lists(st.booleans(), min_size=len(pairs), max_size=len(pairs)))
    return undirected([pair for pair, tied in zip(pairs, chosen, strict=True) if tied], nodes=range(count))


class TestPublishedNetworks:
    def test_the_kite_hangs_together_through_two(self):
        whole = len(KITE.parts())
        assert whole == 1
        assert [node for node in KITE.nodes if len(KITE.parts(without=node)) > whole] == [7, 8]
        assert KITE.parts(without=7) == ((0, 1, 2, 3, 4, 5, 6), (8, 9))

    def test_florentine_families(self):
        assert len(FLORENCE.neighbours("Medici")) == 6
        assert ("Pazzi", "Salviati") not in FLORENCE.mean_views()
        assert {"Salviati", "Pazzi"} in map(set, FLORENCE.parts(without="Medici"))


class TestViews:
    def test_two_views_of_a_pair(self):
        views = BRACKENDALE.mean_views()
        assert views["County council", "Age Well"] == 3
        assert views["Fire service", "Age Well"] == 3
        assert ("Health trust", "Fire service") not in views
        assert views["County council", "Fire service"] == 0

    def test_a_view_of_no_link_ties_nobody(self):
        assert BRACKENDALE.neighbours("County council") == ("Health trust", "Age Well")
        assert BRACKENDALE.neighbours("Age Well") == ("County council", "Fire service")


class TestParts:
    def test_a_detour_separates_nobody(self):
        ring = undirected([("A", "B"), ("B", "C"), ("C", "D"), ("D", "A")])
        assert ring.parts(without="A") == (("B", "C", "D"),)

    @given(networks())
    def test_agree_with_a_plain_search(self, network):
        for gone in (None, *network.nodes):
            left = [node for node in network.nodes if node != gone]
            found = network.parts(without=gone)
            assert sorted(node for part in found for node in part) == left
            together = {(a, b) for part in found for a, b in combinations(part, 2)}
            assert together == {pair for pair in combinations(left, 2) if steps(network, *pair, gone) < math.inf}


def steps(network, start, end, gone=None):
    """Count the steps from one node to another by a search in breadth."""
    reached, waiting = {start: 0}, deque([start])
    while waiting:
        node = waiting.popleft()
        for other in network.neighbours(node):
            if other not in reached and other != gone:
                reached[other] = reached[node] + 1
                waiting.append(other)
    return reached.get(end, math.inf)


class TestLayout:
    def test_strong_links_are_neighbours_on_the_circle(self):
        links = {("A", "D"): 5, ("B", "E"): 5, ("C", "F"): 5, ("A", "B"): 1}
        order = circle_order(Network("ABCDEF", links))
        for one, other in (("A", "D"), ("B", "E"), ("C", "F")):
            assert (order.index(one) - order.index(other)) % 6 in {1, 5}
        assert order[0] == "A"

    @given(networks())
    def test_places_lie_on_the_sheet_and_apart(self, network):
        places = circle_layout(network)
        assert list(places) == list(network.nodes)
        assert all(0 <= value <= 1 for place in places.values() for value in place)
        assert all(math.dist(a, b) > 0.01 for a, b in combinations(places.values(), 2))

    def test_is_the_same_every_time(self):
        again = Network(FLORENCE.nodes, dict(reversed(FLORENCE.links.items())))
        assert circle_layout(again) == circle_layout(FLORENCE)


class TestOddInput:
    def test_nobody(self):
        empty = Network((), {})
        assert (empty.parts(), empty.mean_views(), circle_layout(empty)) == ((), {}, {})

    def test_one_partner(self):
        alone = Network(["Age Well"], {})
        assert circle_layout(alone) == {"Age Well": (0.5, 0.5)}
        assert alone.parts(without="Age Well") == ()

    def test_no_links(self):
        assert Network("ABC", {}).parts() == (("A",), ("B",), ("C",))

    @pytest.mark.parametrize(
        ("nodes", "links", "sentence"),
        [
            ("AA", {}, "'A' is named twice"),
            ("AB", {("A", "A"): 1}, "'A' is linked with itself"),
            ("AB", {("A", "C"): 1}, "'C' is not in this network; its partners are A, B"),
            ("AB", {("A", "B"): -1}, "number from 0 upwards; it is -1"),
            ("AB", {("A", "B"): math.nan}, "number from 0 upwards"),
            ("AB", {("A", "B"): "close"}, "it is 'close'"),
        ],
    )
    def test_what_is_wrong_is_said(self, nodes, links, sentence):
        with pytest.raises(ValueError, match=sentence):
            Network(nodes, links)

    def test_unknown_partners(self):
        with pytest.raises(ValueError, match="'Z' is not in this network"):
            KITE.parts(without="Z")
        with pytest.raises(ValueError, match="'Z' is not in this network"):
            KITE.neighbours("Z")
