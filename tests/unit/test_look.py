"""A theme changes colours and nothing else, so what has no colour need be looked at in one theme only (tests/accessible)."""

import re
from pathlib import Path

import pytest

from collabkit.look import DARK, LIGHT, css, notebook_css

TOP = Path(__file__).parents[2]
SHEETS = [*TOP.glob("book/_theme/static/*.css"), *TOP.glob("collabkit/**/*.css")]
COLOUR = re.compile(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?|rgba?\([\d., /%]+\)")


def test_both_themes_name_the_same_colours():
    assert set(DARK) == set(LIGHT)
    for theme in (LIGHT, DARK):
        assert [value for value in theme.values() if not COLOUR.fullmatch(value)] == []


@pytest.mark.parametrize("written", [css(), notebook_css()], ids=["page", "notebook"])
def test_the_dark_theme_sets_colours_alone(written):
    blocks = re.findall(r"\{ color-scheme: dark;([^}]*)\}", written)
    assert len(blocks) == 2
    for block in blocks:
        names = re.findall(r"([\w-]+):", block)
        assert {name.removeprefix("--") for name in names} == set(DARK)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_no_other_style_asks_for_the_theme(path):
    style = path.read_text(encoding="utf-8")
    assert "prefers-color-scheme" not in style
    for rule in re.findall(r"[^{}]*data-theme[^{}]*\{([^{}]*)\}", style):
        assert re.fullmatch(r"(\s*--[\w-]+: #[0-9a-f]+;?)*\s*", rule)
