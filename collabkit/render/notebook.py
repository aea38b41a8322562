"""The notebook door: the page's own form and findings in one widget, answered by the kernel's Python.

The widget (an anywidget, which is an ipywidgets ``DOMWidget``) carries three things to the browser once: a script, a
style, and the form before anything is answered, as a page has it: the browser fills in the answers as they stand, which
it is told anew each time. After that the browser sends what changed and asks what it means; both go
through the function that the page's worker calls too (``collabkit.browser.answer``, handed in by the package's face,
because it stands above this room). The scripts are the page's own
(``collabkit/live``): anywidget takes a single text, so they are joined into one module, which is why those files import
by name only and share no name at their top level.

Answers are kept in the workbook's file beside the notebooks, so that running a cell again, restarting the kernel or
opening another notebook finds them. This is the one file that imports anywidget and ipywidgets.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import anywidget
import traitlets

from collabkit import look, strategy
from collabkit.document import file_name, strategy_document
from collabkit.exercises import Exercise, Inside
from collabkit.exercises.context import SHARED
from collabkit.findings import Findings
from collabkit.markup import Html, element
from collabkit.questions import Json
from collabkit.render import html, response_code
from collabkit.render.documents import FORMATS, Format, write
from collabkit.render.example import forms
from collabkit.render.png import to_png
from collabkit.render.script_words import LIVE, with_words
from collabkit.translation import LANGUAGE, catalogue, say
from collabkit.workbook import Workbook, here, now
from collabkit.workbook_file import WorkbookFile

SCRIPTS: Final = (
    "say", "idiomorph", "protocol", "sentences", "fields", "groups", "paste", "sliders", "voice", "at-once", "workbook", "book",
    "live", "host", "notebook",
)  # fmt: skip
"""The modules of one bundle, each after those that it imports."""


def show_words_whole() -> None:
    """Have pandas show all the words of a table's cell: it leaves off what comes after fifty letters of a reader's own."""
    if find_spec("pandas"):
        import pandas as pd  # not before somebody looks inside: it takes half a second

        pd.set_option("display.max_colwidth", None)


@cache
def bundle() -> str:
    """Join the scripts into one module: imports and exports between them fall away, the last export stays.

    >>> "import {" in bundle(), bundle().count("export ")
    (False, 1)
    """
    saying, *others = ((LIVE / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    joined = "\n".join((with_words(saying, others, catalogue(LANGUAGE)), *others))
    joined = re.sub(r"(?m)^import .*$", "", joined)
    joined = re.sub(r"(?m)^export \{.*\}$", "", joined)
    return re.sub(r"(?m)^export (?=async|function|class|const|let)", "", joined)


@cache
def styles() -> str:
    """Return the style of a form in a root of its own: the page's tokens, words, controls and exercise.

    A page asks how wide the window is; an output of a notebook is narrower, so here it is asked how wide the form is.
    """
    shared = "".join((LIVE / name).read_text(encoding="utf-8") for name in ("shared.css", "exercise.css"))
    return look.notebook_css() + re.sub(r"@media \((max|min)-width", r"@container (\1-width", shared)


def _placed(content: bytes, path: Path) -> Path:
    """Write a new file, with a number where the name is taken: somebody may have gone on in what is there."""
    free, number = path, 1
    while True:
        try:
            with free.open("xb") as file:
                file.write(content)
        except FileExistsError:
            number += 1
            free = path.with_stem(f"{path.stem} {number}")
        else:
            return free


class Answers(traitlets.Dict):
    """Answers that are handed out as a copy: whoever changes it has changed nothing yet, and is heard on setting it."""

    def get(self, obj: Any, cls: Any = None) -> Any:
        """Return a copy, the lists in it too."""
        return deepcopy(super().get(obj, cls))


class LiveForm(anywidget.AnyWidget):
    """An exercise in use, in a notebook.

    It is a widget like any other: it can stand in an ``HBox``, be linked and be observed.

    Attributes:
        answers: the answers so far, as JSON; setting them puts them in place of all others and draws the form anew.
        exercise: whose questions are asked.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _styles = traitlets.Unicode().tag(sync=True)
    section = traitlets.Unicode().tag(sync=True)
    shared: Any = traitlets.List().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)
    exercise_id = traitlets.Unicode().tag(sync=True)
    book = traitlets.Unicode().tag(sync=True)
    state = traitlets.Unicode().tag(sync=True)
    kept_in = traitlets.Unicode().tag(sync=True)
    damaged = traitlets.Unicode().tag(sync=True)
    answers = Answers()

    def __init__(
        self, exercise: Exercise, file: WorkbookFile, answer: Callable[[str], str], *, model_id: str | None = None
    ) -> None:
        """Build the form, and say how the answers in the workbook's file stand.

        Args:
            exercise: whose questions are asked.
            file: where answers are kept.
            answer: works out what answers mean (``collabkit.browser.answer``).
            model_id: a name for the widget's model, where there is only one such form in this kernel: outputs are then
                the same each time, and a cell that is run again shows the same form.
        """
        self.exercise = exercise
        self.file = file
        self.answer = answer
        where = hashlib.sha256(str(file.path).encode()).hexdigest()[:12]
        super().__init__(
            **({"model_id": model_id} if model_id else {}),
            _esm=bundle(),
            _styles=styles(),
            section=str(self._frame()),
            shared=list(SHARED),
            place=where,
            exercise_id=exercise.id,
            kept_in=file.path.name if file.path else "",
        )
        self._tell()
        file.watchers.append(self._tell)
        self.on_msg(self._heard)

    def close(self) -> None:
        """Close the form, which is told nothing any more; the answers stay, and the exercise can be shown again."""
        if self._tell in self.file.watchers:
            self.file.watchers.remove(self._tell)
        super().close()

    def __getattr__(self, name: str) -> Any:
        """Answer for the exercise too: ``form.title``, ``form.example``, ``form.evaluate(answers)``."""
        if name.startswith("_") or name in {"exercise", "file", "answer"}:
            raise AttributeError(name)
        return getattr(self.exercise, name)

    @property
    def findings(self) -> Findings:
        """What the answers mean."""
        self.file.refresh()
        return strategy.means(self.exercise, self.exercise.read(self._given()), self.file.book)

    def look_inside(self) -> Inside:
        """Return what the answers mean; where there are none, what those of the worked example mean."""
        show_words_whole()
        self.file.refresh()
        return strategy.look_inside(self.exercise, self.file.book)

    def document(self, to: Format = "docx") -> Path:
        """Write the strategy as it stands into a file beside the workbook, and return where it is.

        Args:
            to: ``docx`` for Word, ``html`` to read and print, or ``md`` for Markdown.

        Raises:
            ValueError: it is none of these.
        """
        if to not in FORMATS:
            raise ValueError(say("A strategy is written as docx, html or md, and not as {format}.", format=to))
        self.file.refresh()
        time = here(now())
        folder = self.file.path.parent if self.file.path else Path()
        name = folder / file_name(self.file.book, time, to, "strategy")
        return _placed(write(strategy_document(self.file.book, time), to, to_png), name)

    def _given(self) -> dict[str, Json]:
        return self.file.book.answers(self.exercise.id)

    def _frame(self) -> Html:
        one = self.exercise
        return element(
            "div",
            element(
                "section",
                element("h2", one.title),
                element("p", one.purpose, class_="purpose"),
                Html(html.form(one, one.read({}), level=3)),
                element("div", element("h3", say("What your answers say")), element("div", data_findings=True), class_="findings"),
                response_code.door(one),
                element("p", role="status", class_="visually-hidden"),
                class_="exercise",
                data_exercise=one.id,
                data_state="static",
                aria_label=one.title,
            ),
            class_="collabkit-body",
        )  # fmt: skip

    def _tell(self) -> None:
        """Let views and those who observe know how the answers stand."""
        book, id = self.file.book, self.exercise.id
        mine = Workbook(book.shared, {id: book.exercises[id]} if id in book.exercises else {})
        self.book = json.dumps(mine.to_json())
        self.state = self.file.state
        self.damaged = self.file.damaged
        self.set_trait("answers", self.exercise.read(self._given()).answers)

    @traitlets.observe("answers")
    def _answers_set(self, change: Any) -> None:
        """Keep answers that a line of Python set; those that came through the form are kept already.

        They take the place of what this exercise asks for, before or after, and of nothing else: what other exercises
        share stays, and so does what is kept of a question that other answers took away. No answers at all clear that too.
        """
        new, given = change["new"], self._given()
        before, after = self.exercise.read(given), self.exercise.read(new)
        if new == before.answers:
            return
        asked = {part.key for sitting in (before, after) for whole in sitting.questions for part in whole.fields()}
        gone = [key for key in given if key in asked or not (new or key in SHARED)]
        try:
            self.file.change(self.file.book.with_answers(self.exercise.id, {**dict.fromkeys(gone), **new}))
        finally:  # also where they cannot be kept: then the answers are again what they were
            self._tell()

    def _heard(self, _: object, message: dict[str, Any], __: object) -> None:
        """Answer a view: it tells of changes, or asks what answers mean."""
        reply: dict[str, Any] = {"view": message.get("view"), "number": message.get("number")}
        try:
            if message["kind"] == "change":
                changes = Workbook.load(message["book"])
                try:
                    self.file.change(changes)
                finally:  # also where somebody's own observer went wrong
                    reply["kept"] = self.file.state == "kept"
            elif message["kind"] == "ask":
                reply["answer"] = json.loads(self.answer(json.dumps(self._question(message["question"]))))
        except Exception as error:  # noqa: BLE001 - the view says that something went wrong, and keeps what was typed
            reply["error"] = repr(error)
        self.send(reply)

    def _question(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.file.refresh()
        book = self.file.book.to_json() if strategy.gathers(self.exercise) else None
        return {**asked, "exercise": self.exercise.id, "workbook": book}

    def _repr_mimebundle_(self, **about: Any) -> tuple[dict[str, object], dict[str, object]]:
        """Show the live form, and for those who cannot run it the worked example as HTML and as text."""
        self.file.refresh()
        shown: Any = super()._repr_mimebundle_(**about) or {}
        data, more = shown if isinstance(shown, tuple) else (shown, {})
        return {**data, **forms(self.exercise)}, more
