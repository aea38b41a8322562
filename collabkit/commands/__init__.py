"""What the command line does, one file a command."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from pathlib import Path

__all__ = ["CommandError", "html_folder", "project_folder", "repository_address", "step"]


class CommandError(Exception):
    """Something that stops a command; its message tells what to do next."""


def project_folder(start: Path | None = None) -> Path:
    """Return the course's folder: the nearest one upwards that holds ``_config.yml`` and ``book``.

    Raises:
        CommandError: there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "_config.yml").is_file() and (folder / "book" / "_toc.yml").is_file():
            return folder
    raise CommandError("This is not a copy of the course. Go to the folder that holds _config.yml and try again.")


def html_folder(folder: Path) -> Path:
    """Return where the built course is."""
    return folder / "_build" / "html"


def step(name: str, work: Callable[[], None]) -> None:
    """Do one part of the work, and say what and how long."""
    print(f"{name} …", flush=True)
    begun = time.monotonic()
    work()
    print(f"{name}: done in {time.monotonic() - begun:.0f} s", flush=True)


def repository_address(folder: Path) -> str:
    """Return the address of the public repository, or nothing until ``pyproject.toml`` names it."""
    settings = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    return str(settings.get("tool", {}).get("collabkit", {}).get("repository", "")).rstrip("/")
