"""A group's findings: every count, the most divided first, and nothing that tells what fewer than five people said."""

import csv
import io
import itertools
import os
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit.analysis.agreement import FEWEST_PEOPLE, describe
from collabkit.charts import Columns
from collabkit.exercises import exercise
from collabkit.findings import Figure, Findings, Part, Table, walk
from collabkit.questions import UNSURE, Choice, Rating
from collabkit.workshop import Counts, Round, counted_answers, group, to_csv
from collabkit.workshop.counts import items_of, on_scale
from collabkit.workshop.items import LATEST, rateable
from collabkit.workshop.published import Shown, published
from collabkit.workshop.sheet import FORMULA, safe

SEED = os.environ.get("COLLABKIT_SEED", "1")
KEYS = [item.key for item in LATEST["factors"].items]
ORACLES = {
    "history": ((0, 1, 3, 6, 2), 0.583, "close", 0.583),
    "pace": ((2, 2, 2, 2, 2), 0.0, "spread", 1.2),
    "vision": ((4, 1, 1, 1, 5), -0.417, "split", 1.667),
    "roles": ((6, 0, 0, 0, 6), -1.0, "split", 2.0),
    "goals": ((0, 1, 2, 5, 2), 0.55, "close", 0.6),
}
"""Counts with van der Eijk's A, the word, and the average deviation."""


def dice(*about):
    return random.Random("-".join((SEED, *map(str, about))))  # noqa: S311 - chance for a test


def some_people(chance, number, id="factors", unsure=0.1):
    items = items_of(id).items
    return [{item.key: chance.choice(item.states) for item in items if chance.random() > unsure} for _ in range(number)]


def factors(people, **counts):
    return Counts("factors", people, {key: (*row, 0) if len(row) == 5 else row for key, row in counts.items()})


def statement(key):
    text = next(one.text for one in rateable(exercise("factors")) if one.key == key)
    return re.sub(r"^\d+\. ", "", text).removesuffix(".")


def parts(findings):
    return [block for block in findings.blocks if isinstance(block, Part)]


def every_answer(findings):
    """Return the rows of the tables of all answers, by question."""
    tables = [one for one in findings.blocks if isinstance(one, Table)]
    return {row[0]: row[1:] for table in tables for row in table.rows}


# --- what is said


def test_words_numbers_and_order_are_those_of_the_published_measures():
    findings = group(factors(12, **{key: row for key, (row, *_) in ORACLES.items()}))
    rows = every_answer(findings)
    assert list(rows) == [statement(key) for key in ("roles", "vision", "pace", "goals", "history")]
    for key, (counts, agreement, word, deviation) in ORACLES.items():
        assert describe(counts).agreement == pytest.approx(agreement, abs=0.001)
        assert rows[statement(key)] == (*counts, 0, word, round(deviation, 1))
    assert findings.headline.startswith(f"You are split on 2 of 5 questions. Begin with “{statement('roles')}”")


def test_each_of_the_first_four_has_a_sentence_its_picture_and_room_for_a_reason():
    findings = group(factors(12, **{key: row for key, (row, *_) in ORACLES.items()}))
    found = parts(findings)
    assert len(found) == 4
    for part in found:
        said, figure, prompt = part.blocks
        assert part.heading.removesuffix(".").endswith(figure.chart.title)
        assert figure.chart.title in said.words
        assert isinstance(figure.chart, Columns)
        assert figure.chart.counts in {(*counts, 0) for counts, *_ in ORACLES.values()}
        assert "in their own words: …" in prompt.items[0]
    assert found[0].blocks[0].words.endswith("of 12, 6 lean to “Strongly disagree” and 6 to “Strongly agree”.")


def test_every_count_of_every_question_is_written():
    chance = dice("every count")
    for id in LATEST:
        counts = counted_answers(id, some_people(chance, 60, id))
        findings = group(counts)
        written = sorted(
            tuple(cell for cell in row if isinstance(cell, int)) for row in every_answer(findings).values()
        )
        picked = [question for question in rateable(exercise(id)) if isinstance(question, Choice)]
        assert findings.complete
        if not picked:
            assert written == sorted(counts.of(item.key) for item in items_of(id).items)
        text = findings.to_text()
        for question in rateable(exercise(id)):
            assert re.sub(r"^\d+\. ", "", question.text).removesuffix(".") in text


