"""drivers: what is said of reasons and partners is what was answered of them, and all means all."""

from __future__ import annotations

import re

from findings.given import counts, of_wrong_answers
from findings.statements import Never, printed

from collabkit.analysis.facts import facts
from collabkit.data.duties import applying
from collabkit.exercises.drivers import ASSUMED, BY_KEY, COUNTED, DRIVERS, HEARD

NEVER = (
    Never(r"none of your strong reasons is only assumed", r"only assume (?:it|them)\b|have not said how you know|stands? out: strong|Strong, and", "none is, or one is"),
    Never(r"You rated all eight reasons “none”|You rated no reason above “none”", r"decides\.|stands? out|You are here for", "nothing brings you"),
    Never(r"(?:None of the eight reasons|No reason that you rated) brings you together", r"A success when", "a partner’s reason may bring you"),
    Never(r"Nothing drives you hard|You rated all eight", r"of the eight reasons (?:is|are) not rated", "what is not rated may"),
    Never(r"none of them decides", r"[Cc]omplexity decides\.|[Ee]fficiency decides\.", "one decides, or none"),
    Never(r"the most you gave is “slight”", r"(?:Complexity|complexity|Efficiency|efficiency) decides\.|pull both ways", "what is slight decides nothing"),
    Never(r"Nothing (?:that you rated )?drives you hard", r"stands? out: strong|Where your strong reasons|(?:is|are) strong, and you", "nothing is strong"),
    Never(r"All \d+ come for the same|Both come for the same", r"You have not answered it for|You are not sure of|They come for different", "all means all"),
    Never(r"come for different things", r"come for the same thing", "they do or do not"),
    Never(r"have figures for (?:it|them)", r"you name no figures", "there are figures, or none"),
    Never(r"No partner comes first of all", r"You have not answered it for|You are not sure of", "of some it is not known"),
    Never(r"None of the duties in our table names", r"Duties that name you|dut(?:y|ies) in our table names? at least", "one does, or none"),
    Never(r"That is too little to decide", r"(?:Complexity|complexity|Efficiency|efficiency) decides\.|pull both ways", "one verdict"),
    Never(r"You gave all eight reasons the same strength", r"of the eight reasons (?:is|are) not rated", "all were rated"),
)  # fmt: skip

MAY_SAY = (r"a word of the machine: “None” in “.*from 0 \(None\)",)  # the first point of the scale is called so


def given(said, key, part):
    return said.values.get(f"driver.{key}.{part}")


def numbers(said):
    """Points (strength times knowledge), how many duties and powers there are, how many partners, and the collection's facts."""
    points = [
        given(said, key, "strength") * (given(said, key, "known") or ASSUMED)
        for key in BY_KEY
        if given(said, key, "strength") is not None
    ]
    found = applying(said.values.get("nations") or [], said.values.get("bodies") or [])
    law = [
        number.value
        for duty in found
        for words in (duty.duty, duty.citation, duty.note, duty.law)
        for number in printed(words)
    ]
    years = [duty.year for duty in found]
    known = [float(facts()[name]) for name in ("benefit-all-n", "benefit-all-median")]
    said_of_traps = [97, 2017, 1, 0, 4]  # Dixon and Elston's figure, the ratio of a plan that is met, the scale
    partners = counts(said.values.get("partners"), DRIVERS)
    return [
        *points,
        12,
        *counts(found),
        *law,
        *years,
        *known,
        *said_of_traps,
        *partners,
        *of_wrong_answers(said),
        *typed(said),
    ]


def typed(said):
    return [number.value for value in said.values.values() if isinstance(value, str) for number in printed(value)]


def strength(said):
    return {key: value for key in BY_KEY if (value := given(said, key, "strength")) is not None}


def strong(said, *known):
    return [key for key, value in strength(said).items() if value >= 3 and given(said, key, "known") in known]


