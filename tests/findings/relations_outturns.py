"""outturns: words by the sign of the value that is printed, and forecasts counted for cost, benefit and time alike."""

import re

from findings.statements import Never, printed

from collabkit.exercises import outturns
from collabkit.exercises.outturns import ANY, Plan

MAY_EXCEED = (r"% of what you plan",)
"""A benefit that has to be larger than the planned one is no share of it."""

CONSTANTS = (0, 3.5, 30, 1000)
"""Year 0; the Green Book’s rate and how long it lasts, in the note; “more than 1,000 times”."""

NEVER = (
    Never(r"As planned it is worth", r"it loses", "worth is no loss"),
    Never(r"breaks even;|just break even,", r"£0(?:\.00)? million;", "nought is said in words"),
    Never(
        r"Each dot is one real case: what happened",
        r"later forecasts|lower bounds|part-way",
        "a forecast has not happened",
    ),
    Never(r"all cost more than planned", r"none cost more", "all are not none"),
)
OPEN = re.compile(r"forecast|revised|interim|first_period|lower_bound|censored")
"""Words of tags for figures that are not final, independent of the exercise’s own list."""


def plan(said):
    values = said.values
    return Plan(values["cost"], values["benefit"], values.get("months", 12), int(values.get("years", 10)))


def measured(said):
    """Return the class of each measure."""
    choosers = (
        ("Cost", outturns._cost_pairs, lambda case: case.cost_ratio),
        ("Benefit", outturns._benefit_pairs, lambda case: case.benefit_ratio),
        ("Time", outturns._time_pairs, lambda case: case.time_ratio),
    )
    kind, quality = said.values.get("kind", ANY), said.values.get("quality", "strict")
    return [outturns.reference_class(name, choose, ratio, kind, quality) for name, choose, ratio in choosers]


def ways(said):
    medians = [measure.spread.median for measure in measured(said)]
    return plan(said), plan(said).turned_out(*medians)


def even(one):
    """Find where the value is nought: it is a straight line over the benefit."""
    at_nothing, at_one = (Plan(one.cost, benefit, one.months, one.years).value() for benefit in (0, 1))
    return at_nothing / (at_nothing - at_one)


def numbers(said):
    """Values, break-even benefits and their size beside the planned one; counts of cases."""
    yield from CONSTANTS
    for one in ways(said):
        least = even(one)
        yield from (one.value(), 1e6 * one.value(), least, 1e6 * least)
        if said.values["benefit"]:
            yield from (least / said.values["benefit"], 100 * least / said.values["benefit"])
    for measure in measured(said):
        yield from (len(measure.ratios), sum(OPEN.search(tag) is not None for tag in tags(measure)))
    yield sum(len(measure.ratios) for measure in measured(said))
    yield sum(OPEN.search(tag) is not None for measure in measured(said) for tag in tags(measure))
    yield sum(ratio > 1 for ratio in measured(said)[0].ratios)
    yield plan(said).years


def tags(measure):
    return [getattr(case, f"{measure.name.lower()}_tag") for case in measure.members]


def words_go_by_the_sign_that_is_printed(said):
    """What is worth something is above nought in the table, what loses is below, and what breaks even is nought."""
    rows = said.table("What your plan would be worth")
    column = next(name for name in rows[0] if name.startswith("Value today"))
    first, _, second = said.headline.partition("; ")
    for words, name in ((first, "As planned"), (second, "Each at its median")):
        value = next(row[column] for row in rows if row["If it goes"] == name)
        sign = -1 if re.search(r"\blose", words) else 0 if "break" in words else 1
        if sign * value < 0 or (sign == 0) != (value == 0):
            yield f"“{words}” beside {value}"
    if "still be worth" in second and "it is worth" not in first:
        yield f"“{said.headline}”: still?"


def the_share_agrees_with_the_sign(said):
    """A plan that is worth something breaks even below what is planned, and one that loses above it."""
    found = said.found(
        r"breaks even at .+? a year, ((?:more|less) than |just over )?([\d,.]+)(%| times) (?:of )?what you plan"
    )
    if not found:
        return
    share = float(found[1].replace(",", "")) / (100 if found[2] == "%" else 1)
    beyond = {"more than ": 1e-6, "just over ": 1e-6, "less than ": -1e-6}.get(found[0], 0)
    first = said.headline.partition(";")[0]
    sign = 1 if "it loses" in first else -1 if "it is worth" in first else 0
    if sign != (share + beyond > 1) - (share + beyond < 1):
        yield f"“{said.headline}” beside {found}"


