"""What can be asked, and what is wrong with an answer, in words.

A question is plain data. An answer is plain JSON: a string, a number, a list of strings, or nothing. Questions know
nothing of screens: the page, the notebook and the printed sheet are renderers over them.

Every field has a key. A question that is one field (a rating, an amount) has its own; a grid has one field for each
cell, and a cell's key is ``grid.row.column``. The answers are one flat mapping from these keys.
"""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from collabkit import numbers
from collabkit.wording import by_number

Json = object
"""A JSON value as it was typed, stored or sent: anything, until a question has read it."""

UNSURE: Final = "unsure"
"""The answer "not sure": an answer like others, and not the same as no answer."""

LONGEST_NAME: Final = 80
LONGEST_SHOWN: Final = 40
_BREAK: Final = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
"""What stands between the cells of a spreadsheet, and between lines."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


class AnswerError(ValueError):
    """An answer that cannot be used; its message tells the person what to do next."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands between an answer and its use.

    ``wrong`` is said beside the field at once; ``missing`` waits until somebody asks for the findings.
    """

    key: str
    sentence: str
    kind: Literal["wrong", "missing"] = "wrong"


def shown(raw: Json) -> str:
    """Quote what was typed, cut to a length that fits in a sentence.

    >>> shown("abc")
    '‘abc’'
    """
    words = _CONTROL.sub(" ", str(raw)).strip()
    return f"‘{words if len(words) <= LONGEST_SHOWN else words[: LONGEST_SHOWN - 1] + '…'}’"


def is_blank(raw: Json) -> bool:
    """Tell whether nothing was answered.

    >>> is_blank("  "), is_blank([]), is_blank(["", " "]), is_blank(0)
    (True, True, True, False)
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return True
    return isinstance(raw, Sequence) and not isinstance(raw, str) and all(is_blank(part) for part in raw)


def _one_line(raw: Json) -> str:
    """Take text, or a number that stands for it; anything else is not an answer that a person typed."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise AnswerError("This answer could not be read. Please type it again.")
    return _CONTROL.sub(" ", str(raw)).strip()


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing that is asked.

    Attributes:
        key: the name of the answer in the answers' JSON and of the input on a page.
        text: the question as a person reads it.
        help: a sentence that makes it easier to answer.
        required: whether nothing at all can be said without it.
        section: a heading over this and the following questions.
        shared: whether the answer belongs to all exercises (the collaboration's name, purpose and partners).
        missing: what to say when a required answer is missing.
    """

    key: str
    text: str
    help: str = ""
    required: bool = False
    section: str = ""
    shared: bool = False
    missing: str = ""

    def fields(self) -> tuple[Question, ...]:
        """Return the questions that have an answer of their own."""
        return (self,)

    def parse(self, raw: Json) -> Json:
        """Return the answer as it is used.

        Raises:
            AnswerError: the answer cannot be used; the message says what to do.
        """
        raise NotImplementedError

    def plain(self, value: Json) -> Json:
        """Return a parsed answer as JSON."""
        return value

    def kept(self, raw: Json, value: Json) -> Json:  # noqa: ARG002 - most keep nothing of what was typed
        """Return what is stored of an answer that was typed so and parsed to this value."""
        return self.plain(value)

    def echo(self, raw: Json) -> str:  # noqa: ARG002 - most answers are read as they stand
        """Say how an answer was read, where that is not plainly what stands there; else nothing."""
        return ""

    def in_words(self, value: Json) -> str:
        """Return a parsed answer as a person would say it."""
        return str(value)


@dataclass(frozen=True, kw_only=True)
class Text(Question):
    r"""Words of the learner's own.

    Words for one line are used in one line, and stored with the line breaks that somebody put into them, so that the
    field never changes under the hand that types.

    >>> Text(key="purpose", text="Purpose").parse(" Fewer\nfalls ")
    'Fewer falls'
    """

    long: bool = False
    longest: int = 2000

    def parse(self, raw: Json) -> str:
        """Return the words without space around them; line breaks are kept only where there is room for a paragraph."""
        words = _one_line(raw) if not isinstance(raw, str) else _CONTROL.sub(" ", raw).strip()
        if not self.long:
            words = " ".join(words.split())
        if len(words) > self.longest:
            raise AnswerError(f"Please shorten this to {self.longest:,} characters; it has {len(words):,}.")
        return words

    def kept(self, raw: Json, value: Json) -> Json:
        """Return the words as they were typed."""
        return _CONTROL.sub(" ", raw) if isinstance(raw, str) else value


