"""One exercise, many doors: form, findings and text agree, for good answers and for bad."""

import json
from html.parser import HTMLParser

import pytest
from findings.generated import HOSTILE, some_answers
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit import exercise, strategy
from collabkit.browser import answer
from collabkit.exercises import ORDER, catalogue
from collabkit.questions import Amount, Names, Text
from collabkit.render import html
from collabkit.render import text as plain

IDS = [one.id for one in catalogue()]


class Form(HTMLParser):
    """Reads a form as a browser would: which fields there are, what they hold, how they are named and described."""

    def __init__(self, markup):
        super().__init__()
        self.held, self.ids, self.described, self.labels, self.named, self.tags = {}, [], [], set(), [], []
        self.select, self.area = None, None
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        self.described += (values.get("aria-describedby") or "").split()
        if tag == "label" and "for" in values:
            self.labels.add(values["for"])
        if tag == "input" and "name" in values:  # a slider has none: the field beside it holds the answer
            self.named.append((values["name"], values.get("type"), values.get("id")))
            if values["type"] in ("radio", "checkbox"):
                if "checked" in values:
                    self.held.setdefault(values["name"], []).append(values["value"])
            else:
                self.held.setdefault(values["name"], []).append(values.get("value", ""))
        if tag == "select":
            self.select = values["name"]
            self.named.append((values["name"], tag, values.get("id")))
        if tag == "option" and "selected" in values:
            self.held.setdefault(self.select, []).append(values["value"])
        if tag == "textarea":
            self.area = values["name"]
            self.named.append((values["name"], tag, values.get("id")))
            self.held[self.area] = [""]

    def handle_data(self, data):
        if self.area:
            self.held[self.area][0] += data.removeprefix("\n") if not self.held[self.area][0] else data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None

    def answers(self):
        """What the page's script would keep."""
        many = {name for name, kind, _ in self.named if kind == "checkbox"} | {
            name
            for name, kind, _ in self.named
            if kind == "text" and sum(name == other for other, *_ in self.named) > 1
        }
        return {name: values if name in many else values[0] for name, values in self.held.items() if any(values)}


def test_every_exercise_has_its_place_in_the_order_of_the_course():
    assert sorted(ORDER) == sorted(IDS)


@pytest.mark.parametrize("id", IDS)
def test_the_worked_example_is_complete_and_says_something(id):
    one = exercise(id)
    reading = one.read(one.example)
    assert reading.problems == ()
    assert set(reading.answers) == set(one.example), "every answer of the example is asked for"
    findings = one.evaluate(one.example)
    assert findings.complete
    assert 20 <= len(findings.headline) <= 320
    assert findings.to_html()
    assert one.title in plain.example(one)


@pytest.mark.parametrize("id", IDS)
def test_every_exercise_states_its_facts(id):
    one = exercise(id)
    for fact in (one.title, one.purpose, one.asks, one.leaves_out, one.rests_on, one.story):
        assert len(fact) > 15
    assert 0 <= one.chapter <= 6
    assert 3 <= one.minutes <= 30


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("which", ["nothing", "example", "bad"])
def test_the_form_is_sound(id, which):
    one = exercise(id)
    answers = {"nothing": {}, "example": one.example, "bad": some_answers(one, 5, bad=0.5)}[which]
    form = Form(html.form(one, one.read(answers), asked=which == "bad"))
    assert len(form.ids) == len(set(form.ids)), "no id twice"
    assert set(form.described) <= set(form.ids), "every description is there"
    assert {ident for _, kind, ident in form.named if kind not in ("radio", "checkbox")} <= form.labels, (
        "every field has a label"
    )
    keys = {part.key for whole in one.questions(answers) for part in whole.fields()}
    assert {name for name, *_ in form.named} == keys, "each input's name is the question's own key"
    assert "script" not in form.tags
    assert "img" not in form.tags


@pytest.mark.parametrize("id", IDS)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(id):
    one = exercise(id)
    for seed in range(10):
        answers = some_answers(one, seed, bad=0.3)
        markup = html.form(one, one.read(answers))
        for problem in one.read(answers).wrong():
            assert f'id="{one.id}-{problem.key}-problem"' in markup
        held = Form(markup).answers()
        for whole in one.questions(answers):
            for part in whole.fields():
                if isinstance(part, Text | Amount) and part.key in answers:
                    assert held[part.key].strip() == str(answers[part.key]).strip()


@pytest.mark.slow
@pytest.mark.parametrize("id", IDS)
@settings(max_examples=100)
@given(seed=st.integers(0, 10**6), bad=st.sampled_from([0.0, 0.0, 0.3]))
def test_what_the_form_holds_says_the_same_again(id, seed, bad):
    """The page sends back what its form holds, as strings: they are the same answers and mean the same."""
    one = exercise(id)
    answers = some_answers(one, seed, bad=bad)
    reply = json.loads(answer(json.dumps({"exercise": id, "answers": answers})))
    again = json.loads(answer(json.dumps({"exercise": id, "answers": Form(reply["form"]).answers()})))
    if not bad:
        assert again["answers"] == reply["answers"]
        assert again["findings"] == reply["findings"]
        assert again["form"] == reply["form"]


@pytest.mark.parametrize("id", IDS)
def test_hostile_words_in_every_field_never_become_markup(id):
    one = exercise(id)
    answers = dict(one.example)
    for _ in range(2):
        for part in (part for whole in one.questions(answers) for part in whole.fields()):
            answers[part.key] = [HOSTILE + str(n) for n in range(3)] if isinstance(part, Names) else HOSTILE
        for markup in (
            html.form(one, one.read(answers), asked=True),
            one.evaluate(answers).to_html(),
            str(html.answered(one.read(answers))),
        ):
            tags = Form(markup).tags
            assert "script" not in tags
            assert "img" not in tags


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("given", [None, [], "text", 3, {"": ""}, {"partners": None}, {"partners": {"a": []}}])
def test_anything_at_all_gets_a_sentence(id, given):
    findings = exercise(id).evaluate(given)
    assert findings.to_text().strip()


def test_an_unknown_exercise_is_named_with_those_there_are():
    with pytest.raises(LookupError, match=r"no exercise called 'degrees'.*degree"):
        exercise("degrees")


@pytest.mark.parametrize("id", [one.id for one in catalogue() if not strategy.gathers(one)])
def test_an_answer_is_read_once(id, monkeypatch):
    """Form, findings and announcement are made from one sitting: the exercise is asked for its questions a single time."""
    one, asked = exercise(id), []
    ask = type(one).ask
    monkeypatch.setattr(type(one), "ask", lambda self, answers: asked.append(id) or ask(self, answers))
    answer(json.dumps({"exercise": id, "answers": dict(one.example), "asked": True}))
    assert asked == [id]
