"""Where am I: how far each chapter is read stands in the contents, and goes where the workbook goes."""

import json

import pytest
from conftest import ANSWERS, axe_in_both_themes, built_pages, having, wait_until, workbook

from collabkit.progress import READING, chapters_read
from collabkit.workbook import Workbook

pytestmark = pytest.mark.online

CHAPTER = "book/2-roots.html"
EARLY, LATE = "2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"
MARKS = """(where) => [...document.querySelectorAll(`${where} .reading-mark`)]
  .filter((one) => one.checkVisibility()).map((one) => one.parentElement.innerText.replace(/\\s+/g, ' ').trim())"""
SHIFTS = """new Promise((resolve) => {
  let sum = 0
  new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value }).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(sum), 300)
})"""


HURRY = """async () => {
  scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })
  await new Promise((resolve) => setTimeout(resolve, 200))
  scrollTo({ top: 0, behavior: 'instant' })
}"""
"""To the end and back, by the page's own clock, which may run late."""


def has_read(*chapters, time=EARLY):
    return Workbook.of({READING: {f"{one}.{what}": True for one in chapters for what in ("begun", "read")}}, time)


def kept_of(page):
    return workbook(page).get("exercises", {}).get(READING, {}).get("answers", {})


def mark(page, chapter=2):
    """What the contents say of a chapter, to who sees them and to who hears them."""
    item = page.locator(".contents.wide .caption:first-child + ul > li").nth(chapter)
    return item.locator(".reading-mark").all_text_contents()


def test_a_chapter_that_was_only_opened_is_not_begun(site, page):
    page.goto(site.address + CHAPTER)
    page.wait_for_timeout(2500)
    assert kept_of(page) == {}
    assert mark(page) == []


def test_a_chapter_is_begun_on_the_way_and_read_at_its_end(site, page):
    page.goto(site.address + CHAPTER)
    page.locator("#where-an-advantage-comes-from").scroll_into_view_if_needed()
    wait_until(page, "() => document.querySelector('.contents.wide .reading-mark')?.dataset.state === 'begun'")
    assert kept_of(page) == {"2.begun": True}
    assert not page.get_by_label("I have read this chapter").is_checked()
    page.locator("#further-reading").scroll_into_view_if_needed()
    wait_until(page, "() => document.querySelector('.contents.wide .reading-mark')?.dataset.state === 'read'")
    assert kept_of(page) == {"2.begun": True, "2.read": True}
    assert page.get_by_label("I have read this chapter").is_checked()
    assert mark(page) == [" (read)"]


def test_hurrying_past_the_end_is_not_reading(site, page):
    page.goto(site.address + CHAPTER)
    page.evaluate(HURRY)
    page.wait_for_timeout(2500)
    assert "2.read" not in kept_of(page)


def test_a_reader_has_the_last_word(site, page):
    """Who takes the tick away has not read the chapter, though its end is still in the window."""
    having(page, site, CHAPTER, has_read(2))
    box = page.get_by_label("I have read this chapter")
    box.uncheck()
    wait_until(page, "() => document.querySelector('.contents.wide .reading-mark')?.dataset.state === 'begun'")
    page.wait_for_timeout(2500)
    page.reload()
    page.locator("#further-reading").scroll_into_view_if_needed()
    page.wait_for_timeout(2500)
    assert not box.is_checked()
    box.check()
    assert chapters_read(Workbook.from_json(workbook(page))) == (2,)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", ["book/index.html", "book/4-why.html", "book/glossary.html", ANSWERS])
