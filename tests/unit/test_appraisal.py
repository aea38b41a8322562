"""Appraisal: discounting and break-even, against published numbers."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit.analysis import appraisal as ap
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


def test_a_plan_of_a_thousand_years_is_long_enough():
    assert ap.present_value([1.0] * 1001) > ap.present_value([1.0] * 1000)
    with pytest.raises(ValueError, match="up to year 1000; there are 1002"):
        ap.present_value([1.0] * 1002)


@properties
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=10), st.integers(0, 40), st.integers(1, 60))
def test_at_break_even_nothing_is_gained_or_lost(costs, first_year, years):
    least = ap.break_even_benefit(costs, first_year, years)
    benefits = [0.0] * first_year + [least] * years
    assert ap.present_value(benefits) - ap.present_value(costs) == pytest.approx(0, abs=1e-9 * (1 + sum(costs)))


def test_break_even_by_hand():
    assert ap.break_even_benefit([10], 1, 4, FLAT) == 2.5
    assert ap.break_even_benefit([10], 1, 4) == pytest.approx(2.722511, abs=5e-7)
    for years in (0, -1, 2.5, True):
        with pytest.raises(ValueError, match="at least one year"):
            ap.break_even_benefit([10], 1, years)
    with pytest.raises(ValueError, match="A year must be a whole number"):
        ap.break_even_benefit([10], -1, 4)
