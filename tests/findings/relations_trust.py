"""trust: no advice that the sums under it deny, and the numbers that are compared are those that are printed."""

import math
import re
from functools import cache

from findings.lint import counted_as
from findings.statements import Never

from collabkit.analysis.trust import Payoffs, generous_tit_for_tat, least_duration
from collabkit.exercises.trust import BOTH, MARKS, MEND, MILDER, MISREAD, OVERLOOK, PACE, RARER, STRICTER, TEMPTATION

CONSTANTS = (2, 8, 10, 100)
"""“2” is half as often; “8 in 10” is a limit of the payoffs; words are counted in 100."""

NEVER = (
    Never(r"(?:should|could) carry it", r"Too (?:forgiving|short|much)", "it cannot carry what does not pay"),
    Never(r"should carry it", r"You have not said how many", "nobody knows yet how long it lasts"),
    Never(r"every time", r"kept only", "always is not seldom"),
    Never(r"There is little left to gain", r"Most are kept with", "what is best is worth something"),
    Never(r"has all four marks", r"still lacks|You ticked none|you ticked none", "all are not lacking"),
    Never(r"These sums hold", r"Too (?:forgiving|short|much)", "sums that do not hold"),
    Never(r"Nothing is at risk yet|One side risks nothing yet", r"risk (?:more|about as much)", "nothing is not more"),
    Never(
        r"Nothing is at risk yet", r"As long as (?!your side and ).* would risk nothing", "nothing, or only one side’s"
    ),
    Never(
        r"a risk on each side|has all four marks", r"would risk nothing", "a side that risks nothing risks something"
    ),
    Never(
        r"each side puts in and could afford to lose",
        r"would risk (?:more|about as much)",
        "each side puts something in",
    ),
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
    if name in {MILDER, STRICTER, BOTH}:
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
    ways = {
        r"Let some lapses|Ask .* to let some": MILDER,
        r"Make misreading rarer: as": RARER,
        r"Make misreading rarer, and": BOTH,
    }
    name = next((name for start, name in ways.items() if re.match(start, said.headline)), None)
    if name is None:
        return
    misread, ours, theirs = after(name, *model(said))
    durations = [least(said, one, misread) for one in (ours, theirs)]
    if None in durations or (expected(said) or math.inf) < max(durations):
        yield f"“{said.headline}”, and then it pays from {durations} of {expected(said)}"
    if not sum(kept(misread, ours, theirs)) > sum(kept(*model(said))):
        yield f"“{said.headline}”, and no more words are kept"


def lapsing_now_and_then_is_minded_where_it_would_pay(said):
    """Where one lapse, or lapsing every other time, pays from the dealings on at which keeping its word is said to pay, it is said."""
    if model(said) is None:
        return
    misread, ours, theirs = model(said)
    gained = TEMPTATION[said.values.get("temptation", "much")][1]
    due = False
    for overlooked in (theirs, ours):
        rounds = least(said, overlooked, misread)
        if rounds is None:
            continue
        w = 1 - 1 / rounds
        after_kept, after_lapse = 1 - misread + misread * overlooked, misread + (1 - misread) * overlooked
        keep = 3 + 3 * after_kept * w / (1 - w)
        once = gained + 3 * after_lapse * w + 3 * after_kept * w * w / (1 - w)
        every_other = gained + w * (3 * after_lapse + w * (1 + (gained - 1) * after_kept)) / (1 - w * w)
        due = due or max(once, every_other) > keep + 1e-9
    if due and "lapsing now and then can pay" not in said.text:
        yield f"lapsing now and then would pay: “{said.headline}”"


def what_was_said_of_the_stakes_is_in_the_loop(said):
    """The loop says “Not said yet” only where neither what is risked nor how much was said."""
    rows = {row["Step"]: row["Yours"] for row in said.table("Your loop")}
    told = any(f"stake.{side}.size" in said.values for side in ("us", "them"))
    if told and rows.get("Risk a little") == "Not said yet":
        yield f"{rows}"


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


def advice_goes_to_whoever_can_take_it(said):
    """Whoever overlooks too many lapses is asked to overlook fewer, and whoever overlooks less than a third to let some pass."""
    if model(said) is None:
        return
    misread, ours, theirs = model(said)
    limit = {"little": 0.8, "some": 2 / 3, "much": 1 / 3}[said.values.get("temptation", "much")]
    too_many = [share > limit + 1e-9 and least(said, share, misread) is None for share in (ours, theirs)]
    fewer = [
        bool(re.match(r"Overlook fewer lapses", said.headline)),
        bool(re.match(r"Overlook fewer lapses, both|Ask .* to overlook fewer lapses", said.headline)),
    ]
    if fewer != too_many:
        yield f"“{said.headline}”, and too many are overlooked by {too_many}"
    more = [bool(re.search(r"[Ll]et some lapses pass", said.headline)), "if each of you" in said.headline]
    if "a third overlooked" in said.headline or "if each of you" in said.headline:
        more = [True, True]
    elif more[0]:
        more = ["if you overlooked" in said.headline, "ask " in said.headline.casefold()]
    if any(more) and more != [share < 1 / 3 for share in (ours, theirs)]:
        yield f"“{said.headline}”, and {ours} and {theirs} are overlooked"


def the_figure_shows_what_its_labels_say(said):
    """Each label, read as it stands, gives the share beside it."""
    rows = {row[""]: row["Words kept"] for row in said.table("Words kept in every 100")}
    if not rows:
        return
    misread, ours, theirs = model(said)
    third, most = 1 / 3, max(ours, theirs)
    milder = (misread, third, third) if MILDER in rows else (misread, third, most)
    if STRICTER in rows and not min(ours, theirs) < third <= most:
        yield f"no side is the stricter one: {ours}, {theirs}"
    read = {"As now": (misread, ours, theirs), RARER: (misread / 2, ours, theirs), MILDER: milder, STRICTER: milder,
            BOTH: (misread / 2, *milder[1:])}  # fmt: skip
    for name, share in rows.items():
        if abs(50 * sum(kept(*read[name])) - share) > 0.051:
            yield f"{name}: {share}, and it is {50 * sum(kept(*read[name]))}"


def what_keeps_most_and_never_pays_is_said_to(said):
    """A change is named without more only where it could pay both to keep their words after it."""
    found = said.found(r"Most are kept with (.+?)(, but then keeping them would never come to pay you both)?\.\n")
    if found:
        for name in re.findall(r"“([^”]+)”", found[0]):
            misread, ours, theirs = after(name, *model(said))
            never = None in (least(said, ours, misread), least(said, theirs, misread))
            if never != bool(found[1]):
                yield f"{found}: after it, it pays {'never' if never else 'in time'}"


def marks_are_counted_as_they_are_mended(said):
    """The marks that it has and those that are to be mended are four, and the headline lacks as many."""
    words = next(
        (each for each in said.sentences if re.match(r"It has \w+ of the four|You ticked none of the", each)), ""
    )
    mended = sum(MEND[mark] in words for mark in MARKS)
    found = re.match(r"It has (\w+) of the four", words)
    if found and counted_as(found[1]) + mended != len(MARKS):
        yield f"{mended} are mended: {words}"
    lacks = re.search(r"still lacks (all four|\w+ of the four) marks", said.headline)
    if lacks and counted_as("four" if lacks[1] == "all four" else lacks[1].split()[0]) != mended:
        yield f"{mended} are mended: {said.headline}"


def the_figure_names_the_best(said):
    """What is said to keep most is strictly ahead of whatever is not named."""
    found = said.found(r"Most are kept with (.+?)(?:, but then .*)?\.\n")
    rows = {row[""]: row["Words kept"] for row in said.table("Words kept in every 100")}
    if found:
        named = re.findall(r"“([^”]+)”", found[0])
        rest = [share for name, share in rows.items() if name not in named]
        if min(rows[name] for name in named) <= max(rest):
            yield f"{named} of {rows}"


RELATIONS = (
    printed_numbers_are_compared,
    advice_holds_when_it_is_taken,
    lapsing_now_and_then_is_minded_where_it_would_pay,
    what_was_said_of_the_stakes_is_in_the_loop,
    every_time_is_every_time,
    what_there_is_to_gain_is_what_was_answered,
    advice_goes_to_whoever_can_take_it,
    the_figure_shows_what_its_labels_say,
    what_keeps_most_and_never_pays_is_said_to,
    marks_are_counted_as_they_are_mended,
    the_figure_names_the_best,
)
