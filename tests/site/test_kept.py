"""Nothing that is typed is lost: long lists, second thoughts while Python starts, two tabs, old stores, emptied stores."""

import json
from pathlib import Path

import pytest
from conftest import (
    eventually,
    exercise_pages,
    having,
    kept,
    patience,
    patient,
    read,
    section,
    unfold,
    wait_live,
    wait_until,
    workbook,
)

from collabkit.exercises import catalogue, exercise
from collabkit.exercises.context import SHARED
from collabkit.questions import Names
from collabkit.workbook import Workbook

PAGES = exercise_pages()
LISTS = sorted((one.id, part.key) for one in catalogue() for part in one.questions() if isinstance(part, Names))
OLD = Path(__file__).parent / "fixtures" / "kept-by-0.1.0.json"


def names(id, key):
    """As many names as the list allows."""
    question = next(part for part in exercise(id).questions() if part.key == key)
    return [f"{question.noun[0].upper()} {place}" for place in range(1, question.most + 1)]


def shown(page, id, key):
    return [
        name
        for name in section(page, id).locator(f"[name='{key}']").evaluate_all("all => all.map((f) => f.value)")
        if name
    ]


@pytest.mark.parametrize("id", sorted({id for id, _ in LISTS}))
def test_a_list_holds_as_many_as_it_allows_from_the_first_paint_on(id, site, page):
    lists = {key: names(id, key) for one, key in LISTS if one == id}
    site.faults[r"snapshot\.gz"] = "held"
    patient(page.context)
    page.goto(site.address + PAGES[id])
    patience(page, start=300_000)  # however long it takes to type all of it
    here = section(page, id)
    unfold(page, id)
    for key, wanted in lists.items():
        for place, name in enumerate(wanted):
            field = here.locator(f"[name='{key}']").nth(place)
            field.click()
            page.keyboard.type(name)
    assert here.get_attribute("data-state") == "starting"
    for key, wanted in lists.items():
        assert kept(page, id)[key] == wanted, "before Python is there"
    site.release.set()
    wait_live(page, id)
    for key, wanted in lists.items():
        assert shown(page, id, key) == wanted


@pytest.mark.parametrize("name", sorted({PAGES[id] for id, _ in LISTS}))
def test_full_lists_are_found_again_by_reloading_and_by_going_back(name, site, page):
    lists = [(id, key, names(id, key)) for id, key in LISTS if PAGES[id] == name]

    def all_there():
        for id, key, wanted in lists:
            assert kept(page, id)[key] == wanted, "loading the page changes nothing"
        for id, key, wanted in lists:
            wait_live(page, id)
            assert shown(page, id, key) == wanted

    every = {}
    for id, key, wanted in lists:
        every.setdefault(id, {})[key] = wanted
    having(page, site, name, Workbook.of(every))
    all_there()
    page.reload()
    all_there()
    page.goto(site.address + "book/index.html")
    page.wait_for_timeout(300)
    page.go_back()
    all_there()
    for id, key, wanted in lists:
        assert kept(page, id)[key] == wanted


EXAMPLES = [id for id in PAGES if PAGES[id] == PAGES["factors"]]
"""The exercises of one page, which share what all ask for."""


def with_examples(page, site):
    """Come back to a page with the example of every exercise on it."""
    having(page, site, PAGES["factors"], Workbook.of({id: exercise(id).example for id in EXAMPLES}))


@pytest.mark.parametrize("moment", [0, 100, 300, 600, 1000])
def test_renaming_on_coming_back_stands_in_all_exercises(moment, site, context):
    page, there = context.new_page(), EXAMPLES
    with_examples(page, site)
    page.wait_for_timeout(moment)
    section(page, there[0]).locator("[name=collaboration]").fill(f"Mine {moment}")
    for id in there:
        wait_live(page, id)
    page.wait_for_timeout(600)
    for id in there:
        assert section(page, id).locator("[name=collaboration]").input_value() == f"Mine {moment}"
    page.reload()
    for id in there:
        wait_live(page, id)
        assert section(page, id).locator("[name=collaboration]").input_value() == f"Mine {moment}"


@pytest.mark.parametrize("moment", [0, 100, 300, 600, 1000])
def test_cleared_answers_stay_cleared(moment, site, context):
    page, there = context.new_page(), EXAMPLES
    with_examples(page, site)
    page.wait_for_timeout(moment)
    section(page, "factors").locator("[data-clear]").click()
    for id in there:
        wait_live(page, id)
    page.wait_for_timeout(600)
    assert kept(page, "factors") == {}
    assert section(page, "factors").locator(":checked").count() == 0
    assert section(page, "factors").locator("[name=collaboration]").input_value() == ""
    page.reload()
    page.wait_for_timeout(800)
    assert kept(page, "factors") == {}


