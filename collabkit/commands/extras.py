"""What a command needs beyond Python, by the extra that brings it.

``pip install collabkit`` brings the course and nothing else. Whoever wants more is told what is not here, and the one
line that installs it, before a command has begun anything.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from collabkit.commands import CommandError
from collabkit.translation import by_number
from collabkit.wording import in_a_row

EXTRAS: Final = {
    "notebook": {"JupyterLab": "jupyterlab", "ipykernel": "ipykernel", "anywidget": "anywidget", "pandas": "pandas"},
    "book": {"Jupyter Book": "jupyter_book", "python-pptx": "pptx"},
    "test": {"nbformat": "nbformat", "nbclient": "nbclient"},
}
"""The modules of an extra that are looked for, by the names that people know."""


def missing(extra: str) -> str:
    """Return a sentence that names what of an extra is not installed, and how to install it; nothing if all is here."""
    names = [name for name, module in EXTRAS[extra].items() if find_spec(module) is None]
    if not names:
        return ""
    are = by_number(len(names), "is", "are")
    return f"{in_a_row(names)} {are} not installed. Install with: pip install 'collabkit[{extra}]'"


def require(extra: str) -> None:
    """Stop a command that cannot do without an extra.

    Raises:
        CommandError: something of the extra is not installed.
    """
    if sentence := missing(extra):
        raise CommandError(sentence)
