"""Response codes: what was answered comes back, every slip shows, and a chat gives exactly the codes that are in it."""

import itertools
import os
import random
import string
import time

import pytest
from book_text import PAGES

from collabkit.exercises import catalogue, exercise
from collabkit.questions import UNSURE
from collabkit.workshop import decode, encode, find_codes
from collabkit.workshop.codes import ALPHABET, MOST_MARKS, SIZES, VALUES, near, read_sound, size, spelled, written
from collabkit.workshop.items import BY_NUMBER, LATEST, LISTS, MOST_EXERCISES, MOST_VERSIONS, item_of, rateable
from collabkit.workshop.pasted import LONGEST
from collabkit.workshop.reed_solomon import checks, syndrome, times

SEED = os.environ.get("COLLABKIT_SEED", "1")
CODED = [one for one in catalogue() if rateable(one)]
ANY_MARK = 1_000_000


def dice(*about):
    return random.Random("-".join((SEED, *map(str, about))))  # noqa: S311 - chance for a test


def some_answers(items, chance):
    """Return answers to a list of questions, about one in ten of them missing."""
    return {item.key: chance.choice(item.states) for item in items.items if chance.random() < 0.9}


def some_code(chance, id=""):
    items = LATEST[id or chance.choice(list(LATEST))]
    return written(items, some_answers(items, chance), chance.randrange(ANY_MARK))


def bare(code):
    return code.replace("-", "")


def refused(code):
    try:
        decode(code)
    except ValueError as error:
        return str(error)
    return ""


# --- the list of questions


@pytest.mark.parametrize("one", CODED, ids=lambda one: one.id)
def test_an_exercise_whose_questions_change_needs_a_new_version(one):
    """The lists are for ever: add one with the next version to ``LISTS``, and leave the old one as it is."""
    assert [item_of(question) for question in rateable(one)] == list(LATEST[one.id].items)


def test_every_exercise_that_can_be_rated_has_a_list_and_no_other():
    assert {one.id for one in CODED} == set(LATEST)


def test_numbers_and_versions_stand_for_one_list_each():
    assert len(BY_NUMBER) == len(LISTS)
    assert len({(one.exercise, one.number) for one in LISTS}) == len({one.exercise for one in LISTS})
    assert len({one.number for one in LISTS}) == len({one.exercise for one in LISTS})
    assert all(0 < one.number < MOST_EXERCISES and 0 < one.version < MOST_VERSIONS for one in LISTS)


FOR_EVER = {
    "KRWV93-7B46PM-EFA2H1": ("factors", {"history": 4, "backing": UNSURE}),
    "H5SQX4-T9Z71P": ("language", {"information": 0, "governance": UNSURE, "word": "none"}),
}
"""Codes that stand on somebody's sheet. They are read so by every later course, or refused; never otherwise."""


@pytest.mark.parametrize("code", FOR_EVER)
def test_a_code_of_the_first_day_is_read_rightly_for_ever(code):
    read = decode(code)
    assert (read.exercise, dict(read.answers), read.version) == (*FOR_EVER[code], 1)


def test_a_code_of_a_version_that_is_not_known_is_refused():
    from collabkit.workshop.items import Items

    newer = Items("factors", 5, 15, LATEST["factors"].items)
    stranger = Items("puzzles", 63, 1, LATEST["factors"].items)
    for items in (newer, stranger):
        assert "does not know" in refused(written(items, {"history": 4}))


# --- there and back


def test_ten_thousand_sets_of_answers_come_back_as_they_were():
    chance = dice("round trips")
    for _ in range(10_000):
        items = LATEST[chance.choice(list(LATEST))]
        answers = some_answers(items, chance)
        read = decode(written(items, answers, chance.randrange(ANY_MARK)))
        assert (read.exercise, read.answers) == (items.exercise, answers)


@pytest.mark.parametrize("one", CODED, ids=lambda one: one.id)
def test_a_form_and_its_code_say_the_same(one):
    """Answers come as a form has them, in text or read, with others that no code holds."""
    values = one.read(one.example).values
    wanted = {item.key: values[item.key] for item in LATEST[one.id].items if item.key in values}
    typed = {key: str(value) if isinstance(value, int) else value for key, value in one.example.items()}
    assert decode(encode(one.id, one.example)).answers == decode(encode(one.id, typed)).answers == wanted
    assert wanted


