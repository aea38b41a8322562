"""The workshop kit in a real browser: slides that fit, pages to read and print, and a clock."""

import datetime as dt
import io
import zipfile

import pypdf
import pytest
from conftest import HTML, RUNTIME, axe, axe_in_both_themes, wait_keeper, wait_kept, wait_until

from collabkit.kit.run_sheets import run_sheet, run_sheets
from collabkit.kit.slides import deck

SHEETS = "book/facilitating/run-sheets.html"
IDS = [one.id for one in run_sheets()]
NOW = "section.now h1, section.now h2"
SMALLEST = 720 / 22
LETTERS = "async () => { await Promise.allSettled([...document.fonts].map((face) => face.load())) }"
FIT = """() => [...document.querySelectorAll('section')].map((section) => {
  document.querySelectorAll('section').forEach((other) => other.classList.toggle('now', other === section))
  const shown = section.querySelector('.shown')
  const bar = document.querySelector('nav').getBoundingClientRect().top
  const parts = [...shown.querySelectorAll('h1, h2, p, li')]
  const boxes = parts.map((part) => part.getBoundingClientRect())
  return {
    title: shown.querySelector('h1, h2').textContent,
    smallest: Math.min(...parts.map((part) => parseFloat(getComputedStyle(part).fontSize))),
    fits: boxes.every((box) => box.top >= 0 && box.left >= 0 && box.right <= 1280 && box.bottom <= bar) && parts.every((part) => part.scrollWidth <= part.clientWidth + 1),
  }
})"""
AT = "document.querySelector('section.now').id"


@pytest.fixture
def slides(context, site):
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(site.address + "slides/half-day.html")
    return page


@pytest.mark.parametrize("id", IDS)
def test_nothing_on_a_slide_is_cut_off_or_small(id, slides, site):
    slides.goto(f"{site.address}slides/{id}.html")
    slides.evaluate(LETTERS)
    seen = slides.evaluate(FIT)
    assert len(seen) == len(deck(run_sheet(id), "Ours"))
    assert [one["title"] for one in seen if not one["fits"]] == []
    assert min(one["smallest"] for one in seen) >= SMALLEST


def test_slides_turn_by_keyboard_one_at_a_time_and_a_reload_stays_there(slides):
    assert slides.locator("section:visible").count() == 1
    for key, at in (("ArrowRight", 2), ("PageDown", 3), ("Space", 4), ("ArrowLeft", 3), ("End", 13), ("Home", 1)):
        slides.keyboard.press(key)
        last = slides.locator("section").count()
        assert slides.evaluate(AT) == f"slide-{min(at, last)}"
    slides.keyboard.press("ArrowRight")
    assert slides.evaluate("document.activeElement.textContent") == slides.locator(NOW).text_content()
    slides.reload()
    assert slides.evaluate(AT) == "slide-2"
    slides.get_by_role("button", name="Next").click()
    assert slides.evaluate(AT) == "slide-3"


def test_n_shows_the_notes_beneath_the_slide(slides):
    slides.keyboard.press("ArrowRight")
    notes = slides.locator("section.now .notes")
    assert not notes.is_visible()
    slides.keyboard.press("n")
    assert notes.is_visible()
    assert slides.get_by_role("button", name="Notes").get_attribute("aria-pressed") == "true"
    bottom = slides.locator("section.now .shown").bounding_box()
    assert bottom["y"] + bottom["height"] <= notes.bounding_box()["y"] + 1
    assert axe(slides) == []


def test_slides_print_one_a_page(slides):
    printed = pypdf.PdfReader(io.BytesIO(slides.pdf(prefer_css_page_size=True, print_background=True)))
    assert len(printed.pages) == slides.locator("section").count()
    assert printed.pages[0].mediabox.width / printed.pages[0].mediabox.height == pytest.approx(16 / 9, abs=0.01)
    assert "Rules for today" in printed.pages[1].extract_text()


def test_without_scripts_every_slide_stands_under_the_other(browser, site):
    reader = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 720})
    page = reader.new_page()
    page.goto(site.address + "slides/half-day.html")
    assert page.locator("section:visible").count() == page.locator("section").count() > 8
    reader.close()


def test_each_run_sheet_leads_to_its_downloads(site, page):
    page.goto(site.address + SHEETS)
    found = page.eval_on_selector_all(".kit-doors a", "links => links.map((link) => link.href)")
    assert len(found) == 3 * len(IDS)
    for address in found:
        assert (HTML / address.removeprefix(site.address)).stat().st_size > 5000


def test_a_run_sheet_names_plans_that_are_there(site, page):
    page.goto(site.address + SHEETS)
    links = page.eval_on_selector_all("table.run-sheet a", "links => links.map((link) => link.getAttribute('href'))")
    assert len(links) == sum(len(one.activities) for one in run_sheets())
    page.locator("table.run-sheet a", has_text="Who matters").first.click()
    page.wait_for_url(lambda address: "#" in address)
    heading = page.evaluate(
        "document.getElementById(location.hash.slice(1)).closest('section').querySelector('h2').textContent"
    )
    assert heading.startswith("Who matters, and who is missing?")


# The clock


