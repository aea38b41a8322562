"""``case ID``: a card with a case's figures and source; ``case-filters`` and ``case-library``: all of them, and what narrows them.

The cases come from ``collabkit.data.cases``. Without a script the library shows every case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from collabkit.data import citations
from collabkit.data.cases import SECTORS, TYPES, Case, load
from collabkit.markup import Html, element, join
from collabkit.translation import say
from collabkit_book.blocks import Block, paragraphs

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
SYMBOLS: Final = {
    "GBP": "£",
    "EUR": "€",
    "USD": "US$",
    "AUD": "A$",
    "NZD": "NZ$",
    "CAD": "C$",
    "DKK": "DKK ",
    "SEK": "SEK ",
    "NOK": "NOK ",
    "KES": "KES ",
    "JPY": "¥",
    "ZAR": "R",
}
RESULTS: Final = {
    "running": say("still running"),
    "restructured": say("restructured"),
    "failed": say("stopped or failed"),
    "ended": say("came to an end"),
}
TROUBLED: Final = frozenset({"restructured", "failed"})
FILTERS: Final = (
    ("kind", say("Kind"), "collaboration_type"),
    ("country", say("Country"), "country"),
    ("sector", say("Sector"), "sector"),
    ("result", say("Result"), "status"),
)
"""Name of the filter, its label, and the field of a case that it looks at."""


def library() -> dict[str, Case]:
    """Return every case by its id."""
    return {case.id: case for case in load()}


def words(code: str) -> str:
    """Write a code of the data as words.

    >>> words("health_social_care"), words("pooled_budget"), words("failed"), words("Canada")
    ('Health and social care', 'Pooled budget', 'Stopped or failed', 'Canada')
    """
    said = {**SECTORS, **TYPES, **RESULTS}.get(code) or say(code)
    return said[:1].upper() + said[1:]


def money(amount: float | None, currency: str) -> str:
    """Write millions.

    >>> money(-255.0, "GBP"), money(1400.0, "AUD"), money(None, "GBP"), money(0.5, "EUR")
    ('−£255m', 'A$1,400m', 'not published', '€0.5m')
    """
    if amount is None:
        return say("not published")
    return f"{'−' if amount < 0 else ''}{SYMBOLS.get(currency, currency + ' ')}{abs(amount):,.10g}m"


def months(number: float | None) -> str:
    """Write a duration.

    >>> months(18.0), months(None)
    ('18 months', 'not published')
    """
    return say("not published") if number is None else say("{number} months", number=f"{number:,.10g}")


def figures(case: Case) -> tuple[tuple[str, str, str], ...]:
    """Return what was planned and what happened, for whatever was published."""
    found = []
    for name, planned, actual, write in (
        (say("Cost"), case.planned_cost_m, case.actual_cost_m, lambda n: money(n, case.currency)),
        (say("Benefit"), case.planned_benefit_m, case.actual_benefit_m, lambda n: money(n, case.currency)),
        (say("Time"), case.planned_months, case.actual_months, months),
    ):
        if planned is not None or actual is not None:
            found.append((name, write(planned), write(actual)))
    return tuple(found)


def years(start: int | None, end: int | None) -> str:
    """Write when it ran.

    >>> years(2004, None), years(2004, 2013), years(None, 2013)
    ('since 2004', '2004–2013', 'until 2013')
    """
    if start is None:
        return say("until {end}", end=end) if end else ""
    return f"{start}–{end}" if end else say("since {start}", start=start)


def about(case: Case) -> str:
    """Say in a line where, what and when."""
    return " · ".join(
        part
        for part in (
            say(case.country),
            words(case.collaboration_type),
            words(case.sector),
            years(case.start_year, case.end_year),
        )
        if part
    )


def _table(case: Case) -> Html | None:
    rows = [
        element("tr", element("th", name, scope="row"), element("td", planned), element("td", actual))
        for name, planned, actual in figures(case)
    ]
    if not rows:
        return None
    heads = [element("th", element("span", say("Figure"), class_="visually-hidden"), scope="col")]
    heads += [element("th", word, scope="col") for word in (say("Planned"), say("Actual"))]
    return element("table", element("thead", element("tr", *heads)), element("tbody", *rows))


def _source(case: Case) -> Html:
    rests = {
        "verified": say("Each figure goes back to an official or scholarly source."),
        "partly": say(
            "Figures rest in part on partners or the press, or are undated, or come from sources that differ."
        ),
    }.get(case.confidence, "")
    link = element("a", case.source_title, href=case.source_url) if case.source_url else case.source_title
    return element("p", say("Source:"), " ", link, f", {citations.short(case)}. {rests}", class_="source")


def to_html(case: Case, heading: str = "h3") -> Html:
    """Write a card."""
    lesson = element("p", element("strong", say("What it suggests:") + " "), case.lessons) if case.lessons else None
    filters = {f"data_{name}": str(getattr(case, field)) for name, _, field in FILTERS}
    return element(
        "article",
        element(heading, case.name),
        element("p", about(case), class_="meta"),
        element("p", element("span", words(case.status), class_="label")),
        element("p", case.outcome_summary, class_="summary"),
        _table(case),
        element("p", case.basis_note, class_="basis"),
        lesson,
        _source(case),
        class_="case troubled" if case.status in TROUBLED else "case",
        data_case=case.id,
        **filters,
    )


def to_nodes(case: Case) -> list[nodes.Node]:
    """Write a card as ordinary text."""
    lines = "\n".join(
        say("{name}: planned {planned}, actual {actual}", name=name, planned=planned, actual=actual)
        for name, planned, actual in figures(case)
    )
    source = say(
        "Source: {source_title}, {credit}.",
        source_title=case.source_title,
        credit=citations.short(case),
    )
    return [
        nodes.paragraph("", "", nodes.strong("", case.name)),
        *paragraphs(
            "\n\n".join(part for part in (about(case), case.outcome_summary, lines, case.lessons, source) if part)
        ),
    ]


def card(case: Case) -> Block:
    """Return a card, which is read on paper as it is on a page."""
    written = to_html(case)
    return Block.of(written, *to_nodes(case), needs="case", paper=written)


class CaseDirective(SphinxDirective):
    """``case ID``: one card."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the card."""
        name, known = self.arguments[0], library()
        if name not in known:
            LOGGER.warning("case: there is no case called %r", name, location=self.get_location())
            return []
        return [card(known[name])]


