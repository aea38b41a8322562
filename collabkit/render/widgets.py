"""The notebook door: the same questions as ipywidgets, and the same findings beneath.

Only those widgets are used whose markup is sound for a keyboard and a screen reader (text, text area, dropdown,
checkbox, button); sliders have no name and radio buttons no group. This is the one file that imports ipywidgets.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import ipywidgets

from collabkit.exercises import Answers, Exercise, Workbook
from collabkit.look import notebook_css
from collabkit.markup import Html, element, join
from collabkit.questions import Amount, Choice, Choices, Grid, Json, Names, Question, Rating, Text, is_blank
from collabkit.render import html, text
from collabkit.render.html import places

WIDE: Final = ipywidgets.Layout(width="100%", max_width="42rem", height="auto", flex_flow="column")


def _words(words: str) -> str:
    """Return words as a label, which ipywidgets would otherwise read as HTML."""
    return str(join(words))


class LiveForm:
    """An exercise in use: its fields, the answers so far, and what they mean.

    Attributes:
        exercise: whose questions are asked.
        raw: the answers as they were typed, by key.
        fields: for each key its widgets (one, or one for each option or place).
        findings_view: the findings as HTML, drawn anew after each change.
        view: everything, to be shown.
    """

    def __init__(self, exercise: Exercise, answers: Answers | None = None, workbook: Workbook | None = None) -> None:
        """Build the form as it stands after these answers; one that gathers also takes the other exercises' answers."""
        self.exercise = exercise
        self.workbook: Workbook = workbook or {}
        self.raw: dict[str, Json] = dict(answers or {})
        self.fields: dict[str, list[Any]] = {}
        self.problem_views: dict[str, Any] = {}
        self.findings_view = ipywidgets.HTML(layout=ipywidgets.Layout(max_width="42rem"))
        self.form = ipywidgets.VBox()
        self.confirm = ipywidgets.VBox()
        self.view = ipywidgets.VBox(
            [ipywidgets.HTML(str(self._heading())), self.form, self._buttons(), self.confirm, self.findings_view]
        )
        self.view.add_class("collabkit")
        self._shape: tuple[str, ...] | None = None
        self._quiet = False
        self._refresh()

    @property
    def answers(self) -> dict[str, Json]:
        """The answers as JSON, the same as the page keeps."""
        return self.exercise.read(self.raw).answers

    def _heading(self) -> Html:
        heading = element("h3", self.exercise.title)
        return join(element("style", Html(notebook_css())), heading, element("p", self.exercise.purpose))

    def _buttons(self) -> Any:
        example = ipywidgets.Button(description="Fill in the example")
        clear = ipywidgets.Button(description="Clear my answers")
        example.on_click(lambda _: self._ask_first("Put the example in place of your answers?", self.exercise.example))
        clear.on_click(lambda _: self._ask_first("Clear all your answers?", {}))
        return ipywidgets.HBox([example, clear])

    def _ask_first(self, question: str, answers: Answers) -> None:
        """Replace the answers; ask first where some would be lost."""
        if not any(not is_blank(value) for value in self.raw.values()):
            self.fill(answers)
            return
        yes, no = ipywidgets.Button(description="Yes, replace them"), ipywidgets.Button(description="No, keep mine")
        yes.on_click(lambda _: self.fill(answers))
        no.on_click(lambda _: setattr(self.confirm, "children", ()))
        self.confirm.children = (ipywidgets.HTML(_words(question)), ipywidgets.HBox([yes, no]))

    def fill(self, answers: Answers) -> None:
        """Put these answers in place of all others."""
        self.raw = dict(answers)
        self.confirm.children = ()
        self._shape = None
        self._refresh()

    def _refresh(self) -> None:
        """Draw the problems and the findings anew, and the fields where other questions are asked now."""
        questions = self.exercise.questions(self.raw)
        shape = tuple(self._signature(question) for question in questions)
        if shape != self._shape:
            self._shape = shape
            self._build(questions)
        problems = {problem.key: problem.sentence for problem in self.exercise.read(self.raw).wrong()}
        for key, view in self.problem_views.items():
            view.value = str(element("p", problems[key], class_="problem")) if key in problems else ""
        self.findings_view.value = str(
            element("div", self.exercise.evaluate(self.raw, self.workbook).to_html(), class_="findings")
        )

    def _signature(self, question: Question) -> str:
        """Say what makes the fields of a question: they are built anew only when this changes."""
        if isinstance(question, Names):
            return f"{question.key}:{len(places(question, self.raw.get(question.key)))}"
        return "|".join(f"{part.key}={part.text}" for part in question.fields()) or question.key

    def _build(self, questions: tuple[Question, ...]) -> None:
        self.fields, self.problem_views = {}, {}
        children: list[Any] = []
        for question in questions:
            if question.section:
                children.append(ipywidgets.HTML(str(element("h4", question.section))))
            children += self._parts(question)
        self.form.children = tuple(children)

    def _parts(self, question: Question) -> list[Any]:
        if isinstance(question, Grid):
            return self._grid(question)
        note = [ipywidgets.HTML(str(element("p", question.help, class_="help")))] if question.help else []
        problem = ipywidgets.HTML()
        self.problem_views[question.key] = problem
        widgets = BUILDERS[type(question)](self, question)
        self.fields[question.key] = widgets
        heading = [ipywidgets.HTML(str(element("p", question.text, class_="asked")))] if len(widgets) > 1 else []
        return [*heading, *note, *widgets, problem]

    def _grid(self, grid: Grid) -> list[Any]:
        words = grid.text if grid.rows else grid.missing or grid.text
        parts: list[Any] = [ipywidgets.HTML(str(element("p", words, class_="asked")))]
        for cell in grid.fields():
            parts += self._parts(cell)
        return parts

    def _watch(self, widget: Any, read: Callable[[], Json], key: str) -> Any:
        """Keep the answer whenever a person or a program sets the widget's value."""

        def changed(_: object) -> None:
            self.raw[key] = read()
            self._refresh()

        widget.observe(changed, names="value")
        return widget

    def one(self, question: Question, make: Callable[..., Any], value: Any, **options: Any) -> list[Any]:
        """Build a question that is one widget, with its words as the widget's own label."""
        widget = make(value=value, description=_words(question.text), layout=WIDE, **options)
        return [self._watch(widget, lambda: widget.value, question.key)]


