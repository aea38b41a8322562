"""Law is dated: each line says where it stands, when it was read and when it is due again, and nobody is told that what ended binds."""

import json
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import replace
from pathlib import Path

import pytest
from pybtex.database import parse_file

from collabkit.commands import check
from collabkit.data import duties, motion, reading, vehicles
from collabkit.data.bodies import BODIES, NATIONS
from collabkit.data.tables import DataError, resource

TOP = Path(__file__).parents[2]
BOOK = TOP / "book"
sys.path.insert(0, str(BOOK / "_ext"))
pytest.importorskip("jupyter_book", reason="the page of law is drawn with the book's own packages")

from collabkit_book import evidence, law  # noqa: E402 - found by the line above
from collabkit_book.records import RecordError  # noqa: E402

EVERY = (*duties.load(), *vehicles.load(), *motion.load())
AFTER_READING, LATER = "2026-11-25", "2027-04-01"


def everywhere():
    return {one.id for one in duties.applying(NATIONS, BODIES)}


# --- what binds


def test_the_planning_duty_ended_and_binds_nobody():
    planning = next(one for one in duties.load() if one.id == "planning")
    assert planning.state == reading.ENDED
    assert "25 March 2026" in planning.note
    assert "planning" not in everywhere()


def test_only_what_is_in_force_applies():
    assert everywhere() == {one.id for one in duties.load() if one.state == reading.IN_FORCE}
    assert {one.state for one in duties.load()} == set(reading.STATES), "each state has a line, so the test can fail"


def test_only_forms_in_use_are_offered():
    offered = {one.id for nation in NATIONS for one in vehicles.fitting([nation], [*BODIES], leaving_out=len(BODIES))}
    assert offered == {one.id for one in vehicles.load() if one.in_force}
    assert any(not one.in_force for one in vehicles.load())


@pytest.mark.parametrize(("id", "nations", "bodies"), [
    ("serious-violence", {"England", "Wales"}, {"police", "fire", "council"}),
    ("children-safeguarding", {"England"}, {"council", "police", "integrated_care_board"}),
    ("wales-regional-partnership-boards", {"Wales"}, {"council", "health_board"}),
    ("health-and-wellbeing-boards", {"England"}, {"council", "integrated_care_board"}),
    ("better-care-fund", {"England"}, {"council", "integrated_care_board"}),
    ("northern-ireland-community-planning", {"Northern Ireland"}, {"police", "fire", "nhs_body"}),
])  # fmt: skip
def test_duties_that_were_missing_reach_those_whom_they_bind(id, nations, bodies):
    duty = next(one for one in duties.load() if one.id == id)
    assert duty.in_force
    assert set(duty.nations) == nations
    assert bodies <= set(duty.bodies)


def test_nothing_known_only_from_memory_is_in_the_tables():
    known = parse_file(str(BOOK / "references.bib")).entries
    keys = {one.source_key for one in (*duties.load(), *vehicles.load())}
    keys |= {key for one in motion.load() for key in one.sources}
    assert keys <= set(known)
    assert not [key for key in keys if known[key].fields["status"] == "from-memory"]


# --- dates


def test_no_line_waits_longer_than_a_year():
    for one in EVERY:
        if one.read_again:
            year, month = map(int, one.last_checked.split("-"))
            assert one.read_again[:7] <= f"{year + 1}-{month:02}", one.id


def test_each_section_of_law_in_prose_carries_its_dates():
    page = (BOOK / "law.md").read_text(encoding="utf-8")
    prose = {"When your partner is about to be abolished", "Data about people", "Money and contracts",
             "People who move", "Who is accountable to whom"}  # fmt: skip
    assert {one.id for one in reading.sections(page)} == prose
    assert prose <= set(re.findall(r"^## (.+)$", page, re.MULTILINE))


def test_what_is_due_is_named_by_the_command_and_is_no_problem(monkeypatch, capsys):
    for name in ("script_problems", "notebook_problems", "link_problems", "citation_problems", "data_problems"):
        monkeypatch.setattr(check, name, lambda *_: ())
    parser = ArgumentParser()
    check.arguments(parser)
    assert check.run(parser.parse_args(["--due", LATER])) == 0
    said = capsys.readouterr().out
    notes = [line for line in said.splitlines() if line.startswith("Note: ")]
    assert "Note: duties.csv, integrated-care: last read 2026-11, to be read again by 2027-01-31." in notes
    assert any(line.startswith("Note: law.md, Who is accountable to whom: ") for line in notes)
    assert not any("scotland-community-planning" in line for line in notes), "that is due in June"
    assert [line[-11:-1] for line in notes] == sorted(line[-11:-1] for line in notes)
    assert said.endswith("All is in order.\n")
    assert check.run(parser.parse_args(["--due", AFTER_READING])) == 0
    assert "Note" not in capsys.readouterr().out


@pytest.mark.parametrize("given", ["tomorrow", "2027-02-30", "01.04.2027", ""])
def test_a_day_that_is_none_is_refused(given):
    with pytest.raises(ArgumentTypeError, match="write the day as 2027-04-01"):
        check.day(given)


# --- the page


@pytest.mark.parametrize("nation", NATIONS)
def test_each_nation_finds_all_that_is_its_own(nation):
    whole = "\n".join(law.nation_lines(nation, AFTER_READING))
    for duty in duties.load():
        assert (duty.duty in whole) == (nation in duty.nations), duty.id
    for form in vehicles.load():
        assert (f"{form.name}. {form.basis} " in whole) == (nation in form.nations), form.id
    for change in motion.load():
        assert (change.what in whole) == (nation in change.nations), change.id
    assert "Past its date" not in whole


