"""What counts as a number: finite and real. A yes or no is not one, though Python would let it pass.

Whole numbers are what ``numbers.Integral`` says they are, so those of numpy are as good as Python's own. What is kept and
worked with is turned into Python's, because numpy's small ones wrap round without a word.
"""

from __future__ import annotations

import math
from numbers import Integral, Real
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = {int, float}

LARGEST: Final = 1e150
"""The square of a larger number is more than a computer holds; where numbers are multiplied or added up it is refused."""


def is_finite(value: object) -> bool:
    """Say whether a value is a finite real number.

    >>> is_finite(2), is_finite(True), is_finite(float("nan")), is_finite("2")
    (True, False, False, False)
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number with more than 308 digits
        return False


def finite(value: object, what: str) -> float:
    """Return a value as a float.

    Args:
        value: what was given.
        what: its name, which begins the complaint.

    Raises:
        ValueError: it is not a finite number.

    >>> finite(2, "The cost")
    2.0
    """
    if not is_finite(value) or not isinstance(value, Real):
        raise ValueError(f"{what} must be a number; found {value!r}.")
    return float(value)


def moderate(value: object, what: str) -> float:
    """Return a value as a float, if it is small enough to be multiplied and added up.

    Args:
        value: what was given.
        what: its name, which begins the complaint.

    Raises:
        ValueError: it is not a finite number, or further than ``LARGEST`` from nought.

    >>> moderate(2, "The cost")
    2.0
    """
    number = finite(value, what)
    if abs(number) > LARGEST:
        raise ValueError(f"{what} is too large to work with ({number:g}); give it in a larger unit.")
    return number


def plain(value: object, what: str) -> int | float:
    """Return a number as Python's own: a whole one as an int, any other as a float.

    Raises:
        ValueError: it is not a finite number, or too large.

    >>> plain(2, "The cost"), plain(2.5, "The cost")
    (2, 2.5)
    """
    number = moderate(value, what)
    return int(value) if isinstance(value, Integral) else number


def whole(value: object, complaint: str, *, least: int, most: float = math.inf) -> int:
    """Return a whole number as an int.

    Args:
        value: what was given: any whole number, numpy's too, but no yes or no, and no 2.0.
        complaint: what to say of anything else.
        least: the smallest number allowed.
        most: the largest number allowed.

    Raises:
        ValueError: it is no whole number, or out of range.

    >>> whole(3, "A year is a whole number.", least=0)
    3
    """
    if isinstance(value, bool) or not isinstance(value, Integral) or not least <= int(value) <= most:
        raise ValueError(complaint)
    return int(value)


def difference(found: float, wanted: float) -> str:
    """Say how a sum misses another one, however near the two may be.

    >>> difference(90.0000004, 90), difference(3, 90)
    ('90.0000004, which is 4e-07 more than 90', '3, which is 87 less than 90')
    """
    apart = f"{abs(found - wanted):.6g} {'more' if found > wanted else 'less'}"
    return f"{found:.12g}, which is {apart} than {wanted:.12g}"


def all_moderate(values: Iterable[object], what: str) -> list[float]:
    """Return values as floats, if all are small enough to be multiplied and added up.

    Raises:
        ValueError: one of them is not a finite number, or is too large; the complaint names it by its place.

    >>> all_moderate([1, 2.5], "Ratio")
    [1.0, 2.5]
    """
    numbers = all_finite(values, what)
    if max(map(abs, numbers), default=0.0) > LARGEST:
        return [moderate(number, f"{what} {place}") for place, number in enumerate(numbers, start=1)]
    return numbers


def all_finite(values: Iterable[object], what: str) -> list[float]:
    """Return values as floats; a complaint names the first wrong one by its place, counted from 1.

    Raises:
        ValueError: one of them is not a finite number.

    >>> all_finite([1, 2.5], "Ratio")
    [1.0, 2.5]
    """
    listed = list(values)
    if _PLAIN.issuperset(map(type, listed)):  # the ordinary case, at the speed that a simulation needs
        try:
            plain: list[float] = list(map(float, listed))  # type: ignore[arg-type]
        except OverflowError:
            plain = [math.inf]
        if all(map(math.isfinite, plain)):
            return plain
    return [finite(value, f"{what} {place}") for place, value in enumerate(listed, start=1)]


def as_ratio(value: object, what: str) -> tuple[int, int]:
    """Return a number as two whole numbers, exactly: it is the first divided by the second.

    Raises:
        ValueError: it is not a finite number.

    >>> as_ratio(0.75, "The share")
    (3, 4)
    """
    number = finite(value, what)
    return (int(value), 1) if isinstance(value, Integral) else number.as_integer_ratio()
