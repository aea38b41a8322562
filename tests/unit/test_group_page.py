"""What the facilitator's page asks: what was read, findings with room for notes, a wall, files, tables and workbooks."""

import csv
import datetime as dt
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from collabkit.browser import answer
from collabkit.exercises import exercise
from collabkit.workbook import Workbook
from collabkit.workshop import decode, encode, group, projected
from collabkit.workshop.collected import code_of, collect_round
from collabkit.workshop.items import rateable
from collabkit.workshop.sheet import FORMULA

PEOPLE = [{"history": 1 + 4 * (n % 2), "pace": 4, "vision": 1 + n % 5} for n in range(12)]
CODES = [encode("factors", answers, n) for n, answers in enumerate(PEOPLE)]
TOP = Path(__file__).parents[2]
CHAT = "\n".join(f"Person {n}: {code}" for n, code in enumerate(CODES))
QUESTIONS = {one.key: one.text for one in rateable(exercise("factors"))}


def ask(does="findings", **asked):
    given = {"kind": "group", "does": does, "exercise": "factors", **asked}
    return json.loads(answer(json.dumps(given)))


def read(**asked):
    return ask("read", **asked)["rounds"]


def slip(code):
    return code[:-1] + ("7" if code[-1] != "7" else "8")


# --- what was read


def test_what_was_read_is_said_in_one_line_and_no_answer_with_it():
    (told,) = read(text=f"{CHAT}\nagain {CODES[0]} and {CODES[1]}, and {slip(CODES[2])}")
    assert told["said"] == (
        "12 codes read, 2 came more than once and were counted once, 1 looks like a code and was not counted: "
        "12 people so far."
    )
    assert told["people"] == 12
    assert [one["code"] for one in told["doubled"]] == CODES[:2]
    assert not [text for text in QUESTIONS.values() if text in json.dumps(told)]


def test_a_slip_is_offered_and_one_whose_code_is_here_is_not():
    told = read(text=" ".join([*CODES[:6], slip(CODES[0]), slip(CODES[7])]))[0]
    offers = {one["text"]: one["offers"] for one in told["suspects"]}
    assert offers == {slip(CODES[0]): [], slip(CODES[7]): [CODES[7]]}
    assert "is here already" in told["suspects"][0]["said"]
    assert told["people"] == 6, "no guess is taken as an answer"


def test_who_shares_a_code_counts_as_often_as_is_said():
    assert read(text=f"{CODES[0]} {CODES[0]}", alike={CODES[0]: 2})[0]["people"] == 2


def test_codes_of_another_exercise_are_named_with_its_title():
    (told,) = read(text=f"{CHAT} {encode('form', {'skill': 2})}")
    assert [one["exercise"] for one in told["elsewhere"]] == ["form"]
    assert told["elsewhere"][0]["said"] == f"1 code of “{exercise('form').title}” was left out."


def test_counts_that_cannot_be_read_are_said_beside_their_question():
    (told,) = read(hands={"history": "1 2 3", "pace": "0 0 0 5 0"})
    assert list(told["wrong"]) == ["history"]
    assert told["said"] == "A show of hands on 1 question: 5 people so far."


def test_too_few_is_said_before_anybody_reveals():
    assert read(text=CODES[0])[0]["said"].endswith("Nothing can be shown until there are five.")
    assert read()[0]["said"] == ""


def test_each_round_is_read_by_itself_and_one_that_cannot_be_is_refused():
    one, two = read(text=CHAT, second={"parts": {"A": CODES[0], "B": CODES[0]}})
    assert one["people"] == 12
    assert "more than one part" in two["refused"]


# --- findings, notes and the wall


def test_notes_stand_with_their_question_and_are_escaped():
    notes = {"history": {"reason": "</textarea><script>alert(1)</script>"}, "": {"agreed": "Meet in May"}}
    html = ask(text=CHAT, notes=notes)["findings"]
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "……" not in html, "the dotted line is for a pen"
    assert html.count('data-note="reason"') == 3
    assert html.index(">Meet in May<") > html.index("Every answer")


def test_the_wall_has_every_question_that_may_be_shown_in_the_order_of_the_findings():
    reply = ask(text=CHAT)
    assert [one["title"] for one in reply["wall"]] == [
        one.title for one in projected(collect_round("factors", {}, CHAT)[0])
    ]
    first = reply["wall"][0]
    assert (first["word"], first["counts"]) == ("split", [6, 0, 0, 0, 6, 0])
    assert first["title"] in reply["announce"]
    assert len(first["steps"]) == len(first["counts"])


