"""What can be said: a closed set of plain blocks, and findings made of them.

A block is a part, a sentence, a table, a figure, a caution or a prompt. It knows its words and what it is for (its
``role``), and nothing of screens: a page, a text, a document are made by the writers in ``render/blocks_*.py``. Each
writer goes through ``Block`` with ``match`` and closes with ``assert_never``, so that one which forgets a block does
not pass the type checker.

A part holds blocks, and so may hold parts. A heading's level is how deep it stands, which only a writer can know: the
same findings stand under a page's fourth heading and in a document's second section without a change.

``Findings.to_html()`` and its sisters are here for whoever uses the library; the writers live above, where this file
may not look. So the package's face (``collabkit/__init__.py``), which Python runs before anything else in the package,
puts the writers into ``Findings.writers``. Inside the package, call the writers themselves.

``to_json`` and ``from_json`` carry whole findings, by ``as_json``: what comes from elsewhere is checked, value by value.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final, Literal, TypeAlias, assert_never

from collabkit import as_json
from collabkit.charts import Chart
from collabkit.table import Cell, Role, Table, shown_cell
from collabkit.translation import say

__all__ = [
    "Block", "Caution", "Cell", "Figure", "Findings", "Part", "Prompt", "Role", "Sentence", "Table", "shown_cell",
]  # fmt: skip

SCHEMA: Final = 1
"""The version of the JSON; it rises when old files could be misread."""
MIND: Final = say("Caution:")
"""The word that a caution begins with where no colour marks it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks under a heading of their own.

    >>> Part.of("Who decides", Sentence("Nobody yet."), None).blocks
    (Sentence(words='Nobody yet.', role=''),)
    """

    kind: ClassVar[Literal["part"]] = "part"
    heading: str
    blocks: tuple[Block, ...]
    role: Role = field(default="", kw_only=True)

    @classmethod
    def of(cls, heading: str, *blocks: Block | None, role: Role = "") -> Part:
        """Build a part from those blocks that there are."""
        return cls(heading, tuple(block for block in blocks if block is not None), role=role)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One or more plain sentences."""

    kind: ClassVar[Literal["sentence"]] = "sentence"
    words: str
    role: Role = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with a caption that says what to see."""

    kind: ClassVar[Literal["figure"]] = "figure"
    chart: Chart
    caption: str
    role: Role = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to mind; the first words say it in short."""

    kind: ClassVar[Literal["caution"]] = "caution"
    lead: str
    words: str = ""
    role: Role = field(default="caution", kw_only=True)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to do or to ask next: a lead, and a list."""

    kind: ClassVar[Literal["prompt"]] = "prompt"
    lead: str
    items: tuple[str, ...] = ()
    role: Role = field(default="next", kw_only=True)


Block: TypeAlias = Part | Sentence | Table | Figure | Caution | Prompt
"""One thing that is said: every kind that there is."""

Writer: TypeAlias = Callable[["Findings"], str]


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Go through blocks in the order in which they are read, each part before what it holds."""
    for block in blocks:
        yield block
        if isinstance(block, Part):
            yield from walk(block.blocks)


def in_one_line(block: Block) -> str:
    """Return what a block says in a line, such as is announced to somebody who does not see the page.

    >>> in_one_line(Prompt("Ask next:", ("Who pays?", "Since when?")))
    'Ask next: Who pays? Since when?'
    """
    match block:
        case Part():
            said = [block.heading]
        case Sentence():
            said = [block.words]
        case Table() | Figure():
            said = [block.caption]
        case Caution():
            said = [MIND, block.lead, block.words]
        case Prompt():
            said = [block.lead, *block.items]
        case _:
            assert_never(block)
    return " ".join(" ".join(said).split())


