"""decisions: what is counted as settled, which gaps come first, and odd answers that get a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit import exercise
from collabkit.exercises.decisions import DECISIONS, POINTS, REASONS, STATES

DECIDE = exercise("decisions")
EXAMPLE = dict(DECIDE.example)
TWELVE = {
    "partners": [f"Partner {n}" for n in range(1, 13)],
    **{f"decision.{n}.words": f"Decision {n}" for n in range(1, DECISIONS + 1)},
    **{f"failed.{n}.words": f"Reason {n}" for n in range(1, REASONS + 1)},
}
FIELDS = sorted({part.key for whole in DECIDE.questions(TWELVE) for part in whole.fields()})
GARBAGE = st.dictionaries(
    st.sampled_from(FIELDS),
    st.one_of(
        st.text(max_size=20), st.integers(), st.floats(), st.none(), st.lists(st.text(max_size=5)),
        st.sampled_from(["1", "12", "meeting", "unsettled", "nobody", "all", *STATES]),
    ),
)  # fmt: skip


def rows(findings, start):
    return {row[0]: row[1:] for table in findings.tables() if table.caption.startswith(start) for row in table.rows}


def test_the_example_by_hand():
    findings = DECIDE.evaluate_example()
    assert findings.headline == (
        "Of 8 decisions, 6 are settled with one name beside them; of 3 ways to fail, 2 are watched by somebody who knows the first sign; "
        "of 16 points for the agreement, 11 are in writing. Close this gap first: who settles a quarrel, at which level, "
        "within how many days."
    )
    assert rows(findings, "Who decides")["Using patients’ records for the list"] == (
        "County council",
        "County council",
        "Samira Khan",
        "Health trust",
    )
    card = rows(findings, "Who decides")["What the card says that each visit leaves behind"]
    assert card == ("Age Well", "–", "The team leader", "Nobody else")
    assert [row[1] for row in rows(findings, "Not in writing").values()] == ["Yes", "Yes", "Yes", "Yes", "–"]
    assert rows(findings, "How it ends")["Notice"] == ("6 months",)


def test_there_are_seventeen_points_each_with_its_own_words():
    assert len(POINTS) == len({point.key for point in POINTS}) == len({point.words for point in POINTS}) == 17


def decision(**parts):
    return {"partners": ["Ash", "Birch"], "decision.1.words": "When to stop"} | {
        f"{'person' if part == 'name' else 'right'}.1.{part}": answer for part, answer in parts.items()
    }


@pytest.mark.parametrize(("answers", "words"), [
    (decision(decides="1"), "Of 1 decision, 1 is settled with one name beside it."),
    (decision(decides="meeting"), "Of 1 decision, none is settled with one name beside it."),
    (decision(decides="unsettled"), "No one name stands beside “When to stop”."),
    (decision(), "No one name stands beside “When to stop”."),
    (decision(decides="1", agrees="all"), "In 1 decision of 1 everybody has a veto."),
    (decision(decides="1", recommends="1", agrees="nobody"), "with nobody to agree, in “When to stop”"),
    (decision(decides="1", recommends="2", agrees="nobody"), "Every decision has one name beside it, a partner’s or a person’s."),
    (decision(name="Rhys Pugh"), "Of 1 decision, 1 is settled with one name beside it."),
    (decision(name="Rhys Pugh", decides="meeting"), "Of 1 decision, 1 is settled with one name beside it."),
    (decision(name="Rhys Pugh", decides="unsettled"), "Of 1 decision, none is settled with one name beside it."),
    (decision(name="Rhys Pugh", decides="unsettled"), "You gave a name for “When to stop”, and say that it is not settled."),
    (decision(name="Rhys Pugh", decides="unsettled"), "with one question: is it Rhys Pugh’s to decide?"),
])  # fmt: skip
def test_what_counts_as_settled(answers, words):
    assert words in DECIDE.evaluate(answers).to_text()


@pytest.mark.parametrize("dots", [".", "...", "-", "?"])
def test_dots_name_nobody_and_are_no_sign(dots):
    assert "Of 1 decision, none is settled" in DECIDE.evaluate(decision(name=dots, decides="meeting")).headline
    assert "whose name stands beside it?" in DECIDE.evaluate(decision(name=dots, decides="unsettled")).to_text()
    watched = {"partners": ["Ash", "Birch"], "failed.1.words": "She left", "watch.1.owner": "1", "watch.1.sign": dots}
    assert "Find a first sign for “She left”." in DECIDE.evaluate(watched).to_text()


def test_one_partner_who_decides_or_watches_everything():
    rights = {f"right.{n}.decides": "2" for n in range(1, 9)} | {f"watch.{n}.owner": "3" for n in range(1, 7)}
    text = DECIDE.evaluate(TWELVE | rights).to_text()
    assert "Partner 2 has the last word wherever anybody has." in text
    assert "Risks that only one of you looks out for" in text
    assert "no first sign" in text


def test_where_the_meeting_decides_too_no_one_partner_decides():
    rights = {f"right.{n}.decides": "1" if n < 5 else "meeting" for n in range(1, 9)}
    assert "Only one partner decides" not in DECIDE.evaluate(TWELVE | rights).to_text()
    rights |= {f"right.{n}.decides": "unsettled" for n in range(5, 9)}
    assert "Only one partner decides" in DECIDE.evaluate(TWELVE | rights).to_text()


def test_a_line_is_quoted_without_its_full_stop_and_signs_alone_are_no_line():
    answers = {
        "partners": ["Ash", "Birch"],
        "decision.1.words": "Whom to hire.",
        "decision.2.words": "...",
        "failed.1.words": "?",
    }
    text = DECIDE.evaluate(answers | {"right.1.decides": "meeting"}).to_text()
    assert "No one name stands beside “Whom to hire”." in text
    assert "Of 1 decision, none is settled" in text
    assert "to fail" not in text


def test_of_two_partners_one_is_the_other():
    four = {f"decision.{n}.words": f"Decision {n}" for n in range(1, 5)}
    rights = {f"right.{n}.decides": "1" for n in range(1, 5)}
    text = DECIDE.evaluate({"partners": ["Ash", "Birch"]} | four | rights).to_text()
    assert (
        "Ash has the last word wherever anybody has. That may be right; have the other partner say that it is." in text
    )
    three = DECIDE.evaluate({"partners": ["Ash", "Birch", "Cedar"]} | four | rights).to_text()
    assert "have the others say that it is." in three


def test_one_person_who_decides_everything():
    names = {f"person.{n}.name": "Rhys Pugh" if n % 2 else "rhys pugh" for n in range(1, 9)}
    assert "Only one person decides. Rhys Pugh has the last word" in DECIDE.evaluate(TWELVE | names).to_text()
    assert "Only one" not in DECIDE.evaluate(TWELVE | names | {"right.2.decides": "3"}).to_text()
    text = DECIDE.evaluate(TWELVE | names | {f"right.{n}.decides": "3" for n in range(1, 9)}).to_text()
    assert "Only one partner decides. Partner 3 has the last word" in text


def test_two_partners_who_decide_alone_are_not_one():
    rights = {f"right.{n}.{part}": str(n) for n in (1, 2) for part in ("recommends", "decides")}
    text = DECIDE.evaluate(TWELVE | rights | {f"right.{n}.agrees": "nobody" for n in (1, 2)}).to_text()
    assert "In each of these one partner both recommends and decides, with nobody to agree: “Decision 1” and" in text


@pytest.mark.parametrize(("names", "words"), [
    (["Ann", "Bob"], "You gave a name for each of “Decision 1” and “Decision 2”, and say that they are not settled. Do those people know?"),
    (["Ann", "ann"], "You gave a name for each of “Decision 1” and “Decision 2”, and say that they are not settled. Does that person know?"),
    (["The trustees"], "with one question: is it The trustees’ to decide?"),
])  # fmt: skip
def test_names_beside_what_is_not_settled(names, words):
    answers = {f"person.{n}.name": name for n, name in enumerate(names, 1)}
    answers |= {f"right.{n}.decides": "unsettled" for n in range(1, len(names) + 1)}
    assert words in DECIDE.evaluate(TWELVE | answers).to_text()


@pytest.mark.parametrize(("points", "words"), [
    (["joining"], "1 point is not in writing.\n"),
    (["exit"], "1 point is not in writing, and you would look it up on a bad day.\n"),
    (["exit", "risk"], "2 points are not in writing, and you would look them up on a bad day.\n"),
    (["exit", "joining"], "2 points are not in writing. Begin with the one that you would look up on a bad day.\n"),
    (["exit", "risk", "joining"], "3 points are not in writing. Begin with those that you would look up on a bad day.\n"),
])  # fmt: skip
def test_where_to_begin_is_among_what_is_missing(points, words):
    answers = {"partners": ["A", "B"]} | {f"point.{key}.state": "talked" for key in points}
    assert words in DECIDE.evaluate(answers).to_text()


def test_a_meeting_with_a_name_does_not_count_as_one_partner_that_does_it_all():
    answers = decision(recommends="meeting", decides="meeting", name="The chair", agrees="nobody")
    assert "Nobody else is in it" not in DECIDE.evaluate(answers).to_text()


def test_answers_kept_before_a_person_could_be_named_are_still_read():
    old = {key: answer for key, answer in EXAMPLE.items() if not key.startswith("person.")}
    findings = DECIDE.evaluate(old)
    assert DECIDE.read(old).problems == ()
    assert findings.headline.startswith("Of 8 decisions, 5 are settled with one name beside them")
    assert findings.table("decisions").columns == ("Decision", "Recommends", "Decides", "Must agree")


@pytest.mark.parametrize("state", list(STATES))
def test_all_points_in_one_state(state):
    answers = {"partners": ["A", "B"]} | {f"point.{point.key}.state": state for point in POINTS}
    findings = DECIDE.evaluate(answers)
    missing = rows(findings, "Not in writing")
    assert len(missing) == (17 if state in ("talked", "open") else 0)
    assert ("Everything that you marked" in findings.to_text()) == (state == "written")


def test_an_end_that_nobody_thought_of():
    assert "Nothing is said here about the end." in DECIDE.evaluate(decision(decides="1")).to_text()
    text = DECIDE.evaluate(decision(decides="1") | {"notice": 1}).to_text()
    assert "Notice" in text
    assert "1 month" in text


def test_one_persons_answer_is_not_everybodys():
    text = DECIDE.evaluate(decision(decides="1") | {"end.priced": "no"}).to_text()
    assert "You do not know what leaving costs. When two Scottish councils" in text
    assert "Nobody knows" not in text


def test_a_list_is_as_long_as_its_count_says():
    rights = {f"right.{n}.{part}": "1" for n in range(1, 6) for part in ("recommends", "decides")}
    text = DECIDE.evaluate(TWELVE | rights | {f"right.{n}.agrees": "nobody" for n in range(1, 6)}).to_text()
    assert "6 ways to fail have no owner, or no first sign, written down: “Reason 1”, “Reason 2” and 4 others." in text
    assert "with nobody to agree: “Decision 1”, “Decision 2” and 3 others. Then it is that partner’s own" in text
    assert "No one name stands beside “Decision 6”, “Decision 7” and “Decision 8”." in text


def test_what_was_not_answered_is_not_said_to_be_so():
    # Who must agree was not answered: that is not "nobody".
    text = DECIDE.evaluate(decision(decides="1", recommends="1")).to_text()
    assert "nobody to agree" not in text
    ended = DECIDE.evaluate(decision(decides="1") | {"notice": 3})
    assert rows(ended, "How it ends")["The people"] == ("Not said",)
    some_points = {"point.purpose.state": "written", "point.exit.state": "open"}
    assert (
        "Of 2 points for the agreement that you marked, 1 is in writing."
        in DECIDE.evaluate({"partners": ["A", "B"]} | some_points).headline
    )


def test_where_no_point_applies_nothing_is_counted():
    findings = DECIDE.evaluate({"partners": ["A", "B"], "point.assets.state": "none"})
    assert findings.headline == "None of the points for the agreement that you marked applies."
    assert "Nothing that you marked applies to you." in findings.to_text()
    assert "is in writing" not in findings.to_text()


def test_only_what_is_missing_of_a_watch_is_asked_for():
    answers = {"partners": ["A", "B"], "failed.1.words": "She left"}
    assert "Find an owner and a first sign for “She left”." in DECIDE.evaluate(answers).to_text()
    assert "Find a first sign for “She left”." in DECIDE.evaluate(answers | {"watch.1.owner": "1"}).to_text()
    assert "Find an owner for “She left”." in DECIDE.evaluate(answers | {"watch.1.sign": "Silence"}).to_text()


def test_with_too_little_it_says_what_it_needs():
    assert "Name at least 2 partners" in DECIDE.evaluate({}).headline
    findings = DECIDE.evaluate({"partners": ["A", "B"]})
    assert not findings.complete
    assert "Write down a decision that keeps coming back" in findings.headline


@settings(derandomize=True, max_examples=60, deadline=None)
@given(GARBAGE)
def test_nothing_that_is_typed_can_raise(answers):
    for base in (EXAMPLE, TWELVE):
        assert DECIDE.evaluate(base | answers).to_text()
