"""The pages of the course as one document: a title page, the contents, each page as an article, and all answers.

Pages were read apart, so two of them may use the same name for a place. Here every place gets its page's name before its
own, and links follow. A link to what is not printed leaves its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from docutils import nodes
from sphinx import addnodes

from collabkit import __version__
from collabkit.translation import say
from collabkit_book.blocks import Block
from collabkit_book.live import CHAPTER

TITLE: Final = say("Working together")
SUBTITLE: Final = say("Developing collaborative strategies in public services")
READERS: Final = say("An open course for managers in public services and charities")
EDITION: Final = say(
    "Edition {version}, to print. Text and data may be shared and adapted with credit under CC BY 4.0. On a screen "
    "the exercises answer at once; here they are sheets to write on.",
    version=__version__,
)
ANSWERS: Final = say("Answers to the questions")
TOP: Final = "top"
"""The place at which a page begins."""


@dataclass(frozen=True)
class Page:
    """A page of the course: its name, such as ``book/1-heart``, and what was read from it, with its links resolved."""

    name: str
    tree: nodes.document

    @cached_property
    def chapter(self) -> str:
        """The number of the chapter, or nothing."""
        found = CHAPTER.match(self.name)
        return found.group(1) if found else ""

    @cached_property
    def kind(self) -> str:
        """What paper tells pages apart by: chapters look alike, every other page has its own name."""
        return "chapter" if self.chapter else self.name.split("/")[1]

    @cached_property
    def title(self) -> str:
        """The page's title."""
        return _heading(self.tree)

    def sections(self) -> Iterator[nodes.section]:
        """Give the sections right under the title."""
        whole = next(self.tree.findall(nodes.section))
        return (child for child in whole.children if isinstance(child, nodes.section))


def place(page: str, id: str) -> str:
    """Return the name of a place that no other page has.

    >>> place("book/1-heart", "trust")
    'book-1-heart.trust'
    """
    return f"{page}.{id}".replace("/", "-")


def course(pages: list[Page]) -> list[nodes.Element]:
    """Put pages one after another, with what stands before and after them."""
    known = {page.name for page in pages}
    for page in pages:
        _name_places(page)
        _point_links(page, known)
    return [_title_page(), _contents(pages[1:]), *(_article(page) for page in pages), _answers(pages)]


def _name_places(page: Page) -> None:
    for node in page.tree.findall(nodes.Element):
        node["ids"] = [place(page.name, id) for id in node["ids"]]


def _point_links(page: Page, known: set[str]) -> None:
    for link in list(page.tree.findall(nodes.reference)):
        if "refid" in link:
            link["refid"] = place(page.name, link["refid"])
        elif link.get("internal"):
            name, _, id = link["refuri"].partition("#")
            if name in known:
                del link["refuri"]
                link["refid"] = place(name, id or TOP)
            else:
                link.replace_self(link.children)


def _section(id: str, title: str, *content: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", title), *content, ids=[id], classes=[id])


def _title_page() -> nodes.section:
    return _section(
        "title-page",
        TITLE,
        nodes.paragraph("", SUBTITLE, classes=["subtitle"]),
        nodes.paragraph("", READERS),
        nodes.paragraph("", EDITION, classes=["edition"]),
    )


def _contents(pages: list[Page]) -> nodes.section:
    """List the pages, and a chapter's sections under it; the style writes the number of the page after each."""
    lines = [_entry(page) for page in pages]
    return _section("contents", say("Contents"), nodes.bullet_list("", *lines, _line("answers", ANSWERS)))


def _entry(page: Page) -> nodes.list_item:
    line = _line(place(page.name, TOP), f"{page.chapter} {page.title}".strip())
    if page.chapter:
        line += nodes.bullet_list("", *(_line(section["ids"][0], _heading(section)) for section in page.sections()))
    return line


def _line(to: str, words: str) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", "", nodes.reference("", words, refid=to)))


def _article(page: Page) -> addnodes.start_of_file:
    number = (
        [nodes.paragraph("", say("Chapter {chapter}", chapter=page.chapter), classes=["kicker"])]
        if page.chapter
        else []
    )
    names = {"ids": [place(page.name, TOP)], "classes": ["page", page.kind]}
    return addnodes.start_of_file("", *number, *page.tree.children, docname=page.name, **names)


def _answers(pages: list[Page]) -> addnodes.start_of_file:
    """Gather the answers to all questions, page by page."""
    found = {page: [block for block in page.tree.findall(Block) if block["answers"]] for page in pages}
    parts = [
        _section(
            f"answers-{page.kind}{page.chapter}",
            page.title,
            *(
                _answered(block, f"answers-{page.kind}{page.chapter}-{number}")
                for number, block in enumerate(blocks, 1)
            ),
        )
        for page, blocks in found.items()
        if blocks
    ]
    whole = _section("answers", ANSWERS, *parts)
    return addnodes.start_of_file("", whole, docname="answers", classes=["page"])


def _answered(block: Block, id: str) -> nodes.section:
    """Write what a block of questions is called, in its own words or its section's, and its answers."""
    title = block.get("title") or _heading(_section_of(block))
    return _section(id, title, Block.of("", paper=block["answers"]))


def _heading(section: nodes.Element) -> str:
    return next(section.findall(nodes.title)).astext()


def _section_of(node: nodes.Element) -> nodes.Element:
    """Return the section in which a node stands."""
    above = node.parent
    while not isinstance(above, nodes.section):
        above = above.parent
    return above
