"""Questions about a whole workbook: how far it has come, as text, saved, opened, and beside a partner's.

A file may come from anybody. What cannot be read is answered with a sentence under ``refused``, and nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import wraps
from typing import Any, Final

from collabkit import progress as progresses
from collabkit import strategy
from collabkit.compare import compare, lines_of
from collabkit.document import CHOICE, GROUP, ORDER, WITHOUT, file_name
from collabkit.exercises import catalogue, exercise
from collabkit.exercises.context import EVERY
from collabkit.questions import Grid, Json, Names, Question
from collabkit.record import KEPT, QUESTIONS
from collabkit.render import blocks_html, text
from collabkit.translation import say
from collabkit.wording import capital, counted, day, shortened
from collabkit.workbook import Clash, Opened, Workbook, WorkbookError, here, now

LONGEST: Final = 200
"""Letters of an answer that stand in the list of those that differ."""
ELSEWHERE: Final = {
    CHOICE: say("The document’s sections"),
    KEPT: say("The record of learning"),
    GROUP: say("What a group said"),
}
"""What is kept under names that are no exercise's."""
SECTIONS_ARE: Final = {ORDER: say("In which order they stand"), WITHOUT: say("Which are left out")}
TITLES: Final = {section.key: section.title for section in strategy.SECTIONS}
Reply = dict[str, Any]


def refusing(answer: Callable[[Mapping[str, Any]], Reply]) -> Callable[[Mapping[str, Any]], Reply]:
    """Answer with a sentence where a workbook cannot be read."""

    @wraps(answer)
    def answered(asked: Mapping[str, Any]) -> Reply:
        try:
            return answer(asked)
        except WorkbookError as error:
            return {"refused": str(error)}

    return answered


def mine(asked: Mapping[str, Any]) -> Workbook:
    """Return the learner's workbook, which came with the question.

    Raises:
        WorkbookError: it cannot be read.
    """
    given = asked.get("workbook")
    return Workbook.from_json(given) if given is not None else Workbook()


@refusing
def progress(asked: Mapping[str, Any]) -> Reply:
    """Say how far each exercise has come: ``workbook`` in; ``exercises``, a list, and ``checks``, a number, out."""
    book = mine(asked)
    return {"exercises": [asdict(one) for one in progresses.progress(book)], "checks": len(book.checks.answers)}


@refusing
def as_text(asked: Mapping[str, Any]) -> Reply:
    """Write an exercise's answers and what they mean as plain text: ``exercise`` and ``workbook`` in, ``text`` out."""
    one, book = exercise(asked["exercise"]), mine(asked)
    sitting = one.read(book.answers(one.id))
    findings = strategy.means(one, sitting, book)
    return {"text": f"{one.title}\n\n{text.answered(sitting)}\n\n{text.findings(findings)}\n"}


@refusing
def save(asked: Mapping[str, Any]) -> Reply:
    """Write the workbook as a file: ``workbook`` in; ``name``, ``text`` and ``saved`` (the time) out."""
    book, time = mine(asked), now()
    return {"name": file_name(book, here(time)), "text": book.dump(time), "saved": time}


@refusing
def open_file(asked: Mapping[str, Any]) -> Reply:
    """Read a file beside the workbook that is there: ``workbook`` and ``file`` (text) in.

    Returns:
        ``book`` (what the file holds, to be merged answer by answer), ``about`` (sentences on the file) and ``clashes``:
        for each answer that both have and that differs, where it stands, both answers in words and as they are, and
        whose is kept because it was given later.
    """
    book, opened = mine(asked), Workbook.open(asked["file"])
    differing = [one for one in book.differences(opened.book) if one.exercise != progresses.READING]
    first, second = _asked(differing, book), _asked(differing, opened.book)
    clashes = [_clash(one, first, second) for one in differing]
    about = [*_about(opened), *_moved(differing, first), *_moved_lines(differing, book, opened.book)]
    return {"book": opened.book.to_json(), "about": about, "clashes": clashes}


def _about(opened: Opened) -> list[str]:
    known = {one.id for one in catalogue()}
    holds = counted(len(known & set(opened.book.every())), "exercise")
    saved = say(", saved on {day}", day=day(here(opened.saved))) if opened.saved else ""
    about = [say("This workbook has answers in {holds}{saved}.", holds=holds, saved=saved)]
    read = len(progresses.chapters_read(opened.book))
    if read:
        about.append(
            say("{chapter_is} marked as read in it.", chapter_is=capital(counted(read, "chapter is", "chapters are")))
        )
    if not opened.whole:
        about.append(say("It was changed after the course saved it. That is allowed; look through it with care."))
    return about


