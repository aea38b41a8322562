"""stakeholders: shares, lists and the map go by the same ratings, and nothing is counted that was not said."""

import re

from findings.given import of_wrong_answers
from findings.statements import Never

from collabkit.exercises.stakeholders import (
    ABSENT,
    ASKED,
    ASSUMED,
    FIRST,
    HEARD,
    HIGH,
    PLACES,
    POWER,
    SAID,
    SURPRISES,
    TOUCHED,
)
from collabkit.questions import UNSURE

POINTS = (0, 1, 2, 3)
"""What they could do, what is at stake, and how far they are heard: the notes of the tables say them."""
WORDS = {"the one": 1, "neither of the two": 0, "one of the two": 1, "both": 2}

NEVER = (
    Never(
        r"nobody is touched more than heard|Nobody is touched more than heard",
        r"WHO IS MISSING|Touched more than heard",
        "nobody is missing",
    ),
    Never(
        r"nobody could stop or change it|nobody could stop you|[Nn]obody whose power you rated",
        r"groups? that could stop or change it",
        "nobody is none of them",
    ),
    Never(
        r"it touches nobody a good deal|Nobody is touched much|[Nn]obody whose stake you rated",
        r"that it touches a good deal",
        "nobody is none of them",
    ),
    Never(r"Everybody on your list has power", r"nobody could stop|[Nn]obody whose power", "everybody is not nobody"),
    Never(
        r"comes from the groups themselves|You have asked everybody",
        r"Not reached|nobody has reached them",
        "who is not reached has said nothing",
    ),
    Never(r"You have asked everybody", r"they are told, and not asked", "told is not asked"),
    Never(
        r"everybody has power, a stake and a seat",
        r"WHO IS MISSING|WHO COULD SURPRISE|Not the whole|Nobody is",
        "a seat for all",
    ),
    Never(r"[Ee]very(?:body|.group .*) is heard", r"\bnot heard\b", "who is not heard is not heard"),
    Never(r"expect a late surprise", r"as (?:many|large a part) of the one", "better is not alike"),
    Never(r"a map of your own mind", r"your guess about|from the groups themselves", "all assumed is not a part of it"),
    Never(r"comes from the groups themselves", r"your guess about", "asked is not guessed"),
    Never(r"One row is no map yet", r"THE MAP|You hear|you hear", "one row has no shares"),
    Never(
        r"where those groups stand that you rated",
        r"THE MAP|WHO |Begin with|You hear",
        "nothing hangs on places that nobody knows",
    ),
)


def rated(said):
    """Return what was said of each group, by name: power, touched, heard, and how that is known."""
    found = {}
    for place, name in said.values["groups"].items():
        power, touched, stands, known = (
            said.values.get(f"about.{place}.{key}") for key in ("power", "touched", "place", "known")
        )
        found[name] = (*(None if one == UNSURE else one for one in (power, touched)), HEARD.get(stands), known)
    return found


def gaps(said, which):
    """Return how far each group's power (0) or stake (1) goes beyond its being heard, where it does."""
    return {
        name: one[which] - one[2]
        for name, one in rated(said).items()
        if None not in (one[which], one[2]) and one[which] > one[2]
    }


def share(said, which):
    """Return how many are heard, and of how many, of the strong (0) or of the touched (1) whose place was said."""
    found = [one[2] for one in rated(said).values() if (one[which] or 0) >= HIGH and one[2] is not None]
    return sum(heard >= HEARD["asked"] for heard in found), len(found)


def usable(said):
    return [one for one in rated(said).values() if one[2] is not None and one[:2] != (None, None)]


def numbers(said):
    """Points, and counts of the groups and of any part of them."""
    yield from POINTS
    yield from range(1 + len(said.values["groups"]))
    yield from of_wrong_answers(said)


def printed_share(words):
    """Return the part and the whole that a clause of the headline gives."""
    for start, part in WORDS.items():
        if words.endswith(start):
            whole = 1 if start == "the one" else 2
            return (0 if "do not hear" in words and whole == 1 else part), whole
    every = re.search(r"all (\d+)$", words)
    if every:
        return int(every[1]), int(every[1])
    some = re.search(r"(none|\d+) of the (\d+)$", words)
    return (0 if some[1] == "none" else int(some[1])), int(some[2])


def the_headline_counts_the_heard(said):
    """Each share is that of the answers, and stands there whenever there is one."""
    if len(usable(said)) < 2 or "a stake and a seat" in said.headline:
        return
    clauses = {
        0: r"(.*?)(?: groups?)? that could stop or change it",
        1: r"(.*?)(?: groups?)? that it touches a good deal",
    }
    for which, pattern in clauses.items():
        part, whole = share(said, which)
        found = re.search(pattern, said.headline)
        if bool(found) != bool(whole):
            yield f"{which}: {part} of {whole}, and “{said.headline}”"
        elif found:
            # A negation before the first clause holds for the second where “nor” joins them.
            clause = re.split(r", (?:and|nor) ", found[1])
            words = (
                f"do not hear {clause[-1]}"
                if ", nor " in found[1] or clause[-1].startswith("you do not")
                else clause[-1]
            )
            if printed_share(words) != (part, whole):
                yield f"{printed_share(words)} said, {part} of {whole}: “{said.headline}”"


