"""Collecting a group's answers from wherever they come: chats, a show of hands, a table, partners' workbooks.

A person counts once: the same code in two pastes, or in a paste and a workbook, is one person, and it is said. Codes
have a mark by which people who answer alike are told apart; where two really share a code, whoever collects says so.
What only looks like a code is said, with the code that may have been meant, and not counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from collabkit.exercises import exercise as find
from collabkit.questions import UNSURE
from collabkit.translation import by_number, say
from collabkit.wording import counted, fixed, in_a_row, some
from collabkit.workbook import Entry, Workbook
from collabkit.workshop.codes import Code, encode, mark_of
from collabkit.workshop.counts import Counts, counted_answers, items_of
from collabkit.workshop.pasted import Found, Suspect, find_codes
from collabkit.workshop.published import Round

MOST_SAID: Final = 20
MOST_HANDS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Collected:
    """People's answers to an exercise, each person's once.

    Attributes:
        exercise: the exercise's id.
        people: their codes with what they say.
        doubled: the codes that came more than once, and how often.
        alike: the codes that so many people share, because whoever collects says so.
        suspects: what looks like a code and was not counted.
        elsewhere: the exercises that other codes are of, with how many.
    """

    exercise: str
    people: tuple[Code, ...]
    doubled: Mapping[str, int] = field(default_factory=dict)
    alike: Mapping[str, int] = field(default_factory=dict)
    suspects: tuple[Suspect, ...] = ()
    elsewhere: Mapping[str, int] = field(default_factory=dict)

    def counts(self) -> Counts:
        """Count the answers."""
        return counted_answers(
            self.exercise, [one.answers for one in self.people for _ in range(self.alike.get(one.code, 1))]
        )

    def about(self, suspect: Suspect) -> str:
        """Say what may have been meant, and what of it is here already."""
        there = [one.code for one in self.people if one.code in suspect.meant]
        already = (
            say(" {there} {are} here already.", there=in_a_row(there), are=by_number(len(there), "is", "are"))
            if there
            else ""
        )
        return f"{suspect.sentence}{already}"

    def sentences(self) -> tuple[str, ...]:
        """Say what whoever collects has to know: doubles, near misses, and codes of other exercises."""
        twice = {code: number for code, number in self.doubled.items() if code not in self.alike}
        said = [
            say(
                "{code} came {times} and counts once. If more people share it, say how many they are.",
                code=code,
                times=counted(number, "time"),
            )
            for code, number in twice.items()
        ]
        said += [
            say("{code} counts {times}, as you said.", code=code, times=counted(number, "time"))
            for code, number in self.alike.items()
        ]
        said += [self.about(one) for one in self.suspects]
        said += [
            say(
                "{codes} of “{title}” {were} left out.",
                codes=counted(number, "code"),
                title=find(id).title,
                were=by_number(number, "was", "were"),
            )
            for id, number in self.elsewhere.items()
        ]
        return (
            *said[:MOST_SAID],
            *([say("And {said} more.", said=len(said) - MOST_SAID)] if len(said) > MOST_SAID else []),
        )


def code_of(exercise_id: str, book: Workbook) -> str:
    """Return the code of the answers in a workbook, the same as its owner sees beside the findings.

    Raises:
        ValueError: the exercise's answers have no code.
    """
    changed = book.exercises.get(exercise_id, Entry()).changed
    return encode(exercise_id, book.answers(exercise_id), mark_of(exercise_id, changed))


def collect(
    exercise_id: str,
    *pastes: str,
    books: Iterable[Workbook] = (),
    alike: Mapping[str, int] | None = None,
) -> Collected:
    """Collect people's answers to an exercise.

    Args:
        exercise_id: the exercise's; where it is left out ("") the one that most codes are of.
        pastes: text with codes in it, as much else as there is.
        books: partners' workbooks.
        alike: for a code that several people share how many they are.

    Raises:
        ValueError: there is no code, the exercise's answers cannot be counted, or a paste is too long.

    >>> found = collect("factors", "hello KRWV93-7B46PM-EFA2H1", "again: krwv937b46pmefa2h1")
    >>> len(found.people), found.sentences()
    (1, ('KRWV93-7B46PM-EFA2H1 came 2 times and counts once. If more people share it, say how many they are.',))
    """
    found = [find_codes(paste) for paste in pastes]
    exercise = exercise_id or _commonest(found)
    items_of(exercise)
    owned = [code_of(exercise, book) for book in books if exercise in book.every()]
    return _collected(exercise, [*found, *map(find_codes, owned)], alike)


def _collected(exercise: str, found: Sequence[Found], alike: Mapping[str, int] | None) -> Collected:
    """Put together what was found in several texts."""
    once = {code.code: code for one in found for code in one.read}
    times = Counter(code for one in found for code in one.codes for _ in range(one.doubled.get(code, 1)))
    mine = {code: read for code, read in once.items() if read.exercise == exercise}
    return Collected(
        exercise,
        tuple(mine.values()),
        {code: times[code] for code in mine if times[code] > 1},
        {code: number for code, number in (alike or {}).items() if code in mine and number > 1},
        tuple({one.text: one for each in found for one in each.suspects}.values()),
        dict(Counter(read.exercise for read in once.values() if read.exercise != exercise)),
    )


def _commonest(found: Iterable[Found]) -> str:
    ids = Counter(code.exercise for one in found for code in one.read)
    if not ids:
        raise ValueError(
            say("There is no code in this text. Paste the codes that people sent, with whatever stands around them.")
        )
    return ids.most_common(1)[0][0]


def collect_parts(
    exercise_id: str, parts: Mapping[str, str], rest: str = "", alike: Mapping[str, int] | None = None
) -> tuple[Collected, dict[str, Collected]]:
    """Collect a group and its parts, each from a paste of its own; each paste is read once.

    Args:
        exercise_id: the exercise's; where it is left out ("") the one that most codes are of.
        parts: for each part's name the text with its codes.
        rest: the text with the codes of everybody else.
        alike: for a code that several people share how many they are.

    Returns:
        everybody's answers, and those of each part.

    Raises:
        ValueError: as ``collect``, or somebody stands in two parts.
    """
    read = {name: find_codes(text) for name, text in parts.items()}
    everything = [*read.values(), find_codes(rest)]
    exercise = exercise_id or _commonest(everything)
    items_of(exercise)
    whole = _collected(exercise, everything, alike)
    found = {name: _collected(exercise, [one], alike) for name, one in read.items()}
    places = Counter(code.code for one in found.values() for code in one.people)
    twice = [code for code, number in places.items() if number > 1]
    if twice:
        raise ValueError(
            say(
                "{twice} {stand} in more than one part of the group.",
                twice=some(twice),
                stand=by_number(len(twice), "stands", "stand"),
            )
        )
    return whole, found


def collect_round(
    exercise_id: str, parts: Mapping[str, str], rest: str = "", alike: Mapping[str, int] | None = None
) -> tuple[Round, tuple[str, ...]]:
    """Collect a round with parts of the group: as ``collect_parts``, counted.

    Returns:
        the round, and what whoever collects has to know.

    Raises:
        ValueError: as ``collect_parts``.
    """
    whole, found = collect_parts(exercise_id, parts, rest, alike)
    return Round(whole.counts(), {name: one.counts() for name, one in found.items()}), whole.sentences()


def hands(exercise_id: str, typed: Mapping[str, str | Sequence[int]]) -> Counts:
    """Read counts that somebody typed, such as from a show of hands.

    Args:
        exercise_id: the exercise's.
        typed: for a question's key how many chose each answer, from the first to the last; those who are not sure may
            be left out.

    Raises:
        ValueError: the counts cannot be used; the message says why.

    >>> hands("factors", {"history": "0, 1, 3, 6, 2"}).of("history")
    (0, 1, 3, 6, 2, 0)
    """
    items = {item.key: item for item in items_of(exercise_id).items}
    by_item: dict[str, tuple[int, ...]] = {}
    for key, given in typed.items():
        if key not in items:
            raise ValueError(
                say("There is no question {key} to count. There are: {items}.", key=f"{key!r}", items=", ".join(items))
            )
        counts = _numbers(key, given)
        points, states = len(items[key].points), len(items[key].states)
        if len(counts) not in (points, states):
            with_unsure = (
                say(", or {states} with those who are not sure", states=states) if UNSURE in items[key].states else ""
            )
            raise ValueError(
                say(
                    "Type {points} numbers for {key}, one for each answer{with_unsure}; there are {counts}.",
                    points=points,
                    key=f"{key!r}",
                    with_unsure=with_unsure,
                    counts=len(counts),
                )
            )
        by_item[key] = (*counts, *[0] * (states - len(counts)))
    return Counts(exercise_id, max(map(sum, by_item.values()), default=0), by_item)


def _numbers(key: str, given: str | Sequence[int]) -> tuple[int, ...]:
    if not isinstance(given, str):
        return tuple(given)
    if not re.fullmatch(r"\s*\d{1,6}(?:[\s,;/|]+\d{1,6})*\s*", given, re.ASCII):
        raise ValueError(
            say(
                "Type the counts for {key} as numbers with spaces or commas between them, such as 0 1 3 6 2.",
                key=f"{key!r}",
            )
        )
    counts = tuple(map(int, re.findall(r"\d+", given)))
    if sum(counts) > MOST_HANDS:
        raise ValueError(
            say(
                "The counts for {key} are {counts} hands; a room holds {most_hands} at most.",
                key=f"{key!r}",
                counts=fixed(sum(counts)),
                most_hands=fixed(MOST_HANDS),
            )
        )
    return counts
