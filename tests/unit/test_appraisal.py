"""Appraisal: discounting, break-even, percentiles, sensitivity and simulation, against published numbers."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit.analysis import appraisal as ap
from collabkit.data import cases, uplifts
from collabkit.data.discount_rates import STANDARD_RATES, Rates

REFERENCES = Path(__file__).parents[2] / "book" / "references.bib"
FLAT = Rates(edition="none", source_key="none", periods=((None, 0.0),), note="")
AMOUNTS = st.floats(-1e6, 1e6)
FLOWS = st.lists(AMOUNTS, min_size=1, max_size=60)
VALUES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30)
properties = settings(derandomize=True, max_examples=200, deadline=None)


# ---- discounting


@pytest.mark.parametrize(
    ("year", "factor"),
    [(0, 1), (1, 0.9662), (5, 0.8420), (10, 0.7089), (30, 0.3563), (75, 0.0942), (125, 0.0274), (300, 0.0014)],
)
def test_published_factors(year, factor):
    assert ap.discount_factor(year) == pytest.approx(factor, abs=5e-5)


@pytest.mark.parametrize(
    ("last", "before", "after"),
    [(30, 0.035, 0.03), (75, 0.03, 0.025), (125, 0.025, 0.02), (200, 0.02, 0.015), (300, 0.015, 0.01)],
)
def test_the_rate_falls_after_the_last_year_of_a_period(last, before, after):
    assert ap.discount_factor(last - 1) / ap.discount_factor(last) == pytest.approx(1 + before)
    assert ap.discount_factor(last) / ap.discount_factor(last + 1) == pytest.approx(1 + after)


def test_the_rates_are_dated_and_have_a_source():
    assert STANDARD_RATES.edition == "February 2026"
    assert f"{{{STANDARD_RATES.source_key}," in REFERENCES.read_text(encoding="utf-8")
    lasts = [last for last, _ in STANDARD_RATES.periods]
    assert lasts == [30, 75, 125, 200, 300, None]
    assert [rate for _, rate in STANDARD_RATES.periods] == [0.035, 0.03, 0.025, 0.02, 0.015, 0.01]


def test_factors_against_exact_arithmetic():
    exact = Fraction(1)
    for year in range(1, 400):
        rate = next(rate for last, rate in STANDARD_RATES.periods if last is None or year <= last)
        exact /= 1 + Fraction(str(rate))
        assert ap.discount_factor(year) == pytest.approx(float(exact), rel=1e-13)


@pytest.mark.parametrize("year", [-1, 1.0, True, "1", None, math.nan, 1001])
def test_a_year_must_be_a_year(year):
    ap.discount_factor(1)  # what was worked out for year 1 is not given to those equal to 1
    with pytest.raises(ValueError, match="A year must be a whole number from 0 to 1000"):
        ap.discount_factor(year)


def test_worked_values():
    assert ap.present_value([-10, 2.5, 2.5, 2.5, 2.5]) == pytest.approx(-0.817302, abs=5e-7)
    assert ap.present_value([-5, 1.5, 1.5, 1.5, 1.5]) == pytest.approx(0.509619, abs=5e-7)
    assert ap.net_present_value([10], [0, 2.5, 2.5, 2.5, 2.5]) == pytest.approx(-0.817302, abs=5e-7)
    assert ap.net_present_value([5], [0, 1.5, 1.5, 1.5, 1.5]) == pytest.approx(0.509619, abs=5e-7)
    assert ap.present_value([]) == 0
    assert ap.present_value([7]) == 7
    assert ap.present_value([1, 2, 3], FLAT) == 6


@properties
@given(FLOWS, FLOWS, AMOUNTS)
def test_present_value_is_linear(one, other, times):
    length = max(len(one), len(other))
    one, other = ([*flows, *[0.0] * (length - len(flows))] for flows in (one, other))
    together = ap.present_value([a + times * b for a, b in zip(one, other, strict=True)])
    assert together == pytest.approx(ap.present_value(one) + times * ap.present_value(other), rel=1e-9, abs=1e-3)


@properties
@given(FLOWS)
def test_later_is_worth_less(flows):
    gains = [abs(flow) for flow in flows]
    assert ap.present_value([0, *gains]) <= ap.present_value(gains) <= math.fsum(gains) * (1 + 1e-12)


@pytest.mark.parametrize("bad", ["n/a", None, True, math.nan, -math.inf])
def test_a_flow_must_be_a_number(bad):
    with pytest.raises(ValueError, match="The flow of year 1 must be a number"):
        ap.present_value([1, bad])
    with pytest.raises(ValueError, match="The flow of year 0 must be a number"):
        ap.net_present_value([1], [bad])


def test_a_plan_of_a_thousand_years_is_long_enough():
    assert ap.present_value([1.0] * 1001) > ap.present_value([1.0] * 1000)
    with pytest.raises(ValueError, match="up to year 1000; there are 1002"):
        ap.present_value([1.0] * 1002)


@properties
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=10), st.integers(0, 40), st.integers(1, 60))
def test_at_break_even_nothing_is_gained_or_lost(costs, first_year, years):
    least = ap.break_even_benefit(costs, first_year, years)
    benefits = [0.0] * first_year + [least] * years
    assert ap.net_present_value(costs, benefits) == pytest.approx(0, abs=1e-9 * (1 + sum(costs)))


def test_break_even_by_hand():
    assert ap.break_even_benefit([10], 1, 4, FLAT) == 2.5
    assert ap.break_even_benefit([10], 1, 4) == pytest.approx(2.722511, abs=5e-7)
    for years in (0, -1, 2.5, True):
        with pytest.raises(ValueError, match="at least one year"):
            ap.break_even_benefit([10], 1, years)
    with pytest.raises(ValueError, match="A year must be a whole number"):
        ap.break_even_benefit([10], -1, 4)


# ---- percentiles and reference classes


def test_percentiles_interpolate_between_observations():
    assert [ap.percentile([4, 1, 2], p) for p in (0, 25, 50, 75, 100)] == [1, 1.5, 2, 3, 4]
    assert ap.percentile([5], 37) == 5


@properties
@given(VALUES, st.lists(st.floats(0, 100), min_size=2, max_size=6))
def test_percentiles_never_fall(values, places):
    found = [ap.percentile(values, p) for p in sorted(places)]
    assert found == sorted(found)
    assert min(values) <= found[0] <= found[-1] <= max(values)


def test_percentiles_of_very_large_numbers_stay_between_them():
    assert ap.percentile([-1.5e308, 1.5e308], 50) == 0


@pytest.mark.parametrize("p", [-0.1, 100.1, math.nan, "50", True])
def test_a_percentile_must_lie_between_0_and_100(p):
    with pytest.raises(ValueError, match="percentile"):
        ap.percentile([1, 2], p)


@pytest.mark.parametrize(
    ("values", "said"), [([], "at least one value"), ([1, math.nan], "Value 2 must be a number"), ([True], "Value 1")]
)
def test_percentiles_need_numbers(values, said):
    with pytest.raises(ValueError, match=said):
        ap.percentile(values, 50)


@pytest.mark.parametrize(
    ("name", "chosen", "n", "published"),
    [
        ("all costs", cases.cost_pairs(), 18, (0.60, 1.45, 1.69, 2.14, 2.19, 5.41)),
        ("verified costs", cases.cost_pairs(verified=True), 12, (0.60, 1.61, 1.94, 2.54, 3.29, 5.41)),
        ("strict costs", cases.cost_pairs(strict=True), 7, (1.50, 1.76, 2.00, 3.74, 4.67, 5.41)),
    ],
)
def test_reference_classes_of_cost_as_tabled(name, chosen, n, published):
    found = ap.ReferenceClass(name, tuple(case.cost_ratio for case in chosen))
    assert found.n == n
    assert [found.percentile(p) for p in (0, 25, 50, 75, 80, 100)] == pytest.approx(published, abs=0.0051)
    assert found.quartiles == tuple(found.percentile(p) for p in (25, 50, 75))


def test_reference_classes_of_benefit_and_time_as_tabled():
    benefit = ap.ReferenceClass("benefit", tuple(case.benefit_ratio for case in cases.benefit_pairs()))
    time = ap.ReferenceClass("time", tuple(case.time_ratio for case in cases.time_pairs()))
    assert (benefit.n, time.n) == (22, 11)
    assert [benefit.percentile(p) for p in (0, 25, 50, 75, 80, 100)] == pytest.approx(
        (-0.75, 0.28, 0.42, 0.975, 1.10, 2.25), abs=0.0051
    )
    assert [time.percentile(p) for p in (0, 50, 75, 100)] == pytest.approx((1.00, 1.50, 2.02, 3.14), abs=0.0051)


def test_a_reference_class_describes_and_cannot_be_changed():
    found = ap.ReferenceClass("made up", (3, 1, 2))
    assert found.ratios == (1, 2, 3)
    assert found == ap.ReferenceClass("made up", (1, 2, 3))
    with pytest.raises(AttributeError):
        found.name = "another"
    with pytest.raises(ValueError, match="“empty” has no ratios"):
        ap.ReferenceClass("empty", ())
    with pytest.raises(ValueError, match="Ratio 2 must be a number; found None"):
        ap.ReferenceClass("gap", (1, None))


# ---- how sure a percentile is


def coverage(n: int, p: float, low: int, high: int) -> Fraction:
    """Return the chance that the percentile lies from the low-th to the high-th of n draws, in exact numbers."""
    q = Fraction(p) / 100
    return sum(math.comb(n, k) * q**k * (1 - q) ** (n - k) for k in range(low, high))


@pytest.mark.parametrize("n", [6, 7, 10, 22, 57, 100])
@pytest.mark.parametrize("p", [5, 25, 50, 80, 99])
@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.999])
def test_intervals_cover_as_often_as_they_say_and_could_not_be_shorter(n, p, confidence):
    found = ap.percentile_interval(list(range(1, n + 1)), p, confidence)
    low, high = found.low or 0, found.high or n + 1
    tail = Fraction(1 - confidence) / 2
    assert coverage(n, p, low, high) >= 1 - 2 * tail
    assert coverage(n, p, 0, low) <= tail
    assert coverage(n, p, 0, low + 1) > tail
    assert coverage(n, p, high, n + 1) <= tail
    assert coverage(n, p, high - 1, n + 1) > tail


def test_five_cases_cannot_bound_a_median_and_six_can():
    """With five, all lie on one side of the median once in sixteen times, which is more often than 5%."""
    assert (ap.percentile_interval([1, 2, 3, 4, 5], 50).low, ap.percentile_interval([1, 2, 3, 4, 5], 50).high) == (
        None,
        None,
    )
    six = ap.percentile_interval([1, 2, 3, 4, 5, 6], 50)
    assert (six.low, six.high) == (1, 6)


def test_the_ends_have_no_interval_beyond_them():
    lowest, highest = (ap.percentile_interval([1, 2, 3], p) for p in (0, 100))
    assert (lowest.value, lowest.low, lowest.high) == (1, None, 1)
    assert (highest.value, highest.low, highest.high) == (3, 3, None)


def test_many_draws_agree_with_the_normal_approximation():
    n, p = 1_000_000, 80
    found = ap.percentile_interval(range(1, n + 1), p)
    half = 1.959964 * math.sqrt(n * 0.8 * 0.2)
    assert found.low == pytest.approx(0.8 * n - half, abs=2)
    assert found.high == pytest.approx(0.8 * n + half, abs=2)


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, math.nan, "high"])
def test_confidence_lies_between_0_and_1(confidence):
    with pytest.raises(ValueError, match="confidence"):
        ap.percentile_interval([1, 2, 3], 50, confidence)
    with pytest.raises(ValueError, match="confidence"):
        ap.simulate(abs, [[1.0]], draws=5, confidence=confidence)


def test_an_interval_needs_draws_in_order():
    with pytest.raises(ValueError, match="in order, the least first"):
        ap.percentile_interval([2, 1], 50)
    with pytest.raises(ValueError, match="at least one value"):
        ap.percentile_interval([], 50)


# ---- uplifts, sensitivity, simulation


def test_a_mixed_project_as_published():
    plain, odd = (
        next(one for one in uplifts.load() if one.id == f"{kind}-building") for kind in ("standard", "non-standard")
    )
    assert ap.weighted_uplift([(0.3, odd.capital.upper), (0.7, plain.capital.upper)]) == pytest.approx(32.1, abs=1e-12)
    assert ap.weighted_uplift([(0.3, odd.duration.upper), (0.7, plain.duration.upper)]) == pytest.approx(
        14.5, abs=1e-12
    )


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "add up to 0"),
        ([(0.3, 51)], "add up to 0.3"),
        ([(1.5, 51), (-0.5, 24)], "cannot be below zero"),
        ([(1, math.nan)], "An uplift must be a number"),
        ([("all", 51)], "The share of a part must be a number"),
    ],
)
def test_bad_shares_get_a_sentence(parts, said):
    with pytest.raises(ValueError, match=said):
        ap.weighted_uplift(parts)


def plan(factors):
    return ap.present_value([-factors["cost"], *[factors["benefit"]] * 4])


def test_one_factor_at_a_time():
    base = {"cost": 10.0, "benefit": 2.5}
    found = ap.one_at_a_time(plan, base, {"cost": (9, 11), "benefit": (1, 4)})
    assert [swing.factor for swing in found] == ["benefit", "cost"], "the widest swing comes first"
    assert found[1].low == pytest.approx(plan(base) + 1)
    assert found[1].high == pytest.approx(plan(base) - 1)
    assert found[1].width == pytest.approx(2)
    assert base == {"cost": 10.0, "benefit": 2.5}


@pytest.mark.parametrize(
    ("base", "ranges", "said"),
    [
        ({"cost": 1}, {"benefit": (1, 2)}, "'benefit' has a range but no base value"),
        ({"cost": "n/a"}, {}, "base value of 'cost' must be a number"),
        ({"cost": 1}, {"cost": (1, None)}, "range of 'cost' must be a number"),
        ({"cost": 1}, {"cost": (1, 0)}, "result when 'cost' is 0 must be a number; found nan"),
    ],
)
def test_bad_factors_get_a_sentence(base, ranges, said):
    with pytest.raises(ValueError, match=said):
        ap.one_at_a_time(lambda factors: 1 / factors["cost"] if factors["cost"] else math.nan, base, ranges)


def worth(cost, benefit, months):
    return benefit * 10 / (1 + months / 12) - cost


def test_the_same_seed_gives_the_same_result():
    factors = ([1.0, 2.0, 5.0], [0.4, 0.9, 1.2], [10.0, 20.0, 40.0])
    one, again, other = (ap.simulate(worth, factors, draws=500, seed=seed) for seed in (7, 7, 8))
    assert one == again
    assert one != other
    state = random.getstate()
    ap.simulate(worth, factors, draws=10)
    assert random.getstate() == state, "nobody else's chance is touched"


def test_draws_rest_on_the_one_generator_that_python_promises_to_keep():
    chance = random.Random(3)  # noqa: S311 - chance for a simulation
    values = [1.0, 2.0, 5.0]
    drawn = sorted(values[int(chance.random() * 3)] for _ in range(40))
    (found,) = ap.simulate(lambda ratio: ratio, [values], draws=40, seed=3, percentiles=[50])
    assert found == ap.percentile_interval(drawn, 50)


def test_a_simulation_finds_what_can_be_counted_out():
    """All 27 results are equally likely, so the true percentiles are known."""
    values = [0.0, 1.0, 2.0]
    exact = sorted(a + 3 * b + 9 * c for a in values for b in values for c in values)
    found = ap.simulate(lambda a, b, c: a + 3 * b + 9 * c, [values] * 3, draws=20_000, seed=11)
    assert [estimate.p for estimate in found] == [10, 25, 50, 75, 90]
    for estimate in found:
        truth = exact[math.ceil(27 * estimate.p / 100) - 1]
        assert estimate.low <= truth <= estimate.high
        assert estimate.low <= estimate.value <= estimate.high
        assert estimate.high - estimate.low <= 1


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """The middle of a die's hundred faces, from 200 simulations of 300 draws each."""
    faces = [float(face) for face in range(100)]
    found = [ap.simulate(lambda face: face, [faces], 300, seed, [50], 0.9)[0] for seed in range(200)]
    held = sum(one.low <= 49.5 <= one.high for one in found)
    assert 170 <= held <= 198


