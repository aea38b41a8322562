"""Figures that are not yet the end of the matter: a result in the library may be a forecast, a lower bound or a part-way sum.

The tag of a figure in ``cases.csv`` says which. Whatever describes results has to say how many of them are unfinished,
or it would call a forecast an outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from collabkit.translation import say
from collabkit.wording import capital, in_a_row, out_of

FORECAST: Final = (say("a later forecast"), say("later forecasts"))
FLOOR: Final = (say("a lower bound"), say("lower bounds"))
PART_WAY: Final = (say("a part-way sum"), say("part-way sums"))
"""What such a figure is, as one and as many."""

UNFINISHED: Final[dict[str, tuple[str, str]]] = {
    "forecast": FORECAST, "forecast_year_level": FORECAST, "revised_expectation": FORECAST, "forecast_lower_bound": FLOOR,
    "lower_bound": FLOOR, "censored_year_level": FLOOR, "interim": PART_WAY, "interim_net": PART_WAY,
    "interim_derived": PART_WAY, "outturn_first_period": PART_WAY,
}  # fmt: skip
"""The tags of figures that are not final, each with what the figure is."""


def unfinished(tags: Sequence[str]) -> int:
    """Count the figures that are not final.

    >>> unfinished(["outturn", "forecast", "lower_bound"])
    2
    """
    return sum(tag in UNFINISHED for tag in tags)


def in_words(tags: Sequence[str], figure: str) -> str:
    """Say how many figures are not final and what they are, or nothing where all are.

    >>> in_words(["outturn", "forecast", "lower_bound"], "time figure")
    '2 of 3 time figures are later forecasts or lower bounds.'
    >>> in_words(["outturn", "forecast"], "dot"), in_words(["outturn"], "dot")
    ('One of 2 dots is a later forecast.', '')
    """
    found = {UNFINISHED[tag] for tag in tags if tag in UNFINISHED}
    if not found:
        return ""
    kinds = [kind for kind in (FORECAST, FLOOR, PART_WAY) if kind in found]
    one, many = (in_a_row([kind[place] for kind in kinds], "or") for place in (0, 1))
    number = unfinished(tags)
    figures = capital(out_of(number, len(tags), figure))
    if number == 1:
        return say("{figures} is {kinds}.", figures=figures, kinds=one)
    return say("{figures} are {kinds}.", figures=figures, kinds=many)
