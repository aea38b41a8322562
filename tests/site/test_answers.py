"""Your answers: how far one has come, saved, opened, compared, cleared, and every one of these taken back."""

import json

import pytest
from conftest import axe, having, kept, wait_until, workbook

from collabkit.exercises import catalogue, exercise
from collabkit.workbook import Workbook

pytestmark = pytest.mark.online

PAGE = "book/your-answers.html"
EARLY, LATE = "2026-01-01T00:00:00.000Z", "2099-01-02T00:00:00.000Z"
STATE = "id => document.querySelector(`[data-progress=${id}] .state`).textContent"


def at_work(page, site, book):
    having(page, site, PAGE, book)
    wait_until(page, "() => document.querySelector('[data-progress] .state').textContent !== ''")


def choose(page, button, tmp_path, text, name="book.json"):
    """Choose a file, and wait until the page says what came of it."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    page.evaluate("() => document.querySelector('[data-said]').replaceChildren()")
    with page.expect_file_chooser() as chooser:
        page.locator(f"[data-{button}]").first.click()
    chooser.value.set_files(path)
    wait_until(page, "() => document.querySelector('[data-said]').textContent !== ''")


def said(page):
    return page.locator("[data-said]").inner_text()


def test_each_exercise_says_how_far_it_has_come(site, page):
    at_work(page, site, Workbook.of({"factors": {"history": 4}, "degree": exercise("degree").example}, EARLY))
    assert page.evaluate(STATE, "factors") == "1 of 22 answered; it says something"
    assert page.evaluate(STATE, "language") == "Not begun"
    assert page.locator("[data-progress]").count() == len(catalogue())
    assert "not saved a copy" in page.locator("[data-kept]").inner_text()
    page.locator("[data-progress=degree] a").click()
    page.wait_for_url("**#degree")


def test_a_saved_workbook_opens_whole_in_another_browser(site, browser, page, tmp_path):
    book = Workbook.of({one.id: one.example for one in catalogue()}, EARLY)
    at_work(page, site, book)
    with page.expect_download() as download:
        page.locator("[data-save]").click()
    assert download.value.suggested_filename.startswith("Steady Brackendale 20")
    text = download.value.path().read_text(encoding="utf-8")
    assert Workbook.load(text) == book
    saved = "() => document.querySelector('[data-kept]').textContent.includes('nothing has changed since')"
    wait_until(page, saved)
    page.reload()
    wait_until(page, saved)
    other = browser.new_context()
    fresh = other.new_page()
    fresh.goto(site.address + PAGE)
    choose(fresh, "open", tmp_path, text)
    wait_until(fresh, "() => localStorage.getItem('collabkit:workbook')")
    assert Workbook.from_json(workbook(fresh)) == book
    other.close()


def test_two_versions_are_merged_both_are_shown_and_all_of_it_can_be_taken_back(site, page, tmp_path):
    mine = Workbook.of({"factors": {"history": "4", "standing": "2"}}, EARLY)
    theirs = Workbook.of({"factors": {"history": 1, "climate": 5}, "strategy": {"purpose": "Theirs"}}, LATE)
    at_work(page, site, mine)
    choose(page, "open", tmp_path, theirs.dump())
    assert kept(page, "factors") == {"history": 1, "standing": "2", "climate": 5}
    clash = page.locator(".clashes li")
    assert clash.count() == 1
    assert "Strongly disagree" in clash.inner_text()
    assert "Agree" in clash.inner_text()
    clash.locator("button").click()
    assert kept(page, "factors")["history"] == "4"
    page.locator("[data-said] button").click()
    assert kept(page, "factors") == {"history": "4", "standing": "2"}
    assert "purpose" not in workbook(page)["shared"]["answers"]


def test_a_file_can_be_dropped_anywhere_on_the_page(site, page):
    page.goto(site.address + PAGE)
    page.evaluate(
        """text => {
          const data = new DataTransfer()
          data.items.add(new File([text], 'book.json', { type: 'application/json' }))
          document.querySelector('footer').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
        }""",
        Workbook.of({"factors": {"history": 3}}, EARLY).dump(),
    )
    wait_until(page, "() => localStorage.getItem('collabkit:workbook')?.includes('history')")


@pytest.mark.parametrize(
    "text", ["", "[[[[", '{"format": "other"}', '{"format": "collabkit-workbook", "schema": 99}', "\x00" * 100]
)
def test_what_is_no_workbook_changes_nothing(text, site, page, tmp_path):
    book = Workbook.of({"factors": {"history": 4}}, EARLY)
    at_work(page, site, book)
    choose(page, "open", tmp_path, text)
    assert "Nothing was changed." in said(page)
    assert Workbook.from_json(workbook(page)) == book


def test_a_partners_file_is_looked_at_and_not_taken_over(site, page, tmp_path):
    book = Workbook.of({"factors": {"history": 4}}, EARLY)
    at_work(page, site, book)
    choose(page, "compare", tmp_path, Workbook.of({"factors": {"history": 1}}, LATE).dump())
    assert "differently" in page.locator("[data-comparison]").inner_text()
    assert page.evaluate("document.activeElement.textContent") == "Beside your partner’s answers"
    assert Workbook.from_json(workbook(page)) == book


def test_clearing_can_be_taken_back(site, page):
    book = Workbook.of({"factors": {"history": 4}, "degree": {"partners": ["A", "B"]}}, EARLY)
    at_work(page, site, book)
    page.locator("[data-clear]").first.dblclick()  # as people do
    page.locator("[data-said] button").wait_for()
    assert kept(page, "factors") == kept(page, "degree") == {}
    page.locator("[data-said] button").click()
    assert kept(page, "factors") == {"history": 4}
    assert kept(page, "degree") == {"partners": ["A", "B"]}


def test_undo_takes_back_what_was_done_and_nothing_that_was_done_since(site, page):
    at_work(page, site, Workbook.of({"factors": {"history": 4, "pace": 2}}, EARLY))
    page.locator("[data-progress=factors]").get_by_role("button", name="Clear").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Undo", "one goes on where the way back is"
    elsewhere(page, {"factors": {"history": 5}, "degree": {"partners": ["A", "B"]}})
    page.keyboard.press("Enter")
    assert said(page) == "All is as it was, except what was changed since."
    assert page.evaluate("document.activeElement.matches('[data-said]')")
    assert kept(page, "factors") == {"history": 5, "pace": 2}
    assert kept(page, "degree") == {"partners": ["A", "B"]}


def elsewhere(page, answers):
    """What another tab stores, of which this one is not told."""
    book = Workbook.from_json(workbook(page)).merged(Workbook.of(answers, LATE))
    page.evaluate("text => localStorage.setItem('collabkit:workbook', text)", json.dumps(book.to_json()))


def test_a_page_that_comes_back_says_what_was_done_meanwhile_and_a_file_overwrites_none_of_it(site, page):
    at_work(page, site, Workbook.of({"factors": {"history": 4}}, EARLY))
    elsewhere(page, {"language": {"money": 1}, "factors": {"pace": 3}})
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    wait_until(page, "() => document.querySelector('[data-progress=factors] .state').textContent.startsWith('2 of 22')")
    elsewhere(page, {"language": {"staff": 1}})
    page.evaluate(DROP, Workbook.of({"factors": {"stake": 2}}, EARLY).dump())
    wait_until(page, "() => document.querySelector('[data-said]').textContent.includes('laid together')")
    assert kept(page, "factors") == {"history": 4, "pace": 3, "stake": 2}
    assert kept(page, "language") == {"money": 1, "staff": 1}


DROP = """text => {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File([text], 'mine.json'))
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
}"""


def test_it_is_accessible_with_everything_on_it(site, page, tmp_path):
    at_work(page, site, Workbook.of({one.id: one.example for one in catalogue()}, EARLY))
    other = Workbook.of({"factors": {"history": 1}, "strategy": {"purpose": "Other"}}, LATE).dump()
    choose(page, "compare", tmp_path, other)
    choose(page, "open", tmp_path, other)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert axe(page) == []
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_answer_taken_from_a_file_goes_back_with_the_file(site, page, tmp_path):
    at_work(page, site, Workbook.of({"factors": {"history": 4}}, LATE))
    choose(page, "open", tmp_path, Workbook.of({"factors": {"history": 1, "climate": 5}}, EARLY).dump())
    page.locator(".clashes li button").click()
    assert str(kept(page, "factors")["history"]) == "1"
    page.locator("[data-said] button").click()
    assert kept(page, "factors") == {"history": 4}
    assert said(page) == "All is as it was."


def test_clearing_leaves_nobodys_answers_on_the_page(site, page, tmp_path):
    at_work(page, site, Workbook.of({"factors": {"history": 4}}, EARLY))
    theirs = Workbook.of({"factors": {"history": 1}, "language": {"money": 1}}, LATE).dump()
    choose(page, "open", tmp_path, theirs)
    page.locator("[data-progress=language]").get_by_role("button", name="Clear").click()
    assert page.locator(".clashes li").count() == 0, "they were about what was"
    choose(page, "compare", tmp_path, theirs)
    choose(page, "open", tmp_path, Workbook.of({"factors": {"history": 2}}, EARLY).dump())
    assert page.locator(".clashes li").count() == 1
    page.locator("[data-clear]").first.click()
    page.locator("[data-kept]").get_by_text("Nothing is kept in this browser yet.").wait_for()
    for part in ("clashes", "comparison"):
        wait_until(page, f"() => document.querySelector('[data-{part}]').textContent === ''")
        assert not page.locator(f"[data-{part}]").is_visible()


def test_a_comparison_needs_nothing_more_from_the_network(site, page, context, tmp_path):
    site.faults[r"idiomorph\.js"] = "404"
    at_work(page, site, Workbook.of({"factors": {"history": 4}}, EARLY))
    choose(page, "compare", tmp_path, Workbook.of({"factors": {"history": 1}}, LATE).dump())
    assert "differently" in page.locator("[data-comparison]").inner_text()
    assert context.errors == []


FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


def test_where_python_does_not_come_that_is_said_once_and_a_way_back_stays(site, page):
    site.faults[r"library\.zip|snapshot\.gz"] = "404"
    having(page, site, PAGE, Workbook.of({"factors": {"history": 4}, "language": {"money": 1}}, EARLY))
    page.locator("[data-said]").get_by_text("Your answers are kept.").wait_for()
    assert page.locator("[data-told]").all_text_contents() == ["", ""]
    page.locator("[data-clear]").first.click()
    undo = page.locator("[data-said] button")
    undo.wait_for()
    elsewhere(page, {"factors": {"pace": 2}})
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.wait_for_timeout(2500)
    assert undo.is_visible(), "what nobody asked for is not said in its place"


def test_where_answers_are_not_kept_nobody_says_that_they_are(site, context):
    context.add_init_script(f"if (location.pathname.endsWith('{PAGE}')) {FULL}")
    site.faults[r"library\.zip|snapshot\.gz"] = "404"
    page = context.new_page()
    having(page, site, PAGE, Workbook.of({"factors": {"history": 4}}, EARLY))
    page.locator("[data-said]:not(:empty)").wait_for()
    page.locator("[data-record]").first.fill("Sam")
    page.locator("[data-kept]").get_by_text("could not be kept").wait_for()
    page.evaluate("document.querySelector('[data-said]').textContent = ''")
    page.locator("[data-save]").click()
    page.locator("[data-said]:not(:empty)").wait_for()
    assert "are kept" not in said(page)


def test_a_document_that_is_refused_says_why(site, page):
    book = Workbook.of({"factors": {"history": 4}}, EARLY).to_json()
    book["exercises"]["factors"]["answers"]["strange name"] = "1"
    page.goto(site.address + "_live/release.txt")
    page.evaluate("text => localStorage.setItem('collabkit:workbook', text)", json.dumps(book))
    page.goto(site.address + PAGE)
    page.locator("[data-document=strategy][data-to=docx]").click()
    page.locator("[data-told=strategy]").get_by_text("a name that this course does not use").wait_for()


def test_a_copy_has_what_was_changed_before_a_clock_was_put_right(site, page):
    at_work(page, site, Workbook.of({"factors": {"history": 4}}, LATE))
    with page.expect_download():
        page.locator("[data-save]").click()
    line = page.locator("[data-kept]")
    line.get_by_text("nothing has changed since").wait_for()
    page.locator("[data-record]").first.fill("Sam")
    line.get_by_text("1 answer has changed since").wait_for()


def test_what_a_later_course_keeps_is_neither_opened_over_nor_saved(site, page):
    at_work(page, site, Workbook.of({"factors": {"history": 4}}, EARLY))
    later = '{"format": "collabkit-workbook", "schema": 99}'
    page.evaluate("text => localStorage.setItem('collabkit:workbook', text)", later)
    page.evaluate(DROP, Workbook.of({"factors": {"stake": 2}}, EARLY).dump())
    page.locator("[data-said]").get_by_text("A newer version of the course").wait_for()
    page.evaluate("document.querySelector('[data-said]').textContent = ''")
    page.locator("[data-save]").click()
    page.locator("[data-said]").get_by_text("A newer version of the course").wait_for()
    assert page.evaluate("localStorage.getItem('collabkit.saved')") is None
