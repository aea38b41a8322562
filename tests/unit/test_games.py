"""Sharing costs: published games, the axioms that define each rule, and input that people really give."""

import math
import sys
import time
from array import array
from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from collabkit.analysis.games import (
    Game,
    Objection,
    cheapest_two_groups,
    cheapest_ways,
    core_violations,
    equal_split,
    has_imputation,
    least_core,
    linear_programme,
    nearest_to_leaving,
    nucleolus,
    prenucleolus,
    pro_rata,
    separable_costs,
    shapley_value,
    sharing_rules,
)
from collabkit.analysis.games.core import ROUNDING


def core_is_empty(game):
    """Say whether some group would rather leave, whatever the shares."""
    return least_core(game).excess > ROUNDING * game.scale


RULES = (shapley_value, nucleolus, prenucleolus, separable_costs, pro_rata, equal_split)


def close(*shares, to=1e-9):
    return pytest.approx(shares, rel=to, abs=to)


def values(shares):
    return tuple(shares.values())


def gains(worth, players=(1, 2, 3)):
    groups = [group for size in range(1, len(players) + 1) for group in combinations(players, size)]
    return Game(players, {group: worth.get(group, 0) for group in groups}, kind="gain")


def airport(*runways):
    return Game.from_function(range(len(runways)), lambda group: max(runways[place] for place in group))


def council(*votes):
    """A motion passes, and gains 1, with more than half of the votes."""
    passes = sum(votes) / 2
    return Game.from_function(range(len(votes)), lambda group: sum(votes[place] for place in group) > passes, "gain")


TENNESSEE = Game(
    "NFP",
    {"N": 163_520, "F": 140_826, "P": 250_096, "NF": 301_607, "NP": 378_821, "FP": 367_370, "NFP": 412_584},
)


class TestPublishedGames:
    def test_tennessee_valley(self):
        assert values(shapley_value(TENNESSEE)) == (117_829, 100_756.5, 193_998.5)
        assert values(nucleolus(TENNESSEE)) == close(116_234, 93_540, 202_810)
        assert values(separable_costs(TENNESSEE)) == close(117_475.54, 99_157.29, 195_951.16, to=1e-7)
        assert values(pro_rata(TENNESSEE)) == close(121_682.2, 104_794.6, 186_107.1, to=1e-6)
        assert core_violations(TENNESSEE, shapley_value(TENNESSEE)) == ()
        assert core_violations(TENNESSEE, nucleolus(TENNESSEE)) == ()
        assert not core_is_empty(TENNESSEE)

    def test_airport(self):
        game = airport(8, 11, 13, 18)
        assert values(shapley_value(game)) == (2, 3, 4, 9)
        assert values(nucleolus(game)) == close(3.25, 3.25, 3.25, 8.25)

    def test_glove(self):
        game = gains({(1, 2): 1, (1, 3): 1, (1, 2, 3): 1})
        assert values(shapley_value(game)) == (2 / 3, 1 / 6, 1 / 6)
        assert values(nucleolus(game)) == close(1, 0, 0)
        assert core_violations(game, {1: 1, 2: 0, 3: 0}) == ()
        assert not core_is_empty(game)
        assert {leaving.group for leaving in core_violations(game, shapley_value(game))} == {(1, 2), (1, 3)}

    def test_ferguson(self):
        game = gains({(1,): -1, (3,): 1, (1, 2): 3, (1, 3): 4, (2, 3): 2, (1, 2, 3): 5})
        assert values(nucleolus(game)) == close(8 / 3, 2 / 3, 5 / 3)

    def test_lemaire(self):
        worth = {(1,): 46_125, (1, 2): 69_187.5, (1, 2, 3): 90_000, (1, 3): 53_812.5}
        worth |= {(2,): 17_437.5, (2, 3): 30_750, (3,): 5_812.5}
        assert values(nucleolus(gains(worth))) == close(52_687.5, 24_468.75, 12_843.75)

    def test_small_trap(self):
        # A tight group that need not stay tight must not be settled: that gives another answer here.
        game = gains({(1,): 1, (1, 2): 34, (1, 3): 8, (2, 3): 6, (1, 2, 3): 40})
        assert values(nucleolus(game)) == close(19.5, 17.5, 3)

    def test_peleg_and_sudholter(self):
        game = gains({(1, 2): 10, (1, 2, 3): 2})
        assert has_imputation(game)
        assert values(nucleolus(game)) == close(1, 1, 0)
        assert values(prenucleolus(game)) == close(3, 3, -4)

    @pytest.mark.parametrize(
        ("estate", "awards"),
        [(100, (100 / 3, 100 / 3, 100 / 3)), (200, (50, 75, 75)), (300, (50, 100, 150))],
    )
    def test_talmud(self, estate, awards):
        # Creditors for 100, 200 and 300: a group can be sure of what is left when the others have been paid.
        claims = (100, 200, 300)
        game = Game.from_function(
            range(3), lambda group: max(0, estate - sum(claims) + sum(claims[place] for place in group)), kind="gain"
        )
        assert values(nucleolus(game)) == close(*awards)


