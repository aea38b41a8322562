"""options: the chapter's numbers, tipping points that really tip, and odd answers that get a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit import exercise

OPTIONS = exercise("options")
EXAMPLE = dict(OPTIONS.example)
MANY = {
    "options": [f"Option {n}" for n in range(1, 7)], "yardsticks": [f"Yardstick {n}" for n in range(1, 8)],
    "partners": [f"Partner {n}" for n in range(1, 13)], "whose": [str(n) for n in range(1, 13)],
}  # fmt: skip
FIELDS = sorted(
    {part.key for answers in (EXAMPLE, MANY) for whole in OPTIONS.questions(answers) for part in whole.fields()}
)
GARBAGE = st.dictionaries(
    st.sampled_from(FIELDS),
    st.one_of(
        st.text(max_size=20), st.integers(), st.floats(), st.none(), st.lists(st.text(max_size=5)), st.sampled_from([0, 50, 100])
    ),
)  # fmt: skip


def rows(findings, start):
    return {row[0]: row[1:] for table in findings.tables() if table.caption.startswith(start) for row in table.rows}


def two(scores, swings=(100, 100), **more):
    """Compare two options on two yardsticks: scores by yardstick."""
    answers = {"options": ["Ash", "Birch"], "yardsticks": ["Reach", "Ease"], **more}
    for yardstick, (row, swing) in enumerate(zip(scores, swings, strict=True), 1):
        answers[f"swing.{yardstick}.points"] = swing
        answers |= {f"score.{yardstick}-{option}.points": score for option, score in enumerate(row, 1)}
    return answers


def test_the_chapters_sum():
    findings = OPTIONS.evaluate_example()
    assert findings.headline.startswith("“Team” comes first, by 68 points to 65 for “List”")
    assert rows(findings, "Weighted value") == {"Team": (68,), "List": (65,), "Alone": (41.5,), "Now": (20,)}
    assert rows(findings, "What would take") == {
        "Fewer falls": ("50%", "below 47%", "List"),
        "Reaching everyone": ("30%", "above 35%", "List"),
        "Ease of doing": ("10%", "above 14%", "List"),
        "Ease of undoing": ("10%", "above 13%", "List"),
    }
    assert rows(findings, "First and second")["Fire service"] == ("List, 66", "Alone and Team, 52")
    assert "£150,000 a year more than “List”, for 3 points" in findings.to_text()


@pytest.mark.parametrize(("swing", "first"), [(28, "Team"), (29, "List")])
def test_a_tipping_point_tips(swing, first):
    # On ease of doing List leads by 70, on the rest Team by 100/9: level at (100/9) / (100/9 + 70), which is 13.7% of
    # all. With 180 for the other swings that is a swing of 28.57.
    findings = OPTIONS.evaluate(EXAMPLE | {"swing.3.points": swing})
    assert findings.headline.startswith(f"“{first}” comes first")


def test_an_option_that_leads_everywhere():
    findings = OPTIONS.evaluate(two([(100, 0), (100, 0)]))
    assert "at least as good as every other on every yardstick" in findings.headline
    assert (
        "“Birch” is nowhere better than “Ash”. Whatever the weights, it cannot come first alone" in findings.to_text()
    )


def test_all_ties():
    findings = OPTIONS.evaluate(two([(50, 50), (50, 50)]))
    assert findings.headline.startswith("“Ash” and “Birch” come first together, with 50 points")
    same = "On “Reach” and “Ease” all options score the same, so they decide nothing, whatever their weights."
    assert same in findings.to_text()


def test_a_lead_that_only_the_whole_weight_would_turn():
    # Level where Birch is best, and far ahead elsewhere: with all the weight on Ease the two would only be level.
    answers = two([(100, 0), (50, 50)])
    assert "at least as good as every other" in OPTIONS.evaluate(answers).headline
    answers |= {
        "yardsticks": ["Reach", "Ease", "Cover"],
        "swing.3.points": 0,
        "score.3-1.points": 0,
        "score.3-2.points": 0.5,
    }
    findings = OPTIONS.evaluate(answers | {"swing.1.points": 100, "swing.2.points": 0})
    assert "would overtake it if “Cover” counted for more than about 99.5% (now 0%)" in findings.headline


@pytest.mark.parametrize(("swings", "words"), [
    ((50, 25), "No swing has 100."),
    ((0, 0), "Give 100 to the swing that you would choose first"),
    ((100, 0), "comes first"),
])  # fmt: skip
def test_swings_of_every_kind(swings, words):
    assert words in OPTIONS.evaluate(two([(100, 0), (0, 100)], swings)).to_text()


def test_a_loose_scale_is_said():
    assert "On “Reach” no option has 0, or none has 100." in OPTIONS.evaluate(two([(80, 20), (0, 100)])).to_text()


def test_partners_who_agree():
    own = {"partners": ["A", "B"], "whose": ["1", "2"], "own.1-1.points": 100, "own.1-2.points": 20,
           "own.2-1.points": 100, "own.2-2.points": 90}  # fmt: skip
    text = OPTIONS.evaluate(two([(100, 0), (0, 100)], (100, 50), **own)).to_text()
    assert "All these weights put “Ash” first. You can stop debating weights." in text


def test_a_dearer_option_is_priced_and_a_cheaper_one_is_not():
    cheap = {"cost.1.a_year": 10, "cost.2.a_year": 30}
    text = OPTIONS.evaluate(two([(100, 0), (0, 100)], (100, 50), **cheap)).to_text()
    assert "“Ash” costs no more than any other option with a cost: money gives no reason against it." in text


def several(points, **more):
    """Compare options whose points are the scores on the first of two yardsticks, which has all the weight."""
    names = [f"O{place}" for place in range(1, len(points) + 1)]
    answers = {"options": names, "yardsticks": ["Reach", "Ease"], "swing.1.points": 100, "swing.2.points": 0, **more}
    for place, score in enumerate(points, 1):
        answers |= {f"score.1-{place}.points": score, f"score.2-{place}.points": 0}
    return answers


def test_cost_is_compared_with_every_option_that_has_one():
    costs = {"cost.1.a_year": 200, "cost.2.a_year": 200, "cost.3.a_year": 0}
    text = OPTIONS.evaluate(several((100, 80, 79), **costs)).to_text()
    assert "no more than" not in text, "the third is cheaper, and a point behind the second"
    assert "“O1” costs £200,000 a year more than “O3”, for 21 points more." in text
    text = OPTIONS.evaluate(several((100, 80, 79, 78), **costs, **{"cost.4.a_year": 10})).to_text()
    assert "for 21 points more; “O4” is cheaper too." in text
    text = OPTIONS.evaluate(several((100, 80, 79, 78), **costs)).to_text()
    assert "You gave no cost for “O4”." in text
    text = OPTIONS.evaluate(several((100, 80, 79), **{"cost.2.a_year": 5, "cost.3.a_year": 6})).to_text()
    assert "What comes first has no cost yet" in text
    text = OPTIONS.evaluate(several((100, 100, 0), **{**costs, "cost.2.a_year": 100})).to_text()
    assert "“O1” costs £100,000 a year more than “O2”, for the same points; “O3” is cheaper too." in text
    assert "“O2” costs £100,000 a year more than “O3”, for 100 points more." in text


def test_what_looks_the_same_is_level_and_what_is_ahead_looks_ahead():
    level = OPTIONS.evaluate(several((50, 49.999)))
    assert level.headline.startswith("“O1” and “O2” come first together, with 50 points of 100")
    near = OPTIONS.evaluate(several((50, 49.99, 49.99)))
    assert near.headline.startswith("“O1” comes first, by less than a point, with 50 points to 49.99 for “O2” and “O3”")
    assert rows(near, "Weighted value") == {"O1": (50,), "O2": (49.99,), "O3": (49.99,)}
    assert "Few scores are sure to within 0.01 points. Treat “O1”, “O2” and “O3” as level" in near.to_text()
    assert "the first three come from" in near.to_text()
    assert "Few scores are sure to within 1 point." in OPTIONS.evaluate(several((50, 49))).to_text()
    assert "A narrow lead" not in OPTIONS.evaluate(several((50, 45))).to_text()


def test_a_tipping_point_at_the_present_weight_is_said_in_words():
    findings = OPTIONS.evaluate(two([(100, 0), (0, 99.99)]))
    assert findings.headline == (
        "“Ash” comes first, by less than a point, with 50 points to 49.99 for “Birch”; but “Birch” would overtake it if "
        "“Reach” counted for only a little less than now (50%)."
    )
    assert rows(findings, "What would take") == {
        "Reach": ("50%", "just below 50%", "Birch"), "Ease": ("50%", "just above 50%", "Birch"),
    }  # fmt: skip


def test_a_hundred_points_are_written_in_digits():
    text = OPTIONS.evaluate(several((100, 0), **{"cost.1.a_year": 2, "cost.2.a_year": 1})).to_text()
    assert "£1,000 a year more than “O2”, for 100 points more" in text
    assert "1e+02" not in text


def test_partners_who_have_not_weighed_are_named_and_all_means_those_who_have():
    own = {
        "partners": ["A", "B"],
        "whose": ["1", "2"],
        "own.1-1.points": 100,
        "own.1-2.points": 20,
        "own.2-1.points": 9,
    }
    text = OPTIONS.evaluate(two([(100, 0), (0, 100)], (100, 50), **own)).to_text()
    assert "All these weights put “Ash” first. Before you stop debating weights, ask B for theirs." in text
    assert "You can stop debating weights" not in text
    assert "Not everybody has weighed. B should weigh differently, but not all 2 swings are given" in text
    tied = OPTIONS.evaluate(two([(100, 0), (0, 100)], (100, 100), **own)).to_text()
    assert "All these weights put “Ash” first, by itself or level with another." in tied


def test_all_that_would_overtake_at_the_same_weight_are_named():
    answers = two([(100, 0), (0, 100)], (100, 0), options=["Ash", "Birch", "Cedar"])
    answers |= {"score.1-3.points": 0, "score.2-3.points": 100}
    said = OPTIONS.evaluate(answers)
    assert "but “Birch” and “Cedar” would overtake it if “Ease” counted for more than about 50%" in said.headline
    assert rows(said, "What would take")["Ease"] == ("0%", "above 50%", "Birch or Cedar")


def test_what_shares_the_first_place_by_all_weights_is_not_first_by_itself():
    answers = two([(100, 100), (50, 50)], (100, 0), options=["Ash", "Birch", "Cedar"], partners=["A"], whose=["1"])
    answers |= {"score.1-3.points": 0, "score.2-3.points": 100, "own.1-1.points": 50, "own.1-2.points": 100}
    assert (
        "All these weights put “Ash” and “Birch” first together, and by some of them another option is level with these."
    ) in OPTIONS.evaluate(answers).to_text()


def test_many_who_differ_are_counted():
    against = {f"own.{p}-{y}.points": 100 if y == 2 else 0 for p in range(1, 6) for y in (1, 2)}
    own = {"partners": list("ABCDE"), "whose": list("12345"), **against}
    text = OPTIONS.evaluate(two([(100, 0), (0, 100)], (100, 50), **own)).to_text()
    assert "Not so for A, B and 3 others." in text


def test_as_much_as_there_is_room_for():
    scores = {f"score.{y}-{o}.points": (o * y * 13) % 101 for y in range(1, 8) for o in range(1, 7)}
    swings = {f"swing.{y}.points": 100 - y for y in range(1, 8)}
    own = {f"own.{p}-{y}.points": (p * y) % 100 + 1 for p in range(1, 13) for y in range(1, 8)}
    findings = OPTIONS.evaluate(MANY | scores | swings | own)
    assert findings.complete
    assert len(rows(findings, "First and second")) == 13


@pytest.mark.parametrize(("answers", "words"), [
    ({}, "Name at least 2 options"),
    ({"options": ["A", "B"]}, "yardsticks"),
    ({"options": ["A", "B"], "yardsticks": ["C", "D"]}, "Score every option on C and D."),
    (two([(0, 1), (2, 3)]) | {"swing.2.points": None}, "Say how much the swing on Ease is worth"),
    (two([(0, 1), (2, 3)]) | {"swing.2.points": "much"}, "Type a number here"),
])  # fmt: skip
def test_what_is_missing_or_wrong_is_said(answers, words):
    assert words in OPTIONS.evaluate(answers).to_text()


@settings(derandomize=True, max_examples=60, deadline=None)
@given(GARBAGE)
def test_nothing_that_is_typed_can_raise(answers):
    assert OPTIONS.evaluate(answers).to_text()
    assert OPTIONS.evaluate(EXAMPLE | answers).to_text()


def test_what_costs_less_or_is_nearly_as_good_is_not_thrown_out():
    text = OPTIONS.evaluate(two([(100, 0), (100, 0)])).to_text()
    assert (
        "it cannot come first alone: improve it, or leave it out, unless it costs less or is what you do now." in text
    )
    near = OPTIONS.evaluate(two([(100, 98), (100, 99)])).to_text()
    assert "Treat “Ash” and “Birch” as level" in near
    assert "leave it out" not in near


def test_a_yardstick_with_all_the_weight_is_not_said_to_turn_nothing():
    findings = OPTIONS.evaluate(two([(100, 0), (0, 100)], (100, 0)))
    assert rows(findings, "What would take") == {"Reach": ("100%", "–", "–"), "Ease": ("0%", "above 50%", "Birch")}
