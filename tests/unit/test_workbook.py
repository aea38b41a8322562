"""The workbook: whole through every door, merged without loss, and read as if it came from a stranger."""

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from findings.generated import answer_sets, chance_of
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit.commands.build import npm_install
from collabkit.exercises import catalogue
from collabkit.exercises.context import SHARED
from collabkit.workbook import (
    LONGEST_ANSWER,
    MIGRATIONS,
    MOST_BYTES,
    SCHEMA,
    Entry,
    NewerWorkbookError,
    Workbook,
    WorkbookError,
)

TOP = Path(__file__).parents[2]
LIVE = TOP / "book" / "_live"
OLD = TOP / "tests" / "site" / "fixtures" / "kept-by-0.1.0.json"
SEED = os.environ.get("COLLABKIT_SEED", "1")
TIMES = [f"2026-11-25T10:00:0{n}.000Z" for n in range(4)]
ANSWERS = st.one_of(
    st.text(max_size=20), st.integers(-10, 10), st.lists(st.text(max_size=5), max_size=4), st.none(), st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
)  # fmt: skip
KEYS = st.sampled_from(["partners", "purpose", "level.1.2.now", "history", "x", "Y", "a_b"])
CHANGES = st.lists(
    st.tuples(st.sampled_from(["degree", "factors", "odd-one"]), st.dictionaries(KEYS, ANSWERS, max_size=3), st.sampled_from(TIMES)),
    max_size=6,
)  # fmt: skip


def made(changes):
    book = Workbook()
    for id, answers, when in changes:
        book = book.with_answers(id, answers, when)
    return book


def worked():
    return Workbook.of({one.id: one.example for one in catalogue()}, TIMES[0])


def test_the_worked_examples_come_back_whole():
    book = Workbook.load(worked().dump())
    assert book == worked()
    for one in catalogue():
        answers = book.answers(one.id)
        own = {key: value for key, value in one.example.items() if key not in SHARED}
        assert {key: value for key, value in answers.items() if key not in SHARED} == own
        assert set(answers) - set(one.example) <= set(SHARED)


@settings(max_examples=300)
@given(changes=CHANGES)
def test_a_workbook_round_trips(changes):
    book = made(changes)
    assert Workbook.load(book.dump()) == book
    assert Workbook.load(book.dump().encode()) == book
    assert Workbook.load(b"\xef\xbb\xbf" + book.dump().encode()) == book, "an editor may put a mark before it"


@pytest.fixture(scope="module")
def lives():
    """A thousand workbooks with everything that somebody might have answered, each with an older copy of itself."""
    print("seed", SEED)
    chance = chance_of("lives", SEED)
    sets = {one.id: [held.answers for held in answer_sets(one, 20, SEED)] for one in catalogue()}
    found = []
    for _ in range(1000):
        older = grown(Workbook(), chance, sets, TIMES[:2])
        found.append((older, grown(older, chance, sets, TIMES[2:])))
    return found


def grown(book, chance, sets, times):
    """The workbook after a sitting or two: exercises answered, a check tried, something cleared."""
    for when in times:
        for id in chance.sample(sorted(sets), chance.randint(1, 2)):
            book = book.with_answers(id, chance.choice(sets[id]), when)
        book = replace(
            book, checks=book.checks.with_changes({f"k{chance.randint(0, 6)}-1": chance.choice("abc")}, when)
        )
        cleared = chance.choice([*book.shared.answers, "purpose"])
        book = book.with_answers("strategy", {cleared: None}, when) if chance.random() < 0.3 else book
    return book


@pytest.mark.slow
def test_a_thousand_generated_workbooks_come_back_whole_and_byte_for_byte(lives):
    texts = [book.dump() for _, book in lives]
    assert len(set(texts)) > 990, "they differ"
    for (_, book), text in zip(lives, texts, strict=True):
        again = Workbook.load(text.encode())
        assert again == book
        assert again.dump() == text
    assert all(Workbook.open(text).whole for text in texts[::10])


@pytest.mark.slow
def test_merging_with_itself_or_an_older_copy_changes_nothing(lives):
    for older, book in lives:
        assert book.merged(book) == book
        assert book.merged(older) == book == older.merged(book)
        assert older == book or book.merged(older) != older


