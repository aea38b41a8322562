"""language: words that fit equally well are all named, none of them misleads, and what is open is not taken as settled."""

import re

from findings.statements import Never

from collabkit.data.terms import TERMS, THINGS

CONSTANTS = (0, 100, 2, 8)
"""The scale of the fit; eight things in two steps."""
SWITCHES = 5
"""How many changes are listed."""
TERM = {term.name: term for term in TERMS}

NEVER = (
    Never(r"nothing is shared yet", r"would mislead|How well each word fits|already use", "no word fits nothing"),
    Never(
        r"safe choice",
        r"No word fits what you share well|things (?:is|are) open|, left open",
        "what fits badly is not safe",
    ),
    Never(r"safe choice", r"is not quite true", "what is not quite true is not safe"),
    Never(r"No word fits what you share well", r"choose by ear", "what fits badly is not to be chosen by ear"),
    Never(r"safe choice", r"One change that would give another word", "one change is enough to give another"),
    Never(r"none of the usual words would mislead", r"Where anybody says", "then there is nothing to ask"),
    Never(r"already use the word that fits best", r"fit what you share best|nearest are", "there are several"),
)


def levels(said):
    return {thing: said.values[thing] for thing in THINGS if isinstance(said.values.get(thing), int)}


def fits(said, changed=()):
    """Work out every fit again: 100 less the mean distance as a share of two steps, what the word turns on twice."""
    found, held = {}, {**levels(said), **dict(changed)}
    for term in TERMS:
        weights = {thing: 2 if thing in term.turns_on else 1 for thing in held}
        away = sum(weights[thing] * abs(level - term.profile[thing]) for thing, level in held.items())
        found[term.name] = round(100 - 100 * away / (2 * sum(weights.values())))
    return found


def numbers(said):
    """Things left open, points behind, changes that are not listed."""
    yield from CONSTANTS
    yield len(THINGS) - len(levels(said))
    points = sorted(set(fits(said).values()), reverse=True)
    yield from (points[0] - other for other in points)
    yield max(0, changes(said) - SWITCHES)


def changes(said):
    """Count the single changes that put a word strictly ahead of all that fit best now."""
    best = {name for name, other in fits(said).items() if other == max(fits(said).values())}
    found = 0
    for thing, level in levels(said).items():
        for other in {0, 1, 2} - {level}:
            after = fits(said, {thing: other})
            found += max(after.values()) > max(after[name] for name in best)
    return found


def named(words):
    """Return the terms quoted in words, by their own names."""
    quoted = [name[0].lower() + name[1:] for name in re.findall(r"“([^”]+)”", words)]
    return [name for name in quoted if name in TERM]


def the_best_are_all_that_fit_best(said):
    """The headline names every word with the most points, and says how many points these are."""
    points = fits(said)
    found = re.search(r"at (\d+) of 100", said.headline)
    if not found:
        return
    best = {name for name, other in points.items() if other == max(points.values())}
    first = named(said.headline[: found.start()])
    if set(first) != best or int(found[1]) != max(points.values()):
        yield f"“{said.headline}”, and best are {best}"
    wrong = re.search(r"; “([^”]+)” would mislead about (.+)\.", said.headline)
    if wrong and wrong[1] in best:
        yield f"“{said.headline}” warns of a word that it recommends"
    if wrong:
        term = TERM[wrong[1]]
        untrue = [t for t in THINGS if t in term.turns_on and t in levels(said) and levels(said)[t] != term.profile[t]]
        if re.split(r", | and ", wrong[2]) != untrue:
            yield f"“{said.headline}”, and untrue are {untrue}"


def what_comes_next_comes_next(said):
    """Those behind are behind by as much as the figure says; a word that misleads is not near enough to choose."""
    points = fits(said)
    top = max(points.values())
    wrong = re.search(r"; “([^”]+)” would mislead", said.headline)
    near = said.found(r"counts double\. (.+) (?:is|are) so near")
    if near and (
        any(not 0 < top - points[name] <= 5 for name in named(near[0])) or (wrong and wrong[1] in named(near[0]))
    ):
        yield f"{near} of {points}"
    for name in named(near[0]) if near else ():
        turns = TERM[name].turns_on
        if any(levels(said).get(thing) != TERM[name].profile[thing] for thing in turns):
            yield f"“{name}” may be chosen by ear, and turns on {turns}: {levels(said)}"
    behind = said.found(r"counts double\. (.+) comes? next, (\d+) points? behind")
    if behind:
        rest = max(other for other in points.values() if other != top)
        if (
            set(named(behind[0])) != {name for name, other in points.items() if other == rest}
            or int(behind[1]) != top - rest
        ):
            yield f"{behind} of {points}"


