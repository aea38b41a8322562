"""Questions to the reader: read strictly, shown without a script, and practice that deserves the name."""

import copy
import json
import re
import sys

import pytest
from book_text import BOOK

sys.path.insert(0, str(BOOK / "_ext"))
pytest.importorskip("jupyter_book", reason="the book's extension needs the book's own packages")

from collabkit_book import item_forms, items, practice, sections, sums
from collabkit_book.practised import Practice, Practised, faults, practised
from collabkit_book.records import RecordError

from collabkit.commands import CommandError, json_files

CLAIM = {
    "id": "f5-1a",
    "question": "Which claim is fair?",
    "objective": "o5-1",
    "reference": "ours",
    "choices": [
        {"text": "It worked", "right": False, "why": "Nothing was compared."},
        {"text": "It may have worked", "right": True, "why": "Two like places fell less."},
        {"text": "It failed", "right": False, "why": "That is not shown either."},
    ],
}
SUM = {
    "id": "s5-2",
    "question": "By how many points did it fall?",
    "objective": "o5-1",
    "reference": "ours",
    "steps": ["With the scheme: 20%.", "Without it: 10%, so 10 points."],
    "shown": 1,
    "answer": 10,
    "unit": "points",
    "within": 0.2,
    "hint": "Take one from the other.",
    "slips": [{"answer": 30, "why": "That adds the two."}],
}


def written(folder, *entries, name="5"):
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"chapter": name, "checks": list(entries)}), encoding="utf-8")
    return path


def test_items_of_every_kind_are_read(tmp_path):
    assert items.items(written(tmp_path, CLAIM, SUM)) == [CLAIM, SUM]
    assert [items.kind(item) for item in (CLAIM, SUM)] == ["claim", "sum"]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({**SUM, "choices": CLAIM["choices"]}, "choices"),
        ({name: value for name, value in SUM.items() if name not in {"hint", "slips"}}, "needs hint and slips"),
        ({**SUM, "slips": [{"answer": 10.1, "why": "This is close enough."}]}, "counts as right"),
        ({**SUM, "unit": "€"}, "unit"),
        ({**CLAIM, "id": "f4-1a"}, "belongs in 4.json"),
        ({**CLAIM, "id": "m-1"}, "belongs in again.json"),
        ({**CLAIM, "id": "x5-1"}, "id"),
    ],
)
def test_an_item_that_does_not_fit_is_named(tmp_path, bad, said):
    with pytest.raises(RecordError) as caught:
        items.items(written(tmp_path, bad))
    assert f"entry {bad['id']}" in str(caught.value)
    assert said in str(caught.value)


def test_a_sum_that_is_worked_in_full_asks_for_nothing():
    worked = {**SUM, "shown": 2}
    assert "<input" not in sums.question(worked, 1)
    assert "Worked" in sums.question(worked, 1)
    assert all(step in sums.question(worked, 1) for step in worked["steps"])


def test_a_sum_shows_its_first_steps_and_keeps_the_rest_with_the_answers():
    page = item_forms.to_html([SUM], "5")
    form, answers = page.split("<details")
    first, last = SUM["steps"]
    assert first in form
    assert last not in form
    assert last in answers
    for words in (SUM["hint"], SUM["slips"][0]["why"], "10 points", "Not 30 points"):
        assert words in answers


def test_enter_in_a_sum_goes_nowhere_without_a_script():
    assert '<form method="dialog"' in item_forms.to_html([SUM], "5")


def test_a_sum_in_words_has_its_answer():
    asked, answer = sums.in_words(SUM)
    assert SUM["question"] in asked.astext()
    assert answer == "10 points. Without it: 10%, so 10 points."


def test_what_looks_back_says_which_chapter_to_open():
    back = {**CLAIM, "id": "m-1"}
    assert item_forms.to_html([back], "again").count("Chapter 5.") == len(back["choices"])
    assert "(Introduction.)" in item_forms.to_html([{**back, "objective": "o0-1"}], "again")
    assert "Chapter" not in item_forms.to_html([CLAIM], "5")


class Environment:
    def __init__(self, *shown):
        self.temp_data = {practice.SHOWN: set(shown)} if shown else {}


def test_practice_that_no_line_has_placed_stands_at_the_end_and_nothing_stands_twice():
    other = {**CLAIM, "id": "f5-2a", "objective": "o5-2"}
    left = practice.left_over([CLAIM, other, SUM], Environment("o5-1"))
    assert [block["html"].count('data-check="') for block in left] == [1]
    assert other["id"] in left[0]["html"]
    everything = practice.left_over([CLAIM, other, SUM], Environment())
    assert [block["html"].count('data-check="') for block in everything] == [2, 1]


def test_on_paper_a_choice_has_a_box_and_a_step_that_is_left_a_blank_with_its_unit():
    claims, sums = (block["paper"] for block in practice.blocks([CLAIM, SUM], "o5-1"))
    assert claims.count('class="box"') == len(CLAIM["choices"])
    assert sums.count('class="blank"') == 1
    assert sums.partition('class="blank"')[2].startswith("></span> points")
    assert not re.search(r"<(input|form|button|details|fieldset)\b|Right:|Not this:", claims + sums)


