"""``subject-index``: where the course speaks of something, by section.

Entries come from the glossary (the section in which a chapter first links a term) and from ``_index.json``, which
names subjects with the phrases that stand for them in the text: the first section of each chapter that holds a phrase
is listed. A phrase that stands nowhere is a warning, so the index cannot go stale.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from collabkit.translation import ENGLISH, LANGUAGE, say
from collabkit_book.records import RecordError, checked, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

BOOK: Final = Path(__file__).parents[2]
CHAPTERS: Final = re.compile(r"book/\d-")
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 3}},
}
PASSED_OVER: Final = {
    "what-you-will-be-able-to-do", "check-yourself", "key-points", "reflect", "further-reading", "what-to-do-on-monday",
}  # fmt: skip
"""Sections that every chapter has: whatever they say was said before."""
LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Section:
    """A section of a chapter: its place to link to, its heading, its own words and the glossary's terms in it."""

    page: str
    id: str
    heading: str
    words: str
    terms: tuple[str, ...]


class subject_index(nodes.General, nodes.Element):  # noqa: N801 - nodes are named so in docutils
    """Stands for the index until every page has been read."""


class SubjectIndex(SphinxDirective):
    """``subject-index``: the index of the whole course."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the index; a bad file stops the build with its place."""
        self.env.note_dependency(str(BOOK / "_index.json"))
        return [subject_index()]


def _store(env: BuildEnvironment) -> dict[str, list[Section]]:
    found: dict[str, list[Section]] = vars(env).setdefault("collabkit_sections", {})
    return found


def _sections(page: str, doctree: nodes.document) -> Iterator[Section]:
    for section in doctree.findall(nodes.section):
        own = [node for node in section.children if not isinstance(node, (nodes.section, nodes.title))]
        terms = [
            reference["reftarget"]
            for node in own
            for reference in node.findall(addnodes.pending_xref)
            if reference["reftype"] == "term"
        ]
        heading = next(section.findall(nodes.title)).astext()
        if PASSED_OVER.intersection(section["ids"]):
            continue
        words = " ".join(" ".join([heading, *(node.astext() for node in own)]).split())
        yield Section(page, section["ids"][0], heading, words, tuple(dict.fromkeys(terms)))


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    page = app.env.docname
    if CHAPTERS.match(page):
        _store(app.env)[page] = list(_sections(page, doctree))


def _forget(_: Sphinx, env: BuildEnvironment, page: str) -> None:
    _store(env).pop(page, None)


def _gather(_: Sphinx, env: BuildEnvironment, __: object, other: BuildEnvironment) -> None:
    _store(env).update(_store(other))


def entries(sections: Iterable[Section], subjects: dict[str, list[str]]) -> dict[str, list[Section]]:
    """Return for each entry the sections that speak of it, at most one in a chapter, in the order of the course.

    >>> one = Section("book/1-heart", "loop", "The loop", "Trust grows.", ("trust",))
    >>> sorted(entries([one], {"Growing": ["grows"]}))
    ['Growing', 'Trust']
    """
    found: dict[str, dict[str, Section]] = defaultdict(dict)
    patterns = {name: re.compile("|".join(rf"\b{re.escape(phrase)}" for phrase in phrases), re.IGNORECASE)
                for name, phrases in subjects.items()}  # fmt: skip
    for section in sections:
        for term in section.terms:
            found[term[:1].upper() + term[1:]].setdefault(section.page, section)
        for name, pattern in patterns.items():
            if pattern.search(section.words):
                found[name].setdefault(section.page, section)
    return {name: list(places.values()) for name, places in found.items()}


def missing(sections: Iterable[Section], subjects: dict[str, list[str]]) -> list[str]:
    """Return the phrases that stand nowhere."""
    text = " ".join(section.words for section in sections)
    return [
        phrase
        for phrases in subjects.values()
        for phrase in phrases
        if not re.search(rf"\b{re.escape(phrase)}", text, re.IGNORECASE)
    ]


def subjects() -> dict[str, list[str]]:
    """Return the hand-written subjects with their phrases.

    Raises:
        RecordError: the file does not fit.
    """
    path = BOOK / "_index.json"
    given = checked(load(path), SCHEMA, path)
    return {say(name): [say(phrase) for phrase in phrases] for name, phrases in given.items()}


def _write(app: Sphinx, doctree: nodes.document, page: str) -> None:
    for place in list(doctree.findall(subject_index)):
        store = _store(app.env)
        sections = [section for name in sorted(store) for section in store[name]]
        try:
            wanted = subjects()
        except RecordError as error:
            LOGGER.warning("subject-index: %s", error, location=page)
            wanted = {}
        for phrase in (
            missing(sections, wanted) if LANGUAGE == ENGLISH else ()
        ):  # a translation may say it in other words
            LOGGER.warning("subject-index: no chapter says %r; mend book/_index.json", phrase, location=page)
        place.replace_self(_listed(app, page, entries(sections, wanted)))


def _listed(app: Sphinx, page: str, found: dict[str, list[Section]]) -> list[nodes.Node]:
    """Write the entries under their letters."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for name in sorted(found, key=str.casefold):
        by_letter[name[0].upper()].append(name)
    written: list[nodes.Node] = []
    for letter, names in by_letter.items():
        listing = nodes.bullet_list(classes=["subjects"])
        listing += [nodes.list_item("", _entry(app, page, name, found[name])) for name in names]
        written.append(nodes.section("", nodes.title("", letter), listing, ids=[f"letter-{letter.lower()}"]))
    return written


def _entry(app: Sphinx, page: str, name: str, places: list[Section]) -> nodes.paragraph:
    line = nodes.paragraph("", "", nodes.strong("", name))
    for number, section in enumerate(places):
        words = f"{section.page.split('/')[1][0]} {section.heading}"
        address = f"{app.builder.get_relative_uri(page, section.page)}#{section.id}"
        line += nodes.Text("; " if number else ": ")
        line += nodes.reference("", "", nodes.inline("", words), refuri=address, internal=True)
    return line


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(subject_index)
    app.add_directive("subject-index", SubjectIndex)
    app.connect("doctree-read", _collect)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _gather)
    app.connect("doctree-resolved", _write)
