"""What the search looks through: every passage of the course with its place, written as one file beside the pages.

A passage is a section without the sections inside it, a term of the glossary, or a case. The page of the search fetches
the file when somebody searches, and no other page does (``_theme/static/search.js``).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes

from collabkit_book import live

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

FILE: Final = "passages.json"
FIRST, THEN, LAST = 0, 1, 2
"""Chapters; the pages to look things up in and the rest; notebooks, which hold the same exercises again."""
CASE: Final = "case-"
SPACE: Final = re.compile(r"\s+([.,;:?!)])")


def rank(docname: str) -> int:
    """Say which pages' passages come before which.

    >>> rank("book/2-roots"), rank("book/glossary"), rank("exercises/trust")
    (0, 1, 2)
    """
    if live.CHAPTER.match(docname):
        return FIRST
    return LAST if docname.startswith("exercises/") else THEN


def _words(node: nodes.Node) -> str:
    """Return the text of a node as one line, without the keys of what is cited."""
    whole = " ".join(text.astext() for text in node.findall(nodes.Text) if not _cited(text))
    return SPACE.sub(r"\1", " ".join(whole.split()))


def _cited(text: nodes.Text) -> bool:
    above = text.parent
    while above is not None and not isinstance(above, addnodes.pending_xref):
        above = above.parent
    return above is not None and above.get("refdomain") == "cite"


def _own(section: nodes.section) -> str:
    """Return the text of a section without its title and without what is a passage by itself."""
    parts = [part for part in section.children if not isinstance(part, nodes.section | nodes.title | nodes.comment)]
    return " ".join(filter(None, (_words(part) for part in parts if not _by_itself(part))))


def _by_itself(part: nodes.Node) -> bool:
    return _is_case(part) or (isinstance(part, nodes.Element) and "glossary" in part.get("classes", ()))


def _is_case(part: nodes.Node) -> bool:
    return isinstance(part, nodes.container) and any(id.startswith(CASE) for id in part["ids"])


def passages(doctree: nodes.document) -> Iterator[tuple[str, str, str]]:
    """Yield the id, the heading and the text of each passage of a page; its first has no id, because it is the page's top."""
    for number, section in enumerate(doctree.findall(nodes.section)):
        title = section.next_node(nodes.title)
        yield (section["ids"][0] if number else "", title.astext() if title else "", _own(section))
    for item in doctree.findall(nodes.definition_list_item):
        term, said = item.next_node(nodes.term), item.next_node(nodes.definition)
        if term is not None and said is not None and term["ids"]:
            yield term["ids"][0], term.astext(), _words(said)
    for part in doctree.findall(nodes.container):
        if _is_case(part):
            name = part.next_node(nodes.strong)
            yield part["ids"][0], name.astext() if name else "", _words(part)


def _write(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.name != "html":
        return
    found = []
    for docname in sorted(app.env.found_docs):
        titles = app.env.titles[docname].astext()
        for id, heading, text in passages(app.env.get_doctree(docname)):
            address = app.builder.get_target_uri(docname) + (f"#{id}" if id else "")
            found.append([rank(docname), titles, heading, address, text])
    written = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    Path(app.outdir, "_static", FILE).write_text(written, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Write the passages once the pages are written."""
    app.connect("build-finished", _write)
