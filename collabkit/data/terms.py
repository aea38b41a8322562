"""The words for joint work: what each says is shared, and how.

A profile gives, for each of eight things, how the word has it held: 0 separate, 1 aligned, 2 pooled. The things on which
a word turns follow its sources; the rest of each profile is our own reading of ordinary use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from collabkit.translation import say

THINGS: Final[tuple[str, ...]] = (
    "information",
    "staff",
    "buildings",
    "services",
    "money",
    "decisions",
    "risk",
    "governance",
)
"""The eight things that can be shared, in the order of every profile."""

SEPARATE: Final = 0
ALIGNED: Final = 1
POOLED: Final = 2


@dataclass(frozen=True, slots=True)
class Term:
    """A word that says what is shared.

    Attributes:
        key: its name in answers.
        name: the word.
        meaning: what it says, in a clause.
        levels: how each of the eight things is held, in the order of ``THINGS``.
        turns_on: the things without which the word is not true.
        ask: what to ask whoever uses it.
        sources: keys of the references that define it; none where the whole profile is our reading.
        tempting: whether papers often use it for more or for less than there is.
    """

    key: str
    name: str
    meaning: str
    levels: tuple[int, ...]
    turns_on: frozenset[str]
    ask: str
    sources: tuple[str, ...] = ()
    tempting: bool = False

    @property
    def profile(self) -> Mapping[str, int]:
        """How each thing is held, by its name."""
        return dict(zip(THINGS, self.levels, strict=True))


@dataclass(frozen=True, slots=True)
class ElasticTerm:
    """A word that fits whatever is shared, and so tells nobody what that is."""

    key: str
    name: str
    why: str
    sources: tuple[str, ...]


#                                    information, staff, buildings, services, money, decisions, risk, governance
TERMS: Final = (
    Term("networking", say("networking"), say("you know of each other and talk, and each decides alone"),
         (1, 0, 0, 0, 0, 0, 0, 0), frozenset({"information", "decisions"}),
         say("What would be missed if these meetings stopped?"), ("frey2006",)),
    Term("co-location", say("co-location"), say("you work under one roof, and each does its own work there"),
         (1, 0, 2, 0, 0, 0, 0, 0), frozenset({"buildings"}),
         say("What do people do differently because they share a door?")),
    Term("shared-staff", say("shared staff"), say("people work for another body and stay with their own employer"),
         (1, 1, 0, 1, 0, 0, 0, 0), frozenset({"staff"}),
         say("Whose instructions count when two managers disagree?"), ("lga1972",)),
    Term("coordination", say("coordination"), say("separate activities are made to fit together"),
         (1, 0, 0, 1, 0, 1, 0, 0), frozenset({"information", "services"}),
         say("What will each of you change in your own work so that it fits?"), ("frey2006", "himmelman2002"), tempting=True),
    Term("aligned-budgets", say("aligned budgets"), say("plans and figures are shared and settled together, while the money stays apart"),
         (1, 0, 0, 1, 1, 1, 0, 1), frozenset({"information", "money", "decisions"}),
         say("What happens when one of you has to cut its part in the middle of the year?"), ("audit2009",), tempting=True),
    Term("pooled-budget", say("pooled budget"), say("contributions go into one fund, which is spent by need"),
         (1, 0, 0, 1, 2, 1, 1, 1), frozenset({"money", "decisions"}),
         say("Who finds the money if the fund is overspent?"), ("pooledtoolkit", "audit2009"), tempting=True),
    Term("shared-services", say("shared services"), say("one unit does the same back-office work for bodies that stay separate"),
         (1, 2, 1, 2, 1, 1, 1, 1), frozenset({"staff", "services"}),
         say("Is any of you really too small to do this well alone?"), ("elston2020",), tempting=True),
    Term("collaborative-governance", say("collaborative governance"),
         say("public bodies and others decide together in a standing forum that seeks consensus"),
         (1, 0, 0, 0, 0, 2, 0, 1), frozenset({"decisions", "governance"}),
         say("Will each body be bound by what the forum decides?"), ("ansell2008",)),
    Term("integration", say("integration"), say("policy, money, management or care itself are joined, in the fullest sense all of them"),
         (2, 2, 1, 2, 2, 2, 2, 2), frozenset({"services", "money", "decisions"}),
         say("Which of these do you mean to join, how far, and for whom: policy, money, management, care?"),
         ("leutz1999",), tempting=True),
    Term("merger", say("merger"), say("several bodies become one"),
         (2, 2, 2, 2, 2, 2, 2, 2), frozenset({"staff", "services", "governance"}),
         say("If this is a merger, who has the power to agree to it, and have they been asked?")),
)  # fmt: skip

ELASTIC: Final = (
    ElasticTerm("collaboration", say("collaboration"),
                say("researchers use it, and its neighbours, in meanings that overlap and contradict each other"), ("castaner2020",)),
    ElasticTerm("partnership", say("partnership"),
                say("it is used for nearly all joint work, and loses its credit where nobody says what is meant"), ("dickinson2010",)),
    ElasticTerm("joined-up", say("joined-up government"), say("one label has covered strategies that compete with each other"), ("ling2002",)),
    ElasticTerm("cross-sector", say("cross-sector collaboration"),
                say("it says that two sectors take part, and leaves open what they share"), ("bryson2006",)),
)  # fmt: skip
