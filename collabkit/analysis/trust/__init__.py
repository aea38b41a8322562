"""Trust as a repeated game: two partners who each decide, round after round, whether to cooperate.

A strategy looks back one round: it gives the probability of cooperating after each of the four outcomes. Then the
outcomes are a Markov chain on four states, and average payoffs follow from small systems of linear equations: nothing
is simulated. Payoffs are in whatever unit the caller chose, for one round and one partner.

One place to import from; each part has its own module.
"""

from collabkit.analysis.trust.encounter import (
    Duration,
    Encounter,
    advantage,
    continuation_for,
    expected_rounds,
    least_duration,
)
from collabkit.analysis.trust.memory_one import (
    ALWAYS_DEFECT,
    DILEMMA,
    TIT_FOR_TAT,
    Payoffs,
    Strategy,
    generous_tit_for_tat,
)

__all__ = [
    "ALWAYS_DEFECT",
    "DILEMMA",
    "TIT_FOR_TAT",
    "Duration",
    "Encounter",
    "Payoffs",
    "Strategy",
    "advantage",
    "continuation_for",
    "expected_rounds",
    "generous_tit_for_tat",
    "least_duration",
]
