"""Trust as a repeated game: two partners who each decide, round after round, whether to cooperate.

A strategy looks back one round: it gives the probability of cooperating after each of the four outcomes. Then the
outcomes are a Markov chain on four states, and average payoffs follow from small systems of linear equations: nothing
is simulated. Payoffs are in whatever unit the caller chose, for one round and one partner.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from collabkit.analysis.numeric import is_finite, whole
from collabkit.analysis.trust.markov import discounted_visits, lasting_visits, mean_visits
from collabkit.analysis.trust.memory_one import ALWAYS_DEFECT, DILEMMA, Payoffs, Strategy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Payoff: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two strategies that meet again and again.

    Attributes:
        mine: The strategy of the first partner.
        theirs: The strategy of the second.
        payoffs: What a round brings, the same for both.
        noise: How often a move slips, for both.
        misread: How often either takes the other's last move for its opposite.

    >>> from collabkit.analysis.trust import TIT_FOR_TAT
    >>> mine, theirs = Encounter(TIT_FOR_TAT, TIT_FOR_TAT, noise=0.05).average(200)
    >>> round(mine, 6)
    2.289671
    """

    mine: Strategy
    theirs: Strategy
    payoffs: Payoffs = DILEMMA
    noise: float = 0.0
    misread: float = 0.0

    def start(self) -> list[float]:
        """Return the probabilities of CC, CD, DC and DD in the first round."""
        return _outcomes(self._mine.first, self._theirs.first)

    def transitions(self) -> list[list[float]]:
        """Return, for each outcome of a round, the probabilities of the four outcomes of the next."""
        cc, cd, dc, dd = self._theirs.after
        # What is "I cooperate, you do not" to me is the reverse to you.
        return [_outcomes(mine, theirs) for mine, theirs in zip(self._mine.after, (cc, dc, cd, dd), strict=True)]

    def average(self, rounds: int) -> Payoff:
        """Return both mean payoffs a round, over so many rounds.

        Raises:
            ValueError: The number of rounds is not a whole number from 1 upwards.
        """
        rounds = whole(rounds, f"The number of rounds is a whole number from 1 upwards; it is {rounds!r}.", least=1)
        return self._paid(mean_visits(self.start(), self.transitions(), rounds))

    def discounted(self, continuation: float) -> Payoff:
        """Return both mean payoffs a round, when after each round there is another with this probability.

        Raises:
            ValueError: The probability is not at least 0 and below 1.
        """
        _check_continuation(continuation)
        return self._paid(discounted_visits(self.start(), self.transitions(), continuation))

    def long_run(self) -> Payoff:
        """Return both mean payoffs a round, over endlessly many rounds."""
        return self._paid(lasting_visits(self.start(), self.transitions()))

    def cooperation(self, continuation: float | None = None) -> Payoff:
        """Return how often each partner cooperates: in the long run, or with this probability of another round.

        >>> from collabkit.analysis.trust import TIT_FOR_TAT
        >>> Encounter(TIT_FOR_TAT, TIT_FOR_TAT).cooperation()
        (1.0, 1.0)
        """
        if continuation is None:
            visits = lasting_visits(self.start(), self.transitions())
        else:
            _check_continuation(continuation)
            visits = discounted_visits(self.start(), self.transitions(), continuation)
        return (math.fsum((visits[0], visits[1])), math.fsum((visits[0], visits[2])))

    @property
    def _mine(self) -> Strategy:
        return self.mine.with_errors(self.noise, self.misread)

    @property
    def _theirs(self) -> Strategy:
        return self.theirs.with_errors(self.noise, self.misread)

    def _paid(self, visits: Sequence[float]) -> Payoff:
        cc, cd, dc, dd = self.payoffs.by_outcome
        return (_weighted(visits, (cc, cd, dc, dd)), _weighted(visits, (cc, dc, cd, dd)))


@dataclass(frozen=True, slots=True)
class Duration:
    """How long partners must expect to work together.

    Attributes:
        continuation: The probability, after each round, that there is another.
        rounds: The number of rounds to expect: 1 / (1 − continuation).
    """

    continuation: float
    rounds: float


