"""A strategy that gathers: which sections there are, what stands in each, and which exercises say nothing yet."""

import os
import subprocess
import sys

import pytest

from collabkit import strategy, translation, worked
from collabkit.document import strategy_document
from collabkit.exercises import catalogue, exercise
from collabkit.exercises import strategy as own
from collabkit.exercises.context import EXAMPLE_PARTNERS, PARTNERS
from collabkit.exercises.theory import held, ordered
from collabkit.strategy import SECTIONS, draft
from collabkit.workbook import Workbook

OWN = own.EXERCISE
OTHERS = [one.id for one in catalogue() if not strategy.gathers(one)]
FED = {section.key: section.others for section in SECTIONS}


def written(answers=None, **told):
    """The sections by key, from answers to the strategy itself and to other exercises."""
    book = Workbook.of({id.replace("_", "-"): given for id, given in told.items()}, worked.TIME)
    return {one.section.key: one for one in draft(OWN.read(answers), book)}


def unanswered(sections):
    return {key: tuple(other.id for other in one.unanswered) for key, one in sections.items()}


# --- the sections


def test_there_are_fourteen_sections_each_with_a_name_of_its_own():
    assert len(SECTIONS) == len({one.key for one in SECTIONS}) == len({one.title for one in SECTIONS}) == 14


def test_every_exercise_belongs_to_a_section_and_the_strategy_to_none():
    assert {id for others in FED.values() for id in others} == set(OTHERS)


def test_every_question_of_the_strategy_belongs_to_one_section():
    placed = [question.key for section in SECTIONS for question in section.own]
    assert sorted(placed) == sorted(question.key for question in OWN.questions() if question.key != "collaboration")


def test_how_it_is_meant_to_work_is_told_by_theory():
    assert FED["theory"] == ("theory",)


# --- what stands in them


def test_without_answers_no_section_has_words_and_every_exercise_is_unanswered():
    sections = written()
    assert not any(one.has_words for one in sections.values())
    assert unanswered(sections) == FED


@pytest.mark.parametrize("id", OTHERS)
def test_an_exercise_is_heard_where_it_belongs_and_nowhere_else(id):
    one = exercise(id)
    sections = written(**{id: one.example})
    for key, section in sections.items():
        assert [(said.exercise.id, said.findings.headline) for said in section.said] == (
            [(id, one.evaluate_example().headline)] if id in FED[key] else []
        )
    assert unanswered(sections) == {key: tuple(other for other in others if other != id) for key, others in FED.items()}


@pytest.mark.parametrize("given", [
    {PARTNERS.key: list(EXAMPLE_PARTNERS)},
    {"chain.inputs.words": "Two posts"},
])  # fmt: skip
def test_answers_that_say_too_little_leave_an_exercise_unanswered(given):
    sections = written(theory=given)
    assert unanswered(sections)["theory"] == ("theory",)
    assert not sections["theory"].has_words


PRESSED = {"budget": 6, "funding": 0, "demand": 3, "prices": 2.5, "years": 3, "hoped": "lots"}
PUT_RIGHT = "“How large is your gap?” (chapter 4): 1 answer has to be put right, and what is said here does without it."


def test_an_answer_that_cannot_be_used_takes_no_other_away_and_is_named():
    section = written(pressure=PRESSED)["change"]
    without = exercise("pressure").evaluate({key: value for key, value in PRESSED.items() if key != "hoped"})
    assert [said.findings.headline for said in section.said] == [without.headline]
    assert section.wrong == (PUT_RIGHT,)
    book = Workbook.of({"pressure": PRESSED}, worked.TIME)
    said = strategy.means(OWN, OWN.read(book.answers(OWN.id)), book)
    assert said.headline == "Your strategy has words for 1 section of 14; “purpose” comes next."
    assert PUT_RIGHT in said.to_text()
    assert [part.blocks[0].items for part in strategy_document(book, worked.TIME).body if part.heading == "What has to be put right"] == [
        (PUT_RIGHT,)
    ]  # fmt: skip


