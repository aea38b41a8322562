"""Weighing options: swing weights, weighted values, the weight at which a choice flips, and each partner's own ranking.

A score says how an option does on one criterion: 0 for the worst real option, 100 for the best. A weight says how much
the step from that worst to that best matters; weights add up to 1. Scores and weights are named by criterion.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from collabkit.analysis.numeric import difference, moderate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Scores = Mapping[str, float]
    Weights = Mapping[str, float]

FIRST_SWING: Final = 100
TIE: Final = 1e-9
"""Values nearer to each other than this are a tie: what parts them is the rounding of the computer, not a judgement."""

_SUM_TOLERANCE: Final = 1e-6


def normalise_swings(swings: Mapping[str, float]) -> dict[str, float]:
    """Turn swings into weights that add up to 1.

    Imagine every criterion at its worst. The one that you would move to its best first gets 100; each other one says
    how much its own move is worth beside that.

    Source: Department for Communities and Local Government, Multi-criteria analysis: a manual (2009).

    Args:
        swings: for each criterion a number from 0 to 100, of which one at least is 100.

    Raises:
        ValueError: a swing is not such a number, none is 100, or there is no criterion.

    >>> normalise_swings({"outcome": 100, "fairness": 60, "ease": 40})
    {'outcome': 0.5, 'fairness': 0.3, 'ease': 0.2}
    """
    given = {name: moderate(swing, f"The swing of '{name}'") for name, swing in swings.items()}
    for name, swing in given.items():
        if not 0 <= swing <= FIRST_SWING:
            raise ValueError(f"A swing lies from 0 to {FIRST_SWING}; that of '{name}' is {swing:g}.")
    if max(given.values(), default=0) != FIRST_SWING:
        raise ValueError(f"Give {FIRST_SWING} to the criterion that you would move to its best first, then the others.")
    total = math.fsum(given.values())
    return {name: swing / total for name, swing in given.items()}


def weighted_value(scores: Scores, weights: Weights) -> float:
    """Return the sum of weight times score.

    Raises:
        ValueError: the criteria differ, a score or a weight is not a number, or the weights do not add up to 1.

    >>> weighted_value({"outcome": 80, "ease": 40}, {"outcome": 0.75, "ease": 0.25})
    70.0
    """
    _check_weights(weights)
    _check_scores(scores, weights, "The scores")
    return _value(scores, weights)


def _value(scores: Scores, weights: Weights) -> float:
    return math.fsum(weight * scores[name] for name, weight in weights.items())


def _check_weights(weights: Weights) -> None:
    if not weights:
        raise ValueError("There are no weights; name at least one criterion and weigh it.")
    for name, weight in weights.items():
        if moderate(weight, f"The weight of '{name}'") < 0:
            raise ValueError(f"A weight cannot be below zero; that of '{name}' is {weight:g}.")
    total = math.fsum(weights.values())
    if not math.isclose(total, 1, abs_tol=_SUM_TOLERANCE):
        raise ValueError(
            f"Weights must add up to 1; these add up to {difference(total, 1)}. Turn swings into weights first."
        )


def _check_scores(scores: Scores, weights: Weights, whose: str) -> None:
    for name in weights:
        if name not in scores:
            raise ValueError(f"{whose} leave out '{name}'; score every criterion that has a weight.")
    for name, score in scores.items():
        if name not in weights:
            raise ValueError(f"{whose} name '{name}', which has no weight; weigh it or leave it out.")
        moderate(score, f"The score for '{name}'")


def _check_criterion(criterion: str, weights: Weights) -> None:
    if criterion not in weights:
        raise ValueError(f"'{criterion}' is not a criterion; choose from {', '.join(weights)}.")


def reweighted(weights: Weights, criterion: str, weight: float) -> dict[str, float]:
    """Give one criterion another weight; the rest share what is left in the proportions that they had.

    Raises:
        ValueError: the weight is not from 0 to 1, the criterion is unknown, or the rest have no weight to go by.

    >>> reweighted({"outcome": 0.5, "fairness": 0.25, "ease": 0.25}, "outcome", 0.75)
    {'outcome': 0.75, 'fairness': 0.125, 'ease': 0.125}
    """
    _check_weights(weights)
    _check_criterion(criterion, weights)
    if not 0 <= moderate(weight, f"The weight of '{criterion}'") <= 1:
        raise ValueError(f"A weight lies from 0 to 1; that of '{criterion}' would be {weight:g}.")
    rest = math.fsum(other for name, other in weights.items() if name != criterion)
    if not rest and weight != 1:
        raise ValueError(f"All the weight is on '{criterion}', so nothing says how the others would share the rest.")
    return {
        name: weight if name == criterion else (1 - weight) * other / rest if rest else 0.0
        for name, other in weights.items()
    }


def flip_weight(scores_a: Scores, scores_b: Scores, weights: Weights, criterion: str) -> float | None:
    """Return the weight of one criterion at which two options change places.

    With d the lead of A over B on the criterion, and r its lead on the rest, weighed among themselves in the
    proportions that they have, A leads by w·d + (1 - w)·r. That is nought at w* = r / (r - d), which lies between 0
    and 1 when d and r have opposite signs.

    Returns:
        The weight, or None when no weight flips the choice: one option leads on both sides, the two are level on one
        of them, or the rest have no weight, so that nothing says in what proportions to weigh them.

    Raises:
        ValueError: the criteria differ, or a score or a weight cannot be used.

    >>> weights = {"outcome": 0.6, "ease": 0.2, "fairness": 0.2}
    >>> a, b = {"outcome": 80, "ease": 50, "fairness": 40}, {"outcome": 60, "ease": 50, "fairness": 60}
    >>> flip_weight(a, b, weights, "fairness") == 15 / 35
    True
    """
    _check_weights(weights)
    _check_criterion(criterion, weights)
    _check_scores(scores_a, weights, "The first option's scores")
    _check_scores(scores_b, weights, "The second option's scores")
    others = {name: weight for name, weight in weights.items() if name != criterion}
    total = math.fsum(others.values())
    if not total:
        return None
    here = float(scores_a[criterion]) - float(scores_b[criterion])
    rest = (
        math.fsum(weight * (float(scores_a[name]) - float(scores_b[name])) for name, weight in others.items()) / total
    )
    if min(abs(here), abs(rest)) < TIE or (here > 0) == (rest > 0):
        return None
    return rest / (rest - here)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An option's place: 1 for the highest value; tied options share a place, and the next place stays empty."""

    option: str
    value: float
    rank: int


