"""``collabkit serve``: the built course on this machine, for this machine alone."""

from __future__ import annotations

import argparse
import functools
import webbrowser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from collabkit.commands import CommandError, html_folder, project_folder

HELP = "serve the built course on 127.0.0.1"
PORT = 8000


class Handler(SimpleHTTPRequestHandler):
    """Files with the right types: a script of the wrong type is not run."""

    extensions_map = {  # noqa: RUF012 - the base class declares it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".css": "text/css",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".gz": "application/octet-stream",
        ".wasm": "application/wasm",
        ".ipynb": "application/x-ipynb+json",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet: a list of requests helps nobody who reads."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("--port", type=int, default=PORT, help=f"the port ({PORT}, or a free one where it is taken)")
    parser.add_argument("--open", action="store_true", help="open the course in the browser")


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of this folder at this port, or at a free one where the port is taken."""
    handler = functools.partial(Handler, directory=str(folder))
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError:
        return ThreadingHTTPServer(("127.0.0.1", 0), handler)


def run(chosen: argparse.Namespace) -> int:
    """Serve until the reader has had enough."""
    folder = html_folder(project_folder())
    if not (folder / "index.html").is_file():
        raise CommandError("The course is not built yet. Build it with: collabkit build")
    with server(folder, chosen.port) as serving:
        address = f"http://127.0.0.1:{serving.server_port}/"
        print(f"The course is at {address} (stop with Ctrl+C)", flush=True)
        if chosen.open:
            webbrowser.open(address)
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0
