"""Sheets for people with a pen: the exercises' own, the tally, the line as a strip, and the page that leaves the room."""

from __future__ import annotations

from typing import Final

from collabkit.exercises import exercise
from collabkit.kit.plans import EXTRA_SHEETS, sheet_title
from collabkit.kit.texts import texts
from collabkit.kit.wording import CHECKS
from collabkit.markup import Html, element, join
from collabkit.questions import Grid, Rating
from collabkit.render import paper
from collabkit.translation import say
from collabkit.workshop.items import rateable

LINE: Final = "degree"
"""The exercise whose scale is the line."""


def sheet(id: str) -> Html:
    """Write a sheet.

    Raises:
        LookupError: there is no such sheet.

    >>> "<h1>Tally sheet</h1>" in sheet("tally")
    True
    """
    if id not in EXTRA_SHEETS:
        return paper.sheet(exercise(id), level=1)
    content = {"tally": _tally, "line": _line, "page": _page}[id]()
    return element("section", element("h1", sheet_title(id)), content, class_="sheet")


def _tally() -> Html:
    """Write a row for each statement, with room for strokes under each answer."""
    questions = [one for one in rateable(exercise(CHECKS)) if isinstance(one, Rating)]
    answers = [words for _, words in questions[0].scale.choices()]
    head = element(
        "tr", element("th", say("Statement"), scope="col"), *(element("th", words, scope="col") for words in answers)
    )
    rows = [element("tr", element("th", one.text, scope="row"), *(element("td") for _ in answers)) for one in questions]
    lead = say(
        "Count out of sight, a stroke for each person. Begin the talk with the statements whose strokes stand furthest "
        "apart. With fewer than five people, count nothing and show nothing: everybody would know who said what."
    )
    again = say("After the talk, count the second answers on a second copy and lay it beside this one.")
    table = element("table", element("thead", head), element("tbody", *rows), class_="tally")
    return join(element("p", lead), element("p", again), table)


def _line() -> Html:
    """Write the steps of the ladder from the lowest to the highest, with room for two marks."""
    grid = next(one for one in exercise(LINE).questions(exercise(LINE).on_paper) if isinstance(one, Grid))
    rating = next(one for one in grid.columns if isinstance(one, Rating))
    lead = say(
        "Everybody writes their letter where you are now, and then where the work needs you to be. Nobody speaks until "
        "all have written."
    )
    marks = [column.text for column in grid.columns]
    steps = [
        element(
            "li",
            element("span", value, class_="step"),
            element("strong", words),
            *(element("span", f"{mark}:") for mark in marks),
        )
        for value, words in rating.scale.choices()
    ]
    return join(element("p", lead), element("ul", *steps, class_="ladder"))


def _page() -> Html:
    """Write a box for each line of the page."""
    boxes = (element("div", element("p", item), class_="boxed") for part in texts().page.parts for item in part.items)
    return join(*boxes)
