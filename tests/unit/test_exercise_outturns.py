"""outturns: words by sign, amounts by size, and forecasts of every measure said to be forecasts."""

import re

import pytest

from collabkit import exercise
from collabkit.data import cases
from collabkit.data.unfinished import FLOOR, FORECAST, PART_WAY, UNFINISHED
from collabkit.exercises.outturns import money

OUTTURNS = exercise("outturns")
EXAMPLE = dict(OUTTURNS.example)
FINAL = {
    "outturn", "outturn_net", "outturn_derived", "outturn_later_date", "outturn_attribution_weak", "scope_changed",
    "wider_scope", "component", "self_reported", "self_reported_scope_changed", "disputed", "claimed_match", "press_dates",
}  # fmt: skip
"""Tags of figures that are the end of the matter, however well they are known."""


def rows(findings, start):
    return [dict(zip(table.columns, row, strict=True)) for table in findings.tables() if table.caption.startswith(start)
            for row in table.rows]  # fmt: skip


def test_the_worked_example_by_hand():
    findings = OUTTURNS.evaluate_example()
    assert findings.headline.startswith("As planned it is worth £4.71 million; at the middle figures")
    assert re.search(r"it would .* £[\d.]+ million, in today’s money over 10 years of benefit\.", findings.headline)
    planned = rows(findings, "What your plan would be worth")[0]
    # £2.1m in years 0 and 1, then £1.1m in years 2 to 11, at 3.5% a year.
    value = sum(1.1 / 1.035**year for year in range(2, 12)) - 2.1 - 2.1 / 1.035
    assert planned["Value today, £m"] == round(value, 2) == 4.71


@pytest.mark.parametrize(
    ("pairs", "kind"), [(cases.cost_pairs(), "cost"), (cases.benefit_pairs(), "benefit"), (cases.time_pairs(), "time")],
    ids=["cost", "benefit", "time"],
)  # fmt: skip
def test_every_tag_is_final_or_not(pairs, kind):
    tags = {getattr(case, f"{kind}_tag") for case in pairs}
    assert tags <= FINAL | set(UNFINISHED), "sort a new tag into UNFINISHED, or here among those that are final"
    assert not FINAL & set(UNFINISHED)
    assert set(UNFINISHED.values()) == {FORECAST, FLOOR, PART_WAY}


def test_the_page_says_how_many_figures_are_forecasts_of_all_three():
    """What the exercise says that it rests on is so in the table of cases."""
    costs, times = cases.cost_pairs(), cases.time_pairs()
    assert 0.2 < sum(case.cost_tag in UNFINISHED for case in costs) / len(costs) < 0.45
    assert sum(case.time_tag in UNFINISHED for case in times) > len(times) / 2
    text = OUTTURNS.evaluate({"kind": "any", "cost": 1, "benefit": 0.2}).to_text()
    assert "what happened" not in text
    part, whole = re.search(r"(\d+) of (\d+) time figures are later forecasts or lower bounds\.", text).groups()
    assert 0 < int(part) <= int(whole)


@pytest.mark.parametrize(("benefit", "start"), [
    (0.1195, "Even as planned it loses £"),
    (0.1201, "As planned it just breaks even; "),
    (0.1215, "As planned it is worth £"),
])  # fmt: skip
def test_words_go_by_the_sign(benefit, start):
    findings = OUTTURNS.evaluate({"kind": "any", "cost": 1, "benefit": benefit})
    assert findings.headline.startswith(start)
    assert "£0" not in findings.headline
    assert "-0.00" not in findings.to_text()


@pytest.mark.parametrize(("benefit", "start", "share"), [
    (11.985, "Even as planned it loses £0.33 million", "breaks even at £12.02 million a year, just over 100% of what you plan."),
    (12.024, "As planned it just breaks even; ", "breaks even at £12.02 million a year, 100% of what you plan."),
    (12.06, "As planned it is worth £", "breaks even at £12.02 million a year, more than 99% of what you plan."),
])  # fmt: skip
def test_the_share_is_not_rounded_against_the_headline(benefit, start, share):
    findings = OUTTURNS.evaluate({"kind": "any", "cost": 100, "benefit": benefit})
    assert findings.headline.startswith(start)
    assert share in findings.to_text()


def test_a_small_plan_is_shown_in_thousands():
    findings = OUTTURNS.evaluate({"kind": "any", "cost": 0.001, "benefit": 0.0005, "months": 1, "years": 1})
    assert "1 year of benefit" in findings.headline
    assert "£0.00" not in findings.to_text()
    planned = rows(findings, "What your plan would be worth")[0]
    assert planned["Cost, £ thousand"] == 1
    assert planned["Benefit a year, £ thousand"] == 0.5
    assert "1 month" in str(rows(findings, "What was reported"))
    assert "1 months" not in findings.to_text()


@pytest.mark.parametrize(("benefit", "share"), [(1, "51% of what you plan"), (0.1, "5.1 times what you plan"),
                                                (0.0001, "more than 1,000 times what you plan"), (0, "a year. At")])  # fmt: skip
def test_a_benefit_is_compared_in_words_that_help(benefit, share):
    assert share in OUTTURNS.evaluate(EXAMPLE | {"benefit": benefit}).to_text()


def test_an_amount_has_the_digits_that_its_size_bears():
    assert [money(amount) for amount in (4.2, 0.1, 0.0999, 0.0123456, 0.0000001)] == [
        "£4.20 million", "£0.10 million", "£100,000", "£12,000", "less than £1",
    ]  # fmt: skip


def test_similar_cases_are_chosen_by_what_was_answered():
    assert "Chosen by kind, then services" in OUTTURNS.evaluate_example().to_text()
    assert (
        "Chosen by whether figures were published, then size."
        in OUTTURNS.evaluate({"kind": "any", "cost": 1, "benefit": 1}).to_text()
    )


@pytest.mark.parametrize(("kind", "quality", "words"), [
    ("shared_service", None, "fewer than five of the kind “shared service” have both figures of the quality that you asked for, so all kinds are taken."),
    ("shared_service", "verified", "have both figures of the quality that you asked for, so all kinds are taken."),
    ("outsourced_joint_venture", "all", "have both figures, so all kinds are taken."),
])  # fmt: skip
def test_a_kind_is_not_said_to_lack_figures_that_it_has_in_another_quality(kind, quality, words):
    assert words in OUTTURNS.evaluate({"kind": kind, "quality": quality, "cost": 1, "benefit": 1}).to_text()