def ranking(options: Mapping[str, Scores], weights: Weights, *, decimals: int | None = None) -> tuple[Ranked, ...]:
    """Rank options by weighted value, the highest first; tied ones keep the order in which they were given.

    Args:
        options: the scores of each option.
        weights: the weight of each criterion.
        decimals: where given, values are rounded to so many, and those that are then the same are tied: a table that
            shows so many shows no winner among equals.

    Raises:
        ValueError: there are no options, the criteria differ, or a score or a weight cannot be used.

    >>> scores = {"share": {"gain": 100, "ease": 20}, "merge": {"gain": 20, "ease": 100}, "wait": {"gain": 0, "ease": 90}}
    >>> [(one.option, one.value, one.rank) for one in ranking(scores, {"gain": 0.5, "ease": 0.5})]
    [('share', 60.0, 1), ('merge', 60.0, 1), ('wait', 45.0, 3)]
    """
    _check_options(options, weights)
    values = {name: _value(scores, weights) for name, scores in options.items()}
    if decimals is not None:
        values = {name: round(value, decimals) + 0.0 for name, value in values.items()}  # no minus nought
    found: list[Ranked] = []
    for name in sorted(values, key=lambda option: -values[option]):
        # Compared with the first of its place, so that a chain of near ties cannot carry a place far down.
        first = next((one for one in found if one.rank == found[-1].rank), None)
        tied = first is not None and first.value - values[name] < TIE
        found.append(Ranked(name, values[name], found[-1].rank if tied else len(found) + 1))
    places = {name: place for place, name in enumerate(options)}
    return tuple(sorted(found, key=lambda one: (one.rank, places[one.option])))


def _check_options(options: Mapping[str, Scores], weights: Weights) -> None:
    if not options:
        raise ValueError("There are no options to rank; give at least one.")
    _check_weights(weights)
    for name, scores in options.items():
        _check_scores(scores, weights, f"The scores of '{name}'")


def preferred(ranked: Iterable[Ranked]) -> tuple[str, ...]:
    """Return the option in the first place, or all that share it.

    >>> preferred([Ranked("share", 60.0, 1), Ranked("merge", 60.0, 1), Ranked("wait", 45.0, 3)])
    ('share', 'merge')
    """
    return tuple(one.option for one in ranked if one.rank == 1)


