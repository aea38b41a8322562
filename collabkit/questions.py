"""What can be asked, and what is wrong with an answer, in words.

A question is plain data. An answer is plain JSON: a string, a number, a list of strings, or nothing. Questions know
nothing of screens: the page, the notebook and the printed sheet are renderers over them.

Every field has a key. A question that is one field (a rating, an amount) has its own; a grid has one field for each
cell, and a cell's key is ``grid.row.column``. The answers are one flat mapping from these keys.

A question knows the type of its answer: an ``Amount`` is a ``Question[float]``, and whoever reads a sitting by it
(``collabkit.sitting``) has a float, and needs to know nothing of keys. What a rating gives follows from its scale:
only one with a way out may give ``UNSURE``.
"""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, Literal, Never, TypeAlias, TypeVar, cast, overload

from collabkit import numbers
from collabkit.translation import by_number, say
from collabkit.wording import capital, counted, fixed

Json = object
"""A JSON value as it was typed, stored or sent: anything, until a question has read it."""

Unsure: TypeAlias = Literal["unsure"]
UNSURE: Final[Unsure] = "unsure"
"""The answer "not sure": an answer like others, and not the same as no answer."""

T_co = TypeVar("T_co", covariant=True)
"""What an answer is once it has been read."""
P_co = TypeVar("P_co", bound=int | str, covariant=True)
"""What a place on a scale is: its number, or where there is a way out ``UNSURE`` too."""

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
        raise AnswerError(say("This answer could not be read. Please type it again."))
    return _CONTROL.sub(" ", str(raw)).strip()


def _chosen(value: str) -> str:
    """Name an answer that is not offered: a place in a list of names would say nothing to whoever chose the name."""
    return say("what was chosen here before") if value.isdigit() else shown(value)


@dataclass(frozen=True, kw_only=True)
class Question(Generic[T_co]):
    """One thing that is asked; its answer, once read, is a ``T_co``.

    Attributes:
        key: the name of the answer in the answers' JSON and of the input on a page.
        text: the question as a person reads it.
        help: a sentence that makes it easier to answer; lines after it are a list, such as the steps of a scale.
        required: whether nothing at all can be said without it.
        section: a heading over this and the following questions, which fold under it on a screen.
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

    def fields(self) -> Questions:
        """Return the questions that have an answer of their own."""
        return (self,)

    def parse(self, raw: Json) -> T_co:
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


Questions: TypeAlias = tuple[Question[Json], ...]
"""Questions of any kind, in the order in which they are asked."""


@dataclass(frozen=True, kw_only=True)
class Text(Question[str]):
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
            raise AnswerError(
                say(
                    "Please shorten this to {longest} characters; it has {number}.",
                    longest=fixed(self.longest),
                    number=fixed(len(words)),
                )
            )
        return words

    def kept(self, raw: Json, value: Json) -> Json:
        """Return the words as they were typed."""
        return _CONTROL.sub(" ", raw) if isinstance(raw, str) else value


@dataclass(frozen=True, kw_only=True)
class Amount(Question[float]):
    """A number with a unit, read as people write it; ``collabkit.numbers`` tells how.

    >>> cost = Amount(key="cost", text="Cost", unit="£ thousand")
    >>> cost.parse("£4.2m"), cost.echo("£4.2m"), cost.echo("4200")
    (4200, 'Read as 4,200 (£ thousand), that is £4.2 million.', '')
    """

    unit: str = ""
    """In English, because numbers are read by it; ``shown_unit`` is what a person reads."""
    least: float | None = None
    most: float | None = None
    whole: bool = False
    judged: bool = False
    """Whether it is a judgement between ``least`` and ``most``, for which a slider helps, rather than a fact."""

    @property
    def shown_unit(self) -> str:
        """The unit in the language in use."""
        return say(self.unit) if self.unit else ""

    def parse(self, raw: Json) -> float:
        """Return the number in the field's unit."""
        number = self._read(raw).number
        self._check_range(number)
        if self.whole and number != int(number):
            raise AnswerError(say("Type a whole number here; {typed} has a fraction.", typed=shown(raw)))
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
            problem = say("{what_to_do}; it has {typed}.", what_to_do=error, typed=shown(raw))
            raise AnswerError(f"{problem} {numbers.about(self.unit)}".strip()) from None

    def _sample(self) -> str:
        least = self.least if self.least is not None else 0
        sample = max(least, 12) if self.most is None else min(max(least, 12), self.most)
        return numbers.digits(sample)

    def _check_range(self, number: float) -> None:
        typed = numbers.in_print(number)
        if self.least is not None and number < self.least:
            least = self._with_unit(self.least)
            raise AnswerError(say("Type a number that is not below {least}; it has {typed}.", least=least, typed=typed))
        if self.most is not None and number > self.most:
            most = self._with_unit(self.most)
            raise AnswerError(say("Type a number that is not above {most}; it has {typed}.", most=most, typed=typed))

    def _with_unit(self, bound: float) -> str:
        bare = numbers.in_print(bound)
        return f"{bare} ({self.shown_unit})" if self.unit else bare

    def in_words(self, value: Json) -> str:
        """Return the number with its unit."""
        if not isinstance(value, int | float):
            return str(value)
        before, after = around(self.shown_unit)
        return f"{'-' if value < 0 else ''}{before}{numbers.written(abs(value))}{after}"


