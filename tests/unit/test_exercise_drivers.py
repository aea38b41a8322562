"""drivers: points and laws are those worked out by hand, and ties, silence and odd answers get a true sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit import exercise
from collabkit.analysis.facts import facts
from collabkit.data.bodies import BODIES, NATIONS
from collabkit.data.duties import applying
from collabkit.exercises.drivers import BY_KEY, DRIVERS, LISTED, Reason, answered, calls_for

WHY = exercise("drivers")
TWELVE = [f"Partner {n}" for n in range(1, 13)]
FIELDS = [part.key for whole in WHY.questions({"partners": TWELVE}) for part in whole.fields()]
GARBAGE = st.dictionaries(
    st.sampled_from(FIELDS),
    st.one_of(
        st.text(max_size=30), st.integers(), st.floats(), st.none(), st.lists(st.text(max_size=5)), st.integers(0, 4),
        st.sampled_from([*BY_KEY, "unsure", "England"]), st.lists(st.sampled_from([*BODIES, *NATIONS])),
    ),
)  # fmt: skip


def rated(**reasons):
    """Answer with a strength for each reason, or with a strength and how it is known."""
    answers = {}
    for key, value in reasons.items():
        strength, known = value if isinstance(value, tuple) else (value, None)
        answers |= {f"driver.{key}.strength": strength, f"driver.{key}.known": known}
    return answers


def reasons(**given):
    return answered(WHY.read(rated(**given)))


def coming(*keys):
    return {"partners": TWELVE[: len(keys)]} | {f"partner.{n}.reason": key for n, key in enumerate(keys, 1) if key}


def headline(**given):
    return WHY.evaluate(rated(**given)).headline


def table(findings, caption):
    return next((one for one in findings.tables() if one.caption.startswith(caption)), None)


def test_the_eight_are_those_of_the_chapter_in_its_order():
    assert [driver.name for driver in DRIVERS] == [
        "Money", "Demand", "Wicked issues", "Duty", "What people expect", "Resilience", "New ideas", "Standing",
    ]  # fmt: skip
    assert len({driver.trap for driver in DRIVERS} | {driver.test for driver in DRIVERS}) == 16


def test_the_example_by_hand():
    findings = WHY.evaluate_example()
    text = findings.to_text()
    assert findings.headline == (
        "You are here for demand, and you have figures for it; you also lean on money, but only assume it."
    )
    assert table(findings, "What each reason weighs").rows == (
        ("Demand", "4 × 3 (figures) = 12"), ("What people expect", "3 × 2 (heard) = 6"), ("Money", "4 × 1 (assumed) = 4"),
        ("Wicked issues", "2 × 2 (heard) = 4"), ("Duty", "1 × 2 (heard) = 2"), ("Standing", "2 × 1 (assumed) = 2"),
        ("Resilience", "1 × 1 (assumed) = 1"), ("New ideas", "1 × 1 (assumed) = 1"),
    )  # fmt: skip
    assert [row[0] for row in table(findings, "Where your strong reasons").rows] == [
        "Money",
        "Demand",
        "What people expect",
    ]
    assert "Money stands out" in text
    assert "Complexity decides." in text, "12 points are more than twice 4"
    assert "4 PARTNERS, 4 REASONS" in text
    assert "You rated duty “slight”, yet this is what brings Fire service" in text
    assert f"is {facts()['benefit-all-median']}, where 1 would be all" in text


def test_the_law_in_the_example_by_hand():
    findings = WHY.evaluate_example()
    rows = table(findings, "Duties that name you").rows
    assert "17 duties in our table name at least one of you. 9 of them name more than one kind" in findings.to_text()
    assert len(rows) == 8
    assert [row[2].count(";") for row in rows] == [2, 1, 1, 1, 1, 1, 1, 1], "those that name most of you come first"
    assert not any("section 115" in row[0] for row in rows), "a power is no duty"
    assert "You also have 2 powers" in findings.to_text()
    assert "Localism Act" not in findings.to_text(), "the planning duty ended on 25 March 2026"


@pytest.mark.parametrize(("given", "words"), [
    ({"money": 0}, "You rated no reason above “none”: find out who asked for this"),
    ({driver.key: 0 for driver in DRIVERS}, "You rated all eight reasons “none”: find out who asked for this"),
    ({driver.key: 4 for driver in DRIVERS}, "You gave all eight reasons the same strength (decisive), so strength does not tell"),
    ({"money": 2, "wicked": (2, 3)}, "Nothing that you rated drives you hard: the most you gave is “fair”, to money and wicked issues."),
    ({driver.key: 1 + (driver.key == "duty") for driver in DRIVERS}, "Nothing drives you hard: the most you gave is “fair”, to duty."),
    ({"duty": (3, 2), "money": (4, 1), "demand": (3, 1)},
     "You are here for duty, and those concerned have told you so; you also lean on money and demand, but only assume them."),
    ({"money": (4, 1)}, "You lean on money, but only assume it: you name no figures for it, and nobody"),
    ({"money": (4, 1), "duty": (3, 1)}, "You lean on money and duty, but only assume them: you name no figures for them"),
    ({"money": 4, "duty": 3}, "You lean on money and duty, but have not said how you know them."),
    ({"money": (4, 1), "duty": 3}, "You lean on money and duty, but only assume them, or have not said how you know."),
    ({"wicked": (4, 1)}, "You lean on wicked issues, but only assume them:"),
    ({"demand": (3, 2)}, "You are here for demand, and those concerned have told you so; none of your strong reasons is"),
    ({"demand": (3, 2), "money": (4, 1)},
     "You are here for demand, and those concerned have told you so; you also lean, even harder, on money"),
    ({"money": (3, 3), "demand": (4, 2)},
     "You are here for money, and you have figures for it; you rated demand stronger, and those concerned have told you so; none"),
    ({"demand": (3, 3), "expect": (3, 3)}, "You are here for demand and what people expect, and you have figures for them"),
    ({driver.key: (3, 2) for driver in DRIVERS[:7]}, "You are here for money, demand and 5 others, and"),
])  # fmt: skip
def test_every_kind_of_profile_has_its_sentence(given, words):
    assert headline(**given).startswith(words)


@pytest.mark.parametrize(("given", "called"), [
    ({"money": (4, 3), "demand": (2, 3)}, "efficiency"),  # 12 is twice 6
    ({"money": (4, 3), "demand": (4, 2)}, "both"),  # 12 is less than twice 8
    ({"money": (2, 1), "duty": (4, 3), "standing": (4, 3)}, ""),  # duty and standing belong to neither
    ({"ideas": (3, 1)}, "complexity"),
    ({"ideas": (1, 3)}, ""),  # what is slight decides nothing, however well it is known
    ({"resilience": (3, 1), "wicked": (3, 1)}, "both"),
])  # fmt: skip
def test_a_trigger_decides_with_twice_the_points(given, called):
    assert calls_for(reasons(**given)) == called


def test_what_is_not_said_counts_as_assumed_and_is_admitted():
    assert Reason(DRIVERS[0], 4).points == Reason(DRIVERS[0], 4, 1).points == 4
    text = WHY.evaluate(rated(money=4, demand=0)).to_text()
    assert "6 of the eight reasons are not rated." in text
    assert "You did not say how you know 1 reason, so we count that as assumed." in text


def test_cautions_come_with_strong_reasons_only():
    for key, words in (("money", "A planned saving"), ("duty", "turn up"), ("standing", "97% had joined")):
        assert words in WHY.evaluate(rated(**{key: 3})).to_text()
        assert words not in WHY.evaluate(rated(**{key: 2})).to_text()


@pytest.mark.parametrize(("keys", "words"), [
    (("money", "", "unsure"), "You have said it of one partner only: Partner 1 for money."),
    (("money", "money"), "Both come for the same thing: Partner 1 and Partner 2 for money."),
    (("money", "money", "money"), "All 3 come for the same thing: Partner 1, Partner 2 and Partner 3 for money."),
    (("money", "money", ""), "The 2 whose reason you gave come for the same thing: Partner 1 and Partner 2 for money."),
    (("money", "money", ""), "You have not answered it for Partner 3."),
    (("money", "duty", "unsure"), "judged by at least 2 different tests"),
    (("money", "duty", "unsure"), "You are not sure of Partner 3."),
    (("money", "duty", "unsure"), "None of those whose reason you gave comes first of all for demand"),
    (("money", "duty"), "Ask what would be left if only one of these tests were met."),
    (("money", "expect"), "The reason of Partner 1 asks for something tight, that of Partner 2 for something loose"),
    (("duty", "expect"), "No partner comes first of all for demand, which you know to be strong"),
])  # fmt: skip
def test_partners_are_compared(keys, words):
    assert words in WHY.evaluate(rated(demand=(4, 3)) | coming(*keys)).to_text()


def test_reasons_that_weigh_the_same_are_all_named():
    text = WHY.evaluate(rated(demand=(3, 2), ideas=(3, 2), money=(4, 3))).to_text()
    assert "Your weightiest reasons of the first kind are demand and new ideas (6 of 12 points each); " in text
    assert "your weightiest reason of the second kind is money (12 of 12 points)." in text
    assert "So far efficiency decides." in text, "not every reason was rated"
    none = WHY.evaluate(rated(money=(4, 3))).to_text()
    assert "You rated no reason of the first kind above “none”; your weightiest" in none


@pytest.mark.parametrize(("given", "words"), [
    ({"wicked": (4, 1)}, "Wicked issues stand out: strong, and only assumed."),
    ({"wicked": (4, 1)}, "Wicked issues are strong, and you only assume them. Ask:"),
    ({"money": (4, 1)}, "Money stands out: strong, and only assumed."),
    ({"money": 4}, "Money stands out: strong, and you did not say how you know it."),
    ({"money": 4}, "Money is strong, and you have not said how you know it. Ask:"),
    ({"money": (4, 1), "ideas": (3, 1)}, "Strong, and only assumed: money and new ideas."),
])  # fmt: skip
def test_names_agree_with_their_verbs_and_silence_is_called_silence(given, words):
    assert words in WHY.evaluate(rated(**given)).to_text()


def test_all_as_strong_and_unequally_known_leave_one_to_decide():
    known = {"demand": 3, "wicked": 3, "expect": 3, "ideas": 3, "money": 1, "resilience": 1}
    text = WHY.evaluate(rated(**{driver.key: (4, known.get(driver.key)) for driver in DRIVERS})).to_text()
    assert text.startswith(
        "You gave all eight reasons the same strength (decisive), so strength does not tell them apart:"
    )
    assert "Complexity decides." in text
    assert "none of them decides" not in text


def test_what_is_strong_beside_a_weaker_reason_that_decides_is_not_strong_too():
    text = WHY.evaluate(rated(money=(3, 1), demand=(2, 3))).to_text()
    assert "So far complexity decides." in text
    assert "You rated money strong: know more before you build anything for its sake." in text


def test_reasons_of_both_kinds_pull_both_ways_so_far():
    assert "So far your reasons pull both ways." in WHY.evaluate(rated(money=3, demand=3)).to_text()
    assert "Your reasons pull both ways." in WHY.evaluate(rated(**{driver.key: 4 for driver in DRIVERS})).to_text()


@pytest.mark.parametrize("keys", [("money", "money"), ("money", ""), ("money", "duty")])
def test_what_you_rated_none_and_brings_a_partner_is_said(keys):
    text = WHY.evaluate(rated(money=0) | coming(*keys)).to_text()
    assert "You rated money “none”, yet this is what brings Partner 1" in text
    assert "brings you together" not in text


def test_partners_not_known_are_asked_first():
    assert (
        "Ask Partner 2 to finish “we are in this because…”: you have not said, or do not know, what brings it."
        in WHY.evaluate(rated(money=3) | coming("money", "unsure")).to_text()
    )
    assert "SUCCESS" not in WHY.evaluate(rated(money=3) | coming("unsure", "unsure")).to_text().upper()
    assert next(one for one in WHY.questions({}) if one.key == "partner").rows == ()


def test_twelve_partners_make_a_sentence_and_a_thirteenth_is_named():
    keys = [driver.key for driver in DRIVERS] + ["money"] * 4
    findings = WHY.evaluate(rated(**{driver.key: (4, 3) for driver in DRIVERS}) | coming(*keys))
    assert "12 PARTNERS, 8 REASONS" in findings.to_text()
    assert "Partner 1, Partner 9 and 3 others for money" in findings.to_text()
    assert len(table(findings, "When each").rows) == 12
    assert "at most 12 partners" in WHY.evaluate(rated(money=3) | {"partners": [*TWELVE, "One more"]}).to_text()


@pytest.mark.parametrize(("nations", "bodies", "words"), [
    ([], [], "Say which kinds of body take part, and in which nations, and the duties"),
    (["Wales"], [], "Say which kinds of body take part, and the duties"),
    ([], ["police"], "Say in which nations you work, and the duties"),
    (["England"], ["charity"], "None of the duties in our table names a body of yours."),
    (["Scotland"], ["police"], "1 duty in our table names at least one of you."),
    (["Scotland"], ["police", "charity"], "at least one of you. It names one kind of body that takes part; a duty"),
    (["Scotland"], ["police", "fire"], "at least one of you. It names more than one kind of body that takes part."),
])  # fmt: skip
def test_the_law_is_counted_or_its_lack_is_said(nations, bodies, words):
    assert words in WHY.evaluate(rated(money=1) | {"nations": nations, "bodies": bodies}).to_text()


def test_a_long_table_of_law_is_cut_and_says_so():
    everywhere = {"nations": list(NATIONS), "bodies": list(BODIES)}
    found = table(WHY.evaluate(rated(money=1) | everywhere), "Duties that name you")
    duties = [one for one in applying(**everywhere) if one.kind == "duty"]
    assert len(found.rows) == LISTED
    assert found.note.startswith(f"{len(duties) - LISTED} more name a body of yours and are not shown.")


def test_a_duty_that_no_law_in_the_table_bears_out_is_questioned():
    here = {"nations": ["England"], "bodies": ["charity"]}
    assert "ask which law is meant" in WHY.evaluate(rated(duty=4) | here).to_text()
    assert "ask which law is meant" not in WHY.evaluate(rated(duty=1) | here).to_text()


def test_one_duty_is_one_and_of_two_partners_one_is_the_other():
    one = WHY.evaluate(rated(money=1) | {"nations": ["England"], "bodies": ["company"]}).to_text()
    assert "1 duty in our table" in one
    assert "- Ask a lawyer whether this duty touches your work, and underline the verb" in one
    many = WHY.evaluate(rated(money=1) | {"nations": ["England"], "bodies": ["council"]}).to_text()
    assert "- Ask a lawyer which of these duties touch your work" in many
    for partners, words in ((["Ash", "Birch"], "for the other."), (["Ash", "Birch", "Cedar"], "for the others.")):
        text = WHY.evaluate(rated(money=1) | {"partners": partners, "partner.1.reason": "money"}).to_text()
        assert f"Finish the line “they are in this because” {words}" in text


def test_why_now_is_quoted_and_cut():
    assert (
        "“Winter is coming” is your answer." in WHY.evaluate(rated(money=1) | {"now": "Winter is coming. "}).to_text()
    )
    assert "cold…” is your answer." in WHY.evaluate(rated(money=1) | {"now": "cold " * 100}).to_text()
    for silence in ({}, {"now": "."}, {"now": "..."}, {"now": "…"}, {"now": "-"}, {"now": "?"}):
        assert "You did not say." in WHY.evaluate(rated(money=1) | silence).to_text()


def test_nothing_rated_asks_for_one():
    for answers in ({}, {"driver.money.known": 3}, {"bodies": ["police"]}):
        findings = WHY.evaluate(answers)
        assert not findings.complete
        assert "at least one of the eight reasons" in findings.headline


@pytest.mark.parametrize("raw", ["nonsense", 99, 1.5, True, ["1"], {"a": 1}])
@pytest.mark.parametrize("key", ["driver.duty.strength", "driver.duty.known", "partner.3.reason", "bodies"])
def test_a_bad_answer_is_named_and_the_rest_is_used(key, raw):
    findings = WHY.evaluate({**WHY.example, key: raw})
    assert findings.to_text().startswith("Caution:")
    assert "You are here for demand, and you have figures for it" in findings.to_text()


@settings(max_examples=60, derandomize=True)
@given(GARBAGE, st.booleans())
def test_garbage_gets_a_sentence(answers, named):
    findings = WHY.evaluate(answers | ({"partners": TWELVE} if named else {}))
    assert findings.to_text().strip()
    assert findings.to_html()


def test_what_only_a_guess_decides_is_not_built_on_yet():
    guess = "As far as you said, that rests on what you assume: know more before you build on it."
    assert guess in WHY.evaluate(rated(money=3)).to_text()
    assert guess not in WHY.evaluate(rated(money=(3, 2))).to_text()
