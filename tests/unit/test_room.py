"""Grids are laid out by the room that their words need, so that no choice is cut off."""

import pytest

from collabkit import exercise
from collabkit.questions import Amount, Choice, Grid, Rating, Row, Scale, Text
from collabkit.render.room import layout


def grid(*columns):
    return Grid(key="g", text="G", rows=(Row(key="1", text="A"),), columns=columns)


def choice(letters, key="c"):
    return Choice(key=key, text="Pick", options=(("a", "a"), ("b", "b" * letters)))


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ([choice(40)], "table"),
        ([choice(16), choice(16)], "beside"),
        ([choice(16), choice(17)], "table"),
        ([choice(16), Amount(key="n", text="How much")], "table"),
        ([choice(20), choice(20), choice(20)], "cards"),
        ([choice(20), choice(20), choice(21)], "wide"),
        ([Text(key="t", text="T"), choice(24)], "wide"),
        ([Text(key="t", text="T"), choice(23)], "table"),
        ([Rating(key="r", text="R", scale=Scale.of("x" * 14, "y"), numbered=True), choice(3)], "beside"),
        ([Rating(key="r", text="R", scale=Scale.of("x" * 15, "y"), numbered=True), choice(3)], "table"),
    ],
)
def test_a_grid_is_laid_out_by_its_longest_words(columns, expected):
    assert layout(grid(*columns)) == expected


def test_a_long_name_makes_a_list_wide_that_was_narrow():
    one = exercise("power")
    kinds = {
        name: {layout(part) for part in one.questions({"partners": [name, "B"]}) if isinstance(part, Grid)}
        for name in ("County", "Brackendale and Ashby integrated care partnership")
    }
    assert list(kinds.values()) == [{"beside"}, {"wide"}]