OPENED = """
import fs from 'node:fs'
import { merged, moved, read } from 'WORKBOOK'
const { lives, entries, checks, shared } = JSON.parse(fs.readFileSync(0, 'utf8'))
const alike = (one, other) => JSON.stringify(one) === JSON.stringify(other)
process.stdout.write(JSON.stringify({
  books: lives.map(([older, book]) => {
    const [then, now] = [older, book].map(read)
    const once = merged(now, now)
    return { book: once, same: alike(merged(once, once), once) && alike(merged(then, now), once) && alike(merged(now, then), once) }
  }),
  old: moved(entries, checks, shared),
}))
"""


def in_node(script, given, folder):
    """What the page's own rules make of something."""
    path = folder / "rules.mjs"
    rules = (TOP / "collabkit" / "live" / "workbook.js").as_uri()
    path.write_text(script.replace("WORKBOOK", rules), encoding="utf-8")
    ended = subprocess.run(
        ["node", path], input=json.dumps(given), capture_output=True, text=True, check=True, env=npm_install(LIVE)
    )
    return json.loads(ended.stdout)


def kept_by_0_1_0():
    """What version 0.1.0 kept in a browser: an entry for each exercise, and the checks."""
    stored = json.loads(OLD.read_text(encoding="utf-8"))
    entries = {key.removeprefix("collabkit:"): json.loads(text) for key, text in stored.items() if ":" in key}
    return entries, json.loads(stored["collabkit.checks"])


def test_the_page_reads_and_merges_generated_workbooks_as_python_does(lives, tmp_path):
    entries, checks = kept_by_0_1_0()
    some = lives[::10]
    given = {
        "lives": [[older.dump(), book.dump()] for older, book in some],
        "entries": entries,
        "checks": checks,
        "shared": SHARED,
    }
    found = in_node(OPENED, given, tmp_path)
    for (_, book), page in zip(some, found["books"], strict=True):
        assert page["same"]
        assert Workbook.from_json(page["book"]) == book
    # And what version 0.1.0 kept moves over alike, in a browser and as a file of version 1.
    first = {"format": "collabkit-workbook", "schema": 1, "exercises": entries, "checks": checks}
    moved = Workbook.load(json.dumps(first))
    assert Workbook.from_json(found["old"]) == moved
    assert moved.shared.answers == entries["shared"]["answers"]
    assert moved.checks.answers == checks
    assert set(moved.every()) == set(entries) - {"shared"}
    for id, book in moved.every().items():
        own = entries[id]["answers"]
        assert {key: book[key] for key in book if key not in SHARED} == {
            key: own[key] for key in own if key not in SHARED
        }


def test_every_earlier_version_moves_over():
    assert set(MIGRATIONS) == set(range(1, SCHEMA))


@settings(max_examples=300)
@given(one=CHANGES, other=CHANGES, third=CHANGES)
def test_merging_needs_no_order_and_twice_changes_nothing(one, other, third):
    a, b, c = made(one), made(other), made(third)
    assert a.merged(b) == b.merged(a)
    assert a.merged(b).merged(b) == a.merged(b)
    assert a.merged(b.merged(c)) == a.merged(b).merged(c)
    assert a.merged(a) == Workbook().merged(a)


def test_a_cleared_answer_stays_cleared():
    book = Workbook.of({"factors": {"history": "4"}}, TIMES[0])
    cleared = book.with_answers("factors", {"history": None}, TIMES[1])
    assert cleared.merged(book).answers("factors") == {}
    assert Workbook.load(cleared.dump()).merged(book).answers("factors") == {}
    again = cleared.with_answers("factors", {"history": "2"}, TIMES[2])
    assert book.merged(again).merged(cleared).answers("factors") == {"history": "2"}


def test_what_is_shared_is_kept_once():
    book = Workbook.of({"degree": {"partners": ["A"]}, "options": {"partners": ["A", "B"], "option": ["x"]}})
    assert book.answers("degree")["partners"] == book.answers("options")["partners"] == ["A", "B"]
    assert "partners" not in book.exercises["options"].answers


MERGE = """
import fs from 'node:fs'
import { change, empty, merged } from 'WORKBOOK'
const shared = ['collaboration', 'purpose', 'partners']
const made = (changes) => changes.reduce((book, [id, answers, time]) => {
  const part = (test) => Object.fromEntries(Object.entries(answers).filter(([key]) => shared.includes(key) === test))
  const own = part(false)
  const exercises = Object.keys(own).length ? { [id]: change(own, time) } : {}
  return merged(book, { ...empty(), shared: change(part(true), time), exercises })
}, empty())
const pairs = JSON.parse(fs.readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(pairs.map(([one, other]) => [made(one), merged(made(one), made(other)), merged(made(other), made(one))])))
"""


