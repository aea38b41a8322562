"""The page door: questions as a real HTML form that works before any script does.

Native inputs, labels and fieldsets; help, problems and echoes (how an answer was read, where that needs saying) tied to
their field. Every field has an id that stays the same from one drawing to the next, so that a script can lay new HTML
over old and find each field again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import pairwise
from typing import Final

from collabkit import numbers, strategy
from collabkit.exercises import Exercise
from collabkit.findings import Findings
from collabkit.markup import Html, element, join
from collabkit.questions import (
    Amount,
    AnswerError,
    Choice,
    Choices,
    Grid,
    Json,
    Names,
    Problem,
    Question,
    Questions,
    Rating,
    Row,
    Text,
    is_blank,
)
from collabkit.render import blocks_html, needs, room
from collabkit.render.explained import explained
from collabkit.sitting import Sitting
from collabkit.translation import say
from collabkit.wording import shortened

MOST_RADIOS: Final = 7
"""A choice among more is a list to open."""

LINES: Final = 3
"""Lines that a field for a paragraph begins with."""

NOT_OFFERED: Final = say("Not offered any more")
"""What stands for a kept answer that other answers took away from those offered."""

FITS_A_LINE: Final = 40
"""A field for words longer than this grows with them, so that nothing typed is out of sight, on screen or on paper."""

FEW_GROUPS: Final = 2
"""Up to so many groups of questions stand open from the start; where there are more, or will be, a button opens or folds all."""

HINT: Final = 150
"""Letters of what a folded group asks; a line has room for no more."""

SPARE_PLACES: Final = 12
"""Places drawn beyond those allowed; a longer paste stands together in the last, and none of it is lost."""


class Form:
    """One form in the making: knows the answers and the problems, and names ids after the exercise."""

    def __init__(self, id: str, sitting: Sitting, *, asked: bool = False) -> None:
        """Take the answers; ``asked`` also shows what is still missing."""
        self.exercise = id
        self.given: Mapping[str, Json] = sitting.given
        self.problems: dict[str, Problem] = {
            problem.key: problem
            for problem in sitting.problems
            if problem.kind == "wrong" or asked or not is_blank(sitting.given.get(problem.key))
        }

    def id(self, key: str, part: str = "") -> str:
        """Return an id that is alone on a page."""
        return f"{self.exercise}-{key}{'-' + part if part else ''}"

    def address(self, questions: Questions, key: str) -> str | None:
        """Return the id of a question, or of a cell of a grid; None where it is not asked yet."""
        if any(whole.key == key for whole in questions):
            return self.id(key, "set")
        return self.id(key) if any(part.key == key for whole in questions for part in whole.fields()) else None

    def typed(self, question: Question[Json]) -> str:
        """Return what was answered, as it was typed."""
        raw = self.given.get(question.key)
        if raw is None:
            return ""
        return numbers.digits(raw) if isinstance(raw, float) else str(raw)

    def described_by(self, question: Question[Json]) -> str | None:
        """Name the help, the echo and the problem of a field."""
        parts = [self.id(question.key, "help")] if question.help else []
        if self.echoed(question):
            parts.append(self.id(question.key, "echo"))
        if question.key in self.problems:
            parts.append(self.id(question.key, "problem"))
        return " ".join(parts) or None

    def invalid(self, question: Question[Json]) -> str | None:
        """Mark a field whose answer cannot be used."""
        problem = self.problems.get(question.key)
        return "true" if problem and problem.kind == "wrong" else None

    def help(self, question: Question[Json]) -> Html | None:
        """Write the help, if there is any."""
        return explained(question, self.id(question.key, "help"))

    def echoed(self, question: Question[Json]) -> str:
        """Say how the answer was read, where that is not plainly what stands in the field."""
        return question.echo(self.given.get(question.key))

    def echo(self, question: Question[Json]) -> Html | None:
        """Write how the answer was read, where that needs saying."""
        said = self.echoed(question)
        return element("p", said, class_="echo", id=self.id(question.key, "echo")) if said else None

    def problem(self, question: Question[Json]) -> Html | None:
        """Write what is wrong, if anything is."""
        problem = self.problems.get(question.key)
        if problem is None:
            return None
        return element("p", problem.sentence, class_=f"problem {problem.kind}", id=self.id(question.key, "problem"))

    def set_of(self, question: Question[Json], kind: str, *content: Html) -> Html:
        """Put several inputs under one question."""
        return element(
            "fieldset",
            element("legend", question.text),
            self.help(question),
            *content,
            self.echo(question),
            self.problem(question),
            class_=f"question {kind}",
            id=self.id(question.key, "set"),
            aria_describedby=self.described_by(question),
            data_shared=question.shared,
        )

    def field(self, question: Question[Json], kind: str, control: Html) -> Html:
        """Put one input under its label."""
        return element(
            "div",
            element("label", question.text, for_=self.id(question.key)),
            self.help(question),
            control,
            self.echo(question),
            self.problem(question),
            class_=f"question {kind}",
            id=self.id(question.key, "set"),
            data_shared=question.shared,
        )

    def radios(self, question: Question[Json], options: tuple[tuple[str, str], ...], numbered: bool) -> Html:
        """Write a radio button for each option, each a large target with its words."""
        chosen = self.typed(question)
        labels = [
            element(
                "label",
                element(
                    "input",
                    type="radio",
                    id=self.id(question.key, value),
                    name=question.key,
                    value=value,
                    checked=value == chosen,
                    aria_invalid=self.invalid(question),
                ),
                element("span", f"{value} {words}" if numbered and value.isdigit() else words),
            )
            for value, words in offered(options, [chosen])
        ]
        return element("div", *labels, class_="scale" if isinstance(question, Rating) else "options")

    def select(self, question: Question[Json], options: tuple[tuple[str, str], ...], *, numbered: bool = False) -> Html:
        """Write a list to open, with an empty first line for no answer."""
        chosen = self.typed(question)
        lines = [
            element(
                "option",
                f"{value} {words}" if numbered and value.isdigit() else words,
                value=value,
                selected=value == chosen,
            )
            for value, words in offered(options, [chosen])
        ]
        return element(
            "select",
            element("option", say("Choose"), value=""),
            *lines,
            id=self.id(question.key),
            name=question.key,
            aria_describedby=self.described_by(question),
            aria_invalid=self.invalid(question),
        )


def offered(options: tuple[tuple[str, str], ...], chosen: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Add what was chosen and is not offered any more, because the partner it names was taken away.

    It is kept, so it is shown; and what is shown can be chosen anew.

    >>> offered((("1", "County"), ("2", "Police")), ["2", "7", ""])
    (('1', 'County'), ('2', 'Police'), ('7', 'Not offered any more'))
    """
    known = dict(options)
    gone = dict.fromkeys(value for value in chosen if value.strip() and value not in known)
    return (*options, *((value, NOT_OFFERED) for value in gone))


