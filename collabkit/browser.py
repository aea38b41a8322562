"""The page's one question to Python: answers in; form, findings, problems and a sentence to announce out."""

from __future__ import annotations

import json
from typing import Any

from collabkit.exercises import catalogue, exercise
from collabkit.findings import Findings
from collabkit.questions import Reading
from collabkit.render import html
from collabkit.wording import counted


def announcement(reading: Reading, findings: Findings) -> str:
    """Say in one line what has changed, for somebody who does not see the page.

    >>> announcement(Reading({}), Findings.of("Begin with the purpose."))
    'Begin with the purpose.'
    """
    wrong = reading.wrong()
    if not wrong:
        return findings.headline
    return f"{counted(len(wrong), 'answer needs', 'answers need')} your attention. {wrong[0].sentence}"


def workbook(given: object) -> dict[str, dict[str, object]]:
    """Return the other exercises' answers as far as they have the right shape: they come from the browser's store.

    >>> workbook({"degree": {"partners": ["A"]}, "odd": 3})
    {'degree': {'partners': ['A']}}
    """
    entries = given.items() if isinstance(given, dict) else ()
    return {str(name): answers for name, answers in entries if isinstance(answers, dict)}


def answer(request: str) -> str:
    """Answer the page.

    Args:
        request: JSON with ``exercise`` (an id), ``answers`` (the answers' JSON, or ``"example"`` for the worked
            example's), ``asked`` (whether the findings were asked for, so that what is missing is said too), and
            ``workbook`` (all exercises' answers, for one that gathers them).

    Returns:
        JSON with ``form`` and ``findings`` (HTML), ``answers`` (as JSON: read where they can be, as typed where not),
        ``problems`` (key, sentence and kind of each), ``announce`` (one line) and ``complete``.

    >>> reply = json.loads(answer('{"exercise": "degree", "answers": {"partners": ["County"]}}'))
    >>> reply["problems"][0]["sentence"]
    'Name at least 2 partners; there is 1 so far.'
    """
    asked: dict[str, Any] = json.loads(request)
    one = exercise(asked["exercise"])
    given = asked.get("answers")
    answers = dict(one.example) if given == "example" else given if isinstance(given, dict) else {}
    reading = one.read(answers)
    findings = one.evaluate(answers, workbook(asked.get("workbook")))
    return json.dumps(
        {
            "form": html.form(one, answers, asked=bool(asked.get("asked"))),
            "findings": findings.to_html(),
            "answers": reading.answers,
            "problems": [{"key": p.key, "sentence": p.sentence, "kind": p.kind} for p in reading.problems],
            "announce": announcement(reading, findings),
            "complete": findings.complete,
        }
    )


def rehearse() -> None:
    """Walk every exercise once, so that whatever an answer needs is imported before Python's memory is stored."""
    for one in catalogue():
        for given in ('"example"', "{}"):
            answer(f'{{"exercise": "{one.id}", "answers": {given}, "asked": true}}')
