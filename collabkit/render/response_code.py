"""The workshop door at the end of an exercise: the answers as a code to copy, folded until somebody wants it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from collabkit.exercises import Exercise
from collabkit.markup import Html, element, join
from collabkit.sitting import Sitting
from collabkit.translation import say
from collabkit.workshop.codes import mark_of, written
from collabkit.workshop.items import LATEST

ABOUT: Final = say(
    "Give this code to whoever runs your workshop: paste it in the chat, write it down or read it out. It holds the ratings "
    "and choices that you made in this exercise, and nothing that you wrote in words. It is not secret, because whoever "
    "has it can read them. When you change an answer, the code changes too. Whoever runs the workshop reads codes on the "
    "page “Put a group’s answers side by side”, in the guide for workshops."
)


def door(exercise: Exercise) -> Html | None:
    """Keep room for the code, where an exercise has something to rate or choose; nothing shows until there is a code.

    >>> from collabkit.exercises import exercise
    >>> door(exercise("strategy")) is None
    True
    """
    if exercise.id not in LATEST:
        return None
    summary = element("summary", say("For a workshop: your answers as a code"))
    return element("details", summary, element("div", data_code=True), hidden=True, class_="code")


def code(exercise: Exercise, sitting: Sitting, changed: Mapping[str, str]) -> Html:
    """Write the code of somebody's answers, or nothing where nothing is rated or chosen yet.

    Args:
        exercise: whose questions were answered.
        sitting: the answers.
        changed: when each was last changed, as the workbook has it.
    """
    items = LATEST.get(exercise.id)
    if items is None or not any(item.key in sitting.values for item in items.items):
        return Html("")
    made = written(items, sitting.values, mark_of(exercise.id, changed))
    line = element(
        "p",
        element("code", made, id=f"{exercise.id}-code"),
        " ",
        element("button", say("Copy the code"), type="button", class_="quiet", data_copy=True),
        element("span"),
        class_="copy",
    )
    return join(line, element("p", ABOUT, class_="help"))