def _typed(live: LiveForm, question: Question) -> str:
    raw = live.raw.get(question.key)
    if raw is None:
        return ""
    return f"{raw:.15g}" if isinstance(raw, float) else str(raw)


def _text(live: LiveForm, question: Text) -> list[Any]:
    make = ipywidgets.Textarea if question.long else ipywidgets.Text
    return live.one(question, make, _typed(live, question))


def _amount(live: LiveForm, question: Amount) -> list[Any]:
    return live.one(question, ipywidgets.Text, _typed(live, question), placeholder=question.unit)


def _dropdown(
    live: LiveForm, question: Question, options: tuple[tuple[str, str], ...], *, numbered: bool = False
) -> list[Any]:
    lines = [("Choose", ""), *((f"{v} {words}" if numbered and v.isdigit() else words, v) for v, words in options)]
    typed = _typed(live, question)
    return live.one(question, ipywidgets.Dropdown, typed if typed in dict(options) else "", options=lines)


def _rating(live: LiveForm, question: Rating) -> list[Any]:
    return _dropdown(live, question, question.scale.choices(), numbered=question.numbered)


def _choice(live: LiveForm, question: Choice) -> list[Any]:
    return _dropdown(live, question, question.options)


def _choices(live: LiveForm, question: Choices) -> list[Any]:
    raw = live.raw.get(question.key)
    chosen = [raw] if isinstance(raw, str) else raw if isinstance(raw, list | tuple) else []
    boxes = [
        ipywidgets.Checkbox(
            value=value in chosen, description=_words(words), indent=False, layout=ipywidgets.Layout(width="100%")
        )
        for value, words in question.options
    ]

    def read() -> list[str]:
        return [value for (value, _), box in zip(question.options, boxes, strict=True) if box.value]

    return [live._watch(box, read, question.key) for box in boxes]  # noqa: SLF001 - the form's own builder


def _names(live: LiveForm, question: Names) -> list[Any]:
    noun = question.noun.capitalize()
    boxes = [
        ipywidgets.Text(value=name, description=f"{noun} {place}", layout=WIDE)
        for place, name in enumerate(places(question, live.raw.get(question.key)), 1)
    ]
    return [live._watch(box, partial(_values, boxes), question.key) for box in boxes]  # noqa: SLF001 - the form's own builder


def _values(boxes: list[Any]) -> list[str]:
    return [box.value for box in boxes]


BUILDERS: Final[dict[type[Question], Callable[..., list[Any]]]] = {
    Text: _text,
    Amount: _amount,
    Rating: _rating,
    Choice: _choice,
    Choices: _choices,
    Names: _names,
}


def mimebundle(exercise: Exercise) -> dict[str, object]:
    """Return the exercise in three forms: the live form, the worked example as HTML, and as plain text."""
    live = LiveForm(exercise)
    shown: dict[str, object] = {
        "text/plain": text.example(exercise),
        "text/html": str(element("div", element("h3", exercise.title), html.example(exercise), class_="collabkit")),
    }
    view = live.view._repr_mimebundle_() or {}
    shown.update({kind: value for kind, value in view.items() if kind not in shown})
    return shown
