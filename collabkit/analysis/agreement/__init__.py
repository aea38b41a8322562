"""How far answers on a scale agree, worked out from the number of people at each point.

Counts stand in the order of the scale: ``[0, 1, 3, 6, 2]`` says that one person chose the second of five points, three
the third, and so on. They may be shares too. Everything but the logarithms is worked out in whole numbers, so that a
group that is exactly in balance gets exactly 0, and no total is too large.

One place to import from; each part has its own module.
"""

from collabkit.analysis.agreement.counts import counts_of
from collabkit.analysis.agreement.described import (
    CLOSE,
    FEWEST_PEOPLE,
    Agreement,
    Spread,
    describe,
    enough_to_show,
    most_apart_first,
    spread_in_words,
)
from collabkit.analysis.agreement.measures import (
    average_deviation,
    average_deviation_limit,
    r_wg,
    tastle_wierman,
    van_der_eijk,
)
from collabkit.analysis.agreement.reliability import Level, krippendorff_alpha, krippendorff_alpha_of_counts

__all__ = [
    "CLOSE",
    "FEWEST_PEOPLE",
    "Agreement",
    "Level",
    "Spread",
    "average_deviation",
    "average_deviation_limit",
    "counts_of",
    "describe",
    "enough_to_show",
    "krippendorff_alpha",
    "krippendorff_alpha_of_counts",
    "most_apart_first",
    "r_wg",
    "spread_in_words",
    "tastle_wierman",
    "van_der_eijk",
]
