"""The notebooks' place on the site: a table of them all, and on each the way back to its exercise.

A reader who answers on the page need never meet a notebook. So the pages are turned from chapter to chapter, the list
of contents names no notebook, and each says where the same exercise can be answered.

Each can also be downloaded, and opened on two other sites, Binder and Colab, which fetch it from the public repository
(``collabkit_book.repository``). Where there is none, no such link is shown. ``_config.yml`` names both sites; a host
who wants another, or none, writes so there.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from collabkit.commands.notebook_words import spoken
from collabkit.exercises import catalogue
from collabkit.translation import say
from collabkit.workbook_file import NAME
from collabkit_book.exercise import pages
from collabkit_book.repository import repository_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from collabkit.exercises import Exercise

FOLDER: Final = "exercises/"
INDEX: Final = "exercises/index"
"""The notebook that lists the others, and says where answers are kept."""

HOW: Final = "book/notebooks"
"""The page that says what notebooks need."""

GITHUB: Final = "github.com"
HOSTS: Final = {GITHUB: "gh", "gitlab.com": "gl"}
BINDER: Final = "https://mybinder.org"
COLAB: Final = "https://colab.research.google.com"
IN_BINDER: Final = say(
    ", which is another site with terms of its own. It takes a few minutes to start. It keeps nothing: when its session "
    "ends, or after about ten minutes without use, all is gone. To take your answers home, download the file "
)
BEFORE_LEAVING: Final = say(" from the list of files before you leave.")
IN_COLAB: Final = say(
    ", which is Google’s and asks you to sign in. It does not know this course, so add a cell at the top with this line, "
    "and run it first: "
)
ALSO_GONE: Final = say(". Colab too clears its files when a session ends, so download yours before you leave.")


def binder_address(repository: str, notebook: str, binder: str = BINDER) -> str:
    """Return the address that opens a notebook in Binder; nothing where the repository has no public address yet.

    >>> binder_address("https://github.com/somebody/course", "exercises/trust.ipynb")
    'https://mybinder.org/v2/gh/somebody/course/HEAD?labpath=exercises%2Ftrust.ipynb'
    >>> binder_address("https://git.example.org/course", "a.ipynb")
    'https://mybinder.org/v2/git/https%3A%2F%2Fgit.example.org%2Fcourse/HEAD?labpath=a.ipynb'
    >>> binder_address("", "a.ipynb")
    ''
    """
    if not repository or not binder:
        return ""
    parts = urlsplit(repository)
    host = HOSTS.get(parts.netloc)
    place = f"{host}{parts.path.removesuffix('.git')}" if host else f"git/{quote(repository, safe='')}"
    return f"{binder}/v2/{place}/HEAD?labpath={quote(notebook, safe='')}"


def colab_address(repository: str, notebook: str, colab: str = COLAB) -> str:
    """Return the address that opens a notebook in Colab, which reads from GitHub alone; nothing for any other host.

    >>> colab_address("https://github.com/somebody/course", "exercises/trust.ipynb")
    'https://colab.research.google.com/github/somebody/course/blob/HEAD/exercises/trust.ipynb'
    >>> colab_address("https://gitlab.com/somebody/course", "exercises/trust.ipynb")
    ''
    """
    parts = urlsplit(repository)
    if parts.netloc != GITHUB or not colab:
        return ""
    return f"{colab}/github{parts.path.removesuffix('.git')}/blob/HEAD/{quote(notebook)}"


def requirement(repository: str, extra: str) -> str:
    """Return what pip installs the library by, from the repository itself.

    >>> requirement("https://github.com/somebody/course", "kernel")
    'collabkit[kernel] @ git+https://github.com/somebody/course'
    """
    return f"collabkit[{extra}] @ git+{repository}"


@cache
def _repository() -> str:
    return repository_address(Path(__file__).parents[3])


def doors(config: Config, notebook: str, words: str) -> list[nodes.Node]:
    """Write the paragraphs that lead to a notebook on other sites, with what they keep; none where no site can fetch it.

    Args:
        config: names the two sites.
        notebook: the notebook's place in the repository.
        words: what is opened, such as "this notebook".
    """
    repository = _repository()
    binder = binder_address(repository, notebook, config.collabkit_binder)
    colab = colab_address(repository, notebook, config.collabkit_colab)
    found: list[nodes.Node] = []
    if binder:
        found.append(_door(say("Run {words} in Binder", words=words), binder, IN_BINDER, NAME, BEFORE_LEAVING))
    if colab:
        line = f'%pip install -q "{requirement(repository, "kernel")}"'
        found.append(_door(say("Open {words} in Colab", words=words), colab, IN_COLAB, line, ALSO_GONE))
    return found


def _door(words: str, address: str, before: str, code: str, after: str) -> nodes.paragraph:
    link = nodes.reference("", words, refuri=address, internal=False)
    return nodes.paragraph("", "", link, nodes.Text(before), nodes.literal("", code), nodes.Text(after))


def rows(exercises: tuple[Exercise, ...]) -> list[str]:
    """Write a table of notebooks in Markdown, in the order of the course."""
    lines = [say("| Chapter | Notebook | The question it answers |"), "|---|---|---|"]
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


class NotebookDoors(SphinxDirective):
    """``notebook-doors``: where all notebooks can be run on other sites, with what is kept there."""

    def run(self) -> list[nodes.Node]:
        """Return the paragraphs; they lead to the list of notebooks, which leads on to each."""
        return doors(self.config, f"{INDEX}.ipynb", say("the notebooks"))


def _point_back(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say at the top of a notebook where its exercise can be answered, and where the notebook can be run."""
    title = doctree.next_node(nodes.title)
    if not docname.startswith(FOLDER) or title is None or app.builder.format != "html":
        return
    id = docname.removeprefix(FOLDER)
    chapter = pages(app.env).get(id)
    words: list[nodes.Node] = []
    if chapter is not None:
        place = f"{app.builder.get_relative_uri(docname, chapter)}#{id}"
        back = nodes.paragraph(
            "", say("This page shows the exercise’s notebook, with a worked example and its workings. ")
        )
        back += nodes.reference("", say("Answer the exercise in its chapter"), refuri=place, internal=True)
        back += nodes.Text(say(", where nothing needs installing."))
        words.append(back)
    words += [_download(app, docname), *doors(app.config, f"{docname}.ipynb", say("this notebook"))]
    aside = nodes.container("", *words, classes=["way-back"], is_div=True)
    title.parent.insert(title.parent.index(title) + 1, aside)


