"""trust: no advice that the sums under it deny, and the numbers that are compared are those that are printed."""

import math
import re
from functools import cache

from findings.statements import Never

from collabkit.analysis.trust import Payoffs, generous_tit_for_tat, least_duration
from collabkit.exercises.trust import BOTH, MILDER, MISREAD, OVERLOOK, PACE, RARER, TEMPTATION

CONSTANTS = (2, 8, 10, 100)
"""“2” is half as often; “8 in 10” is a limit of the payoffs; words are counted in 100."""

NEVER = (
    Never(r"(?:should|could) carry it", r"Too (?:forgiving|short|much)", "it cannot carry what does not pay"),
    Never(r"should carry it", r"You have not said how many", "nobody knows yet how long it lasts"),
    Never(r"every time", r"kept only", "always is not seldom"),
    Never(r"There is little left to gain", r"Most are kept with", "what is best is worth something"),
    Never(r"has all four marks", r"still lacks|You ticked none|you ticked none", "all are not lacking"),
    Never(r"These sums hold", r"Too (?:forgiving|short|much)", "sums that do not hold"),
    Never(r"Nothing is at risk yet", r"risk (?:more|about as much)", "nothing is not more"),
)


def model(said):
    """Return how often something is misread, and how much each side overlooks; None where it was not said."""
    keys = ("overlook.us.share", "overlook.them.share")
    if "misread" not in said.values or any(key not in said.values for key in keys):
        return None
    return (MISREAD[said.values["misread"]][1], *(OVERLOOK[said.values[key]][1] for key in keys))


def kept(misread, ours, theirs):
    """Return the chance that each side keeps its word, from the two equations x = s + q (1 - s), s = y (1 - e) + (1 - y) e."""
    if not misread:
        return 1.0, 1.0
    starts = [q + (1 - q) * misread for q in (ours, theirs)]
    slopes = [(1 - q) * (1 - 2 * misread) for q in (ours, theirs)]
    whole = 1 - slopes[0] * slopes[1]
    return (starts[0] + slopes[0] * starts[1]) / whole, (starts[1] + slopes[1] * starts[0]) / whole


def after(name, misread, ours, theirs):
    """Return how the two deal with each other after a change."""
    if name in {RARER, BOTH}:
        misread /= 2
    if name in {MILDER, BOTH}:
        ours, theirs = max(ours, 1 / 3), max(theirs, 1 / 3)
    return misread, ours, theirs


def least(said, overlooked, misread):
    """Return from how many dealings on it pays to keep one's word, as it is printed."""
    return _least(overlooked, misread, TEMPTATION[said.values.get("temptation", "much")][1])


@cache
def _least(overlooked, misread, gained):
    found = least_duration(generous_tit_for_tat(overlooked), payoffs=Payoffs(temptation=gained), misread=misread)
    return found and math.ceil(found.rounds)


def expected(said):
    """Return how many dealings both expect, as it is printed."""
    if "pace" not in said.values or "months" not in said.values:
        return None
    return max(1, round(said.values["months"] * PACE[said.values["pace"]][1]))


def numbers(said):
    """Words kept by either side, dealings to expect, dealings expected."""
    yield from CONSTANTS
    found = model(said)
    if found is None:
        return
    for name in ("", RARER, MILDER, BOTH):
        misread, ours, theirs = after(name, *found)
        shares = kept(misread, ours, theirs)
        yield from (100 * share for share in (*shares, sum(shares) / 2))
        yield from (number for one in (ours, theirs) if (number := least(said, one, misread)) is not None)
    if expected(said) is not None:
        yield expected(said)


def printed_numbers_are_compared(said):
    """Where it pays from so many dealings on, as many are expected or more; where the future is too short, fewer are."""
    for pays, expects in re.findall(
        r"pays from about ([\d,]+) dealings? on\. You both expect about ([\d,]+)", said.text
    ):
        if int(pays.replace(",", "")) > int(expects.replace(",", "")):
            yield f"it pays from {pays} on, {expects} are expected, and that is called enough"
    for pays, expects in re.findall(
        r"from about ([\d,]+) dealings? on, and you expect (?:only )?about ([\d,]+)", said.text
    ):
        if int(pays.replace(",", "")) <= int(expects.replace(",", "")):
            yield f"it pays from {pays} on, {expects} are expected, and that is called too short"


def advice_holds_when_it_is_taken(said):
    """After the change that the headline advises more words are kept, and it pays both sides to keep them."""
    ways = {"Let some lapses": MILDER, "Make misreading rarer: as": RARER, "Make misreading rarer, and": BOTH}
    name = next((name for start, name in ways.items() if said.headline.startswith(start)), None)
    if name is None:
        return
    misread, ours, theirs = after(name, *model(said))
    durations = [least(said, one, misread) for one in (ours, theirs)]
    if None in durations or (expected(said) or math.inf) < max(durations):
        yield f"“{said.headline}”, and then it pays from {durations} of {expected(said)}"
    if not sum(kept(misread, ours, theirs)) > sum(kept(*model(said))):
        yield f"“{said.headline}”, and no more words are kept"


def every_time_is_every_time(said):
    """“Every time” and “100 times in 100” are said only where nothing is ever lost."""
    if model(said) and re.search(r"(?<!nearly )every time|about 100 times", said.text):
        best = max(sum(kept(*after(name, *model(said)))) for name in ("", RARER, MILDER, BOTH))
        if best < 2 - 1e-9:
            yield f"every time is {best / 2}"


def what_there_is_to_gain_is_what_was_answered(said):
    """Hardly anything to gain is not much, and the limit in words is that of the payoffs."""
    for key, words in (
        ("little", "more than 8 in 10"),
        ("some", "more than two thirds"),
        ("much", "more than a third"),
    ):
        if words in said.text:
            limit = {"little": 0.8, "some": 2 / 3, "much": 1 / 3}[key]
            payoffs = Payoffs(temptation=TEMPTATION[said.values.get("temptation", "much")][1])
            if abs(generous_tit_for_tat(None, payoffs).after[1] - limit) > 1e-9:
                yield f"{words} where a lapse brings {said.values.get('temptation')}"
    if "so much to gain" in said.text and said.values.get("temptation", "much") != "much":
        yield f"so much to gain, and the answer was {said.values['temptation']}"


def the_figure_names_the_best(said):
    """What is said to keep most is strictly ahead of whatever is not named."""
    found = said.found(r"Most are kept with (.+)\.\n")
    rows = {row[""]: row["Words kept"] for row in said.table("Words kept in every 100")}
    if found:
        named = re.findall(r"“([^”]+)”", found[0])
        rest = [share for name, share in rows.items() if name not in named]
        if min(rows[name] for name in named) <= max(rest):
            yield f"{named} of {rows}"


RELATIONS = (
    printed_numbers_are_compared,
    advice_holds_when_it_is_taken,
    every_time_is_every_time,
    what_there_is_to_gain_is_what_was_answered,
    the_figure_names_the_best,
)
