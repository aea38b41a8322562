"""One exercise, many doors: the page's form, the notebook's widgets and the text agree, for good answers and for bad."""

import json
from html.parser import HTMLParser

import pytest
from findings.generated import HOSTILE, some_answers
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit import exercise
from collabkit.browser import answer
from collabkit.exercises import catalogue
from collabkit.questions import Amount, Choices, Names, Text
from collabkit.render import html
from collabkit.render import text as plain
from collabkit.render.widgets import LiveForm

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
        if tag == "input":
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
    form = Form(html.form(one, answers, asked=which == "bad"))
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
        markup = html.form(one, answers)
        for problem in one.read(answers).wrong():
            assert f'id="{one.id}-{problem.key}-problem"' in markup
        held = Form(markup).answers()
        for whole in one.questions(answers):
            for part in whole.fields():
                if isinstance(part, Text | Amount) and part.key in answers:
                    assert held[part.key].strip() == str(answers[part.key]).strip()


@pytest.mark.parametrize("id", IDS)
@settings(max_examples=100)
@given(seed=st.integers(0, 10**6), bad=st.sampled_from([0.0, 0.0, 0.3]))
def test_page_and_notebook_give_the_same_answers_and_the_same_findings(id, seed, bad):
    one = exercise(id)
    answers = some_answers(one, seed, bad=bad)
    reply = json.loads(answer(json.dumps({"exercise": id, "answers": answers})))
    live = LiveForm(one, answers)
    assert live.answers == reply["answers"]
    assert live.findings_view.value == f'<div class="findings">{reply["findings"]}</div>'
    if not bad:
        # What the page's form then holds, as strings, says the same again.
        again = json.loads(answer(json.dumps({"exercise": id, "answers": Form(reply["form"]).answers()})))
        assert again["answers"] == reply["answers"]
        assert again["findings"] == reply["findings"]


@pytest.mark.parametrize("id", IDS)
def test_setting_widgets_one_by_one_gives_what_the_page_gives(id):
    one = exercise(id)
    live = LiveForm(one)
    for _ in range(3):  # an answer may bring further questions
        for whole in one.questions(live.raw):
            for part in whole.fields():
                set_widgets(live, part, one.example.get(part.key))
    reply = json.loads(answer(json.dumps({"exercise": id, "answers": "example"})))
    assert live.answers == reply["answers"]
    assert live.findings_view.value == f'<div class="findings">{reply["findings"]}</div>'


def set_widgets(live, part, value):
    if value is None or part.key not in live.fields:
        return
    if isinstance(part, Names):
        for place, name in enumerate(value):
            live.fields[part.key][place].value = name
    elif isinstance(part, Choices):
        for (option, _), box in zip(part.options, live.fields[part.key], strict=True):
            box.value = option in value
    else:
        live.fields[part.key][0].value = str(value)


def test_a_bad_answer_typed_into_a_widget_is_named_beside_it_and_can_be_mended():
    live = LiveForm(exercise("outturns"))
    live.fill(exercise("outturns").example)
    live.fields["cost"][0].value = "lots"
    assert "‘lots’" in live.problem_views["cost"].value
    assert live.answers["cost"] == "lots"
    live.fields["cost"][0].value = "5"
    assert live.problem_views["cost"].value == ""
    assert live.answers["cost"] == 5


def test_the_widgets_are_those_whose_markup_is_sound():
    sound = {"Text", "Textarea", "Dropdown", "Checkbox"}
    for one in catalogue():
        live = LiveForm(one, one.example)
        assert {type(widget).__name__ for widgets in live.fields.values() for widget in widgets} <= sound


def test_example_and_clear_ask_before_they_replace_answers():
    live = LiveForm(exercise("factors"))
    example, clear = live.view.children[2].children
    example.click()
    assert live.answers == exercise("factors").read(exercise("factors").example).answers
    clear.click()
    assert live.answers, "nothing is cleared before it was confirmed"
    yes, _no = live.confirm.children[1].children
    yes.click()
    assert live.answers == {}


@pytest.mark.parametrize("id", IDS)
def test_hostile_words_in_every_field_never_become_markup(id):
    one = exercise(id)
    answers = dict(one.example)
    for _ in range(2):
        for part in (part for whole in one.questions(answers) for part in whole.fields()):
            answers[part.key] = [HOSTILE + str(n) for n in range(3)] if isinstance(part, Names) else HOSTILE
        for markup in (
            html.form(one, answers, asked=True),
            one.evaluate(answers).to_html(),
            str(html.answered(one, answers)),
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
