"""The page runtime: where it was built, it goes onto the site, and the pages that need it load it.

``collabkit build`` makes it, by ``book/_live/build.mjs``. Without it the course is complete but for findings worked
out on the page.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from collabkit.markup import element
from collabkit.translation import SPOKEN, say
from collabkit_book.blocks import Block

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

SERVICE_WORKER: Final = Path(__file__).parents[2] / "_live" / "service-worker.js"
RULES: Final = (
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",  # Python is WebAssembly; no script stands in a page
    "worker-src 'self'",
    "connect-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "form-action 'self'",  # the search; an exercise's form has no address
    "base-uri 'none'",
)
CHAPTER: Final = re.compile(r"book/([0-6])-")
"""The pages that are chapters, by their names."""
POLICY: Final = "; ".join(RULES)
"""What a page may load and ask: the course itself, and nothing else anywhere."""


SCRIPTS: Final = {
    "exercise": "page.js",
    "check": "check.js",
    "clock": "clock.js",
    "answers": "answers.js",
    "go-on": "go-on.js",
    "group": "group.js",
    "kit": "kit.js",
    "reading": "reading.js",
}
"""The script that brings each kind of part to life."""


def _built(app: Sphinx) -> Path:
    return Path(app.srcdir, "_build", "live")


def release(app: Sphinx) -> str:
    """Return the name of the runtime that was built, or nothing."""
    named = _built(app) / "release.txt"
    return named.read_text(encoding="utf-8").strip() if named.is_file() else ""


def scripts(name: str, page: str, doctree: nodes.document | None) -> list[str]:
    """Return the runtime's scripts for a page: one keeps every page for later, others bring its parts to life."""
    if not name:
        return []
    needs = {block["needs"] for block in doctree.findall(Block)} if doctree is not None else set()
    if page.startswith("sheets/"):
        needs.add("exercise")  # a sheet shows the answers given
    if CHAPTER.match(page):
        needs.add("reading")
    return [
        f"_live/{name}/{script}" for script in ("offline.js", *(SCRIPTS[need] for need in sorted(needs & set(SCRIPTS))))
    ]


def _bring(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    context["policy"] = POLICY
    context["live_scripts"] = scripts(release(app), page, doctree)


def not_kept() -> str:
    """Return the page that a reader sees where there is no network and the page asked for was never read here."""
    words = say(
        "There is no network just now. Pages of the course that you have read here before still open, "
        "and your answers are where they were. Use your browser’s Back."
    )
    return (
        f'<!DOCTYPE html><html lang="{SPOKEN}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        + element("title", say("Not kept on this device"))
        + element("h1", say("This page is not kept on this device"))
        + element("p", words)
    )


def _copy(app: Sphinx, error: Exception | None) -> None:
    name = release(app)
    if error is not None or app.builder.name != "html" or not name:
        return
    target = Path(app.outdir, "_live")
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(_built(app) / name, target / name)
    shutil.copy(_built(app) / "release.txt", target)  # so that an old tab can tell that the course was renewed
    script = SERVICE_WORKER.read_text(encoding="utf-8").replace(
        "'__NOT_KEPT__'", json.dumps(not_kept(), ensure_ascii=False)
    )
    Path(app.outdir, "service-worker.js").write_text(script, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Put the runtime beside the pages once they are written."""
    app.connect("html-page-context", _bring)
    app.connect("build-finished", _copy)
