"""form: which way fits best, what strains it and which forms take in whom is what the tables show."""

from __future__ import annotations

import re

from findings.given import counts, of_wrong_answers
from findings.lint import counted_as
from findings.statements import Never, printed

from collabkit.analysis.governance import BY_KEY, CONDITIONS, WAYS
from collabkit.data.bodies import NATIONS
from collabkit.data.vehicles import load
from collabkit.exercises.form import MENDS, TWO
from collabkit.wording import in_a_row

NEVER = (
    Never(r"fits best, on .* and nothing (?:that you know )?strains it\.$|and nothing (?:that you know )?strains it\.\n", r"no way is free of strain|No other way is free", "one is free"),
    Never(r"no way is free of strain", r"lightest way that nothing|would bear it|whatever you choose is fine", "one is free of strain, or none"),
    Never(r"not known", r"(?:way that|and) nothing strains", "of what is not known it cannot be said"),
    Never(r"Perhaps under-built", r"Perhaps over-built|nothing (?:that you know )?strains it: you have no reason", "one verdict on what you have"),
    Never(r"Perhaps over-built", r"you have no reason here to change", "one verdict on what you have"),
    Never(r"You did not say what kind of body|whom you did not name", r"(?:all \d+|both) partners(?! whose kind you gave)[.:]", "all means all"),
    Never(r"No form that we have collected", r"forms? that we have collected takes? in", "one does, or none"),
    Never(r"a short list appears here", r"The forms that come nearest", "it is there, or not"),
    Never(r"Not everybody is counted here", r"The forms that come nearest", "they are missing from the list"),
    Never(r"We list no body of its own", r"would be a body that can", "there is one, or none"),
)  # fmt: skip
MAY_SAY = (
    r"a plural after one: “one means",  # the law on one's means, in the words of a form
    r"a (?:plural after one|singular after many|doubled word).*(?:section|Act|Part|paragraph)",  # numbers of laws
)


def numbers(said):
    """How many partners, forms, conditions and steps there are; numbers in the names of laws and forms; 224 articles."""
    laws = [
        number.value
        for form in load()
        for words in (form.name, form.basis, form.purpose, form.caution)
        for number in printed(words)
    ]
    members = [said.values.get("members", 0), said.values.get("members", 0) - len(said.values["partners"])]
    return [*counts(said.values["partners"], CONDITIONS), *counts(load()), *laws, *members, *of_wrong_answers(said)]


def known(said):
    return [row for row in said.table("What each way is usually reported to suit") if row["You"] != "not known"]


def fits(said):
    """For each way how many conditions fit it, and which strain it."""
    names = {way.start: way.name for way in WAYS}
    rows = said.table("How each way fits")
    return {
        names[row["Way"].partition(" (")[0]]: (*map(int, row["Fits"].split(" of ")), row["Strained by"]) for row in rows
    }


def the_headline_names_all_that_fit_best(said):
    found = fits(said)
    most = max(count for count, _, _ in found.values())
    best = [name for name, (count, _, _) in found.items() if count == most]
    if most == 0:
        return [] if said.headline.startswith("None of the three ways fits") else [said.headline]
    tie = re.match(r"It is a tie: (.*) fit equally well", said.headline)
    first = re.match(r"(.*) fits best", said.headline)
    named = (
        re.split(r", | and ", tie[1]) if tie else [name for name in found if first and first[1].lower() == name.lower()]
    )
    return [] if named == best else [f"{best} fit best: {said.headline}"]


def the_count_of_conditions_is_that_of_the_table(said):
    found = re.search(r"on (?:(\w+) of the (\w+)|all (\w+)|(both)) conditions", said.headline)
    if not found:
        return []
    most = max(count for count, _, _ in fits(said).values())
    if found[1]:
        wanted = (most, len(known(said)))
        return [] if tuple(map(counted_as, (found[1], found[2]))) == wanted else [f"{found[0]}: {wanted}"]
    total = 2 if found[4] else counted_as(found[3])
    return [] if most == total == len(known(said)) else [f"{found[0]}: {most} of {len(known(said))}"]


