"""Findings are plain blocks: they can be chosen by what they are for, and written with the same words everywhere."""

import pandas as pd
import pytest

from collabkit.charts import Bars
from collabkit.data import cases
from collabkit.findings import Caution, Figure, Findings, Part, Prompt, Sentence, Table, shown_cell
from collabkit.look import DARK, LIGHT
from collabkit.table import ROLES

SHARES = Table("Shares", ("Who", "Pays"), (("County", 3.5),), "In millions.", role="shares")
FINDINGS = Findings.of(
    "Go on.",
    Figure(Bars("Averages", (("Trust", 4.0),), most=5), "Trust is high."),
    Part.of("Who pays", Sentence("All do."), None, Part.of("How much", SHARES)),
    Caution("Mind.", "It is early."),
    Prompt("Ask", ("Why?",)),
)


def test_blocks_are_chosen_by_what_they_are_for():
    assert FINDINGS.with_role("headline") == (Sentence("Go on.", role="headline"),)
    assert FINDINGS.with_role("caution") == (Caution("Mind.", "It is early."),)
    assert FINDINGS.with_role("next") == (Prompt("Ask", ("Why?",)),)
    assert FINDINGS.table("shares") is SHARES
    assert Findings.needing(["Name a partner."]).blocks[0].role == "needed"
    assert len(set(ROLES)) == len(ROLES)


def test_a_role_that_no_table_has_is_named_with_those_there_are():
    with pytest.raises(LookupError, match=r"No table has the role 'aims' here.*: 'shares'\."):
        FINDINGS.table("aims")


def test_tables_are_found_within_parts_and_within_figures():
    assert [table.caption for table in FINDINGS.tables()] == ["Averages", "Shares"]


def test_what_is_put_before_findings_leads_them():
    led = FINDINGS.led_by(Caution("This answer was set aside.", "Please type it again."))
    assert led.headline == "Caution: This answer was set aside. Please type it again."
    assert led.blocks[1:] == FINDINGS.blocks
    assert FINDINGS.headline == "Go on."
    assert Findings(()).headline == ""
    assert Findings((Part.of("Only a heading"),)).headline == "Only a heading"


def test_the_library_writes_findings_in_three_ways():
    for written in (FINDINGS.to_text(), FINDINGS.to_html(), FINDINGS.to_markdown()):
        for words in ("Go on.", "Trust is high.", "Shares", "County", "3.5", "In millions.", "It is early.", "Why?"):
            assert words in written


def test_a_row_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="has 2 columns; a row has 1"):
        Table("T", ("a", "b"), (("x",),))


def test_a_table_is_a_frame_for_the_curious():
    frame = Table("T", ("Who", "Pays"), (("County", 3), ("Police", 4))).frame()
    assert isinstance(frame, pd.DataFrame)
    assert frame["Pays"].sum() == 7


@pytest.mark.parametrize(
    "ask", [SHARES.frame, cases.frame, FINDINGS.tables()[-1].frame], ids=["table", "data", "found"]
)
def test_without_pandas_a_data_frame_says_what_to_install(monkeypatch, ask):
    monkeypatch.setattr("collabkit.table.find_spec", lambda name: None if name == "pandas" else name)
    with pytest.raises(ModuleNotFoundError, match=r"needs pandas.*pip install 'collabkit\[notebook\]'"):
        ask()


def test_numbers_are_written_as_people_read_them():
    cells = (1_000_000, 0.1 + 0.2, None, 12.0, "x", 98_765_432_101.0)
    assert [shown_cell(cell) for cell in cells] == ["1,000,000", "0.3", "–", "12", "x", "98,765,432,101"]


def test_numbers_of_a_column_are_written_alike_and_words_are_left_alone():
    table = Table("T", ("a", "b", "c"), (("x", 1.5, 2), ("y", 12.0, "–"), ("z", None, 3.25)))
    assert table.written() == (
        (("x", "1.5", "2"), ("y", "12.0", "–"), ("z", "–", "3.25")),
        (False, True, False),
    )
    assert Table("Empty", ("a", "b"), ()).written() == ((), (False, False))


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
