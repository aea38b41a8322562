"""The plain door: answers and findings as lines of text, for notebooks' checks and for screen readers."""

from __future__ import annotations

from collabkit.exercises import Answers, Exercise
from collabkit.questions import Names
from collabkit.render import blocks_text


def answered(exercise: Exercise, answers: Answers) -> str:
    """Write each question that was answered, with the answer in words."""
    reading = exercise.read(answers)
    lines = [
        f"{part.text} {part.in_words(reading.values[part.key])}"
        for whole in exercise.questions(answers)
        for part in whole.fields()
        if part.key in reading.values and not (isinstance(part, Names) and not reading.values[part.key])
    ]
    return "\n".join(lines)


def example(exercise: Exercise) -> str:
    """Write the worked example: who it is about, the answers, and what they mean."""
    findings = blocks_text.write(exercise.evaluate_example().blocks)
    return f"{exercise.title}\n\n{exercise.story}\n\n{answered(exercise, exercise.example)}\n\n{findings}"