def _text_control(form: Form, question: Text, lines: int) -> Html:
    """Write a text area that begins with so many lines; with none, a field of one line."""
    common = {
        "id": form.id(question.key),
        "name": question.key,
        "aria_describedby": form.described_by(question),
        "aria_invalid": form.invalid(question),
        "autocomplete": "off",
    }
    if lines:
        # A line break at the start of a text area is not part of its text, so one is put there to keep the learner's own.
        return element("textarea", Html("\n"), form.typed(question), rows=lines, **common)
    return element("input", type="text", value=form.typed(question), **common)


def _lines(question: Text) -> int:
    """Return the lines that words for one line begin with: a name of any length is to be seen, and printed, whole."""
    return 1 if question.longest > FITS_A_LINE else 0


def _amount_control(form: Form, question: Amount) -> Html:
    # A text input with a keypad of digits: a number input would throw away what it cannot read.
    control = element(
        "input",
        type="text",
        inputmode="decimal",
        id=form.id(question.key),
        name=question.key,
        value=form.typed(question),
        aria_describedby=form.described_by(question),
        aria_invalid=form.invalid(question),
        autocomplete="off",
    )
    unit = element("span", question.shown_unit, class_="unit") if question.unit else None
    return element("span", control, unit, _slider(form, question), class_="amount")


def _slider(form: Form, question: Amount) -> Html | None:
    """Write what moves a judgement by hand: the field beside it holds the answer, for a keyboard and a screen reader too."""
    if not question.judged:
        return None
    return element(
        "input",
        type="range",
        class_="slider",
        id=form.id(question.key, "slider"),
        min=numbers.digits(question.least or 0),
        max=numbers.digits(question.most or 0),
        step=1,
        tabindex=-1,
        aria_hidden="true",
        data_slider=True,
        autocomplete="off",
    )


def _text(form: Form, question: Text) -> Html:
    return form.field(question, "text", _text_control(form, question, LINES if question.long else _lines(question)))


def _amount(form: Form, question: Amount) -> Html:
    return form.field(question, "number", _amount_control(form, question))


def _rating(form: Form, question: Rating[int | str]) -> Html:
    return form.set_of(question, "rating", form.radios(question, question.scale.choices(), question.numbered))


