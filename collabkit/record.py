"""A record of learning, which a learner issues to themselves: hours, exercises, objectives, three commitments, a day.

Nobody checks it, and it says so. It is made from the workbook like the strategy, and written by the same writers; what
the learner adds for it is kept in the workbook under ``record``.
"""

from __future__ import annotations

from typing import Final

from collabkit import strategy
from collabkit.data import objectives
from collabkit.document import Document, in_short, put_right
from collabkit.exercises import Exercise, catalogue
from collabkit.exercises.strategy import as_typed
from collabkit.findings import Part, Prompt, Sentence, Table
from collabkit.questions import Amount, Questions, Text
from collabkit.sitting import Sitting, read
from collabkit.translation import say
from collabkit.wording import closed, counted, day, fixed, worded
from collabkit.workbook import Workbook

KEPT: Final = "record"
"""Where the workbook keeps what the learner adds."""
COURSE: Final = say("Working together: developing collaborative strategies")
NAME: Final = Text(key="name", text=say("Your name, as it should stand there"), longest=80)
HOURS: Final = Amount(
    key="hours",
    text=say("Hours that you spent reading and talking, beside the exercises"),
    unit="hours",
    least=0,
    most=500,
)
COMMITMENTS: Final = tuple(
    Text(key=f"commitment.{number}", text=say("{place} thing that you will do", place=place), longest=200)
    for number, place in enumerate((say("First"), say("Second"), say("Third")), 1)
)
QUESTIONS: Final[Questions] = (NAME, HOURS, *COMMITMENTS)


def record(book: Workbook, time: str) -> Document:
    """Return the record as far as there is something to say.

    Args:
        book: the learner's workbook.
        time: the moment of writing, in ISO form; its day is printed.

    >>> record(Workbook(), "2026-11-28T10:00:00.000Z").title
    'Record of learning'
    """
    sitting = read(QUESTIONS, book.answers(KEPT))
    done = tuple(one for one in catalogue() if _says_something(one, book))
    name = in_short(NAME, sitting) or say("A learner")
    body = (
        _work(done, sitting, book),
        *_objectives(done),
        *_commitments(sitting),
        *put_right(sitting),
        Part.of(
            say("What this is worth"),
            Sentence(
                say(
                    "The learner issued this record to themselves from their own answers. Nobody has checked it, and it is "
                    "no qualification. It says what was worked on, not how well."
                )
            ),
        ),
    )
    return Document(say("Record of learning"), f"{closed(name)} {COURSE}. {day(time)}", body)


def _says_something(one: Exercise, book: Workbook) -> bool:
    sitting = one.read(book.answers(one.id))
    return strategy.says_something(sitting, strategy.means(one, sitting, book))


def _work(done: tuple[Exercise, ...], sitting: Sitting, book: Workbook) -> Part:
    checks = len(book.checks.answers)
    answered = (
        say(" {check_ofs} answered.", check_ofs=counted(checks, "check of knowledge was", "checks of knowledge were"))
        if checks
        else ""
    )
    rows = tuple((one.title, one.chapter, one.minutes) for one in done)
    table = (
        Table(say("Exercises that say something"), (say("Exercise"), say("Chapter"), say("Minutes")), rows)
        if rows
        else None
    )
    return Part.of(say("What was done"), Sentence(f"{_hours(done, sitting)}{answered}"), table)


def _hours(done: tuple[Exercise, ...], sitting: Sitting) -> str:
    """Say how long the exercises take, and the learner's own hours unless they round to nothing."""
    own = round(sitting.get(HOURS, 0.0), 1)
    reading = fixed(own, 0 if float(own).is_integer() else 1)
    if not done:
        nothing = say("No exercise says anything yet.")
        reckoned = say("Hours of reading and talking, as the learner reckons: {reading}.", reading=reading)
        return f"{nothing} {reckoned}" if own else nothing
    exercises = counted(len(done), "exercise")
    hours = fixed(sum(one.minutes for one in done) / 60, 1)
    if not own:
        return say("{exercises}, which the course reckons at about {hours} hours.", exercises=exercises, hours=hours)
    return say(
        "{exercises}, which the course reckons at about {hours} hours; beside that {reading} of reading and talking, as the "
        "learner reckons.",
        exercises=exercises,
        hours=hours,
        reading=counted(own, "hour") if float(own).is_integer() else say("{number} hours", number=reading),
    )


def _objectives(done: tuple[Exercise, ...]) -> tuple[Part, ...]:
    ids = {one.id for one in done}
    met = tuple(one.words for one in objectives.load() if ids & set(one.exercises))
    return (
        (Part.of(say("Objectives practised"), Prompt(say("The learner practised how to:"), met, role="sources")),)
        if met
        else ()
    )


def _commitments(sitting: Sitting) -> tuple[Part, ...]:
    made = tuple(words for one in COMMITMENTS if (words := worded(as_typed(one, sitting))))
    return (Part.of(say("Commitments"), Prompt(say("What I will do:"), made)),) if made else ()
