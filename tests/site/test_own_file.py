"""A file of the reader's own that is saved to after each change: always whole, never over what others wrote."""

from contextlib import suppress

import pytest
from conftest import (
    FULL,
    Error,
    axe_in_both_themes,
    eventually,
    exercise_pages,
    having,
    read,
    section,
    wait_live,
    wait_until,
)

from collabkit.workbook import Workbook

pytestmark = pytest.mark.online

PAGE = "book/your-answers.html"
EARLY, LATE = "2026-01-01T00:00:00.000Z", "2099-01-02T00:00:00.000Z"
CHOOSER = """
const chosen = async () => (await navigator.storage.getDirectory()).getFileHandle('mine.json', { create: true })
window.showOpenFilePicker = async () => [await chosen()]
window.showSaveFilePicker = async ({ suggestedName }) => {
  window.suggested = suggestedName
  const handle = await chosen()
  await (await handle.createWritable()).close() // a browser empties what is chosen to save to
  return handle
}
if (location.protocol === 'http:' && sessionStorage.getItem('asks')) {
  FileSystemFileHandle.prototype.queryPermission = async () => sessionStorage.getItem('asks') === 'yes' ? 'prompt' : 'granted'
  FileSystemFileHandle.prototype.requestPermission = async () => { sessionStorage.setItem('asks', 'no'); return 'granted' }
}
"""
"""The reader's choice, for whom nobody is here: a real file and a real handle, in the browser's own folder."""


@pytest.fixture
def mine(context, site):
    """The page in a browser that keeps an answer and lets its reader choose a file."""
    context.add_init_script(CHOOSER)
    page = context.new_page()
    having(page, site, PAGE, Workbook.of({"factors": {"history": 4}}, EARLY))
    page.get_by_role("button", name="Keep saving to a file").wait_for()
    return page


def in_file(page):
    """What stands in the file; a file that is put in its place at this very moment is looked at again."""
    found = []

    def there():
        with suppress(Error):
            found.append(read_file(page))
        return found

    eventually(page, there, "the file can be read")
    return found[0]


def read_file(page):
    return page.evaluate(
        "navigator.storage.getDirectory().then((d) => d.getFileHandle('mine.json')).then((h) => h.getFile()).then((f) => f.text())"
    )


def write_file(page, text):
    page.evaluate(
        """async (text) => {
          const handle = await (await navigator.storage.getDirectory()).getFileHandle('mine.json', { create: true })
          await new Promise((resolve) => setTimeout(resolve, 20))  // another moment than the one before
          const out = await handle.createWritable()
          await out.write(text)
          await out.close()
        }""",
        text,
    )


def said(page):
    return page.locator("[data-own-file]").inner_text()


def begin(page):
    page.get_by_role("button", name="Keep saving to a new file").click()
    page.get_by_text("Each change is also saved to “mine.json”").wait_for()


def wait_for_file(page, wanted):
    def written():
        text = in_file(page)
        return text and {k: str(v) for k, v in Workbook.load(text).answers("factors").items()} == wanted

    eventually(page, written)


def test_each_change_in_any_chapter_is_saved_to_it(mine, site, context):
    begin(mine)
    assert mine.evaluate("window.suggested") == "My workbook.json"
    wait_for_file(mine, {"history": "4"})
    assert "nothing has changed since" in mine.locator("[data-kept]").inner_text()
    mine.goto(site.address + exercise_pages()["factors"])
    section(mine, "factors").locator("[name=standing][value='2']").check()
    wait_live(mine, "factors")
    wait_for_file(mine, {"history": "4", "standing": "2"})
    mine.goto(site.address + PAGE)
    mine.get_by_role("button", name="Stop saving to it").click()
    mine.get_by_role("button", name="Keep saving to a file").wait_for()
    mine.goto(site.address + exercise_pages()["factors"])
    section(mine, "factors").locator("[name=standing][value='5']").check()
    wait_live(mine, "factors")
    mine.wait_for_timeout(2500)
    wait_for_file(mine, {"history": "4", "standing": "2"})
    assert context.errors == []


def test_what_others_wrote_is_not_written_over_and_both_can_be_laid_together(mine):
    begin(mine)
    write_file(mine, Workbook.of({"factors": {"climate": 5}}, LATE).dump())
    mine.evaluate("dispatchEvent(new Event('focus'))")
    mine.reload()
    mine.locator("[data-own-file]").get_by_text("is left alone").wait_for()
    assert Workbook.load(in_file(mine)).answers("factors") == {"climate": 5}
    mine.get_by_role("button", name="Open it and go on").click()
    mine.get_by_text("Each change is also saved to “mine.json”").wait_for()
    wait_for_file(mine, {"history": "4", "climate": "5"})
    assert read(mine, "factors") == {"history": 4, "climate": 5}


