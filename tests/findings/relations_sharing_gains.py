"""sharing-gains: one tolerance everywhere, all rules that hold and no others, amounts that follow from the costs."""

from __future__ import annotations

import math
import re
from itertools import combinations

from findings.given import counts, of_wrong_answers
from findings.lint import counted_as
from findings.statements import Never

from collabkit.analysis import games
from collabkit.exercises.sharing_gains import LITTLE, OWN, POUND, RULES, game_of
from collabkit.wording import in_a_row

HELD = r"It holds: no partner|It would break first|would do just as well"
NEVER = (
    Never(r"no split can hold all|Do not join as one", HELD, "where no split can hold, none holds"),
    Never(r"no split can hold all|Do not join as one", r"\| Yes\b", "the table says that one does"),
    Never(r"no split can hold all|Do not join as one", r"Between which amounts", "no amount will do"),
    Never(r"no split can hold all|Do not join as one", r"Of the rules that hold", "there are none"),
    Never(r"pull too hard", r"of the .* hold|every usual way", "the groups pull, or they do not"),
    Never(r"every usual way", r"\| No: |It does not hold", "all hold"),
    Never(r"none of \w+ ways", r"\| Yes\b|Of the rules that hold", "none holds"),
    Never(r"together you would pay what you pay apart", r"extra money", "there is no extra money"),
    Never(r"There is nothing to share", r"The saving is|You save", "there is a saving, or there is none"),
    Never(r"It holds: no partner", r"It does not hold", "one split is looked at"),
    Never(r"every usual way to share the bill holds", r"cannot settle this bill", "a rule is left out of every"),
    Never(r"Your own split is not complete|Your own split does not add up", r"A CLOSER LOOK", "it cannot be looked at"),
)  # fmt: skip


LAST = {}
"""The bill and the splits of what was said last: working them out takes a while with twelve partners."""


def worked_out(said):
    if LAST.get("said") is not said:
        bill = game_of(said.reading)[0]
        LAST.update(said=said, game=bill, splits=splits_of(said, bill), pull=games.least_core(bill))
    return LAST


def game(said):
    return worked_out(said)["game"]


def splits(said):
    """Every split that is spoken of, worked out anew."""
    return worked_out(said)["splits"]


def splits_of(said, bill):
    found = {}
    for rule in RULES:
        try:
            found[rule.name] = spread(bill, rule.shares(bill))
        except ValueError:
            continue
    own = {place: float(said.values[key]) for place in bill.players if (key := f"own.{place}.pays") in said.values}
    if (
        said.values.get("rule") == OWN
        and len(own) == len(bill.players)
        and abs(sum(own.values()) - bill.total) <= LITTLE
    ):
        found["Your own split"] = spread(bill, own)
    return found


def both(thousands):
    """An amount as it may be printed: to the hundred pounds, or to the pound."""
    amount = abs(thousands) * 1000
    return [round(amount, -2), round(amount)]


def numbers(said):
    """Amounts in pounds of what tables show in thousands, what groups would pay and gain, and how many there are.

    A group's gain by leaving is what its members pay by a split, less what it would pay; both are worked out anew here.
    """
    bill, pull, names = game(said), worked_out(said)["pull"], said.values["partners"]
    apart = math.fsum(bill.alone(place) for place in names)
    amounts = [apart, bill.total, apart - bill.total, pull.excess, bill.total - games.cheapest_two_groups(bill)[0][0]]
    many = [len(pull.groups) - 2]
    for shares in splits(said).values():
        leaving = games.core_violations(bill, shares, tolerance=LITTLE)
        near = games.near_to_leaving(bill, shares, within=LITTLE, above=POUND / 2, tolerance=1)
        amounts += [*shares.values(), *(bill.alone(place) - share for place, share in shares.items())]
        amounts += [objection.gain for objection in (*leaving[:1], *near)]
        amounts += [bill.value(objection.group) for objection in near]
        many += [len(leaving) - 1, len(near)]
    paid = math.fsum(float(value) for key, value in said.values.items() if key.startswith("own."))
    amounts += [paid, paid - bill.total, *most_saved(said)[:1]]
    percent = [round(100 * (apart - bill.total) / apart), 1, 99] if apart else []
    exact = [round(apart * 1000) - round(bill.total * 1000), 50, game_of(said.reading)[1]]
    return [
        *(one for amount in amounts for one in both(amount)),
        *percent,
        *exact,
        *many,
        *counts(names),
        *of_wrong_answers(said),
    ]


