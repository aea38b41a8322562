"""The built course in a real browser, from a server of ours that counts bytes and can be made to fail."""

import json
import re
import time

import pytest
from accessible import COLOURS, WCAG, violations
from playwright.sync_api import Error
from served import HTML, Site, browsing

from collabkit import exercise, worked

ANSWERS = "book/your-answers.html"
PATIENCE = 45_000
"""Milliseconds that a wait may take: longer than the page's own patience, on a machine with other work to do."""


def pytest_configure(config):
    config.addinivalue_line(
        "markers", "online: keeps nothing for a day without a network, of which the test asks nothing"
    )
    if not (HTML / "index.html").is_file():
        pytest.exit("The course is not built. Build it with: make build", returncode=1)


@pytest.fixture(scope="session")
def browser():
    with browsing() as started:
        yield started


@pytest.fixture
def site():
    running = Site()
    yield running
    running.stopping.set()
    running.shutdown()
    running.server_close()


@pytest.fixture
def context(request, browser, site):
    """A fresh reader, who must never be led to another site and never meet an error of the script's."""
    keeping = "block" if request.node.get_closest_marker("online") else "allow"
    reader = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers=keeping)
    reader.set_default_timeout(PATIENCE)
    reader.elsewhere, reader.errors = [], []

    def seen(request):
        if not request.url.startswith((site.address, "blob:", "data:")):
            reader.elsewhere.append(request.url)

    def refused(request):
        """The browser names what the page's own policy stopped before it was asked."""
        if "csp" in (request.failure or "").lower() and request.url in reader.elsewhere:
            reader.elsewhere.remove(request.url)

    reader.on("request", seen)
    reader.on("requestfailed", refused)
    reader.on("weberror", lambda error: reader.errors.append(str(error.error)))
    yield reader
    assert reader.elsewhere == [], "another site was asked"
    reader.close()


@pytest.fixture
def page(context):
    return context.new_page()


LONGEST = (
    "test_nothing_is_lost_and_nothing_shown",
    "test_twelve_people_meet",
    "test_no_form_is_longer",
    "test_nothing_differs_from_browser",
    "test_accessible_in_use",
    "test_python_starts_after_many",
    "test_headings_can_be_reached",
    "test_what_version_0_1_0_kept",
    "test_full_lists",
)
"""What takes longest is begun first, so that nobody waits for one test at the end."""


def pytest_collection_modifyitems(items):
    def late(item):
        return next((place for place, name in enumerate(LONGEST) if item.name.startswith(name)), len(LONGEST))

    items.sort(key=late)


def built_pages():
    """Every page of the course, as paths from its top."""
    return sorted(str(path.relative_to(HTML)) for path in HTML.rglob("*.html") if "_static" not in path.parts)


def exercise_pages():
    """The page on which each exercise stands, by the exercise's id."""
    found = {}
    for name in built_pages():
        for one in re.findall(r'data-exercise="([^"]+)"', (HTML / name).read_text(encoding="utf-8")):
            found.setdefault(one, name)
    return found


def having(page, site, path, book):
    """Open a page in a browser that keeps this workbook."""
    page.goto(site.address + "_live/release.txt")  # a page of the same store that runs nothing
    page.evaluate("text => localStorage.setItem('collabkit:workbook', text)", json.dumps(book.to_json()))
    page.goto(site.address + path)


SETTLED = """() => Promise.race([
  Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))),
  new Promise((resolve) => setTimeout(resolve, 2000)),
])"""
"""A colour on its way is not the colour that is read."""


def axe(page, part="html", rules=WCAG):
    """The violations of WCAG 2.2 A and AA that axe finds on a page, or in a part of it."""
    page.evaluate(SETTLED)
    return violations(page, part, rules)


def axe_in_both_themes(page, part="html"):
    """What axe finds in the light and the dark theme, which differ in nothing but colours."""
    page.emulate_media(color_scheme="light")
    light = axe(page, part)
    page.emulate_media(color_scheme="dark")
    return light + [f"dark: {one}" for one in axe(page, part, COLOURS)]


def section(page, id):
    return page.locator(f'section[data-exercise="{id}"]')


def wait_live(page, id):
    try:
        section(page, id).and_(page.locator('[data-state="live"]')).wait_for(state="attached")
    except Error as error:
        here = section(page, id)
        error.add_note(
            f"{id} is {here.get_attribute('data-state')}, and says: {here.locator('.notice').all_inner_texts()}"
        )
        raise


def unfold(page, id):
    """Open all groups of an exercise's questions, as a person would."""
    button = section(page, id).get_by_role("button", name="Open all")
    if button.count():
        button.click()


def workbook(page):
    """The workbook as the browser keeps it."""
    return json.loads(page.evaluate("localStorage.getItem('collabkit:workbook')") or "{}")


def kept(page, id):
    """An exercise's stored answers, with those that all exercises share and that its form asks for."""
    book = workbook(page)
    own = book.get("exercises", {}).get(id, {}).get("answers", {})
    asked = {part.key for whole in exercise(id).questions() if whole.shared for part in whole.fields()}
    shared = book.get("shared", {}).get("answers", {})
    return {**own, **{key: value for key, value in shared.items() if key in asked}}


def read(page, id):
    """An exercise's stored answers as Python reads them: a page keeps what was typed."""
    return exercise(id).read(kept(page, id)).answers


WAITING = """async (arg) => {
  const holds = HOLDS
  for (let turn = 0; turn < 750; turn++) {
    if (await holds(arg)) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}"""
"""The page looks by itself, which costs it less than being asked each time, and tells as soon as it is so."""


def wait_until(page, expression, arg=None):
    """Wait for a function of the page to be true; the page's policy forbids the browser's own way of waiting."""
    for _ in range(10):
        try:
            assert page.evaluate(WAITING.replace("HOLDS", expression), arg), f"never true: {expression}"
        except Error as error:
            if "navigation" not in str(error):
                raise
            page.wait_for_load_state()  # the page was left; the next one is asked
        else:
            return
    raise AssertionError(f"never true on a page that stays: {expression}")


def eventually(page, holds, what="this", within=10):
    """Wait, for so many seconds at most, until something holds that the page cannot see; the page goes on meanwhile."""
    end = time.monotonic() + within
    while not holds():
        assert time.monotonic() < end, f"never true: {what}"
        page.wait_for_timeout(50)


@pytest.fixture
def answers(page, site):
    having(page, site, ANSWERS, worked.workbook())
    page.locator("[data-sections] li").first.wait_for()
    return page


def downloaded(page, document, to):
    with page.expect_download() as download:
        page.locator(f"[data-document={document}][data-to={to}]").click()
    return download.value


__all__ = [
    "ANSWERS", "HTML", "Error", "Site", "axe", "built_pages", "downloaded", "exercise_pages", "kept", "read", "section", "unfold",
    "wait_live", "wait_until", "workbook",
]  # fmt: skip
