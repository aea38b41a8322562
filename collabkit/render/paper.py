"""The paper door: an exercise as a sheet to write on, with boxes to tick and lines to fill, and nothing to click.

The course's PDF and the pages of sheets to print show the same sheet. Figures and tables for paper are written here too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from collabkit.exercises import Exercise
from collabkit.findings import Figure, Table
from collabkit.markup import Html, element, join
from collabkit.questions import Amount, Choice, Choices, Grid, Json, Names, Question, Rating, Text, around
from collabkit.render import blocks_html
from collabkit.render.explained import explained
from collabkit.render.svg import PLAIN, draw
from collabkit.translation import say
from collabkit.wording import counted, in_a_row

LONG: Final = 3
"""Lines for an answer in several sentences."""
NAMES: Final = 6
"""Lines for names: more partners write beside them."""
BOX: Final = element("span", class_="box")
"""A box to tick."""
BLANK: Final = element("span", class_="blank")
"""Room for a word or a number."""
Options = tuple[tuple[str, str], ...]


def sheet(exercise: Exercise, level: int = 3) -> Html:
    """Write an exercise's questions for somebody with a pen.

    Letters stand for the partners who are not named yet, as the exercise says in ``on_paper``.

    Args:
        exercise: whose questions are asked.
        level: of the sheet's own heading.

    >>> from collabkit import exercise
    >>> "Who are the partners?" in sheet(exercise("degree"))
    True
    """
    asked: list[Html] = []
    for question in exercise.questions(exercise.on_paper):
        if question.section:
            asked.append(blocks_html.heading(level + 1, question.section))
        asked.append(_asked(question, _letters(question, exercise)))
    heading = blocks_html.heading(level, exercise.title)
    minutes = element("p", say("About {minutes}.", minutes=counted(exercise.minutes, "minute")), class_="minutes")
    return element("section", heading, element("p", exercise.purpose), minutes, *asked, class_="sheet")


def shown(block: Figure | Table) -> Html:
    """Write a figure or a table in ink.

    A figure's numbers stand under it in a line of words, the picture's own description: it takes far less room than
    the table that is folded there on a page.
    """
    if isinstance(block, Table):
        return blocks_html.write([block])
    numbers = element("p", say("In numbers: {numbers}", numbers=block.chart.describe()), class_="numbers")
    return element("figure", draw(block.chart, PLAIN), element("figcaption", block.caption), numbers)


def _letters(question: Question[Json], exercise: Exercise) -> list[str]:
    """Return the letters that stand for names; what only says the number of its place again is none."""
    standing = exercise.on_paper.get(question.key)
    if not isinstance(question, Names) or not isinstance(standing, list):
        return []
    return [str(name) for place, name in enumerate(standing, 1) if name != question.label(place)]


def _asked(question: Question[Json], letters: Sequence[str] = ()) -> Html:
    room = _names(question, letters) if isinstance(question, Names) else _room(question)
    return element("div", element("p", question.text, class_="asked"), explained(question), room, class_="question")


def _room(question: Question[Json]) -> Html:
    """Leave room for an answer of its kind."""
    for kind, write in ROOM.items():
        if isinstance(question, kind):
            return write(question)
    return _line()


def _line() -> Html:
    return element("p", class_="line")


def _boxes(options: Options) -> Html:
    items = [element("li", BOX, f" {words}") for _, words in options]
    return element("ul", *items, class_="boxes")


def _text(question: Text) -> Html:
    return join(*(_line() for _ in range(LONG if question.long else 1)))


def _amount(question: Amount) -> Html:
    before, after = around(question.shown_unit)
    return element("p", before, BLANK, after, class_="amount")


def _names(question: Names, letters: Sequence[str]) -> Html:
    """Leave lines for names, each beside the letter that stands for it in what follows."""
    standing = [*letters, *[""] * NAMES][: max(min(NAMES, question.most), len(letters))]
    lines = [element("li", f"{letter} " if letter else None, BLANK) for letter in standing]
    said = (
        say("Below, {letters} stand for them: write each name beside its letter.", letters=in_a_row(letters))
        if letters
        else ""
    )
    return join(element("p", said, class_="help") if said else None, element("ol", *lines, class_="blanks"))


def _heading(column: Question[Json]) -> Html:
    """Write a column's heading, with the unit that a field on screen has beside it."""
    unit = f" ({column.shown_unit})" if isinstance(column, Amount) and column.unit else ""
    return element("th", column.text + unit, scope="col")


def _options(column: Question[Json]) -> Options:
    """Return what can be chosen in a column of a grid."""
    if isinstance(column, Rating):
        return tuple(
            (value, f"{value} {words}" if column.numbered and value.isdigit() else words)
            for value, words in column.scale.choices()
        )
    return column.options if isinstance(column, Choice | Choices) else ()


def _grid(question: Grid) -> Html:
    """Write a table with room in its cells, under the words that can be chosen."""
    if not question.rows:
        return element("p", question.missing, class_="help") if question.missing else _line()
    keys = {
        column.text: "; ".join(words for _, words in _options(column))
        for column in question.columns
        if _options(column)
    }
    shared = len(set(keys.values())) == 1 and len(keys) == len(question.columns)
    said = {say("In each cell"): next(iter(keys.values()))} if shared and len(keys) > 1 else keys
    lines = [element("p", f"{name.rstrip('?')}: {words}.", class_="key") for name, words in said.items()]
    head = element("tr", element("td"), *(_heading(column) for column in question.columns))
    body: list[Html] = []
    group = ""
    for row in question.rows:
        if row.group != group:
            group = row.group
            body.append(
                element("tr", element("th", group, colspan=1 + len(question.columns), scope="rowgroup"), class_="group")
            )
        cells = [element("td", data_label=column.text) for column in question.columns]
        body.append(element("tr", element("th", row.text, scope="row"), *cells))
    return join(*lines, element("table", element("thead", head), element("tbody", *body), class_="blank-grid"))


ROOM: Final[dict[type[Question[Json]], Callable[..., Html]]] = {
    Text: _text,
    Amount: _amount,
    Rating: lambda question: _boxes(_options(question)),
    Choice: lambda question: _boxes(_options(question)),
    Choices: lambda question: _boxes(_options(question)),
    Grid: _grid,
}
"""For each kind of question but names, how room for its answer is written."""
