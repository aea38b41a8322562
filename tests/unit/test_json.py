"""Findings travel as JSON: what was written is read back the same, and anything else is refused with a sentence."""

import copy
import json
import random

import pytest
from test_doors import some_answers

from collabkit import strategy
from collabkit.charts import Bars, Changes, Columns, Dots, Lines, Network, Quadrants
from collabkit.exercises import catalogue
from collabkit.findings import Caution, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.workbook import Workbook

SEED = 11
CHARTS = (
    Bars("B", (("Trust", 4.0), ("Talk", None)), most=5, standout="Trust", unit="%", heading="Fit", least=1),
    Dots("D", (("Cost", (1.5, 2.0)), ("Time", ())), marks=((1.0, "plan"),), most=6, least=-1),
    Lines("L", ("2026", "2027"), (("Income", (10.0, 9.5)),), across="years", least=2, mark=(0.5, "half")),
    Lines("L", (), ()),
    Network("N", ("A", "B", "C"), {(0, 1): 2.0, (1, 2): 0.5}, most=5, standouts=frozenset({(1, 2), (0, 1)})),
    Changes("C", (("Grants", -49.1), ("All", 14))),
    Columns("P", ("No", "Yes"), (3, 4), before=(0, 7)),
    Columns("P", (), ()),
    Quadrants(
        "Q",
        "Power",
        ("no", "yes"),
        "Touched",
        ("no", "yes"),
        1,
        ("a", "b", "c", "d"),
        (("Unions", 1, 0, False),),
        ("heard", "not heard"),
    ),
)
WHOLE = Findings(
    (
        Sentence("Go on.", role="headline"),
        Part(
            "Who pays", (Part("How much", (Table("T", ("a", "b"), (("x", 1.5), (None, 2)), "Note.", role="shares"),)),)
        ),
        Caution("Mind.", role=""),
        Prompt("Ask", ("Why?",)),
        *(Figure(chart, "See.") for chart in CHARTS),
    ),
    complete=False,
)
HOSTILE = [None, True, 3, 1e400, -1, "text", "<b>", [], {}, [[]], {"kind": "sentence"}, ["a"] * 3, {"a": {"b": []}}]


def places(given, way=()):
    """Name every place in JSON."""
    yield way
    inside = given.items() if isinstance(given, dict) else enumerate(given) if isinstance(given, list) else ()
    for key, part in inside:
        yield from places(part, (*way, key))


def put(given, way, value):
    """Return JSON with something else in one place."""
    changed = copy.deepcopy(given)
    if not way:
        return value
    holder = changed
    for key in way[:-1]:
        holder = holder[key]
    holder[way[-1]] = value
    return changed


def test_every_kind_of_block_and_chart_is_read_back_as_it_was():
    assert Findings.from_json(WHOLE.to_json()) == WHOLE


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_findings_of_any_answers_are_read_back_and_written_the_same(one):
    print(f"seeds {SEED} to {SEED + 29}")
    for seed in range(SEED, SEED + 30):
        answers = some_answers(one, seed, bad=0.2 * (seed % 3 == 0))
        others = Workbook.of({other.id: some_answers(other, seed) for other in catalogue()})
        findings = strategy.means(one, one.read(answers), others)
        again = Findings.from_json(findings.to_json())
        assert again == findings
        assert again.to_html() == findings.to_html()
        assert again.to_json() == findings.to_json()


def refusal(text):
    """Return the sentence with which findings are refused; what is read must also be possible to write."""
    try:
        found = Findings.from_json(text)
    except ValueError as error:
        return str(error)
    found.to_html()
    found.to_text()
    found.to_markdown()
    return ""


def test_whatever_stands_in_any_place_is_read_or_refused_with_a_sentence():
    whole = json.loads(WHOLE.to_json())
    said = [refusal(json.dumps(put(whole, way, value))) for way in places(whole) for value in HOSTILE]
    refused = [sentence for sentence in said if sentence]
    assert len(refused) > 1000
    assert all(sentence.endswith(".") and len(sentence) < 400 for sentence in refused)


def test_every_block_or_field_that_is_not_known_is_refused():
    whole = json.loads(WHOLE.to_json())
    records = [way for way in places(whole) if isinstance(value(whole, way), dict)]
    assert len(records) > 10
    for way in records:
        with pytest.raises(ValueError, match=r"'colour' is not known"):
            Findings.from_json(json.dumps(put(whole, (*way, "colour"), "red")))


def value(given, way):
    for key in way:
        given = given[key]
    return given


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no whole JSON"),
        ("[" * 100_000, "no whole JSON"),
        ("[" * 500 + "]" * 500, "nested too deeply"),
        ('{"schema": 1, "blocks": [' + ",".join(['""'] * 60_000) + "]}", "more than 50,000 values"),
        (json.dumps({"schema": 1, "blocks": ["x" * 30_000]}), "longer than 20,000 letters"),
        (" " * 2_000_001, "more than 2,000,000 letters"),
        ("[]", "not of version 1"),
        ('{"blocks": []}', "not of version 1"),
        ('{"schema": 2, "blocks": []}', "not of version 1"),
        ('{"schema": 1}', "'blocks' is missing"),
        ('{"schema": 1, "blocks": {}}', "at blocks: a list is expected"),
        ('{"schema": 1, "blocks": [{"kind": "image"}]}', "at blocks, 1: expected is one of part, sentence"),
        ('{"schema": 1, "blocks": [{"kind": "sentence", "words": 3}]}', "at blocks, 1, words: words are expected"),
        ('{"schema": 1, "blocks": [{"kind": "sentence", "words": "a", "role": "x"}]}', "role: expected is one of"),
        ('{"schema": 1, "blocks": [], "complete": 1}', "yes or no is expected"),
        ('{"schema": 1, "blocks": [{"kind": "table", "caption": "T", "columns": ["a"], "rows": [[1, 2]]}]}', "has 1 columns"),
        ('{"schema": 1, "blocks": [{"kind": "table", "caption": "T", "columns": ["a"], "rows": [[NaN]]}]}', "expected"),
    ],
)  # fmt: skip
def test_foreign_json_is_refused_with_a_sentence(text, said):
    with pytest.raises(ValueError, match=r"\.$") as error:
        Findings.from_json(text)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"links": [[[0, 9], 1]]}, "no pair"),
        ({"links": [[[1, 1], 1]]}, "no pair"),
        ({"links": [[[0, 1], 1], [[0, 1], 2]]}, "named twice"),
        ({"standouts": [[0, 7]]}, "no pair"),
        ({"most": "5"}, "a number is expected"),
        ({"names": "AB"}, "a list is expected"),
    ],
)
def test_a_chart_that_does_not_hold_together_is_refused(change, said):
    chart = {"kind": "network", "title": "N", "names": ["A", "B"], "links": [], "most": 5, **change}
    with pytest.raises(ValueError, match=said):
        Findings.from_json(json.dumps({"schema": 1, "blocks": [{"kind": "figure", "chart": chart, "caption": "C"}]}))


def test_random_damage_never_does_more_than_a_sentence():
    text, chance = WHOLE.to_json(), random.Random(SEED)  # noqa: S311 - a test's chance
    print(f"seed {SEED}")
    for _ in range(1500):
        place = chance.randrange(len(text))
        damaged = (
            text[:place]
            + chance.choice('0"}]{[,:\\n1e9-') * chance.randint(0, 3)
            + text[place + chance.randint(0, 5) :]
        )
        said = refusal(damaged)
        assert not said or said.endswith("."), damaged
