"""The main duties in law to collaborate in Great Britain, in plain words. The chapter cites each law."""

from __future__ import annotations

from typing import Final

DUTIES: Final = (
    (
        "Crime and Disorder Act 1998, sections 5 and 6",
        "Councils, police, fire and rescue, probation providers and the health board of the area",
        "Write and follow local strategies against crime together: the task belongs to all of them.",
    ),
    (
        "Children Act 2004, section 10 (England)",
        "The council and its listed partners",
        "The council sets up co-operation for children's wellbeing and the partners take part. They may share staff, goods and money.",
    ),
    (
        "Care Act 2014, section 6 (England)",
        "The council and its partners in care",
        "Co-operate with one another over care and support.",
    ),
    (
        "Policing and Crime Act 2017, sections 1 and 2 (England)",
        "Ambulance trusts, fire bodies and police bodies",
        "Keep under review whether working together under an agreement would be more efficient or effective.",
    ),
    (
        "Health and Care Act 2022 (England)",
        "Integrated care boards and councils",
        "Form a partnership that writes a strategy; board and councils must take account of it. Parliament is considering a change.",
    ),
    (
        "Public Bodies (Joint Working) (Scotland) Act 2014",
        "Each council and health board",
        "Write an integration scheme together, giving named tasks to a joint board or to one of the two.",
    ),
    (
        "Well-being of Future Generations (Wales) Act 2015",
        "The public bodies named in the Act, and public services boards",
        "Work in five ways, of which collaboration is one; the boards plan for their area together.",
    ),
)
"""Law, whom it binds, what it asks. Checked in 2026; law changes."""
