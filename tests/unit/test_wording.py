"""A number and its word are put together in one place, so that no sentence says “1 months”."""

import ast
from pathlib import Path

import pytest

from collabkit import wording

PACKAGE = Path(wording.__file__).parent
WRITERS = sorted(
    path
    for part in ("exercises", "render", "analysis", "browser", "questions.py")
    for path in ([PACKAGE / part] if part.endswith(".py") else (PACKAGE / part).rglob("*.py"))
)
ABOUT_ONE = {(ast.Eq, 1), (ast.NotEq, 1), (ast.Gt, 1), (ast.LtE, 1), (ast.Lt, 2), (ast.GtE, 2)}


def is_text(node):
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def tells_one_from_many(test):
    return any(
        isinstance(node, ast.Compare)
        and len(node.ops) == 1
        and isinstance(node.comparators[0], ast.Constant)
        and (type(node.ops[0]), node.comparators[0].value) in ABOUT_ONE
        for node in ast.walk(test)
    )


def plurals_by_hand(source):
    """Return the lines on which a word is chosen, or ended, by a number."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        chosen = isinstance(node, ast.IfExp) and is_text(node.body) and is_text(node.orelse)
        ended = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and any(
            isinstance(side, ast.Constant) and side.value in {"s", "es", "ies"} for side in (node.left, node.right)
        )  # fmt: skip
        looked_up = isinstance(node, ast.Dict) and any(
            isinstance(key, ast.Constant) and key.value == 1 and type(key.value) is int and is_text(value)
            for key, value in zip(node.keys, node.values, strict=True)
        )
        if ended or looked_up or (chosen and tells_one_from_many(node.test)):
            found.add(node.lineno)
    return sorted(found)


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_plurals_are_made_in_one_place(path):
    found = plurals_by_hand(path.read_text(encoding="utf-8"))
    assert not found, f"{path.name}, lines {found}: use counted, by_number or out_of from collabkit.wording"


@pytest.mark.parametrize(
    "source",
    [
        "f\"{n} {'is' if n == 1 else 'are'} left\"",
        "'it' if len(names) == 1 else 'them'",
        "f'{n} month' if n < 2 else f'{n} months'",
        "noun + 's'",
        "{1: 'one'}.get(n, 'many')",
    ],
)
def test_a_plural_made_by_hand_is_seen(source):
    assert plurals_by_hand(source) == [1]


@pytest.mark.parametrize(
    "source", ["'a' if n else 'b'", "a if n == 1 else b", "0 if n == 1 else 1", "{'1': 'one'}", "a + b"]
)
def test_other_choices_are_free(source):
    assert plurals_by_hand(source) == []


@pytest.mark.parametrize("number", [0.0, -0.0, -0.004, 1e20, 5e-5, -1e15, 99.999])
def test_no_number_is_written_with_an_exponent_or_a_minus_before_nought(number):
    for said in (wording.fixed(number), wording.fixed(number, 2), wording.percent(number), wording.pounds(number)):
        assert "e" not in said.replace("less than", "").replace("more than", "")
        assert not said.startswith(("−0%", "−£0", "-")), said
        assert said not in {"−0", "−0.00"}


@pytest.mark.parametrize("number", range(14))
def test_a_number_and_its_verb_agree(number):
    said = wording.out_of(number, 13, "link", "needs", "need")
    assert said.endswith("needs" if number <= 1 else "need")
