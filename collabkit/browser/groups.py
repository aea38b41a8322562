"""A group's answers in, as they were pasted, typed or opened; what was read of them, or what the group thinks, out.

All of it is loaded late: no reader's page needs it in its memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from collabkit.analysis.agreement import FEWEST_PEOPLE
from collabkit.browser.group_given import STRAGGLERS, Given, mapping, read, rounds_of, tells_of_few, to_json
from collabkit.browser.group_shown import notes_of, to_file, to_html, to_lines, wall
from collabkit.exercises import exercise as find
from collabkit.translation import say
from collabkit.wording import fixed
from collabkit.workbook import Workbook, here, now
from collabkit.workshop.codes import decode
from collabkit.workshop.collected import code_of
from collabkit.workshop.columns import counts_in, match_columns
from collabkit.workshop.group_findings import group as means
from collabkit.workshop.items import rateable
from collabkit.workshop.pasted import find_codes
from collabkit.workshop.published import Round
from collabkit.workshop.tally import read_table, refuse_twice, total

Reply = dict[str, Any]
MOST_CODES: Final = 5_000
"""Codes that a page keeps of one paste; a larger survey is counted with ``collabkit count``."""


def _showable(asked: Given) -> tuple[list[Round], list[list[str]]]:
    """Read the rounds as ``rounds_of`` does.

    Raises:
        ValueError: they cannot be used, or beside what was shown before they would tell what a few people said.
    """
    rounds, said = rounds_of(asked)
    if tells_of_few(asked.get("seen"), rounds):
        raise ValueError(STRAGGLERS)
    return rounds, said


def findings(asked: Given) -> Reply:
    """Say what a group thinks.

    Args:
        asked: ``text``, with the codes of everybody in no part of the group, and whatever stands around them;
            ``exercise`` (an id; the one that most codes are of where it is left out); ``parts``, for each part of the
            group its text; ``hands``, counts typed for a question's key; ``tables``, counts of tables; ``alike``, for a
            code how many people share it; ``second``, the same but for the exercise from a second round; ``seen``, the
            rounds as they were last shown; and ``notes``, what was written down.

    Returns:
        ``findings`` (HTML), ``announce`` (one line), ``exercise``, ``people`` (in the latest round), ``said`` (what
        whoever collects has to know, for each round), ``complete`` (whether there is anything to see), ``wall`` (each
        question for a projector) and ``seen``; or ``refused``, a sentence.
    """
    rounds, said = _showable(asked)
    found, exercise = means(*rounds), rounds[0].whole.exercise
    return {
        "findings": to_html(found, exercise, notes_of(asked)),
        "announce": found.headline,
        "exercise": exercise,
        "people": rounds[-1].whole.people,
        "said": said,
        "complete": found.complete,
        "wall": wall(rounds),
        # That everybody is not sure is told even where no question can be shown.
        "seen": [to_json(one) for one in rounds] if rounds[-1].whole.people >= FEWEST_PEOPLE else [],
    }


def as_file(asked: Given) -> Reply:
    """Write a group's findings to take away: as ``findings`` with ``to`` in; ``name``, ``type`` and ``text`` out."""
    rounds, _ = _showable(asked)
    return dict(to_file(means(*rounds), rounds[0].whole.exercise, notes_of(asked), str(asked.get("to"))))


def lines(asked: Given) -> Reply:
    """Say what a group thinks in sentences for its strategy: as ``findings`` in; ``lines``, and their ``exercise``, out."""
    rounds, _ = _showable(asked)
    found, whole = means(*rounds), rounds[-1].whole
    if not found.complete:
        raise ValueError(say("There is nothing to put into the strategy yet."))
    said = to_lines(found, whole.exercise, notes_of(asked), whole.people, here(now()))
    return {"lines": said, "exercise": whole.exercise}


def table(asked: Given) -> Reply:
    """Read a table that a form tool gave out.

    Args:
        asked: ``exercise``; ``text``, the table; and, once somebody has said which column is which, ``columns`` (for a
            question's key its column) and ``by`` (the column that names each person's part of the group).

    Returns:
        first ``rows``, ``sure`` (columns that hold a whole question or its key), ``ask`` (questions without one, each
        with a column that looks alike where there is one) and ``columns`` (all that can be chosen); with ``columns`` the
        ``round`` as counts, and ``said``; or ``refused``.
    """
    exercise, by = str(asked.get("exercise")), str(asked.get("by") or "")
    parts = read_table(str(asked.get("text") or ""), by)
    whole = total(parts.values())
    if not isinstance(asked.get("columns"), Mapping):
        return _match(exercise, whole.rows, [*whole.columns, *whole.doubled], whole.doubled)
    columns = {str(key): str(column) for key, column in mapping(asked, "columns").items()}
    counted = counts_in(whole, exercise, columns)
    groups = {name: counts_in(one, exercise, columns).counts for name, one in parts.items() if name}
    return {"round": to_json(Round(counted.counts, groups)), "said": list(counted.sentences())}


def _match(exercise: str, rows: int, columns: list[str], doubled: tuple[str, ...]) -> Reply:
    """Match columns with questions; a name that two columns have is no answer to any, and refused where it would be."""
    match = match_columns(exercise, columns)
    refuse_twice(name for name in doubled if name in match.sure.values())
    names = {question.key: question.text for question in rateable(find(exercise))}
    taken = set(match.sure.values())
    return {
        "rows": rows,
        "sure": [{"key": key, "question": names[key], "column": column} for key, column in match.sure.items()],
        "ask": [
            {"key": key, "question": text, "perhaps": match.perhaps.get(key, "")}
            for key, text in names.items()
            if key not in match.sure
        ],
        "columns": [name for name in columns if name not in taken],
    }


def code(asked: Given) -> Reply:
    """Make the code of a partner's answers: ``exercise`` and ``file`` (a saved workbook) in, ``code`` out."""
    exercise = str(asked.get("exercise"))
    made = code_of(exercise, Workbook.open(str(asked.get("file") or "")).book)
    if not decode(made).answers:
        raise ValueError(say("It has no answers to “{title}” that can be counted.", title=find(exercise).title))
    return {"code": made}


def codes_only(asked: Given) -> Reply:
    """Leave nothing of a long paste but its codes, as often as they came, and what looks like one: ``text`` in and out."""
    found = find_codes(str(asked.get("text") or ""))
    lines = [code for code in found.codes for _ in range(found.doubled.get(code, 1))]
    lines += [one.text for one in found.suspects]
    if not lines:
        raise ValueError(say("There is no code in what you pasted, so nothing of it was kept."))
    if len(lines) > MOST_CODES:
        raise ValueError(
            say(
                "There are {lines} codes in what you pasted; the page takes {most_codes} at a time.",
                lines=fixed(len(lines)),
                most_codes=fixed(MOST_CODES),
            )
        )
    return {"text": "\n".join(lines)}


DOES: Final[Mapping[str, Callable[[Given], Reply]]] = {
    "findings": findings,
    "read": read,
    "file": as_file,
    "lines": lines,
    "table": table,
    "code": code,
    "codes": codes_only,
}
"""For each thing that can be asked about a group what answers it."""


def group(asked: Given) -> Reply:
    """Answer about a group: ``does`` names what (its findings where it is left out); ``refused`` says why not."""
    try:
        return DOES[str(asked.get("does") or "findings")](asked)
    except ValueError as error:
        return {"refused": str(error)}
