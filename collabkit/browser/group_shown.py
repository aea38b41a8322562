"""What a group thinks, as the facilitator's page shows it: findings with room for what is said, a wall, and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, Final

from collabkit.browser.group_given import Given, mapping
from collabkit.exercises import exercise as find
from collabkit.findings import Block, Findings, Part, Prompt, Sentence, Table
from collabkit.markup import Html, element, join
from collabkit.render import blocks_html, blocks_markdown, blocks_text
from collabkit.translation import say
from collabkit.wording import counted, day
from collabkit.workshop.group_findings import ROOM
from collabkit.workshop.items import rateable
from collabkit.workshop.projected import projected
from collabkit.workshop.published import Round
from collabkit.workshop.sheet import to_csv

REASON: Final = say("The reason of those who see it otherwise, in their own words")
AGREED: Final = say("What you agreed")
AT_LAST: Final = say("What you will do, who does it, and by when")
LONGEST_NOTE: Final = 4000
Notes = Mapping[str, Given]


def notes_of(asked: Given) -> dict[str, Given]:
    """Return what was written down of each question's talk, by its key; under no key what was agreed at last."""
    return {str(key): one for key, one in mapping(asked, "notes").items() if isinstance(one, Mapping)}


def _note(notes: Notes, key: str, kind: str) -> str:
    return str(notes.get(key, {}).get(kind) or "").strip()[:LONGEST_NOTE]


def _keys(exercise: str) -> dict[str, str]:
    return {question.text: question.key for question in rateable(find(exercise))}


def to_html(findings: Findings, exercise: str, notes: Notes) -> Html:
    """Write findings with a place to type in what was said of each of the first questions."""
    keys = _keys(exercise)
    written = [
        join(blocks_html.write([_without_room(one)], level=3), _room(one.heading, keys[one.heading], notes))
        if isinstance(one, Part) and one.heading in keys
        else blocks_html.write([one], level=3)
        for one in findings.blocks
    ]
    last = _field(AT_LAST, "", "agreed", notes) if findings.complete else None
    return join(*written, last)


def _without_room(part: Part) -> Part:
    """Leave out the dotted line for a pen."""
    return replace(part, blocks=tuple(_filled(one, "") for one in part.blocks))


def _filled(block: Block, reason: str) -> Block:
    """Put a reason where a dotted line stands, or nothing."""
    if not isinstance(block, Prompt) or block.items != (ROOM,):
        return block
    return replace(block, items=(say("Their reason: {reason}", reason=reason),) if reason else ())


def _room(question: str, key: str, notes: Notes) -> Html:
    return element(
        "div",
        _field(REASON, key, "reason", notes),
        _field(AGREED, key, "agreed", notes),
        class_="noted", role="group", aria_label=say("Notes on “{question}”", question=question),
    )  # fmt: skip


def _field(label: str, key: str, kind: str, notes: Notes) -> Html:
    area = element("textarea", _note(notes, key, kind), rows="2", maxlength=LONGEST_NOTE, data_note=kind, data_of=key)
    return element("label", element("span", label), area, class_="note-field")


def wall(rounds: list[Round]) -> list[dict[str, Any]]:
    """Return every question for the wall."""
    return [asdict(one) for one in projected(*rounds)]


# --- for the strategy document


def to_lines(findings: Findings, exercise: str, notes: Notes, people: int, time: str) -> list[str]:
    """Return what a group said as sentences for its strategy: how many, the headline, what divides it, and the notes."""
    keys = _keys(exercise)
    asked = [one for one in findings.blocks if isinstance(one, Part) and one.heading in keys]
    first = [f"“{one.heading}” {_first_sentence(one)}" for one in asked]
    written = [
        say("{label}, on “{question}”: {words}", label=label, question=question, words=words)
        for question, key in keys.items()
        for label, kind in ((REASON, "reason"), (AGREED, "agreed"))
        if (words := _note(notes, key, kind))
    ]
    last = _note(notes, "", "agreed")
    said = say("{persons} answered, {day}.", persons=counted(people, "person", "people"), day=day(time))
    return [said, findings.headline, *first, *written, *([f"{AT_LAST}: {last}"] if last else [])]


def _first_sentence(part: Part) -> str:
    return next((one.words for one in part.blocks if isinstance(one, Sentence)), "")


# --- files


def to_file(findings: Findings, exercise: str, notes: Notes, to: str) -> dict[str, str]:
    """Write findings and notes as a file: ``text``, ``md`` or ``csv``."""
    title, whole = find(exercise).title, _noted(findings, exercise, notes)
    if to == "csv":
        return {"name": f"{exercise}-group.csv", "type": "text/csv", "text": to_csv(whole)}
    if to == "md":
        return {
            "name": f"{exercise}-group.md",
            "type": "text/markdown",
            "text": f"# {title}\n\n{blocks_markdown.write(whole.blocks)}",
        }
    return {
        "name": f"{exercise}-group.txt",
        "type": "text/plain",
        "text": f"{title}\n\n{blocks_text.write(whole.blocks)}\n",
    }


def _noted(findings: Findings, exercise: str, notes: Notes) -> Findings:
    """Put what was written down where there was room for it, and all of it in a table at the end."""
    keys = _keys(exercise)
    blocks = [_with_notes(one, keys, notes) for one in findings.blocks]
    words = {key: text for text, key in keys.items()}
    rows = tuple(
        (words[key], _note(notes, key, "reason"), _note(notes, key, "agreed"))
        for key in words
        if _note(notes, key, "reason") or _note(notes, key, "agreed")
    )
    last = _note(notes, "", "agreed")
    if last:
        rows = (*rows, (AT_LAST, "", last))  # of a file for a spreadsheet only tables become a part
    if rows:
        blocks.append(Table(say("What you wrote down"), (say("Question"), REASON, AGREED), rows))
    if last:
        blocks.append(Part.of(AT_LAST, Sentence(last)))
    return replace(findings, blocks=tuple(blocks))


def _with_notes(block: Block, keys: Mapping[str, str], notes: Notes) -> Block:
    if not isinstance(block, Part) or block.heading not in keys:
        return block
    key = keys[block.heading]
    reason, agreed = _note(notes, key, "reason"), _note(notes, key, "agreed")
    filled = [_filled(one, reason) for one in block.blocks]
    return replace(block, blocks=(*filled, *([Sentence(f"{AGREED}: {agreed}")] if agreed else [])))
