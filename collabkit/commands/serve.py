"""``collabkit serve``: the built course on this machine, for this machine alone.

In a copy of the source it is the course that was built there; anywhere else it is the one that came with the package.
It answers as a static host would. Every file has a mark (an ETag) made of its time and its size. A browser that has the
file sends the mark back, and is told in a few bytes that nothing has changed. Pages are asked about each time, so that a
reader never meets an old page beside a new release; what lies in a release's own folder never changes and is kept for a
year. Folders are not listed, and what is not there is a plain 404, however odd its address. A class that arrives in one
moment waits in line instead of being turned away; whoever opens a connection and says nothing is let go.
"""

from __future__ import annotations

import argparse
import functools
import os
import sys
import webbrowser
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from socket import socket
from typing import BinaryIO, Final
from urllib.parse import unquote, urlsplit

from collabkit.commands import site_folder
from collabkit.commands.hosts import EVERY_TIME, FOR_A_YEAR, SAFE, TYPES

HELP = "serve the built course on 127.0.0.1"
PORT = 8000
LAST_PORT: Final = 65_535
PATIENCE: Final = 30
"""Seconds after which a connection on which nothing moves is closed."""

IN_LINE: Final = 512
"""Connections that may wait at once; the library's own 5 makes the others of a class try again, for up to a minute."""


OPEN: Final = 4096
"""Connections and files that may be open at once; many machines begin with 1,024, which 500 readers use up."""


class Handler(SimpleHTTPRequestHandler):
    """Files with the right types: a script of the wrong type is not run."""

    timeout = PATIENCE
    extensions_map = {  # noqa: RUF012 - the base class declares it so
        **SimpleHTTPRequestHandler.extensions_map,
        **{f".{ending}": kind for ending, kind in TYPES.items()},
    }

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet: a list of requests helps nobody who reads."""

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Return a file's type; all our text is UTF-8."""
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def end_headers(self) -> None:
        """End the head of every answer with what keeps readers safe."""
        for name, value in SAFE.items():
            self.send_header(name, value)
        super().end_headers()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Send the head of an answer, and return the open file where its content follows."""
        try:
            path = self._path()
            file = None if path.is_dir() else path.open("rb")
        except (OSError, ValueError):  # not there; or an address that no file can have
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        if file is None:
            self._beyond_the_slash()
            return None
        try:
            return self._found(file, path)
        except BaseException:
            file.close()
            raise

    def _path(self) -> Path:
        """Return the file that an address names, or the folder where the slash after its name is missing."""
        path = Path(self.translate_path(self.path))
        address = urlsplit(self.path).path
        if path.is_dir() and not (path / "index.html").is_file():
            raise FileNotFoundError("Folders are not listed.")
        if path.is_dir():
            return path / "index.html" if address.endswith("/") else path
        if unquote(address).endswith("/"):
            raise NotADirectoryError("A file has no slash after its name.")
        return path

    def _beyond_the_slash(self) -> None:
        """Send a browser on to a folder's own address, from which the links of its page lead on."""
        address = urlsplit(self.path)
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", address._replace(path=f"{address.path}/").geturl())
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _found(self, file: BinaryIO, path: Path) -> BinaryIO | None:
        """Send the head for a file; without its content where the browser has it already."""
        state = os.fstat(file.fileno())
        mark = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
        known = self._is_known(mark, int(state.st_mtime))
        self.send_response(HTTPStatus.NOT_MODIFIED if known else HTTPStatus.OK)
        self.send_header("ETag", mark)
        self.send_header("Last-Modified", self.date_time_string(state.st_mtime))
        self.send_header("Cache-Control", FOR_A_YEAR if self._is_of_a_release(path) else EVERY_TIME)
        if not known:
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Length", str(state.st_size))
        self.end_headers()
        if known:
            file.close()
            return None
        return file

    def _is_known(self, mark: str, changed: int) -> bool:
        """Tell whether the browser has the file as it is now: by its mark, or else by the very second of its change.

        A file put back from an older release is older than what the browser has, and not the same, so a later date is
        no proof.
        """
        marks = self.headers.get("If-None-Match")
        if marks is not None:
            return marks.strip() == "*" or mark in (one.strip().removeprefix("W/") for one in marks.split(","))
        try:
            return parsedate_to_datetime(self.headers.get("If-Modified-Since", "")).timestamp() == changed
        except (TypeError, ValueError, IndexError, OverflowError):
            return False

    def _is_of_a_release(self, path: Path) -> bool:
        """Tell whether a file lies in a release's own folder, where nothing ever changes."""
        parts = path.relative_to(self.directory).parts
        return len(parts) > 2 and parts[0] == "_live"


class Server(ThreadingHTTPServer):
    """A thread for each reader, and room for a class that arrives in one moment."""

    request_queue_size = IN_LINE
    daemon_threads = True

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """Say nothing about readers who go away in the middle; anything else is a fault of ours."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("--port", type=port, default=PORT, help=f"the port ({PORT}, or a free one where it is taken)")
    parser.add_argument("--open", action="store_true", help="open the course in the browser")


def port(given: str) -> int:
    """Read the number of a port.

    Raises:
        ArgumentTypeError: there is none of this number.

    >>> port("8123")
    8123
    """
    if not (given.isascii() and given.isdecimal() and int(given) <= LAST_PORT):
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to {LAST_PORT}; {given!r} is none")
    return int(given)


def make_room() -> None:
    """Let this process open as much as a crowd needs, as far as the machine allows; Windows has no such limit to move."""
    try:
        import resource
    except ImportError:
        return
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN if most == resource.RLIM_INFINITY else min(OPEN, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def server(folder: Path, port: int) -> Server:
    """Return a server of this folder at this port, or at a free one where the port is taken."""
    make_room()
    handler = functools.partial(Handler, directory=str(folder))
    try:
        return Server(("127.0.0.1", port), handler)
    except OSError:
        return Server(("127.0.0.1", 0), handler)


def run(chosen: argparse.Namespace) -> int:
    """Serve until the reader has had enough."""
    with server(site_folder(), chosen.port) as serving:
        address = f"http://127.0.0.1:{serving.server_port}/"
        print(f"The course is at {address} (stop with Ctrl+C)", flush=True)
        if chosen.open:
            webbrowser.open(address)
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0
