"""The three sites that start.py compares, each whole in a folder of its own, and a server that counts its bytes.

Nothing here is asked of another site while it is measured: whatever a site needs lies in its folder.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import threading
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from collabkit import browser
from collabkit.commands.build import pack_library, snapshot
from collabkit.commands.serve import Handler

TOP = Path(__file__).parents[2]
LIVE = TOP / "book" / "_live"
HTML = TOP / "_build" / "html"
PYODIDE = LIVE / "node_modules" / "pyodide"
ANSWERS = {"history": 4}
"""What a reader answers first, at each door the same."""

STOCK = ("jupyterlite-core", "jupyterlite-pyodide-kernel", "ipywidgets", "jupyter-server")
KERNEL_NEEDS = ("micropip", "packaging", "ipython", "jedi", "comm", "ipywidgets")
PYTHON_ON_THE_PAGE = "3.14"
CODE = f"""from IPython.display import HTML
from collabkit import exercise
said = exercise("factors").evaluate({ANSWERS!r}).to_html()
HTML(f'<div class="collabkit"><div class="findings">{{said}}</div></div>')"""
"""The findings alone, without a widget: the least that a notebook could do, so that the comparison is no harder on it."""
INSTALL = "%pip install -q ipywidgets collabkit"
SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "exposeAppInBrowser": True,  # so that all cells can be run without looking for the menu
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": {"disablePyPIFallback": True}},
    },
}

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
    for path in (folder / exercise_page(html, "factors"), folder / "service-worker.js"):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
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
    python = environment(folder / "venv")
    run(python, "-m", "pip", "wheel", "-q", "--no-deps", "-w", wheels, TOP)
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    download(python, wheels, lock)
    core = source / "static" / "pyodide"
    core.mkdir(parents=True)
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"):
        shutil.copy(PYODIDE / name, core)
    lay_out(wheels, core, source / "pypi", lock)
    (source / "files").mkdir()
    (source / "files" / "factors.ipynb").write_text(json.dumps(notebook()), encoding="utf-8")
    (source / "jupyter-lite.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    build = ("-m", "jupyterlite_core", "build", "--lite-dir", source, "--output-dir", folder / "site")
    run(python, *build, "--contents", source / "files", folder=source)
    return versions(python)


def environment(folder: Path) -> Path:
    """Make a virtual environment with JupyterLite in it; return its Python."""
    run(sys.executable, "-m", "venv", folder)
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "install", "-q", *STOCK)
    return python


def normal(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def download(python: Path, wheels: Path, lock: dict[str, Any]) -> None:
    """Fetch the wheels that the kernel loads, in the versions that this Pyodide names."""
    pins = wheels / "pins.txt"
    lines = [f"{name}=={package['version']}" for name, package in lock["packages"].items()]
    pins.write_text("\n".join(line for line in lines if "-tests" not in line), encoding="utf-8")
    plain = ("--only-binary=:all:", "--platform=any", f"--python-version={PYTHON_ON_THE_PAGE}", "--abi=none")
    run(python, "-m", "pip", "download", "-q", "-d", wheels, "-c", pins, "--implementation=py", *plain, *KERNEL_NEEDS)


def lay_out(wheels: Path, core: Path, pypi: Path, lock: dict[str, Any]) -> None:
    """Put each wheel where the kernel looks: beside Pyodide where Pyodide's list names it, else in the site's own index."""
    pypi.mkdir()
    kept = {}
    for path in sorted(wheels.glob("*.whl")):
        name, version = path.name.split("-")[:2]
        package = lock["packages"].get(normal(name))
        if normal(name) == "widgetsnbextension":
            continue  # the kernel brings an empty one of its own
        if package and package["version"] == version:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            kept[normal(name)] = package | {"file_name": path.name, "sha256": digest}
        shutil.copy(path, core if normal(name) in kept else pypi)
    for package in kept.values():
        package["depends"] = [name for name in package["depends"] if normal(name) in kept]
    text = json.dumps({"info": lock["info"], "packages": kept})
    (core / "pyodide-lock.json").write_text(text, encoding="utf-8")


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
    said = subprocess.run([python, "-c", code, *STOCK[:3]], capture_output=True, text=True, check=True).stdout.split()
    pyodide = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))["version"]
    return dict(zip(STOCK[:3], said, strict=True)) | {"pyodide": pyodide}


def run(*command: str | Path, folder: Path = TOP) -> None:
    """Run a program, and show its words only where it ends badly.

    Raises:
        SystemExit: it did.
    """
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{ended.stdout}{ended.stderr}\nended with {ended.returncode}")


# --- a server as a static host would be, on this machine


class Counting(Handler):
    """Files compressed as static hosts do it, kept by the browser for ten minutes, and counted."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802 - the base class calls it so
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body, packed = packed_file(path, self.guess_type(str(path)))
        self.send_response(HTTPStatus.OK)
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
