"""The form's fields: found again from one drawing to the next, said to go with their echo, and whole when printed."""

import random

import pytest
from asking import Asking
from bs4 import BeautifulSoup

from collabkit import exercise
from collabkit.exercises import catalogue
from collabkit.questions import Amount, Choices, Grid, Names, Rating, Row, Scale, Text
from collabkit.render import html


def form(one, answers, **how):
    return BeautifulSoup(html.form(one, one.read(answers), **how), "html.parser")


def fields(markup):
    return markup.select("input, select, textarea")


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_every_field_has_an_id_of_its_own_that_stays(one):
    chance = random.Random(20)  # noqa: S311 - a test's chance
    some = {key: value for key, value in one.example.items() if chance.random() < 0.5}
    seen = {}
    for answers in ({}, some, one.example):
        drawn = fields(form(one, answers))
        assert all(field.get("id") for field in drawn)
        assert len({field["id"] for field in drawn}) == len(drawn)
        for field in drawn:
            what = (field.get("name"), field.get("value") if field.get("type") in ("radio", "checkbox") else None)
            assert seen.setdefault(field["id"], what) == what


def test_a_radio_and_a_box_are_named_after_exercise_key_and_value():
    one = Asking(
        Rating(key="r", text="R", scale=Scale.of("low", "high")), Choices(key="c", text="C", options=(("a", "Ash"),))
    )
    assert [field["id"] for field in fields(form(one, {}))] == ["asking-r-1", "asking-r-2", "asking-c-a"]


COST = Amount(key="cost", text="Cost", unit="£ thousand", help="A year.")


@pytest.mark.parametrize("raw", ["£4.2m", "1.200", 85000])
@pytest.mark.parametrize("wrapped", [False, True])
def test_an_echo_stands_beside_its_field_and_is_tied_to_it(raw, wrapped):
    grid = Grid(key="g", text="G", rows=(Row(key="1", text="Ash"),), columns=(COST,))
    key = "g.1.cost" if wrapped else "cost"
    drawn = form(Asking(grid if wrapped else COST), {key: raw})
    echo = drawn.select_one(".echo")
    assert echo.text == COST.echo(raw)
    assert echo["id"] in drawn.select_one("input")["aria-describedby"].split()
    assert echo.parent in drawn.select_one("input").parents


@pytest.mark.parametrize("raw", [None, "", "1200", "1,200.50", 1200, "12%", "much"])
def test_no_echo_where_nothing_needs_saying_or_something_is_wrong(raw):
    drawn = form(Asking(COST), {"cost": raw})
    assert not drawn.select(".echo")
    assert "echo" not in drawn.select_one("input").get("aria-describedby")


def test_a_stored_number_is_shown_without_a_power_of_ten():
    assert form(Asking(COST), {"cost": 1e-6}).select_one("input")["value"] == "0.000001"
    assert form(Asking(COST), {"cost": 2e15}).select_one("input")["value"] == "2000000000000000"


def test_a_long_name_has_a_field_that_grows():
    drawn = form(exercise("degree"), {"collaboration": "North\nand West"})
    field = drawn.select_one("[name=collaboration]")
    assert (field.name, field["rows"], field.text.lstrip("\n")) == ("textarea", "1", "North\nand West")
    short = Text(key="when", text="When", longest=40)
    assert form(Asking(short), {}).select_one("[name=when]").name == "input"


def test_enter_in_a_field_for_one_line_is_still_there_in_the_next_drawing():
    line = Text(key="words", text="In a line", longest=200)
    one = Asking(Grid(key="g", text="G", rows=(Row(key="1", text="Ash"),), columns=(line,)))
    stored = one.read({"g.1.words": "Visit first,\n"}).answers
    assert form(one, stored).select_one("textarea").text == "\nVisit first,\n"


def test_pasted_names_are_drawn_each_in_its_place():
    partners = Names(key="p", text="P", noun="partner", most=12)
    drawn = form(Asking(partners), {"p": ["County\tPolice", "", "Age Well", ""]})
    assert [field["value"] for field in fields(drawn)][:4] == ["County", "Police", "Age Well", ""]


def test_a_very_long_paste_is_drawn_in_few_places_and_nothing_of_it_is_lost():
    partners = Names(key="p", text="P", noun="partner", most=12)
    names = [f"Partner {n}" for n in range(10_000)]
    drawn = fields(form(Asking(partners), {"p": ["\n".join(names)]}))
    assert len(drawn) <= 12 + html.SPARE_PLACES
    assert partners.places([field["value"] for field in drawn]) == names


@pytest.mark.parametrize(
    ("id", "answers", "key"),
    [
        ("power", {"partners": ["County", "Police"], "authority.people.holder": "7"}, "authority.people.holder"),
        (
            "advantage",
            {"partners": ["County", "Police"], "aim.1.words": "Fewer falls", "sort.1.whose": "7"},
            "sort.1.whose",
        ),
        (
            "options",
            {"partners": ["County"], "options": ["A", "B"], "yardsticks": ["Cost", "Speed"], "whose": ["1", "7"]},
            "whose",
        ),
    ],
)
def test_an_answer_that_is_not_offered_any_more_is_shown_because_it_is_kept(id, answers, key):
    """A partner was chosen, and then taken away: nobody can take back what is not to be seen."""
    drawn = form(exercise(id), answers)
    said = [
        one["value"] for one in drawn.select(f'select[name="{key}"] option[selected], input[name="{key}"][checked]')
    ]
    assert said == ([answers[key]] if isinstance(answers[key], str) else answers[key])
    assert html.NOT_OFFERED in drawn.get_text()
    assert "what was chosen here before is not among the answers offered now" in drawn.get_text()
