"""A page of the download: one HTML file that needs nothing else, to read and to print on A4."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from collabkit.look import paper_css
from collabkit.markup import Html, element
from collabkit.render import document_html

USUAL: Final = 12
"""Points of the letters on paper."""
DENSE: Final = 10
"""Points where a plan is to stand on one page."""
LARGE: Final = 18
"""Points in large print."""
STYLE: Final = """
@page { size: A4; margin: 12mm 17mm }
main { max-width: none }
td, th { overflow-wrap: break-word }
td:first-child, th:first-child { padding-left: 0 }
.note { color: var(--muted) }
section { margin-top: 1.75rem }
section > h2:first-child { margin-top: 0 }
section.plan :is(th, td) { padding: .14rem .6rem .14rem 0 }
section.plan tbody th { white-space: nowrap; width: 1% }
.tally td { height: 2.6em; border: .5pt solid var(--control) }
.tally thead th { font-size: .85em; width: 10% }
.tally thead th:first-child { width: 40% }
.tally tbody th { font-weight: 400 }
.boxed { border: .75pt solid var(--control); min-height: 5em; padding: .3em .6em; margin: .5em 0; break-inside: avoid }
.boxed p { margin: 0; font-weight: 600 }
.ladder { list-style: none; padding: 0; margin: 1em 0 }
.ladder li { display: grid; grid-template-columns: 3rem 11rem 1fr 1fr; border-top: .75pt solid var(--control); min-height: 5.4em; padding: .5em 0; break-inside: avoid }
.ladder .step { font-size: 1.5em; font-weight: 700 }
@media print { body { font-size: POINTSpt } a { color: inherit; text-decoration: none } section.plan { break-before: page } section.plan:first-of-type { break-before: auto } section.whole { break-inside: avoid } section.plan { line-height: 1.35 } section.plan table { margin: .4rem 0 } }
"""


def write(title: str, *content: Html, points: int = USUAL) -> bytes:
    """Write a whole file.

    Args:
        title: of the page.
        content: with the heading in it.
        points: how large letters are on paper.

    >>> write("Tally sheet", element("h1", "Tally sheet"))[:15]
    b'<!doctype html>'
    """
    return document_html.whole(title, style(points), element("main", *content)).encode()


def style(points: int) -> str:
    """Return the page's style, with the look's colours in it."""
    sheets = (files("collabkit") / "live" / "sheet.css").read_text(encoding="utf-8")
    return "\n".join([paper_css(), document_html.style(), sheets, STYLE.replace("POINTS", str(points))])
