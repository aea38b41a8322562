"""What no generated text may hold, whatever it is about: each check returns the words at fault.

A check looks at one sentence, one cell, or one block; ``lint`` runs all of them over findings and says where each fault
stands. What people typed stands in sentences too, so the names of ``generated`` have no digits.
"""

from __future__ import annotations

import math
import re
from functools import cache

from collabkit.findings import shown_cell

COUNTED_WORDS = (
    "link|pair|partner|month|year|step|cell|statement|thing|dealing|lapse|case|aim|option|yardstick|criterion|group|way|"
    "decision|duty|reason|section|concern|strength|veto|point|place|form|figure"
)
VERBS = (
    "is|was|has|does|needs|costs|says|names|takes|rests|gives|holds|counts|works|stands|comes|sees|makes|means|agrees|decides|"
    "brings|gains|pays|keeps|wants|knows|loses|adds|fits|leads|hears|tells|watches|recommends|serves|leaves|averages|goes|"
    "reaches|bears|happens|lacks|asks"
)
PLURALS_AFTER_ONE = re.compile(
    rf"(?<![\d.,/:–-])\b(?:1\s+(?!(?:{VERBS}|less|across|plus|this|yes|as)\b)[a-z]+(?:[^s\W]s|ies)"
    rf"|[Oo]ne\s+(?:(?:{COUNTED_WORDS})s|criteria|duties))\b"
)
"""“1 months”, “one dealings”: a number of one and a word in the plural. Verbs in the third person are none."""
SINGULAR_AFTER_MANY = re.compile(
    rf"(?<![\d.,/:–-])\b(?:[2-9]|(?!(?:19|20)\d\d\b)\d\d+|two|three|four|five|six)\s+(?:{COUNTED_WORDS})\b(?![’-])"
)
"""“2 partner”: a number above one and a word in the singular; “1 of 2 partner” too."""

