"""``chapter-facts N``: how long the chapter takes, from its words and its exercises, and how many cases it has.

Under it, folded, stands the chapter in two minutes: its key points, word for word, for who has to decide and will not
read the rest. They are the chapter's own; ``collabkit check`` holds the two together.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from collabkit.data import key_points
from collabkit.exercises import catalogue
from collabkit.markup import element
from collabkit.translation import say
from collabkit.wording import counted
from collabkit_book.blocks import Block

if TYPE_CHECKING:
    from sphinx.application import Sphinx

IN_SHORT: Final = say("In two minutes, for a chief executive")
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


def sentences(doctree: nodes.document, chapter: int) -> list[str]:
    """Say what a reader wants to know before starting."""
    reading = max(1, ceil(words(doctree) / WORDS_A_MINUTE))
    minutes = sum(one.minutes for one in catalogue() if one.chapter == chapter)
    cases = sum(1 for block in doctree.findall(Block) if block["needs"] == "case")
    said = [say("{minutes} to read", minutes=counted(reading, "minute"))]
    said += [say("{minutes} of exercises", minutes=counted(minutes, "minute"))] if minutes else []
    said += [counted(cases, "case")] if cases else []
    return said


def in_short(chapter: int) -> Block:
    """Return a chapter's key points, folded; text and paper have them at the chapter's end."""
    points = key_points.load()[chapter].points
    inside = element("ul", *(element("li", point) for point in points))
    return Block.of(element("details", element("summary", IN_SHORT), inside, class_="in-short"))


def _fill(_app: Sphinx, doctree: nodes.document) -> None:
    for place in list(doctree.findall(Facts)):
        items = [nodes.list_item("", nodes.paragraph("", said)) for said in sentences(doctree, place["chapter"])]
        place.replace_self([nodes.bullet_list("", *items, classes=["facts"]), in_short(place["chapter"])])


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(Facts)
    app.add_directive("chapter-facts", ChapterFacts)
    app.connect("doctree-read", _fill)