def by_definition(game):
    """Average what each player adds over all orders of joining, in fractions."""
    orders = list(permutations(game.players))
    added = dict.fromkeys(game.players, Fraction())
    for order in orders:
        for place, player in enumerate(order):
            added[player] += Fraction(game.value(order[: place + 1])) - Fraction(game.value(order[:place]))
    return {player: float(total / len(orders)) for player, total in added.items()}


def excesses(game, shares):
    """List what each group but the empty one and everybody gains by leaving, the largest first."""
    groups = [game.group(mask) for mask in range(1, len(game.values) - 1)]
    return sorted((game.sign * (game.value(group) - sum(shares[p] for p in group)) for group in groups), reverse=True)


def numbers(smallest, largest):
    whole = st.integers(smallest, largest).map(float)
    return st.one_of(whole, st.floats(smallest, largest, allow_nan=False).map(lambda number: round(number, 3)))


@st.composite
def random_games(draw, least=2, most=6, smallest=-20, largest=60):
    count = draw(st.integers(least, most))
    worth = draw(st.lists(numbers(smallest, largest), min_size=2**count - 1, max_size=2**count - 1))
    return Game.from_vector(range(count), [0, *worth], kind=draw(st.sampled_from(["cost", "gain"])))


@st.composite
def games_with_a_core(draw):
    """Draw shares first, then let no group gain more by leaving than it has."""
    count = draw(st.integers(2, 6))
    shares = draw(st.lists(numbers(0, 50), min_size=count, max_size=count))
    kind = draw(st.sampled_from(["cost", "gain"]))
    sign = 1 if kind == "gain" else -1
    slack = draw(st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.5, 10.0]), min_size=2**count - 2, max_size=2**count - 2))
    worth = [math.fsum(share for at, share in enumerate(shares) if mask >> at & 1) for mask in range(2**count)]
    held = [worth[mask] - sign * less for mask, less in enumerate(slack, 1)]
    return Game.from_vector(range(count), [0, *held, worth[-1]], kind=kind)


class TestShapleyAxioms:
    @given(random_games(least=1, most=5))
    def test_is_the_mean_over_all_orders(self, game):
        assert shapley_value(game) == pytest.approx(by_definition(game), rel=1e-12, abs=1e-12)

    @given(random_games(least=1))
    def test_shares_the_total(self, game):
        assert math.fsum(shapley_value(game).values()) == pytest.approx(game.total, abs=1e-9)

    @given(random_games())
    def test_treats_like_players_alike(self, game):
        # Let the first two players be exchangeable: their groups are worth the mean of both.
        swapped = [mask & ~3 | (mask & 1) << 1 | (mask & 2) >> 1 for mask in range(len(game.values))]
        alike = [(game.values[mask] + game.values[other]) / 2 for mask, other in enumerate(swapped)]
        shares = shapley_value(Game.from_vector(game.players, alike, game.kind))
        assert shares[0] == pytest.approx(shares[1], abs=1e-9)

    @given(random_games(most=5), numbers(-5, 30))
    def test_gives_one_who_adds_the_same_to_all_just_that(self, game, alone):
        wider = [*game.values, *(value + alone for value in game.values)]
        shares = shapley_value(Game.from_vector([*game.players, "last"], wider, game.kind))
        assert shares["last"] == pytest.approx(alone, abs=1e-9)
        others = shapley_value(game)
        assert {player: shares[player] for player in others} == pytest.approx(others, abs=1e-9)

    @given(random_games(), st.randoms(use_true_random=False))
    def test_adds_up_over_two_games(self, game, random):
        other = Game.from_vector(game.players, [0, *(random.uniform(-9, 9) for _ in game.values[1:])])
        both = Game.from_vector(game.players, [a + b for a, b in zip(game.values, other.values, strict=True)])
        one, two, together = shapley_value(game), shapley_value(other), shapley_value(both)
        assert together == pytest.approx({player: one[player] + two[player] for player in one}, abs=1e-9)

    def test_many_players_take_the_same_road(self):
        # Above twelve players sums are plain: the answer is still the one that can be worked out by hand.
        runways = [3 * place + 1 for place in range(14)]
        steps = [1] + [3] * 13
        paid = [math.fsum(steps[at] / (14 - at) for at in range(place + 1)) for place in range(14)]
        assert values(shapley_value(airport(*runways))) == close(*paid)