def test_who_is_not_sure_is_counted_apart():
    findings = group(factors(9, history=(0, 0, 0, 4, 2, 3)))
    assert every_answer(findings)[statement("history")][:6] == (0, 0, 0, 4, 2, 3)
    assert "3 people of 9" in findings.to_text()
    assert describe((0, 0, 0, 4, 2)).word == every_answer(findings)[statement("history")][6]


def test_the_second_round_stands_beside_the_first():
    first = factors(12, vision=(4, 1, 1, 1, 5), pace=(2, 2, 2, 2, 2))
    second = factors(12, vision=(1, 1, 2, 7, 1), pace=(2, 2, 2, 2, 2))
    findings = group(first, second)
    said = findings.to_text()
    assert "You were split, and now you are close together.\n" in said
    assert "You are still spread; the middle answer stays “Neither”." in said
    assert "You moved closer together on one of 2 questions." in said
    figures = {block.chart.title: block.chart for block in walk(findings.blocks) if isinstance(block, Figure)}
    assert figures[statement("vision")].before == (4, 1, 1, 1, 5, 0)
    assert figures[statement("vision")].counts == (1, 1, 2, 7, 1, 0)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ((0, 0, 12, 0, 0, 0), (3, 0, 0, 0, 3, 0), "You were close together, and now you are split."),
        ((3, 0, 0, 0, 3, 0), (6, 0, 0, 0, 6, 0), "You are still split."),
        ((2, 2, 2, 2, 2, 0), (0, 4, 0, 4, 0, 0), "You are still spread."),
        ((0, 4, 0, 4, 0, 0), (0, 0, 6, 6, 0, 0), "You were spread, and now you are close together."),
        ((0, 6, 6, 0, 0, 0), (0, 6, 0, 0, 0, 0), "; the middle answer went from between “Disagree” and “Neither” to “Disagree”."),
    ],
)  # fmt: skip
def test_a_middle_answer_that_nobody_gave_is_not_named(before, now, said):
    sentence = parts(group(factors(12, history=before), factors(12, history=now)))[0].blocks[0].words
    assert sentence.endswith(said)


def test_those_who_did_not_move_are_told_so():
    same = factors(12, history=(0, 0, 6, 6, 0, 0))
    assert "You moved neither closer together nor further apart." in group(same, same).to_text()


def test_two_camps_are_not_said_to_be_no_split():
    """Three disagree and three agree: no room would call that “not split”, or spread over a scale."""
    findings = group(factors(6, history=(0, 3, 0, 3, 0, 0)))
    assert "not split" not in findings.to_text()
    assert "over the scale" not in findings.to_text()
    assert "of 6, 3 chose “Disagree” and 3 “Agree”." in findings.to_text()
    assert "the middle." not in findings.to_text()


def test_one_against_four_is_no_side_that_has_to_speak():
    assert "Hear the few first; nobody has to speak." in group(factors(5, history=(4, 0, 0, 0, 1, 0))).to_text()


def test_who_moved_apart_is_said():
    first = factors(10, history=(0, 5, 5, 0, 0), pace=(5, 0, 0, 0, 5))
    second = factors(10, history=(5, 0, 0, 0, 5), pace=(0, 5, 5, 0, 0))
    said = group(first, second).to_text()
    assert "You moved closer together on one of 2 questions and further apart on one of 2 questions." in said


def test_one_leans_and_two_lean():
    assert "of 5, 1 leans to “Strongly disagree” and 2 to" in group(factors(5, history=(1, 0, 2, 0, 2, 0))).to_text()
    assert "of 7, 3 lean to “Strongly disagree” and 4 to" in group(factors(7, history=(3, 0, 0, 0, 4, 0))).to_text()


def test_where_half_chose_otherwise_they_are_no_few():
    part = parts(group(factors(12, history=(0, 0, 6, 6, 0, 0))))[0]
    assert part.blocks[0].words.endswith(": of 12, 6 chose “Neither” and 6 “Agree”.")
    assert part.blocks[-1].lead.startswith("Hear both sides before anybody answers.")
    assert parts(group(factors(12, history=(0, 0, 5, 7, 0, 0))))[0].blocks[-1].lead.startswith("Hear the few first;")