def named(words, keys):
    """Return the drivers that a list in a sentence names; one that is cut names the first two and counts the rest."""
    said = [BY_KEY[key].said for key in keys]
    if len(said) > 3:
        return words == f"{said[0]}, {said[1]} and {len(said) - 2} others"
    return words == " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def the_headline_speaks_of_what_was_answered(said):
    here = re.search(r"You are here for (.*?), and (you have figures|those concerned)", said.headline)
    lean = re.search(r"(?:You|you also) lean(?:, even harder,)? on (.*?), but (.*?)[.:]", said.headline)
    heard, figures = strong(said, HEARD), strong(said, COUNTED)
    faults = []
    if here:
        points = {key: strength(said)[key] * given(said, key, "known") for key in (*heard, *figures)}
        first = [key for key in BY_KEY if points.get(key) == max(points.values())]
        faults += [] if named(here[1], first) else [f"{first} weigh most: {here[1]}"]
        stronger = [key for key in BY_KEY if key in points and strength(said)[key] > strength(said)[first[0]]]
        known = re.search(r"; you rated (.*?) stronger, and those concerned", said.headline)
        if (known is None) != (not stronger) or (known and not named(known[1], stronger)):
            faults.append(f"stronger and known are {stronger}: {said.headline}")
        faults += [] if ("figures" in here[2]) == (given(said, first[0], "known") == COUNTED) else [here[0]]
    if lean:
        guessed = [key for key in BY_KEY if key in strong(said, ASSUMED, None)]
        faults += [] if named(lean[1], guessed) else [f"{guessed}: {lean[1]}"]
        faults += [] if ("assume" in lean[2]) == bool(strong(said, ASSUMED)) else [lean[0]]
        faults += [] if ("not said how" in lean[2]) == bool(strong(said, None)) else [lean[0]]
        harder = "even harder" in lean[0] or "even harder" in said.headline
        if here and harder != (min(strength(said)[key] for key in guessed) > strength(said)[first[0]]):
            faults.append(f"harder, or not all of them: {said.headline}")
    return faults


def whatever_stands_out_is_alone(said):
    found = re.search(r"(\w[\w ]*?) stands? out: strong", said.text)
    guessed = strong(said, ASSUMED, None)
    if found:
        return [] if [BY_KEY[key].name for key in guessed] == [found[1]] else [f"{found[1]} of {guessed}"]
    listed = re.search(r"Strong, and (?:only assumed|assumed, or not explained): (.*?)\.\n", said.text)
    return (
        [] if not listed or named(listed[1], [key for key in BY_KEY if key in guessed]) else [f"{listed[1]}: {guessed}"]
    )


def what_is_called_strong_is_strong(said):
    """Those said to be strong beside what decides are all that are, and “too” needs something strong that decides."""
    found = re.search(r"You rated ([^.“]*?) strong( too)?: know more", said.text)
    decides = re.search(r"([Cc]omplexity|[Ee]fficiency) decides\.", said.text)
    if not decides:
        return [found[0]] if found else []
    of = {
        side: [key for key, value in strength(said).items() if value >= 3 and BY_KEY[key].trigger == side]
        for side in ("complexity", "efficiency")
    }
    rest = of["efficiency" if decides[1].lower() == "complexity" else "complexity"]
    faults = [] if bool(found) == bool(rest) and (not found or named(found[1], rest)) else [f"{rest}: {found}"]
    return faults + ([f"{found[0]}: {of}"] if found and found[2] and not of[decides[1].lower()] else [])


def what_you_make_little_of_and_brings_others_is_said(said):
    """Each reason that you rated none or slight, and that brings a partner, is said to be both."""
    names = said.values.get("partners") or {}
    come_for = {said.values.get(f"partner.{place}.reason") for place in names}
    wanted = [BY_KEY[key].said for key, value in strength(said).items() if value <= 1 and key in come_for]
    found = re.findall(r"You rated ([^“”.]+) “(?:none|slight)”, yet this is what brings", said.text)
    return [] if found == wanted else [f"{wanted}: {found}"]


def the_weightiest_of_each_kind_are_all_that_weigh_so(said):
    faults = []
    for which, trigger in (("first", "complexity"), ("second", "efficiency")):
        points = {
            key: value * (given(said, key, "known") or ASSUMED)
            for key, value in strength(said).items()
            if BY_KEY[key].trigger == trigger
        }
        most = max(points.values(), default=0)
        found = re.search(
            rf"weightiest (reasons?) of the {which} kind (?:is|are) (.*?) \((\d+) of 12 points", said.text
        )
        if bool(found) != bool(most):
            faults.append(f"{which}: {points}")
        if found:
            heaviest = [key for key in BY_KEY if points.get(key) == most]
            faults += [] if named(found[2], heaviest) and int(found[3]) == most else [f"{found[0]}: {points}"]
    return faults


