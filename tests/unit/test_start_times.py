"""What the page on speed says is what was measured, and nothing else."""

import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
sys.path.insert(0, str(TOP / "book" / "_ext"))
pytest.importorskip("jupyter_book", reason="the book's extension needs the book's own packages")

from collabkit_book import speed  # noqa: E402 - found by the line above

MEASURED = {
    "date": "2026-03-05",
    "runs": 3,
    "machine": {"cores": 2, "processor": "Some maker", "python": "3.12.1", "chromium": "150.0.1"},
    "load": [0.4, 1.25],
    "versions": {"jupyterlite-core": "0.8.6"},
    "found": {
        "ours": {
            "cold_findings_ms": [500, 900, 600], "warm_findings_ms": [400, 500, 450], "cold_page_ms": [210, 200, 220],
            "cold_change_ms": [12, 15, 13], "cold_bytes": [8e6, 8e6, 8e6], "warm_bytes": [0, 0, 0],
        },
        "floor": {"cold_findings_ms": [500, 400, 700], "warm_findings_ms": [400, 380, 390], "cold_bytes": [7.8e6], "warm_bytes": [0]},
        "lite-repl": {"cold_findings_ms": [9000, 9300, 8000], "warm_findings_ms": [8000], "cold_bytes": [13.4e6], "warm_bytes": [1700]},
    },
}  # fmt: skip


def test_the_table_shows_medians_of_what_was_measured_only():
    shown = speed.table("Times", MEASURED)
    assert shown.rows == (
        ("This course", "0.60 s", "0.45 s", "8.0 MB", "0.0 MB"),
        ("This course, with nothing in it", "0.50 s", "0.39 s", "7.8 MB", "0.0 MB"),
        ("JupyterLite, as a prompt", "9.0 s", "8.0 s", "13.4 MB", "0.0 MB"),
    )


def test_sentences_take_their_numbers_from_the_same_results():
    said = speed.sayings(MEASURED)
    assert (said["first"], said["floor-ratio"], said["lite-repl-ratio"]) == ("0.60 s", "1.20", "15")
    assert (said["date"], said["change"], said["load"]) == ("5 March 2026", "13 ms", "0.4 and 1.2")
    assert "lite-notebook" not in said, "what was not measured is not said"


def test_the_stored_results_hold_all_that_the_page_says():
    page = (TOP / "book" / "how-fast.md").read_text(encoding="utf-8")
    said = speed.sayings(speed.results())
    named = {part.split("`")[0] for part in page.split("{start}`")[1:]}
    assert named
    assert named <= said.keys()
    assert str(TOP) not in speed.RESULTS.read_text(encoding="utf-8"), "no path of anybody's machine"