def level_with_the_first(said, which):
    """Return the names of those who stand first by the order of a list, and alike in all that was said of them."""
    behind, every = gaps(said, which), rated(said)
    if not behind:
        return []
    known = [name for name in every if name in behind]

    def rank(name):
        power, touched = (every[name][0], every[name][1])
        second = -1 if touched is None else touched
        if which == 1:
            return (-behind[name], -second, 4 if power is None else power)
        return (-behind[name], -(-1 if power is None else power), -second)

    first = min(known, key=rank)
    return [name for name in known if every[name][:3] == every[first][:3]]


def named_in(words):
    """Return the quoted names at the start of a list, as far as they are not cut, and how many it names or counts."""
    quoted = re.findall(r"“(.*?)”(?=$| and | or )", words)
    many = re.match(r"(\d+) groups that stand alike, such as ", words)
    return [name for name in quoted if not name.endswith("…")], int(many[1]) if many else len(quoted)


def whom_to_begin_with_has_the_widest_gap(said):
    found = re.search(
        r"Begin with (any of )?((?:\d+ groups|“).*): (they are asked|they are told|nobody has reached)", said.headline
    )
    which = 1 if gaps(said, 1) else 0
    behind = gaps(said, 1) or (gaps(said, 0) if all(one[1] is None for one in usable(said)) else {})
    if len(usable(said)) < 2:
        return
    if bool(found) != bool(behind):
        yield f"“{said.headline}” with {behind}"
    elif found:
        heard = {"they are asked": 2, "they are told": 1, "nobody has reached": 0}[found[3]]
        level = level_with_the_first(said, which)
        names, number = named_in(found[2])
        if number != len(level) or not set(names) <= set(level) or rated(said)[level[0]][2] != heard:
            yield f"“{said.headline}” with {level} of {behind}"
        if bool(found[1]) != (len(level) > 2):
            yield f"“{said.headline}” for {len(level)}"


def the_tables_hold_everybody_behind(said):
    """Each list has those whose gap is above nought, the widest first, in the words of their answers."""
    for caption, which, scale, heading, most in (
        ("Touched more than heard", 1, TOUCHED, "It touches them", 12),
        ("Could do more than they are heard", 0, POWER, "Could they stop it?", SURPRISES),
    ):
        rows, behind = said.table(caption), gaps(said, which)
        listed = {row["Group"]: row["Gap"] for row in rows}
        if len(rows) != min(most, len(behind)) or any(behind.get(name) != gap for name, gap in listed.items()):
            yield f"{caption}: {listed} of {behind}"
        if [*listed.values()] != sorted(behind.values(), reverse=True)[: len(listed)]:
            yield f"{caption}: not the widest first, {listed} of {behind}"
        for row in rows:
            one = rated(said)[row["Group"]]
            if (row[heading], row["Now"]) != (
                scale.words(one[which]),
                PLACES[{n: key for key, n in HEARD.items()}[one[2]]],
            ):
                yield f"{caption}: {row} of {one}"
        more = said.found(r"(\d+) more groups? ha(?:s|ve) a gap") if which == 0 else None
        if (int(more[0]) if more else 0) != (max(0, len(behind) - most) if which == 0 else 0):
            yield f"{more} more than {len(rows)} of {behind}"


def who_is_asked_first_is_first_in_the_table(said):
    rows = [row["Group"] for row in said.table("Touched more than heard")]
    prompts = [
        block for block in said.blocks if getattr(block, "lead", "").startswith(("Ask these first", "Ask them first"))
    ]
    asked = [item.partition("”: ")[0].removeprefix("“") for block in prompts for item in block.items]
    if asked[:FIRST] != rows[:FIRST] or len(prompts) != bool(rows):
        yield f"{asked} of {rows}"


def the_map_shows_those_of_whom_all_is_known(said):
    rows = {row[""]: row for row in said.table("What they could do, and what is at stake")}
    known = {name: one for name, one in rated(said).items() if None not in one[:3]}
    if rows.keys() != (known.keys() if len(known) > 1 else set()):
        yield f"{[*rows]} of {[*known]}"
    for name, row in rows.items():
        high = {
            "Shape it together": (True, True), "Keep willing": (True, False), "Bring in": (False, True),
            "Keep informed": (False, False),
        }[row["Corner"].partition(" (")[0]]  # fmt: skip
        power, touched, heard, _ = known[name]
        if high != (power >= HIGH, touched >= HIGH) or (row["Mark"] == "heard") != (heard >= HIGH):
            yield f"{row} of {known[name]}"


def nobody_is_said_of_those_who_were_rated(said):
    """That nobody is strong, or touched, is said where all were rated; where some were, it is said of those alone."""
    for which, of_all, of_some in (
        (0, r"nobody could stop (?:you|or change)", r"[Nn]obody whose power you rated could"),
        (1, r"touches nobody a good deal|Nobody is touched much", r"[Nn]obody whose stake you rated is"),
    ):
        points = [one[which] for one in rated(said).values()]
        known = [point for point in points if point is not None]
        nobody = bool(known) and max(known) < HIGH
        for pattern, due in ((of_all, nobody and known == points), (of_some, nobody and known != points)):
            if re.search(pattern, said.text) and not due:
                yield f"“{pattern}” of {points}"
            if due and usable(said) and not re.search(pattern, said.text):
                yield f"{points}, and nothing is said of it"


