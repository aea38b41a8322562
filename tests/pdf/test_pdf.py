"""The course on paper: all of it, in order, with no heading left alone and nothing cut."""

import io
import logging
import re
from itertools import pairwise

import pypdf
import pytest

from collabkit.commands import CommandError, pdf, project_folder
from collabkit.exercises import catalogue

weasyprint = pytest.importorskip("weasyprint", exc_type=OSError, reason=pdf.PANGO)
from weasyprint.formatting_structure import boxes  # noqa: E402 - only where Pango is

FOLDER = project_folder()
HEADINGS = {"h1", "h2", "h3", "h4", "h5"}


@pytest.fixture(scope="module")
def html():
    return pdf.document(FOLDER)


@pytest.fixture(scope="module")
def set_on_pages(html):
    return pdf.rendered(html, pdf.style(FOLDER))


@pytest.fixture(scope="module")
def pages(set_on_pages):
    return set_on_pages[0].pages


@pytest.fixture(scope="module")
def reader(set_on_pages):
    laid_out, options = set_on_pages
    return pypdf.PdfReader(io.BytesIO(laid_out.write_pdf(**options)))


def content(page):
    """Return every box of a page but those in its margins, outermost first."""
    waiting = [child for child in page._page_box.children if not isinstance(child, boxes.MarginBox)]
    while waiting:
        box = waiting.pop(0)
        yield box
        waiting += getattr(box, "children", None) or []


def test_it_says_what_it_is(reader):
    assert reader.metadata.title.startswith("Working together")
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"], "a screen reader needs a tagged document"


def test_its_outline_holds_every_page_of_the_contents(reader, html):
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    chapters = [
        title for title in titles if title in {"The heart of collaboration", "What works?", "The case library", "Index"}
    ]
    assert len(chapters) == len(set(chapters)) == 4
    assert len(titles) >= html.count('<article class="page') > 20, "each page begins with a heading of its own"
    assert titles[-1] == "Answers to the questions"


def test_no_page_is_empty(reader):
    bare = [number for number, page in enumerate(reader.pages, 1) if len(page.extract_text().split()) < 12]
    assert not bare


def test_no_heading_ends_a_page(pages):
    alone, headings = [], 0
    for number, page in enumerate(pages, 1):
        lines = [box for box in content(page) if isinstance(box, boxes.LineBox)]
        headings += sum(line.element_tag in HEADINGS for line in lines)
        lowest = max(lines, key=lambda line: line.position_y, default=None)
        if lowest is not None and lowest.element_tag in HEADINGS:
            alone.append(number)
    assert headings > 300, "the course has many headings"
    assert not alone


def test_nothing_runs_off_the_paper(pages):
    off = []
    for number, page in enumerate(pages, 1):
        paper = page._page_box
        bottom = paper.position_y + paper.margin_height() - paper.margin_bottom + 1
        right = paper.position_x + paper.margin_width() - paper.margin_right + 1
        for box in content(page):
            if isinstance(box, boxes.LineBox | boxes.ReplacedBox) and box.height:
                if box.position_y + box.height > bottom:
                    off.append((number, "below", box.element_tag))
                if isinstance(box, boxes.ReplacedBox) and box.position_x + box.width > right:
                    off.append((number, "to the right", box.element_tag))
    assert not off


def words_of(line):
    """Return a line's text boxes that hold words, from left to right."""
    found, waiting = [], [line]
    while waiting:
        box = waiting.pop(0)
        if isinstance(box, boxes.TextBox) and box.text.strip():
            found.append(box)
        waiting = [*(getattr(box, "children", None) or []), *waiting]
    return found


def width_of_first_word(said):
    """Return how wide the first part of a line is that cannot be turned; it may run through several boxes."""
    width = 0.0
    for box in said:
        first, space, _ = box.text.lstrip().partition(" ")
        if space and box.style["white_space"] != "nowrap":
            return width + box.width * (len(first) + 1) / len(box.text)
        width += box.width
    return width


def test_no_line_ends_long_before_its_next_word_would_have_to_turn(pages):
    """WeasyPrint 70.0 did that now and then: one word on a line, and the rest of the paragraph beneath it."""
    early = []
    for number, page in enumerate(pages, 1):
        for block in content(page):
            lines = [box for box in getattr(block, "children", None) or [] if isinstance(box, boxes.LineBox)]
            for line, below in pairwise(lines):
                said, beneath = words_of(line), words_of(below)
                if not said or not beneath or block.element_tag != "p":
                    continue
                room = block.position_x + block.width - (said[-1].position_x + said[-1].width)
                if room > width_of_first_word(beneath) + 40:
                    early.append((number, said[-1].text[-30:], beneath[0].text[:20]))
    assert early == []


def test_no_row_of_a_table_is_cut(pages):
    """A row that is cut stands on two pages; only the head of a table may stand again."""
    places = {}
    for number, page in enumerate(pages, 1):
        for group in content(page):
            if isinstance(group, boxes.TableRowGroupBox) and not group.is_header:
                for row in group.children:
                    places.setdefault(row.element, set()).add(number)
    assert len(places) > 300, "the course has many tables"
    assert not [sorted(numbers) for numbers in places.values() if len(numbers) > 1]


def test_every_exercise_is_a_sheet_and_no_control_is_left(html):
    for one in catalogue():
        assert len(re.findall(rf'class="exercise" id="book-{one.chapter}-[a-z-]+\.{one.id}"', html)) == 1
    assert html.count('class="sheet"') == len(catalogue())
    assert not re.search(r"<(input|select|textarea|button|form|script|details)\b", html)


def test_it_points_at_nothing_outside_but_addresses_to_read(html):
    assert not re.search(r'(?:src|data)="', html)
    assert not re.search(r"var\(--[\w-]+,", html), "colours of charts are written out"


def test_the_answers_stand_after_all_questions(html):
    assert html.rindex('class="check"') < html.index('id="answers"') < html.index("Not this:")
    assert all(f"<h2>{title}" in html[html.index('id="answers"') :] for title in ("What works?", "A fortnight later"))


@pytest.mark.parametrize(("text", "words"), [
    ('<p><a href="#nowhere">x</a></p><style>a::after { content: target-counter(attr(href url), page) }</style>', "nowhere"),
    ('<img src="https://example.org/x.png" alt="">', "example.org"),
])  # fmt: skip
def test_what_cannot_be_set_is_an_error(text, words, caplog):
    caplog.set_level(logging.ERROR)
    with pytest.raises(CommandError, match=words):
        pdf.typeset(f'<html lang="en-GB"><title>x</title><body>{text}</body></html>', "")
