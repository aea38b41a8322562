"""What nbval cannot see: every notebook is there, is in its normal form, holds its outputs and a live form."""

import ast
import json
import subprocess
from pathlib import Path

import pytest

from collabkit.commands.notebooks import VIEW, is_normal, tracked
from collabkit.exercises import catalogue

TOP = Path(__file__).parents[2]
NOTEBOOKS = tracked(TOP)


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

    def test_begins_with_a_title_and_what_it_is_for(self, path):
        first = "".join(cells(path, "markdown")[0]["source"])
        assert first.startswith("# ")
        assert len(first.split()) >= 20

    def test_hides_its_code_from_those_who_do_not_want_it(self, path):
        assert all("hide-input" in cell["metadata"].get("tags", []) for cell in cells(path))

    def test_is_valid_python_that_shows_its_last_line(self, path):
        for cell in cells(path):
            body = ast.parse("".join(cell["source"])).body
            assert isinstance(body[-1], ast.Expr)


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_an_exercise_shows_itself_in_three_forms(one):
    first = cells(TOP / "exercises" / f"{one.id}.ipynb")[0]
    data = first["outputs"][0]["data"]
    assert {"text/plain", "text/html", VIEW} <= set(data)
    assert "".join(data["text/plain"]).startswith(one.title)
    assert one.evaluate_example().to_html() in "".join(data["text/html"])
