"""advantage: the verdict is that of the table of aims, and of what is not known nothing is said."""

from __future__ import annotations

import re

from findings.given import of_wrong_answers
from findings.lint import sentences
from findings.statements import Never, printed

from collabkit.exercises.advantage import ALONE, WHOSE

NEVER = (
    Never(r"^You have an advantage|\nYou have an advantage", r"You have a bargain|Do not:|Do not, or not yet|Not proven|Do not call", "one verdict"),
    Never(r"You have a bargain", r"Do not:|Do not, or not yet|Not proven|Do not call", "one verdict"),
    Never(r"Do not, or not yet", r"could save the time", "what is not refused yet is not called off"),
    Never(r"nothing passes the test", r"that needs? the others?\.", "what needs the others passes"),
    Never(r"Not proven", r"Do not:|Do not, or not yet|Do not call|could save the time", "what is not proven is not refused"),
    Never(r"Do not|Not proven|You have a bargain", r"YOUR ADVANTAGE IN A SENTENCE|An advantage on paper only", "there is no advantage"),
    Never(r"what partners want of their own needs the others? in part at most", r"ha(?:s|ve) (?:an aim|aims) of (?:its|their) own that need", "needed in part at most is not needed"),
    Never(r"You have an advantage", r"[Ww]hether [^.:]* needs? the others?(?!\w| for what)", "for what is shared everybody needs the others"),
    Never(r"only \w+ wants something that needs the others?\b", r"have aims of their own that need|Part of what", "others want something too"),
)  # fmt: skip


def aims(said):
    """The aims as answered: whose each is, its owner, and who could get it alone."""
    names, found = said.values["partners"], []
    for number in range(1, 9):
        if said.values.get(f"aim.{number}.words"):
            whose, alone = (said.values.get(f"sort.{number}.{column}", "") for column in ("whose", "alone"))
            found.append(
                (whose if whose in {"", "shared", "conflict", "avoid"} else "own", names.get(whose, ""), alone)
            )
    return found


def ready(said):
    return [aim for aim in aims(said) if aim[0] and aim[2]]


def numbers(said):
    """How many partners, aims and signs there are, and how many of each kind: all are counted here."""
    signs = len(said.values.get("signs") or ())
    kinds = [
        sum(aim[0] == whose and aim[2] == alone for aim in aims(said)) for whose in WHOSE for alone in (*ALONE, "")
    ]
    typed = [number.value for value in said.values.values() if isinstance(value, str) for number in printed(value)]
    lengths = [len(aims(said)), len(ready(said)), len(aims(said)) - len(ready(said)), len(said.values["partners"])]
    return [
        *kinds,
        *lengths,
        *(len(open_aims(said, unsure=unsure)) for unsure in (True, False)),
        signs,
        *typed,
        *of_wrong_answers(said),
    ]


def open_aims(said, *, unsure):
    """Aims that may yet pass: those of which one is not sure, or those that are not sorted."""
    free = [aim for aim in aims(said) if aim[0] not in {"conflict", "avoid"} or not aim[0]]
    return [aim for aim in free if (aim[0] and aim[2] == "unsure" if unsure else not (aim[0] and aim[2]))]


def passing(said):
    return [aim for aim in aims(said) if aim[0] == "shared" and aim[2] == "nobody"]


def the_verdict_is_that_of_the_aims(said):
    traders = {aim[1] for aim in aims(said) if aim[1] and aim[2] == "nobody"}
    still_open = open_aims(said, unsure=True) + open_aims(said, unsure=False)
    verdict = (
        "You have an advantage" if passing(said) else "You have a bargain" if len(traders) > 1
        else "Not proven" if still_open else "Do not"
    )  # fmt: skip
    faults = [] if said.headline.startswith(verdict) else [f"{verdict}: {said.headline}"]
    only = re.search(r"only (.*) wants something that needs the others?\b", said.headline)
    partly = {aim[1] for aim in aims(said) if aim[1] and aim[2] == "partly"} - traders
    return faults + ([f"{only[0]}: {traders} and {partly}"] if only and (traders != {only[1]} or partly) else [])


