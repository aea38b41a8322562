"""The workshop's doors: a code at the end of an exercise, and the group's findings from a paste."""

import json
import re

import pytest

from collabkit.browser import answer
from collabkit.exercises import catalogue, exercise
from collabkit.render import response_code
from collabkit.render.notebook import LIVE
from collabkit.workbook import Workbook
from collabkit.workshop import counted_answers, decode, encode, find_codes, group
from collabkit.workshop.collected import code_of
from collabkit.workshop.items import LATEST

TIME = "2026-11-25T10:00:00.000Z"
PEOPLE = [{"history": 1 + n % 5, "pace": 4, "vision": 5 if n % 2 else 1} for n in range(12)]


def ask(**asked):
    return json.loads(answer(json.dumps(asked)))


def code_in(reply):
    return re.findall(r'<code id="[a-z-]+-code">([^<]+)</code>', reply["code"])


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_every_exercise_that_can_be_rated_ends_with_its_code(one):
    book = Workbook.of({one.id: one.example}, TIME)
    asked = {"exercise": one.id, "answers": book.answers(one.id), "workbook": book.to_json()}
    reply = ask(**asked, changed=dict(book.exercises[one.id].changed))
    assert bool(reply["code"]) == (one.id in LATEST) == bool(response_code.door(one))
    if one.id in LATEST:
        assert code_in(reply) == [code_of(one.id, book)], "the same as from the workbook"
        assert decode(code_of(one.id, book)).exercise == one.id
        assert "data-copy" in reply["code"]
        assert "not secret" in reply["code"]
    assert ask(**asked, changed="x")["form"], "what is sent wrongly costs the code's mark, not the findings"


def test_there_is_no_code_until_something_is_rated():
    for answers in ({}, {"collaboration": "Steady Brackendale"}, {"history": 9}):
        assert ask(exercise="factors", answers=answers)["code"] == ""
    assert decode(code_in(ask(exercise="factors", answers={"history": 4}))[0]).answers == {"history": 4}


def test_a_code_holds_nothing_that_was_written():
    secret = {"history": 4, "collaboration": "Steady Brackendale"}
    assert code_in(ask(exercise="factors", answers=secret)) == code_in(ask(exercise="factors", answers={"history": 4}))


def test_the_page_and_the_notebook_send_the_times_that_the_mark_is_made_of():
    live, book = ((LIVE / name).read_text(encoding="utf-8") for name in ("live.js", "book.js"))
    assert "changed = this.code ? this.store.changed(this.id) : undefined" in live
    assert "changed (id) { return this.book.exercises[id]?.changed ?? {} }" in book


def test_a_paste_becomes_the_groups_findings():
    codes = [encode("factors", answers, n) for n, answers in enumerate(PEOPLE)]
    reply = ask(kind="group", text="the chat: " + " and ".join(codes) + " " + codes[0])
    assert reply["announce"] == group(counted_answers("factors", PEOPLE)).headline
    assert (reply["exercise"], reply["people"]) == ("factors", 12)
    assert reply["said"] == [
        [f"{codes[0]} came 2 times and counts once. If more people share it, say how many they are."]
    ]
    assert "<svg" in reply["findings"]
    assert not find_codes(reply["findings"]).codes, "nobody's own answers are among them"


def test_parts_hands_shared_codes_and_a_second_round_come_with_the_paste():
    codes = [encode("factors", answers, n) for n, answers in enumerate(PEOPLE)]
    second = {"text": codes[0], "alike": {codes[0]: 7}, "hands": {"history": "1 1 1 1 1"}}
    reply = ask(
        kind="group",
        exercise="factors",
        text=" ".join(codes[6:]),
        parts={"<Council>": " ".join(codes[:6])},
        second=second,
    )
    assert reply["people"] == 12
    assert "The broken outlines are the round before." in reply["findings"]
    assert reply["said"][1] == [f"{codes[0]} counts 7 times, as you said."]
    assert "<Council>" not in reply["findings"]
    first = ask(kind="group", exercise="factors", text=" ".join(codes[6:]), parts={"<Council>": " ".join(codes[:6])})
    assert "&lt;Council&gt;" in first["findings"]


@pytest.mark.parametrize(
    "asked",
    [{}, {"text": "hello"}, {"text": 7}, {"exercise": "strategy", "text": ""}, {"exercise": "factors", "hands": {"x": "1"}},
     {"exercise": "factors", "hands": {"history": "<script>"}}, {"text": "A" * 1_000_001}, {"parts": {" ": "KRWV93-7B46PM-EFA2H1"}},
     {"parts": 3, "alike": 4, "hands": [], "second": 9}],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_a_sentence(asked):
    reply = ask(kind="group", **asked)
    assert list(reply) == ["refused"]
    assert reply["refused"].endswith(".")


def test_fewer_than_five_are_shown_nothing():
    codes = " ".join(encode("factors", answers, n) for n, answers in enumerate(PEOPLE[:4]))
    reply = ask(kind="group", text=codes)
    assert "too few answers" in reply["announce"]
    assert "<table" not in reply["findings"]


def test_the_worked_example_has_a_code_too():
    assert code_in(ask(exercise="factors", answers="example")) == [encode("factors", exercise("factors").example)]
