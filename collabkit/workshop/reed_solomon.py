"""Check symbols over the 32 symbols of a code: whatever three mistakes somebody makes, they are seen.

A code is a word over GF(32), the field with 32 elements (polynomials over 0 and 1, modulo x⁵ + x² + 1). Its last three
symbols are the remainder of the others by (x − a)(x − a²)(x − a³), which makes it a Reed-Solomon code: two sound words
of the same length, up to 31, differ in four places at least. So one, two or three wrong symbols always show, and with
them every swap of two. Of anything worse 1 in 32,768 passes.

What each symbol adds at each place is tabled. The exclusive or of it all, the *syndrome*, is 0 for a sound word; of a
word with one wrong symbol it tells which symbol and what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

CHECKS: Final = 3
ORDER: Final = 32
LONGEST: Final = ORDER - 1
_POLYNOMIAL: Final = 0b100101


def _powers() -> tuple[int, ...]:
    found = [1]
    while len(found) < ORDER - 1:
        doubled = found[-1] << 1
        found.append(doubled ^ _POLYNOMIAL if doubled >= ORDER else doubled)
    return tuple(found)


_POWER: Final = _powers()
_LOG: Final = {value: exponent for exponent, value in enumerate(_POWER)}


def times(one: int, other: int) -> int:
    """Multiply two elements of the field.

    >>> times(2, 16), times(0, 7)
    (5, 0)
    """
    return _POWER[(_LOG[one] + _LOG[other]) % (ORDER - 1)] if one and other else 0


def _generator() -> tuple[int, ...]:
    """Return (x − a)(x − a²)(x − a³), its highest power first."""
    found = [1]
    for root in _POWER[1 : CHECKS + 1]:
        found = [high ^ times(low, root) for high, low in zip([*found, 0], [0, *found], strict=True)]
    return tuple(found)


_GENERATOR: Final = _generator()


def checks(data: Sequence[int]) -> tuple[int, ...]:
    """Return the check symbols of a word.

    >>> checks([1, 2, 3])
    (27, 28, 6)
    >>> syndrome([1, 2, 3, *checks([1, 2, 3])])
    0
    """
    rest = [*data, *[0] * CHECKS]
    for place in range(len(data)):
        factor = rest[place]
        for step, part in enumerate(_GENERATOR):
            rest[place + step] ^= times(factor, part)
    return tuple(rest[-CHECKS:])


@cache
def syndrome_rows(size: int) -> tuple[tuple[int, ...], ...]:
    """Return what each symbol at each place of a word adds to its syndrome."""
    return tuple(
        tuple(_packed(_alone(place, symbol, size)) for symbol in range(ORDER)) for place in range(size)
    )  # fmt: skip


def _alone(place: int, symbol: int, size: int) -> tuple[int, ...]:
    """Return the syndrome of a word with one symbol and noughts."""
    data = size - CHECKS
    if place < data:
        return checks([symbol if other == place else 0 for other in range(data)])
    return tuple(symbol if other == place - data else 0 for other in range(CHECKS))


def _packed(symbols: Sequence[int]) -> int:
    return sum(symbol << 5 * place for place, symbol in enumerate(symbols))


def syndrome(word: Sequence[int]) -> int:
    """Return 0 for a sound word, and else what is wrong with it."""
    total = 0
    for row, symbol in zip(syndrome_rows(len(word)), word, strict=True):
        total ^= row[symbol]
    return total


@cache
def _slips(size: int) -> dict[int, tuple[int, int]]:
    """Return for the syndrome of every single wrong symbol its place, and by what it is wrong."""
    return {row[wrong]: (place, wrong) for place, row in enumerate(syndrome_rows(size)) for wrong in range(1, ORDER)}


def with_one_mended(word: Sequence[int]) -> tuple[int, ...] | None:
    """Return the sound word that differs from this one in a single symbol, if there is one; there are never two.

    >>> with_one_mended([1, 2, 9, *checks([1, 2, 3])])
    (1, 2, 3, 27, 28, 6)
    """
    slip = _slips(len(word)).get(syndrome(word))
    if slip is None:
        return None
    place, wrong = slip
    return tuple(symbol ^ wrong if other == place else symbol for other, symbol in enumerate(word))
