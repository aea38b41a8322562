"""trust: the chapter's numbers, the limits of forgiveness, and odd answers that get a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit import exercise
from collabkit.exercises.trust import MARKS, MISREAD, OVERLOOK, PACE, STAKES, TEMPTATION, Dealings

TRUST = exercise("trust")
EXAMPLE = dict(TRUST.example)
FIELDS = [part.key for whole in TRUST.questions() for part in whole.fields()]
KEYS = [*MARKS, *MISREAD, *OVERLOOK, *PACE, *STAKES, *TEMPTATION]
GARBAGE = st.dictionaries(
    st.sampled_from(FIELDS),
    st.one_of(
        st.text(max_size=20),
        st.integers(),
        st.floats(),
        st.none(),
        st.lists(st.sampled_from(KEYS)),
        st.sampled_from(KEYS),
    ),
)


def overlooking(ours, theirs):
    return EXAMPLE | {"overlook.us.share": ours, "overlook.them.share": theirs}


def test_the_chapters_sum():
    findings = TRUST.evaluate_example()
    assert findings.headline == (
        "Let some lapses pass: as things stand, words would be kept only about 50 times in 100, though nobody means harm; "
        "if each of you overlooked a third of those it sees, about 92 times in 100."
    )
    assert findings.tables()[1].rows == (
        ("As now", 50.0),
        ("Misread half as often", 50.0),
        ("Both overlook a third", 91.7),
        ("Both changes", 95.5),
    )


@pytest.mark.parametrize("forgiveness", [0.05, 1 / 3, 0.9])
@pytest.mark.parametrize("misread", [0.01, 0.2])
def test_kept_words_by_hand(forgiveness, misread):
    # Each side keeps its word after seeing it kept, else with the forgiveness q. Seen rightly with 1 - e: the chance x of
    # a kept word settles where x = y + q (1 - y), with y = x (1 - e) + (1 - x) e the chance of seeing one.
    q, e = forgiveness, misread
    settled = (q + (1 - q) * e) / (1 - (1 - q) * (1 - 2 * e))
    assert Dealings(e, q, q).kept() == pytest.approx((settled, settled))


def test_the_threshold_of_a_partner_who_answers_every_lapse():
    # Without misreading keeping one's word pays from (T - R) / (T - P) = 1/2 on, that is from two dealings.
    text = TRUST.evaluate(EXAMPLE | {"misread": "never"}).to_text()
    assert "Keeping your word to Health trust pays from about 2 dealings on. You both expect about 104." in text
    assert "The sum" not in text


def test_a_future_that_is_too_short_is_said():
    text = TRUST.evaluate(EXAMPLE | {"misread": "never", "pace": "quarter", "months": 3}).to_text()
    assert text.count("Too short a future.") == 2


@pytest.mark.parametrize(
    ("gained", "limit"), [("little", "8 in 10"), ("some", "two thirds of them"), ("much", "a third of them")]
)
def test_who_always_overlooks_invites_it(gained, limit):
    text = TRUST.evaluate(overlooking("most", "none") | {"temptation": gained}).to_text()
    assert "If you overlook so many lapses, Health trust would gain by lapsing" in text
    assert f"more than {limit} invites it" in text


def test_too_much_misreading_is_not_blamed_on_kindness():
    text = TRUST.evaluate(overlooking("third", "third") | {"misread": "5"}).to_text()
    assert text.count("Too much is misread.") == 2
    assert "for you to keep to your word" in text


def test_the_two_sides_are_told_apart():
    text = TRUST.evaluate(overlooking("third", "half")).to_text()
    assert "you would keep your word about 93 times in 100, and Health trust about 95 times in 100" in text


def test_nothing_misread_leaves_nothing_to_mend():
    findings = TRUST.evaluate(EXAMPLE | {"misread": "never"})
    assert findings.headline == "What you have should carry it: in the long run words are kept every time."


@pytest.mark.parametrize(("change", "words"), [
    ({"stake.us.size": "0"}, "As long as your side would risk nothing"),
    ({"stake.us.size": "0", "stake.them.size": "0"}, "As long as your side and Health trust would risk nothing"),
    ({"stake.us.size": "3"}, "Both sides would risk about as much."),
    ({"stake.us.size": "3", "stake.them.size": "1"}, "Your side would risk more."),
    ({"past": "bad"}, "There is a debt to settle"),
    ({"doubt": "will"}, "You doubt whether they will."),
    ({"marks": list(MARKS)}, "Your first step has all four marks"),
    ({"marks": []}, "You ticked none of the four marks"),
])  # fmt: skip
def test_the_first_step(change, words):
    assert words in TRUST.evaluate(EXAMPLE | change).to_text()


def test_a_first_step_alone_is_enough():
    findings = TRUST.evaluate({"aim": "Visit thirty people in six weeks."})
    assert findings.headline == (
        "Begin with “Visit thirty people in six weeks”, and ask what it still needs: you ticked none of the four marks of a "
        "step that builds trust."
    )
    assert TRUST.evaluate({"aim": "A", "marks": list(MARKS)}).headline.startswith("Begin with “A”: it has all four")


def test_with_too_little_it_says_what_it_needs():
    findings = TRUST.evaluate({"misread": "20", "overlook.us.share": "none"})
    assert not findings.complete
    assert "how many lapses each side overlooks" in findings.headline


@pytest.mark.parametrize(("change", "start", "caution"), [
    ({"misread": "never", "overlook.us.share": "most", "overlook.them.share": "most", "pace": "quarter", "months": 3},
     "Overlook fewer lapses, both of you: words would be kept every time while both mean well, but you and Health trust would",
     "Too forgiving to be fair."),
    ({"misread": "100", "overlook.us.share": "third", "overlook.them.share": "third", "pace": "week", "months": 1},
     ("Make the future longer: words would be kept about 98 times in 100 while both mean well, but that pays you both only "
     "from about 5 dealings on, and you expect about 4."), "Too short a future."),
    ({"misread": "20", "pace": "quarter", "months": 9},
     ("Make the future longer first: as things stand, words would be kept only about 50 times in 100, though nobody means "
     "harm; what would help pays only from about 5 dealings on, and you expect about 3."), ""),
    ({"misread": "5"}, "Make misreading rarer, and let some lapses pass: as things stand, words would be kept only about 50", ""),
    ({"misread": "never", "months": None}, ("What you have could carry it: in the long run words are kept every time, if you "
     "both expect about 2 dealings or more."), ""),
])  # fmt: skip
def test_the_headline_asks_whether_it_pays_too(change, start, caution):
    findings = TRUST.evaluate(EXAMPLE | change)
    assert findings.headline.startswith(start)
    assert caution in findings.to_text()


@pytest.mark.parametrize(("ours", "theirs", "start"), [
    ("none", "most", "Ask Health trust to overlook fewer lapses: words would be kept every time while both mean well, but you would gain"),
    ("most", "none", "Overlook fewer lapses: words would be kept every time while both mean well, but Health trust would gain"),
])  # fmt: skip
def test_whoever_overlooks_too_many_is_asked_to_overlook_fewer(ours, theirs, start):
    assert TRUST.evaluate(overlooking(ours, theirs) | {"misread": "never"}).headline.startswith(start)


@pytest.mark.parametrize(("ours", "theirs", "start", "end"), [
    ("none", "third", "Let some lapses pass: ", "if you overlooked a third of those that you see, about 92 times in 100."),
    ("third", "none", "Ask Health trust to let some lapses pass: ", "if Health trust overlooked a third of those it sees, about 92 times in 100."),
])  # fmt: skip
def test_whoever_overlooks_less_than_a_third_is_asked_to_let_some_pass(ours, theirs, start, end):
    headline = TRUST.evaluate(overlooking(ours, theirs)).headline
    assert headline.startswith(start)
    assert headline.endswith(end)


def test_a_side_that_overlooks_more_than_a_third_goes_on_as_it_does():
    # With q overlooked and e misread: x = s + q (1 - s) for each side, with s = y (1 - e) + (1 - y) e. Us 1/3, them 9/10.
    findings = TRUST.evaluate(overlooking("none", "most"))
    assert list(findings.tables()[1].rows) == [
        ("As now", 96.5), ("Misread half as often", 98.2), ("The stricter side overlooks a third", 97.7), ("Both changes", 98.8),
    ]  # fmt: skip
    assert (
        "Most are kept with “Both changes”, but then keeping them would never come to pay you both."
        in findings.to_text()
    )


@pytest.mark.parametrize(("change", "words"), [
    ({"marks": list(MARKS), "stake.us.size": "0"}, "It has three of the four marks of a good first step. You ticked that each side"),
    ({"marks": list(MARKS), "stake.us.size": "0", "stake.them.size": None}, "One side risks nothing yet. As long as your side"),
    ({"marks": ["soon"]}, "It has two of the four marks of a good first step. By what you said of the stakes each side risks"),
    ({"marks": ["risk"], "stake.us.size": "0", "misread": None}, "but it still lacks all four marks of a step that builds trust."),
    ({"marks": ["risk"], "stake.us.size": "0"}, "It has none of the four marks of a good first step."),
    ({"marks": ["risk"], "stake.us.size": None}, "It has one of the four marks of a good first step. Cut"),
])  # fmt: skip
def test_a_risk_is_what_was_said_of_the_stakes(change, words):
    assert words in TRUST.evaluate(EXAMPLE | change).to_text()


@pytest.mark.parametrize("dots", [".", "...", ". . .", "…", "-", "?"])
def test_dots_are_no_aim(dots):
    assert not TRUST.evaluate({"aim": dots}).complete
    assert "Then write down a first step" in TRUST.evaluate(EXAMPLE | {"aim": dots}).to_text()


@pytest.mark.parametrize("dots", [".", "...", "-", "?"])
def test_dots_are_no_partner_and_no_stake(dots):
    change = {"other": dots, "overlook.us.share": "most", "stake.us.what": dots, "stake.them.what": dots}
    text = TRUST.evaluate(EXAMPLE | change).to_text()
    assert "but the partner would gain by lapsing." in text
    assert f"You: {dots}" not in text
    rows = [row.text for whole in TRUST.questions({"other": dots}) for row in getattr(whole, "rows", ())]
    assert "The partner" in rows


def test_enough_is_what_is_printed_as_enough():
    # 8.67 dealings are printed as 9, and keeping one's word pays from 8.78 on, which is printed as 9 too.
    text = TRUST.evaluate(overlooking("third", "third") | {"misread": "10", "months": 2}).to_text()
    assert "pays from about 9 dealings on. You both expect about 9." in text
    assert "Too short" not in text


def test_what_was_not_said_is_said_to_be_so():
    text = TRUST.evaluate(EXAMPLE | {"temptation": None, "pace": None}).to_text()
    assert "You have not said what either side would gain" in text
    assert "You have not said how many you both expect" in text


def test_the_partners_name_heads_its_rows():
    assert "Health trust" in [row.text for whole in TRUST.questions(EXAMPLE) for row in getattr(whole, "rows", ())]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(GARBAGE)
def test_nothing_that_is_typed_can_raise(answers):
    assert TRUST.evaluate(answers).to_text()
    assert TRUST.evaluate(EXAMPLE | answers).to_text()
