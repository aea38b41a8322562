"""Workbooks as nobody saved them: cut off, damaged, made by hand, or made to do harm. The same seed gives the same files."""

import json
import random

from collabkit import worked
from collabkit.exercises import catalogue
from collabkit.questions import LONGEST_NAME, Names, Text
from collabkit.workbook import SCHEMA, Workbook

SCRIPT = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
FORMULA = "=cmd|' /C calc'!A0"
TWO_MB = 2_000_001
FIFTY_MB = 50_000_000
VALUES = (
    None, True, -1, 0.5, 10**14, 10**300, "", SCRIPT, FORMULA, "x" * 25_000, "\ud800", "a\x00\u202eb", [], ["a", ["b"]], ["x"] * 101,
    [None, SCRIPT, 3], {}, {"answers": {}}, {"answers": []}, {"answers": {"a": {}}}, {"changed": {"a": 3}}, {"changed": {"a": "2026-13-45T10:00:00.000Z"}},
)  # fmt: skip
"""What may stand anywhere in place of what belongs there."""
NAMES = (
    "__proto__",
    "constructor",
    "toString",
    "valueOf",
    "prototype",
    SCRIPT,
    "",
    " ",
    "a b",
    "../../etc/passwd",
    "x" * 200,
    "\ud800",
    "é",
)
TIMES = (
    "yesterday",
    "2026-13-45T10:00:00.000Z",
    "9999-12-31T23:59:59.999Z",
    "２０２６-01-01T00:00:00.000Z",
    "2026-01-01",
    "",
)
LETTERS = (b"\xff\xfe", b"\x80", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80")
"""Bytes that are no UTF-8."""


def workbook(**parts):
    """A workbook's JSON, with parts of it as they are given."""
    return {"format": "collabkit-workbook", "schema": SCHEMA, **parts}


def written(given):
    return json.dumps(given).encode()


def of(whole):
    """A workbook to be damaged, as its bytes and as JSON."""
    return whole, json.loads(whole)


def cut(chance):
    whole, _ = WHOLE
    return whole[: chance.randrange(len(whole))]


def changed_bytes(chance):
    damaged = bytearray(WHOLE[0])
    for _ in range(chance.choice([1, 1, 8])):
        damaged[chance.randrange(len(damaged))] = chance.choice([chance.randrange(256), ord("a")])
    return bytes(damaged)


def places(given, path=()):
    """Every place in a JSON, as the names and numbers that lead to it."""
    yield path
    parts = given.items() if isinstance(given, dict) else enumerate(given) if isinstance(given, list) else ()
    for name, part in parts:
        yield from places(part, (*path, name))


def with_value(given, path, value):
    """The JSON with one place filled anew."""
    if not path:
        return value
    copy = dict(given) if isinstance(given, dict) else list(given)
    copy[path[0]] = with_value(copy[path[0]], path[1:], value)
    return copy


def wrong_type(chance):
    _, book = WHOLE
    near = [path for path in places(book) if len(path) < 4]
    return written(with_value(book, chance.choice(near if chance.random() < 0.6 else PLACES), chance.choice(VALUES)))


def strange_name(chance):
    name, entry = chance.choice(NAMES), {"answers": {chance.choice(["a", *NAMES]): chance.choice(["x", SCRIPT, 3])}}
    kinds = [
        workbook(exercises={name: entry}),
        workbook(shared=entry),
        workbook(checks=entry),
        workbook(**{name or "more": entry}),
    ]
    return written(chance.choice(kinds))


def words(chance):
    """Words that mean something to a page or a spreadsheet, where words may stand."""
    keys = chance.sample(["collaboration", "purpose"], 2)
    said = [
        SCRIPT,
        FORMULA,
        "@SUM(1)",
        "+1",
        "]]>",
        "</style></title>",
        "{{ template }}",
        "😀" * 300,
        "x" * 3000,
        "\x00",
        "\\ud83d",
        "\ud83d",
    ]
    partners = chance.sample(said, 3)
    own = {key: chance.choice(said) for key in ("history", "aim.1.words", "review", "level.1.2.now")}
    return written(workbook(
        shared={"answers": {**{key: chance.choice(said) for key in keys}, "partners": partners}},
        exercises={chance.choice(["strategy", "advantage", "degree", "document", "record"]): {"answers": own}},
    ))  # fmt: skip


def wrong_letters(chance):
    whole, place = WHOLE[0], chance.randrange(len(WHOLE[0]))
    return whole[:place] + chance.choice(LETTERS) + whole[place:]


def huge_number(chance):
    digits = chance.choice(
        ["9" * chance.choice([16, 400, 5000]), "1e999", "-1e999", "NaN", "Infinity", "-Infinity", "1" + "0" * 15]
    )
    place = chance.choice([b'{"answers":{"a":%s}}', b'{"answers":{"a":[%s]}}', b'{"changed":{"a":%s}}'])
    return written(workbook(checks="HERE")).replace(b'"HERE"', place % digits.encode())


def version(chance):
    """A version that there is not, and more often one that there may be one day."""
    return written(
        workbook(schema=chance.choice([SCHEMA + 1, 99, 10**30, 0, -1, 1.5, "2", None, True, [2]]), more={"a": [[[1]]]})
    )


def time(chance):
    return written(
        workbook(
            saved=chance.choice(TIMES),
            shared={"answers": {"purpose": "x"}, "changed": {"purpose": chance.choice(TIMES)}},
        )
    )


def deep(chance):
    opening = chance.choice(["[", '{"a":', '{"a":[', "[{"])
    return (opening * chance.choice([9, 500, 200_000])).encode()


def twice(chance):
    name = chance.choice(["format", "schema", "shared", "exercises"])
    return written(WHOLE[1]).replace(b"{", b'{"%s": 1, ' % name.encode(), 1)


def large(chance):
    size = chance.choice([TWO_MB, TWO_MB, FIFTY_MB])
    return b'"' + b"x" * size if chance.random() < 0.5 else b"[" * size


def many(chance):
    """More entries than a course has, or more than belongs in one."""
    number = chance.choice([200, 5_001])
    return written(
        workbook(
            exercises={f"e{n}": {} for n in range(number)}, checks={"answers": {f"k{n}": "a" for n in range(number)}}
        )
    )


def another(chance):
    """Files of other kinds, as a hand may choose them by mistake."""
    return chance.choice(
        [
            b"",
            b"null",
            b"3",
            b'"words"',
            b"[]",
            b"{}",
            b"PK\x03\x04\x14\x00",
            b"%PDF-1.7\n",
            b"\x00" * 300,
            b"<html></html>",
            b'{"cells": [], "nbformat": 4}',
        ]
    )


WHOLE = of(worked.workbook().dump().encode())
PLACES = list(places(WHOLE[1]))
KINDS = (
    cut,
    changed_bytes,
    wrong_type,
    strange_name,
    words,
    wrong_letters,
    huge_number,
    version,
    time,
    deep,
    twice,
    many,
    another,
)
MOST_LARGE = 3
"""Few of the large ones: each takes its while to make."""


def files(number, seed):
    """Return so many files, each with the name of its kind."""
    chance = random.Random(seed)  # noqa: S311 - a test's chance
    made = [(large.__name__, large(chance)) for _ in range(min(MOST_LARGE, number))]
    made += [(kind.__name__, kind(chance)) for kind in (KINDS[turn % len(KINDS)] for turn in range(number - len(made)))]
    return made


WORDS = (
    SCRIPT, FORMULA, "]]>", "&amp;&lt;b&gt;", "</title></style></table><h1>Mine</h1>", "{{ template }} ${x} <%= y %>", "\u202egnirts", "😀 Ŵŷ العربية",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3, "# heading", "- [ ] **bold** | `code` ~~gone~~", "1. one\n2. two\n\n> said",
    "[link](javascript:alert(1)) ![x](x) <https://example.org>", "<!-- hidden", "x" * 1500, "a\x00b\x08c\x1f", "\" onmouseover=\"document.title='run'", "\\*not\\* <br/> &copy;",
)  # fmt: skip


def own_words(one, start):
    """The worked example of an exercise with all words in it replaced, each answer by other hostile ones."""
    answers = dict(one.example)
    turn = start
    for part in [part for whole in one.questions(answers) for part in whole.fields()]:
        turn += 1
        said = WORDS[turn % len(WORDS)]
        if isinstance(part, Text):
            answers[part.key] = said[: part.longest]
        elif isinstance(part, Names):
            number = len(answers.get(part.key) or ()) or 3
            answers[part.key] = [
                f"{place} {WORDS[(turn + place) % len(WORDS)]}"[:LONGEST_NAME] for place in range(number)
            ]
    return answers


def workbook_of_words():
    """A workbook with everything answered, in hostile and in very long words."""
    return Workbook.of({one.id: own_words(one, 5 * n) for n, one in enumerate(catalogue())}, "2026-11-28T10:00:00.000Z")