@dataclass(frozen=True, kw_only=True)
class Amount(Question):
    """A number with a unit, read as people write it; ``collabkit.numbers`` tells how.

    >>> cost = Amount(key="cost", text="Cost", unit="£ thousand")
    >>> cost.parse("£4.2m"), cost.echo("£4.2m"), cost.echo("4200")
    (4200, 'Read as 4,200 (£ thousand), that is £4.2 million.', '')
    """

    unit: str = ""
    least: float | None = None
    most: float | None = None
    whole: bool = False

    def parse(self, raw: Json) -> float:
        """Return the number in the field's unit."""
        number = self._read(raw).number
        self._check_range(number)
        if self.whole and number != int(number):
            raise AnswerError(f"Type a whole number here; {shown(raw)} has a fraction.")
        return int(number) if number == int(number) else number

    def kept(self, raw: Json, value: Json) -> Json:
        """Return the number, or what was typed where the number alone would not say again how it was read."""
        return value if self.echo(value) == self.echo(raw) else raw

    def echo(self, raw: Json) -> str:
        """Say how the number was read, where that is not plainly what stands there."""
        try:
            self.parse(raw)
            return self._read(raw).echo
        except AnswerError:
            return ""

    def _read(self, raw: Json) -> numbers.Typed:
        try:
            return numbers.read(_in_digits(raw), self.unit, self._sample())
        except numbers.NumberError as error:
            raise AnswerError(f"{error}; it has {shown(raw)}. {numbers.about(self.unit)}".strip()) from None

    def _sample(self) -> str:
        least = self.least if self.least is not None else 0
        sample = max(least, 12) if self.most is None else min(max(least, 12), self.most)
        return numbers.digits(sample)

    def _check_range(self, number: float) -> None:
        has = f"{self._of_unit()}; it has {numbers.in_print(number)}."
        if self.least is not None and number < self.least:
            raise AnswerError(f"Type a number that is not below {numbers.in_print(self.least)}{has}")
        if self.most is not None and number > self.most:
            raise AnswerError(f"Type a number that is not above {numbers.in_print(self.most)}{has}")

    def _of_unit(self) -> str:
        return f" ({self.unit})" if self.unit else ""

    def in_words(self, value: Json) -> str:
        """Return the number with its unit."""
        return f"{numbers.written(value)} {self.unit}".strip() if isinstance(value, int | float) else str(value)


