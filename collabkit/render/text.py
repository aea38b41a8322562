"""The plain door: questions, answers and findings as lines of text, for notebooks' checks and for screen readers."""

from __future__ import annotations

from collabkit.exercises import Answers, Exercise
from collabkit.questions import Grid, Names, Question


def blank_sheet(exercise: Exercise) -> str:
    """Write the questions as they stand before any answer.

    >>> from collabkit import exercise
    >>> blank_sheet(exercise("degree")).splitlines()[0]
    'How close are you, and how close do you need to be?'
    """
    lines = [exercise.title, exercise.purpose]
    for question in exercise.questions():
        lines += ["", *_asked(question)]
    return "\n".join(lines)


def _asked(question: Question) -> list[str]:
    heading = [question.section.upper()] if question.section else []
    if isinstance(question, Grid) and not question.rows:
        return [*heading, question.missing or question.text]
    return [*heading, question.text, *([f"  ({question.help})"] if question.help else [])]


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
    findings = exercise.evaluate_example().to_text()
    return f"{exercise.title}\n\n{exercise.story}\n\n{answered(exercise, exercise.example)}\n\n{findings}"
