"""pressure: causes go by their sign and make the gap, shares are those of the table, and no table is all noughts."""

import re

from findings.statements import Never, printed

from collabkit.analysis.gap import Rates, by_cause
from collabkit.data import cases
from collabkit.data.unfinished import unfinished
from collabkit.exercises.pressure import outturns

CONSTANTS = (2018, 2024, 1, 100)
"""The years of the sources; one point."""

NEVER = (
    Never(r"there is no gap", r"Where it comes from|WHERE IT COMES FROM", "nothing comes from nowhere"),
    Never(
        r"would just buy the same service",
        r"(?:a year to spare|a year would be (?:missing|left over))",
        "just as much is not more",
    ),
    Never(r"named no saving", r"hope for no saving|Your hoped-for saving", "not named is not nothing"),
    Never(
        r"Even as in the middle case, joint work would close the gap",
        r"still to be found some other way",
        "closed is closed",
    ),
    Never(r"Joint work would close all of that if all goes as planned, and all", r"still to be found", "all is all"),
    Never(r"growing demand", r"falling demand", "one of the two"),
    Never(r"growing funding", r"falling funding", "one of the two"),
)
UNITS = {"£ million": 1, "£ thousand": 1e3, "£": 1e6}


def course(said):
    """Return need and money of each year, by the two formulas."""
    values = said.values
    for year in range(int(values["years"]) + 1):
        growth, real = 1 + values["demand"] / 100, (1 + values["funding"] / 100) / (1 + values["prices"] / 100)
        yield values["budget"] * growth**year, values["budget"] * real**year


def last(said):
    need, money = list(course(said))[-1]
    return need, money, need - money


def numbers(said):
    """Amounts in pounds and in millions, the gap's part of the need, what inflation leaves, what a hope usually gives."""
    yield from CONSTANTS
    need, money, gap = last(said)
    values = said.values
    parts = by_cause(
        values["budget"],
        Rates(**{name: values[name] / 100 for name in ("demand", "prices", "funding")}),
        values["years"],
    )
    usual = (values.get("hoped") or 0) * outturns().median
    for amount in (need, money, gap, gap - usual, *parts.values()):
        yield from (amount, 1e6 * amount)
    if gap > 0:
        yield from (100 * gap / need, 100 * usual / gap, 100 * (values.get("hoped") or 0) / gap)
    yield from (100 * (money / values["budget"] - 1), money / values["budget"])
    tags = [case.benefit_tag for case in cases.benefit_pairs()]
    yield from (len(tags), unfinished(tags), 100 * outturns().median, outturns().n)


def rows(said, start):
    """Return the rows of a table with the factor of its unit."""
    for table in said.tables:
        if table.caption.startswith(start):
            name = re.search(r", (£(?: \w+)?)(?: in today|$)", table.caption)
            return [dict(zip(table.columns, row, strict=True)) for row in table.rows], UNITS[name[1]] if name else None
    return [], None


def tables_say_what_was_worked_out(said):
    """Every year’s need, money and gap is the formula’s, in the table’s unit; the gap is not all noughts where there is one."""
    found, factor = rows(said, "Year by year")
    for row, (need, money) in zip(found, course(said), strict=True):
        for name, value in (("Need", need), ("Money", money), ("Gap", need - money)):
            if abs(row[name] - value * factor) > 0.005 + 1e-9 * abs(value * factor):
                yield f"{row} for {value * factor}"
    headline = re.search(r"(less than £1|£[\d.,]+(?: million)?) a year (?:more|would be)", said.headline)
    if headline and not found[-1]["Gap"] and headline[1] != "less than £1":
        yield f"“{said.headline}” over {found[-1]}"


def causes_go_by_their_sign_and_make_the_gap(said):
    """What grows is said to grow, and what the causes add and take makes the gap, as far as they are printed."""
    text = next((words for words in said.sentences if "The causes act on each other" in words), "").lower()
    for name, up, down in (("demand", "growing demand", "falling demand"), ("prices", "rising prices", "falling prices"),
                           ("funding", "growing funding", "falling funding")):  # fmt: skip
        rate = said.values[name]
        if (up in text and rate <= 0) or (down in text and rate >= 0):
            yield f"“{text}” where {name} changes by {rate}"
    whole = re.search(r"the gap of (£[\d,.]+(?: million)?)", text)
    if whole and "less than" not in text:
        rest = (text[: whole.start()] + text[whole.end() :]).partition(". the causes")[0]
        adds, _, takes = rest.partition("; ")
        amounts = [*printed(adds), *(number._replace(value=-number.value) for number in printed(takes))]
        total, gap = sum(number.value for number in amounts), printed(whole[1])[0]
        if abs(total - gap.value) > gap.half + sum(number.half for number in amounts) + 0.011 * gap.value:
            yield f"“{text}” adds up to {total}"


def shares_are_the_tables(said):
    """What the headline says joint work would close is what the table says, and all is all."""
    found = re.search(r"would close (.+?) of that if all goes as planned, and (.+?) if it", said.headline)
    if not found:
        return
    table = {row["If it goes"]: row["Share of the gap"] for row in said.table("What joint work would close")}
    if (table["As planned"], table["Middle case"]) != found.groups():
        yield f"“{said.headline}” over {table}"
    hoped, gap = said.values["hoped"], last(said)[2]
    if (table["As planned"] == "all") != (hoped >= gap):
        yield f"{table} for {hoped} of {gap}"


def need_and_money_are_told_apart(said):
    """A service that costs more than the money buys is not said to cost as much."""
    found = said.found(r"would cost (£[\d,.]+(?: million)?), and the money would buy (£[\d,.]+(?: million)?) of it")
    if found and found[0] == found[1]:
        yield f"{found[0]} of {found[1]}"


def need_and_money_differ_by_the_gap(said):
    """What the service would cost and what the money would buy differ in print by the gap, to a tenth of it."""
    found = said.found(r"would cost (£[\d,.]+(?: million)?), and the money would buy (£[\d,.]+(?: million)?) of it")
    if found:
        need, money = (printed(words)[0].value for words in found)
        gap = 1e6 * last(said)[2]
        if abs(need - money - gap) > 0.1 * gap + 0.011:
            yield f"{found[0]} less {found[1]} for a gap of {gap}"


def what_is_to_be_done_can_be_done(said):
    """A share is put into a paper only where a saving was named, of which it is a share."""
    told = "the share of the middle case" in said.text
    if "Put the gap" in said.text and told != bool(said.values.get("hoped")):
        yield f"hoped {said.values.get('hoped')}"


def no_change_is_no_change(said):
    """What falls or rises by less than is printed after inflation is not said to stay as it is."""
    found, values = said.found(r"your own assumption comes to (no change|a fall|a rise|[\d.,]+ times)"), said.values
    if not found:
        return
    real = ((1 + values["funding"] / 100) / (1 + values["prices"] / 100)) ** values["years"] - 1
    sign = {"no change": 0, "a fall": -1}.get(found[0], 1)
    if sign != (abs(real) > 1e-9) * (1 if real > 0 else -1):
        yield f"{found[0]} for {real}"


RELATIONS = (
    tables_say_what_was_worked_out,
    causes_go_by_their_sign_and_make_the_gap,
    shares_are_the_tables,
    need_and_money_are_told_apart,
    need_and_money_differ_by_the_gap,
    what_is_to_be_done_can_be_done,
    no_change_is_no_change,
)
