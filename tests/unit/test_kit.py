"""The workshop kit: every exercise has its plan, run sheets add up, slides say what chapters say, and files are sound."""

import json
import re
import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pptx
import pytest
from book_text import BOOK, CHAPTERS, mend
from bs4 import BeautifulSoup
from openxml_audit import OpenXmlValidator

from collabkit import cli
from collabkit.commands import book_facts
from collabkit.commands.build import pack_library
from collabkit.data import key_points
from collabkit.exercises import catalogue, exercise
from collabkit.kit import calendar, page, rehearsal, sheets, slides_html, slides_pptx
from collabkit.kit import plans as plans_module
from collabkit.kit.calendar import folded
from collabkit.kit.dates import Dates, in_words
from collabkit.kit.download import ABOUT, Workshop, files
from collabkit.kit.plans import EXTRA_SHEETS, Step, plan, plans
from collabkit.kit.run_sheets import LENGTHS, Activity, Sitting, run_sheet, run_sheets
from collabkit.kit.slides import deck
from collabkit.kit.slides_pptx import SMALLEST
from collabkit.kit.texts import texts, to_part
from collabkit.render.zipped import zipped
from collabkit.workshop import collect, group

KIT = Path(plans_module.__file__).parent
DATA = [KIT / name for name in ("plans.json", "run_sheets.json", "texts.json")]
DAY = date(2027, 2, 3)
IDS = [one.id for one in run_sheets()]
MOST_WITHOUT_A_BREAK = 110


@pytest.fixture(scope="module")
def downloads():
    return {id: files(Workshop(run_sheet(id), DAY, "Steady steps")) for id in IDS}


def minutes(time):
    return 60 * int(time[:2]) + int(time[3:])


def test_every_exercise_has_a_plan_and_a_wrong_list_is_refused(monkeypatch):
    assert [one.exercise for one in plans()] == [one.id for one in catalogue()]
    monkeypatch.setattr(plans_module, "catalogue", lambda: catalogue()[1:])
    with pytest.raises(ValueError, match="Look at: language"):
        plans.__wrapped__()


@pytest.mark.parametrize("change", [{"steps": ()}, {"ask": ()}, {"short": Step(99, "All of it.")}])
def test_a_plan_with_a_gap_is_refused(change):
    given = plan("trust")
    values = {name: getattr(given, name) for name in type(given).__slots__}
    with pytest.raises(ValueError, match="trust"):
        type(given)(**values | change)


