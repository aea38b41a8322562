"""The linear programmes behind the least core and the nucleolus, by the simplex method.

The unknowns are one share a player, together as much as the total, and the *excess*: the most that any group could gain
by leaving. Each group S says: x(S) + excess ≥ v(S). We make the excess as small as possible.

With n players there are 2ⁿ groups, nearly all of which never matter. So the programme knows a few, is solved for these,
asks which of all groups is now the worst off, and learns those. It is kept as a *dictionary* (Chvátal 1983): each share
and the excess are written as a constant plus multiples of the *slacks* of as many groups as there are freedoms. A slack
is how much better than its claim a group does; the groups in the dictionary have no slack at the point looked at.
"""

from __future__ import annotations

from heapq import nlargest
from math import inf
from operator import mul, sub
from typing import TYPE_CHECKING, Final

from collabkit.analysis.games.core import subset_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

ZERO: Final = 1e-9
"""Coefficients are quotients of small whole numbers: what is smaller than this is nothing."""

LEARN_AT_ONCE: Final = 12
"""How many of the groups that are worst off are learnt at a time; found by trial."""

PRIMES: Final = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71)
WEIGHTS: Final = tuple(complex(prime ** (1 / 2), prime ** (1 / 3)) for prime in PRIMES)
"""No quotients of whole numbers other than 0 make these add up to 0; two parts make a near miss most unlikely."""

MOST_PIVOTS: Final = 20_000
"""Far more than any game needs: rather an error than a page that never answers."""

SETTLED: Final = 0
"""Stands, in the place of a group, for how far the excess has come down since groups were last settled."""


