"""CONTRIBUTING.md can be followed word for word: an exercise, a case and a check are made in a copy of the project.

The commands are taken out of CONTRIBUTING.md itself. Between them stands what it tells people to write; here that is the
least that somebody would. Everything that is to be seen at the end is run by the recipes too, so that they prove themselves.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from collabkit.commands import new_case, new_check, new_exercise
from collabkit.commands.check import unwritten

pytestmark = pytest.mark.slow

TOP = Path(__file__).parents[2]
EXERCISE, CASE, CHECK = "Add an exercise", "Add a case", "Add a check"
MADE = "collabkit/exercises/shared_risks.py"
TESTED = re.compile(r"^(?:\w+=\S+ )*pytest ")


def blocks(heading):
    """Return the commands of a section of CONTRIBUTING.md, block by block."""
    text = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = re.search(rf"^### {heading}\n(.*?)(?=^##)", text, re.MULTILINE | re.DOTALL)[1]
    return re.findall(r"^```sh\n(.*?)^```", section, re.MULTILINE | re.DOTALL)


def run(folder, commands):
    """Run commands as somebody would who stands in the folder with its environment activated."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COLLABKIT"))}
    settings |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(folder),
        "MYPY_CACHE_DIR": str(folder / ".mypy_cache"),
    }
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=folder,
        env=settings,
        check=False,
        capture_output=True,
        text=True,
    )


def done(folder, commands):
    """Run commands that have to work."""
    ended = run(folder, commands)
    assert ended.returncode == 0, f"{commands}\n{ended.stdout[-4000:]}\n{ended.stderr[-2000:]}"
    return ended.stdout


def commit(folder):
    git = "git -c user.name=Somebody -c user.email=somebody@example.org -c commit.gpgsign=false"
    done(folder, f"git add --all && {git} commit --quiet --message step")


@pytest.fixture
def copy(tmp_path):
    """Return a copy of every tracked file, as a project of its own."""
    return copied(tmp_path / "course")


@pytest.fixture(scope="module")
def with_exercise(tmp_path_factory):
    """Return a copy in which the first part of the recipe for an exercise was followed."""
    folder = copied(tmp_path_factory.mktemp("recipes") / "course")
    done(folder, blocks(EXERCISE)[0])
    commit(folder)
    return folder


def copied(folder):
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (TOP / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(TOP / name, folder / name)
    installed, lock = TOP / "book" / "_live" / "node_modules", TOP / "book" / "_live" / "package-lock.json"
    stamp = installed / ".package-lock.json"
    if stamp.is_file() and stamp.stat().st_mtime >= lock.stat().st_mtime:  # else the copy installs its own
        (folder / "book" / "_live" / "node_modules").symlink_to(installed)
    read_before = TOP / ".mypy_cache"
    if read_before.is_dir():  # what has not changed is not read again
        shutil.copytree(read_before, folder / ".mypy_cache")
    done(folder, "git init --quiet")
    commit(folder)
    return folder


def rewritten(path, change):
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def own_words(text):
    """Take every mark away, and change something that the findings say."""
    return re.sub(rf"  {new_exercise.YOURS}.*$", "", text, flags=re.MULTILINE).replace(
        "A rating is an opinion.", "A rating is one person’s opinion."
    )


def write_case(folder):
    """Put words where the new row waits for them, and a cost that was planned and one that was reported."""
    path = new_case.table(folder)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    last = rows[-1]
    for column, cell in last.items():
        last[column] = cell.removeprefix(new_case.YOURS).capitalize() if cell.startswith(new_case.YOURS) else cell
    last |= {
        "planned_cost_m": "2",
        "actual_cost_m": "3",
        "cost_tag": "outturn",
        "source_url": "https://example.org/case",
    }
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_check(folder):
    rewritten(folder / "book" / "_checks" / "3.json", lambda text: text.replace(new_check.YOURS, "Words for "))


# --- the recipes, from the first line to the last


def test_an_exercise(copy):
    first, second = blocks(EXERCISE)
    done(copy, first)
    assert list(unwritten(copy)), "what waits for words is named, and collabkit check then fails"
    rewritten(copy / MADE, own_words)
    done(copy, second)
    names = ("shared_risks.py", "test_exercise_shared_risks.py", "relations_shared_risks.py")
    made = [str(path.relative_to(copy)) for name in names for path in copy.rglob(name)]
    assert len(made) == len(names)
    done(copy, f"ruff check {' '.join(made)} && ruff format --check {' '.join(made)}")
    done(copy, f"mypy {MADE}")
    done(copy, f"pytest --doctest-modules {MADE}")


def test_a_case(copy):
    first, second = blocks(CASE)
    done(copy, first)
    assert list(unwritten(copy)), "what waits for words is named, and collabkit check then fails"
    write_case(copy)
    said = done(copy, second)
    rows = json.loads((TOP / "tests" / "counts.json").read_text(encoding="utf-8"))["rows"]["cases.csv"]
    assert f'+  "cases.csv": {rows + 1},' in said, "what changed in the counts is shown"


def test_a_check(copy):
    first, second = blocks(CHECK)
    done(copy, first)
    assert list(unwritten(copy)), "what waits for words is named, and collabkit check then fails"
    write_check(copy)
    assert '+  "3": ' in done(copy, second)


# --- no step can be left out


@pytest.mark.parametrize("left_out", [line for line in blocks(CASE)[1].splitlines() if not TESTED.match(line)][:2])
def test_a_case_without_one_of_its_steps_fails(copy, left_out):
    first, second = blocks(CASE)
    done(copy, first)
    write_case(copy)
    ended = run(copy, second.replace(left_out, ""))
    assert ended.returncode
    assert "counts.json does not fit" in ended.stdout or "test_snapshots.py::" in ended.stdout


UNDONE = {
    "collabkit/exercises/__init__.py": "pytest tests/unit/test_doors.py -k order",
    "book/_toc.yml": "pytest tests/notebooks/test_notebooks.py",
    "book/6-strategies.md": "pytest tests/unit/test_text.py -k practised",
    "book/_objectives.json": "pytest tests/unit/test_text.py -k practised",
    "exercises/index.ipynb": "pytest tests/notebooks/test_notebooks.py",
    "exercises/shared-risks.ipynb": "pytest tests/notebooks/test_notebooks.py",
    "tests/findings/relations_shared_risks.py": "pytest tests/findings -k declares",
    "tests/unit/snapshots/shared-risks.json": "pytest tests/unit/test_snapshots.py",
}
"""What ``collabkit new exercise`` writes, and what the recipe runs that sees it missing."""


@pytest.mark.parametrize("place", UNDONE)
def test_an_exercise_without_one_of_its_places_fails(with_exercise, place):
    try:
        done(with_exercise, f"git checkout --quiet HEAD~1 -- {place} 2>/dev/null || git rm --quiet {place}")
        ended = run(with_exercise, UNDONE[place])
        assert ended.returncode == 1, f"{ended.stdout[-1000:]}\n{ended.stderr}"
    finally:
        done(with_exercise, "git reset --quiet --hard HEAD")


@pytest.mark.parametrize("command", ["pytest tests/unit/test_snapshots.py", "pytest tests/notebooks/test_notebooks.py"])
def test_new_words_without_renewing_what_is_stored_fail(with_exercise, command):
    try:
        rewritten(with_exercise / MADE, own_words)
        assert run(with_exercise, command).returncode == 1
    finally:
        done(with_exercise, "git reset --quiet --hard HEAD")