def test_a_duty_stands_under_its_verb_and_what_ended_stands_apart():
    page = "\n".join(law.duty_lines("England", AFTER_READING))
    parts = dict(re.findall(r"::::\{table\} \*\*(.+?)\.\*\*(.+?)::::", page, re.DOTALL))
    assert [*parts] == [*(verb.capitalize() for verb in duties.VERBS), "Not in force"]
    for duty in duties.load():
        if "England" in duty.nations:
            home = duty.verb.capitalize() if duty.in_force else "Not in force"
            assert duty.duty in parts[home], duty.id


def test_bodies_that_a_nation_does_not_have_are_not_named_there():
    for nation, other in (
        ("England", "ealth board (Scotland"),
        ("Wales", "ntegrated care board;"),
        ("England", "; health board"),
    ):
        assert other not in "\n".join(law.duty_lines(nation, AFTER_READING))


def test_a_line_past_its_date_is_marked_on_the_page():
    line = duties.load()[0]
    assert law.read_words(line, AFTER_READING) == "November 2026. Again by 31 March 2027."
    assert law.read_words(line, "2027-03-31") == law.read_words(line, AFTER_READING), "it may be read on the day itself"
    assert law.read_words(line, LATER) == "November 2026. **Past its date: it was to be read again by 31 March 2027.**"
    assert law.read_words(replace(line, read_again=""), LATER) == "November 2026."
    late = [one for one in EVERY if "England" in getattr(one, "nations", ()) and reading.is_late(one, LATER)]
    assert "\n".join(law.nation_lines("England", LATER)).count("Past its date") == len(late) > 0


def test_the_page_says_first_what_is_past_its_date():
    assert "warning" not in "".join(law.reading_lines(AFTER_READING))
    said = "\n".join(law.reading_lines(LATER))
    assert f"{sum(reading.is_late(one, LATER) for one in EVERY)} lines are past the day for reading again" in said
    assert "The next are to be read again by 30 April 2027." in said
    assert "The next" not in "".join(law.reading_lines("2099-01-01"))


def test_the_day_of_the_build_can_be_set(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1806537600")
    assert law.built_on() == "2027-04-01"


def test_every_choice_of_the_page_leads_to_its_section_without_a_script():
    page = (BOOK / "law.md").read_text(encoding="utf-8")
    choices = re.findall(r"^- \[(.+)\]\(#(.+)\)$", page, re.MULTILINE)
    assert [words for words, _ in choices] == [*NATIONS, "Elsewhere", "Show all"]
    styles = (BOOK / "_theme" / "static" / "course.css").read_text(encoding="utf-8")
    rule = next(line for line in styles.splitlines() if ":not(:target) { display: none }" in line)
    for words, place in choices[:-1]:
        assert place == words.lower().replace(" ", "-")
        assert rule.count(f"#{place}") == 2, f"course.css does not fold the others away for {words}"


# --- changes


@pytest.mark.parametrize(("column", "value", "said"), [
    ("nations", "France", "expected words from England"),
    ("stands", "rumoured", "expected one of 'decided', 'passed', 'proposed', 'under study'"),
    ("sources", "Health Bill", "expected keys of small letters"),
    ("sources", "pcc2025; pcc2025", "each once"),
    ("read_again", "2026-11-30", "expected a day in a later month than last_checked"),
    ("what", "", "expected some text"),
])  # fmt: skip
def test_a_wrong_change_is_named(tmp_path, column, value, said):
    import csv

    lines = list(csv.reader(resource("motion.csv").read_text(encoding="utf-8").splitlines()))
    lines[1][lines[0].index(column)] = value
    with (tmp_path / "motion.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    with pytest.raises(DataError, match=re.escape(f"motion.csv, line 2, column {column}: ")) as caught:
        motion.read(tmp_path / "motion.csv")
    assert said in str(caught.value)


def test_changes_become_a_frame():
    assert list(motion.frame().columns) == list(motion.COLUMNS)


# --- labels


LAW = {"id": "c4-law", "claim": "A duty belongs to several bodies.", "kind": "law", "strength": "strong",
       "read": "2026-11", "sources": ["cda1998"], "why": "The words of the statute as last read."}  # fmt: skip


def labelled(folder, **changes):
    entry = {name: value for name, value in {**LAW, **changes}.items() if value is not None}
    (folder / "4.json").write_text(json.dumps([entry]), encoding="utf-8")
    return evidence.entries(folder / "4.json")[0]


def test_a_label_of_law_shows_when_it_was_read_and_never_the_year_of_the_act(tmp_path):
    assert evidence.label(labelled(tmp_path)) == "law · strong · read November 2026"
    assert evidence.label(labelled(tmp_path, year="1998", read=None)) == "law · strong"
    assert evidence.label(labelled(tmp_path, year="1998")) == "law · strong · read November 2026"


@pytest.mark.parametrize(("changes", "said"), [
    ({"kind": "audit"}, "'year' is a required property"),
    ({"read": "November 2026"}, "read"),
    ({"read": "2026-13"}, "read"),
])  # fmt: skip
def test_a_label_without_a_time_is_refused(tmp_path, changes, said):
    with pytest.raises(RecordError, match=re.escape(said)):
        labelled(tmp_path, **changes)


@pytest.mark.parametrize("chapter", ["3", "4"])
def test_the_labels_of_law_say_when_they_were_read(chapter):
    found = [entry for entry in evidence.entries(BOOK / "_evidence" / f"{chapter}.json") if entry["kind"] == "law"]
    assert found
    assert all("read" in entry for entry in found)
