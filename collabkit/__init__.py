"""collabkit: exercises for developing collaborative strategies in public services.

>>> from collabkit import exercise
>>> exercise("degree").title
'How close are you, and how close do you need to be?'

The face of the package, which Python runs before any other file of it. It alone stands outside the floors of the house:
exercises and findings may not look up to the doors and writers that show them, so this file tells them. Doors and
writers are imported when they are first needed: whoever reads a table need not wait for what draws charts, and only a
notebook has widgets.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from collabkit.exercises import Exercise
from collabkit.exercises import exercise as _find
from collabkit.findings import Findings

if TYPE_CHECKING:
    from collabkit.render.notebook import LiveForm
    from collabkit.workbook_file import WorkbookFile

__all__ = ["exercise"]
__version__ = "0.1.0"


def exercise(id: str) -> Exercise | LiveForm:
    """Return an exercise by its id; in a notebook its live form, which answers for the exercise too.

    Raises:
        LookupError: there is no such exercise; the message names those that there are.
    """
    found = _find(id)
    return _live(found) if _in_a_notebook() and find_spec("anywidget") else found


def _in_a_notebook() -> bool:
    """Tell whether a kernel runs this: whoever has loaded IPython there can show a widget."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return getattr(shell, "kernel", None) is not None


_forms: dict[str, LiveForm] = {}
"""The live forms of this kernel, by the exercise's id."""


def _live(shown: Exercise) -> LiveForm:
    """Return the one live form of an exercise: a cell that is run again shows it again; one that was closed is made anew."""
    from collabkit.browser import answer
    from collabkit.render.notebook import LiveForm

    form = _forms.get(shown.id)
    if form is None or form.comm is None:
        form = _forms[shown.id] = LiveForm(shown, _file(), answer, model_id=f"collabkit-{shown.id}")
    return form


@cache
def _file() -> WorkbookFile:
    """Return the one workbook that all forms of this kernel keep their answers in."""
    from collabkit.workbook_file import WorkbookFile, place

    return WorkbookFile(place())


def _without_widgets(shown: Exercise) -> dict[str, object]:
    """Show an exercise where a notebook has no widgets."""
    from collabkit.render.example import forms_without_widgets

    return forms_without_widgets(shown)


def _as_text(findings: Findings) -> str:
    from collabkit.render import blocks_text

    return blocks_text.write(findings.blocks)


def _as_html(findings: Findings) -> str:
    from collabkit.render import blocks_html

    return blocks_html.write(findings.blocks)


def _as_markdown(findings: Findings) -> str:
    from collabkit.render import blocks_markdown

    return blocks_markdown.write(findings.blocks)


Exercise.notebook_door = _without_widgets
Findings.writers.update({"text": _as_text, "html": _as_html, "markdown": _as_markdown})
