"""The notebooks in a browser: built from nothing but pinned packages, served as a host serves them, run and typed into.

The browser finds no other host, and what was asked is written down. What is missing is said in a sentence.
"""

import json
import shutil
import threading
import time
from contextlib import contextmanager

import pytest
from served import HTML, TOP, browsing

from collabkit.commands import LITE, hosts, lite, lite_notebooks, serve
from collabkit.workbook import Workbook

pytestmark = pytest.mark.slow
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
STARTING = 240_000
"""Milliseconds that Python may take to start on a busy machine."""

LARGEST = 45_000_000
"""Bytes that the site may have; the page on hosting says its size."""

COURSE = "book/5-what-works.html"
ID, ANSWER, VALUE = "factors", "history", "4"
SENTENCE = "dd Steady Brackendale"
"""It begins with letters that are a command to a notebook."""

READY = "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.kernelDisplayStatus === 'idle'"
RUN = "() => window.jupyterapp.commands.execute('notebook:run-all-cells')"
FORM = "document.querySelector('.collabkit-live').shadowRoot"
KEPT = """async () => {
  const { contents } = window.jupyterapp.serviceManager
  const file = await contents.get('collabkit-workbook.json', { content: true }).catch(() => null)
  return file && atob(file.content)
}"""
CELLS = "() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells"
SHOW_LAST = """() => {
  const { content } = window.jupyterapp.shell.currentWidget
  content.activeCellIndex = content.widgets.length - 1
  content.scrollToItem(content.activeCellIndex)
}"""
KEEPERS = """async () => {
  const found = await ServiceWorkerContainer.prototype.getRegistrations.call(navigator.serviceWorker)
  return found.map(({ scope, active }) => [new URL(scope).pathname, Boolean(active)]).sort()
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The built course with the notebooks beside it."""
    if not (HTML / "index.html").is_file():
        pytest.exit("The course is not built. Build it with: make build", returncode=1)
    copy = tmp_path_factory.mktemp("site") / "html"
    shutil.copytree(HTML, copy, ignore=shutil.ignore_patterns(LITE))
    lite.write(TOP, copy / LITE)
    return copy


@pytest.fixture(scope="module")
def address(folder):
    """The course, served with the headers that hosts are told to send."""
    with serve.server(folder, 0) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/"
        serving.shutdown()


@pytest.fixture(scope="module")
def browser():
    with browsing(ALONE) as started:
        yield started


@contextmanager
def reader(browser, address, **settings):
    """A page of a fresh reader, which asks one host alone and finds there whatever it asks for."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **settings)
    context.set_default_timeout(STARTING)
    asked, refused = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)
    page = context.new_page()
    page.refused = refused
    yield page
    context.close()
    assert [url for url in asked if not url.startswith((address, "blob:", "data:"))] == []


@contextmanager
def without(path):
    """Take a file away for a while."""
    beside = path.with_name(f"{path.name}.away")
    path.rename(beside)
    yield
    beside.rename(path)


@contextmanager
def changed(path, old, new):
    """Put other words into a file for a while."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    yield
    path.write_text(text, encoding="utf-8")


def opened(page, address, name=ID):
    page.goto(f"{address}{LITE}/lab/index.html?path={name}.ipynb")
    page.locator(".jp-Notebook").wait_for()


def told(page, words):
    page.locator("#said p", has_text=words).wait_for()


