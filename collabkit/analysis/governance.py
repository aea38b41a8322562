"""Which way of governing suits joint work: the contingencies of Provan and Kenis (2008), as they are usually reported.

Four conditions, each at a level, are compared with the levels that three pure ways of governing are said to suit. They
are propositions, not tested thresholds. What counts as strain, which way is lightest, and where few partners end and
many begin are this course's reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from collabkit.translation import say, say_each

SHARED, LEAD, BODY = "together", "lead", "body"
FITS, STRAIN, SPARE = "fits", "strain", "spare"
FEW: Final = 6
"""Up to this many partners are few. Where few ends and many begins is our reading."""
MODERATE: Final = 12
"""Up to this many are a moderate number, and more are many."""

Levels: TypeAlias = Mapping[str, int]
"""The level of each condition that is known, from 1 upwards, by the condition's key."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the four things that should decide.

    Attributes:
        key: its name in the answers.
        name: its name in a sentence.
        levels: the words for its levels, which are numbered from 1.
        hard_when_low: whether a low level makes joint work harder to govern, or else a high one.
    """

    key: str
    name: str
    levels: tuple[str, ...]
    hard_when_low: bool


CONDITIONS: Final = (
    Condition("trust", say("trust"), say_each("low", "moderate", "high"), hard_when_low=True),
    Condition("size", say("numbers"), say_each("few", "moderate", "many"), hard_when_low=False),
    Condition("goals", say("goals"), say_each("low", "moderately low", "moderately high", "high"), hard_when_low=True),
    Condition("skill", say("skill at the centre"), say_each("low", "moderate", "high"), hard_when_low=False),
)
BY_KEY: Final = {condition.key: condition for condition in CONDITIONS}


@dataclass(frozen=True, slots=True)
class Way:
    """A way of governing, with the levels of the four conditions that it is usually reported to suit."""

    key: str
    name: str
    who: str
    suits: Mapping[str, tuple[int, ...]]

    @property
    def start(self) -> str:
        """The name at the start of a sentence."""
        return f"{self.name[0].upper()}{self.name[1:]}"


WAYS: Final = (
    Way(SHARED, say("shared governance"), say("all members, as equals"), {"trust": (3,), "size": (1,), "goals": (4,), "skill": (1,)}),
    Way(LEAD, say("a lead organisation"), say("one member, for all"), {"trust": (1,), "size": (2,), "goals": (2,), "skill": (2,)}),
    Way(BODY, say("a separate body"), say("a network administrative organisation"),
        {"trust": (2,), "size": (2, 3), "goals": (3,), "skill": (3,)}),
)  # fmt: skip
"""The lightest first."""
BY_WAY: Final = {way.key: way for way in WAYS}


def band(partners: int) -> int:
    """Say whether partners are few (1), a moderate number (2) or many (3).

    >>> band(4), band(7), band(12), band(13)
    (1, 2, 2, 3)
    """
    return 1 if partners <= FEW else 2 if partners <= MODERATE else 3


def judged(way: Way, key: str, level: int) -> tuple[str, int]:
    """Compare the level of a condition with what a way is usually reported to suit.

    Returns:
        Whether it fits, strains the way (is harder than it suits) or leaves some to spare (is easier); and by how many
        steps.

    >>> judged(WAYS[0], "trust", 2), judged(WAYS[1], "trust", 2), judged(WAYS[2], "size", 3)
    (('strain', 1), ('spare', 1), ('fits', 0))
    """
    low, high = min(way.suits[key]), max(way.suits[key])
    if low <= level <= high:
        return FITS, 0
    harder = (level < low) == BY_KEY[key].hard_when_low
    return (STRAIN if harder else SPARE), max(low - level, level - high)


def those(verdict: str, way: Way, levels: Levels) -> tuple[str, ...]:
    """Name the conditions of one verdict.

    >>> those("strain", WAYS[0], {"trust": 2, "size": 1, "goals": 4, "skill": 2})
    ('trust', 'skill')
    """
    return tuple(key for key, level in levels.items() if judged(way, key, level)[0] == verdict)


def best(levels: Levels) -> tuple[Way, ...]:
    """Return the way, or the ways, with the most conditions that fit.

    >>> [way.key for way in best({"trust": 1, "size": 2, "goals": 3, "skill": 3})]
    ['body']
    """
    most = max(len(those(FITS, way, levels)) for way in WAYS)
    return tuple(way for way in WAYS if len(those(FITS, way, levels)) == most)


def lightest(levels: Levels) -> Way | None:
    """Return the lightest way that nothing strains, if there is one.

    >>> lightest({"trust": 1, "size": 3, "goals": 1, "skill": 3}) is None
    True
    """
    return next((way for way in WAYS if not those(STRAIN, way, levels)), None)
