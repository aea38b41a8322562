"""Which legal forms come near what partners need, and whom each would leave outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from collabkit.data.bodies import BODIES
from collabkit.data.vehicles import LAW, Vehicle, fitting

OUTSIDE: Final = 2
"""A form that leaves out more partners than this is listed only where none leaves out fewer."""


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A vehicle as it stands for some partners, with the names of those that it leaves out."""

    vehicle: Vehicle
    outside: tuple[str, ...]

    @property
    def a_power(self) -> bool:
        """Whether it is only a power to act, and no form."""
        return self.vehicle.legal_body == "not_applicable"

    @property
    def ready(self) -> bool:
        """Whether the law has put it in place already."""
        return self.vehicle.set_up_by == LAW


def shortlist(nations: Sequence[str], partners: Mapping[str, str], *, own_body: bool = False) -> tuple[LegalForm, ...]:
    """List the vehicles that hold in all nations and join at least two of the partners; those that leave out fewest first.

    Of those that leave out equally many, one that partners can set up comes before one that the law has put in place,
    and one with a body of its own comes first where such a body is wanted, and last where not.

    Args:
        nations: where the partners work.
        partners: the kind of body of each partner, by the partner's name; what is not in ``BODIES`` is no kind we know.
        own_body: whether a body is wanted that can employ people and sign contracts itself.

    >>> [one.outside for one in shortlist(["England"], {"A": "council", "B": "nhs_body", "C": "fire"})][-1]
    ('C',)
    """
    asked = [kind for kind in dict.fromkeys(partners.values()) if kind in BODIES]
    if not asked or not nations:
        return ()
    found = [
        LegalForm(vehicle, tuple(name for name, kind in partners.items() if kind not in vehicle.bodies))
        for vehicle in fitting(nations, asked, leaving_out=len(asked) - 1)
        if vehicle.joins(partners.values())
    ]

    def order(one: LegalForm) -> tuple[int, bool, bool]:
        return (len(one.outside), one.ready, (one.vehicle.legal_body == "yes") != own_body)

    return tuple(sorted(found, key=order))


def nearest(found: Sequence[LegalForm]) -> tuple[LegalForm, ...]:
    """Return the forms of a list, without mere powers, that leave out few partners, or as few as any do."""
    forms = [one for one in found if not one.a_power]
    fewest = min((len(one.outside) for one in forms), default=0)
    return tuple(one for one in forms if len(one.outside) <= max(fewest, OUTSIDE))
