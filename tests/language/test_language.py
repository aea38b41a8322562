"""The whole course in no language: English with other letters, built as a translation is, read and answered.

What is read there in plain letters does not go through the catalogue. It is counted, so that it cannot grow.
"""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from said import PLAIN, WORD, proper_words, unlooked
from served import TOP, Site, browsing

from collabkit.translation import PSEUDO, SETTING, pseudo

pytestmark = pytest.mark.slow
APART = (".git", ".venv", "_build", "node_modules", "__pycache__", "dist", "_site")
NOT_OURS = "script, style, code, pre, .bibliography, .std-term, [class*=citation], cite"
"""What is no sentence of the course: programs, references, and terms that a chapter links under their English name."""
MOST_PLAIN = 75
"""Words on all pages that a translator could not reach on 29 November 2026, of some 170,000. It may only fall."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The course, built in the pseudo-language from a copy of its source."""
    copy = tmp_path_factory.mktemp("language") / "course"
    shutil.copytree(TOP, copy, ignore=shutil.ignore_patterns(*APART))
    modules = Path("book", "_live", "node_modules")
    if (TOP / modules).is_dir():
        (copy / modules).symlink_to(TOP / modules)
    environment = {key: value for key, value in os.environ.items() if key != SETTING} | {"PYTHONPATH": str(copy)}
    command = [sys.executable, "-m", "collabkit.cli", "build", "--language", PSEUDO]
    built = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, (built.stdout + built.stderr)[-4000:]
    served = Site()
    served.folder = copy / "_build" / "html"
    yield served
    served.shutdown()
    served.server_close()


def sentences(path):
    """What a page says."""
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    for unsaid in soup.select(NOT_OURS):
        unsaid.decompose()
    return soup.stripped_strings


def test_what_cannot_be_translated_on_the_pages_is_counted_and_does_not_grow(site):
    known, words, plain = proper_words(), 0, Counter()
    pages = [path for name in ("book", "sheets", "worked") for path in sorted((site.folder / name).rglob("*.html"))]
    assert len(pages) > 45
    for path in pages:
        for said in sentences(path):
            words += len(WORD.findall(said))
            plain.update((path.name, word) for word in unlooked(said, known))
    by_page = Counter()
    for (page, _), number in plain.items():
        by_page[page] += number
    print(f"{words:,} words on {len(pages)} pages, {plain.total():,} of them not looked up: {by_page.most_common(12)}")
    assert words > 150_000
    assert plain.total() <= MOST_PLAIN


def test_python_and_the_scripts_of_a_page_answer_in_the_language_of_the_book(site):
    with browsing() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        faults = []
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(site.address + "book/1-heart.html")
        assert page.locator("html").get_attribute("lang") == PSEUDO.replace("_", "-")
        here = page.locator("section[data-exercise=trust]")
        here.locator("[data-example], [data-offer]").first.click()
        here.get_by_text(pseudo("Undo"), exact=True).wait_for(timeout=60_000)
        here.locator("[data-findings] .headline, [data-findings] p").first.wait_for()
        found = here.locator("[data-findings]").inner_text()
        assert not [word for word in WORD.findall(found) if word.isascii() and PLAIN & set(word)]
        assert len(WORD.findall(found)) > 100
        assert faults == []
