"""What exercises share: the collaboration's name, its purpose and its partners, asked once; and lines that become rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from collabkit.questions import Json, Names, Row, Text, is_blank
from collabkit.wording import shortened

NAME: Final = Text(
    key="collaboration",
    text="What do you call the collaboration?",
    help="A working name is enough.",
    shared=True,
    longest=120,
)
PURPOSE: Final = Text(
    key="purpose",
    text="What is it for, in one sentence?",
    help="What would be better, and for whom?",
    shared=True,
    long=True,
    longest=600,
)
PARTNERS: Final = Names(
    key="partners",
    text="Who are the partners?",
    help="One in each place, yourselves first. Leave the rest empty.",
    noun="partner",
    fewest=2,
    most=12,
    required=True,
    shared=True,
)
OPTIONAL_PARTNERS: Final = replace(PARTNERS, required=False, fewest=0)

SHARED: Final = tuple(question.key for question in (NAME, PURPOSE, PARTNERS))
"""Keys of the answers that belong to all exercises."""

EVERY: Final = "In every exercise"
"""Where these answers stand, in words."""

EXAMPLE_PARTNERS: Final = ("County council", "Health trust", "Fire service", "Age Well")
"""The partners of Steady Brackendale, the fictional collaboration of every worked example."""

EXAMPLE_NAME: Final = "Steady Brackendale"
EXAMPLE_PURPOSE: Final = "Fewer people over 75 fall at home, because one visit finds and mends what puts them at risk."

ROW: Final = 60
"""A longer line is cut where it names a row."""


def rows_of_lines(answers: Mapping[str, Json], key: str, most: int) -> tuple[Row, ...]:
    """Return a row for each line that has words, whatever else was typed.

    >>> [row.text for row in rows_of_lines({"decision.2.words": "Whom to hire"}, "decision", 8)]
    ['Whom to hire']
    """
    lines = {str(number): _line(answers.get(f"{key}.{number}.words")) for number in range(1, most + 1)}
    return tuple(Row(key=number, text=line) for number, line in lines.items() if line)


def _line(raw: Json) -> str:
    if is_blank(raw) or isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return ""
    return shortened(str(raw), ROW)
