"""What a learner installs by pip: the course is found wherever one stands, and nobody's notebook is written over."""

import argparse
import json
import os
from pathlib import Path

import pytest
from full_disk import FullDisk

from collabkit import cli, commands
from collabkit.commands import CommandError, copy_notebooks, extras, html_folder, notebooks_folder, site_folder
from collabkit.exercises import catalogue


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder with no course around it, and a package that lies in no checkout."""
    monkeypatch.setattr(commands, "PACKAGE", tmp_path / "site-packages" / "collabkit")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def site(folder):
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<h1>Course</h1>", encoding="utf-8")
    return folder


def checkout(folder):
    (folder / "book").mkdir(parents=True)
    (folder / "book" / "_toc.yml").touch()
    (folder / "_config.yml").touch()
    return folder


def test_in_a_copy_of_the_source_its_own_build_is_served_else_the_packaged_course(elsewhere):
    packaged = site(elsewhere / "packaged")
    assert site_folder(packaged=packaged) == packaged
    source = checkout(elsewhere / "source")
    with pytest.raises(CommandError, match="not built yet"):
        site_folder(source / "book", packaged)
    built = site(html_folder(source))
    assert site_folder(source / "book", packaged) == built


def test_a_package_without_the_course_says_so(elsewhere):
    with pytest.raises(CommandError, match="came without the built course"):
        site_folder(packaged=elsewhere / "nothing")


def test_in_a_checkout_the_notebooks_are_those_of_the_source():
    assert (notebooks_folder() / "index.ipynb").is_file()


def test_notebooks_are_written_the_list_of_them_first_and_each_as_it_is(tmp_path, capsys):
    folder = tmp_path / "my" / "work"
    assert cli.main(["notebooks", str(folder)]) == 0
    placed = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.ipynb")}
    assert set(placed) == {"facilitator/group.ipynb", "index.ipynb", *(f"{one.id}.ipynb" for one in catalogue())}
    assert all(path.read_bytes() == (notebooks_folder() / name).read_bytes() for name, path in placed.items())
    assert copy_notebooks.copy(notebooks_folder(), tmp_path / "other")[0][0] == "index.ipynb"
    said = capsys.readouterr().out
    assert f"{len(catalogue()) + 2} notebooks written" in said
    assert str(folder / "index.ipynb") in said
    for path in placed.values():
        json.loads(path.read_text(encoding="utf-8"))


def test_what_is_there_is_never_written_over(tmp_path, capsys):
    (tmp_path / "trust.ipynb").write_text("mine", encoding="utf-8")
    (tmp_path / "power.ipynb").symlink_to(tmp_path / "gone.ipynb")
    (tmp_path / "degree.ipynb").mkdir()
    assert cli.main(["notebooks", str(tmp_path)]) == 0
    assert (tmp_path / "trust.ipynb").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "gone.ipynb").exists()
    assert "they are there already: degree.ipynb, power.ipynb and trust.ipynb." in capsys.readouterr().out
    assert cli.main(["notebooks", str(tmp_path)]) == 0
    assert "nothing in your folder is ever written over" in capsys.readouterr().out


def test_a_folder_with_a_space_is_one_word_of_the_command():
    assert copy_notebooks.told(Path("my notebooks"), ["index.ipynb"], []).endswith(
        "jupyter lab 'my notebooks/index.ipynb'"
    )


def test_a_place_that_cannot_be_written_is_named(tmp_path, capsys):
    (tmp_path / "file").touch()
    assert cli.main(["notebooks", str(tmp_path / "file" / "work")]) == 1
    assert "Name another folder." in capsys.readouterr().err


def test_a_disk_that_is_full_leaves_no_half_a_notebook(tmp_path, monkeypatch):
    path = tmp_path / "a.ipynb"
    real = type(path).open

    monkeypatch.setattr(type(path), "open", lambda self, mode: FullDisk(real(self, mode)))
    with pytest.raises(OSError, match=os.strerror(28)):
        copy_notebooks._placed(b"whole", path)
    assert not path.exists()


@pytest.mark.parametrize("extra", extras.EXTRAS)
def test_an_extra_that_is_missing_is_named_with_how_to_install_it(extra, monkeypatch):
    monkeypatch.setattr(extras, "find_spec", {}.get)
    with pytest.raises(CommandError) as told:
        extras.require(extra)
    assert all(name in str(told.value) for name in extras.EXTRAS[extra])
    assert f"pip install 'collabkit[{extra}]'" in str(told.value)
    monkeypatch.setattr(extras, "find_spec", lambda name: name)
    assert extras.missing(extra) == ""


def test_notebooks_without_jupyterlab_are_written_and_what_is_missing_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name == "jupyterlab" else name)
    assert copy_notebooks.run(argparse.Namespace(folder=tmp_path / "work")) == 0
    assert (tmp_path / "work" / "index.ipynb").is_file()
    assert "JupyterLab is not installed. Install with: pip install 'collabkit[notebook]'" in capsys.readouterr().err


def test_a_build_without_jupyter_book_stops_before_it_begins(monkeypatch, capsys):
    monkeypatch.setattr(extras, "find_spec", {}.get)
    monkeypatch.chdir(commands.PACKAGE.parent)
    assert cli.main(["build"]) == 1
    assert "Jupyter Book and python-pptx are not installed" in capsys.readouterr().err
