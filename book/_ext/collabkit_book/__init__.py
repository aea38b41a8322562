"""The course's own directives and roles, its theme, and the few settings that Jupyter Book insists on.

One small module for each: what a writer types, the data behind it, and how it shows. Every node is made of ordinary
document nodes, or carries them as its plain form, so that text, EPUB and LaTeX builders and the search index work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collabkit_book import (
    again,
    all_cases,
    answers,
    bibliography,
    blocks,
    cases,
    chapter_facts,
    charts,
    checks,
    evidence,
    exercise,
    facts,
    fold,
    go_on,
    group,
    hosting,
    index,
    kit,
    law,
    live,
    lookback,
    markup,
    notebooks,
    objectives,
    page,
    paper,
    passages,
    practice,
    sections,
    speed,
    studies,
    translated,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

JUPYTER_BOOK_ALWAYS_SETS = ("comments_config",)
"""Settings of extensions that the course does not load; Sphinx warns of a setting that nobody declares."""

PARTS = (
    blocks,
    markup,
    page,
    paper,
    passages,
    bibliography,
    evidence,
    checks,
    lookback,
    practice,
    again,
    objectives,
    chapter_facts,
    cases,
    all_cases,
    facts,
    fold,
    charts,
    sections,
    exercise,
    answers,
    go_on,
    group,
    hosting,
    notebooks,
    index,
    kit,
    law,
    live,
    speed,
    studies,
    translated,
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    for name in JUPYTER_BOOK_ALWAYS_SETS:
        app.add_config_value(name, {}, "html")
    for part in PARTS:
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