def test_a_file_with_something_in_it_is_not_emptied_by_being_chosen(mine):
    write_file(mine, "shopping: milk")
    mine.get_by_role("button", name="Keep saving to a file").click()
    mine.locator("[data-own-file]").get_by_text("is left alone").wait_for()
    mine.get_by_role("button", name="Open it and go on").click()
    mine.get_by_text("Nothing was changed.").wait_for()
    mine.wait_for_timeout(500)
    assert in_file(mine) == "shopping: milk"
    assert "is left alone" in said(mine)


def test_a_file_that_was_deleted_in_between_is_said(mine, context):
    write_file(mine, "shopping: milk")
    mine.get_by_role("button", name="Keep saving to a file").click()
    mine.locator("[data-own-file]").get_by_text("is left alone").wait_for()
    mine.evaluate("async () => (await navigator.storage.getDirectory()).removeEntry('mine.json')")
    mine.get_by_role("button", name="Open it and go on").click()
    mine.locator("[data-own-file]").get_by_text("could not be saved to just now").wait_for()
    assert context.errors == []


@pytest.mark.parametrize("where", ["this tab", "another tab"])
def test_clearing_the_browser_leaves_the_file_as_it_was(mine, context, site, where):
    """Somebody who leaves a borrowed computer keeps their answers in their file, in whichever tab it was chosen."""
    tab = mine
    if where == "another tab":
        tab = context.new_page()
        tab.goto(site.address + PAGE)
        tab.get_by_role("button", name="Keep saving to a file").wait_for()
    begin(mine)
    wait_for_file(mine, {"history": "4"})
    before = in_file(mine)
    tab.locator("[data-clear]").first.click()
    tab.get_by_text("“mine.json” is as it was").wait_for()
    eventually(mine, lambda: read(mine, "factors") == {}, "this tab sees it too")
    mine.wait_for_timeout(2500)
    assert in_file(mine) == before
    assert read(mine, "factors") == {}