def test_more_draws_are_surer():
    few, many = (
        ap.simulate(lambda a, b: a * b, [range(1, 50)] * 2, draws=n, percentiles=[50])[0] for n in (100, 10_000)
    )
    assert many.high - many.low < (few.high - few.low) / 4


def test_a_reference_class_can_be_drawn_from():
    strict = ap.ReferenceClass("cost", tuple(case.cost_ratio for case in cases.cost_pairs(strict=True)))
    found = ap.simulate(lambda ratio: 10 * ratio, [strict], draws=1000, percentiles=[0, 100])
    assert [one.value for one in found] == [10 * strict.ratios[0], 10 * strict.ratios[-1]]
    assert found == ap.simulate(lambda ratio: 10 * ratio, [strict.ratios], draws=1000, percentiles=[0, 100])


@pytest.mark.parametrize(
    ("factors", "options", "said"),
    [
        ([[1.0]], {"draws": 0}, "at least one draw"),
        ([[1.0]], {"draws": 2.5}, "at least one draw"),
        ([[]], {}, "at least one value to draw from"),
        ([[1.0, "n/a"]], {}, "A factor's value 2 must be a number; found 'n/a'"),
        ([[1.0, math.nan]], {}, "A factor's value 2 must be a number"),
        ([[1.0]], {"percentiles": [101]}, "between 0 and 100"),
    ],
)
def test_bad_simulations_get_a_sentence(factors, options, said):
    with pytest.raises(ValueError, match=said):
        ap.simulate(lambda ratio: ratio, factors, **{"draws": 10, **options})


def test_a_model_must_give_numbers():
    with pytest.raises(ValueError, match="The model's result in draw 1 must be a number; found nan"):
        ap.simulate(lambda ratio: ratio * math.nan, [[1.0]], draws=10)
    assert [one.value for one in ap.simulate(lambda: 4.0, [], draws=3, percentiles=[50])] == [4]
