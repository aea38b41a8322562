"""Arrows point down only, and the library starts where there is nothing but Python."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "collabkit"
FACE = "collabkit"
FLOORS = {
    "translation": -1, "markup": 0, "look": 0, "wording": 0, "numbers": 0, "as_json": 0, "table": 0, "data": 1, "analysis": 2, "charts": 3,
    "findings": 4, "questions": 4, "sitting": 5, "exercises": 6, "workbook": 7, "workbook_file": 8, "worked": 8, "strategy": 9, "progress": 10, "compare": 10, "document": 10, "workshop": 10, "record": 11,
    "render": 12, "kit": 13, "browser": 14, "commands": 15,
    "cli": 16,
}  # fmt: skip
MODULES = sorted(PACKAGE.rglob("*.py"))
MODEL = [path for path in MODULES if path.relative_to(PACKAGE).parts[0].removesuffix(".py") in
         {"questions", "sitting", "table", "charts", "findings", "exercises"}]  # fmt: skip
EXERCISES = [path for path in MODULES if path.parent.name == "exercises" and path.stem not in {"__init__", "base"}]
DESCRIBED = (ast.Module, ast.ClassDef, ast.FunctionDef)
MARKUP = {"html", "xml", "collabkit.markup", "collabkit.look"}


def imports(source, *, top_only=False):
    """Name everything that a module imports, at its top or late within a function."""
    tree = ast.parse(source)
    for node in tree.body if top_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from (module,) if module != FACE else ()
            yield from (f"{module}.{alias.name}" for alias in node.names)


def imported(path, *, top_only=False):
    return list(imports(path.read_text(encoding="utf-8"), top_only=top_only))


def room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def dotted(path):
    parts = ("collabkit", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


def climbs(mine, names):
    """Say which of these imports a room may not have."""
    for name in names:
        top, *rest = name.split(".")
        if top == "" or name == FACE or (top == FACE and rest[0] not in {*FLOORS, "__version__"}):
            yield f"{mine} may not look at {name}"
        elif top == FACE and rest[0] != mine and FLOORS.get(rest[0], 0) >= FLOORS[mine]:
            yield f"{mine} may not know of {rest[0]}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_point_down(path):
    mine = room(path)
    if mine == "__init__":
        return  # the face stands outside
    assert mine in FLOORS, "a new room needs a floor"
    assert not list(climbs(mine, imported(path)))


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("from collabkit.render import html", "findings may not know of render"),
        ("def late():\n    import collabkit.browser", "findings may not know of browser"),
        ("def late():\n    from collabkit.exercises import exercise", "findings may not know of exercises"),
        ("from collabkit.questions import Text", "findings may not know of questions"),
        ("from collabkit import exercise", "findings may not look at collabkit.exercise"),
        ("import collabkit", "findings may not look at collabkit"),
        ("from . import render", "findings may not look at ."),
        ("from collabkit.charts import Bars", None),
    ],
)
def test_an_arrow_that_points_up_is_seen(source, fault):
    assert next(climbs("findings", imports(source)), None) == fault


def test_no_module_leads_back_to_itself():
    """Late imports count too; the face alone stands outside."""
    known = {dotted(path): path for path in MODULES if dotted(path) != FACE}
    leads = {name: {other for other in imported(path) if other in known} - {name} for name, path in known.items()}
    assert sum(map(len, leads.values())) > 200
    while free := [name for name, others in leads.items() if not others & set(leads)]:
        for name in free:
            del leads[name]
    assert not leads, f"these lead round in a circle: {sorted(leads)}"


@pytest.mark.parametrize("path", MODEL, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_questions_findings_charts_and_exercises_write_no_html(path):
    names = {
        name for name in imported(path) if name in MARKUP or name.startswith(("html.", "xml.", "collabkit.render"))
    }
    assert not names
    tree = ast.parse(path.read_text(encoding="utf-8"))
    described = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, DESCRIBED)}
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not [
        word for word in words - described if re.search(r"</?[a-z][a-z0-9]*[\s/>]|&[a-z]+;|#[0-9a-f]{6}|var\(--", word)
    ]


def spared(node):
    """Tell whether a part of a module may hold keys: where they are given, in worked examples, and in descriptions."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Name) and target.id in {"example", "on_paper"} for target in targets)
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.keyword) and node.arg == "key"


def loose(source):
    """Name what is not read by its question: ``Any``, the values of a sitting, and strings that look like a cell's key."""
    tree = ast.parse(source)
    out = {part for node in ast.walk(tree) if spared(node) for part in ast.walk(node)}
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "Any":
            yield "Any"
        elif isinstance(node, ast.Attribute) and node.attr == "values" and node not in called:
            yield ast.unparse(node)
        elif isinstance(node, ast.Constant | ast.JoinedStr) and node not in out:
            parts = node.values if isinstance(node, ast.JoinedStr) else [node]
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
            if re.fullmatch(r"[\w{}-]+(\.[\w{}-]+)+", text) and (re.search("[a-z]", text) or text.count(".") > 1):
                yield text


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_exercises_read_answers_by_question(path):
    assert not list(loose(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("def find(values: dict[str, Any]): ...", ["Any"]),
        ("cost = sitting.values['cost']", ["sitting.values"]),
        ("names = list(rows.values())", []),
        ("level = at('level.1.now')", ["level.1.now"]),
        ("items.append(at('level.1.now'))", ["level.1.now"]),
        ("level = at(f'level.{a}.{b}.now')", ["level.{}.{}.now"]),
        ("held = at(f'{cell}.holder')", ["{}.holder"]),
        ("held = at(f'{grid}.{row}.{column}')", ["{}.{}.{}"]),
        ("row = f'{viewer}.{other}'", []),
        ("END = Text(key='end.staff', text='What then?')", []),
        ("class Degree:\n    example = {'level.1.2.now': 3, **{f'level.{a}.1.now': 1 for a in '23'}}", []),
        ("said = f'{name}. {rest}'", []),
    ],
)
def test_what_is_not_read_by_question_is_seen(source, fault):
    assert list(loose(source)) == fault


def test_widgets_are_imported_in_one_place():
    users = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if {name.split(".")[0] for name in imported(path)} & {"ipywidgets", "anywidget", "traitlets"}
    }
    assert users == {"render/notebook.py"}


def test_pandas_is_never_imported_at_the_top_of_a_module():
    for path in MODULES:
        tops = {name.split(".")[0] for name in imported(path, top_only=True)}
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
