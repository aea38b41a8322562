"""``collabkit new``: an exercise, a case or a check that is whole as it stands, with its wording left to be written."""

from __future__ import annotations

import argparse
from typing import Final

from collabkit.commands import new_case, new_check, new_exercise, project_folder

HELP = "make an exercise, a case or a check, whole but for your own words"
NEXT: Final = {
    "exercise": "Next: write what stands on the lines that end in “# yours”, and run the snapshots again when you have.",
    "case": "Next: write what begins with “yours:”, fill in the figures that you found, and leave the others blank.",
    "check": "Next: write what begins with “yours:”.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options: one part for each thing that can be made."""
    kinds = parser.add_subparsers(dest="what", required=True, metavar="exercise|case|check")
    exercise = kinds.add_parser(
        "exercise", help="an exercise with its test, its relations, its notebook and its places"
    )
    exercise.add_argument("id", help="such as shared-risks: small letters, digits and hyphens")
    exercise.add_argument("--chapter", type=int, choices=range(7), default=6, help="the chapter that it belongs to")
    case = kinds.add_parser("case", help="a row in the table of cases")
    case.add_argument("id", help="such as lakeside-libraries: small letters, digits and hyphens")
    check = kinds.add_parser("check", help="a question of “Check yourself”")
    check.add_argument("id", help="such as k3-5: k, the chapter, a hyphen and a number")
    for part in (exercise, check):
        part.add_argument("--objective", default="", help="such as o3-2 (default: the last one of the chapter)")


def run(chosen: argparse.Namespace) -> int:
    """Make what is asked for, say which files were written, and what to do next."""
    folder = project_folder()
    if chosen.what == "exercise":
        written = new_exercise.make(folder, chosen.id, chosen.chapter, chosen.objective)
    elif chosen.what == "case":
        written = new_case.make(folder, chosen.id)
    else:
        written = new_check.make(folder, chosen.id, chosen.objective)
    for path in written:
        print(f"Written: {path.relative_to(folder)}")
    print(NEXT[chosen.what])
    return 0
