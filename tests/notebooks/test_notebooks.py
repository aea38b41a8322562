"""What nbval cannot see: every notebook is there, is in its normal form, holds its outputs and a live form."""

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest

from collabkit import strategy
from collabkit.commands.notebooks import INDEX, VIEW, is_normal, tracked
from collabkit.exercises import catalogue

TOP = Path(__file__).parents[2]
NOTEBOOKS = tracked(TOP)


EXERCISES = [path for path in NOTEBOOKS if path.stem != INDEX]


def cells(path, kind="code"):
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def test_there_is_one_for_every_exercise_and_git_tracks_as_many_as_are_checked():
    assert {one.id for one in catalogue()} <= {path.stem for path in NOTEBOOKS}
    listed = subprocess.run(
        ["git", "ls-files", "*.ipynb"], cwd=TOP, capture_output=True, text=True, check=True
    ).stdout.split()
    assert {TOP / name for name in listed} == set(NOTEBOOKS)
    assert all(path.is_relative_to(TOP / "exercises") for path in NOTEBOOKS), "nbval is given the folder exercises/"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
class TestEachNotebook:
    def test_is_in_its_normal_form(self, path):
        assert is_normal(path)

    def test_holds_the_output_of_every_code_cell(self, path):
        for number, cell in enumerate(cells(path), 1):
            assert cell["outputs"], "a cell without outputs passes nbval whatever it does"
            assert cell["execution_count"] == number
            assert not any(output["output_type"] == "error" for output in cell["outputs"])

    def test_cuts_off_no_words_of_a_table(self, path):
        shown = [
            "".join(output.get("data", {}).get("text/html", "")) for cell in cells(path) for output in cell["outputs"]
        ]
        assert re.findall(r"[^<>]*\.\.\.</t[dh]>", " ".join(shown)) == []

    def test_begins_with_a_title_and_what_it_is_for(self, path):
        first = "".join(cells(path, "markdown")[0]["source"])
        assert first.startswith("# ")
        assert len(first.split()) >= 20

    def test_hides_its_code_from_those_who_do_not_want_it(self, path):
        for cell in cells(path):
            assert "hide-input" in cell["metadata"].get("tags", []), "the book looks at this"
            assert cell["metadata"]["jupyter"] == {"source_hidden": True}, "and JupyterLab at this"

    def test_no_cell_skips_itself(self, path):
        """What nbval is told to pass over, it passes whatever it does."""
        for cell in cells(path):
            assert not re.search(r"nbval", "".join(cell["source"]), re.IGNORECASE)
            assert not [tag for tag in cell["metadata"].get("tags", []) if "nbval" in tag or tag == "raises-exception"]

    def test_holds_no_widget_and_nothing_of_anybody(self, path):
        text = path.read_text(encoding="utf-8")
        assert VIEW not in text
        assert "widget-state" not in text
        assert "your own answers do" not in text

    def test_stands_in_the_contents(self, path):
        contents = (TOP / "book" / "_toc.yml").read_text(encoding="utf-8")
        assert f"file: {path.relative_to(TOP).with_suffix('').as_posix()}\n" in contents

    def test_is_valid_python_that_shows_its_last_line(self, path):
        for cell in cells(path):
            body = ast.parse("".join(cell["source"])).body
            assert isinstance(body[-1], ast.Expr)


def test_the_index_leads_to_every_exercise_in_the_order_of_the_course():
    words = "\n".join("".join(cell["source"]) for cell in cells(TOP / "exercises" / f"{INDEX}.ipynb", "markdown"))
    assert re.findall(r"\]\(([a-z-]+)\.ipynb\)", words) == [one.id for one in catalogue()]
    assert "collabkit-workbook.json" in words


def test_the_contents_name_no_notebook_that_is_not_there():
    contents = (TOP / "book" / "_toc.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"file: exercises/(?:[a-z]+/)?([a-z-]+)\n", contents)) == {path.stem for path in NOTEBOOKS}


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_the_stored_output_is_the_worked_example_as_text_and_as_html(one):
    first = cells(TOP / "exercises" / f"{one.id}.ipynb")[0]
    data = first["outputs"][0]["data"]
    assert set(data) == {"text/plain", "text/html"}, (
        "a stored view would show 'model not found' in place of the example"
    )
    assert "".join(data["text/plain"]).startswith(one.title)
    assert strategy.example_means(one).to_html() in "".join(data["text/html"])


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_the_first_words_are_the_exercises_own(one):
    said = "".join(
        json.loads((TOP / "exercises" / f"{one.id}.ipynb").read_text(encoding="utf-8"))["cells"][0]["source"]
    )
    assert said.startswith(f"# {one.title}\n\n{one.purpose}\n\nAbout {one.minutes} minutes.")
