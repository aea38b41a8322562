"""How a group's answers to one question are said: a sentence to say aloud, and what has changed since the round before."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from collabkit.analysis.agreement import Agreement, describe
from collabkit.questions import Choice, Json, Question, Rating
from collabkit.translation import by_number, say
from collabkit.wording import counted, fixed, in_a_row
from collabkit.workshop.counts import on_scale, unsure
from collabkit.workshop.published import Shown

_NUMBER: Final = re.compile(r"^\d+\. ")
MEANS: Final = {"close": say("close together"), "spread": say("spread"), "split": say("split")}
"""How a group stands, in a sentence."""
IN_SHORT: Final = {"close": say("close"), "spread": say("spread"), "split": say("split")}
"""The same in a table."""


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
        return name_of(self.question)

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

    def given(self) -> list[int]:
        """Return the places of the scale that somebody chose."""
        return [place for place, count in enumerate(self.points()) if count]

    def unsure(self) -> int:
        """Return how many are not sure."""
        return unsure(self.now.item, self.now.whole)

    def agreement(self) -> Agreement:
        """Return how far the answers agree."""
        return describe(self.points())

    def agreement_before(self) -> Agreement | None:
        """Return how far they agreed in the round before."""
        return describe(self.points(self.before)) if self.before else None


def name_of(question: Question[Json]) -> str:
    """Return a question as it stands in a sentence: without its number and its full stop."""
    return _NUMBER.sub("", question.text).removesuffix(".")


def aloud(asked: Asked) -> str:
    """Say how the answers lie, so that nobody has to see them."""
    points, found = asked.points(), asked.agreement()
    total, steps = sum(points), asked.steps
    if found.word == "split":
        low, high = sum(points[: len(points) // 2]), sum(points[-(len(points) // 2) :])
        return by_number(
            low,
            "You are split on “{question}”: of {total}, {low} leans to “{lowest}” and {high} to “{highest}”.",
            "You are split on “{question}”: of {total}, {low} lean to “{lowest}” and {high} to “{highest}”.",
            question=asked.name,
            total=fixed(total),
            low=fixed(low),
            lowest=steps[0],
            high=fixed(high),
            highest=steps[len(points) - 1],
        )
    if found.word == "spread" and len(asked.given()) == 2:
        low, high = asked.given()
        return say(
            "Your answers to “{question}” are spread: of {total}, {low} chose “{lower}” and {high} “{higher}”.",
            question=asked.name,
            total=fixed(total),
            low=fixed(points[low]),
            lower=steps[low],
            high=fixed(points[high]),
            higher=steps[high],
        )
    if found.word == "spread":
        return say(
            "Your answers to “{question}” are spread over the scale: they lie {number} "
            "points from the middle one on average.",
            question=asked.name,
            number=fixed(found.deviation, 1),
        )
    first, *others = [steps[place] for place, count in enumerate(points) if count == max(points)]
    number = fixed(max(points))
    as_many = [say("{number} “{answer}”", number=number, answer=answer) for answer in others]
    return say(
        "You are close together on “{question}”: of {total}, {number} chose {answers}.",
        question=asked.name,
        total=fixed(total),
        number=number,
        answers=in_a_row([f"“{first}”", *as_many]),
    )


def _quoted(words: list[str]) -> list[str]:
    return [f"“{word}”" for word in words]


def most_chosen(asked: Asked) -> list[str]:
    """Return the answer that most chose, or those that as many did."""
    counts = asked.now.whole
    return [asked.steps[place] for place, count in enumerate(counts) if count == max(counts)]


def chose_otherwise(asked: Asked) -> int:
    """Return how many chose none of the most chosen answers."""
    counts = asked.now.whole
    return sum(count for count in counts if count < max(counts))


def chosen(asked: Asked) -> str:
    """Say what most chose, where answers are no points of a scale."""
    counts, most = asked.now.whole, most_chosen(asked)
    if len(most) > 1 and not chose_otherwise(asked):
        return say(
            "The answers to “{question}” are even: {answers}, with {number} of {total} each.",
            question=asked.name,
            answers=in_a_row(_quoted(most)),
            number=fixed(max(counts)),
            total=fixed(sum(counts)),
        )
    return by_number(
        len(most),
        "The most chosen answer to “{question}” is {answers}, with {number} of {total}.",
        "The most chosen answers to “{question}” are {answers}, with {number} of {total} each.",
        question=asked.name,
        answers=in_a_row(_quoted(most)),
        number=fixed(max(counts)),
        total=fixed(sum(counts)),
    )


def spread(asked: Asked) -> str:
    """Say the average deviation: how far apart, which is not the word's question of what shape."""
    return say(
        "Answers lie {number} points from the middle one on average.",
        number=fixed(asked.agreement().deviation, 1),
    )


def change(asked: Asked) -> str:
    """Say what has changed since the round before, or nothing where there was none that may be shown."""
    before, now = asked.agreement_before(), asked.agreement()
    if before is None:
        return ""
    old = _middle(asked, before, asked.points(asked.before))
    new = _middle(asked, now, asked.points())
    if before.word == now.word:
        return _still(MEANS[now.word], old, new)
    if not old or not new:
        return say("You were {before}, and now you are {now}.", before=MEANS[before.word], now=MEANS[now.word])
    if old == new:
        return say(
            "You were {before}, and now you are {now}; the middle answer stays {answer}.",
            before=MEANS[before.word],
            now=MEANS[now.word],
            answer=new,
        )
    return say(
        "You were {before}, and now you are {now}; the middle answer went from {old_answer} to {new_answer}.",
        before=MEANS[before.word],
        now=MEANS[now.word],
        old_answer=old,
        new_answer=new,
    )


def _still(now: str, old: str, new: str) -> str:
    """Say that a group stands as it stood, and whether its middle answer moved, where it has one."""
    if not old or not new:
        return say("You are still {now}.", now=now)
    if old == new:
        return say("You are still {now}; the middle answer stays {answer}.", now=now, answer=new)
    return say(
        "You are still {now}; the middle answer went from {old_answer} to {new_answer}.",
        now=now,
        old_answer=old,
        new_answer=new,
    )


def _middle(asked: Asked, found: Agreement, points: tuple[int, ...]) -> str:
    """Name the middle answer; nothing where a group is split, or nobody gave it."""
    below, above = math.floor(found.median) - 1, math.ceil(found.median) - 1
    if found.word == "split" or not (points[below] and points[above]):
        return ""
    low, high = asked.steps[below], asked.steps[above]
    return f"“{low}”" if low == high else say("between “{low}” and “{high}”", low=low, high=high)


def not_sure(asked: Asked) -> str:
    """Say how many are not sure of a question."""
    return say(
        "“{question}”: {people} of {total}.",
        question=asked.name,
        people=counted(asked.unsure(), "person", "people"),
        total=fixed(sum(asked.now.whole)),
    )
