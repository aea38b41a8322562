r"""Blocks as Markdown: CommonMark, with pipe tables as in GitHub Flavored Markdown.

People's own words may hold anything, so every sign that could mean something in Markdown is written with a backslash:
a CommonMark reader shows the sign and nothing else (CommonMark 0.31.2, section 2.4). Pictures are left out, as their
numbers stand in a table; a headline and a caution are paragraphs like others, for Markdown has no sign for either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, assert_never

from collabkit.findings import MIND, Block, Caution, Figure, Part, Prompt, Sentence, Table

SIGNS: Final = re.compile(r"[\\`*_{}\[\]<>&|~$^]")
"""Signs that can mean something anywhere in a line (the last four in common extensions)."""
FIRST: Final = re.compile(r"^([-+=:%(]|\d{1,9}(?=[.)](\s|$)))|(?<!\S)#")
"""What can mean something where a line or a word begins."""
UNPRINTED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of letters, which no file should hold."""
BLANKS: Final = re.compile(r"[ \t\r\n\u2028\u2029]+")
DEEPEST: Final = 6


def plain(words: str) -> str:
    r"""Write words so that Markdown shows them as they are, in one line.

    >>> print(plain("2. *Who* pays?"))
    2\. \*Who\* pays?
    """
    line = BLANKS.sub(" ", UNPRINTED.sub("", words)).strip(" ")
    return FIRST.sub(_first, SIGNS.sub(r"\\\g<0>", line))


def _first(found: re.Match[str]) -> str:
    # A number cannot take a backslash; the sign after it can.
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def write(blocks: Iterable[Block], level: int = 2) -> str:
    """Write blocks, each ended by a line break and parted by an empty line.

    Args:
        blocks: what is said.
        level: of the headings of parts, 1 to 6.

    >>> print(write([Part.of("Who decides", Sentence("Nobody yet."))]), end="")
    ## Who decides
    <BLANKLINE>
    Nobody yet.
    """
    return "\n".join(f"{written}\n" for block in blocks if (written := _block(block, level).strip("\n")))


def _block(block: Block, level: int) -> str:
    match block:
        case Part():
            return f"{'#' * min(level, DEEPEST)} {plain(block.heading)}\n\n{write(block.blocks, level + 1)}"
        case Sentence():
            return plain(block.words)
        case Table():
            return _table(block)
        case Figure():
            return f"{plain(block.caption)}\n\n{_table(block.chart.to_table())}"
        case Caution():
            return f"> {_bold(f'{MIND} {block.lead}')} {plain(block.words)}".rstrip()
        case Prompt():
            return "\n".join([plain(block.lead), "", *(f"- {plain(item)}" for item in block.items)])
        case _:
            assert_never(block)


def _bold(words: str) -> str:
    return f"**{plain(words)}**"


def _table(table: Table) -> str:
    """Write the caption, the table with numbers on the right, and the note."""
    rows, numeric = table.written()
    lines = [_row(table.columns), _row_of(":--" if not right else "--:" for right in numeric), *map(_row, rows)]
    parts = [plain(table.caption), "\n".join(lines) if table.columns else "", plain(table.note)]
    return "\n\n".join(part for part in parts if part)


def _row(cells: Iterable[str]) -> str:
    return _row_of(plain(cell) for cell in cells)


def _row_of(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
