"""Words shared by the tables of law: the nations, and the kinds of body that serve the public."""

from __future__ import annotations

from typing import Final

NATIONS: Final = ("England", "Wales", "Scotland", "Northern Ireland")

BODIES: Final[dict[str, str]] = {
    "council": "Council",
    "planning_authority": "Planning authority",
    "nhs_body": "NHS trust or other NHS body",
    "integrated_care_board": "Integrated care board",
    "health_board": "Health board (Scotland or Wales)",
    "police": "Police",
    "fire": "Fire and rescue",
    "ambulance": "Ambulance",
    "probation": "Probation",
    "education": "School, college or education authority",
    "charity": "Charity or community group",
    "company": "Company",
    "national_agency": "National agency or department",
}
"""The name of each kind for machines, and for people."""
