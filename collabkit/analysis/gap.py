"""The gap between what a service would cost and the money for it, year by year and by cause, in today's money."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from collabkit.analysis.games import Game, shapley_value
from collabkit.analysis.numeric import moderate, whole

LONGEST: Final = 50
FURTHEST: Final = 150
"""Growth to more than this power of ten is refused: multiplied by a budget it could be more than a computer holds."""
CAUSES: Final = ("demand", "prices", "funding")


@dataclass(frozen=True, slots=True)
class Year:
    """One year, in the unit of the budget and in today's money.

    Attributes:
        year: counted from 0, which is today.
        need: what the same standard of service would cost.
        money: what the money for it would buy.
    """

    year: int
    need: float
    money: float

    @property
    def gap(self) -> float:
        """What is missing; below zero there is money to spare."""
        return self.need - self.money


@dataclass(frozen=True, slots=True)
class Rates:
    """Yearly changes, as parts of 1: 0.03 is 3% a year.

    Attributes:
        demand: of the amount of service needed.
        prices: of what a unit of service costs.
        funding: of the money, in cash.
    """

    demand: float = 0.0
    prices: float = 0.0
    funding: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what is no rate.

        Raises:
            ValueError: A rate is not a number, or takes all away.
        """
        for cause in CAUSES:
            rate = moderate(getattr(self, cause), f"The yearly change of {cause}")
            if rate <= -1:
                raise ValueError(f"The yearly change of {cause} must be above -100%; it is {rate:.0%}.")
            object.__setattr__(self, cause, rate)

    def only(self, causes: Collection[str]) -> Rates:
        """Return these rates with all but the causes named left at nothing."""
        return Rates(**{cause: getattr(self, cause) for cause in CAUSES if cause in causes})


def years(budget: float, rates: Rates, count: int) -> tuple[Year, ...]:
    """Return today and so many years after it.

    Need grows with demand. Money grows with its cash rate and shrinks with prices, so that both are in today's money:
    need = budget · (1 + demand)^t, money = budget · ((1 + funding) / (1 + prices))^t.

    Raises:
        ValueError: The budget is not a number from 0, the years are not a whole number from 1 to 50, or the changes
            together grow beyond all bounds.

    >>> last = years(6.0, Rates(demand=0.03, prices=0.025), 3)[-1]
    >>> round(last.need, 2), round(last.money, 2), round(last.gap, 2)
    (6.56, 5.57, 0.98)
    """
    budget = moderate(budget, "The budget")
    if budget < 0:
        raise ValueError(f"A budget cannot be below zero; it is {budget:g}.")
    complaint = f"The number of years is a whole number from 1 to {LONGEST}; it is {count!r}."
    count = whole(count, complaint, least=1, most=LONGEST)
    growth, buying = 1.0 + rates.demand, (1.0 + rates.funding) / (1.0 + rates.prices)
    if count * max(math.log10(growth), math.log10(buying), 0.0) > FURTHEST:
        raise ValueError(
            "With these yearly changes the sums grow beyond all bounds; check whether each is a part of 1."
        )
    return tuple(Year(year, budget * growth**year, budget * buying**year) for year in range(count + 1))


def by_cause(budget: float, rates: Rates, count: int) -> dict[str, float]:
    """Share the last year's gap out among demand, prices and funding.

    The causes act on each other, so what one adds depends on which came before it. Each gets what it adds on average
    over all orders, which is its Shapley value (Shapley 1953); together they make the gap.

    >>> parts = by_cause(6.0, Rates(demand=0.03, prices=0.025), 3)
    >>> {cause: round(part, 2) for cause, part in parts.items()}
    {'demand': 0.56, 'prices': 0.43, 'funding': 0.0}
    """
    game = Game.from_function(CAUSES, lambda causes: years(budget, rates.only(causes), count)[-1].gap, kind="gain")
    return shapley_value(game)
