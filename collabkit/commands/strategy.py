"""``collabkit strategy``: a learner's workbook as a strategy document, for Word, for a browser or as Markdown."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from collabkit import worked
from collabkit.commands import CommandError, place_new, unwritten
from collabkit.document import strategy_document
from collabkit.render.documents import FORMATS, write
from collabkit.render.png import can_draw, to_png
from collabkit.workbook import NewerWorkbookError, Workbook, WorkbookError, here, now

HELP = "write the strategy document from a workbook that a learner saved"
WITHOUT_PICTURES = "Pictures are in the file as drawings that today's Word shows. For older readers install: pip install 'collabkit[document]'"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument(
        "workbook", nargs="?", type=Path, help="the file that was saved from “Your answers” or from a notebook"
    )
    parser.add_argument("--example", action="store_true", help="write the worked example, Steady Brackendale")
    parser.add_argument(
        "--to", choices=FORMATS, default="docx", help="for Word, for a browser, or Markdown (default: docx)"
    )
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="the file to write")


def run(chosen: argparse.Namespace) -> int:
    """Write the document; a workbook that cannot be read changes nothing."""
    if bool(chosen.workbook) == chosen.example:
        raise CommandError("Name one workbook, or ask for --example.")
    book = worked.workbook() if chosen.example else _read(chosen.workbook)
    written = write(strategy_document(book, here(now())), chosen.to, to_png)
    try:
        place_new({chosen.output: written})
    except OSError as error:
        raise unwritten(chosen.output, error) from None
    print(f"The strategy is in {chosen.output}.")
    if chosen.to == "docx" and not can_draw():
        print(WITHOUT_PICTURES, file=sys.stderr)
    return 0


def _read(path: Path) -> Workbook:
    try:
        return Workbook.load(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path} could not be read: {error.strerror}. Name the file that you saved.") from None
    except NewerWorkbookError:
        raise CommandError(
            f"{path} was kept by a newer version of the course. Install that version: pip install --upgrade collabkit"
        ) from None
    except WorkbookError as error:
        raise CommandError(str(error)) from None