def test_the_wall_shows_the_round_before_where_that_may_be_shown():
    second = {"text": " ".join(encode("factors", {**one, "history": 3}, n) for n, one in enumerate(PEOPLE))}
    wall = {one["title"]: one for one in ask(text=CHAT, second=second)["wall"]}
    history = wall[QUESTIONS["history"].removeprefix("1. ").removesuffix(".")]
    assert (history["before"], history["counts"]) == ([6, 0, 0, 0, 6, 0], [0, 0, 12, 0, 0, 0])


def test_fewer_than_five_have_no_wall_and_nothing_to_take_away():
    few = " ".join(CODES[:4])
    reply = ask(text=few)
    assert (reply["wall"], reply["seen"], reply["complete"]) == ([], [], False)
    assert "textarea" not in reply["findings"]
    assert ask("file", to="csv", text=few)["text"] == "\ufeff"


def test_who_comes_late_to_those_who_are_all_not_sure_is_not_given_away():
    unsure = sorted({encode("factors", {"history": "unsure"}, n) for n in range(99)})
    seen = ask(text=" ".join(unsure[:-1]))["seen"]
    assert seen
    assert "Wait for more" in ask(text=" ".join(unsure), seen=seen)["refused"]
    assert "refused" not in ask(text=" ".join(unsure[:-1]), seen=seen)


def test_few_who_come_late_are_not_given_away():
    """Shown before and after, the difference would be their answers."""
    eight = " ".join(CODES[:8])
    seen = ask(text=eight)["seen"]
    assert "Wait for more" in ask(text=" ".join(CODES[:9]), seen=seen)["refused"]
    assert "Wait for more" in ask(text=" ".join(CODES[:7]), seen=seen)["refused"]
    assert "Wait for more" in ask("file", to="csv", text=" ".join(CODES[:9]), seen=seen)["refused"]
    assert "refused" not in ask(text=eight, seen=seen)
    more = " ".join([*CODES, *(encode("factors", one, n + 50) for n, one in enumerate(PEOPLE))])
    assert "refused" not in ask(text=more, seen=seen)


def test_a_part_that_is_named_later_does_not_give_away_the_rest():
    seen = ask(text=CHAT, parts={})["seen"]
    assert "refused" not in ask(text=" ".join(CODES[6:]), parts={"A": " ".join(CODES[:6])}, seen=seen)


# --- files


