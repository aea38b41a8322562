"""The package for learning platforms is what SCORM 1.2 asks for, whole, and asks a platform for one thing alone."""

import re
import xml.etree.ElementTree as ET
import zipfile
from urllib.parse import unquote

import pytest

from collabkit import cli
from collabkit.commands import scorm

IMS = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
SCHEMA = {
    "manifest": (("identifier", "version"), ("metadata", "organizations", "resources")),
    "metadata": ((), ("schema", "schemaversion")),
    "organizations": (("default",), ("organization",)),
    "organization": (("identifier",), ("title", "item")),
    "item": (("identifier", "identifierref", "isvisible"), ("title",)),
    "resources": ((), ("resource",)),
    "resource": (("identifier", "type", f"{ADL}scormtype", "href"), ("file",)),
    "file": (("href",), ()),
    **dict.fromkeys(("schema", "schemaversion", "title"), ((), ())),
}
"""Of each element the attributes and, in their order, the kinds of children that SCORM 1.2 has for one part to learn."""


@pytest.fixture
def site(tmp_path, monkeypatch):
    folder = tmp_path / "html"
    for name in ("index.html", "book/1 heart & more.html", "_live/release.txt", ".buildinfo"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr("collabkit.commands.scorm.site_folder", lambda: folder)
    return folder


@pytest.fixture
def package(site, tmp_path, capsys):
    assert site.is_dir()
    assert cli.main(["scorm", "--output", str(tmp_path / "course.zip")]) == 0
    assert "SCORM 1.2" in capsys.readouterr().out
    with zipfile.ZipFile(tmp_path / "course.zip") as archive:
        yield archive


def walk(element):
    name = element.tag.removeprefix(IMS)
    attributes, children = SCHEMA[name]
    assert tuple(element.attrib) == attributes, name
    found = [child.tag.removeprefix(IMS) for child in element]
    assert tuple(dict.fromkeys(found)) == children, name
    for child in element:
        walk(child)


def test_the_list_of_files_has_the_form_that_the_format_asks_for(package):
    assert package.namelist()[0] == "imsmanifest.xml"
    root = ET.fromstring(package.read("imsmanifest.xml"))  # noqa: S314 - our own words
    walk(root)
    assert root.findtext(f"{IMS}metadata/{IMS}schema") == "ADL SCORM"
    assert root.findtext(f"{IMS}metadata/{IMS}schemaversion") == "1.2"
    names = [one.get("identifier") for one in root.iter() if one.get("identifier")]
    assert len(names) == len(set(names))
    assert root.find(f".//{IMS}organizations").get("default") == root.find(f".//{IMS}organization").get("identifier")
    assert root.find(f".//{IMS}item").get("identifierref") == root.find(f".//{IMS}resource").get("identifier")
    assert [one.get(f"{ADL}scormtype") for one in root.iter(f"{IMS}resource")] == ["sco"], "one part, which reports"


def test_every_file_is_listed_and_there_and_the_start_is_among_them(package):
    root = ET.fromstring(package.read("imsmanifest.xml"))  # noqa: S314 - our own words
    listed = [unquote(one.get("href")) for one in root.iter(f"{IMS}file")]
    assert sorted(listed) == sorted(set(package.namelist()) - {"imsmanifest.xml"})
    assert {"learn.html", "learn.js", "learn.css", "book/1 heart & more.html"} <= set(listed)
    assert root.find(f".//{IMS}resource").get("href") == scorm.START
    assert ".buildinfo" not in listed


@pytest.mark.usefixtures("site")
def test_the_same_course_gives_the_same_bytes(tmp_path):
    for name in ("a.zip", "b.zip"):
        assert cli.main(["scorm", "--output", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_only_one_thing_is_ever_set():
    script = (scorm.AROUND / "learn.js").read_text(encoding="utf-8")
    assert set(re.findall(r"cmi\.[\w.]+", script)) == {"cmi.core.lesson_status"}
    assert script.count("LMSSetValue") == 1
    assert not re.search(r"fetch|XMLHttpRequest|sendBeacon|localStorage", script)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("name", "said"), [("course", "does not end in .zip"), ("file/course.zip", "could not be written")]
)
def test_a_place_that_will_not_do_is_named(tmp_path, capsys, name, said):
    (tmp_path / "file").touch()
    assert cli.main(["scorm", "--output", str(tmp_path / name)]) == 1
    assert said in capsys.readouterr().err
