"""From the first page to a document taken away with the keyboard alone: no trap, always seen where one is, and the focus where one expects it."""

import pytest
from accessible import walked
from conftest import ANSWERS, exercise_pages, having, section, wait_drawn, wait_live, wait_until

from collabkit import worked
from collabkit.commands.accessibility import WALK

pytestmark = pytest.mark.online

MOST = 400
"""Presses of a key after which a page is taken to be a trap."""
HERE = "document.activeElement"
SEEN = f"""() => {{
  const one = {HERE}, box = (one.closest('label') ?? one).getBoundingClientRect()
  const drawn = [one, one.closest('label')].some((here) => here && getComputedStyle(here).outlineStyle !== 'none' && parseFloat(getComputedStyle(here).outlineWidth) > 0)
  return drawn && box.bottom > 0 && box.top < innerHeight
}}"""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0 && !one.closest('.in-view'))
  .map((one) => one.type === 'radio' ? `radio ${one.name}` : one).reduce((all, one) => all.add(one), new Set()).size"""
"""How many stops there are: a set of radio buttons is one. The line at the foot of the window comes and goes as one scrolls."""


def tab_to(page, selector, key="Tab"):
    """Press a key until the focus is there; each stop on the way must be seen."""
    for _ in range(MOST):
        page.keyboard.press(key)
        assert page.evaluate(SEEN), page.evaluate(f"{HERE}.outerHTML.slice(0, 120)")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    where = page.evaluate(f"{HERE}.outerHTML.slice(0, 120)")
    raise AssertionError(f"{selector} was not reached with {key}, which led to {where}")


def test_from_the_first_page_to_a_document_with_the_keyboard_alone(site, page):
    with walked("keyboard", WALK, page.context.browser):
        walk(site, page)


def walk(site, page):
    """Go the way of a reader who has no mouse."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site.address}book/index.html")
    tab_to(page, ".skip")
    page.keyboard.press("Enter")
    wait_until(page, f"() => {HERE}.id === 'main'")

    tab_to(page, "#search-top", "Shift+Tab")
    page.keyboard.type("walk-away")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?*")
    page.locator("#search-results li a").first.wait_for()
    tab_to(page, "#search-results li a")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "search.html" not in address)

    page.goto(site.address + exercise_pages()["language"])
    tab_to(page, "section[data-exercise=language] form :is(input, select, textarea)")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    wait_live(page, "language")
    tab_to(page, "section[data-exercise=language] [type=submit]")
    page.keyboard.press("Enter")
    wait_until(page, "() => document.querySelector('[data-exercise=language] [data-findings]').innerText.length > 40")
    assert page.evaluate(f"{HERE}.matches('[type=submit], [data-exercise=language] *')"), (
        "the focus stays in the exercise"
    )
    tab_to(page, "section[data-exercise=language] [data-example]")
    page.keyboard.press("Enter")
    section(page, "language").locator("[data-undo]").wait_for()
    assert page.evaluate(f"{HERE}.matches('[data-example]')"), "what was pressed keeps the focus"
    wait_drawn(page, "language")

    tab_to(page, "a[href*='your-answers']", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/your-answers.html*")
    page.locator("[data-sections] li").first.wait_for()
    tab_to(page, "[data-document][data-to=docx]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".docx")
    assert page.evaluate(f"{HERE}.matches('[data-document]')"), "the focus stays on the button that was pressed"


def test_the_menu_of_a_phone_opens_and_leads_on(site, page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site.address}book/index.html")
    tab_to(page, ".contents.narrow > summary")
    page.keyboard.press("Enter")
    tab_to(page, ".contents.narrow a[href*='1-heart']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/1-heart.html*")


@pytest.mark.parametrize("name", ["book/index.html", exercise_pages()["factors"], ANSWERS, "book/cases.html"])
def test_nothing_holds_the_focus(site, page, name):
    """Each stop is come to, and then the page is left."""
    page.emulate_media(reduced_motion="reduce")
    having(page, site, name, worked.workbook())
    for id, path in exercise_pages().items():  # what Python adds is there
        if path == name:
            wait_drawn(page, id)
    if name == ANSWERS:
        page.locator("ol.progress > li .says").first.wait_for()
    stops = page.evaluate(REACHABLE)
    page.evaluate("window.visited = []")
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate(f"{HERE} === document.body || window.visited.includes({HERE})"):
            break
        page.evaluate(f"window.visited.push({HERE})")
        assert page.evaluate(SEEN), page.evaluate(f"{HERE}.outerHTML.slice(0, 120)")
    assert stops <= page.evaluate("window.visited.filter((one) => !one.closest('.in-view')).length") < MOST
