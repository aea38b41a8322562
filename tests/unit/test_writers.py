"""Every writer knows every block: each says the same words, and nothing that was typed becomes markup."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from collabkit import strategy
from collabkit.charts import Bars
from collabkit.exercises import catalogue
from collabkit.findings import Caution, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.render import blocks_html, blocks_markdown, blocks_text, html
from collabkit.render.svg import PLAIN

TOP = Path(__file__).parents[2]
MARKDOWN = MarkdownIt("commonmark").enable("table")
HOSTILE = '<img src=x onerror="alert(1)">&'
TRICKY = (
    "# not a heading", "C #", "1. not a list", "12) no list", "- no list", "+ no list", "=====", "---", "***", "> no quote",
    "    no code", "`code`", "~~~", "*stars* _lines_ **both**", "a | b \\| c", "[a](b) ![c](d) [e]", "<b>&amp;</b>", "<!-- hidden -->", "<https://example.org>", "<?php", "<script x",
    "https://example.org", "\\", "ends with \\", "two\nlines\n\nand more", "tab\tand\x0bothers\x00\ud800", "$x$ ^a^ ~b~",
    ":::{note}", "% no comment", "(mark)=", "+++", "| a | b |", "“Quoted”", "3\N{NO-BREAK SPACE}Coordination", "&#35;", "!",
)  # fmt: skip


def everything(words):
    return (
        Sentence(words, role="headline"),
        Figure(Bars(words, ((words, 3.0),), most=5), words),
        Part(words, (Sentence(words), Part(words, (Table(words, (words, "b"), ((words, words),), words),)))),
        Caution(words, words),
        Prompt(words, (words, words)),
    )


class Words(HTMLParser):
    """Reads the words of HTML, block by block."""

    def __init__(self, markup):
        super().__init__()
        self.found, self.tags, self.hidden = [[]], [], 0
        self.feed(markup)

    def handle_starttag(self, tag, _attributes):
        self.tags.append(tag)
        self.hidden += tag in ("svg", "summary")
        if tag not in ("strong", "em", "code", "a", "span"):
            self.found.append([])

    def handle_endtag(self, tag):
        self.hidden -= tag in ("svg", "summary")
        if tag not in ("strong", "em", "code", "a", "span"):
            self.found.append([])

    def handle_data(self, data):
        if not self.hidden:
            self.found[-1].append(data)

    def lines(self):
        joined = (" ".join("".join(part).split()) for part in self.found)
        return [line for line in joined if line]


def as_said(markup):
    """Return what HTML says, line by line, without what marks a caution where there is no colour."""
    return [line.removeprefix("Caution: ") for line in Words(markup).lines()]


def seen(words):
    """Return words as a page shows them: signs that cannot be printed are left out, blanks are one."""
    return " ".join(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "", words).split())


@pytest.mark.parametrize("words", TRICKY)
def test_markdown_says_just_the_words_that_were_typed(words):
    markdown = MARKDOWN.render(blocks_markdown.write(everything(words)))
    assert set(as_said(markdown)) - {f"{seen(words)} {seen(words)}", "3", "Value", "b"} == {seen(words)} - {""}
    tags = set(Words(markdown).tags)
    assert tags <= {"p", "h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "strong", "ul", "li"}


@settings(max_examples=150)
@given(words=st.text(st.sampled_from("ab1 .)|\\`*_{}[]<>&~$^#+-=:%!(\n\t“é"), max_size=25))
def test_markdown_says_the_same_as_the_page_whatever_was_typed(words):
    blocks = everything(f"x {words}")
    assert as_said(MARKDOWN.render(blocks_markdown.write(blocks))) == as_said(blocks_html.write(blocks))
    assert MARKDOWN.render(blocks_markdown.write(everything(words))).count("<table>") == 2


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_page_text_and_markdown_say_the_same_of_every_exercise(one):
    findings = strategy.example_means(one)
    html = as_said(blocks_html.write(findings.blocks))
    assert as_said(MARKDOWN.render(blocks_markdown.write(findings.blocks))) == html
    squeezed = re.sub(r"[\s|]+", " ", blocks_text.write(findings.blocks)).casefold()
    for line in html:
        assert re.sub(r"[\s|]+", " ", line).casefold() in squeezed, line


def test_every_block_escapes_what_was_typed():
    html = blocks_html.write(everything(HOSTILE))
    assert "<img" not in html
    assert html.count("&lt;img") >= 10
    assert "<img" not in MARKDOWN.render(blocks_markdown.write(everything(HOSTILE)))


@pytest.mark.parametrize("level", [1, 2, 5, 6])
def test_headings_begin_at_the_level_asked_for_and_go_down_with_the_parts(level):
    tags = [tag for tag in Words(blocks_html.write(everything("a"), level)).tags if re.fullmatch(r"h\d", tag)]
    assert tags == [f"h{level}", f"h{min(6, level + 1)}"]
    marks = re.findall(r"^(#+) ", blocks_markdown.write(everything("a"), level), re.MULTILINE)
    assert [len(mark) for mark in marks] == [level, min(6, level + 1)]


def test_a_figure_has_its_numbers_folded_beneath_and_the_colours_that_are_asked_for():
    figure = Figure(Bars("Averages", (("Trust", 4.0),), most=5), "Trust is high.")
    page = blocks_html.write([figure])
    assert re.search(r"<figure><svg .*</svg><figcaption>Trust is high\.</figcaption><details>.*<table", page)
    assert "var(--one" in page
    assert "var(--" not in blocks_html.write([figure], palette=PLAIN)


def test_a_heading_stands_on_the_first_line_of_its_part_in_text():
    findings = Findings.of("Go on.", Part.of("Who pays", Sentence("All do."), Sentence("In full.")))
    assert findings.to_text() == "Go on.\n\nWHO PAYS\nAll do.\n\nIn full."


def test_the_columns_of_a_table_stand_below_one_another_in_text():
    table = Table("Shares", ("Partner", "Pays"), (("County", 12.0), ("Police", 1.5)), "A note.")
    assert blocks_text.write([table]).splitlines() == [
        "Shares",
        "  Partner | Pays",
        "  County  | 12.0",
        "  Police  |  1.5",
        "  A note.",
    ]


WRITER = """
from typing import assert_never
from collabkit.charts import Bars, Changes, Chart, Columns, Dots, Lines, Network, Quadrants
from collabkit.findings import Block, Caution, Figure, Part, Prompt, Sentence, Table

