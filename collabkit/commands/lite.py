"""``collabkit build --lite``: the exercises' notebooks beside the book, to run in the browser with JupyterLite.

A folder of its own beside the pages, which lead to it nowhere: whoever hosts the course gives its address to those who
want it. All that it needs lies in it. It asks no other site for anything, not for Python, not for a package, and it has a
service worker of its own, for its own folder alone: ``own.js`` sees to it that the course's is left as it is.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

from collabkit.commands import LITE, CommandError, html_folder, lite_notebooks
from collabkit.commands.lite_packages import download, environment, lay_out, library, run, wanted

AROUND: Final = Path(__file__).parent / "templates" / "lite"
"""Our own page before it, and the script that says what is missing."""

NEEDED: Final = "needed.json"
"""The list of the files without which Python does not start."""

WIDGETS: Final = ("anywidget", "ipywidgets")
"""What the library shows a form with."""

LEFT: Final = ("**/*.orig", "rspack.config*.js", "package.json")
"""What JupyterLite's own build leaves lying about."""

CORE: Final = Path("static", "pyodide")
SETTINGS: Final[dict[str, Any]] = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "exposeAppInBrowser": True,  # so that our script can tell whether Python has started
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": {"disablePyPIFallback": True}},
    },
}
POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)
"""What a page of JupyterLite may do. It makes scripts as it goes, which no page of the course may; other sites it may not ask."""

OURS: Final = f"""<head>
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<script src="../own.js"></script>
<script defer src="../said.js"></script>
<link rel="stylesheet" href="../said.css">"""
ELSEWHERE: Final = "://"


def write(folder: Path, target: Path | None = None) -> None:
    """Build the site afresh.

    Args:
        folder: the project's.
        target: the folder to write it into; without it, the one beside the pages.

    Raises:
        CommandError: a package could not be fetched, or what was built would ask another site.
    """
    target = target or html_folder(folder) / LITE
    python = environment(folder / "_build" / "lite", folder, wanted(folder))
    with tempfile.TemporaryDirectory() as beside:
        wheels, source = Path(beside) / "wheels", Path(beside) / "source"
        download(python, wheels, WIDGETS, folder)
        library(folder, wheels, WIDGETS)
        lay_out(wheels, source / CORE, folder)
        lite_notebooks.write(folder / "exercises", source / "files")
        site(python, source, Path(beside) / "site", SETTINGS, "--no-sourcemaps", "--apps", "lab")
        finish(Path(beside) / "site")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(Path(beside) / "site", target)


def site(python: Path, source: Path, target: Path, settings: dict[str, Any], *options: str) -> None:
    """Have JupyterLite build a site.

    Args:
        python: of the environment that it is in.
        source: the folder with what goes into it; notebooks lie in its folder ``files``.
        target: the folder to make.
        settings: of the site.
        options: of JupyterLite's own command.
    """
    (source / "jupyter-lite.json").write_text(json.dumps(settings), encoding="utf-8")
    places = ("--lite-dir", source, "--output-dir", target, "--contents", source / "files")
    run(python, "-m", "jupyterlite_core", "build", *places, *options, folder=source)


def finish(built: Path) -> None:
    """Put our page before it and our script into each of its own; list what Python starts from.

    Raises:
        CommandError: it would ask another site for Python.
    """
    settings = json.loads((built / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    kernel = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    if ELSEWHERE in json.dumps(kernel) or "pyodideUrl" not in kernel:
        raise CommandError("JupyterLite would ask another site for Python, so it was not built. The fault is ours.")
    for path in (path for pattern in LEFT for path in built.glob(pattern)):
        path.unlink()
    for path in built.glob("*/index.html"):
        path.write_text(path.read_text(encoding="utf-8").replace("<head>", OURS, 1), encoding="utf-8")
    needed = [path for path in sorted(built.rglob("*")) if is_needed(path)]
    names = [path.relative_to(built).as_posix() for path in needed]
    (built / NEEDED).write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")
    shutil.copytree(AROUND, built, dirs_exist_ok=True)


def is_needed(path: Path) -> bool:
    """Tell whether Python does not start without a file: itself, its standard library, its wheels."""
    return path.suffix in {".mjs", ".wasm", ".zip", ".whl"} or path.name == "pyodide-lock.json"
