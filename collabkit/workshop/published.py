"""What of a group's answers may be shown: nothing that tells what fewer than five people said, not by subtraction either.

For each question on its own:

1. It is shown where five people or more placed themselves on the scale.
2. A sub-group is shown where that holds for it too. What is left when the sub-groups shown are taken from the whole is
   *the rest*: those of small sub-groups and of none. If the rest is a few people, the smallest sub-group shown is hidden
   with them, until the rest is nobody, or five or more.
3. A second round is shown unless it differs from the first by a few people who came, or went, while nobody else's
   answer changed: the difference would be their answers. The same holds for each sub-group, and for the rest.

Findings and files are written from what passes here, and from nothing else; why a question does not, ``withheld`` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from collabkit.analysis.agreement import FEWEST_PEOPLE
from collabkit.translation import say
from collabkit.workshop.counts import Counts, items_of, on_scale
from collabkit.workshop.items import Item

Row: TypeAlias = tuple[int, ...]
Reason: TypeAlias = Literal["few", "placed", "late", "unsure"]
"""Why a question is not shown: few answered, few of them placed themselves on the scale, it differs from the round before
by the answers of a few, or all who answered are not sure."""
REST: Final = ""
"""The name of those in no sub-group."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One question's answers, as far as they may be shown.

    Attributes:
        item: the question.
        whole: everybody's counts.
        groups: the counts of each sub-group that may be shown.
        hidden: the sub-groups that may not.
    """

    item: Item
    whole: Row
    groups: Mapping[str, Row]
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a group's answers.

    Attributes:
        whole: everybody's.
        groups: those of each sub-group, by its name; people may be in none, and nobody is in two.
    """

    whole: Counts
    groups: Mapping[str, Counts]

    def __post_init__(self) -> None:
        """Refuse sub-groups that are not parts of the whole, or have no name."""
        if REST in self.groups:
            raise ValueError(say("Give each sub-group a name."))
        for name, counts in self.groups.items():
            if counts.exercise != self.whole.exercise:
                raise ValueError(
                    say(
                        "The sub-group {name} answered {exercise}, not {exercise2}.",
                        name=f"{name!r}",
                        exercise=f"{counts.exercise!r}",
                        exercise2=f"{self.whole.exercise!r}",
                    )
                )
        for item in items_of(self.whole.exercise).items:
            if min(self.parts(item)[REST]) < 0:
                raise ValueError(
                    say(
                        "The sub-groups hold more answers than the whole group. Count everybody in the whole, and each "
                        "person in one sub-group at most."
                    )
                )

    def parts(self, item: Item) -> dict[str, Row]:
        """Return the counts of each sub-group, and of those in none, which together are the whole."""
        found = {name: counts.of(item.key) for name, counts in self.groups.items()}
        taken = [sum(column) for column in zip(*found.values(), strict=True)] or [0] * len(item.states)
        rest = tuple(all_ - part for all_, part in zip(self.whole.of(item.key), taken, strict=True))
        return {**found, REST: rest}


def published(first: Round, second: Round | None = None) -> tuple[dict[str, Shown], dict[str, Shown]]:
    """Return what may be shown of one round, or of two, for each question's key; what may not be shown is left out.

    >>> whole = Counts("factors", 6, {"history": (1, 1, 1, 1, 2, 0), "pace": (1, 1, 1, 1, 0, 3)})
    >>> found, _ = published(Round(whole, {}))
    >>> list(found), found["history"].whole
    (['history'], (1, 1, 1, 1, 2, 0))
    """
    before: dict[str, Shown] = {}
    now: dict[str, Shown] = {}
    for item in items_of(first.whole.exercise).items:
        parts = first.parts(item)
        found = _shown(item, parts, {}, frozenset())
        if found:
            before[item.key] = found
        if second is not None:
            earlier = (parts, _unseen(found, parts)) if found else ({}, frozenset[str]())
            later = _shown(item, second.parts(item), *earlier)
            if later:
                now[item.key] = later
    return before, now


