"""How a group's answers to one question are said: a sentence to say aloud, and what has changed since the round before."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from collabkit.analysis.agreement import Agreement, describe
from collabkit.questions import Choice, Json, Question, Rating
from collabkit.wording import counted, fixed, in_a_row
from collabkit.workshop.counts import on_scale, unsure
from collabkit.workshop.published import Shown

_NUMBER: Final = re.compile(r"^\d+\. ")
MEANS: Final = {"close": "close together", "spread": "spread over the scale", "split": "split"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with the answers that may be shown.

    Attributes:
        question: as the exercise asks it.
        now: the answers.
        before: those of the round before, where there was one that may be shown.
    """

    question: Question[Json]
    now: Shown
    before: Shown | None = None

    @property
    def name(self) -> str:
        """The question as it stands in a sentence: without its number and its full stop."""
        return _NUMBER.sub("", self.question.text).removesuffix(".")

    @property
    def rated(self) -> bool:
        """Whether the answers are points of a scale."""
        return isinstance(self.question, Rating)

    @property
    def steps(self) -> tuple[str, ...]:
        """The words of every answer, in the order of the counts."""
        if isinstance(self.question, Rating):
            return tuple(words for _, words in self.question.scale.choices())
        return tuple(words for _, words in self.question.options) if isinstance(self.question, Choice) else ()

    def points(self, shown: Shown | None = None) -> tuple[int, ...]:
        """Return how many chose each point of the scale."""
        return on_scale(self.now.item, (shown or self.now).whole)

    def unsure(self) -> int:
        """Return how many are not sure."""
        return unsure(self.now.item, self.now.whole)

    def agreement(self) -> Agreement:
        """Return how far the answers agree."""
        return describe(self.points())

    def agreement_before(self) -> Agreement | None:
        """Return how far they agreed in the round before."""
        return describe(self.points(self.before)) if self.before else None


def aloud(asked: Asked) -> str:
    """Say how the answers lie, so that nobody has to see them."""
    points, found = asked.points(), asked.agreement()
    total, steps = sum(points), asked.steps
    if found.word == "split":
        low, high = sum(points[: len(points) // 2]), sum(points[-(len(points) // 2) :])
        return (
            f"You are split on “{asked.name}”: of {total:,}, {low:,} lean to “{steps[0]}” and {high:,} to "
            f"“{steps[len(points) - 1]}”."
        )
    if found.word == "spread":
        return (
            f"Your answers to “{asked.name}” are spread over the scale: they lie {fixed(found.deviation, 1)} "
            f"points from the middle one on average."
        )
    chosen = [steps[place] for place, count in enumerate(points) if count == max(points)]
    return (
        f"You are close together on “{asked.name}”: of {total:,}, {max(points):,} chose {in_a_row(_quoted(chosen))}"
        f"{' each' if len(chosen) > 1 else ''}."
    )


def _quoted(words: list[str]) -> list[str]:
    return [f"“{word}”" for word in words]


def chosen(asked: Asked) -> str:
    """Say what most chose, where answers are no points of a scale."""
    counts = asked.now.whole
    most = [asked.steps[place] for place, count in enumerate(counts) if count == max(counts)]
    most_said = in_a_row(_quoted(most))
    answers = (
        f"answer to “{asked.name}” is {most_said}" if len(most) == 1 else f"answers to “{asked.name}” are {most_said}"
    )
    each = "" if len(most) == 1 else " each"
    return f"The most chosen {answers}, with {max(counts):,} of {sum(counts):,}{each}."


def spread(asked: Asked) -> str:
    """Say the average deviation: how far apart, which is not the word's question of what shape."""
    return f"Answers lie {fixed(asked.agreement().deviation, 1)} points from the middle one on average."


def change(asked: Asked) -> str:
    """Say what has changed since the round before, or nothing where there was none that may be shown."""
    before, now = asked.agreement_before(), asked.agreement()
    if before is None:
        return ""
    words = (
        f"You were {MEANS[before.word]}, and now you are {MEANS[now.word]}"
        if before.word != now.word
        else f"You are still {MEANS[now.word]}"
    )
    then, here = _middle(asked, before.median), _middle(asked, now.median)
    middle = f"the middle answer stays {here}" if then == here else f"the middle answer went from {then} to {here}"
    return f"{words}; {middle}."


def _middle(asked: Asked, median: float) -> str:
    low, high = asked.steps[math.floor(median) - 1], asked.steps[math.ceil(median) - 1]
    return f"“{low}”" if low == high else f"between “{low}” and “{high}”"


def not_sure(asked: Asked) -> str:
    """Say how many are not sure of a question."""
    return f"“{asked.name}”: {counted(asked.unsure(), 'person', 'people')} of {sum(asked.now.whole):,}."
