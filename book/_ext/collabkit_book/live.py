"""The page runtime: where it was built, it goes onto the site, and the pages that need it load it.

``node book/_live/build.mjs collabkit _build/live`` builds it. Without it the course is complete but for findings worked
out on the page.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SERVICE_WORKER: Final = Path(__file__).parents[2] / "_live" / "service-worker.js"


def _built(app: Sphinx) -> Path:
    return Path(app.srcdir, "_build", "live")


def release(app: Sphinx) -> str:
    """Return the name of the runtime that was built, or nothing."""
    named = _built(app) / "release.txt"
    return named.read_text(encoding="utf-8").strip() if named.is_file() else ""


def scripts(app: Sphinx, needs: set[str]) -> list[str]:
    """Return the runtime's scripts for a page: it keeps every page for later, and brings exercises to life."""
    name = release(app)
    wanted = ["offline.js", *(["page.js"] if "exercise" in needs else [])]
    return [f"_live/{name}/{script}" for script in wanted] if name else []


def _copy(app: Sphinx, error: Exception | None) -> None:
    name = release(app)
    if error is not None or app.builder.name != "html" or not name:
        return
    target = Path(app.outdir, "_live")
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(_built(app), target)
    script = SERVICE_WORKER.read_text(encoding="utf-8").replace("__RELEASE__", name)
    Path(app.outdir, "service-worker.js").write_text(script, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Put the runtime beside the pages once they are written."""
    app.connect("build-finished", _copy)