def _choice(form: Form, question: Choice) -> Html:
    if len(question.options) > MOST_RADIOS:
        return form.field(question, "choice", form.select(question, question.options))
    return form.set_of(question, "choice", form.radios(question, question.options, numbered=False))


def _choices(form: Form, question: Choices) -> Html:
    raw = form.given.get(question.key)
    chosen = [raw] if isinstance(raw, str) else [str(part) for part in raw] if isinstance(raw, list | tuple) else []
    boxes = [
        element(
            "label",
            element(
                "input",
                type="checkbox",
                id=form.id(question.key, value),
                name=question.key,
                value=value,
                checked=value in chosen,
                data_many=True,
            ),
            element("span", words),
        )
        for value, words in offered(question.options, chosen)
    ]
    return form.set_of(question, "choices", element("div", *boxes, class_="options"))


def places(question: Names, raw: Json) -> list[str]:
    """Return what stands in each place: as many places as the list allows, and more where more were typed.

    The page shows the first few, and each further one once there is a name before it; so a list can be filled as long
    as it may be from the first paint on, with no script.

    >>> places(Names(key="p", text="Partners", most=5), ["A", "", "C"])
    ['A', '', 'C', '', '']
    """
    try:
        typed = question.places(raw)
    except AnswerError:
        typed = [str(part) for part in raw] if isinstance(raw, list | tuple) else []
    last = question.most + SPARE_PLACES
    typed[last - 1 :] = ["\t".join(typed[last - 1 :])]
    while typed and not typed[-1]:
        typed.pop()
    return typed + [""] * (question.most - len(typed))


def _names(form: Form, question: Names) -> Html:
    lines = [
        _place(form, question, place, name)
        for place, name in enumerate(places(question, form.given.get(question.key)), 1)
    ]
    return form.set_of(question, "names", element("ol", *lines))


def _place(form: Form, question: Names, place: int, name: str) -> Html:
    """Write one place of a list."""
    control = element(
        "input",
        type="text",
        id=form.id(question.key, str(place)),
        name=question.key,
        value=name,
        aria_describedby=form.described_by(question),
        aria_invalid=form.invalid(question),
        autocomplete="off",
        placeholder=" ",  # so that the style can tell whether there is a name
        data_many=True,
    )
    return element("li", element("label", question.label(place), for_=form.id(question.key, str(place))), control)


def _cell_control(form: Form, cell: Question[Json]) -> Html:
    if isinstance(cell, Rating):
        return form.select(cell, cell.scale.choices(), numbered=cell.numbered)
    if isinstance(cell, Choice):
        return form.select(cell, cell.options)
    if isinstance(cell, Amount):
        return _amount_control(form, cell)
    if isinstance(cell, Text):
        return _text_control(form, cell, _lines(cell))
    raise TypeError(f"A grid cannot hold a question of the kind {type(cell).__name__}.")


def _cell(form: Form, grid: Grid, row: Row, column: Question[Json]) -> Html:
    cell = grid.cell(row, column)
    label = element(
        "label",
        element("span", cell.text, class_="visually-hidden"),
        element("span", column.text, class_="cell-label", aria_hidden="true"),
        for_=form.id(cell.key),
    )
    return element("td", label, _cell_control(form, cell), form.echo(cell), form.problem(cell))


def _grid(form: Form, grid: Grid) -> Html:
    if not grid.rows:
        return element("p", grid.missing or grid.text, class_="question waiting", id=form.id(grid.key, "set"))
    head = element("tr", element("td"), *(element("th", column.text, scope="col") for column in grid.columns))
    body: list[Html] = []
    group = ""
    for row in grid.rows:
        if row.group and row.group != group:
            wide = len(grid.columns) + 1
            body.append(element("tr", element("th", row.group, colspan=wide, scope="colgroup"), class_="group"))
        group = row.group
        cells = [_cell(form, grid, row, column) for column in grid.columns]
        body.append(element("tr", element("th", row.text, scope="row"), *cells))
    table = element(
        "table", element("thead", head), element("tbody", *body), class_="grid", data_layout=room.layout(grid)
    )
    return form.set_of(grid, "grid-question", table)


WRITERS: Final[dict[type[Question[Json]], Callable[..., Html]]] = {
    Text: _text,
    Amount: _amount,
    Rating: _rating,
    Choice: _choice,
    Choices: _choices,
    Names: _names,
    Grid: _grid,
}


