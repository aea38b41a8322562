"""The worked workbook: Steady Brackendale, the invented falls service of the whole course, in all its exercises.

Most of it is the exercises' own worked examples. Where an example in a chapter is about something else, or shows an
earlier stage of the story, the workbook has the answers that fit its end: nobody's strategy may quote the figures of a
rival plan, or of a hope that its partners have given up. In February they hoped to save £400,000 a year on admissions;
the strategy that they sign claims fewer falls, and in cash only what comes off the repairs budget. Its figures for
money are therefore one cost and one saving, and every exercise that asks for money is given those.

The document that can be read on the site, and every test of documents, are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Final

from collabkit.exercises import catalogue, exercise
from collabkit.exercises.context import EXAMPLE_NAME, EXAMPLE_PARTNERS, NAME, PARTNERS
from collabkit.questions import Json
from collabkit.translation import say
from collabkit.workbook import Workbook

TIME: Final = "2026-09-01T09:00:00.000Z"
"""When it was written: in the month in which the story’s partners sign, and the same each time."""
FOURTH: Final = "4"
"""The place of Age Well, which gives volunteers and puts no money in."""
COST: Final = 130
"""What the option that they chose costs for its year, in £ thousand."""
SAVED: Final = 9
"""What comes off a budget a year, in £ thousand: the repair team's hours, as chapter 6 has it."""
APART: Final[Mapping[str, int]] = {"1": 85, "2": 65, "3": 40, "1-2": 115, "1-3": 100, "2-3": 85, "1-2-3": COST}
"""What the same visits would cost a partner or a group by themselves, in £ thousand, by the partners' places."""


def workbook() -> Workbook:
    """Return the worked workbook.

    >>> workbook().answers("options")["options"][-1]
    'Two towns'
    """
    told = {one.id: one.example for one in catalogue() if one.example.get(NAME.key) == EXAMPLE_NAME}
    gap: dict[str, Json] = {**exercise("pressure").example, "hoped": SAVED / 1000}
    ends = {"pressure": gap, "sharing-gains": _sharing(), "options": _options(), "outturns": PLAN}
    return Workbook.of({**told, **ends}, TIME)


def _sharing() -> dict[str, Json]:
    """Return the bill of the option that they chose, with Age Well among the partners: nothing costs more for it."""
    costs: dict[str, Json] = {f"alone.{place}.cost": APART.get(place, 0) for place in "1234"}
    for size in (2, 3):
        for places in combinations("1234", size):
            paying = "-".join(place for place in places if place != FOURTH)
            costs[f"group.{'-'.join(places)}.cost"] = APART[paying]
    return {**exercise("sharing-gains").example, PARTNERS.key: list(EXAMPLE_PARTNERS), "together": COST, **costs}


def _options() -> dict[str, Json]:
    """Return the options with the fifth, which the partners drew up once they had seen why one of them disagreed."""
    example = exercise("options").example
    scores = {f"score.{yardstick}-5.points": points for yardstick, points in enumerate((80, 85, 55, 70), 1)}
    named = example["options"]
    options = [*named, say("Two towns")] if isinstance(named, list) else named
    return {**example, "options": options, **scores, "cost.5.a_year": COST}


PLAN: Final[Mapping[str, Json]] = {
    NAME.key: EXAMPLE_NAME, "kind": "programme", "sector": "cross_sector", "quality": "strict",
    "cost": COST / 1000, "benefit": SAVED / 1000, "months": 12, "years": 3,
}  # fmt: skip
"""The plan beside real ones. In money it loses, and the strategy says so: what is bought is fewer falls."""