def the_table_weighs_as_it_was_answered(said):
    rows = said.table("What each reason weighs")
    shown = [int(row["Strength × how you know = points"].rpartition("= ")[2]) for row in rows]
    faults = [] if shown == sorted(shown, reverse=True) and len(shown) == len(strength(said)) else [f"{shown}"]
    silent = sum(
        "not said" in row["Strength × how you know = points"]
        and not row["Strength × how you know = points"].startswith("0")
        for row in rows
    )
    found = re.search(r"You did not say how you know (\d+) reasons?", said.text)
    return faults + ([] if (int(found[1]) if found else 0) == silent else [f"{silent} silent"])


def partners_come_for_what_was_answered(said):
    names = said.values.get("partners") or {}
    told = {
        name: key
        for place, name in names.items()
        if (key := said.values.get(f"partner.{place}.reason", "unsure")) != "unsure"
    }
    rows = said.table("When each partner will call it a success")
    faults = (
        []
        if {row["Partner"]: row["Comes for"] for row in rows} == {name: BY_KEY[key].name for name, key in told.items()}
        else [f"{rows}"]
    )
    found = re.search(r"(\d+) PARTNERS?, (\d+) REASONS?", said.text)
    if found:
        faults += [] if tuple(map(int, found.groups())) == (len(told), len(set(told.values()))) else [found[0]]
    silent = [name for place, name in names.items() if f"partner.{place}.reason" not in said.values]
    unsure = [name for place, name in names.items() if said.values.get(f"partner.{place}.reason") == "unsure"]
    if told:
        faults += [] if ("You have not answered it for" in said.text) == bool(silent) else [f"silent: {silent}"]
        faults += [] if ("You are not sure of" in said.text) == bool(unsure) else [f"unsure: {unsure}"]
    return faults


def duties_are_counted_as_in_the_table(said):
    found = re.search(r"(\d+) dut(?:y|ies) in our table names? at least", said.text)
    rows = said.table("Duties that name you")
    note = re.search(r"(\d+) more names? a body of yours", said.text)
    shown = len(rows) + (int(note[1]) if note else 0)
    faults = [] if (int(found[1]) if found else 0) == shown else [f"{found and found[0]}, {shown} shown"]
    more = sum(";" in row["Which of you"] for row in rows)
    joining = re.search(r"(None|Both|All|\d+) of them names? more than one kind", said.text)
    if joining and not note:
        wanted = (
            {"None": 0, "Both": 2, "All": len(rows)}.get(joining[1]) if not joining[1].isdigit() else int(joining[1])
        )
        faults += [] if wanted == more else [f"{joining[0]}: {more} of {len(rows)}"]
    return faults


def what_rests_on_a_guess_is_said_to(said):
    """Where the weightiest reasons of the kind that decides are neither heard nor counted, the advice says so."""
    decides = re.search(r"([Cc]omplexity|[Ee]fficiency) decides\.", said.text)
    points = {
        key: value * (given(said, key, "known") or ASSUMED)
        for key, value in strength(said).items()
        if decides and BY_KEY[key].trigger == decides[1].lower()
    }
    first = [key for key in points if points[key] == max(points.values())]
    guess = bool(first) and not any(given(said, key, "known") in {HEARD, COUNTED} for key in first)
    return [] if ("that rests on what you assume" in said.text) == guess else [f"{first}: {decides and decides[0]}"]


def a_line_is_sent_to_whom_there_is_a_line_for(said):
    """“Each partner” has its own line only where every partner's reason was given."""
    names = said.values.get("partners") or {}
    told = [place for place in names if said.values.get(f"partner.{place}.reason", "unsure") != "unsure"]
    each, some = (
        "- Send each partner its own line" in said.text,
        "- Send each partner whose reason you gave" in said.text,
    )
    wanted = (bool(told) and len(told) == len(names), 0 < len(told) < len(names))
    return [] if (each, some) == wanted else [f"{told} of {list(names)}"]


def names_agree_with_their_verbs(said):
    wrong = r"Wicked issues (?:is|stands)\b|New ideas (?:is|stands)\b|(?:Money|Demand|Duty|Resilience|Standing|What people expect) (?:are|stand)\b"
    return [match[0] for match in re.finditer(wrong, said.text)]


RELATIONS = (
    the_headline_speaks_of_what_was_answered,
    what_is_called_strong_is_strong,
    what_you_make_little_of_and_brings_others_is_said,
    whatever_stands_out_is_alone,
    the_weightiest_of_each_kind_are_all_that_weigh_so,
    the_table_weighs_as_it_was_answered,
    partners_come_for_what_was_answered,
    duties_are_counted_as_in_the_table,
    what_rests_on_a_guess_is_said_to,
    a_line_is_sent_to_whom_there_is_a_line_for,
    names_agree_with_their_verbs,
)
