"""What was given to an exercise: numbers in what it says of answers that it cannot use, and counts of what was named."""

from __future__ import annotations

from findings.statements import printed


def of_wrong_answers(said):
    """Return the numbers in what is said of answers that cannot be used: the questions' own limits, and their names."""
    reading = said.exercise.read(said.answers)
    words = {part.key: part.text for whole in said.exercise.questions(reading.answers) for part in whole.fields()}
    sentences = [f"{words[problem.key]}: {problem.sentence}" for problem in reading.problems]
    return [number.value for sentence in sentences for number in printed(sentence)]


def counts(*lists):
    """Return every number from nought to the longest of these: any part of a list may be counted."""
    return range(1 + max((len(each) for each in lists if each), default=0))