def grouped(questions: Questions) -> tuple[Questions, tuple[Questions, ...]]:
    """Return the questions that stand before any heading, and those under each.

    >>> asked = (Text(key="a", text="A"), Text(key="b", text="B", section="More"), Text(key="c", text="C"))
    >>> before, groups = grouped(asked)
    >>> [one.key for one in before], [[one.key for one in group] for group in groups]
    (['a'], [['b', 'c']])
    """
    bounds = [*(place for place, question in enumerate(questions) if question.section), len(questions)]
    return questions[: bounds[0]], tuple(questions[begin:end] for begin, end in pairwise(bounds))


def _each(form: Form, questions: Questions) -> Iterator[Html]:
    return (WRITERS[type(question)](form, question) for question in questions)


def _group(form: Form, questions: Questions, level: int) -> Html:
    """Write the questions under one heading, which folds them.

    Each group is written open, so that whoever has no script, or prints, has all of it; the script folds, and writes how
    much is answered where room is left for it. Folded, it hints at what is inside: an attribute, which the style shows,
    so that nothing is said, or found, twice.
    """
    first = questions[0]
    summary = element(
        "summary",
        blocks_html.heading(level, first.section, class_="section"),
        element("span", class_="count"),
        data_hint=shortened(" · ".join(question.text for question in questions), HINT),
    )
    return element(
        "details",
        summary,
        *_each(form, questions),
        class_="group",
        id=form.id(first.key, "group"),
        open=True,
        data_needed=any(question.required for question in questions),
    )


def _folding() -> Html:
    """Write the button that opens all groups, or folds them."""
    button = element("button", say("Open all"), type="button", class_="quiet", data_fold=True)
    return element("p", button, class_="folding")


@cache
def _groups_in_all(exercise: Exercise) -> int:
    """Return how many groups a form has once all of it is asked, as its worked example is."""
    return len(grouped(exercise.questions(exercise.example))[1])


def _actions() -> Html:
    return element(
        "div",
        element("button", say("What does this mean?"), type="submit"),
        element("button", say("Fill in the example"), type="button", class_="quiet", data_example=True),
        element("button", say("Clear my answers"), type="button", class_="quiet", data_clear=True),
        class_="actions",
    )


def form(
    exercise: Exercise,
    sitting: Sitting | None = None,
    findings: Findings | None = None,
    *,
    asked: bool = False,
    level: int = 4,
) -> str:
    """Write the form as it stands after these answers.

    Args:
        exercise: whose questions are asked.
        sitting: what was answered so far, good or bad; all of it is kept. Nothing where it is left out.
        findings: what these answers mean; worked out where they are left out.
        asked: whether the findings were asked for, so that what is missing is said beside its field too.
        level: of the headings over groups of questions, each of which folds.

    >>> from collabkit import exercise
    >>> 'name="partners"' in form(exercise("degree"))
    True
    """
    read = exercise.read() if sitting is None else sitting
    making = Form(exercise.id, read, asked=asked)
    before, groups = grouped(read.questions)
    said = strategy.means(exercise, read) if findings is None else findings
    needed = exercise.needs(read, said)
    address = partial(making.address, read.questions)
    # A form of the kind that closes a dialog sends nothing anywhere: without scripts what is typed just stays.
    return str(
        element(
            "form",
            needs.write(exercise.id, read, needed, address, asked=asked),
            *_each(making, before),
            _folding() if max(len(groups), _groups_in_all(exercise)) > FEW_GROUPS else None,
            *(_group(making, group, level) for group in groups),
            _actions(),
            id=f"{exercise.id}-form",
            method="dialog",
            novalidate=True,
            autocomplete="off",
            data_gathers=strategy.gathers(exercise),
        )
    )


def answered(sitting: Sitting) -> Html:
    """Write answers to read rather than to change: a table of questions with what was said, in any style sheet."""
    lines = [
        element("tr", element("th", part.text, scope="row"), element("td", said))
        for part in sitting.fields()
        if part.key in sitting.values and (said := part.in_words(sitting.values[part.key]))
    ]
    head = element("tr", element("th", say("Question"), scope="col"), element("th", say("Answer"), scope="col"))
    return element("table", element("thead", head), element("tbody", *lines), class_="answered")


def example(exercise: Exercise, level: int = 4) -> Html:
    """Write the worked example: who it is about, the answers, and what they mean, under headings from a level on."""
    return join(
        element("p", exercise.story),
        answered(exercise.read(exercise.example)),
        blocks_html.heading(level, say("What the answers say")),
        element("div", blocks_html.write(strategy.example_means(exercise).blocks, level + 1), class_="findings"),
    )
