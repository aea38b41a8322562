"""What each worked example says, block by block, is kept in snapshots/ and changes only when somebody means it to.

After a change of words or sums that is meant, renew them, and read the difference before you commit it:

    .venv/bin/python tests/unit/test_snapshots.py
"""

import json
from pathlib import Path

import pytest

from collabkit import strategy
from collabkit.exercises import catalogue, exercise

FOLDER = Path(__file__).parent / "snapshots"
COMMAND = ".venv/bin/python tests/unit/test_snapshots.py"
DECIMALS = 9
"""Digits beyond these may differ from one machine to the next."""


def rounded(value):
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    return [rounded(part) for part in value] if isinstance(value, list) else value


def written(one):
    findings = json.loads(strategy.example_means(one).to_json())
    return json.dumps(rounded(findings), ensure_ascii=False, indent=1) + "\n"


def kept(id):
    path = FOLDER / f"{id}.json"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@pytest.mark.parametrize("id", [one.id for one in catalogue()])
def test_the_worked_example_says_what_it_said(id):
    assert written(exercise(id)).splitlines() == kept(id).splitlines(), f"If this change is meant, run: {COMMAND}"


def test_there_is_no_snapshot_of_what_is_gone():
    assert {path.stem for path in FOLDER.glob("*")} == {one.id for one in catalogue()}, f"Run: {COMMAND}"


def renew():
    now = {f"{one.id}.json": written(one) for one in catalogue()}
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*"):
        path.unlink()
    for name, text in now.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print("Renewed. Read the difference: git diff tests/unit/snapshots")


if __name__ == "__main__":
    renew()
