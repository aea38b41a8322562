"""The paper door: every question has its words and room for an answer, and nothing needs a screen."""

import re

import pytest

from collabkit.exercises import catalogue
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
    assert written.count("<td>") == 5, "four cells to write in, and the corner"


def test_words_are_escaped():
    assert "<b>" not in str(paper._asked(Text(key="a", text="A <b>bold</b> question")))
