"""The page's and the notebook's one question to Python: answers in; form, findings and a sentence to announce out.

Both doors ask here, so both show the same form and say the same. Nothing is kept between two questions.
"""

from __future__ import annotations

import json
from typing import Any

from collabkit.exercises import catalogue, exercise
from collabkit.exercises.context import SHARED
from collabkit.findings import Findings
from collabkit.questions import Sitting
from collabkit.render import blocks_html, html
from collabkit.workbook import Workbook


def announcement(sitting: Sitting, findings: Findings) -> str:
    """Say in one line what has changed, for somebody who does not see the page.

    >>> announcement(Sitting(), Findings.of("Begin with the purpose."))
    'Begin with the purpose.'
    """
    wrong = sitting.wrong()
    if not wrong:
        return findings.headline
    counted = "One answer needs" if len(wrong) == 1 else f"{len(wrong)} answers need"
    return f"{counted} your attention. {wrong[0].sentence}"


def answer(request: str) -> str:
    """Answer the page or the notebook.

    Args:
        request: JSON with ``exercise`` (an id), ``answers`` (the answers' JSON, or ``"example"`` for the worked
            example's), ``asked`` (whether the findings were asked for, so that what is missing is said too), and
            ``workbook`` (the learner's, for an exercise that gathers the others' answers).

    Returns:
        JSON with ``form`` and ``findings`` (HTML), ``answers`` (as JSON: read where they can be, as typed where not)
        and ``announce`` (one line).

    >>> reply = json.loads(answer('{"exercise": "degree", "answers": {"partners": ["County"]}, "asked": true}'))
    >>> reply["announce"]
    'Before this can say anything: Name at least 2 partners; there is 1 so far.'
    """
    asked: dict[str, Any] = json.loads(request)
    one = exercise(asked["exercise"])
    given = asked.get("answers")
    answers = dict(one.example) if given == "example" else given if isinstance(given, dict) else {}
    sitting = one.read(answers)
    book = asked.get("workbook")
    findings = one.means(sitting, Workbook.from_json(book).every() if book is not None else None)
    return json.dumps(
        {
            "form": html.form(one, sitting, asked=bool(asked.get("asked"))),
            "findings": blocks_html.write(findings.blocks),
            "answers": sitting.answers,
            "announce": announcement(sitting, findings),
        }
    )


def facts() -> str:
    """Return what the page has to know before Python is there, as JSON: which answers belong to all exercises.

    >>> facts()
    '{"shared": ["collaboration", "purpose", "partners"]}'
    """
    return json.dumps({"shared": SHARED})


def rehearse() -> None:
    """Walk every exercise once, so that whatever an answer needs is imported before Python's memory is stored."""
    book = Workbook.of({one.id: one.example for one in catalogue()})
    Workbook.load(book.dump())
    for one in catalogue():
        for given in ("example", None):
            question = {"exercise": one.id, "answers": given, "asked": True, "workbook": book.to_json()}
            answer(json.dumps(question))
