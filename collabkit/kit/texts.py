"""The kit's texts: rules of the day, what the moments of a run sheet are, what to send, and lists to check.

Square brackets mark what somebody fills in. Of these, the dates are filled in where the day of the workshop is known
(``dates.py``); the rest stay as they are, so that nobody sends a made-up place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from collabkit.findings import Block, Part, Prompt, Sentence
from collabkit.kit.stored import stored
from collabkit.kit.wording import named

FILE: Final = "texts.json"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the day.

    Attributes:
        name: its name.
        words: what it means.
        moment: the moment without which it means nothing, by id.
    """

    name: str
    words: str
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a list with its lead."""

    words: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Something to send, to read out or to check.

    Attributes:
        id: its name in addresses.
        title: its heading.
        parts: paragraphs and lists.
        when: when it is sent.
        task: what people are asked, in words for a slide.
    """

    id: str
    title: str
    parts: tuple[Passage, ...]
    when: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts, by what they are for.

    Attributes:
        rules: rules that hold all day.
        moments: what is no exercise on a run sheet.
        send: letters for a workshop on one day.
        series: the same letters for one of several meetings.
        run: how to run it.
        access: how everybody can take part, before, during and after, and from elsewhere.
        case: for a group without a partnership of its own.
        page: the page that leaves the room; each item is a line on it.
    """

    rules: tuple[Rule, ...]
    moments: tuple[Text, ...]
    send: tuple[Text, ...]
    series: tuple[Text, ...]
    run: tuple[Text, ...]
    access: tuple[Text, ...]
    case: tuple[Text, ...]
    page: Text


@cache
def texts() -> Texts:
    """Return the texts.

    >>> texts().rules[0].name
    'Write before you talk'
    """
    return stored(Texts, FILE)


@cache
def moments() -> Mapping[str, Text]:
    """Return what is no exercise on a run sheet, by id."""
    return {one.id: one for one in texts().moments}


def moment(id: str) -> Text:
    """Return the text of a moment."""
    return moments()[id]


NOTHING: Final[Mapping[str, str]] = {}
KNOWN: Final = re.compile(r"\[([^\[\]]+)\]")


def filled(words: str, values: Mapping[str, str] = NOTHING) -> str:
    """Put in what is known between square brackets; what is not known stays for somebody to fill in.

    Values come last and once, because somebody typed them: whatever they hold, it is words.

    >>> filled("On [date] at [place], see {trust}", {"date": "3 February 2027"})
    'On 3 February 2027 at [place], see “What would trust take?”'
    """
    return KNOWN.sub(lambda found: values.get(found[1], found[0]), named(words))


def to_blocks(one: Text, values: Mapping[str, str] = NOTHING) -> Iterator[Block]:
    """Write a text as blocks, with when it is sent before it; an item that is filled in with several lines is several."""
    if one.when:
        yield Sentence(f"{filled(one.when, values)}.", role="asks")
    for part in one.parts:
        if part.items:
            items = (line for item in part.items for line in filled(item, values).split("\n"))
            yield Prompt(filled(part.words, values), tuple(items))
        else:
            yield Sentence(filled(part.words, values))


def to_part(one: Text, values: Mapping[str, str] = NOTHING) -> Part:
    """Write a text under its title."""
    return Part.of(one.title, *to_blocks(one, values))
