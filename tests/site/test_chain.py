"""One workbook's way from browser to browser to notebook to Word: at each step it holds what was done, and nothing differs."""

import os
import subprocess
import sys

import nbformat
import pytest
from conftest import ANSWERS, downloaded, exercise_pages, section, wait_live, wait_until
from served import TOP
from test_documents import parts
from whole_browsers import in_firefox

from collabkit.exercises import exercise
from collabkit.workbook import Workbook

PAGES = exercise_pages()
TAKEN = ("options", "strategy")
"""Exercises of one page whose worked example somebody takes over."""
TYPED = {"collaboration": "Fewer falls – “Ashby” & Ŵŷ", "history": "4"}
CHANGED = [("factors", "standing", "2"), ("factors", "history", "5"), ("strategy", "purpose", "Fewer falls,\nsooner")]
"""What is answered, and what is answered otherwise, in the second browser."""
NOTEBOOK = ["from collabkit import exercise\nform = exercise('strategy')\nform", "print(form.document('docx').name)"]


def answered(page, site):
    """Answer in the first browser, and save the file."""
    page.goto(site.address + PAGES[TAKEN[0]])
    for id in TAKEN:
        section(page, id).locator("[data-example]").click()
        wait_live(page, id)
        wait_until(page, "id => localStorage.getItem('collabkit:workbook')?.includes(`\"${id}\"`)", id)
    page.goto(site.address + PAGES["factors"])
    section(page, "factors").locator("[name=history][value='4']").check()
    section(page, "factors").locator("[name=collaboration]").fill(TYPED["collaboration"])
    page.goto(site.address + ANSWERS)
    with page.expect_download() as download:
        page.locator("[data-save]").click()
    return download.value.path().read_text(encoding="utf-8")


def continued(site, text, folder):
    """Go on with the file in Firefox; return what it opened, and what it saved."""
    plan = {
        "address": site.address, "folder": str(folder), "text": text,
        "answers": [{"page": PAGES[id], "exercise": id, "field": key, "value": value} for id, key, value in CHANGED],
    }  # fmt: skip
    told = in_firefox("continue.mjs", plan)
    assert told["errors"] == []
    return told


def from_a_notebook(text, folder):
    """Put the file beside a notebook, run its cells in a kernel, and return the file and what Word gets."""
    kept = folder / "collabkit-workbook.json"
    kept.write_text(text, encoding="utf-8")
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source, id=f"c{n}") for n, source in enumerate(NOTEBOOK)]
    )
    nbformat.write(notebook, folder / "mine.ipynb")
    environment = {name: value for name, value in os.environ.items() if name != "COLLABKIT_WORKBOOK"}
    command = [sys.executable, "-c", "from nbclient.cli import main; main()", "--inplace", "mine.ipynb"]
    subprocess.run(command, cwd=folder, env={**environment, "PYTHONPATH": str(TOP)}, check=True, capture_output=True)
    named = nbformat.read(folder / "mine.ipynb", as_version=4).cells[1].outputs[0].text.strip()
    return kept.read_text(encoding="utf-8"), folder / named


def but_for_pictures_points(path):
    return {name: content for name, content in parts(path.read_bytes()).items() if not name.endswith(".png")}


@pytest.mark.slow
def test_nothing_differs_from_browser_to_browser_to_notebook_to_word(page, browser, site, tmp_path):
    text = answered(page, site)
    done = Workbook.load(text)
    for id in TAKEN:
        asked = exercise(id)
        mine = {**asked.example, **{key: TYPED[key] for key in asked.example if key in TYPED}}
        mine |= {key: done.shared.answers[key] for key in ("purpose", "partners") if key in mine}
        assert asked.read(done.answers(id)).answers == asked.read(mine).answers, id
    assert done.exercises["factors"].answers == {"history": "4"}
    assert done.shared.answers["collaboration"] == TYPED["collaboration"]

    folder = tmp_path / "downloads"
    folder.mkdir()
    firefox = continued(site, text, folder)
    assert Workbook.load(firefox["opened"]) == done
    now, saved = Workbook.load(firefox["stored"]), Workbook.open(firefox["text"])
    assert saved.book == now
    assert saved.whole
    wanted = done
    for id, key, value in CHANGED:
        wanted = wanted.with_answers(id, {key: value})
    assert now.every() == wanted.every()
    assert now.shared.answers == wanted.shared.answers
    assert done.merged(now) == now, "whoever opens the later file in the first browser has the same"

    beside = tmp_path / "notebook"
    beside.mkdir()
    kept, theirs = from_a_notebook(firefox["text"], beside)
    assert kept == firefox["text"], "to look at it changes nothing"

    file, ours = tmp_path / "saved.json", tmp_path / "command.docx"
    file.write_text(firefox["text"], encoding="utf-8")
    command = [sys.executable, "-m", "collabkit.cli", "strategy", str(file), "--to", "docx", "--output", str(ours)]
    subprocess.run(command, cwd=TOP, check=True, capture_output=True)

    reader = browser.new_context()
    fresh = reader.new_page()
    fresh.goto(site.address + ANSWERS)
    with fresh.expect_file_chooser() as chooser:
        fresh.locator("[data-open]").first.click()
    chooser.value.set_files(file)
    wait_until(fresh, "() => localStorage.getItem('collabkit:workbook')")
    onpage = downloaded(fresh, "strategy", "docx").path()
    documents = [but_for_pictures_points(path) for path in (theirs, ours, onpage)]
    assert documents[0] == documents[1] == documents[2]
    assert parts(theirs.read_bytes()) == parts(ours.read_bytes()), "and drawn by the same, the pictures are the same"
    said = documents[0]["word/document.xml"].decode()
    assert "Fewer falls – “Ashby” &amp; Ŵŷ" in said
    assert ">Fewer falls,<" in said
    assert ">sooner<" in said, "each line is a paragraph of its own"
    reader.close()
