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
    assert shares["Kindest to the group that gains least (nucleolus)"] == (215, 175, 90)
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
        "Kindest to the group that gains least (nucleolus)",
    ]
    assert "County council and Health trust would pay £12,700 more" in held["In proportion to cost alone"]
    assert "£3,300 more" in held["By joining in any order (Shapley value)"]


def test_the_weakest_point_is_where_it_says():
    before = SHARING.evaluate(CHAPTER)
    assert "It would break first at County council and Health trust" in before.to_text()
    assert "really more than £27,300 lower" in before.to_text()
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


APART = {"basis": "typed", "alone.1.cost": 100, "alone.2.cost": 100, "alone.3.cost": 100}
PAIRS = {f"group.{pair}.cost": 200 for pair in ("1-2", "1-3", "2-3")}


@pytest.mark.parametrize(("answers", "asks"), [
    ({"partners": ["A", "B"], "together": 200}, ["If you would still do it, say what it brings, for it saves no money."]),
    ({"partners": ["A", "B"], "together": 210}, ["If you would still do it, say what the extra money buys"]),
    ({"partners": ["A", "B", "C"], "together": 300}, ["Ask whether some smaller group would save", "say what it brings"]),
    ({"partners": ["A", "B", "C"], "together": 320, "group.1-2.cost": 150},
     ["Look at a smaller group: A and B would save £50,000 a year by themselves.", "say what the extra money buys"]),
    ({"partners": ["A", "B", "C"], "together": 320, "group.1-2.cost": 150, "group.1-3.cost": 150},
     ["several would save about £50,000 a year by themselves, such as A and B.", "say what the extra money buys"]),
    ({"partners": ["A", "B", "C"], "together": 320, **PAIRS},
     ["No smaller group of you would save either, so ask whether the figures are right.", "say what the extra money buys"]),
])  # fmt: skip
def test_without_a_saving_what_is_asked_fits_the_figures(answers, asks):
    items = SHARING.evaluate(APART | answers).blocks[-1].items
    assert len(items) == len(asks)
    assert all(ask in item for ask, item in zip(asks, items, strict=True))


def test_of_three_partners_one_is_the_other():
    three = SHARING.evaluate(APART | {"partners": ["A", "B", "C"], "together": 320, "group.1-2.cost": 150}).to_text()
    assert "Leave the other out of this part of the work." in three
    four = APART | {"partners": ["A", "B", "C", "D"], "alone.4.cost": 100, "together": 420, "group.1-2.cost": 150}
    assert "Leave the others out of this part of the work." in SHARING.evaluate(four).to_text()


def test_a_saving_of_some_pounds_is_not_said_to_be_none():
    parts = {f"part.{n}.standing": 0.06 for n in (1, 2)} | {f"part.{n}.own": 10 for n in (1, 2)}
    found = SHARING.evaluate({"partners": ["A", "B"], "basis": "parts", **parts})
    assert found.headline.startswith("You save £60 a year together")
    assert rows(found, "How each split feels")["Equal parts"][0] == "All alike: each saves next to nothing"
    lost = SHARING.evaluate(alike(100, 150, 250) | {"alone.1.cost": 83.323}).to_text()
    assert "saves next to nothing" not in lost, "£10 more than alone is no saving"


def test_many_groups_as_near_to_leaving_are_counted():
    parts = {f"part.{n}.standing": 0.03 for n in range(1, 13)} | {f"part.{n}.own": 10 for n in range(1, 13)}
    text = SHARING.evaluate(TWELVE | parts | {"rule": "equal"}).to_text()
    assert (
        "\n4,094 partners or groups would do just as well by themselves, such as “Partner 1”: if your estimate" in text
    )