def spread(bill, shares):
    each = (bill.total - math.fsum(shares.values())) / len(shares)
    return {place: share + each for place, share in shares.items()}


def shared_out(said):
    """What each pays by each rule, as the table shows it, whichever way it lies."""
    rows = said.table("What each partner would pay")
    if rows and "Partner" in rows[0]:
        columns = [column for column in rows[0] if column != "Partner"]
        names = dict(zip(columns[1:], [rule.name for rule in RULES if rule.column in columns], strict=True)) | {
            "Alone": "Alone"
        }
        return {names[column]: {row["Partner"]: row[column] for row in rows} for column in columns}
    return {row["How the bill is shared"]: {name: row[name] for name in list(row)[1:]} for row in rows}


def half(said):
    """Half of the last digit that tables show."""
    return 0.0006 if game(said).scale < 10 else 0.06


def shares_make_the_bill(said):
    slack = half(said) * len(said.values["partners"]) + LITTLE
    total = game(said).total
    return [
        f"{rule}: {shares} for a bill of {total}"
        for rule, shares in shared_out(said).items()
        if rule != "Alone" and abs(sum(shares.values()) - total) > slack
    ]


def who_gains_least_gains_least(said):
    shares, faults = shared_out(said), []
    names = list(said.values["partners"].values())
    for row in said.table("How each split feels"):
        paid = shares[row["How the bill is shared"]]
        gains = {name: shares["Alone"][name] - paid[name] for name in names}
        slack = 2 * half(said) + LITTLE
        who = row["Gains least"].rpartition(": ")[0]
        named = (
            names
            if who == "All alike"
            else [name for name in names if re.search(rf"(?:^|, | and ){re.escape(name)}(?:$|, | and )", who)]
        )
        if not re.search(r"\d+ others$", who):
            faults += [f"{name} in {row}: {gains}" for name in named if gains[name] > min(gains.values()) + slack]
            faults += [
                f"{name} gains less: {row}"
                for name in names
                if name not in named and gains[name] < min(gains.values()) - slack
            ]
    return faults


def every_verdict_is_that_of_the_arithmetic(said):
    bill, found = game(said), splits(said)
    faults = []
    for row in said.table("How each split feels"):
        leaves = games.core_violations(bill, found[row["How the bill is shared"]], tolerance=LITTLE)
        faults += [] if (row["Holds"] == "Yes") == (not leaves) else [f"{row}: {leaves[:1]}"]
    return faults


def the_headline_counts_the_rules_of_the_table(said):
    verdicts = [row["Holds"] == "Yes" for row in said.table("How each split feels")]
    found = re.search(r"and (\w+) of (\w+) ways (?:to share|that settle) the bill holds?", said.headline)
    if found:
        held, ways = map(counted_as, found.groups())
        return [] if (held, ways) == (sum(verdicts), len(verdicts)) else [f"{found[0]}: {verdicts}"]
    if "every usual way" in said.headline:
        return [] if all(verdicts) else [f"not every one holds: {verdicts}"]
    torn = "no split can hold" in said.headline or "Do not join as one" in said.headline
    return ["no split can hold, and one does"] if torn and any(verdicts) else []


def bounds_do_not_cross(said):
    rows = said.table("Between which amounts")
    return [f"{row}" for row in rows if row["At least"] > row["At most"]]