def test_names_and_numbers_of_exercises_stand_in_no_copy():
    faults = [
        f"{path.name}: {one.title}"
        for path in DATA
        for one in catalogue()
        if one.title in path.read_text(encoding="utf-8")
    ]
    assert not faults, mend(faults, "Write {id} for a title:")
    assert not [path.name for path in DATA if re.search(r"\b22 statements", path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("id", "long"), [("half-day", [210]), ("full-day", [390]), ("six-sessions", None)])
def test_a_run_sheet_adds_up_to_the_minute_breaks_included(id, long):
    sheet = run_sheet(id)
    if long:
        assert [one.minutes for one in sheet.sittings] == long
    for sitting in sheet.sittings:
        if sitting.title.startswith("Session"):
            assert sitting.minutes == 90
        timed = sitting.timed()
        ends = [*[at for at, _ in timed[1:]], sitting.ends]
        assert timed[0][0] == sitting.starts
        assert [minutes(end) - minutes(at) for (at, _), end in zip(timed, ends, strict=True)] == [
            one.minutes for one in sitting.activities
        ]
        runs = "".join("-" if one.is_break else "x" * one.minutes for one in sitting.activities).split("-")
        assert max(map(len, runs)) <= MOST_WITHOUT_A_BREAK, sitting.title


def test_the_half_day_and_the_day_begin_and_end_when_they_say():
    assert [(run_sheet(id).sittings[0].starts, run_sheet(id).sittings[0].ends) for id in IDS[:2]] == [
        ("10:00", "13:30"),
        ("09:30", "16:00"),
    ]
    assert run_sheet("half-day").starting("13:00").sittings[0].ends == "16:30"


@pytest.mark.parametrize("id", IDS)
def test_everything_on_a_run_sheet_has_a_plan_or_a_text_a_sheet_and_what_it_needs(id):
    sheet = run_sheet(id)
    for one in sheet.activities:
        if one.exercise:
            assert one.plan.materials
            assert one.exercise in one.sheets
            assert one.how
        else:
            assert one.text.parts
    assert set(sheet.exercises) <= set(sheet.sheets)
    assert sheet.activities[-1].exercise or "page" in sheet.sheets


def test_the_command_line_offers_every_run_sheet_without_reading_any():
    """A new exercise has no plan yet, and the commands that make one have to run."""
    assert list(LENGTHS) == IDS
    run_sheets.cache_clear()
    plans.cache_clear()
    cli.parser()
    assert run_sheets.cache_info().currsize == plans.cache_info().currsize == 0


def test_the_six_sessions_use_every_exercise():
    assert set(run_sheet("six-sessions").exercises) == {one.id for one in catalogue()}


@pytest.mark.parametrize(
    "given",
    [
        {"exercise": "trust", "minutes": 5, "who": "Lead"},
        {"exercise": "trust", "minutes": 90, "who": "Lead"},
        {"exercise": "trust", "minutes": 40},
        {"moment": "dancing", "minutes": 40, "who": "Lead"},
        {"minutes": 40, "who": "Lead"},
    ],
)
def test_an_activity_that_cannot_be_is_refused(given):
    with pytest.raises(ValueError, match=r"minutes|leads|moment"):
        Activity(**given)


@pytest.mark.parametrize("starts", ["9:30", "24:00", "23:30", "half past", "٠٩:٣٠"])
def test_a_meeting_begins_and_ends_on_one_day(starts):
    with pytest.raises(ValueError, match=r"begin|time of day"):
        Sitting("Late", starts, (Activity(40, moment="break"),))


def test_key_points_are_what_the_chapters_say():
    kept = (KIT.parent / "data" / key_points.FILE).read_text(encoding="utf-8")
    assert kept == book_facts.key_points(BOOK.parent), "renew it with: collabkit check --write"
    assert len(key_points.load()) == len(CHAPTERS)
    with pytest.raises(LookupError, match="0 key points"):
        key_points.load()[1].point("Trust falls")


@pytest.mark.parametrize("id", IDS)
def test_every_sentence_on_a_slide_stands_in_its_chapter(id):
    chapters = [" ".join(path.read_text(encoding="utf-8").replace("'", "’").split()) for path in CHAPTERS]
    shown = [(one.chapter, point) for one in deck(run_sheet(id), "Ours") for point in one.points]
    assert len(shown) >= len(run_sheet(id).exercises)
    assert not [point for chapter, point in shown if point not in chapters[chapter]]


@pytest.mark.parametrize("id", IDS)
def test_every_part_of_a_run_sheet_has_a_slide_with_notes(id):
    slides = deck(run_sheet(id), "Ours", DAY)
    titles = {one.title for one in slides}
    assert {one.title for one in run_sheet(id).activities if one.moment not in {"welcome", "input"}} <= titles
    day = "Wednesday 3 February 2027"
    assert slides[0].lines == (day if len(run_sheet(id).sittings) == 1 else f"{run_sheet(id).title}, from {day}",)
    assert all(one.notes for one in slides if one.kind != "title")


# The download


@pytest.mark.parametrize("id", IDS)
def test_the_readme_names_every_file_and_every_link_leads_to_one(id, downloads):
    found = downloads[id]
    readme = BeautifulSoup(found["README.html"], "html.parser")
    assert {link["href"] for link in readme.select("a")} == set(found) - {"README.html"}
    for name in [name for name in found if name.endswith(".html")]:
        written = BeautifulSoup(found[name], "html.parser")
        assert written.html["lang"] == "en-GB"
        assert len(written.select("h1")) == 1, name
        assert "default-src 'none'" in written.select_one("meta[http-equiv]")["content"]
        levels = [int(heading.name[1]) for heading in written.select("h1, h2, h3, h4, h5, h6")]
        assert all(after <= before + 1 for before, after in pairwise(levels)), name
        assert not re.search(r"(?:src|href)=.?(?:https?:)?//", found[name].decode())


def test_a_download_holds_what_its_run_sheet_needs(downloads):
    for id, found in downloads.items():
        assert set(found) >= set(ABOUT) - {"one-page.html"}
        assert ("one-page.html" in found) == ("page" in run_sheet(id).sheets)
        for one in run_sheet(id).exercises:
            assert f"sheets/{one}.html" in found
            assert f"sheets-large-print/{one}.html" in found
            assert exercise(one).title in BeautifulSoup(found["plans.html"], "html.parser").get_text()


def test_the_same_day_gives_the_same_bytes_and_another_day_others():
    given = [zipped(files(Workshop(run_sheet("half-day"), day))) for day in (DAY, DAY, DAY + timedelta(days=1))]
    assert given[0] == given[1] != given[2]
    with zipfile.ZipFile(BytesIO(given[0])) as opened:
        assert opened.testzip() is None
        assert len({one.date_time for one in opened.infolist()}) == 1


def test_texts_have_their_dates_filled_in_and_leave_the_rest_to_somebody(downloads):
    written = BeautifulSoup(downloads["half-day"]["texts.html"], "html.parser").get_text(" ")
    left = set(re.findall(r"\[([^\]]+)\]", written))
    assert not left & set(Dates.of(run_sheet("half-day"), DAY).values(run_sheet("half-day")))
    assert {"place", "partners", "telephone"} <= left
    for said in ("Wednesday 3 February 2027", "10:00", "13:30", "Steady steps", "Friday 5 March 2027"):
        assert said in written
    undated = files(Workshop(run_sheet("half-day")))
    assert "calendar.ics" not in undated
    assert "[date]" in undated["texts.html"].decode()


def test_several_meetings_have_letters_that_list_their_days(downloads):
    written = BeautifulSoup(downloads["six-sessions"]["texts.html"], "html.parser")
    letters = {part.h2.get_text(): part.get_text(" ") for part in written.select("section")}
    sheet, (first, last) = run_sheet("six-sessions"), ("Wednesday 3 February 2027", "Wednesday 24 March 2027")
    assert set(letters) == {one.title for one in texts().send}
    for name in ("Invitation", "Work beforehand"):
        assert [
            one.title for one in sheet.sittings if f"{one.title}:" in letters[name] or f"{one.title} (" in letters[name]
        ] == [one.title for one in sheet.sittings]
        assert f"The reading: {last}, from 10:00 to 11:00" in letters[name]
        assert "Clinic on money (online, only for those who know the figures): Monday 22 February 2027" in letters[name]
    assert "Read chapters 0 and 1 before." in letters["Work beforehand"]
    assert "Your answers to the" not in letters["Work beforehand"], "they are given after the fourth session"
    for name in ("Follow-up", "Two minutes at the end"):
        assert last in letters[name]
        assert first not in letters[name]
    assert not [name for name, words in letters.items() if " page" in words]


def test_an_undated_list_of_days_is_left_to_somebody():
    assert "<li>[when we meet]</li>" in files(Workshop(run_sheet("six-sessions")))["texts.html"].decode()


def test_letters_of_one_day_and_of_several_ask_alike():
    one, several = texts().send, texts().series
    assert [f"series-{letter.id}" for letter in one] == [letter.id for letter in several]
    assert [letter.title for letter in one] == [letter.title for letter in several]


@pytest.mark.parametrize("id", IDS)
def test_a_rule_about_the_page_is_read_out_where_there_is_one(id, downloads):
    has_page = any(one.moment == "one-page" for one in run_sheet(id).activities)
    rules = next(one for one in deck(run_sheet(id), "Ours") if one.kind == "rules").lines
    assert ("One page leaves the room" in rules) == has_page
    assert ("One page leaves the room" in downloads[id]["run-sheet.html"].decode()) == has_page
    assert "Disagreement is the agenda" in rules


def test_letters_fall_on_working_days():
    for offset in range(14):
        dates = Dates.of(run_sheet("half-day"), DAY + timedelta(days=offset))
        said = [
            words
            for name, words in dates.values(run_sheet("half-day")).items()
            if name not in {"date", "last date", "starts", "ends"}
        ]
        assert not [words for words in said if words.startswith(("Saturday", "Sunday"))]
        assert dates.first + timedelta(days=30) <= dates.look_back <= dates.first + timedelta(days=32)
    assert in_words(date(2027, 2, 6)) == "Saturday 6 February 2027"


# Sheets


@pytest.mark.parametrize("id", [*(one.id for one in catalogue()), *EXTRA_SHEETS])
def test_a_sheet_is_blank_and_has_room(id):
    written = BeautifulSoup(page.write("Sheet", sheets.sheet(id)), "html.parser")
    assert written.select(".line, .blank, .box, td:empty, .boxed, .ladder")
    assert not written.select("input, textarea, select, [checked], [value]")
    if id not in EXTRA_SHEETS:
        said = [value for value in exercise(id).example.values() if isinstance(value, str) and len(value) > 20]
        assert not [value for value in said if value in written.get_text(" ")]


def test_the_tally_has_a_cell_for_every_answer_to_every_statement():
    rows = BeautifulSoup(sheets.sheet("tally"), "html.parser").select("tbody tr")
    assert len(rows) == 22
    assert {len(row.select("td:empty")) for row in rows} == {6}


def test_the_page_has_a_box_for_each_line():
    assert len(BeautifulSoup(sheets.sheet("page"), "html.parser").select(".boxed")) == len(texts().page.parts[0].items)


def test_large_print_is_larger():
    assert "font-size: 18pt" in page.style(page.LARGE)
    assert "font-size: 12pt" in page.style(page.USUAL)


# The calendar


def unfolded(written):
    assert written.endswith(b"\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"")
    lines = written.split(b"\r\n")[:-1]
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no letter is cut in two
    return b"\r\n".join(lines).replace(b"\r\n ", b"").decode().split("\r\n")


def events(written):
    lines = unfolded(written)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert {"VERSION:2.0", "CALSCALE:GREGORIAN"} <= set(lines)
    assert any(line.startswith("PRODID:") for line in lines)
    found, now = [], None
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            now = {}
        elif line == "END:VEVENT":
            found.append(now)
            now = None
        elif now is not None:
            assert name not in now
            assert not re.search(r"(?<!\\)[,;]|\\[^\\;,n]", value), value
            now[name] = value
    return found


@pytest.mark.parametrize("id", IDS)
def test_the_calendar_is_valid_and_has_every_meeting_and_the_look_back(id):
    sheet = run_sheet(id)
    found = events(calendar.write(sheet, DAY, "Ours; theirs, and yours"))
    assert len(found) == len(sheet.sittings) + 1
    assert all(set(one) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"} for one in found)
    assert len({one["UID"] for one in found}) == len(found)
    for one, sitting in zip(found, sheet.sittings, strict=False):
        starts, ends = (datetime.strptime(one[name], "%Y%m%dT%H%M%S") for name in ("DTSTART", "DTEND"))  # noqa: DTZ007
        assert 0 <= (starts.date() - DAY).days - sitting.days <= 2
        assert starts.weekday() < 5
        assert f"{starts:%H:%M}" == sitting.starts
        assert ends - starts == timedelta(minutes=sitting.minutes)
        assert one["SUMMARY"].startswith("Ours\\; theirs\\, and yours")
    assert found[-1]["DTSTART"].startswith(f"{Dates.of(sheet, DAY).look_back:%Y%m%d}")


def test_the_same_workshop_has_the_same_events_and_another_name_others():
    once, again, other = (calendar.write(run_sheet("half-day"), DAY, name) for name in ("Ours", "Ours", "Theirs"))
    assert once == again
    assert not {one["UID"] for one in events(once)} & {one["UID"] for one in events(other)}


def test_long_lines_are_folded_between_letters():
    assert unfolded(f"{folded('SUMMARY:' + '£é→' * 60)}\r\n".encode()) == ["SUMMARY:" + "£é→" * 60]


# Slides for PowerPoint


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    path = tmp_path_factory.mktemp("slides") / "slides.pptx"
    path.write_bytes(slides_pptx.write(deck(run_sheet("six-sessions"), "Ours", DAY), "Ours"))
    return path


def test_the_powerpoint_file_breaks_no_rule_of_its_format(shown):
    result = OpenXmlValidator().validate(str(shown))
    assert [str(one) for one in result.errors] == []


def test_powerpoint_slides_have_real_titles_notes_and_british_english(shown):
    slides = deck(run_sheet("six-sessions"), "Ours", DAY)
    made = pptx.Presentation(str(shown))
    assert len(made.slides) == len(slides)
    assert made.core_properties.title == "Ours"
    for slide, given in zip(made.slides, slides, strict=True):
        assert slide.shapes.title.text_frame.text == given.title
        assert slide.has_notes_slide == bool(given.notes)
        text = "\n".join(shape.text_frame.text for shape in slide.shapes)
        assert all(words in text for words in (*given.points, *given.lines, given.kicker))
        runs = [run for shape in slide.shapes for part in shape.text_frame.paragraphs for run in part.runs]
        assert {run.font.language_id.name for run in runs} == {"ENGLISH_UK"}
        assert min(run.font.size.pt for run in runs) >= SMALLEST
        assert not [shape for shape in slide.placeholders if not shape.text_frame.text]


# A rehearsal, and what else is promised


def test_made_up_answers_can_be_pasted_and_split_where_they_should():
    found = collect("factors", "\n".join(rehearsal.codes()))
    assert len(found.people) == rehearsal.PEOPLE
    assert len(rehearsal.SPLIT) == 3, "as the page says"
    headline = group(found.counts()).headline
    assert f"split on {len(rehearsal.SPLIT)} of 22" in headline.replace("three", "3")


def test_the_library_of_a_page_can_write_the_kit_and_has_no_commands(tmp_path):
    """That none of it lies in a reader's memory is seen where the memory is (test_group_page)."""
    pack_library(KIT.parent, tmp_path / "library.zip")
    with zipfile.ZipFile(tmp_path / "library.zip") as opened:
        names = opened.namelist()
    assert "collabkit/workshop/codes.py" in names
    assert "collabkit/kit/slides.css" in names
    assert not [name for name in names if "/commands/" in name or "notebook" in name.rpartition("/")[2]]


def test_every_text_can_be_shown_and_names_what_exists():
    every = texts()
    listed = [*every.moments, *every.send, *every.series, *every.run, *every.access, *every.case, every.page]
    assert len({one.id for one in listed}) == len(listed)
    for one in listed:
        assert to_part(one).blocks
    words = json.dumps([path.read_text(encoding="utf-8") for path in DATA], ensure_ascii=False)
    assert not re.findall(r"\w'\w", words)


def test_slides_on_a_page_allow_their_own_script_and_style_alone():
    written = slides_html.write(deck(run_sheet("half-day"), "Ours"), "Ours").decode()
    policy = BeautifulSoup(written, "html.parser").select_one("meta[http-equiv]")["content"]
    assert policy.count("'sha256-") == 2
    assert "unsafe" not in policy
    assert "<script>alert" not in slides_html.write(deck(run_sheet("half-day"), "<script>alert(1)"), "<b>").decode()


# The command


def test_the_command_writes_a_folder_and_a_file(tmp_path, capsys):
    asked = ["kit", "--date", "2027-02-03", "--length", "full-day", "--starts", "10:00", "--name", "Steps", "--output"]
    assert cli.main([*asked, str(tmp_path / "kit")]) == 0
    assert "Begin with README.html" in capsys.readouterr().out
    assert cli.main([*asked, str(tmp_path / "kit.zip")]) == 0
    with zipfile.ZipFile(tmp_path / "kit.zip") as opened:
        packed = {name: opened.read(name) for name in opened.namelist()}
    assert packed == {
        path.relative_to(tmp_path / "kit").as_posix(): path.read_bytes()
        for path in (tmp_path / "kit").rglob("*")
        if path.is_file()
    }
    assert "10:00 to 16:30" in packed["run-sheet.html"].decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--date", "3 February"], "is no date"),
        (["--date", "2027-02-30"], "is no date"),
        (["--date", "9999-12-31"], "The year of 9999-12-31 looks mistyped."),
        (["--date", "0001-01-01"], "The year of 0001-01-01 looks mistyped."),
        (["--starts", "25:00"], "Name another time"),
        (["--starts", "١٠:٠٠"], "Name another time"),
        (["--starts", "22:00"], "Name another time"),
    ],
)
def test_what_the_command_cannot_read_is_said(asked, said, tmp_path, capsys):
    assert cli.main(["kit", *asked, "--output", str(tmp_path / "kit")]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "kit").exists()


def test_a_kit_is_not_written_over_letters_that_somebody_filled_in(tmp_path, capsys):
    asked = ["kit", "--output", str(tmp_path / "kit")]
    assert cli.main(asked) == cli.main(asked) == 0, "the same again is no loss"
    letters = tmp_path / "kit" / "texts.html"
    letters.write_text("filled in", encoding="utf-8")
    assert cli.main(asked) == cli.main([*asked, "--date", "2027-02-03"]) == 1
    assert "is there already" in capsys.readouterr().err
    assert letters.read_text(encoding="utf-8") == "filled in"
    assert not (tmp_path / "kit" / "calendar.ics").exists(), "all or none"


def test_six_sessions_are_no_day_and_have_no_page():
    found = files(Workshop(run_sheet("six-sessions"), date(2027, 2, 3)))
    assert "one-page.html" not in found
    said = re.sub(r"<style.*?</style>|<[^>]+>", " ", found["running-it.html"].decode(), flags=re.DOTALL)
    assert not re.search(r"(writes|send|and) the page|on the day|all day|during the (day|break)", said, re.IGNORECASE)
    opening = deck(run_sheet("six-sessions"), "Ours", date(2027, 2, 3))[0]
    assert opening.lines == ("Six sessions, from Wednesday 3 February 2027",)
