"""theory: one order of beliefs in headline, table, figure and prompt, and every count and chance worked out anew."""

from __future__ import annotations

import math
import re

from findings.given import counts, of_wrong_answers
from findings.lint import counted_as, listed
from findings.statements import Never

STEPS = ("inputs", "activities", "outputs", "outcomes", "impact")
CHANCES = {1: 0.30, 2: 0.60, 3: 0.85, 4: 0.95}
EVIDENCE = {
    "What we found points the other way": 0, "Nothing yet": 1, "–": 2, "Somebody’s word": 3, "Fair comparisons that disagree": 4,
    "Our own figures": 5, "One fair comparison": 6, "Several fair comparisons": 7,
}  # fmt: skip
WEAK = ("What we found points the other way", "Nothing yet", "Somebody’s word")
ARROWS = ("From what you put in", "From what you do", "From what it produces", "From what changes", "Which step?")
MANY = "Several fair comparisons"

NEVER = (
    Never(r"nothing that must be true", r"weakest|What must be true|You rated one belief|Find out first", "there are beliefs, or not"),
    Never(r"You rated one belief", r"equally weak|do not tell these beliefs apart|(?:Your|The) weakest link", "one is compared with nothing"),
    Never(r"(?:Your|The) weakest link", r"equally weak|do not tell these beliefs apart", "one is weakest, or several are"),
    Never(r"Your weakest link", r"lacks? a rating", "what was not rated may be weaker"),
    Never(r"Then you may need a rota more than a strategy", r"Find out first whether", "what is well tested need not be found out first"),
    Never(r"which is 100%", r"A target above that", "no target is above all"),
    Never(r"Nothing that you rated would hurt much", r"Much hangs on|everything hangs|it all fails|you lose most", "it would, or not"),
    Never(r"All that you rated is a guess", r"As good as certain, |surer than your evidence|\d Very likely", "nobody is sure"),
    Never(r"All is as good as certain", r"less sure than your evidence|of which you are not sure|\d It is a guess", "everybody is sure"),
    Never(r"All is as good as certain", r"lacks? a rating", "what lacks a rating is not said to be certain"),
    Never(r"Say what share you prevent", r"Prevented, at", "it was said"),
    Never(r"you expect to prevent none of it", r"you will prevent|today’s .* will fall|fewer in the end", "none, or some"),
    Never(r"no figure supports it", r"and well tested|Our own figures|One fair comparison", "something supports it"),
    Never(r"would prevent more than there are", r"which is [\d.]+%|less than 0\.1%|As a share of today", "a share of the whole is no more than it"),
    Never(r"You have not said what you will set your result beside", r"Before and after cannot|to count in the same way|had a hand in it", "it was said, or not"),
    Never(r"Settle the cheapest way to find out", r"- How: ", "it is settled, or not"),
)  # fmt: skip


def table(said):
    """Return the beliefs as they stand in the table, those that were rated first."""
    return said.table("What must be true")


def rated(said):
    return [row for row in table(said) if row["Weakness"] is not None]


def matter(row):
    return int(row["If it is wrong"][0])


def sure(row):
    return int(row["How sure"][0])


def step(row):
    """Return the number of a belief's step, and one more than there are where it has none."""
    return next(number for number, start in enumerate(ARROWS, 1) if row["Step"].startswith(start))


def lines(said):
    """Return the places of the lines that were written, and the places of the steps with both lines."""
    found = [place for place, key in enumerate(STEPS, 1) if said.values.get(f"chain.{key}.words")]
    return found, [place for place in found if place + 1 in found]


def heaps(said):
    """Sort the beliefs into the heaps that sentences count, by the table alone."""
    rows, whole = table(said), lines(said)[1]
    full, sured = rated(said), [row for row in rows if row["How sure"] != "–"]
    return {
        "shaky": [row for row in full if matter(row) >= 3 and sure(row) <= 2],
        "surer": [row for row in sured if sure(row) >= 3 and row["What you go by"] in WEAK],
        "less": [row for row in sured if sure(row) <= 2 and row["What you go by"] == MANY],
        "musts": [row for row in full if matter(row) == 4],
        "unrated": [row for row in rows if row["Weakness"] is None],
        "homeless": [row for row in rows if step(row) == 5],
        "halves": [row for row in rows if step(row) < 5 and step(row) not in whole],
    }


def chance(rows):
    return 100 * math.prod(CHANCES[sure(row)] for row in rows)


