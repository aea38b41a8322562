"""Where the course speaks another language, numbers are typed, read and written with the signs of that language."""

import os
import subprocess
import sys

import pytest

from collabkit import numbers, translation
from collabkit.questions import Amount, Names

SIGNS = {"German": ".,", "French": "\N{NARROW NO-BREAK SPACE},", "French with a plain space": " ,", "English": ",."}
COST = Amount(key="cost", text="Cost", unit="£ thousand", least=0)


@pytest.fixture
def signs(monkeypatch):
    """Make thousands and decimals stand as in a language."""

    def use(language):
        thousands, decimals = SIGNS[language]
        other = (thousands, decimals) != (",", ".")
        monkeypatch.setattr(translation, "_WRITTEN", {ord(","): thousands, ord("."): decimals} if other else {})
        monkeypatch.setattr(translation, "_READ", {ord(thousands): ",", ord(decimals): "."})

    return use


@pytest.mark.parametrize(
    ("language", "typed", "number"),
    [
        ("English", "1,234.5", 1234.5),
        ("German", "1.234,5", 1234.5),
        ("German", "1.234", 1234),
        ("German", "4,2", 4.2),
        ("German", ",5", 0.5),
        ("German", "-1.200", -1200),
        ("French", "1\N{NARROW NO-BREAK SPACE}234,5", 1234.5),
        ("French", "1 234,5", 1234.5),
        ("French", "12 345", 12345),
        ("French with a plain space", "1 234,5", 1234.5),
    ],
)
def test_what_everybody_there_reads_alike_is_read_in_silence(signs, language, typed, number):
    signs(language)
    assert numbers.read(typed) == numbers.Typed(number)


@pytest.mark.parametrize(
    ("language", "typed", "unit", "number", "echo"),
    [
        ("German", "£4,2m", "£ thousand", 4200, "Read as 4.200 (£ thousand), that is £4,2 million."),
        ("German", "1,200", "", 1.2, "Read as 1,2."),
        ("German", "1.234,5 pounds p.a.", "£", 1234.5, "Read as £1.234,50."),
        ("German", "2 years", "months", 24, "Read as 24 (months)."),
        ("French", "£4,2m", "£ thousand", 4200, "Read as 4\u202f200 (£ thousand), that is £4,2 million."),
        ("French with a plain space", "2 years", "months", 24, "Read as 24 (months)."),
    ],
)
def test_what_needs_saying_is_said_in_the_same_signs(signs, language, typed, unit, number, echo):
    signs(language)
    read = numbers.read(typed, unit)
    assert (read.number, " ".join(read.echo.split())) == (number, " ".join(echo.split()))


@pytest.mark.parametrize("language", SIGNS)
@pytest.mark.parametrize("number", [0, 0.5, 4.25, 1200, 12345.5, 1234567.25, -1.5])
def test_what_is_written_is_read_as_it_was(signs, language, number):
    signs(language)
    field = Amount(key="n", text="N")
    assert field.parse(numbers.written(number)) == number
    assert field.parse(numbers.digits(number)) == number
    assert field.parse(number) == number


def test_two_numbers_stay_two_numbers(signs):
    signs("French with a plain space")
    with pytest.raises(numbers.NumberError, match="without a space inside it"):
        numbers.read("3 5")


def test_every_way_of_writing_a_number_has_the_signs(signs):
    signs("German")
    assert numbers.written(1234.5) == "1.234,5"
    assert numbers.digits(1234.5) == "1234,5"
    assert numbers.in_print(-1234.5) == "−1.234,5"
    assert [numbers.pounds(amount) for amount in (4.2e6, 2.5e9, 1234.5, 1200)] == [
        "£4,2 million", "£2,5 billion", "£1.234,50", "£1.200",
    ]  # fmt: skip
    assert COST.in_words(1234.5) == "£1.234,5 thousand"
    assert "For £4,2 million type 4200." in numbers.about("£ thousand")


IN_PSEUDO = """
from collabkit import numbers
from collabkit.questions import Amount, Names
months = Amount(key="n", text="N", unit="months", most=12)
print(months.shown_unit, months.in_words(3), months.parse("1 year"), sep="|")
print(Amount(key="c", text="C", unit="£ thousand a year").parse("£4.2m"))
print(numbers.about("months"))
partners = Names(key="p", text="P", noun="partner", most=2)
print(partners.label(1), partners.one, sep="|")
"""


def test_a_unit_and_a_noun_are_shown_in_the_language_and_reckoned_with_in_english():
    settings = {**os.environ, translation.SETTING: translation.PSEUDO}
    ran = subprocess.run([sys.executable, "-c", IN_PSEUDO], env=settings, capture_output=True, text=True, check=True)
    said = translation.pseudo
    assert ran.stdout.splitlines() == [
        f"{said('months')}|3 {said('months')}|12",
        "4200",
        said("This field is in months."),
        f"{said('Partner')} 1|{said('partner')}",
    ]


def test_names_agree_with_how_many_there_may_be():
    with pytest.raises(ValueError, match="Name at most 2 partners; there are 3, 1 too many"):
        Names(key="p", text="P", noun="partner", most=2).parse(["A", "B", "C"])