def the_closer_look_is_at_what_was_asked_for(said):
    found, rule = re.search(r"A CLOSER LOOK: (.*)", said.text), said.values.get("rule")
    names = {each.key: each.name.upper() for each in RULES}
    if not found or rule not in names or found[1] == names[rule]:
        return []
    return (
        []
        if "cannot settle this bill" in said.text and "You asked to look at it" in said.text
        else [f"{rule} asked, {found[0]}"]
    )


def the_closer_look_says_what_its_row_says(said):
    found = re.search(r"A CLOSER LOOK: (.*)", said.text)
    for row in said.table("How each split feels"):
        if found and row["How the bill is shared"].upper() == found[1]:
            return [] if ("It holds" in said.text) == (row["Holds"] == "Yes") else [f"{row}"]
    return []


def the_saving_is_the_difference(said):
    found = said.found(r"Apart you would pay £([\d,]+) a year; together, £([\d,]+)\. The saving is £([\d,]+)")
    if not found:
        return []
    apart, together, saving = (int(amount.replace(",", "")) for amount in found)
    faults = [] if apart - together == saving else [f"{apart} - {together} is not {saving}"]
    return faults + (
        [] if f"You save £{saving:,} " in said.headline or "Do not join" in said.headline else [said.headline]
    )


def a_split_that_does_not_add_up_misses_the_bill_by_what_is_said(said):
    found = said.found(
        r"The partners pay (−?)£([\d,]+) in it, which is £([\d,]+) (more|less) than the bill of £([\d,]+)\."
    )
    if not found:
        return []
    paid, missed, bill = (int(found[place].replace(",", "")) for place in (1, 2, 4))
    off = (-paid if found[0] else paid) - bill
    return [] if off == (missed if found[3] == "more" else -missed) else [f"{found}"]


def groups_not_asked_about_are_said(said):
    guessed = game_of(said.reading)[1]
    found = re.search(r"([\d,]+) groups? ha", said.text)
    told = int(found[1].replace(",", "")) if found else 0
    return [] if told == guessed or "There is nothing to share" in said.text else [f"{guessed} guessed, {told} told"]


def most_saved(said):
    """What a group smaller than all would save most by itself, and which groups would, worked out from their costs."""
    bill, places = game(said), list(said.values["partners"])
    savings = {
        group: math.fsum(map(bill.alone, group)) - bill.value(group)
        for size in range(2, len(places))
        for group in combinations(places, size)
    }
    most = max(savings.values(), default=0)
    return most, [group for group, saving in savings.items() if saving >= most - LITTLE]


def a_smaller_group_is_asked_about_where_there_is_one(said):
    """Two have no smaller group; one that would save is named with its saving; without a figure missing none is asked for."""
    if "There is nothing to share" not in said.text:
        return []
    (most, groups), guessed, partners = most_saved(said), game_of(said.reading)[1], said.values["partners"]
    found = re.search(
        r"Look at a smaller group: (?:several .* such as )?(.+?)(?: would save £[\d,]+ a year by themselves)?\. Leave",
        said.text,
    )
    if len(partners) == 2:
        return ["two have no smaller group"] if re.search(r"smaller group", said.text) else []
    if most > LITTLE:
        inside = [in_a_row(partners[place] for place in group) for group in groups]
        whole = found and (found[1] in inside or found[1].startswith("all but "))
        return [] if whole else [f"{found and found[1]} of {inside}: {most}"]
    asked = "Ask whether some smaller group" in said.text
    return [] if not found and asked == (guessed > 0) else [f"{found}: {most}, {guessed} guessed"]


WEAK = (
    r"\n(.+) would do just as well alone: if",
    r"\n(.+?) would do just as well by themselves(?=: if)",
    r"\n.+ would do just as well by themselves, such as (.+?): if",
    r"equally near to leaving(?:: |, such as )(.+?)\. If",
)
"""Where partners and groups are named at which a split would break."""