class ExcessProgramme:
    """Makes the largest excess as small as possible, then the next largest, and so on.

    Each player's number alone is taken to be 0: subtract it first from the numbers of its groups.

    Attributes:
        shares: One dictionary line a player; the first entry is the share at the point looked at.
        excess: The dictionary line of the excess. Its coefficients say what it would cost to give a group slack.
        groups: The groups, by their masks, whose slacks are the columns; a player's own floor has a mask below 0.
    """

    patience = 200
    """After so many pivots in one solution the slower rule that cannot go in circles is used (Bland 1977)."""

    def __init__(self, gains: Sequence[float], players: int, tolerance: float, *, floors: bool) -> None:
        """Begin where every player alone has the same excess: for these groups alone that is the best.

        Args:
            gains: What each group gains, in the order of the masks.
            players: How many players there are.
            tolerance: How much of an excess is mere rounding, in the unit of the gains.
            floors: Whether no share may be below 0, what the player gains alone.
        """
        part = 1 / players
        self.claims = list(gains)
        self.tolerance = tolerance
        self.floors = floors
        self.shares = [[gains[-1] * part, *(float(i == j) - part for j in range(players))] for i in range(players)]
        self.excess = [-gains[-1] * part] + [part] * players
        self.groups = [1 << player for player in range(players)]
        self._known: list[int] = []
        self._pivots = 0
        self._half = players // 2
        self._forget_settled()

    @property
    def deciding(self) -> list[int]:
        """The columns whose groups hold the excess up in every best solution: those with a price above 0.

        Others that are tight at the point found may have slack at another point as good, and must stay free.
        """
        return [column for column in range(1, len(self.excess)) if self.excess[column] > ZERO]

    def solve(self) -> None:
        """Make the largest excess among the groups that are still free as small as possible."""
        self._descend()
        self._repair()  # Groups met on the way down may have been short already.
        while self._learn():
            self._repair()

    def settle(self) -> None:
        """Hold the groups that decide at this excess for good, and let all others go on.

        From here on the held groups move with the excess alone, so one column stands for all of them.
        """
        deciding = self.deciding
        held = [column for column in deciding if self.groups[column - 1] >= 0]
        free = [column for column in range(1, len(self.excess)) if column not in deciding]
        self.shares = [
            [line[0], -sum(line[column] for column in held), *(line[column] for column in free)] for line in self.shares
        ]
        self.excess = [self.excess[0], -1.0, *(0.0 for _ in free)]
        self.groups = [SETTLED, *(self.groups[column - 1] for column in free)]
        self._forget_settled()

    def _descend(self) -> None:
        """Lower the excess as far as the known groups let it (the primal simplex method)."""
        pivots = 0
        while (column := self._falling_column(careful=pivots > self.patience)) is not None:
            self._exchange(self._blocking_group(column), column)
            pivots += 1

    def _falling_column(self, *, careful: bool) -> int | None:
        falling = [column for column in range(1, len(self.excess)) if self.excess[column] < -ZERO]
        if not falling:
            return None
        return min(falling, key=(lambda column: self.groups[column - 1]) if careful else self.excess.__getitem__)

    def _blocking_group(self, column: int) -> int:
        """Find the group that first runs out of slack as the slack of a column grows."""
        rates = self._over_known(column)
        slacks = self._known_slacks()
        steps = [
            (max(slack, 0.0) / -rate, group)
            for group, slack, rate in zip(self._watched(), slacks, rates, strict=True)
            if rate < -ZERO
        ]
        return min(steps)[1] if steps else self._blocking_stranger(column)

    def _blocking_stranger(self, column: int) -> int:
        rates = self._over_all(column)
        slacks = map(sub, self._over_all(0), self.claims)
        steps = [slack / -rate if rate < -ZERO else inf for slack, rate in zip(slacks, rates, strict=True)]
        group = steps.index(min(steps))
        self._known.append(group)
        return group

    def _repair(self) -> None:
        """Give newly known groups what they lack, raising the excess no more than need be (the dual simplex method)."""
        pivots = 0
        while (group := self._short_group(careful=pivots > self.patience)) is not None:
            line = self._line(group)
            rising = [column for column in range(1, len(line)) if line[column] > ZERO]
            if not rising:  # The excess could always rise: such a group lacks nothing but digits.
                return
            prices = ((self.excess[column] / line[column], self.groups[column - 1], column) for column in rising)
            self._exchange(group, min(prices)[2])
            pivots += 1

    def _short_group(self, *, careful: bool) -> int | None:
        short = [
            (slack, group)
            for slack, group in zip(self._known_slacks(), self._watched(), strict=True)
            if slack < -self.tolerance
        ]
        if not short:
            return None
        return min(group for _, group in short) if careful else min(short)[1]

    def _learn(self) -> bool:
        """Look at every group; learn those that are worst off. Return whether any is short."""
        lacking = list(map(sub, self.claims, self._over_all(0)))
        worst = max(lacking)
        if worst <= self.tolerance:
            return False
        enough = max(self.tolerance, worst / 2)
        # A group that is known has been seen to already: what it still lacks is rounding.
        known = {*self._known, *self.groups}
        short = [(lack, group) for group, lack in enumerate(lacking) if lack >= enough and group not in known]
        self._known += [group for _, group in nlargest(LEARN_AT_ONCE, short)]
        return bool(short)

    def _exchange(self, group: int, column: int) -> None:
        """Write every line in terms of the slack of a group instead of that of a column (a pivot)."""
        self._pivots += 1
        if self._pivots > MOST_PIVOTS:
            raise ArithmeticError("These numbers are too uneven to share this way; round them, or use another rule.")
        line = self._line(group)
        pivot = line[column]
        ratios = [entry / pivot for entry in line]
        ratios[column] = 0.0
        for row in (*self.shares, self.excess):
            factor = row[column]
            if factor:
                row[:] = [entry - factor * ratio for entry, ratio in zip(row, ratios, strict=True)]
                row[column] = factor / pivot
        self.groups[column - 1] = group

    def _line(self, group: int) -> list[float]:
        """Write the slack of a group in terms of the columns."""
        if group < 0:
            return list(self.shares[~group])
        members = [row for player, row in enumerate(self.shares) if group >> player & 1]
        line = [sum(entries) for entries in zip(self.excess, *members, strict=True)]
        line[0] -= self.claims[group]
        return line

    def _watched(self) -> list[int]:
        """The known groups, and the players' own floors."""
        return [*self._known, *(~player for player in range(len(self.shares)))] if self.floors else self._known

    def _known_slacks(self) -> list[float]:
        """How much better than its claim each watched group does at the point looked at."""
        claims = [self.claims[group] for group in self._known]
        slacks = self._over_known(0)
        return [*map(sub, slacks, claims), *slacks[len(claims) :]]

    def _over_known(self, column: int) -> list[float]:
        """Add up one column over each watched group: two tables of half the players make that quick."""
        half, entries = self._half, [row[column] for row in self.shares]
        low, high = subset_sums(entries[:half]), subset_sums(entries[half:], self.excess[column])
        ones = (1 << half) - 1
        sums = [low[group & ones] + high[group >> half] for group in self._known]
        return sums + entries if self.floors else sums

    def _over_all(self, column: int) -> list[float]:
        """Add up one column over every group."""
        return subset_sums((row[column] for row in self.shares), self.excess[column])

    def _forget_settled(self) -> None:
        """Take away the claims of groups whose sum of shares can no longer change.

        The shares are moved a little in every direction still open to them at once; a group is settled when its sum
        does not feel that. The coefficients are quotients of whole numbers, so the roots of primes cannot cancel out.
        """
        directions = [_mixture(line) for line in self.shares]
        moves = _complex_sums(directions)
        settled = {group for group, move in enumerate(moves) if abs(move) < ZERO}
        for group in settled:
            self.claims[group] = -inf
        self._known = [group for group in self._known if group not in settled]


def _mixture(line: Sequence[float]) -> complex:
    """Add up the coefficients of a line, each with a weight of its own."""
    return sum(map(mul, line[1:], WEIGHTS), 0j)


def _complex_sums(numbers: Sequence[complex]) -> list[complex]:
    sums = [0j]
    for number in numbers:
        sums += [total + number for total in sums]
    return sums
