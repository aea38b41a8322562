"""Every number in a chapter has its source beside it, or is listed with one in book/_numbers.json."""

import json
import re
import sys
from functools import cache
from itertools import combinations
from math import ceil

import pytest
from book_text import BOOK, CHAPTERS, ROLE, mend, pieces, plain

from collabkit.analysis import games
from collabkit.analysis.options import flip_weight, normalise_swings, ranking, reweighted
from collabkit.analysis.trust import Encounter
from collabkit.analysis.trust.memory_one import TIT_FOR_TAT, Strategy
from collabkit.exercises import exercise
from collabkit.exercises.options import compared

sys.path.insert(0, str(BOOK / "_ext"))
pytest.importorskip("jupyter_book", reason="the sums are read with the book's own packages")

from collabkit_book.items import items, of_kind

NUMBER = re.compile(r"(?<![\w.,])[£$€]?\d[\d,]*(?:\.\d+)?(?:%|bn|m\b)?")
YEAR = re.compile(r"\b(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?\b")
DATE = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
REFERRED = re.compile(r"\]\([^)]*\)|\b(?:chapter|Chapter|section|Section|step|Step) \d+")
INVENTED = re.compile(r"\b(?:Brackendale|Samira|Tom|Okafor|Anna|Leigh|Rhys|Pugh|Maggie|Doyle|Age Well|Joan|Steady)\b")
SOURCED = re.compile(r"\{(?:cite:[a-z]+|fact|evidence)\}`")
SMALL = 12
"""Whole numbers up to a dozen count things that stand on the page: steps, rows, partners round a table."""


@cache
def allowed():
    return json.loads((BOOK / "_numbers.json").read_text(encoding="utf-8"))


def numbers(text):
    """Return the numbers that a text claims something with.

    Years, dates, steps and small counts claim nothing by themselves.
    """
    for left_out in (ROLE, REFERRED, YEAR, DATE):
        text = left_out.sub(" ", text)
    found = [number.rstrip(",") for number in NUMBER.findall(text)]
    return [number for number in found if not (number.isdigit() and int(number) <= SMALL)]


def claims(path):
    """Return the numbers of a chapter that need a source beside them, each with its place."""
    told = {piece.section for piece in pieces(path) if piece.inside == "case" and piece.kind == "directive"}
    for piece in pieces(path):
        stands_alone = piece.kind in {"paragraph", "item", "row"} and piece.inside in {
            "",
            "div",
            "objectives",
            "optional",
        }
        if not stands_alone or piece.section in told or INVENTED.search(piece.text) or SOURCED.search(piece.text):
            continue
        text = re.sub(r"^\d+\.\s", "", piece.text)
        if piece.kind == "row":
            text = re.sub(r"^\|\s*\d+ ", "| ", text)  # the number of a step or a section
        for number in numbers(text):
            yield piece, number


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_number_has_its_source_beside_it(path):
    listed = {entry["number"] for entry in allowed().get(path.stem, [])}
    faults = [f"{piece.place}: {number} in “{piece.text[:70]}…”" for piece, number in claims(path)
              if number not in listed]  # fmt: skip
    assert not faults, mend(faults, "Cite a source, use a {fact}, or list the number with its source in _numbers.json:")


def test_every_listed_number_is_there_and_has_a_reason():
    found = {path.stem: {number for _, number in claims(path)} for path in CHAPTERS}
    faults = [
        f"{page}: {entry['number']}"
        for page, listed in allowed().items()
        for entry in listed
        if entry["number"] not in found.get(page, ()) or len(entry["source"].split()) < 4
    ]
    assert not faults, mend(faults, "Take these out of book/_numbers.json, or give a whole reason:")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Admissions fell by 4% in 2017-18, from 1,200 to 1,152.", ["4%", "1,200", "1,152"]),
        ("It cost £5.3bn and €0.5m.", ["£5.3bn", "€0.5m"]),
        ("On 1 March 2013 all 9 partners took step 20 of [chapter 5](5-what-works.md).", []),
        ("It met 3.4 times {cite:p}`audit2009`.", ["3.4"]),
    ],
)
def test_numbers_are_told_from_years_steps_and_small_counts(text, found):
    assert numbers(text) == found


# --- the sums of the running example are worked out again


