"""Answers come from anywhere: chats, hands, tables, workbooks. Each person counts once, and no guess is taken as an answer."""

import os
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabkit.exercises import exercise
from collabkit.workbook import Workbook
from collabkit.workshop import (
    Tally,
    collect,
    collect_round,
    counted_answers,
    counts_in,
    decode,
    encode,
    hands,
    match_columns,
    read_table,
)
from collabkit.workshop.codes import mark_of
from collabkit.workshop.collected import code_of
from collabkit.workshop.items import LATEST, rateable
from collabkit.workshop.tally import MOST_ANSWERS, MOST_COLUMNS, MOST_GROUPS, MOST_LETTERS, MOST_ROWS

SEED = os.environ.get("COLLABKIT_SEED", "1")
KEYS = [item.key for item in LATEST["factors"].items]
TEXTS = {one.key: one.text for one in rateable(exercise("factors"))}


def dice(*about):
    return random.Random("-".join((SEED, *map(str, about))))  # noqa: S311 - chance for a test


def people(number, *about):
    chance = dice("people", *about)
    return [{key: chance.choice([1, 2, 3, 4, 5, "unsure"]) for key in KEYS} for _ in range(number)]


def codes(everybody):
    return [encode("factors", answers, mark) for mark, answers in enumerate(everybody)]


# --- codes


def test_several_pastes_are_one_round_and_each_person_counts_once():
    everybody = people(12)
    sent = codes(everybody)
    found = collect("factors", " ".join(sent[:7]), "late: " + " ".join(sent[5:]), f"> {sent[0].lower()}")
    assert found.counts() == counted_answers("factors", everybody)
    assert set(found.doubled) == {sent[0], sent[5], sent[6]}
    assert sum("counts once" in sentence for sentence in found.sentences()) == 3


def test_people_who_really_share_a_code_are_counted_when_somebody_says_so():
    code = codes(people(1))[0]
    found = collect("factors", f"{code} {code}", alike={code: 2, "ABCDEF-ABCDEF-ABCDEF": 9})
    assert found.counts().people == 2
    assert found.sentences() == (f"{code} counts 2 times, as you said.",)


def test_near_misses_and_codes_of_other_exercises_are_said_and_not_counted():
    one, other = codes(people(2))
    wrong = other[:-1] + ("2" if other[-1] != "2" else "3")
    form = encode("form", exercise("form").example)
    found = collect("factors", f"{one}\n{wrong}\n{form}")
    assert [read.code for read in found.people] == [one]
    said = " ".join(found.sentences())
    assert f"Did you mean {other}?" in said
    assert f"1 code of “{exercise('form').title}” was left out." in said
    assert f"{one} is here already" in " ".join(
        collect("factors", f"{one} {one[:-1]}{'2' if one[-1] != '2' else '3'}").sentences()
    )


def test_the_exercise_is_the_one_that_most_codes_are_of():
    form = encode("form", exercise("form").example)
    assert collect("", " ".join([*codes(people(3)), form])).exercise == "factors"
    with pytest.raises(ValueError, match="no code in this text"):
        collect("", "hello")


def test_parts_of_a_group_come_from_pastes_of_their_own():
    everybody = people(20)
    sent = codes(everybody)
    found, said = collect_round(
        "", {"Council": " ".join(sent[:8]), "Health": " ".join(sent[8:15])}, rest=" ".join(sent[15:])
    )
    assert found.whole == counted_answers("factors", everybody)
    assert found.groups["Health"] == counted_answers("factors", everybody[8:15])
    assert said == ()
    with pytest.raises(ValueError, match="more than one part"):
        collect_round("", {"Council": sent[0], "Health": sent[0]})


def test_workbooks_count_and_who_sent_a_code_too_counts_once():
    everybody = people(6)
    books = [Workbook.of({"factors": answers}, f"2026-11-25T10:00:0{n}.000Z") for n, answers in enumerate(everybody)]
    found = collect("factors", f"mine: {code_of('factors', books[0])}", books=[*books, Workbook()])
    assert found.counts() == counted_answers("factors", everybody)
    assert list(found.doubled) == [code_of("factors", books[0])]


def test_a_mark_follows_from_the_times_of_what_a_code_holds():
    changed = {"history": "2026-11-25T10:00:00.000Z", "pace": "2026-11-25T10:00:01.000Z"}
    mark = mark_of("factors", changed)
    assert mark == mark_of("factors", {**changed, "collaboration": "2026-11-25T10:00:07.000Z"})
    assert mark != mark_of("factors", {**changed, "pace": "2026-11-25T10:00:01.001Z"})
    assert mark_of("strategy", changed) == mark_of("factors", {})


# --- hands


