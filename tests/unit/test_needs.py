"""What a form says at its top: what is needed before it says something, how much of it is there, and what to put right."""

import pytest
from asking import Asking
from bs4 import BeautifulSoup

from collabkit import strategy
from collabkit.browser.exercises import announcement
from collabkit.exercises import catalogue, exercise
from collabkit.questions import Amount, Grid, Names, Row, Text
from collabkit.render import html

COURSE = pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)


def box(one, answers=None, **how):
    form = BeautifulSoup(html.form(one, one.read(answers), **how), "html.parser")
    return form, form.select_one(".needs")


@COURSE
def test_an_empty_form_says_what_it_needs_first(one):
    form, needs = box(one)
    assert form.select_one("form").find() is needs
    lines = needs.select("li")
    assert lines
    assert needs.select_one(".count").text == f"0 of {len(lines)} given"
    assert not needs.select("[data-given]")
    assert "data-gaps" not in needs.attrs, "nobody has asked yet"


@COURSE
def test_with_the_example_all_of_it_is_given(one):
    needs = box(one, one.example)[1]
    assert needs.select_one(".count").text.endswith("given; the rest is optional")
    assert len(needs.select("[data-given]")) == len(needs.select("li"))
    assert "data-gaps" not in box(one, one.example, asked=True)[1].attrs


@COURSE
@pytest.mark.parametrize("answers", ["empty", "example"])
def test_each_line_leads_to_its_question(one, answers):
    form, needs = box(one, one.example if answers == "example" else {})
    for link in needs.select("a"):
        assert form.find(id=link["href"].removeprefix("#")), link


@COURSE
def test_whoever_asks_too_early_is_told_what_to_do(one):
    needs = box(one, asked=True)[1]
    assert "data-gaps" in needs.attrs
    said = needs.get_text(" ")
    for problem in one.read().missing():
        assert problem.sentence in said


def test_a_list_says_how_long_it_has_to_be():
    assert "Who are the partners? At least 2." in box(exercise("degree"))[1].text
    one = Asking(Names(key="n", text="Which?", noun="thing", fewest=2, most=4))
    assert "Which?" not in box(one)[1].text, "it may be left empty"
    assert "Which? At least 2." in box(one, {"n": ["A"]})[1].text, "but not half filled"


def test_what_cannot_be_used_is_listed_once_it_is_asked_for_and_leads_to_its_cell():
    cost = Amount(key="cost", text="Cost")
    grid = Grid(key="own", text="Own", rows=(Row(key="1", text="Fire"),), columns=(cost,))
    one = Asking(Text(key="a", text="A", required=True), grid)
    given = {"a": "x", "own.1.cost": "much"}
    assert "To put right" not in box(one, given)[1].text
    form, needs = box(one, given, asked=True)
    (link,) = needs.select(".wrong a")
    assert "data-gaps" in needs.attrs
    assert form.find(id=link["href"].removeprefix("#"))["name"] == "own.1.cost"
    assert form.find(id="asking-own.1.cost-problem").text in link.text, "the same words as beside the field"


def test_of_many_missing_answers_the_next_is_announced():
    one = exercise("pressure")
    sitting = one.read({"budget": "100"})
    said = announcement(sitting, strategy.means(one, sitting))
    assert said.count("is an answer too") == 1
    assert said.endswith("After that it needs 3 more answers.")
