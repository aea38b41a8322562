"""Words shared by the tables of law: the nations, and the kinds of body that serve the public."""

from __future__ import annotations

from typing import Final

from collabkit.translation import marked, say

NATIONS: Final = marked("England", "Wales", "Scotland", "Northern Ireland")

BODIES: Final[dict[str, str]] = {
    "council": say("Council"),
    "planning_authority": say("Planning authority"),
    "nhs_body": say("NHS trust or other NHS body"),
    "integrated_care_board": say("Integrated care board"),
    "health_board": say("Health board") + say(" (Scotland or Wales)"),
    "police": say("Police"),
    "fire": say("Fire and rescue"),
    "ambulance": say("Ambulance"),
    "probation": say("Probation"),
    "education": say("School, college or education authority"),
    "charity": say("Charity or community group"),
    "company": say("Company"),
    "national_agency": say("National agency or department"),
}
"""The name of each kind for machines, and for people."""
