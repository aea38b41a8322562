"""Time a simulation of 100,000 draws of six factors: ``python tests/benchmarks/appraisal.py``.

The peer is monaco, which draws the same real ratios and works out the same value. A ratio above 1 says how many times
faster collabkit is. Without monaco (``pip install monaco``) only our own time is given. ``--check`` ends with an error
when collabkit is slower than its peer, or when their medians are further apart than chance explains.
"""

from __future__ import annotations

import importlib
import sys
import time
import warnings
from typing import TYPE_CHECKING, Any

from collabkit.analysis.appraisal import Estimate, present_value, simulate
from collabkit.data import cases

if TYPE_CHECKING:
    from collections.abc import Callable

DRAWS = 100_000
SEED = 1
NAMES = ("cost", "running_cost", "benefit", "second_benefit", "delay", "exit_cost")


def peer() -> Any:
    """Return the peer, or None when it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module("monaco")
    except ImportError:
        print("monaco is not installed: our own time only.")
        return None


def timed(work: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """Return the least time of a few, in milliseconds, and what was found."""
    best, found = float("inf"), None
    for _ in range(times):
        started = time.perf_counter()
        found = work()
        best = min(best, time.perf_counter() - started)
    return best * 1000, found


def factors() -> list[tuple[float, ...]]:
    """Return the ratios from which each factor is drawn."""
    cost = tuple(case.cost_ratio for case in cases.cost_pairs() if case.cost_ratio is not None)
    benefit = tuple(case.benefit_ratio for case in cases.benefit_pairs() if case.benefit_ratio is not None)
    delay = tuple(case.time_ratio for case in cases.time_pairs() if case.time_ratio is not None)
    return [cost, cost, benefit, benefit, delay, cost]


def worth(
    cost: float, running_cost: float, benefit: float, second_benefit: float, delay: float, exit_cost: float
) -> float:
    """Return the value in today's money of a made-up plan, in millions."""
    yearly = 3 * benefit + second_benefit - 0.5 * running_cost
    return present_value([-4 * cost, yearly / delay, yearly, yearly, yearly, yearly - 0.3 * exit_cost])


def ours() -> Estimate:
    """Let collabkit simulate; return the median and how sure it is."""
    return simulate(worth, factors(), DRAWS, SEED, (10, 25, 50, 75, 90))[2]


def theirs(monaco: Any) -> float:
    """Let the peer simulate; return the median."""
    rv_discrete = importlib.import_module("scipy.stats").rv_discrete

    ratios = dict(zip(NAMES, factors(), strict=True))

    def values(case: Any) -> tuple[list[float], ...]:
        return ([ratios[name][int(case.invals[name].num)] for name in NAMES],)

    def kept(case: Any, value: float) -> None:
        case.addOutVal("worth", value)

    steps = {"preprocess": values, "run": lambda drawn: (worth(*drawn),), "postprocess": kept}
    sim = monaco.Sim(
        name="plan", ndraws=DRAWS, fcns=steps, seed=SEED, singlethreaded=True, verbose=False, debug=True,
        firstcaseismedian=False, samplemethod="random", savesimdata=False, savecasedata=False,
    )  # fmt: skip
    for name, held in ratios.items():
        places = (range(len(held)), [1 / len(held)] * len(held))
        sim.addInVar(name=name, dist=rv_discrete, distkwargs={"values": places})
    sim.runSim()
    found = sorted(sim.outvars["worth"].nums)
    return float(found[len(found) // 2])


def main() -> None:
    """Time both."""
    monaco = peer()
    mine, found = timed(ours, times=3)
    if monaco is None:
        print(f"{DRAWS:,} draws of {len(NAMES)} factors  collabkit {mine:8.1f} ms  median {found.value:.3f}")
        return
    other, median = timed(lambda: theirs(monaco))
    print(
        f"{DRAWS:,} draws of {len(NAMES)} factors  collabkit {mine:8.1f} ms  monaco {other:8.1f} ms"
        f"  ratio {other / mine:5.1f}  medians {found.value:.3f} and {median:.3f}"
    )
    # Two medians of independent draws: each lies about as far from the truth as the interval of one says.
    near = (
        found.low is not None and found.high is not None and abs(median - found.value) <= 2 * (found.high - found.low)
    )
    if "--check" in sys.argv[1:] and (mine > other or not near):
        sys.exit("collabkit is slower than its peer, or finds something else.")


if __name__ == "__main__":
    main()
