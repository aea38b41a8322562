"""The built pages of the course, put into one document for paper.

Links between pages become links within it, exercises become sheets to write on (``collabkit.render.paper``), and the
answers to the questions stand at the end.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from collabkit import __version__, strategy
from collabkit.commands import CommandError, html_folder
from collabkit.exercises import exercise
from collabkit.markup import Html, element, join
from collabkit.render import paper
from collabkit.render.svg import in_plain_colours

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

TITLE: Final = "Working together"
SUBTITLE: Final = "Developing collaborative strategies in public services"
DROPPED: Final = (
    "script", "nav", ".screen-only", ".case-filters", "[data-case-status]", ".doors", ".actions", "button", ".feedback",
    "[role=status]", ".notice", ".cell-label", ".headerlink",
)  # fmt: skip
ON_SCREEN: Final = {"book/notebooks"}
"""Pages that only lead to what is not printed."""


@dataclass(frozen=True)
class Page:
    """A built page of the course: its name (such as ``book/1-heart``) and its text."""

    name: str
    main: Tag

    @property
    def is_chapter(self) -> bool:
        """Whether it is one of the seven."""
        return bool(re.match(r"book/\d-", self.name))


def names(folder: Path) -> list[str]:
    """Return the names of the pages to print, in the order of the contents; sheets stand in the text for the notebooks."""
    import yaml  # type: ignore[import-untyped]  # comes with Jupyter Book, and without types

    contents = yaml.safe_load((folder / "book" / "_toc.yml").read_text(encoding="utf-8"))
    listed = [chapter["file"] for part in contents["parts"] for chapter in part["chapters"]]
    return [name for name in [contents["root"], *listed] if name.startswith("book/") and name not in ON_SCREEN]


def document(folder: Path) -> str:
    """Put all pages into one HTML document."""
    pages = [_page(html_folder(folder), name) for name in names(folder)]
    known = {page.name for page in pages}
    answers = [found for page in pages for found in _answers(page)]
    for page in pages:
        _for_paper(page)
        _names_of_its_own(page, known)
    body = join(_title(), _contents(pages), *(_article(page) for page in pages), _answer_pages(answers))
    head = element("head", element("meta", charset="utf-8"), element("title", f"{TITLE}. {SUBTITLE}"),
                   element("meta", name="author", content="The collabkit contributors"))  # fmt: skip
    html = element("html", head, element("body", body), lang="en-GB")
    return "<!DOCTYPE html>\n" + in_plain_colours(html)


def _page(built: Path, name: str) -> Page:
    path = built / f"{name}.html"
    if not path.is_file():
        raise CommandError(f"The page {name} is not built. Run first: collabkit build")
    main = _soup(path.read_text(encoding="utf-8")).find("main")
    return Page(name, main)  # type: ignore[arg-type]


def _soup(html: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup  # comes with Jupyter Book

    return BeautifulSoup(html, "html.parser")


def _answers(page: Page) -> Iterator[tuple[str, Html]]:
    """Take the answers to a page's questions out of it."""
    title = page.main.find("h1")
    for found in page.main.select(".check-answers"):
        listed = found.find("ol")
        if title is not None and listed is not None:
            yield title.get_text(), Html(str(listed))
        found.extract()


def _for_paper(page: Page) -> None:
    """Turn what is worked with on a screen into what is read or written on."""
    main = page.main
    for found in main.select("section.exercise"):
        found.replace_with(_soup(_exercise(str(found["data-exercise"]))))
    for figure in main.select("figure"):
        table, said = figure.find("details"), figure.find("desc")
        if table is not None and said is not None:
            # On paper the numbers stand in a line of words, the picture's own description: it takes far less room.
            table.replace_with(_soup(element("p", f"In numbers: {said.get_text()}", class_="numbers")))
    for selector in DROPPED:
        for found in main.select(selector):
            found.decompose()
    for found in main.select("[aria-hidden=true]"):
        found.decompose()
    for box in main.select("input[type=radio], input[type=checkbox]"):
        box.replace_with(_soup(element("span", class_="box")))
    for name, new in (
        ("form", "div"),
        ("fieldset", "div"),
        ("legend", "p"),
        ("label", "p"),
        ("details", "div"),
        ("summary", "p"),
    ):
        for found in main.find_all(name):
            found["class"] = f"{' '.join(found.get_attribute_list('class') or [])} {name}".strip()
            found.name = new