class TestNucleolus:
    @given(games_with_a_core())
    def test_is_in_the_core_whenever_there_is_one(self, game):
        assert not core_is_empty(game)
        assert core_violations(game, nucleolus(game)) == ()

    @given(random_games())
    def test_is_in_the_core_exactly_when_there_is_one(self, game):
        # Within rounding of the border both answers are right.
        assume(abs(least_core(game).excess) > 1e-6)
        assert (core_violations(game, nucleolus(game)) == ()) == (not core_is_empty(game))

    @given(random_games(least=1))
    def test_shares_the_total(self, game):
        assert math.fsum(nucleolus(game).values()) == pytest.approx(game.total, abs=1e-8)
        assert math.fsum(prenucleolus(game).values()) == pytest.approx(game.total, abs=1e-8)

    @given(random_games())
    def test_leaves_nobody_worse_off_than_alone_when_that_can_be(self, game):
        assume(has_imputation(game))
        shares = nucleolus(game)
        assert all(game.sign * (shares[player] - game.alone(player)) >= -1e-7 for player in game.players)

    @given(*(st.lists(st.integers(0, 3), min_size=3, max_size=3) for _ in ("alone", "in pairs")), st.integers(0, 4))
    @example([0, 0, 0], [1, 0, 0], 1)
    def test_not_even_dust_of_rounding_leaves_anybody_worse_off_than_alone(self, alone, pairs, more):
        one, two, three = alone
        game = Game.from_vector(range(3), [0, one, two, pairs[0], three, *pairs[1:], sum(alone) + more], "gain")
        shares = nucleolus(game)
        assert all(shares[player] >= game.alone(player) for player in game.players)

    @given(random_games())
    def test_without_imputation_is_the_prenucleolus(self, game):
        assume(not has_imputation(game))
        assert nucleolus(game) == prenucleolus(game)

    @given(random_games(most=5), st.data())
    def test_no_small_step_makes_the_excesses_more_even(self, game, data):
        shares = prenucleolus(game)
        giver, taker = data.draw(st.permutations(game.players))[:2]
        step = data.draw(st.sampled_from([0.01, 0.1, 1.0]))
        other = dict(shares)
        other[giver] -= step
        other[taker] += step
        ours, theirs = excesses(game, shares), excesses(game, other)
        for here, there in zip(ours, theirs, strict=True):
            if abs(here - there) > 1e-6:
                assert here < there
                break

    @given(random_games(most=5))
    def test_prenucleolus_balances_every_pair(self, game):
        # It lies in the prekernel: the most that i can threaten j with equals the most that j can threaten i with.
        shares = prenucleolus(game)

        def threat(i, j):
            groups = [game.group(mask) for mask in range(1, len(game.values))]
            with_i = [group for group in groups if i in group and j not in group]
            return max(game.sign * (game.value(group) - sum(shares[p] for p in group)) for group in with_i)

        for i, j in combinations(game.players, 2):
            assert threat(i, j) == pytest.approx(threat(j, i), abs=1e-6)

    @given(random_games(), numbers(-9, 9), st.floats(0.1, 1000))
    def test_follows_a_change_of_unit_and_of_zero(self, game, shift, factor):
        changed = [factor * value + shift * mask.bit_count() for mask, value in enumerate(game.values)]
        wanted = {player: factor * share + shift for player, share in prenucleolus(game).items()}
        found = prenucleolus(Game.from_vector(game.players, changed, game.kind))
        assert found == pytest.approx(wanted, rel=1e-6, abs=1e-6)

    @given(random_games())
    def test_costs_are_gains_with_the_sign_turned(self, game):
        kind = "gain" if game.kind == "cost" else "cost"
        turned = Game.from_vector(game.players, [-value for value in game.values], kind)
        assert nucleolus(turned) == pytest.approx({p: -share for p, share in nucleolus(game).items()}, abs=1e-9)

    @given(random_games())
    @example(airport(*[1] * 6))
    def test_the_rule_against_circles_gives_the_same(self, game):
        usual = nucleolus(game)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(linear_programme.ExcessProgramme, "patience", -1)
            assert nucleolus(game) == pytest.approx(usual, abs=1e-7)

    @given(random_games())
    @example(council(2, 1, 2, 2, 1, 1, 1))  # on the way down, groups not met before turn out to be short
    def test_least_core_holds_the_nucleolus(self, game):
        found = least_core(game)
        scale = 1e-7
        assert excesses(game, found.shares)[0] == pytest.approx(found.excess, abs=scale)
        assert excesses(game, prenucleolus(game))[0] == pytest.approx(found.excess, abs=scale)
        for group in found.groups:
            held = sum(prenucleolus(game)[player] for player in group)
            assert game.sign * (game.value(group) - held) == pytest.approx(found.excess, abs=scale)

    def test_twelve_partners_are_quick(self):
        game = Game.from_vector(
            range(12), [0, *(math.sin(mask) + mask.bit_count() ** 1.5 for mask in range(1, 4096))], "gain"
        )
        started = time.perf_counter()
        shares = nucleolus(game)
        assert time.perf_counter() - started < 1  # about 0.01 s; wide, for slow machines
        assert excesses(game, shares)[0] == pytest.approx(least_core(game).excess, abs=1e-9)


