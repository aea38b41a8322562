"""Response codes: one person's ratings and choices in an exercise, short enough to read aloud, type or paste in a chat.

``GVQE8T-KQF36N-S8TA3V`` holds 22 answers of seven states each. The answers are the digits of one number, each in the
base of its question; the exercise's number and the version of its list of questions (``items``) stand below them. That
number is written in Crockford's base 32, which has no I, L, O or U to be misread, and three check symbols follow
(``reed_solomon``). Codes come in groups of six, so all have 12, 18 or 24 symbols.

What is left of the room holds a *mark*, by which two people who answer alike are told apart: each door gives a number
that differs from person to person and says nothing about them. Nothing here is secret: whoever has a code can read it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from collabkit.exercises import exercise
from collabkit.questions import Json
from collabkit.translation import say
from collabkit.wording import in_a_row
from collabkit.workshop.items import BY_NUMBER, LATEST, LISTS, MOST_EXERCISES, MOST_VERSIONS, Items, State
from collabkit.workshop.reed_solomon import CHECKS, LONGEST, ORDER, checks, syndrome, syndrome_rows, with_one_mended

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VALUES: Final = {
    letter: value
    for written in (ALPHABET, ALPHABET.lower())
    for value, letter in enumerate(written)
} | dict.fromkeys("Oo", 0) | dict.fromkeys("IiLl", 1)  # fmt: skip
"""What each letter stands for; those that Crockford leaves out are read as the digit that they look like."""
GROUP: Final = 6
MOST_MARKS: Final = 1024
"""More would leave less of a code to tell a true one from letters that only look like one."""
HEAD: Final = MOST_EXERCISES * MOST_VERSIONS
BITS: Final = 5
MASK: Final = (17, 5, 28, 11, 22, 3, 30, 9, 14, 25, 6, 19, 0, 13, 27, 8, 21, 2, 31, 10, 24)
"""Mixed into the symbols, so that a form with few answers is no row of noughts, in which nobody finds their place."""
BETWEEN: Final = re.compile(r"[\s\-\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff_.,:;*`'\"‘’“”()<>\[\]]+")
"""What people and programs put between the letters of a code, and around it."""
COMPARE: Final = say("Compare it with the screen or the sheet that it came from.")


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was read.

    Attributes:
        code: the code as it is written.
        exercise: the exercise's id.
        version: the version of the list of questions that it was made by.
        answers: the answers by key, as the exercise's own; who did not answer a question has none.
    """

    code: str
    exercise: str
    version: int
    answers: Mapping[str, State]


def mark_of(exercise_id: str, changed: Mapping[str, str]) -> int:
    """Return a mark for the code of somebody's answers: it follows from the times at which they were given.

    Hardly two people answer in the same thousandths of a second, and the times cannot be worked out from the mark. The
    same answers of the same person have the same code, through whatever door they come.

    Args:
        exercise_id: the exercise's.
        changed: for each answer's key when it was last changed, as the workbook has it.
    """
    items = LATEST.get(exercise_id)
    times = [f"{item.key} {changed[item.key]}" for item in items.items if item.key in changed] if items else []
    return zlib.crc32("\n".join(times).encode("utf-8", "surrogatepass"))


def size(items: Items) -> int:
    """Return how many symbols the codes of a list have.

    >>> size(LATEST["factors"]), size(LATEST["language"])
    (18, 12)
    """
    return next(whole for whole in range(2 * GROUP, LONGEST, GROUP) if items.states() <= _room(whole))


def _room(whole: int) -> int:
    """Return how many different answers and marks a code of this size holds."""
    return (1 << BITS * (whole - CHECKS)) // HEAD