@pytest.mark.parametrize(
    ("key", "counts", "said"),
    [
        ("point.exit.state", (6, 0, 0, 0), "is “In writing”, with 6 of 6."),
        (
            "point.exit.state",
            (4, 2, 0, 0),
            "is “In writing”, with 4 of 6. Ask those who chose otherwise what they see.",
        ),
        ("end.priced", (2, 2, 2), "are even: “{}”, “{}” and “{}”, with 2 of 6 each."),
        ("end.priced", (3, 3, 0), "are even: “{}” and “{}”, with 3 of 6 each."),
        ("end.priced", (3, 3, 1), "are “{}” and “{}”, with 3 of 7 each. Ask those who chose otherwise what they see."),
    ],
)
def test_nobody_is_asked_who_did_not_choose_otherwise(key, counts, said):
    question = next(one for one in rateable(exercise("decisions")) if one.key == key)
    words = said.format(*(words for _, words in question.options))
    assert group(Counts("decisions", sum(counts), {key: counts})).headline.endswith(words)


def test_rounds_of_different_exercises_are_refused():
    with pytest.raises(ValueError, match="different exercises"):
        group(factors(6), Counts("form", 6))


def test_findings_travel_as_json_and_every_writer_takes_them():
    chance = dice("json")
    for id in LATEST:
        people = some_people(chance, 24, id)
        whole = Round(counted_answers(id, people), {"=Council": counted_answers(id, people[:9])})
        findings = group(whole, counted_answers(id, some_people(chance, 24, id)))
        assert Findings.from_json(findings.to_json()) == findings
        assert findings.to_html()
        assert findings.to_markdown()
        assert findings.to_text()


def test_no_sentence_contradicts_its_table():
    for n in range(300):
        chance = dice("agree", n)
        people = chance.randint(5, 40)
        findings = group(counted_answers("factors", some_people(chance, people, unsure=0.2)))
        rows = every_answer(findings)
        words = [row[6] for row in rows.values()]
        split = re.match(r"You are split on (\d+|one|all) ", findings.headline)
        assert bool(split) == ("split" in words), (SEED, n)
        for part in parts(findings):
            figure = next(block for block in part.blocks if isinstance(block, Figure))
            assert rows[figure.chart.title][:6] == figure.chart.counts
            word = rows[figure.chart.title][6]
            start = {"split": "You are split on", "spread": "Your answers to", "close": "You are close together"}[word]
            assert part.blocks[0].words.startswith(start), (SEED, n)
            said = re.sub(r"“[^”]*”", "", f"{part.blocks[0].words} {figure.caption}")
            assert set(re.findall(r"\b(?:close|spread|split)\b", said)) == {word}, (SEED, n, said)


# --- what is not said


@pytest.mark.parametrize("people", range(5))
def test_fewer_than_five_people_are_shown_nothing(people):
    findings = group(counted_answers("factors", some_people(dice("few", people), people, unsure=0)))
    assert not findings.complete
    assert findings.tables() == ()
    assert "too few" in findings.to_text()
    assert to_csv(counted_answers("factors", some_people(dice("few", people), people))) == "\ufeff"


def test_a_question_that_four_placed_themselves_on_is_left_out_and_said():
    findings = group(factors(9, history=(1, 1, 1, 1, 0, 5), pace=(1, 1, 1, 1, 1, 0)))
    assert statement("history") in findings.to_text()
    assert list(every_answer(findings)) == [statement("pace")]
    assert "Not everything is shown." in findings.to_text()


def test_why_nothing_is_shown_is_true():
    few = "There are too few answers to show. So that nobody can tell who said what, answers are shown "
    unsure, three = factors(12, history=(0, 0, 0, 0, 0, 12)), factors(3, history=(0, 0, 0, 3, 0, 0))
    first, late = factors(60, history=(0, 0, 30, 30, 0)), factors(61, history=(0, 0, 30, 31, 0))
    told = {
        few + "from five people up. So far 3 people have taken part.": (three,),
        few + "where five people or more placed themselves on the scale. 7 people have": (factors(7, history=(0, 0, 4, 0, 0, 3)),),
        "Everybody who answered is not sure. Ask who would know: “1. We have": (unsure,),
        "The second round is not shown. Where two rounds differ only by the answers of fewer than five people, the second "
        "would tell what those few said. 61 people have": (first, late),
        "The second round is not shown. Where": (unsure, factors(13, history=(0, 0, 0, 0, 0, 13))),
        "No question can be shown. So that": (first, factors(61, history=(0, 0, 30, 31, 0), pace=(0, 1, 0, 0, 0, 0))),
    }  # fmt: skip
    for said, rounds in told.items():
        findings = group(*rounds)
        assert findings.headline.removeprefix("Caution: ").startswith(said)
        assert not findings.complete


