"""The notebooks in a browser, part by part: what runs there, what its Python finds, and what is said where something fails."""

import hashlib
import json
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from collabkit import cli
from collabkit.commands import CommandError, build, lite, lite_notebooks, lite_packages, scorm
from collabkit.commands.licences import pinned

TOP = Path(__file__).parents[2]


def notebook(*cells):
    """A notebook of code, with an output each."""
    made = [
        {"cell_type": "code", "id": f"c{number}", "metadata": {}, "source": [source], "outputs": [{"text": [f"said {number}"]}]}
        for number, source in enumerate(cells)
    ]  # fmt: skip
    return {"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def runs(*cells):
    """Which of these cells run in a browser."""
    beyond = set()
    return [not lite_notebooks.needs_pandas(source, beyond) for source in cells]


def test_a_cell_that_needs_pandas_takes_those_with_it_that_use_what_it_made():
    assert runs("import pandas as pd", "x = pd.Series([1])", "print(x)", "y = 1", "y + 1") == [
        False,
        False,
        False,
        True,
        True,
    ]
    assert runs("def rows():\n    return form.frame()", "rows()") == [False, False]
    assert runs("x = form.frame()", "x = 1", "x") == [False, True, True], "a name may be made anew"
    assert runs("x = [form for form in made.frame()]", "form.title") == [False, True], "an inner name stays inside"


def test_what_cannot_run_shows_what_it_said_and_there_is_a_cell_to_change():
    made = lite_notebooks.adapted(notebook("form", "form.frame()", "form.frame(1)"))
    kinds = [cell["cell_type"] for cell in made["cells"]]
    assert kinds == ["code", "markdown", "markdown", "markdown", "code"]
    words = [cell["source"] for cell in made["cells"]]
    assert words[0] == f"{lite_notebooks.GUARD}form"
    assert words[1] == f"{lite_notebooks.ONLY_IN_LAB}\n\n```\nsaid 1\n```"
    assert lite_notebooks.ONLY_IN_LAB not in words[2], "once is enough"
    assert words[-1] == lite_notebooks.TRY
    assert made["metadata"]["kernelspec"]["name"] == "python"


def test_a_notebook_of_which_all_runs_stays_as_it_is_but_for_the_first_line():
    made = lite_notebooks.adapted(notebook("a = 1", "a"))
    assert [cell["source"] for cell in made["cells"]] == [f"{lite_notebooks.GUARD}a = 1", ["a"]]


def test_a_library_that_did_not_come_is_said_in_a_sentence():
    without = "import sys; sys.modules['collabkit'] = None\n"
    ended = subprocess.run(
        [sys.executable, "-c", without + lite_notebooks.GUARD], capture_output=True, text=True, check=False
    )
    assert ended.stderr.strip().endswith(f"ImportError: {lite_notebooks.NOT_THERE}")
    assert "During handling" not in ended.stderr


def test_every_notebook_is_written_with_its_form_in_a_cell_that_runs(tmp_path):
    names = lite_notebooks.write(TOP / "exercises", tmp_path)
    assert {"index.ipynb", "facilitator/group.ipynb", "factors.ipynb"} <= set(names)
    for name in names:
        cells = json.loads((tmp_path / name).read_text(encoding="utf-8"))["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        assert all("pandas" not in one and "frame(" not in one for one in code), name
        assert name == "index.ipynb" or code[0].startswith(lite_notebooks.GUARD), name
        assert len({cell["id"] for cell in cells}) == len(cells)


@pytest.fixture
def wheel(tmp_path):
    return lite_packages.library(TOP, tmp_path / "wheels", lite.WIDGETS)


def test_the_library_is_a_wheel_of_the_same_bytes_that_pip_would_take(wheel, tmp_path):
    again = lite_packages.library(TOP, tmp_path / "again", lite.WIDGETS)
    assert again.read_bytes() == wheel.read_bytes()
    ended = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", tmp_path / "in", wheel],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    code = "import collabkit.render.notebook as n; print(n.__file__); print(len(n.bundle()))"
    ended = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'in')!r}); {code}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.stdout.startswith(str(tmp_path / "in")), ended.stderr
    assert not (tmp_path / "in" / "collabkit" / "commands").exists()
    assert wheel.stat().st_size < 2_000_000


def test_python_is_told_of_a_wheel_what_it_needs_to_load_it(wheel):
    about = lite_packages.entry(wheel, "collabkit", "0.1.0")
    assert about["imports"] == ["collabkit"]
    assert about["depends"] == ["anywidget", "ipywidgets"]
    assert about["sha256"] == hashlib.sha256(wheel.read_bytes()).hexdigest()


