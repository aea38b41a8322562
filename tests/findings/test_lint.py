"""The lint finds what it says it finds, and lets good sentences pass; the harness can see a contradiction."""

import doctest

import pytest
from findings import generated, lint, statements
from findings.generated import STYLES, answer_sets
from findings.statements import Never, Said, contradictions, strictly_first, unexplained

from collabkit.exercises import exercise
from collabkit.findings import Caution, Findings, Prompt, Sentence, Table


@pytest.mark.parametrize(("words", "kind"), [
    ("Even as planned it loses -0.00 million.", "a minus before nought"),
    ("It fell by −0%.", "a minus before nought"),
    ("It is worth −£0.00 million.", "a minus before nought"),
    ("Ahead for 1e+02 points.", "an exponent"),
    ("5e-05 points are less than most.", "an exponent"),
    ("It holds in in the end.", "a doubled word"),
    ("This much comes from each cause: . They act.", "a missing word"),
    ("It says , where you have it.", "a missing word"),
    ("Ask  the partner.", "a missing word"),
    ("It holds “” apart.", "a missing word"),
    ("0 of 0 links are closer.", "“of 0”"),
    ("Over 1 years of benefit.", "a plural after one"),
    ("In every one dealings it lapses.", "a plural after one"),
    ("1 duties name you.", "a plural after one"),
    ("None of the 2 partner could.", "a singular after many"),
    ("It closes 203% of the gap.", "a share over 100%"),
    ("27,496,372% of it.", "a share over 100%"),
    ("6 ways to fail have no owner: “R”, “S” and “T”.", "a list shorter than its count"),
    ("Two decisions (“R” are open.", "unbalanced quotes"),
    ("“Wicked issues is strong.", "unbalanced quotes"),
    ("Ask None of them: None.", "a word of the machine"),
    ("It is worth nan million.", "a word of the machine"),
    ("Why not?.", "two full stops"),
])  # fmt: skip
def test_a_fault_is_found(words, kind):
    assert kind in {fault.partition(":")[0] for fault in lint.in_sentence(words)}


@pytest.mark.parametrize(
    "words",
    [
        "In 1 year the same service would need £985,000 a year more, 0.0 in all; 1 of 4 links needs to be closer.",
        "6 ways to fail have no owner: “R”, “S” and 4 others.",
        "Of the 17 with both cost figures, 16 cost more than planned, and 2010-11 was worse than 2009-10.",
        "One says that it is, and 1 is left. The council’s ‘old’ way was (perhaps) good.",
        "About 100% of it, or 3.5% a year, falls by −0.5.",
    ],
)
def test_good_sentences_pass(words):
    assert lint.in_sentence(words) == ()


def test_blocks_are_looked_at_as_a_whole():
    empty = Findings.of("Go on", Prompt("Ask:"), Table("T", ("a",), ()))
    assert {fault.partition(":")[0] for fault in lint.lint(empty)} == {
        "an empty list", "a sentence without an end", "an empty table",
    }  # fmt: skip
    assert "a minus before nought" in lint.lint(Findings.of("Go on.", Table("T", ("a", "b"), (("x", "-0.0"),))))[0]
    assert "minus nought as a number" in lint.lint(Findings.of("Go on.", Table("T", ("a", "b"), (("x", -0.0),))))[0]
    assert lint.lint(Findings.of("Go on.", Table("T", ("a", "b"), (("x", 0.0), ("y", -0.5))))) == []


def test_a_contradiction_and_a_number_from_nowhere_are_found():
    findings = Findings.of(
        "What you have should carry it.", Caution("Too short a future."), Sentence("It takes 17 steps.")
    )
    said = Said(exercise("trust"), {"months": 12}, findings)
    pair = Never("should carry it", r"Too \w+", "it cannot carry what would not hold")
    assert len(list(contradictions(said, (pair,)))) == 1
    assert list(contradictions(said, (Never("should carry it", "Too kind", ""),))) == []
    assert "17" in next(iter(unexplained(said, ())))
    assert list(unexplained(said, (17,))) == []
    assert strictly_first("A", {"A": 2, "B": 2})
    assert not strictly_first("A", {"A": 2, "B": 1})


def test_the_same_seed_gives_the_same_answers_in_every_style():
    one = exercise("degree")
    sets = answer_sets(one, 60, "7")
    assert sets == answer_sets(one, 60, "7")
    assert sets != answer_sets(one, 60, "8")
    assert {style for style, _ in sets} == set(STYLES)


@pytest.mark.parametrize("module", [lint, statements, generated], ids=lambda module: module.__name__)
def test_the_examples_of_the_harness_run(module):
    assert doctest.testmod(module).failed == 0
