"""Slides for a run sheet, as plain data: what the room sees, and notes for whoever leads.

Sentences about the subject are the chapters' key points, word for word (``collabkit.data.key_points``). What people are
asked to do comes from the plans. Two writers turn slides into a file: ``slides_html`` and ``slides_pptx``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from collabkit.data import key_points
from collabkit.data.key_points import Chapter
from collabkit.exercises import exercise
from collabkit.kit.dates import in_words
from collabkit.kit.plans import Plan
from collabkit.kit.run_sheets import Activity, RunSheet, Sitting
from collabkit.kit.texts import texts
from collabkit.kit.wording import named
from collabkit.translation import say
from collabkit.wording import counted

Kind: TypeAlias = Literal["title", "rules", "points", "work", "moment", "list"]
MOST_POINTS: Final = 2
"""Key points on one slide; more would be read and not heard."""
MOST_LINES: Final = 5
"""Lines of the page on one slide."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    Attributes:
        kind: what it is for.
        title: its heading.
        points: sentences, word for word from the chapter.
        lines: a list, or what people are asked to do.
        kicker: a few words over the heading, such as how long it takes.
        notes: for whoever leads, a paragraph each.
        chapter: where the points stand.
    """

    kind: Kind
    title: str
    points: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    kicker: str = ""
    notes: tuple[str, ...] = ()
    chapter: int | None = None


def deck(sheet: RunSheet, name: str, first: date | None = None) -> tuple[Slide, ...]:
    """Return the slides of a workshop.

    Args:
        sheet: its run sheet.
        name: what it is called.
        first: its first day, where it is known.
    """
    day = in_words(first) if first else ""
    if day and len(sheet.sittings) > 1:
        day = say("{title}, from {day}", title=sheet.title, day=day)
    opening = Slide("title", name, lines=(day or sheet.title,), notes=(sheet.lead, named(sheet.late)))
    return (opening, *(slide for sitting in sheet.sittings for slide in _sitting(sitting, sheet)))


def _sitting(sitting: Sitting, sheet: RunSheet) -> Iterator[Slide]:
    if len(sheet.sittings) > 1:
        titles = tuple(
            say("Chapter {number}: {title}", number=one.number, title=one.title)
            for one in key_points.load()
            if one.number in sitting.read
        )
        lines = titles or tuple(exercise(one.exercise).title for one in sitting.activities if one.exercise)
        yield Slide("title", sitting.title, lines=lines)
    for at, one in sitting.timed():
        yield from _activity(at, one, sitting, sheet)


def _activity(at: str, one: Activity, sitting: Sitting, sheet: RunSheet) -> Iterator[Slide]:
    notes = (f"{at}, {counted(one.minutes, 'minute')}. {one.who}.".replace(". .", "."),)
    if one.exercise:
        yield _work(one.plan, one.minutes, (*notes, one.how))
    elif one.moment == "input":
        for chapter in key_points.load():
            if chapter.number in sitting.read:
                yield from _points(chapter, (*notes, *(part.words for part in one.text.parts)))
    elif one.moment == "one-page":
        yield from _page(one, notes)
    elif one.moment == "welcome":
        said = (*notes, *(part.words for part in one.text.parts))
        yield Slide("rules", say("Rules for today"), lines=tuple(rule.name for rule in sheet.rules), notes=said)
    else:
        yield _moment(one, notes)


def _work(plan: Plan, minutes: int, notes: tuple[str, ...]) -> Slide:
    chapter = key_points.load()[plan.of.chapter]
    said = (
        say("Say: “{say}”", say=plan.say),
        say("Ask: {ask}", ask=" ".join(plan.ask)),
        say("Listen for: {listen}.", listen=". ".join(plan.listen)),
        say("Good: {good}", good=plan.good),
    )
    points = tuple(chapter.point(beginning) for beginning in plan.points)
    return Slide(
        "work", plan.of.title, points, (plan.task,), counted(minutes, "minute"), (*notes, *said), chapter.number
    )


def _points(chapter: Chapter, notes: tuple[str, ...]) -> Iterator[Slide]:
    for start in range(0, len(chapter.points), MOST_POINTS):
        points = chapter.points[start : start + MOST_POINTS]
        yield Slide(
            "points", chapter.title, points, (), say("Chapter {number}", number=chapter.number), notes, chapter.number
        )


def _moment(one: Activity, notes: tuple[str, ...]) -> Slide:
    text = one.text
    said = (*notes, *(part.words for part in text.parts))
    return Slide(
        "moment", text.title, lines=(text.task,) if text.task else (), kicker=counted(one.minutes, "minute"), notes=said
    )


def _page(one: Activity, notes: tuple[str, ...]) -> Iterator[Slide]:
    items = tuple(item for part in texts().page.parts for item in part.items)
    said = (*notes, *(part.words for part in one.text.parts))
    for start in range(0, len(items), MOST_LINES):
        lines = items[start : start + MOST_LINES]
        yield Slide("list", one.title, lines=lines, kicker=counted(one.minutes, "minute"), notes=said)