def whole(block: Block) -> str:
    match block:
        case Part() | Sentence() | Table() | Figure() | Caution() | Prompt():
            return block.kind
        case _:
            assert_never(block)

def forgets_the_prompt(block: Block) -> str:
    match block:
        case Part() | Sentence() | Table() | Figure() | Caution():
            return block.kind
        case _:
            assert_never(block)

def forgets_the_changes(chart: Chart) -> str:
    match chart:
        case Bars() | Columns() | Dots() | Lines() | Network() | Quadrants():
            return chart.kind
        case _:
            assert_never(chart)
"""


@pytest.mark.slow
def test_a_writer_that_forgets_a_block_does_not_pass_the_type_checker(tmp_path):
    snippet = tmp_path / "writer.py"
    snippet.write_text(WRITER, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--cache-dir",
        str(tmp_path),
        "--follow-imports",
        "silent",
        snippet,
    ]
    ended = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    said = re.findall(r'has incompatible type "(\w+)"; expected "Never"', ended.stdout)
    assert said == ["Prompt", "Changes"], ended.stdout + ended.stderr
    assert "Found 2 errors" in ended.stdout


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_answers_to_read_are_a_table_with_headings_for_columns_and_rows(one):
    markup = html.answered(one.read(one.example))
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.+?)</td></tr>', markup)
    assert len(rows) == markup.count("<tr>") - 1 == len(one.read(one.example).values)
    assert '<tr><th scope="col">Question</th><th scope="col">Answer</th></tr>' in markup
    assert "<dl" not in html.example(one)


@pytest.mark.parametrize("level", [2, 3])
def test_a_forms_headings_stand_where_the_page_asks_for_them(level):
    headed = [one for one in catalogue() if any(question.section for question in one.questions({}))]
    assert headed
    for one in headed:
        assert set(re.findall(r"<(h\d)", html.form(one, level=level))) == {f"h{level}"}
        assert set(re.findall(r"<(h\d)", html.example(one, level=level))) <= {f"h{level}", f"h{level + 1}"}
