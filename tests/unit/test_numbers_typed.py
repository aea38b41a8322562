"""A number is read as the person meant it and said back, or questioned; nothing changes its size in silence."""

import math
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collabkit import numbers
from collabkit.exercises import catalogue
from collabkit.questions import Amount, AnswerError, Grid, around
from collabkit.sitting import read

UNITS = sorted(
    {
        part.unit
        for one in catalogue()
        for answers in ({}, one.example, one.on_paper)
        for whole in one.questions(answers)
        for part in (whole.columns if isinstance(whole, Grid) else (whole,))
        if isinstance(part, Amount)
    }
    | {"£", "%", "hours", "days", "£ billion"}
)
MONEY = [unit for unit in UNITS if "£" in unit]


def reading(typed, unit):
    """The number with its echo, or the question's words."""
    try:
        return numbers.read(typed, unit)
    except numbers.NumberError as error:
        return str(error)


def test_the_courses_units_are_among_those_looked_at():
    assert {"£ million", "£ thousand", "£ thousand a year", "% a year", "years", "months", ""} <= set(UNITS)


@pytest.mark.parametrize(
    ("unit", "typed", "number"),
    [
        ("£ thousand", "1200", 1200),
        ("£ thousand", " 1,200.50 ", 1200.5),
        ("£ thousand", "£50k", 50),
        ("£ thousand", "50 thousand", 50),
        ("£ thousand a year", "1,200 £ thousand a year", 1200),
        ("£ million", "£4.2m", 4.2),
        ("£ million", "4.2 million", 4.2),
        ("£ million a year", "4.2m a year", 4.2),
        ("£ million a year", "£4.2 million p.a.", 4.2),
        ("£", "£1,200", 1200),
        ("£", "£1,200.50", 1200.5),
        ("£", "1200 pounds", 1200),
        ("% a year", "12%", 12),
        ("% a year", "12 per cent", 12),
        ("% a year", "-2.5% a year", -2.5),
        ("% a year", "\N{MINUS SIGN}2", -2),
        ("% a year", ".5", 0.5),
        ("months", "12 months", 12),
        ("months", "1 month", 1),
        ("months", "18m", 18),
        ("years", "3 yrs", 3),
        ("partners", "14 partners", 14),
        ("", "70", 70),
        ("", "70.", 70),
        ("", "-0", 0),
    ],
)
def test_what_stands_there_plainly_is_read_without_a_word(unit, typed, number):
    assert numbers.read(typed, unit) == numbers.Typed(number)


@pytest.mark.parametrize(
    ("unit", "typed", "number", "echo"),
    [
        ("£ thousand", "£4.2m", 4200, "Read as 4,200 (£ thousand), that is £4.2 million."),
        ("£ thousand", "4.2 million", 4200, "Read as 4,200 (£ thousand), that is £4.2 million."),
        ("£ thousand", "£1,200", 1200, "Read as 1,200 (£ thousand), that is £1.2 million."),
        ("£ thousand", "1,200 pounds", 1200, "Read as 1,200 (£ thousand), that is £1.2 million."),
        ("£ thousand", "85000", 85000, "Read as 85,000 (£ thousand), that is £85 million."),
        ("£ thousand", "1.200", 1.2, "Read as 1.2 (£ thousand), that is £1,200."),
        ("£ thousand", "1.200,50", 1200.5, "Read as 1,200.5 (£ thousand), that is £1,200,500."),
        ("£ thousand", "1 200", 1200, "Read as 1,200 (£ thousand), that is £1.2 million."),
        ("£ thousand", "1\N{NARROW NO-BREAK SPACE}200", 1200, "Read as 1,200 (£ thousand), that is £1.2 million."),
        ("£ thousand", "１２", 12, "Read as 12 (£ thousand), that is £12,000."),
        ("£ thousand", "\N{ARABIC-INDIC DIGIT SEVEN}", 7, "Read as 7 (£ thousand), that is £7,000."),
        ("£ thousand", "1e3", 1000, "Read as 1,000 (£ thousand), that is £1 million."),
        ("£ thousand", "½", 0.5, "Read as 0.5 (£ thousand), that is £500."),
        ("£ million", "50k", 0.05, "Read as 0.05 (£ million), that is £50,000."),
        ("£ million", "1200", 1200, "Read as 1,200 (£ million), that is £1.2 billion."),
        ("£ million", "1½ million pounds", 1.5, "Read as 1.5 (£ million), that is £1.5 million."),
        ("£", "£4.2m", 4_200_000, "Read as £4.2 million."),
        ("£", "4200000", 4_200_000, "Read as £4.2 million."),
        ("£", "5 a year", 5, "Read as £5."),
        ("% a year", "(5)", -5, "Read as -5% a year."),
        ("% a year", "- 5", -5, "Read as -5% a year."),
        ("% a year", "–5", -5, "Read as -5% a year."),
        ("months", "2 years", 24, "Read as 24 (months)."),
        ("years", "18 months", 1.5, "Read as 1.5 (years)."),
        ("years", "18m", 1.5, "Read as 1.5 (years)."),
        ("", "50%", 50, "Read as 50."),
        ("", "£50", 50, "Read as 50."),
    ],
)  # fmt: skip
def test_what_takes_some_reading_is_said_back(unit, typed, number, echo):
    assert numbers.read(typed, unit) == numbers.Typed(number, echo)


