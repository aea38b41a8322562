"""What findings say, taken apart, and the ways to state that they agree with themselves.

An exercise's own file, ``relations_<exercise>.py``, may declare:

``NEVER``
    statements that must never stand in the same findings, each a pair of patterns with a reason;
``numbers(said)``
    the numbers in sentences that stand in no table and in no answer: each is worked out here from answers or tables,
    by a rule stated in the file. With it, every other number in a sentence has to stand in a table, a figure or an answer;
``RELATIONS``
    functions that look at findings and return what does not agree, in words: headline and table, count and list,
    “all” and the number that are, a winner and those behind it;
``MAY_EXCEED`` and ``MAY_SAY``
    what ``lint`` would take for a fault and is none here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from findings.lint import flat, sentences

NUMBER = re.compile(r"(?<![\w.,])[-−+]?£?\d[\d,]*(?:\.\d+)?(?![\w])%?(?: million)?")
MILLION = 1_000_000


class Never(NamedTuple):
    """Two patterns that must never be found in the same findings, and why."""

    one: str
    other: str
    why: str


@dataclass(frozen=True)
class Said:
    """What one exercise said to one set of answers.

    Attributes:
        exercise: the exercise.
        answers: as they were given.
        findings: what was said.
    """

    exercise: Any
    answers: Mapping[str, Any]
    findings: Any

    @cached_property
    def values(self):
        """The answers that could be used, parsed."""
        return dict(self.reading.values)

    @cached_property
    def reading(self):
        """The answers, read."""
        return self.exercise.read(self.answers)

    @cached_property
    def signs(self):
        """What was typed and holds no word: a dash, a question mark, dots."""
        typed = (value for value in self.values.values() if isinstance(value, str))
        return frozenset(value for value in typed if not any(sign.isalnum() for sign in value))

    @cached_property
    def text(self):
        """Everything as plain text."""
        return self.findings.to_text()

    @property
    def headline(self):
        """The sentence worth saying aloud; cautions about answers that could not be used stand before it."""
        said = (block.words for block in self.blocks if hasattr(block, "words"))
        cautions = {
            block.words
            for block in self.blocks
            if isinstance(getattr(block, "lead", None), str) and hasattr(block, "words")
        }
        return next((words for words in said if words not in cautions), "")

    @cached_property
    def blocks(self):
        """Every block, those within others too."""
        return flat(self.findings.blocks)

    @cached_property
    def sentences(self):
        """Everything that is said outside tables, block by block."""
        return tuple(words for block in self.blocks for words in sentences(block))

    @cached_property
    def own_sentences(self):
        """The sentences, without what was typed and quoted, what is near nothing or all, and problems with answers."""
        typed = {problem.sentence for problem in self.reading.problems}
        if typed:
            typed |= {part.text for whole in self.exercise.questions(self.answers) for part in whole.fields()}
        floors = r"‘[^’]*’|(?:less|more) than (?:1%|99%|£1\b|1 month)"
        return tuple(re.sub(floors, "", words) for words in self.sentences if words not in typed)

    @cached_property
    def tables(self):
        """Every table, and the numbers of every figure."""
        return self.findings.tables()

    def table(self, start):
        """Return the rows of the table whose caption starts so, each under its headings; none where there is no such table."""
        for table in self.tables:
            if table.caption.startswith(start):
                return [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        return []

    def found(self, pattern):
        """Return the groups of a pattern's first match in the text, or nothing."""
        match = re.search(pattern, self.text)
        return match.groups() if match else None


def contradictions(said, pairs: Iterable[Never]):
    """Return the pairs of statements that stand together and must not."""
    for pair in pairs:
        first, second = re.search(pair.one, said.text), re.search(pair.other, said.text)
        if first and second:
            yield f"contradiction: “{first.group()}” beside “{second.group()}”: {pair.why}"


class Printed(NamedTuple):
    """A number as it is printed: its value, half of its last digit, and the words around it."""

    value: float
    half: float
    words: str


def printed(words):
    """Return the numbers of a text, with how exactly each is printed: noughts at the end of pounds are rounded to.

    >>> [(number.value, number.half) for number in printed("£1.5 million, £5,180, 40% and −2")]
    [(1500000.0, 50000.0), (5180.0, 5.0), (40.0, 0.5), (-2.0, 0.5)]
    """
    found = []
    for match in NUMBER.finditer(words):
        bare = re.sub(r"[£,%+]| million", "", match.group()).replace("−", "-")
        scale = MILLION if match.group().endswith(" million") else 1
        decimals = len(bare.partition(".")[2])
        rounded = len(bare) - len(bare.rstrip("0")) if "£" in match.group() and not decimals and float(bare) else 0
        found.append(Printed(float(bare) * scale, 0.5 * 10 ** (rounded - decimals) * scale, match.group()))
    return found


def _leaves(value):
    if isinstance(value, Mapping):
        return [leaf for part in value.values() for leaf in _leaves(part)]
    if isinstance(value, list | tuple):
        return [leaf for part in value for leaf in _leaves(part)]
    return [value]


def _as_numbers(values):
    """Return every number among values, those within words too."""
    for value in values:
        if isinstance(value, str):
            yield from (number.value for number in printed(value))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield float(value)


def unexplained(said, declared: Iterable[float]):
    """Return the numbers in sentences that stand in no table, in no answer, and were not declared."""
    cells = [cell for table in said.tables for row in (table.columns, (table.caption,), *table.rows) for cell in row]
    known = [*_as_numbers(cells), *_as_numbers(_leaves(said.values)), *map(float, declared)]
    for words in said.own_sentences:
        for number in printed(words):
            sizes = (
                (abs(number.value), abs(number.value) / MILLION) if "million" in number.words else (abs(number.value),)
            )
            slack = number.half * (1 + 1e-6)
            scales = (slack, slack / MILLION)
            if not any(
                abs(abs(value) - size) <= room + 1e-9 * max(1.0, size)
                for value in known
                for size, room in zip(sizes, scales, strict=False)
            ):
                yield f"a number from nowhere: {number.words} in “{words}”"


def strictly_first(name, scores: Mapping[str, float]):
    """Return a fault where a named winner is not strictly ahead of every other."""
    level = [other for other, score in scores.items() if other != name and score >= scores[name]]
    return [f"a winner that is not ahead: {name} ({scores[name]}) of {scores}"] if level else []
