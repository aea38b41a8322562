"""The accessibility statement says what the tests found, and has the parts that a public body must publish."""

import json
import re
import shutil

import pytest

from collabkit.commands import CommandError, accessibility, project_folder
from collabkit.exercises import catalogue

TOP = project_folder()
PARTS = (
    "How accessible this website is",
    "Feedback and contact information",
    "Reporting accessibility problems with this website",
    "Enforcement procedure",
    "Technical information about this website’s accessibility",
    "Compliance status",
    "Non-accessible content",
    "Non-compliance with the accessibility regulations",
    "Disproportionate burden",
    "Content that is not within the scope of the accessibility regulations",
    "What we are doing to improve accessibility",
    "Preparation of this accessibility statement",
)


@pytest.fixture
def copy(tmp_path):
    """A copy of what the statement is made of, with a course of one page that was found sound."""
    for name in ("ACCESSIBILITY.md", "constraints.txt"):
        shutil.copy(TOP / name, tmp_path)
    shutil.copytree(TOP / "book" / "_accessibility", tmp_path / "book" / "_accessibility")
    (tmp_path / "tests").symlink_to(TOP / "tests")
    (tmp_path / "_build" / "html" / "book").mkdir(parents=True)
    (tmp_path / "_build" / "html" / "book" / "one.html").touch()
    record(tmp_path, "pages", "book/one.html", date="2026-11-03")
    record(tmp_path, "keyboard", accessibility.WALK, date="2026-11-04")
    for one in catalogue():
        record(tmp_path, "exercises", one.id, date="2026-11-05", controls=10, announced=3)
    return tmp_path


def record(folder, kind, name, **facts):
    place = folder / "_build" / "accessibility" / kind / f"{name.replace('/', '_')}.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps({"name": name, "Chromium": "140.0", "axe": "4.14.1", **facts}), encoding="utf-8")


def test_it_has_each_part_of_the_model_in_its_order():
    headings = re.findall(r"^##+ (.+)$", (TOP / "ACCESSIBILITY.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [one for one in headings if one in PARTS] == list(PARTS)


def test_it_fits_its_sources():
    assert list(accessibility.problems(TOP)) == []


def test_a_word_changed_by_hand_is_noticed(copy):
    place = copy / "ACCESSIBILITY.md"
    place.write_text(place.read_text(encoding="utf-8").replace("partially", "fully"), encoding="utf-8")
    assert "collabkit check --write" in "".join(accessibility.problems(copy))
    accessibility.write(copy)
    assert list(accessibility.problems(copy)) == []


def test_a_gap_in_a_dependency_is_named_with_its_version():
    versions = dict(re.findall(r"^(\S+)==(\S+)$", (TOP / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE))
    gaps = json.loads((TOP / "book" / "_accessibility" / "statement.json").read_text(encoding="utf-8"))["gaps"]
    written = accessibility.statement(TOP)
    for gap in gaps:
        assert f"| {gap['name']} |" in written
        assert not gap["of"] or f"{gap['of']} {versions[gap['of']]}" in written


def test_a_test_that_is_gone_is_noticed(copy):
    (copy / "tests").unlink()
    assert any("not there" in one for one in accessibility.problems(copy))


def test_a_run_is_counted_from_what_was_found_sound(copy, monkeypatch, capsys):
    monkeypatch.setattr(accessibility, "project_folder", lambda: copy)
    assert accessibility.run(None) == 0
    assert "1 page" in capsys.readouterr().out
    written = (copy / "ACCESSIBILITY.md").read_text(encoding="utf-8")
    assert "from 3 November 2026 to 5 November 2026" in written
    number = len(catalogue())
    assert f"({number}, with {10 * number} fields" in written
    assert "in Chromium 140.0 with axe 4.14.1" in written


def test_a_page_that_was_not_found_sound_stops_it(copy):
    (copy / "_build" / "html" / "book" / "two.html").touch()
    with pytest.raises(CommandError, match=r"book/two\.html"):
        accessibility.gathered(copy)


def test_records_of_two_browsers_do_not_make_a_run(copy):
    record(copy, "pages", "book/one.html", date="2026-11-03", Chromium="139.0")
    with pytest.raises(CommandError, match="more than one browser"):
        accessibility.gathered(copy)
