"""The paper door: every question has its words and room for an answer, and nothing needs a screen."""

import re

import pytest
from bs4 import BeautifulSoup

from collabkit.charts import Bars
from collabkit.commands import project_folder
from collabkit.exercises import catalogue
from collabkit.exercises import exercise as find
from collabkit.findings import Figure, Table
from collabkit.look import LETTERS, LIGHT
from collabkit.questions import Amount, Choice, Choices, Grid, Names, Rating, Row, Scale, Text
from collabkit.render import paper


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_every_question_is_on_the_sheet_with_room(one):
    sheet = str(paper.sheet(one))
    questions = one.questions(one.on_paper)
    assert sheet.count('class="asked"') == len(questions)
    for question in questions:
        assert not (isinstance(question, Grid) and not question.rows), (
            f"{question.key} has no rows on paper: see on_paper"
        )
    assert not re.search(r"<(input|select|textarea|button)\b", sheet)


def letters_of(one):
    """The letters that stand for partners, where an exercise asks for partners."""
    asked = any(question.key == "partners" for question in one.questions(one.on_paper))
    return list(one.on_paper.get("partners", [])) if asked else []


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_a_sheet_for_a_pen_is_blank_but_for_the_letters_of_partners(one):
    letters = letters_of(one)
    sheet = BeautifulSoup(str(paper.sheet(one)), "html.parser")
    assert [line.text.strip() for line in sheet.select(".blanks li") if line.text.strip()] == letters
    assert not [room.text for room in sheet.select(".blank, .line, .blank-grid tbody td") if room.text.strip()]
    assert all(len(letter) == 1 for letter in letters), "a letter leaves room beside it"


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_a_letter_in_a_table_has_its_line_for_a_name(one):
    sheet = BeautifulSoup(str(paper.sheet(one)), "html.parser")
    said = " ".join(cell.text for cell in sheet.select("th, .key"))
    used = set(re.findall(r"\b[B-Z]\b", said))
    assert used <= {line.text.strip() for line in sheet.select(".blanks li")}


@pytest.mark.parametrize(("question", "room"), [
    (Text(key="a", text="A"), 'class="line"'),
    (Text(key="a", text="A", long=True), 'class="line"></p><p class="line"'),
    (Amount(key="a", text="A", unit="months"), " months"),
    (Names(key="a", text="A", most=3), "<ol"),
    (Choice(key="a", text="A", options=(("x", "Ash"),)), "Ash"),
    (Choices(key="a", text="A", options=(("x", "Birch"),)), "Birch"),
    (Rating(key="a", text="A", scale=Scale.of("low", "high", unsure="Not sure"), numbered=True), "2 high"),
])  # fmt: skip
def test_room_for_each_kind(question, room):
    assert room in str(paper._asked(question))


def test_a_column_of_numbers_says_its_unit():
    grid = Grid(key="g", text="G", rows=(Row(key="1", text="Ash"),), columns=(Amount(key="c", text="Cost", unit="£"),))
    assert "Cost (£)" in str(paper._asked(grid))


def test_what_can_be_chosen_in_a_grid_is_said_once():
    level = Rating(key="now", text="Now", scale=Scale.of("none", "some", start=0))
    needed = Rating(key="needed", text="Needed", scale=Scale.of("none", "some", start=0))
    grid = Grid(
        key="g",
        text="G",
        rows=(Row(key="1", text="Ash", group="Trees"), Row(key="2", text="Birch", group="Trees")),
        columns=(level, needed),
    )
    written = str(paper._asked(grid))
    assert written.count("none; some.") == 1
    assert written.count("Trees") == 1
    assert [written.count(f'<td data-label="{column}">') for column in ("Now", "Needed")] == [2, 2]
    assert written.count("<td>") == 1, "the corner"


def test_words_are_escaped():
    assert "<b>" not in str(paper._asked(Text(key="a", text="A <b>bold</b> question")))


def test_headings_begin_where_the_place_asks_for():
    sheet = str(paper.sheet(find("language"), level=1))
    assert set(re.findall(r"<h(\d)", sheet)) == {"1", "2"}


def test_a_figures_numbers_stand_in_a_line_of_words_and_its_colours_are_written_out():
    written = paper.shown(Figure(Bars("Averages", (("Trust", 4.0),), most=5), "What partners said"))
    assert "In numbers:" in written
    assert "Trust" in written.partition("In numbers:")[2]
    assert not re.search(r"<details|var\(", written)
    assert "<table" in paper.shown(Table("T", ("A", "B"), (("1", "2"),)))


@pytest.mark.parametrize("name", ["book/_theme/paper.css", "collabkit/live/sheet.css"])
def test_the_style_of_paper_has_no_colour_of_its_own(name):
    rules = (project_folder() / name).read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl", re.sub(r"\[[^]]*\]", "", rules))
    assert set(re.findall(r"var\(--([\w-]+)", rules)) <= {*LIGHT, *LETTERS}
