"""Arrows point down only, and the library starts where there is nothing but Python."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "collabkit"
FLOORS = {
    "markup": 0, "look": 0, "wording": 0, "numbers": 0, "data": 1, "analysis": 2, "findings": 3, "charts": 4, "questions": 3,
    "exercises": 5, "workbook": 6, "workbook_file": 7, "render": 8, "strategy": 7, "workshop": 7, "browser": 9, "commands": 10,
    "cli": 11,
}  # fmt: skip
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path, *, top_only=False):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    walked = tree.body if top_only else ast.walk(tree)
    for node in walked:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(path):
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_point_down(path):
    mine = room(path)
    if mine == "__init__":
        return
    assert mine in FLOORS, "a new room needs a floor"
    for name in imports(path):
        if name.startswith("collabkit."):
            theirs = name.split(".")[1]
            if theirs in FLOORS:
                assert FLOORS[theirs] <= FLOORS[mine], f"{mine} may not know of {theirs}"
                assert theirs == mine or FLOORS[theirs] < FLOORS[mine]


def test_widgets_are_imported_in_one_place():
    users = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if {name.split(".")[0] for name in imports(path)} & {"ipywidgets", "anywidget", "traitlets"}
    }
    assert users == {"render/notebook.py"}


def test_pandas_is_never_imported_at_the_top_of_a_module():
    for path in MODULES:
        tops = {name.split(".")[0] for name in imports(path, top_only=True)}
        assert not tops & {"pandas", "numpy", "nbformat", "nbclient"}, path


BARE = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"pandas", "numpy", "ipywidgets", "anywidget", "IPython", "scipy", "yaml", "docutils", "sphinx"}:
            raise ImportError(f"{name} is not here")
sys.meta_path.insert(0, Refuse())
import collabkit, collabkit.browser
from collabkit.exercises import catalogue
found = catalogue()
assert len(found) >= 3
for one in found:
    assert one.evaluate(one.example).complete, one.id
collabkit.browser.rehearse()
print(len(found), "exercises answer")
"""


def test_the_library_and_all_exercises_run_without_pandas_numpy_and_ipywidgets():
    ended = subprocess.run(
        [sys.executable, "-I", "-W", "error", "-c", BARE], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert "exercises answer" in ended.stdout


def test_the_library_needs_no_assertions_and_no_docstrings():
    """On the page Python runs without either, so nothing that people meet may rest on them."""
    ended = subprocess.run(
        [sys.executable, "-OO", "-I", "-W", "error", "-c", BARE.replace("assert ", "")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