def what_strains_is_what_the_table_says(said):
    found = re.match(r"(.*) fits best, on .*?, but (.*) strains? it;", said.headline)
    if found:
        strained = next(strain for name, (_, _, strain) in fits(said).items() if name.lower() == found[1].lower())
        keys = [condition.name for condition in CONDITIONS if condition.name in strained]
        return [] if re.split(r", | and ", found[2]) == keys else [f"{found[0]}: {strained}"]
    free = re.match(r"(.*) fits best, on .*, and nothing (?:that you know )?strains it", said.headline)
    strain = next(
        (strain for name, (_, _, strain) in fits(said).items() if free and name.lower() == free[1].lower()), "nothing"
    )
    return [] if strain == "nothing" else [f"{said.headline}: {strain}"]


def the_lightest_way_is_the_first_that_nothing_strains(said):
    free = next((name for name, (_, _, strain) in fits(said).items() if strain == "nothing"), None)
    faults = [
        f"{one} of {free}"
        for one in re.findall(r"; (.*?) is the lightest way that nothing", said.headline)
        if one != free
    ]
    return faults + ([f"none free, and {free}"] if "no way is free of strain" in said.text and free else [])


def what_is_mended_strains_the_way_that_it_is_for(said):
    """What to do about a strain is said of the way in use, and of the way that fits best; on a tie of all of them."""
    found = fits(said)
    most = max(count for count, _, _ in found.values())
    best = [way for way in WAYS if found[way.name][0] == most]
    used = [way for way in WAYS if way.key == said.values.get("now")]
    choose = (
        "If you choose {}, mend what strains it:"
        if len(best) == 1
        else "Whichever you choose of {}, mend what strains each of them:"
    )
    wanted = [("If you keep {}, mend what strains it:", used)] if used else []
    wanted += [(choose, best)] if not used or used[0] not in best else []
    names, due = {condition.key: condition.name for condition in CONDITIONS}, []
    for lead, ways in wanted:
        keys = [key for key in MENDS if all(names[key] in found[way.name][2] for way in ways)]
        if keys:
            two = max(len(said.values["partners"]), int(said.values.get("members", 0))) == 2
            mends = MENDS | (TWO if two else {})
            due.append((lead.format(in_a_row((way.name for way in ways), "or")), tuple(mends[key] for key in keys)))
    shown = [
        (block.lead, block.items) for block in said.blocks if "mend what strains" in str(getattr(block, "lead", ""))
    ]
    return [] if shown == due else [f"{shown} and not {due}: {found}"]


def strain_and_spare_are_steps_from_the_levels(said):
    rows = {row["Condition"]: row for row in said.table("What each way is usually reported to suit")}
    faults = []
    for way, column in zip(WAYS, ("Shared governance", "Lead organisation", "Separate body"), strict=True):
        starred = sum(row[column].endswith("*") for row in rows.values())
        faults += [] if fits(said)[way.name][0] == starred else [f"{way.name}: {starred} starred"]
    return faults + ([] if len(rows) == len(BY_KEY) else [f"{len(rows)} conditions"])


def under_built_is_what_something_heavier_would_bear(said):
    """“Under-built” is said of a way only where a heavier one would bear it, or where there is a heavier one and none is free."""
    found, ways = fits(said), [way.name for way in WAYS]
    used = next((way.name for way in WAYS if way.key == said.values.get("now")), None)
    if used is None or found[used][2] == "nothing":
        return (
            ["nothing strains it"] if "Perhaps under-built" in said.text or "Perhaps the wrong way" in said.text else []
        )
    free = next((name for name in ways if found[name][2] == "nothing"), ways[-1])
    heavier = ways.index(free) > ways.index(used)
    return [] if ("Perhaps under-built" in said.text) == heavier else [f"{used} is strained, {free} would bear it"]


def a_body_is_one_and_bodies_are_several(said):
    found = re.search(
        r"Of the forms listed, ((?:“[^”]+”(?:, | and )?)+) would be (a body|bodies) that can\.( With any other)?",
        said.text,
    )
    if not found:
        return []
    several, listed = found[1].count("“"), len(said.table("The forms that come nearest"))
    right = (found[2] == "bodies") == (several > 1) and bool(found[3]) == (listed > several)
    return [] if right else [found[0]]