def _exercise(id: str) -> Html:
    """Write an exercise as a sheet, with what its worked example found and how far to trust it."""
    one = exercise(id)
    trust = element(
        "div",
        *(element("p", element("strong", f"{name}. "), words) for name, words in one.how_far_to_trust()),
        class_="trust",
    )
    example = element(
        "p",
        element("strong", "A worked example. "),
        f"{one.story} The exercise answers: {strategy.example_means(one).headline}",
    )
    return element("div", paper.sheet(one), element("div", example, class_="example"), trust, id=id, class_="exercise")


def _names_of_its_own(page: Page, known: set[str]) -> None:
    """Give a page's places names that no other page has, and point every link at them."""
    for found in page.main.find_all(id=True):
        found["id"] = _place(page.name, str(found["id"]))
    for link in page.main.find_all("a", href=True):
        target = _target(page.name, str(link["href"]), known)
        if target is None:
            link.unwrap()
        else:
            link["href"] = target
    for attribute in ("for", "aria-labelledby", "aria-describedby", "role"):
        for found in page.main.select(f"[{attribute}]:not(svg)"):
            del found[attribute]


def _place(page: str, id: str) -> str:
    return f"{page}.{id}".replace("/", "-")


def _target(page: str, address: str, known: set[str]) -> str | None:
    """Return where a link leads inside the document, or to another site; None where it leads to what is not printed.

    >>> _target("book/1-heart", "5-what-works.html#cardiff", {"book/5-what-works"})
    '#book-5-what-works.cardiff'
    >>> _target("book/1-heart", "../exercises/trust.html", {"book/5-what-works"}) is None
    True
    """
    if re.match(r"(https?|mailto):", address):
        return address
    path, _, id = address.partition("#")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)).removesuffix(".html") if path else page
    if name not in known:
        return None
    return f"#{_place(name, id or 'top')}"


def _title() -> Html:
    return element(
        "section",
        element("h1", TITLE),
        element("p", SUBTITLE, class_="subtitle"),
        element("p", "An open course for managers in public services and charities"),
        element("p", f"Edition {__version__}, to print. Text and data may be shared and adapted with credit under CC BY 4.0. On a "
                "screen the exercises answer at once; here they are sheets to write on.", class_="edition"),
        class_="title-page",
    )  # fmt: skip


def _contents(pages: list[Page]) -> Html:
    items = []
    for page in pages[1:]:
        title = page.main.find("h1")
        inside = page.main.select("section > h2") if page.is_chapter else []
        sections = [
            element("li", element("a", found.get_text(), href=f"#{found.parent['id']}"))
            for found in inside
            if found.parent
        ]
        number = f"{page.name.split('/')[1][0]} " if page.is_chapter else ""
        words = f"{number}{title.get_text()}" if title is not None else page.name
        items.append(
            element(
                "li",
                element("a", words, href=f"#{_place(page.name, 'top')}"),
                element("ul", *sections) if sections else None,
            )
        )
    items.append(element("li", element("a", "Answers to the questions", href="#answers")))
    return element("section", element("h1", "Contents"), element("ul", *items), class_="contents")


def _article(page: Page) -> Html:
    kind = "chapter" if page.is_chapter else page.name.split("/")[1]
    return element("article", Html(page.main.decode_contents()), id=_place(page.name, "top"), class_=f"page {kind}")


def _answer_pages(answers: list[tuple[str, Html]]) -> Html:
    parts = [element("section", element("h2", title), listed) for title, listed in answers]
    return element("article", element("h1", "Answers to the questions"), *parts, id="answers", class_="page answers")
