"""The rates at which the Green Book makes a pound of a later year worth less than a pound today, as dated data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from collabkit.translation import say


@dataclass(frozen=True, slots=True)
class Rates:
    """Yearly rates by period.

    Attributes:
        edition: the edition that states them.
        source_key: the reference.
        periods: the last year of each period, counted from 0, and the yearly rate in it; ``None`` for no end.
        note: what may change.
    """

    edition: str
    source_key: str
    periods: tuple[tuple[int | None, float], ...]
    note: str


STANDARD_RATES: Final = Rates(
    edition=say("February 2026"),
    source_key="hmtgreenbook2026",
    periods=((30, 0.035), (75, 0.03), (125, 0.025), (200, 0.02), (300, 0.015), (None, 0.01)),
    note=say("A review of the rates concluded on 30 June 2026; check whether a later edition changes them."),
)