@pytest.mark.parametrize(
    ("unit", "typed", "said"),
    [
        ("£ thousand", "1,2", "commas only between thousands"),
        ("£ thousand", "1,23", "commas only between thousands"),
        ("£ thousand", "0,123", "commas only between thousands"),
        ("£ thousand", "12,34,567", "commas only between thousands"),
        ("£ thousand", "1.2.3", "commas only between thousands"),
        ("£ thousand", "5 0", "without a space"),
        ("£ thousand", "12%", "a sum of money, not a percentage"),
        ("£ thousand", "12 months", "a sum of money, not months"),
        ("£ thousand", "350 a month", "number alone"),
        ("£ thousand", "$5", "in pounds"),
        ("£ thousand", "£4,200,000", "in thousands of pounds, without a pound sign"),
        ("£ million", "£350,000", "in millions of pounds, without a pound sign"),
        ("£ thousand", "1/2", "for example 0.5"),
        ("£ thousand", "50-60", "one number here"),
        ("£ thousand", "(-5)", "one sign"),
        ("£ thousand", "5)", "one sign"),
        ("£ thousand", "about 5", "number alone"),
        ("£ thousand", "c.50", "number alone"),
        ("£ thousand", "5²", "number alone"),
        ("£ thousand", "1e999", "one number"),
        ("£ thousand", "1e99", "ordinary number"),
        ("£ thousand", "1e-99", "ordinary number"),
        ("£ thousand", "much", "in digits (for example 12)"),
        ("£ thousand", "nan", "in digits (for example 12)"),
        ("£ thousand", "0x10", "one number"),
        ("£ thousand", "9" * 61, "one number"),
        ("£ million a year", "350k a month", "for a year"),
        ("% a year", "£5", "a percentage, not a sum of money"),
        ("% a year", "5k", "number alone"),
        ("months", "£4.2m", "a number of months, not a sum of money"),
        ("months", "4.2 million", "number alone"),
        ("months", "3 weeks", "a number of months, not weeks"),
        ("partners", "12%", "a number of partners, not a percentage"),
        ("partners", "12 cats", "number alone"),
        ("", "12 months", "a number, not months"),
    ],
)
def test_what_can_be_read_two_ways_or_not_at_all_is_questioned(unit, typed, said):
    with pytest.raises(numbers.NumberError, match=re.escape(said)):
        numbers.read(typed, unit)


@pytest.mark.parametrize("unit", UNITS)
def test_a_question_ends_with_what_the_field_takes(unit):
    field = Amount(key="n", text="N", unit=unit)
    with pytest.raises(AnswerError) as caught:
        field.parse("much")
    sentence = str(caught.value)
    assert sentence.startswith("Type a number here, in digits (for example 12); it has ‘much’.")
    assert sentence.endswith((numbers.about(unit), "."))
    assert unit.removeprefix("£ ").split(" a ")[0].strip("%£") in numbers.about(unit)


@pytest.mark.parametrize("unit", MONEY)
def test_the_example_in_a_question_is_read_as_the_sum_that_it_names(unit):
    sum_of_money, typed = re.search(r"For (£.+) type ([\d.]+)\.", numbers.about(unit)).groups()
    assert numbers.read(typed, unit).number == numbers.read(sum_of_money, unit).number


ORDINARY = st.one_of(
    st.integers(-(10**14), 10**14).map(float),
    st.floats(1e-9, 1e14, allow_nan=False).flatmap(lambda size: st.sampled_from([size, -size])),
).map(lambda number: float(f"{number:.15g}"))


@settings(max_examples=500)
@given(ORDINARY, st.sampled_from(UNITS))
def test_every_number_that_the_library_prints_reads_back_to_itself(number, unit):
    field = Amount(key="n", text="N", unit=unit)
    for printed in (numbers.written(number), numbers.digits(number), field.in_words(number)):
        assert "e" not in printed.removesuffix(around(unit)[1])
        assert field.parse(printed) == number
    for words in (numbers.pounds(number), numbers.pounds(number).replace("-", "\N{MINUS SIGN}")):
        assert numbers.read(words, "£").number == pytest.approx(number, abs=0.005 if abs(number) < 1e12 else 0)