@dataclass(frozen=True, slots=True)
class Findings:
    """What a set of answers means.

    Attributes:
        blocks: what is said, in order; the first says the most important thing in a sentence.
        complete: whether the answers were enough to say something.
        writers: what ``to_text``, ``to_html`` and ``to_markdown`` call; the package's face fills it.
    """

    blocks: tuple[Block, ...]
    complete: bool = True
    writers: ClassVar[dict[Literal["text", "html", "markdown"], Writer]] = {}

    @classmethod
    def of(cls, headline: str, *blocks: Block | None) -> Findings:
        """Build findings from a sentence worth saying aloud and the blocks that follow it."""
        return cls((Sentence(headline, role="headline"), *(block for block in blocks if block is not None)))

    @classmethod
    def needing(cls, sentences: Sequence[str]) -> Findings:
        """Say what is still needed before anything can be said."""
        return cls((Prompt(say("Before this can say anything:"), tuple(sentences), role="needed"),), complete=False)

    @property
    def headline(self) -> str:
        """The first thing that is said, in one line."""
        return in_one_line(self.blocks[0]) if self.blocks else ""

    def led_by(self, *blocks: Block) -> Findings:
        """Return these findings with blocks put before them."""
        return Findings((*blocks, *self.blocks), self.complete)

    def with_role(self, role: Role) -> tuple[Block, ...]:
        """Return every block that is there for this, in parts too.

        >>> Findings.of("Go on.", Caution("Slowly.")).with_role("caution")
        (Caution(lead='Slowly.', words='', role='caution'),)
        """
        return tuple(block for block in walk(self.blocks) if block.role == role)

    def tables(self) -> tuple[Table, ...]:
        """Return every table, and the numbers of every figure."""
        found = [block.chart.to_table() if isinstance(block, Figure) else block for block in walk(self.blocks)]
        return tuple(block for block in found if isinstance(block, Table))

    def table(self, role: Role) -> Table:
        """Return the table that is there for this.

        Raises:
            LookupError: there is none; the message names the roles that tables have here.
        """
        tables = [block for block in walk(self.blocks) if isinstance(block, Table)]
        for block in tables:
            if block.role == role:
                return block
        known = ", ".join(repr(block.role) for block in tables if block.role) or "none"
        raise LookupError(f"No table has the role {role!r} here. Roles that tables have: {known}.")

    def to_text(self) -> str:
        """Return everything as plain text.

        >>> print(Findings.of("Go on.", Caution("Slowly.")).to_text())
        Go on.
        <BLANKLINE>
        Caution: Slowly.
        """
        return self.writers["text"](self)

    def to_html(self) -> str:
        """Return everything as HTML.

        >>> Findings.of("Go on.").to_html()
        '<p class="sentence">Go on.</p>'
        """
        return self.writers["html"](self)

    def to_markdown(self) -> str:
        r"""Return everything as Markdown (CommonMark with pipe tables).

        >>> Findings.of("Go on.").to_markdown()
        'Go on.\n'
        """
        return self.writers["markdown"](self)

    def to_json(self) -> str:
        r"""Return everything as JSON, from which ``from_json`` makes the same findings again.

        >>> Findings.of("Go on.").to_json()
        '{"schema": 1, "blocks": [{"kind": "sentence", "words": "Go on.", "role": "headline"}]}'
        """
        return json.dumps({"schema": SCHEMA, **_object(as_json.plain(self))}, ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> Findings:
        """Return findings from JSON, which may come from anywhere.

        Raises:
            ReadingError: a ``ValueError`` whose message says what does not fit, and where.

        >>> Findings.from_json('{"schema": 1, "blocks": [{"kind": "image"}]}')
        Traceback (most recent call last):
            ...
        collabkit.as_json.ReadingError: This could not be read at blocks, 1: expected is one of part, sentence, table, figure, caution, prompt. Use a file that collabkit wrote, unchanged.
        """
        given = _object(as_json.parsed(text))
        if given.pop("schema", None) != SCHEMA:
            raise as_json.ReadingError(
                say("These findings are not of version {schema}. Make them again with this collabkit.", schema=SCHEMA)
            )
        return as_json.read(Findings, given)


def _object(given: object) -> dict[str, object]:
    return dict(given) if isinstance(given, dict) else {}