def figures(said):
    """Multiply the answers through, as far as they go; nought is a figure."""
    parts = [said.values.get(key) for key in ("reach", "rate_each", "effect", "pass_on")]
    if None in parts[:2]:
        return []
    found = [parts[0] * parts[1]]
    for part in parts[2:]:
        if part is None:
            return found
        found.append(found[-1] * part / 100)
    base = said.values.get("base")
    if base is None or not (base or found[-1]):
        return found
    return [*found, 100 * found[-1] / base if base else math.inf]


def numbers(said):
    """Count beliefs and lines; chances of words and of chains; the scale of weakness, and what is left of a tenth."""
    found = heaps(said)
    yield from counts(*found.values(), rated(said), lines(said)[0])
    yield from (1, 16, 30, 60, 85, 95, 100, 0.1)
    last = lines(said)[0][-1] if lines(said)[0] else 0
    yield chance(found["musts"])
    yield chance([row for row in found["musts"] if step(row) == 5 or step(row) < last - 1])
    yield from of_wrong_answers(said)


def the_weakest_stand_first(said):
    """What was rated stands in the one order, and what was not stands last."""
    keys = [(-row["Weakness"], EVIDENCE[row["What you go by"]], step(row)) for row in rated(said)]
    if keys != sorted(keys):
        yield f"not in order: {keys}"
    if [row["Weakness"] is None for row in table(said)] != [False] * len(rated(said)) + [True] * len(
        heaps(said)["unrated"]
    ):
        yield "a belief that was not rated stands before one that was"
    for row in rated(said):
        if row["Weakness"] != matter(row) * (5 - sure(row)):
            yield f"{row}"


def bare(words):
    return words.rstrip(" .…") or words


def the_headline_begins_with_the_first_row(said):
    """Belief, step, what hangs on it and what it rests on are the first row's; as many are level as the table shows."""
    full = rated(said)
    if not full:
        return
    first = full[0]
    said_of = {
        "We lose a little": "you lose a little", "We lose a part": "you lose a part", "We lose most of it": "you lose most of it",
        "It all fails": "it all fails",
    }[first["If it is wrong"][2:]]  # fmt: skip
    if (
        f"“{bare(first['What must be true'])}”" not in said.headline
        or f"If it is wrong, {said_of}," not in said.headline
    ):
        yield f"{said.headline}: {first}"
    where = "at no step yet" if step(first) == 5 else first["Step"].removeprefix("F")
    if where not in said.headline:
        yield f"{said.headline}: {first['Step']}"
    level = sum(row["Weakness"] == first["Weakness"] for row in full)
    found = re.search(r"^(\w+) beliefs are equally weak", said.headline)
    if (counted_as(found[1]) if found else 1) != level:
        yield f"{level} are level: {said.headline}"
    asked = said.found(
        r"(?:Find out first whether this is true|If you still want to test something, take this), “(.*?)”:"
    )
    if not asked or not bare(first["What must be true"]).startswith(bare(asked[0])):
        yield f"{asked} is asked about: {first}"


def quoted_list(words):
    return listed(re.sub(r"“[^”]+”", "“x”", words))


def each_count_is_that_of_the_table(said):
    """Every number of beliefs is that of the rows, and every list is as long."""
    wanted = {
        "shaky": r"Much hangs on (\d+) beliefs? of which you are not sure: (.*?)\. Th(?:is|ese) ",
        "surer": r"surer than your evidence about (\d+) beliefs?: (.*?)\. Look",
        "less": r"less sure than your evidence about (\d+) beliefs?: (.*?)\. If",
        "homeless": r"(\d+) beliefs? stands? at no step yet: (.*?)\.\n",
        "halves": r"(\d+) beliefs? belongs? to a step with an empty line: (.*?)\.(?:\n|$)",
    }
    found = heaps(said)
    for name, pattern in wanted.items():
        match = re.search(pattern, said.text + "\n")
        if match and quoted_list(match[2]) != int(match[1]):
            yield f"{match[0]}"
        if rated(said) and (int(match[1]) if match else 0) != len(found[name]):
            yield f"{len(found[name])} {name}: {match and match[0]}"
    for name, pattern in (
        ("unrated", r"(\d+) beliefs? lacks? a rating"),
        ("musts", r"You rated (\d+) beliefs on each"),
    ):
        match = said.found(pattern)
        length = 0 if name == "musts" and len(found[name]) == 1 else len(found[name])
        if rated(said) and (int(match[0]) if match else 0) != length:
            yield f"{length} {name}: {match}"