def test_why_a_question_is_left_out_is_true():
    first = factors(12, history=(0, 0, 6, 6, 0), pace=(12, 0, 0, 0, 0))
    said = group(first, factors(13, history=(0, 0, 6, 7, 0), pace=(6, 0, 7, 0, 0))).to_text()
    assert "would tell what those few said. “1. We have worked" in said
    assert "from five people up" not in said
    said = group(factors(12, history=(0, 0, 0, 0, 0, 12), pace=(0, 0, 1, 6, 0, 5), roles=(1, 1, 0, 1, 1, 5))).to_text()
    assert f"- “{statement('history')}”: everybody who answered.\n- “{statement('pace')}”: 5 people of 12." in said
    assert "where five people or more placed themselves on the scale. “11." in said
    assert "“1. We have" not in said.partition("Not everything is shown")[2]


def test_a_small_part_of_the_group_is_not_shown_nor_what_would_give_it_away():
    whole = factors(15, history=(4, 3, 3, 3, 2, 0))
    groups = {
        "Council": factors(7, history=(2, 2, 1, 1, 1, 0)),
        "Health": factors(5, history=(1, 1, 1, 1, 1, 0)),
        "Police": factors(3, history=(1, 0, 1, 1, 0, 0)),
    }
    shown = published(Round(whole, groups))[0]["history"]
    assert list(shown.groups) == ["Council"]
    assert shown.hidden == ("Health", "Police")
    said = group(Round(whole, groups)).to_text()
    assert "Police            |                 – " in said
    assert "A dash stands for" in said


def test_those_in_no_part_of_the_group_are_not_given_away():
    whole = factors(8, history=(2, 2, 2, 1, 1, 0))
    shown = published(Round(whole, {"Council": factors(6, history=(2, 2, 1, 1, 0, 0))}))[0]["history"]
    assert shown.groups == {}


def test_who_came_late_or_left_is_not_given_away():
    first = factors(7, history=(2, 1, 1, 1, 2, 0), pace=(2, 1, 1, 1, 2, 0))
    later = factors(8, history=(2, 1, 1, 2, 2, 0), pace=(1, 1, 2, 2, 2, 0))
    before, now = published(Round(first, {}), Round(later, {}))
    assert (list(before), list(now)) == (["history", "pace"], ["pace"])
    assert list(published(Round(later, {}), Round(first, {}))[1]) == ["pace"]


def few(row, item):
    """Tell whether counts that somebody could work out are of a few people."""
    return any(row) and sum(on_scale(item, row)) < FEWEST_PEOPLE


def minus(one, other):
    return tuple(a - b for a, b in zip(one, other, strict=True))


def attack(item, shown):
    """Return what an attacker works out of the answers of a few people: every set of parts is taken from the whole."""
    found = []
    for number in range(len(shown.groups) + 1):
        for names in itertools.combinations(shown.groups, number):
            left = shown.whole
            for name in names:
                left = minus(left, shown.groups[name])
            found += [row for row in (left, minus(shown.whole, left)) if few(row, item)]
    return found


def gives_away(then, later):
    """Tell whether the difference of two rounds is the answers of a few people."""
    step = minus(later, then)
    return 0 < sum(map(abs, step)) < FEWEST_PEOPLE and (min(step) >= 0 or max(step) <= 0)


def rounds_of(chance, groups):
    """Return two rounds in which a few people come, go or change their minds, each person in a sub-group or in none."""
    sizes = [chance.choice([0, 1, 2, 3, 4, 5, 6, 9]) for _ in range(groups)] + [chance.choice([0, 0, 1, 3, 6])]
    people = [
        (f"G{n}" if n < groups else "", {"history": chance.choice([1, 2, 3, 4, 5, 5, UNSURE]), "pace": chance.choice([1, 5])})
        for n, size in enumerate(sizes) for _ in range(size)
    ]  # fmt: skip
    later = [(name, dict(answers)) for name, answers in people if chance.random() < 0.95]
    for _, answers in later:
        if chance.random() < chance.choice([0, 0.05, 0.5]):
            answers["history"] = chance.randint(1, 5)
    if chance.random() < 0.5:
        later.append((f"G{chance.randrange(groups)}" if groups else "", {"history": 2}))
    return [
        Round(
            counted_answers("factors", [answers for _, answers in listed]),
            {
                f"G{n}": counted_answers("factors", [answers for name, answers in listed if name == f"G{n}"])
                for n in range(groups)
            },
        )
        for listed in (people, later)
    ]


