"""The worked workbook: Steady Brackendale, the invented falls service of the whole course, in all its exercises.

Most of it is the exercises' own worked examples. Where an example in a chapter is about something else, or shows an
earlier stage of the story, the workbook has the answers that fit its end: nobody's strategy may quote the figures of a
rival plan. The document that can be read on the site, and every test of documents, are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Final

from collabkit.exercises import catalogue, exercise
from collabkit.exercises.context import EXAMPLE_NAME, EXAMPLE_PARTNERS, NAME, PARTNERS
from collabkit.questions import Json
from collabkit.workbook import Workbook

TIME: Final = "2026-09-01T09:00:00.000Z"
"""When it was written: in the month in which the story’s partners sign, and the same each time."""
FOURTH: Final = "4"
"""The place of Age Well, which gives volunteers and puts no money in."""


def workbook() -> Workbook:
    """Return the worked workbook.

    >>> workbook().answers("options")["options"][-1]
    'Two towns'
    """
    told = {one.id: one.example for one in catalogue() if one.example.get(NAME.key) == EXAMPLE_NAME}
    ends = {"sharing-gains": _sharing(), "options": _options(), "outturns": PLAN}
    return Workbook.of({**told, **ends}, TIME)


def _sharing() -> dict[str, Json]:
    """Return the bill as chapter 2 has it, with Age Well among the partners: what it joins costs no more for it."""
    example = exercise("sharing-gains").example
    paying = {group: example[f"group.{group}.cost"] for group in ("1-2", "1-3", "2-3")}
    paying |= {place: example[f"alone.{place}.cost"] for place in "123"}
    paying["1-2-3"] = example["together"]
    groups = ("-".join(group) for size in (2, 3) for group in combinations("1234", size))
    costs = {f"group.{group}.cost": paying[group.removesuffix(f"-{FOURTH}")] for group in groups}
    return {**example, PARTNERS.key: list(EXAMPLE_PARTNERS), f"alone.{FOURTH}.cost": 0, **costs}


def _options() -> dict[str, Json]:
    """Return the options with the fifth, which the partners drew up once they had seen why one of them disagreed."""
    example = exercise("options").example
    scores = {f"score.{yardstick}-5.points": points for yardstick, points in enumerate((80, 85, 55, 70), 1)}
    named = example["options"]
    options = [*named, "Two towns"] if isinstance(named, list) else named
    return {**example, "options": options, **scores, "cost.5.a_year": 130}


PLAN: Final[Mapping[str, Json]] = {
    NAME.key: EXAMPLE_NAME, "kind": "programme", "sector": "cross_sector", "quality": "strict",
    "cost": 0.13, "benefit": 0.4, "months": 12, "years": 3,
}  # fmt: skip
"""The plan beside real ones: a year's cost of the option, and the saving that chapter 4 hopes for."""