def section(page, heading):
    """Return what stands under a heading of a chapter, down to the next of the same rank."""
    whole = (BOOK / f"{page}.md").read_text(encoding="utf-8")
    return plain(re.split(r"\n## ", whole.split(f"\n## {heading}\n", 1)[1])[0])


SPLITS = ("pro_rata", "shapley_value", "nucleolus", "separable_costs")


def rounded(shares):
    """Round halves up, as people do; the parts may miss the whole by a thousand."""
    return [f"£{int(share + 0.5 + 1e-9)},000" for share in shares.values()]


@pytest.fixture(scope="module")
def three_partners():
    """Costs in thousands of pounds, in the order none, council, trust, both, fire, council with fire, trust with fire, all."""
    return games.Game.from_vector(["council", "trust", "fire"], [0, 300, 240, 420, 120, 360, 320, 480])


def test_the_splits_in_chapter_2_are_right(three_partners):
    text = section("2-roots", "Sharing what you gain")
    for rule in SPLITS:
        shares = rounded(getattr(games, rule)(three_partners))
        said = rf"{shares[0]}\b[^.]*{shares[1]}\b[^.]*{shares[2]}\b"
        assert re.search(said, text), f"2-roots.md: {rule} gives {', '.join(shares)}"


def test_the_core_in_chapter_2_is_right(three_partners):
    text = section("2-roots", "Sharing what you gain")
    equal = games.equal_split(three_partners)
    assert f"An equal split of the bill, £{equal['fire']:.0f},000 each" in text
    assert games.core_violations(three_partners, equal)
    for rule in SPLITS:
        assert not games.core_violations(three_partners, getattr(games, rule)(three_partners)), rule
    # The least that each can pay is what the whole costs less what the other two would pay as a pair.
    for least, most in ((480 - 320, 300), (480 - 360, 240), (480 - 420, 120)):
        assert f"between £{least},000 and £{most},000" in text


def test_the_split_that_fails_in_chapter_2_fails():
    text = section("2-roots", "Sharing what you gain")
    changed = games.Game.from_vector(["council", "trust", "fire"], [0, 300, 240, 380, 120, 360, 320, 480])
    assert "as a pair for £380,000" in text
    for rule, fails in zip(SPLITS, (True, True, False, False), strict=True):
        shares = getattr(games, rule)(changed)
        assert bool(games.core_violations(changed, shares)) == fails, rule
        if fails:
            assert f"£{shares['council'] + shares['trust']:.0f},000" in text, rule


def test_the_numbers_of_groups_in_chapter_2_are_right():
    text = section("2-roots", "Sharing what you gain")
    groups = [sum(1 for size in range(1, n + 1) for _ in combinations(range(n), size)) for n in (3, 5, 8)]
    assert groups == [7, 31, 255]
    assert "three partners make seven, five make 31 and eight make 255" in text


CRITERIA = ("Fewer falls", "Reaching everyone", "Ease of doing", "Ease of undoing")


RHYS = (100, 50, 50, 50)
"""His swings: each of the others half as much as fewer falls."""


@pytest.fixture(scope="module")
def four_options():
    """Read the table of chapter 6: the scores of each option, the weights, and the values that it prints."""
    rows = [
        [cell.strip(" *") for cell in piece.text.strip("|").split("|")]
        for piece in pieces(BOOK / "6-strategies.md")
        if piece.kind == "row" and piece.section == "Options that somebody would really choose"
    ]
    scored = {row[0]: row for row in rows}
    names = scored["Criterion"][1:5]
    scores = {name: {c: float(scored[c][place]) for c in CRITERIA} for place, name in enumerate(names, 1)}
    weights = {c: float(scored[c][5].rstrip("%")) / 100 for c in CRITERIA}
    return scores, weights, dict(zip(names, map(float, scored["Weighted value"][1:5]), strict=True))


def test_the_values_in_chapter_6_are_right(four_options):
    scores, weights, printed = four_options
    assert normalise_swings(dict(zip(CRITERIA, (100, 60, 20, 20), strict=True))) == pytest.approx(weights)
    assert {one.option: one.value for one in ranking(scores, weights)} == pytest.approx(printed)


def test_the_flip_weights_in_chapter_6_are_right(four_options):
    scores, weights, _ = four_options
    text = section("6-strategies", "Options that somebody would really choose")
    flips = {name: flip_weight(scores["List"], scores["Team"], weights, name) for name in CRITERIA}
    assert f"about {flips['Ease of doing']:.0%}" in text
    assert f"to about {flips['Reaching everyone']:.0%}" in text
    least = ceil(flips["Fewer falls"] * 100)
    assert f"at least {least} of its 50" in text
    for points, first in ((least, "Team"), (least - 1, "List")):  # at a point less the other option comes first
        assert ranking(scores, reweighted(weights, "Fewer falls", points / 100))[0].option == first


