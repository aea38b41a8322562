"""``collabkit kit``: everything for one workshop as a folder or a zip: run sheet, plans, slides, sheets, texts, calendar."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from collabkit.commands import CommandError, place_new, unwritten
from collabkit.kit import slides_pptx
from collabkit.kit.dates import YEARS
from collabkit.kit.download import USUAL_NAME, Workshop, files
from collabkit.kit.run_sheets import LENGTHS, RunSheet, run_sheet
from collabkit.render.zipped import zipped
from collabkit.wording import counted

HELP = "write everything that somebody needs who leads a workshop"
WITHOUT_POWERPOINT = "Slides are there for a browser only. For PowerPoint install: pip install 'collabkit[book]'"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="the first day; without it the dates are left to fill in")
    parser.add_argument("--length", choices=LENGTHS, default=LENGTHS[0], help="how long it is")
    parser.add_argument(
        "--starts", metavar="HH:MM", help="when every meeting begins (default: as the run sheet has it)"
    )
    parser.add_argument("--name", default=USUAL_NAME, help="what the work or the workshop is called")
    parser.add_argument(
        "--output", type=Path, required=True, metavar="PLACE", help="a folder, or a file whose name ends in .zip"
    )


def run(chosen: argparse.Namespace) -> int:
    """Write the files; a date or a time that cannot be read changes nothing."""
    workshop = Workshop(_sheet(chosen.length, chosen.starts), _day(chosen.date), chosen.name.strip() or USUAL_NAME)
    found = files(workshop)
    try:
        _write(found, chosen.output)
    except OSError as error:
        raise unwritten(chosen.output, error, "place") from None
    print(f"{counted(len(found), 'file')} for {workshop.subtitle} in {chosen.output}. Begin with README.html.")
    if not slides_pptx.can_write():
        print(WITHOUT_POWERPOINT, file=sys.stderr)
    return 0


def _day(given: str | None) -> date | None:
    if given is None:
        return None
    try:
        first = date.fromisoformat(given)
    except ValueError:
        raise CommandError(f"{given!r} is no date. Write it as year, month, day, such as 2027-02-03.") from None
    if first.year not in YEARS:
        raise CommandError(
            f"The year of {given} looks mistyped. Name a day from {YEARS[0]} to {YEARS[-1]} with --date."
        )
    return first


def _sheet(id: str, starts: str | None) -> RunSheet:
    sheet = run_sheet(id)
    if starts is None:
        return sheet
    try:
        return sheet.starting(starts)
    except ValueError as error:
        raise CommandError(f"{error}. Name another time with --starts.") from None


def _write(found: dict[str, bytes], place: Path) -> None:
    if place.suffix.lower() == ".zip":
        place_new({place: zipped(found)})
    else:
        place_new({place / name: content for name, content in found.items()})