def what_is_not_final_is_counted(said):
    """Of each measure the table, the caution and the figure say how many figures are not final."""
    every = [tag for measure in measured(said) for tag in tags(measure)]
    for measure in measured(said):
        number = sum(OPEN.search(tag) is not None for tag in tags(measure))
        row = next(r for table in said.tables for r in _rows(table) if r.get("") == measure.name)
        if row["Not final"] != number or row["Cases"] != len(measure.ratios):
            yield f"{row} for {number} of {len(measure.ratios)}"
        found = said.found(rf"(\w+) (?:of )?(\d+) {measure.name.lower()} figures? (?:is|are)")
        counted = {"one": 1, "all": len(measure.ratios)}.get(found[0].lower(), found[0]) if found else 0
        if int(counted) != number:
            yield f"{found} for {number} of {len(measure.ratios)}"
    number = sum(OPEN.search(tag) is not None for tag in every)
    if number and not re.search(rf"(?:\b{number} of|\bAll|\bOne of) {len(every)} dots", said.text):
        yield f"the figure counts otherwise than {number} of {len(every)}"


def what_joins_the_measures_is_called_nobodys_quarter(said):
    """A row that takes each measure at its own quartile or median says so: no quarter of the cases fared as it does."""
    rows = said.table("What your plan would be worth")
    for row in rows:
        if row["If it goes"] != "As planned" and not row["If it goes"].startswith("Each at its "):
            yield f"“{row['If it goes']}” joins the quartiles of three measures"
    if "not of the same cases" not in said.text:
        yield "the note does not say that the quartiles are of different cases"


def _rows(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def no_table_is_all_nought(said):
    """A small plan is shown in a unit in which it can be seen."""
    for row in said.table("What your plan would be worth"):
        cost = next(cell for name, cell in row.items() if name.startswith("Cost"))
        if not cost:
            yield f"a cost of nothing in {row}"


def amounts_of_your_plan_are_those_typed(said):
    """What the table calls your plan is what was typed, as exactly as it is printed."""
    row = next(r for table in said.tables for r in _rows(table) if r.get("") == "Cost" and "Your plan" in r)
    number = printed(row["Your plan"])[0]
    if abs(number.value - 1e6 * said.values["cost"]) > max(number.half, 0.005 * number.value, 0.5):
        yield f"{row['Your plan']} for {said.values['cost']}"


def a_kind_is_said_to_lack_only_what_it_lacks(said):
    """Without its quality beside it, a kind has fewer than five pairs of figures of any quality."""
    kind = said.values.get("kind", ANY)
    found = said.found(r"For (.*?), fewer than five of the kind “[^”]*” have both figures, so")
    choosers = {"cost": outturns._cost_pairs, "benefit": outturns._benefit_pairs, "time": outturns._time_pairs}
    for name in re.split(r", | and ", found[0]) if found else ():
        number = len(choosers[name](kind, "all"))
        if number >= outturns.FEWEST:
            yield f"{number} of the kind {kind} have both figures of {name}"


def nothing_is_said_of_cases_outside_the_class(said):
    """How many came out dearer is said of the class, and not of all cases that have both figures."""
    ratios = measured(said)[0].ratios
    dearer = sum(ratio > 1 for ratio in ratios)
    words = {len(ratios): f"All {len(ratios)} of those for cost", 0: f"None of the {len(ratios)} for cost"}
    if words.get(dearer, f"Of the {len(ratios)} for cost, {dearer} came out dearer") not in said.text:
        yield f"{dearer} of {len(ratios)}"
    if "with both cost figures" in said.text:
        yield "more cases than these have both figures"


RELATIONS = (
    nothing_is_said_of_cases_outside_the_class,
    words_go_by_the_sign_that_is_printed,
    the_share_agrees_with_the_sign,
    what_is_not_final_is_counted,
    no_table_is_all_nought,
    what_joins_the_measures_is_called_nobodys_quarter,
    amounts_of_your_plan_are_those_typed,
    a_kind_is_said_to_lack_only_what_it_lacks,
)
