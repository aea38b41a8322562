"""The plain door: answers and findings as lines of text, for notebooks' checks and for screen readers."""

from __future__ import annotations

from collabkit import strategy
from collabkit.exercises import Exercise
from collabkit.findings import Findings
from collabkit.questions import Names
from collabkit.render import blocks_text
from collabkit.sitting import Sitting


def answered(sitting: Sitting) -> str:
    """Write each question that was answered, with the answer in words."""
    lines = [
        f"{part.text} {part.in_words(sitting.values[part.key])}"
        for part in sitting.fields()
        if part.key in sitting.values and not (isinstance(part, Names) and not sitting.values[part.key])
    ]
    return "\n".join(lines)


def findings(found: Findings) -> str:
    """Write findings as lines of text."""
    return blocks_text.write(found.blocks)


def example(exercise: Exercise) -> str:
    """Write the worked example: who it is about, the answers, and what they mean."""
    said = findings(strategy.example_means(exercise))
    return f"{exercise.title}\n\n{exercise.story}\n\n{answered(exercise.read(exercise.example))}\n\n{said}"