def test_rhys_in_chapter_6_chooses_as_it_says(four_options):
    scores, _, _ = four_options
    his = normalise_swings(dict(zip(CRITERIA, RHYS, strict=True)))
    values = {one.option: one.value for one in ranking(scores, his)}
    assert f"by {values['List']:.0f} to {values['Team']:.0f}" in section(
        "6-strategies", "Options that somebody would really choose"
    )


def test_the_fifth_option_in_chapter_6_comes_first_for_the_group_and_for_rhys(four_options):
    scores, weights, _ = four_options
    text = section("6-strategies", "Options that somebody would really choose")
    said = re.search(
        r"It scored (\d+), (\d+), (\d+) and (\d+)\. That makes (\d+) on the group's weights and (\d+)", text
    )
    five = {**scores, "Two towns": dict(zip(CRITERIA, map(float, said.groups()[:4]), strict=True))}
    his = normalise_swings(dict(zip(CRITERIA, RHYS, strict=True)))
    for used, printed in ((weights, said[5]), (his, said[6])):
        first = ranking(five, used)[0]
        assert (first.option, f"{first.value:.0f}") == ("Two towns", printed)


def test_chapter_6_and_the_exercise_options_tell_the_same_story(four_options):
    scores, weights, _ = four_options
    one = exercise("options")
    found = compared(one.read(one.example))
    assert {found.names[option]: list(row.values()) for option, row in found.scores.items()} == {
        name: list(row.values()) for name, row in scores.items()
    }
    assert list(found.weights.values()) == pytest.approx(list(weights.values()))
    row = next(
        piece.text for piece in pieces(BOOK / "6-strategies.md") if piece.text.startswith("| Cost a year, £ thousand |")
    )
    assert [int(cost) for cost in re.findall(r"\d+", row)] == [
        one.example[f"cost.{option}.a_year"] for option in found.names
    ]
    team, other = one.example["cost.4.a_year"], one.example["cost.3.a_year"]
    assert f"costs £{team - other},000 a year more" in section(
        "6-strategies", "Options that somebody would really choose"
    )


def test_the_weakest_link_in_chapter_6_is_the_one_with_the_highest_score():
    rows = [
        [cell.strip() for cell in piece.text.strip("|").split("|")]
        for piece in pieces(BOOK / "6-strategies.md")
        if piece.kind == "row" and piece.section == "How is it meant to work?"
    ][2:]
    weakness = {row[0]: int(row[1]) * (5 - int(row[2])) for row in rows}
    assert max(weakness, key=weakness.get) == "Fewer falls mean fewer admissions"
    assert "The last arrow scores 4 × 4 = 16" in section("6-strategies", "How is it meant to work?")
    assert weakness["Fewer falls mean fewer admissions"] == 16


SUMS = {item["id"]: item for name in "2456" for item in of_kind(items(BOOK / "_checks" / f"{name}.json"), "sum")}
"""The sums left to the reader."""


@pytest.mark.parametrize(
    ("id", "costs", "group"),
    [
        ("s2-2", [0, 60, 60, 84, 40, 100, 100, 120], ("a", "b")),
        ("s2-3", [0, 50, 50, 70, 80, 130, 130, 144], ("a", "b")),
    ],
)
def test_the_splits_left_to_the_reader_fail_by_as_much_as_the_answer_says(id, costs, group):
    # The order of the costs is none, a, b, a with b, c, a with c, b with c, all.
    game = games.Game.from_vector(["a", "b", "c"], costs)
    shares = games.pro_rata(game)
    assert games.core_violations(game, shares)
    assert (sum(shares[one] for one in group) - costs[3]) * 1000 == pytest.approx(SUMS[id]["answer"])
    assert not games.core_violations(game, games.nucleolus(game)), "a split that holds can be found, as the answer says"


def test_the_equal_split_worked_for_the_reader_is_right():
    assert SUMS["s2-1"]["answer"] == 105_000 / 3 - 30_000


