"""Files that nobody saved: each is refused with what to do next, or comes in as plain answers that do no harm."""

import json
import os
import re
import time
from collections import Counter

import pytest
from hostile import files, large

from collabkit import worked
from collabkit.browser import answer
from collabkit.document import strategy_document
from collabkit.record import record
from collabkit.render.documents import write
from collabkit.workbook import NewerWorkbookError, Workbook, WorkbookError
from collabkit.workbook_file import WorkbookFile

SEED = os.environ.get("COLLABKIT_SEED", "1")
FILES = files(300, SEED)
MINE = Workbook.of({id: worked.workbook().answers(id) for id in ("strategy", "factors")}, worked.TIME)
MINE_SAVED = MINE.dump().encode()
SECONDS = 2
"""What one file may take on a busy machine."""
ADVICE = re.compile(r"\b(Choose|Try|Reload|open it with)\b")
TIME = "2026-11-28T10:00:00.000Z"


def numbered(kind=None):
    return [(number, name, content) for number, (name, content) in enumerate(FILES) if kind in (None, name)]


def opened(content):
    """The workbook in a file, or the sentence by which it is refused."""
    try:
        return Workbook.open(content)
    except WorkbookError as refused:
        return str(refused)


def replied(kind, **asked):
    return json.loads(answer(json.dumps({"kind": kind, **asked})))


def test_each_is_refused_with_advice_or_opened_and_nothing_else_happens():
    print("seed", SEED)
    seen = Counter()
    for number, kind, content in numbered():
        begun = time.perf_counter()
        found = opened(content)
        assert time.perf_counter() - begun < SECONDS, (number, kind)
        seen[kind, isinstance(found, str)] += 1
        if isinstance(found, str):
            assert found.endswith("."), (number, kind, found)
            assert ADVICE.search(found), (number, kind, found)
            assert 20 < len(found) < 250, (number, kind, found)
    assert sum(seen.values()) == 300
    assert sum(count for (_, refused), count in seen.items() if refused) > 150, seen
    assert {kind for kind, refused in seen if not refused} >= {"words", "strange_name"}, "some do no harm as they are"


def test_what_is_opened_can_be_kept_changed_merged_and_opened_again():
    print("seed", SEED)
    for number, kind, content in numbered():
        found = opened(content)
        if isinstance(found, str):
            continue
        book = found.book
        again = Workbook.load(book.dump().encode())
        assert again == book, (number, kind)
        assert again.dump() == book.dump(), (number, kind)
        assert Workbook.load(MINE.merged(book).dump().encode()) == MINE.merged(book), (number, kind)
        changed = book.with_answers("factors", {"history": 1})
        assert changed.answers("factors")["history"] == 1, (number, kind)
        assert changed.merged(book) == Workbook().merged(changed), (
            f"{number} {kind}: a change is later than all there was"
        )


@pytest.mark.slow
def test_the_pages_and_the_notebooks_question_is_answered_for_each():
    print("seed", SEED)
    mine, looked_at = MINE.to_json(), 0
    for number, kind, content in numbered():
        try:
            text = content.decode() if kind != large.__name__ else ""
        except UnicodeDecodeError:
            text = ""
        if not text:
            continue  # the page refuses it before Python sees it: tests/site/test_hostile_files.py
        reply = replied("open", workbook=mine, file=text)
        found = opened(content)
        if isinstance(found, str):
            assert reply == replied("compare", workbook=mine, file=text) == {"refused": found}, (number, kind)
            continue
        assert reply["book"] == found.book.to_json(), (number, kind)
        looked_at += 1
        if looked_at % 3 == 0:
            assert "<script" not in replied("compare", workbook=mine, file=text)["findings"], (number, kind)
            for asked in ("progress", "sections", "save", "text"):
                assert "refused" not in replied(asked, workbook=reply["book"], exercise="strategy"), (
                    number,
                    kind,
                    asked,
                )
    assert looked_at > 30


@pytest.mark.parametrize("kind", ["words", "wrong_type", "strange_name", "changed_bytes"])
def test_documents_are_written_of_whatever_was_opened(kind):
    print("seed", SEED)
    books = [
        (number, found.book) for number, _, content in numbered(kind) if not isinstance(found := opened(content), str)
    ]
    assert books
    for number, book in books[:8]:
        for document in (strategy_document(book, TIME), record(book, TIME)):
            for to in ("docx", "html", "md"):
                written = write(document, to, lambda _: b"")
                assert len(written) > 200, number
                assert to == "docx" or not re.search(rb"(?<!\\)<script", written), number


@pytest.mark.slow
def test_a_file_beside_the_notebooks_is_taken_over_set_aside_or_left_alone_and_never_lost(tmp_path):
    print("seed", SEED)
    for number, kind, content in numbered():
        folder = tmp_path / str(number)
        folder.mkdir()
        path, other = folder / "book.json", folder / "mine.json"
        path.write_bytes(content)
        other.write_bytes(MINE_SAVED)
        file = WorkbookFile(path)
        file.change(Workbook().with_answers("factors", {"history": 3}))
        kept = {one.name: one.read_bytes() for one in folder.iterdir()}
        assert kept.pop("mine.json") == MINE_SAVED, (number, kind)
        try:
            held = Workbook.load(content)
        except NewerWorkbookError:
            assert file.state == "newer", (number, kind)
            assert kept == {"book.json": content}, (number, kind)
        except WorkbookError:
            now = Workbook.load(kept.pop("book.json"))
            assert list(kept.values()) == [content], (number, kind)
            assert now.answers("factors") == {"history": 3}, (number, kind)
        else:
            now = Workbook.load(kept.pop("book.json"))
            assert kept == {}, (number, kind)
            assert now == held.merged(now), (number, kind)
            assert now.answers("factors")["history"] == 3 or held.answers("factors").get("history"), (number, kind)
