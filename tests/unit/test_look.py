"""A theme changes colours and nothing else, so what has no colour need be looked at in one theme only (tests/accessible)."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from collabkit.kit import slides_html
from collabkit.kit.slides import Slide
from collabkit.look import DARK, FACES, LIGHT, SERIF, TALL, css, faces_css, inlined, notebook_css

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


@pytest.fixture(params=FACES.items(), ids=lambda item: f"weight {item[0]}")
def face(request):
    weight, name = request.param
    return weight, TTFont(BytesIO((TOP / "collabkit" / "live" / name).read_bytes()))


def test_the_letters_are_those_that_the_style_names(face):
    weight, font = face
    assert font["name"].getDebugName(1) == SERIF
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert font["OS/2"].usWeightClass == weight
    high, low = (100 * reach / font["head"].unitsPerEm for reach in (font["hhea"].ascent, -font["hhea"].descent))
    assert (high, low, font["hhea"].lineGap) == (*TALL, 0)


def test_the_letters_are_enough_for_our_pages_and_for_peoples_names(face):
    written = set("£€“”‘’–—…āĀŵŷŴŶéÉüöäåøñçłŁŁşğōū→−½0123456789")
    for path in TOP.glob("book/*.md"):
        for heading in re.findall(r"(?m)^#+ (.*)$", path.read_text(encoding="utf-8")):
            written |= set(heading)
    assert written <= {chr(code) for code in face[1].getBestCmap()}


def test_figures_are_as_wide_as_each_other(face):
    assert len({face[1]["hmtx"][face[1].getBestCmap()[ord(figure)]][0] for figure in "0123456789"}) == 1


def test_a_file_of_slides_brings_the_letters_along():
    written = slides_html.write([Slide("title", "Fewer falls")], "Fewer falls").decode()
    assert faces_css(inlined) in written
    assert "font-src data:" in written
    assert re.findall(r'url\("(?!data:)', written) == []
