"""The wheel is the whole course: installed where there is no network, it serves, answers, keeps and exports.

The wheel is built from the book that is built, installed into a fresh environment, and used there; the browser has no
network either. Without a way to take the network off, pip is forbidden its index all the same.
"""

import io
import json
import re
import socket
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from offline import without_network
from playwright.sync_api import sync_playwright
from served import ARGUMENTS, HTML, TOP, chromium

from collabkit.commands import LITE
from collabkit.commands.notebooks import tracked
from collabkit.exercises import catalogue

LARGEST = 20_000_000
"""Bytes that the wheel may have."""

ID, ANSWER = "factors", "history"
REGISTRIES = tuple(
    b".".join(parts)
    for parts in ((b"pypi", b"org"), (b"pythonhosted", b"org"), (b"registry", b"npmjs", b"org"), (b"registry", b"yarnpkg", b"com"))
)  # fmt: skip
"""Where packages come from: nothing that is built may ask there, and no such name stands in the project, here either."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    if not (HTML / "_live" / "release.txt").is_file():
        pytest.exit("The course is not built. Build it with: make build", returncode=1)
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, TOP]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return next(folder.glob("collabkit-*-py3-none-any.whl"))


@pytest.fixture(scope="module")
def offline():
    with without_network(sys.executable) as prefix:
        yield prefix


@pytest.fixture(scope="module")
def installed(wheel, offline, tmp_path_factory):
    """The folder of the programs of a fresh environment, into which pip has put the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    command = [*offline, python, "-m", "pip", "--isolated", "install", "--quiet", "--no-index", wheel]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return folder / "bin"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A folder that is no copy of the course."""
    return tmp_path_factory.mktemp("elsewhere")


def collabkit(installed, elsewhere, *words):
    """Run the installed command without anything of ours around it."""
    command = [installed / "collabkit", *words]
    return subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, check=False, env={"PATH": ""})


@pytest.fixture
def address(installed, offline, elsewhere):
    """The address at which the installed course is served."""
    command = [*offline, installed / "collabkit", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=elsewhere, stdout=subprocess.PIPE, text=True) as serving:
        yield re.search(r"http://127\.0\.0\.1:\d+/", serving.stdout.readline()).group()
        serving.terminate()


@pytest.fixture
def page(offline, address, tmp_path):
    """A fresh reader in the place without a network, who is never led to another site."""
    path = chromium()
    if not path:
        pytest.exit("chromium is not here. Install it with: apt install chromium", returncode=1)
    start = tmp_path / "chromium"
    start.write_text(f'#!/bin/sh\nexec {" ".join([*offline, path])} "$@"\n', encoding="utf-8")
    start.chmod(0o755)
    asked = []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=start, args=ARGUMENTS)
        reader = browser.new_context(accept_downloads=True)
        reader.on("request", lambda request: asked.append(request.url))
        yield reader.new_page()
        assert [url for url in asked if not url.startswith((address, "blob:", "data:"))] == []
        browser.close()


def workbook(page):
    return json.loads(page.evaluate("localStorage.getItem('collabkit:workbook')") or "{}")


def test_the_wheel_is_small_enough_and_holds_the_course_as_it_was_built(wheel):
    assert wheel.stat().st_size <= LARGEST
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        files = [path.relative_to(HTML) for path in HTML.rglob("*") if path.is_file()]
        built = {path.as_posix() for path in files if path.parts[0] != LITE}  # where that was built too, it stays out
        assert {name.removeprefix("collabkit/_site/") for name in names if "/_site/" in name} == built
        notebooks = {Path(name).stem for name in names if name.startswith("collabkit/_notebooks/")}
        assert notebooks == {"index", "group", *(one.id for one in catalogue())}
        top = {name.split("/")[0] for name in names}
        assert {re.sub(r"-[\d.]+\.", ".", name) for name in top} == {"collabkit", "collabkit.dist-info"}


def test_nothing_in_it_names_this_machine_or_where_packages_come_from(wheel):
    """A path of whoever built it would tell on them, and mean nothing to anybody else."""
    traces = (str(TOP).encode(), str(Path.home()).encode() + b"/", *REGISTRIES)
    with zipfile.ZipFile(wheel) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert [(name, trace) for name, file in files.items() for trace in traces if trace in file] == []


def test_the_course_itself_needs_no_other_package(installed, elsewhere):
    told = collabkit(installed, elsewhere, "serve", "--help")
    assert told.returncode == 0
    listed = subprocess.run(
        [installed / "python", "-m", "pip", "list", "--format=json"], capture_output=True, check=True
    )
    assert {one["name"] for one in json.loads(listed.stdout)} <= {"collabkit", "pip", "setuptools"}


def test_where_the_network_can_be_taken_off_it_is_off(offline, address):
    if not offline:
        pytest.skip("this machine gives no network of one's own")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", urlsplit(address).port), timeout=5)
    ask = f"import urllib.request; print(urllib.request.urlopen({address!r}, timeout=5).status)"
    inside = subprocess.run([*offline, sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    assert inside.stdout == "200\n", inside.stderr


def test_an_exercise_answers_and_keeps_and_the_strategy_can_be_taken_away(page, address):
    page.goto(address)
    page.wait_for_url("**/book/index.html")
    page.goto(f"{address}book/5-what-works.html")
    exercise = page.locator(f'section[data-exercise="{ID}"]')
    live = exercise.and_(page.locator('[data-state="live"]'))
    answer = exercise.locator(f'[name="{ANSWER}"][value="4"]')
    answer.check()
    live.wait_for(state="attached")
    assert workbook(page)["exercises"][ID]["answers"] == {ANSWER: "4"}
    findings = exercise.locator("[data-findings]").inner_text()
    assert len(findings.split()) > 20, "it says what the answer means"
    page.reload()
    live.wait_for(state="attached")
    assert answer.is_checked(), "answers are kept over a reload"
    assert exercise.locator("[data-findings]").inner_text() == findings

    page.goto(f"{address}book/your-answers.html")
    with page.expect_download() as download:
        page.locator("[data-document=strategy][data-to=docx]").first.click()
    content = download.value.path().read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as document:
        assert "word/document.xml" in document.namelist()
        assert document.testzip() is None


def test_notebooks_are_written_to_work_in_and_never_over_ones_own(installed, elsewhere):
    told = collabkit(installed, elsewhere, "notebooks", "mine")
    assert told.returncode == 0, told.stderr
    names = {path.relative_to(elsewhere / "mine") for path in (elsewhere / "mine").rglob("*.ipynb")}
    assert names == {path.relative_to(TOP / "exercises") for path in tracked(TOP)}
    assert "pip install 'collabkit[notebook]'" in told.stderr, "what is missing is named"
    (elsewhere / "mine" / "index.ipynb").write_text("mine", encoding="utf-8")
    told = collabkit(installed, elsewhere, "notebooks", "mine")
    assert told.returncode == 0
    assert (elsewhere / "mine" / "index.ipynb").read_text(encoding="utf-8") == "mine"
    assert "ever written over" in told.stdout


def test_what_needs_a_copy_of_the_source_says_so(installed, elsewhere):
    told = collabkit(installed, elsewhere, "build")
    assert told.returncode == 1
    assert told.stderr.startswith("collabkit build: This is not a copy of the course.")
    assert "Traceback" not in told.stderr