def shares_of_a_part_are_said_to_be_of_a_part(said):
    """“All”, “both” and “the one” are of those that were answered, and the headline says so where not everything was."""
    if re.search(r"\b[Yy]ou (?:do not )?hear\b", said.headline):
        whole = all(None not in one[:3] for one in rated(said).values())
        if said.headline.startswith("As far as you answered, ") == whole:
            yield f"{'all' if whole else 'not all'} is known: “{said.headline}”"


def who_is_asked_already_is_not_missing(said):
    """Who is asked already is not said to be missing, and not to lack somebody who asks."""
    asked = {name for name, one in rated(said).items() if one[2] == HEARD[ASKED]}
    behind = {row["Group"] for row in said.table("Touched more than heard")}
    if ("WHO IS MISSING" in said.text) != (bool(behind) and not asked & behind):
        yield f"missing: {behind}, asked already: {asked}"
    for item in (item for block in said.blocks for item in getattr(block, "items", ())):
        named = item.partition("”: ")[0].removeprefix("“")
        if re.search(r"[Nn]obody has been named to ask them", item) and named in asked:
            yield f"asked already: {item}"
        if "hey are asked already" in item and named not in asked:
            yield f"not asked yet: {item}"


def who_could_surprise_is_minded_where_nobody_is_missing(said):
    """What stands in the place of the group to begin with."""
    found = re.search(r"Mind ((?:\d+ groups|“).*): they could surprise you", said.headline)
    behind = gaps(said, 0)
    if found:
        level, (names, number) = level_with_the_first(said, 0), named_in(found[1])
        if gaps(said, 1) or number != len(level) or not set(names) <= set(level):
            yield f"“{said.headline}” with {level} of {behind}"
    if "check one group by asking it" in said.headline and (behind or gaps(said, 1)):
        yield f"“{said.headline}” with {behind} and {gaps(said, 1)}"


def guesses_are_counted(said):
    """The part that is a guess is counted of the rows that say how it is known; all are all."""
    known = [one[3] for one in rated(said).values() if one[3]]
    guessed = sum(one == ASSUMED for one in known)
    found = said.found(r"(?:^|know, |\n)(?:(\d+|[Oo]ne) of|[Aa]ll|[Tt]he one) ?(\d+)? ?rows? (?:is|are) your guess")
    if found and found[0] and found[0].lower() not in (str(guessed), "one" if guessed == 1 else ""):
        yield f"{found} of {guessed}"
    if found and found[1] and int(found[1]) != len(known):
        yield f"{found} of {len(known)}"
    every = len(said.values["groups"])
    if ("a map of your own mind" in said.text) != (guessed == every):
        yield f"{guessed} of {every} are guesses"
    themselves = "comes from the groups themselves" in said.text
    reached = all(one[2] != HEARD[ABSENT] for one in rated(said).values())
    if themselves != (reached and [*known] == [SAID] * every):
        yield f"from themselves: {known}, all reached: {reached}"


def what_is_open_is_said(said):
    """As many groups are said to lack an answer as do."""
    lacking = sum(None in one[:3] for one in rated(said).values())
    if ("Not the whole picture." in said.text) != bool(lacking):
        yield f"{lacking} lack an answer"
    found = said.found(r"whole picture\. (\d+|One|All \d+|The one) ")
    if found and found[0].isdigit() and int(found[0]) != lacking:
        yield f"{found[0]}, and {lacking} lack an answer"


def stakes_give_an_order_only_where_they_were_rated(said):
    """“Those for whom most is at stake” stand first only where more is at stake for some than for others."""
    prompts = [block for block in said.blocks if getattr(block, "lead", "").startswith("Ask them")]
    if not prompts or "where those groups stand that you rated" not in said.headline:
        return
    stakes = {
        one[1] or 0
        for place, one in zip(said.values["groups"], rated(said).values(), strict=True)
        if said.values.get(f"about.{place}.place") == UNSURE and one[:2] != (None, None)
    }
    if ("most is at stake" in prompts[0].lead) != (len(stakes) > 1):
        yield f"“{prompts[0].lead}” with {stakes}"


RELATIONS = (
    the_headline_counts_the_heard,
    whom_to_begin_with_has_the_widest_gap,
    the_tables_hold_everybody_behind,
    who_is_asked_first_is_first_in_the_table,
    the_map_shows_those_of_whom_all_is_known,
    nobody_is_said_of_those_who_were_rated,
    shares_of_a_part_are_said_to_be_of_a_part,
    who_is_asked_already_is_not_missing,
    who_could_surprise_is_minded_where_nobody_is_missing,
    guesses_are_counted,
    what_is_open_is_said,
    stakes_give_an_order_only_where_they_were_rated,
)