def the_headline_counts_what_the_table_counts(said):
    found = re.search(r"\(of (\d+) aims?( that you sorted)?, (\d+) (?:is|are) of this kind\)", said.headline)
    if not found:
        return []
    row = next(row for row in said.table("How many aims") if row["Whose aim"] == "Shared by all")
    wanted = (len(ready(said)), row["Nobody"])
    faults = [] if (int(found[1]), int(found[3])) == wanted else [f"{found[0]}: {wanted}"]
    return faults + ([] if bool(found[2]) == (len(ready(said)) < len(aims(said))) else [found[0]])


def the_table_counts_every_sorted_aim_once(said):
    rows = said.table("How many aims")
    total = sum(value for row in rows for value in row.values() if isinstance(value, int))
    return [] if total == len(ready(said)) else [f"{total} of {len(ready(said))}"]


def what_is_open_is_counted(said):
    found = re.search(r"nor a bargain yet, and (.*?)\. Find out", said.headline)
    if not found:
        return []
    unsure, loose = (len(open_aims(said, unsure=unsure)) for unsure in (True, False))
    told = [
        re.search(pattern, found[1])
        for pattern in (r"of (\d+) aims? you are not sure", r"(\d+) aims? (?:is|are) not sorted")
    ]
    counted = [int(each[1]) if each else 0 for each in told]
    return [] if counted == [unsure, loose] else [f"{found[0]}: {unsure}, {loose}"]


def nothing_is_said_of_a_partner_that_is_not_known(said):
    """Each partner stands in one group of the sentence: the best that was answered of its own aims decides."""
    text = next(
        (
            sentences(block.blocks[0])[0]
            for block in said.findings.blocks
            if getattr(block, "heading", "") == "What each partner is in it for"
        ),
        None,
    )
    if text is None:
        return []
    faults = []
    for name in said.values["partners"].values():
        ways = {aim[2] or "unsure" for aim in aims(said) if aim[1] == name}
        way = next((way for way in ("nobody", "partly", "unsure") if way in ways), "")
        patterns = {
            "nobody": r"ha(?:s|ve) (?:an aim|aims) of (?:its|their) own", "partly": r"Part of what .*somebody could get alone",
            "unsure": r"You do not know yet whether .* of (?:its|their) own", "": r"As far as you said, .*ha(?:s|ve) no",
        }  # fmt: skip
        places = [sentence for sentence in re.split(r"(?<=\.) (?=[A-Z])", text) if re.search(patterns[way], sentence)]
        faults += [] if any(name in sentence for sentence in places) else [f"{name} ({way}): {text}"]
    return faults


def what_a_partner_is_denied_it_has_not(said):
    """Who is said to have only what is shared, or nothing that needs the others, has nothing else."""
    found = re.search(r"As far as you said, (.*?) ha(?:s|ve) (only what is shared|nothing that|no aims? of)", said.text)
    if not found:
        return []
    shared = {aim[2] or "unsure" for aim in aims(said) if aim[0] == "shared"}
    faults = []
    for name in said.values["partners"].values():
        own = {aim[2] or "unsure" for aim in aims(said) if aim[1] == name}
        wider = {"only what is shared": own, "nothing that": (own | shared) - {"somebody"}}
        denied = wider.get(found[2], own - {"somebody"})
        if denied and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", found[1]):
            faults.append(f"{name} has {denied}: {found[0]}")
    return faults


def owners_are_said_as_owners(said):
    found = re.search(r"\S*s’s own", said.text)
    return [found[0]] if found else []


def none_of_two_is_neither(said):
    two = len(said.values["partners"]) == 2
    return ["none of two"] if two and re.search(r"[Nn]one of (?:the 2|you)\b", said.text) else []


def of_two_partners_one_is_the_other(said):
    """Where there are two partners, “the others” are one; the signs' own steps and what was typed say what they say."""
    text = re.sub(r"“[^”]*”|let one person push the rest", "", said.text)
    found = re.search(r"(?:needs?|what|[Tt]ell|but what) (?:the )?others\b", text)
    return [found[0]] if found and len(said.values["partners"]) == 2 else []


RELATIONS = (
    the_verdict_is_that_of_the_aims,
    the_headline_counts_what_the_table_counts,
    the_table_counts_every_sorted_aim_once,
    what_is_open_is_counted,
    nothing_is_said_of_a_partner_that_is_not_known,
    what_a_partner_is_denied_it_has_not,
    owners_are_said_as_owners,
    none_of_two_is_neither,
    of_two_partners_one_is_the_other,
)