def test_a_partner_who_leaves_takes_no_section_along():
    given = exercise("decisions").example
    sections = written(decisions={**given, "partners": given["partners"][:-1]})
    assert all(sections[key].has_words and sections[key].wrong for key in ("decisions", "data"))


def test_an_exercise_that_says_nothing_and_has_a_wrong_answer_is_named_too():
    text = strategy.means(OWN, OWN.read({}), Workbook.of({"pressure": {"budget": "much"}}, worked.TIME)).to_text()
    assert "Before this can say anything:" in text
    assert "“How large is your gap?” (chapter 4): 1 answer has to be put right before it can say anything." in text


def test_words_that_are_too_long_are_words_all_the_same():
    stop = "No visit. " * 144
    sections = written({"stop": stop, "measures.1.worse": "w" * 201, "partners": ["A" * 81, "B"]})
    assert sections["review"].words == (stop.strip(),)
    assert sections["partners"].words == (f"{'A' * 81}, B",)
    assert sections["measures"].tables[0].rows[0][-1] == "w" * 201
    said = OWN.evaluate({"stop": stop}).to_text()
    assert "You have not written down the day on which you decide again. It is easiest" in said
    assert "Please shorten this to 1,200 characters; it has 1,439." in said


def test_words_of_ones_own_are_told_from_what_exercises_say():
    said = written(theory=exercise("theory").example)["theory"]
    assert (said.has_words, said.has_own_words) == (True, False)
    typed = written({"assumption": "That they let us in."})["theory"]
    assert (typed.words, typed.has_own_words, [one.id for one in typed.unanswered]) == (
        ("That they let us in.",), True, ["theory"],
    )  # fmt: skip


def test_measures_and_first_steps_stand_in_their_sections_as_tables():
    sections = written({"measures.1.what": "Falls", "actions.1.what": "A visit"})
    assert {key: [table.role for table in one.tables] for key, one in sections.items() if one.tables} == {
        "measures": ["measures"], "first": ["steps"],
    }  # fmt: skip


# --- what is said of them


@pytest.mark.parametrize(("steps", "words"), [
    ([{"who": "Ann", "when": "May"}], "; the one first step does not yet say what, who and by when."),
    ([{"who": "Ann", "when": "May"}] * 2, "; none of 2 first steps says what, who and by when."),
    ([{"what": "A visit", "who": "Ann", "when": "May"}], "; the one first step says what, who and by when."),
    ([{"what": "A visit", "who": "Ann", "when": "May"}] * 2, "; all 2 first steps say what, who and by when."),
])  # fmt: skip
def test_a_step_is_not_said_to_lack_what_it_has(steps, words):
    answers = {f"actions.{row}.{key}": said for row, step in enumerate(steps, 1) for key, said in step.items()}
    assert OWN.evaluate(answers).headline.endswith(words)


@pytest.mark.parametrize(("given", "words"), [
    ({"what": "Falls"}, "“Falls”: no owner, figure for today, target or date\n"),
    ({"owner": "Ann"}, "“First outcome”: no measure, figure for today, target or date\n"),
    ({"what": "Falls", "owner": "Ann", "today": "9", "target": "5"}, "“Falls”: no date\n"),
    ({"what": "f" * 999}, f"“{'f' * 199}…”: no owner, figure for today, target or date\n"),
])  # fmt: skip
def test_a_measure_lacks_one_list_of_things(given, words):
    assert f"- {words}" in OWN.evaluate({f"measures.1.{key}": said for key, said in given.items()}).to_text() + "\n"


@pytest.mark.parametrize(("given", "words"), [
    ({"target": "460 a year.", "by": "in May"}, "460 a year, in May"),
    ({"target": "...", "by": "in May"}, "..., in May"),
    ({"target": "460 a year."}, "460 a year."),
    ({"by": "in May"}, "in May"),
    ({"what": "Calls"}, None),
])  # fmt: skip
def test_a_target_and_its_date_are_one_phrase(given, words):
    (measure,) = own.measures(OWN.read({f"measures.1.{key}": said for key, said in given.items()}))
    assert measure.goal == words


