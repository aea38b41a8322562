"""What a group thinks, as findings: where it is close, spread or split, and what to talk about first.

An average hides a split, so every count is shown, and the questions that divide the group most come first (van der
Eijk's A, then how many points apart people are). A low agreement is the agenda, not a fault. Each of the first few has a
sentence to say aloud, the picture, and room for the reason of those who see it otherwise. What too few people answered
is not shown (``published``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from collabkit.analysis.agreement import CLOSE, FEWEST_PEOPLE, most_apart_first
from collabkit.charts import Columns
from collabkit.exercises import exercise
from collabkit.findings import Block, Caution, Cell, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Json, Question
from collabkit.translation import by_number, say
from collabkit.wording import counted, fixed, in_a_row, number_word, out_of, some
from collabkit.workshop.counts import Counts
from collabkit.workshop.group_words import (
    IN_SHORT,
    Asked,
    aloud,
    change,
    chose_otherwise,
    chosen,
    name_of,
    not_sure,
    spread,
)
from collabkit.workshop.items import rateable
from collabkit.workshop.published import Reason, Round, Shown, published, withheld

MOST_PICTURES: Final = 4
"""Questions that a group can talk about before its heads are full; as many stand legibly on a wall."""
ROOM: Final = say("Their reason, in their own words: ………………………………………………………………………………")
POINTS_APART: Final = say("Points apart: how far answers lie from the middle one on average.")
IN_A_WORD: Final = say(
    "The word goes by the shape of the answers (van der Eijk’s A, from −1 for two camps at the ends to 1 for one answer): "
    "close from {close}, spread from 0, split below.",
    close=fixed(CLOSE, 1),
)
"""Two measures stand in one table, so that each says what it is: answers may lie near the middle one and yet be spread."""
WHY: Final[Mapping[Reason, str]] = {
    "few": say("So that nobody can tell who said what, answers are shown from five people up."),
    "placed": say(
        "So that nobody can tell who said what, answers are shown where five people or more placed themselves on the scale."
    ),
    "late": say(
        "Where two rounds differ only by the answers of fewer than five people, the second would tell what those few said."
    ),
}
"""Why a question is not shown, in the order in which it is said; that all are not sure is no secret."""
LATE_ALONE: Final = frozenset[Reason]({"late"})


def group(first: Counts | Round, second: Counts | Round | None = None) -> Findings:
    """Say what a group's answers mean, those of a second round beside those of the first.

    Args:
        first: the group's answers, with those of its sub-groups where there are some.
        second: the answers after you have talked.

    Raises:
        ValueError: the two are of different exercises, or sub-groups are no parts of the whole.

    >>> seven = Counts("factors", 7, {"history": (3, 0, 0, 0, 4, 0), "pace": (0, 0, 1, 6, 0, 0)})
    >>> group(seven).headline[:53]
    'You are split on one of 2 questions. Begin with “We h'
    """
    latest, two = _round(first if second is None else second), second is not None
    rated, picked = questions_shown(first, second)
    reasons = withheld(_round(first), latest if two else None)
    if not rated and not picked:
        return _nothing(latest, reasons)
    asked = [*rated, *picked]
    return Findings.of(
        _headline(rated, picked),
        *(_first(one, has_groups=bool(latest.groups)) for one in rated[:MOST_PICTURES]),
        *_tables(rated, picked),
        _rounds(rated) if two else None,
        _unsure(asked, _named(latest, reasons, "unsure")),
        _withheld(latest, reasons),
    )


def questions_shown(first: Counts | Round, second: Counts | Round | None = None) -> tuple[list[Asked], list[Asked]]:
    """Return the questions whose answers may be shown: those on a scale, and those in which something was chosen.

    The first are sorted by what divides the group most, the others by what it agrees on least. Both are empty where too
    few people answered.

    Raises:
        ValueError: as ``group``.
    """
    one, two = _round(first), _round(second) if second is not None else None
    if two is not None and two.whole.exercise != one.whole.exercise:
        raise ValueError(
            say(
                "The rounds are of different exercises: {first} and {second}.",
                first=repr(one.whole.exercise),
                second=repr(two.whole.exercise),
            )
        )
    before, now = published(one, two)
    asked = _asked(one.whole.exercise, now if two else before, before if two else {})
    picked = [one for one in asked if not one.rated]
    return _by_disagreement(asked), sorted(picked, key=lambda one: max(one.now.whole) / sum(one.now.whole))


def _round(given: Counts | Round) -> Round:
    return given if isinstance(given, Round) else Round(given, {})


def _nothing(latest: Round, reasons: Mapping[str, Reason]) -> Findings:
    """Say why no question can be shown."""
    kinds = frozenset(reasons.values()) - {"unsure"}
    if reasons and not kinds:
        everybody = tuple(f"“{question.text}”" for question in _named(latest, reasons, "unsure"))
        return Findings(
            (Prompt(say("Everybody who answered is not sure. Ask who would know:"), everybody),), complete=False
        )
    if kinds == LATE_ALONE:
        lead = say("The second round is not shown.")
    else:
        lead = say("No question can be shown.") if "late" in kinds else say("There are too few answers to show.")
    why = " ".join(words for kind, words in WHY.items() if kind in (kinds or {"few"}))
    return Findings((Caution(lead, f"{why} {_so_far(latest.whole.people)}"),), complete=False)


def _so_far(people: int) -> str:
    if not people:
        return say("Nobody has taken part yet.")
    if people < FEWEST_PEOPLE:
        return by_number(
            people,
            "So far {people} has taken part.",
            "So far {people} have taken part.",
            people=counted(people, "person", "people"),
        )
    return by_number(
        people,
        "{people} has taken part, but no question can be shown.",
        "{people} have taken part, but no question can be shown.",
        people=counted(people, "person", "people"),
    )


def _asked(id: str, now: dict[str, Shown], before: dict[str, Shown]) -> list[Asked]:
    return [
        Asked(question, now[question.key], before.get(question.key))
        for question in rateable(exercise(id))
        if question.key in now
    ]


def _by_disagreement(asked: Sequence[Asked]) -> list[Asked]:
    rated = {one.now.item.key: one for one in asked if one.rated}
    return [rated[key] for key in most_apart_first({key: one.points() for key, one in rated.items()})]


# --- the first sentence


def _headline(rated: Sequence[Asked], picked: Sequence[Asked]) -> str:
    if not rated:
        asks = say("Ask those who chose otherwise what they see.") if chose_otherwise(picked[0]) else ""
        return f"{chosen(picked[0])} {asks}".strip()
    found = [one.agreement().word for one in rated]
    number, first = len(rated), rated[0].name
    if "split" in found:
        return say(
            "You are split on {questions}. Begin with “{first}”.",
            questions=out_of(found.count("split"), number, "question"),
            first=first,
        )
    if "spread" in found:
        return say(
            "You are spread on {questions}. Begin with “{first}”.",
            questions=out_of(found.count("spread"), number, "question"),
            first=first,
        )
    return say(
        "You are close together on {questions}. Ask each other what would change your minds.",
        questions=out_of(number, number, "question"),
    )


# --- what to talk about first


def _first(asked: Asked, *, has_groups: bool) -> Part:
    """Say everything about a question that divides the group."""
    return Part.of(
        asked.question.text,
        Sentence(f"{aloud(asked)} {change(asked)}".strip()),
        _figure(asked),
        _groups(asked) if has_groups else None,
        _reasons(asked),
    )


def _figure(asked: Asked) -> Figure:
    before = asked.before.whole if asked.before else ()
    chart = Columns(asked.name, asked.steps, asked.now.whole, before)
    caption = f"{say('How many people gave each answer.')} {spread(asked)}"
    if not before:
        return Figure(chart, caption)
    return Figure(chart, f"{caption} {say('The broken outlines are the round before.')}")


def _groups(asked: Asked) -> Table:
    rows: list[tuple[Cell, ...]] = [(name, *row) for name, row in asked.now.groups.items()]
    rows += [(name, *[None] * len(asked.steps)) for name in asked.now.hidden]
    note = say(
        "A dash stands for a part of the group with fewer than {fewest} answers, or whose numbers would tell what so few said.",
        fewest=number_word(FEWEST_PEOPLE),
    )
    return Table(
        say("“{question}” by part of the group", question=asked.name), (say("Part of the group"), *asked.steps), tuple(rows),
        note if asked.now.hidden else "",
    )  # fmt: skip


def _reasons(asked: Asked) -> Prompt | None:
    """Leave room for the reason of those who see it otherwise."""
    if max(asked.points()) == sum(asked.points()):
        return None
    seen, most, total = asked.agreement().word, max(asked.points()), sum(asked.points())
    few = {"close": 2 * most > total, "spread": 3 * most >= 2 * total, "split": False}[seen]
    if few:
        lead = say("Hear the few first; nobody has to speak. What have they seen that the others have not?")
    elif seen == "split" or len(asked.given()) == 2:
        lead = say("Hear both sides before anybody answers. What have you seen that made you choose so?")
    else:
        lead = say("Hear each end before the middle. What have you seen that made you choose so?")
    return Prompt(lead, (ROOM,))


# --- every answer


def _tables(rated: Sequence[Asked], picked: Sequence[Asked]) -> list[Block]:
    """Write every count: questions with the same answers in one table, the most divided first."""
    found: list[Block] = [_rated_table(list(alike)) for alike in _alike(rated)]
    return found + [_picked_table(list(alike)) for alike in _alike(picked)]


def _alike(asked: Sequence[Asked]) -> Iterable[list[Asked]]:
    """Put questions with the same answers together, in the order in which each kind comes first."""
    order = list(dict.fromkeys(one.steps for one in asked))
    ranked = sorted(asked, key=lambda one: order.index(one.steps))
    return [list(alike) for _, alike in groupby(ranked, key=lambda one: one.steps)]


def _rated_table(alike: Sequence[Asked]) -> Table:
    found = [(one, one.agreement()) for one in alike]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.name, *one.now.whole, IN_SHORT[seen.word], round(seen.deviation, 1)) for one, seen in found
    )
    note = f"{POINTS_APART} {IN_A_WORD}"
    heads = (say("Question"), *alike[0].steps, say("In a word"), say("Points apart"))
    return Table(say("Every answer, what divides you most first"), heads, rows, note)


def _picked_table(alike: Sequence[Asked]) -> Table:
    if len(alike) == 1:
        rows: tuple[tuple[Cell, ...], ...] = tuple(zip(alike[0].steps, alike[0].now.whole, strict=True))
        return Table(alike[0].name, (say("Answer"), say("People")), rows)
    heads = (say("Question"), *alike[0].steps)
    return Table(
        say("What was chosen, the least agreed first"), heads, tuple((one.name, *one.now.whole) for one in alike)
    )


def _rounds(rated: Sequence[Asked]) -> Block | None:
    """Put the second round beside the first."""
    both = [(one, then, one.agreement()) for one in rated if (then := one.agreement_before())]
    if not both:
        return None
    rows = tuple(
        (one.name, IN_SHORT[then.word], IN_SHORT[now.word], round(then.deviation, 1), round(now.deviation, 1))
        for one, then, now in both
    )
    heads = (say("Question"), say("Before"), say("Now"), say("Points apart before"), say("Points apart now"))
    note = f"{POINTS_APART} {IN_A_WORD} {say('So do “closer” and “further apart”.')}"
    closer = sum(now.agreement > then.agreement for _, then, now in both)
    apart = sum(now.agreement < then.agreement for _, then, now in both)
    moved = [
        say("closer together on {questions}", questions=out_of(closer, len(both), "question")) if closer else "",
        say("further apart on {questions}", questions=out_of(apart, len(both), "question")) if apart else "",
    ]
    said = (
        say("You moved {moves}.", moves=in_a_row(filter(None, moved)))
        if closer or apart
        else say("You moved neither closer together nor further apart.")
    )
    return Part.of(
        say("The second round beside the first"), Sentence(said), Table(say("Both rounds"), heads, rows, note)
    )


def _unsure(asked: Sequence[Asked], all_unsure: Sequence[Question[Json]]) -> Prompt | None:
    """Name what some are not sure of, and first what everybody is not sure of."""
    everybody = [say("“{question}”: everybody who answered.", question=name_of(one)) for one in all_unsure]
    unsure = sorted(
        (one for one in asked if UNSURE in one.now.item.states and one.unsure()), key=lambda one: -one.unsure()
    )
    items = (*everybody, *map(not_sure, unsure[:MOST_PICTURES]))
    return Prompt(say("Some of you are not sure. Ask who would know:"), items) if items else None


def _withheld(latest: Round, reasons: Mapping[str, Reason]) -> Caution | None:
    """Say what is not shown and why, without saying how many answered it."""
    said = [
        f"{words} {_left_out(questions)}" for kind, words in WHY.items() if (questions := _named(latest, reasons, kind))
    ]
    return Caution(say("Not everything is shown."), " ".join(said)) if said else None


def _left_out(questions: Sequence[Question[Json]]) -> str:
    names = some([f"“{one.text}”" for one in questions])
    return by_number(len(questions), "{questions} is left out.", "{questions} are left out.", questions=names)


def _named(latest: Round, reasons: Mapping[str, Reason], kind: Reason) -> list[Question[Json]]:
    """Return the questions that are not shown for one reason."""
    return [one for one in rateable(exercise(latest.whole.exercise)) if reasons.get(one.key) == kind]
