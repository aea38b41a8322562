"""Agreement, against published numbers."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit.analysis import agreement as ag

PACKAGE_EXAMPLE = [30, 40, 210, 130, 530, 50, 10]
FUNCTIONS = [ag.van_der_eijk, ag.tastle_wierman, ag.average_deviation, ag.r_wg]
KRIPPENDORFF_C = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def test_published_example_of_the_agreement_package():
    assert ag.van_der_eijk(PACKAGE_EXAMPLE) == pytest.approx(0.6113333, abs=5e-8)
    assert ag.tastle_wierman(PACKAGE_EXAMPLE) == pytest.approx(0.7256876, abs=5e-8)


@pytest.mark.parametrize(
    ("counts", "a", "consensus"),
    [([0, 0, 9, 0, 0], 1, 1), ([3, 3, 3, 3, 3], 0, 0.4340), ([4, 0, 0, 0, 4], -1, 0)],
)
def test_the_three_landmarks(counts, a, consensus):
    assert ag.van_der_eijk(counts) == pytest.approx(a, abs=1e-12)
    assert ag.tastle_wierman(counts) == pytest.approx(consensus, abs=5e-5)


def test_one_example_through_every_formula():
    counts = [0, 1, 2, 5, 2]
    assert ag.r_wg(counts) == pytest.approx(0.57778, abs=5e-6)
    assert ag.average_deviation(counts, about="mean") == pytest.approx(0.68)
    assert ag.average_deviation(counts) == pytest.approx(0.6)
    assert ag.tastle_wierman(counts) == pytest.approx(0.70945, abs=5e-6)
    assert ag.van_der_eijk(counts) == pytest.approx(0.55)


@pytest.mark.parametrize(
    ("counts", "a", "consensus", "rwg", "deviation", "words"),
    [
        ([0, 1, 3, 6, 2], 0.583, 0.719, 0.625, 0.583, "close"),
        ([2, 2, 2, 2, 2], 0.000, 0.434, -0.111, 1.200, "spread"),
        ([4, 1, 1, 1, 5], -0.417, 0.182, -0.712, 1.667, "split"),
        ([6, 0, 0, 0, 6], -1.000, 0.000, -1.182, 2.000, "split"),
    ],
)
def test_worked_table(counts, a, consensus, rwg, deviation, words):
    assert ag.van_der_eijk(counts) == pytest.approx(a, abs=5e-4)
    assert ag.tastle_wierman(counts) == pytest.approx(consensus, abs=5e-4)
    assert ag.r_wg(counts) == pytest.approx(rwg, abs=5e-4)
    assert ag.average_deviation(counts) == pytest.approx(deviation, abs=5e-4)
    assert ag.spread_in_words(counts) == words


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorffs_own_data(level, alpha):
    assert ag.krippendorff_alpha(KRIPPENDORFF_C, level) == pytest.approx(alpha, abs=5e-4)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ([], "no counts"),
        ([0, 0, 0], "all counts are zero"),
        ([1, -1, 2], "below zero; point 2"),
        ([1, "n/a", 2], "must be numbers; point 2 has 'n/a'"),
        ([1, math.nan, 2], "must be numbers"),
        ([1, math.inf, 2], "must be numbers"),
        ([1, True, 2], "must be numbers"),
        ([1, None, 2], "must be numbers"),
        ("123", "no counts"),
        ([5], "at least"),
    ],
)
def test_bad_counts_get_a_sentence(function, bad, said):
    with pytest.raises(ValueError, match=said):
        function(bad)


def test_bad_ratings_get_a_sentence():
    for bad, said in (
        ([], "one row for each coder"),
        ([[1, 2], [1]], "same length"),
        ([[1, "x"], [1, 2]], "coder 1 has 'x'"),
        ([[1, None], [None, 2]], "nothing to compare"),
        ([[1, 1], [1, 1]], "all ratings are alike"),
    ):
        with pytest.raises(ValueError, match=f"(?i){said}"):
            ag.krippendorff_alpha(bad, "nominal")
    with pytest.raises(ValueError, match="level"):
        ag.krippendorff_alpha([[1, 2], [1, 2]], "exact")
    with pytest.raises(ValueError, match="one is 9"):
        ag.counts_of([1, 9], 5)
    with pytest.raises(ValueError, match="at least two people"):
        ag.r_wg([0, 1, 0])


COUNTS = st.lists(st.integers(0, 50), min_size=3, max_size=9).filter(lambda counts: sum(counts) >= 2)


@settings(max_examples=300)
@given(COUNTS)
def test_bounds_and_symmetry(counts):
    a, consensus = ag.van_der_eijk(counts), ag.tastle_wierman(counts)
    assert -1 - 1e-9 <= a <= 1 + 1e-9
    assert -1e-9 <= consensus <= 1 + 1e-9
    assert ag.r_wg(counts) <= 1 + 1e-9
    assert 0 <= ag.average_deviation(counts) <= ag.average_deviation(counts, about="mean") + 1e-9
    for function in FUNCTIONS:
        assert function(counts[::-1]) == pytest.approx(function(counts), abs=1e-9), "the ends of a scale are alike"


@settings(max_examples=100)
@given(COUNTS, st.integers(2, 5))
def test_twice_the_people_agree_as_much(counts, times):
    more = [count * times for count in counts]
    assert ag.van_der_eijk(more) == pytest.approx(ag.van_der_eijk(counts), abs=1e-9)
    assert ag.tastle_wierman(more) == pytest.approx(ag.tastle_wierman(counts), abs=1e-9)
