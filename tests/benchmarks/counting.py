"""Time counting a million people's answers to 40 questions: ``python tests/benchmarks/counting.py``.

Each way of counting runs in a process of its own, so that its memory is its own, and all must find the same. The peers
are a plain loop over the rows, as somebody writes it first (``DataFrame.itertuples``), and DuckDB and Polars where they
are installed (``pip install duckdb polars``). Then the same from a CSV file, in parts and by two Dask workers; last a
file ten times as long, by processes that may use less memory than the file is large. ``--check`` ends with an error
where a bar is missed, or where any two of them differ.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
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
TIMES = 10
"""How many times as long the long file is."""
ALLOWED = 600
"""Megabytes of data that a process may have for the long file, which is larger."""
FASTER = 10
"""How many times as fast as the loop counting must be."""


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


def duckdb(frame: pd.DataFrame) -> Tally:
    """Count by the peer: one pass over all columns."""
    import duckdb as peer

    points = range(1, POINTS + 1)
    sums = ", ".join(f"count(*) FILTER (WHERE {name} = {point})" for name in frame.columns for point in points)
    cells = iter(peer.from_df(frame).aggregate(sums).fetchall()[0])
    return Tally(len(frame), {name: {str(point): next(cells) for point in points} for name in frame.columns})


def polars(frame: pd.DataFrame) -> Tally:
    """Count by the other peer: each column by itself."""
    import polars as pl

    table = pl.DataFrame({name: frame[name].to_numpy() for name in frame.columns})
    counted = {name: dict(table[name].value_counts().iter_rows()) for name in table.columns}
    return Tally(
        len(frame), {name: {str(point): found[point] for point in sorted(found)} for name, found in counted.items()}
    )


def in_parts(path: Path) -> Tally:
    """Count a file in parts."""
    return count_file(path, columns_of(path))[""]


def two_workers(path: Path) -> Tally:
    """Count a file by two processes of Dask's."""
    import dask

    with dask.config.set(scheduler="processes", num_workers=2):
        return count_file(path, columns_of(path), engine="dask")[""]


@dataclass(frozen=True)
class Way:
    """A way of counting a frame or a file, and its bars: seconds, and megabytes at most."""

    work: Callable[[Any], Tally]
    frame: bool = False
    seconds: float = np.inf
    memory: float = np.inf
    long: bool = False


WAYS = {
    "a data frame": Way(count, frame=True, seconds=0.5, memory=600),
    "a data frame, by a loop": Way(loop, frame=True),
    "a data frame, by DuckDB": Way(duckdb, frame=True),
    "a data frame, by Polars": Way(polars, frame=True),
    "a file, in parts": Way(in_parts, seconds=10, memory=300),
    "a file, two workers": Way(two_workers),
    "a long file, in parts": Way(in_parts, memory=300, long=True),
    "a long file, two workers": Way(two_workers, memory=ALLOWED, long=True),
}
"""Each way by its name; those whose package is not installed are left out."""
NEEDS = {duckdb: "duckdb", polars: "polars", two_workers: "dask"}


def most_memory() -> float:
    """Return the most memory this program has used, in megabytes; getrusage would count what it was forked from."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def alone(name: str, path: Path) -> None:
    """Count in this process, and print seconds, megabytes and what was found."""
    way = WAYS[name]
    if way.long:
        resource.setrlimit(resource.RLIMIT_DATA, (ALLOWED * 2**20, ALLOWED * 2**20))  # a worker takes it over
    table = survey() if way.frame else path
    started = time.perf_counter()
    found = way.work(table)
    seconds = time.perf_counter() - started
    counts = {item: dict(answers or {}) for item, answers in found.columns.items()}
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    memory = max(most_memory(), workers)
    print(json.dumps({"seconds": seconds, "memory": memory, "people": found.rows, "counts": counts}))


def prepared(folder: Path) -> tuple[Path, Path]:
    """Write the survey, and a long one, and return where they are."""
    short, long = folder / "survey.csv", folder / "long.csv"
    survey().to_csv(short, index=False)
    head, _, rows = short.read_bytes().partition(b"\n")
    with long.open("wb") as out:
        out.write(head + b"\n")
        for _ in range(TIMES):
            out.write(rows)
    size = long.stat().st_size / 2**20
    assert size > ALLOWED, "the long file must be larger than what a process may use"
    print(f"{'the long file':28} {size:17.0f} MB, of which a process may have {ALLOWED} MB in memory")
    return short, long


def main() -> None:
    """Time all, and compare what they find."""
    missed: list[str] = []
    found: dict[str, dict] = {}
    with tempfile.TemporaryDirectory() as folder:
        short, long = prepared(Path(folder))
        for name, way in WAYS.items():
            if way.work in NEEDS and not find_spec(NEEDS[way.work]):
                print(f"{name:28} left out: {NEEDS[way.work]} is not installed")
                continue
            command = [sys.executable, __file__, "--alone", name, str(long if way.long else short)]
            told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            found[name] = told
            print(f"{name:28} {told['seconds']:7.2f} s  {told['memory']:6.0f} MB")
            if told["seconds"] > way.seconds or told["memory"] > way.memory:
                missed.append(f"{name}: at most {way.seconds} s and {way.memory} MB")
            times = TIMES if way.long else 1
            wanted = {
                item: {k: n * times for k, n in counts.items()}
                for item, counts in found["a data frame"]["counts"].items()
            }
            if told["counts"] != wanted or told["people"] != PEOPLE * times:
                missed.append(f"{name}: finds something else")
    ratio = found["a data frame, by a loop"]["seconds"] / found["a data frame"]["seconds"]
    print(f"{'the loop takes':28} {ratio:7.1f} times as long as collabkit")
    if ratio < FASTER:
        missed.append(f"less than {FASTER} times as fast as the loop")
    print("\n".join(missed) or "All bars are kept, and all find the same.")
    if missed and "--check" in sys.argv[1:]:
        sys.exit(1)


if __name__ == "__main__":
    if "--alone" in sys.argv[1:]:
        alone(sys.argv[-2], Path(sys.argv[-1]))
    else:
        main()
