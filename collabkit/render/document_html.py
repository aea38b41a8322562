"""A document as one HTML file that needs nothing else: to read, to print, to mail.

Its style stands within it, with the look's light colours; pictures are drawn into it. Headings nest from the title
down, the contents lead to every part, tables keep their heads on each printed page, and nothing is cut in two that fits
on one.
"""

from __future__ import annotations

from typing import Final

from collabkit.document import Document
from collabkit.findings import Part
from collabkit.look import LETTERS, LIGHT
from collabkit.markup import Html, element, join
from collabkit.render import blocks_html
from collabkit.render.svg import PLAIN
from collabkit.translation import SPOKEN, say

STYLE: Final = """
@page { size: A4; margin: 22mm 22mm 20mm }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 44rem; background: PAPER; color: INK; font: 1rem/1.55 SANS }
h1, h2, h3, h4 { font-family: SERIF; line-height: 1.25; break-after: avoid; color: INK }
h1 { font-size: 2.2rem; margin: 0 0 .25rem; overflow-wrap: anywhere }
h2 { font-size: 1.45rem; margin: 2.5rem 0 .5rem; color: ACCENT }
h3 { font-size: 1.1rem; margin: 1.5rem 0 .25rem }
p, li, td, th, figcaption { overflow-wrap: anywhere }
p { margin: .5rem 0 }
.subtitle, .asks, .evidence, .note, figcaption { color: MUTED }
.asks { font-style: italic }
.evidence, .note, figcaption { font-size: .875rem }
.missing { color: WARM }
.caution { border-left: .25rem solid WARM; background: WARMSOFT; padding: .5rem .75rem; break-inside: avoid }
nav ol { columns: 2; padding-left: 0; list-style: none; margin: .5rem 0 }
nav li { margin: 0 0 .15rem; break-inside: avoid }
a { color: ACCENT }
figure { margin: 1rem 0; break-inside: avoid }
figure svg { display: block; width: 100%; max-width: 30rem; height: auto }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .9rem }
caption { text-align: left; font-weight: 600; padding-bottom: .35rem; break-after: avoid }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid LINE }
thead { display: table-header-group }
thead th { border-bottom: 2px solid ACCENT }
tr { break-inside: avoid }
.number { text-align: right }
/* A word of eighty letters breaks, and no other does: each column keeps room for an ordinary word. */
th[scope=row] { min-width: 7.5rem }
td:not(.number) { min-width: 7.25rem }
thead .number { min-width: 5.75rem }
table:has(thead :nth-child(6)) { font-size: .8125rem; :is(th[scope=row], td:not(.number)) { min-width: 5.5rem } }
table:has(thead :nth-child(8)) thead .number { min-width: 4.5rem }
@media screen and (max-width: 40rem) {
  table:has(th:nth-child(3)), table:has(th:nth-child(3)) :is(caption, tbody, tr, tbody th, td) { display: block }
  table:has(th:nth-child(3)) { font-size: .9rem }
  table:has(th:nth-child(3)) thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  table:has(th:nth-child(3)) tr { padding: .5rem 0; border-bottom: 1px solid LINE }
  table:has(th:nth-child(3)) :is(tbody th, td) { border: 0; padding: .1rem 0; text-align: left }
  table:has(th:nth-child(3)) td::before { content: attr(data-label) ": "; color: MUTED }
}
@media (forced-colors: active) {
  figure svg :is(text, .ink, .one, .three, .four, .five):not(line, path) { fill: CanvasText }
  figure svg :is(line, path) { stroke: CanvasText }
  figure svg .two:not(line, path) { fill: Highlight }
  figure svg .two:is(line, path) { stroke: Highlight }
  figure svg .surface { fill: Canvas; stroke: CanvasText }
}
@media print { body { padding: 0; max-width: none; background: none; font-size: 10.5pt } nav { break-after: avoid } .annex { break-before: page } }
"""
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def style() -> str:
    """Return the document's style, with the look's colours and letters in it."""
    named = {
        "PAPER": LIGHT["paper"], "INK": LIGHT["ink"], "ACCENT": LIGHT["accent"], "MUTED": LIGHT["muted"],
        "WARMSOFT": LIGHT["warm-soft"], "WARM": LIGHT["warm"], "LINE": LIGHT["line"], "SANS": LETTERS["sans"], "SERIF": LETTERS["serif"],
    }  # fmt: skip
    written = STYLE
    for name, value in named.items():
        written = written.replace(name, value)
    return written


def write(document: Document) -> str:
    """Write a document as a whole file.

    >>> write(Document("Fewer falls", "A draft", ()))[:15]
    '<!doctype html>'
    """
    numbered = tuple(enumerate(document.parts, 1))
    contents = (element("li", element("a", part.heading, href=f"#part-{number}")) for number, part in numbered)
    body = element(
        "main",
        element("h1", document.title),
        element("p", document.subtitle, class_="subtitle"),
        element("nav", element("h2", say("Contents")), element("ol", *contents), aria_label=say("Contents"))
        if numbered
        else None,
        *(_part(number, part, annex=number > len(document.body)) for number, part in numbered),
    )
    return whole(f"{document.title}: {document.subtitle}", style(), body)


def whole(title: str, css: str, main: Html) -> str:
    """Write a file of its own, in which nothing may run or be fetched, whatever somebody typed.

    Args:
        title: of the file.
        css: its style.
        main: what stands in it.
    """
    head = element(
        "head",
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        element("title", title),
        Html(f"<style>{css}</style>"),
    )
    return f"<!doctype html>\n{element('html', head, element('body', main), lang=SPOKEN)}\n"


def _part(number: int, part: Part, *, annex: bool) -> Html:
    heading = element("h2", part.heading, id=f"part-{number}")
    blocks = blocks_html.write(part.blocks, 3, PLAIN, numbers=False)
    return element(
        "section", join(heading, blocks), class_="annex" if annex else None, aria_labelledby=f"part-{number}"
    )
