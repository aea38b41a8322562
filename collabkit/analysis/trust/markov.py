"""Small Markov chains, solved: how often each state is visited, at first, with discounting and in the long run.

``start`` has the probability of each state in the first round; ``moves[i][j]`` is that of state j after state i.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

Matrix = Sequence[Sequence[float]]

NEVER: Final = 1e-100
"""What is less likely than this does not happen, not even in endlessly many rounds; it would be lost in rounding."""


def mean_visits(start: Sequence[float], moves: Matrix, rounds: int) -> list[float]:
    """Return the share of so many rounds that is spent in each state.

    >>> mean_visits([1, 0], [[0, 1], [1, 0]], 4)
    [0.5, 0.5]
    """
    now = list(start)
    history = [now]
    for _ in range(rounds - 1):
        now = _step(now, moves)
        history.append(now)
    return [math.fsum(state) / rounds for state in zip(*history, strict=True)]


def discounted_visits(start: Sequence[float], moves: Matrix, continuation: float) -> list[float]:
    """Return the share of rounds spent in each state, when after each round there is another with a given probability.

    Solves y = (1 − w) start + w y M.

    >>> discounted_visits([1, 0], [[0, 1], [1, 0]], 0.5)
    [0.6666666666666666, 0.3333333333333333]
    """
    states = range(len(start))
    system = [[float(i == j) - continuation * moves[j][i] for j in states] for i in states]
    return solve(system, [(1 - continuation) * probability for probability in start])


def lasting_visits(start: Sequence[float], moves: Matrix) -> list[float]:
    """Return the share of endlessly many rounds spent in each state.

    The chain ends in one of its closed classes, sets of states that it never leaves; where, depends on the start.

    >>> lasting_visits([0.5, 0.25, 0.25], [[1, 0, 0], [0, 0, 1], [0, 1, 0]])
    [0.5, 0.25, 0.25]
    """
    moves = [[probability if probability > NEVER else 0.0 for probability in row] for row in moves]
    classes = closed_classes(moves)
    visits = [0.0] * len(start)
    for states, probability in zip(classes, _ends(start, moves, classes), strict=True):
        for state, share in zip(states, stationary([[moves[i][j] for j in states] for i in states]), strict=True):
            visits[state] = probability * share
    return visits


def closed_classes(moves: Matrix) -> list[list[int]]:
    """Return the sets of states that lead to one another and to no others.

    >>> closed_classes([[1, 0, 0], [0.5, 0, 0.5], [0, 0, 1]])
    [[0], [2]]
    """
    states = range(len(moves))
    reached = [_reached(moves, state) for state in states]
    return [
        sorted(reached[state])
        for state in states
        if state == min(reached[state]) and all(state in reached[other] for other in reached[state])
    ]


def stationary(moves: Matrix) -> list[float]:
    """Return the share of time that a chain of one closed class spends in each state.

    By the elimination of Grassmann, Taksar and Heyman (1985), which never subtracts and so loses no digits.

    >>> stationary([[0.5, 0.5], [0.25, 0.75]])
    [0.3333333333333333, 0.6666666666666666]
    """
    left = [list(row) for row in moves]
    for last in range(len(left) - 1, 0, -1):
        leaving = math.fsum(left[last][:last])
        for i in range(last):
            left[i][last] /= leaving
            for j in range(last):
                left[i][j] += left[i][last] * left[last][j]
    visits = [1.0]
    for state in range(1, len(left)):
        visits.append(math.fsum(visits[i] * left[i][state] for i in range(state)))
    total = math.fsum(visits)
    return [visit / total for visit in visits]


def solve(system: Matrix, right: Sequence[float]) -> list[float]:
    """Solve a system of linear equations by elimination with row exchanges.

    Raises:
        ValueError: The system has no single solution.

    >>> solve([[2, 1], [1, 3]], [3, 5])
    [0.8, 1.4]
    """
    rows = [[*row, value] for row, value in zip(system, right, strict=True)]
    size = len(rows)
    for column in range(size):
        best = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        pivot = rows[column]
        if not pivot[column]:
            raise ValueError("These equations have no single solution; check that no two of them say the same.")
        for row in rows[column + 1 :]:
            factor = row[column] / pivot[column]
            row[column:] = [entry - factor * above for entry, above in zip(row[column:], pivot[column:], strict=True)]
    solution: list[float] = []
    for place in range(size - 1, -1, -1):
        known = math.fsum(a * b for a, b in zip(rows[place][place + 1 : size], solution, strict=True))
        solution.insert(0, (rows[place][size] - known) / rows[place][place])
    return solution


def _step(now: Sequence[float], moves: Matrix) -> list[float]:
    return [math.fsum(a * b for a, b in zip(now, column, strict=True)) for column in zip(*moves, strict=True)]


def _reached(moves: Matrix, state: int) -> set[int]:
    """Return the states that can follow a state, sooner or later, and itself."""
    reached, waiting = {state}, [state]
    while waiting:
        following = {other for other, probability in enumerate(moves[waiting.pop()]) if probability > 0} - reached
        reached |= following
        waiting += following
    return reached


def _ends(start: Sequence[float], moves: Matrix, classes: Sequence[Sequence[int]]) -> list[float]:
    """Return the probability of ending in each of the closed classes.

    The states that are only passed through are taken out one by one: whoever comes to one is sent on to where it leads.
    Nothing is subtracted, so states that are hardly ever left do no harm.
    """
    closed = {state for states in classes for state in states}
    here, left = list(start), [list(row) for row in moves]
    for passing in (state for state in range(len(start)) if state not in closed):
        onward = left[passing]
        onward[passing] = 0.0
        leaving = math.fsum(onward)
        for row in (here, *left):
            come, row[passing] = row[passing], 0.0
            for state, probability in enumerate(onward):
                row[state] += come * (probability / leaving)
    return [math.fsum(here[state] for state in states) for states in classes]