def test_whoever_pays_nothing_has_no_estimate_that_is_too_high():
    costs = {"partners": ["A", "B"], "basis": "typed", "alone.1.cost": 0, "alone.2.cost": 100, "together": 60}
    text = SHARING.evaluate(costs | {"rule": "pro_rata"}).to_text()
    assert "A would do just as well alone" not in text
    assert (
        "It would break first at B: if what they would pay alone (£100,000) were really more than £40,000 lower" in text
    )
    text = SHARING.evaluate(costs | {"rule": "shapley"}).to_text()
    assert (
        "It would break first at B: if what they would pay alone (£100,000) were really more than £20,000 lower" in text
    )
    # A few pounds more than alone count as nothing, and what Birch would pay alone cannot be lower than it is.
    few = {**alike(0.5, 0, 0.01, rule="equal"), "alone.2.cost": 0, "alone.3.cost": 0.004, "group.1-2.cost": 0.01}
    text = SHARING.evaluate(few).to_text()
    assert "It holds: no partner and no group" in text
    assert "Birch would do just as well" not in text
    assert "“Birch”" not in text


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


def alike(alone, pairs, together, **more):
    """Three partners with the same costs alone and in pairs."""
    answers = {"partners": ["Ash", "Birch", "Cedar"], "together": together, **more}
    answers |= {f"alone.{place}.cost": alone for place in (1, 2, 3)}
    return answers | {f"group.{pair}.cost": pairs for pair in ("1-2", "1-3", "2-3")}


def test_one_tolerance_for_the_core_the_splits_and_the_tables():
    # Each pair is £20 too dear at the best split: too little for anybody to leave for, wherever it is asked.
    held = SHARING.evaluate(alike(100, 133.34, 200.03))
    assert "every usual way to share the bill holds" in held.headline
    assert {row[1] for row in rows(held, "How each split feels").values()} == {"Yes"}
    assert "no split can hold" not in held.to_text()
    # £100 too dear, and no split holds anywhere.
    torn = SHARING.evaluate(alike(100, 133.34, 200.15))
    assert "no split can hold all three of you" in torn.headline
    assert {row[1][:3] for row in rows(torn, "How each split feels").values()} == {"No:"}
    assert "It holds" not in torn.to_text()
    assert "pull too hard" in torn.to_text()


def test_bounds_that_cross_are_left_out():
    # Joining last adds 130 to the bill, and alone each would pay 100: no amount lies between.
    crossed = SHARING.evaluate(alike(100, 120, 250))
    assert "Between which amounts" not in crossed.to_text()
    for found in (
        SHARING.evaluate_example(),
        SHARING.evaluate(alike(100, 133.34, 200.03)),
        SHARING.evaluate(alike(60, 90, 150.02)),
    ):
        bounds = rows(found, "Between which amounts")
        assert all(least <= most for least, most in bounds.values())


def test_bounds_that_cross_by_next_to_nothing_meet():
    # The second and the third would pay £1,000 as a pair, so the first adds £1,030: £30 more than alone, which is nothing.
    found = SHARING.evaluate({**alike(1, 1.6, 2.03), "group.2-3.cost": 1})
    bounds = rows(found, "Between which amounts")
    assert next(iter(bounds.values())) == (1.0, 1.0)
    assert all(least <= most for least, most in bounds.values())


def test_a_rule_that_cannot_settle_the_bill_is_named():
    # Each would add 100 by joining last, which is what it pays alone; and 50 too much has been shared out by then.
    found = SHARING.evaluate(alike(100, 150, 250, rule="separable"))
    text = found.to_text()
    assert "“By joining last (separable costs)” cannot settle this bill" in text
    assert "You asked to look at it closely; “equal parts” is shown instead." in text
    assert len(rows(found, "How each split feels")) == 4
    assert "You asked" not in SHARING.evaluate(alike(100, 150, 250, rule="equal")).to_text()
    assert "cannot settle" not in SHARING.evaluate(alike(100, 150, 240)).to_text()


