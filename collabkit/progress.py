"""How far a learner has come: what each exercise has of their answers, and what it says.

A count of answers would mislead, because every exercise asks more than it needs. So three states are told apart: not
begun, begun, and enough, which is when the answers say something.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from collabkit import strategy
from collabkit.exercises import Exercise, catalogue
from collabkit.questions import is_blank
from collabkit.workbook import Workbook

State = Literal["not begun", "begun", "enough"]
READING: Final = "reading"
"""Where the workbook keeps how far one has read: whether chapter 2 was begun under ``2.begun``, and read under ``2.read``.

They are two, so that who begins a chapter again on another computer does not undo that it was read on this one.
"""


@dataclass(frozen=True, slots=True)
class Progress:
    """What one exercise has, in one learner's workbook.

    Attributes:
        id: the exercise's.
        title: its heading.
        chapter: the chapter that it stands in.
        answered: how many of its own questions have an answer.
        asked: how many it asks as the answers stand.
        state: whether it says something yet.
        says: the one thing worth saying aloud, or what is still needed; nothing where it is not begun.
    """

    id: str
    title: str
    chapter: int
    answered: int
    asked: int
    state: State
    says: str


def progress(book: Workbook) -> tuple[Progress, ...]:
    """Return how far each exercise of the course has come, in the order of the course.

    >>> [one.state for one in progress(Workbook())][:2]
    ['not begun', 'not begun']
    """
    return tuple(_of(one, book) for one in catalogue())


def chapters_read(book: Workbook) -> tuple[int, ...]:
    """Return the chapters that were read to the end, or that the learner says were.

    >>> chapters_read(Workbook.of({"reading": {"0.begun": True, "0.read": True, "2.begun": True, "1.read": False}}))
    (0,)
    """
    kept = book.answers(READING)
    return tuple(sorted({one.chapter for one in catalogue() if kept.get(f"{one.chapter}.read") is True}))


def _of(one: Exercise, book: Workbook) -> Progress:
    sitting = one.read(book.answers(one.id))
    own = [part.key for whole in sitting.questions if not whole.shared for part in whole.fields()]
    answered = sum(not is_blank(sitting.given.get(key)) for key in own)
    begun = sitting.answered()
    findings = strategy.means(one, sitting, book)
    # What is gathered may say something before anything was answered here.
    enough = strategy.says_something(sitting, findings) or (strategy.gathers(one) and findings.complete)
    state: State = "enough" if enough else "begun" if begun else "not begun"
    says = "" if state == "not begun" else findings.headline
    return Progress(one.id, one.title, one.chapter, answered, len(own), state, says)
