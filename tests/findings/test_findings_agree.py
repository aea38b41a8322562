"""Findings never contradict themselves, whatever was answered: 500 sets of answers for each exercise.

To see a fault again, run with the seed that it names: COLLABKIT_SEED=7 pytest tests/findings -k degree
"""

import json
from importlib import import_module
from importlib.util import find_spec

import pytest
from findings.generated import answer_sets
from findings.lint import lint
from findings.statements import Said, contradictions, unexplained

from collabkit.exercises import catalogue, exercise

SETS = 500
SHOWN = 12
"""Kinds of faults to show at once, each with the smallest answers that bring it out."""

REFUSED = r"an exponent: .* in “Type a number that is not"
"""How questions quote an amount out of range; what they say is tested with them."""


def declared(id):
    """Return what an exercise declares about its own findings, or None where its file is missing."""
    name = f"findings.relations_{id.replace('-', '_')}"
    return import_module(name) if find_spec(name) else None


def faults(said, facts):
    """Return all that is wrong with what was said."""
    found = lint(said.findings, getattr(facts, "MAY_EXCEED", ()), (*getattr(facts, "MAY_SAY", ()), REFUSED), said.signs)
    needs = said.exercise.needs(said.reading, said.findings)
    if all(need.given for need in needs) != said.findings.complete:
        found.append(
            f"needs: {[need.words for need in needs if not need.given]} open, complete: {said.findings.complete}"
        )
    if not said.findings.complete:
        return found
    found += contradictions(said, getattr(facts, "NEVER", ()))
    if hasattr(facts, "numbers"):
        found += unexplained(said, facts.numbers(said))
    for relation in getattr(facts, "RELATIONS", ()):
        found += [f"{relation.__name__}: {fault}" for fault in relation(said)]
    return found


def smallest(found, seed):
    """Show each kind of fault once, with how often it came and the shortest answers that bring it out."""
    kinds = {}
    for fault, answers in found:
        kinds.setdefault(fault.partition(":")[0], []).append((len(json.dumps(answers)), fault, answers))
    lines = [f"COLLABKIT_SEED={seed}: {len(found)} faults of {len(kinds)} kinds"]
    for faults_of_kind in list(kinds.values())[:SHOWN]:
        _, fault, answers = min(faults_of_kind, key=lambda one: one[0])
        lines += [f"[{len(faults_of_kind)} times] {fault}", f"    answers: {json.dumps(answers, ensure_ascii=False)}"]
    return "\n".join(lines)


@pytest.mark.parametrize("id", [one.id for one in catalogue()])
def test_no_findings_contradict_themselves(id, seed):
    facts = declared(id)
    one = exercise(id)
    found, complete = [], 0
    for _, answers in answer_sets(one, SETS, seed):
        said = Said(one, answers, one.evaluate(answers))
        complete += said.findings.complete
        found += [(fault, answers) for fault in faults(said, facts)]
    assert not found, smallest(found, seed)
    assert complete > SETS / 3, f"COLLABKIT_SEED={seed}: only {complete} of {SETS} sets said anything"


def test_every_exercise_declares_what_must_agree():
    assert [one.id for one in catalogue() if declared(one.id) is None] == []
