"""What the command line does, one file a command."""

from __future__ import annotations

import tomllib
from pathlib import Path

__all__ = ["CommandError", "project_folder", "repository_address"]


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


def repository_address(folder: Path) -> str:
    """Return the address of the public repository, or nothing until ``pyproject.toml`` names it."""
    settings = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    return str(settings.get("tool", {}).get("collabkit", {}).get("repository", "")).rstrip("/")
