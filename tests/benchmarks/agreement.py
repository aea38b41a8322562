"""Time the agreement of a million people over 40 questions: ``python tests/benchmarks/agreement.py``.

The peer is krippendorff, given the counts of each value as numpy finds them. It works out alpha only; collabkit works
out every statistic. A ratio above 1 says how many times faster collabkit is. Without krippendorff (``pip install
krippendorff``) only our own times are given. ``--check`` ends with an error when collabkit, with numpy at hand as its
peer has it, is slower than its peer, or the results differ; without numpy its time is shown beside it and not judged.
"""

from __future__ import annotations

import importlib
import random
import sys
import time
from typing import TYPE_CHECKING, Any

from collabkit.analysis import agreement

if TYPE_CHECKING:
    from collections.abc import Callable

PEOPLE = 1_000_000
ITEMS = 40
POINTS = 5


def peer() -> Any:
    """Return the peer, or None when it is not installed."""
    try:
        return importlib.import_module("krippendorff")
    except ImportError:
        print("krippendorff is not installed: our own times only.")
        return None


def timed(work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """Return the least time of a few, in milliseconds, and what was found."""
    best, found = float("inf"), None
    for _ in range(times):
        started = time.perf_counter()
        found = work()
        best = min(best, time.perf_counter() - started)
    return best * 1000, found


def questionnaire() -> list[bytes]:
    """Return everybody's answers to each question, one byte an answer; they lean more to one side with each question."""
    dice = random.Random(1)  # noqa: S311 - chance for a benchmark
    found = []
    for item in range(ITEMS):
        cuts = [255 * ((point + 1) / POINTS) ** (0.5 + item / ITEMS) for point in range(POINTS)]
        found.append(
            dice.randbytes(PEOPLE).translate(bytes(1 + sum(byte > cut for cut in cuts) for byte in range(256)))
        )
    return found


def ours(items: list[bytes]) -> float:
    """Work out every statistic; return alpha, which the peer gives too."""
    counts = [agreement.counts_of(answers, POINTS) for answers in items]
    for one in counts:
        agreement.describe(one)
        agreement.r_wg(one)
        agreement.average_deviation(one, about="mean")
    return agreement.krippendorff_alpha_of_counts(counts, "interval")


def ours_without_numpy(items: list[bytes]) -> float:
    """Work out the same where numpy has not been imported."""
    hidden = sys.modules.pop("numpy", None)
    try:
        return ours(items)
    finally:
        if hidden is not None:
            sys.modules["numpy"] = hidden


def theirs(other: Any, items: list[bytes]) -> float:
    """Let numpy count and the peer find alpha."""
    numpy = importlib.import_module("numpy")
    counts = [numpy.bincount(numpy.frombuffer(one, "u1"), minlength=POINTS + 1)[1:] for one in items]
    found = other.alpha(
        value_counts=numpy.array(counts), value_domain=range(1, POINTS + 1), level_of_measurement="interval"
    )
    return float(found)


def report(what: str, mine: tuple[float, float], others: tuple[float, float] | None) -> bool:
    """Print one line, and return whether we are at least as fast and find the same."""
    if others is None:
        print(f"{what:32} collabkit {mine[0]:7.1f} ms")
        return True
    apart = abs(mine[1] - others[1])
    print(
        f"{what:32} collabkit {mine[0]:7.1f} ms  krippendorff {others[0]:7.1f} ms  ratio {others[0] / mine[0]:5.2f}"
        f"  difference {apart:.1e}"
    )
    return mine[0] <= others[0] and apart < 1e-12


def main() -> None:
    """Time both, with numpy at hand and without."""
    other = peer()
    items = questionnaire()
    found = timed(lambda: theirs(other, items)) if other else None
    report("every statistic, numpy hidden", timed(lambda: ours_without_numpy(items)), found)
    fine = found is None or report("every statistic, numpy at hand", timed(lambda: ours(items)), found)
    if not fine and "--check" in sys.argv[1:]:
        sys.exit("collabkit is slower than its peer, or finds something else.")


if __name__ == "__main__":
    main()