def test_files_hold_the_findings_and_what_was_written_down():
    notes = {"history": {"reason": "=HYPERLINK(1)", "agreed": "Look again"}, "": {"agreed": "Samira, by May"}}
    for to in ("text", "md"):
        file = ask("file", to=to, text=CHAT, notes=notes)
        assert group(collect_round("factors", {}, CHAT)[0]).headline in file["text"]
        for words in ("HYPERLINK(1)", "Look again", "Samira, by May"):
            assert words in file["text"]
    sheet = ask("file", to="csv", text=CHAT, notes=notes)
    cells = [cell for row in csv.reader(io.StringIO(sheet["text"].removeprefix("\ufeff"))) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert {"Look again", "Samira, by May"} <= set(cells)
    alone = ask("file", to="csv", text=CHAT, notes={"": {"agreed": "Sam rings the council by Friday."}})["text"]
    assert 'What you will do, who does it, and by when",,Sam rings the council by Friday.' in alone
    assert not [cell for cell in cells if cell.startswith(FORMULA)]


def test_for_the_strategy_there_are_sentences_and_none_about_few():
    notes = {"history": {"reason": "Never paid"}, "pace": {"agreed": "Slower"}, "": {"agreed": "Samira, by May"}}
    reply = ask("lines", text=CHAT, notes=notes)
    assert reply["exercise"] == "factors"
    people, headline, *rest = reply["lines"]
    assert people.startswith("12 people answered, ")
    assert headline == group(collect_round("factors", {}, CHAT)[0]).headline
    for words in (QUESTIONS["history"], "Never paid", "Slower", "Samira, by May"):
        assert any(words in line for line in rest)
    assert "nothing to put" in ask("lines", text=" ".join(CODES[:4]))["refused"]
    seen = ask(text=" ".join(CODES[:8]))["seen"]
    assert "Wait for more" in ask("lines", text=" ".join(CODES[:9]), seen=seen)["refused"]


# --- tables and workbooks


def test_a_table_is_matched_and_only_what_somebody_confirmed_is_counted():
    lines = ["Time;pace;Outside people see us as the right group to take this on;Who"]
    lines += [f"{n};4;Agree;{'Council' if n % 2 else 'Health'}" for n in range(12)]
    text = "\n".join(lines)
    match = ask("table", text=text)
    assert [one["key"] for one in match["sure"]] == ["pace"]
    perhaps = {one["key"]: one["perhaps"] for one in match["ask"] if one["perhaps"]}
    assert list(perhaps) == ["standing"]
    assert set(match["columns"]) == {"Time", "Who", perhaps["standing"]}
    counted = ask("table", text=text, columns={"pace": "pace"}, by="Who")["round"]
    assert counted["people"] == 12
    assert list(counted["by_item"]) == ["pace"]
    assert counted["groups"]["Council"]["by_item"]["pace"] == [0, 0, 0, 6, 0, 0]
    assert "standing" in ask("table", text=text, columns=perhaps)["round"]["by_item"]
    reply = ask(text="", tables=[counted])
    assert reply["people"] == 12
    assert "Council" in reply["findings"]


def test_a_column_that_is_there_twice_is_refused_where_it_is_a_questions():
    assert "More than one column is called ‘pace’" in ask("table", text="pace,pace\n1,2")["refused"]
    twice = "pace,Comments,Comments\n4,x,y\n4,x,y"
    assert ask("table", text=twice)["columns"] == ["Comments"]
    assert ask("table", text=twice, columns={"pace": "pace"})["round"]["by_item"]["pace"][3] == 2
    assert "More than one column" in ask("table", text=twice, columns={"history": "Comments"})["refused"]


def test_a_table_with_row_numbers_can_be_read():
    assert ask("table", text=",history\n0,4\n1,5")["sure"][0]["column"] == "history"


@pytest.mark.parametrize("table", [{}, {"people": "x"}, {"people": 3, "by_item": {"history": ["a"]}}, {"people": 5, "by_item": {"history": [1]}}])  # fmt: skip
def test_counts_that_were_spoilt_are_refused(table):
    assert "refused" in ask(tables=[table])
    assert "refused" in read(tables=[table])[0]


def test_a_workbook_gives_the_code_that_its_owner_sees():
    book = Workbook.of({"factors": {"history": 4}}, "2026-11-25T10:00:00.000Z")
    made = ask("code", file=book.dump())["code"]
    assert made == code_of("factors", book)
    assert decode(made).answers == {"history": 4}
    assert "no answers" in ask("code", file=book.dump(), exercise="form")["refused"]
    assert ask("code", file="[[")["refused"]


def test_of_a_long_paste_only_codes_are_kept_as_often_as_they_came():
    kept = ask("codes", text=f"{CHAT}\nSamira said something private {CODES[0]} {slip(CODES[1])}")["text"]
    assert "Samira" not in kept
    assert "private" not in kept
    before, after = (read(text=text)[0] for text in (f"{CHAT} {CODES[0]} {slip(CODES[1])}", kept))
    assert before["said"] == after["said"]
    assert ask("codes", text="nothing")["refused"].endswith("nothing of it was kept.")
    assert ask("codes", text="x" * 1_000_001)["refused"]


# --- late


LATE = """
import json, sys
sys.modules["pptx"] = None  # which is on no page
import collabkit.browser as browser
browser.rehearse()
before = set(sys.modules)
codes = json.loads(sys.argv[1])
ask = lambda **asked: json.loads(browser.answer(json.dumps({"kind": "group", "exercise": "factors", **asked})))
assert "findings" in ask(text=codes)
for to in ("text", "md", "csv"): assert "text" in ask(does="file", to=to, text=codes)
ask(does="read", text=codes), ask(does="codes", text=codes), ask(does="code", file="{}")
ask(does="table", text="Q1;Q2\\n1;2")
assert "data" in json.loads(browser.answer(json.dumps({"kind": "kit", "length": "half-day", "date": sys.argv[2]})))
print(sorted(name for name in set(sys.modules) - before if not name.startswith("collabkit.")))
late = ("collabkit.browser.groups", "collabkit.browser.kits", "collabkit.kit", "collabkit.data.key_points")
print([name for name in before if name.startswith(late)])
"""


def test_what_is_loaded_late_needs_nothing_of_python_that_the_stored_memory_lacks():
    """On the page the standard library's archive is empty: what the rehearsal did not import is not there."""
    ended = subprocess.run(
        [sys.executable, "-c", LATE, json.dumps(" ".join(CODES)), f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout.splitlines() == ["[]", "[]"], ended.stderr
