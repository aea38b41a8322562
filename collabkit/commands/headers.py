"""``collabkit headers``: the settings with which a web server sends the course as ``collabkit serve`` does."""

from __future__ import annotations

import argparse

from collabkit.commands import CommandError, site_folder
from collabkit.commands.hosts import HOSTS

HELP = "write the settings of a web server that is to host the course"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("host", choices=HOSTS, help="the kind of server")


def run(chosen: argparse.Namespace) -> int:
    """Write the settings to the screen, from where they go into a file."""
    print(HOSTS[chosen.host](release()), end="")
    return 0


def release() -> str:
    """Return the name of the release that would be served; nothing where no course is built."""
    try:
        named = site_folder() / "_live" / "release.txt"
    except CommandError:
        return ""
    return named.read_text(encoding="utf-8").strip() if named.is_file() else ""
