"""What counts as a number: finite and real. A yes or no is not one, though Python would let it pass."""

from __future__ import annotations

import math
from numbers import Integral, Real
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = {int, float}


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