@pytest.fixture
def clock(context, site):
    page = context.new_page()
    page.clock.install(time="2027-02-03T10:00:00")
    page.goto(site.address + SHEETS)
    page.locator("#clock-half-day-0 button").first.wait_for()
    return page


def says(page, part):
    return page.locator(f"#clock-half-day-0 {part}").text_content()


def press(page, name):
    page.locator("#clock-half-day-0").get_by_role("button", name=name).click()


def test_the_clock_says_what_is_on_what_is_left_and_what_comes_next(clock):
    activities = run_sheet("half-day").activities
    press(clock, "Start the clock")
    assert says(clock, ".clock-now") == activities[0].title
    assert says(clock, ".clock-left") == "10 minutes left"
    assert says(clock, ".clock-next").startswith(f"Next: {activities[1].title}")
    clock.clock.run_for(9 * 60_000 + 1000)
    assert says(clock, ".clock-left") == "The last minute"
    clock.clock.run_for(60_000)
    assert says(clock, ".clock-now") == activities[1].title
    assert says(clock, ".clock-left") == "25 minutes left"
    press(clock, "One minute more")
    assert says(clock, ".clock-left") == "26 minutes left"
    press(clock, "One minute less")
    press(clock, "One minute less")
    assert says(clock, ".clock-left") == "24 minutes left"


def test_a_screen_reader_is_told_when_the_activity_changes_and_nothing_between(clock):
    clock.evaluate(
        "window.told = []; new MutationObserver(() => told.push(document.querySelector('#clock-half-day-0 [role=status]').textContent))"
        ".observe(document.querySelector('#clock-half-day-0 [role=status]'), { childList: true, characterData: true, subtree: true })"
    )
    press(clock, "Start the clock")
    press(clock, "One minute more")
    clock.clock.run_for(37 * 60_000)
    told = clock.evaluate("told")
    assert told == [f"Now: {one.title} ({one.minutes} minutes)" for one in run_sheet("half-day").activities[:3]]


def test_the_clock_pauses_and_goes_on_after_a_reload(clock):
    press(clock, "Start the clock")
    clock.clock.run_for(3 * 60_000)
    press(clock, "Pause")
    clock.clock.fast_forward(20 * 60_000)
    assert says(clock, ".clock-left") == "7 minutes left"
    clock.reload()
    wait_until(clock, "() => document.querySelector('#clock-half-day-0 .clock-left')?.textContent === '7 minutes left'")
    clock.locator("#clock-half-day-0 button").first.focus()
    clock.keyboard.press("Enter")
    clock.clock.run_for(2 * 60_000 + 1000)
    assert says(clock, ".clock-left") == "5 minutes left"
    press(clock, "Next activity")
    assert says(clock, ".clock-now") == run_sheet("half-day").activities[1].title
    assert axe(clock) == []


def test_the_clock_ends(clock):
    press(clock, "Start the clock")
    clock.clock.fast_forward(211 * 60_000)
    assert says(clock, ".clock-now") == "The end"
    press(clock, "From the beginning")
    assert says(clock, ".clock-now") == "Welcome"


def test_a_kit_for_ones_own_day_is_made_on_the_page_without_a_network(site, context):
    page = context.new_page()
    page.goto(site.address + SHEETS)
    page.get_by_label("What is it called?").fill("Fewer <b>falls</b>")
    wait_keeper(page)
    page.reload()
    form = page.locator("[data-kit]")
    button = form.get_by_role("button", name="Write everything for this day")
    button.click()
    said = form.get_by_role("status")
    said.get_by_text("Choose the first day").wait_for()
    page.get_by_label("How long is it?").select_option("six-sessions")
    day = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=40)
    page.get_by_label("The first day").fill(day.isoformat())
    page.get_by_label("What is it called?").fill("Fewer <b>falls</b>")
    with page.expect_download() as download:
        button.focus()
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == f"workshop {day}.zip"
    with zipfile.ZipFile(download.value.path()) as archive:
        names = archive.namelist()
        assert {"calendar.ics", "README.html", "run-sheet.html", "slides.html"} <= set(names)
        assert f"{day:%Y%m%d}" in archive.read("calendar.ics").decode()
        assert "Fewer &lt;b&gt;falls" in archive.read("run-sheet.html").decode()
    said.get_by_text("begin with README.html").wait_for()
    assert axe_in_both_themes(page, "[data-kit]") == []
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    wait_kept(page, *RUNTIME, "library.zip")
    context.set_offline(True)
    page.reload()
    page.get_by_label("The first day").fill(day.isoformat())
    with page.expect_download() as download:
        button.click()
    assert download.value.path().stat().st_size > 50_000
    context.set_offline(False)
    assert context.errors == []


def test_whoever_is_at_a_button_that_goes_when_the_time_runs_out_goes_on_at_one_that_is_left(clock):
    press(clock, "Start the clock")
    clock.locator("#clock-half-day-0").get_by_role("button", name="Pause").focus()
    clock.clock.fast_forward(211 * 60_000)
    assert says(clock, ".clock-now") == "The end"
    assert clock.evaluate("document.activeElement.textContent") == "From the beginning"