def around(unit: str) -> tuple[str, str]:
    """Return what stands before a number in this unit, and what after it: a pound sign before, a per cent sign close by.

    >>> around("£ million a year"), around("% a year"), around("years"), around("")
    (('£', ' million a year'), ('', '% a year'), ('', ' years'), ('', ''))
    """
    if unit.startswith("£"):
        return "£", unit[1:]
    return "", unit if unit.startswith("%") else f" {unit}".rstrip()


def _in_digits(raw: Json) -> str:
    """Return a number as it would be typed, and what was typed as it is."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return _one_line(raw)
    if not abs(raw) < 10**numbers.MOST_DIGITS:
        raise AnswerError(say("Type an ordinary number here, in digits; this one cannot be used."))
    return numbers.digits(raw)


@dataclass(frozen=True, kw_only=True)
class Scale(Generic[P_co]):
    """The points of a rating, low to high, each with its words.

    >>> Scale.of("none", "some", "much", start=0).words(2)
    'much'
    """

    points: tuple[tuple[int, str], ...]
    unsure: str = ""

    @overload
    @staticmethod
    def of(*words: str, start: int = 1) -> Scale[int]: ...

    @overload
    @staticmethod
    def of(*words: str, start: int = 1, unsure: str) -> Scale[int | Unsure]: ...

    @staticmethod
    def of(*words: str, start: int = 1, unsure: str = "") -> Scale[int | Unsure]:
        """Number words from ``start``; ``unsure`` names the way out, if there is one."""
        return Scale(points=tuple(enumerate(words, start)), unsure=unsure)

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Return every answer with its words, the way out last."""
        points = tuple((str(value), words) for value, words in self.points)
        return (*points, (UNSURE, self.unsure)) if self.unsure else points

    def words(self, value: Json) -> str:
        """Return the words for an answer."""
        return dict(self.choices())[str(value)]


@dataclass(frozen=True, kw_only=True)
class Rating(Question[P_co]):
    """A place on a scale.

    >>> Rating(key="r", text="We agree", scale=Scale.of("no", "yes")).parse("2")
    2
    """

    scale: Scale[P_co]
    numbered: bool = False

    def parse(self, raw: Json) -> P_co:
        """Return the point's number, or ``UNSURE`` where the scale has a way out."""
        return cast("P_co", self._place(raw))  # only a scale whose type says so has a way out

    def _place(self, raw: Json) -> int | Unsure:
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
                say(
                    "Choose a point from {lowest} ({lowest_words}) to {highest} ({highest_words}); "
                    "{typed} is outside the scale.",
                    lowest=values[0],
                    lowest_words=self.scale.words(values[0]),
                    highest=values[-1],
                    highest_words=self.scale.words(values[-1]),
                    typed=shown(raw),
                )
            )
        return int(number)

    def in_words(self, value: Json) -> str:
        """Return the point's words, with its number where the scale is numbered."""
        words = self.scale.words(value)
        return f"{value} {words}" if self.numbered and value != UNSURE else words


@dataclass(frozen=True, kw_only=True)
class Choice(Question[str]):
    """One of several options, each a value and its words.

    >>> Choice(key="c", text="Pick", options=(("a", "Apples"), ("b", "Beans"))).parse("b")
    'b'
    """

    options: tuple[tuple[str, str], ...]

    def parse(self, raw: Json) -> str:
        """Return the chosen option's value."""
        typed = _one_line(raw)
        if typed not in dict(self.options):
            raise AnswerError(
                say("Choose again: {chosen} is not among the answers offered now.", chosen=_chosen(typed))
            )
        return typed

    def in_words(self, value: Json) -> str:
        """Return the chosen option's words."""
        return dict(self.options)[str(value)]


