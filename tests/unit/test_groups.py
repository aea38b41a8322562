"""Groups of questions in a form: whole without scripts, folded under a heading, and the same questions as before."""

import pytest
from asking import Asking
from bs4 import BeautifulSoup

from collabkit.exercises import catalogue, exercise
from collabkit.questions import Text
from collabkit.render import html, paper


def text(key, section="", **about):
    return Text(key=key, text=f"What is {key}?", section=section, **about)


def drawn(one, answers=None, **how):
    return BeautifulSoup(html.form(one, one.read(answers), **how), "html.parser")


STATES = [(one, answers) for one in catalogue() for answers in ({}, one.example)]
NAMES = [f"{one.id}-{'done' if answers else 'empty'}" for one, answers in STATES]


@pytest.mark.parametrize(("one", "answers"), STATES, ids=NAMES)
def test_every_group_is_open_and_has_its_heading_in_its_summary(one, answers):
    form = drawn(one, answers, level=4)
    headed = [question for question in one.questions(answers) if question.section]
    groups = form.select("form > details.group")
    assert [group["id"] for group in groups] == [f"{one.id}-{question.key}-group" for question in headed]
    assert [group.select_one("summary > h4.section").text for group in groups] == [each.section for each in headed]
    assert all(group.has_attr("open") for group in groups), "whole without scripts, and on paper"
    assert all(len(group.select(".count")) == 1 and not group.select_one(".count").text for group in groups)


@pytest.mark.parametrize(("one", "answers"), STATES, ids=NAMES)
def test_questions_stand_in_their_order_and_ids_are_their_own(one, answers):
    form = drawn(one, answers)
    assert [each["id"] for each in form.select(".question")] == [
        f"{one.id}-{question.key}-set" for question in one.questions(answers)
    ]
    ids = [each["id"] for each in form.select("[id]")]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_a_group_keeps_its_name_as_answers_come(one):
    """What a person opened is found again by its name."""
    before, after = (
        [group["id"] for group in drawn(one, answers).select("details.group")] for answers in ({}, one.example)
    )
    assert [id for id in after if id in before] == before


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_no_two_groups_have_the_same_heading(one):
    headings = [question.section for question in one.questions(one.example) if question.section]
    assert len(set(headings)) == len(headings)


def test_a_button_for_all_comes_only_with_more_than_two_groups():
    asked = [text("a"), text("b", "One"), text("c", "Two"), text("d", "Three")]
    assert not drawn(Asking(*asked[:3])).select("[data-fold]")
    form = drawn(Asking(*asked)).form
    assert [button.text for button in form.select("[data-fold]")] == ["Open all"]
    below = [child for child in form.find_all(recursive=False) if child.name == "details"]
    assert form.select_one(".folding").find_next_sibling() is below[0], "it stands over the first group"


def test_a_group_hints_at_what_it_asks_without_saying_it_twice():
    form = drawn(Asking(text("a", "One"), text("b"), text("c", "Two")))
    assert [each["data-hint"] for each in form.select("summary")] == ["What is a? · What is b?", "What is c?"]
    assert form.text.count("What is a?") == 1
    long = drawn(Asking(*(text(f"{'x' * 40}{n}", "One" if not n else "") for n in range(9))))
    assert len(long.summary["data-hint"]) <= html.HINT


def test_a_group_that_is_needed_to_get_something_says_so():
    form = drawn(Asking(text("a", "One"), text("b", "Two"), text("c", required=True)))
    assert [group.has_attr("data-needed") for group in form.select("details.group")] == [False, True]


@pytest.mark.parametrize("level", [2, 3, 4])
def test_the_heading_has_the_level_that_its_place_asks_for(level):
    assert drawn(Asking(text("a", "One")), level=level).select_one(f"summary > h{level}").text == "One"


@pytest.mark.parametrize("id", ["decisions", "theory", "options", "stakeholders", "factors", "strategy"])
def test_long_exercises_have_groups_and_the_printed_sheet_has_their_headings(id):
    one = exercise(id)
    sections = [question.section for question in one.questions(one.example) if question.section]
    assert len(sections) > html.FEW_GROUPS
    sheet = BeautifulSoup(str(paper.sheet(one, level=3)), "html.parser")
    on_paper = [question.section for question in one.questions(one.on_paper) if question.section]
    assert [heading.text for heading in sheet.select("h4")] == on_paper
    assert not sheet.select("details"), "paper has no folds"
