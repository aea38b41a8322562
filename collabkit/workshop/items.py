"""What a code says of an exercise: the questions that can be rated or chosen, in an order that never changes.

A code holds no words, only places in a list. So that one made today is read rightly in three years, each exercise has a
number for ever, and each list of its questions a version. When an exercise's questions or their answers change, its old
list stays here as it is, and a new one with the next version is added after it; a test fails until that is done. A
statement that turns into its opposite needs a new version too, though its key stays.

Only what everybody is asked alike is in a list: ratings and choices, and those in a grid unless its rows depend on
names, or are places for the learner's own words (their keys are numbers).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Final, TypeAlias

from collabkit.exercises import Exercise
from collabkit.questions import UNSURE, Choice, Grid, Json, Question, Rating

State: TypeAlias = int | str
"""An answer as the exercise's own JSON has it."""
MOST_EXERCISES: Final = 64
MOST_VERSIONS: Final = 16


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a list: the key of its answer, and every answer that it can have."""

    key: str
    states: tuple[State, ...]

    @property
    def points(self) -> tuple[State, ...]:
        """The answers that are places on its scale."""
        return tuple(state for state in self.states if state != UNSURE)


@dataclass(frozen=True, slots=True)
class Items:
    """The list of an exercise's questions in one version.

    Attributes:
        exercise: the exercise's id.
        number: the exercise's number, from 1 to 63.
        version: of this list, from 1 to 15.
        items: the questions, in the order in which a code holds them.
    """

    exercise: str
    number: int
    version: int
    items: tuple[Item, ...]

    def states(self) -> int:
        """Return how many different sets of answers there are; no answer is an answer too."""
        return prod(len(item.states) + 1 for item in self.items)


def _rated(low: int, high: int, keys: str, *, unsure: bool = False) -> tuple[Item, ...]:
    points: tuple[State, ...] = tuple(range(low, high + 1))
    return tuple(Item(key, (*points, UNSURE) if unsure else points) for key in keys.split())


def _chosen(options: str, keys: str) -> tuple[Item, ...]:
    return tuple(Item(key, tuple(options.split())) for key in keys.split())


_DRIVERS: Final = ("money", "demand", "wicked", "duty", "expect", "resilience", "ideas", "standing")
_POINTS: Final = (
    "parties", "purpose", "term", "joining", "rights", "delegation", "conflicts", "disputes", "contributions", "overspend",
    "staff", "assets", "data", "safeguarding", "measures", "risk", "exit",
)  # fmt: skip
LISTS: Final = (
    Items("language", 1, 1, (
        *_rated(0, 2, "information staff buildings services money decisions risk governance", unsure=True),
        *_chosen("networking co-location shared-staff coordination aligned-budgets pooled-budget shared-services "
                 "collaborative-governance integration merger collaboration partnership joined-up cross-sector none", "word"),
    )),
    Items("trust", 2, 1, (
        *_chosen("good none mixed bad", "past"),
        *_chosen("will can both neither", "doubt"),
        *_chosen("0 1 2 3", "stake.us.size stake.them.size"),
        *_chosen("week fortnight month quarter", "pace"),
        *_chosen("never 100 20 10 5", "misread"),
        *_chosen("none tenth third half most", "overlook.us.share overlook.them.share"),
        *_chosen("little some much", "temptation"),
    )),
    Items("form", 3, 1, (
        *_rated(1, 3, "trust", unsure=True),
        *_rated(1, 4, "goals", unsure=True),
        *_rated(1, 3, "skill", unsure=True),
        *_chosen("together lead body nothing", "now"),
    )),
    Items("drivers", 4, 1, tuple(
        item for driver in _DRIVERS
        for item in (*_rated(0, 4, f"driver.{driver}.strength"), *_rated(1, 3, f"driver.{driver}.known"))
    )),
    Items("factors", 5, 1, _rated(
        1, 5, "history standing climate respect voices interest compromise stake layers flexibility roles resilience pace "
              "learning candour contact goals vision together resources convening backing", unsure=True,
    )),
    Items("decisions", 6, 1, (
        *(item for point in _POINTS for item in _chosen("written talked open none", f"point.{point}.state")),
        *_chosen("yes roughly no", "end.priced"),
    )),
    Items("sharing-gains", 7, 1, (
        *_chosen("typed parts", "basis"),
        *_chosen("equal pro_rata separable shapley nucleolus own", "rule"),
    )),
    Items("outturns", 8, 1, (
        *_chosen("any shared_service programme merger_of_management joint_company outsourced_joint_venture "
                 "joint_committee alliance pooled_budget lead_authority", "kind"),
        *_chosen("local_government central_government health health_social_care police fire blue_light cross_sector", "sector"),
        *_chosen("strict verified all", "quality"),
    )),
    Items("theory", 9, 1, _chosen("places before nothing", "compare")),
)  # fmt: skip
"""Every list that there ever was. Lines are added here; none is changed, moved or taken away."""

BY_NUMBER: Final = {(one.number, one.version): one for one in LISTS}
LATEST: Final = {one.exercise: one for one in sorted(LISTS, key=lambda one: one.version)}
"""The list in use, by the exercise's id."""


def rateable(exercise: Exercise) -> tuple[Question[Json], ...]:
    """Return the questions of an exercise that a code holds, as everybody is asked them.

    >>> from collabkit.exercises import exercise
    >>> len(rateable(exercise("factors"))), rateable(exercise("strategy"))
    (22, ())
    """
    found: list[Question[Json]] = []
    for question in exercise.questions():
        if isinstance(question, Grid):
            rows = [row for row in question.rows if not row.key.isdigit()]
            found += [question.cell(row, column) for row in rows for column in question.columns]
        else:
            found.append(question)
    return tuple(one for one in found if isinstance(one, Rating | Choice))


def item_of(question: Question[Json]) -> Item:
    """Return what a list has to say of a question.

    Raises:
        ValueError: it can be neither rated nor chosen.
    """
    if isinstance(question, Rating):
        points: tuple[State, ...] = tuple(value for value, _ in question.scale.points)
        return Item(question.key, (*points, UNSURE) if question.scale.unsure else points)
    if isinstance(question, Choice):
        return Item(question.key, tuple(value for value, _ in question.options))
    raise ValueError(f"A code holds ratings and choices; {question.key} is neither.")