def made_up(folder, name, version, *needs):
    """A small wheel."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "")
        lines = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {need}" for need in needs)]
        archive.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join(lines))
    return path


@pytest.fixture
def project(tmp_path):
    """A project whose Python for browsers knows one package."""
    python = tmp_path / "project" / lite_packages.PYODIDE
    python.mkdir(parents=True)
    for name in lite_packages.CORE:
        (python / name).touch()
    known = {"name": "known", "version": "1.0", "depends": ["elsewhere"], "file_name": "known-1.0-somewhere.whl"}
    lock = {"info": {"python": "3.14.2"}, "packages": {"known": known}}
    (python / lite_packages.LIST).write_text(json.dumps(lock), encoding="utf-8")
    return tmp_path / "project"


def test_wheels_lie_beside_python_and_on_its_list_and_need_only_what_is_there(project, tmp_path):
    wheels = tmp_path / "wheels"
    made_up(wheels, "known", "1.0")
    made_up(wheels, "ours", "2.0", "known>=1", "far-away; extra == 'test'", "gone")
    assert lite_packages.lay_out(wheels, tmp_path / "core", project) == ["known", "ours"]
    listed = json.loads((tmp_path / "core" / lite_packages.LIST).read_text(encoding="utf-8"))["packages"]
    assert listed["known"]["file_name"] == "known-1.0-py3-none-any.whl"
    assert {name: one["depends"] for name, one in listed.items()} == {"known": [], "ours": ["known"]}
    assert all((tmp_path / "core" / one["file_name"]).is_file() for one in listed.values())


def test_as_it_comes_a_site_has_its_other_wheels_in_an_index_of_its_own(project, tmp_path):
    wheels = tmp_path / "wheels"
    made_up(wheels, "known", "1.0")
    made_up(wheels, "ours", "2.0")
    assert lite_packages.lay_out(wheels, tmp_path / "core", project, others=tmp_path / "pypi") == ["known"]
    assert [path.name for path in (tmp_path / "pypi").iterdir()] == ["ours-2.0-py3-none-any.whl"]


def test_without_python_for_browsers_it_is_said_what_fetches_it(tmp_path):
    with pytest.raises(CommandError, match="Fetch it with: collabkit build"):
        lite_packages.listed(tmp_path)


def test_packages_that_cannot_be_fetched_stop_the_build_with_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "constraints.txt").touch()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(CommandError) as told:
        lite_packages.fetched((sys.executable, "-m", "pip", "download", "-q"), ["no-such-package-of-ours"], tmp_path)
    assert "could not be fetched, and nothing was written" in str(told.value)
    assert "no-such-package-of-ours" in str(told.value), "what pip says stands above"


@pytest.mark.parametrize("address", ["", "https://cdn.example.org/pyodide.mjs"])
def test_a_site_that_would_ask_another_for_python_is_refused(tmp_path, address):
    kernel = {"pyodideUrl": address} if address else {}
    settings = {"jupyter-config-data": {"litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel}}}
    (tmp_path / "jupyter-lite.json").write_text(json.dumps(settings), encoding="utf-8")
    with pytest.raises(CommandError, match="would ask another site"):
        lite.finish(tmp_path)


def test_its_packages_are_pinned_and_in_an_environment_of_their_own():
    pins = {lite_packages.normal(name) for name in pinned(TOP)}
    names = {lite_packages.normal(one.split("=")[0].split(">")[0]) for one in lite_packages.wanted(TOP)}
    assert "jupyterlite-core" in names
    assert names <= pins
    extras = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    others = " ".join(one for name, several in extras.items() if name != "lite" for one in several)
    assert "jupyterlite" not in others


def test_the_build_makes_it_only_where_it_is_wanted(tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr(build, "project_folder", lambda: tmp_path)
    for name in ("build_runtime", "build_book", "npm_install"):
        monkeypatch.setattr(build, name, lambda *_, **__: None)
    monkeypatch.setattr(build.lite, "write", done.append)
    assert cli.main(["build"]) == 0
    assert done == []
    assert cli.main(["build", "--lite"]) == 0
    assert done == [tmp_path]


def test_a_package_for_a_platform_leaves_it_out(tmp_path):
    (tmp_path / "lite").mkdir()
    for name in ("index.html", "lite/index.html"):
        (tmp_path / name).touch()
    assert "index.html" in scorm.files(tmp_path)
    assert "lite/index.html" not in scorm.files(tmp_path)