def steps_without_a_belief_are_named(said):
    """Each step with both lines and without a belief is named, and no other."""
    if not table(said):
        return
    bare_steps = [place for place in lines(said)[1] if place not in {step(row) for row in table(said)}]
    found = said.found(r"You placed no belief at th(?:is step|ese steps): (.*?)\. That")
    named = found[0].split("; ") if found else []
    if [
        next(n for n, start in enumerate(ARROWS, 1) if one.capitalize().startswith(start)) for one in named
    ] != bare_steps:
        yield f"{bare_steps}: {named}"


def the_figure_shows_the_weakest_of_each_step(said):
    """Each bar is as long as the weakest belief of its step."""
    rows = {row[""]: row["Weakness"] for row in said.table("How weak each step is")}
    for label, value in rows.items():
        found = [row["Weakness"] for row in rated(said) if row["Step"] == label]
        if value != max(found, default=None):
            yield f"{label}: {value} for {found}"


def chances_are_those_of_the_words(said):
    """What holds in so many cases in 100 is what the ratings multiply to; a promise sooner is named if it is twice as sure."""
    musts = heaps(said)["musts"]
    found = re.findall(r"hold in (?:about|fewer than) (\d+) cases? in 100", said.text)
    if len(musts) < 2:
        if found:
            yield f"{found} of {len(musts)}"
        return
    if not found or abs(int(found[0]) - max(chance(musts), 0.5)) > 0.5 + 1e-9:
        yield f"{found}: {chance(musts)}"
    if len(found) == 2:
        last = lines(said)[0][-1]
        rest = [row for row in musts if step(row) == 5 or step(row) < last - 1]
        if not rest or chance(rest) < 2 * chance(musts) or abs(int(found[1]) - chance(rest)) > 0.5 + 1e-9:
            yield f"{found}: {chance(rest)} for {chance(musts)}"


def the_sum_of_the_plan_is_the_product(said):
    """The table of the size holds as many figures as can be worked out, each the product of what was answered."""
    shown, wanted = [row["Figure"] for row in said.table("From those reached")], figures(said)
    if len(wanted) == 4 and wanted[3] > 100:
        wanted = wanted[:3]
        if "would prevent more than there are" not in said.text:
            yield f"more than all, and nothing said: {figures(said)}"
    if len(shown) != len(wanted):
        yield f"{shown}: {wanted}"
        return
    for cell, value in zip(shown, wanted, strict=True):
        if cell.rstrip("%") == "0" and value:
            yield f"{cell}: {value}"
        small = cell.startswith("less than")
        number = float(cell.removeprefix("less than ").rstrip("%").replace(",", ""))
        if value >= 0.05 if small else abs(number - value) > (0.5 if value >= 10 else 0.05) * (1 + 1e-6) + 1e-9 * value:
            yield f"{cell}: {value}"


def a_nought_is_said_to_be_one(said):
    """The sentence beside the sum ends where the first nought stands, or where the first figure is missing."""
    keys = ("reach", "rate_each", "effect", "pass_on")
    if not figures(said):
        return
    ends = {
        "reach": "you reach nobody", "rate_each": "it never happens to those whom you reach",
        "effect": "you expect to prevent none of it", "pass_on": "none of that would have counted in the end",
    }  # fmt: skip
    missing = {"effect": "Say what share you prevent.", "pass_on": r"you will prevent (?:about|less than) [\d,.]+\.\n"}
    first = next((key for key in keys if not said.values.get(key)), None)
    if first is None:
        wanted = "more than there are|will fall by" if "base" in said.values else "fewer in the end"
    else:
        wanted = ends[first] if said.values.get(first) == 0 else missing[first]
    if not re.search(wanted, said.text):
        yield f"“{wanted}” is not said of {[said.values.get(key) for key in (*keys, 'base')]}"


def what_settles_the_order_tells_apart(said):
    """Evidence or step is said to settle the order only where it differs between beliefs that are level."""
    if "do not tell these beliefs apart" not in said.text:
        return
    evidence = len({row["What you go by"] for row in rated(said)})
    if re.search(r"What you go by(?:, and then the step,)? settles? the order", said.text) and evidence == 1:
        yield "the evidence is the same"
    if "the earlier step stands first" in said.text and len({step(row) for row in rated(said)}) == 1:
        yield "the step is the same"


RELATIONS = (
    what_settles_the_order_tells_apart,
    the_weakest_stand_first,
    the_headline_begins_with_the_first_row,
    each_count_is_that_of_the_table,
    steps_without_a_belief_are_named,
    the_figure_shows_the_weakest_of_each_step,
    chances_are_those_of_the_words,
    the_sum_of_the_plan_is_the_product,
    a_nought_is_said_to_be_one,
)