def _download(app: Sphinx, docname: str) -> nodes.paragraph:
    """Lead to the file itself, which lies beside the page, and say what it needs."""
    words = nodes.paragraph()
    name = f"{docname.rpartition('/')[2]}.ipynb"
    words += addnodes.download_reference("", say("Download this notebook"), refuri=name, classes=["download"])
    words += nodes.Text(say(" to work in it on your own machine. It needs Python and this course"))
    if HOW in app.env.found_docs:
        place = app.builder.get_relative_uri(docname, HOW)
        words += nodes.Text(say(", as "))
        words += nodes.reference("", say("the page on notebooks"), refuri=place, internal=True)
        words += nodes.Text(say(" says"))
    if repository := _repository():
        words += nodes.Text(": ")
        words += nodes.literal("", f'pip install "{requirement(repository, "notebook")}"')
    words += nodes.Text(".")
    return words


def _copy(app: Sphinx, error: Exception | None) -> None:
    """Put each notebook's file beside its page."""
    if error is None and app.builder.format == "html":
        for name in sorted(name for name in app.env.found_docs if name.startswith(FOLDER)):
            path = Path(app.env.doc2path(name))
            Path(app.outdir, FOLDER, path.name).write_text(spoken(path), encoding="utf-8", newline="\n")


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
    """Register the directives, the way back, the files and the turning of pages."""
    app.add_config_value("collabkit_binder", BINDER, "env", str)
    app.add_config_value("collabkit_colab", COLAB, "env", str)
    app.add_directive("notebook-table", NotebookTable)
    app.add_directive("notebook-doors", NotebookDoors)
    app.connect("doctree-resolved", _point_back)
    app.connect("build-finished", _copy)
    app.connect("html-page-context", _turn)
