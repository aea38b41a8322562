"""The Binder environment is built afresh and runs a notebook; repo2docker accepts the folder."""

import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("binder")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    command = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        "binder/requirements.txt",
    ]
    ended = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return python


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
