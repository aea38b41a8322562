"""What exercises share: the collaboration's name, its purpose and its partners, asked once; and lines that become rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from collabkit.questions import Grid, Json, Names, Row, Text, is_blank
from collabkit.translation import say
from collabkit.wording import shortened

NAME: Final = Text(
    key="collaboration",
    text=say("What do you call the collaboration?"),
    help=say("A working name is enough."),
    shared=True,
    longest=120,
)
PURPOSE: Final = Text(
    key="purpose",
    text=say("What is it for, in one sentence?"),
    help=say("What would be better, and for whom?"),
    shared=True,
    long=True,
    longest=600,
)
PARTNERS: Final = Names(
    key="partners",
    text=say("Who are the partners?"),
    help=say("One in each place, yourselves first. Leave the rest empty."),
    noun="partner",
    fewest=2,
    most=12,
    required=True,
    shared=True,
)
OPTIONAL_PARTNERS: Final = replace(PARTNERS, required=False, fewest=0)

SHARED: Final = tuple(question.key for question in (NAME, PURPOSE, PARTNERS))
"""Keys of the answers that belong to all exercises."""

EVERY: Final = say("In every exercise")
"""Where these answers stand, in words."""

EXAMPLE_PARTNERS: Final = (say("County council"), say("Health trust"), say("Fire service"), say("Age Well"))
"""The partners of Steady Brackendale, the fictional collaboration of every worked example."""

EXAMPLE_NAME: Final = say("Steady Brackendale")
EXAMPLE_PURPOSE: Final = say(
    "Fewer people over 75 fall at home, because one visit finds and mends what puts them at risk."
)

ROW: Final = 60
"""A longer line is cut where it names a row."""


def rows_of_lines(answers: Mapping[str, Json], lines: Grid, words: Text) -> tuple[Row, ...]:
    """Return a row for each line of a grid that has words in this column, whatever else was typed.

    >>> words = Text(key="words", text="In a line")
    >>> lines = Grid(key="decision", text="Which?", rows=(Row(key="2", text="Decision 2"),), columns=(words,))
    >>> [row.text for row in rows_of_lines({"decision.2.words": "Whom to hire"}, lines, words)]
    ['Whom to hire']
    """
    typed = lines.typed(answers, words)
    return tuple(Row(key=number, text=line) for number, raw in typed.items() if (line := _line(raw)))


def _line(raw: Json) -> str:
    if is_blank(raw) or isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return ""
    return shortened(str(raw), ROW)
