"""Small words that sentences need: a list as it is said, a number with its word, a name that fits.

Whatever depends on a number is written here and nowhere else: the plural of a noun, the verb that agrees with it, the
digits of money and of shares. So no sentence says “1 months”, “−0%” or “1e+02”; a test forbids plurals made by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from collabkit.translation import as_written, by_number, marked, say, say_each

MOST_NAMED: Final = 3
MILLION: Final = 1_000_000
THOUSANDS_FROM: Final = 10_000
"""From this amount on, pounds are rounded to thousands."""
NUMBERS: Final = say_each(
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
JOINING: Final = marked("and", "or")
"""The words before the last of a list; the second is asked for where one of them holds."""
MONTHS: Final = say_each(
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def in_a_row(words: Iterable[str], last: str = "and") -> str:
    """Join words as in a sentence.

    >>> in_a_row(["staff", "money", "risk"]), in_a_row(["risk"])
    ('staff, money and risk', 'risk')
    """
    parts = list(words)
    return f"{', '.join(parts[:-1])} {say(last)} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def counted(number: float, one: str, many: str = "") -> str:
    """Write a number with its word.

    >>> counted(1, "cell"), counted(9, "cell"), counted(2, "duty names", "duties name")
    ('1 cell', '9 cells', '2 duties name')
    """
    return f"{as_written(f'{number:,}')} {by_number(number, one, many or one + 's')}"


def out_of(part: int, whole: int, noun: str, verb: str = "", verbs: str = "") -> str:
    """Write how many of a whole, with a verb that agrees with how many they are.

    >>> out_of(1, 3, "link", "needs", "need"), out_of(2, 3, "link", "needs", "need")
    ('one of 3 links needs', '2 of 3 links need')
    >>> out_of(3, 3, "link", "needs", "need"), out_of(1, 1, "link", "needs", "need"), out_of(0, 3, "link", "is", "are")
    ('all 3 links need', 'the one link needs', 'none of 3 links is')
    """
    if part == whole:
        said = (
            say("the one {noun}", noun=by_number(1, noun, noun + "s"))
            if whole == 1
            else say("all {whole}", whole=counted(whole, noun))
        )
    else:
        few = NUMBERS[part] if part in {0, 1} else as_written(f"{part:,}")
        said = say("{few} of {whole}", few=few, whole=counted(whole, noun))
    return f"{said} {by_number(max(1, part), verb, verbs or verb)}".strip()


def number_word(number: int) -> str:
    """Write a small number as a word, and a larger one in digits.

    >>> number_word(3), number_word(13), number_word(0)
    ('three', '13', 'none')
    """
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else as_written(f"{number:,}")


def capital(words: str) -> str:
    """Begin a sentence with these words; a name keeps its own letters.

    >>> capital("one of 3 links needs"), capital("")
    ('One of 3 links needs', '')
    """
    return f"{words[:1].upper()}{words[1:]}"


def closed(words: str) -> str:
    """End somebody's words with a full stop, where they have no end of their own.

    >>> closed("A fair share"), closed("Who pays?"), closed("and so on…")
    ('A fair share.', 'Who pays?', 'and so on…')
    """
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."


def worded(answer: str | None) -> str:
    """Return what somebody wrote on a line; a full stop, a dash or a question mark alone leaves the line open.

    >>> worded("By May"), worded("..."), worded(None)
    ('By May', '', '')
    """
    return answer if answer and any(sign.isalnum() for sign in answer) else ""


def whose(name: str) -> str:
    """Say that something is a name's own.

    >>> whose("Age Well"), whose("St John & Partners"), whose("O’Hara’s"), whose("Guy’s and St Thomas’")
    ('Age Well’s', 'St John & Partners’', 'O’Hara’s', 'Guy’s and St Thomas’')
    """
    if name.endswith(("’s", "'s", "s’", "s'")):
        return name
    return say("{name}’", name=name) if name.endswith(("s", "S")) else say("{name}’s", name=name)


def fixed(number: float, decimals: int = 0) -> str:
    """Write a number with so many decimals, a minus sign where something is left of it, and no exponent.

    >>> fixed(-0.004, 2), fixed(-1234.5, 1), fixed(1e20)
    ('0.00', '−1,234.5', '100,000,000,000,000,000,000')
    """
    size = f"{abs(number):,.{decimals}f}"
    return f"−{as_written(size)}" if number < 0 and size.strip("0,.") else as_written(size)


def percent(share: float) -> str:
    """Write a part of 1 as a percentage. What is not quite nothing or not quite all is not rounded to nothing or to all.

    >>> percent(0.4), percent(0.0001), percent(0.9999), percent(0), percent(1), percent(-0.001)
    ('40%', 'less than 1%', 'more than 99%', '0%', '100%', 'less than 1%')
    """
    said = fixed(100 * share)
    if share and said == "0":
        return say("less than 1%")
    if share < 1 and said == "100":
        return say("more than 99%")
    return say("{number}%", number=said)


def pounds(millions: float) -> str:
    """Write an amount in millions of pounds for a sentence, with as many digits as its size bears.

    >>> pounds(0.9848), pounds(0.16), pounds(12.345), pounds(0.004), pounds(0.99961), pounds(-0.16)
    ('£985,000', '£160,000', '£12.3 million', '£4,000', '£1.0 million', '−£160,000')
    >>> pounds(0.0000003), pounds(0)
    ('less than £1', '£0')
    """
    sign, size = ("−" if millions < 0 else ""), abs(millions) * MILLION
    amount = round(size, -3 if size >= THOUSANDS_FROM else 0)
    if size and not amount:
        return say("less than £1")
    if amount >= MILLION:
        return sign + say("£{amount} million", amount=fixed(size / MILLION, 1))
    return sign + say("£{amount}", amount=fixed(amount))


def shortened(words: str, longest: int) -> str:
    """Cut words to a length, after a whole word where there is one near, with a sign that something was cut.

    >>> shortened("Fewer falls at home", 13), shortened("Unbelievable", 5)
    ('Fewer falls…', 'Unbe…')
    """
    bare = " ".join(words.split())
    if len(bare) <= longest:
        return bare
    cut = bare[: longest - 1]
    whole = cut if bare[longest - 1] == " " else cut.rpartition(" ")[0]
    return f"{(whole if len(whole) > longest // 2 else cut).rstrip(' ,;:.')}…"


def some(words: Sequence[str]) -> str:
    """Join words, three at most, so that twelve partners still make a sentence.

    >>> some(["Ash", "Birch", "Cedar"]), some(["Ash", "Birch", "Cedar", "Elm"]), some(["Ash"] * 4096)
    ('Ash, Birch and Cedar', 'Ash, Birch and 2 others', 'Ash, Ash and 4,094 others')
    """
    if len(words) <= MOST_NAMED:
        return in_a_row(words)
    named = ", ".join(words[: MOST_NAMED - 1])
    others = as_written(f"{len(words) - MOST_NAMED + 1:,}")
    return say("{named} and {number} others", named=named, number=others)


def month_and_year(stamp: str) -> str:
    """Write a month as a person does.

    >>> month_and_year("2026-06")
    'June 2026'
    """
    year, month = stamp.split("-")
    return say("{month} {year}", month=MONTHS[int(month) - 1], year=year)


def in_months(stamps: Iterable[str]) -> str:
    """Say in which month something was done, or between which two, with the year once where it is the same.

    >>> in_months(["2026-11"]), in_months(["2026-11", "2026-06", "2026-07"])
    ('in November 2026', 'between June and November 2026')
    >>> in_months(["2026-11", "2027-02"])
    'between November 2026 and February 2027'
    """
    months = sorted(stamps)
    first, last = months[0], months[-1]
    if first == last:
        return say("in {month}", month=month_and_year(last))
    year, month = first.split("-")
    begun = MONTHS[int(month) - 1] if last.startswith(year) else month_and_year(first)
    return say("between {first} and {last}", first=begun, last=month_and_year(last))


def day(stamp: str) -> str:
    """Write a day as a person does, from the beginning of a time in ISO form.

    >>> day("2026-11-05T10:00:00.000Z")
    '5 November 2026'
    """
    year, month, date = stamp[:10].split("-")
    return say("{day} {month} {year}", day=int(date), month=MONTHS[int(month) - 1], year=year)
