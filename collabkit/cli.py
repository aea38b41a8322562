"""The command line: ``collabkit serve`` and ``notebooks`` for whoever learns, ``count`` and ``kit`` for a group, the others for whoever looks after the course."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import Any

from collabkit import __version__
from collabkit.commands import (
    CommandError,
    accessibility,
    build,
    check,
    copy_notebooks,
    count,
    gallery,
    headers,
    kit,
    new,
    pdf,
    scorm,
    serve,
    strategy,
    words,
)

COMMANDS: dict[str, Any] = {
    "build": build,
    "serve": serve,
    "notebooks": copy_notebooks,
    "headers": headers,
    "scorm": scorm,
    "check": check,
    "new": new,
    "words": words,
    "pdf": pdf,
    "strategy": strategy,
    "count": count,
    "kit": kit,
    "gallery": gallery,
    "accessibility": accessibility,
}


def parser() -> argparse.ArgumentParser:
    """Return the parser; each command adds its own part.

    >>> parser().parse_args(["serve", "--port", "8123"]).port
    8123
    """
    top = argparse.ArgumentParser(prog="collabkit", description="Build, serve, check and extend the course.")
    top.add_argument("--version", action="version", version=f"collabkit {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        part = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.arguments(part)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; what goes wrong is said in a sentence, with what to do next."""
    chosen = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # a pipe of Windows has letters of its own, and lacks those of many names
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return int(COMMANDS[chosen.command].run(chosen))
    except CommandError as error:
        print(f"collabkit {chosen.command}: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read what we say has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
