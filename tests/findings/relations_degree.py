"""degree: one definition of what a link needs, in the headline, the sentences, the prompt and every table."""

import re
from itertools import combinations

from findings.lint import counted_as
from findings.statements import Never

NEVER = (
    Never(r"Every link that you rated is already", r"Work on th(?:is|ese) pairs?", "nothing is left to work on"),
    Never(r"Every link that you rated is already", r"Disputed, by the partner", "a dispute is something to settle"),
    Never(r"already as close as the work needs", r"closer than you need", "closer is not as close"),
    Never(
        r"Nobody who answered asks for any link", r"Work on th(?:is|ese) pairs?", "who asks for nothing needs nothing"
    ),
    Never(
        r"All \d+ links (?:that you rated )?need|The one link (?:that you rated )?needs",
        r"closer than you need",
        "all need to be closer",
    ),
    Never(
        r"All \d+ links (?:that you rated )?need|The one link (?:that you rated )?needs",
        r"more (?:is|are) disputed",
        "all need to be closer",
    ),
    Never(r"(?:All \d+ links|The one link) (?:needs?|is|are) ", r"links? lacks? a level", "all are all that there are"),
)
LEVELS = 6


def rated(said):
    """Return, for each pair with a level now and a level needed, how many steps more each asks for than it sees itself.

    Who did not say what it sees is taken to see what the other does.
    """
    values, names = said.values, said.values["partners"]
    found = {}
    for a, b in combinations(names, 2):
        rows = {f"level.{a}.{b}": f"level.{b}.{a}", f"level.{b}.{a}": f"level.{a}.{b}"}
        seen = {row: values.get(f"{row}.now", values.get(f"{other}.now")) for row, other in rows.items()}
        asks = [
            values[f"{row}.needed"] - now for row, now in seen.items() if f"{row}.needed" in values and now is not None
        ]
        if asks:
            found[f"{names[a]} and {names[b]}"] = asks
    return found


def unclear(said):
    """Pairs of which nobody asks for more than it sees, and one sees less than the other needs."""
    values, names, found = said.values, said.values["partners"], set()
    for a, b in combinations(names, 2):
        label, rows = f"{names[a]} and {names[b]}", (f"level.{a}.{b}", f"level.{b}.{a}")
        now, needed = (
            [values[f"{row}.{what}"] for row in rows if f"{row}.{what}" in values] for what in ("now", "needed")
        )
        if label in rated(said) and max(rated(said)[label]) <= 0 and min(now) < max(needed):
            found.add(label)
    return found


def sorted_out(said):
    """Put the pairs into three heaps by the answers alone: closer, disputed, and those with enough."""
    heaps = {"closer": {}, "disputed": {}, "enough": {}}
    for label, asks in rated(said).items():
        more = [steps > 0 for steps in asks]
        heap = "closer" if all(more) else "disputed" if any(more) else "enough"
        heaps[heap][label] = max(asks)
    return heaps