def test_a_show_of_hands_is_typed_as_numbers():
    found = hands("factors", {"history": "0 1 3 6 2", "pace": [0, 1, 3, 6, 2, 4]})
    assert found.of("history") == (0, 1, 3, 6, 2, 0)
    assert found.of("pace") == (0, 1, 3, 6, 2, 4)
    assert found.people == 16
    assert hands("form", {"now": "1/2/3/4"}).of("now") == (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [({"history": "1 2"}, "Type 5 numbers for 'history', one for each answer, or 6"), ({"history": "one two"}, "as numbers"),
     ({"history": "1 2 3 -4 5"}, "as numbers"), ({"x": "1"}, "no question 'x'"), ({"history": "999999 1 1 1 1"}, "a room holds"),
     ({"history": [1, -2, 3, 4, 5]}, "cannot be people")],
)  # fmt: skip
def test_hands_that_cannot_be_counted_are_refused_with_a_sentence(typed, fault):
    with pytest.raises(ValueError, match=fault):
        hands("factors", typed)


# --- tables


def table(everybody, names, between=",", words=str):
    quoted = [f'"{names[key]}"' for key in KEYS]
    lines = [between.join(["Start time", *quoted, "Name"])]
    lines += [between.join(["2026-11-25", *(words(answers[key]) for key in KEYS), "=1+1"]) for answers in everybody]
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


WORDS = {
    **dict(enumerate(["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"], 1)),
    "unsure": "Not sure",
}


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize(
    "names",
    [{key: key for key in KEYS}, TEXTS, {key: f"Section 1 [{text[text.index(' ') + 1:]}]" for key, text in TEXTS.items()}],
    ids=["keys", "statements", "as forms export them"],
)  # fmt: skip
@pytest.mark.parametrize(
    "words", [str, WORDS.get, lambda value: f"{value} - {WORDS[value]}" if value != "unsure" else "NOT SURE", lambda value: f"{value}.0" if value != "unsure" else "unsure"]
)  # fmt: skip
def test_a_table_is_read_however_a_form_service_exports_it(between, names, words):
    everybody = people(9)
    tally = read_table(table(everybody, names, between, words))[""]
    match = match_columns("factors", tally.columns)
    assert dict(match.sure) == names
    assert match.left == ("Start time", "Name")
    found = counts_in(tally, "factors", match.sure)
    assert found.counts == counted_answers("factors", everybody)
    assert found.strange == {}


def test_a_column_that_looks_alike_is_offered_and_never_taken():
    names = {**TEXTS, "pace": "We take on no more at once than we can carry", "history": "Trust"}
    tally = read_table(table(people(5), names))[""]
    match = match_columns("factors", tally.columns)
    assert match.perhaps == {"pace": "We take on no more at once than we can carry"}
    assert match.missing == ("history",)
    assert "pace" not in match.sure
    said = match.sentences("factors")
    assert said[0].startswith("Is the column ‘We take on")
    assert said[1] == "There is no column for 1 question."


def test_what_is_no_answer_is_said_and_not_counted():
    strange = ["6", "Agree strongly", "4 – Disagree", "=4", "-4", "4.5", "44", "40%"]
    tally = Tally(12, {"Q": {"4": 4, **dict.fromkeys(strange, 1)}})
    found = counts_in(tally, "factors", {"history": "Q"})
    assert found.counts.of("history") == (0, 0, 0, 4, 0, 0)
    assert list(found.strange["history"]) == strange
    assert "‘6’ (1 time)" in found.sentences()[0]


def test_answers_in_words_may_begin_with_a_number():
    words = {"1 in 100": 2, "1 in 5": 1, "Never": 1, "100": 3}
    found = counts_in(Tally(7, {"Q": words}), "trust", {"misread": "Q"})
    assert found.counts.of("misread") == (1, 5, 0, 0, 1)


def test_none_is_an_answer_where_it_is_offered():
    tally = read_table("a,b\nNone,1\nDecisive,1\n")[""]
    found = counts_in(tally, "drivers", {"driver.money.strength": "a"})
    assert found.counts.of("driver.money.strength") == (1, 0, 0, 0, 1)


def test_tables_are_counted_by_the_parts_of_a_group():
    text = "Who,pace\nCouncil,4\nHealth,5\n,3\nCouncil,1\n"
    found = read_table(text, by="Who")
    assert {name: tally.rows for name, tally in found.items()} == {"Council": 2, "Health": 1, "": 1}
    assert found["Council"].columns == {"pace": {"1": 1, "4": 1}}


