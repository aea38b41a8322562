"""What stands at the top of the project leads somewhere, and says of the code what is so."""

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from test_boundaries import FLOORS

from collabkit import workbook
from collabkit.commands import serve

TOP = Path(__file__).parents[2]
FORMS = sorted(path for path in (TOP / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
PAGES = sorted(TOP.glob("*.md"))
KINDS = {"markdown", "input", "textarea"}


def test_the_pages_are_there_that_people_look_for():
    names = {page.name for page in PAGES}
    assert {"README.md", "CONTRIBUTING.md", "SECURITY.md", "SUPPORT.md", "CODE_OF_CONDUCT.md", "CHANGELOG.md"} <= names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_link_to_a_file_leads_to_one(page):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (TOP / link).exists()] == []


def test_make_runs_the_tests_of_every_folder():
    """Only what compares speeds runs by a command of its own: its figures are kept, and read by a person."""
    recipes = (TOP / "Makefile").read_text(encoding="utf-8")
    folders = {path.parent.relative_to(TOP).as_posix() for path in (TOP / "tests").rglob("test_*.py")}
    assert [folder for folder in sorted(folders) if folder not in recipes] == []


def test_pages_that_name_a_version_name_this_one():
    """What a reader types, or cites, is the file and the course that are there."""
    version = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    notebooks, citing = (
        (TOP / "book" / name).read_text(encoding="utf-8") for name in ("notebooks.md", "how-to-cite.md")
    )
    assert set(re.findall(r"collabkit-([\d.]+)-py3-none-any\.whl", notebooks)) == {version}
    assert set(re.findall(r"Version ([\d.]+\d)", citing)) == {version}


def test_bounds_that_are_named_are_those_of_the_code():
    text = (TOP / "SECURITY.md").read_text(encoding="utf-8")
    assert (workbook.MOST_BYTES, workbook.MOST_DEPTH) == (2_000_000, 8)
    assert "two million bytes, eight levels" in text
    assert f"{workbook.MOST_ENTRIES:,} entries" in text
    assert f"{workbook.LONGEST_ANSWER:,} characters" in text
    assert f"{workbook.LONGEST_LIST} items" in text
    assert f"{serve.PATIENCE} seconds" in text


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_has_what_is_needed_to_be_shown(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["name"]
    assert form["description"]
    assert {part["type"] for part in form["body"]} <= KINDS
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert len({part["id"] for part in asked}) == len(asked)
    assert all(part["attributes"]["label"] for part in asked)
    assert any(part["validations"]["required"] for part in asked)


def test_support_names_each_form_as_it_is_called():
    support = (TOP / "SUPPORT.md").read_text(encoding="utf-8")
    assert all(f"“{yaml.safe_load(path.read_text(encoding='utf-8'))['name']}”" in support for path in FORMS)


def test_what_security_says_is_tried_is_there():
    """Each test that the table names can be opened."""
    text = (TOP / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:tests|\.ci|\.github|collabkit)/[\w./-]+\w)`", text)
    assert len(named) > 6
    assert [name for name in named if not (TOP / name).exists()] == []
    assert len([*(TOP / "tests").rglob("test_hostile_*.py")]) >= 4


def house():
    """The floors of the library from the top, each with its rooms; the same width, so that it stands like a house."""
    floors = {}
    for room, floor in FLOORS.items():
        floors.setdefault(floor, []).append(room)
    lines = ["   ".join(floors[floor]) for floor in sorted(floors, reverse=True)]
    wide = max(map(len, lines)) + 4
    roof = ["  /" + "‾" * (wide - 6) + "\\"]
    return "\n".join([*roof, *(f"│ {line.center(wide - 4)} │" for line in lines), "└" + "─" * (wide - 2) + "┘"])


def test_the_picture_of_the_house_is_drawn_from_the_floors():
    text = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
    drawn = re.search(r"```text\n(.*?)\n```", text, re.DOTALL)[1]
    assert drawn == house(), f"Draw it anew:\n{house()}"


def test_each_test_that_is_named_to_be_run_is_there():
    text = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
    part = text[text.index("### Run one test") : text.index("### How it is put together")]
    named = re.findall(r"(?:tests|collabkit|exercises)/[\w/-]+\.(?:py|ipynb)", part)
    assert len(named) == 5
    assert [name for name in named if not (TOP / name).is_file()] == []
    for name, words in re.findall(r"(tests/\S+\.py) -k \"?([\w ]+)\"?", part):
        tests = (TOP / name).read_text(encoding="utf-8")
        assert any(word in tests for word in words.split(" and ")), "the words choose something"
    recipes = (TOP / "Makefile").read_text(encoding="utf-8")
    assert all(f"{target}:" in recipes for target in re.findall(r"`make (\w+)`", text))


ABOUT_RELEASES = importlib.util.spec_from_file_location("release", TOP / ".ci" / "release.py")
release = importlib.util.module_from_spec(ABOUT_RELEASES)
ABOUT_RELEASES.loader.exec_module(release)


@pytest.fixture
def ready(tmp_path):
    """A project that may be released as 1.2.0."""
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n', encoding="utf-8")
    (tmp_path / "CITATION.cff").write_text('version: 1.2.0\ndate-released: "2027-03-01"\n', encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(
        "# Log\n\n## 1.2.0 (2027-03-01)\n\n- New.\n\n## 1.1.0 (2027-01-01)\n\n- Old.\n", encoding="utf-8"
    )
    return tmp_path


def test_a_release_whose_parts_say_the_same_has_its_words(ready):
    assert list(release.faults("v1.2.0", ready)) == []
    assert release.section((ready / "CHANGELOG.md").read_text(encoding="utf-8"), "1.2.0") == ("2027-03-01", "- New.")


@pytest.mark.parametrize(
    ("tag", "file", "old", "new", "said"),
    [
        ("v1.2.1", "pyproject.toml", "", "", "The tag has to be v1.2.0"),
        ("v1.2.0", "CITATION.cff", "1.2.0", "1.1.0", "CITATION.cff says 1.1.0"),
        ("v1.2.0", "CITATION.cff", "2027-03-01", "2027-03-02", "CHANGELOG.md on 2027-03-01"),
        ("v1.2.0", "CHANGELOG.md", "(2027-03-01)", "(unreleased)", "has no part that begins"),
    ],
)
def test_what_keeps_a_tag_from_being_a_release_is_said(ready, tag, file, old, new, said):
    path = ready / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert said in " ".join(release.faults(tag, ready))


def test_version_and_citation_say_the_same_today():
    version = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"\nversion: {version}\n" in (TOP / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(rf"(?m)^## {re.escape(version)} \(", (TOP / "CHANGELOG.md").read_text(encoding="utf-8"))


def test_what_a_release_passes_on_was_tested_first():
    flow = yaml.safe_load((TOP / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
    steps = [step.get("run", "") for step in flow["jobs"]["make"]["steps"]]
    tested = steps.index("bash .ci/run")
    for thing in ("pip wheel", "collabkit pdf", "collabkit scorm", "CITATION.cff", "kit/*.zip"):
        assert any(thing in step for step in steps[tested:]), thing
    assert "--draft" in flow["jobs"]["publish"]["steps"][-1]["run"]
    assert flow["jobs"]["publish"]["permissions"] == {"contents": "write"}
