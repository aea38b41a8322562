"""A case pack for a group without a partnership of its own: Steady Brackendale, which is invented."""

from __future__ import annotations

from collections.abc import Iterator

from collabkit import worked
from collabkit.exercises import catalogue
from collabkit.findings import Block, Table
from collabkit.kit.plans import Plan
from collabkit.translation import say


def facts(plans: tuple[Plan, ...]) -> Iterator[Block]:
    """Return what the invented partners answered, exercise by exercise: what each found, in a sentence."""
    book = worked.workbook()
    wanted = {one.exercise for one in plans}
    rows = tuple(
        (one.title, one.means(one.read(book.answers(one.id))).headline)
        for one in catalogue()
        if one.id in wanted and book.answers(one.id)
    )
    yield Table(say("What the invented partners found"), (say("Exercise"), say("In a sentence")), rows)
