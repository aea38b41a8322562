"""The learner's workbook: every answer, with the time of its last change, in one JSON that the learner owns.

The browser keeps this very JSON, a notebook keeps it in a file beside it, and a learner takes it along as a file::

    {"format": "collabkit-workbook", "schema": 2,
     "shared": {"answers": {"partners": ["County", "Police"]}, "changed": {"partners": "2026-11-25T09:58:00.000Z"}},
     "exercises": {"degree": {"answers": {…}, "changed": {…}}},
     "checks": {…}, "reflections": {…}}

An *entry* holds answers by key, and beside them when each was last changed. A key that has a time and no answer was
cleared at that time: so a cleared answer stays cleared when two copies are merged. What all exercises share (name,
purpose, partners) is kept once, under ``shared``; ``answers`` lays it over an exercise's own.

Merging goes answer by answer: the later change wins. It needs no order and no care, because merging either way round,
or twice, gives the same. The page's ``workbook.js`` follows the same rules, and a test holds the two together. A browser
also keeps, under ``places`` of an entry, when each place of a list was changed, because two of its tabs may change one
list at nearly the same moment; elsewhere that is left out, and all places of a list have its one time. A notebook's form
says it of its changes, so that of a list only those places are changed in the file that were changed in the form.

A file may come from anybody. It is bounded in size and nesting before it is parsed, checked against a small shape, and
refused in a sentence; nothing is changed by a file that is refused. What goes into a workbook is held against the same
shape, so that whatever was written can be read again.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, NoReturn

from collabkit.exercises.context import SHARED
from collabkit.questions import Json, is_blank
from collabkit.translation import say

FORMAT: Final = "collabkit-workbook"
SCHEMA: Final = 2
MOST_BYTES: Final = 2_000_000
MOST_DEPTH: Final = 8
MOST_ENTRIES: Final = 5_000
LONGEST_ANSWER: Final = 20_000
LONGEST_LIST: Final = 100
LARGEST: Final = 10**15
"""What a whole number stays below: a page keeps every such number exactly."""
AHEAD: Final = timedelta(days=365_000)
"""How far ahead a time may be that is read: no clock is farther; and as the end moves on with the clock, there is a later
time for each next change."""
_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
_HALVES: Final = re.compile("[\ud800-\udfff]")
"""Halves of letters, as when an emoji is cut in two; no file can hold one."""
_STRANGE_NAME: Final = say("This workbook has an entry with a name that this course does not use. Try an older copy.")
_UNKEEPABLE: Final = say(
    "This cannot be kept as an answer. Give words, a number or a list of them, under the name that the question has."
)


class WorkbookError(ValueError):
    """A workbook that cannot be used; its message tells a person what to do next, and nothing was changed."""


class NewerWorkbookError(WorkbookError):
    """A workbook of a later course, which must be left alone."""


def now() -> str:
    """Return this moment as a workbook writes it: UTC, to the millisecond.

    >>> len(now())
    24
    """
    return _written(datetime.now(UTC))


def here(time: str) -> str:
    """Return a workbook's time as clocks show it where the reader is: what is dated for people has their day.

    >>> len(here("2026-11-25T10:00:00.000Z"))
    29
    """
    try:
        return datetime.fromisoformat(time).astimezone().isoformat(timespec="milliseconds")
    except (OverflowError, OSError, ValueError):  # a year that no clock here can show
        return time


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def after(time: str) -> str:
    """Return this moment, or one after that time where clocks were put back: a later change must look later.

    >>> after("2999-12-31T23:59:59.999Z")
    '3000-01-01T00:00:00.000Z'
    """
    moment = now()
    return moment if moment > time else _next(time)


def _next(time: str) -> str:
    return _written(datetime.fromisoformat(time) + timedelta(milliseconds=1))


@dataclass(frozen=True, slots=True)
class Entry:
    """Answers by key, and when each was last changed; a key with a time and no answer was cleared then.

    Attributes:
        answers: those that say something.
        changed: when each was changed or cleared.
        places: when each place of a list was changed, where a browser says so; nothing that is kept.
    """

    answers: Mapping[str, Json] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, list[str]] = field(default_factory=dict, compare=False, repr=False)

    def with_changes(self, changes: Mapping[str, Json], time: str) -> Entry:
        """Return this entry with changes laid over it; a blank answer is taken out.

        Raises:
            WorkbookError: an answer or its name is none that could be read again.

        >>> Entry({"a": "1"}, {}).with_changes({"a": None}, "2026-01-01T00:00:00.000Z")
        Entry(answers={}, changed={'a': '2026-01-01T00:00:00.000Z'})
        """
        given = {_key(key, _UNKEEPABLE): _answer(value, _UNKEEPABLE) for key, value in changes.items()}
        answers = {key: value for key, value in {**self.answers, **given}.items() if not is_blank(value)}
        return Entry(answers, {**self.changed, **dict.fromkeys(given, time)})

    def merged(self, other: Entry) -> Entry:
        """Return both together: of two answers to one question the one that was changed later."""
        keys = sorted({*self.answers, *self.changed, *other.answers, *other.changed})
        winners = {key: self if _rank(self, key) >= _rank(other, key) else other for key in keys}
        return Entry(
            {key: one.answers[key] for key, one in winners.items() if key in one.answers},
            {key: one.changed[key] for key, one in winners.items() if key in one.changed},
        )

    def laid(self, changes: Entry) -> Entry:
        """Return this entry with a browser's changes laid over it: of a list only the places that were changed there.

        Such a list was given by nobody at one moment, so it counts as changed just after the browser's.

        >>> first, second, third = (f"2026-01-0{day}T00:00:00.000Z" for day in (1, 2, 3))
        >>> here = Entry({"partners": ["Couny", "Police", "Health"]}, {"partners": second})
        >>> there = Entry({"partners": ["County", "Police"]}, {"partners": third}, {"partners": [third, first, first]})
        >>> here.laid(there)
        Entry(answers={'partners': ['County', 'Police', 'Health']}, changed={'partners': '2026-01-03T00:00:00.001Z'})
        """
        both = self.merged(changes)
        answers, changed = dict(both.answers), dict(both.changed)
        for key, times in changes.places.items():
            before, after = self.answers.get(key, []), changes.answers.get(key, [])
            last = self.changed.get(key, "")
            if not isinstance(before, list) or not isinstance(after, list) or changes.changed.get(key, "") <= last:
                continue
            placed = _placed(before, after, times, last)
            if placed != after:
                answers[key], changed[key] = placed, _next(changes.changed[key])
        return Entry({key: value for key, value in answers.items() if not is_blank(value)}, changed)

    def to_json(self) -> dict[str, Json]:
        """Return the entry as JSON."""
        return {"answers": dict(self.answers), "changed": dict(self.changed)}


def _placed(before: list[Json], after: list[Json], times: list[str], last: str) -> list[Json]:
    """Return a list with the places of another that were not changed before this time; places unknown there stay too.

    >>> _placed(["A", "B", "C"], ["X", "Y"], ["3", "1"], "2"), _placed(["A", "B"], ["A"], ["1", "3"], "2")
    (['X', 'B', 'C'], ['A'])
    """
    placed: list[Json] = []
    for place in range(max(len(before), len(after))):
        stays = times[place] < last if place < len(times) else place >= len(after)
        source = before if stays else after
        placed.append(source[place] if place < len(source) else "")
    while placed and is_blank(placed[-1]):
        placed.pop()
    return placed


def _rank(entry: Entry, key: str) -> tuple[str, bool, bytes]:
    """Say which of two answers stands: the later; at the same time one that says something; else the greater text.

    Which text is greater is a browser's word: it compares letters by their UTF-16.
    """
    said = json.dumps(entry.answers.get(key), ensure_ascii=False, sort_keys=True)
    return (entry.changed.get(key, ""), key in entry.answers, said.encode("utf-16-be", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer that two workbooks give differently.

    Attributes:
        exercise: the exercise's id, or nothing where the answer belongs to all.
        key: the name of the answer.
        mine: one answer.
        theirs: the other.
        later: whose was given later, so that merging keeps it.
    """

    exercise: str
    key: str
    mine: Json
    theirs: Json
    later: Literal["mine", "theirs"]


