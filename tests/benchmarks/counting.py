"""Time counting a million people's answers to 40 questions: ``python tests/benchmarks/counting.py``.

The peer is a plain loop over the rows, as somebody writes it first (``DataFrame.itertuples``); a ratio above 1 says how
many times faster collabkit is. Then the same from a CSV file, in parts, with how much memory that took, and by Dask
where it is installed. ``--check`` ends with an error when collabkit is not ten times as fast as the loop, reads the file
with more than 500 MB, or when any two of them differ.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from collabkit.workshop import Tally, count
from collabkit.workshop.counting import columns_of, count_file

PEOPLE = 1_000_000
ITEMS = 40
POINTS = 5
FASTER = 10
MOST_MEMORY = 500


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long something took, in seconds, and what it found."""
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


def survey() -> pd.DataFrame:
    """Return everybody's answers."""
    dice = np.random.default_rng(1)
    return pd.DataFrame({f"q{n}": dice.integers(1, POINTS + 1, PEOPLE).astype("int8") for n in range(ITEMS)})


def loop(frame: pd.DataFrame) -> Tally:
    """Count row by row."""
    columns = [Counter[str]() for _ in frame.columns]
    for row in frame.itertuples(index=False):
        for counter, answer in zip(columns, row, strict=True):
            counter[str(answer)] += 1
    named = zip(frame.columns, columns, strict=True)
    return Tally(len(frame), {name: dict(sorted(counter.items())) for name, counter in named})


def memory() -> float:
    """Return how much memory this process has used at most, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def from_a_frame(path: Path) -> tuple[bool, Tally]:
    """Count a data frame, write it to a file, and return whether all is well, with what the loop found."""
    frame = survey()
    frame.to_csv(path, index=False)
    ours, found = timed(lambda: count(frame))
    theirs, wanted = timed(lambda: loop(frame))
    print(f"{'a data frame':32} {ours:7.2f} s  loop {theirs:7.2f} s  ratio {theirs / ours:5.1f}")
    return found == wanted and theirs >= FASTER * ours, wanted


def alone(path: Path) -> None:
    """Count a file in a process of its own, so that its memory is its own."""
    seconds, _ = timed(lambda: count_file(path, columns_of(path)))
    print(f"{'from a file, in parts, pandas':32} {seconds:7.2f} s  {memory():6.0f} MB")
    sys.exit(memory() > MOST_MEMORY)


def main() -> None:
    """Time all, and compare what they find."""
    if "--file" in sys.argv[1:]:
        alone(Path(sys.argv[-1]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "survey.csv")
        fine, wanted = from_a_frame(path)
        fine &= subprocess.run([sys.executable, __file__, "--file", str(path)], check=False).returncode == 0
        for engine in ("pandas", *(["dask"] if find_spec("dask") else [])):
            seconds, found = timed(lambda engine=engine: count_file(path, columns_of(path), engine=engine))
            print(f"{f'from a file again, {engine}':32} {seconds:7.2f} s")
            fine &= found == {"": wanted}
    if not fine and "--check" in sys.argv[1:]:
        sys.exit("collabkit is slower than it should be, takes too much memory, or finds something else.")


if __name__ == "__main__":
    main()
