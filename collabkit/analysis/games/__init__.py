"""Sharing costs or gains among partners: the game, the rules that share its total, and the test of the core.

One place to import from; each part has its own module.
"""

from collabkit.analysis.games.core import Objection, core_violations, near_to_leaving, nearest_to_leaving
from collabkit.analysis.games.game import MOST_PLAYERS, Game
from collabkit.analysis.games.group_costs import cheapest_two_groups, cheapest_ways
from collabkit.analysis.games.nucleolus import (
    LeastCore,
    has_imputation,
    least_core,
    nucleolus,
    prenucleolus,
)
from collabkit.analysis.games.sharing_rules import equal_split, pro_rata, separable_costs, shapley_value

__all__ = [
    "MOST_PLAYERS",
    "Game",
    "LeastCore",
    "Objection",
    "cheapest_two_groups",
    "cheapest_ways",
    "core_violations",
    "equal_split",
    "has_imputation",
    "least_core",
    "near_to_leaving",
    "nearest_to_leaving",
    "nucleolus",
    "prenucleolus",
    "pro_rata",
    "separable_costs",
    "shapley_value",
]
