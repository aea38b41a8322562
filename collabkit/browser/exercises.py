"""An exercise's answers in; form, findings and a sentence to announce out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from collabkit import strategy
from collabkit.exercises import exercise
from collabkit.findings import Findings
from collabkit.render import blocks_html, html, response_code
from collabkit.sitting import Sitting
from collabkit.translation import say
from collabkit.wording import counted
from collabkit.workbook import Workbook


def announcement(sitting: Sitting, findings: Findings) -> str:
    """Say in one line what has changed, for somebody who does not see the page.

    >>> announcement(Sitting(), Findings.of("Begin with the purpose."))
    'Begin with the purpose.'
    """
    wrong, missing = sitting.wrong(), sitting.missing()
    if wrong:
        return say(
            "{answer_needs} your attention. {sentence}",
            answer_needs=counted(len(wrong), "answer needs", "answers need"),
            sentence=wrong[0].sentence,
        )
    if len(missing) > 1:  # the whole list stands at the top of the form; an ear wants to know what comes next
        more = counted(len(missing) - 1, "more answer", "more answers")
        return say(
            "{headline} After that it needs {more}.",
            headline=Findings.needing([missing[0].sentence]).headline,
            more=more,
        )
    return findings.headline


def answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Say what answers to an exercise mean.

    Args:
        asked: ``exercise`` (an id), ``answers`` (the answers' JSON, or ``"example"`` for the worked example's),
            ``asked`` (whether the findings were asked for, so that what is missing is said too), ``changed`` (when each
            answer was last changed, by key), and ``workbook`` (the learner's, for an exercise that gathers the others'
            answers).

    Returns:
        ``form``, ``findings`` and ``code`` (HTML; the last is the answers' code for a workshop, or nothing),
        ``answers`` (as JSON: read where they can be, as typed where not) and ``announce`` (one line).
    """
    one = exercise(asked["exercise"])
    given = asked.get("answers")
    sitting = one.read(dict(one.example) if given == "example" else given)
    book = asked.get("workbook")
    findings = strategy.means(one, sitting, Workbook.from_json(book) if book is not None else None)
    changed = asked.get("changed")
    times = changed if isinstance(changed, Mapping) else {}
    return {
        "form": html.form(one, sitting, findings, asked=bool(asked.get("asked"))),
        "findings": blocks_html.write(findings.blocks),
        "code": response_code.code(one, sitting, times) if findings.complete else "",
        "answers": sitting.answers,
        "announce": announcement(sitting, findings),
    }
