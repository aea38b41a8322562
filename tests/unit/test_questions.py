"""Every kind of question says in words what is wrong with a bad answer, and keeps the rest."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit.questions import UNSURE, Amount, AnswerError, Choice, Choices, Grid, Names, Rating, Row, Scale, Text
from collabkit.sitting import read

SCALE = Scale.of("Low", "Middle", "High", unsure="Not sure")
LEVEL = Scale.of("None", "Some", "Much", start=0)
OPTIONS = (("a", "Apples"), ("b", "Beans"))
EVERY_KIND = (
    Text(key="words", text="Words", longest=10),
    Amount(key="sum", text="Sum", unit="£", least=0, most=100),
    Rating(key="rating", text="Rating", scale=SCALE),
    Choice(key="choice", text="Choice", options=OPTIONS),
    Choices(key="choices", text="Choices", options=OPTIONS),
    Names(key="names", text="Names", noun="partner", fewest=2, most=3),
    Grid(
        key="grid",
        text="Grid",
        rows=(Row(key="1", text="One"), Row(key="2", text="Two")),
        columns=(Rating(key="now", text="Now", scale=LEVEL),),
    ),
)


@pytest.mark.parametrize(
    ("key", "bad", "said"),
    [
        ("words", "x" * 11, "shorten this to 10 characters"),
        ("words", {"a": 1}, "could not be read"),
        ("sum", "much", "Type a number here, in digits (for example 12); it has ‘much’"),
        ("sum", "-1", "not below 0"),
        ("sum", "101", "not above 100"),
        ("sum", "nan", "Type a number here, in digits"),
        ("sum", "1e999", "Type one number here"),
        ("sum", "12%", "Type a sum of money, not a percentage; it has ‘12%’. This field is in pounds."),
        ("sum", True, "could not be read"),
        ("rating", "4", "from 1 (Low) to 3 (High); ‘4’ is outside the scale"),
        ("rating", "1.5", "outside the scale"),
        ("rating", [1], "could not be read"),
        ("choice", "c", "‘c’ is not among the answers offered now"),
        ("choices", ["a", "z"], "‘z’ is not among the answers offered now"),
        ("choices", {"a": 1}, "Choose from the answers offered"),
        ("names", ["A", "a"], "named more than once"),
        ("names", ["A", "B", "C", "D"], "at most 3 partners; there are 4, 1 too many"),
        ("names", ["A\tB\tC\nD\nE", "", ""], "at most 3 partners; there are 5, 2 too many"),
        ("names", ["x" * 81, "B"], "shorten"),
        ("names", 7, "one partner in each place"),
        ("grid.1.now", "9", "‘9’ is outside the scale"),
        ("grid.2.now", UNSURE, "outside the scale"),
    ],
)
def test_a_bad_answer_is_named_beside_its_field_and_the_rest_stays(key, bad, said):
    good = {
        "words": "hello",
        "sum": "3",
        "rating": 2,
        "choice": "a",
        "choices": ["b"],
        "names": ["A", "B"],
        "grid.1.now": 1,
    }
    reading = read(EVERY_KIND, {**good, key: bad})
    problem = next(problem for problem in reading.problems if problem.key == key)
    assert said in problem.sentence
    assert problem.kind == "wrong"
    assert problem.sentence.endswith(".")
    assert reading.answers[key] == bad, "what was typed is kept"
    assert key not in reading.values
    kept = {name for name in good if name != key}
    assert kept <= set(reading.values)
    assert len(reading.wrong()) == 1


def test_a_missing_partner_is_said():
    partners = Names(key="partners", text="Partners", noun="partner", fewest=2, required=True)
    assert (
        read([partners], {"partners": ["County"]}).problems[0].sentence
        == "Name at least 2 partners; there is 1 so far."
    )
    assert read([partners], {}).problems[0].kind == "missing"
    assert read([partners], {"partners": "County\nPolice"}).problems == ()


def test_a_required_zero_is_an_answer():
    assert read([Amount(key="n", text="How many?", required=True)], {"n": 0}).problems == ()


def test_a_name_keeps_its_place_when_another_is_cleared():
    partners = Names(key="partners", text="Partners")
    reading = read([partners], {"partners": ["A", "  ", "C", ""]})
    assert reading.values["partners"] == {"1": "A", "3": "C"}
    assert reading.answers["partners"] == ["A", "", "C"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("£1,200", 1200), ("12.5%", 12.5), (" 7 ", 7), ("\N{MINUS SIGN}3", -3), ("-0.5", -0.5), (4.0, 4), ("1e3", 1000)],
)
def test_a_number_may_be_typed_as_people_do(typed, number):
    assert Amount(key="n", text="N").parse(typed) == number


def test_a_whole_number_may_be_typed_with_a_unit_but_not_with_a_fraction():
    years = Amount(key="n", text="N", unit="years", whole=True, most=60)
    assert years.parse("24 months") == 2
    assert years.echo("24 months") == "Read as 2 (years)."
    with pytest.raises(AnswerError, match="whole number here; ‘18 months’ has a fraction"):
        years.parse("18 months")
    assert years.echo("18 months") == "", "what is questioned has no echo"


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        (["County\tPolice\tFire", "", "", ""], ["County", "Police", "Fire"]),
        (["County\nPolice\r\n\r\nFire\n", ""], ["County", "Police", "Fire"]),
        (["County", "Police\tFire\tHealth", "Age Well", ""], ["County", "Police", "Age Well", "Fire", "Health"]),
        (["", "A\tB", "", "C\tD\tE"], ["", "A", "B", "C", "D", "E"]),
        (["A\t\t  \tB"], ["A", "B"]),
        (["  County   council "], ["County council"]),
        ("County\nPolice\tFire", ["County", "Police", "Fire"]),
    ],
)
def test_cells_pasted_into_one_place_fill_the_free_places_after_it(typed, places):
    partners = Names(key="p", text="P", most=12)
    assert list(partners.parse(typed).values()) == [name for name in places if name]
    assert read([partners], {"p": typed}).answers == {"p": places}


@given(st.lists(st.lists(st.sampled_from(["", " ", *"ABCDEFGH"]), max_size=4).map("\t".join), max_size=6))
def test_a_paste_drops_no_name_and_moves_none_that_stands_alone(typed):
    names = [cell.strip() for place in typed for cell in place.split("\t") if cell.strip()]
    filled = Names(key="p", text="P").places(typed)
    assert sorted(name for name in filled if name) == sorted(names)
    for place, name in enumerate(typed):
        if name.strip() and "\t" not in name:
            assert filled[place] == name


def test_a_paste_of_too_many_names_is_kept_whole():
    typed = ["\n".join(f"Partner {n}" for n in range(40)), "", ""]
    reading = read([Names(key="p", text="P", most=12)], {"p": typed})
    assert reading.problems[0].sentence.startswith("Name at most 12 names; there are 40, 28 too many.")
    assert reading.answers == {"p": typed}


def test_a_line_break_in_words_for_one_line_stays_in_the_field_and_not_in_the_findings():
    words = Text(key="w", text="W", longest=80)
    reading = read([words], {"w": "Visit first,\nthen list "})
    assert reading.values == {"w": "Visit first, then list"}
    assert reading.answers == {"w": "Visit first,\nthen list "}
    assert read([words], reading.answers).values == reading.values


def test_not_sure_is_an_answer_where_the_scale_has_it():
    assert Rating(key="r", text="R", scale=SCALE).parse("Unsure") == UNSURE
    with pytest.raises(AnswerError):
        Rating(key="r", text="R", scale=LEVEL).parse(UNSURE)


def test_a_question_of_a_grid_has_a_key_and_words_of_its_own():
    cell = EVERY_KIND[-1].fields()[1]
    assert (cell.key, cell.text) == ("grid.2.now", "Two: Now")


GARBAGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from([part.key for whole in EVERY_KIND for part in whole.fields()])


@settings(max_examples=300)
@given(st.dictionaries(KEYS, GARBAGE, max_size=8))
def test_no_answer_can_raise_and_reading_again_changes_nothing(answers):
    reading = read(EVERY_KIND, answers)
    again = read(EVERY_KIND, reading.answers)
    assert again.values == reading.values
    assert [problem.sentence for problem in again.problems] == [problem.sentence for problem in reading.problems]
    for value in reading.values.values():
        assert not (isinstance(value, float) and not math.isfinite(value))
