"""How fast and how light the page is: bars that hold on any machine.

What can be compared is compared in the same run, as a ratio. Where there is only a clock, the bar is doubled: it is
meant for a machine of two cores with nothing else to do, and a machine that runs tests often has more to do. Whatever
is timed gets a second try for the same reason. ``tests/benchmarks/start.py`` measures without these allowances.
"""

import sys
import time
from pathlib import Path
from statistics import median

import pytest
from conftest import AWAKENING, HTML, downloaded, exercise_pages, section, wait_live

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from start import TOUCH
from start_sites import Server, floor

PAGES = exercise_pages()
PAGE = PAGES["factors"]
BUSY = 2
"""What a busy machine may take more than a quiet one."""
RUNS = 5
FIRST = 800 * BUSY
ABOVE_THE_FLOOR = 1.3
SECOND = 100 * BUSY
AWAKE = SECOND
"""The aim is 50; the first answer also compiles what it runs through."""
CHANGE = 30 * BUSY
CHANGE_SLOWED = 200 * BUSY
SLOWED = 6
EXPORT = 3.0
"""Seconds that a Word file may take on the page."""
MOST_BYTES = 9_000_000
SMALL = 30_000
NOTHING = 0
"""An archive with nothing in it, for which Pyodide asks by itself each time; it may come from the server or not."""

EXAMPLE = """(id) => new Promise((resolve) => {
  const section = document.querySelector(`section[data-exercise="${id}"]`)
  const begun = performance.now()
  new MutationObserver((_, observer) => {
    if (section.dataset.state !== 'live') return
    observer.disconnect()
    resolve(performance.now() - begun)
  }).observe(section, { attributeFilter: ['data-state'] })
  section.querySelector('[data-example]').click()
})"""

# The page marks the section as live each time that it has drawn, in the same turn as the drawing.
CHANGES = """async ([id, most]) => {
  const section = document.querySelector(`section[data-exercise="${id}"]`)
  const fields = () => [...section.querySelector('form').elements].filter((field) => field.name && field.type !== 'fieldset')
  const vary = (field) => {
    if (field.type === 'radio' || field.type === 'checkbox') return field.click()
    if (field.tagName === 'SELECT') field.selectedIndex = (field.selectedIndex + 1) % field.options.length
    else field.value += '1'
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  const drawn = (field) => new Promise((resolve) => {
    const begun = performance.now()
    new MutationObserver((_, observer) => {
      observer.disconnect()
      resolve(performance.now() - begun)
    }).observe(section, { attributeFilter: ['data-state'] })
    vary(field)
  })
  const open = fields().filter((field) => !(field.type === 'radio' && field.checked))
  const step = Math.max(1, Math.floor(open.length / most))
  const times = []
  for (let place = 0; place < open.length && times.length < most; place += step) {
    if (open[place].isConnected) times.push(await drawn(open[place]))
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return times
}"""


def within(bar, measure):
    """Measure, and once more if a busy moment may have spoilt it; return whether one try kept to the bar, and both."""
    tries = [measure()]
    if tries[0] > bar:
        tries.append(measure())
    return min(tries) <= bar, tries


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    """The course, and its page with a memory that holds no exercise, each at an address of its own."""
    both = Server(HTML), Server(floor(tmp_path_factory.mktemp("floor") / "site"))
    yield both
    for server in both:
        server.shutdown()
        server.server_close()


def first_findings(browser, server):
    """Milliseconds from the first touch to findings, for a reader who was never here."""
    reader = browser.new_context(viewport={"width": 1280, "height": 900})
    page = reader.new_page()
    page.goto(server.address + PAGE)
    page.wait_for_timeout(200)
    taken = page.evaluate(TOUCH, ["factors", "history", "4"])
    reader.close()
    return taken


def test_first_findings(browser, servers):
    """As fast as the runtime allows: little comes on top of a memory with nothing in it."""
    for server in servers:
        first_findings(browser, server)  # the server reads and packs its files once
    tries = []
    for _ in range(2):
        turns = [[first_findings(browser, server) for server in servers] for _ in range(RUNS)]
        ours, least = (median(times) for times in zip(*turns, strict=True))
        tries.append((ours, least))
        if ours <= FIRST and ours / least <= ABOVE_THE_FLOOR:
            return
    pytest.fail(f"ours and the floor, in milliseconds: {tries}")