@pytest.mark.parametrize(
    ("text", "fault"),
    [("", "no table"), ("a,b", "no table"), ("x" * (MOST_LETTERS + 1), "at most"),
     ("a\n" + "1\n" * (MOST_ROWS + 1), "at most"), (",".join(f"c{n}" for n in range(MOST_COLUMNS + 1)) + "\n1", "can be read"),
     ("a,b\n" + "x" * 200_000 + ",1", "cannot be read"), ("a,b\n1,2\n1,2,3\n", "Line 3 of this table has more cells")],
    ids=["nothing", "one line", "long", "many lines", "many columns", "long cell", "more cells"],
)  # fmt: skip
def test_a_table_that_cannot_be_used_is_refused_with_a_sentence(text, fault):
    with pytest.raises(ValueError, match=fault):
        read_table(text)


@pytest.mark.parametrize(
    "text", [",Q1\n0,4\n1,5", "Q1,\n4,late\n5,", "sep=;\nQ1;\n4;late\n5;", '"sep=|"\r\nQ1|\r\n4|4;5\r\n5|', "\n\n;Q1\n,,;4\n;5"]
)  # fmt: skip
def test_a_column_without_a_name_is_not_counted(text):
    assert read_table(text)[""] == Tally(2, {"Q1": {"4": 1, "5": 1}})


MIDDLE = "9. Front-line staff, middle managers, and leaders all have a part in this."


@pytest.mark.parametrize(
    "text",
    [f"Name\t{MIDDLE}\n" + "P1\tAgree\n" * 6,
     f'"Name";"{MIDDLE}"\n' + "P1;Agree\n" * 6,
     f'"Name","{MIDDLE}"\n' + "P1,Agree\n" * 6,
     f"Name\t{MIDDLE}\n" + "P1\tAgree\t\n" + "P1\tAgree\t\n" + "P1\tAgree\n" * 4,
     f"\nName\t{MIDDLE}\n" + "P1\tAgree\n" * 6,
     f'Name;"Who said ""{MIDDLE}"", and why?"\n' + "P1;Agree\n" * 6],
)  # fmt: skip
def test_a_comma_in_a_question_ends_no_cell(text):
    tally = read_table(text)[""]
    assert list(map(dict, tally.columns.values())) == [{"P1": 6}, {"Agree": 6}]
    assert MIDDLE in list(tally.columns)[1]


def test_columns_of_one_name_are_refused_where_they_are_used():
    tally = read_table("Q1,Comments,Comments\n4,a,b")[""]
    assert tally == Tally(1, {"Q1": {"4": 1}}, ("Comments",))
    assert (tally + tally).doubled == ("Comments",)
    assert counts_in(tally, "factors", {"history": "Q1"}).counts.of("history") == (0, 0, 0, 1, 0, 0)
    with pytest.raises(ValueError, match="More than one column is called ‘Comments’"):
        counts_in(tally, "factors", {"history": "Comments"})
    with pytest.raises(ValueError, match="More than one column is called ‘Comments’"):
        read_table("Q1,Comments,Comments\n4,a,b", by="Comments")


@pytest.mark.parametrize(
    ("text", "line"),
    [("Q1,Q2\n1,2\n\n\n3,4\n1,2,3", 6), ("sep=,\nQ1,Q2\n1,2,3", 3), ('Q1,"Q\n2"\n1,2\n"1\n",2,3', 4)],
)
def test_a_line_with_too_many_cells_has_the_number_that_an_editor_shows(text, line):
    with pytest.raises(ValueError, match=f"Line {line} of this table has more cells"):
        read_table(text)


def test_a_column_of_names_is_no_part_of_a_group_and_no_rating():
    text = "Who,pace\n" + "\n".join(f"Person {n},{n}" for n in range(MOST_ANSWERS + 1))
    with pytest.raises(ValueError, match="too many for parts"):
        read_table(text, by="Who")
    with pytest.raises(ValueError, match="No column is called"):
        read_table(text, by="Where")
    tally = read_table(text)[""]
    assert tally.columns == {"Who": None, "pace": None}
    with pytest.raises(ValueError, match="too many different answers"):
        counts_in(tally, "factors", {"pace": "pace"})
    assert MOST_GROUPS < MOST_ANSWERS


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    for read in (
        read_table,
        lambda text: collect("factors", text),
        decode,
        lambda text: hands("factors", {"pace": text}),
    ):
        said = "."
        try:
            read(text)
        except ValueError as error:
            said = str(error)
        assert said.endswith((".", "?")), text


@given(st.lists(st.dictionaries(st.sampled_from("ab"), st.integers(0, 9).map(str), max_size=2), max_size=12), st.data())
def test_tallies_add_up_in_any_order(rows, data):
    def tally(some):
        whole = Tally(0, {"a": {}, "b": {}})
        for row in some:
            whole += Tally(1, {name: {value: 1} for name, value in row.items()})
        return whole

    cut = data.draw(st.integers(0, len(rows)))
    assert tally(rows[:cut]) + tally(rows[cut:]) == tally(rows[cut:]) + tally(rows[:cut]) == tally(rows)