def test_the_shares_of_gaps_left_to_the_reader_are_right():
    outturn = 2 / 5
    for id, promised, gap in (("s4-1", 300, 500), ("s4-2", 400, 1200), ("s4-3", 150, 5000 * (1.04**2 - 1))):
        assert SUMS[id]["answer"] == pytest.approx(100 * outturn * promised / gap, abs=0.05)
        slips = [slip["answer"] for slip in SUMS[id].get("slips", ())]
        assert not slips or slips[0] == pytest.approx(100 * promised / gap, abs=0.05), "the promise taken in full"


def test_the_comparisons_left_to_the_reader_are_right():
    for id, here, there in (
        ("s5-1", (200, 150), (400, 360)),
        ("s5-2", (80, 64), (200, 180)),
        ("s5-3", (150, 120), (400, 340)),
    ):
        falls = [100 * (before - after) / before for before, after in (here, there)]
        assert SUMS[id]["answer"] == pytest.approx(falls[0] - falls[1])
        slips = [slip["answer"] for slip in SUMS[id].get("slips", ())]
        assert slips in ([], [pytest.approx(falls[0]), pytest.approx(sum(falls))])


def test_the_flip_weights_left_to_the_reader_are_right(four_options):
    scores, weights, _ = four_options
    two_towns = dict(zip(CRITERIA, (80, 85, 55, 70), strict=True))
    asked = {
        "s6-1": flip_weight({"speed": 40, "rest": 0}, {"speed": 0, "rest": 10}, {"speed": 0.5, "rest": 0.5}, "speed"),
        "s6-2": flip_weight({"reach": 60, "change": 0, "safety": 0}, {"reach": 0, "change": 40, "safety": 15},
                            {"reach": 0.5, "change": 0.3, "safety": 0.2}, "reach"),
        "s6-3": flip_weight(scores["List"], two_towns, weights, "Reaching everyone"),
    }  # fmt: skip
    for id, flip in asked.items():
        assert SUMS[id]["answer"] == pytest.approx(100 * flip, abs=0.05)


def test_toms_gap_in_chapter_4_is_right():
    text = section("4-why", "Money is a real reason and a slippery number")
    needed, worth = 6.0 * 1.03**3, 6.0 / 1.025**3
    assert f"£{needed:.2f}m" in text
    assert f"£{worth:.2f}m" in text
    gap = needed - worth
    assert gap == pytest.approx(1, abs=0.02)
    assert 0.4 / gap == pytest.approx(2 / 5, abs=0.01)
    assert pytest.approx(0.16) == 0.4 * 0.4
    assert 0.16 / gap == pytest.approx(1 / 6, abs=0.01)


def test_the_misreading_in_chapter_1_is_right():
    text = section("1-heart", "Why partners keep their word")
    assert "misread the other one time in twenty. In the long run they help each other only half the time" in text
    assert (
        "overlook a third of the lapses it thinks it sees. Long-run cooperation rises to about nine moves in ten"
        in text
    )
    forgiving = Strategy("overlooks a third", (1, 1 / 3, 1, 1 / 3))
    assert Encounter(TIT_FOR_TAT, TIT_FOR_TAT, misread=1 / 20).cooperation()[0] == pytest.approx(0.5)
    assert Encounter(forgiving, forgiving, misread=1 / 20).cooperation()[0] == pytest.approx(0.9, abs=0.05)


def test_the_levels_in_chapter_3_are_those_of_the_worked_example():
    example = exercise("degree").example
    names = dict(enumerate(example["partners"], 1))
    rows = [piece.text for piece in pieces(BOOK / "3-nature.md") if piece.kind == "row"]
    for a, b in combinations(names, 2):
        now = [example[f"level.{x}.{y}.now"] for x, y in ((a, b), (b, a))]
        needed = max(example[f"level.{x}.{y}.needed"] for x, y in ((a, b), (b, a)))
        said = f"| {names[a]}, {names[b]} | {now[0]} and {now[1]} | {needed} |"
        assert any(row.startswith(said) for row in rows), f"3-nature.md: a row should begin {said}"


def test_the_self_check_has_as_many_statements_as_every_page_says():
    from collabkit.exercises.factors import FACTORS

    said = [
        (path.name, int(number))
        for path in BOOK.rglob("*.md")
        for number in re.findall(r"(\d+) statements\b", path.read_text(encoding="utf-8"))
    ]
    assert ("5-what-works.md", len(FACTORS)) in said
    assert not [place for place in said if place[1] != len(FACTORS)]
