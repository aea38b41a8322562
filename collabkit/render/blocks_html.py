"""Blocks as HTML that needs no script and no style of its own: for pages and notebooks.

Headings begin at the level that the place asks for and go one down for each part within a part.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from collabkit.findings import Block, Caution, Figure, Part, Prompt, Role, Sentence, Table
from collabkit.markup import Html, element, join
from collabkit.render.svg import ON_PAGE, Palette, draw
from collabkit.translation import say

USUAL: Final = 5
"""The level of the first headings: findings stand under a fourth one on a page and in a notebook."""
DEEPEST: Final = 6
CLASSES: Final[dict[Role, str]] = {"headline": "sentence", "asks": "asks", "evidence": "evidence", "missing": "missing"}
"""How a sentence looks that is there for something, by its role."""


def write(blocks: Iterable[Block], level: int = USUAL, palette: Palette = ON_PAGE, *, numbers: bool = True) -> Html:
    """Write blocks one after another.

    Args:
        blocks: what is said.
        level: of the headings of parts, 1 to 6.
        palette: the colours of charts.
        numbers: whether the numbers of a figure are folded beneath it; a document has them in its annex.

    >>> write([Part.of("Who decides", Sentence("Nobody yet."))], level=2)
    '<h2>Who decides</h2><p>Nobody yet.</p>'
    """
    return join(*(_block(block, level, palette, numbers=numbers) for block in blocks))


def _block(block: Block, level: int, palette: Palette, *, numbers: bool) -> Html:
    match block:
        case Part():
            return join(heading(level, block.heading), write(block.blocks, level + 1, palette, numbers=numbers))
        case Sentence():
            return element("p", block.words, class_=CLASSES.get(block.role))
        case Table():
            return _table(block)
        case Figure():
            return _figure(block, palette, numbers=numbers)
        case Caution():
            return element(
                "p", element("strong", block.lead), f" {block.words}" if block.words else None, class_="caution"
            )
        case Prompt():
            return _prompt(block)
        case _:
            assert_never(block)


def heading(level: int, words: str, **attributes: str) -> Html:
    """Write a heading; what stands deeper than HTML can say stays at the deepest level.

    >>> heading(9, "Deep down")
    '<h6>Deep down</h6>'
    """
    return element(f"h{min(level, DEEPEST)}", words, **attributes)


def _table(table: Table) -> Html:
    """Write a table with headings for rows and columns."""
    rows, numeric = table.written()
    kinds = ["number" if numbers else None for numbers in numeric]
    # A corner without words is no heading: a screen reader would read out nothing.
    head = [
        element("th", column, scope="col", class_=kind) if column else element("td")
        for column, kind in zip(table.columns, kinds, strict=True)
    ]
    body = [
        element("tr", element("th", row[0], scope="row"), *map(_cell, table.columns[1:], row[1:], kinds[1:]))
        for row in rows
        if row
    ]
    whole = element(
        "table",
        element("caption", table.caption),
        element("thead", element("tr", *head)),
        element("tbody", *body),
        class_="findings-table",
    )
    return join(whole, element("p", table.note, class_="note") if table.note else None)


def _cell(column: str, shown: str, kind: str | None) -> Html:
    return element("td", shown, class_=kind, data_label=column.rstrip("?"))  # a colon follows it


def _figure(figure: Figure, palette: Palette, *, numbers: bool) -> Html:
    """Write the picture, what to see in it, and its numbers folded beneath."""
    folded = element("details", element("summary", say("The numbers in this figure")), _table(figure.chart.to_table()))
    caption = element("figcaption", figure.caption)
    return element("figure", draw(figure.chart, palette), caption, folded if numbers else None)


def _prompt(prompt: Prompt) -> Html:
    items = element("ul", *(element("li", item) for item in prompt.items)) if prompt.items else None
    return element("div", element("p", prompt.lead), items, class_="prompt")
