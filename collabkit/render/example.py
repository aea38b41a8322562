"""The worked example, for whoever cannot run a form: as HTML that looks right anywhere, and as text."""

from __future__ import annotations

from typing import Final

from collabkit.exercises import Exercise
from collabkit.markup import element
from collabkit.render import html, text
from collabkit.translation import say

WITHOUT_WIDGETS: Final = say(
    "This is the worked example. To answer for yourself, install what a notebook needs: pip install 'collabkit[notebook]'. "
    "Then restart the kernel and run this cell again."
)


def forms(exercise: Exercise) -> dict[str, object]:
    """Return the worked example in the forms that every notebook can show, by their types.

    >>> from collabkit.exercises import exercise
    >>> sorted(forms(exercise("degree")))
    ['text/html', 'text/plain']
    """
    whole = element("div", element("h3", exercise.title), html.example(exercise), class_="collabkit")
    return {"text/plain": text.example(exercise), "text/html": str(whole)}


def forms_without_widgets(exercise: Exercise) -> dict[str, object]:
    """Return the worked example with a sentence on what is missing for the form."""
    shown = forms(exercise)
    return {
        "text/plain": f"{WITHOUT_WIDGETS}\n\n{shown['text/plain']}",
        "text/html": f"{element('p', WITHOUT_WIDGETS)}{shown['text/html']}",
    }
