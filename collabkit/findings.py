"""What can be said: a sentence, a table, a figure, a caution, a prompt.

Findings are plain blocks. Each block knows its words and its plain HTML; pages, notebooks and documents arrange them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from collabkit.markup import Html, element, join

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float | None


class Block(Protocol):
    """One thing that is said."""

    def to_text(self) -> str:
        """Return the block as lines of plain text."""
        ...

    def to_html(self) -> Html:
        """Return the block as HTML that needs no script and no style of its own."""
        ...


class Chart(Protocol):
    """A picture of numbers, which can also say them."""

    def to_svg(self) -> Html:
        """Return the picture, with a title and a description for those who do not see it."""
        ...

    def to_table(self) -> Table:
        """Return the numbers behind the picture."""
        ...


@dataclass(frozen=True, slots=True)
class Sentence:
    """One or more plain sentences; ``heading`` starts a new part of the findings.

    >>> Sentence("Settle the purpose first.").to_html()
    '<p>Settle the purpose first.</p>'
    """

    words: str
    heading: str = ""
    lead: bool = False

    def to_text(self) -> str:
        """Return the heading and the words."""
        return f"{self.heading.upper()}\n{self.words}" if self.heading else self.words

    def to_html(self) -> Html:
        """Return a paragraph; the lead is the sentence worth saying aloud."""
        heading = element("h5", self.heading) if self.heading else None
        return join(heading, element("p", self.words, class_="sentence" if self.lead else None))


def shown_cell(cell: Cell, decimals: int = 0) -> str:
    """Write a number with the digits that it has, one with a fraction with so many at least, and nothing as a dash.

    >>> shown_cell(1234.5), shown_cell(None), shown_cell(2), shown_cell(2.0, 1), shown_cell(-0.0, 1)
    ('1,234.5', '–', '2', '2.0', '0.0')
    """
    if cell is None:
        return "–"
    if isinstance(cell, bool | str):
        return str(cell)
    if isinstance(cell, int):
        return f"{cell:,}"
    cell += 0.0  # adding nought takes the sign from minus nought
    found = f"{cell:,.10g}"
    return found if _decimals(found) >= decimals else f"{cell:,.{decimals}f}"


def _decimals(shown: str) -> int:
    return len(shown.partition(".")[2])


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first cell of a row is its name.

    Numbers of a column stand below one another, with as many decimals as the longest of them.

    >>> table = Table("Shares", ("Partner", "Pays"), (("County", 12.0), ("Police", 1.5)))
    >>> print(table.to_text())
    Shares
      Partner | Pays
      County  | 12.0
      Police  |  1.5
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the headings: a shifted cell would be a wrong fact."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"The table '{self.caption}' has {len(self.columns)} columns; a row has {len(row)} cells."
                )

    def numeric(self) -> tuple[bool, ...]:
        """Tell of each column whether it holds numbers and nothing else.

        >>> Table("Shares", ("Partner", "Pays"), (("County", 3), ("Police", None))).numeric()
        (False, True)
        """
        columns = [[row[place] for row in self.rows] for place in range(len(self.columns))]
        return tuple(
            any(cell is not None for cell in cells)
            and all(cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool)) for cell in cells)
            for cells in columns
        )

    def _shown(self) -> list[list[str]]:
        """Write every cell, the numbers of a column alike."""
        decimals = [max((_decimals(shown_cell(row[place])) for row in self.rows), default=0) if numbers else 0
                    for place, numbers in enumerate(self.numeric())]  # fmt: skip
        return [[shown_cell(cell, digits) for cell, digits in zip(row, decimals, strict=True)] for row in self.rows]

    def to_text(self) -> str:
        """Return the table as aligned lines."""
        lines, numeric = [list(self.columns), *self._shown()], self.numeric()
        widths = [max(len(line[place]) for line in lines) for place in range(len(self.columns))]
        body = [
            "  "
            + " | ".join(
                cell.rjust(width) if right else cell.ljust(width)
                for cell, width, right in zip(line, widths, numeric, strict=True)
            ).rstrip()
            for line in lines
        ]
        return "\n".join([self.caption, *body, *([f"  {self.note}"] if self.note else [])])

    def to_html(self) -> Html:
        """Return a table with headings for rows and columns."""
        # A corner without words is no heading: a screen reader would read out nothing.
        kinds = ["number" if numbers else None for numbers in self.numeric()]
        head = element(
            "tr",
            *(
                element("th", column, scope="col", class_=kind) if column else element("td")
                for column, kind in zip(self.columns, kinds, strict=True)
            ),
        )
        body = [
            element("tr", element("th", row[0], scope="row"), *map(self._cell, self.columns[1:], row[1:], kinds[1:]))
            for row in self._shown()
        ]
        return join(
            element(
                "table",
                element("caption", self.caption),
                element("thead", head),
                element("tbody", *body),
                class_="findings-table",
            ),
            element("p", self.note, class_="note") if self.note else None,
        )

    @staticmethod
    def _cell(column: str, shown: str, kind: str | None) -> Html:
        return element("td", shown, class_=kind, data_label=column.rstrip("?"))  # a colon follows it

    def frame(self) -> pd.DataFrame:
        """Return the table as a pandas DataFrame, for the curious."""
        import pandas as pd  # only here: the library also runs where pandas does not

        return pd.DataFrame(list(self.rows), columns=list(self.columns))


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with a caption that says what to see, and its numbers as a table folded beneath."""

    chart: Chart
    caption: str

    def to_text(self) -> str:
        """Return the caption and the numbers."""
        return f"{self.caption}\n{self.chart.to_table().to_text()}"

    def to_html(self) -> Html:
        """Return the picture, the caption and the numbers."""
        numbers = element("details", element("summary", "The numbers in this figure"), self.chart.to_table().to_html())
        return element("figure", self.chart.to_svg(), element("figcaption", self.caption), numbers)


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to mind; the first words are set in bold.

    >>> Caution("One thing.", "It is a forecast.").to_text()
    'Caution: One thing. It is a forecast.'
    """

    lead: str
    words: str = ""

    def to_text(self) -> str:
        """Return the caution in one line."""
        return f"Caution: {self.lead} {self.words}".rstrip()

    def to_html(self) -> Html:
        """Return the caution as a paragraph that stands out."""
        return element("p", element("strong", self.lead), f" {self.words}" if self.words else None, class_="caution")


@dataclass(frozen=True, slots=True)
class Prompt:
    r"""What to do or to ask next.

    >>> Prompt("Ask next", ("Who pays?",)).to_text()
    'Ask next\n- Who pays?'
    """

    lead: str
    items: tuple[str, ...] = ()

    def to_text(self) -> str:
        """Return the lead and its items."""
        return "\n".join([self.lead, *(f"- {item}" for item in self.items)])

    def to_html(self) -> Html:
        """Return the lead with a list beneath."""
        items = element("ul", *(element("li", item) for item in self.items)) if self.items else None
        return element("div", element("p", self.lead), items, class_="prompt")


@dataclass(frozen=True, slots=True)
class Findings:
    """What a set of answers means.

    Attributes:
        blocks: what is said, in order; the first says the most important thing in a sentence.
        complete: whether the answers were enough to say something.
    """

    blocks: tuple[Block, ...]
    complete: bool = True

    @classmethod
    def of(cls, headline: str, *blocks: Block | None) -> Findings:
        """Build findings from a sentence worth saying aloud and the blocks that follow it."""
        return cls((Sentence(headline, lead=True), *(block for block in blocks if block is not None)))

    @classmethod
    def needing(cls, sentences: Sequence[str]) -> Findings:
        """Say what is still needed before anything can be said."""
        return cls((Prompt("Before this can say anything:", tuple(sentences)),), complete=False)

    @property
    def headline(self) -> str:
        """The first thing that is said, in one line: what is announced to somebody who does not see the page."""
        first = self.blocks[0] if self.blocks else Sentence("")
        return " ".join(first.to_text().replace("\n- ", " ").split())

    def led_by(self, *blocks: Block) -> Findings:
        """Return these findings with blocks put before them."""
        return Findings((*blocks, *self.blocks), self.complete)

    def tables(self) -> tuple[Table, ...]:
        """Return every table, and the numbers of every figure."""
        found = [block.chart.to_table() if isinstance(block, Figure) else block for block in self.blocks]
        return tuple(block for block in found if isinstance(block, Table))

    def to_text(self) -> str:
        """Return everything as plain text.

        >>> print(Findings.of("Go on.", Caution("Slowly.")).to_text())
        Go on.
        <BLANKLINE>
        Caution: Slowly.
        """
        return "\n\n".join(block.to_text() for block in self.blocks)

    def to_html(self) -> Html:
        """Return everything as HTML.

        >>> Findings.of("Go on.").to_html()
        '<p class="sentence">Go on.</p>'
        """
        return join(*(block.to_html() for block in self.blocks))