@dataclass(frozen=True, kw_only=True)
class Choices(Question[list[str]]):
    """Any number of several options.

    >>> Choices(key="c", text="Pick", options=(("a", "Apples"), ("b", "Beans"))).parse(["b"])
    ['b']
    """

    options: tuple[tuple[str, str], ...]

    def parse(self, raw: Json) -> list[str]:
        """Return the chosen values, in the order in which they are offered."""
        chosen = [raw] if isinstance(raw, str) else raw
        if not isinstance(chosen, list | tuple):
            raise AnswerError(say("Choose from the answers offered."))
        typed = {_one_line(part) for part in chosen if not is_blank(part)}
        strange = sorted(typed - set(dict(self.options)))
        if strange:
            raise AnswerError(
                say("Choose again: {chosen} is not among the answers offered now.", chosen=_chosen(strange[0]))
            )
        return [value for value, _ in self.options if value in typed]

    def ticked(self, answers: Mapping[str, Json], names: Mapping[str, str]) -> dict[str, str]:
        """Return those of these names, by place, that are ticked: for questions that follow from who was chosen.

        >>> whose = Choices(key="whose", text="Who?", options=())
        >>> whose.ticked({"whose": ["1", "9"]}, {"1": "County", "2": "Police"})
        {'1': 'County'}
        """
        raw = answers.get(self.key)
        places = raw if isinstance(raw, list | tuple) else [raw]
        return {place: name for place, name in names.items() if place in places}

    def in_words(self, value: Json) -> str:
        """Return the chosen options' words."""
        words = dict(self.options)
        return "; ".join(words[part] for part in value) if isinstance(value, list) else ""


@dataclass(frozen=True, kw_only=True)
class Names(Question[dict[str, str]]):
    """Names that the learner gives, each in a place of its own.

    A name keeps its place (counted from 1) when another is cleared, so that what was answered about it stays with it.

    >>> partners = Names(key="partners", text="Partners", noun="partner", fewest=2, most=12)
    >>> partners.parse(["County", "", "Police"])
    {'1': 'County', '3': 'Police'}
    """

    noun: str = "name"
    fewest: int = 0
    most: int = 12

    @property
    def one(self) -> str:
        """What is named, in the language in use."""
        return by_number(1, self.noun, self.noun)

    def parse(self, raw: Json) -> dict[str, str]:
        """Return the names by their places."""
        lines = [" ".join(_one_line(name).split()) for name in self.places(raw)]
        names = {str(place): name for place, name in enumerate(lines, 1) if name}
        if len(names) > self.most:
            raise AnswerError(
                say(
                    "Name at most {names}; there are {number}, {too_many} too many. Group some together.",
                    names=counted(self.most, self.noun),
                    number=len(names),
                    too_many=len(names) - self.most,
                )
            )
        seen: dict[str, str] = {}
        for name in names.values():
            if len(name) > LONGEST_NAME:
                raise AnswerError(
                    say("Please shorten {name} to {longest} characters.", name=shown(name), longest=LONGEST_NAME)
                )
            if name.casefold() in seen:
                raise AnswerError(
                    say(
                        "{name} is named more than once. Give each {noun} a name of its own.",
                        name=shown(name),
                        noun=self.one,
                    )
                )
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
            raise AnswerError(say("Type one {noun} in each place.", noun=self.one))
        filled: list[str] = []
        waiting: deque[str] = deque()
        for part in parts:
            cells = _cells(part)
            filled.append(cells[0] if cells else waiting.popleft() if waiting else "")
            waiting.extend(cells[1:])
        return [*filled, *waiting]

    def label(self, place: int) -> str:
        """Return what stands beside a place."""
        return f"{capital(self.one)} {place}"

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
class Grid(Question[Never]):
    """The same questions about several things: a row for each thing, a column for each question.

    A column is a question whose key is the column's and whose text is its heading. A grid has no answer of its own; a
    sitting gives a column of it as a table, of values by row.

    >>> level = Rating(key="now", text="Now", scale=Scale.of("none", "some", start=0))
    >>> grid = Grid(key="level", text="Levels", rows=(Row(key="1", text="Police"),), columns=(level,))
    >>> [cell.key for cell in grid.fields()]
    ['level.1.now']
    """

    rows: tuple[Row, ...]
    columns: Questions

    def cell_key(self, row: str, column: Question[Json]) -> str:
        """Return the key under which a cell is answered."""
        return f"{self.key}.{row}.{column.key}"

    def cell(self, row: Row, column: Question[Json]) -> Question[Json]:
        """Return the question that one cell asks."""
        about = f"{row.group}: {row.text}" if row.group else row.text
        return replace(column, key=self.cell_key(row.key, column), text=f"{about}: {column.text}")

    def fields(self) -> Questions:
        """Return one question for each cell."""
        return tuple(self.cell(row, column) for row in self.rows for column in self.columns)

    def typed(self, answers: Mapping[str, Json], column: Question[Json]) -> dict[str, Json]:
        """Return what stands in a column by row, good or bad, for questions that depend on it."""
        cells = {row.key: self.cell_key(row.key, column) for row in self.rows}
        return {row: answers[key] for row, key in cells.items() if key in answers}
