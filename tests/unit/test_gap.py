"""The gap: formulas by hand, and causes that together make it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit.analysis.gap import Rates, by_cause, years

RATES = st.builds(Rates, *[st.floats(-0.5, 0.5)] * 3)


def test_the_first_year_is_today():
    today = years(10, Rates(0.1, 0.1, 0.1), 1)[0]
    assert (today.year, today.need, today.money, today.gap) == (0, 10, 10, 0)


def test_one_year_by_hand():
    # Demand a tenth more; money up 5% in cash while prices double: it buys 1.05 / 2.
    after = years(100, Rates(demand=0.1, prices=1.0, funding=0.05), 1)[1]
    assert after.need == pytest.approx(110)
    assert after.money == pytest.approx(52.5)


def test_funding_that_keeps_pace_with_prices_buys_the_same():
    assert years(5, Rates(prices=0.07, funding=0.07), 20)[-1].gap == pytest.approx(0)


@settings(derandomize=True, max_examples=50)
@given(st.floats(0, 1e6), RATES, st.integers(1, 20))
def test_the_causes_make_the_gap(budget, rates, count):
    last = years(budget, rates, count)[-1]
    assert sum(by_cause(budget, rates, count).values()) == pytest.approx(last.gap, rel=1e-9, abs=1e-6)


def test_a_cause_that_does_not_change_has_no_part():
    assert by_cause(6, Rates(demand=0.03), 5)["prices"] == 0


def test_two_causes_share_what_they_do_together():
    # Prices x and funding y in one year: alone x/(1+x) and -y, and the rest is halved between them.
    parts = by_cause(1, Rates(prices=0.25, funding=-0.2), 1)
    assert sum(parts.values()) == pytest.approx(1 - 0.8 / 1.25)
    assert parts["prices"] == pytest.approx((0.2 + (0.36 - 0.2)) / 2)
    assert parts["funding"] == pytest.approx((0.2 + (0.36 - 0.2)) / 2)


@pytest.mark.parametrize(("arguments", "words"), [
    ((-1, Rates(), 1), "cannot be below zero"),
    ((float("nan"), Rates(), 1), "budget"),
    ((1, Rates(), 0), "whole number from 1"),
    ((1, Rates(), 51), "whole number from 1"),
    ((1, Rates(), 1.5), "whole number from 1"),
])  # fmt: skip
def test_what_cannot_be_used_is_named(arguments, words):
    with pytest.raises(ValueError, match=words):
        years(*arguments)


@pytest.mark.parametrize("rate", [-1.0, -3.0, float("inf"), float("nan")])
def test_a_rate_must_leave_something(rate):
    with pytest.raises(ValueError, match="yearly change of prices"):
        Rates(prices=rate)
