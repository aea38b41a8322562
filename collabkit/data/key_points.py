"""The chapters' titles and key points, which slides show word for word.

They live in the chapters. ``key_points.json`` is written from there by ``collabkit check --write``; ``collabkit check``
says when it lags behind.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from collabkit.translation import say, say_each

FILE: Final = "key_points.json"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter in short.

    Attributes:
        number: from 0 to 6.
        title: its heading.
        points: the sentences of its key points.
        english: the same as the course has them, by which the kit's plans name them.
    """

    number: int
    title: str
    points: tuple[str, ...]
    english: tuple[str, ...]

    def point(self, beginning: str) -> str:
        """Return the key point that begins with these words.

        Raises:
            LookupError: none does, or several do.
        """
        found = [said for one, said in zip(self.english, self.points, strict=True) if one.startswith(beginning)]
        if len(found) != 1:
            raise LookupError(f"{len(found)} key points of chapter {self.number} begin with {beginning!r}.")
        return found[0]


@cache
def load() -> tuple[Chapter, ...]:
    """Return all chapters, in order.

    >>> load()[1].point("Trust grows")[:40]
    'Trust grows from small joint things that'
    """
    listed = json.loads((files("collabkit.data") / FILE).read_text(encoding="utf-8"))
    return tuple(
        Chapter(number, say(one["title"]), say_each(*one["points"]), tuple(one["points"]))
        for number, one in enumerate(listed)
    )