def numbers(said):
    """Count pairs; everything else stands in the tables."""
    heaps = sorted_out(said)
    partners = len(said.values["partners"])
    yield from (*map(len, heaps.values()), len(rated(said)), *range(LEVELS))
    yield from range(partners * (partners - 1) // 2 + 1)


def headline_counts_what_the_table_shows(said):
    """As many links need to be closer as have steps to go in the table."""
    steps = [row["Steps to go"] for row in said.table("The lowest level")]
    first = said.found(
        r"^(?:.*\n\n)*?(One|All \d+|\d+|The one)(?: of \d+)? links?(?: that you rated)? needs? to be closer"
    )
    count = counted_as(first[0].removeprefix("All ").replace("The one", "one")) if first else 0
    if count != sum(step > 0 for step in steps):
        yield f"{count} in “{said.headline}”, and steps to go are {steps}"


def disputed_are_those_where_one_asks_and_the_other_does_not(said):
    """As many links are said to be disputed as have one partner that asks for more than it sees itself, and one that does not."""
    disputed = len(sorted_out(said)["disputed"])
    found = re.search(
        r"(?:^|and )(One|All \d+|\d+|The one)(?: of \d+)?(?: links?(?: that you rated)?| more) (?:is|are) disputed",
        said.headline,
    )
    count = counted_as(found[1].removeprefix("All ").replace("The one", "one")) if found else 0
    if count != disputed:
        yield f"{disputed} disputed, and “{said.headline}”"


def enough_is_said_where_nobody_is_short(said):
    """That every link is close enough is said where nobody asks for more than it sees itself."""
    short = {label for label, asks in rated(said).items() if max(asks) > 0}
    open_ones = unclear(said)
    if ("spend no more effort on closeness" in said.headline) == bool(short or open_ones):
        yield f"short are {short}, unclear {open_ones}: “{said.headline}”"
    found = said.found(r"but in (\d+) links? one partner sees less than the other needs")
    if (int(found[0]) if found else 0) != (0 if short else len(open_ones)):
        yield f"unclear are {open_ones}: “{said.headline}”"


def a_next_step_is_a_step_for_both(said):
    """A step to take together stands where both see the link nearly alike; where they do not, what there is comes first."""
    for label, now, what in re.findall(
        r"- (.+): now (\d(?: and \d)?), needed [\d and]+\. (Agree one|The two)", said.text
    ):
        levels = [int(level) for level in now.split(" and ")]
        if (max(levels) - min(levels) > 1) != (what == "The two"):
            yield f"{label}: {now}, “{what}…”"


def heaps_are_kept_apart(said):
    """Steps to go stand beside the pairs that are not disputed, and are what was answered."""
    heaps = sorted_out(said)
    table = {row["Pair"]: row["Steps to go"] for row in said.table("The lowest level")}
    if table != heaps["closer"] | heaps["enough"]:
        yield f"the table has {table}, the answers give {heaps}"
    if {row["Pair"] for row in said.table("Disputed")} != set(heaps["disputed"]):
        yield f"disputed are {set(heaps['disputed'])}"


def the_widest_gap_is_the_widest(said):
    """Where to begin are all the pairs with the widest gap, and no other."""
    found = said.found(r"gap is widest, at (\d) of five steps: (.+)\.(?=\n)")
    closer = sorted_out(said)["closer"]
    if bool(found) != bool(closer):
        yield f"“{said.headline}” for {closer}"
    elif found:
        widest = [label for label, gap in closer.items() if gap == max(closer.values())]
        named = found[1].count("between ")
        rest = said.found(r"five steps: .*, and in (\d+) others\.")
        if int(found[0]) != max(closer.values()) or named + (int(rest[0]) if rest else 0) != len(widest):
            yield f"“{said.headline}” for {widest}"


def those_too_close_are_counted(said):
    """Closer than needed are the pairs with steps below nought, each counted once."""
    below = sum(row["Steps to go"] < 0 and row["Pair"] not in unclear(said) for row in said.table("The lowest level"))
    found = said.found(r"closer than you need to be in (\d+) links?: (.+?)\.(?=\n)")
    if (int(found[0]) if found else 0) != below:
        yield f"{below} below nought, and {found}"


def one_pair_is_one(said):
    """“This pair” stands over one pair, “these pairs” over several."""
    for block in said.blocks:
        lead = str(getattr(block, "lead", ""))
        if lead.startswith("Work on") and ("this pair" in lead) != (len(block.items) == 1):
            yield f"“{lead}” over {len(block.items)}"


def work_first_on_the_widest(said):
    """No pair that is left out has a wider gap than one that is named, and ties are counted."""
    closer = sorted_out(said)["closer"]
    items = next((block.items for block in said.blocks if getattr(block, "items", ())), ())
    named = [item.partition(": now")[0] for item in items]
    if not closer.keys() >= {*named}:
        yield f"{named} are not all among {closer}"
        return
    left = sorted((gap for label, gap in closer.items() if label not in named), reverse=True)
    least = min((closer[label] for label in named), default=0)
    if len(named) != min(3, len(closer)) or (left and left[0] > least):
        yield f"{named} of {closer}"
    more = said.found(r"first; (\d+) more")
    if (int(more[0]) if more else 0) != left.count(least):
        yield f"{left.count(least)} more are level, and {more}"


RELATIONS = (
    headline_counts_what_the_table_shows,
    disputed_are_those_where_one_asks_and_the_other_does_not,
    enough_is_said_where_nobody_is_short,
    a_next_step_is_a_step_for_both,
    heaps_are_kept_apart,
    the_widest_gap_is_the_widest,
    those_too_close_are_counted,
    one_pair_is_one,
    work_first_on_the_widest,
)
MAY_SAY = (r"“None” in “0 None”", r"“None” in “Choose a point from 0 \(None\)")
"""“None” is the name of the lowest level."""
