"""The page's and the notebook's one question to Python, by kind. Both doors ask here, so both show and say the same.

A request and a reply are JSON. Nothing is kept between two questions: whatever is needed comes with each.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from collabkit import strategy
from collabkit.browser import documents, exercises, workbooks
from collabkit.exercises import catalogue
from collabkit.exercises.context import SHARED
from collabkit.render.documents import FORMATS
from collabkit.translation import say
from collabkit.workbook import Workbook

Handler = Callable[[Mapping[str, Any]], dict[str, Any]]


def _group(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Answer for a group; its modules are loaded late, because no reader's page needs them in its memory."""
    from collabkit.browser import groups

    return groups.group(asked)


def _kit(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Write a workshop's kit; its modules are loaded late, as a group's are."""
    from collabkit.browser import kits

    return kits.kit(asked)


KINDS: Final[Mapping[str, Handler]] = {
    "exercise": exercises.answer,
    "progress": workbooks.progress,
    "text": workbooks.as_text,
    "save": workbooks.save,
    "open": workbooks.open_file,
    "compare": workbooks.compare_file,
    "sections": documents.sections,
    "drawings": documents.drawings,
    "document": documents.document,
    "group": _group,
    "kit": _kit,
}
"""For each kind of question what answers it; its docstring says what goes in and what comes out."""


def answer(request: str) -> str:
    """Answer the page or the notebook.

    Args:
        request: JSON with ``kind`` (an exercise's where it is left out) and what that kind needs.

    >>> reply = json.loads(answer('{"exercise": "degree", "answers": {"partners": ["County"]}, "asked": true}'))
    >>> reply["announce"]
    'Before this can say anything: Name at least 2 partners; there is 1 so far.'
    """
    asked: dict[str, Any] = json.loads(request)
    return json.dumps(KINDS[asked.get("kind", "exercise")](asked))


def facts() -> str:
    """Return what the page has to know before Python is there, as JSON.

    >>> json.loads(facts())["shared"]
    ['collaboration', 'purpose', 'partners']
    """
    return json.dumps({"shared": SHARED})


def rehearse() -> None:
    """Answer every kind of question once, so that whatever it needs is imported before Python's memory is stored.

    What is loaded late finds no standard library beside it, so what only that needs of it is imported here.
    """
    import hashlib  # noqa: F401 - for a workshop's kit

    book = Workbook.of({one.id: one.example for one in catalogue()}, "2026-01-01T00:00:00.000Z").to_json()
    for one in catalogue():
        for given in ("example", None):
            answer(json.dumps({"exercise": one.id, "answers": given, "asked": True, "workbook": book}))
        answer(json.dumps({"kind": "text", "exercise": one.id, "workbook": book}))
    other = Workbook.of(
        {"factors": {"history": 1}, "strategy": {"purpose": say("Another")}}, "2026-01-01T00:00:00.000Z"
    )
    file = json.loads(answer(json.dumps({"kind": "save", "workbook": other.to_json()})))["text"]
    for kind in documents.KINDS:
        answer(json.dumps({"kind": "drawings", "document": kind, "workbook": book}))
        for to in FORMATS:
            answer(json.dumps({"kind": "document", "document": kind, "to": to, "workbook": book, "pngs": [["", ""]]}))
    for kind in ("progress", "open", "compare", "sections"):
        answer(json.dumps({"kind": kind, "workbook": book, "file": file}))
    strategy.forget()  # what was kept here would lie in everybody's memory
