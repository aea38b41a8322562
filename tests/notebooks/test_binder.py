"""Binder's environment is built afresh over what repo2docker brings, leaves that as it is, and runs a notebook."""

import json
import os
import re
import subprocess
import sys
import tomllib
import venv
from importlib.util import find_spec
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
REQUIREMENTS = (TOP / "binder" / "requirements.txt").read_text(encoding="utf-8")
PYTHON = (TOP / "binder" / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
LOCK = Path(find_spec("repo2docker").origin).parent / "buildpacks" / "conda" / f"environment.py-{PYTHON}-linux-64.lock"
LAB = ("jupyterlab", "jupyter-server", "notebook", "ipykernel", "ipywidgets", "jupyterlab-widgets", "traitlets")
"""What a person on Binder looks at, and what carries the forms there."""


def same(name):
    return re.sub("[-_.]+", "-", name).lower()


def brought():
    """The version of every package that repo2docker's own environment holds, by name."""
    found = re.findall(r"/([^/\s]+)-([^-\s]+)-[^-\s]+\.(?:conda|tar\.bz2)", LOCK.read_text(encoding="utf-8"))
    return {same(name): version for name, version in found}


def pinned(text):
    return {same(name): version for name, version in re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", text)}


def pip(python, *words):
    command = [python, "-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check", *words]
    ended = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def installed(python):
    listed = [python, "-m", "pip", "list", "--format=json", "--disable-pip-version-check"]
    found = subprocess.run(listed, capture_output=True, text=True, check=True).stdout
    return {same(one["name"]): one["version"] for one in json.loads(found)}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The same Jupyter as on Binder, and over it what we ask for, as repo2docker installs it; what there was before."""
    folder = tmp_path_factory.mktemp("binder")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    pip(python, *(f"{name}=={brought()[name]}" for name in LAB))
    before = installed(python)
    pip(python, "-r", "binder/requirements.txt")
    path = f"{python.parent}:{os.environ['PATH']}"
    ended = subprocess.run(
        ["binder/postBuild"], cwd=TOP, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return python, before


@pytest.fixture
def environment(built):
    return built[0]


def test_a_notebook_runs_in_a_fresh_environment(environment, tmp_path):
    command = [
        environment,
        "-m",
        "jupyter",
        "nbconvert",
        "--to",
        "notebook",
        "--execute",
        "--output-dir",
        str(tmp_path),
        "exercises/outturns.ipynb",
    ]
    ended = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    written = (tmp_path / "outturns.ipynb").read_text(encoding="utf-8")
    assert '"output_type": "error"' not in written
    assert "application/vnd.jupyter.widget-view+json" in written


def test_jupyterlab_and_all_around_it_stay_as_repo2docker_brought_them(built):
    python, before = built
    after = installed(python)
    assert {name: after[name] for name in LAB} == {name: brought()[name] for name in LAB}
    assert {name: after[name] for name in before} == before
    added = {name: after[name] for name in after.keys() - before.keys() - {"collabkit"}}
    assert added == pinned(REQUIREMENTS), "each version that we add is a tested one"


def test_nothing_is_asked_for_that_repo2docker_brings_and_the_rest_is_as_tested():
    asked = pinned(REQUIREMENTS)
    assert {"anywidget", "pandas"} <= set(asked)
    assert not set(asked) & set(brought())
    assert asked.items() <= pinned((TOP / "constraints.txt").read_text(encoding="utf-8")).items()
    lines = [line for line in REQUIREMENTS.splitlines() if not line.startswith("#")]
    assert [line for line in lines if "==" not in line] == [], "no list of versions goes along"


STEPS = """
import json
from repo2docker.buildpacks import PythonBuildPack
pack = PythonBuildPack("an-image:1.0")
first, then = ([words for _, words in steps] for steps in (pack.get_preassemble_scripts(), pack.get_assemble_scripts()))
print(json.dumps([sorted(pack.get_preassemble_script_files()), first, then, pack.get_post_build_scripts()]))
"""


def test_what_was_installed_is_kept_from_one_commit_to_the_next():
    """repo2docker installs before it copies the repository, and so once, if nothing of the repository is asked for."""
    command = [sys.executable, "-W", "ignore", "-c", STEPS]
    ended = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    files, first, then, last = json.loads(ended.stdout)
    assert "binder/requirements.txt" in files
    assert any("binder/requirements.txt" in script for script in first)
    assert not any("binder/requirements.txt" in script for script in then)
    assert last == ["binder/postBuild"]


def test_all_that_is_installed_fits_together(environment):
    ended = subprocess.run([environment, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout
    listed = installed(environment)
    with (TOP / "pyproject.toml").open("rb") as file:
        needs = tomllib.load(file)["project"]["optional-dependencies"]
    for need in (*needs["kernel"], *needs["document"]):
        name = re.match(r"[\w-]+", need)[0]
        assert name == "collabkit" or same(name) in listed, (
            f"{need} is wanted by the library, which asks for nothing itself"
        )


def test_repo2docker_accepts_the_folder():
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    ended = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "python" in (ended.stdout + ended.stderr).lower()


def test_versions_are_pinned_and_no_address_is_recorded():
    pins = (TOP / "constraints.txt").read_text(encoding="utf-8")
    lines = [line for line in pins.splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[^\s;]+( ; .+)?", line) for line in lines)
    assert "://" not in pins
    assert "resolved" not in (TOP / "book" / "_live" / "package-lock.json").read_text(encoding="utf-8")