Asked = Mapping[str, Mapping[str, Question[Json]]]
"""Questions as they stand after the answers in a workbook, whose names they hold: by exercise and by key."""


def _asked(differing: Iterable[Clash], book: Workbook) -> Asked:
    """Return the questions of all that has a difference; what belongs to all exercises is asked in the strategy."""
    known = {one.id: one for one in catalogue()}
    ids = {one.exercise: one.exercise or strategy.ID for one in differing}
    return {KEPT: {part.key: part for part in QUESTIONS}} | {
        where: {part.key: part for part in known[id].read(book.answers(id)).fields()}
        for where, id in ids.items()
        if id in known
    }


def _moved(differing: Iterable[Clash], asked: Asked) -> list[str]:
    """Warn where one place in a list has two names: answers go by the place, and would be kept beside the other name."""
    questions = ((one, asked.get(one.exercise, {}).get(one.key)) for one in differing)
    return [
        say(
            "“{question}” has different names in one place in the two workbooks. What was answered about them stays with "
            "the place, so look through it afterwards.",
            question=question.text,
        )
        for one, question in questions
        if isinstance(question, Names) and _two_names(question, one)
    ]


def _moved_lines(differing: Iterable[Clash], mine: Workbook, theirs: Workbook) -> Iterator[str]:
    """Warn in the same way of lines that name the rows of a further question, such as the aims."""
    ids = {one.exercise for one in differing}
    for asked in (one for one in catalogue() if one.id in ids):
        first, second = (asked.read(book.answers(asked.id)) for book in (mine, theirs))
        for grid in (whole for whole in first.questions if isinstance(whole, Grid)):
            if _two_in_one_place(lines_of(grid, first)[1], lines_of(grid, second)[1]):
                yield say(
                    "“{question}” has different lines in one place in the two workbooks. What was answered about them stays "
                    "with the place, so look through it afterwards.",
                    question=grid.text,
                )


def _two_names(question: Names, one: Clash) -> bool:
    first, second = (question.named({question.key: names}) for names in (one.mine, one.theirs))
    return _two_in_one_place(first, second)


def _two_in_one_place(first: Mapping[str, str], second: Mapping[str, str]) -> bool:
    return any(first[place].casefold() != second[place].casefold() for place in first.keys() & second.keys())


def _clash(one: Clash, first: Asked, second: Asked) -> Reply:
    """Say where an answer stands and what both versions of it are; an exercise that is not ours is named by its id."""
    mine, theirs = (asked.get(one.exercise, {}).get(one.key) for asked in (first, second))
    question, other = mine or theirs, theirs or mine
    known = {each.id: each.title for each in catalogue()} | ELSEWHERE
    where = known.get(one.exercise, one.exercise) if one.exercise else EVERY
    return {"where": where, "question": question.text if question else _unasked(one), **_both(one, question, other)}


def _unasked(one: Clash) -> str:
    """Name an answer to no question that is asked now, if possible by no word that only a program has for it."""
    titles = {each.id: each.title for each in catalogue()}
    if one.exercise == CHOICE:
        return SECTIONS_ARE.get(one.key, one.key)
    if one.exercise == GROUP:
        return titles.get(one.key, one.key)
    return say("An answer that is not asked for now") if one.exercise in {"", *titles} else one.key


def _both(one: Clash, question: Question[Json] | None, other: Question[Json] | None) -> Reply:
    said = {"mine": _said(question, one.mine), "theirs": _said(other, one.theirs)}
    if question and other and question.text != other.text:
        said["theirs"] = say("{answer} (to “{question}”)", answer=said["theirs"], question=other.text)
    raw = {"exercise": one.exercise, "key": one.key, "values": {"mine": one.mine, "theirs": one.theirs}}
    return {**said, **raw, "later": one.later}


def _said(question: Question[Json] | None, value: object) -> str:
    try:
        words = question.in_words(question.parse(value)) if question else _in_a_list(value)
    except (ValueError, KeyError):
        words = _in_a_list(value)
    return shortened(words, LONGEST)


def _in_a_list(value: object) -> str:
    """Write what nobody is asked for: sections by their titles, anything else as it is."""
    parts = value if isinstance(value, list | tuple) else [value]
    return "; ".join(TITLES.get(str(part), str(part)) for part in parts)


@refusing
def compare_file(asked: Mapping[str, Any]) -> Reply:
    """Put a partner's file beside the workbook, and change nothing: ``workbook`` and ``file`` in, ``findings`` out."""
    found = compare(mine(asked), Workbook.open(asked["file"]).book)
    return {"findings": blocks_html.write(found.blocks, level=3), "announce": found.headline}
