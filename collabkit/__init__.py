"""collabkit: exercises for developing collaborative strategies in public services.

>>> from collabkit import exercise
>>> exercise("degree").title
'How close are you, and how close do you need to be?'
"""

from collabkit.exercises import Exercise, exercise

__all__ = ["exercise"]
__version__ = "0.1.0"


def _in_a_notebook(shown: Exercise) -> dict[str, object]:
    """Show an exercise by the notebook door, which is opened late: only a notebook has ipywidgets."""
    from collabkit.render.widgets import mimebundle

    return mimebundle(shown)


Exercise.notebook_door = _in_a_notebook
