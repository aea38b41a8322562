"""The built course in a real browser, from a server of ours that counts bytes and can be made to fail."""

import functools
import gzip
import os
import re
import shutil
import threading
import time
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

from collabkit.commands.serve import Handler

TOP = Path(__file__).parents[2]
HTML = TOP / "_build" / "html"
AXE = TOP / "book" / "_live" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_configure():
    if not (HTML / "index.html").is_file():
        pytest.exit("The course is not built. Build it with: make build", returncode=1)


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.exit("chromium is not here. Install it with: apt install chromium", returncode=1)
    with sync_playwright() as player:
        running = player.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


class Site(ThreadingHTTPServer):
    """The course, with faults: a pattern of paths and what happens to them ("404", "truncated", "hanging", "slow")."""

    daemon_threads = True

    def __init__(self, folder=HTML, *, compress=False):
        self.faults = {}
        self.sent = {}
        self.compress = compress
        self.stopping = threading.Event()
        super().__init__(("127.0.0.1", 0), functools.partial(Faulty, directory=str(folder)))
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/"

    def fault(self, path):
        return next((kind for pattern, kind in self.faults.items() if re.search(pattern, path)), None)

    def total(self):
        return sum(self.sent.values())

    def handle_error(self, request, client_address):
        """A browser that goes away in the middle is no error of ours."""


class Faulty(Handler):
    def do_GET(self):  # noqa: N802 - the name that the base class gave
        kind = self.server.fault(self.path)
        if kind == "404":
            self.send_error(404)
        elif kind == "hanging":
            self.server.stopping.wait(60)
        elif kind == "slow":
            time.sleep(1.5)
            self.send_whole()
        else:
            self.send_whole(truncated=kind == "truncated")

    def send_whole(self, *, truncated=False):
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        kind = self.guess_type(str(path))
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-cache")
        if self.server.compress and kind.startswith(("text/", "application/json", "image/svg")):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if truncated:
            body = body[: len(body) // 2]
            self.close_connection = True
        self.wfile.write(body)
        self.server.sent[self.path] = self.server.sent.get(self.path, 0) + len(body)


@pytest.fixture
def site():
    running = Site()
    yield running
    running.stopping.set()
    running.shutdown()
    running.server_close()


@pytest.fixture
def context(browser, site):
    """A fresh reader, who must never be led to another site and never meet an error of the script's."""
    reader = browser.new_context(viewport={"width": 1280, "height": 900})
    reader.set_default_timeout(15_000)
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


def axe(page):
    """The violations of WCAG 2.2 A and AA that axe finds."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run(document, { runOnly: { type: 'tag', values: tags } })", tags)
    return [f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:160]})" for one in found["violations"]]


def section(page, id):
    return page.locator(f'section[data-exercise="{id}"]')


def wait_live(page, id):
    section(page, id).and_(page.locator('[data-state="live"]')).wait_for(state="attached")


def wait_until(page, expression, arg=None):
    """Wait for a function of the page to be true; the page's policy forbids the browser's own way of waiting."""
    for _ in range(150):
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {expression}")


__all__ = ["AXE", "HTML", "Error", "Site", "axe", "built_pages", "exercise_pages", "section", "wait_live", "wait_until"]
