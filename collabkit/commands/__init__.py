"""What the command line does, one file a command."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

__all__ = [
    "LITE", "NOTEBOOKS", "SITE", "CommandError", "html_folder", "is_checkout", "notebooks_folder", "place_new",
    "project_folder", "site_folder", "step", "unwritten",
]  # fmt: skip

PACKAGE: Final = Path(__file__).parents[1]
SITE: Final = PACKAGE / "_site"
"""The built course, in a package that was installed from a wheel."""

NOTEBOOKS: Final = PACKAGE / "_notebooks"
"""The exercises' notebooks, in a package that was installed from a wheel."""

LITE: Final = "lite"
"""The folder of the notebooks that run in a browser, beside the pages, where they are wanted."""


class CommandError(Exception):
    """Something that stops a command; its message tells what to do next."""


def project_folder(start: Path | None = None) -> Path:
    """Return the course's folder: the nearest one upwards that holds ``_config.yml`` and ``book``.

    Raises:
        CommandError: there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if is_checkout(folder):
            return folder
    raise CommandError("This is not a copy of the course. Go to the folder that holds _config.yml and try again.")


def is_checkout(folder: Path) -> bool:
    """Tell whether a folder is a copy of the course's source."""
    return (folder / "_config.yml").is_file() and (folder / "book" / "_toc.yml").is_file()


def html_folder(folder: Path) -> Path:
    """Return where the built course is."""
    return folder / "_build" / "html"


def site_folder(start: Path | None = None, packaged: Path = SITE) -> Path:
    """Return the built course to serve: that of the copy one works in, else the one that came with the package.

    Raises:
        CommandError: there is none.
    """
    here = (start or Path.cwd()).resolve()
    checkout = next((folder for folder in (here, *here.parents, PACKAGE.parent) if is_checkout(folder)), None)
    found = html_folder(checkout) if checkout else packaged
    if (found / "index.html").is_file():
        return found
    if checkout:
        raise CommandError("The course is not built yet. Build it with: collabkit build")
    raise CommandError(
        "This collabkit came without the built course. Install it from a wheel that has the course inside, or go to a "
        "copy of the course and build it with: collabkit build"
    )


def notebooks_folder() -> Path:
    """Return where the exercises' notebooks are: in the package, or beside it in a copy of the source.

    Raises:
        CommandError: they are not there.
    """
    found = next((folder for folder in (NOTEBOOKS, PACKAGE.parent / "exercises") if folder.is_dir()), None)
    if found is None:
        raise CommandError("This collabkit came without its notebooks. Install it from a wheel of the course.")
    return found


def place_new(files: Mapping[Path, bytes]) -> None:
    """Write new files, all or none: what is there already may hold somebody's work, unless it is the very same.

    Raises:
        CommandError: one of them is there, and is another.
        OSError: one cannot be written.
    """
    for path, content in files.items():
        if path.is_dir() or (path.is_file() and path.read_bytes() != content):
            raise CommandError(
                f"{path} is there already, and nothing is written over: somebody may have gone on in it. Name another place."
            )
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def unwritten(place: Path, error: OSError, another: str = "file") -> CommandError:
    """Say that something could not be written, why, and what to do."""
    return CommandError(f"{place} could not be written: {error.strerror}. Name another {another}.")


def step(name: str, work: Callable[[], None]) -> None:
    """Do one part of the work, and say what and how long."""
    print(f"{name} …", flush=True)
    begun = time.monotonic()
    work()
    print(f"{name}: done in {time.monotonic() - begun:.0f} s", flush=True)