class TestCore:
    def test_names_who_would_leave_and_what_they_gain(self):
        shares = {"N": 100_000, "F": 150_000, "P": 162_584}
        assert core_violations(TENNESSEE, shares) == (Objection(("F",), 9_174.0),)

    def test_the_largest_gain_comes_first(self):
        game = Game.from_vector("ABC", [0, 10, 10, 15, 10, 15, 15, 24])
        found = core_violations(game, {"A": 12, "B": 11, "C": 1})
        assert [(objection.group, objection.gain) for objection in found] == [
            (("A", "B"), 8.0),
            (("A",), 2.0),
            (("B",), 1.0),
        ]
        assert core_is_empty(game)
        assert least_core(game).excess == pytest.approx(1)

    def test_shares_must_add_up_and_be_complete(self):
        with pytest.raises(ValueError, match="add up to 3, which is 412581 less than 412584, the total"):
            core_violations(TENNESSEE, {"N": 1, "F": 1, "P": 1})
        with pytest.raises(ValueError, match="'P' has no share"):
            core_violations(TENNESSEE, {"N": 1, "F": 1})
        with pytest.raises(ValueError, match="The share of 'N' must be a number"):
            core_violations(TENNESSEE, {"N": math.nan, "F": 1, "P": 1})
        with pytest.raises(ValueError, match=r"add up to 90\.0000004, which is 4e-07 more than 90, the total"):
            core_violations(Game.from_vector("AB", [0, 60, 50, 90]), {"A": 60.0000004, "B": 30})

    def test_rounded_shares_pass_with_a_tolerance(self):
        rounded = {player: round(share) for player, share in separable_costs(TENNESSEE).items()}
        rounded["N"] += 1
        assert core_violations(TENNESSEE, rounded, tolerance=3) == ()

    @given(random_games())
    def test_the_group_nearest_to_leaving_is_the_first_that_would(self, game):
        shares = equal_split(game)
        objections, nearest = core_violations(game, shares), nearest_to_leaving(game, shares)
        if objections:
            assert nearest.gain == pytest.approx(objections[0].gain)
        else:
            assert nearest.gain <= 1e-9 * game.scale

    def test_one_player_has_nobody_to_leave(self):
        with pytest.raises(ValueError, match="give at least two"):
            nearest_to_leaving(Game.from_vector("A", [0, 5]), {"A": 5})


