"""``collabkit pdf``: the whole course as one document to print.

The course's own Sphinx builder ``paper`` puts the pages into one document; WeasyPrint, which needs Pango, sets it.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from collabkit.commands import CommandError, html_folder, project_folder, step, unwritten
from collabkit.commands.programs import jupyter_book
from collabkit.look import faces_css, inlined, paper_css

HELP = "write the whole course as one PDF (needs Pango)"
NAME: Final = "working-together.pdf"
PANGO: Final = (
    "Pango is needed to set the PDF. On Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("--to", type=Path, help=f"where to write it; without this, beside the pages as {NAME}")


def run(chosen: argparse.Namespace) -> int:
    """Write the PDF."""
    folder = project_folder()
    to = chosen.to or html_folder(folder) / NAME
    step("The PDF", lambda: write(folder, to))
    print(f"The course to print: {to}")
    return 0


def write(folder: Path, to: Path) -> None:
    """Set the whole course and write it.

    Raises:
        CommandError: the book cannot be read, or Pango is not there, or something in it cannot be set, or the file written.
    """
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(to, error) from None
    if to.is_dir():
        raise CommandError(f"{to} is a folder. Name a file in it.")
    pdf = typeset(document(folder), style(folder))
    try:
        to.write_bytes(pdf)
    except OSError as error:
        raise unwritten(to, error) from None


def document(folder: Path) -> str:
    """Return the whole course as one HTML document; what was read for the pages is not read again."""
    jupyter_book(folder, "--builder", "custom", "--custom-builder", "paper")
    return (folder / "_build" / "paper" / "course.html").read_text(encoding="utf-8")


def style(folder: Path) -> str:
    """Return the look of paper: the course's letters and colours, the rules for print, and those of every sheet to write on."""
    theme = folder / "book" / "_theme"
    rules = [
        path.read_text(encoding="utf-8") for path in (theme / "paper.css", folder / "collabkit" / "live" / "sheet.css")
    ]
    return "\n".join([faces_css(inlined), paper_css(), *rules])


class _Complaints(logging.Handler):
    """Collects what WeasyPrint warns of: a link to nowhere, a rule that it does not know."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def typeset(html: str, rules: str) -> bytes:
    """Set a document as a tagged PDF.

    Raises:
        CommandError: Pango or WeasyPrint is missing, or something was complained of.
    """
    pages, options = rendered(html, rules)
    with _complaints():
        pdf: bytes = pages.write_pdf(**options)
    return pdf


def rendered(html: str, rules: str) -> tuple[Any, dict[str, Any]]:
    """Lay a document out on pages; return WeasyPrint's pages, and the options to write them with.

    Raises:
        CommandError: Pango or WeasyPrint is missing, or something was complained of.
    """
    try:
        import weasyprint  # type: ignore[import-untyped]  # it has no types
    except ImportError:
        raise CommandError("WeasyPrint is not installed. Install it with: pip install 'collabkit[pdf]'") from None
    except OSError:
        raise CommandError(PANGO) from None
    with _complaints():
        # The document holds all that it needs: to fetch anything is a mistake, which is complained of.
        nowhere = weasyprint.urls.URLFetcher(allowed_protocols=())
        inside = weasyprint.urls.URLFetcher(allowed_protocols=("data",))  # the letters stand in the style
        letters = weasyprint.text.fonts.FontConfiguration()
        look = weasyprint.CSS(string=rules, font_config=letters, url_fetcher=inside)
        options = {"stylesheets": [look], "pdf_variant": "pdf/ua-1"}
        return weasyprint.HTML(string=html, url_fetcher=nowhere).render(font_config=letters, **options), options


@contextmanager
def _complaints() -> Iterator[None]:
    """Make errors of WeasyPrint's warnings."""
    complaints, log = _Complaints(), logging.getLogger("weasyprint")
    log.addHandler(complaints)
    try:
        yield
    finally:
        log.removeHandler(complaints)
    if complaints.said:
        raise CommandError("The PDF was not set cleanly: " + "; ".join(dict.fromkeys(complaints.said)))
