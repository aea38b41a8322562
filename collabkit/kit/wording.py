"""Names in the kit's words: ``{trust}`` stands for an exercise's title, ``{statements}`` for how many statements there are.

So the words hold no copy of a title, and a new title stands in every run sheet at once.
"""

from __future__ import annotations

import re
from typing import Final

from collabkit.exercises import exercise
from collabkit.workshop.counts import items_of

NAMED: Final = re.compile(r"\{([a-z-]+)\}")
STATEMENTS: Final = "statements"
CHECKS: Final = "factors"
"""The exercise whose statements people rate."""


def named(words: str) -> str:
    """Put titles and numbers where their names stand.

    Raises:
        LookupError: there is no such exercise.

    >>> named("Ask {trust} after {statements} statements.")
    'Ask “What would trust take?” after 22 statements.'
    """
    return NAMED.sub(_meant, words)


def _meant(found: re.Match[str]) -> str:
    if found[1] == STATEMENTS:
        return str(len(items_of(CHECKS).items))
    return f"“{exercise(found[1]).title}”"
