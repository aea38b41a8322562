"""Answers read once against questions: what can be used, what is wrong, what is missing.

Form, findings and announcement are all made from one sitting. Findings ask it by question: what it gives has the type
of that question's answer. The question need not be the very one that was asked: one with the same key will do, so a
constant stands for a question whose options or rows depend on what was answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast, overload

from collabkit.questions import AnswerError, Grid, Json, Names, Problem, Question, Questions, is_blank
from collabkit.translation import by_number, say
from collabkit.wording import NUMBERS, counted

T = TypeVar("T")
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody's answers to questions.

    Attributes:
        questions: the questions as they stand after these answers.
        given: the answers as they were typed or stored, good or bad.
        values: the answers that can be used, parsed, by key.
        problems: what is wrong or missing, in the order of the questions.
        answers: the answers as JSON: those that can be used in their plain form, the others exactly as typed.
    """

    questions: Questions = ()
    given: Mapping[str, Json] = field(default_factory=dict)
    values: dict[str, Json] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    answers: dict[str, Json] = field(default_factory=dict)

    @overload
    def get(self, question: Question[T]) -> T | None: ...

    @overload
    def get(self, question: Question[T], default: D) -> T | D: ...

    def get(self, question: Question[T], default: object = None) -> object:
        """Return the answer to a question, or the default where there is none that can be used.

        >>> from collabkit.questions import Amount
        >>> cost = Amount(key="cost", text="Cost")
        >>> read([cost], {"cost": "12"}).get(cost), read([cost], {}).get(cost), read([cost], {}).get(cost, 7)
        (12, None, 7)
        """
        return self.values.get(question.key, default)  # what stands under its key was parsed by its kind

    def need(self, question: Question[T]) -> T:
        """Return the answer to a required question, which is there wherever findings are made.

        Raises:
            KeyError: there is none; the message names the question.
        """
        if question.key not in self.values:
            raise KeyError(f"There is no answer to {question.key!r} ({question.text}).")
        return cast("T", self.values[question.key])

    def at(self, grid: Grid, row: str, column: Question[T]) -> T | None:
        """Return the answer in one cell of a grid, or None where there is none that can be used."""
        return cast("T | None", self.values.get(grid.cell_key(row, column)))

    def column(self, grid: Grid, column: Question[T]) -> dict[str, T]:
        """Return the answers in one column of a grid by row, in the order of the rows that were asked.

        >>> from collabkit.questions import Amount, Row
        >>> cost = Amount(key="cost", text="Cost")
        >>> grid = Grid(key="own", text="Own", rows=(Row(key="1", text="Fire"), Row(key="2", text="Police")), columns=(cost,))
        >>> read([grid], {"own.2.cost": "£5"}).column(grid, cost)
        {'2': 5}
        """
        asked = (whole for whole in self.questions if isinstance(whole, Grid) and whole.key == grid.key)
        rows = [row.key for whole in asked for row in whole.rows]
        return {row: value for row in rows if (value := self.at(grid, row, column)) is not None}

    def fields(self) -> Iterator[Question[Json]]:
        """Go through the questions that have an answer of their own."""
        return (part for whole in self.questions for part in whole.fields())

    def wrong(self) -> tuple[Problem, ...]:
        """Return the problems with what was answered."""
        return tuple(problem for problem in self.problems if problem.kind == "wrong")

    def missing(self) -> tuple[Problem, ...]:
        """Return what is still needed."""
        return tuple(problem for problem in self.problems if problem.kind == "missing")

    def answered(self) -> bool:
        """Tell whether anything was answered that does not belong to all exercises."""
        own = (part for whole in self.questions if not whole.shared for part in whole.fields())
        return any(not is_blank(self.given.get(part.key)) for part in own)


def _needed(question: Question[Json], values: Mapping[str, Json]) -> Problem | None:
    """Say what is still needed here, if anything is."""
    value = values.get(question.key)
    if isinstance(question, Names) and question.fewest:
        count = len(value) if isinstance(value, dict) else 0
        if count < question.fewest and (count or question.required):
            number = count or NUMBERS[0]
            so_far = by_number(count, "there is {number} so far", "there are {number} so far", number=number)
            partners = counted(question.fewest, question.noun)
            return Problem(
                question.key,
                say("Name at least {partners}; {so_far}.", partners=partners, so_far=so_far),
                "missing",
            )
    if question.required and is_blank(value) and value != 0 and not isinstance(question, Grid):
        return Problem(question.key, question.missing or say("Please answer: {text}", text=question.text), "missing")
    return None


def read(questions: Iterable[Question[Json]], answers: Mapping[str, Json]) -> Sitting:
    """Read answers against questions: use what can be used, and say what is wrong with the rest.

    >>> from collabkit.questions import Amount
    >>> sitting = read([Amount(key="cost", text="Cost")], {"cost": "much"})
    >>> sitting.values, sitting.answers
    ({}, {'cost': 'much'})
    >>> sitting.problems[0].sentence
    'Type a number here, in digits (for example 12); it has ‘much’.'
    """
    asked = tuple(questions)
    values: dict[str, Json] = {}
    problems: list[Problem] = []
    kept: dict[str, Json] = {}
    for question in (part for whole in asked for part in whole.fields()):
        raw = answers.get(question.key)
        try:
            if not is_blank(raw):
                values[question.key] = question.parse(raw)
                kept[question.key] = question.kept(raw, values[question.key])
        except AnswerError as error:
            kept[question.key] = raw
            problems.append(Problem(question.key, str(error)))
            continue
        needed = _needed(question, values)
        if needed:
            problems.append(needed)
    return Sitting(asked, answers, values, tuple(problems), kept)
