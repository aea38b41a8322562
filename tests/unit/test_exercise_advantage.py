"""advantage: the test is applied as it says, each verdict is reached, and odd answers get a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit import exercise
from collabkit.exercises.advantage import SIGNS, collected, tally, traders

ADVANTAGE = exercise("advantage")
TWO = {"partners": ["Ash", "Birch"]}
TWELVE = {"partners": [f"Partner {n}" for n in range(1, 13)]}
WRITTEN = {f"aim.{n}.words": "Fewer falls" for n in range(1, 9)}
FIELDS = [part.key for whole in ADVANTAGE.questions(TWELVE | WRITTEN) for part in whole.fields()]
GARBAGE = st.dictionaries(
    st.sampled_from(FIELDS),
    st.one_of(
        st.text(max_size=30), st.integers(), st.floats(), st.none(), st.lists(st.text(max_size=5)),
        st.sampled_from(["1", "2", "12", "shared", "conflict", "avoid", "nobody", "partly", "somebody", "unsure"]),
        st.lists(st.sampled_from([sign.key for sign in SIGNS])),
    ),
)  # fmt: skip


def aims(*pairs):
    answers = {}
    for number, (whose, alone) in enumerate(pairs, 1):
        answers |= {
            f"aim.{number}.words": f"Aim number {number}",
            f"sort.{number}.whose": whose,
            f"sort.{number}.alone": alone,
        }
    return answers


def test_the_example_by_hand():
    findings = ADVANTAGE.evaluate_example()
    assert findings.headline == (
        "You have an advantage: “Find people at risk before they fall, from one list” is shared, and none of the 4 partners "
        "could get it alone (of 8 aims, 1 is of this kind)."
    )
    assert findings.tables()[0].rows == (
        ("Shared by all", 1, 1, 0, 0),
        ("One partner’s own", 2, 1, 1, 0),
        ("In conflict", 0, 0, 1, 0),
        ("A harm to avoid", 1, 0, 0, 0),
    )
    text = findings.to_text()
    assert "Steady Brackendale works together for one thing" in text
    assert "County council and Health trust have aims of their own that need the others." in text
    assert "Part of what Age Well wants of its own somebody could get alone:" in text
    assert "As far as you said, Fire service has no aim of its own that needs the others: ask" in text
    assert "2 of the seven signs" in text


@pytest.mark.parametrize(("pairs", "words"), [
    ([("shared", "nobody")], "You have an advantage: “Aim number 1” is shared, and neither of the two partners could get it alone (of 1 aim, 1 is"),
    ([("shared", "somebody"), ("shared", "nobody")], "You have an advantage: “Aim number 2”"),
    ([("1", "nobody"), ("2", "nobody")], "You have a bargain, not yet a shared advantage: Ash and Birch each want"),
    ([("1", "nobody"), ("1", "nobody")], "Do not call it a collaboration: only Ash wants something"),
    ([("shared", "unsure"), ("1", "somebody")], "Not proven:"),
    ([("conflict", "unsure")], "Do not: you named no aim that you share"),
    ([("shared", "partly")], "Do not, or not yet:"),
    ([("shared", "somebody")], "Do not: all that you share"),
    ([("1", "nobody"), ("shared", "somebody")], "Do not: all that you share"),
    ([("conflict", "nobody")] * 8, "Do not: you named no aim that you share"),
    ([("avoid", "nobody")], "Do not: you named no aim that you share"),
    ([("1", "nobody"), ("2", "partly")], "Do not, or not yet: you share no aim. Ash has an aim of its own that needs the other, but"),
    ([("1", "somebody"), ("2", "partly")], "Do not, or not yet: you share no aim, and what partners want of their own needs"),
    ([("1", "nobody"), ("2", "unsure")], "Not proven: there is neither an advantage nor a bargain yet, and of 1 aim you are not sure."),
    ([("1", "nobody"), ("shared", "")], "Not proven: there is neither an advantage nor a bargain yet, and 1 aim is not sorted."),
    ([("avoid", "nobody"), ("shared", ""), ("", "nobody"), ("shared", "unsure")],
     "Not proven: there is neither an advantage nor a bargain yet, and of 1 aim you are not sure and 2 aims are not sorted."),
])  # fmt: skip
def test_each_verdict_is_reached(pairs, words):
    findings = ADVANTAGE.evaluate(TWO | aims(*pairs))
    assert findings.complete
    assert findings.headline.startswith(words)
    assert ("Your advantage in a sentence".upper() in findings.to_text()) is words.startswith("You have an advantage")


def test_the_matrix_counts_every_sorted_aim_once():
    found = collected(
        ADVANTAGE.read(TWO | aims(("shared", "nobody"), ("1", "partly"), ("2", "partly"), ("avoid", "unsure")))
    )
    counts = tally(found)
    assert sum(counts.values()) == 4
    assert counts["own", "partly"] == 2
    assert traders(found) == ()


def test_an_aim_that_is_not_sorted_is_left_out_and_admitted():
    text = ADVANTAGE.evaluate(TWO | aims(("shared", "nobody")) | {"aim.2.words": "Another"}).to_text()
    assert "1 aim is not sorted yet, and is left out of the test." in text
    assert "(of 1 aim that you sorted, 1 is" in text


def test_only_an_aim_that_is_written_down_is_asked_about_and_counted():
    answers = TWO | {
        "aim.2.words": "Fewer falls",
        "aim.3.words": {"a": 1},
        "sort.5.whose": "shared",
        "sort.5.alone": "nobody",
    }
    assert [row.text for row in ADVANTAGE.questions(answers)[3].rows] == ["2. Fewer falls"]
    assert ADVANTAGE.questions({"aim.2.words": "Fewer falls"})[3].rows == ()
    assert not ADVANTAGE.evaluate(answers).complete
    long = ADVANTAGE.questions(TWO | {"aim.1.words": "word " * 30})[3].rows[0].text
    assert len(long) <= 60


def test_signs_give_steps_and_many_give_a_caution():
    one = ADVANTAGE.evaluate(TWO | aims(("shared", "nobody")) | {"signs": ["tangle"]}).to_text()
    assert "1 of the seven signs" in one
    assert "close the group that would be missed least" in one
    assert "on paper only" not in one
    every = ADVANTAGE.evaluate(TWO | aims(("shared", "nobody")) | {"signs": [sign.key for sign in SIGNS]}).to_text()
    assert "An advantage on paper only." in every
    without = ADVANTAGE.evaluate(TWO | aims(("shared", "somebody")) | {"signs": [sign.key for sign in SIGNS]}).to_text()
    assert "An advantage on paper only." not in without, "there is none"
    assert "Much that slows joint work is here at once." in without


@pytest.mark.parametrize(("pairs", "words"), [
    ([("1", "unsure"), ("1", "partly"), ("2", "nobody")], "Birch has an aim of its own that needs the other. Part of what Ash wants of its own"),
    ([("1", "unsure"), ("2", "nobody")], "You do not know yet whether Ash needs the other for what it wants of its own."),
    ([("1", "somebody"), ("2", "nobody"), ("shared", "nobody")], "As far as you said, Ash has no aim of its own that needs the other"),
    ([("1", ""), ("2", "nobody")], "You do not know yet whether Ash needs the other for what it wants of its own."),
    ([("1", "unsure"), ("shared", "nobody")], "You do not know yet whether Ash needs the other for what it wants of its own."),
    ([("2", "somebody"), ("shared", "partly")], "As far as you said, Ash and Birch have no aims of their own that need the other"),
    ([("2", "somebody"), ("shared", "unsure")], "As far as you said, Ash and Birch have no aims of their own that need the other"),
])  # fmt: skip
def test_what_is_not_known_of_a_partner_is_not_said(pairs, words):
    assert words in ADVANTAGE.evaluate(TWO | aims(*pairs)).to_text()


@pytest.mark.parametrize("typed", [".", "...", ". .", "…"])
def test_an_aim_of_dots_alone_is_quoted_as_it_was_typed(typed):
    findings = ADVANTAGE.evaluate(TWO | aims(("shared", "nobody")) | {"aim.1.words": typed})
    assert f"You have an advantage: “{typed}” is shared" in findings.headline
    assert "“”" not in findings.to_text()


@pytest.mark.parametrize("typed", [".", "...", "-", "?"])
def test_a_collaboration_is_not_called_by_dots(typed):
    text = ADVANTAGE.evaluate(TWO | aims(("shared", "nobody")) | {"collaboration": typed}).to_text()
    assert "We work together for one thing that none of us could get alone" in text


@pytest.mark.parametrize(("name", "owner"), [("Social services", "Social services’ own"), ("Ash", "Ash’s own")])
def test_an_owner_is_said_as_an_owner(name, owner):
    findings = ADVANTAGE.evaluate({"partners": [name, "Birch"]} | aims(("1", "nobody")))
    assert findings.tables()[1].rows[0][1] == owner


def test_a_harm_and_a_conflict_are_named():
    text = ADVANTAGE.evaluate(TWO | aims(("avoid", "nobody"), ("avoid", "partly"), ("conflict", "partly"))).to_text()
    assert "Neither of you can prevent “Aim number 1” alone" in text
    assert "You pull different ways over “Aim number 3”." in text


@pytest.mark.parametrize("partners", [None, [], ["Alone"], "Alone", 7])
def test_without_partners_they_are_asked_for(partners):
    assert not ADVANTAGE.evaluate({"partners": partners}).complete


def test_without_a_sorted_aim_one_is_asked_for():
    assert "Write down at least one aim" in ADVANTAGE.evaluate(TWO | {"aim.1.words": "Fewer falls"}).headline


def test_twelve_partners_and_long_words_still_make_a_sentence():
    answers = TWELVE | aims(*((str(place), "nobody") for place in range(1, 9)))
    findings = ADVANTAGE.evaluate(answers)
    assert findings.headline.startswith("You have a bargain, not yet a shared advantage: 8 partners each want")
    long = TWO | {"aim.1.words": "word " * 31, "sort.1.whose": "shared", "sort.1.alone": "nobody"}
    assert len(ADVANTAGE.evaluate(long).headline) < 320


def test_renaming_keeps_answers_and_removing_a_partner_names_what_it_owned():
    names = ["Borough", "Trust", "Brigade", "Charity"]
    assert "Borough and Trust have aims" in ADVANTAGE.evaluate({**ADVANTAGE.example, "partners": names}).to_text()
    gone = ADVANTAGE.evaluate({**ADVANTAGE.example, "partners": ["County council", "", "Fire service", "Age Well"]})
    assert "what was chosen here before is not among" in gone.to_text()
    assert "You have an advantage" in gone.to_text()


@pytest.mark.parametrize(("key", "raw"), [
    ("sort.1.whose", "nonsense"), ("sort.1.alone", 3), ("aim.1.words", "x" * 161), ("aim.1.words", {"a": 1}), ("signs", "nonsense"), ("signs", 4),
])  # fmt: skip
def test_a_bad_answer_is_named_and_the_rest_is_used(key, raw):
    findings = ADVANTAGE.evaluate({**ADVANTAGE.example, key: raw})
    assert findings.to_text().startswith("Caution: ")
    assert len(findings.blocks) > 3


@settings(max_examples=60, derandomize=True)
@given(GARBAGE, st.booleans())
def test_garbage_gets_a_sentence(answers, named):
    findings = ADVANTAGE.evaluate((WRITTEN if named else {}) | answers | (TWELVE if named else {}))
    assert findings.to_text().strip()
    assert findings.to_html()


@pytest.mark.parametrize("pairs", [[("shared", "partly")], [("1", "partly")], [("1", "nobody"), ("2", "partly")]])
def test_not_yet_is_no_reason_to_call_the_meeting_off(pairs):
    text = ADVANTAGE.evaluate(TWO | aims(*pairs)).to_text()
    assert text.startswith("Do not, or not yet")
    assert "could save the time" not in text
    assert "have the partner who could get part of it say which part it could not." in text


def test_of_two_partners_one_is_the_other():
    pairs = [("1", "nobody"), ("2", "somebody")]
    two = ADVANTAGE.evaluate(TWO | aims(*pairs)).to_text()
    assert "only Ash wants something that needs the other, so" in two
    assert "- Tell the other what you found" in two
    three = ADVANTAGE.evaluate({"partners": ["Ash", "Birch", "Cedar"]} | aims(*pairs)).to_text()
    assert "only Ash wants something that needs the others, so" in three
