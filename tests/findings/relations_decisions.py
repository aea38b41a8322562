"""decisions: every count is that of its table, every list as long as its count, and silence is no answer."""

from __future__ import annotations

import re

from findings.given import of_wrong_answers
from findings.lint import counted_as, listed
from findings.statements import Never, printed

NEVER = (
    Never(r"Every decision has one name", r"No one name stands beside|Put “.*” on the next agenda", "all are settled, or not"),
    Never(r"Each way to fail has somebody", r"to fail ha(?:s|ve) no owner|Find an? (?:owner|first sign)", "all are watched, or not"),
    Never(r"Everything that you marked and that applies is in writing", r"not in writing|Close this gap|Not yet", "no gap is left"),
    Never(r"Nothing that you marked applies", r"is in writing|are in writing", "nothing applies"),
    Never(r"Nothing is said here about the end", r"How it ends", "it is said, or not"),
    Never(r"You do not know what leaving costs", r"Worked out|Known roughly", "somebody does"),
    Never(r"Only one (?:partner|person) decides", r"none is settled", "one does"),
    Never(r"Only one partner decides", r"Only one person decides", "it is one of them"),
    Never(r"Every decision has one name", r"not settled\. Do(?:es that person|) ", "all are settled, or not"),
)  # fmt: skip
STATES = {"written": "In writing", "talked": "Talked about", "open": "Not yet"}


def numbers(said):
    """How many decisions, ways to fail and points there are, and how many of each are settled: the tables are counted here."""
    points = [value for key, value in said.values.items() if key.startswith("point.")]
    parts = [
        said.table("Who decides"), said.table("It has failed"), points, points_in(said, "written"), points_in(said, "talked", "open"),
        [state for state in points if state != "none"], range(17 - len(points)),
    ]  # fmt: skip
    inner = [settled(said), watched(said), vetoes(said), alone(said)]
    lengths = [len(part) for part in (*parts, *inner)] + [
        len(parts[0]) - len(settled(said)),
        len(parts[1]) - len(watched(said)),
    ]
    # The caution about two Scottish councils says £4.6m over five years: its source stands with the exercise.
    return [*lengths, *(length - 2 for length in lengths), 4, 5, *of_wrong_answers(said), *typed(said)]


def typed(said):
    return [number.value for value in said.values.values() if isinstance(value, str) for number in printed(value)]


def points_in(said, *states):
    return [key for key, value in said.values.items() if key.startswith("point.") and value in states]


def partners(said):
    return set(said.values["partners"].values())


def named(row):
    return row.get("Who exactly", "–") != "–"


def is_settled(said, row):
    """A partner has the last word, or a person of whom it is not said that nothing is settled."""
    return row["Decides"] in partners(said) or (named(row) and row["Decides"] != "Not settled")


def settled(said):
    return [row["Decision"] for row in said.table("Who decides") if is_settled(said, row)]


def vetoes(said):
    return [row["Decision"] for row in said.table("Who decides") if row["Must agree"] == "All of us"]


def alone(said):
    return [
        row["Decision"]
        for row in said.table("Who decides")
        if row["Decides"] in partners(said)
        and row["Decides"] == row["Recommends"]
        and row["Must agree"] == "Nobody else"
    ]


def watched(said):
    return [
        row["Reason"] for row in said.table("It has failed") if row["Who watches"] != "–" and row["First sign"] != "–"
    ]


def number(words):
    return 0 if words == "none" else counted_as(words)


def the_headline_counts_what_the_tables_hold(said):
    points = [value for key, value in said.values.items() if key.startswith("point.")]
    asked = [state for state in points if state != "none"]
    wanted = {
        r"[Oo]f (\d+) decisions?, (\w+) (?:is|are) settled with one name": (len(said.table("Who decides")), len(settled(said))),
        r"[Oo]f (\d+) ways? to fail, (\w+) (?:is|are) watched": (len(said.table("It has failed")), len(watched(said))),
        r"[Oo]f (\d+) points? for the agreement(?: that you marked)?, (\w+) (?:is|are) in writing": (len(asked), len(points_in(said, "written"))),
    }  # fmt: skip
    faults = []
    for pattern, (total, part) in wanted.items():
        found = re.search(pattern, said.headline)
        if (found is None) != (total == 0):
            faults.append(f"{pattern} of {total}")
        if found and tuple(map(number, found.groups())) != (total, part):
            faults.append(f"{found[0]}: {part} of {total}")
    marked = "that you marked" in said.headline
    return faults + ([] if not asked or marked == (len(points) < 17) else [f"{len(points)} marked: {said.headline}"])


def quoted_list(words):
    return listed(re.sub(r"“[^”]+”", "“x”", words))


def each_list_is_as_long_as_what_it_counts(said):
    open_ones = [row for row in said.table("Who decides") if not is_settled(said, row)]
    lacking = len(said.table("It has failed")) - len(watched(said))
    wanted = {
        r"No one name stands beside (.*?)\. A meeting": sum(not named(row) for row in open_ones),
        r"You gave a name for (?:each of )?(.*?), and say that (?:it is|they are) not settled": sum(
            named(row) for row in open_ones
        ),
        r"with nobody to agree(?:, in|:) (.*?)\. Then it is": len(alone(said)),
        r"no first sign, written down: (.*?)\.(?:\n|$)": lacking,
    }
    faults = []
    for pattern, length in wanted.items():
        found = re.search(pattern, said.text)
        if (quoted_list(found[1]) if found else 0) != length:
            faults.append(f"{length} of {pattern}: {found and found[1]}")
    found = re.search(r"(\d+) ways? to fail ha(?:s|ve) no owner", said.text)
    return faults + ([] if not found or int(found[1]) == lacking else [f"{found[0]} of {lacking}"])