def forms_take_in_whom_the_table_says(said):
    rows = said.table("The forms that come nearest")
    where = re.search(r"(\d+) forms? that we have collected takes? in (both|all (\d+)) partners", said.text)
    kinds = [place for place in said.values["partners"] if f"body.{place}.kind" in said.values]
    faults = []
    if where:
        whole = sum(row["Leaves out"] == "nobody" for row in rows)
        faults += [] if whole == min(int(where[1]), len(rows)) else [f"{where[0]}: {whole} of {len(rows)} shown"]
        faults += [] if (int(where[3]) if where[3] else 2) == len(kinds) else [f"{where[0]}: {len(kinds)} kinds"]
    out = re.search(r"the nearest leaves out (.*?)\. Whoever", said.text)
    if out and rows:
        faults += [] if rows[0]["Leaves out"] == out[1] else [f"{out[0]}: {rows[0]}"]
    more = re.search(r"(\d+) more forms? could follow", said.text)
    return faults + ([f"{more[0]} after {len(rows)}"] if more and len(rows) < 5 else [])


def partners_without_a_name_are_counted(said):
    more = int(said.values.get("members", 0)) - len(said.values["partners"])
    found = said.found(r"There (?:is|are) ([\d,]+) more partners? whom you did not name")
    spoken_of = "that we have collected" in said.text
    wanted = more if more > 0 and spoken_of else 0
    return [] if (int(found[0].replace(",", "")) if found else 0) == wanted else [f"{found}: {more}"]


def a_nation_without_a_form_is_named(said):
    """Where no form holds on both sides of a border, each nation has one in the table or is said to have none."""
    border = re.search(
        r"at once and takes in .*?\. (?:(This one|Each of these) holds in .*?(?:, and for (.*?) we have none)?: ask|We have none)",
        said.text,
    )
    if not border:
        return []
    titles = [row["Form"] for row in said.table("The forms that come nearest")]
    asked = said.values["nations"]
    without = [nation for nation in NATIONS if nation in asked and not any(f"({nation})" in title for title in titles)]
    named = re.split(r", | and ", border[2]) if border[2] else list(without) if not border[1] else []
    faults = [] if named == without else [f"{border[0]}: {without} have none"]
    return faults + (
        [] if not border[1] or (border[1] == "This one") == (len(titles) == 1) else [f"{border[0]}: {titles}"]
    )


def the_lawyer_is_asked_about_as_many_forms_as_there_are(said):
    rows = said.table("The forms that come nearest")
    found = re.search(r"To ask the lawyer (of each form|about this form):", said.text)
    wanted = {0: None, 1: "about this form"}.get(len(rows), "of each form")
    return [] if (found[1] if found else None) == wanted else [f"{found and found[0]}: {len(rows)} forms"]


def the_lawyer_is_asked_about_those_whom_the_forms_leave_out(said):
    """Somebody is named as left out of each form only where every form listed leaves out the same."""
    outside = list(dict.fromkeys(row["Leaves out"] for row in said.table("The forms that come nearest")))
    found = said.found(r"How (?:is|are) (.*) bound in, outside the form\?")
    whoever = ("whoever it leaves out",)
    if not outside or outside[0] == "nobody":
        right = found is None
    elif len(outside) > 1:
        right = found == whoever
    else:  # others may be different others
        right = found == (outside[0],) or (found == whoever and outside[0].endswith(" others"))
    return [] if right else [f"{found}: {outside}"]


def nobody_is_missing_from_a_list_that_is_not_there(said):
    listed = bool(said.table("The forms that come nearest"))
    return ["no list is there"] if "Not everybody is in this list" in said.text and not listed else []


RELATIONS = (
    the_headline_names_all_that_fit_best,
    the_count_of_conditions_is_that_of_the_table,
    what_strains_is_what_the_table_says,
    the_lightest_way_is_the_first_that_nothing_strains,
    what_is_mended_strains_the_way_that_it_is_for,
    strain_and_spare_are_steps_from_the_levels,
    forms_take_in_whom_the_table_says,
    partners_without_a_name_are_counted,
    a_nation_without_a_form_is_named,
    the_lawyer_is_asked_about_as_many_forms_as_there_are,
    the_lawyer_is_asked_about_those_whom_the_forms_leave_out,
    nobody_is_missing_from_a_list_that_is_not_there,
    under_built_is_what_something_heavier_would_bear,
    a_body_is_one_and_bodies_are_several,
)
