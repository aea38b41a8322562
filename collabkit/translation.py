"""The words of the course in the language in which it is built.

Whatever the library says to a person goes through ``say`` as a whole sentence, with fields for what varies, and what
depends on a number goes through ``by_number``. In English nothing is looked up: the sentence stands in the code, where
whoever changes it sees what it is about. For another language gettext looks it up in ``locale/LANGUAGE/LC_MESSAGES``;
what is not translated yet stays English.

A process speaks one language, which ``COLLABKIT_LANGUAGE`` names before it starts; for a page's Python, which has no such
setting, a file in the packed library names it. So sentences that stand at the top of a file are in that
language too. ``collabkit words`` collects them for translators.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

HERE: Final = Path(__file__).parent
SETTING: Final = "COLLABKIT_LANGUAGE"
ENGLISH: Final = "en"
PSEUDO: Final = "en_XA"
"""No language: English with other letters. What is read without them on a page does not go through ``say``."""
DOMAIN: Final = "collabkit"
PACKED: Final = "language.txt"
"""The file that names the language, in a library that was packed for a page."""
_KEPT: Final = re.compile(r"(\{[^{}]*\}|<[^<>]*>|\]\([^()]*\)|`[^`]*`|https?://\S+|\[[^\[\]]*\](?!\())")
"""What a translator leaves alone: fields, markup, addresses, code, and square brackets that somebody fills in."""
_LETTERS: Final = str.maketrans(
    "ABCDEGHIJKLMNOPRSTUWYZabcdeghijklmnoprstuwyz", "ÅƁÇÐÉĜĤÎĴĶĻṀÑÖṖŔŠŢÛŴÝŽåƀçðéĝĥîĵķļṁñöṗŕšţûŵýž"
)


class Catalogue(Protocol):
    """What gettext's translations do, as far as it is used here."""

    def gettext(self, message: str, /) -> str:
        """Return the sentence in this language."""

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        """Return the form that agrees with a number."""


def pseudo(sentence: str) -> str:
    """Write a sentence so that everybody can read it, and nobody can take it for one that was not looked up.

    >>> pseudo("Ask {name} first.")
    'Åšķ {name} fîŕšţ.'
    """
    parts = _KEPT.split(sentence)
    return "".join(part if place % 2 else part.translate(_LETTERS) for place, part in enumerate(parts))


class PseudoCatalogue:
    """The pseudo-language, which knows every sentence.

    Attributes:
        asked: what was looked up, so that a test can tell whether translators are given all of it.
    """

    def __init__(self) -> None:
        """Begin with nothing looked up."""
        self.asked: set[str] = set()

    def gettext(self, message: str, /) -> str:
        """Return the sentence with other letters."""
        self.asked.add(message)
        return pseudo(message)

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        """Return the form that agrees with a number, as English has it, with other letters."""
        self.asked.add(one)
        return pseudo(one if number == 1 else many)


def catalogue(language: str, folder: Path | None = None) -> Catalogue | None:
    """Return the catalogue of a language; none for English.

    Args:
        language: its code.
        folder: where catalogues are; beside this file where it is left out.

    Raises:
        FileNotFoundError: nobody has translated the course into this language yet.
    """
    if language in {"", ENGLISH}:
        return None
    if language == PSEUDO:
        return PseudoCatalogue()
    import gettext  # the English page does without

    return gettext.translation(DOMAIN, folder or HERE / "locale", [language])


def _packed() -> str:
    """Return the language with which the library was packed for a page, if it was for another than English."""
    path = HERE / PACKED
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


LANGUAGE: Final = os.environ.get(SETTING, "") or _packed() or ENGLISH
SPOKEN: Final = "en-GB" if LANGUAGE == ENGLISH else LANGUAGE.replace("_", "-")
"""The language as a page names it for whoever reads aloud."""