def _filter(name: str, label: str, field: str) -> Html:
    values = sorted({str(getattr(case, field)) for case in library().values()}, key=words)
    options = [
        element("option", say("All"), value=""),
        *(element("option", words(value), value=value) for value in values),
    ]
    return element(
        "p", element("label", label, for_=f"cases-{name}"), element("select", *options, id=f"cases-{name}", name=name)
    )


def filters() -> Html:
    """Write the filters, which a script shows: they do nothing without it."""
    lists = [_filter(*one) for one in FILTERS]
    button = element("p", element("button", say("Show all"), type="reset", class_="quiet"))
    return join(
        element("form", *lists, button, class_="case-filters", data_case_filters=True, hidden=True, autocomplete="off"),
        element("p", role="status", class_="note", data_case_status=True),
    )


class CaseFilters(SphinxDirective):
    """``case-filters``: what narrows the library, and how many cases are left."""

    def run(self) -> list[nodes.Node]:
        """Return the filters, which mean nothing on paper."""
        return [Block.of(filters(), needs="cases")]


class CaseLibrary(SphinxDirective):
    """``case-library``: all cases, each with a place to link to."""

    def run(self) -> list[nodes.Node]:
        """Return the cards."""
        return [nodes.container("", card(case), ids=[f"case-{case.id}"], is_div=True) for case in library().values()]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("case", CaseDirective)
    app.add_directive("case-filters", CaseFilters)
    app.add_directive("case-library", CaseLibrary)
