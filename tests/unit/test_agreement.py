"""Agreement, against published numbers."""

import math
import random
import statistics
import sys
from fractions import Fraction
from itertools import combinations

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
        (None, "no counts"),
        (7, "no counts"),
        (b"\1\2\3", "no counts"),
        ({1: 4, 2: 5}, "no counts"),
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


# ---- exactness, counting, and what a workshop asks for


SMALL = st.lists(st.integers(0, 6), min_size=2, max_size=8).filter(any)


def slow_van_der_eijk(counts):
    """The definition, word for word: one layer at a time, every triple looked at, in exact numbers."""
    left, points, parts = list(counts), len(counts), Fraction(0)
    while any(left):
        height = min(count for count in left if count)
        filled = [bool(count) for count in left]
        size = sum(filled)
        if size == 1:
            layer = Fraction(1)
        elif size == points:
            layer = Fraction(0)
        else:
            triples = list(combinations(filled, 3))
            one_peak = sum(three in {(True, True, False), (False, True, True)} for three in triples)
            two_peaks = sum(three == (True, False, True) for three in triples)
            unimodality = Fraction(
                (points - 2) * one_peak - (points - 1) * two_peaks, (points - 2) * (one_peak + two_peaks)
            )
            layer = unimodality * (1 - Fraction(size - 1, points - 1))
        parts += Fraction(height * size, sum(counts)) * layer
        left = [count - height if count else 0 for count in left]
    return float(parts)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(SMALL)
def test_van_der_eijk_is_its_definition_to_the_last_digit(counts):
    assert ag.van_der_eijk(counts) == slow_van_der_eijk(counts)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(SMALL)
def test_deviation_and_r_wg_are_those_of_the_answers_written_out(counts):
    answers = [point for point, count in enumerate(counts, 1) for _ in range(count)]
    for about, middle in (("median", statistics.median(answers)), ("mean", statistics.fmean(answers))):
        apart = statistics.fmean(abs(answer - middle) for answer in answers)
        assert ag.average_deviation(counts, about=about) == pytest.approx(apart, abs=1e-12)
    if len(answers) > 1:
        even = (len(counts) ** 2 - 1) / 12
        assert ag.r_wg(counts) == pytest.approx(1 - statistics.variance(answers) / even, abs=1e-12)


def test_exact_landmarks():
    assert ag.van_der_eijk([7, 7, 7]) == 0
    assert ag.van_der_eijk([3, 0, 0, 0, 0, 0, 3]) == -1
    assert ag.tastle_wierman([3, 0, 0, 3]) == 0
    assert ag.van_der_eijk([5, 5]) == 0, "with two points there is no room for two camps"
    assert [function([0, 4, 0]) for function in FUNCTIONS] == [1, 1, 0, 1]


def test_shares_give_what_people_give():
    shares, people = [0.125, 0.0, 0.25, 0.5, 0.125], [1, 0, 2, 4, 1]
    for function in (ag.van_der_eijk, ag.tastle_wierman, ag.average_deviation):
        assert function(shares) == function(people)
    assert ag.van_der_eijk([0.1] * 5) == 0
    with pytest.raises(ValueError, match="at least two people"):
        ag.r_wg(shares)


def test_a_lone_voice_among_very_many():
    """The mean rounds onto the end of the scale, where a logarithm of nought would wait."""
    counts = [1, 0, 0, 0, 10**18]
    assert ag.tastle_wierman(counts) == pytest.approx(1)
    assert ag.van_der_eijk(counts) == pytest.approx(1)
    assert ag.average_deviation(counts) == pytest.approx(4e-18)
    assert ag.tastle_wierman([5e-324, 0.0, 1e308]) == pytest.approx(1)


def test_the_cutting_points_of_the_words():
    assert ag.van_der_eijk([1, 1, 0]) == ag.CLOSE == 0.5
    assert ag.spread_in_words([1, 1, 0]) == "close"
    assert ag.spread_in_words([1, 1, 1]) == "spread", "an even spread is not a split, whatever rounding does"
    assert ag.spread_in_words([1, 0, 1]) == "split"


def test_what_a_workshop_asks_for():
    found = ag.describe([4, 1, 1, 1, 5])
    assert found == ag.Agreement(
        people=12,
        mean=38 / 12,
        median=3.5,
        agreement=ag.van_der_eijk([4, 1, 1, 1, 5]),
        consensus=ag.tastle_wierman([4, 1, 1, 1, 5]),
        deviation=20 / 12,
        deviation_limit=5 / 6,
        word="split",
    )
    assert ag.enough_to_show([2, 0, 3])
    assert not ag.enough_to_show([2, 0, 2])
    questions = {"calm": [0, 9, 0], "even": [3, 3, 3], "also even": [1, 1, 1], "torn": [4, 0, 4]}
    assert ag.most_apart_first(questions) == ("torn", "even", "also even", "calm")
    with pytest.raises(ValueError, match="two points or more"):
        ag.average_deviation_limit(1)


# ---- counting


def test_answers_are_counted():
    assert ag.counts_of([5, 1, None, 5], 5) == (1, 0, 0, 0, 2)
    assert ag.counts_of(bytes([5, 1, 0, 5]), 5) == (1, 0, 0, 0, 2)
    assert ag.counts_of(bytearray([2]), 2) == (0, 1)
    assert ag.counts_of([4.0, 2], 5) == (0, 1, 0, 1, 0), "a data frame with gaps gives whole numbers as floats"
    assert ag.counts_of([], 3) == ag.counts_of(b"", 3) == (0, 0, 0)
    assert ag.counts_of(bytes([255]), 255)[-1] == 1


