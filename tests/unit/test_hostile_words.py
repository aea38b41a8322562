"""Words that mean something to a page, a spreadsheet or Markdown, in every answer that takes words: in documents they are words."""

import itertools
import re
from html.parser import HTMLParser

import pytest
from hostile import workbook_of_words
from markdown_it import MarkdownIt

from collabkit.document import strategy_document
from collabkit.record import record
from collabkit.render import document_html
from collabkit.render.documents import markdown

TIME = "2026-11-28T10:00:00.000Z"
BOOK = workbook_of_words()
DOCUMENTS = {"strategy": strategy_document(BOOK, TIME), "record": record(BOOK, TIME)}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "section", "nav", "div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "strong", "ol", "ul",
    "li", "a", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "svg", "desc", "g", "text", "tspan", "line", "path", "rect", "circle",
}  # fmt: skip
"""All that a document is made of."""
PLAIN = {
    "heading",
    "paragraph",
    "inline",
    "text",
    "softbreak",
    "blockquote",
    "strong",
    "bullet_list",
    "list_item",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
"""All that its Markdown is made of."""


class Page(HTMLParser):
    """Reads a page as a browser would."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.levels, self.attributes, self.words, self.quiet = set(), [], [], [], 0
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.quiet += tag in {"style", "title", "svg"}
        self.attributes += attributes
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag):
        self.quiet -= tag in {"style", "title", "svg"}

    def handle_data(self, data):
        if not self.quiet:
            self.words += data.split()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_page_is_made_of_nothing_but_a_documents_parts(name):
    written = document_html.write(DOCUMENTS[name])
    page = Page(written)
    assert page.tags <= TAGS
    assert not [attribute for attribute, _ in page.attributes if attribute.startswith("on")]
    assert not [
        value for attribute, value in page.attributes if attribute in {"href", "src"} and not value.startswith("#")
    ]
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(page.levels)), "headings nest"
    assert name == "record" or (written.count("&lt;script&gt;") > 4 and written.count("<svg") > 3), (
        "the words are there"
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_standard_parser_finds_words_and_no_markup_in_the_markdown(name):
    written = markdown(DOCUMENTS[name])
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = [part for token in reader.parse(written) for part in (token, *(token.children or ()))]
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert kinds <= PLAIN
    assert {"heading", "paragraph", "table"} <= kinds
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", written)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_markdown_says_every_word_of_the_page(name):
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown(DOCUMENTS[name]))
    plain = set(Page(rendered).words)
    unprinted = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
    missing = {unprinted.sub("", word) for word in Page(document_html.write(DOCUMENTS[name])).words} - plain
    assert missing <= {"Contents"}