def test_all_that_it_is_made_of_is_there_with_a_type_and_is_no_larger_than_is_said(folder):
    site = folder / LITE
    files = [path for path in site.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= LARGEST
    assert {path.suffix[1:] for path in files} <= set(hosts.TYPES)
    needed = json.loads((site / lite.NEEDED).read_text(encoding="utf-8"))
    assert all((site / name).is_file() for name in needed)
    assert any("anywidget" in name for name in needed)
    settings = (site / "jupyter-lite.json").read_text(encoding="utf-8")
    assert '"disablePyPIFallback": true' in settings
    assert "jsdelivr" not in settings
    for path in site.rglob("*"):
        assert str(TOP).encode() not in (path.read_bytes() if path.is_file() else b""), path


def test_no_page_of_the_course_leads_to_it(folder):
    pages = [path for path in folder.rglob("*.html") if LITE not in path.relative_to(folder).parts]
    assert len(pages) > 20
    assert [path for path in pages if f"{LITE}/lab" in path.read_text(encoding="utf-8")] == []


def test_a_notebook_is_run_answers_and_keeps_and_the_course_keeps_its_own(browser, address):
    with reader(browser, address) as page:
        page.goto(address + COURSE)
        page.wait_for_function("() => navigator.serviceWorker.controller")
        page.goto(f"{address}{LITE}/")
        page.get_by_role("link", name="Open the notebooks").click()
        page.locator(".jp-Notebook", has_text="Exercises, in the order of the course").wait_for()
        begun = time.monotonic()
        opened(page, address)
        page.wait_for_function(READY)
        idle = time.monotonic() - begun
        page.evaluate(RUN)
        page.locator(".collabkit-live").wait_for()
        choice = page.locator(f".collabkit-live [name={ANSWER}][value='{VALUE}']")
        choice.check()
        page.wait_for_function(f"() => {FORM}.querySelector('[data-findings]').innerText.split(' ').length > 20")
        print(f"Python ready after {idle:.0f} s, findings after {time.monotonic() - begun:.0f} s")
        field = page.locator(".collabkit-live [name=collaboration]")
        field.click()
        page.keyboard.type(SENTENCE)
        while SENTENCE not in (page.evaluate(KEPT) or ""):
            page.wait_for_timeout(300)  # the form's change goes to Python, and from there into the file
        book = Workbook.load(page.evaluate(KEPT))
        assert book.answers(ID) == {ANSWER: VALUE, "collaboration": SENTENCE}
        cells = page.evaluate(CELLS)
        said = "".join("".join(output["text"]) for output in cells[-1]["outputs"])
        assert len(said.split()) > 50, "the last cell says what answers mean"
        assert '"error"' not in json.dumps(cells)
        page.evaluate(SHOW_LAST)
        page.locator(".jp-MarkdownCell:has(h2):has-text('Change it yourself')").wait_for()
        page.locator(".jp-MarkdownCell table").last.wait_for()
        assert page.evaluate(KEEPERS) == [["/", True], [f"/{LITE}/", True]], "the course's own keeper is still there"
        assert page.locator("#said:not([hidden])").count() == 0
        assert page.refused == []
        page.goto(address + COURSE)
        assert page.evaluate("navigator.serviceWorker.controller.scriptURL") == f"{address}service-worker.js"


def test_a_library_that_is_not_there_is_said_beside_the_notebook_and_in_its_cell(browser, address, folder):
    wheel = next((folder / LITE).rglob("collabkit-*.whl"))
    with without(wheel), reader(browser, address) as page:
        opened(page, address)
        told(page, f"Python cannot start here: the file static/pyodide/{wheel.name} is missing")
        page.wait_for_function(READY)
        page.evaluate(RUN)
        page.locator(".jp-OutputArea-output", has_text=lite_notebooks.NOT_THERE).first.wait_for()


def test_python_that_does_not_start_is_said_instead_of_waited_for(browser, address, folder):
    site = folder / LITE
    core = f'"{(lite.CORE / "pyodide.asm.wasm").as_posix()}"'
    with (
        without(site / lite.CORE / "pyodide.asm.wasm"),
        changed(site / lite.NEEDED, core, '"index.html"'),
        changed(site / "said.js", "STARTED = 120", "STARTED = 3"),
        reader(browser, address) as page,
    ):
        opened(page, address)
        told(page, "Python has not started")


def test_a_browser_that_cannot_is_told_so(browser, address):
    with reader(browser, address) as page:
        page.add_init_script("delete globalThis.WebAssembly")
        page.goto(f"{address}{LITE}/")
        told(page, "This browser has no WebAssembly")


def test_a_browser_that_keeps_no_files_is_told_so(browser, address, folder):
    with (
        changed(folder / LITE / "said.js", "KEEPER = 20", "KEEPER = 1"),
        reader(browser, address, service_workers="block") as page,
    ):
        opened(page, address)
        told(page, "What you answer here is lost when you close the page")
