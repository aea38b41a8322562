"""What a static host should send with the course, once, and how each kind of server is told to.

``collabkit serve`` sends exactly this. The settings for nginx, Apache, IIS and hosts that read a file ``_headers`` are
written from the same lists, so that none of them can say something else.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

EVERY_TIME: Final = "no-cache"
FOR_A_YEAR: Final = "public, max-age=31536000, immutable"
RELEASE_FOLDER: Final = "/_live/[0-9a-f]{12}/"
"""Where a release's own files lie, which never change under their names."""

SAFE: Final = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What goes with every answer, with a mistake too."""

WHY: Final = {
    "Content-Security-Policy": "No other site may show a page of the course inside a page of its own. All else that this header can say stands in each page already.",
    "X-Content-Type-Options": "A file is what its type says, and a browser does not guess.",
    "Referrer-Policy": "No other site learns which page somebody came from.",
    "Permissions-Policy": "The course asks for no camera, no place and no microphone.",
}
"""What each is for, in words for people."""

TYPES: Final = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "txt": "text/plain",
    "json": "application/json",
    "wasm": "application/wasm",
    "ipynb": "application/x-ipynb+json",
    "zip": "application/zip",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "gz": "application/octet-stream",  # unpacked by the page: a host that calls it an encoding would unpack it first
    "inv": "application/octet-stream",
    "whl": "application/octet-stream",  # from here on: what only notebooks in a browser have (``collabkit build --lite``)
    "webmanifest": "application/manifest+json",
    "ico": "image/x-icon",
    "woff": "font/woff",
    "ttf": "font/ttf",
    "eot": "application/vnd.ms-fontobject",
}
"""The type of every kind of file that the course has; a script of the wrong type is not run. Text is in UTF-8."""

TEXT: Final = tuple(sorted({kind for kind in TYPES.values() if kind.startswith("text/")}))
PACKED: Final = (*TEXT, "application/json", "application/x-ipynb+json", "image/svg+xml")
"""What grows much smaller on its way when the host compresses it."""


def content_type(ending: str) -> str:
    """Return what a file's type is called in full.

    >>> content_type("js"), content_type("wasm")
    ('text/javascript; charset=utf-8', 'application/wasm')
    """
    kind = TYPES[ending]
    return f"{kind}; charset=utf-8" if kind in TEXT else kind


def by_type() -> dict[str, list[str]]:
    """Return the endings of each type."""
    found: dict[str, list[str]] = {}
    for ending, kind in TYPES.items():
        found.setdefault(kind, []).append(ending)
    return found


def nginx(_release: str = "") -> str:
    """Return a server for nginx; a place within it that names a header of its own has to name all."""
    safe = [f'add_header {name} "{value}" always;' for name, value in SAFE.items()]
    place = _indented([*safe, f'add_header Cache-Control "{EVERY_TIME}";'], 8)
    kept = _indented([*safe, f'add_header Cache-Control "{FOR_A_YEAR}";'], 8)
    types = _indented([f"{kind} {' '.join(endings)};" for kind, endings in by_type().items()], 8)
    packed = " ".join(kind for kind in PACKED if kind != "text/html")  # which nginx adds itself, and warns of
    return f"""server {{
    listen 8080;
    server_tokens off;
    absolute_redirect off;
    root /usr/share/nginx/html;
    charset utf-8;
    charset_types {" ".join(kind for kind in TEXT if kind != "text/html")};
    gzip on;
    gzip_vary on;
    gzip_types {packed};
    default_type application/octet-stream;
    types {{
{types}
    }}
    location / {{
{place}
    }}
    location ~ "{RELEASE_FOLDER}" {{
{kept}
    }}
}}
"""


def apache(_release: str = "") -> str:
    """Return a file ``.htaccess`` for Apache, or part of its own settings; it needs ``mod_headers`` and ``mod_mime``."""
    safe = [f'Header always set {name} "{value}"' for name, value in SAFE.items()]
    types = [f"AddType {kind} {' '.join(f'.{one}' for one in endings)}" for kind, endings in by_type().items()]
    text = " ".join(f".{ending}" for ending, kind in TYPES.items() if kind in TEXT)
    lines = [
        "Options -Indexes",
        "DirectoryIndex index.html",
        "RemoveEncoding .gz",
        *types,
        f"AddCharset utf-8 {text}",
        *safe,
        f'Header set Cache-Control "{EVERY_TIME}"',
        f'<If "%{{REQUEST_URI}} =~ m#{RELEASE_FOLDER}#">',
        f'    Header set Cache-Control "{FOR_A_YEAR}"',
        "</If>",
    ]
    return "\n".join(lines) + "\n"


def headers_file(release: str = "") -> str:
    """Return a file ``_headers`` for Netlify and Cloudflare Pages, which know the types and ask about pages anew anyway.

    Args:
        release: the name of the release that is built. Without it nothing is kept for a year, which is slower and safe.
    """
    lines = ["/*", *(f"  {name}: {value}" for name, value in SAFE.items())]
    if release:
        lines += [f"/_live/{release}/*", f"  Cache-Control: {FOR_A_YEAR}"]
    return "\n".join(lines) + "\n"


def iis(release: str = "") -> str:
    """Return a ``web.config`` for IIS, which serves no file whose type it does not know.

    Args:
        release: as for ``headers_file``.
    """
    types = [
        line
        for ending in TYPES
        for line in (
            f'<remove fileExtension=".{ending}" />',
            f'<mimeMap fileExtension=".{ending}" mimeType="{escape(content_type(ending))}" />',
        )
    ]
    safe = [f'<add name="{name}" value="{escape(value)}" />' for name, value in SAFE.items()]
    every = [*safe, f'<add name="Cache-Control" value="{EVERY_TIME}" />']
    kept = f"""  <location path="_live/{release}">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
          <remove name="Cache-Control" />
          <add name="Cache-Control" value="{FOR_A_YEAR}" />
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>
"""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <system.webServer>
    <staticContent>
{_indented(types, 6)}
    </staticContent>
    <httpProtocol>
      <customHeaders>
{_indented(every, 8)}
      </customHeaders>
    </httpProtocol>
  </system.webServer>
{kept if release else ""}</configuration>
"""


def _indented(lines: list[str], by: int) -> str:
    return "\n".join(" " * by + line for line in lines)


HOSTS: Final[dict[str, Callable[[str], str]]] = {
    "nginx": nginx,
    "apache": apache,
    "netlify": headers_file,
    "cloudflare": headers_file,
    "iis": iis,
}
"""How the settings of each kind of host are written."""
