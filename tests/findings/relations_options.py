"""options: who comes first, by how much, what it costs and who agrees is what the tables show."""

from __future__ import annotations

import re
from itertools import permutations

from findings.given import counts, of_wrong_answers
from findings.statements import Never

NEVER = (
    Never(r"” comes first, by", r"come first together", "one option leads, or several share the lead"),
    Never(r"come first together, with", r"A narrow lead|What would take the first place", "those who share it have no lead"),
    Never(r"no weights can put another ahead", r"would overtake it|\| (?:just )?(?:above|below) ", "either a weight turns it or none does"),
    Never(r"no change of a single weight would", r"would overtake it|tipping point|\| (?:just )?(?:above|below) ", "the same"),
    Never(r"You can stop debating weights", r"Not so for|No option comes first by all", "they agree, or do not"),
    Never(r"You can stop debating weights", r"Not everybody has weighed", "who has not weighed may still disagree"),
    Never(r"What comes first has no cost yet", r"money gives no reason against it", "a price unknown is no low price"),
)  # fmt: skip

MAY_SAY = (
    r"a list shorter than its count: \d+ before a list",  # points (“to 98.9 for “A” and “B””) count nothing; lists are compared below
)


def numbers(said):
    """The scale of 100, differences between points shown, differences between costs, and counts of what was named."""
    points = [row["Points of 100"] for row in said.table("Weighted value")]
    costs = [float(value) for key, value in said.values.items() if key.startswith("cost.")]
    apart = [round(one - other, 2) for one, other in permutations(points, 2)]
    dearer = [round((one - other) * 1000) for one, other in permutations(costs, 2)]
    named = counts(*(said.values.get(key) for key in ("options", "yardsticks", "partners")))
    return [100, 1, *apart, *dearer, *named, *of_wrong_answers(said)]


def shown(said):
    """The points of each option, as the figure shows them."""
    return {row[""]: row["Points of 100"] for row in said.table("Weighted value")}


def quoted(words):
    return re.findall(r"“([^”]+)”", words)


def the_headline_names_all_that_come_first_and_nobody_else(said):
    points = shown(said)
    most = max(points.values())
    first = {name for name, value in points.items() if value == most}
    lead, together = re.match(r"“([^”]+)” comes first", said.headline), said.headline.partition(" come first together")
    named = {lead[1]} if lead else set(quoted(together[0]))
    return [] if named == first else [f"{named} named, {first} shown"]


def the_lead_is_that_of_the_figure(said):
    found = re.match(
        r"“([^”]+)” comes first, (by|by less than a point, with) ([\d.]+) points? to ([\d.]+) for ((?:“[^”]+”(?:, | and )?)+)",
        said.headline,
    )
    if not found:
        return []
    points = shown(said)
    name, by, mine, theirs, behind = found.groups()
    second = max(value for option, value in points.items() if option != name)
    faults = [] if (float(mine), float(theirs)) == (points[name], second) else [f"{mine} to {theirs} of {points}"]
    faults += [] if float(mine) > float(theirs) else ["a lead that is none"]
    faults += (
        [] if ("less than a point" in by) == (round(points[name] - second, 2) < 1) else [f"{by}: {mine} to {theirs}"]
    )
    level = {option for option, value in points.items() if value == second}
    return faults + ([] if set(quoted(behind)) == level else [f"behind are {level}, named {behind}"])


def a_narrow_lead_takes_in_all_that_are_near(said):
    found = re.search(r"Treat (.*) as level", said.text)
    points = shown(said)
    most = max(points.values())
    near = {name for name, value in points.items() if round(most - value, 2) < 5}
    if found:
        return [] if set(quoted(found[1])) == near else [f"near are {near}, named {found[1]}"]
    alone = len({name for name, value in points.items() if value == most}) == 1
    return [f"{near} are near and nothing is said"] if alone and len(near) > 1 else []


def the_tipping_point_is_in_its_table(said):
    found = re.search(r"but (.*?) would overtake it if “([^”]+)” counted for (.*) \(?now \(?([^)]+)\)", said.headline)
    if not found:
        return []
    rivals, yardstick, turn, now = found.groups()
    row = next(row for row in said.table("What would take") if row["Yardstick"] == yardstick)
    way = "above" if "more" in turn else "below"
    at = re.search(r"(?:almost )?[\d.]+%", turn)
    just = turn.startswith("only a little")
    wanted = f"just {way} {now}" if just else f"{way} {at[0]}"
    faults = [] if row["Changes at"] == wanted else [f"{row['Changes at']} in the table, {wanted} said"]
    faults += [] if row["Weight now"] == now else [f"{row['Weight now']} now, {now} said"]
    *others, last = quoted(rivals)
    first = f"{', '.join(others)} or {last}" if others else last
    return faults + ([] if first == row["First would then be"] else [f"{rivals} in the headline: {row}"])


def a_weight_shown_differs_from_where_it_turns(said):
    return [
        f"now {row['Weight now']}, {row['Changes at']}"
        for row in said.table("What would take")
        if row["Changes at"] in {f"above {row['Weight now']}", f"below {row['Weight now']}"}
    ]


def costs_of(said):
    return {
        row["Option"]: row["£ thousand a year"]
        for row in said.table("Value beside cost")
        if row["£ thousand a year"] is not None
    }


