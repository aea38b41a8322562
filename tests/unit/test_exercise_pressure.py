"""pressure: the chapter's sum, a plan without a gap, and odd answers that get a sentence."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit import exercise
from collabkit.analysis.facts import facts
from collabkit.data import spending

PRESSURE = exercise("pressure")
EXAMPLE = dict(PRESSURE.example)
FIELDS = [part.key for whole in PRESSURE.questions() for part in whole.fields()]
GARBAGE = st.dictionaries(
    st.sampled_from(FIELDS),
    st.one_of(
        st.text(max_size=20),
        st.integers(),
        st.floats(),
        st.none(),
        st.lists(st.integers()),
        st.sampled_from(["-50%", "50"]),
    ),
)


def rows(findings, start):
    return {row[0]: row[1:] for table in findings.tables() if table.caption.startswith(start) for row in table.rows}


def test_the_chapters_sum():
    findings = PRESSURE.evaluate_example()
    assert rows(findings, "Year by year")["Year 3"] == (6.56, 5.57, 0.98)
    closed = rows(findings, "What joint work would close")
    # The chapter says these two in words: if new cases move the middle one, its sentence has to move too.
    assert closed["As planned"] == (0.4, "41%")  # two-fifths
    assert closed["Middle case"] == (0.17, "17%")  # a sixth
    assert findings.headline.startswith("In 3 years the same service would need £985,000 a year more")


def test_the_middle_case_is_that_of_the_collection():
    findings = PRESSURE.evaluate(EXAMPLE | {"hoped": 100, "budget": 10_000})
    saved, _ = rows(findings, "What joint work would close")["Middle case"]
    assert saved == pytest.approx(100 * float(facts()["benefit-all-median"]), abs=0.5)
    assert f"From {facts()['benefit-all-n']} cases" in findings.to_text()
    assert "would need £1,641.3 million a year more" in findings.headline


def test_causes_and_what_one_point_does():
    findings = PRESSURE.evaluate(EXAMPLE | {"funding": 2})
    assert "Growing demand adds £556,000 and rising prices add £" in findings.to_text()
    assert "growing funding takes £" in findings.to_text()
    lower, higher = rows(findings, "The gap in the last year")["Funding"]
    assert lower > rows(findings, "Year by year")["Year 3"][2] > higher


def test_published_changes_stand_apart():
    shown = rows(PRESSURE.evaluate_example(), "Real change")
    assert shown["2010-11 to 2017-18"][0] == "−29%"
    published = {f"{change.period_start} to {change.period_end}" for change in spending.cumulative()}
    assert set(shown) <= published
    assert len(shown) == 4


@pytest.mark.parametrize(("change", "words"), [
    ({"funding": 6, "demand": 0}, "there is no gap: in 3 years you would have £"),
    ({"funding": 0, "demand": 0, "prices": 0}, "the money would just buy the same service"),
    ({"hoped": None}, "of what it would cost."),
    ({"hoped": 0}, "of what it would cost."),
    ({"hoped": 5}, "would close all of that if all goes as planned"),
    ({"years": 1}, "In 1 year the same service"),
    ({"years": 10, "demand": 50, "prices": 50, "funding": -50}, "In 10 years"),
    ({"budget": 0.001}, "would need £164 a year more"),
])  # fmt: skip
def test_plans_of_every_kind(change, words):
    findings = PRESSURE.evaluate(EXAMPLE | change)
    assert findings.complete
    assert words in findings.to_text()


@pytest.mark.parametrize(("answers", "words"), [
    ({"budget": 100, "funding": -0.02, "demand": 0.02, "prices": 0.02, "years": 1},
     ["less than 1% of what it would cost", "growing demand (£20,000), rising prices (£20,000) and falling funding (£20,000)",
      "£100,020,000, and the money would buy £99,960,000"]),
    ({"budget": 6, "funding": 1, "demand": -2, "prices": 4, "years": 2},
     ["Rising prices add £457,000; falling demand takes £238,000 off and growing funding takes £116,000 off, which leaves the gap of £104,000."]),
    ({"budget": 6, "funding": -3, "demand": 0, "prices": 0, "years": 2}, ["The gap of £355,000 comes from falling funding."]),
    ({"budget": 0.001, "funding": -0.02, "demand": 0.02, "prices": 0.02, "years": 1, "hoped": 2},
     ["would close all of that if all goes as planned", "Year by year, £ in today’s money", "999.6"]),
    ({"budget": 10, "funding": 0, "demand": 0.003, "prices": 0, "years": 1},
     ["there is next to no gap: in 1 year £300 a year would be missing."]),
    ({"budget": 10, "funding": 0, "demand": -0.04, "prices": 0, "years": 1, "hoped": 1}, ["no gap"]),
    ({"budget": 6, "funding": 0, "demand": 3, "prices": 2, "years": 2, "hoped": 0}, ["You hope for no saving from joint work"]),
    ({"budget": 6, "funding": 20, "demand": 50, "prices": 0, "years": 10}, ["6.2 times today’s money"]),
    ({"budget": 6, "funding": 0, "demand": 0, "prices": 0.4, "years": 1},
     ["The gap of £24,000 comes from rising prices.", "your own assumption comes to a fall of less than 1% in 1 year."]),
    ({"budget": 6, "funding": 2, "demand": 3, "prices": 2, "years": 3}, ["your own assumption comes to no change in 3 years."]),
])  # fmt: skip
def test_words_go_by_sign_and_size(answers, words):
    text = PRESSURE.evaluate(answers).to_text()
    for said in words:
        assert said in text
    assert ": ." not in text
    assert not re.search(r"-0(?:\.0+)?(?![.\d])", text)


@pytest.mark.parametrize(("answers", "row"), [
    ({"budget": 6, "funding": -0.04}, (6000, 5997.6, 2.4)),
    ({"budget": 1000, "funding": -0.000001}, (1000000000, 999999990, 10)),
    ({"budget": 6, "funding": 0}, (6, 6, 0)),
])  # fmt: skip
def test_a_gap_that_is_said_can_be_seen_in_the_table(answers, row):
    findings = PRESSURE.evaluate({"demand": 0, "prices": 0, "years": 1} | answers)
    assert rows(findings, "Year by year")["Year 1"] == row


@pytest.mark.parametrize(("change", "words"), [
    ({"budget": None}, "Say what you spend on it a year."),
    ({"demand": None}, "Answer: How will demand change each year? 0 is an answer too."),
    ({"prices": "much"}, "Type a number here"),
    ({"funding": -60}, "not below −50 (% a year); it has −60."),
    ({"years": 2.5}, "Type a whole number here"),
    ({"years": 11}, "not above 10"),
])  # fmt: skip
def test_what_is_missing_or_wrong_is_said(change, words):
    findings = PRESSURE.evaluate(EXAMPLE | change)
    assert words in findings.to_text()
    assert not findings.complete


@settings(derandomize=True, max_examples=60, deadline=None)
@given(GARBAGE)
def test_nothing_that_is_typed_can_raise(answers):
    assert PRESSURE.evaluate(answers).to_text()
    assert PRESSURE.evaluate(EXAMPLE | answers).to_text()