def _marks(items: Items) -> int:
    return min(MOST_MARKS, _room(size(items)) // items.states())


SIZES: Final = tuple(sorted({size(items) for items in LISTS}, reverse=True))
"""How long codes are, the longest first."""


def encode(exercise_id: str, answers: Mapping[str, Json], mark: int = 0) -> str:
    """Return the code of somebody's answers; what cannot be used, and what is no rating or choice, is left out.

    Args:
        exercise_id: whose questions were answered.
        answers: the answers' JSON.
        mark: a number that differs from person to person, so that those who answer alike have different codes.

    Raises:
        ValueError: no code can be made of this exercise's answers.
        LookupError: there is no such exercise.

    >>> encode("factors", {"history": 4, "backing": "unsure"})
    'KRWV93-7B46PM-EFA2H1'
    >>> encode("factors", {"history": 4, "backing": "unsure"}, mark=1)
    'QCDFEJ-833XEW-ZFANET'
    """
    values = exercise(exercise_id).read(answers).values
    items = LATEST.get(exercise_id)
    if items is None:
        raise ValueError(
            say("The exercise {exercise_id} has no questions that a code could hold.", exercise_id=f"{exercise_id!r}")
        )
    return written(items, values, mark)


def written(items: Items, values: Mapping[str, Json], mark: int = 0) -> str:
    """Return the code of answers by one list of questions."""
    number = mark % _marks(items)
    for item in reversed(items.items):
        value = values.get(item.key)
        chosen = item.states.index(value) + 1 if isinstance(value, int | str) and value in item.states else 0
        number = number * (len(item.states) + 1) + chosen
    number = number * HEAD + items.number * MOST_VERSIONS + items.version
    length = size(items) - CHECKS
    data = _mixed([number >> BITS * place & (ORDER - 1) for place in reversed(range(length))])
    return spelled([*data, *checks(data)])


def _mixed(symbols: Sequence[int]) -> list[int]:
    """Mix the mask in, or take it out again."""
    return [symbol ^ mask for symbol, mask in zip(symbols, MASK, strict=False)]


def spelled(word: Sequence[int]) -> str:
    """Write symbols in groups."""
    letters = "".join(ALPHABET[symbol] for symbol in word)
    return "-".join(letters[place : place + GROUP] for place in range(0, len(letters), GROUP))


def decode(code: str) -> Code:
    """Read a code, however it was typed.

    Raises:
        ValueError: it is no code, or a letter of it is wrong; the message says so in a sentence.

    >>> dict(decode("krwv93 7b46pm efa2hl").answers)
    {'history': 4, 'backing': 'unsure'}
    >>> decode("KRWV93-7B46PM-EFA2H2")
    Traceback (most recent call last):
        ...
    ValueError: A letter of this code is wrong, or letters have changed places. Did you mean KRWV93-7B46PM-EFA2H1?
    """
    bare = BETWEEN.sub("", code)
    if not bare:
        raise ValueError(say("There is no code here. Paste or type one, such as KRWV93-7B46PM-EFA2H1."))
    strange = next((letter for letter in bare if letter not in VALUES), "")
    meant = in_a_row(near(bare), "or")
    if strange:
        raise ValueError(_asking(say("No code has the letter ‘{strange}’.", strange=strange), meant))
    if len(bare) not in SIZES:
        known = in_a_row([str(whole) for whole in reversed(SIZES)], "or")
        raise ValueError(
            _asking(say("A code has {known} letters; this one has {bare}.", known=known, bare=len(bare)), meant)
        )
    word = [VALUES[letter] for letter in bare]
    if syndrome(word):
        raise ValueError(_asking(say("A letter of this code is wrong, or letters have changed places."), meant))
    return _read(word)


def _asking(fault: str, meant: str) -> str:
    return say("{fault} Did you mean {meant}?", fault=fault, meant=meant) if meant else f"{fault} {COMPARE}"


def _read(word: Sequence[int]) -> Code:
    """Read a sound word.

    Raises:
        ValueError: it is of no list that this course knows.
    """
    number = 0
    for symbol in _mixed(word[:-CHECKS]):
        number = number << BITS | symbol
    rest, head = divmod(number, HEAD)
    items = BY_NUMBER.get(divmod(head, MOST_VERSIONS))
    if items is None:
        raise ValueError(
            say(
                "This code is of an exercise, or a version of one, that this copy of the course does not know. "
                "Make it again with this copy, or open the newest one."
            )
        )
    if len(word) != size(items) or rest >= items.states() * _marks(items):
        raise ValueError(say("This is no code, though its letters fit together. {compare}", compare=COMPARE))
    answers: dict[str, State] = {}
    for item in items.items:
        rest, chosen = divmod(rest, len(item.states) + 1)
        if chosen:
            answers[item.key] = item.states[chosen - 1]
    return Code(spelled(word), items.exercise, items.version, answers)


def read_sound(letters: str) -> Code | None:
    """Read letters of the alphabet, without anything between them, if they are a code."""
    spoilt = 0
    for row, letter in zip(_letter_rows(len(letters)), letters, strict=True):
        spoilt ^= row[letter]
    if spoilt:
        return None
    try:
        return _read([VALUES[letter] for letter in letters])
    except ValueError:
        return None


@cache
def _letter_rows(size: int) -> tuple[Mapping[str, int], ...]:
    """Return for each place what each letter adds to the syndrome; a paste asks some hundred thousand times."""
    return tuple({letter: row[value] for letter, value in VALUES.items()} for row in syndrome_rows(size))


def near(bare: str) -> tuple[str, ...]:
    """Return the codes that letters may have been meant for: one letter wrong, left out or too many, or two swapped.

    >>> near("KRWV937B46PMEFA2H"), near("RKWV937B46PMEFA2H1")
    (('KRWV93-7B46PM-EFA2H1',), ('KRWV93-7B46PM-EFA2H1',))
    """
    if not min(SIZES) - 1 <= len(bare) <= max(SIZES) + 1:
        return ()
    strange = [place for place, letter in enumerate(bare) if letter not in VALUES]
    if len(strange) > 1:
        return ()
    word = [VALUES.get(letter, 0) for letter in bare]
    found = dict.fromkeys(code for meant in _neighbours(word, strange) if (code := _code_of(meant)))
    return tuple(found)


def _code_of(word: Sequence[int]) -> str:
    if syndrome(word):
        return ""
    try:
        return _read(word).code
    except ValueError:
        return ""


def _neighbours(word: list[int], strange: Sequence[int]) -> list[Sequence[int]]:
    """Return the words that a slip could have turned into this one; where one letter is strange, that letter is the slip."""
    found: list[Sequence[int]] = []
    if len(word) in SIZES:
        found += [word] if strange else []  # the letter for 0 may be the right one
        mended = with_one_mended(word)
        found += [mended] if mended and all(mended[place] == word[place] for place in _others(word, strange)) else []
    if len(word) in SIZES and not strange:
        found += [[*word[:n], word[n + 1], word[n], *word[n + 2 :]] for n in range(len(word) - 1)]
    if len(word) - 1 in SIZES:
        places = strange or range(len(word))
        found += [[*word[:n], *word[n + 1 :]] for n in places]
    if len(word) + 1 in SIZES and not strange:
        filled = ([*word[:n], 0, *word[n:]] for n in range(len(word) + 1))
        found += [one for gap in filled for one in (gap, with_one_mended(gap)) if one]
    return found


def _others(word: Sequence[int], strange: Sequence[int]) -> list[int]:
    return [place for place in range(len(word)) if strange and place not in strange]