def money_is_compared_with_every_option_that_has_a_cost(said):
    costs, points, faults = costs_of(said), shown(said), []
    no_dearer = re.search(r"((?:“[^”]+”(?:, | and )?)+) costs? no more than\b", said.text)
    for name in quoted(no_dearer[1]) if no_dearer else ():
        faults += [f"{other} is cheaper than {name}" for other, cost in costs.items() if cost < costs[name]]
    for name, more, rival, gain, too in re.findall(
        r"“([^”]+)” costs (less than £1|£[\d,]+) a year more than “([^”]+)”, for (the same points|[\d.]+ points? more)((?:; .*? cheaper too)?)\.",
        said.text,
    ):
        cheaper = {other for other, cost in costs.items() if cost < costs[name]}
        faults += (
            [] if {rival, *quoted(too)} == cheaper else [f"cheaper than {name} are {cheaper}, named {rival} and {too}"]
        )
        amount = 0 if more == "less than £1" else int(more[1:].replace(",", ""))
        faults += [] if abs(amount - 1000 * (costs[name] - costs[rival])) <= 1 else [f"{more}: {costs}"]
        ahead = 0 if gain == "the same points" else float(gain.split()[0])
        faults += [] if abs(ahead - (points[name] - points[rival])) < 0.005 else [f"{gain}: {points}"]
        faults += [f"{other} is ahead of {rival}" for other in cheaper if points[other] > points[rival]]
    return faults


def options_without_a_cost_are_said_to_have_none(said):
    rows = said.table("Value beside cost")
    without = {row["Option"] for row in rows if row["£ thousand a year"] is None}
    found = re.search(r"You gave no cost for (.*?)\.", said.text)
    named = set(quoted(found[1])) if found else set()
    return [] if named == without else [f"{without} have none, {named} named"]


def partners_agree_as_the_table_shows(said):
    rows = said.table("First and second")
    firsts = {row["Weights of"]: row["First, points"] for row in rows}
    best = quoted(said.headline)[0] if " comes first" in said.headline else None
    agreed = re.search(r"All these weights put (.*?) first", said.text)
    if agreed:
        return [
            f"{who} puts {first} first"
            for who, first in firsts.items()
            for one in quoted(agreed[1])
            if one not in first
        ]
    found = re.search(r"Not so for (.*?)\. Do not average", said.text)
    if not found:
        return []
    differing = [who for who, first in firsts.items() if best not in first]
    missing = [who for who in differing[: 3 if len(differing) <= 3 else 2] if who not in found[1]]
    others = re.search(r"(\d+) others$", found[1])
    counted = len(differing) - 2 if len(differing) > 3 else 0
    faults = [f"{who} is not named" for who in missing]
    return faults + ([] if (int(others[1]) if others else 0) == counted else [f"{found[1]} of {differing}"])


def what_is_as_good_as_level_is_not_thrown_out(said):
    """No option is to be left out that is within five points of the one that beats it; none without a word about its cost."""
    points = shown(said)
    pairs = re.findall(r"“([^”]+)” is nowhere better than “([^”]+)”", said.text)
    faults = [
        f"{worse} is near {better}: {points}" for worse, better in pairs if points[better] - points[worse] < 5 - 0.005
    ]
    return faults + (
        ["leave it out, whatever it costs"] if re.search(r"leave (?:it|them) out(?!, unless)", said.text) else []
    )


def what_cannot_be_turned_is_not_all_there_is(said):
    """Where one yardstick has all the weight, its row says nothing: the others have no proportions."""
    return [
        f"{row}" for row in said.table("What would take") if (row["Weight now"] == "100%") and row["Changes at"] != "–"
    ]


def several_yardsticks_are_spoken_of_as_several(said):
    """A caution about one yardstick says “it”, and one about several “they”."""
    patterns = (
        (r"On (.*?) all options score the same, so (it|they) decides?", "they"),
        (r"On (.*?) no option has 0.*, so (the weight|these weights)", "these weights"),
    )
    found = [(match, many) for pattern, many in patterns if (match := re.search(pattern, said.text))]
    return [match[0] for match, many in found if (match[2] == many) != (len(quoted(match[1])) > 1)]


def whoever_is_level_is_level_in_the_table(said):
    """What all weights put first together is never first “by itself”."""
    found = re.search(r"All these weights put (.*?) first( together)?(, and by some|, by itself)?", said.text)
    if not found:
        return []
    many = len(quoted(found[1])) > 1
    return [found[0]] if many != bool(found[2]) or (many and found[3] == ", by itself") else []


RELATIONS = (
    the_headline_names_all_that_come_first_and_nobody_else,
    the_lead_is_that_of_the_figure,
    a_narrow_lead_takes_in_all_that_are_near,
    the_tipping_point_is_in_its_table,
    a_weight_shown_differs_from_where_it_turns,
    money_is_compared_with_every_option_that_has_a_cost,
    options_without_a_cost_are_said_to_have_none,
    partners_agree_as_the_table_shows,
    several_yardsticks_are_spoken_of_as_several,
    whoever_is_level_is_level_in_the_table,
    what_is_as_good_as_level_is_not_thrown_out,
    what_cannot_be_turned_is_not_all_there_is,
)
