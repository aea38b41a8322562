"""collabkit: exercises for developing collaborative strategies in public services.

>>> from collabkit import exercise
>>> exercise("degree").title
'How close are you, and how close do you need to be?'
"""

from collabkit.exercises import exercise

__all__ = ["exercise"]
__version__ = "0.1.0"