def test_twenty_two_answers_and_not_sure_fit_in_twenty_characters():
    for answers in ({}, dict.fromkeys((item.key for item in LATEST["factors"].items), UNSURE)):
        code = encode("factors", answers, 10**30)
        assert len(code) == 20
        assert decode(code).answers == answers


def test_bad_answers_are_left_out():
    hostile = {"history": 9, "standing": "five", "climate": [4], "respect": None, "voices": True, "pace": "4", "x": 1}
    assert decode(encode("factors", hostile)).answers == {"pace": 4}


def test_what_has_no_code_says_so():
    with pytest.raises(ValueError, match="no questions that a code could hold"):
        encode("strategy", {})
    with pytest.raises(LookupError):
        encode("astrology", {})


def test_people_who_answer_alike_have_codes_of_their_own():
    for id in LATEST:
        values = exercise(id).read(exercise(id).example).values
        made = {written(LATEST[id], values, mark) for mark in range(MOST_MARKS)}
        assert len(made) >= 8, id
        assert len({tuple(decode(code).answers.items()) for code in made}) == 1


@pytest.mark.parametrize(
    "typed",
    [str.lower, bare, lambda code: code.replace("-", " "), lambda code: code.replace("-", " – "),
     lambda code: f"*{code}*.", lambda code: code.replace("0", "o").replace("1", "l"), lambda code: " ".join(bare(code)),
     lambda code: code.replace("0", "O").replace("1", "I").replace("-", "\u2011"), lambda code: f"“{code}”\n"],
)  # fmt: skip
def test_a_code_is_read_however_it_is_typed(typed):
    chance = dice("typed")
    for _ in range(50):
        code = some_code(chance)
        assert decode(typed(code)).code == code


def test_the_alphabet_has_no_letter_that_is_misread():
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


# --- slips


def test_the_field_is_a_field():
    everything = range(1, 32)
    assert all({times(one, other) for other in everything} == set(everything) for one in everything)
    assert all(
        times(one, two ^ three) == times(one, two) ^ times(one, three)
        for one, two, three in itertools.product(range(32), repeat=3)
    )


@pytest.mark.parametrize("whole", SIZES)
def test_every_one_or_two_wrong_symbols_show(whole):
    """The code is linear, so what is true of the word of noughts is true of all."""
    nothing = [0] * whole
    assert syndrome(nothing) == 0
    for place, wrong in itertools.product(range(whole), range(1, 32)):
        assert syndrome([*nothing[:place], wrong, *nothing[place + 1 :]])
    for (one, other), a, b in itertools.product(itertools.combinations(range(whole), 2), range(1, 32), range(1, 32)):
        word = [*nothing]
        word[one], word[other] = a, b
        assert syndrome(word)


def test_every_single_wrong_letter_and_every_swap_is_refused_in_a_real_code():
    chance = dice("slips")
    for id in LATEST:
        letters = bare(some_code(chance, id))
        for place, letter in itertools.product(range(len(letters)), ALPHABET):
            if letter != letters[place]:
                assert refused(letters[:place] + letter + letters[place + 1 :])
        for one, other in itertools.combinations(range(len(letters)), 2):
            swapped = list(letters)
            swapped[one], swapped[other] = letters[other], letters[one]
            assert letters[one] == letters[other] or refused("".join(swapped))


def test_three_wrong_letters_are_refused():
    chance = dice("triples")
    for _ in range(40_000):
        letters = list(bare(some_code(chance))) if chance.random() < 0.02 else list(bare("KRWV93-7B46PM-EFA2H1"))
        for place in chance.sample(range(len(letters)), 3):
            letters[place] = chance.choice(ALPHABET.replace(letters[place], ""))
        assert syndrome([VALUES[letter] for letter in letters])