def test_a_slow_first_answer_does_not_bring_back_an_earlier_name(site, context):
    page = context.new_page()
    page.goto(site.address + PAGES["factors"])
    site.faults[r"snapshot\.gz"] = "slow"
    section(page, "factors").locator("[name=collaboration]").fill("First")
    section(page, "outturns").locator("[name=collaboration]").fill("Second and better")
    for id in ("factors", "outturns"):
        wait_live(page, id)
        assert section(page, id).locator("[name=collaboration]").input_value() == "Second and better"
    assert workbook(page)["shared"]["answers"]["collaboration"] == "Second and better"


def wait_stored(page, words):
    """Wait until a tab's own process sees what another stored: browsers tell of it late."""
    wait_until(page, "words => localStorage.getItem('collabkit:workbook')?.includes(words)", words)


def test_a_tab_that_lay_behind_overwrites_nothing(site, context):
    """The field with the focus is brought up to date too, when nobody is at it, and before a key is taken."""
    field = "[data-exercise=strategy] [name=purpose]"
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(site.address + PAGES["strategy"])
    one.locator(field).click()
    one.keyboard.type("Short.")
    wait_stored(other, "Short.")
    other.locator(field).click()
    other.keyboard.press("Control+End")
    other.keyboard.type(" A long paragraph.")
    wait_until(one, "field => document.querySelector(field).value === 'Short. A long paragraph.'", field)
    one.locator(field).focus()
    one.keyboard.press("Control+End")
    one.keyboard.type("!")
    assert workbook(one)["shared"]["answers"]["purpose"] == "Short. A long paragraph.!"
    wait_until(other, "field => document.querySelector(field).value === 'Short. A long paragraph.!'", field)


CHOSEN = "() => [...document.querySelectorAll('#factors [name=history]:checked')].map((one) => one.value)"


def test_radios_always_show_what_is_stored(site, context):
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(site.address + PAGES["factors"])
    section(other, "factors").locator("[name=history][value='5']").check()
    for value in ("2", "5"):
        section(one, "factors").locator(f"[name=history][value='{value}']").check()
    for page in (one, other):
        wait_live(page, "factors")
        wait_until(page, f"() => ({CHOSEN})().join() === '5'")
    one.wait_for_timeout(400)
    assert [page.evaluate(CHOSEN) for page in (one, other)] == [["5"], ["5"]]


def test_a_page_that_slept_changes_only_its_own_field(site, context):
    """A tab that heard nothing of the other (as after Back) changes one place of a list, and not the list."""
    context.add_init_script("addEventListener('storage', (event) => event.stopImmediatePropagation(), true)")
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(site.address + PAGES["degree"])
    for place, name in enumerate(("County", "Police")):
        section(one, "degree").locator("[name=partners]").nth(place).fill(name)
    wait_stored(other, "Police")
    other.reload()
    section(other, "degree").locator("[name=partners]").nth(2).fill("Charity")
    wait_stored(one, "Charity")
    section(one, "degree").locator("[name=partners]").nth(0).fill("County council")
    assert kept(one, "degree")["partners"] == ["County council", "Police", "Charity"]
    assert section(one, "degree").locator("[name=partners]").nth(2).input_value() == "Charity"


def test_storage_emptied_under_an_open_page_loses_nothing_on_the_screen(site, page):
    with_examples(page, site)
    wait_live(page, "factors")
    before = read(page, "factors")
    page.evaluate("localStorage.clear()")
    section(page, "factors").locator("[name=history][value='1']").check()
    assert read(page, "factors") == {**before, "history": 1}
    page.reload()
    wait_live(page, "factors")
    assert section(page, "factors").locator(":checked").count() == 22


def test_a_store_that_cannot_be_read_is_set_aside_and_said(site, page):
    page.goto(site.address + PAGES["factors"])
    page.evaluate("localStorage.setItem('collabkit:workbook', '{\"format\": \"collabkit-work')")
    page.reload()
    here = section(page, "factors")
    here.locator("[name=history][value='4']").check()
    wait_live(page, "factors")
    assert "could not be read" in here.locator(".unkept").inner_text()
    assert page.evaluate("localStorage.getItem('collabkit:set-aside')") == '{"format": "collabkit-work'
    assert read(page, "factors") == {"history": 4}


