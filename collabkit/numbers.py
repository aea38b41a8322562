"""Numbers as people write them: read as they are meant and said back, or questioned.

What stands in a number field is read in three steps. ``_bare`` makes one kind of digit, dash and space of the many that
keyboards and spreadsheets have. ``_FRAME`` finds the digits and what stands around them: a sign, brackets, a pound sign,
``k`` or ``million``, a per cent sign, the name of a unit, "a year". ``_digits`` and ``_factor`` then say what number that
is in the field's own unit. Whatever fits nowhere is questioned, in a sentence that knows the unit.

When a reading is said back. No echo stands beside what anybody would read in the same way: digits, with commas between
thousands and a full stop before decimals or at the end, a sign, and the field's own unit. Everything else that is read
has an echo: ``£4.2m`` in a field in thousands, ``1.200`` (elsewhere in Europe that is twelve hundred), ``1 200``,
``(5)``, ``½``, a year given in months. So have a pound sign without "thousand" in a field in thousands, because the sum
meant may be a thousand times smaller; large sums in such a field (``LARGE``), for the same reason (with a pound
sign and no "thousand" they are questioned); and seven digits or more without a comma, because nobody counts them at a
glance. What is read in silence is therefore what stands there.

All of this is about English. Where the course speaks another language, ``_in_english`` puts the English signs for
thousands and decimals into what was typed before it is read, and what is written gets that language's signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from collabkit.translation import as_in_english, as_written, say

LONGEST: Final = 60
"""Characters that are looked at; what is longer is no number that a person means."""

MOST_DIGITS: Final = 15
"""Digits that a number in a computer's memory can hold exactly."""

LEAST_READ: Final = 1e-9
"""Nothing that is counted here is smaller, apart from nothing itself."""

LARGE: Final = {1e3: 10_000, 1e6: 1_000, 1e9: 10, 1e12: 1}
"""From so many thousands, millions or billions of pounds on a sum is said back: a slip by a thousand would look like it."""

SCALES: Final = {
    "k": 1e3, "thou": 1e3, "thousand": 1e3, "thousands": 1e3, "grand": 1e3,
    "m": 1e6, "mn": 1e6, "million": 1e6, "millions": 1e6,
    "bn": 1e9, "billion": 1e9, "billions": 1e9,
    "tn": 1e12, "trillion": 1e12, "trillions": 1e12,
}  # fmt: skip
TIMES: Final = {
    "hour": "hour", "hr": "hour", "h": "hour", "day": "day", "week": "week", "wk": "week",
    "month": "month", "mth": "month", "mo": "month", "year": "year", "yr": "year", "y": "year", "annum": "year",
}  # fmt: skip
MANY: Final = {
    "hour": say("hours"), "day": say("days"), "week": say("weeks"), "month": say("months"), "year": say("years"),
}  # fmt: skip
"""Several of each time, in words."""
FRACTIONS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75}
POUND: Final = ("pound", "gbp", "quid")
PER_CENT: Final = ("%", "per cent", "percent", "pc")
MONTHS_IN_A_YEAR: Final = 12

Kind = Literal["money", "percentage", "time", "count", "bare"]


