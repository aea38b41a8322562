"""``collabkit words``: all that the course says, for translators.

Two catalogues, as gettext has them and as any translator's program opens them: ``collabkit`` with what the library, the
scripts, the templates and the tables of facts say, and ``book`` with the paragraphs of the chapters, which Sphinx
collects. Without a language both are written as templates into ``_build/words``. With one, its own two files are begun,
or brought up to date with what was written there kept: ``collabkit/locale/LANGUAGE/LC_MESSAGES/collabkit.po`` and
``book/_locale/LANGUAGE/LC_MESSAGES/book.po``. ``collabkit build --language LANGUAGE`` builds the course with them.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from collabkit.commands import CommandError, project_folder
from collabkit.commands.extras import require
from collabkit.commands.programs import jupyter_book
from collabkit.commands.words_found import in_folder
from collabkit.translation import DOMAIN, PSEUDO, pseudo

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

HELP = "collect what the course says, for translators"
BOOK: Final = "book"
FIELD: Final = re.compile(r"\{\w+\}")
CODE: Final = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument(
        "language", nargs="?", default="", help="such as cy: also begin this language's files, or bring them up to date"
    )


def run(chosen: argparse.Namespace) -> int:
    """Write the templates, and where a language is named its own files; say how much is translated."""
    folder = project_folder()
    require("book")
    if chosen.language and not CODE.fullmatch(chosen.language):
        raise CommandError(f"‘{chosen.language}’ is no code of a language. Give one such as cy, fr or pt_BR.")
    for domain, template in ((DOMAIN, of_library(folder)), (BOOK, of_chapters(folder))):
        _write(template, folder / "_build" / "words" / f"{domain}.pot")
        if chosen.language:
            bring_up_to_date(template, file_of(folder, domain, chosen.language), chosen.language)
    return 0


def file_of(folder: Path, domain: str, language: str) -> Path:
    """Return where a language's words are: the library's go with the package, the chapters' with the book."""
    home = folder / "book" / "_locale" if domain == BOOK else folder / "collabkit" / "locale"
    return home / language / "LC_MESSAGES" / f"{domain}.po"


def of_library(folder: Path) -> Catalog:
    """Collect what the library, the scripts, the templates and the tables of facts say."""
    from babel.messages.catalog import Catalog

    template = Catalog(project="collabkit", charset="utf-8", fuzzy=False)
    for found in in_folder(folder):
        fields = ("python-brace-format",) if re.search(r"\{\w+\}", "".join(found.words)) else ()
        template.add(found.words, locations=[(found.path.relative_to(folder).as_posix(), found.line)], flags=fields)
    return template


def of_chapters(folder: Path) -> Catalog:
    """Collect the paragraphs of the chapters, as Sphinx has them."""
    from babel.messages.pofile import read_po

    apart = folder / "_build" / "words"  # what was read for collecting does not serve for pages
    jupyter_book(folder, "--builder", "custom", "--custom-builder", "gettext", "--path-output", str(apart))
    with (apart / "_build" / "gettext" / f"{BOOK}.pot").open("rb") as file:
        return read_po(file)


def _write(catalogue: Catalog, path: Path) -> None:
    from babel.messages.pofile import write_po

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_by_file=True)
    said = [message for message in catalogue if message.id]
    done = sum(
        all(message.string) if isinstance(message.string, list | tuple) else bool(message.string) for message in said
    )
    words = sum(len(str(message.id).split()) for message in said)
    print(f"{path}: {len(said):,} sentences, {words:,} words, {done:,} translated")


def bring_up_to_date(template: Catalog, path: Path, language: str) -> None:
    """Begin a language's file, or bring it up to date and keep what was translated."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    known = Catalog(locale=language, project="collabkit", charset="utf-8", fuzzy=False)
    if path.is_file():
        with path.open("rb") as file:
            known = read_po(file, locale=language)
    known.update(template)
    _write(known, path)


def prepare(folder: Path, language: str) -> None:
    """Have a language's words ready for a build: checked, and compiled to what gettext reads.

    Raises:
        CommandError: nobody has begun this language, or a translation lost a field of its sentence.
    """
    if language == PSEUDO:
        _pseudo_chapters(folder)
        return
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    path = file_of(folder, DOMAIN, language)
    if not path.is_file():
        raise CommandError(
            f"Nobody has begun to translate the course into ‘{language}’. Begin with: collabkit words {language}"
        )
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    for message in catalogue:
        if lost := _lost(message):
            raise CommandError(
                f"{path.name}, line {message.lineno}: a translation has the fields of its sentence and no others; look at {lost}."
            )
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def _lost(message: Message) -> str:
    """Name a field that a translation has lost, or has and its sentence has not: the course would stop at it.

    Where a number decides, a form may do without a field, as English may say “one partner”.
    """
    english, translated = _forms(message.id), list(filter(None, _forms(message.string)))
    ours = {field for words in english for field in FIELD.findall(words)}
    for words in translated:
        theirs = set(FIELD.findall(words))
        for field in sorted(theirs - ours if len(english) > 1 else theirs ^ ours):
            return str(field)
    return ""


def _forms(words: object) -> tuple[str, ...]:
    return tuple(map(str, words)) if isinstance(words, list | tuple) else (str(words or ""),)


def _pseudo_chapters(folder: Path) -> None:
    """Write the chapters' paragraphs in the pseudo-language, where Sphinx looks for them."""
    template = of_chapters(folder)
    template.locale = "en"
    for message in template:
        if isinstance(message.id, str) and message.id:
            message.string = pseudo(message.id)
    _write(template, folder / "_build" / "locale" / PSEUDO / "LC_MESSAGES" / f"{BOOK}.po")