def withheld(first: Round, second: Round | None = None) -> dict[str, Reason]:
    """Return why a question is not shown that somebody answered, for each such question's key, of the latest round.

    >>> withheld(Round(Counts("factors", 12, {"history": (0, 0, 0, 0, 0, 12), "pace": (3, 0, 0, 0, 0, 0)}), {}))
    {'history': 'unsure', 'pace': 'few'}
    """
    shown = published(first, second)[0 if second is None else 1]
    latest = (first if second is None else second).whole
    return {
        item.key: _reason(item, latest.of(item.key), first.whole.of(item.key) if second else ())
        for item in items_of(latest.exercise).items
        if latest.answered(item.key) and item.key not in shown
    }


def _reason(item: Item, row: Row, before: Row) -> Reason:
    if _enough(item, row):
        return "late"
    if not _all_unsure(item, row):
        return "few" if sum(row) < FEWEST_PEOPLE else "placed"
    return "late" if before and _all_unsure(item, before) and _gives_away(before, row) else "unsure"


def _all_unsure(item: Item, row: Row) -> bool:
    """Tell whether enough people answered, and all of them are not sure: which is no answer of anybody alone."""
    return sum(row) >= FEWEST_PEOPLE and not any(on_scale(item, row))


def _unseen(shown: Shown, parts: Mapping[str, Row]) -> frozenset[str]:
    return frozenset(parts) - frozenset(shown.groups)


def _shown(item: Item, parts: Mapping[str, Row], earlier: Mapping[str, Row], unseen: AbstractSet[str]) -> Shown | None:
    """Choose what to show of one question in one round.

    Args:
        item: the question.
        parts: the counts of each sub-group and of those in none.
        earlier: the same in the round before, if that was shown.
        unseen: the sub-groups that were not shown then.
    """
    whole = _sum(item, parts, parts)
    if not _enough(item, whole) or (earlier and _gives_away(_sum(item, earlier, earlier), whole)):
        return None
    hidden = {name for name, row in parts.items() if name == REST or not _enough(item, row)}
    while (more := _to_hide(item, parts, hidden, earlier, unseen)) is not None:
        hidden.add(more)
    groups = {name: row for name, row in parts.items() if name not in hidden}
    return Shown(item, whole, groups, tuple(name for name in parts if name in hidden and name != REST))


def _to_hide(
    item: Item, parts: Mapping[str, Row], hidden: AbstractSet[str], earlier: Mapping[str, Row], unseen: AbstractSet[str]
) -> str | None:
    """Name the next sub-group that has to be hidden, or nobody."""
    seen = sorted((name for name in parts if name not in hidden), key=lambda name: (sum(parts[name]), name))
    if not seen:
        return None
    rest = _sum(item, parts, hidden)
    if any(rest) and not _enough(item, rest):
        return seen[0]
    if not earlier:
        return None
    # Who was hidden in either round can only be worked out together.
    either = hidden | unseen
    if _gives_away(_sum(item, earlier, either), _sum(item, parts, either)):
        return seen[0]
    alone = [name for name in seen if name in earlier and name not in unseen]
    return next((name for name in alone if _gives_away(earlier[name], parts[name])), None)


def _enough(item: Item, row: Row) -> bool:
    return sum(on_scale(item, row)) >= FEWEST_PEOPLE


def _sum(item: Item, parts: Mapping[str, Row], names: AbstractSet[str] | Mapping[str, Row]) -> Row:
    """Add up the counts of some of the parts; one that is not there has none."""
    rows = [parts[name] for name in names if name in parts]
    return tuple(sum(row[place] for row in rows) for place in range(len(item.states)))


def _gives_away(before: Row, now: Row) -> bool:
    """Tell whether two rounds differ by the answers of a few people and by nothing else."""
    steps = [later - earlier for earlier, later in zip(before, now, strict=True)]
    few = 0 < sum(map(abs, steps)) < FEWEST_PEOPLE
    return few and (min(steps) >= 0 or max(steps) <= 0)