def test_the_workbook_of_a_later_course_is_left_alone(site, page):
    later = json.dumps({"format": "collabkit-workbook", "schema": 99, "more": True})
    page.goto(site.address + PAGES["factors"])
    page.evaluate("text => localStorage.setItem('collabkit:workbook', text)", later)
    page.reload()
    here = section(page, "factors")
    here.locator("[name=history][value='4']").check()
    wait_live(page, "factors")
    assert "newer version" in here.locator(".unkept").inner_text()
    assert page.evaluate("localStorage.getItem('collabkit:workbook')") == later
    assert here.locator("[name=history][value='4']").is_checked()


def test_what_version_0_1_0_kept_is_all_there(site, context):
    stored = json.loads(OLD.read_text(encoding="utf-8"))
    page = context.new_page()
    page.goto(site.address + "book/index.html")
    page.evaluate(
        "stored => { for (const [key, text] of Object.entries(stored)) localStorage.setItem(key, text) }", stored
    )
    page.goto(site.address + PAGES["factors"])
    shared = json.loads(stored["collabkit:shared"])["answers"]
    book = workbook(page)
    assert book["shared"]["answers"] == shared
    for one in catalogue():
        if f"collabkit:{one.id}" in stored:
            old = json.loads(stored[f"collabkit:{one.id}"])["answers"]
            assert book["exercises"][one.id]["answers"] == {key: old[key] for key in old if key not in SHARED}
    assert book["checks"]["answers"] == json.loads(stored["collabkit.checks"])
    assert page.evaluate("Object.keys(localStorage).sort()") == ["collabkit.theme", "collabkit:workbook"]
    assert section(page, "factors").locator(":checked").count() > 0
    for id, path in sorted(PAGES.items(), key=lambda item: item[1]):
        if not page.url.endswith(path):
            page.goto(site.address + path)
        wait_live(page, id)
        assert not section(page, id).locator(".problem").count(), f"{id}: read without a question"


def test_a_check_is_answered_and_kept_in_the_workbook(site, context):
    page, other = context.new_page(), context.new_page()
    for tab in (page, other):
        tab.goto(site.address + "book/1-heart.html")
    check = page.locator("[data-check]").first
    id = check.get_attribute("data-check")
    check.locator("input").nth(1).check()
    assert check.locator("[role=status]").inner_text()
    assert workbook(page)["checks"]["answers"] == {id: "b"}
    wait_until(other, "id => document.querySelector(`[data-check='${id}'] input[value=b]`).checked", id)
    page.reload()
    assert page.locator("[data-check]").first.locator("input").nth(1).is_checked()


def test_what_was_said_of_a_check_goes_with_its_answer(site, context):
    page, other = context.new_page(), context.new_page()
    page.goto(site.address + "book/1-heart.html")
    check = page.locator("[data-check]").first
    check.locator("input").nth(1).check()
    assert check.locator("[role=status]").inner_text()
    other.goto(site.address + "book/your-answers.html")
    wait_stored(other, check.get_attribute("data-check"))
    other.locator("[data-clear]").first.click()
    wait_until(page, "() => !document.querySelector('[data-check] input:checked')")
    assert check.locator("[role=status]").inner_text() == ""
    assert check.get_attribute("data-result") is None


def asleep(page, site):
    """An answer of one's own, on a page where Python does not come yet."""
    site.faults[r"snapshot\.gz"] = "held"
    page.goto(site.address + PAGES["factors"])
    here = section(page, "factors")
    here.locator("[name=history][value='4']").check()
    return here


def test_an_example_that_is_asked_for_twice_is_taken_back_to_ones_own_answers(site, page):
    here = asleep(page, site)
    here.locator("[data-example]").click()
    here.locator("[data-example]").click()
    site.release.set()
    here.locator("[data-undo]").wait_for()
    here.locator("[data-undo]").evaluate("(button) => { button.dataset.before = '' }")
    here.locator("[data-example]").click()  # and once more, where it stands already
    here.locator("[data-undo]:not([data-before])").click()
    assert read(page, "factors") == {"history": 4}


def test_answers_that_are_cleared_while_an_example_is_on_its_way_stay_cleared(site, page):
    here = asleep(page, site)
    here.locator("[data-example]").click()
    here.locator("[data-clear]").click()
    site.release.set()
    wait_live(page, "factors")
    page.wait_for_timeout(500)
    assert read(page, "factors") == {}
    assert here.locator(":checked").count() == 0
    here.locator("[data-undo]").click()
    assert read(page, "factors") == {"history": 4}


def test_who_takes_the_example_by_keyboard_goes_on_at_the_form(site, page):
    page.goto(site.address + PAGES["factors"])
    section(page, "factors").locator("[data-offer]").focus()
    page.keyboard.press("Enter")
    wait_live(page, "factors")
    wait_until(page, "() => document.activeElement.type === 'submit'")