def merged_one_by_one(changes):
    """As the page makes a workbook: each change is a small workbook, laid over what there is."""
    book = Workbook()
    for id, answers, when in changes:
        book = book.merged(Workbook().with_answers(id, answers, when))
    return book


def random_changes(chance):
    values = ["", "x", "ä “quoted”", 3, 0, -2, [], ["A", ""], [""], ["B", "C"], None, True, False, "😀", "\uff21"]
    keys = ["partners", "purpose", "history", "level.1.2.now", "10", "9", "toString", "constructor"]
    return [
        [chance.choice(["degree", "factors", "10", "9", "constructor", "valueOf"]), {key: chance.choice(values) for key in chance.sample(keys, 2)}, chance.choice(TIMES)]
        for _ in range(chance.randint(0, 6))
    ]  # fmt: skip


def test_the_page_merges_as_python_does(tmp_path):
    seed = 20261125
    print("seed", seed)
    chance = random.Random(seed)  # noqa: S311 - a test's chance
    pairs = [[random_changes(chance), random_changes(chance)] for _ in range(400)]
    for (one, other), (mine, there, back) in zip(pairs, in_node(MERGE, pairs, tmp_path), strict=True):
        assert mine == merged_one_by_one(one).to_json()
        assert there == back == merged_one_by_one(one).merged(merged_one_by_one(other)).to_json()


def test_version_1_moves_over():
    book = Workbook.load(
        json.dumps(
            {
                "format": "collabkit-workbook",
                "schema": 1,
                "exercises": {
                    "shared": {"schema": 1, "answers": {"partners": ["A", "C"]}},
                    "degree": {"schema": 1, "answers": {"partners": ["A", "B"], "level.1.2.now": 2}},
                    "odd": 3,
                },
                "checks": {"k0-1": "b"},
            }
        )
    )
    assert book.answers("degree") == {"partners": ["A", "C"], "level.1.2.now": 2}
    assert book.checks.answers == {"k0-1": "b"}


WHOLE = worked().dump()
HOSTILE = {
    "nothing": b"",
    "no text": b"\xff\xfe\x00",
    "cut off": WHOLE[:-200],
    "a list": "[]",
    "deep lists": "[" * 100_000,
    "deep objects": '{"a":' * 90_000,
    "50 MB": b" " * 50_000_000,
    "not a number": WHOLE.replace('"schema": 2', '"schema": NaN'),
    "said twice": '{"format":"collabkit-workbook","format":"x","schema":2}',
    "no version": '{"format":"collabkit-workbook"}',
    "a version that is true": '{"format":"collabkit-workbook","schema":true}',
    "version nought": '{"format":"collabkit-workbook","schema":0}',
    "another format": '{"format":"something","schema":2}',
    "__proto__": '{"format":"collabkit-workbook","schema":2,"exercises":{"__proto__":{"answers":{}}}}',
    "a script for a name": '{"format":"collabkit-workbook","schema":2,"exercises":{"<script>":{"answers":{}}}}',
    "an object for an answer": '{"format":"collabkit-workbook","schema":2,"exercises":{"a":{"answers":{"b":{}}}}}',
    "a list in a list": '{"format":"collabkit-workbook","schema":2,"exercises":{"a":{"answers":{"b":[["c"]]}}}}',
    "a long number": '{"format":"collabkit-workbook","schema":2,"exercises":{"a":{"answers":{"b":' + "9" * 5000 + "}}}}",
    "a huge number": '{"format":"collabkit-workbook","schema":2,"exercises":{"a":{"answers":{"b":1e999}}}}',
    "a long answer": json.dumps({"format": "collabkit-workbook", "schema": 2, "checks": {"answers": {"b": "x" * 30_000}}}),
    "a long list": json.dumps({"format": "collabkit-workbook", "schema": 2, "checks": {"answers": {"b": ["x"] * 300}}}),
    "an odd time": '{"format":"collabkit-workbook","schema":2,"checks":{"changed":{"a":"yesterday"}}}',
    "version 1, odd": '{"format":"collabkit-workbook","schema":1,"exercises":[1]}',
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_workbook_is_refused_in_a_sentence_and_at_once(kind):
    begun = time.perf_counter()
    with pytest.raises(WorkbookError) as refused:
        Workbook.load(HOSTILE[kind])
    assert str(refused.value).endswith(".")
    assert 20 < len(str(refused.value)) < 200
    assert time.perf_counter() - begun < 1


def test_a_later_version_is_told_apart():
    with pytest.raises(NewerWorkbookError, match="newer version"):
        Workbook.load('{"format":"collabkit-workbook","schema":99}')


def test_damaged_files_are_read_or_refused_and_never_break():
    seed = 3
    print("seed", seed)
    chance = random.Random(seed)  # noqa: S311 - a test's chance
    whole, opened = WHOLE.encode(), 0
    for _ in range(1500):
        damaged = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.3 else whole)
        for _ in range(chance.randrange(1, 6)):
            if damaged:
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            Workbook.load(bytes(damaged))
            opened += 1
        except WorkbookError:
            pass
    assert 0 < opened < 1500