def ways_to_make_up(mask, known):
    """Cost every partition of a group into known groups, one by one."""
    if not mask:
        yield 0.0
    for part in range(1, mask + 1):
        if part & mask == part and part & mask & -mask and part in known:
            yield from (known[part] + rest for rest in ways_to_make_up(mask ^ part, known))


class TestGroupCosts:
    @given(random_games(least=2, most=5, smallest=0), st.data())
    def test_unknown_groups_cost_their_cheapest_parts(self, game, data):
        count = len(game.players)
        masks = range(1, 1 << count)
        single = {1 << place for place in range(count)}
        kept = single | set(data.draw(st.lists(st.sampled_from(masks))))
        known = {mask: game.values[mask] for mask in kept}
        costs = cheapest_ways(known, count)
        for mask in masks:
            assert costs[mask] == known.get(mask, pytest.approx(min(ways_to_make_up(mask, known))))

    @given(random_games(least=2, most=5))
    def test_two_groups_are_the_cheapest_and_take_in_everybody_once(self, game):
        cost, one, other = cheapest_two_groups(game)[0]
        assert sorted([*one, *other]) == list(game.players)
        assert cost == pytest.approx(game.value(one) + game.value(other))
        for mask in range(1, len(game.values) - 1):
            assert cost <= game.values[mask] + game.values[len(game.values) - 1 ^ mask] + 1e-9


class TestSimpleRules:
    @given(games_with_a_core())
    def test_share_the_total(self, game):
        for rule in (separable_costs, pro_rata, equal_split):
            try:
                shares = rule(game)
            except ValueError:
                continue
            assert math.fsum(shares.values()) == pytest.approx(game.total, rel=1e-6, abs=1e-6)

    def test_say_when_they_have_no_answer(self):
        nothing_alone = gains({(1, 2, 3): 5})
        with pytest.raises(ValueError, match="Pro rata needs"):
            pro_rata(nothing_alone)
        with pytest.raises(ValueError, match="remaining benefits cancel out"):
            separable_costs(Game.from_vector("ABC", [0, 1, 1, 5, 1, 5, 5, 6]))


class TestDegenerateInput:
    def test_one_partner_pays_all(self):
        game = Game(["Age Well"], {("Age Well",): 40})
        for rule in RULES:
            assert rule(game) == {"Age Well": 40}
        assert core_violations(game, {"Age Well": 40}) == ()
        assert not core_is_empty(game)

    @pytest.mark.parametrize("count", [2, 3, 5, 9])
    def test_equal_costs_are_shared_equally(self, count):
        game = airport(*[7] * count)
        for rule in RULES:
            assert values(rule(game)) == close(*[7 / count] * count)

    @pytest.mark.parametrize("count", [1, 2, 4, 7])
    @pytest.mark.parametrize("kind", ["cost", "gain"])
    def test_nothing_is_shared_as_nothing(self, count, kind):
        game = Game.from_vector(range(count), [0] * 2**count, kind)
        for rule in RULES:
            assert values(rule(game)) == close(*[0] * count)
        assert not core_is_empty(game)

    def test_costs_that_only_add_up(self):
        alone = [0.1, 0.2, 0.7, 1.3]
        game = Game.from_function(range(4), lambda group: sum(alone[place] for place in group))
        for rule in (shapley_value, nucleolus, prenucleolus, separable_costs, pro_rata):
            assert values(rule(game)) == close(*alone)
        assert not core_is_empty(game)

    def test_small_savings_on_large_costs(self):
        game = Game.from_vector("AB", [0, 1e9, 2e9, 3e9 - 1])
        assert values(nucleolus(game)) == close(1e9 - 0.5, 2e9 - 0.5, to=1e-15)

    def test_all_groups_of_a_size_alike(self):
        for count in (3, 6, 10):
            game = Game.from_function(range(count), lambda group: len(group) ** 2, "gain")
            assert values(nucleolus(game)) == close(*[count] * count)

    @pytest.mark.slow
    def test_twenty_partners(self):
        game = Game.from_vector(range(20), [min(mask.bit_count(), 10) for mask in range(2**20)], "gain")
        assert values(shapley_value(game)) == close(*[0.5] * 20)
        assert values(equal_split(game)) == close(*[0.5] * 20)
        assert core_violations(game, equal_split(game))[0].gain == 5

    @pytest.mark.parametrize("numpy", [True, False])
    def test_many_partners_are_shared_alike_with_and_without_numpy(self, monkeypatch, numpy):
        monkeypatch.setattr(sharing_rules, "MANY", 4 if numpy else 99)
        if numpy:
            pytest.importorskip("numpy")
        for count in (4, 6, 7):
            runways = [place**2 + 1 for place in range(count)]
            assert shapley_value(airport(*runways)) == pytest.approx(by_definition(airport(*runways)), abs=1e-12)

    def test_a_missing_numpy_is_no_harm(self, monkeypatch):
        monkeypatch.setattr(sharing_rules, "MANY", 4)
        monkeypatch.setitem(sys.modules, "numpy", None)
        assert values(shapley_value(airport(8, 11, 13, 18))) == close(2, 3, 4, 9)

    def test_arrays_are_read_as_they_lie(self):
        for vector in (array("d", [0, 1, 2, 2.5]), array("l", [0, 1, 2, 2]), iter([0, 1, 2, 2.5])):
            assert Game.from_vector("AB", vector).alone("B") == 2

    def test_groups_may_be_written_as_people_like(self):
        by_tuple = Game(["County", "Trust"], {("County",): 1, ("Trust",): 2, ("Trust", "County"): 2.5})
        by_set = Game(
            ["County", "Trust"], {frozenset(["County"]): 1, "Trust": 2, frozenset(["County", "Trust"]): 2.5, (): 0}
        )
        assert by_tuple.values == by_set.values
        assert by_tuple.value(["Trust"]) == 2
        assert by_tuple.without("County") == 2
        assert "Trust" in repr(by_tuple)


