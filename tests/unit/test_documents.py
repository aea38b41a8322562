"""The strategy document and the record of learning: true to the workbook, and sound as Word, HTML and Markdown."""

import io
import itertools
import json
import random
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import docx
import pytest
from markdown_it import MarkdownIt
from openxml_audit import OpenXmlValidator
from test_doors import some_answers

from collabkit import worked
from collabkit.browser import answer
from collabkit.document import CHOICE, GROUP, Document, file_name, strategy_document
from collabkit.exercises import catalogue, decisions, exercise
from collabkit.findings import Caution, Figure, Part, Prompt, Sentence, Table, walk
from collabkit.record import record
from collabkit.render import document_html, document_word
from collabkit.render.blocks_word import TEXT_WIDTH, columns
from collabkit.render.documents import FORMATS, markdown, write
from collabkit.render.png import to_png
from collabkit.strategy import SECTIONS, draft
from collabkit.workbook import Workbook

TIME = "2026-11-28T10:00:00.000Z"
SEED = 5
HOSTILE = (
    "<script>alert(1)</script>", "]]>", "&amp;&lt;", "a\x00b\x08\x0b\x1fc", "\ud800 alone", "\ufffe\uffff", "=cmd|' /C calc'!A0",
    "two\nlines\tand a tab", "😀 Ŵŷ", "x" * 3000, '" onload="x', "{{ template }}", "\u202egnirts", "# heading\n- [ ] **bold** | `code`", " ",
)  # fmt: skip
STRATEGY = strategy_document(worked.workbook(), TIME)


def parse(content):
    return ET.fromstring(content)  # noqa: S314 - we wrote it ourselves


def hostile_document():
    blocks = [
        block
        for words in HOSTILE
        for block in (
            Sentence(words), Caution(words, words), Prompt(words, (words, words)),
            Table(words, (words, "Number"), ((words, 1.5), (words, None)), note=words),
            Part.of(words, Sentence(words, role="asks"), Part.of(words, Part.of(words, Sentence(words)))),
        )
    ]  # fmt: skip
    return Document("T & <b>\x00", "</title><script>", (Part.of(HOSTILE[0], *blocks),), (Part.of("]]>", *blocks[:3]),))


def faults(written, tmp_path):
    """Return what Microsoft's own rules find wrong with a Word file."""
    path = tmp_path / "document.docx"
    path.write_bytes(written)
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


@pytest.mark.slow
@pytest.mark.parametrize("document", [STRATEGY, hostile_document(), record(worked.workbook(), TIME), Document("T", "S", ())],
                         ids=["strategy", "hostile", "record", "empty"])  # fmt: skip
def test_word_finds_nothing_wrong(document, tmp_path):
    assert faults(document_word.write(document), tmp_path) == []


