"""Files that nobody saved, opened on the page; and hostile words in the document that is taken away from it."""

import itertools
import os
import re
import unicodedata

import pypdf
import pytest
from bs4 import BeautifulSoup
from conftest import ANSWERS, axe, exercise_pages, section, wait_until
from hostile import files, large, workbook, workbook_of_words, written, wrong_letters

from collabkit import worked
from collabkit.document import strategy_document
from collabkit.render import document_html
from collabkit.workbook import LONGEST_ANSWER, Workbook, WorkbookError

pytestmark = pytest.mark.online

SEED = os.environ.get("COLLABKIT_SEED", "1")
TIME = "2026-11-28T10:00:00.000Z"
SAMPLE = 28
ODD = workbook(
    exercises={"constructor": {"answers": {"toString": "x", "valueOf": ["y"]}}},
    checks={"answers": {"constructor": "z"}},
)
"""Names that every object of a script answers to."""
STORED = "() => JSON.stringify(Object.entries(localStorage).sort())"
HARM = "() => document.title === 'run' || Boolean(document.querySelector('main img[src=x], main script'))"


def refused(content):
    """Whether Python refuses a file."""
    try:
        Workbook.open(content)
    except WorkbookError:
        return True
    return False


@pytest.mark.slow
def test_hostile_files_are_refused_or_harmless_and_change_nothing_that_was_kept(site, page, tmp_path):
    print("seed", SEED)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.goto(site.address + ANSWERS)
    page.evaluate("text => localStorage.setItem('collabkit:workbook', text)", worked.workbook().dump())
    page.reload()
    wait_until(page, "() => document.querySelector('[data-progress] .state').textContent !== ''")
    said = page.locator("[data-said]")
    counted = {True: 0, False: 0}
    made = files(300, SEED)
    sample = [made[0], *made[3::11][: SAMPLE - 1], ("every object has it", written(ODD))]
    assert large.__name__ in {kind for kind, _ in sample}
    assert wrong_letters.__name__ in {kind for kind, _ in sample}
    path = tmp_path / "book.json"
    for number, (kind, content) in enumerate(sample):
        path.write_bytes(content)
        before = page.evaluate(STORED)
        page.evaluate("() => document.querySelector('[data-said]').replaceChildren('')")
        with page.expect_file_chooser() as chooser:
            page.locator("[data-open]").first.click()
        chooser.value.set_files(path)
        wait_until(page, "() => document.querySelector('[data-said]').textContent !== ''")
        sentence, hopeless = said.inner_text(), refused(content)
        counted[hopeless] += 1
        if hopeless:
            assert sentence.endswith(" Nothing was changed."), (number, kind, sentence)
            assert page.evaluate(STORED) == before, (number, kind)
        else:
            assert "This workbook has answers in" in sentence, (number, kind, sentence)
            said.locator("button").click()
        assert not page.evaluate(HARM), (number, kind)
    assert counted[True] > 12
    assert counted[False] > 2
    assert asked == []


def test_words_longer_than_any_workbook_holds_leave_one_that_can_be_saved_and_opened(site, page):
    page.goto(site.address + exercise_pages()["strategy"])
    section(page, "strategy").locator("[name=purpose]").fill("x" * 30_000)
    page.goto(site.address + ANSWERS)
    with page.expect_download() as download:
        page.locator("[data-save]").click()
    saved = Workbook.open(download.value.path().read_bytes())
    assert saved.whole
    assert saved.book.shared.answers["purpose"] == "x" * LONGEST_ANSWER


@pytest.fixture
def document(page, site):
    """The strategy in hostile words, as a page that somebody opens."""

    def shown(book):
        body = document_html.write(strategy_document(book, TIME))
        page.route("**/strategy.html", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
        page.goto(site.address + "strategy.html")
        return page

    return shown


@pytest.mark.slow
def test_the_document_in_hostile_words_is_accessible_and_fits_a_telephone(document):
    page = document(workbook_of_words())
    assert axe(page) == []
    levels = page.evaluate(
        "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => Number(one.localName[1]))"
    )
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not page.evaluate(HARM)


@pytest.mark.slow
def test_printed_to_a_pdf_hostile_words_are_words_that_do_nothing(document, tmp_path):
    page = document(workbook_of_words())
    page.pdf(path=tmp_path / "strategy.pdf", prefer_css_page_size=True)
    content = (tmp_path / "strategy.pdf").read_bytes()
    reader = pypdf.PdfReader(tmp_path / "strategy.pdf")
    said = plain("".join(sheet.extract_text() for sheet in reader.pages))
    assert plain("<script>document.title='run'</script>") in said
    assert plain("=cmd|' /C calc'!A0") in said
    assert not re.search(rb"/(JS|JavaScript|Launch|EmbeddedFile|SubmitForm|GoToR)\b", content)
    links = [one.get_object() for sheet in reader.pages for one in sheet.get("/Annots", ())]
    assert [one["/A"] for one in links if "/URI" in one.get("/A", {})] == [], "what looks like an address is none"
    assert not {"/OpenAction", "/AA", "/AcroForm"} & {*reader.trailer["/Root"]}


def plain(words):
    """Words without spaces, and with letters that a printer drew together as those that they are."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))


@pytest.mark.slow
def test_no_row_of_a_table_is_cut_between_two_printed_pages(document, tmp_path):
    page = document(worked.workbook())
    page.emulate_media(media="print")
    breaks = page.evaluate(
        "() => [...new Set([...document.querySelectorAll('tr')].map((row) => getComputedStyle(row).breakInside))]"
    )
    assert breaks == ["avoid"]
    printed = tmp_path / "strategy.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    sheets = [plain(sheet.extract_text()) for sheet in pypdf.PdfReader(printed).pages]
    assert len(sheets) > 5
    rows = BeautifulSoup(page.content(), "html.parser").select("tbody tr")
    assert len(rows) > 60
    cut = []
    for row in rows:
        cells = [plain(cell.get_text()) for cell in row.select("th, td")]
        if not any(all(cell in sheet for cell in cells) for sheet in sheets):
            cut.append(cells)
    assert cut == []