def _later(mine: Entry, theirs: Entry, key: str) -> Literal["mine", "theirs"]:
    return "mine" if _rank(mine, key) >= _rank(theirs, key) else "theirs"


@dataclass(frozen=True, slots=True)
class Workbook:
    """Everything that a learner answered.

    Attributes:
        shared: what all exercises share.
        exercises: each exercise's own answers, by its id; also of exercises that this course does not have.
        checks: answers to the knowledge checks.
        reflections: what was written about the chapters' questions.
    """

    shared: Entry = field(default_factory=Entry)
    exercises: Mapping[str, Entry] = field(default_factory=dict)
    checks: Entry = field(default_factory=Entry)
    reflections: Entry = field(default_factory=Entry)

    @classmethod
    def of(cls, answers: Mapping[str, Mapping[str, Json]], time: str = "") -> Workbook:
        """Build a workbook from exercises' answers, each with what all share among its own.

        >>> book = Workbook.of({"degree": {"partners": ["A", "B"], "level.1.2.now": 2}})
        >>> dict(book.shared.answers), dict(book.exercises["degree"].answers)
        ({'partners': ['A', 'B']}, {'level.1.2.now': 2})
        """
        book = cls()
        for id, given in answers.items():
            book = book.with_answers(id, given, time)
        return book

    def answers(self, id: str) -> dict[str, Json]:
        """Return an exercise's answers, with those that all exercises share."""
        own = self.exercises.get(id, Entry()).answers
        return {**{key: value for key, value in own.items() if key not in SHARED}, **self.shared.answers}

    def every(self) -> dict[str, dict[str, Json]]:
        """Return the answers of every exercise that has some of its own, by the exercise's id."""
        return {id: self.answers(id) for id, entry in self.exercises.items() if entry.answers}

    def latest(self) -> str:
        """Return the time of the latest change, or nothing."""
        entries = (self.shared, self.checks, self.reflections, *self.exercises.values())
        return max((time for entry in entries for time in entry.changed.values()), default="")

    def with_answers(self, id: str, changes: Mapping[str, Json], time: str = "") -> Workbook:
        """Return the workbook with changes to one exercise laid over it; a blank answer is taken out.

        Args:
            id: the exercise's.
            changes: answers by key; those that all exercises share go where they are shared.
            time: when they were made; this moment where it is left out.

        Raises:
            WorkbookError: an answer or a name is none that could be read again.
        """
        when = time or after(self.latest())
        own = {key: value for key, value in changes.items() if key not in SHARED}
        shared = {key: value for key, value in changes.items() if key in SHARED}
        entry = self.exercises.get(id, Entry())
        exercises = (
            {**self.exercises, _key(id, _UNKEEPABLE): entry.with_changes(own, when)} if own else dict(self.exercises)
        )
        laid = self.shared.with_changes(shared, when) if shared else self.shared
        return Workbook(laid, exercises, self.checks, self.reflections)

    def merged(self, other: Workbook) -> Workbook:
        """Return both together, answer by answer; the later change wins.

        >>> early, late = "2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"
        >>> one = Workbook.of({"degree": {"partners": ["A"]}}, early)
        >>> two = Workbook.of({"degree": {"partners": ["A", "B"]}}, late)
        >>> one.merged(two) == two.merged(one) == two
        True
        """
        return self._with(other, Entry.merged)

    def laid(self, changes: Workbook) -> Workbook:
        """Return the workbook with what was changed in a browser laid over it: as merged, but lists place by place."""
        return self._with(changes, Entry.laid)

    def _with(self, other: Workbook, both: Callable[[Entry, Entry], Entry]) -> Workbook:
        ids = sorted({*self.exercises, *other.exercises})
        nothing = Entry()
        return Workbook(
            both(self.shared, other.shared),
            {id: both(self.exercises.get(id, nothing), other.exercises.get(id, nothing)) for id in ids},
            both(self.checks, other.checks),
            both(self.reflections, other.reflections),
        )

    def differences(self, other: Workbook) -> tuple[Clash, ...]:
        """Return the answers that both have, and that differ; merging keeps the later of each.

        >>> one = Workbook.of({"factors": {"history": 4}}, "2026-01-01T00:00:00.000Z")
        >>> two = Workbook.of({"factors": {"history": 2}}, "2026-01-02T00:00:00.000Z")
        >>> one.differences(two)
        (Clash(exercise='factors', key='history', mine=4, theirs=2, later='theirs'),)
        """
        pairs = [("", self.shared, other.shared)]
        pairs += [(id, self.exercises[id], other.exercises[id]) for id in self.exercises if id in other.exercises]
        return tuple(
            Clash(id, key, mine.answers[key], theirs.answers[key], _later(mine, theirs, key))
            for id, mine, theirs in pairs
            for key in mine.answers
            if key in theirs.answers and mine.answers[key] != theirs.answers[key]
        )

    def to_json(self) -> dict[str, Json]:
        """Return the workbook as JSON."""
        return {
            "format": FORMAT,
            "schema": SCHEMA,
            "shared": self.shared.to_json(),
            "exercises": {id: entry.to_json() for id, entry in self.exercises.items()},
            "checks": self.checks.to_json(),
            "reflections": self.reflections.to_json(),
        }

    def dump(self, saved: str = "") -> str:
        """Return the workbook as the text of a file, with a sum by which one can tell whether it came whole.

        Args:
            saved: the time at which a learner saved it; left out where a program keeps it.

        >>> Workbook.load(Workbook().dump()) == Workbook()
        True
        """
        about = {"saved": saved} if saved else {}
        whole = {**self.to_json(), **about, "sum": self.sum()}
        return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    def sum(self) -> str:
        """Return a sum over everything in the workbook, the same whatever wrote it; it proves no origin."""
        plain = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return f"{zlib.crc32(plain.encode('utf-8', 'surrogatepass')):08x}"

    @classmethod
    def load(cls, file: bytes | str) -> Workbook:
        """Read a workbook from any door and any version.

        Raises:
            NewerWorkbookError: it was written by a later course.
            WorkbookError: it cannot be read; the message says why, and what to do.
        """
        return cls.from_json(_parsed(_text(file)))

    @classmethod
    def open(cls, file: bytes | str) -> Opened:
        """Read a workbook that a learner saved, with what it says about itself.

        Raises:
            NewerWorkbookError: it was written by a later course.
            WorkbookError: it cannot be read; the message says why, and what to do.

        >>> Workbook.open(Workbook().dump().replace('"sum": "', '"sum": "0')).whole
        False
        """
        given = _parsed(_text(file))
        book = cls.from_json(given)
        said = given if isinstance(given, Mapping) else {}
        saved, written = said.get("saved"), said.get("sum")
        when = saved if isinstance(saved, str) and _is_time(saved) else ""
        return Opened(book, when, whole=written is None or written == book.sum())

    @classmethod
    def from_json(cls, given: Json) -> Workbook:
        """Read a workbook that is JSON already, of this version or an earlier one.

        Raises:
            NewerWorkbookError: it was written by a later course.
            WorkbookError: it has not the shape of a workbook.
        """
        book = _migrated(given)
        exercises = _named(book.get("exercises", {}), say("the exercises"))
        return cls(
            _entry(book.get("shared", {}), say("the shared answers")),
            {
                _key(id, _STRANGE_NAME): _entry(entry, say("the answers of the exercise {id}", id=id[:40]))
                for id, entry in exercises.items()
            },
            _entry(book.get("checks", {}), say("the checks")),
            _entry(book.get("reflections", {}), say("the reflections")),
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that was read from a file.

    Attributes:
        book: what is in it.
        saved: when it was saved; nothing where it does not say.
        whole: whether its sum is right; somebody may have changed a file by hand, which is allowed, and said.
    """

    book: Workbook
    saved: str
    whole: bool


def _text(file: bytes | str) -> str:
    size = len(file) if isinstance(file, bytes) else len(file.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        raise WorkbookError(
            say(
                "This file is larger ({size} MB) than a workbook can be. Choose the file that you saved from this course.",
                size=f"{size / 1e6:.1f}",
            )
        )
    try:
        return file.decode("utf-8-sig") if isinstance(file, bytes) else file.removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise WorkbookError(
            say("This file is not a workbook: it does not hold text. Choose the file that you saved from this course.")
        ) from None


def _parsed(text: str) -> Json:
    """Parse JSON whose nesting was looked at first: a parser that calls itself can be ended by a deep file."""
    if _depth(text) > MOST_DEPTH:
        raise WorkbookError(say("This file is nested more deeply than any workbook. Choose the file that you saved."))
    try:
        return json.loads(text, object_pairs_hook=_alone, parse_constant=_no_number)
    except WorkbookError:
        raise
    except (ValueError, RecursionError):
        raise WorkbookError(
            say("This file is damaged or was cut off, so nothing was read from it. Try an older copy.")
        ) from None


def _depth(text: str) -> int:
    """Return how deep the brackets of a JSON text go, at most one more than is allowed."""
    deep = most = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', text, re.DOTALL):
        if token[0] in "[{":
            deep += 1
            most = max(most, deep)
            if most > MOST_DEPTH:
                return most
        elif token[0] in "]}":
            deep -= 1
    return most


def _alone(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise WorkbookError(say("This file says one thing twice, so this course did not write it. Try an older copy."))
    return found


def _no_number(written: str) -> NoReturn:
    raise WorkbookError(say("This file holds ‘{written}’ in place of a number. Try an older copy.", written=written))


def _migrated(given: Json) -> Mapping[str, Json]:
    """Bring a workbook of an earlier version up to this one, a version at a time."""
    if not isinstance(given, Mapping) or given.get("format") != FORMAT:
        raise WorkbookError(say("This file is not a workbook of this course. Choose the file that you saved from it."))
    book: Mapping[str, Json] = given
    schema = book.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise WorkbookError(say("This workbook does not say its version. Try an older copy."))
    if schema > SCHEMA:
        raise NewerWorkbookError(
            say(
                "This workbook was kept by a newer version of the course. Reload the page, or open it with the newer course."
            )
        )
    for version in range(schema, SCHEMA):
        book = MIGRATIONS[version](book)
    return book


def _from_1(book: Mapping[str, Json]) -> Mapping[str, Json]:
    """Version 1 kept each exercise by itself, with a copy of what is shared, and no times.

    Only the shared entry was ever shown, so copies elsewhere are left out: they may be answers that were cleared.
    """
    exercises = {
        id: _answers_of_1(entry) for id, entry in _named(book.get("exercises", {}), say("the exercises")).items()
    }
    shared = exercises.pop("shared", {})
    own = {
        id: {"answers": {key: value for key, value in answers.items() if key not in SHARED}}
        for id, answers in exercises.items()
    }
    checks = _named(book.get("checks", {}), say("the checks"))
    return {**book, "schema": 2, "shared": {"answers": shared}, "exercises": own, "checks": {"answers": dict(checks)}}


def _answers_of_1(entry: Json) -> dict[str, Json]:
    answers = entry.get("answers") if isinstance(entry, Mapping) else None
    return dict(answers) if isinstance(answers, Mapping) else {}


MIGRATIONS: Final[Mapping[int, Callable[[Mapping[str, Json]], Mapping[str, Json]]]] = {1: _from_1}
"""For each earlier version, what makes the next one of it."""


def _named(given: Json, where: str) -> Mapping[str, Json]:
    if not isinstance(given, Mapping):
        raise WorkbookError(say("In this workbook {where} have the wrong form. Try an older copy.", where=where))
    if len(given) > MOST_ENTRIES:
        raise WorkbookError(say("In this workbook {where} are more than a course has. Try an older copy.", where=where))
    return given


def _key(key: str, refusal: str) -> str:
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise WorkbookError(refusal)
    return key


def _entry(given: Json, where: str) -> Entry:
    named = _named(given, where)
    answers = _named(named.get("answers", {}), where)
    changed = _named(named.get("changed", {}), where)
    refusal = say(
        "In this workbook {where} have an answer that nobody could have typed. Try an older copy.", where=where
    )
    return Entry(
        {_key(key, _STRANGE_NAME): _answer(value, refusal) for key, value in answers.items() if not is_blank(value)},
        {_key(key, _STRANGE_NAME): _time(value, where) for key, value in changed.items()},
        _places(named.get("places")),
    )


def _places(given: Json) -> dict[str, list[str]]:
    """Return when places of lists were changed; what says nothing of the kind is passed over, as a browser does."""
    named = given if isinstance(given, Mapping) else {}
    return {
        key: [str(time) for time in times]
        for key, times in named.items()
        if isinstance(times, list)
        and len(times) <= LONGEST_LIST
        and all(time == "" or (isinstance(time, str) and _is_time(time)) for time in times)
    }


def _time(value: Json, where: str) -> str:
    if not isinstance(value, str) or not _is_time(value):
        raise WorkbookError(
            say("In this workbook {where} have a time that cannot be read. Try an older copy.", where=where)
        )
    return value


def _is_time(written: str) -> bool:
    """Tell whether this is a moment that there is, with room for later ones.

    >>> _is_time("2026-11-28T10:00:00.000Z"), _is_time("2026-13-45T10:00:00.000Z"), _is_time("9000-01-01T00:00:00.000Z")
    (True, False, False)
    """
    if not _TIME.fullmatch(written):
        return False
    try:
        return datetime.fromisoformat(written) < datetime.now(UTC) + AHEAD
    except ValueError:
        return False


def _answer(value: Json, refusal: str) -> Json:
    """Return an answer as a workbook holds it: plain, of a size that can be read again, and in whole letters."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) < LARGEST:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, str) and len(value) <= LONGEST_ANSWER:
        return _HALVES.sub("\ufffd", value)
    if isinstance(value, list | tuple) and len(value) <= LONGEST_LIST and not any(map(_is_list, value)):
        return [_answer(part, refusal) for part in value]
    raise WorkbookError(refusal)


def _is_list(value: Json) -> bool:
    return isinstance(value, list | tuple)