def test_names_that_scripts_use_are_only_names():
    book = Workbook.load(
        '{"format":"collabkit-workbook","schema":2,"exercises":{"constructor":{"answers":{"toString":"x"}}}}'
    )
    assert book.answers("constructor") == {"toString": "x"}


def test_the_largest_honest_workbook_is_allowed():
    long = {
        one.id: {key: "é" * 2000 if isinstance(value, str) else value for key, value in one.example.items()}
        for one in catalogue()
    }
    assert len(Workbook.of(long).dump().encode()) < MOST_BYTES


def test_an_entry_keeps_the_time_of_what_was_cleared():
    entry = Entry({"a": "1"}, {"a": TIMES[0]}).with_changes({"a": " "}, TIMES[1])
    assert entry.answers == {}
    assert entry.changed == {"a": TIMES[1]}


@pytest.mark.parametrize(
    "changes", [{"a b": 1}, {"__proto__": 1}, {"a": {"b": 1}}, {"a": [["b"]]}, {"a": float("nan")}, {"a": 10**15},
                {"a": "x" * (LONGEST_ANSWER + 1)}, {"a": ["x"] * 101}, {3: "x"}, {"a": {"b"}}],
)  # fmt: skip
def test_what_could_not_be_read_again_is_not_taken_in(changes):
    with pytest.raises(WorkbookError, match=r"cannot be kept as an answer\. Give words"):
        Workbook().with_answers("factors", changes)


def test_half_a_letter_becomes_a_sign_for_it_and_the_workbook_can_be_saved():
    book = Workbook().with_answers("factors", {"history": "cut \ud83d", "list": ("a", "\udc00")}, TIMES[0])
    assert book.answers("factors") == {"history": "cut \ufffd", "list": ["a", "\ufffd"]}
    assert Workbook.load(book.dump().encode()) == book
    file = json.dumps(
        {"format": "collabkit-workbook", "schema": 2, "exercises": {"factors": {"answers": {"history": "cut \ud83d"}}}}
    )
    assert Workbook.load(file).answers("factors") == {"history": "cut \ufffd"}


@pytest.mark.parametrize(
    "time",
    [
        "2026-13-45T10:00:00.000Z",
        "8999-12-31T23:59:59.999Z",
        "9000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z",
        "２０２６-01-01T00:00:00.000Z",
    ],
)
def test_a_time_that_leaves_no_later_one_is_refused(time):
    """A change has to be later than all there was: such a time would have let nothing be changed ever again."""
    with pytest.raises(WorkbookError, match="a time that cannot be read"):
        Workbook.from_json({"format": "collabkit-workbook", "schema": 2, "shared": {"changed": {"purpose": time}}})
    about = {**Workbook().to_json(), "saved": time}
    assert Workbook.open(json.dumps(about)).saved == ""


FITTING = """
import fs from 'node:fs'
import { change } from 'WORKBOOK'
process.stdout.write(JSON.stringify(change(JSON.parse(fs.readFileSync(0, 'utf8')), 'TIME')))
""".replace("TIME", TIMES[0])


def test_a_page_holds_no_more_than_can_be_read_again(tmp_path):
    typed = {"purpose": "x" * 30_000, "partners": ["y" * 30_000] * 200, "history": "4"}
    kept = in_node(FITTING, typed, tmp_path)
    book = Workbook.from_json({"format": "collabkit-workbook", "schema": 2, "shared": kept})
    assert book.shared.answers == {"purpose": "x" * 20_000, "partners": ["y" * 20_000] * 100, "history": "4"}


def test_what_is_dated_for_people_has_the_day_of_their_clocks():
    script = "from collabkit.workbook import here; print(here('2026-07-01T23:30:00.000Z')[:10], here('0001-01-01T00:00:00.000Z')[:4])"
    settings = {**os.environ, "TZ": "Australia/Sydney"}
    said = subprocess.run(
        [sys.executable, "-c", script], env=settings, capture_output=True, text=True, check=True
    ).stdout
    assert said.split() == ["2026-07-02", "0001"]
