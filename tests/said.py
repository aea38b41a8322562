"""Everything that the course says at its doors, for a process that speaks the pseudo-language. Run as a script, it writes JSON.

A word that a reader sees there without the pseudo-language's letters was not looked up, so nobody could translate it.
"""

import html as markup
import io
import json
import re
import sys
import zipfile
from pathlib import Path

from bs4 import BeautifulSoup

from collabkit import document, record, strategy, translation, worked
from collabkit.browser import answer
from collabkit.commands import lite_notebooks, notebook_words
from collabkit.compare import compare
from collabkit.data import cases, cost_studies, duties, sources, vehicles
from collabkit.exercises import catalogue
from collabkit.kit.download import Workshop, files
from collabkit.kit.run_sheets import run_sheets
from collabkit.render import blocks_html, html, paper, text
from collabkit.render.documents import write

TIME = "2026-11-05T10:00:00.000Z"


PLAIN = set("ABCDEGHIJKLMNOPRSTUWYZabcdeghijklmnoprstuwyz")
"""The letters that the pseudo-language changes."""
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{6}(?:-[0-9A-HJKMNP-TV-Z]{6}){2}\b")
WORD = re.compile(r"[^\W\d_]{2,}")
MARKDOWN = re.compile(r"`[^`]*`|\]\([^)]*\)|https?://\S+")
"""Code, and where links lead."""
TOP = Path(__file__).parents[1]
NAMED = re.compile(r"\[[^\]]*\]|\b[\w-]+\.(?:html|pptx|ics|json)\b|CC BY")
"""What somebody fills in, and names of files."""


def proper_names():
    """What keeps its name in any language: laws, places and papers, who wrote and published them."""
    for case in cases.load():
        yield from (case.name, case.partners, case.source_title, case.source_publisher)
    yield from (duty.law for duty in duties.load())
    yield from (study.country for study in cost_studies.load())
    yield from (one.basis for one in vehicles.load())
    yield from json.loads((Path(worked.__file__).with_name("data") / sources.FILE).read_text(encoding="utf-8")).values()


def proper_words():
    """The words of these names."""
    return {word for name in proper_names() for word in WORD.findall(name)}


def unlooked(text, known):
    """The words of a text in the pseudo-language that were not looked up, apart from those of names."""
    for word in WORD.findall(CODE.sub(" ", NAMED.sub(" ", text))):
        if word.isascii() and PLAIN & set(word) and word not in known:
            yield word


def of_html(page):
    """The words of a page: its text, and what its attributes say to whoever does not see it."""
    soup = BeautifulSoup(page, "html.parser")
    for unseen in soup(["script", "style"]):
        unseen.decompose()
    said = [soup.get_text(" ")]
    for name in ("aria-label", "placeholder", "alt", "title", "data-label"):
        said += [one[name] for one in soup.find_all(attrs={name: True})]
    return " ".join(said)


def of_archive(data):
    """The words in the parts of a Word or PowerPoint file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [
            name for name in archive.namelist() if re.search(r"(document|footer\d*|slide\d+|notesSlide\d+)\.xml$", name)
        ]
        parts = [archive.read(name).decode() for name in names]
    return markup.unescape(" ".join(word for part in parts for word in re.findall(r"<(?:w|a):t[^>]*>([^<]*)<", part)))


def of_file(name, data):
    if name.endswith((".docx", ".pptx")):
        return of_archive(data)
    written = data.decode()
    return of_html(written) if name.endswith(".html") else written


def exercises():
    for one in catalogue():
        sitting = one.read(one.example)
        found = strategy.example_means(one)
        yield f"form {one.id}", of_html(html.form(one, sitting))
        yield f"empty form {one.id}", of_html(html.form(one, one.read({})))
        yield f"sheet {one.id}", of_html(paper.sheet(one))
        yield f"findings {one.id}", of_html(blocks_html.write(found.blocks)) + text.example(one)
        yield (
            f"asked with gaps {one.id}",
            of_html(json.loads(answer(json.dumps({"exercise": one.id, "answers": {}, "asked": True})))["findings"]),
        )


def documents():
    book = worked.workbook()
    for name, written in (("strategy", document.strategy_document(book, TIME)), ("record", record.record(book, TIME))):
        for to in ("docx", "html", "md"):
            yield f"{name} {to}", of_file(f"a.{to}", write(written, to, lambda _: b""))
    yield "compare", of_html(blocks_html.write(compare(book, book).blocks))


def kit():
    for sheet in run_sheets():
        for name, data in files(Workshop(sheet)).items():
            if name.endswith((".html", ".pptx", ".txt", ".md", ".ics")):
                yield f"kit {sheet.id} {name}", of_file(name, data)


def notebooks():
    """What notebooks say between their cells of code, for JupyterLab and for a browser."""
    for path in sorted((TOP / "exercises").rglob("*.ipynb")):
        book = json.loads(notebook_words.spoken(path))
        for place, one in (("", book), (" in a browser", lite_notebooks.adapted(book))):
            words = "\n".join(notebook_words.paragraphs(one))
            yield f"notebook {path.stem}{place}", MARKDOWN.sub(" ", words)


if __name__ == "__main__":
    doors = {name: said for part in (exercises, documents, kit, notebooks) for name, said in part()}
    json.dump({"doors": doors, "asked": sorted(translation._CATALOGUE.asked)}, sys.stdout)
