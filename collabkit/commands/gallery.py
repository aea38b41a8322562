"""``collabkit gallery``: one page with every kind of question, block and chart in every state, for the carers of the code.

It is written by the renderers that readers meet, with the course's own styles in it, and needs no build. No page of the
course leads to it, and nothing of it is in what a reader's browser loads.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from collabkit.commands import CommandError, project_folder
from collabkit.commands.specimens import ASKED, SAID, Asked, Said, WholeForm
from collabkit.look import css
from collabkit.markup import Html, element, join
from collabkit.render import blocks_html, document_html, html
from collabkit.sitting import read
from collabkit.wording import counted

HELP = "write one page with every kind of question and block in every state, to look at"
TITLE: Final = "Gallery"
STYLES: Final = ("collabkit/live/shared.css", "book/_theme/static/course.css", "collabkit/live/exercise.css")
"""The styles of a page of the course, in the order in which it loads them."""
OWN: Final = """
.gallery .contents-of ul { columns: 3 8rem; list-style: none; padding: 0 }
.gallery .contents-of a { display: inline-block; padding: .4rem 0 }
.gallery section.exercise { margin: 1.5rem 0 }
.gallery section.exercise > h3 { font: 600 .875rem/1.3 var(--sans); color: var(--muted) }
"""
BROKEN_OFF: Final = "The gallery could not be written to {place}: {why}. Name another place."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("--output", type=Path, metavar="FILE", help="where to write it (default: _build/gallery.html)")


def run(chosen: argparse.Namespace) -> int:
    """Write the page."""
    folder = project_folder()
    place = chosen.output or folder / "_build" / "gallery.html"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(page(folder), encoding="utf-8")
    except OSError as error:
        raise CommandError(BROKEN_OFF.format(place=place, why=error.strerror)) from None
    print(f"{counted(len(ASKED) + len(SAID) + 1, 'specimen')} in {place}. Open it in a browser.")
    return 0


def page(folder: Path) -> str:
    """Return the whole page, with the styles that stand in this folder."""
    style = "\n".join([css(), *((folder / name).read_text(encoding="utf-8") for name in STYLES), OWN])
    kinds = list(_kinds())
    links = (element("li", element("a", name, href=f"#{name}")) for name, _ in kinds)
    body = join(
        element("h1", TITLE),
        element("p", "Every kind of question, block and chart, in every state that a reader can meet.", class_="lead"),
        element("nav", element("ul", *links), aria_label="Kinds", class_="contents-of"),
        *(element("section", element("h2", name, id=name), specimens) for name, specimens in kinds),
    )
    return document_html.whole(TITLE, style, element("div", element("main", body, class_="gallery"), class_="page"))


def _kinds() -> Iterator[tuple[str, Html]]:
    """Go through the kinds, each with all its specimens."""
    for name, of_kind in groupby(ASKED, lambda one: type(one.question).__name__):
        yield name, join(*(_asked(f"{name}-{place}", one) for place, one in enumerate(of_kind, 1)))
    yield "Form", _card("Form-1", "half answered, with what is missing", Html(_whole_form()))
    for name, said in groupby(SAID, lambda one: type(one.block).__name__):
        yield name, join(*(_said(f"{name}-{place}", one) for place, one in enumerate(said, 1)))


def _card(id: str, state: str, *content: Html) -> Html:
    """Show a specimen as an exercise's card does."""
    name = f"{id}-state"
    return element(
        "section",
        element("h3", state, id=name),
        *content,
        class_="exercise",
        id=id,
        aria_labelledby=name,
        data_specimen=True,
    )


def _asked(id: str, one: Asked) -> Html:
    making = html.Form(id, read([one.question], one.answers), asked=one.asked)
    return _card(id, one.state, element("form", html.WRITERS[type(one.question)](making, one.question)))


def _whole_form() -> str:
    exercise = WholeForm()
    return html.form(exercise, exercise.read({**exercise.example, "cost": "much"}), asked=True)


def _said(id: str, one: Said) -> Html:
    heading = element("h4", "What your answers say")
    return _card(id, one.state, element("div", heading, blocks_html.write([one.block]), class_="findings"))
