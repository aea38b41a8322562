"""``all-cases``: a picture of every case of the library, one mark each, with the caption as its content.

A row is a sector and a mark a collaboration; its shape says how it stood. The rows are words and counts for who does not
see marks, and marks are drawn with borders, so that forced colours keep them. A script names the mark that somebody
points at and leads to its card (``_theme/static/cases.js``); without it the picture says what it says.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from collabkit.data.cases import SECTORS, Case, load
from collabkit.markup import Html, element, join
from collabkit.translation import say
from collabkit.wording import in_a_row
from collabkit_book.blocks import Block
from collabkit_book.cases import FILTERS, RESULTS, about, words

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LIBRARY: Final = "book/cases"
POINT: Final = say("Point at a mark to see which collaboration it is.")
ORDER: Final = ("running", "ended", "restructured", "failed")
"""From what goes on to what stopped."""


def _result(case: Case) -> int:
    return ORDER.index(case.status)


def rows() -> list[tuple[str, list[Case]]]:
    """Return the sectors with their cases, the largest first; within each, what goes on before what stopped.

    >>> [name for name, _ in rows()][:2]
    ['Local government', 'Central government']
    """
    found = [
        (words(sector), sorted((case for case in load() if case.sector == sector), key=_result)) for sector in SECTORS
    ]
    return sorted((row for row in found if row[1]), key=lambda row: -len(row[1]))


def said(cases: list[Case]) -> str:
    """Say how a row of cases stood."""
    counts = Counter(case.status for case in cases)
    return in_a_row(f"{counts[one]} {RESULTS[one]}" for one in ORDER if counts[one])


def _shape(status: str) -> Html:
    return element("span", class_=f"shape {status}")


def _mark(case: Case) -> Html:
    shown = {f"data_{name}": str(getattr(case, field)) for name, _, field in FILTERS}
    told = f"{case.name} ({about(case)}): {RESULTS[case.status]}"
    return element("span", _shape(case.status), class_="mark", data_mark=case.id, data_told=told, **shown)


def _row(name: str, cases: list[Case]) -> Html:
    return element(
        "li",
        element("p", name, " ", element("span", f"{len(cases)}", class_="count"),
                element("span", f": {said(cases)}", class_="visually-hidden")),
        element("div", *(_mark(case) for case in cases), class_="marks", aria_hidden="true"),
    )  # fmt: skip


def _key() -> Html:
    counts = Counter(case.status for case in load())
    items = [
        element("li", element("span", _shape(one), aria_hidden="true"), f"{RESULTS[one]}: {counts[one]}")
        for one in ORDER
    ]
    return element("ul", *items, class_="key")


def to_html(caption: str, library: str) -> Html:
    """Write the picture.

    Args:
        caption: what to see in it.
        library: the address of the library's page, where each case has its card.
    """
    return element(
        "figure",
        element("figcaption", caption),
        _key(),
        element("ul", join(*(_row(*row) for row in rows())), class_="rows"),
        element("p", POINT, class_="pointed needs-script", data_pointed=True),
        class_="all-cases",
        data_all_cases=library,
    )


def on_paper(caption: str) -> Html:
    """Write the same as a table of counts."""
    heads = element(
        "tr", *(element("th", one, scope="col") for one in (say("Sector"), say("Cases"), say("How they stood")))
    )
    lines = [
        element("tr", element("th", name, scope="row"), element("td", str(len(cases))), element("td", said(cases)))
        for name, cases in rows()
    ]
    return element(
        "table", element("caption", caption), element("thead", heads), element("tbody", *lines), class_="all-cases"
    )


class AllCases(SphinxDirective):
    """``all-cases``, with the caption as its content."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Keep the place; the address of the library is known once all pages are read."""
        caption = say(" ".join(" ".join(self.content).split()))
        plain = [
            nodes.paragraph("", caption),
            *(nodes.paragraph("", f"{name}: {said(cases)}.") for name, cases in rows()),
        ]
        made = Block.of("", *plain, needs="cases", paper=on_paper(caption))
        made["caption"] = caption
        return [made]


def _write(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if app.builder.format != "html":
        return
    for block in doctree.findall(Block):
        if block.get("caption"):
            block["html"] = to_html(block["caption"], app.builder.get_relative_uri(docname, LIBRARY))


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("all-cases", AllCases)
    app.connect("doctree-resolved", _write)
