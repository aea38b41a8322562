"""``chapter-facts N``: how long the chapter takes, from its words and its exercises, and how many cases it has."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from collabkit.exercises import catalogue
from collabkit_book.blocks import Block

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WORDS_A_MINUTE: Final = 220
"""A careful reader's pace."""


class Facts(nodes.General, nodes.Element):
    """Where the facts will stand, once the whole chapter has been read."""


class ChapterFacts(SphinxDirective):
    """``chapter-facts N``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Keep a place."""
        return [Facts("", chapter=int(self.arguments[0]))]


def words(doctree: nodes.document) -> int:
    """Count the words of the running text: not what is inside an exercise, a check or code."""
    left_out = (Block, nodes.literal_block, nodes.comment, nodes.raw)
    return sum(len(text.split()) for text in doctree.findall(nodes.Text) if not _inside(text, left_out))


def _inside(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    above: nodes.Node | None = node
    while above is not None:
        if isinstance(above, kinds):
            return True
        above = above.parent
    return False


def counted(number: int, one: str, many: str) -> str:
    """Say a number of things.

    >>> counted(1, "case", "cases"), counted(2, "case", "cases")
    ('1 case', '2 cases')
    """
    return f"{number} {one if number == 1 else many}"


def sentences(doctree: nodes.document, chapter: int) -> list[str]:
    """Say what a reader wants to know before starting."""
    reading = max(1, ceil(words(doctree) / WORDS_A_MINUTE))
    minutes = sum(one.minutes for one in catalogue() if one.chapter == chapter)
    cases = sum(1 for block in doctree.findall(Block) if block["needs"] == "case")
    said = [f"{counted(reading, 'minute', 'minutes')} to read"]
    said += [f"{counted(minutes, 'minute', 'minutes')} of exercises"] if minutes else []
    said += [counted(cases, "case", "cases")] if cases else []
    return said


def _fill(_app: Sphinx, doctree: nodes.document) -> None:
    for place in list(doctree.findall(Facts)):
        items = [nodes.list_item("", nodes.paragraph("", said)) for said in sentences(doctree, place["chapter"])]
        place.replace_self(nodes.bullet_list("", *items, classes=["facts"]))


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(Facts)
    app.add_directive("chapter-facts", ChapterFacts)
    app.connect("doctree-read", _fill)
