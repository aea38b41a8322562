"""factors: the groups that are named are all those that are level, and what was not answered is not called settled."""

import re
from statistics import fmean

from findings.lint import counted_as
from findings.statements import Never

from collabkit.exercises.factors import CATEGORIES, FACTORS

NEVER = (
    Never(r"nothing left open", r"no answer yet|You were not sure of", "what is open is left open"),
    Never(r"no concerns", r"deserves? a conversation", "a concern is one"),
    Never(r"All that you rated is a concern", r"You can build on", "all are concerns"),
    Never(r"All that you rated is a strength", r"deserves? a conversation", "all are strengths"),
    Never(r"No group stands out", r" (?:is|are) lowest\.", "the lowest stands out"),
)


def rated(said):
    return {factor: said.values[factor.key] for factor in FACTORS if isinstance(said.values.get(factor.key), int)}


def heaps(said):
    """Return how many were rated, are concerns, are strengths, are not sure, and have no answer."""
    values = list(rated(said).values())
    unsure = sum(said.values.get(factor.key) == "unsure" for factor in FACTORS)
    return (
        len(values),
        sum(v <= 2 for v in values),
        sum(v >= 4 for v in values),
        unsure,
        len(FACTORS) - len(values) - unsure,
    )


def numbers(said):
    """Counts of answers; the scale from 1 to 5."""
    yield from (*heaps(said), 1, 5, len(FACTORS))
    yield from range(heaps(said)[1])  # concerns that are as low as the last of the list


def means(said):
    groups = {name: [v for f, v in rated(said).items() if f.category == name] for name in CATEGORIES}
    return {name.lower(): round(fmean(values), 2) for name, values in groups.items() if values}


def counts_are_those_of_the_answers(said):
    """The headline's counts, the caution's and the lists are those of the answers."""
    _, concerns, strengths, unsure, left = heaps(said)
    for pattern, number in (
        (r"(\w+) concerns?\b(?!:)", concerns),
        (r"(\d+) to find out about", unsure),
        (r"(\d+) not answered", left),
    ):
        found = re.search(pattern, said.headline)
        if found and found[1] not in {"a", "no"} and counted_as(found[1]) != number:
            yield f"{found.group()} for {number}"
    for lead, one, number in (
        (r"You can build on (this|these): ", "this", strengths),
        (r"(This deserves|These deserve) a conversation: ", "This deserves", concerns),
    ):
        found = next((match for words in said.sentences if (match := re.match(lead, words))), None)
        if (found.string.count(";") + 1 if found else 0) != number or (found and (found[1] == one) != (number == 1)):
            yield f"“{found and found.string}” for {number}"
    items = {block.lead: len(block.items) for block in said.blocks if hasattr(block, "items")}
    lead = f"You were not sure of {'this' if unsure == 1 else 'these'}. Ask the partner who would know:"
    if {words: count for words, count in items.items() if "not sure" in words} != ({lead: unsure} if unsure else {}):
        yield f"{items} for {unsure} not sure"


def what_is_named_is_all_that_is_level(said):
    """Strongest and weakest are all the groups that share the highest and the lowest average."""
    found, averages = said.found(r"(?:strongest|highest) in (.+) and (?:weakest|lowest) in (.+), with"), means(said)
    if not found:
        return
    if ("strongest" in said.headline) != (max(averages.values()) > 3):
        yield f"“{said.headline}” for {averages}"
    for named, mean in zip(found, (max(averages.values()), min(averages.values())), strict=True):
        level = [name for name, other in averages.items() if other == mean]
        if re.findall(r"“([^”]+)”", named) != level:
            yield f"{named} named, level are {level}"
    lowest = [name for name, other in averages.items() if other == min(averages.values())]
    said_lowest = said.found(r"5 \(strongly agree\)\. (.+) (?:is|are) lowest\.")
    if not said_lowest or [name.lower() for name in re.findall(r"“([^”]+)”", said_lowest[0])] != lowest:
        yield f"{said_lowest} for {lowest}"


def groups_that_were_not_rated_are_left_out_of_strongest(said):
    """“Strongest” of all is said where all six groups were rated."""
    found = re.search(r"(?:strongest|highest) in ", said.headline)
    if found and said.headline.startswith("Of the groups that you rated") != (len(means(said)) < len(CATEGORIES)):
        yield f"“{said.headline}” for {means(said)}"


def what_is_left_off_the_list_is_counted(said):
    """As many more are said to be as low as the last of the three as there are."""
    low = sorted(value for value in rated(said).values() if value <= 2)
    level = low[3:].count(low[2]) if len(low) > 2 else 0
    found = said.found(r"to do next; (\d+) more statements? (?:is|are) rated as low")
    if (int(found[0]) if found else 0) != level or (level and "the lowest first" in said.text):
        yield f"{found} for {low}"


def one_is_spoken_of_as_one(said):
    """One statement that was answered “not sure” is neither “any of the 1” nor “these questions”."""
    number, _, _, unsure, left = heaps(said)
    found = re.search(r"not sure of (?:the one statement|any of the (\d+)) that you answered", said.headline)
    if (number == 0 and left > 0) != bool(found):
        yield f"“{said.headline}” for {number} rated, {unsure} not sure"
    if found and (int(found[1] or 1), found[1] is None) != (unsure, unsure == 1):
        yield f"“{said.headline}” for {unsure}"


def all_is_all(said):
    """“All that you rated is a concern” is said when it is so, and never otherwise."""
    number, concerns, strengths, _, _ = heaps(said)
    for words, count in (("concern", concerns), ("strength", strengths)):
        if (f"All that you rated is a {words}" in said.headline) != (number > 0 and count == number):
            yield f"“{said.headline}” for {count} of {number}"


RELATIONS = (
    counts_are_those_of_the_answers,
    what_is_named_is_all_that_is_level,
    groups_that_were_not_rated_are_left_out_of_strongest,
    what_is_left_off_the_list_is_counted,
    one_is_spoken_of_as_one,
    all_is_all,
)
