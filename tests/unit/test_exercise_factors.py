"""factors: what is said of the whole is true of the whole, and what has no answer is not called settled."""

import pytest

from collabkit import exercise
from collabkit.exercises.factors import FACTORS

CHECKS = exercise("factors")
KEYS = [factor.key for factor in FACTORS]


def every(value, keys=KEYS):
    return dict.fromkeys(keys, value)


def test_the_example_says_what_it_said():
    assert CHECKS.evaluate_example().headline == (
        "You are strongest in “how you talk” and weakest in “how you work”, with 7 concerns and 2 to find out about."
    )


@pytest.mark.parametrize(("answers", "headline"), [
    (every(1), "All that you rated is a concern: 22 statements, with nothing left open."),
    (every(5), "All that you rated is a strength: 22 statements, with nothing left open."),
    (every(3), "No group stands out, since each that you rated averages 3.0 of 5, with no concerns and nothing left open."),
    (every(2, KEYS[:1]), "All that you rated is a concern: 1 statement, with 21 not answered."),
    (every(3, KEYS[:2]), ("Your answers in “around you”, the one group that you rated, average 3.0 of 5, with no concerns and 20 "
                          "not answered.")),
    (every("unsure"), "You are not sure of anything yet, which is worth knowing: take these questions to your partners."),
    (every("unsure", KEYS[:1]), "You are not sure of the one statement that you answered, which is worth knowing: take this question to your partners."),
    ({"history": 2, "stake": 1, "candour": 3, "contact": 1}, ("Of the groups that you rated, your answers are highest in “around you” and “how you talk” and lowest "
                                                            "in “how you work”, with 3 concerns and 18 not answered.")),
    (every("unsure", KEYS[:3]), "You are not sure of any of the 3 that you answered, which is worth knowing: take these questions to your partners."),
])  # fmt: skip
def test_all_is_all_and_open_is_open(answers, headline):
    assert CHECKS.evaluate(answers).headline == headline


def test_some_unanswered_is_not_nothing_left_open():
    findings = CHECKS.evaluate({**every(4, KEYS[:6]), **every(3, KEYS[6:10])})
    assert findings.headline.endswith("with no concerns and 12 not answered.")
    assert "12 of 22 statements have no answer yet." in findings.to_text()


def test_one_is_spoken_of_as_one():
    text = CHECKS.evaluate({"history": 5, "stake": 1, "candour": "unsure"}).to_text()
    assert "You can build on this: working together before (around you)." in text
    assert "This deserves a conversation: owning the result (how you work)." in text
    assert "You were not sure of this. Ask the partner who would know:" in text


def test_what_is_as_low_as_the_last_step_is_counted():
    assert (
        "Three things to do next; 19 more statements are rated as low as the last of them:"
        in CHECKS.evaluate(every(2)).to_text()
    )
    assert "Three things to do next, the lowest first:" in CHECKS.evaluate(every(2, KEYS[:3])).to_text()


def test_groups_that_are_level_are_all_named():
    answers = every(3) | {"history": 4, "respect": 4, "candour": 2, "convening": 2}
    findings = CHECKS.evaluate(answers)
    assert "strongest in “around you” and weakest in “how you talk”" in findings.headline
    answers = every(3) | {"candour": 5, "contact": 5, "goals": 5, "vision": 5, "together": 5}
    findings = CHECKS.evaluate(answers)
    assert findings.headline.startswith(
        "You are strongest in “how you talk” and “what it is for” and weakest in “around you”, “who takes part”, “how you "
        "work” and “what you have”"
    )
    assert "“Around you”, “Who takes part”, “How you work” and “What you have” are lowest." in findings.to_text()