@pytest.mark.parametrize(
    ("players", "worth", "sentence"),
    [
        ([], {}, "at least one player"),
        (["A", "A"], {"A": 1}, "'A' is named twice"),
        (["A", "B"], {"A": 1, "B": 2}, r"The cost of the group \{A, B\} is missing"),
        (["A", "B", "C"], {"A": 1, "B": 2}, "4 more groups are missing too"),
        (["A", "B"], {"A": 1, "B": "n/a", "AB": 3}, r"the cost of the group \{B\}; it is 'n/a'"),
        (["A", "B"], {"A": 1, "B": None, "AB": 3}, r"\{B\}; it is None"),
        (["A", "B"], {"A": 1, "B": math.nan, "AB": 3}, "finite number"),
        (["A", "B"], {"A": 1, "B": math.inf, "AB": 3}, "finite number"),
        (["A", "B"], {"A": 1, "B": 10**400, "AB": 3}, "finite number"),
        (["A", "B"], {"A": 1, "C": 2, "AB": 3}, "'C' is not a player"),
        (["A", "B"], {"A": 1, 7: 2, "AB": 3}, "7 is not a player"),
        (["A", "B"], {"A": 1, "B": 2, ("A", "B"): 3, ("B", "A"): 4}, r"\{A, B\} is given twice"),
        (["A", "B"], {"A": 1, "B": 2, ("A", "B", "A"): 3}, "stands twice"),
        (["A", "B"], {(): 5, "A": 1, "B": 2, "AB": 3}, "empty group is worth 0, not 5"),
        (range(21), {}, "at most 20 players.*this one has 21"),
    ],
)
def test_what_is_wrong_is_said(players, worth, sentence):
    with pytest.raises(ValueError, match=sentence):
        Game(players, worth)


@pytest.mark.parametrize(
    ("vector", "sentence"),
    [
        ([0, 1, 2], "needs 4 numbers.*3 were given"),
        ([1, 1, 2, 3], "begin with 0"),
        ([0, 1, "two", 3], r"\{B\}; it is 'two'"),
    ],
)
def test_vectors_are_checked(vector, sentence):
    with pytest.raises(ValueError, match=sentence):
        Game.from_vector("AB", vector)


def test_a_kind_must_be_known():
    with pytest.raises(ValueError, match="'cost' or 'gain', not 'loss'"):
        Game.from_vector("AB", [0, 1, 2, 3], "loss")