def test_every_page_shows_it_and_nothing_moves(name, width, site, page):
    page.set_viewport_size({"width": width, "height": 800})
    having(page, site, name, has_read(0, 1).merged(Workbook.of({READING: {"5.begun": True}}, EARLY)))
    if width == 320:
        page.locator("details.contents > summary").click()
    where = ".contents.wide" if width == 1280 else ".contents.narrow"
    wait_until(page, f"() => document.querySelectorAll('{where} .reading-mark').length === 3")
    said = page.evaluate(MARKS, where)
    assert [one.rsplit("(", 1)[1] for one in said] == ["read)", "read)", "begun)"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if width == 1280 and name != ANSWERS:  # where the answers, as they come, make room for themselves
        assert page.evaluate(SHIFTS) <= 0.02
    assert axe_in_both_themes(page, ".page") == []


def test_your_answers_say_it_and_ask_no_python_for_it(site, page):
    having(page, site, ANSWERS, has_read(0, 3))
    wait_until(page, "() => document.querySelectorAll('[data-chapters] .reading-mark').length === 2")
    assert page.locator("[data-chapters] li").nth(3).inner_text().endswith("(read)")
    assert page.locator("[data-kept]").inner_text().startswith("Of your reading")
    assert not [path for path in site.sent if path.endswith("snapshot.gz")]


def test_it_goes_with_the_file_and_two_workbooks_are_laid_together(site, page, tmp_path):
    """One computer has read chapter 0; on the other chapter 0 was only begun, later, and chapter 1 was read."""
    having(page, site, ANSWERS, has_read(0))
    page.locator("[data-save]").wait_for()
    with page.expect_download() as download:
        page.locator("[data-save]").click()
    saved = Workbook.open(download.value.path().read_bytes())
    assert saved.whole
    assert chapters_read(saved.book) == (0,)
    other = Workbook.of({READING: {"0.begun": True}}, LATE).merged(has_read(1, time=LATE))
    file = tmp_path / "other.json"
    file.write_text(json.dumps(other.to_json()), encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.locator("[data-open]").click()
    chooser.value.set_files(file)
    page.locator("[data-said]").get_by_text("1 chapter is marked as read").or_(
        page.locator("[data-said]").get_by_text("One chapter is marked as read")
    ).wait_for()
    assert chapters_read(Workbook.from_json(workbook(page))) == (0, 1)
    assert not page.locator("[data-clashes]").is_visible()


def test_how_far_one_has_read_is_not_where_one_was_at_work(site, page):
    having(
        page, site, "book/index.html", Workbook.of({"factors": {"history": 4}}, EARLY).merged(has_read(1, time=LATE))
    )
    wait_until(page, "() => document.querySelector('[data-last=factors]').checkVisibility()")


def test_another_tab_hears_of_it(site, context):
    one, other = context.new_page(), context.new_page()
    one.goto(site.address + "book/glossary.html")
    other.goto(site.address + CHAPTER)
    other.get_by_label("I have read this chapter").check()
    wait_until(one, "() => document.querySelector('.contents.wide .reading-mark')?.dataset.state === 'read'")


def test_without_scripts_nothing_is_promised(site, browser):
    reader = browser.new_context(java_script_enabled=False)
    page = reader.new_page()
    page.goto(site.address + CHAPTER)
    assert not page.locator(".have-read").is_visible()
    reader.close()


def test_turning_names_what_comes(site, page):
    page.goto(site.address + CHAPTER)
    assert page.locator(".turn .next").inner_text().split("\n") == [
        "Next: chapter 3",
        "Its nature, by degree and by type",
    ]
    assert page.locator(".turn .previous").inner_text().split("\n")[0] == "Previous: chapter 1"
    page.goto(site.address + "book/6-strategies.html")
    assert page.locator(".turn .next").inner_text().split("\n") == ["Next", "Your answers"]


@pytest.mark.parametrize("number", range(7))
def test_each_chapter_has_its_two_minutes(number, site, page):
    from collabkit.data.key_points import load

    name = page_of(number)
    page.goto(site.address + name)
    short = page.locator("details.in-short")
    assert short.locator("li").first.is_hidden()
    short.locator("summary").click()
    assert tuple(short.locator("li").all_inner_texts()) == tuple(
        point.replace("'", "’") for point in load()[number].points
    )


def page_of(number):
    return next(name for name in built_pages() if name.startswith(f"book/{number}-"))