@settings(max_examples=500)
@given(st.integers(0, 10**9), st.integers(0, 5))
def test_no_subtraction_gives_away_a_few_people(seed, groups):
    before, now = published(*rounds_of(dice("attack", seed), groups))
    items = {item.key: item for item in items_of("factors").items}
    for shown in (before, now):
        assert [attack(items[key], one) for key, one in shown.items() if attack(items[key], one)] == []
    for key in set(before) & set(now):
        one, two = before[key], now[key]
        # What can be worked out in both rounds: each part that is shown in both, and all others together.
        both = set(one.groups) & set(two.groups)
        rest = [one.whole, two.whole]
        for name in both:
            rest = [minus(left, shown.groups[name]) for left, shown in zip(rest, (one, two), strict=True)]
        pairs = [*((one.groups[name], two.groups[name]) for name in both), tuple(rest), (one.whole, two.whole)]
        assert not [pair for pair in pairs if gives_away(*pair)], (SEED, seed, key)


@given(st.integers(0, 10**9), st.integers(0, 4))
def test_no_number_that_is_printed_is_of_a_hidden_part(seed, groups):
    """Findings and files are read back: each row that is printed for a part of the group is one that may be shown."""
    rounds = rounds_of(dice("printed", seed), groups)
    findings = group(*rounds)
    _, now = published(*rounds)
    allowed = {(name, *row) for shown in now.values() for name, row in shown.groups.items()}
    text = to_csv(*rounds)
    printed = [
        tuple(row)
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")))
        if row and re.fullmatch(r"G\d", row[0])
    ]
    assert {(row[0], *map(int, row[1:])) for row in printed if any(row[1:])} <= allowed
    in_findings = {row for table in findings.tables() for row in table.rows if re.fullmatch(r"G\d", str(row[0]))}
    assert {row for row in in_findings if row[1] is not None} <= allowed


def test_the_attack_finds_what_is_not_protected():
    """The tests above can fail: without the second rule the attacker has the answers of three."""
    whole = factors(15, history=(4, 3, 3, 3, 2, 0))
    parts_ = {"Council": (2, 2, 1, 1, 1, 0), "Health": (1, 1, 1, 1, 1, 0)}
    item = items_of("factors").items[0]
    assert (1, 0, 1, 1, 0, 0) in attack(item, Shown(item, whole.of("history"), parts_))


# --- counts


def test_counts_add_up_in_any_order():
    chance = dice("adding")
    people = some_people(chance, 30)
    cuts = [people[:7], people[7:8], people[8:8], people[8:]]
    whole = counted_answers("factors", people)
    for order in itertools.permutations([counted_answers("factors", cut) for cut in cuts]):
        assert order[0] + order[1] + order[2] + order[3] == whole
        assert order[0] + (order[1] + (order[2] + order[3])) == whole


def test_counts_that_cannot_be_people_are_refused():
    for fault, build in {
        "no question": lambda: Counts("factors", 5, {"x": (1,)}),
        "has 6 answers": lambda: Counts("factors", 5, {"history": (1, 2)}),
        "cannot be people": lambda: Counts("factors", 5, {"history": (0, -1, 0, 0, 0, 0)}),
        "cannot be counted": lambda: Counts("strategy", 5),
        "counted together": lambda: Counts("factors", 5) + Counts("form", 5),
        "more answers than the whole": lambda: Round(factors(1), {"A": factors(1, history=(1, 0, 0, 0, 0))}),
        "a name": lambda: Round(factors(1), {"": factors(1)}),
    }.items():
        with pytest.raises(ValueError, match=fault):
            build()


@given(st.text())
def test_no_cell_is_taken_for_a_formula(words):
    assert not safe(words).lstrip(" ").startswith(FORMULA)
    table = Table(words, (words, words), ((words, -1),))
    read = list(csv.reader(io.StringIO(to_csv(table).removeprefix("\ufeff"), newline="")))
    assert not any(cell.lstrip(" ").startswith(FORMULA) for row in read[:2] for cell in row)
    assert read[-1][-1] == "-1"


def test_ratings_and_choices_are_all_that_is_asked():
    assert all(isinstance(one, Rating | Choice) for id in LATEST for one in rateable(exercise(id)))
