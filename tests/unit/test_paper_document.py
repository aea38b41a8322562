"""The course on paper is put together from pages that were read apart: places are unique, and links follow them."""

import sys

import pytest
from book_text import BOOK

sys.path.insert(0, str(BOOK / "_ext"))
pytest.importorskip("jupyter_book", reason="the book's extension needs the book's own packages")

from collabkit_book.blocks import Block
from collabkit_book.paper_document import Page, course
from docutils import nodes
from docutils.utils import new_document


def page(name, *content):
    """A page with a title and one section, whose place has the same name on every page."""
    inner = nodes.section("", nodes.title("", "Within"), *content, ids=["within"])
    whole = nodes.section("", nodes.title("", f"About {name[-1]}"), inner, ids=["about"])
    tree = new_document("")
    tree += whole
    return Page(name, tree)


def link(to, **attributes):
    return nodes.paragraph("", "", nodes.reference("", to, **attributes))


def links(part):
    return {found.astext(): found.get("refid") or found["refuri"] for found in part.findall(nodes.reference)}


def test_no_two_places_have_the_same_name():
    parts = course([page("book/a"), page("book/1-b"), page("book/c")])
    places = [id for part in parts for node in part.findall(nodes.Element) for id in node["ids"]]
    assert len(places) == len(set(places))
    assert {"book-a.within", "book-1-b.within", "book-c.top"} <= set(places)


def test_links_lead_to_the_place_in_the_document_and_those_to_what_is_not_printed_leave_their_words():
    here = page(
        "book/a",
        link("same page", refid="within", internal=True),
        link("other page", refuri="book/1-b", internal=True),
        link("place there", refuri="book/1-b#within", internal=True),
        link("notebook", refuri="exercises/trust", internal=True),
        link("elsewhere", refuri="https://example.org/"),
    )
    _, _, article, *_ = course([here, page("book/1-b")])
    assert links(article) == {
        "same page": "book-a.within",
        "other page": "book-1-b.top",
        "place there": "book-1-b.within",
        "elsewhere": "https://example.org/",
    }
    assert "notebook" in article.astext()


def test_the_contents_name_pages_the_sections_of_chapters_and_the_answers():
    _, contents, *_ = course([page("book/a"), page("book/1-b"), page("book/c")])
    assert list(links(contents).items()) == [
        ("1 About b", "book-1-b.top"),
        ("Within", "book-1-b.within"),
        ("About c", "book-c.top"),
        ("Answers to the questions", "answers"),
    ]


def test_answers_stand_at_the_end_under_what_their_questions_are_called():
    named, plain = (Block.of("", paper="Which?", answers=words) for words in ("<ol>Ash</ol>", "<ol>Birch</ol>"))
    named["title"] = "Judge for yourself"
    *parts, answers = course([page("book/a"), page("book/1-b", named, plain)])
    assert [title.astext() for title in answers.findall(nodes.title)] == [
        "Answers to the questions", "About b", "Judge for yourself", "Within",
    ]  # fmt: skip
    assert [block["paper"] for block in answers.findall(Block)] == ["<ol>Ash</ol>", "<ol>Birch</ol>"]
    assert [block["paper"] for part in parts for block in part.findall(Block)] == ["Which?", "Which?"]
