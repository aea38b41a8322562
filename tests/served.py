"""The built course, served for tests: by a server of ours that counts bytes and can be made to fail."""

import gzip
import os
import re
import shutil
import socket
import threading
import time
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from collabkit.commands.serve import IN_LINE, Handler

TOP = Path(__file__).parents[1]
HTML = TOP / "_build" / "html"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""How chromium is started: as root, without a screen, and without asking anybody anything."""


def chromium():
    """Where Debian's chromium is: its headless shell if there is one, which opens a page in half the time."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")


@contextmanager
def browsing(*more):
    """Debian's chromium, started with these arguments too; without it nothing in a browser can be tried."""
    from playwright.sync_api import sync_playwright  # who tries no page needs no driver

    path = chromium()
    if not path:
        pytest.exit("chromium is not here. Install it with: apt install chromium", returncode=1)
    with sync_playwright() as player:
        started = player.chromium.launch(executable_path=path, args=[*ARGUMENTS, *more])
        yield started
        started.close()


ENDS_WITHIN = 0.05
"""Seconds after which it notices that it is to end; by itself it would take half a second of each test."""


class Site(ThreadingHTTPServer):
    """The course, with faults: a pattern of paths and what happens to them.

    "404", "truncated", "hanging", "slow", "held" (until ``release`` is set), and "gone", which is a server that is not there.
    """

    daemon_threads = True
    request_queue_size = IN_LINE  # who is turned away tries again only after a second, or three

    def __init__(self, folder=HTML, *, compress=False, cache="no-cache"):
        self.folder = folder
        self.cache = cache
        self.faults = {}
        self.sent = {}
        self.hung = set()
        self.compress = compress
        self.stopping = threading.Event()
        self.release = threading.Event()
        super().__init__(("127.0.0.1", 0), Faulty)
        threading.Thread(target=self.serve_forever, args=(ENDS_WITHIN,), daemon=True).start()

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
    def translate_path(self, path):
        self.directory = str(self.server.folder)  # which may be another release's by now
        return super().translate_path(path)

    def do_GET(self):  # noqa: N802 - the name that the base class gave
        kind = self.server.fault(self.path)
        if kind == "404":
            self.send_error(404)
        elif kind == "gone":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        elif kind == "hanging":
            self.server.hung.add(self.path.split("/")[-1])
            self.server.stopping.wait(60)
        elif kind == "slow":
            time.sleep(1.5)
            self.send_whole()
        elif kind == "held":
            self.server.release.wait(60)
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
        self.send_header("Cache-Control", self.server.cache)
        if self.server.compress and kind.startswith(("text/", "application/json", "image/svg")):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # Counted before it goes out: the browser has it, and a test asks, before this thread comes to its turn again.
        sent = body[: len(body) // 2] if truncated else body
        self.server.sent[self.path] = self.server.sent.get(self.path, 0) + len(sent)
        if truncated:
            self.close_connection = True
        self.wfile.write(sent)


def release():
    """The name of the release that is built."""
    return (HTML / "_live" / "release.txt").read_text(encoding="utf-8").strip()


def linked(source, target):
    """The same file under another name, where the disk allows it; sixty megabytes need not be written for a test."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def another_release(folder, name="0123456789ab"):
    """The same course as another release: every page names it, and the files of this one are gone."""
    old = release()
    shutil.copytree(HTML, folder, copy_function=linked)
    (folder / "_live" / old).rename(folder / "_live" / name)
    for path in [
        *folder.rglob("*.html"),
        folder / "service-worker.js",
        *folder.glob("_live/release.txt"),
        *folder.glob("_live/*/release.json"),
    ]:
        text = path.read_text(encoding="utf-8").replace(old, name)
        path.unlink()  # the course's own file stays as it is
        path.write_text(text, encoding="utf-8")
    return folder
