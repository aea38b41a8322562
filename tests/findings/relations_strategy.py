"""strategy: what is said of measures and steps is what the tables show; the count of sections is that of the table."""

from __future__ import annotations

import re

from findings.given import of_wrong_answers
from findings.lint import counted_as
from findings.statements import Never, Said, contradictions, printed

from collabkit import strategy, worked
from collabkit.exercises.strategy import REVIEW, STOP, WORDS
from collabkit.strategy import SECTIONS
from collabkit.workbook import Workbook

NEVER = (
    Never(
        r"No measure is written down",
        r"How you will know|measures? says? enough|The one measure",
        "no measure, or some",
    ),
    Never(
        r"no step of the first 100 days is written down",
        r"What people will see|first steps? (?:has|have)|the one first step",
        "no step, or some",
    ),
    Never(r"all \d+ measures say enough|the one measure says enough", r"write down what is missing", "enough, or not"),
)
GATHERED = (
    Never(r"has words for all 14 sections", r"\| empty|comes next|Write these next", "nothing is empty"),
    Never(r"Words are not yet agreement", r"Write these next", "all is written, or not"),
)
MAY_SAY = (r"a sentence without an end",)  # a section holds what was typed, as it was typed


def numbers(said):
    """How many measures and steps there are and are whole, the numbers of sections, and what was typed."""
    typed = [number.value for value in said.values.values() if isinstance(value, str) for number in printed(value)]
    return [*range(len(SECTIONS) + 1), 100, *typed, *of_wrong_answers(said)]


def said_there(words):
    """Tell whether words were typed, and not signs alone."""
    return any(sign.isalnum() for sign in words or "")


def signs_alone_settle_nothing(said):
    """As many measures say enough as have words in every cell that is asked for, and the end is open where only signs were typed."""
    measures = _rows(said, "Your measures")
    sure = sum(
        all(said_there(said.answers.get(f"measures.{row}.{key}")) for key in ("what", "owner", "today", "target", "by"))
        for row in "1234"
    )
    found = re.match(r"(\w+) of \d+ measures|(All|The one) ", said.headline)
    told = (
        0
        if "does not say enough" in said.headline
        else len(measures)
        if found and found[2]
        else counted_as(found[1])
        if found
        else 0
    )
    if measures and told != sure:
        yield f"{said.headline}: {sure} of {len(measures)}"
    for key in (REVIEW.key, STOP.key):
        if said.answers.get(key) and not said_there(said.answers[key]) and "The end is open" not in said.text:
            yield f"{key}: {said.answers[key]}"


def _rows(said, caption):
    return said.table(caption) if any(table.caption == caption for table in said.findings.tables()) else []


def the_headline_counts_measures_and_steps_as_the_tables_do(said):
    measures = _rows(said, "Your measures")
    steps = _rows(said, "What people will see")
    whole = sum(all(said_there(row[key]) for key in ("What", "Who", "By when")) for row in steps)
    counts = {
        r"(?:of|[Aa]ll) (\d+) measures?": len(measures) if len(measures) > 1 else None,
        r"(?:of|all) (\d+) first steps?": len(steps) if len(steps) > 1 else None,
        r"(?:^|; )(\d+) of \d+ first steps": whole if 1 < whole < len(steps) else None,
    }
    found = {pattern: re.search(pattern, said.headline) for pattern in counts}
    return [
        f"{said.headline}: {expected} by {pattern}"
        for pattern, expected in counts.items()
        if (int(found[pattern][1]) if found[pattern] else None) != expected
    ]


def gathered(said, book):
    return Said(said.exercise, said.answers, strategy.means(said.exercise, said.reading, book))


def the_headline_counts_the_sections_that_have_words(said):
    written = sum(row["So far"] == "has words" for row in said.table("The fourteen sections"))
    found = re.search(r"has words for (?:(\d+) sections? of 14|all 14 sections)", said.headline)
    return [] if found and int(found[1] or 14) == written else [f"{said.headline}: {written}"]


def what_comes_next_is_the_first_that_is_empty(said):
    empty = [
        row["Section"].partition(". ")[2] for row in said.table("The fourteen sections") if row["So far"] == "empty"
    ]
    found = re.search(r"; “([^”]*)” comes next\.", said.headline)
    faults = (
        [] if (found[1] if found else None) == (empty[0].lower() if empty else None) else [f"{said.headline}: {empty}"]
    )
    asked = re.findall(r"\n- ([^:\n]+):", said.text.partition("Write these next:")[2])
    return faults + ([] if asked == empty[:3] else [f"{asked}: {empty}"])


def every_section_with_words_is_shown(said):
    headings = {block.heading for block in said.findings.blocks if getattr(block, "heading", "")}
    written = {row["Section"] for row in said.table("The fourteen sections") if row["So far"] == "has words"}
    return [] if headings == written else [f"{headings ^ written}"]


def every_word_of_the_learners_stands_in_a_section(said):
    """Those that are too long too."""
    return [
        f"{question.key} is not there"
        for question in WORDS
        if said_there(said.answers.get(question.key))
        and " ".join(str(said.answers.get(question.key, "")).split()) not in " ".join(said.text.split())
    ]


def what_was_typed_is_not_said_to_be_missing(said):
    absent = re.search(r"You have not written down ([^.]*)\.", said.text)
    named = {REVIEW.key: "the day on which you decide again", STOP.key: "what would make you stop"}
    return [
        f"{key}: {absent[0]}"
        for key, words in named.items()
        if absent and words in absent[1] and said_there(said.answers.get(key))
    ]


OF_ALL = (
    the_headline_counts_the_sections_that_have_words,
    what_comes_next_is_the_first_that_is_empty,
    every_section_with_words_is_shown,
    every_word_of_the_learners_stands_in_a_section,
)


def the_same_holds_of_what_is_gathered(said):
    """Alone, and beside a third of the other exercises."""
    workbook = worked.workbook().every()
    few = {id: workbook[id] for place, id in enumerate(workbook) if place % 3 == len(said.answers) % 3}
    faults = []
    for book in (Workbook(), Workbook.of(few)):
        beside = gathered(said, book)
        faults += [f"{relation.__name__}: {fault}" for relation in OF_ALL for fault in relation(beside)]
        faults += contradictions(beside, GATHERED)
    return faults


def what_is_said_of_steps_is_what_they_have(said):
    """Of a step that lacks one thing it is not said that it lacks another: the headline asks for what, who and when."""
    steps = _rows(said, "What people will see")
    whole = sum(all(said_there(row[key]) for key in ("What", "Who", "By when")) for row in steps)
    named = sum(said_there(row["Who"]) and said_there(row["By when"]) for row in steps)
    found = re.search(r"; (.*?) first steps? (.*)\.$", said.headline)
    if not steps or not found:
        return [] if not steps else [said.headline]
    faults = []
    if "name" in found[2] and named != whole:
        faults.append(f"{said.headline}: {named} have a name and a day")
    if len(steps) == 1 and ("not yet" in found[2] or "lacks" in found[2]) == bool(whole):
        faults.append(f"{said.headline}: {whole} of 1")
    return faults


RELATIONS = (
    signs_alone_settle_nothing,
    the_headline_counts_measures_and_steps_as_the_tables_do,
    what_is_said_of_steps_is_what_they_have,
    what_was_typed_is_not_said_to_be_missing,
    the_same_holds_of_what_is_gathered,
)
