"""A fork's book leads to the fork, with nothing edited; a remote that is nobody else's business leads nowhere."""

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
sys.path.insert(0, str(TOP / "book" / "_ext"))

from collabkit_book.repository import public, repository_address  # noqa: E402 - found by the line above

FORK = "https://github.com/made-up-fork/working-together"
NO_CI = {}
CI = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "from-ci/course"}


def git(folder, *words):
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def checkout(folder, remote="", named=""):
    folder.mkdir()
    (folder / "pyproject.toml").write_text(f'[tool.collabkit]\nrepository = "{named}"\n', encoding="utf-8")
    git(folder, "init", "--quiet")
    if remote:
        git(folder, "remote", "add", "origin", remote)
    return folder


@pytest.mark.parametrize(
    "remote",
    [
        FORK,
        f"{FORK}.git",
        f"{FORK}/",
        "git@github.com:made-up-fork/working-together.git",
        "ssh://git@github.com/made-up-fork/working-together.git",
        "ssh://git@github.com:22/made-up-fork/working-together.git",
        "https://GitHub.com/made-up-fork/working-together",
        f"  {FORK}\n",
    ],
)
def test_however_a_public_repository_is_named_its_address_is_the_same(remote, tmp_path):
    assert public(remote) == FORK
    assert repository_address(checkout(tmp_path / "course", remote.strip()), NO_CI) == FORK


@pytest.mark.parametrize(
    "remote",
    [
        "",
        "/srv/git/course.git",
        "../course",
        "C:\\Users\\somebody\\course",
        "file:///srv/git/course.git",
        "https://somebody:secret@github.com/a/course",
        "https://secret@github.com/a/course",
        "https://git:secret@github.com/a/course",
        "ssh://somebody@github.com/a/course",
        "ssh://git:secret@github.com/a/course",
        "somebody@example.org:course",
        "http://github.com/a/course",
        "git://github.com/a/course",
        "https://github.com/a/course?token=secret",
        "https://github.com/a/course#secret",
        "https://localhost/a/course",
        "https://127.0.0.1/a/course",
        "https://[::1]/a/course",
        "https://[/a",
        "https://git/a/course",
        "https://git.office.local/a/course",
        "https://git.office.internal/a/course",
        "https://git.example.org:8443/a/course",
        "git@work:a/course",
        "git@github.com:../../course",
        'https://github.com/a/"><script>',
        "https://github.com/a b/course",
        "https://github.com",
        "https://github.com/",
        "javascript:alert(1)",
        "ext::sh -c whoami",
    ],
)
def test_a_remote_that_is_local_or_holds_a_secret_gives_nothing(remote, tmp_path):
    assert public(remote) == ""
    assert repository_address(checkout(tmp_path / "course", remote), NO_CI) == ""


def test_what_pyproject_names_comes_first_then_the_remote_then_the_variables_of_ci(tmp_path):
    named = "https://git.example.org/course"
    assert repository_address(checkout(tmp_path / "all", FORK, named), CI) == named
    assert repository_address(checkout(tmp_path / "remote", FORK), CI) == FORK
    assert repository_address(checkout(tmp_path / "ci"), CI) == "https://github.com/from-ci/course"
    assert (
        repository_address(checkout(tmp_path / "local", "/srv/git/course"), CI) == "https://github.com/from-ci/course"
    )
    assert repository_address(checkout(tmp_path / "none"), {"GITHUB_REPOSITORY": "from-ci/course"}) == ""


def test_a_copy_within_another_checkout_does_not_take_that_ones_remote(tmp_path):
    outer = checkout(tmp_path / "outer", FORK)
    (outer / "copy").mkdir()
    shutil.copy(outer / "pyproject.toml", outer / "copy")
    assert repository_address(outer / "copy", NO_CI) == ""


def test_without_git_there_is_no_address_and_no_fault(tmp_path, monkeypatch):
    folder = checkout(tmp_path / "course", FORK)
    monkeypatch.setenv("PATH", "")
    assert repository_address(folder, NO_CI) == ""


ONE_PAGE = """format: jb-book
root: book/3-nature
chapters:
  - file: exercises/degree
  - file: book/notebooks
    sections:
      - file: exercises/index
"""
BUILD = """
import sys
sys.path.insert(0, sys.argv[1])
from jupyter_book.cli.main import main
sys.exit(main(["build", sys.argv[1], "--toc", sys.argv[2], "--path-output", sys.argv[3], "-q"]))
"""


@pytest.mark.slow
@pytest.mark.skipif(
    not (TOP / ".git").exists(), reason="this copy of the course is no checkout, so it cannot be cloned"
)
def test_from_a_clean_clone_of_a_fork_the_pages_lead_to_the_fork(tmp_path, monkeypatch):
    """Nothing is edited: the clone's own remote says where its notebooks are."""
    pytest.importorskip("jupyter_book", reason="pages are built with the book's own packages")
    for name in CI:
        monkeypatch.delenv(name, raising=False)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--no-hardlinks", str(TOP), str(clone))
    git(clone, "remote", "set-url", "origin", f"{FORK}.git")
    (tmp_path / "toc.yml").write_text(ONE_PAGE, encoding="utf-8")
    command = [sys.executable, "-c", BUILD, clone, tmp_path / "toc.yml", tmp_path / "out"]
    ended = subprocess.run(command, cwd=clone, capture_output=True, text=True, check=False)
    pages = tmp_path / "out" / "_build" / "html"
    assert (pages / "exercises" / "degree.html").is_file(), ended.stdout + ended.stderr
    notebook = (pages / "exercises" / "degree.html").read_text(encoding="utf-8")
    place = "made-up-fork/working-together"
    assert f'href="https://mybinder.org/v2/gh/{place}/HEAD?labpath=exercises%2Fdegree.ipynb"' in notebook
    assert f'href="https://colab.research.google.com/github/{place}/blob/HEAD/exercises/degree.ipynb"' in notebook
    assert f"collabkit[kernel] @ git+{FORK}" in unescape(re.sub("<[^>]+>", "", notebook))
    assert 'href="degree.ipynb"' in notebook
    file = pages / "exercises" / "degree.ipynb"
    assert file.read_bytes() == (clone / "exercises" / "degree.ipynb").read_bytes()
    about = (pages / "book" / "notebooks.html").read_text(encoding="utf-8")
    assert f'href="https://mybinder.org/v2/gh/{place}/HEAD?labpath=exercises%2Findex.ipynb"' in about
    assert "collabkit-workbook.json" in about
    assert git_is_clean(clone), "a build changes nothing that is tracked"


def git_is_clean(folder):
    told = subprocess.run(["git", "status", "--porcelain"], cwd=folder, capture_output=True, text=True, check=True)
    return not told.stdout
