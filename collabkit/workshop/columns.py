"""Which column of a table holds which question, and which answer a cell gives.

A column is *surely* a question's where its name is the question's key, or holds the whole question, as the exports of
form services do. A name that only looks alike is offered and never taken: a person says whether it is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from collabkit.exercises import exercise
from collabkit.questions import UNSURE, Choice, Json, Question, Rating, shown
from collabkit.translation import say
from collabkit.wording import counted, in_a_row
from collabkit.workshop.counts import Counts, items_of
from collabkit.workshop.items import Item, rateable
from collabkit.workshop.tally import Tally, refuse_twice

ALIKE: Final = 0.4
"""From this share of words in common a column is offered for a question."""
FEWEST_WORDS: Final = 4
"""A question of fewer words may stand within another column's name by chance."""
MOST_SAID: Final = 5
_WORD: Final = re.compile(r"[^\W_]+")
_NUMBERED: Final = re.compile(r"(\d+)\W+(\D.*)")


def plain(words: str) -> str:
    """Return words without signs and capitals, to compare them.

    >>> plain("1. We’ve  worked – TOGETHER.")
    '1 we ve worked together'
    """
    return " ".join(_WORD.findall(words.casefold()))


@cache
def _questions(exercise_id: str) -> dict[str, Question[Json]]:
    items_of(exercise_id)
    return {question.key: question for question in rateable(exercise(exercise_id))}


def _bare(question: Question[Json]) -> str:
    """Return the words of a question without its number."""
    return plain(re.sub(r"^\d+\. ", "", question.text))


@dataclass(frozen=True, slots=True)
class Match:
    """Columns and questions that belong together.

    Attributes:
        sure: for a question's key its column.
        perhaps: for a question's key a column that looks alike, to be confirmed by somebody.
        missing: questions without a column.
        left: columns without a question.
    """

    sure: Mapping[str, str]
    perhaps: Mapping[str, str]
    missing: tuple[str, ...]
    left: tuple[str, ...]

    def sentences(self, exercise_id: str) -> tuple[str, ...]:
        """Say what somebody has to confirm, and what is not there."""
        asked = [
            say(
                "Is the column {shown} the answers to “{text}” ({key})?",
                shown=shown(column),
                text=_questions(exercise_id)[key].text,
                key=key,
            )
            for key, column in self.perhaps.items()
        ]
        none = (
            say("There is no column for {questions}.", questions=counted(len(self.missing), "question"))
            if self.missing
            else ""
        )
        return (*asked, *([none] if none else []))


def match_columns(exercise_id: str, columns: Iterable[str]) -> Match:
    """Match the columns of a table with an exercise's questions.

    Raises:
        ValueError: the exercise's answers cannot be counted.

    >>> found = match_columns("factors", ["Time", "pace", "22. The people whose support we depend on stay active"])
    >>> dict(found.sure), dict(found.perhaps), found.left
    ({'pace': 'pace'}, {'backing': '22. The people whose support we depend on stay active'}, ('Time',))
    """
    left = {column: plain(column) for column in columns}
    questions = _questions(exercise_id)
    sure: dict[str, str] = {}
    for key, question in questions.items():
        column = next((name for name, words in left.items() if _is_surely(question, words)), None)
        if column is not None:
            sure[key] = column
            del left[column]
    perhaps: dict[str, str] = {}
    pairs = sorted(
        ((-_in_common(_bare(question), words), key, name) for key, question in questions.items() if key not in sure
         for name, words in left.items()),
    )  # fmt: skip
    for score, key, name in pairs:
        if -score >= ALIKE and key not in perhaps and name in left:
            perhaps[key] = name
            del left[name]
    missing = tuple(key for key in questions if key not in sure and key not in perhaps)
    return Match(sure, {key: perhaps[key] for key in questions if key in perhaps}, missing, tuple(left))


def _is_surely(question: Question[Json], column: str) -> bool:
    bare = _bare(question)
    if column in {plain(question.key), plain(question.text), bare}:
        return True
    return len(bare.split()) >= FEWEST_WORDS and f" {bare} " in f" {column} "


def _in_common(one: str, other: str) -> float:
    """Return the share of words that two names have in common."""
    mine, theirs = set(one.split()), set(other.split())
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