class NumberError(ValueError):
    """What was typed is not read; the message says what to type, as the first half of a sentence."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was read: the number in the field's unit, and how it was read where that needs saying."""

    number: float
    echo: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a field counts.

    Attributes:
        words: the unit in English, such as ``£ thousand a year``.
        kind: what kind of thing is counted.
        size: for money, how many pounds one of the unit is.
        name: for a time or a count, the unit's name for one of it (``month``).
        period: what the figure is for, where the unit says so (``year``).
    """

    words: str
    kind: Kind
    size: float = 1.0
    name: str = ""
    period: str = ""

    @property
    def scaled(self) -> bool:
        """Whether one of the unit is more than one pound."""
        return self.size > 1

    @property
    def currency(self) -> str:
        """What a sum of money is counted in."""
        scaled = {1e3: say("thousands of pounds"), 1e6: say("millions of pounds"), 1e9: say("billions of pounds")}
        return scaled.get(self.size, say("pounds"))

    @property
    def shown(self) -> str:
        """The unit as the field shows it."""
        return say(self.words) if self.words else ""

    def wanted(self) -> str:
        """Say what belongs in the field."""
        if self.kind in ("time", "count"):
            return say("a number of {unit}", unit=self.shown)
        return {"money": say("a sum of money"), "percentage": say("a percentage")}.get(self.kind, say("a number"))


@cache
def unit(words: str) -> Unit:
    """Return what a field with this unit counts.

    >>> unit("£ thousand a year")
    Unit(words='£ thousand a year', kind='money', size=1000.0, name='', period='year')
    >>> unit("months").name
    'month'
    """
    found = re.search(r"\b(?:a|per) (\w+)$", words)
    period = TIMES.get(found[1], "") if found else ""
    parts = words.casefold().split()
    if "£" in words:
        size = next((SCALES[part] for part in parts if part in SCALES), 1.0)
        return Unit(words, "money", size=size, period=period)
    if "%" in words:
        return Unit(words, "percentage", period=period)
    if not parts:
        return Unit(words, "bare")
    name = _singular(parts[0])
    return Unit(words, "time" if name in TIMES else "count", name=TIMES.get(name, name), period=period)


def about(words: str) -> str:
    """Say what a field with this unit takes, with a number as it is typed there.

    >>> about("£ thousand")
    'This field is in thousands of pounds. For £4.2 million type 4200.'
    """
    field = unit(words)
    if field.kind == "money":
        said = 4.2e6 if field.scaled else 4200
        return say(
            "This field is in {currency}. For {amount} type {digits}.",
            currency=field.currency,
            amount=pounds(said),
            digits=digits(_tidy(said / field.size)),
        )
    return {
        "percentage": say("This field is a percentage. For 12% type 12."),
        "time": say("This field is in {unit}.", unit=field.shown),
        "count": say("This field is a number of {unit}.", unit=field.shown),
    }.get(field.kind, "")


def written(number: float) -> str:
    """Write a number with commas between thousands, whole and without a power of ten.

    >>> written(1e6), written(0.00005), written(-1234.5)
    ('1,000,000', '0.00005', '-1,234.5')
    """
    return as_written(_with_commas(number))


def _with_commas(number: float) -> str:
    """Write a number as in English."""
    short = str(number) if isinstance(number, int) else f"{number:.15g}"
    if "e" in short:
        places = max(0, MOST_DIGITS - 1 - int(short.partition("e")[2]))
        short = f"{number:.{places}f}"
        short = short.rstrip("0").rstrip(".") if places else short
    whole, dot, rest = short.removeprefix("-").partition(".")
    sign = "-" if number < 0 else ""
    return f"{sign}{int(whole):,}{dot}{rest}" if whole.isdecimal() else short


def digits(number: float) -> str:
    """Write a number as it is typed, without commas.

    >>> digits(1e6), digits(0.1 + 0.2)
    ('1000000', '0.3')
    """
    return as_written(_with_commas(number).replace(",", ""))


def in_print(number: float) -> str:
    """Write a number for a sentence, with the sign that is printed for minus.

    >>> in_print(-50), in_print(1e6)
    ('−50', '1,000,000')
    """
    return written(number).replace("-", "\N{MINUS SIGN}")


def pounds(amount: float) -> str:
    """Write a sum of money as it is said.

    >>> pounds(4.2e6), pounds(4_234_567), pounds(-350), pounds(1.5)
    ('£4.2 million', '£4,234,567', '-£350', '£1.50')
    """
    size, sign = abs(amount), "-" if amount < 0 else ""
    scale = next((scale for scale in (1e12, 1e9, 1e6) if size >= scale), 1.0)
    named = _tidy(size / scale)
    if scale > 1 and named == round(named, 3):
        return sign + _large(written(named), scale)
    pence = _tidy(size) != int(size) and _tidy(size) == round(size, 2)
    return sign + say("£{amount}", amount=as_written(f"{size:,.2f}") if pence else written(_tidy(size)))


def _large(amount: str, scale: float) -> str:
    """Write so many millions, billions or trillions of pounds."""
    return {
        1e6: say("£{amount} million", amount=amount),
        1e9: say("£{amount} billion", amount=amount),
        1e12: say("£{amount} trillion", amount=amount),
    }[scale]


def read(typed: str, words: str = "", example: str = "12") -> Typed:
    """Read what was typed into a field.

    Args:
        typed: what stands in the field.
        words: the field's unit, as it is shown; none for a bare number.
        example: a number that the field would take.

    Raises:
        NumberError: it cannot be read with certainty; the message says what to type, without a full stop.

    >>> read("1,200", "£ thousand")
    Typed(number=1200.0, echo='')
    >>> read("£4.2m", "£ thousand").echo
    'Read as 4,200 (£ thousand), that is £4.2 million.'
    """
    if len(typed) > LONGEST:
        raise NumberError(say("Type one number here, in digits (for example {example})", example=example))
    alike, field = _bare(typed), unit(words)
    bare = _in_english(alike)
    found = _FRAME.fullmatch(bare)
    if not found:
        raise NumberError(_advice(bare, field, example))
    factor = _factor(found, field)
    number = _tidy(_sign(found) * _digits(found["body"]) * factor)
    if number and not LEAST_READ <= abs(number) < 10**MOST_DIGITS:
        raise NumberError(say("Type an ordinary number here (for example {example})", example=example))
    if _unsaid(found, field) and abs(number) >= LARGE[field.size]:
        raise NumberError(say("Type the sum in {currency}, without a pound sign", currency=field.currency))
    plainly = alike == " ".join(typed.replace("\N{MINUS SIGN}", "-").split()).casefold()
    return Typed(number, "" if plainly and _is_plain(found, field, factor, number) else _echo(number, field))


def _tidy(number: float) -> float:
    """Take off the dust of binary arithmetic, and the sign of nothing."""
    return float(f"{number:.{MOST_DIGITS}g}") or 0.0


def _singular(name: str) -> str:
    return name.removesuffix("s") if len(name) > 1 else name


_DASHES: Final = dict.fromkeys(map(ord, "\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}–﹣"), "-")
_UNSEEN: Final = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF], "")
_WIDE: Final = {**{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}, 0xFFE1: "£"}
_ALIKE: Final = str.maketrans({**_DASHES, **_UNSEEN, **_WIDE})


def _bare(typed: str) -> str:
    """Make one kind of digit, dash and space of the many there are, in small letters.

    >>> _bare("１ ２００ Months")
    '1 200 months'
    """
    alike = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in typed.translate(_ALIKE))
    return " ".join(alike.split()).casefold()


_BODY: Final = re.compile(r"[^\w\s]?[0-9](?:\W*[0-9])*")
"""Digits with what stands between them, and a decimal sign before them."""
_SPACED: Final = re.compile(r" (?=[0-9]{3}(?![0-9]))")
"""A space between thousands."""


def _in_english(bare: str) -> str:
    """Put the English signs for thousands and decimals into a number, and leave the words around it as they are.

    >>> _in_english("£1,234.5 a year, p.a.")
    '£1,234.5 a year, p.a.'
    """
    return _BODY.sub(lambda found: _body_in_english(found[0]), bare)


def _body_in_english(body: str) -> str:
    """Put the English signs into digits; a space is one only where it is how thousands are written."""
    english = " ".join(map(as_in_english, body.split(" ")))
    return _SPACED.sub(",", english) if as_written(",").isspace() else english


_FRAME: Final = re.compile(
    rf"""
    (?P<sign>[+-])?\ ?(?P<open>\()?\ ?(?P<pound>£|gbp)?\ ?(?P<inner>[+-])?\ ?
    (?P<body>\.?[0-9½¼¾](?:[0-9½¼¾., ]*[0-9½¼¾])?(?:e[+-]?[0-9]{{1,2}})?)
    [.,]?\ ?(?P<close>\))?\ ?(?P<pound_after>£)?\ ?
    (?P<scale>(?:{"|".join(sorted(SCALES, key=len, reverse=True))})(?![a-z]))?\ ?
    (?P<kind>%|per\ ?cent|(?!(?:a|an|per|each|every|pa|yearly|annually)\b)[a-z]+)?\ ?
    (?P<period>(?:a|per|each|every|/)\ ?(?P<each>[a-z]+)|p\.?a|yearly|annually)?
    (?:(?<![.,])[.,;])?
    """,
    re.VERBOSE,
)
"""What may stand around a number, in the order in which it may."""

_PLAIN: Final = re.compile(r"(?:[0-9]{1,6}|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?|\.[0-9]+")
"""Digits as every reader of English takes them."""

_TWO_WAYS: Final = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
"""A decimal in Britain, a thousand and more elsewhere in Europe."""


def _sign(found: re.Match[str]) -> int:
    """Return −1 below zero, which accounts show by brackets."""
    signs = [sign for sign in (found["sign"], found["inner"]) if sign]
    brackets = found["open"], found["close"]
    if len(signs) + any(brackets) > 1 or any(brackets) != all(brackets):
        raise NumberError(say("Type the number with one sign before it, and without brackets"))
    return -1 if "-" in signs or any(brackets) else 1


def _digits(body: str) -> float:
    """Read digits with what stands between them."""
    if re.fullmatch(r"[0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?", body):
        return float(body)
    for grouped in (r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?", r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:\.[0-9]+)?"):
        if re.fullmatch(grouped, body):
            return float(re.sub("[, ]", "", body))
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]{1,2}", body):  # as in much of Europe
        return float(body.replace(".", "").replace(",", "."))
    if re.fullmatch(r"(?:[0-9]{1,6} ?)?[½¼¾]", body):
        return float(body[:-1] or 0) + FRACTIONS[body[-1]]
    if " " in body and not {",", "."} & set(body):
        raise NumberError(say("Type one number, without a space inside it"))
    raise NumberError(say("Use commas only between thousands (1,200) and a full stop before decimals (1.2)"))


def _stated(found: re.Match[str], field: Unit) -> tuple[Kind | Literal["", "odd"], str]:
    """Return what kind of thing is said to be counted, with the name of one of it; nothing where nothing is said."""
    name = _singular(found["kind"] or "")
    if found["pound"] or found["pound_after"] or name in POUND:
        return ("money" if name in ("", *POUND) else "odd"), ""
    if name in PER_CENT:
        return "percentage", ""
    if found["scale"] == "m" and field.kind == "time" and not name:
        return "time", "month"
    return ("time", TIMES[name]) if name in TIMES else ("count" if name else "", name)


def _factor(found: re.Match[str], field: Unit) -> float:
    """Return by what the digits are multiplied to give the number in the field's unit."""
    kind, name = _stated(found, field)
    scale = SCALES.get(found["scale"] or "") if (kind, found["scale"]) != ("time", "m") else None
    _check_period(_period(found), field)
    if kind not in ("", field.kind) and not (field.kind == "bare" and kind in ("money", "percentage")):
        raise _clash(kind, name, field)
    if field.kind == "money":
        return scale / field.size if scale else 1
    if field.kind == "time" and not scale:
        return _in_time(name or field.name, field)
    if (field.kind in ("time", "percentage") and scale) or name not in ("", field.name):
        raise _clash("odd", name, field)
    return scale or 1


