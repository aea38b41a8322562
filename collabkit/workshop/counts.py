"""How many people gave each answer: all that a group's findings need, and nothing about who gave which.

Counts of the same exercise add up, in any order and any grouping, so they can come from a chat, a show of hands and a
survey of a million lines alike. Each question's counts stand in the order of its answers in ``items``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from collabkit.questions import UNSURE, Json
from collabkit.translation import say
from collabkit.workshop.items import LATEST, Item, Items

MOST_PEOPLE: Final = 10**12
"""More than this is a slip of the keyboard, not a group."""


def items_of(exercise_id: str) -> Items:
    """Return the questions of an exercise that can be counted, in their latest version.

    Raises:
        ValueError: there are none.

    >>> len(items_of("factors").items)
    22
    """
    items = LATEST.get(exercise_id)
    if items is None:
        known = ", ".join(LATEST)
        raise ValueError(
            say(
                "The answers to {exercise_id} cannot be counted. Those of these exercises can: {known}.",
                exercise_id=f"{exercise_id!r}",
                known=known,
            )
        )
    return items


@dataclass(frozen=True, slots=True)
class Counts:
    """The answers of several people to one exercise.

    Attributes:
        exercise: the exercise's id.
        people: how many people took part.
        by_item: for each question's key how many gave each answer; a question that nobody answered may be left out.

    >>> hands = Counts("factors", 7, {"history": (0, 1, 3, 2, 0, 1)})
    >>> (hands + hands).of("history"), hands.of("pace")
    ((0, 2, 6, 4, 0, 2), (0, 0, 0, 0, 0, 0))
    """

    exercise: str
    people: int
    by_item: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse counts that are of other questions, or of other answers."""
        known = {item.key: item for item in items_of(self.exercise).items}
        for key, counts in self.by_item.items():
            if key not in known:
                raise ValueError(
                    say(
                        "The exercise {exercise} has no question {key} that can be counted.",
                        exercise=f"{self.exercise!r}",
                        key=f"{key!r}",
                    )
                )
            if len(counts) != len(known[key].states):
                raise ValueError(
                    say(
                        "The question {key} has {states} answers; counted are {counts}.",
                        key=f"{key!r}",
                        states=len(known[key].states),
                        counts=len(counts),
                    )
                )
            if min(counts) < 0 or sum(counts) > MOST_PEOPLE:
                raise ValueError(
                    say("The counts of {key} cannot be people: {map}.", key=f"{key!r}", map=", ".join(map(str, counts)))
                )

    def of(self, key: str) -> tuple[int, ...]:
        """Return a question's counts, noughts where nobody answered."""
        item = next(one for one in items_of(self.exercise).items if one.key == key)
        return self.by_item.get(key, (0,) * len(item.states))

    def answered(self, key: str) -> int:
        """Return how many answered a question; not being sure is an answer."""
        return sum(self.by_item.get(key, ()))

    def __add__(self, other: Counts) -> Counts:
        """Return the answers of both.

        Raises:
            ValueError: they are of different exercises.
        """
        if self.exercise != other.exercise:
            raise ValueError(
                say(
                    "Answers to {exercise} and to {exercise2} cannot be counted together.",
                    exercise=f"{self.exercise!r}",
                    exercise2=f"{other.exercise!r}",
                )
            )
        keys = [item.key for item in items_of(self.exercise).items if item.key in {*self.by_item, *other.by_item}]
        return Counts(
            self.exercise,
            self.people + other.people,
            {key: tuple(map(sum, zip(self.of(key), other.of(key), strict=True))) for key in keys},
        )


def on_scale(item: Item, counts: tuple[int, ...]) -> tuple[int, ...]:
    """Return the counts of the points of a scale, without those who are not sure."""
    return tuple(count for state, count in zip(item.states, counts, strict=True) if state != UNSURE)


def unsure(item: Item, counts: tuple[int, ...]) -> int:
    """Return how many are not sure."""
    return sum(counts) - sum(on_scale(item, counts))


def counted_answers(exercise_id: str, people: Iterable[Mapping[str, Json]]) -> Counts:
    """Count people's answers; one that the exercise does not offer is left out.

    >>> counted_answers("factors", [{"history": 4}, {"history": 4, "pace": "unsure"}, {}]).of("history")
    (0, 0, 0, 2, 0, 0)
    """
    items = items_of(exercise_id)
    everybody = list(people)
    found: dict[str, tuple[int, ...]] = {}
    for item in items.items:
        given = Counter(str(answers[item.key]) for answers in everybody if item.key in answers)
        counts = tuple(given[str(state)] for state in item.states)
        if any(counts):
            found[item.key] = counts
    return Counts(exercise_id, len(everybody), found)