def test_on_paper_the_answers_are_kept_for_the_end():
    claims, sums = (block["answers"] for block in practice.blocks([CLAIM, SUM], "o5-1"))
    assert claims.count("Not this:") == len(CLAIM["choices"]) - 1
    assert SUM["hint"] in sums


# --- what counts as practice

DOES = {"claim": ["judge"], "sum": ["test"], "task": ["protect"], "strategy": ["write"]}
JUDGE = "Judge whether a claim rests on a fair comparison."
CHAPTER = "# One\n\n## What to do on Monday\n\n- Name who guards today's service.\n\n## Reflect\n\n- Who guards it?\n"


def wrong(words, *listed):
    return faults("o5-1", words, Practised(DOES, {"o5-1": listed}), [CLAIM, SUM], CHAPTER)


def test_judging_is_practised_by_judging():
    assert wrong(JUDGE, Practice("judge", "You judge one.", items=("f5-1a",))) == []


def test_judging_is_not_practised_by_writing():
    assert wrong(JUDGE, Practice("write", "You write measures.", exercise="strategy"))
    assert wrong(JUDGE, Practice("judge", "You write measures.", exercise="strategy")) == [
        "nobody can judge in strategy, going by what “does” says of it"
    ]


def test_a_question_that_asks_what_was_read_is_no_practice():
    check = {**CLAIM, "id": "k5-1"}
    found = Practised(DOES, {"o5-1": (Practice("judge", "You answer.", items=("k5-1",)),)})
    assert faults("o5-1", JUDGE, found, [check], CHAPTER)


def test_a_task_is_practice_where_the_chapter_sets_it_for_monday():
    words = "Protect the service that people use now."
    assert wrong(words, Practice("protect", "You name one.", task="today's service")) == []
    assert "has no task" in wrong(words, Practice("protect", "You name one.", task="Who guards it"))[0]


def test_practice_names_items_that_are_there_and_about_the_objective():
    assert wrong(JUDGE, Practice("judge", "You judge.", items=("f5-9",))) == ["there is no item f5-9 in this chapter"]
    found = Practised(DOES, {"o5-2": (Practice("judge", "You judge.", items=("f5-1a",)),)})
    assert faults("o5-2", JUDGE, found, [CLAIM], CHAPTER) == ["the item f5-1a is about o5-1"]


@pytest.mark.parametrize(
    "entry",
    [
        {"does": "judge", "how": "You judge a claim that is made."},
        {"does": "judge", "how": "You judge a claim that is made.", "exercise": "form", "task": "today's service"},
        {"how": "You judge a claim that is made.", "exercise": "form"},
    ],
)
def test_practice_has_one_place_and_says_what_the_reader_does(tmp_path, entry):
    path = tmp_path / "_objectives.json"
    path.write_text(json.dumps({"does": DOES, "objectives": {"o5-1": [entry]}}), encoding="utf-8")
    with pytest.raises(RecordError, match=r"_objectives\.json.*objectives\.o5-1\.0"):
        practised(path)


# --- the files


def test_the_courses_files_are_in_their_normal_form():
    assert list(json_files.problems(BOOK.parent)) == []


def test_a_file_out_of_order_is_named_and_put_in_order(tmp_path):
    folder = tmp_path / "book" / "_checks"
    folder.mkdir(parents=True)
    shuffled = [dict(reversed(SUM.items())), {**CLAIM, "question": "“Fair?” – à peu près"}]
    path = written(folder, *shuffled)
    assert list(json_files.problems(tmp_path)) == [
        "book/_checks/5.json is not in its normal form. Put it in order with: collabkit check --write"
    ]
    assert json_files.write(path)
    assert not json_files.write(path)
    assert list(json_files.problems(tmp_path)) == []
    assert [item["id"] for item in items.items(path)] == ["f5-1a", "s5-2"]
    text = path.read_text(encoding="utf-8")
    assert "“Fair?” – à peu près" in text
    assert text.endswith("}\n")
    assert {json.dumps(one, sort_keys=True) for one in items.items(path)} == {
        json.dumps(one, sort_keys=True) for one in shuffled
    }, "nothing may be lost"


def test_what_is_not_json_is_named_with_its_line(tmp_path):
    folder = tmp_path / "book" / "_checks"
    folder.mkdir(parents=True)
    path = folder / "5.json"
    path.write_text("{\n,", encoding="utf-8")
    assert list(json_files.problems(tmp_path)) == ["5.json, line 2: this is not JSON (Expecting property name enclosed in double quotes)."]  # fmt: skip
    with pytest.raises(CommandError, match=r"5\.json, line 2"):
        json_files.write(path)


# --- the fourteen sections and the five cases


def test_every_section_of_the_strategy_feeds_a_case_and_every_case_is_fed():
    rows = sections.table().rows
    assert len(rows) == 14
    fed = {word for row in rows for word in re.split(r" and ", str(row[2]))}
    assert fed == {"strategic", "economic", "commercial", "financial", "management"}


def test_what_a_writer_types_into_a_sum_cannot_become_markup():
    bad = copy.deepcopy(SUM)
    bad["hint"] = "<b>Look</b> again, please."
    bad["steps"][0] = "<i>Look</i> here."
    page = item_forms.to_html([bad], "5")
    assert "<b>" not in page
    assert "<i>" not in page
