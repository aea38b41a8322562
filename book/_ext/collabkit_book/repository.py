"""The public repository's address, from which Binder, Colab and pip fetch the notebooks and the library.

It is what ``pyproject.toml`` names. Where that is empty, a fork needs nothing edited: its checkout's remote called
``origin`` says where it comes from, and so do the variables that CI sets. A remote is written by whoever cloned, and a
built page is read by everybody. So an address is passed on only if it leads anyone to a public host by https: a path of
this machine, a name of one office's network, and whatever holds a password give no address.
"""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

__all__ = ["public", "repository_address"]

BY_SSH: Final = re.compile(r"(?:ssh://)?git@(?P<host>[^/:@]+)(?::\d+/|[:/])(?P<path>[^:@]+)")
"""How a checkout names a repository that it reaches by a key: ``git@host:owner/name``, or as an address."""

HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?!local$|internal$|lan$|home$|corp$)[a-z]{2,}")
"""A name that the whole world can look up: no number, no single word, no ending that only one network knows."""

PATH: Final = re.compile(r"(?:/[\w.~+-]+)+")


def public(remote: str) -> str:
    """Return the address at which anybody can read a repository; nothing where that cannot be told from its remote.

    >>> public("git@github.com:somebody/course.git")
    'https://github.com/somebody/course'
    >>> public("https://somebody:secret@github.com/somebody/course")
    ''
    >>> public("/home/somebody/course")
    ''
    """
    key = BY_SSH.fullmatch(remote.strip())
    try:
        parts = urlsplit(f"https://{key['host']}/{key['path'].lstrip('/')}" if key else remote.strip())
    except ValueError:  # a bracket that opens and does not close, say
        return ""
    path = parts.path.rstrip("/").removesuffix(".git")
    said_all = parts.scheme == "https" and not parts.query and not parts.fragment
    if not said_all or not HOST.fullmatch(parts.netloc.lower()) or not PATH.fullmatch(path) or ".." in path:
        return ""
    return f"https://{parts.netloc.lower()}{path}"


def repository_address(folder: Path, settings: Mapping[str, str] = os.environ) -> str:
    """Return the address of the repository that a checkout belongs to, or nothing where it has no public one.

    Args:
        folder: the checkout's.
        settings: the variables that CI sets.
    """
    server, name = settings.get("GITHUB_SERVER_URL", ""), settings.get("GITHUB_REPOSITORY", "")
    candidates = (_named(folder), _origin(folder), f"{server}/{name}" if server and name else "")
    return next((address for address in map(public, candidates) if address), "")


def _named(folder: Path) -> str:
    settings = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    return str(settings.get("tool", {}).get("collabkit", {}).get("repository", ""))


def _origin(folder: Path) -> str:
    """Return the checkout's own remote as it is written; a copy that lies inside another checkout has none."""
    if _git(folder, "rev-parse", "--show-prefix") != "\n":
        return ""
    return _git(folder, "config", "--get", "remote.origin.url").strip()


def _git(folder: Path, *words: str) -> str:
    try:
        ended = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603, S607 - our own words
    except OSError:  # no git here
        return ""
    return ended.stdout