def expected_rounds(continuation: float) -> float:
    """Return the number of rounds to expect, when after each there is another with this probability.

    >>> expected_rounds(0.75)
    4.0
    """
    _check_continuation(continuation)
    return 1 / (1 - continuation)


def continuation_for(rounds: float) -> float:
    """Return the probability of another round that makes so many rounds to be expected.

    Raises:
        ValueError: Fewer rounds than one, or no number.

    >>> continuation_for(4)
    0.75
    """
    if not is_finite(rounds) or rounds < 1:
        raise ValueError(f"The number of rounds to expect is a number from 1 upwards; it is {rounds!r}.")
    return 1 - 1 / float(rounds)


def advantage(
    strategy: Strategy,
    continuation: float,
    rivals: Iterable[Strategy] = (ALWAYS_DEFECT,),
    payoffs: Payoffs = DILEMMA,
    *,
    noise: float = 0.0,
    misread: float = 0.0,
) -> float:
    """Return what one gains a round by keeping to the strategy that the other side keeps to.

    The comparison is with the best of its rivals: below 0, a partner does better by going over to a rival.

    >>> from collabkit.analysis.trust import TIT_FOR_TAT
    >>> advantage(TIT_FOR_TAT, 0.75)
    1.0
    """
    kept = Encounter(strategy, strategy, payoffs, noise, misread).discounted(continuation)[0]
    others = [Encounter(rival, strategy, payoffs, noise, misread).discounted(continuation)[0] for rival in rivals]
    if not others:
        raise ValueError("Name at least one rival strategy to compare with.")
    return kept - max(others)


LONGEST: Final = 1e6
"""Rounds to expect, beyond which no collaboration is looked at."""

FINENESS: Final = 24
"""Durations tried between one and ten rounds, between ten and a hundred, and so on."""


def least_duration(
    strategy: Strategy,
    rivals: Iterable[Strategy] = (ALWAYS_DEFECT,),
    payoffs: Payoffs = DILEMMA,
    *,
    noise: float = 0.0,
    misread: float = 0.0,
) -> Duration | None:
    """Return how long both must expect to work together, at least, for cooperation to hold.

    It holds when a partner who meets the strategy does no worse by keeping to it than by any of its rivals, and goes on
    holding for every longer duration. With the usual payoffs and no noise tit for tat holds against defection from
    w = (T−R)/(T−P), and against alternation from w = (T−R)/(R−S).

    Returns:
        The least duration; None when no duration up to a million rounds is long enough.

    >>> from collabkit.analysis.trust import TIT_FOR_TAT
    >>> least_duration(TIT_FOR_TAT)
    Duration(continuation=0.5, rounds=2.0)
    """
    # Errors do not depend on the duration: put in once, they need not be put in again for each duration tried.
    strategy = strategy.with_errors(noise, misread)
    rivals = tuple(rival.with_errors(noise, misread) for rival in rivals)
    largest = max(map(abs, payoffs.by_outcome))

    def holds(continuation: float, rounding: float = 1e-14) -> bool:
        return advantage(strategy, continuation, rivals, payoffs) >= -rounding * largest

    steps = round(FINENESS * math.log10(LONGEST))
    too_short = None
    for step in range(steps, -1, -1):
        tried = continuation_for(10 ** (step / FINENESS))
        if not holds(tried, rounding=1e-12):
            too_short = tried
            break
        enough = tried
    else:
        return Duration(0.0, 1.0)
    if step == steps:
        return None
    while too_short < (middle := (too_short + enough) / 2) < enough:
        too_short, enough = (too_short, middle) if holds(middle) else (middle, enough)
    settled = round(enough, 12)
    return Duration(settled, round(expected_rounds(settled), 9))


def _outcomes(mine: float, theirs: float) -> list[float]:
    """Multiply the probabilities that each cooperates out over CC, CD, DC and DD."""
    return [mine * theirs, mine * (1 - theirs), (1 - mine) * theirs, (1 - mine) * (1 - theirs)]


def _weighted(visits: Sequence[float], payoffs: Sequence[float]) -> float:
    return math.fsum(share * payoff for share, payoff in zip(visits, payoffs, strict=True))


def _check_continuation(number: float) -> None:
    if not is_finite(number) or not 0 <= number < 1:
        raise ValueError(f"The probability of another round is at least 0 and below 1; it is {number!r}.")