@pytest.mark.slow
@pytest.mark.parametrize("whole", SIZES)
def test_every_three_wrong_symbols_show(whole):
    """The first of three may be taken as 1, because multiples of a sound word are sound."""
    alone = [[syndrome([0] * n + [wrong] + [0] * (whole - 1 - n)) for wrong in range(32)] for n in range(whole)]
    for one, two, three in itertools.combinations(range(whole), 3):
        pairs = {alone[one][1] ^ alone[two][wrong] for wrong in range(1, 32)}
        assert not pairs & set(alone[three][1:])


def test_a_slip_is_answered_with_what_was_meant():
    chance = dice("meant")
    for _ in range(300):
        code = some_code(chance)
        letters = bare(code)
        n = chance.randrange(len(letters) - 1)
        wrong = letters[:n] + chance.choice(ALPHABET.replace(letters[n], "")) + letters[n + 1 :]
        swapped = letters[:n] + letters[n + 1] + letters[n] + letters[n + 2 :]
        short = letters[:n] + letters[n + 1 :]
        long = letters[:n] + chance.choice(ALPHABET) + letters[n:]
        strange = letters[:n] + "U" + letters[n + 1 :]
        for slip in {wrong, swapped, short, long, strange} - {letters}:
            assert code in near(slip), (code, slip)
            assert f"Did you mean {code}" in refused(slip) or "or " in refused(slip)


def test_what_is_no_code_is_refused_with_a_sentence():
    chance = dice("no codes")
    typed = [
        "",
        " ",
        "-",
        "A",
        "ABCDEF",
        "é" * 18,
        "U" * 18,
        "0" * 18,
        "0" * 12,
        "A" * 24,
        "A" * 500,
        "🙂" * 12,
        "\x00" * 18,
    ]
    typed += ["".join(chance.choices(string.printable, k=chance.randrange(40))) for _ in range(500)]
    for code in typed:
        sentence = refused(code)
        assert sentence.endswith((".", "?")), code
        assert len(sentence) < 300


# --- in a chat


def shape(code, chance):
    """Return a code as people and their programs send it."""
    return chance.choice([
        code, code.lower(), code.replace("-", " "), bare(code), code.replace("-", "–"), code.replace("-", "\u2011"),
        code.replace("0", "O"), f"*{code}*", f"{code}.", f"‘{code}’", f"({code})", code.replace("1", "l"), f"_{code}_",
    ])  # fmt: skip


WORDS = " ".join(path.read_text(encoding="utf-8") for path in PAGES).split()


def chat(codes, style, chance, messages=300):
    """Return a made-up chat with each code in a message of its own."""
    where = dict(zip(sorted(chance.sample(range(messages), len(codes))), codes, strict=True))
    lines = []
    for n in range(messages):
        who = chance.choice(["Samira Khan", "Rhys Pugh (Council)", "Anna Leigh", "Maggie"])
        at = f"{9 + n // 60:02d}:{n % 60:02d}"
        said = " ".join(chance.choices(WORDS, k=chance.randrange(1, 25)))
        if n in where:
            before = chance.choice(["", "Please ", "thanks ", "my code: ", f"{said} "])
            said = before + shape(where[n], chance) + chance.choice(["", " thanks", " 😀", ", from the people here"])
            if style == "email" and chance.random() < 0.2:
                said = said.replace("-", "-\n> ", 1)
        lines.append({
            "teams": f"[{at}] {who}\n{said}\n", "whatsapp": f"[25/11/2026, {at}:07] {who}: {said}",
            "zoom": f"{at}:07\t From  {who} to  Everyone : {said}", "email": f"> {said}",
        }[style])  # fmt: skip
    return "\n".join(lines)


def check_chats(number):
    for n in range(number):
        chance = dice("chat", n)
        codes = list(dict.fromkeys(some_code(chance, "factors" if n % 2 else "") for _ in range(40)))
        style = ("teams", "whatsapp", "zoom", "email")[n % 4]
        found = find_codes(chat(codes, style, chance))
        assert list(found.codes) == codes, (SEED, n, style)
        assert found.doubled == {}
        assert not [one for one in found.suspects if one.meant], (SEED, n)


def test_a_chat_gives_exactly_the_forty_codes_that_are_in_it():
    check_chats(20)


