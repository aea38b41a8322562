"""degree: one meaning of what a link needs, disputes set apart, ties all named."""

import pytest

from collabkit import exercise
from collabkit.exercises.degree import pairs

DEGREE = exercise("degree")
TWO = {"partners": ["A", "B"]}


def views(now, needed, a=1, b=2):
    """Answers of both sides of one link; None is no answer."""
    cells = {f"level.{a}.{b}.now": now[0], f"level.{b}.{a}.now": now[1],
             f"level.{a}.{b}.needed": needed[0], f"level.{b}.{a}.needed": needed[1]}  # fmt: skip
    return {key: level for key, level in cells.items() if level is not None}


def rows(findings, start):
    return [row for table in findings.tables() if table.caption.startswith(start) for row in table.rows]


def test_the_example_by_hand():
    findings = DEGREE.evaluate_example()
    # Council and trust: the trust sees 1 and needs 4. Council and Age Well: both need 3, the one sees 4 and the other 2.
    assert findings.headline == (
        "4 of 6 links need to be closer, and 1 more is disputed; begin where the gap is widest, at 3 of five steps: between "
        "County council and Health trust."
    )
    assert [row[2] for row in rows(findings, "The lowest level")] == [3, 1, 2, 2, 0]
    assert rows(findings, "Disputed") == [("County council and Age Well", "4 and 2", "3 and 3")]


@pytest.mark.parametrize(("now", "needed", "starts", "steps"), [
    ((3, 3), (5, 1),
     "The one link is disputed: one partner asks for more than it sees, and the other does not. Settle that first between A and B.", []),
    ((4, 4), (5, 1), "The one link is disputed", []),
    ((3, 3), (3, 4), "The one link is disputed", []),
    ((1, 1), (2, 4), "The one link needs to be closer; begin where the gap is widest, at 3 of five steps: between A and B.", [3]),
    ((3, 2), (4, 4), "The one link needs to be closer; begin where the gap is widest, at 2 of five steps", [2]),
    ((4, 0), (5, 1), "The one link needs to be closer; begin where the gap is widest, at 1 of five steps: between A and B.", [1]),
    ((5, 1), (5, 3), "The one link is disputed", []),
    ((5, 1), (2, 2), "The one link is disputed", []),
    ((1, 5), (3, 3), "The one link is disputed", []),
    ((5, 1), (5, 1), "Nobody asks for a closer link than it sees; but in 1 link one partner sees less than the other needs: compare", [0]),
    ((2, 5), (2, 4), "Nobody asks for a closer link than it sees; but in 1 link one partner sees less than the other needs: compare", [0]),
    ((4, 1), (3, None), "Nobody asks for a closer link than it sees; but in 1 link one partner sees less than the other needs: compare", [-1]),
    ((5, 1), (None, 2), "The one link needs to be closer; begin where the gap is widest, at 1 of five steps", [1]),
    ((1, None), (None, 3), "The one link needs to be closer; begin where the gap is widest, at 2 of five steps", [2]),
    ((4, 4), (2, 3), "Every link that you rated is already at least as close as the work needs", [-1]),
    ((3, 3), (3, 3), "Every link that you rated is already as close as the work needs", [0]),
    ((3, None), (4, None), "The one link needs to be closer", [1]),
])  # fmt: skip
def test_one_definition_of_what_is_needed(now, needed, starts, steps):
    findings = DEGREE.evaluate(TWO | views(now, needed))
    assert findings.headline.startswith(starts)
    assert [row[2] for row in rows(findings, "The lowest level")] == steps
    assert bool(rows(findings, "Disputed")) is ("disputed" in starts)
    text = findings.to_text()
    assert ("You are closer than you need to be in 1 link: between A and B." in text) is ("at least as close" in starts)
    assert ("Work on this pair first" in text) is bool(steps and steps[0] > 0)


def test_disputes_are_counted_beside_what_is_agreed():
    answers = (
        {"partners": ["A", "B", "C"]}
        | views((1, 1), (2, 3))
        | views((3, 3), (5, 1), 1, 3)
        | views((2, 2), (2, 2), 2, 3)
    )
    findings = DEGREE.evaluate(answers)
    assert findings.headline.startswith("One of 3 links needs to be closer, and 1 more is disputed; begin")
    assert [row[0] for row in rows(findings, "Disputed")] == ["A and C"]
    assert [row[0] for row in rows(findings, "The lowest level")] == ["A and B", "B and C"]


