"""``collabkit notebooks``: the exercises' notebooks in a folder of one's own, to work in.

What is already there may hold somebody's work, so it is never written over, whatever it is: each notebook is written
whole under a name of its own, and then takes its place only if the place is free.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from collabkit.commands import CommandError, notebooks_folder
from collabkit.commands.extras import missing
from collabkit.commands.notebook_words import spoken
from collabkit.commands.notebooks import INDEX
from collabkit.translation import by_number
from collabkit.wording import counted, in_a_row

HELP = "write the exercises' notebooks into a folder of yours"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to work; made where it is not there yet")


def run(chosen: argparse.Namespace) -> int:
    """Write the notebooks, say which were there already, and how to go on."""
    try:
        written, left = copy(notebooks_folder(), chosen.folder)
    except OSError as error:
        words = error.strerror or error
        raise CommandError(
            f"The notebooks could not be written to {chosen.folder}: {words}. Name another folder."
        ) from None
    print(told(chosen.folder, written, left))
    if sentence := missing("notebook"):
        print(f"The notebooks need more than is here: {sentence}", file=sys.stderr)
    return 0


def copy(source: Path, target: Path) -> tuple[list[str], list[str]]:
    """Copy the notebooks, the list of them first; return the names of those written and of those there already."""
    target.mkdir(parents=True, exist_ok=True)
    written: list[str] = []
    left: list[str] = []
    for path in sorted(source.rglob("*.ipynb"), key=lambda path: (path.stem != INDEX, path)):
        if ".ipynb_checkpoints" in path.parts:
            continue  # JupyterLab's own copies
        name = path.relative_to(source)
        (target / name).parent.mkdir(exist_ok=True)
        done = _placed(spoken(path).encode(), target / name)
        (written if done else left).append(name.as_posix())
    return written, left


def _placed(content: bytes, path: Path) -> bool:
    """Write a new file; tell whether the place was free."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    except OSError:
        path.unlink(missing_ok=True)  # half a notebook is none
        raise
    return True


def told(folder: Path, written: list[str], left: list[str]) -> str:
    """Say what was done, in sentences.

    >>> told(Path("work"), [], ["index.ipynb"])
    'Nothing was written to work: index.ipynb is there already, and nothing in your folder is ever written over.'
    """
    stay = f"{in_a_row(left)} {by_number(len(left), 'is', 'are')} there already"
    if not written:
        return f"Nothing was written to {folder}: {stay}, and nothing in your folder is ever written over."
    lines = [f"{counted(len(written), 'notebook')} written to {folder}."]
    if left:
        lines.append(
            f"Left as {by_number(len(left), 'it was, because it is', 'they were, because they are')} there already: {in_a_row(left)}."
        )
    lines.append(f"Begin with {INDEX}.ipynb: jupyter lab {shlex.quote(str(folder / (INDEX + '.ipynb')))}")
    return "\n".join(lines)