def test_a_browser_that_wants_to_be_asked_again_is_asked_by_a_button(mine):
    begin(mine)
    mine.evaluate("sessionStorage.setItem('asks', 'yes')")
    mine.reload()
    again = mine.get_by_role("button", name="Go on saving to “mine.json”")
    again.wait_for()
    assert axe_in_both_themes(mine, "[data-own-file]") == []
    again.focus()
    mine.keyboard.press("Enter")
    mine.get_by_text("Each change is also saved to “mine.json”").wait_for()
    assert mine.evaluate("document.activeElement.textContent") == "Stop saving to it"


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_lost(mine):
    begin(mine)
    mine.evaluate(
        "() => { FileSystemFileHandle.prototype.createWritable = async () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    mine.locator("[data-progress=factors]").get_by_role("button", name="Clear").click()
    mine.get_by_text("could not be saved to just now").wait_for()
    assert Workbook.load(in_file(mine)).answers("factors") == {"history": 4}


def test_a_browser_without_such_files_says_nothing_of_them(context, site):
    context.add_init_script("delete window.showSaveFilePicker")
    page = context.new_page()
    having(page, site, PAGE, Workbook.of({"factors": {"history": 4}}, EARLY))
    wait_until(page, "() => document.querySelector('[data-progress] .state').textContent !== ''")
    assert not page.locator("[data-own-file]").is_visible()
    assert page.get_by_role("button", name="Save my workbook").is_visible()
    assert context.errors == []


def stored(page, site, text):
    """Leave the page, and have the browser keep this."""
    page.goto(site.address + "_live/release.txt")
    page.evaluate("text => localStorage.setItem('collabkit:workbook', text)", text)


LOST = {"damaged": '{"format": "collabkit-work', "behind": Workbook.of({"factors": {"pace": 2}}, EARLY).dump()}


@pytest.mark.parametrize("how", LOST)
def test_what_the_browser_lost_comes_back_and_the_file_keeps_it(how, mine, site, context):
    begin(mine)
    wait_for_file(mine, {"history": "4"})
    stored(mine, site, LOST[how])
    mine.goto(site.address + exercise_pages()["factors"])
    wanted = {"history": 4} if how == "damaged" else {"history": 4, "pace": 2}
    wait_until(mine, "() => /history/.test(localStorage.getItem('collabkit:workbook'))")  # the browser has it again
    eventually(mine, lambda: how == "damaged" or "pace" in in_file(mine), "the file has it too")
    mine.wait_for_timeout(2500)
    assert Workbook.load(in_file(mine)).answers("factors") == wanted
    assert read(mine, "factors") == wanted
    assert context.errors == []


def test_what_a_later_course_keeps_leaves_the_file_as_it_was(mine, site):
    begin(mine)
    wait_for_file(mine, {"history": "4"})
    before = in_file(mine)
    later = '{"format": "collabkit-workbook", "schema": 99}'
    stored(mine, site, later)
    mine.goto(site.address + exercise_pages()["factors"])
    section(mine, "factors").locator("[name=standing][value='2']").check()
    mine.wait_for_timeout(2500)
    assert in_file(mine) == before
    assert mine.evaluate("localStorage.getItem('collabkit:workbook')") == later


def test_a_workbook_that_one_has_is_not_emptied_by_saving_to_it(mine):
    write_file(mine, Workbook.of({"factors": {"climate": 5}}, LATE).dump())
    mine.get_by_role("button", name="Keep saving to a file that you have").click()
    mine.locator("[data-own-file]").get_by_text("is left alone").wait_for()
    assert Workbook.load(in_file(mine)).answers("factors") == {"climate": 5}
    mine.get_by_role("button", name="Open it and go on").click()
    wait_for_file(mine, {"history": "4", "climate": "5"})


def test_whoever_chooses_a_file_is_asked_at_once_whether_it_may_be_written(mine):
    mine.evaluate("sessionStorage.setItem('asks', 'yes')")
    mine.reload()
    mine.get_by_role("button", name="Keep saving to a file that you have").click()
    mine.get_by_text("Each change is also saved to “mine.json”").wait_for()
    wait_for_file(mine, {"history": "4"})


def test_taking_back_what_was_laid_together_takes_nothing_out_of_the_file(mine):
    begin(mine)
    write_file(mine, Workbook.of({"factors": {"climate": 5}}, LATE).dump())
    mine.reload()
    mine.get_by_role("button", name="Open it and go on").click()
    wait_for_file(mine, {"history": "4", "climate": "5"})
    before = in_file(mine)
    mine.locator("[data-said]").get_by_role("button", name="Undo").click()
    mine.get_by_text("“mine.json” has both in it, and is not saved to any more.").wait_for()
    assert read(mine, "factors") == {"history": 4}
    mine.wait_for_timeout(2500)
    assert in_file(mine) == before


def test_what_comes_about_with_the_file_is_heard(mine):
    line = mine.locator("[data-own-file] [role=status]")
    assert line.get_attribute("aria-live") == "off", "what was so before is no news"
    mine.evaluate("window.line = document.querySelector('[data-own-file] [role=status]')")
    begin(mine)
    assert line.get_attribute("aria-live") == "polite"
    assert "Each change is also saved" in mine.evaluate("window.line.textContent")


def test_a_file_can_be_chosen_where_the_browser_has_no_room_for_answers(mine):
    mine.evaluate(FULL, "collabkit.own-file")
    begin(mine)
    mine.locator("[data-progress=factors]").get_by_role("button", name="Clear").click()
    wait_for_file(mine, {})


def test_where_neither_file_nor_browser_keeps_answers_neither_is_said_to(mine):
    begin(mine)
    mine.evaluate(FULL, "collabkit:workbook")
    mine.evaluate(
        "() => { FileSystemFileHandle.prototype.createWritable = async () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    mine.locator("[data-progress=factors]").get_by_role("button", name="Clear").click()
    mine.locator("[data-own-file]").get_by_text("could not be saved to just now").wait_for()
    assert "are kept" not in said(mine)


def test_what_changed_before_a_clock_was_put_right_is_in_the_file(mine):
    begin(mine)
    wait_for_file(mine, {"history": "4"})
    ahead = Workbook.of({"factors": {"history": 5}}, LATE).dump()
    mine.evaluate(
        "text => { localStorage.setItem('collabkit:workbook', text); dispatchEvent(new Event('focus')) }", ahead
    )
    wait_for_file(mine, {"history": "5"})
    mine.locator("[data-kept]").get_by_text("nothing has changed since").wait_for()