def rankings_by_partner(
    options: Mapping[str, Scores], weights: Mapping[str, Weights], *, decimals: int | None = None
) -> dict[str, tuple[Ranked, ...]]:
    """Rank the options once for each partner, with that partner's own weights.

    Args:
        options: the scores of each option.
        weights: the weights of each partner.
        decimals: as for ``ranking``.

    Raises:
        ValueError: as for ``ranking``; the message begins with the partner's name.

    >>> scores = {"share": {"gain": 100, "ease": 20}, "wait": {"gain": 0, "ease": 90}}
    >>> partners = {"Age Well": {"gain": 0.5, "ease": 0.5}, "Fire service": {"gain": 0.25, "ease": 0.75}}
    >>> {name: preferred(ranked) for name, ranked in rankings_by_partner(scores, partners).items()}
    {'Age Well': ('share',), 'Fire service': ('wait',)}
    """
    found = {}
    for partner, own in weights.items():
        try:
            found[partner] = ranking(options, own, decimals=decimals)
        except ValueError as error:
            raise ValueError(f"{partner}: {error}") from None
    return found


def agreed_preference(rankings: Mapping[str, Iterable[Ranked]]) -> tuple[str, ...]:
    """Return the options that every partner puts first, alone or tied; then there is no need to debate weights.

    >>> agreed_preference({"Age Well": [Ranked("share", 60.0, 1)], "Fire service": [Ranked("wait", 72.5, 1)]})
    ()
    """
    firsts = [preferred(ranked) for ranked in rankings.values()]
    return tuple(option for option in firsts[0] if all(option in others for others in firsts)) if firsts else ()


def dominates(scores_a: Scores, scores_b: Scores) -> bool:
    """Say whether A does at least as well as B on every criterion, and better on one: then no weights favour B.

    Raises:
        ValueError: the criteria differ, or a score is not a number.

    >>> dominates({"gain": 80, "ease": 40}, {"gain": 60, "ease": 40})
    True
    """
    if scores_a.keys() != scores_b.keys():
        raise ValueError("The two options are scored on different criteria; score both on the same ones.")
    for scores in (scores_a, scores_b):
        for name, score in scores.items():
            moderate(score, f"The score for '{name}'")
    return all(scores_a[name] >= scores_b[name] for name in scores_b) and dict(scores_a) != dict(scores_b)


def dominated(options: Mapping[str, Scores]) -> dict[str, tuple[str, ...]]:
    """Return each option that another one dominates, with those that do.

    Raises:
        ValueError: the criteria differ, or a score is not a number.

    >>> dominated({"share": {"gain": 80, "ease": 40}, "merge": {"gain": 60, "ease": 40}, "wait": {"gain": 0, "ease": 90}})
    {'merge': ('share',)}
    """
    found = {
        name: tuple(other for other, theirs in options.items() if other != name and dominates(theirs, scores))
        for name, scores in options.items()
    }
    return {name: better for name, better in found.items() if better}


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """A weight at which the preferred option and a rival change places.

    Attributes:
        option: the preferred option.
        rival: the option that would overtake it.
        criterion: the criterion whose weight changes.
        weight: its weight now.
        flips_at: the weight at which the two are level.
    """

    option: str
    rival: str
    criterion: str
    weight: float
    flips_at: float

    @property
    def change(self) -> float:
        """How far the weight is from the tipping point; above zero when it would have to rise."""
        return self.flips_at - self.weight


def tipping_points(options: Mapping[str, Scores], weights: Weights) -> tuple[TippingPoint, ...]:
    """Return every weight at which the preferred option loses to a rival, the nearest to the present weights first.

    Of several options tied for the first place, the one given first is taken.

    Raises:
        ValueError: as for ``ranking``.

    >>> scores = {"share": {"gain": 100, "ease": 20}, "wait": {"gain": 0, "ease": 90}}
    >>> [(one.rival, one.criterion, round(one.flips_at, 3)) for one in tipping_points(scores, {"gain": 0.6, "ease": 0.4})]
    [('wait', 'gain', 0.412), ('wait', 'ease', 0.588)]
    """
    best = ranking(options, weights)[0].option
    found = (
        TippingPoint(best, rival, criterion, weight, flips_at)
        for rival, scores in options.items()
        for criterion, weight in weights.items()
        if rival != best and (flips_at := flip_weight(options[best], scores, weights, criterion)) is not None
    )
    return tuple(sorted(found, key=lambda point: round(abs(point.change), 9)))