def _in_time(name: str, field: Unit) -> float:
    """Return how many of the field's unit one of the named is; a week or a day is no certain part of a month."""
    if (name, field.name) == ("year", "month"):
        return MONTHS_IN_A_YEAR
    if (name, field.name) == ("month", "year"):
        return 1 / MONTHS_IN_A_YEAR
    if name != field.name:
        raise _clash("time", name, field)
    return 1


def _period(found: re.Match[str]) -> str:
    """Return what the figure is said to be for."""
    if not found["period"]:
        return ""
    return TIMES.get(_singular(found["each"]), found["each"]) if found["each"] else "year"


def _check_period(period: str, field: Unit) -> None:
    """Let "a year" pass where the field counts what may come each year; any other period only where the field has it."""
    if period in ("", field.period) or (period == "year" and not field.period and field.kind not in ("time", "bare")):
        return
    wanted = {
        "hour": say("Type a figure for an hour"),
        "day": say("Type a figure for a day"),
        "week": say("Type a figure for a week"),
        "month": say("Type a figure for a month"),
        "year": say("Type a figure for a year"),
    }
    raise NumberError(wanted.get(field.period, say("Type the number alone, in digits")))


def _clash(kind: str, name: str, field: Unit) -> NumberError:
    """Say that what was typed counts another thing than the field does."""
    typed = {"money": say("a sum of money"), "percentage": say("a percentage"), "time": MANY.get(name)}.get(kind)
    if not typed:
        return NumberError(say("Type the number alone, in digits"))
    return NumberError(say("Type {wanted}, not {typed}", wanted=field.wanted(), typed=typed))


