"""Documents taken away from the page: the same as from Python, in the order that was chosen, and accessible."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime

import pytest
from conftest import ANSWERS, axe, downloaded, having, wait_until

from collabkit import worked
from collabkit.document import CHOICE, strategy_document
from collabkit.render import document_word
from collabkit.workbook import Workbook, now

pytestmark = pytest.mark.online

WORKED = "worked/steady-brackendale.html"


def parts(written):
    file = zipfile.ZipFile(io.BytesIO(written))
    return {name: file.read(name) for name in file.namelist()}


def test_the_word_file_is_that_of_python_but_for_the_pictures_points(answers):
    file = downloaded(answers, "strategy", "docx")
    today = datetime.now(UTC).date().isoformat()
    assert file.suggested_filename == f"Steady Brackendale strategy {today}.docx"
    mine = parts(file.path().read_bytes())
    ours = parts(document_word.write(strategy_document(worked.workbook(), now())))
    assert mine.keys() == ours.keys()
    assert [name for name in mine if not name.endswith(".png") and mine[name] != ours[name]] == []
    pictures = [content for name, content in mine.items() if name.endswith(".png")]
    assert pictures
    assert all(content.startswith(b"\x89PNG") and len(content) > 2000 for content in pictures), "they are drawn"
    assert file.suggested_filename in answers.locator("[data-told=strategy]").inner_text()


def test_sections_are_chosen_and_moved_by_keyboard_and_stay_so(answers):
    answers.locator("#down-purpose").focus()
    answers.keyboard.press("Enter")
    assert answers.evaluate("document.activeElement.id") == "down-purpose", "the focus goes with it"
    assert "section 2 of 14" in answers.locator("[data-told=strategy]").inner_text()
    answers.locator("#wanted-data").focus()
    answers.keyboard.press("Space")
    assert not answers.locator("#wanted-data").is_checked()
    answers.reload()
    answers.locator("[data-sections] li").first.wait_for()
    titles = answers.locator("[data-sections] label").all_inner_texts()
    assert titles[:2] == ["Case for change", "Purpose"]
    assert not answers.locator("#wanted-data").is_checked()
    book = Workbook.from_json(kept_book(answers))
    assert book.answers(CHOICE)["without"] == ["data"]
    text = downloaded(answers, "strategy", "md").path().read_text(encoding="utf-8")
    headings = re.findall(r"^## \d+\\\. (.+)$", text, re.MULTILINE)
    assert headings[:2] == ["Case for change", "Purpose"]
    assert "Data and risk" not in headings
    assert len(headings) == 13


LISTED = """window.listed = 0
window.Worker = class extends Worker {
  constructor (...all) {
    super(...all)
    this.addEventListener('message', ({ data }) => { if (data.answer?.sections) window.listed++ })
  }
}"""
"""Counts how often Python has said which sections there are."""


def test_a_list_that_says_the_same_stays_under_the_press(site, page):
    page.add_init_script(LISTED)
    having(page, site, ANSWERS, worked.workbook())
    wait_until(page, "() => listed > 0")
    page.evaluate(
        """() => {
          window.listed = 0
          document.querySelector('#down-purpose').click()
          for (const one of document.querySelectorAll('[data-sections] li')) one.dataset.before = ''
        }"""
    )
    wait_until(page, "() => listed > 0")
    assert page.locator("[data-sections] li:not([data-before])").count() == 0
    assert page.locator("[data-sections] label").all_inner_texts()[:2] == ["Case for change", "Purpose"]


def kept_book(page):
    return json.loads(page.evaluate("localStorage.getItem('collabkit:workbook')"))


def test_the_first_cannot_be_moved_up(answers):
    answers.locator("#up-purpose").click(force=True)
    assert answers.locator("[data-sections] label").first.inner_text() == "Purpose"
    assert answers.locator("#up-purpose").get_attribute("aria-disabled") == "true"


def test_a_record_of_learning_has_what_was_typed(answers):
    answers.locator("#record-name").fill("Samira Khan")
    answers.locator("[data-record='commitment.1']").fill("Ring Rhys on Monday <b>")
    page = downloaded(answers, "record", "html").path().read_text(encoding="utf-8")
    assert "Samira Khan" in page
    assert "Ring Rhys on Monday &lt;b&gt;" in page
    answers.reload()
    wait_until(answers, "() => document.querySelector('#record-name').value === 'Samira Khan'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_place_is_accessible(answers, scheme):
    answers.emulate_media(color_scheme=scheme)
    downloaded(answers, "strategy", "md")
    assert axe(answers) == []


@pytest.mark.parametrize("width", [1280, 360])
def test_the_worked_strategy_can_be_read_on_the_site(page, site, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site.address + ANSWERS)
    page.get_by_role("link", name="the worked one").click()
    page.wait_for_url(f"**/{WORKED}")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