@dataclass(frozen=True, slots=True)
class Counted:
    """Answers of a table, counted.

    Attributes:
        counts: those that could be read.
        strange: for each question's key what stands in its column and is no answer, and how often.
    """

    counts: Counts
    strange: Mapping[str, Mapping[str, int]]

    def sentences(self) -> tuple[str, ...]:
        """Say what was not counted."""
        found = []
        for key, answers in list(self.strange.items())[:MOST_SAID]:
            most = sorted(answers.items(), key=lambda one: -one[1])[:MOST_SAID]
            named = [f"{shown(answer)} ({counted(number, 'time')})" for answer, number in most]
            rest = len(answers) - len(most)
            said = in_a_row([*named, *([counted(rest, "other answer")] if rest else [])])
            about = _questions(self.counts.exercise)[key].text
            found.append(
                say("Not counted, because no answer to “{about}” is so called: {said}.", about=about, said=said)
            )
        rest = len(self.strange) - len(found)
        if rest:
            questions = counted(rest, "other question")
            found.append(
                say("Answers to {questions} were not counted either, for the same reason.", questions=questions)
            )
        return tuple(found)


def counts_in(tally: Tally, exercise_id: str, columns: Mapping[str, str]) -> Counted:
    """Read a tally as answers to an exercise's questions.

    Args:
        tally: how often each answer stands in each column.
        exercise_id: whose questions these are.
        columns: for a question's key its column, as somebody has confirmed.

    Raises:
        ValueError: a question or a column is not there, two columns have its name, or it holds words of people's own.

    >>> found = counts_in(Tally(3, {"Q1": {"4": 1, "agree": 1, "Perhaps": 1}}), "factors", {"history": "Q1"})
    >>> found.counts.of("history"), found.strange
    ((0, 0, 0, 2, 0, 0), {'history': {'Perhaps': 1}})
    """
    questions, items = _questions(exercise_id), {item.key: item for item in items_of(exercise_id).items}
    by_item: dict[str, tuple[int, ...]] = {}
    strange: dict[str, dict[str, int]] = {}
    for key, column in columns.items():
        if key not in questions:
            raise ValueError(
                say(
                    "There is no question {key} to count. There are: {questions}.",
                    key=f"{key!r}",
                    questions=", ".join(questions),
                )
            )
        refuse_twice(name for name in tally.doubled if name == column)
        if column not in tally.columns:
            raise ValueError(say("There is no column {shown}.", shown=shown(column)))
        answers = tally.columns[column]
        if answers is None:
            raise ValueError(
                say(
                    "The column {shown} holds too many different answers to be ratings or choices.", shown=shown(column)
                )
            )
        known = _known(questions[key], items[key])
        row = [0] * len(items[key].states)
        for answer, number in answers.items():
            place = known.place(answer)
            if place is None:
                strange.setdefault(key, {})[answer] = number
            else:
                row[place] += number
        if any(row):
            by_item[key] = tuple(row)
    return Counted(Counts(exercise_id, tally.rows, by_item), strange)


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that the answers to a question may be called.

    Attributes:
        values: the place of each answer by its value.
        words: the same by its words.
    """

    values: Mapping[str, int]
    words: Mapping[str, int]

    def place(self, answer: str) -> int | None:
        """Return the place of an answer, given by its value, its words or both; nothing where it is none of these."""
        if answer.casefold() in self.values:
            return self.values[answer.casefold()]
        both = _NUMBERED.fullmatch(answer)
        if both is None:
            return self.words.get(plain(answer)) if answer[:1].isalnum() else None
        place = self.words.get(plain(both[2]))
        return self.words.get(plain(answer), place if place == self.values.get(both[1]) else None)


@cache
def _known(question: Question[Json], item: Item) -> Known:
    offered = question.scale.choices() if isinstance(question, Rating) else ()
    offered = question.options if isinstance(question, Choice) else offered
    values = {str(state): place for place, state in enumerate(item.states)}
    unsure = dict.fromkeys(("unsure", "don t know"), values[UNSURE]) if UNSURE in values else {}
    return Known(values, {**unsure, **{plain(said): values[value] for value, said in offered}})