def test_all_who_gain_least_are_named():
    found = SHARING.evaluate(alike(100, 150, 200, rule="equal"))
    assert {row[0] for row in rows(found, "How each split feels").values()} == {"All alike: each saves £33,300"}
    assert "All gain alike." in found.to_text()
    assert "equally near to leaving: “Ash and Birch”, “Ash and Cedar” and “Birch and Cedar”" in found.to_text()
    two = SHARING.evaluate(alike(100, 150, 200, rule="equal") | {"alone.3.cost": 120})
    assert rows(two, "How each split feels")["Equal parts"][0] == "Ash and Birch: each saves £33,300"
    assert "Ash and Birch gain least." in two.to_text()


def test_two_groups_of_which_several_are_as_cheap_are_only_an_example():
    assert SHARING.evaluate(alike(100, 120, 250)).headline == (
        "Do not join as one: two groups, such as Cedar on one side and Ash and Birch on the other, would pay £30,000 a year "
        "less than all of you together."
    )


def test_small_amounts_are_shown_to_the_pound():
    found = SHARING.evaluate(alike(0.06, 0.1, 0.1))
    assert "Apart you would pay £180 a year; together, £100. The saving is £80, 44%" in found.to_text()
    assert rows(found, "What each partner")["Equal parts"] == (0.033, 0.033, 0.033)
    assert "saves next to nothing" in found.to_text()
    same = SHARING.evaluate(alike(0.02, 0.03, 0.05))
    assert same.headline == "There is nothing to share: together you would pay what you pay apart, to within £50."
    assert rows(same, "Apart and together")["All together"] == (0.05,)


def test_the_saving_is_the_difference_of_the_two_sums_beside_it():
    text = SHARING.evaluate(alike(100.05, 200, 300.07)).to_text()
    assert "Apart you would pay £300,150 a year; together, £300,070. The saving is £80, less than 1% of" in text
    text = SHARING.evaluate(CHAPTER | {"together": 0.005}).to_text()
    assert "Apart you would pay £660,000 a year; together, £5. The saving is £659,995, more than 99% of" in text


@pytest.mark.parametrize(("pays", "words"), [
    (240.06, "The partners pay £480,060 in it, which is £60 more than the bill of £480,000."),
    (239.94, "The partners pay £479,940 in it, which is £60 less than the bill of £480,000."),
    (250, "The partners pay £490,000 in it, which is £10,000 more than the bill of £480,000."),
])  # fmt: skip
def test_what_a_split_of_their_own_misses_is_the_difference_of_the_two_sums_beside_it(pays, words):
    own = {"rule": "own", "own.1.pays": pays, "own.2.pays": 120, "own.3.pays": 120}
    assert words in SHARING.evaluate(CHAPTER | own).to_text()


def test_minus_nought_is_never_shown():
    found = SHARING.evaluate(alike(100, 100, 100.0) | {"group.1-2.cost": 199.96, "alone.3.cost": 0.03})
    assert all(str(cell) != "-0.0" for table in found.tables() for row in table.rows for cell in row)


def test_a_split_of_their_own_that_is_not_complete_is_not_counted():
    own = {"rule": "own", "own.1.pays": 230, "own.2.pays": 250}
    text = SHARING.evaluate(CHAPTER | own).to_text()
    assert "Your own split is not complete yet. Say what Fire service would pay in it" in text
    assert "A CLOSER LOOK" not in text


def test_a_split_of_their_own_cannot_hold_by_missing_the_bill():
    # The best split leaves each pair £60 worse off; a split £50 short of the bill would seem to leave it £27.
    torn = alike(100, 133.34, 200.10, rule="own")
    short = torn | {f"own.{place}.pays": (200.10 - 0.049) / 3 for place in (1, 2, 3)}
    assert "no split can hold" in SHARING.evaluate(short).headline
    assert "It does not hold" in SHARING.evaluate(short).to_text()


def test_a_large_group_is_named_by_who_is_outside():
    answers = {"partners": [f"P{n}" for n in range(1, 8)], "together": 100} | {
        f"alone.{n}.cost": 30 for n in range(1, 8)
    }
    text = SHARING.evaluate(answers | {f"but-{n}": 1 for n in range(1, 8)} | {"group.but-3.cost": 60}).to_text()
    assert "all but P3 would pay" in text
