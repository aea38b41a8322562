"""What the newest Sphinx is given is what Jupyter Book has, but for one file; and pages that differ are seen to differ."""

import importlib.util
import re
import runpy
from pathlib import Path

import pytest
import yaml

TOP = Path(__file__).parents[2]
FUTURE = TOP / "tests" / "future"
ABOUT = importlib.util.spec_from_file_location("compare_pages", FUTURE / "compare.py")
compare = importlib.util.module_from_spec(ABOUT)
ABOUT.loader.exec_module(compare)


def test_its_settings_are_those_of_the_course():
    config = yaml.safe_load((TOP / "_config.yml").read_text(encoding="utf-8"))
    settings = runpy.run_path(str(FUTURE / "conf.py"))
    theirs = {"extensions", "html_theme_options", "bibtex_bibfiles"}
    assert {name: settings[name] for name in config["sphinx"]["config"] if name not in theirs} == {
        name: value for name, value in config["sphinx"]["config"].items() if name not in theirs
    }
    assert set(config["sphinx"]["config"]["extensions"]) - set(settings["extensions"]) == {"jupyter_book"}
    assert settings["nb_execution_mode"] == "off"
    assert settings["project"] == config["title"]


def test_every_other_extension_is_installed_there():
    wanted = (FUTURE / "requirements.txt").read_text(encoding="utf-8").split("\n")
    names = {re.sub("[-_.]", "", one) for one in wanted if one and not one.startswith("#")}
    extensions = runpy.run_path(str(FUTURE / "conf.py"))["extensions"]
    assert {re.sub("[-_.]", "", one) for one in extensions} - {"collabkitbook"} <= names


@pytest.fixture
def built(tmp_path):
    for name in ("now", "then"):
        (tmp_path / name / "book").mkdir(parents=True)
        page = "<nav>Menu</nav><main><h1>Trust</h1><div><form><input></form></div><p>Begin small.</p></main>"
        (tmp_path / name / "book" / "1.html").write_text(page, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("small", "large", ["book/1.html says 'small.' and 'large.'"]),
        ("<input>", "", ["book/1.html has other parts"]),
        ("Menu", "Contents", []),
    ],
)
def test_pages_that_say_something_else_are_named(built, old, new, said):
    assert list(compare.differences(built / "now", built / "then")) == []
    path = built / "then" / "book" / "1.html"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    found = list(compare.differences(built / "now", built / "then"))
    assert len(found) == len(said)
    assert all(one.startswith(words) for one, words in zip(found, said, strict=True))


def test_a_page_that_is_missing_or_new_is_named(built):
    (built / "then" / "book" / "1.html").rename(built / "then" / "book" / "2.html")
    assert list(compare.differences(built / "now", built / "then")) == [
        "book/1.html is not there",
        "book/2.html is new",
    ]