def test_the_first_sections_without_words_are_asked_for_with_the_exercises_that_would_fill_them():
    told = {section.key: question.key for section in SECTIONS for question in section.own[-1:]}
    answers = {told[key]: "Said." for key in ("purpose", "change", "aims", "degree", "resources", "decisions", "data")}
    text = strategy.means(OWN, OWN.read(answers)).to_text()
    assert text.startswith("Your strategy has words for 7 sections of 14; “partners” comes next.")
    listed = [line for line in text.partition("Write these next:")[2].splitlines() if line.startswith("- ")]
    assert [line.removeprefix("- ").partition(":")[0] for line in listed] == [
        "Partners", "How it is meant to work", "Options",
    ]  # fmt: skip
    assert listed[1].endswith(" Answer it above, or “How is it meant to work?” in chapter 6.")


IN_PSEUDO = """
from collabkit import strategy
from collabkit.exercises import exercise
from collabkit.workbook import Workbook
drafted = strategy.draft(exercise("strategy").read({"change": "Now"}), Workbook())
print(*(row[1] for row in strategy.overview(drafted).rows[:2]), sep="; ")
"""


def test_whether_a_section_has_words_is_said_in_every_language():
    settings = {**os.environ, translation.SETTING: translation.PSEUDO, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", IN_PSEUDO]
    ran = subprocess.run(command, env=settings, capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.strip() == f"{translation.pseudo('empty')}; {translation.pseudo('has words')}"


def test_the_worked_strategy_lacks_nothing():
    book = worked.workbook()
    sections = draft(OWN.read(book.answers(OWN.id)), book)
    assert all(one.has_own_words for one in sections)
    assert not any(one.unanswered for one in sections)


def test_the_worked_strategy_rests_on_the_belief_that_theory_names_weakest():
    book, theory = worked.workbook(), exercise("theory")
    weakest = ordered(held(theory.read(book.answers(theory.id))))[0]
    assumption = book.answers(OWN.id)[own.ASSUMPTION.key]
    assert weakest.words.lower() in assumption.lower()
    board = dict(strategy_document(book, worked.TIME).body[0].blocks[0].rows)
    assert board["The belief that it rests on"] == assumption


def test_the_worked_strategy_claims_in_money_what_its_measures_name_and_no_more():
    """One cost and one saving, through every exercise that asks for money; the hope of February has gone."""
    book = worked.workbook()
    pressure, sharing, plan = (book.answers(id) for id in ("pressure", "sharing-gains", "outturns"))
    chosen = len(book.answers("options")["options"])
    assert plan["benefit"] == pressure["hoped"] == worked.SAVED / 1000 < exercise("pressure").example["hoped"]
    assert plan["cost"] * 1000 == sharing["together"] == book.answers("options")[f"cost.{chosen}.a_year"] == worked.COST
    resources = book.answers(OWN.id)[own.RESOURCES.key]
    apart = sum(sharing[f"alone.{place}.cost"] for place in "1234")
    for said in (worked.COST, worked.SAVED, apart - worked.COST):
        assert f"£{said},000" in resources
    assert "no longer in the plan" in resources
    board = dict(strategy_document(book, worked.TIME).body[0].blocks[0].rows)
    assert board["What it costs, and who pays"].startswith(resources)


def test_what_says_nothing_is_not_said_to_do_without_an_answer():
    told = {"collaboration": "...", "stop": "No visits by May."}
    book = Workbook.of({"pressure": {**exercise("pressure").example, "budget": "much"}, "strategy": told}, worked.TIME)
    said = strategy.means(OWN, OWN.read(book.answers("strategy")), book).to_text()
    assert said.startswith("Your strategy has words"), "signs alone are no name"
    assert "(chapter 4): 1 answer has to be put right before it can say anything." in said
    assert "what is said here" not in said
    assert strategy_document(book, worked.TIME).title == "Our strategy"