@settings(max_examples=300)
@given(ORDINARY.filter(lambda number: abs(number) < 1e5), st.sampled_from(MONEY))
def test_a_sum_said_back_is_the_sum(number, unit):
    echo = numbers.read(f"{numbers.digits(number)}e0", unit).echo
    said = echo.removesuffix(".").rpartition("that is " if "that is" in echo else "Read as ")[2]
    assert numbers.read(said, "£").number == pytest.approx(number * numbers.unit(unit).size, rel=1e-12, abs=0.005)


GROUPED = re.compile(r"[+-]?£?(?:\d{1,6}|[1-9]\d{0,2}(?:,\d{3})+)?(?:\.\d+)?[.,;]?(?: ?[a-z£% .]+)?", re.ASCII)
SIGNS = "0123456789.,-+ £%()/½'e\N{MINUS SIGN}\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}１٣²"
WORDS = ["k", "m", "million", "bn", "a year", "%", "months", "year", "thousand", "pounds", "e3", "p.a."]


@pytest.mark.slow
@settings(max_examples=3000)
@example("0.,", "")  # two marks at the end: what the second means nobody knows
@given(
    st.lists(st.one_of(st.text(SIGNS, max_size=6), st.sampled_from(WORDS)), min_size=1, max_size=5).map("".join),
    st.sampled_from(UNITS),
)
def test_nothing_typed_is_read_as_another_size_in_silence(typed, unit):
    """An independent reading: without an echo the value is what its digits say, and no word among it changes it."""
    found = reading(typed, unit)
    if isinstance(found, str):
        assert found.startswith(("Type ", "Use ")), "a question says what to type"
        return
    assert math.isfinite(found.number)
    if found.echo:
        assert found.echo.startswith("Read as ")
        return
    bare = " ".join(typed.split()).replace("\N{MINUS SIGN}", "-")
    assert GROUPED.fullmatch(bare), "only digits, commas in threes, one full stop, and words after them"
    assert found.number == float(re.match(r"[+-]?£?[+-]?([\d,]*\.?\d*)", bare)[1].replace(",", "")) * (
        -1 if bare.startswith("-") else 1
    )
    assert not re.search(r"\b[a-z]*(month|year)", bare) or unit.rstrip("s") in bare or "year" in unit
    assert not re.search(r"(k|thousand)\b", bare) or "thousand" in unit
    assert not re.search(r"(?<!\w)(bn)\b", bare) or "billion" in unit
    assert not re.search(r"million\b", bare) or "million" in unit
    assert not re.search(r"[0-9]m\b", bare) or "million" in unit or unit == "months"


@settings(max_examples=500)
@given(
    st.floats(0.01, 9_999).map(lambda number: round(number, 2)),
    st.sampled_from(MONEY),
    st.sampled_from([("k", 1e3), (" thousand", 1e3), ("m", 1e6), (" million", 1e6), ("bn", 1e9), (" billion", 1e9)]),
)
def test_a_sum_with_its_scale_is_the_same_sum_in_every_unit(number, unit, scale):
    word, size = scale
    field = numbers.unit(unit)
    found = numbers.read(f"£{number}{word}", unit)
    assert found.number * field.size == pytest.approx(number * size, rel=1e-12)
    assert found.echo or field.size == size


@given(st.text(max_size=80), st.sampled_from(UNITS))
def test_anything_at_all_is_read_or_questioned(typed, unit):
    found = reading(typed, unit)
    assert found if isinstance(found, str) else math.isfinite(found.number)


def test_no_power_of_ten_is_ever_shown():
    field = Amount(key="n", text="N", unit="£ thousand", least=0, most=1e6)
    with pytest.raises(AnswerError, match=r"not above 1,000,000 \(£ thousand\); it has 1,000,001\."):
        field.parse("1000001")
    with pytest.raises(AnswerError, match=r"for example 1000000"):
        Amount(key="n", text="N", least=1e6).parse("much")
    assert field.in_words(1e6) == "£1,000,000 thousand"
    assert Amount(key="n", text="N").in_words(0.00001) == "0.00001"


def test_a_stored_answer_says_again_how_it_was_read():
    field = Amount(key="n", text="N", unit="£ thousand")
    for typed in ("£4.2m", "1.200", "50 000", "85000", "1234567", "1.234", "1200", "1,200"):
        stored = read([field], {"n": typed}).answers["n"]
        assert field.echo(stored) == field.echo(typed)
        assert field.parse(stored) == field.parse(typed)
    assert read([field], {"n": "1,200"}).answers == {"n": 1200}
    assert read([field], {"n": "£4.2m"}).answers == {"n": "£4.2m"}


@pytest.mark.parametrize(
    "odd", [float("nan"), float("inf"), 10**5000, -(10**400), 1e300, 1e-300, True, [1], {"a": 1}], ids=type
)
def test_no_stored_number_can_raise_more_than_a_sentence(odd):
    reading = read([Amount(key="n", text="N", unit="£")], {"n": odd})
    assert reading.problems[0].sentence.endswith(".")
    assert Amount(key="n", text="N", unit="£").echo(odd) == ""