def an_estimate_can_be_so_much_too_high(said):
    """What a group would pay is never said to be lower by more than it is, or too high where it is nothing."""
    bill, faults = game(said), []
    names = said.values["partners"]
    one = re.search(
        r"would pay (?:alone|as a group of \w+) \(£([\d,]+)\) were really more than £([\d,]+) lower", said.text
    )
    if one:
        cost, less = (int(amount.replace(",", "")) for amount in one.groups())
        faults += [] if less <= cost else [one[0]]
    alone = {name.lower(): bill.alone(place) for place, name in names.items()}
    named = [found[1] for pattern in WEAK if (found := re.search(pattern, said.text))]
    weak = [name for words in named for name in (re.findall(r"“([^”]+)”", words) or [words])]
    return faults + [f"{name} would pay nothing alone" for name in weak if alone.get(name.lower(), 1) < POUND / 2]


def a_saving_is_not_said_to_be_none(said):
    """Who saves a pound or more saves at least next to nothing, and who saves less than half a pound saves nothing."""
    bill, faults = game(said), []
    for row in said.table("How each split feels"):
        shares = splits(said)[row["How the bill is shared"]]
        least = min(bill.alone(place) - share for place, share in shares.items())
        if "next to nothing" in row["Gains least"] and least < 0.4 * POUND:
            faults.append(f"{row}: {least}")
        if re.search(r"saves? nothing", row["Gains least"]) and least > 0.6 * POUND:
            faults.append(f"{row}: {least}")
    return faults


def what_holds_is_not_said_of_groups_without_a_figure(said):
    """A headline that says that a split holds says too of how many groups no figure is known."""
    guessed = game_of(said.reading)[1]
    held = re.search(r"every usual way|and \w+ of \w+ ways .*? holds?;", said.headline)
    told = re.search(r"For ([\d,]+) other groups? there is no figure", said.headline)
    due = guessed if held else 0
    return [] if (int(told[1].replace(",", "")) if told else 0) == due else [f"{guessed} guessed: {said.headline}"]


def the_kindest_rule_is_kindest_to_what_it_says(said):
    """Where a partner gains less by the nucleolus than by another rule, it is said that groups count too."""
    least = {}
    for row in said.table("How each split feels"):
        shares = splits(said)[row["How the bill is shared"]]
        least[row["How the bill is shared"]] = min(game(said).alone(place) - share for place, share in shares.items())
    kindest = next((gain for rule, gain in least.items() if "nucleolus" in rule), math.inf)
    due = bool(least) and max(least.values()) > kindest + LITTLE
    return [] if ("looks after groups as well" in said.text) == due else [f"{least}"]


def amounts_are_not_all_shown_as_nothing(said):
    faults = []
    for table in said.tables:
        cells = [cell for row in table.rows for cell in row if isinstance(cell, float)]
        if cells and not any(cells) and game(said).scale >= 0.001 and "Saved" not in table.caption:
            faults.append(f"all noughts: {table.caption}")
    return faults


RELATIONS = (
    shares_make_the_bill,
    who_gains_least_gains_least,
    every_verdict_is_that_of_the_arithmetic,
    the_headline_counts_the_rules_of_the_table,
    bounds_do_not_cross,
    the_closer_look_is_at_what_was_asked_for,
    the_closer_look_says_what_its_row_says,
    the_saving_is_the_difference,
    a_split_that_does_not_add_up_misses_the_bill_by_what_is_said,
    groups_not_asked_about_are_said,
    what_holds_is_not_said_of_groups_without_a_figure,
    the_kindest_rule_is_kindest_to_what_it_says,
    amounts_are_not_all_shown_as_nothing,
    a_smaller_group_is_asked_about_where_there_is_one,
    an_estimate_can_be_so_much_too_high,
    a_saving_is_not_said_to_be_none,
)
