"""What was given to an exercise: numbers in what it says of answers that it cannot use, and counts of what was named."""

from __future__ import annotations

from findings.statements import printed


def of_wrong_answers(said):
    """Return the numbers in what is said of answers that cannot be used: they are the questions' own limits."""
    problems = said.exercise.read(said.answers).problems
    return [number.value for problem in problems for number in printed(problem.sentence)]


def counts(*lists):
    """Return every number from nought to the longest of these: any part of a list may be counted."""
    return range(1 + max((len(each) for each in lists if each), default=0))
