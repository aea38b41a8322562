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


ANSWERED = """((id) => {
  const book = JSON.parse(localStorage.getItem('collabkit:workbook') ?? '{}')
  return JSON.stringify([book.exercises?.[id]?.answers ?? {}, book.shared?.answers ?? {}])
})"""
"""An exercise's stored answers, with those that all exercises share, to be compared."""
NOTING = f"""addEventListener('collabkit:drawn', ({{ target }}) => {{
  try {{ target.drawnOf = {ANSWERED}(target.dataset.exercise) }} catch {{ /* storage is forbidden here */ }}
}}, true)"""
"""Have a page note which answers it has drawn the meaning of last."""


@pytest.fixture
def context(request, browser, site):
    """A fresh reader, who must never be led to another site and never meet an error of the script's."""
    keeping = "block" if request.node.get_closest_marker("online") else "allow"
    reader = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers=keeping)
    reader.set_default_timeout(PATIENCE)
    reader.add_init_script(NOTING)
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


FULL = """full => {
  const { setItem } = Storage.prototype
  Storage.prototype.setItem = function (key, text) {
    if (key === full) throw new DOMException('full', 'QuotaExceededError')
    setItem.call(this, key, text)
  }
}"""
"""Let a browser have no more room for what is kept under this name."""


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


def wait_drawn(page, id):
    """Wait until what stands there is what the stored answers mean: after its first answer an exercise stays live."""
    wait_until(page, f"id => document.querySelector(`section[data-exercise=${{id}}]`).drawnOf === {ANSWERED}(id)", id)


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
  for (let turn = 0; turn < TURNS; turn++) {
    if (await holds(arg)) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}""".replace("TURNS", str(PATIENCE // 20))
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


def eventually(page, holds, what="this"):
    """Wait until something holds that the page cannot see; the page goes on meanwhile."""
    end = time.monotonic() + PATIENCE / 1000
    while not holds():
        assert time.monotonic() < end, f"never true: {what}"
        page.wait_for_timeout(50)


AWAKENING = """(() => {
  const Plain = Worker
  window.Worker = class extends Plain {
    constructor (...all) {
      super(...all)
      this.addEventListener('message', ({ data }) => { if (data.kind === 'ready') window.awake = true })
    }
  }
})()"""
"""Have the page note when Python has started."""
RUNTIME = (
    "worker.js", "files.js", "snapshot.js", "pyodide.mjs", "release.json", "idiomorph.js",
    "snapshot", "pyodide.asm.wasm", "pyodide.asm.mjs",
)  # fmt: skip
"""What Python is made of; the large ones are kept as they came, or unpacked."""
ALL_KEPT = """async (runtime) => {
  const release = document.querySelector('script[src*="/_live/"]').src.replace(/[^/]*$/, '')
  const came = performance.getEntriesByType('resource').filter((one) => one.decodedBodySize > 0).map((one) => one.name)
  const ours = [location.href.split('#')[0], ...came].filter((url) => url.startsWith(location.origin))
  const wanted = [...ours, ...runtime.map((name) => release + name)]
  const stores = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
  const kept = new Set(stores.flat().map((one) => one.url))
  return wanted.every((url) => kept.has(url) || kept.has(`${url}.gz`))
}"""


def wait_kept(page, *runtime):
    """Wait until the browser keeps a page, all that it came with, and these files of the runtime."""
    wait_until(page, ALL_KEPT, runtime)


def wait_keeper(page):
    """Wait until what keeps pages for later looks on."""
    wait_until(page, "() => navigator.serviceWorker.controller?.state === 'activated'")


def patient(context):
    """Let ``patience`` say how long this reader's pages wait for what does not come."""
    protocol = next(HTML.glob("_live/*/protocol.js")).read_text(encoding="utf-8")
    body = re.sub(r"\b(start|answer): ([\d_]+)", r"get \1 () { return window.patience?.\1 ?? \2 }", protocol)
    assert body.count("window.patience") == 2
    context.route("**/protocol.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))


def patience(page, **milliseconds):
    """Have a page wait so long, until it is left: tested is that waiting ends, not how long twenty seconds are."""
    page.evaluate("(parts) => { window.patience = parts }", milliseconds)


@pytest.fixture
def answers(page, site):
    """The answers' page once all is on it that Python says of them, so that nothing moves any more."""
    having(page, site, ANSWERS, worked.workbook())
    page.locator("[data-sections] li").first.wait_for()
    wait_until(page, "() => document.querySelector('[data-progress] .state').textContent !== ''")
    return page


def downloaded(page, document, to):
    with page.expect_download() as download:
        page.locator(f"[data-document={document}][data-to={to}]").click()
    return download.value


__all__ = [
    "ANSWERS", "AWAKENING", "HTML", "RUNTIME", "Error", "Site", "axe", "built_pages", "downloaded", "exercise_pages",
    "kept", "patience", "patient", "read", "section", "unfold", "wait_drawn", "wait_keeper", "wait_kept", "wait_live", "wait_until", "workbook",
]  # fmt: skip