@pytest.mark.slow
def test_an_element_in_the_wrong_place_would_be_found(tmp_path):
    """The rules that stand in for Word can fail."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document_word.write(STRATEGY))) as file, zipfile.ZipFile(out, "w") as spoilt:
        for name in file.namelist():
            content = file.read(name)
            if name == "word/document.xml":
                content = re.sub(rb"(<w:tblPr>)(.*?)(</w:tblPr>)(<w:tblGrid>.*?</w:tblGrid>)", rb"\4\1\2\3", content)
            spoilt.writestr(name, content)
    assert faults(out.getvalue(), tmp_path)


def test_python_docx_finds_real_headings_heads_of_tables_alternatives_and_the_language():
    file = docx.Document(io.BytesIO(document_word.write(STRATEGY)))
    levels = [int(line.style.name[-1]) for line in file.paragraphs if line.style.name.lower().startswith("heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), "headings nest"
    heads = [table.rows[0]._tr.trPr.xpath("./w:tblHeader") for table in file.tables]
    assert heads
    assert all(heads)
    captions = [table._tbl.tblPr.xpath("./w:tblCaption/@w:val")[0] for table in file.tables]
    assert all(captions)
    alternatives = file.element.xpath("//wp:docPr/@descr")
    figures = [block for block in walk(STRATEGY.parts) if isinstance(block, Figure)]
    assert len(alternatives) == len(figures) > 3
    assert all(figure.chart.describe() in said for figure, said in zip(figures, alternatives, strict=True))
    assert file.core_properties.title == STRATEGY.title
    assert file.core_properties.language == "en-GB"
    assert file.styles.element.xpath("//w:docDefaults//w:lang/@w:val") == ["en-GB"]


def test_the_contents_are_right_on_opening():
    body = zipfile.ZipFile(io.BytesIO(document_word.write(STRATEGY))).read("word/document.xml").decode()
    links = re.findall(r'<w:hyperlink w:anchor="([^"]+)"[^>]*><w:r><w:t[^>]*>([^<]+)', body)
    marks = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', body)
    assert [mark for mark, _ in links] == marks
    assert [words for _, words in links] == [part.heading for part in STRATEGY.parts]


def test_the_same_document_is_the_same_file():
    assert document_word.write(STRATEGY) == document_word.write(strategy_document(worked.workbook(), TIME))


def test_hostile_words_arrive_as_words():
    document = hostile_document()
    file = zipfile.ZipFile(io.BytesIO(document_word.write(document)))
    trees = {name: parse(file.read(name)) for name in file.namelist() if name.endswith((".xml", ".rels"))}
    said = "".join(trees["word/document.xml"].itertext())
    page = document_html.write(document)
    for words in HOSTILE:
        legal = re.sub("[^\n\t\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", words)
        assert "".join(legal.split("\n")) in said.replace("\n", ""), words
    assert "<script" not in page
    assert "onload=" not in re.sub(r'"[^"]*"', "", re.sub(r">[^<]*<", "><", page))
    assert "default-src 'none'" in page


class Headings(HTMLParser):
    def __init__(self):
        super().__init__()
        self.levels, self.ids, self.links, self.words = [], [], [], []
        self.quiet = 0

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.quiet += tag in {"style", "title", "svg"}
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])

    def handle_endtag(self, tag):
        self.quiet -= tag in {"style", "title", "svg"}

    def handle_data(self, data):
        if not self.quiet:
            self.words += data.split()


def parsed(page):
    reader = Headings()
    reader.feed(page)
    return reader


def test_the_page_nests_its_headings_and_its_contents_lead_to_them():
    page = parsed(document_html.write(STRATEGY))
    assert page.levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
    assert [link[1:] for link in page.links] == [id for id in page.ids if id.startswith("part-")]


def test_markdown_says_the_same_as_the_page():
    rendered = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown(STRATEGY))
    plain = set(parsed(rendered).words)
    missing = [word for word in parsed(document_html.write(STRATEGY)).words if word not in plain]
    assert missing == ["Contents", "Caution:"] or set(missing) <= {"Contents"}, missing[:20]


def test_every_word_of_the_learners_is_in_the_document():
    said = parsed(document_html.write(STRATEGY)).words
    joined = " ".join(said)
    own = worked.workbook().exercises["strategy"].answers
    for key, value in own.items():
        if isinstance(value, str) and not key.endswith(".cash"):
            assert " ".join(value.split()) in joined, key


def test_the_worked_strategy_is_whole_and_quotes_no_rival():
    assert [part.heading for part in STRATEGY.body if re.match(r"\d", part.heading)] == [
        f"{number}. {section.title}" for number, section in enumerate(SECTIONS, 1)
    ]
    assert not [part for part in STRATEGY.body if part.heading == "What is still missing"]
    assert "back office" not in markdown(STRATEGY)
    # In money it loses, so its own words have to say so before the sum does.
    assert 0 < markdown(STRATEGY).find("does not pay for itself") < markdown(STRATEGY).find("Even as planned it loses")


def test_an_empty_workbook_says_what_is_missing():
    document = strategy_document(Workbook(), TIME)
    missing = next(part for part in document.body if part.heading == "What is still missing")
    items = missing.blocks[0].items
    assert all(section.title in items[0] for section in SECTIONS)
    wanted = {other for section in SECTIONS for other in section.others}
    assert len(items) == 1 + len(wanted)
    assert [row[1] for row in document.body[0].blocks[0].rows] == ["Not written yet"] * 8
    assert not document.annex or document.annex[0].heading == "Annex: sources"


def test_sections_stand_in_the_order_that_was_chosen_and_those_left_out_are_out():
    book = worked.workbook().with_answers(CHOICE, {"order": ["review", "purpose"], "without": ["data", "theory"]}, TIME)
    document = strategy_document(book, TIME)
    titles = [part.heading.partition(". ")[2] for part in document.body if re.match(r"\d", part.heading)]
    assert titles[:3] == ["Review and exit", "Purpose", "Case for change"]
    assert len(titles) == len(SECTIONS) - 2
    assert not {"Data and risk", "How it is meant to work"} & set(titles)


def test_what_a_group_said_stands_in_it_exercise_by_exercise():
    said = {
        "factors": ["12 people answered.", "You are <b>split</b>."],
        "nonsense": ["no"],
        "form": "no list",
        "power": [" "],
    }
    document = strategy_document(worked.workbook().with_answers(GROUP, said, TIME), TIME)
    (part,) = [one for one in document.body if one.heading == "What the group said"]
    assert [one.heading for one in part.blocks] == [exercise("factors").title]
    assert [one.words for one in part.blocks[0].blocks] == said["factors"]
    assert "&lt;b&gt;split" in document_html.write(document)


@pytest.mark.parametrize(
    "kept", [{"order": "purpose", "without": 3}, {"order": [["x"], None, "nonsense"]}, {"order": ["purpose"] * 9}]
)
def test_a_strange_choice_does_no_harm(kept):
    book = Workbook.from_json({"format": "collabkit-workbook", "schema": 2, "exercises": {CHOICE: {"answers": {
        key: value for key, value in kept.items() if not (isinstance(value, list) and any(isinstance(part, list) for part in value))
    }}}})  # fmt: skip
    titles = [part.heading for part in strategy_document(book, TIME).body if re.match(r"\d", part.heading)]
    assert len(titles) == len(SECTIONS)


def test_the_agreement_marks_its_gaps():
    part = next(part for part in STRATEGY.body if part.heading.startswith("The agreement"))
    table = part.blocks[1]
    gaps = [row for row in table.rows if row[2]]
    assert {row[1] for row in gaps} <= {"Not yet", "Talked about", "Not said"}
    assert part.blocks[0].words == f"{len(gaps)} points are not in writing."


def agreed(**states):
    """The agreement of a document whose points are all settled, but for those that are named."""
    state = {point.key: "written" for point in decisions.POINTS} | states
    book = Workbook.of(
        {"decisions": {"partners": ["A", "B"], **{f"point.{key}.state": said for key, said in state.items()}}}
    )
    part = next(part for part in strategy_document(book, TIME).body if part.heading.startswith("The agreement"))
    return part.blocks[0].words


def test_what_does_not_apply_is_not_said_to_be_in_writing():
    none = decisions.NONE
    first, *_ = keys = [point.key for point in decisions.POINTS]
    assert agreed() == "All points are in writing."
    assert agreed(**{first: none}) == "All points that apply are in writing."
    assert agreed(**dict.fromkeys(keys, none)) == "None of the points applies."


@pytest.mark.parametrize(("without", "stands"), [
    (["decisions"], True), (["data"], True), (["decisions", "data"], False), ([one.key for one in SECTIONS], False),
])  # fmt: skip
def test_the_agreement_goes_with_its_sections(without, stands):
    document = strategy_document(worked.workbook().with_answers(CHOICE, {"without": without}, TIME), TIME)
    assert any(part.heading.startswith("The agreement") for part in document.body) is stands


def test_the_board_reads_whole_sentences():
    book = worked.workbook().with_answers(
        "strategy",
        {
            **{f"measures.{row}.worse": None for row in "1234"},
            "measures.1.worse": "Waiting times rise.",
            "measures.2.worse": "staff leave",
            "resources": "The county gives three staff",
        },
        TIME,
    )
    board = dict(strategy_document(book, TIME).body[0].blocks[0].rows)
    assert board["What might get worse"] == "Waiting times rise. Staff leave."
    costs = exercise("sharing-gains").means(exercise("sharing-gains").read(book.answers("sharing-gains"))).headline
    assert board["What it costs, and who pays"] == f"The county gives three staff. {costs}"


def test_words_that_are_too_long_are_printed_and_said_to_be_so():
    stop = "No visit. " * 144
    document = strategy_document(Workbook.of({"strategy": {"stop": stop, "collaboration": "Steady " * 20}}, TIME), TIME)
    board = dict(document.body[0].blocks[0].rows)["What would make us stop"]
    assert board.endswith("visit…")
    assert 1100 < len(board) <= 1200
    assert document.title.endswith("Steady…")
    last = next(part for part in document.body if part.heading == "14. Review and exit")
    assert Sentence(stop.strip()) in last.blocks
    assert not [block for block in last.blocks if getattr(block, "role", "") == "missing"]
    missing = next(part for part in document.body if part.heading == "What is still missing")
    assert "Review and exit" not in missing.blocks[0].items[0]
    right = next(part for part in document.body if part.heading == "What has to be put right")
    assert right.blocks == (
        Prompt(
            "Look at these answers again:",
            (
                "“What do you call the collaboration?”: Please shorten this to 120 characters; it has 139.",
                "“What would make you stop?”: Please shorten this to 1,200 characters; it has 1,439.",
            ),
        ),
    )


def test_one_long_word_leaves_the_other_columns_room():
    widths = columns(
        ("Measure", "Owner", "Today", "Target", "Cash?", "Worse"), [("h" * 198, "Ann", "9", "5", "no", "waiting")]
    )
    assert sum(widths) <= TEXT_WIDTH
    assert min(widths) > 700
    assert columns(("a" * 19, "b" * 40), [("c", "d" * 40)])[0] >= 19 * 150, "a word of an ordinary length stays whole"


def test_any_answers_make_a_document_that_can_be_written():
    print(f"seeds {SEED} to {SEED + 19}")
    for seed in range(SEED, SEED + 20):
        some = random.Random(seed)  # noqa: S311 - it has to be the same again
        chosen = [one for one in catalogue() if some.random() < 0.7]
        book = Workbook.of({one.id: some_answers(one, seed, bad=0.2 * (seed % 2)) for one in chosen}, TIME)
        for document in (strategy_document(book, TIME), record(book, TIME)):
            for to in FORMATS:
                written = write(document, to, lambda _: b"")
                assert len(written) > 200
            for name, content in zipped(document_word.write(document)).items():
                if name.endswith((".xml", ".rels", ".svg")):
                    parse(content)


def zipped(written):
    file = zipfile.ZipFile(io.BytesIO(written))
    return {name: file.read(name) for name in file.namelist()}


def test_pictures_are_drawn_with_letters():
    """A PNG has the size of its drawing, and letters make it differ from the same drawing without words."""
    svg = document_word.drawings(STRATEGY)[0]
    png = to_png(svg)
    width, height = struct.unpack(">II", png[16:24])
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert abs(width / height - float(box[1]) / float(box[2])) < 0.02
    assert to_png(re.sub(r">[^<]+</text>", "></text>", svg)) != png
    assert zlib.crc32(document_word.BLANK[12:29]) == int.from_bytes(document_word.BLANK[29:33], "big")


def test_the_page_gets_the_file_and_a_false_picture_is_replaced():
    book = worked.workbook().to_json()
    asked = {"kind": "document", "document": "strategy", "to": "docx", "workbook": book, "pngs": [["", "no picture"]]}
    reply = json.loads(answer(json.dumps(asked)))
    assert re.fullmatch(r"Steady Brackendale strategy \d{4}-\d\d-\d\d\.docx", reply["name"])
    pictures = json.loads(answer(json.dumps({"kind": "drawings", "document": "strategy", "workbook": book})))[
        "pictures"
    ]
    assert [picture["svg"] for picture in pictures] == list(dict.fromkeys(document_word.drawings(STRATEGY)))
    listed = json.loads(answer(json.dumps({"kind": "sections", "workbook": book})))["sections"]
    assert [one["key"] for one in listed] == [section.key for section in SECTIONS]


def test_the_record_counts_what_says_something():
    done = [one for one in catalogue() if one.id in {"factors", "degree"}]
    book = Workbook.of({one.id: one.example for one in done}, TIME)
    book = book.with_answers("record", {"name": "Ada", "hours": "7", "commitment.1": "Ring Rhys"}, TIME)
    said = markdown(record(book, TIME))
    hours = sum(one.minutes for one in done) / 60
    assert "2 exercises" in said
    assert f"about {hours:.1f} hours" in said.replace("\\", "")
    assert "beside that 7 hours" in said
    assert "Ring Rhys" in said
    assert "Ada" in said
    assert "Nobody has checked it" in said


def test_the_record_loses_nothing_that_was_typed():
    kept = {"name": "N" * 90, "hours": "501", "commitment.1": "Ring Rhys. " * 19 + "Listen to him"}
    made = record(Workbook.of({"record": kept}, TIME), TIME)
    assert made.subtitle.startswith(f"{'N' * 79}… Working together")
    parts = {part.heading: part.blocks for part in made.body}
    assert parts["Commitments"][0].items == (kept["commitment.1"],)
    assert parts["What has to be put right"][0].items == (
        "“Your name, as it should stand there”: Please shorten this to 80 characters; it has 90.",
        "“Hours that you spent reading and talking, beside the exercises”: Type a number that is not above 500 (hours); it has 501.",
        "“First thing that you will do”: Please shorten this to 200 characters; it has 222.",
    )


@pytest.mark.parametrize(("book", "words"), [
    ({}, "No exercise says anything yet."),
    ({"record": {"hours": "0.04"}}, "No exercise says anything yet."),
    ({"record": {"hours": "7"}}, "No exercise says anything yet. Hours of reading and talking, as the learner reckons: 7."),
    ({"factors": {"history": 4}, "record": {"hours": "0.04"}}, "1 exercise, which the course reckons at about 0.2 hours."),
    ({"factors": {"history": 4}, "record": {"hours": "1.5"}},
     "1 exercise, which the course reckons at about 0.2 hours; beside that 1.5 hours of reading and talking, as the learner reckons."),
])  # fmt: skip
def test_the_record_counts_no_hours_that_round_to_nought(book, words):
    assert record(Workbook.of(book, TIME), TIME).body[0].blocks[0] == Sentence(words)


@pytest.mark.parametrize("history", [4, "banana"])
def test_the_record_and_the_strategy_hear_the_same_exercises(history):
    book = Workbook.of({"factors": {**exercise("factors").example, "history": history}}, TIME)
    heard = {said.exercise.title for one in draft(exercise("strategy").read({}), book) for said in one.said}
    assert {row[0] for row in record(book, TIME).body[0].blocks[1].rows} == heard == {exercise("factors").title}


@pytest.mark.slow
@pytest.mark.parametrize("to", FORMATS)
def test_the_command_writes_the_example(to, tmp_path):
    target = tmp_path / f"strategy.{to}"
    command = [sys.executable, "-m", "collabkit.cli", "strategy", "--example", "--to", to, "--output", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert str(target) in done.stdout
    assert target.stat().st_size > 10_000


@pytest.mark.slow
@pytest.mark.parametrize(("content", "sentence"), [
    (b"{", "damaged or was cut off"), (b"[]", "not a workbook"), (b"\xff\xfe", "does not hold text"), (b"[" * 9000, "nested"),
])  # fmt: skip
def test_a_workbook_that_cannot_be_read_is_refused_in_a_sentence(content, sentence, tmp_path):
    book, target = tmp_path / "book.json", tmp_path / "out.docx"
    book.write_bytes(content)
    command = [sys.executable, "-m", "collabkit.cli", "strategy", str(book), "--output", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert not target.exists()


def test_names_of_files_suit_every_system():
    book = Workbook.of({"degree": {"collaboration": 'a/b\\c:d*e?f"g<h>i|j\n' + "k" * 90}}, TIME)
    assert re.fullmatch(r"[\w\s-]{1,80}\.docx", file_name(book, TIME, "docx", "strategy"))


def test_only_the_strategy_begins_with_a_page_for_a_board():
    """The record of somebody who has begun is one page, and its tables describe themselves in whole words."""
    with zipfile.ZipFile(io.BytesIO(document_word.write(record(Workbook(), worked.TIME)))) as packed:
        assert "pageBreakBefore" not in packed.read("word/document.xml").decode()
    alone = Document("Shares", "", (Part.of("Shares", Table("Shares", ("Partner", "Pays"), (("A", 1),))),))
    with zipfile.ZipFile(io.BytesIO(document_word.write(alone))) as packed:
        assert 'w:val="1 row; columns: Partner, Pays"' in packed.read("word/document.xml").decode()
