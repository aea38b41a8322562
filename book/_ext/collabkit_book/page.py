"""What a page brings along: its theme, the few files that it really uses, and its own list of sections."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.environment.adapters.toctree import TocTree

import collabkit
from collabkit.look import FACES, css, faces_css, meanwhile_css
from collabkit.render.script_words import SAY, say_script
from collabkit.translation import SPOKEN, say
from collabkit_book import live
from collabkit_book.blocks import Block

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

BOOK: Final = Path(__file__).parents[2]
LICENCE: Final = "serif-licence.txt"
"""What the licence of the letters asks for: its own text beside them."""
SHARED_STYLES: Final = ("shared.css", "exercise.css", "sheet.css")
"""Styles that pages share with notebooks and downloads; they lie in the library."""
STYLES: Final = ("tokens.css", "shared.css", "course.css", "exercise.css")
STYLES_FOR: Final[dict[str, str]] = {"group": "group.css"}
"""Styles that a page loads for what stands on it, and no other page."""
MODULES: Final[dict[str, tuple[str, ...]]] = {"cases": ("cases.js",), "again": ("again.js",)}
"""The scripts that a page loads for what stands on it; a page of text loads none but the choice of colours."""

NOT_ASKED_FOR: Final = (
    "basic.css", "doctools.js", "documentation_options.js", "language_data.js", "searchtools.js", "sphinx_highlight.js",
    "file.png", "minus.png", "plus.png", "pygments.css", "mystnb.*.css",
)  # fmt: skip

FOOTER: Final = (
    ("book/about", say("About")),
    ("book/accessibility", say("Accessibility")),
    ("book/how-to-cite", say("How to cite")),
    ("book/licence", say("Licence")),
    ("book/references", say("References")),
)
"""Pages that every page links to, as far as they are there."""

CAPTION: Final = re.compile(r'(<span class="caption-text">)([^<]+)(</span>)')

REDIRECT: Final = """<!DOCTYPE html>
<html lang="{spoken}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="icon" href="_static/mark.svg">
<meta http-equiv="refresh" content="0; url={page}">
</head>
<body><main><h1>{title}</h1><p><a href="{page}">Go to the course</a></p></main></body>
</html>
"""


def _needs(doctree: nodes.document | None) -> set[str]:
    return {block["needs"] for block in doctree.findall(Block)} if doctree is not None else set()


def _sections(app: Sphinx, pagename: str) -> str:
    """Write the page's own list of sections, without its title and without nesting below the first level."""
    if pagename not in app.env.tocs:
        return ""
    toc = TocTree(app.env).get_toc_for(pagename, app.builder)
    _, *lists = toc.findall(nodes.bullet_list)  # the title's own list comes first
    if not lists or len(lists[0]) < 2:
        return ""
    inner, *deeper = lists
    for one in deeper:
        one.parent.remove(one)
    return str(app.builder.render_partial(inner)["fragment"])  # type: ignore[attr-defined]


def _summary(doctree: nodes.document | None) -> str:
    """Return the page's standfirst, for search engines and for links that are passed on."""
    if doctree is None:
        return ""
    for block in doctree.findall(nodes.container):
        if "lead" in block["classes"]:
            return " ".join(block.astext().split())
    return ""


def chapter_of(address: str) -> str:
    """Return the number of the chapter that an address leads to, or nothing.

    >>> chapter_of("3-nature.html"), chapter_of("../book/0-introduction.html"), chapter_of("law.html")
    ('3', '0', '')
    """
    found = re.search(r"(?:^|/)([0-6])-[^/]*$", address)
    return found.group(1) if found else ""


def captioned(contents: str) -> str:
    """Write the headings in the list of contents in the language in use: they stand in ``_toc.yml``, which Sphinx leaves as it is.

    >>> captioned('<span class="caption-text">The course</span>')
    '<span class="caption-text">The course</span>'
    """
    return CAPTION.sub(lambda found: found[1] + say(found[2]) + found[3], contents)


def _bring(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    chapter = live.CHAPTER.match(pagename)
    needs = _needs(doctree)
    context["styles"] = [*STYLES, *(style for need, style in STYLES_FOR.items() if need in needs)]
    context["letters"] = FACES[600]  # a heading stands on every page: ask for its letters before the style is read
    context["modules"] = [script for need in sorted(needs) for script in MODULES.get(need, ())]
    context["say"], context["spoken"], context["captioned"] = say, SPOKEN, captioned
    context["chapter_of"] = chapter_of
    context["page_toc"] = _sections(app, pagename)
    context["chapter"] = chapter.group(1) if chapter else ""
    context["summary"] = _summary(doctree)
    context["pdf"] = os.environ.get("COLLABKIT_PDF", "")  # its name, where the build also writes it
    context["footer_links"] = [(name, words) for name, words in FOOTER if name in app.env.found_docs]


def _fingerprint(app: Sphinx, config: Config) -> None:
    """Read every page again when the library, its data or these directives change: pages hold what they made."""
    digest = hashlib.sha256(live.release(app).encode())
    for folder in (Path(collabkit.__file__).parent, BOOK / "_ext", BOOK / "_evidence", BOOK / "_checks"):
        for path in sorted(one for one in folder.rglob("*") if one.suffix in {".py", ".csv", ".json", ".css"}):
            digest.update(path.read_bytes())
    config["collabkit_fingerprint"] = digest.hexdigest()


def _write_shared(app: Sphinx) -> None:
    """Write what lives in the library where pages find it: tokens of the look, shared styles, words of the theme's scripts."""
    if app.builder.format == "html":
        folder = Path(app.outdir, "_static")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tokens.css").write_text(faces_css() + meanwhile_css() + css(), encoding="utf-8")
        for name in (*SHARED_STYLES, *FACES.values(), LICENCE):
            shutil.copy(Path(collabkit.__file__).parent / "live" / name, folder)
        (folder / SAY.name).write_text(say_script([BOOK / "_theme" / "static"]), encoding="utf-8")


def _search_is_ours(app: Sphinx) -> None:
    """Have Sphinx build no index of words: the page of the search looks through passages (``passages.py``)."""
    if app.builder.name == "html":
        app.builder.search = False  # type: ignore[attr-defined]


def _search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    if app.builder.name == "html":
        yield "search", {}, "search.html"


def _leave_out(app: Sphinx, error: Exception | None) -> None:
    """Take away what Sphinx and its extensions bring for their own pages, and no page of ours asks for."""
    if error is None and app.builder.name == "html":
        for pattern in NOT_ASKED_FOR:
            for path in Path(app.outdir, "_static").glob(pattern):
                path.unlink()


def _write_entrance(app: Sphinx, error: Exception | None) -> None:
    """Lead from the top of the site to the first page."""
    first = app.config.root_doc
    if error is None and app.builder.name == "html" and first != "index":
        text = REDIRECT.format(spoken=SPOKEN, title=app.config.html_title, page=f"{first}.html")
        Path(app.outdir, "index.html").write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register the theme and what pages need."""
    app.add_html_theme("collabkit", str(BOOK / "_theme"))
    app.add_config_value("collabkit_fingerprint", "", "env")
    app.connect("config-inited", _fingerprint)
    app.connect("builder-inited", _write_shared)
    app.connect("builder-inited", _search_is_ours)
    app.connect("html-collect-pages", _search_page)
    app.connect("html-page-context", _bring)
    app.connect("build-finished", _write_entrance)
    app.connect("build-finished", _leave_out)