def test_a_second_exercise_on_the_page_finds_python_awake(site, context):
    others = [id for id, path in PAGES.items() if path == PAGE and id != "factors"]
    assert others, "no other exercise stands on this page: take another page for this test"

    def second():
        page = context.new_page()
        page.goto(site.address + PAGE)
        page.evaluate(TOUCH, ["factors", "history", "4"])
        taken = page.evaluate(EXAMPLE, others[0])
        page.evaluate("localStorage.clear()")  # so that another try begins as this one did
        page.close()
        return taken

    kept, tries = within(SECOND, second)
    assert kept, tries


AWAKE_BY_NOW = """() => new Promise((resolve) => {
  const timer = setInterval(() => { if (window.awake) resolve(clearInterval(timer)) }, 10)
})"""


@pytest.mark.parametrize("way", ["who scrolled to it", "whose pointer is over it", "who was here before"])
def test_a_reader_finds_python_awake_before_the_first_touch(way, site, context):
    context.add_init_script(AWAKENING)
    page = context.new_page()
    if way == "who was here before":
        page.goto(site.address + PAGE)
        page.evaluate(TOUCH, ["factors", "history", "4"])
        page.evaluate(ALL_KEPT)
        page.evaluate("localStorage.clear()")

    def touch():
        page.goto(site.address + PAGE)
        if way == "who scrolled to it":
            page.mouse.wheel(0, 100)
            section(page, "factors").scroll_into_view_if_needed()
        elif way == "whose pointer is over it":
            section(page, "factors").dispatch_event("pointerenter")
        page.evaluate(AWAKE_BY_NOW)
        assert section(page, "factors").get_attribute("data-state") == "static", "nothing was asked yet"
        taken = page.evaluate(TOUCH, ["factors", "history", "4"])
        page.evaluate("localStorage.clear()")
        return taken

    kept, tries = within(AWAKE, touch)
    assert kept, tries


def test_where_data_is_dear_nothing_is_fetched_ahead(site, context):
    context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page = context.new_page()
    page.goto(site.address + PAGE)
    page.mouse.wheel(0, 100)
    section(page, "factors").scroll_into_view_if_needed()
    section(page, "factors").dispatch_event("pointerenter")
    page.wait_for_timeout(500)
    assert not [path for path in site.sent if path.endswith((".gz", "/worker.js"))]
    page.evaluate(TOUCH, ["factors", "history", "4"])


def shown_example(page, site, id):
    page.goto(site.address + PAGES[id])
    section(page, id).locator("[data-example]").click()
    wait_live(page, id)
    page.wait_for_timeout(200)


@pytest.mark.parametrize("id", sorted(PAGES))
def test_a_change_is_on_the_screen_at_once_and_on_a_slow_machine_soon(id, site, page):
    """The page's own part is then slowed six times. Chromium does not slow workers, so Python runs at its usual speed."""
    shown_example(page, site, id)
    kept, tries = within(CHANGE, lambda: median(page.evaluate(CHANGES, [id, 12])))
    assert kept, tries
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    kept, tries = within(CHANGE_SLOWED, lambda: median(page.evaluate(CHANGES, [id, 8])))
    assert kept, ("slowed", tries)


ALL_KEPT = """async () => {
  const count = async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
    return (await Promise.all(stores.map((store) => store.keys()))).flat().length
  }
  for (let seen = -1, same = 0, turn = 0; same < 6 && turn < 60; turn++) {
    const now = await count()
    same = now === seen ? same + 1 : 0
    seen = now
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}"""
"""Waits until for almost two seconds nothing more was kept."""


def visit(site, context):
    """Give one answer; return which files of the runtime were sent, with their sizes."""
    site.sent.clear()
    page = context.new_page()
    page.goto(site.address + PAGE)
    page.evaluate(TOUCH, ["factors", "history", "4"])
    page.evaluate(ALL_KEPT)
    page.evaluate("localStorage.clear()")  # so that the next visit begins with a touch too
    page.close()
    return {path: size for path, size in site.sent.items() if "/_live/" in path}


def test_bytes(site, context):
    """Light the first time, from a server that packs nothing; then nothing of the runtime is fetched again.

    On the first visit some small scripts may come before the page's keeper does: those it keeps on the second.
    """
    first = visit(site, context)
    assert any(path.endswith("snapshot.gz") for path in first)
    assert site.total() <= MOST_BYTES
    second = visit(site, context)
    assert not [path for path in second if path.endswith(".gz")]
    assert sum(second.values()) <= SMALL, second
    third = visit(site, context)
    assert sum(third.values()) <= NOTHING, third


def test_a_word_file_is_written_in_time(answers):
    start = time.perf_counter()
    downloaded(answers, "strategy", "docx")
    assert time.perf_counter() - start < EXPORT