def test_pairs_that_are_level_are_all_counted():
    names = ["A", "B", "C", "D"]
    answers = {"partners": names}
    for a in range(1, 5):
        for b in range(a + 1, 5):
            answers |= views((1, 1), (3, 3), a, b)
    findings = DEGREE.evaluate(answers)
    assert findings.headline == (
        "All 6 links need to be closer; begin where the gap is widest, at 2 of five steps: between A and B, between A and C, "
        "and in 4 others."
    )
    assert "Work on these pairs first; 3 more have as wide a gap as the last of them:" in findings.to_text()


def test_nobody_who_asks_for_nothing_is_told_to_come_closer():
    text = DEGREE.evaluate(TWO | views((0, 0), (0, 0))).to_text()
    assert "Nobody who answered asks for any link." in text


def test_a_pair_without_both_levels_is_no_part_of_the_count():
    findings = DEGREE.evaluate(
        {"partners": ["A", "B", "C"]} | views((1, 1), (3, 3)) | views((2, None), (None, None), 1, 3)
    )
    assert "The one link that you rated needs" in findings.headline
    assert "2 links lack a level, now or needed, and cannot be compared." in findings.to_text()


@pytest.mark.parametrize(("now", "needed", "words"), [
    ((4, 0), (5, 1), "now 4 and 0, needed 5 and 1. The two of you see it 4 steps apart: agree first what there is now."),
    ((2, 1), (4, 4), "now 2 and 1, needed 4 and 4. Agree one thing to do together that is already cooperation, the next step up."),
    ((5, 1), (None, 2), "now 5 and 1, needed 2. The two of you see it 4 steps apart: agree first what there is now."),
])  # fmt: skip
def test_a_step_is_asked_for_where_both_see_the_same_link(now, needed, words):
    assert f"- A and B: {words}" in DEGREE.evaluate(TWO | views(now, needed)).to_text()


def test_one_word_for_each_level_is_not_one_partners_word_for_both():
    text = DEGREE.evaluate(TWO | views((1, None), (None, 3))).to_text()
    assert "In 1 link you have only one partner’s word for the level now, or for the level needed." in text


def test_a_dispute_is_one_only_where_both_were_asked():
    pair = pairs(DEGREE.read({**TWO, **views((3, 3), (5, None))}))[0]
    assert pair.short
    assert not pair.disputed


TWELVE = {"partners": [f"Partner {letter}" for letter in "ABCDEFGHIJKL"]}


def asked(answers):
    """The keys of all that is asked about links."""
    return [cell.key for part in DEGREE.questions(answers) if part.key == "level" for cell in part.fields()]


def test_many_partners_are_first_asked_whose_links_matter():
    assert asked(TWELVE) == [], "264 ratings are more than anybody gives"
    assert "matter" in [part.key for part in DEGREE.questions(TWELVE)]
    three = asked(TWELVE | {"matter": ["1", "5", "12"]})
    assert len(three) == 12
    assert {key.split(".")[1] for key in three} == {"1", "5", "12"}
    everybody = [str(place) for place in range(1, 13)]
    assert len(asked(TWELVE | {"matter": everybody})) == 264, "the rest on request"


def test_four_partners_are_asked_about_all_their_links_at_once():
    four = {"partners": ["A", "B", "C", "D"]}
    assert len(asked(four)) == 24
    assert "matter" not in [part.key for part in DEGREE.questions(four)]


def test_what_was_rated_before_is_never_hidden():
    rated = TWELVE | views((2, None), (4, None), 1, 3)
    assert len(asked(rated)) == 4, "the link, as both see it"
    assert DEGREE.evaluate(rated).headline.startswith("The one link that you rated needs to be closer")
    assert DEGREE.evaluate(rated | {"matter": ["5", "6"]}).headline.startswith("The one link that you rated needs")
    assert len(asked(rated | {"matter": ["5", "6"]})) == 8


def test_a_partner_who_is_gone_is_asked_about_no_more_and_it_is_said():
    fewer = {"partners": ["A", "B", "C", "D", "E"], "matter": ["1", "2", "9"]}
    assert len(asked(fewer)) == 4
    said = DEGREE.evaluate(fewer | views((2, 2), (3, 3))).to_text()
    assert "The one link that you rated needs to be closer" in said
    assert "Choose again: what was chosen here before is not among the answers offered now." in said