@pytest.mark.parametrize("answers", [[0], [6], [-1], [2.5], bytes([6]), bytes([1, 200, 3])])
def test_an_answer_must_be_on_the_scale(answers):
    with pytest.raises(ValueError, match="from 1 to 5; one is"):
        ag.counts_of(answers, 5)


@pytest.mark.parametrize("answers", [[True], ["3"], [math.nan]])
def test_an_answer_must_be_a_number(answers):
    with pytest.raises(ValueError, match="An answer must be a number"):
        ag.counts_of(answers, 5)


@pytest.mark.parametrize("points", [1, 0, -3, 256, 5.0, True, None])
def test_a_scale_must_have_points(points):
    with pytest.raises(ValueError, match="A scale has from 2 to 255 points"):
        ag.counts_of([1], points)


@pytest.mark.parametrize("points", [2, 5, 7, 8, 15, 16, 100])
@pytest.mark.parametrize("length", [0, 1, 999, 65_536, 65_537, 262_145, 1_100_000])
def test_counts_are_the_same_however_they_are_counted(length, points, monkeypatch):
    numpy = pytest.importorskip("numpy")
    dice = random.Random(length)  # noqa: S311 - chance for a test
    answers = dice.randbytes(length).translate(bytes(byte % (points + 1) for byte in range(256)))
    plain = tuple(answers.count(point) for point in range(1, points + 1))
    for module in (None, numpy):
        monkeypatch.setitem(sys.modules, "numpy", module)
        found = ag.counts_of(answers, points)
        assert found == plain == ag.counts_of(bytearray(answers), points)
        assert all(type(count) is int for count in found)


@pytest.mark.parametrize("place", [0, 70_000, 131_071, 131_072, 131_079])
@pytest.mark.parametrize("wrong", [6, 7, 8, 13, 128, 255])
def test_one_wrong_answer_among_many_is_found(place, wrong, monkeypatch):
    answers = bytearray(b"\3" * 131_080)
    answers[place] = wrong
    for module in (None, pytest.importorskip("numpy")):
        monkeypatch.setitem(sys.modules, "numpy", module)
        with pytest.raises(ValueError, match=f"from 1 to 5; one is {wrong}"):
            ag.counts_of(answers, 5)


# ---- reliability


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_is_the_same_from_counts(level):
    counts = [[unit.count(value) for value in range(1, 6)] for unit in zip(*KRIPPENDORFF_C, strict=True)]
    direct = ag.krippendorff_alpha(KRIPPENDORFF_C, level)
    assert ag.krippendorff_alpha_of_counts(counts, level) == pytest.approx(direct, abs=1e-15)
    shuffled = [row[::-1] for row in counts]
    assert ag.krippendorff_alpha_of_counts(shuffled, level, [5, 4, 3, 2, 1]) == pytest.approx(direct, abs=1e-15)


RATINGS = st.integers(2, 5).flatmap(
    lambda units: st.lists(
        st.lists(st.sampled_from([None, 0, 1, 2, 5]), min_size=units, max_size=units), min_size=2, max_size=5
    )
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(RATINGS, st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_alpha_is_its_definition_over_all_pairs(rows, level):
    units = [unit for column in zip(*rows, strict=True) if len(unit := [one for one in column if one is not None]) > 1]
    held = sorted(one for unit in units for one in unit)

    def distance(a, b):
        if level == "nominal":
            return float(a != b)
        if level == "ordinal":
            low, high = min(a, b), max(a, b)
            return (sum(low <= one <= high for one in held) - (held.count(low) + held.count(high)) / 2) ** 2
        return float((a - b) ** 2 if level == "interval" else ((a - b) / (a + b)) ** 2 if a + b else 0)

    expected = sum(distance(a, b) for a, b in combinations(held, 2))
    if not expected:
        with pytest.raises(ValueError, match=r"nothing to compare|are alike"):
            ag.krippendorff_alpha(rows, level)
        return
    observed = sum(2 * distance(a, b) / (len(unit) - 1) for unit in units for a, b in combinations(unit, 2))
    alpha = 1 - (len(held) - 1) * observed / (2 * expected)
    assert ag.krippendorff_alpha(rows, level) == pytest.approx(alpha, abs=1e-12)


def test_alpha_does_not_mind_the_unit_or_the_order_of_people():
    rows = KRIPPENDORFF_C
    large = [[None if one is None else one * 1e200 for one in row] for row in rows]
    for level in ("interval", "ratio"):
        assert ag.krippendorff_alpha(large, level) == pytest.approx(ag.krippendorff_alpha(rows, level))
        assert ag.krippendorff_alpha(rows[::-1], level) == pytest.approx(ag.krippendorff_alpha(rows, level))


def test_perfect_reliability():
    for level in ("nominal", "ordinal", "interval", "ratio"):
        assert ag.krippendorff_alpha([[1, 2, 0, 4], [1, 2, 0, None]], level) == 1


def test_bad_counts_of_ratings_get_a_sentence():
    for bad in ([[1, 2], [1]], [[1, 2, 3], [1, 2]]):
        with pytest.raises(ValueError, match="one count for each different rating"):
            ag.krippendorff_alpha_of_counts(bad, "nominal")
    for bad in ([[1, -2]], [[1, 2.5]], [[1, True]], [[1, None]]):
        with pytest.raises(ValueError, match="Counts are whole numbers"):
            ag.krippendorff_alpha_of_counts(bad, "nominal")
    with pytest.raises(ValueError, match="different rating"):
        ag.krippendorff_alpha_of_counts([[1, 2]], "nominal", [3, 3])
    with pytest.raises(ValueError, match="nothing to compare"):
        ag.krippendorff_alpha_of_counts([], "nominal")
    with pytest.raises(ValueError, match="cannot be below zero; one is -1"):
        ag.krippendorff_alpha([[1, -1], [1, 2]], "ratio")
