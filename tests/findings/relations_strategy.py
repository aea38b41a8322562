"""strategy: the count of sections is that of the table, and what is said to come next is empty."""

from __future__ import annotations

import re

from findings.given import of_wrong_answers
from findings.statements import Never, Said, contradictions, printed

from collabkit.exercises.strategy import SECTIONS

NEVER = (
    Never(r"has words for all 14 sections", r"\| empty|comes next|Write these next", "nothing is empty"),
    Never(r"Words are not yet agreement", r"Write these next", "all is written, or not"),
)
MAY_SAY = (r"a sentence without an end",)  # a section holds what was typed, as it was typed


def numbers(said):
    """The numbers of sections and chapters, how many sections have words, and what was typed."""
    typed = [number.value for value in said.values.values() if isinstance(value, str) for number in printed(value)]
    return [*range(len(SECTIONS) + 1), 100, *typed, *of_wrong_answers(said)]


def the_headline_counts_the_sections_that_have_words(said):
    written = sum(row["So far"] == "has words" for row in said.table("The fourteen sections"))
    found = re.search(r"has words for (?:(\d+) sections? of 14|all 14 sections)", said.headline)
    return [] if found and int(found[1] or 14) == written else [f"{said.headline}: {written}"]


def what_comes_next_is_the_first_that_is_empty(said):
    empty = [
        row["Section"].partition(". ")[2] for row in said.table("The fourteen sections") if row["So far"] == "empty"
    ]
    found = re.search(r"; “(.*?)” comes next", said.headline)
    faults = (
        [] if (found[1] if found else None) == (empty[0].lower() if empty else None) else [f"{said.headline}: {empty}"]
    )
    asked = re.findall(r"\n- ([^:\n]+):", said.text.partition("Write these next:")[2])
    return faults + ([] if asked == empty[:3] else [f"{asked}: {empty}"])


def every_section_with_words_is_shown(said):
    headings = {block.heading for block in said.findings.blocks if getattr(block, "heading", "")}
    written = {row["Section"] for row in said.table("The fourteen sections") if row["So far"] == "has words"}
    return [] if headings == written else [f"{headings ^ written}"]


ALONE = (
    the_headline_counts_the_sections_that_have_words,
    what_comes_next_is_the_first_that_is_empty,
    every_section_with_words_is_shown,
)


def the_same_holds_beside_the_other_exercises(said):
    workbook = said.exercise.example_workbook()
    few = {id: workbook[id] for place, id in enumerate(workbook) if place % 3 == len(said.answers) % 3}
    beside = Said(said.exercise, said.answers, said.exercise.evaluate(said.answers, few))
    faults = [f"{relation.__name__}: {fault}" for relation in ALONE for fault in relation(beside)]
    return faults + list(contradictions(beside, NEVER))


RELATIONS = (*ALONE, the_same_holds_beside_the_other_exercises)
