"""Of every package in use the licence is known and its weaknesses are looked up; each exception has its reason."""

import importlib.util
import json
import tomllib
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from collabkit.commands import licences

TOP = Path(__file__).parents[2]
TODAY = date(2026, 11, 29)
ABOUT = importlib.util.spec_from_file_location("audit", TOP / ".ci" / "audit.py")
audit = importlib.util.module_from_spec(ABOUT)
ABOUT.loader.exec_module(audit)


def test_the_list_of_licences_fits_what_is_in_use():
    assert list(licences.problems(TOP)) == []


def test_every_reason_is_needed():
    assert {one.name for one in chain(*licences.packages(TOP)) if one.asks_more} == set(licences.REASONS)


@pytest.fixture
def project(tmp_path):
    """A project with one package of each kind."""
    (tmp_path / "book" / "_live").mkdir(parents=True)
    lock = {"packages": {"": {}, "node_modules/@a/b": {"version": "1.0.0", "license": "MIT"}}}
    (tmp_path / "book" / "_live" / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    (tmp_path / "constraints.txt").write_text("# versions\npytest==1.0 ; python_version > '3'\n", encoding="utf-8")
    return tmp_path


def test_a_change_of_versions_is_seen_and_renewed(project):
    assert licences.write(project)
    assert list(licences.problems(project)) == []
    assert licences.write(project) == ""
    (project / "constraints.txt").write_text("pytest==2.0\n", encoding="utf-8")
    assert [one for one in licences.problems(project) if "behind" in one]


def test_what_is_not_installed_here_stays_as_it_was_written_until_its_version_changes(project):
    (project / "constraints.txt").write_text("no-such-package==1.0\n", encoding="utf-8")
    (project / licences.NAME).write_text("| no-such-package | 1.0 | MIT |\n", encoding="utf-8")
    assert [one.licence for one in chain(*licences.packages(project))] == ["MIT", "MIT"]
    (project / "constraints.txt").write_text("no-such-package==1.1\n", encoding="utf-8")
    licences.write(project)
    assert [one for one in licences.problems(project) if "no-such-package 1.1: its licence is not known" in one]


def test_a_licence_that_asks_more_needs_a_reason(project):
    lock = {"packages": {"node_modules/b": {"version": "1.0.0", "license": "AGPL-3.0-only"}}}
    (project / "book" / "_live" / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    licences.write(project)
    assert [one for one in licences.problems(project) if "b is under AGPL-3.0-only. Give a reason" in one]


PIP = {
    "dependencies": [
        {"name": "good", "version": "1", "vulns": []},
        {"name": "weak", "version": "1", "vulns": [{"id": "PYSEC-1"}]},
    ]
}
NPM = {
    "vulnerabilities": {
        "weak": {"via": [{"url": "https://example.org/advisories/GHSA-1"}]},
        "holder": {"via": ["weak"]},
    }
}


def test_what_is_known_is_said_and_named_once():
    found = [*audit.by_pip(PIP), *audit.by_npm(NPM)]
    assert list(audit.judged(found, {}, TODAY)) == ["weak: GHSA-1", "weak: PYSEC-1"]


def test_an_excuse_holds_until_its_day_and_only_for_what_is_there():
    excuse = {"reason": "Never called.", "until": date(2026, 12, 1)}
    found = list(audit.by_pip(PIP))
    assert list(audit.judged(found, {"PYSEC-1": excuse}, TODAY)) == []
    assert "was excused until" in next(audit.judged(found, {"PYSEC-1": excuse}, date(2026, 12, 2)))
    assert "take it out" in next(audit.judged([], {"PYSEC-1": excuse}, TODAY))


def test_an_audit_that_looked_nothing_up_is_a_failure():
    skipped = {"dependencies": [{"name": "unseen", "skip_reason": "not found"}]}
    found = [*audit.by_pip(skipped), *audit.by_npm({"statusCode": 405})]
    assert list(audit.judged(found, {}, TODAY)) == ["npm: not looked up", "unseen: not looked up"]


def test_every_excuse_has_its_reason_and_its_day():
    for one in tomllib.loads((TOP / ".ci" / "audit.toml").read_text(encoding="utf-8")).values():
        assert len(one["reason"].split()) > 3
        assert isinstance(one["until"], date)
