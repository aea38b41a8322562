"""Finding codes in whatever is pasted: the chat of a meeting, an e-mail with its quotes, a list out of a spreadsheet.

A code is looked for wherever groups of six letters stand together, joined by a hyphen (or whatever dash a program made
of it), a space or nothing. Candidates may overlap: in “thanks GVQE8T KQF36N S8TA3V” the first three words look like a
code too. The check symbols settle which of them is one. What only looks like a code, or is a slip away from one, is a
*suspect*: it is shown with the code that may have been meant, and never taken for it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Final

from collabkit.questions import shown
from collabkit.translation import say
from collabkit.wording import fixed, in_a_row
from collabkit.workshop.codes import ALPHABET, BETWEEN, COMPARE, GROUP, SIZES, Code, near, read_sound

LONGEST: Final = 1_000_000
"""Letters of a paste; the chat of a long meeting has about a tenth of that."""
MOST_SUSPECTS: Final = 200
MOST_LOOKED: Final = 1000
"""What may be a slip is looked into so often; a chat has a few such words, a hostile paste may have ten thousand."""
_SPACE: Final = r"[ \t\u00a0]"
_JOINED: Final = rf"(?:{_SPACE}|{_SPACE}?[-\u00ad\u2010-\u2015\u2212]{_SPACE}?(?:\r?\n[> \t]{{0,8}})?)?"
"""Between two groups; after a hyphen an e-mail may have begun a new line, with its marks of a quote."""
_LETTER: Final = f"[{ALPHABET}{ALPHABET.lower()}OILoil]"
_ANY: Final = "[0-9A-Za-z]"
_DIGIT: Final = re.compile(r"\d")
_NO_DIGIT: Final = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Suspect:
    """Something that looks like a code and is none.

    Attributes:
        text: what was found.
        meant: the codes that it may have been meant for.
    """

    text: str
    meant: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What to say about it.

        >>> Suspect("KRWV93-7B46PM-EFA2H2", ("KRWV93-7B46PM-EFA2H1",)).sentence
        '‘KRWV93-7B46PM-EFA2H2’ is no code and was not counted. Did you mean KRWV93-7B46PM-EFA2H1?'
        """
        ending = say("Did you mean {meant}?", meant=in_a_row(self.meant, "or")) if self.meant else COMPARE
        return say("{shown} is no code and was not counted. {ending}", shown=shown(self.text), ending=ending)


@dataclass(frozen=True, slots=True)
class Found:
    """What a paste holds.

    Attributes:
        codes: the codes as they are written, each once, in the order in which they first stand there.
        read: the same codes with what they say.
        doubled: for each code that stands there more than once, how often.
        suspects: what looks like a code and is none.
    """

    codes: tuple[str, ...]
    read: tuple[Code, ...]
    doubled: dict[str, int]
    suspects: tuple[Suspect, ...]


def find_codes(text: str) -> Found:
    r"""Find the codes in a text.

    Raises:
        ValueError: the text is too long.

    >>> found = find_codes("Samira: krwv93 7b46pm efa2h1 thanks\nRhys: KRWV93-7B46PM-EFA2H1\nAnna: KRWV93-7B46PM-EFA2H2")
    >>> found.codes, found.doubled
    (('KRWV93-7B46PM-EFA2H1',), {'KRWV93-7B46PM-EFA2H1': 2})
    >>> found.suspects[0].meant
    ('KRWV93-7B46PM-EFA2H1',)
    """
    if len(text) > LONGEST:
        raise ValueError(
            say(
                "Paste at most {longest} letters at a time; this has {text}. Leave out what has no codes.",
                longest=fixed(LONGEST),
                text=fixed(len(text)),
            )
        )
    places: dict[int, Code] = {}
    known: dict[str, Code | None] = {}
    taken = bytearray(len(text))
    for size in SIZES:
        for match in _finder(size).finditer(text):
            letters = "".join(match.groups()[1:])
            if letters not in known:
                known[letters] = read_sound(letters)
            code = known[letters]
            if code and not _is_taken(taken, match):
                places[match.start()] = code
                _take(taken, match)
    read = [code for _, code in sorted(places.items())]
    times = Counter(code.code for code in read)
    once = {code.code: code for code in read}
    doubled = {code: number for code, number in times.items() if number > 1}
    return Found(tuple(once), tuple(once.values()), doubled, _suspects(text, taken))


def _is_taken(taken: bytearray, match: re.Match[str]) -> bool:
    return taken.find(1, *match.span(1)) >= 0


def _take(taken: bytearray, match: re.Match[str]) -> None:
    start, end = match.span(1)
    taken[start:end] = b"\1" * (end - start)


@cache
def _finder(size: int) -> re.Pattern[str]:
    """Return what looks for groups of six; it only looks ahead, so that candidates may overlap."""
    groups = _JOINED.join([f"({_LETTER}{{{GROUP}}})"] * (size // GROUP))
    return re.compile(rf"(?<!{_ANY})(?=({groups})(?!{_ANY}))")


@cache
def _loose_finder(size: int) -> re.Pattern[str]:
    """Return what looks for a code with a slip: groups of about six of any letters, or one piece of about the size."""
    groups = rf"(?:{_SPACE}|{_SPACE}?[-\u2010-\u2015\u2212]{_SPACE}?)".join([f"{_ANY}{{5,7}}"] * (size // GROUP))
    return re.compile(rf"(?<!{_ANY})(?=({groups}|{_ANY}{{{size - 1},{size + 1}}})(?!{_ANY}))")


def _suspects(text: str, taken: bytearray) -> tuple[Suspect, ...]:
    """Return what looks like a code where there is none: by its very shape, or because a slip would explain it."""
    found: dict[int, Suspect] = {}
    looked: dict[str, tuple[str, ...]] = {}
    shape = re.compile(rf"{_ANY}{{{GROUP}}}(?:-{_ANY}{{{GROUP}}})+")
    for size in SIZES:
        for match in _loose_finder(size).finditer(text):
            words = match[1]
            if words not in looked:
                if not _mixed(words):
                    continue
                if len(looked) >= MOST_LOOKED:
                    break
                looked[words] = near(BETWEEN.sub("", words))
            if _is_taken(taken, match):
                continue
            if looked[words] or shape.fullmatch(words):
                found[match.start()] = Suspect(words, looked[words])
                _take(taken, match)
    unlike = {one.text: one for _, one in sorted(found.items())}
    return tuple(unlike.values())[:MOST_SUSPECTS]


def _mixed(words: str) -> bool:
    """Tell whether there are letters and digits, as in nearly every code and in few other words."""
    return bool(_DIGIT.search(words) and _NO_DIGIT.search(words))
