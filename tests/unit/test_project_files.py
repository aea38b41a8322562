"""What stands at the top of the project leads somewhere, and says of the code what is so."""

import re
from pathlib import Path

import pytest
import yaml

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