@pytest.mark.slow
def test_three_hundred_chats_give_exactly_the_forty_codes_that_are_in_each():
    check_chats(300)


def test_the_course_itself_holds_no_code():
    for path in PAGES:
        found = find_codes(path.read_text(encoding="utf-8"))
        assert (found.codes, found.suspects) == ((), ()), path.name


def test_a_code_that_comes_twice_is_counted_once_and_said():
    found = find_codes("a KRWV93-7B46PM-EFA2H1\n> KRWV937B46PMEFA2H1\nb H5SQX4 T9Z71P")
    assert found.codes == ("KRWV93-7B46PM-EFA2H1", "H5SQX4-T9Z71P")
    assert found.doubled == {"KRWV93-7B46PM-EFA2H1": 2}


@pytest.mark.parametrize(
    "slip",
    ["KRWV93-7B46PM-EFA2H2", "KRWV937B46PMEFA2H2", "KRWV93 7B46PM EFA2H2", "RKWV93-7B46PM-EFA2H1", "KRWV93-7B46PM-EFA2H",
     "KRWV937B46PMEFAA2H1", "KRWU93-7B46PM-EFA2H1"],
)  # fmt: skip
def test_a_near_miss_is_offered_and_never_taken(slip):
    found = find_codes(f"hello {slip} thank you")
    assert found.codes == ()
    assert [one.meant for one in found.suspects] == [("KRWV93-7B46PM-EFA2H1",)]
    assert "was not counted. Did you mean KRWV93-7B46PM-EFA2H1?" in found.suspects[0].sentence


def test_what_only_looks_like_a_code_is_shown():
    found = find_codes("Mine is AB12CD-EF34GH-JK56MN, ring 07700 900123 on 2026-11-25 at SW1A 1AA")
    assert [(one.text, one.meant) for one in found.suspects] == [("AB12CD-EF34GH-JK56MN", ())]


def hostile_pastes():
    chance = dice("hostile")
    code = some_code(chance, "factors")
    wrong = bare(code)[:-1] + ("0" if code[-1] != "0" else "1")
    letters = [
        "A", "ABCDEF-", "ABC1EF ", "A-", "- ", "A ", "ABCDEF1ABCDEF ", "ABCDE1-ABCDEF-ABCDEF ", wrong + " ", code + " ",
        "ABCDEF-\n> ", "ABCDEF-\n> > > > ", "\u00ad", "A1B2C3D4E5F6 ",
    ]  # fmt: skip
    for piece in letters:
        yield (piece * (LONGEST // len(piece) + 1))[:LONGEST]
    yield "".join(chance.choices(string.printable, k=LONGEST))
    yield "".join(chance.choices(ALPHABET + "- \n", k=LONGEST))
    yield " ".join("".join(chance.choices(ALPHABET, k=6)) for _ in range(LONGEST // 7))
    yield " ".join("".join(chance.choices(ALPHABET, k=18)) for _ in range(LONGEST // 19))


def test_a_megabyte_of_anything_is_read_in_two_seconds():
    for text in hostile_pastes():
        # A second and a third try, for whoever else is at work on the machine.
        found = next((found for found, seconds in map(timed_reading, [text] * 3) if seconds <= 2), None)
        assert found, text[:40]
        assert len(found.suspects) <= 200


def timed_reading(text):
    begun = time.process_time()
    found = find_codes(text)
    return found, time.process_time() - begun


def test_more_than_a_megabyte_is_refused():
    with pytest.raises(ValueError, match="at most 1,000,000 letters"):
        find_codes("A" * (LONGEST + 1))


def test_letters_at_random_are_almost_never_a_code():
    chance = dice("random")
    for whole in SIZES:
        words = ("".join(chance.choices(ALPHABET, k=whole)) for _ in range(30_000))
        assert sum(read_sound(word) is not None for word in words) <= 1


def test_a_sound_word_that_is_out_of_range_is_refused():
    """Not every word whose checks are right is a code: its number may be larger than any set of answers."""
    most = size(LATEST["language"]) - 3
    refusals = [refused(spelled([*data, *checks(data)])) for data in ([n] * most for n in range(32))]
    assert all(sentence.endswith(".") for sentence in refusals)
