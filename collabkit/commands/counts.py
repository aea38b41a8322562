"""How many rows, pairs, references and questions there are, in one tracked file, so that none is lost by accident.

Nobody types a count: ``collabkit check`` works every one out from the data and says where the file differs, and
``collabkit check --write`` writes the file anew and shows the difference, for whoever made the change to read. A number
that a sentence shows comes from ``analysis.facts``; those stand in the file too, because a change of them is a change of
what the course says.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from difflib import unified_diff
from pathlib import Path
from typing import Final

from collabkit.analysis.facts import distribution, facts
from collabkit.commands import json_files
from collabkit.data import cases, cost_studies, duties, motion, spending, uplifts, vehicles

FILE: Final = "tests/counts.json"
MEND: Final = "Read the difference, and if it is meant run: collabkit check --write"
TABLES: Final = {
    "cases.csv": cases, "cost_studies.csv": cost_studies, "duties.csv": duties, "motion.csv": motion,
    "optimism_bias.csv": uplifts, "spending_power.csv": spending, "vehicles.csv": vehicles,
}  # fmt: skip
DECIMALS: Final = 6
"""Digits beyond these may differ from one machine to the next."""


def counted(folder: Path, references: int) -> dict[str, object]:
    """Work out everything that the file holds.

    Args:
        folder: the project's.
        references: how many works the bibliography has.
    """
    return {
        "rows": {name: len(table.load()) for name, table in TABLES.items()},
        "references": references,
        "questions": {path.stem: _questions(path) for path in json_files.tracked(folder)},
        "cases of each type": dict(sorted(Counter(case.collaboration_type for case in cases.load()).items())),
        "spreads": {name: _spread(ratios) for name, ratios in classes().items()},
        "pairs kept apart": sorted(_apart()),
        "facts": facts(),
    }


def _questions(path: Path) -> int:
    return len(json.loads(path.read_text(encoding="utf-8"))["checks"])


def classes() -> dict[str, list[float | None]]:
    """Return the ratios of each class of cases that the course speaks of."""
    costs, benefits, times = cases.cost_pairs, cases.benefit_pairs, cases.time_pairs
    return {
        "cost, all": [case.cost_ratio for case in costs()],
        "cost, verified": [case.cost_ratio for case in costs(verified=True)],
        "cost, strict": [case.cost_ratio for case in costs(strict=True)],
        "benefit, all": [case.benefit_ratio for case in benefits()],
        "benefit, verified": [case.benefit_ratio for case in benefits(verified=True)],
        "benefit, firm": [case.benefit_ratio for case in benefits(firm=True)],
        "benefit, official": [case.benefit_ratio for case in benefits(source_kind="official")],
        "benefit, partner": [case.benefit_ratio for case in benefits(source_kind="partner")],
        "time, all": [case.time_ratio for case in times()],
    }


def _spread(ratios: Iterable[float | None]) -> dict[str, float]:
    """Return how many there are, and how they are spread."""
    return {name: round(value, DECIMALS) for name, value in asdict(distribution(ratios)).items()}


def _apart() -> Iterable[str]:
    """Name each pair that is shown on its card and counted nowhere."""
    for case in cases.load():
        for measure, tag in (("cost", case.cost_tag), ("benefit", case.benefit_tag), ("time", case.time_tag)):
            if tag.endswith(cases.APART):
                yield f"{case.id}: {measure}"


def difference(folder: Path, references: int) -> str:
    """Return what the file would change into, as a unified difference; nothing where it is right."""
    return "".join(unified_diff(*_both(folder, references), FILE, f"{FILE}, by the data", n=1))


def _both(folder: Path, references: int) -> tuple[list[str], list[str]]:
    path = folder / FILE
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    after = json.dumps(counted(folder, references), indent=1, ensure_ascii=False) + "\n"
    return before.splitlines(keepends=True), after.splitlines(keepends=True)


def write(folder: Path, references: int) -> str:
    """Write the file anew, and return the difference that this made."""
    made = difference(folder, references)
    _, after = _both(folder, references)
    (folder / FILE).write_text("".join(after), encoding="utf-8")
    return made


def problems(folder: Path, references: int) -> Iterable[str]:
    """Say where the file is not what the data hold."""
    made = difference(folder, references)
    if made:
        yield f"{FILE} does not fit the data. {MEND}\n{made}"
