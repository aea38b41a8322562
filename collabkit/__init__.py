"""collabkit: exercises for developing collaborative strategies in public services.

>>> from collabkit import exercise
>>> exercise("degree").title
'How close are you, and how close do you need to be?'

Exercises and findings may not look up to the renderers. So their face on the outside, this file, which Python runs
before any other of the package, tells them who shows them. The renderers are imported when they are first needed:
whoever reads a table need not wait for what draws charts, and only a notebook has ipywidgets.
"""

from collabkit.exercises import Exercise, exercise
from collabkit.findings import Findings

__all__ = ["exercise"]
__version__ = "0.1.0"


def _in_a_notebook(shown: Exercise) -> dict[str, object]:
    from collabkit.render.widgets import mimebundle

    return mimebundle(shown)


def _as_text(findings: Findings) -> str:
    from collabkit.render import blocks_text

    return blocks_text.write(findings.blocks)


def _as_html(findings: Findings) -> str:
    from collabkit.render import blocks_html

    return blocks_html.write(findings.blocks)


def _as_markdown(findings: Findings) -> str:
    from collabkit.render import blocks_markdown

    return blocks_markdown.write(findings.blocks)


Exercise.notebook_door = _in_a_notebook
Findings.writers.update({"text": _as_text, "html": _as_html, "markdown": _as_markdown})