def _unsaid(found: re.Match[str], field: Unit) -> bool:
    """Tell whether it says pounds in a field in thousands or millions, and not which of the two is meant."""
    return field.scaled and not found["scale"] and _stated(found, field)[0] == "money"


def _is_plain(found: re.Match[str], field: Unit, factor: float, number: float) -> bool:
    """Tell whether everybody reads this as it was read here; the module's head gives the rule."""
    body, kind = found["body"], _stated(found, field)[0]
    if not _PLAIN.fullmatch(body) or _TWO_WAYS.fullmatch(body) or found["open"] or re.search("[+-] ", found[0]):
        return False
    if kind not in ("", field.kind) or factor != 1 or _period(found) not in ("", field.period):
        return False
    return not (field.scaled and (_unsaid(found, field) or abs(number) >= LARGE[field.size]))


def _echo(number: float, field: Unit) -> str:
    """Say how a number was read, with its unit."""
    if field.scaled:
        return say(
            "Read as {number} ({unit}), that is {amount}.",
            number=written(number),
            unit=field.shown,
            amount=pounds(number * field.size),
        )
    if field.kind == "money":
        return say("Read as {number}.", number=pounds(number))
    if field.kind == "percentage":
        return say("Read as {number}.", number=f"{written(number)}{field.shown}")
    if field.words:
        return say("Read as {number} ({unit}).", number=written(number), unit=field.shown)
    return say("Read as {number}.", number=written(number))


def _advice(bare: str, field: Unit, example: str) -> str:
    """Say what to type in place of something that is not a number, or more than one."""
    if not re.search("[0-9½¼¾]", bare):
        return say("Type a number here, in digits (for example {example})", example=example)
    if field.kind == "money" and re.search(r"[$€¥]|usd|eur", bare):
        return say("Type a sum in pounds")
    if re.search(r"[0-9]/[0-9]|\N{FRACTION SLASH}", bare):
        return say("Type one number, with a full stop before decimals (for example 0.5)")
    if len(re.findall(r"[0-9][0-9.,]*", bare)) > 1:
        return say("Type one number here (for example {example})", example=example)
    return say("Type the number alone, in digits (for example {example})", example=example)