def _spoken() -> Catalogue | None:
    """Return the catalogue of the language in use; English, with a warning, where there is none."""
    try:
        return catalogue(LANGUAGE)
    except FileNotFoundError:
        import warnings

        begin = f"begin one with “collabkit words {LANGUAGE}”, or use it with “collabkit build --language {LANGUAGE}”"
        warnings.warn(f"{SETTING} names ‘{LANGUAGE}’, and no catalogue is ready for it; {begin}.", stacklevel=2)
        return None


_CATALOGUE: Final = _spoken()


def say(sentence: str, /, **parts: object) -> str:
    """Return a sentence in the language in use.

    Args:
        sentence: the sentence in English, as it stands in the catalogue; a field in braces for each part.
        parts: what stands in the fields, which is not looked up again.

    >>> say("{who} would risk more.", who="Your side")
    'Your side would risk more.'
    """
    found = sentence if _CATALOGUE is None or not sentence else _CATALOGUE.gettext(sentence)  # "" is a catalogue's head
    return found.format(**parts) if parts else found


def by_number(number: float, one: str, many: str, /, **parts: object) -> str:
    """Choose the words that agree with a number: a whole sentence where they decide about its verb, or a word alone.

    Args:
        number: what the words agree with.
        one: the words for one, as they stand in the catalogue.
        many: the words for any other number.
        parts: what stands in the fields, as in ``say``.

    >>> by_number(1, "needs", "need"), by_number(2, "it", "them"), by_number(0, "is", "are")
    ('needs', 'them', 'are')
    >>> by_number(2, "{who} gains.", "{who} gain.", who="Police and council")
    'Police and council gain.'
    """
    if _CATALOGUE is None or not one:
        found = one if number == 1 else many
    else:
        found = _CATALOGUE.ngettext(one, many, int(number) if number == int(number) else 2)
    return found.format(**parts) if parts else found


def say_each(*sentences: str) -> tuple[str, ...]:
    """Return words that stand in a row, such as the months, in the language in use.

    >>> say_each("none", "one")
    ('none', 'one')
    """
    return tuple(map(say, sentences))


def say_all(given: object, names: frozenset[str], look_up: Callable[[str], str] = say, *, under: str = "") -> object:
    """Return what a file of JSON holds with its words in the language in use.

    Args:
        given: the JSON.
        names: the keys under which it names things; all other text in it is for people.
        look_up: what is done with each text for people.
        under: the key under which it stands.

    >>> say_all({"id": "welcome", "words": ["Come in."]}, frozenset({"id"}))
    {'id': 'welcome', 'words': ['Come in.']}
    """
    if isinstance(given, dict):
        return {key: say_all(value, names, look_up, under=key) for key, value in given.items()}
    if isinstance(given, list):
        return [say_all(one, names, look_up, under=under) for one in given]
    return look_up(given) if isinstance(given, str) and under not in names else given


def noun(one: str) -> str:
    """Return a noun as it is, for a translator to find with its plural: it is looked up where it is counted.

    >>> noun("cost figure")
    'cost figure'
    """
    return one


def marked(*words: str) -> tuple[str, ...]:
    """Return words as they are, for a translator to find: keys of a table of facts, which are looked up where they are shown.

    >>> marked("England", "Wales")
    ('England', 'Wales')
    """
    return words


_THOUSANDS, _DECIMALS = (say("1,234.5")[place] for place in (1, -2))
"""Whoever translates this number as it is written in their language says how all numbers are written there, and read."""


def as_written(number: str) -> str:
    """Return a number that is written as in English as it is written in the language in use.

    >>> as_written("1,234.5")
    '1,234.5'
    """
    return number.translate(_WRITTEN) if _WRITTEN else number


def as_in_english(number: str) -> str:
    """Return what somebody typed with the signs for thousands and decimals that English has for them.

    >>> as_in_english("1,234.5")
    '1,234.5'
    """
    return number.translate(_READ) if _WRITTEN else number


_WRITTEN: Final = {ord(","): _THOUSANDS, ord("."): _DECIMALS} if (_THOUSANDS, _DECIMALS) != (",", ".") else {}
_READ: Final = {ord(_THOUSANDS): ",", ord(_DECIMALS): "."}
