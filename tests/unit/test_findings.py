"""Findings say the same in HTML and in text, and nothing typed gets through as markup."""

import pandas as pd
import pytest

from collabkit.charts import Bars, Dots, Lines, Network, wrapped
from collabkit.findings import Caution, Figure, Findings, Prompt, Sentence, Table, shown_cell
from collabkit.look import DARK, LIGHT

HOSTILE = '<img src=x onerror="alert(1)">&'
CHARTS = [
    Bars(HOSTILE, ((HOSTILE, 3.0), ("none", None)), most=5),
    Dots(HOSTILE, ((HOSTILE, (1.0, 9.0)),), marks=((1.0, HOSTILE),), most=6),
    Lines(HOSTILE, ("2026", "2027"), ((HOSTILE, (1.0, 2.0)), ("b", (1.0, 2.0)))),
    Lines(HOSTILE, ("0", "1"), ((HOSTILE, (4.0, 5.0)),), across=HOSTILE, least=3, mark=(0.5, HOSTILE)),
    Network(HOSTILE, (HOSTILE, "B"), {(0, 1): 3.0}, most=5),
]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_a_chart_has_a_name_a_description_and_its_numbers_and_escapes_words(chart):
    svg = chart.to_svg()
    assert 'role="img"' in svg
    assert "<title>" in svg
    assert "<desc>" in svg
    assert "<img" not in svg
    assert "&lt;img" in svg
    assert chart.to_table().rows
    assert "<img" not in Figure(chart, HOSTILE).to_html()


def test_every_block_escapes_what_was_typed():
    blocks = (
        Sentence(HOSTILE, heading=HOSTILE),
        Table(HOSTILE, (HOSTILE, "b"), ((HOSTILE, HOSTILE),), HOSTILE),
        Caution(HOSTILE, HOSTILE),
        Prompt(HOSTILE, (HOSTILE,)),
    )
    html = Findings.of(HOSTILE, *blocks).to_html()
    assert "<img" not in html
    assert html.count("&lt;img") >= 10


def test_the_text_has_every_word_of_the_html():
    findings = Findings.of(
        "Go on.",
        Table("Shares", ("Who", "Pays"), (("County", 3.5),), "In millions."),
        Caution("Mind.", "It is early."),
        Prompt("Ask", ("Why?",)),
    )
    text = findings.to_text()
    for words in ("Go on.", "Shares", "County", "3.5", "In millions.", "Mind.", "It is early.", "Ask", "Why?"):
        assert words in text
        assert words in findings.to_html()
    assert findings.headline == "Go on."


def test_a_row_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="has 2 columns; a row has 1"):
        Table("T", ("a", "b"), (("x",),))


def test_a_table_is_a_frame_for_the_curious():
    frame = Table("T", ("Who", "Pays"), (("County", 3), ("Police", 4))).frame()
    assert isinstance(frame, pd.DataFrame)
    assert frame["Pays"].sum() == 7


def test_numbers_are_written_as_people_read_them():
    assert [shown_cell(cell) for cell in (1_000_000, 0.1 + 0.2, None, 12.0, "x")] == [
        "1,000,000",
        "0.3",
        "–",
        "12",
        "x",
    ]


def test_long_names_are_broken_and_nothing_is_lost():
    lines = wrapped("Incomprehensibilities of the second kind", 10)
    assert all(len(line) <= 10 for line in lines)
    assert "".join("".join(lines).split()) == "Incomprehensibilitiesofthesecondkind"


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_colours_of_text_pass_aa_and_colours_of_shapes_stand_out(theme, ground):
    for ink in ("ink", "muted", "accent", "warm"):
        assert contrast(theme[ink], theme[ground]) >= 4.5, ink
    for shape in ("one", "two", "three", "four", "five", "control"):
        assert contrast(theme[shape], theme[ground]) >= 3, shape
    assert contrast(theme["ink"], theme["warm-soft"]) >= 4.5
    assert contrast(theme["warm"], theme["warm-soft"]) >= 4.5
    assert contrast(theme["accent"], theme["accent-soft"]) >= 4.5
    assert contrast(theme["paper"], theme["accent"]) >= 4.5, "words on a button"


def test_both_themes_have_the_same_colours():
    assert set(LIGHT) == set(DARK)
