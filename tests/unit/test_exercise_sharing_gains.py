"""sharing-gains: the chapter's numbers, groups that would leave, and odd bills that get a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit import exercise
from collabkit.exercises.sharing_gains import LARGEST

SHARING = exercise("sharing-gains")
CHAPTER = dict(SHARING.example)
TWELVE = {"partners": [f"Partner {n}" for n in range(1, 13)], "basis": "parts", "rule": "own"}
STANDING = {f"part.{n}.standing": 100 for n in range(1, 13)} | {f"part.{n}.own": 10 * n for n in range(1, 13)}
FIELDS = sorted(
    {part.key for answers in (CHAPTER, TWELVE, TWELVE | {"basis": "typed"}) for whole in SHARING.questions(answers)
     for part in whole.fields()}
)  # fmt: skip
GARBAGE = st.dictionaries(
    st.sampled_from(FIELDS),
    st.one_of(
        st.text(max_size=20), st.integers(), st.floats(), st.none(), st.lists(st.text(max_size=5)),
        st.sampled_from([0, 1, LARGEST, "typed", "parts", "equal", "pro_rata", "shapley", "nucleolus", "separable", "own"]),
    ),
)  # fmt: skip


def rows(findings, start):
    return {row[0]: row[1:] for table in findings.tables() if table.caption.startswith(start) for row in table.rows}


def test_the_chapters_example():
    findings = SHARING.evaluate_example()
    shares = rows(findings, "What each partner would pay")
    assert shares["Equal parts"] == (160, 160, 160)
    assert shares["In proportion to cost alone"] == (218.2, 174.5, 87.3)
    assert shares["By joining last (separable costs)"] == pytest.approx((221.25, 172.5, 86.25), abs=0.06)
    assert shares["By joining in any order (Shapley value)"] == (223.3, 173.3, 83.3)
    assert shares["Kindest to whoever gains least (nucleolus)"] == (215, 175, 90)
    assert rows(findings, "Between which amounts") == {
        "County council": (160, 300),
        "Health trust": (120, 240),
        "Fire service": (60, 120),
    }
    assert findings.headline == (
        "You save £180,000 a year together, and four of five ways to share the bill hold; “equal parts” does not, "
        "because Fire service would pay £40,000 more than alone."
    )


def test_one_estimate_changed_and_half_of_the_rules_fail():
    findings = SHARING.evaluate(CHAPTER | {"group.1-2.cost": 380})
    held = {name: verdict for name, (_, verdict) in rows(findings, "How each split feels").items()}
    assert [name for name, verdict in held.items() if verdict == "Yes"] == [
        "By joining last (separable costs)",
        "Kindest to whoever gains least (nucleolus)",
    ]
    assert "County council and Health trust would pay £12,700 more" in held["In proportion to cost alone"]
    assert "£3,300 more" in held["By joining in any order (Shapley value)"]


def test_the_weakest_point_is_where_it_says():
    before = SHARING.evaluate(CHAPTER)
    assert "It would break first at County council and Health trust" in before.to_text()
    assert "really £27,300 lower" in before.to_text()
    for pair, verdict in ((420 - 27.2, "It holds:"), (420 - 27.4, "It does not hold: County council and Health trust")):
        assert verdict in SHARING.evaluate(CHAPTER | {"group.1-2.cost": pair}).to_text()


def test_pairs_that_do_too_well_leave_no_split():
    pairs = {"alone.1.cost": 200, "alone.2.cost": 200, "alone.3.cost": 200, "together": 300}
    pairs |= {f"group.{pair}.cost": 180 for pair in ("1-2", "1-3", "2-3")}
    findings = SHARING.evaluate(CHAPTER | pairs)
    # Each pair may pay 180 at most, so all three 270 at most, and the bill is 300: each pair is 20 too dear at best.
    assert "no split can hold all three of you" in findings.headline
    assert "leaves some group £20,000 a year worse off" in findings.to_text()


def test_two_groups_that_are_cheaper_than_one():
    pairs = {f"group.{pair}.cost": 300 for pair in ("1-2", "1-3", "2-3")}
    findings = SHARING.evaluate(CHAPTER | pairs)
    assert findings.headline == (
        "Do not join as one: Fire service on one side and County council and Health trust on the other would pay £60,000 a "
        "year less than all of you together."
    )


@pytest.mark.parametrize(("together", "words"), [
    (660, "together you would pay what you pay apart"),
    (700, "together you would pay £40,000 a year more than apart"),
])  # fmt: skip
def test_without_a_saving_there_is_nothing_to_share(together, words):
    findings = SHARING.evaluate(CHAPTER | {"together": together})
    assert words in findings.headline
    assert findings.complete


def test_groups_without_a_figure_are_said():
    answers = {key: answer for key, answer in CHAPTER.items() if not key.startswith("group.1-")}
    assert "2 groups have none, and count as if" in SHARING.evaluate(answers).to_text()


def test_a_split_of_their_own_is_tested_and_must_add_up():
    own = {"rule": "own", "own.1.pays": 230, "own.2.pays": 200, "own.3.pays": 50}
    held = SHARING.evaluate(CHAPTER | own).to_text()
    assert "It does not hold: County council and Health trust would pay £10,000 more than the two would" in held
    assert "£20,000 less than the bill of £480,000" in SHARING.evaluate(CHAPTER | own | {"own.1.pays": 210}).to_text()


def test_costs_from_parts():
    answers = {
        "partners": ["A", "B"], "basis": "parts", "part.1.standing": 100, "part.1.own": 20, "part.2.standing": 60,
        "part.2.own": 30, "joining": 10,
    }  # fmt: skip
    # Alone 120 and 90; together the larger standing cost, both own costs and one joining: 100 + 50 + 10.
    findings = SHARING.evaluate(answers)
    assert rows(findings, "What each partner would pay")["Alone"] == (120, 90)
    assert findings.headline.startswith("You save £50,000 a year together, and every usual way")


def test_twelve_partners():
    findings = SHARING.evaluate(TWELVE | STANDING | {"rule": "nucleolus"})
    assert len(rows(findings, "What each partner would pay")) == 12
    assert "You save £1,100,000 a year together" in findings.headline
    typed = {"basis": "typed", "rule": "equal", "together": 900} | {f"alone.{n}.cost": 100 for n in range(1, 13)}
    assert "every usual way to share the bill holds" in SHARING.evaluate(TWELVE | typed).headline


@pytest.mark.parametrize("cost", [0, 0.01, LARGEST])
def test_all_equal_costs(cost):
    answers = CHAPTER | {f"alone.{n}.cost": cost for n in (1, 2, 3)} | {"together": cost}
    answers = {key: answer for key, answer in answers.items() if not key.startswith("group")}
    assert SHARING.evaluate(answers).complete


@pytest.mark.parametrize(("answers", "words"), [
    ({}, "Name at least 2 partners"),
    ({"partners": ["A"]}, "Name at least 2 partners; there is 1 so far."),
    ({"partners": ["A", "B"]}, "Say what A and B would pay alone. Say what you all pay together."),
    ({"partners": ["A", "B"], "basis": "parts"}, "Type the standing cost and the own cost of A and B"),
])  # fmt: skip
def test_what_is_missing_is_said(answers, words):
    findings = SHARING.evaluate(answers)
    assert words in findings.headline
    assert not findings.complete


@settings(derandomize=True, max_examples=60, deadline=None)
@given(GARBAGE)
def test_nothing_that_is_typed_can_raise(answers):
    for base in (CHAPTER, TWELVE | STANDING):
        assert SHARING.evaluate(base | answers).to_text()


def test_a_split_of_their_own_may_miss_the_bill_by_a_few_pounds():
    own = {"rule": "own", "own.1.pays": 220.0, "own.2.pays": 175.0, "own.3.pays": 85.04}
    assert "It would break first at County council and Health trust" in SHARING.evaluate(CHAPTER | own).to_text()
    assert "does not add up yet" in SHARING.evaluate(CHAPTER | own | {"own.3.pays": 85.1}).to_text()