def _in_digits(raw: Json) -> str:
    """Return a number as it would be typed, and what was typed as it is."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return _one_line(raw)
    if not abs(raw) < 10**numbers.MOST_DIGITS:
        raise AnswerError("Type an ordinary number here, in digits; this one cannot be used.")
    return numbers.digits(raw)


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The points of a rating, low to high, each with its words.

    >>> Scale.of("none", "some", "much", start=0).words(2)
    'much'
    """

    points: tuple[tuple[int, str], ...]
    unsure: str = ""

    @classmethod
    def of(cls, *words: str, start: int = 1, unsure: str = "") -> Scale:
        """Number words from ``start``; ``unsure`` names the way out, if there is one."""
        return cls(points=tuple(enumerate(words, start)), unsure=unsure)

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Return every answer with its words, the way out last."""
        points = tuple((str(value), words) for value, words in self.points)
        return (*points, (UNSURE, self.unsure)) if self.unsure else points

    def words(self, value: Json) -> str:
        """Return the words for an answer."""
        return dict(self.choices())[str(value)]


@dataclass(frozen=True, kw_only=True)
class Rating(Question):
    """A place on a scale.

    >>> Rating(key="r", text="We agree", scale=Scale.of("no", "yes")).parse("2")
    2
    """

    scale: Scale
    numbered: bool = False

    def parse(self, raw: Json) -> int | str:
        """Return the point's number, or ``UNSURE``."""
        typed = _one_line(raw)
        if self.scale.unsure and typed.lower() == UNSURE:
            return UNSURE
        values = [value for value, _ in self.scale.points]
        try:
            number = float(typed)
        except ValueError:
            number = math.nan
        if number not in values:
            raise AnswerError(
                f"Choose a point from {values[0]} ({self.scale.words(values[0])}) to {values[-1]} "
                f"({self.scale.words(values[-1])}); {shown(raw)} is outside the scale."
            )
        return int(number)

    def in_words(self, value: Json) -> str:
        """Return the point's words, with its number where the scale is numbered."""
        words = self.scale.words(value)
        return f"{value} {words}" if self.numbered and value != UNSURE else words


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One of several options, each a value and its words.

    >>> Choice(key="c", text="Pick", options=(("a", "Apples"), ("b", "Beans"))).parse("b")
    'b'
    """

    options: tuple[tuple[str, str], ...]

    def parse(self, raw: Json) -> str:
        """Return the chosen option's value."""
        typed = _one_line(raw)
        if typed not in dict(self.options):
            raise AnswerError(f"Choose one of the answers offered; {shown(raw)} is not among them.")
        return typed

    def in_words(self, value: Json) -> str:
        """Return the chosen option's words."""
        return dict(self.options)[str(value)]


@dataclass(frozen=True, kw_only=True)
class Choices(Question):
    """Any number of several options.

    >>> Choices(key="c", text="Pick", options=(("a", "Apples"), ("b", "Beans"))).parse(["b"])
    ['b']
    """

    options: tuple[tuple[str, str], ...]

    def parse(self, raw: Json) -> list[str]:
        """Return the chosen values, in the order in which they are offered."""
        chosen = [raw] if isinstance(raw, str) else raw
        if not isinstance(chosen, list | tuple):
            raise AnswerError("Choose from the answers offered.")
        typed = {_one_line(part) for part in chosen if not is_blank(part)}
        strange = sorted(typed - set(dict(self.options)))
        if strange:
            raise AnswerError(f"Choose from the answers offered; {shown(strange[0])} is not among them.")
        return [value for value, _ in self.options if value in typed]

    def in_words(self, value: Json) -> str:
        """Return the chosen options' words."""
        words = dict(self.options)
        return "; ".join(words[part] for part in value) if isinstance(value, list) else ""


@dataclass(frozen=True, kw_only=True)
class Names(Question):
    """Names that the learner gives, each in a place of its own.

    A name keeps its place (counted from 1) when another is cleared, so that what was answered about it stays with it.

    >>> partners = Names(key="partners", text="Partners", noun="partner", fewest=2, most=12)
    >>> partners.parse(["County", "", "Police"])
    {'1': 'County', '3': 'Police'}
    """

    noun: str = "name"
    fewest: int = 0
    most: int = 12

    def parse(self, raw: Json) -> dict[str, str]:
        """Return the names by their places."""
        lines = [" ".join(_one_line(name).split()) for name in self.places(raw)]
        names = {str(place): name for place, name in enumerate(lines, 1) if name}
        if len(names) > self.most:
            raise AnswerError(
                f"Name at most {self.most} {self.noun}s; there are {len(names)}, {len(names) - self.most} too many. "
                "Group some together."
            )
        seen: dict[str, str] = {}
        for name in names.values():
            if len(name) > LONGEST_NAME:
                raise AnswerError(f"Please shorten {shown(name)} to {LONGEST_NAME} characters.")
            if name.casefold() in seen:
                raise AnswerError(f"{shown(name)} is named twice. Give each {self.noun} a name of its own.")
            seen[name.casefold()] = name
        return names

    def places(self, raw: Json) -> list[str]:
        r"""Return what stands in each place, as it was typed.

        Cells of a spreadsheet that were pasted into one place fill the free places after it, and then new ones at the
        end; a name that stands in a place of its own stays there, with what was answered about it.

        >>> Names(key="p", text="Partners").places(["County\tPolice\tFire", "", "Age Well"])
        ['County', 'Police', 'Age Well', 'Fire']
        """
        parts = raw.splitlines() if isinstance(raw, str) else raw
        if not isinstance(parts, list | tuple):
            raise AnswerError(f"Type one {self.noun} in each place.")
        filled: list[str] = []
        waiting: deque[str] = deque()
        for part in parts:
            cells = _cells(part)
            filled.append(cells[0] if cells else waiting.popleft() if waiting else "")
            waiting.extend(cells[1:])
        return [*filled, *waiting]

    def label(self, place: int) -> str:
        """Return what stands beside a place."""
        return f"{self.noun.capitalize()} {place}"

    def named(self, answers: Mapping[str, Json]) -> dict[str, str]:
        """Return the names in these answers by place, or none when they cannot be used yet."""
        try:
            return self.parse(answers.get(self.key) or [])
        except AnswerError:
            return {}

    def plain(self, value: Json) -> Json:
        """Return the names as a list, with an empty string in each place that has none."""
        if not isinstance(value, dict):
            return value
        last = max((int(place) for place in value), default=0)
        return [value.get(str(place), "") for place in range(1, last + 1)]

    def in_words(self, value: Json) -> str:
        """Return the names in a row."""
        return ", ".join(value.values()) if isinstance(value, dict) else ""


