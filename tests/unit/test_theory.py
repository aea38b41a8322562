"""theory: the weakest link, the chance that a whole chain holds, the size of a plan, and odd answers that get a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit import exercise
from collabkit.analysis.theory_of_change import all_hold, size, weakness
from collabkit.exercises.theory import ARROWS, BELIEFS, EVIDENCE, STEPS, held, ordered, sooner, written

THEORY = exercise("theory")
EXAMPLE = dict(THEORY.example)
SITTING = THEORY.read(EXAMPLE)
CHAIN = {f"chain.{key}.words": f"Line {key}" for key in STEPS}
FIELDS = sorted({part.key for whole in THEORY.questions(EXAMPLE) for part in whole.fields()})
GARBAGE = st.dictionaries(
    st.sampled_from(FIELDS),
    st.one_of(
        st.text(max_size=20), st.integers(), st.floats(), st.none(), st.lists(st.text(max_size=5)),
        st.sampled_from(["1", "4", "0", "100", *dict(EVIDENCE), "places", "before", "nothing"]),
    ),
)  # fmt: skip


def belief(number=1, words="They let us in", arrow="2", matter=4, sure=2, evidence="none"):
    """Answers about one belief; None is no answer."""
    cells = {f"assume.{number}.words": words, f"assume.{number}.arrow": arrow, f"rate.{number}.matter": matter,
             f"rate.{number}.sure": sure, f"rate.{number}.evidence": evidence}  # fmt: skip
    return {key: answer for key, answer in cells.items() if answer is not None}


def said(*beliefs, **answers):
    return THEORY.evaluate(CHAIN | {key: answer for one in beliefs for key, answer in one.items()} | answers).to_text()


def rows(findings, start):
    return [row for table in findings.tables() if table.caption.startswith(start) for row in table.rows]


# --- the arithmetic


def test_weakness_runs_from_one_to_sixteen():
    found = sorted(weakness(matter, sure) for matter in range(1, 5) for sure in range(1, 5))
    assert found == [1, 2, 2, 3, 3, 4, 4, 4, 6, 6, 8, 8, 9, 12, 12, 16]


@pytest.mark.parametrize(("matter", "sure"), [(0, 1), (5, 1), (1, 0), (4, 5), (True, 1), (2.0, 1)])
def test_what_is_no_rating_is_refused(matter, sure):
    with pytest.raises(ValueError, match="is a whole number from 1 to 4"):
        weakness(matter, sure)


def test_the_chance_that_all_hold_by_hand():
    assert all_hold([3, 2, 2, 1]) == pytest.approx(0.0918)
    assert all_hold([3, 2, 2]) == pytest.approx(0.306)
    assert all_hold([]) == 1


def test_the_size_of_the_plan_by_hand():
    # The review's figure for people at higher risk, and its figure for everybody.
    high, mean = (size(800, 1.85, effect, 0.05, 1240) for effect in (0.38, 0.26))
    assert (high.expected, high.prevented, high.counted) == pytest.approx((1480, 562.4, 28.12))
    assert high.share == pytest.approx(0.0227, abs=0.00005)
    assert (round(mean.counted), round(mean.share, 3)) == (19, 0.016)


@pytest.mark.parametrize(("figures", "known"), [
    ((), 0), ((800,), 0), ((0, 1.85, 0.38, 0.05, 1240), 4), ((800, 1.85), 1), ((800, 1.85, 0), 2), ((800, 1.85, 0.38), 2),
    ((800, 1.85, None, 0.05, 1240), 1), ((800, 1.85, 0.38, 0.05), 3), ((800, 1.85, 0.38, 0.05, 0), 3), ((800, 1.85, 0.38, 0.05, 1), 4),
])  # fmt: skip
def test_the_sum_goes_as_far_as_its_figures(figures, known):
    found = size(*figures)
    assert [figure is not None for figure in (found.expected, found.prevented, found.counted, found.share)] == [
        place < known for place in range(4)
    ]


def test_a_figure_below_nought_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        size(800, -1)


# --- the worked example


def test_the_order_of_the_example():
    assert [one.place for one in ordered(held(SITTING))] == [5, 4, 2, 3, 1, 6]
    assert [one.weakness for one in ordered(held(SITTING))] == [16, 12, 12, 9, 8, 4]


def test_the_example_by_hand():
    findings = THEORY.evaluate_example()
    text = findings.to_text()
    assert findings.headline == (
        "Your weakest link is from what changes to what it leads to: “Fewer falls mean fewer emergency admissions”. "
        "If it is wrong, it all fails, and what you found points the other way."
    )
    assert (
        "surer than your evidence about 2 beliefs: “The trust may lawfully pass on names within a week of…” and “Age Well’s"
        in text
    )
    assert "all 4 hold in about 9 cases in 100. Were you to promise only what changes for people, " in text
    assert "would hold in about 31 cases in 100." in text
    assert "today’s 1,240 will fall by about 28, which is 2.3%." in text
    assert [row[1] for row in rows(findings, "From those reached")] == ["1,480", "562", "28", "2.3%"]
    assert [row[1] for row in rows(findings, "How weak each step is")] == [8, 12, 12, 16]


def test_the_example_promises_one_step_sooner():
    musts = [one for one in held(SITTING) if one.matter == 4]
    promise, chance = sooner(written(SITTING), musts)
    assert promise == "what changes for people"
    assert chance == pytest.approx(0.306)


# --- order and ties


def test_level_beliefs_stand_by_evidence_then_by_step():
    beliefs = [belief(n, f"Belief {n}", arrow, evidence=evidence) for n, (arrow, evidence) in enumerate(
        [("1", "many"), ("3", "word"), ("2", "word"), (None, "word"), ("4", "against"), ("1", None)], 1)]  # fmt: skip
    findings = THEORY.evaluate(CHAIN | {key: answer for one in beliefs for key, answer in one.items()})
    assert [row[0] for row in rows(findings, "What must be true")] == [
        "Belief 5", "Belief 6", "Belief 3", "Belief 2", "Belief 4", "Belief 1",
    ]  # fmt: skip
    assert findings.headline.startswith(
        "Six beliefs are equally weak on your ratings, and none is weaker. Begin with “Belief 5”"
    )
    assert "do not tell these beliefs apart. What you go by, and then the step, settle the order." in findings.to_text()


def test_where_nothing_tells_them_apart_it_says_so():
    text = said(belief(1, "One"), belief(2, "Another"))
    assert text.startswith("Two beliefs are equally weak on your ratings, and none is weaker. Begin with “One”")
    assert "Neither do the evidence and the step: they stand in the order in which you wrote them." in text


def test_one_belief_is_compared_with_nothing():
    text = said(belief())
    assert text.startswith("You rated one belief, from what you do to what it produces: “They let us in”.")
    for word in ("weakest link", "equally weak", "All that you rated", "How weak each step is"):
        assert word not in text


def test_a_belief_without_a_step_is_listed():
    text = said(belief(arrow=None), belief(2, "Another", sure=4))
    assert text.startswith("Your weakest link stands at no step yet: “They let us in”.")
    assert "1 belief stands at no step yet: “They let us in”." in text


# --- odd answers


def test_a_chain_needs_two_lines_that_follow_each_other():
    apart = {"chain.inputs.words": "Posts", "chain.outputs.words": "Visits", "chain.impact.words": "Health"}
    findings = THEORY.evaluate(apart | belief())
    assert not findings.complete
    assert "Write at least two lines that follow each other." in findings.to_text()
    assert THEORY.evaluate(apart | {"chain.activities.words": "Work"} | belief()).complete


def test_a_chain_that_nothing_could_prove_wrong():
    text = said(**{"chain.impact.words": None})
    assert text.startswith("You wrote 4 lines, and nothing that must be true for one to follow from another.")
    assert text.count("- From what") == 3


def test_beliefs_that_are_not_rated_are_listed_and_ratings_asked_for():
    findings = THEORY.evaluate(CHAIN | belief(sure=None))
    assert not findings.complete
    assert "Say of at least one belief how much hangs on it and how sure you are." in findings.to_text()
    assert rows(findings, "What must be true")[0][2:4] == ("4 It all fails", "–")


@pytest.mark.parametrize(("beliefs", "words"), [
    ([{"sure": 4}, {"sure": 4, "evidence": "word"}], "All is as good as certain, and no figure supports it."),
    ([{"sure": 4, "evidence": "many"}] * 2, "Then you may need a rota more than a strategy."),
    ([{"sure": 4}, {"sure": 4}, {"sure": None, "evidence": None}], "All that you rated is as good as certain, and no figure supports it."),
    ([{"sure": 4, "evidence": "many"}] * 2 + [{"sure": None, "evidence": None}],
     "All that you rated is as good as certain, and well tested. If the rest is too, you may need a rota"),
    ([{"sure": 1}, {"sure": 1, "matter": 2}], "All that you rated is a guess."),
    ([{"matter": 2}, {"matter": 1}], "Nothing that you rated would hurt much."),
    ([{"evidence": "many"}, {"sure": 3, "evidence": "one"}], "less sure than your evidence about 1 belief: “Belief 1”"),
    ([{}, {"sure": None}], "1 belief lacks a rating, and stands last."),
])  # fmt: skip
def test_what_is_said_of_all_of_them(beliefs, words):
    assert words in said(*[belief(n, f"Belief {n}", **parts) for n, parts in enumerate(beliefs, 1)])


@pytest.mark.parametrize("evidence", ["none", "many"])
def test_one_rated_belief_of_two_says_nothing_of_all(evidence):
    text = said(belief(1, "One", sure=4, evidence=evidence), belief(2, "Two", matter=None, sure=None, evidence=None))
    assert "as good as certain, and" not in text
    assert "1 belief lacks a rating" in text


@pytest.mark.parametrize("dots", [".", "..."])
def test_dots_are_quoted_as_they_were_typed(dots):
    assert f"“{dots}”" in THEORY.evaluate(CHAIN | belief(words=dots)).headline


@pytest.mark.parametrize("dots", [".", "...", "-", "?"])
def test_dots_settle_nothing_of_the_first_test_and_explain_nothing(dots):
    text = said(belief(), **{"test.how": dots, "test.sign": dots, "rivals": dots, "compare": "before"})
    assert "- Settle the cheapest way to find out.\n- Agree what would tell you that it is wrong.\n" in text
    assert "cannot tell your work from a mild winter. Write down one thing" in text


@pytest.mark.parametrize(("other", "words"), [
    ({"sure": 3, "matter": None}, "All that you rated is a guess"),
    ({"matter": 4, "sure": None}, "Nothing that you rated would hurt"),
])  # fmt: skip
def test_half_a_rating_stands_against_what_is_said_of_all(other, words):
    rated = [belief(1, "One", sure=1, matter=1), belief(2, "Two", sure=1, matter=2)]
    assert words in said(*rated)
    assert words not in said(*rated, belief(3, "Three", **other))


def test_the_same_words_twice():
    assert "The same words stand in more than one row: “They let us in”." in said(
        belief(1), belief(2, "they let us in.")
    )
    text = said(belief(), **{"chain.outputs.words": "Fewer falls", "chain.outcomes.words": "fewer falls"})
    assert "“What that produces at once” and “What changes for people”: which of the two is it?" in text


def test_a_chain_in_which_nobody_changes():
    assert "Nobody changes on the way." in said(belief(), **{"chain.outcomes.words": ""})
    assert "Nobody changes on the way." not in said(belief())


def test_gaps_of_the_chain_are_named():
    text = said(belief(1, arrow="1"), belief(2, "Bed", arrow="4"), **{"chain.impact.words": ""})
    assert (
        "You placed no belief at these steps: from what you do to what it produces; from what it produces to what changes."
        in text
    )
    assert "1 belief belongs to a step with an empty line: “Bed”." in text


def test_a_promise_sooner_is_named_only_where_it_is_twice_as_safe():
    near = [belief(1, "One", "1", sure=4), belief(2, "Two", "4", sure=3)]
    far = [belief(1, "One", "1", sure=4), belief(2, "Two", "4", sure=1)]
    assert "both hold in about 81 cases in 100." in said(*near)
    assert "Were you to promise" not in said(*near)
    assert (
        "Were you to promise only what changes for people, what has to be true for that would hold in about 95 cases"
        in said(*far)
    )
    assert "Were you to promise" not in said(*far, **{"chain.outcomes.words": ""})


@pytest.mark.parametrize(("figures", "words"), [
    ({"reach": 1, "rate_each": 1}, "If you reach 1 person in a year, the figure to expect among them is about 1."),
    ({"reach": 10, "rate_each": 2, "effect": 10}, "you will prevent about 2."),
    ({"reach": 10, "rate_each": 2, "effect": 10, "pass_on": 1}, "there will be less than 0.1 fewer in the end."),
    ({"reach": 10, "rate_each": 2, "effect": 50, "pass_on": 100, "base": 10}, "will fall by about 10, which is 100%."),
    ({"reach": 10, "rate_each": 2, "effect": 50, "pass_on": 100, "base": 9}, "That would prevent more than there are."),
    ({"reach": 10, "rate_each": 2, "effect": 50, "pass_on": 100, "base": 0}, "That would prevent more than there are."),
    ({"reach": 10, "rate_each": 2, "effect": 0}, "the figure to expect among them is about 20, and you expect to prevent none of it."),
    ({"reach": 1, "rate_each": 2, "effect": 38, "pass_on": 0, "base": 10},
     "you will prevent about 0.8, and none of that would have counted in the end."),
    ({"reach": 0, "rate_each": 2, "base": 5}, "On these figures you reach nobody, so nothing can come of it."),
    ({"reach": 10, "rate_each": 0}, "On these figures it never happens to those whom you reach, so there is nothing to prevent."),
])  # fmt: skip
def test_what_is_said_of_size(figures, words):
    assert words in said(belief(), **figures)


def test_without_figures_nothing_is_said_of_size():
    for figures in ({}, {"reach": 0, "base": 5}, {"base": 5, "effect": 5}):
        assert "large enough" not in said(belief(), **figures).casefold()


@pytest.mark.parametrize(("answers", "words"), [
    ({"compare": "before", "rivals": "New wards; a road"}, "Before and after cannot tell your work from “New wards”."),
    ({"compare": "before"}, "Before and after cannot tell your work from a mild winter. Write down one thing"),
    ({"compare": "nothing", "rivals": "A road"}, "that it happened, and not that you had a hand in it."),
    ({"compare": "places", "rivals": "A road"}, "to count in the same way as you."),
    ({"rivals": " ; "}, "You have not said what you will set your result beside."),
])  # fmt: skip
def test_what_a_comparison_will_let_them_say(answers, words):
    assert words in said(belief(), **answers)


def test_what_is_settled_of_the_first_test_is_repeated_and_the_rest_asked_for():
    text = said(belief(), **{"test.how": "Ask the trust", "test.by": "Anna, in May?"})
    assert "- How: Ask the trust.\n- Agree what would tell you that it is wrong.\n" in text
    assert "- Who, by when: Anna, in May?" in text


def test_the_longest_words_stand_whole_in_the_headline_and_short_in_lists():
    long = "W" * 40 + " and so on" * 12
    findings = THEORY.evaluate(CHAIN | belief(words=long) | belief(2, "Short", sure=3))
    assert f"“{long}”" in findings.headline
    assert (
        "of which you are not sure: “WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW and so on and so…”." in findings.to_text()
    )


def test_rows_to_rate_come_with_the_words_and_there_are_six_at_most():
    def asked(answers):
        return [question for question in THEORY.questions(answers) if question.key == "rate"]

    assert asked({}) == []
    assert [row.text for row in asked(belief(3, "They let us in"))[0].rows] == ["They let us in"]
    assert len(asked(THEORY.on_paper)[0].rows) == BELIEFS
    assert len(ARROWS) == len(STEPS) - 1


@settings(derandomize=True, max_examples=60, deadline=None)
@given(GARBAGE)
def test_nothing_that_is_typed_can_raise(answers):
    for base in (EXAMPLE, CHAIN | belief()):
        assert THEORY.evaluate(base | answers).to_text()