@pytest.mark.parametrize("cells", ["County council\nPolice\nFire service", "County council\tPolice\tFire service"])
def test_cells_from_a_spreadsheet_fill_the_places_of_a_list(cells, site, page):
    page.goto(site.address + PAGES["degree"])
    here = section(page, "degree")
    here.locator("[name=partners]").nth(1).focus()
    page.evaluate(
        """text => {
          const data = new DataTransfer()
          data.setData('text/plain', text)
          document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
        }""",
        cells,
    )
    assert kept(page, "degree")["partners"] == ["", "County council", "Police", "Fire service"]
    assert shown(page, "degree", "partners") == ["County council", "Police", "Fire service"]
    here.locator("[data-undo]").click()
    assert kept(page, "degree") == {}


def test_after_a_release_an_old_tab_says_so_and_offers_what_helps(site, context):
    page = context.new_page()
    page.goto(site.address + PAGES["factors"])
    site.faults[r"/_live/[0-9a-f]{12}/"] = "404"
    context.route("**/_live/release.txt", lambda route: route.fulfill(body="0123456789ab"))
    context.route("**/_live/*/worker.js", lambda route: route.fulfill(status=404))
    here = section(page, "factors")
    here.locator("[name=history][value='4']").check()
    button = here.get_by_role("button", name="Reload the page")
    button.wait_for()
    page.wait_for_timeout(1000)
    assert "renewed" in here.locator(".notice:visible").inner_text()
    site.faults.clear()
    context.unroute_all()
    button.click()
    wait_live(page, "factors")
    assert section(page, "factors").locator("[name=history][value='4']").is_checked()


@pytest.mark.online
def test_a_file_that_is_chosen_later_is_saved_to_from_a_page_that_was_open_before(site, context):
    context.add_init_script(
        "window.showSaveFilePicker = async () => (await navigator.storage.getDirectory()).getFileHandle('mine.json', { create: true })"
    )
    chapter, page = context.new_page(), context.new_page()
    chapter.goto(site.address + PAGES["factors"])
    page.goto(site.address + "book/your-answers.html")
    page.get_by_role("button", name="Keep saving to a").first.click()
    page.get_by_text("Each change is also saved to “mine.json”").wait_for()
    page.close()
    section(chapter, "factors").locator("[name=history][value='4']").check()
    wait_until(
        chapter,
        """async () => {
          const handle = await (await navigator.storage.getDirectory()).getFileHandle('mine.json')
          const text = await handle.getFile().then((file) => file.text(), () => '') // it is being put in its place
          return text && JSON.parse(text).exercises.factors?.answers.history === '4'
        }""",
    )


def test_who_types_in_a_form_has_not_read_on_so_the_contents_are_not_told(site, page):
    page.goto(site.address + PAGES["factors"])
    page.evaluate("window.told = 0; document.addEventListener('collabkit:kept', () => { window.told++ })")
    here = section(page, "factors")
    here.scroll_into_view_if_needed()
    wait_until(page, "() => JSON.parse(localStorage.getItem('collabkit:workbook') ?? '{}').exercises?.reading")
    before = page.evaluate("window.told")
    assert before, "it was begun to be read"
    here.locator("[name=collaboration]").press_sequentially("Steady")
    assert kept(page, "factors")["collaboration"] == "Steady"
    assert page.evaluate("window.told") == before


def test_a_page_that_the_browser_lets_go_on_shows_what_was_done_meanwhile(site, page):
    page.goto(site.address + PAGES["factors"])
    here = section(page, "factors")
    here.locator("[name=history][value='4']").check()
    page.evaluate(
        """() => {
          const book = JSON.parse(localStorage.getItem('collabkit:workbook'))
          book.exercises.factors = { answers: { history: '2' }, changed: { history: new Date(Date.now() + 1000).toISOString() } }
          localStorage.setItem('collabkit:workbook', JSON.stringify(book))
          document.dispatchEvent(new Event('resume'))
        }"""
    )
    assert here.locator("[name=history][value='2']").is_checked()


def test_of_several_exercises_one_speaks_and_none_of_itself(site, page):
    """What is done in one is drawn in all that ask for it too: a screen reader would hear every one of them."""
    with_examples(page, site)
    for id in EXAMPLES:
        wait_live(page, id)
    page.wait_for_timeout(1000)
    said = {id: section(page, id).locator("[role=status]") for id in EXAMPLES}
    assert not any(one.inner_text() for one in said.values())
    unfold(page, "factors")
    section(page, "factors").locator("[name=collaboration]").fill("All that they share")
    eventually(page, said["factors"].inner_text)
    page.wait_for_timeout(1000)
    assert [id for id in EXAMPLES if said[id].inner_text()] == ["factors"]