def the_table_of_points_holds_those_not_in_writing(said):
    rows, missing = said.table("Not in writing yet"), points_in(said, "talked", "open")
    found = re.search(r"(\d+) points? (?:is|are) not in writing", said.text)
    faults = (
        []
        if len(rows) == len(missing) == (int(found[1]) if found else 0)
        else [f"{len(rows)} rows, {len(missing)} missing"]
    )
    first = re.search(r"Close this gap first: (.*)\.$", said.headline)
    if rows and (not first or rows[0]["Point"].lower() != first[1].lower()):
        faults.append(f"{said.headline}: {rows[0]}")
    bad_day = [row["Needed on a bad day"] for row in rows]
    return faults + ([] if bad_day == sorted(bad_day) or "Yes" not in bad_day[bad_day.index("–") :] else [f"{bad_day}"])


def a_line_that_is_quoted_has_no_full_stop_of_its_own(said):
    """“Whom to hire.”. has two; a line of signs alone is no line."""
    ends = [found[0] for words in said.sentences for found in re.finditer(r"\.”(?:\.|,| and )", words)]
    return [*ends, *(f"“{sign}”" for sign in said.signs if any(f"“{sign}”" in words for words in said.sentences))]


def vetoes_are_counted(said):
    found = re.search(r"In (\d+) decisions? of (\d+) everybody has a veto", said.text)
    if not found:
        return []
    wanted = (len(vetoes(said)), len(said.table("Who decides")))
    return [] if tuple(map(int, found.groups())) == wanted else [f"{found[0]}: {wanted}"]


def one_partner_is_one(said):
    """Who is said to decide everything, or to watch everything, is the only one in the table."""
    table = [row for row in said.table("Who decides") if is_settled(said, row)]
    by_partner = {row["Decides"] for row in table} & partners(said)
    deciders = {
        ("partner", row["Decides"]) if row["Decides"] in by_partner else ("person", row["Who exactly"].casefold())
        for row in table
    }
    watchers = {row["Who watches"] for row in said.table("It has failed")}
    found = said.found(r"Only one (partner|person) decides\. (.*?) has the last word")
    met = any(row["Decides"] == "The joint meeting" and not is_settled(said, row) for row in said.table("Who decides"))
    one = len(deciders) == 1 and len(table) > 3 and not met
    faults = [] if bool(found) == one else [f"{deciders} decide: {found}"]
    if found and one and deciders != {(found[0], found[1] if found[0] == "partner" else found[1].casefold())}:
        faults.append(f"{deciders} decide: {found}")
    return faults + (
        [f"{watchers} watch"]
        if "One partner watches everything" in said.text and (len(watchers) != 1 or "–" in watchers)
        else []
    )


def what_was_not_said_of_the_end_is_said_to_be_not_said(said):
    keys = {"The people": "end.staff", "Things and information": "end.things", "Those whom you serve": "end.service"}
    rows = {row[""]: row["What you said"] for row in said.table("How it ends")}
    return [
        f"{name}: {rows[name]}" for name, key in keys.items() if rows and rows[name] != said.values.get(key, "Not said")
    ]


def one_is_one_and_several_are_several(said):
    """“One partner” stands before one decision; several names are several people; possessives are said as they are."""
    faults, names = [], set()
    found = re.search(r"(One partner|In each of these one partner) both recommends", said.text)
    if found and (found[1] == "One partner") != (len(alone(said)) == 1):
        faults.append(f"{found[0]}: {alone(said)}")
    for row in said.table("Who decides"):
        names |= {row["Who exactly"].casefold()} if named(row) and not is_settled(said, row) else set()
    know = re.search(r"(Does that person|Do those people) know", said.text)
    if bool(know) != bool(names) or (know and (know[1] == "Does that person") != (len(names) == 1)):
        faults.append(f"{know and know[0]}: {names}")
    return faults + re.findall(r"s’s to decide", said.text)


def where_to_begin_is_in_the_table(said):
    """“Begin with” those for a bad day only where some are and some are not; all or none are said to be so."""
    rows = said.table("Not in writing yet")
    if not rows:
        return []
    bad = sum(row["Needed on a bad day"] == "Yes" for row in rows)
    found = re.search(
        r"points? (?:is|are) not in writing(\.|, and you would look (it|them) up on a bad day\.)(?: Begin with (the one|those) that)?",
        said.text,
    )
    wanted = (
        (".", None, None) if not bad
        else (found[1], "it" if bad == 1 else "them", None) if bad == len(rows)
        else (".", None, "the one" if bad == 1 else "those")
    )  # fmt: skip
    return [] if found and found.groups() == wanted else [f"{found and found[0]}: {bad} of {len(rows)}"]


RELATIONS = (
    the_headline_counts_what_the_tables_hold,
    each_list_is_as_long_as_what_it_counts,
    the_table_of_points_holds_those_not_in_writing,
    a_line_that_is_quoted_has_no_full_stop_of_its_own,
    vetoes_are_counted,
    one_partner_is_one,
    what_was_not_said_of_the_end_is_said_to_be_not_said,
    one_is_one_and_several_are_several,
    where_to_begin_is_in_the_table,
)
