"""Blocks as lines of plain text: for notebooks' checks, for the search, for whoever reads without a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from collabkit.findings import Block, Caution, Figure, Part, Prompt, Sentence, Table, in_one_line


def write(blocks: Iterable[Block]) -> str:
    """Write blocks with an empty line between them; a heading stands in capitals on the first of its part.

    >>> print(write([Part.of("Who decides", Sentence("Nobody yet."))]))
    WHO DECIDES
    Nobody yet.
    """
    return "\n\n".join(written for block in blocks if (written := _block(block)))


def _block(block: Block) -> str:
    match block:
        case Part():
            return "\n".join(filter(None, (block.heading.upper(), write(block.blocks))))
        case Sentence():
            return block.words
        case Table():
            return _table(block)
        case Figure():
            return f"{block.caption}\n{_table(block.chart.to_table())}"
        case Caution():
            return in_one_line(block)
        case Prompt():
            return "\n".join([block.lead, *(f"- {item}" for item in block.items)])
        case _:
            assert_never(block)


def _table(table: Table) -> str:
    """Write a table as aligned lines."""
    rows, numeric = table.written()
    lines = [table.columns, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(table.columns))]
    body = [
        "  "
        + " | ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in lines
    ]
    return "\n".join([table.caption, *body, *([f"  {table.note}"] if table.note else [])])
