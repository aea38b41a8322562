"""Networks of partners: published measures, what follows from their definitions, and odd input."""

import math
import random
from collections import deque
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabkit.analysis.networks import Network, circle_layout, circle_order, layout

KITE = Network.undirected([
    (0, 1), (0, 2), (0, 3), (0, 5), (1, 3), (1, 4), (1, 6), (2, 3), (2, 5),
    (3, 4), (3, 5), (3, 6), (4, 6), (5, 6), (5, 7), (6, 7), (7, 8), (8, 9),
], nodes=range(10))  # fmt: skip
"""Krackhardt's kite, with his ten people numbered from 0."""

FLORENCE = Network.undirected(
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
    return Network.undirected([pair for pair, tied in zip(pairs, chosen, strict=True) if tied], nodes=range(count))


class TestPublishedNetworks:
    def test_kite(self):
        betweenness = [0.023, 0.023, 0, 0.102, 0, 0.231, 0.231, 0.389, 0.222, 0]
        closeness = [0.529, 0.529, 0.5, 0.6, 0.5, 0.643, 0.643, 0.6, 0.429, 0.310]
        assert list(KITE.betweenness().values()) == pytest.approx(betweenness, abs=5e-4)
        assert list(KITE.closeness().values()) == pytest.approx(closeness, abs=5e-4)
        assert KITE.cut_vertices() == (7, 8)
        assert max(KITE.degree().items(), key=lambda item: item[1]) == (3, 6)

    def test_florentine_families(self):
        assert FLORENCE.degree()["Medici"] == 6
        assert FLORENCE.betweenness()["Medici"] == pytest.approx(0.5220, abs=5e-5)
        assert FLORENCE.closeness()["Medici"] == pytest.approx(0.56)


class TestViews:
    def test_counts_of_links(self):
        assert BRACKENDALE.density() == 5 / 12
        assert BRACKENDALE.reciprocity() == 4 / 5
        assert BRACKENDALE.degree() == {"County council": 2, "Health trust": 1, "Fire service": 1, "Age Well": 2}
        assert BRACKENDALE.out_degree() == {"County council": 2, "Health trust": 1, "Fire service": 1, "Age Well": 1}
        assert BRACKENDALE.in_degree() == {"County council": 2, "Health trust": 1, "Fire service": 0, "Age Well": 2}
        assert BRACKENDALE.neighbours("Age Well") == ("County council", "Fire service")

    def test_two_views_of_a_pair(self):
        assert BRACKENDALE.disagreement("Age Well", "County council") == 2
        assert BRACKENDALE.disagreement("Fire service", "Age Well") is None
        assert BRACKENDALE.mean_view("County council", "Age Well") == 3
        assert BRACKENDALE.mean_view("Age Well", "Fire service") == 3
        assert BRACKENDALE.mean_view("Health trust", "Fire service") is None
        assert BRACKENDALE.disagreements() == {("County council", "Age Well"): 2, ("County council", "Health trust"): 1}
        assert next(iter(BRACKENDALE.disagreements())) == ("County council", "Age Well")
        assert BRACKENDALE.mean_views()["County council", "Fire service"] == 0

    def test_a_view_of_no_link_ties_nobody(self):
        assert "Fire service" not in BRACKENDALE.neighbours("County council")


class TestWhatBreaks:
    def test_the_kite_without_its_bridge(self):
        found = KITE.what_breaks_without(7)
        assert found.parts == ((0, 1, 2, 3, 4, 5, 6), (8, 9))
        assert found.separated == 14
        assert 0 < found.nearness_lost < 1

    def test_an_end_breaks_nothing(self):
        found = KITE.what_breaks_without(9)
        assert (len(found.parts), found.separated, found.nearness_lost) == (1, 0, 0)

    def test_a_detour_costs_nearness_only(self):
        ring = Network.undirected([("A", "B"), ("B", "C"), ("C", "D"), ("D", "A")])
        found = ring.what_breaks_without("A")
        # B and D keep two steps by way of C.
        assert (found.parts, found.separated, found.nearness_lost) == ((("B", "C", "D"),), 0, 0)
        longer = Network.undirected([("A", "B"), ("B", "C"), ("C", "D"), ("D", "E"), ("E", "A")]).what_breaks_without(
            "A"
        )
        # B and E: two steps by way of A, three without. Before, 3 + 3/2; after, 3 + 2/2 + 1/3.
        assert longer.nearness_lost == pytest.approx((4.5 - 13 / 3) / 4.5)

    @given(networks())
    def test_agrees_with_a_plain_search(self, network):
        for gone in network.nodes:
            left = [node for node in network.nodes if node != gone]
            before = {pair: steps(network, *pair) for pair in combinations(left, 2)}
            after = {pair: steps(network, *pair, gone) for pair in combinations(left, 2)}
            found = network.what_breaks_without(gone)
            assert found.separated == sum(after[pair] == math.inf > before[pair] for pair in before)
            near, still = (sum(1 / way for way in ways.values()) for ways in (before, after))
            assert found.nearness_lost == pytest.approx((near - still) / near if near else 0)
            assert sorted(node for part in found.parts for node in part) == left
            assert (found.separated > 0) == (gone in network.cut_vertices())


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


class TestMeasures:
    @given(networks())
    def test_closeness_by_its_definition(self, network):
        for node, value in network.closeness().items():
            ways = [steps(network, node, other) for other in network.nodes if other != node]
            found = [way for way in ways if way < math.inf]
            wanted = len(found) ** 2 / (sum(found) * len(ways)) if found else 0
            assert value == pytest.approx(wanted)

    @given(networks())
    def test_betweenness_counts_all_that_stand_between(self, network):
        # Over all nodes, each pair is counted once for each step beyond the first of its shortest ways.
        count = len(network.nodes)
        between = [steps(network, *pair) - 1 for pair in combinations(network.nodes, 2)]
        total = sum(way for way in between if way < math.inf)
        pairs = (count - 1) * (count - 2) / 2
        assert sum(network.betweenness().values()) == pytest.approx(total / pairs if pairs else 0)

    @given(networks())
    def test_components_share_out_all_nodes(self, network):
        parts = network.components()
        assert sorted(node for part in parts for node in part) == list(network.nodes)
        for part in parts:
            assert all(steps(network, part[0], node) < math.inf for node in part)
            assert all(set(network.neighbours(node)) <= set(part) for node in part)


class TestLayout:
    def test_strong_links_are_neighbours_on_the_circle(self):
        links = {("A", "D"): 5, ("B", "E"): 5, ("C", "F"): 5, ("A", "B"): 1}
        order = circle_order(Network("ABCDEF", links))
        for one, other in (("A", "D"), ("B", "E"), ("C", "F")):
            assert (order.index(one) - order.index(other)) % 6 in {1, 5}
        assert order[0] == "A"

    @given(networks())
    def test_places_lie_on_the_sheet_and_apart(self, network):
        for places in (layout(network), circle_layout(network)):
            assert list(places) == list(network.nodes)
            assert all(0 <= value <= 1 for place in places.values() for value in place)
            assert all(math.dist(a, b) > 0.01 for a, b in combinations(places.values(), 2))

    def test_is_the_same_every_time(self):
        again = Network(FLORENCE.nodes, dict(reversed(FLORENCE.links.items())))
        assert layout(again) == layout(FLORENCE)
        state = random.getstate()
        layout(KITE)
        assert random.getstate() == state

    def test_tied_nodes_lie_nearer_than_far_ones(self):
        places = layout(KITE)
        assert math.dist(places[8], places[9]) < math.dist(places[0], places[9]) / 2

    def test_fills_the_sheet(self):
        xs, ys = zip(*layout(FLORENCE).values(), strict=True)
        assert max(max(xs) - min(xs), max(ys) - min(ys)) == pytest.approx(1, abs=2e-4)


class TestOddInput:
    def test_nobody(self):
        empty = Network((), {})
        assert (empty.density(), empty.reciprocity(), empty.components(), empty.cut_vertices()) == (0, 0, (), ())
        assert empty.betweenness() == empty.closeness() == layout(empty) == circle_layout(empty) == {}

    def test_one_partner(self):
        alone = Network(["Age Well"], {})
        assert alone.density() == 0
        assert alone.betweenness() == alone.closeness() == {"Age Well": 0}
        assert layout(alone) == circle_layout(alone) == {"Age Well": (0.5, 0.5)}
        assert alone.what_breaks_without("Age Well").parts == ()

    def test_no_links(self):
        apart = Network("ABC", {})
        assert apart.components() == (("A",), ("B",), ("C",))
        assert apart.what_breaks_without("A").nearness_lost == 0

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
            KITE.what_breaks_without("Z")
        with pytest.raises(ValueError, match="'Z' is not in this network"):
            KITE.disagreement(0, "Z")