def what_is_open_is_said_to_be_open(said):
    """A word that turns on something that was not answered is named with that reserve."""
    found = re.search(r"at \d+ of 100", said.headline)
    if found:
        turns = {thing for name in named(said.headline[: found.start()]) for thing in TERM[name].turns_on}
        missing = [thing for thing in THINGS if thing in turns and thing not in levels(said)]
        if bool(missing) != ("left open" in said.headline) or any(thing not in said.headline for thing in missing):
            yield f"“{said.headline}”, and open are {missing}"
        if re.search(r"though they turn on", said.headline):
            left = [
                {thing for thing in TERM[name].turns_on if thing not in levels(said)}
                for name in named(said.headline[: found.start()])
            ]
            if any(one != left[0] for one in left):
                yield f"“{said.headline}”, and open are {left}"


def the_word_in_use_is_judged_by_what_was_answered(said):
    """A word is right only where all that it turns on was answered, and what is open is named."""
    found = said.found(r"((?:Whether )?[Yy]our papers’ word “([^”]+)” is (?:not wrong|right)[^.]*)\.")
    if not found:
        return
    turns = [thing for thing in THINGS if thing in TERM[found[1]].turns_on]
    left = [thing for thing in turns if thing not in levels(said)]
    open_ones = re.search(r"turns on (.+), left open$", found[0])
    if (re.split(r", | and ", open_ones[1]) if open_ones else []) != left:
        yield f"“{found[0]}”, and open are {left} of {turns}"
    if ("cannot be said" in found[0]) != (left == turns):
        yield f"“{found[0]}”, and open are {left} of {turns}"
    points = fits(said)
    if points[found[1]] == max(points.values()):
        yield f"“{found[0]}” of a word that fits best"


def what_is_asked_is_asked_of_every_word_that_fits_best(said):
    """The questions at the end are those of all the words that fit best, and “even” means that no other is truer."""
    points = fits(said)
    best = {name for name, other in points.items() if other == max(points.values())}
    asked = re.findall(r"\n- (?:Put the plain description.*, and ask|Ask) of “([^”]+)”", said.text)
    if any(levels(said).values()) and set(asked) != best:
        yield f"asked of {asked}, best are {best}"
    told = {name[0].lower() + name[1:] for name in re.findall(r"“([^”]+)” is not quite true", said.text)}
    for name in best if any(levels(said).values()) else ():
        term = TERM[name]
        wrong = any(thing in levels(said) and levels(said)[thing] != term.profile[thing] for thing in term.turns_on)
        if wrong != (name in told):
            yield f"“{name}” fits best, and that it is not quite true is {'not ' if wrong else ''}said"
    even, untrue = said.found(r"Even “([^”]+)” is not quite true"), []
    for name in best:
        held = levels(said)
        untrue += (
            [name]
            if any(held.get(t, TERM[name].profile[t]) != TERM[name].profile[t] for t in TERM[name].turns_on)
            else []
        )
    if even and set(untrue) != best:
        yield f"even {even[0]}, and quite true are {best - set(untrue)}"


def a_change_gives_another_word(said):
    """Each change in the table puts its word strictly ahead of those that fit best now."""
    best = {name for name, other in fits(said).items() if other == max(fits(said).values())}
    rows, more = said.table("One change that would"), said.found(r"(\d+) more would do so too")
    if any(levels(said).values()) and len(rows) + (int(more[0]) if more else 0) != changes(said):
        yield f"{len(rows)} and {more} of {changes(said)}"
    for row in rows:
        thing, _, how = row["If you had"].lower().partition(" ")
        after = fits(said, {thing: ("separate", "aligned", "pooled").index(how)})
        words = re.split(r", | or ", row["The word"][0].lower() + row["The word"][1:])
        if {name for name, other in after.items() if other == max(after.values())} != set(words):
            yield f"{row} gives {after}"
        if max(after.values()) <= max(after[name] for name in best):
            yield f"{row} gives {after}"


RELATIONS = (
    the_best_are_all_that_fit_best,
    what_comes_next_comes_next,
    what_is_open_is_said_to_be_open,
    the_word_in_use_is_judged_by_what_was_answered,
    what_is_asked_is_asked_of_every_word_that_fits_best,
    a_change_gives_another_word,
)
