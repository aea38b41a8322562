"""The notebooks' place on the site: a table of them all, and on each the way back to its exercise.

A reader who answers on the page need never meet a notebook. So the pages are turned from chapter to chapter, the list
of contents names no notebook, and each says where the same exercise can be answered.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from collabkit.commands.repository import repository_address
from collabkit.exercises import catalogue
from collabkit_book.exercise import pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from collabkit.exercises import Exercise

FOLDER: Final = "exercises/"
HOSTS: Final = {"github.com": "gh", "gitlab.com": "gl"}
BINDER: Final = "https://mybinder.org/v2"


def binder_address(repository: str, notebook: str) -> str:
    """Return the address that opens a notebook in Binder; nothing where the repository has no public address yet.

    >>> binder_address("https://github.com/somebody/course", "exercises/trust.ipynb")
    'https://mybinder.org/v2/gh/somebody/course/HEAD?labpath=exercises%2Ftrust.ipynb'
    >>> binder_address("https://git.example.org/course", "a.ipynb")
    'https://mybinder.org/v2/git/https%3A%2F%2Fgit.example.org%2Fcourse/HEAD?labpath=a.ipynb'
    >>> binder_address("", "a.ipynb")
    ''
    """
    if not repository:
        return ""
    parts = urlsplit(repository)
    host = HOSTS.get(parts.netloc)
    place = f"{host}{parts.path.removesuffix('.git')}" if host else f"git/{quote(repository, safe='')}"
    return f"{BINDER}/{place}/HEAD?labpath={quote(notebook, safe='')}"


@cache
def _repository() -> str:
    return repository_address(Path(__file__).parents[3])


def rows(exercises: tuple[Exercise, ...]) -> list[str]:
    """Write a table of notebooks in Markdown, in the order of the course."""
    lines = ["| Chapter | Notebook | The question it answers |", "|---|---|---|"]
    for one in exercises:
        asks = one.asks.replace("|", "\\|")
        lines.append(f"| {one.chapter} | [{one.title}](../{FOLDER}{one.id}.ipynb) | {asks} |")
    return lines


class NotebookTable(SphinxDirective):
    """``notebook-table``: every notebook, with the question that its exercise answers."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        holder = nodes.container()
        self.state.nested_parse(StringList(rows(catalogue()), self.get_source_info()[0]), 0, holder)
        return holder.children


def _point_back(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say at the top of a notebook where its exercise can be answered."""
    id = docname.removeprefix(FOLDER)
    chapter = pages(app.env).get(id)
    title = doctree.next_node(nodes.title)
    if not docname.startswith(FOLDER) or chapter is None or title is None or app.builder.format != "html":
        return
    place = f"{app.builder.get_relative_uri(docname, chapter)}#{id}"
    words = nodes.paragraph("", "This page shows the exercise’s notebook, with a worked example and its workings. ")
    words += nodes.reference("", "Answer the exercise in its chapter", refuri=place, internal=True)
    words += nodes.Text(", where nothing needs installing.")
    binder = binder_address(_repository(), f"{docname}.ipynb")
    if binder:
        words += nodes.Text(" Or ")
        words += nodes.reference("", "run this notebook in Binder", refuri=binder, internal=False)
        words += nodes.Text(", which is another site and takes a few minutes to start.")
    aside = nodes.container("", words, classes=["way-back"], is_div=True)
    title.parent.insert(title.parent.index(title) + 1, aside)


def _turn(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Turn from a page to the nearest one that is no notebook; a notebook leads only back."""
    relations = app.builder.relations  # type: ignore[attr-defined]
    for name, side in (("prev", 1), ("next", 2)):
        found = relations[pagename][side] if pagename in relations and not pagename.startswith(FOLDER) else None
        while found and found.startswith(FOLDER):
            found = relations[found][side]
        if pagename in relations:
            context[name] = _link(app, pagename, found) if found else None


def _link(app: Sphinx, pagename: str, other: str) -> dict[str, str]:
    title = app.builder.render_partial(app.env.titles[other])["title"]  # type: ignore[attr-defined]
    return {"link": app.builder.get_relative_uri(pagename, other), "title": title}


def setup(app: Sphinx) -> None:
    """Register the directive, the way back and the turning of pages."""
    app.add_directive("notebook-table", NotebookTable)
    app.connect("doctree-resolved", _point_back)
    app.connect("html-page-context", _turn)
