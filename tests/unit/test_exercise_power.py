"""power: the points are those added up by hand, everybody and nobody gets a sensible sentence, and odd answers do too."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit import exercise
from collabkit.exercises.power import CELLS, answered, leader, points, to_spread

POWER = exercise("power")
TWO = {"partners": ["Ash", "Birch"]}
TWELVE = {"partners": [f"Partner {n}" for n in range(1, 13)]}
FIELDS = [part.key for whole in POWER.questions(TWELVE) for part in whole.fields()]
GARBAGE = st.dictionaries(
    st.sampled_from(FIELDS),
    st.one_of(
        st.text(max_size=30), st.integers(), st.floats(), st.none(), st.lists(st.text(max_size=5)),
        st.sampled_from(["1", "2", "3", "12", "shared", "outside", "unsure"]),
    ),
)  # fmt: skip


def key(cell):
    return f"{cell.source}.{cell.arena}"


def everywhere(holder, edge=None):
    answers = {f"{key(cell)}.holder": holder for cell in CELLS}
    return answers | ({} if edge is None else {f"{key(cell)}.edge": edge for cell in CELLS})


def table(findings, caption):
    return next(one for one in findings.tables() if one.caption.startswith(caption))


def test_the_nine_cells_are_every_source_in_every_arena_once():
    assert len(CELLS) == 9
    assert len({(cell.source, cell.arena) for cell in CELLS}) == 9
    assert len({cell.move for cell in CELLS}) == len({cell.stop for cell in CELLS}) == 9


def test_the_example_by_hand():
    findings = POWER.evaluate_example()
    assert findings.headline == (
        "County council has the edge in 4 of 8 cells and can settle two of them alone; Fire service has it in none of them."
    )
    # Council 2 + 3 + 1 + 3 = 9, trust 2 + 3 + 1 = 6, Age Well 3.
    assert table(findings, "Points of power").rows == (
        ("County council", 9.0), ("Health trust", 6.0), ("Age Well", 3.0), ("Fire service", 0.0),
    )  # fmt: skip
    assert table(findings, "Where each partner").rows == (
        ("From formal authority", "County council", "5 of 7"),
        ("From resources", "County council", "4 of 7"),
        ("From legitimacy", "Age Well", "3 of 4"),
        ("Over who takes part", "a tie", "–"),
        ("Over how the work is run", "Health trust", "4 of 7"),
        ("Over what it is about", "County council", "3 of 5"),
    )
    text = findings.to_text()
    assert "Age Well can say in public that the people served were not heard." in text
    assert "Age Well’s power rests on legitimacy" in text
    assert "Fire service has no edge in any of the cells that you answered. Ask:" in text
    assert "whose way of saying what the problem is has been accepted?" in text, "what is not sure is asked"


def test_what_to_spread_is_the_most_lopsided_first():
    reading = POWER.read(POWER.example)
    names = reading.values["partners"]
    ours = [one for one in answered(reading) if one.holder in names]
    chosen = to_spread(names, ours)
    # Three cells can be settled alone by the council (9 points) or the trust (6); Age Well's is the fourth.
    assert [key(one.cell) for one in chosen] == ["resources.content", "authority.process", "resources.process"]


def test_points_count_no_holder_outside_and_no_edge_that_was_not_said():
    held = answered(
        POWER.read(TWO | everywhere("1") | {"resources.content.holder": "outside", "resources.content.edge": 3})
    )
    assert points(["1", "2"], held) == {"1": 0, "2": 0}
    assert leader({"1": 0, "2": 0}) == ""


@pytest.mark.parametrize(("answers", "words"), [
    (everywhere("1", 3), "Ash has the edge in 9 of 9 cells and can settle all of them alone; Birch has it nowhere."),
    (everywhere("1", 1), "Ash has the edge in 9 of 9 cells; Birch has it nowhere."),
    (everywhere("shared"), "No partner has the edge anywhere: in 9 cells power is shared evenly."),
    (everywhere("outside", 2), "No partner has the edge anywhere: in 9 cells power is held outside."),
    ({"legitimacy.content.holder": "2", "legitimacy.content.edge": 3},
     "Birch has the edge in the one cell that you answered and can settle it alone; Ash has none there."),
    ({"legitimacy.content.holder": "2", "resources.content.holder": "1"},
     "No partner has the edge most often: Ash and Birch each have it in 1 of 2 cells; every partner has it somewhere."),
])  # fmt: skip
def test_degenerate_answers_say_something_true(answers, words):
    findings = POWER.evaluate(TWO | answers)
    assert findings.headline.startswith(words)
    assert findings.complete


def test_nothing_or_only_not_sure_asks_for_one_cell():
    for answers in ({}, everywhere("unsure")):
        findings = POWER.evaluate(TWO | answers)
        assert not findings.complete
        assert "at least one of the nine cells" in findings.headline


@pytest.mark.parametrize("partners", [None, [], ["Alone"], "Alone", 7])
def test_without_partners_they_are_asked_for(partners):
    assert POWER.questions({"partners": partners})[-1].rows == ()
    assert not POWER.evaluate({"partners": partners}).complete


def test_an_edge_that_was_not_said_has_no_points_and_is_admitted():
    text = POWER.evaluate(TWO | {"resources.content.holder": "1"}).to_text()
    assert "In 1 cell you named a partner but not how far its edge goes; it has no points." in text
    assert "8 of 9 cells are open." in text
    assert "Points of power" not in text


@pytest.mark.parametrize(("answers", "said"), [
    (everywhere("1"), "You have not said how far any edge goes, so it is not known yet who can stop what."),
    (everywhere("1") | {"authority.people.edge": 2},
     ("In 1 cell a partner has an edge and cannot settle the matter alone: there it needs at least one other. "
      "In 8 more cells that is not known yet.")),
    (everywhere("1", 1), "In 9 cells a partner has an edge and cannot settle the matter alone"),
    (everywhere("outside", 3), ""),
    (everywhere("shared"), ""),
])  # fmt: skip
def test_nothing_is_said_of_who_can_stop_what_from_silence(answers, said):
    text = POWER.evaluate(TWO | answers).to_text()
    assert said in text
    assert ("WHO CAN STOP WHAT" in text) is bool(said)


def test_what_was_not_answered_is_no_lack_of_power():
    some_cells = {f"{key(cell)}.holder": "1" for cell in CELLS[:6]}
    text = POWER.evaluate(TWO | some_cells | {f"{key(cell)}.holder": "unsure" for cell in CELLS[6:]}).to_text()
    assert "Birch has it in none of them." in text
    assert "Birch has no edge in any of the cells that you answered. Ask:" in text
    one_source = {f"{key(cell)}.holder": "2" for cell in CELLS[:3]} | {
        f"{key(cell)}.holder": "1" for cell in CELLS[3:6]
    }
    text = POWER.evaluate(TWO | one_source).to_text()
    assert "As far as you answered, Ash’s power rests on resources" in text


@pytest.mark.parametrize(("shared", "lead"), [
    (8, "Beyond an even share, Birch has no edge in any of the cells that you answered. Ask:"),
    (1, "Beyond an even share, Birch has no edge in any of the cells that you answered. Ask:"),
    (0, "Birch has no edge anywhere. Ask:"),
])  # fmt: skip
def test_who_shares_power_evenly_has_some(shared, lead):
    even = {f"{key(cell)}.holder": "shared" for cell in CELLS[len(CELLS) - shared :]}
    assert lead in POWER.evaluate(TWO | everywhere("1", 1) | even).to_text()


@pytest.mark.parametrize(("edge", "only"), [(3, True), (2, False)])
def test_who_is_needed_can_do_more_than_leave(edge, only):
    text = POWER.evaluate(TWO | everywhere("1", edge)).to_text()
    assert ("A partner with no edge can only leave. Ask Birch, which has none anywhere:" in text) is only
    assert ("there it needs at least one other" in text) is not only


@pytest.mark.parametrize(("even", "one_leg"), [("shared", False), ("outside", True)])
def test_power_that_is_shared_evenly_is_a_leg_to_stand_on(even, one_leg):
    edge = {"authority.people.holder": "1", "authority.people.edge": 1}
    text = POWER.evaluate(TWO | everywhere(even) | edge).to_text()
    assert ("POWER ON ONE LEG" in text) is one_leg
    assert ("Ash’s power rests on formal authority, and it lasts as long as the rules do." in text) is one_leg


def test_who_holds_power_from_outside_is_named():
    assert (
        "Somebody outside holds resources over what it is about."
        in POWER.evaluate(TWO | {"resources.content.holder": "outside"}).to_text()
    )


def test_twelve_partners_make_a_sentence_and_a_thirteenth_is_refused():
    answers = dict(TWELVE)
    for place, cell in enumerate(CELLS, 1):
        answers |= {f"{key(cell)}.holder": str(place), f"{key(cell)}.edge": 1 + place % 3}
    findings = POWER.evaluate(answers)
    assert findings.complete
    assert len(findings.headline) < 320
    assert "and 7 others each have it in 1 of 9 cells" in findings.headline
    assert not POWER.evaluate({"partners": [f"Partner {n}" for n in range(13)]} | everywhere("1", 2)).complete


def test_renaming_keeps_answers_and_removing_a_partner_names_what_it_held():
    renamed = POWER.evaluate({**POWER.example, "partners": ["Borough", "Trust", "Brigade", "Charity"]})
    assert renamed.headline.startswith("Borough has the edge in 4 of 8 cells")
    gone = POWER.evaluate({**POWER.example, "partners": ["County council", "", "Fire service", "Age Well"]})
    assert "what was chosen here before is not among" in gone.to_text()
    assert "County council has the edge in 4 of 5 cells" in gone.to_text()


@pytest.mark.parametrize("raw", ["nonsense", 99, 1.5, True, ["1"], {"a": 1}])
def test_a_bad_answer_is_named_and_the_rest_is_used(raw):
    findings = POWER.evaluate({**POWER.example, "resources.people.edge": raw})
    assert "Resources over who takes part" in findings.to_text().splitlines()[0]
    assert "County council has the edge in 4 of 8 cells" in findings.to_text()


@settings(max_examples=60, derandomize=True)
@given(GARBAGE, st.booleans())
def test_garbage_gets_a_sentence(answers, named):
    findings = POWER.evaluate(answers | (TWELVE if named else {}))
    assert findings.to_text().strip()
    assert findings.to_html()