CHECKS = {
    "a minus before nought": re.compile(r"(?<![\w.,])[-−]\s?£?0(?:[.,]0+)*(?![\d.,]*\d)"),
    "an exponent": re.compile(r"\d(?:\.\d+)?[eE][+-]?\d+"),
    "a doubled word": re.compile(r"\b(\w+)\s+\1\b", re.IGNORECASE),
    "a missing word": re.compile(r"[:;,]\s*[.;:,]|\(\s*\)|“\s*”|‘\s*’|\s[.,;:](?!\w)|\S  \S|\b(?:and|or|than|between)\s*[.;,](?!\.)"),
    "“of 0”": re.compile(r"\bof (?:the )?0\b(?![.,]\d|%)"),
    "a plural after one": PLURALS_AFTER_ONE,
    "a singular after many": SINGULAR_AFTER_MANY,
    "a word of the machine": re.compile(r"\b(?:None(?! (?:of|is|are|has|was)\b)|nan|NaN|inf|True|False)\b|\[\]|\{\}|<object"),
    "two full stops": re.compile(r"(?<!\.)\.\.(?!\.)|[?!]\."),
}  # fmt: skip
DOUBLED = re.compile(r"\b(?:that that|had had|Trust Trust|so so)\b")
"""Doubled words that are English, or a generated name."""
PERCENT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?%")
QUOTED_LIST = re.compile(
    r"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b([^.;“”\d]*?)[:,]?\s*(“[^”]+”(?:, “[^”]+”)* and (?:\d+|one) others?|“[^”]+”(?:(?:, | and )“[^”]+”)+)"
)
NUMBER_WORDS = (
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def counted_as(words):
    """Return the number that a word or digits stand for.

    >>> counted_as("three"), counted_as("12")
    (3, 12)
    """
    return NUMBER_WORDS.index(words.lower()) if words.lower() in NUMBER_WORDS else int(words.replace(",", ""))


def listed(words, separators=r", | and "):
    """Return how many things a list names, those that it only counts as others included.

    >>> listed("Ash, Birch and 2 others"), listed("Ash"), listed("Ash and one other")
    (4, 1, 2)
    """
    parts = [part for part in re.split(separators, words.strip().rstrip(".")) if part]
    last = re.fullmatch(r"(\d+|one|two|three|four|five|six) (?:others?|more)", parts[-1]) if parts else None
    return len(parts) - 1 + counted_as(last[1]) if last else len(parts)


def short_lists(words):
    """Return lists of quoted things that are shorter than the number before them.

    >>> short_lists("6 ways have no owner: “R”, “S” and “T”.")
    ['6 before a list of 3: “R”, “S” and “T”']
    """
    found = [(counted_as(number), each) for number, _, each in QUOTED_LIST.findall(words)]
    return [f"{number} before a list of {listed(each)}: {each}" for number, each in found if number > listed(each)]


def unbalanced(words):
    """Return what opens and does not close, or closes and does not open; a right single quote may be an apostrophe."""
    pairs = [(words.count(one), words.count(other), one) for one, other in ("“”", "()")]
    faults = [f"{one} {opened} times, its end {closed} times" for opened, closed, one in pairs if opened != closed]
    return [*faults, *(["‘ without ’"] if words.count("‘") > words.count("’") else [])]


@cache
def in_sentence(words, may_exceed=()):
    """Return the faults of one sentence, or of one cell."""
    faults = [
        f"{name}: “{found.group()}” in “{words}”"
        for name, pattern in CHECKS.items()
        for found in pattern.finditer(words)
        if not DOUBLED.fullmatch(found.group())
    ]
    if not any(re.search(pattern, words) for pattern in may_exceed):
        shares = [share for share in PERCENT.findall(words) if float(share.replace(",", "")) > 100]
        faults += [f"a share over 100%: {share}% in “{words}”" for share in shares]
    faults += [f"a list shorter than its count: {fault}" for fault in short_lists(words)]
    return (*faults, *(f"unbalanced quotes: {fault} in “{words}”" for fault in unbalanced(words)))


def flat(blocks):
    """Return blocks one by one, those within others too."""
    return [one for block in blocks for one in (block, *flat(getattr(block, "blocks", ())))]


def sentences(block):
    """Return what a block says, line by line; a table's caption is a title."""
    lead = getattr(block, "lead", "")
    items = tuple(getattr(block, "items", ()))
    caption = getattr(block, "caption", "") if not hasattr(block, "rows") else ""
    said = (
        getattr(block, "words", ""),
        lead if isinstance(lead, str) else "",
        *items,
        caption,
        getattr(block, "note", ""),
    )
    return tuple(words for words in said if words)


def in_block(block):
    """Return what is wrong with a block as a whole."""
    lead, words, items = (getattr(block, name, "") for name in ("lead", "words", "items"))
    faults = []
    if isinstance(lead, str) and lead.endswith(":") and not items and not words:
        faults.append(f"an empty list: “{lead}”")
    if isinstance(words, str) and words and words[-1] not in ".?!:”":
        faults.append(f"a sentence without an end: “{words}”")
    if hasattr(block, "rows") and not block.rows:
        faults.append(f"an empty table: “{block.caption}”")
    return faults


def shown_cells(table):
    """Return the caption, the headings and the cells of a table as they are printed."""
    return [table.caption, *table.columns, *(shown_cell(cell) for row in table.rows for cell in row)]


def minus_noughts(table):
    """Return the numbers of a table that are minus nought: print hides the sign, a data frame shows it."""
    cells = [cell for row in table.rows for cell in row if isinstance(cell, float) and not cell]
    return [f"minus nought as a number: “{table.caption}”" for cell in cells if math.copysign(1, cell) < 0]


def without(cell, signs):
    """Return a cell without what was typed and holds no word: it stands there alone, or among other things in a row.

    >>> without("...", {"..."}), without("By May, .", {"."}), without("Who pays: .", {"..."})
    ('', 'By May', 'Who pays: .')
    """
    return ", ".join(part for part in cell.split(", ") if part not in signs)


def lint(findings, may_exceed=(), may_say=(), signs=frozenset()):
    """Return every fault of form in findings.

    Args:
        findings: what an exercise says.
        may_exceed: patterns of sentences or cells in which a percentage is no share of a whole.
        may_say: patterns of faults that are none here, each with a reason beside it in the exercise's own file.
        signs: what was typed and holds no word; a table may show it as it was typed, and a sentence may not speak of it.
    """
    blocks = flat(findings.blocks)
    faults = [fault for block in blocks for fault in in_block(block)]
    faults += [fault for table in findings.tables() for fault in minus_noughts(table)]
    lines = [line for block in blocks for line in (*sentences(block), getattr(block, "heading", ""))]
    lines += [without(cell, signs) for table in findings.tables() for cell in shown_cells(table)]
    faults += [fault for line in dict.fromkeys(lines) for fault in in_sentence(line, may_exceed)]
    return [fault for fault in faults if not any(re.search(pattern, fault) for pattern in may_say)]