def _cells(part: Json) -> list[str]:
    """Return the names that stand in one place: one, or as many as there were cells in what was pasted."""
    if is_blank(part):
        return []
    if not isinstance(part, str):
        return [_one_line(part)]
    return [cell for cell in _BREAK.split(part) if not is_blank(cell)]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a grid: its key, its words, and the heading of the group it stands in."""

    key: str
    text: str
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Grid(Question):
    """The same questions about several things: a row for each thing, a column for each question.

    A column is a question whose key is the column's and whose text is its heading.

    >>> level = Rating(key="now", text="Now", scale=Scale.of("none", "some", start=0))
    >>> grid = Grid(key="level", text="Levels", rows=(Row(key="1", text="Police"),), columns=(level,))
    >>> [cell.key for cell in grid.fields()]
    ['level.1.now']
    """

    rows: tuple[Row, ...]
    columns: tuple[Question, ...]

    def cell(self, row: Row, column: Question) -> Question:
        """Return the question that one cell asks."""
        about = f"{row.group}: {row.text}" if row.group else row.text
        return replace(column, key=f"{self.key}.{row.key}.{column.key}", text=f"{about}: {column.text}")

    def fields(self) -> tuple[Question, ...]:
        """Return one question for each cell."""
        return tuple(self.cell(row, column) for row in self.rows for column in self.columns)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody's answers to questions, read once: form, findings and announcement are all made from it.

    Attributes:
        questions: the questions as they stand after these answers.
        given: the answers as they were typed or stored, good or bad.
        values: the answers that can be used, parsed, by key.
        problems: what is wrong or missing, in the order of the questions.
        answers: the answers as JSON: those that can be used in their plain form, the others exactly as typed.
    """

    questions: tuple[Question, ...] = ()
    given: Mapping[str, Json] = field(default_factory=dict)
    values: dict[str, Json] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    answers: dict[str, Json] = field(default_factory=dict)

    def fields(self) -> Iterator[Question]:
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


def _needed(question: Question, values: Mapping[str, Json]) -> Problem | None:
    """Say what is still needed here, if anything is."""
    value = values.get(question.key)
    if isinstance(question, Names) and question.fewest:
        count = len(value) if isinstance(value, dict) else 0
        if count < question.fewest and (count or question.required):
            so_far = f"there {by_number(count, 'is', 'are')} {count} so far"
            return Problem(question.key, f"Name at least {question.fewest} {question.noun}s; {so_far}.", "missing")
    if question.required and is_blank(value) and value != 0 and not isinstance(question, Grid):
        return Problem(question.key, question.missing or f"Please answer: {question.text}", "missing")
    return None


def read(questions: Iterable[Question], answers: Mapping[str, Json]) -> Sitting:
    """Read answers against questions: use what can be used, and say what is wrong with the rest.

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
