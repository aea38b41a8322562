"""What counts as a number, at every public function: numpy's whole numbers are whole, and none comes near overflow."""

import math

import pytest

from collabkit.analysis import agreement as ag
from collabkit.analysis import appraisal, facts, games, gap, networks, options, trust
from collabkit.analysis.numeric import LARGEST, difference, moderate, plain, whole
from collabkit.analysis.trust import TIT_FOR_TAT, Encounter, Payoffs, Strategy

numpy = pytest.importorskip("numpy")
HUGE = 1.7e308
AB = games.Game.from_vector("AB", [0, 60, 50, 90])


def small(*numbers):
    """Numbers in eight bits: a sum beyond 255, or below 0, would wrap round."""
    return [numpy.uint8(number) for number in numbers]


WHOLE = {
    "a year": (lambda n: appraisal.discount_factor(n(5)), 0.8419731668585242),
    "years of benefit": (lambda n: appraisal.break_even_benefit([10], n(1), n(4)), 2.7225113949498065),
    "flows": (lambda n: appraisal.present_value([n(200), n(200)], appraisal.STANDARD_RATES), 200 + 200 / 1.035),
    "years of a gap": (lambda n: gap.years(n(200), gap.Rates(demand=n(1)), n(2))[-1].need, 800),
    "points of a scale": (lambda n: ag.counts_of([n(1), n(2)], points=n(5)), (1, 1, 0, 0, 0)),
    "answers as bytes": (lambda n: ag.counts_of(bytes([1, 2]), points=n(5)), (1, 1, 0, 0, 0)),
    "counts": (lambda n: ag.describe([n(200), n(0), n(200)]).people, 400),
    "counts of ratings": (
        lambda n: round(ag.krippendorff_alpha_of_counts([[n(2), n(0), n(0)], [n(0), n(2), n(1)], [n(0), n(0), n(3)]], "ordinal"), 3),
        0.781,
    ),
    "points of the limit": (lambda n: round(ag.average_deviation_limit(n(5)), 3), 0.833),
    "links": (lambda n: networks.Network("AB", {("A", "B"): n(1), ("B", "A"): n(4)}).mean_views()["A", "B"], 2.5),
    "rounds": (lambda n: Encounter(TIT_FOR_TAT, TIT_FOR_TAT).average(n(3)), (3.0, 3.0)),
    "rounds to expect": (lambda n: trust.continuation_for(n(4)), 0.75),
    "payoffs": (lambda n: Payoffs(n(200), n(150), n(50), n(0)).is_dilemma, True),
    "probabilities": (lambda n: Strategy("copies", (n(1), n(0), n(1), n(0)), n(1)).after, (1, 0, 1, 0)),
    "costs of groups": (lambda n: games.Game.from_vector("AB", [n(0), n(200), n(100), n(250)]).values[3], 250),
    "shares": (lambda n: games.core_violations(AB, {"A": n(65), "B": n(25)})[0].gain, 5),
    "members of a group": (lambda n: AB.group(n(3)), ("A", "B")),
    "cheapest ways": (lambda n: games.cheapest_ways({n(1): 60.0, n(2): 50.0}, n(2)), [0, 60, 50, 110]),
    "swings": (lambda n: options.normalise_swings({"a": n(100), "b": n(100)}), {"a": 0.5, "b": 0.5}),
    "scores": (lambda n: options.flip_weight({"a": n(0), "b": n(100)}, {"a": n(100), "b": n(0)}, {"a": 0.5, "b": 0.5}, "a"), 0.5),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("kind", [int, numpy.int64, numpy.int32, numpy.uint8])
def test_whole_numbers_of_every_kind_give_the_same(name, kind):
    found, wanted = WHOLE[name]
    assert found(kind) == (wanted if isinstance(wanted, bool | tuple | list | dict) else pytest.approx(wanted))


def test_an_array_of_counts_is_read():
    counts = numpy.array([[2, 0, 0], [0, 2, 1], [0, 0, 3]])
    assert ag.krippendorff_alpha_of_counts(counts, "ordinal") == pytest.approx(0.781, abs=0.001)


TOO_LARGE = {
    "costs of groups": lambda: games.Game.from_vector("AB", [0, HUGE, HUGE, HUGE]),
    "shares": lambda: games.core_violations(AB, {"A": HUGE, "B": -HUGE}),
    "scores": lambda: options.ranking({"a": {"x": HUGE}, "b": {"x": -HUGE}}, {"x": 1}),
    "flows": lambda: appraisal.present_value([HUGE, HUGE]),
    "ratios": lambda: facts.distribution([HUGE, -HUGE, HUGE]),
    "a budget": lambda: gap.years(HUGE, gap.Rates(demand=2), 3),
    "growth": lambda: gap.years(1, gap.Rates(demand=1e10), 50),
    "prices that all but vanish": lambda: gap.by_cause(1, gap.Rates(prices=-1 + 1e-16), 50),
    "people": lambda: ag.describe([HUGE, HUGE]),
    "ratings": lambda: ag.krippendorff_alpha_of_counts([[10**400, 10**300], [1, 2]], "ordinal"),
    "links": lambda: networks.Network("AB", {("A", "B"): HUGE, ("B", "A"): HUGE}),
    "payoffs": lambda: Payoffs(HUGE, HUGE / 2, -HUGE / 2, -HUGE),
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_LARGE)
def test_numbers_near_overflow_are_refused_in_a_sentence(name):
    with pytest.raises(
        ValueError, match=r"too large|more than a computer holds|beyond all bounds|whole numbers from 0 to"
    ):
        TOO_LARGE[name]()


def test_numbers_up_to_the_limit_are_worked_with():
    game = games.Game.from_vector("AB", [0, LARGEST, LARGEST, LARGEST])
    for rule in (games.equal_split, games.pro_rata, games.separable_costs, games.shapley_value, games.nucleolus):
        assert tuple(rule(game).values()) == pytest.approx((LARGEST / 2, LARGEST / 2))
    assert ag.enough_to_show([HUGE, HUGE])


def test_what_is_kept_is_pythons_own():
    assert type(plain(numpy.int8(3), "It")) is int
    assert type(plain(numpy.float32(0.5), "It")) is float
    with pytest.raises(ValueError, match="It must be a number"):
        moderate(True, "It")
    for refused in (True, 2.0, "2", numpy.float64(2), 0, 4):
        with pytest.raises(ValueError, match="from 1 to 3"):
            whole(refused, "from 1 to 3", least=1, most=3)


@pytest.mark.parametrize(("found", "words"), [
    (lambda: options.weighted_value({"a": 1, "b": 1}, {"a": 0.5, "b": 0.500002}), "which is 2e-06 more than 1"),
    (lambda: games.nearest_to_leaving(AB, {"A": 60, "B": 29.9999996}), "which is 4e-07 less than 90, the total"),
])  # fmt: skip
def test_sums_that_miss_say_by_how_much(found, words):
    with pytest.raises(ValueError, match=words):
        found()
    assert difference(math.pi, 3) == "3.14159265359, which is 0.141593 more than 3"


def test_the_nucleolus_leaves_nobody_a_grain_worse_off_than_alone():
    shares = games.nucleolus(games.Game.from_vector(range(3), [0, 0, 0, 1, 0, 0, 0, 1], "gain"))
    assert shares == {0: pytest.approx(0.5), 1: pytest.approx(0.5), 2: 0.0}
    assert all(math.copysign(1, share) > 0 for share in shares.values()), "and none gets minus nought"
