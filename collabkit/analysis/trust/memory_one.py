"""Strategies of memory one: how likely a partner is to cooperate, given what both did in the last round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from collabkit.analysis.numeric import is_finite, plain


def _probability(number: float, what: str) -> float:
    if not is_finite(number) or not 0 <= number <= 1:
        raise ValueError(f"{what} is a number between 0 and 1; it is {number!r}.")
    return plain(number, what)


@dataclass(frozen=True, slots=True)
class Payoffs:
    """What a round brings a partner, by what the partner and the other side did.

    Attributes:
        temptation: I let the other side down while it cooperates.
        reward: We both cooperate.
        punishment: Neither of us cooperates.
        sucker: I cooperate and am let down.
    """

    temptation: float = 5
    reward: float = 3
    punishment: float = 1
    sucker: float = 0

    def __post_init__(self) -> None:
        """Refuse what is no number.

        Raises:
            ValueError: A payoff is not a finite number, or too large.
        """
        for name in ("temptation", "reward", "punishment", "sucker"):
            number = getattr(self, name)
            if not is_finite(number):
                raise ValueError(f"Give a finite number as the {name} payoff; it is {number!r}.")
            object.__setattr__(self, name, plain(number, f"The {name} payoff"))

    @property
    def by_outcome(self) -> tuple[float, float, float, float]:
        """My payoff after CC, CD, DC and DD; my own move comes first."""
        return (self.reward, self.sucker, self.temptation, self.punishment)

    @property
    def is_dilemma(self) -> bool:
        """Whether letting down always pays best for one round, though cooperating pays best for both."""
        ordered = self.temptation > self.reward > self.punishment > self.sucker
        return ordered and 2 * self.reward > self.temptation + self.sucker


DILEMMA: Final = Payoffs()
"""The payoffs most used in the literature: 5, 3, 1 and 0."""


@dataclass(frozen=True, slots=True)
class Strategy:
    """How likely a partner is to cooperate, given the last round.

    Attributes:
        name: What people call it.
        after: Probabilities of cooperating after CC, CD, DC and DD; my own move comes first.
        first: Probability of cooperating in the first round.

    >>> Strategy("copies", (1, 0, 1, 0)).after
    (1, 0, 1, 0)
    """

    name: str
    after: tuple[float, float, float, float]
    first: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what is no probability.

        Raises:
            ValueError: There are not four probabilities, or one is not between 0 and 1.
        """
        if len(self.after) != 4:
            raise ValueError(
                f"{self.name} needs four probabilities: after CC, CD, DC and DD; it has {len(self.after)}."
            )
        what = f"A probability of cooperating in {self.name}"
        cc, cd, dc, dd = (_probability(probability, what) for probability in self.after)
        object.__setattr__(self, "after", (cc, cd, dc, dd))
        object.__setattr__(self, "first", _probability(self.first, what))

    def with_errors(self, noise: float, misread: float = 0.0) -> Strategy:
        """Return what the strategy does in effect, when moves go wrong and are misread.

        Args:
            noise: How often a move slips: the partner does the opposite of what it meant.
            misread: How often the partner takes the other side's last move for its opposite.

        >>> TIT_FOR_TAT.with_errors(0.25).after
        (0.75, 0.25, 0.75, 0.25)
        """
        noise = _probability(noise, "How often a move slips")
        misread = _probability(misread, "How often a move is misread")
        if not noise and not misread:
            return self
        both, let_down, letting_down, neither = self.after
        seen = (
            _mix(both, let_down, misread),
            _mix(let_down, both, misread),
            _mix(letting_down, neither, misread),
            _mix(neither, letting_down, misread),
        )
        cc, cd, dc, dd = (_mix(meant, 1 - meant, noise) for meant in seen)
        return Strategy(self.name, (cc, cd, dc, dd), _mix(self.first, 1 - self.first, noise))


def _mix(usual: float, otherwise: float, share: float) -> float:
    """Weigh two probabilities, never leaving 0 to 1 by rounding."""
    return min(1.0, max(0.0, (1 - share) * usual + share * otherwise))


ALWAYS_DEFECT: Final = Strategy("Always defect", (0, 0, 0, 0), 0)
TIT_FOR_TAT: Final = Strategy("Tit for tat", (1, 0, 1, 0), 1)


def _check_dilemma(payoffs: Payoffs) -> None:
    if not payoffs.is_dilemma:
        raise ValueError(
            "These payoffs are no dilemma: temptation, reward, punishment and sucker must go down in this order, "
            "and two rewards must be more than a temptation and a sucker together."
        )


def generous_tit_for_tat(forgiveness: float | None = None, payoffs: Payoffs = DILEMMA) -> Strategy:
    """Return tit for tat that now and then forgives.

    Args:
        forgiveness: How often it cooperates although it was let down. Left out, it is as often as can be
            without inviting partners who always defect: min(1 − (T−R)/(R−S), (R−P)/(T−P)) (Nowak and Sigmund 1992).
        payoffs: Used when forgiveness is left out.

    Raises:
        ValueError: Forgiveness is no probability, or the payoffs are no dilemma while it is left out.

    >>> round(generous_tit_for_tat().after[1], 4)
    0.3333
    """
    if forgiveness is None:
        _check_dilemma(payoffs)
        gap = payoffs.reward - payoffs.sucker
        tempting = payoffs.temptation - payoffs.reward
        forgiveness = min(
            1 - tempting / gap, (payoffs.reward - payoffs.punishment) / (payoffs.temptation - payoffs.punishment)
        )
    return Strategy("Generous tit for tat", (1, forgiveness, 1, forgiveness), 1)
