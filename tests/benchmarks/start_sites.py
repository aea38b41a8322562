"""The three sites that start.py compares, each whole in a folder of its own, and a server that counts its bytes.

Nothing here is asked of another site while it is measured: whatever a site needs lies in its folder.
"""

from __future__ import annotations

import functools
import gzip
import json
import shutil
import subprocess
import threading
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path

from collabkit import browser
from collabkit.commands import lite_packages
from collabkit.commands.build import pack_library, snapshot
from collabkit.commands.lite import SETTINGS, site
from collabkit.commands.serve import Handler

TOP = Path(__file__).parents[2]
LIVE = TOP / "book" / "_live"
HTML = TOP / "_build" / "html"
PYODIDE = TOP / lite_packages.PYODIDE
ANSWERS = {"history": 4}
"""What a reader answers first, at each door the same."""

STOCK = ("jupyterlite-core", "jupyterlite-pyodide-kernel", "ipywidgets")
CODE = f"""from IPython.display import HTML
from collabkit import exercise
said = exercise("factors").evaluate({ANSWERS!r}).to_html()
HTML(f'<div class="collabkit"><div class="findings">{{said}}</div></div>')"""
"""The findings alone, without a widget: the least that a notebook could do, so that the comparison is no harder on it."""
INSTALL = "%pip install -q ipywidgets collabkit"

# --- ours, and the floor beneath it


def exercise_page(html: Path, exercise: str) -> Path:
    """Return the page on which an exercise stands, from the top of the built course.

    Raises:
        SystemExit: the course is not built, or has no such exercise.
    """
    for path in sorted(html.rglob("*.html")):
        if "_static" not in path.parts and f'data-exercise="{exercise}"' in path.read_text(encoding="utf-8"):
            return path.relative_to(html)
    raise SystemExit(f"No page with the exercise {exercise} is built. Build the course with: collabkit build")


def ours(folder: Path, html: Path = HTML) -> Path:
    """Copy the built course, so that nothing changes while it is measured."""
    shutil.copytree(html, folder)
    return folder


def floor(folder: Path, html: Path = HTML) -> Path:
    """Copy the built course with a runtime whose memory holds no exercise: its answer is one fixed text.

    The page, its scripts and the way in which an answer is drawn stay the same, so the rest of the time is ours.
    """
    shutil.copytree(html, folder, ignore=shutil.ignore_patterns("_live"))
    old = next(path.name for path in (html / "_live").iterdir() if path.is_dir())
    library = folder.with_name(f"{folder.name}-library")
    library.mkdir()
    (library / "__init__.py").touch()
    (library / "browser.py").write_text(fixed_answer(), encoding="utf-8")
    packed = library.with_suffix(".zip")
    pack_library(library, packed)
    snapshot(LIVE, packed, folder / "_live")
    new = (folder / "_live" / "release.txt").read_text(encoding="utf-8").strip()
    page = folder / exercise_page(html, "factors")
    page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return folder


def fixed_answer() -> str:
    """Return a library of three functions that always gives the same answer."""
    reply = browser.answer(json.dumps({"exercise": "factors", "answers": ANSWERS}))
    return (
        f"REPLY = {reply!r}\n\n\ndef answer(request):\n    return REPLY\n\n\ndef rehearse():\n    answer('')\n"
        f"\n\ndef facts():\n    return {browser.facts()!r}\n"
    )


# --- JupyterLite as it comes


def lite(folder: Path) -> dict[str, str]:
    """Build a stock JupyterLite with ipywidgets, our library and a notebook; return the versions that it is made of.

    The site is in ``folder / "site"``. Its Python is the one that the course has too, from npm; the wheels that its
    kernel loads come from PyPI and lie beside it.
    """
    source, wheels = folder / "source", folder / "wheels"
    python = lite_packages.environment(folder / "venv", TOP, (*STOCK, "jupyter-server"))
    lite_packages.download(python, wheels, ("ipywidgets",), TOP)
    lite_packages.library(TOP, wheels)
    lite_packages.lay_out(wheels, source / "static" / "pyodide", TOP, others=source / "pypi")
    (source / "files").mkdir()
    (source / "files" / "factors.ipynb").write_text(json.dumps(notebook()), encoding="utf-8")
    site(python, source, folder / "site", SETTINGS)
    return versions(python)


def notebook() -> dict[str, object]:
    """Return a notebook that installs the library and asks the exercise's questions."""
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "id": id, "execution_count": None, "metadata": {}, "outputs": [], "source": source}
        for id, source in (("install", INSTALL), ("ask", CODE))
    ]
    kernel = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def versions(python: Path) -> dict[str, str]:
    """Return which versions of JupyterLite, its kernel and Pyodide were put together."""
    code = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    said = subprocess.run([python, "-c", code, *STOCK], capture_output=True, text=True, check=True).stdout.split()
    pyodide = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))["version"]
    return dict(zip(STOCK, said, strict=True)) | {"pyodide": pyodide}


# --- a server as a static host would be, on this machine


class Counting(Handler):
    """Files compressed and marked as static hosts do it, kept by the browser for ten minutes, and counted."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802 - the base class calls it so
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body, packed = packed_file(path, self.guess_type(str(path)))
        mark = f'"{path.stat().st_mtime_ns:x}"'
        if self.headers.get("If-None-Match") == mark:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", mark)
            self.end_headers()
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("ETag", mark)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.server.sent.append((self.path, len(body)))  # type: ignore[attr-defined]


@functools.cache
def packed_file(path: Path, kind: str) -> tuple[bytes, bool]:
    """Return what is sent of a file, and whether it is compressed; packed once, so that packing costs nobody time."""
    body = path.read_bytes()
    if kind.startswith(("text/", "application/json", "application/wasm", "image/svg")):
        return gzip.compress(body), True
    return body, False


class Server(ThreadingHTTPServer):
    """One site at an address of its own."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        """Start serving the folder."""
        self.sent: list[tuple[str, int]] = []
        super().__init__(("127.0.0.1", 0), functools.partial(Counting, directory=str(folder)))
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.server_port}/"

    def counted(self) -> int:
        """Return how many bytes went out since this was last asked."""
        total = sum(size for _, size in self.sent)
        self.sent.clear()
        return total

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no error of ours."""
