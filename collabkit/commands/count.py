"""``collabkit count``: what a group thinks, from a survey's CSV file of any size."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import reduce
from operator import add
from pathlib import Path
from typing import Final

from collabkit.commands import CommandError, place_new, unwritten
from collabkit.findings import Findings
from collabkit.render import blocks_html, blocks_markdown, blocks_text
from collabkit.workshop.columns import counts_in, match_columns
from collabkit.workshop.counting import columns_of, count_file
from collabkit.workshop.counts import Counts
from collabkit.workshop.group_findings import group
from collabkit.workshop.published import Round
from collabkit.workshop.sheet import to_csv
from collabkit.workshop.tally import check_names

HELP = "say what a group thinks, from a survey’s CSV file"
WRITERS: Final[dict[str, Callable[[Findings], str]]] = {
    "text": lambda findings: f"{blocks_text.write(findings.blocks)}\n",
    "html": lambda findings: f"{blocks_html.write(findings.blocks, level=2)}\n",
    "md": lambda findings: blocks_markdown.write(findings.blocks),
    "csv": to_csv,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument(
        "file", type=Path, help="a CSV file with the columns’ names in the first line and a line a person"
    )
    parser.add_argument(
        "--exercise", required=True, metavar="ID", help="whose questions were answered, such as factors"
    )
    parser.add_argument(
        "--second", type=Path, metavar="FILE", help="the file of the second round, to put beside the first"
    )
    parser.add_argument(
        "--by", default="", metavar="COLUMN", help="the column that names each person’s part of the group"
    )
    parser.add_argument(
        "--column", action="append", default=[], metavar="KEY=COLUMN",
        help="which column holds a question, where its name does not say so; may be repeated",
    )  # fmt: skip
    parser.add_argument("--engine", choices=("pandas", "dask"), default="pandas", help="what counts (default: pandas)")
    parser.add_argument(
        "--to", choices=tuple(WRITERS), default="text", help="how to write the findings (default: text)"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="the file to write; the screen where it is left out"
    )


def run(chosen: argparse.Namespace) -> int:
    """Count, and write what may be shown."""
    try:
        first = _round(chosen.file, chosen)
        findings = group(first, _round(chosen.second, chosen) if chosen.second else None)
    except ImportError as error:
        raise CommandError(f"Counting files needs {error.name}. Install it: pip install 'collabkit[dask]'") from None
    except OSError as error:
        raise CommandError(
            f"{error.filename or chosen.file} could not be read: {error.strerror or error}. Name the survey’s CSV file."
        ) from None
    except ValueError as error:
        raise CommandError(str(error)) from None
    written = WRITERS[chosen.to](findings)
    if chosen.output is None:
        sys.stdout.write(written)
        return 0
    try:
        place_new({chosen.output: written.encode()})
    except OSError as error:
        raise unwritten(chosen.output, error) from None
    print(f"The findings are in {chosen.output}.")
    return 0


def _round(path: Path, chosen: argparse.Namespace) -> Round:
    """Count one file, and say on the way what was not counted."""
    columns = _columns(path, chosen)
    tallies = count_file(path, columns.values(), chosen.by, chosen.engine)
    parts: dict[str, Counts] = {}
    for name, tally in tallies.items():
        found = counts_in(tally, chosen.exercise, columns)
        parts[name] = found.counts
        _say(found.sentences())
    return Round(
        reduce(add, parts.values(), Counts(chosen.exercise, 0)), {name: part for name, part in parts.items() if name}
    )


def _columns(path: Path, chosen: argparse.Namespace) -> dict[str, str]:
    """Match the file's columns with the questions: those named, and those that are surely theirs."""
    names = columns_of(path)
    check_names(names, chosen.by, [chosen.by])
    match = match_columns(chosen.exercise, [name for name in names if name != chosen.by])
    named = dict(_pair(given, names) for given in chosen.column)
    columns = {**{key: column for key, column in match.sure.items() if column not in named.values()}, **named}
    for key, column in match.perhaps.items():
        if key not in columns and column not in columns.values():
            _say(
                [
                    f"{path.name}: not counted is the column “{column}”. If it answers {key}, add --column '{key}={column}'"
                ]
            )
    if not columns:
        raise ValueError(
            f"No column of {path.name} is surely a question of “{chosen.exercise}”. Say which is which: --column KEY=COLUMN"
        )
    return columns


def _pair(given: str, names: Sequence[str]) -> tuple[str, str]:
    key, between, column = given.partition("=")
    if not between or column not in names:
        raise ValueError(f"There is no column “{column}”. There are: {', '.join(names)}.")
    return key, column


def _say(sentences: Sequence[str]) -> None:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
