"""Other programs that commands start."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from collabkit.commands import CommandError

JUPYTER_BOOK: Final = "import sys; from jupyter_book.cli.main import main; sys.exit(main())"
"""The package has no module to run, so its command is called by name."""


def call(command: Sequence[str], folder: Path, **settings: str) -> None:
    """Run a program in a folder.

    Raises:
        CommandError: it did not end well.
    """
    ended = subprocess.run(command, cwd=folder, env={**os.environ, **settings}, check=False)  # noqa: S603 - our own words
    if ended.returncode:
        raise CommandError(
            f"{Path(command[0]).name} {' '.join(command[1:3])} ended with {ended.returncode}; its words stand above."
        )


def jupyter_book(folder: Path, *options: str, **settings: str) -> None:
    """Have Jupyter Book read the course and write it; a warning is an error.

    Args:
        folder: the project's.
        options: such as the builder.
        settings: environment variables for the course's extension.
    """
    whole = ("build", ".", "--toc", "book/_toc.yml", "-W", "-n", "--keep-going", "-q", *options)
    call([sys.executable, "-c", JUPYTER_BOOK, *whole], folder, **settings)
