"""The words of the scripts go through the catalogue: none stands in a script by itself, and translators find them all.

What counts as words for people in a script, so that it is found and not judged: a literal in which two words stand side
by side, or a word beside a place that a template fills, or one that is a single word with a capital. What only carers of
the code see, and what no person sees, is told by where it stands, or is listed with its reason.
"""

import gettext
import io
import itertools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from collabkit.commands.build import npm_install
from collabkit.render.notebook import SCRIPTS
from collabkit.render.script_words import LIVE, SAY, rule, say_script, sentences, with_words
from collabkit.translation import pseudo

pytest.importorskip("babel", reason="reading scripts as translators' tools do needs Babel, which the book brings along")

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.jslexer import tokenize, unquote_string
from babel.messages.mofile import write_mo

TOP = Path(__file__).parents[2]
PAGE = TOP / "book" / "_live"
THEME = TOP / "book" / "_theme" / "static"
THEIRS = {"idiomorph.js"}
"""Scripts of others, which say nothing."""
OURS = [path for folder in (LIVE, PAGE, THEME) for path in sorted(folder.glob("*.js")) if path.name not in THEIRS]
EXPRESSION = r"\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}"
FILLED = "\0"
"""What stands in a template's words for a place that it fills."""
SIDE_BY_SIDE = re.compile(rf"[A-Za-z’{FILLED}]+[,:]? [A-Za-z’]{{2,}}|[A-Za-z’]{{2,}}[,:]? {FILLED}|^[A-Z][a-z]+[.:…]?$")
NOT_FOR_PEOPLE = {
    "Error": "caught, or seen in the console only",
    "Newer": "caught: the page has words of its own for it",
    "info": "a line in the console",
    "runPython": "a program",
    "querySelector": "a selector",
    "querySelectorAll": "a selector",
    "matchMedia": "a question about the screen",
    "className": "names of classes",
    "rootMargin": "measures",
    "line": "names of classes",
}
"""The call that a literal is handed to, or the property that it is given to, and what it is then."""
KEYWORDS = {"say": None, "byNumber": (2, 3)}
"""What Babel is told to look for in scripts, to see that it finds what the course finds."""
KEYS = {
    ("groups.js", "input, select, textarea"): "a selector, by its name CONTROL",
    ("answers.js", "not begun"): "a state, as Python calls it",
    ("again.js", "PRODID:-//collabkit//Working together//EN"): "which program wrote a calendar's file",
    ("answers.js", "Files"): "what a browser calls a drag of files",
    ("documents.js", f'<svg width="{FILLED}" height="{FILLED}" '): "the beginning of a drawing",
}


def code(script):
    """Return the tokens of a script, without comments."""
    return [token for token in tokenize(script, jsx=False) if not token.type.endswith("comment")]


def literals(token):
    """Return the words of a literal: of a template, those around its expressions and those within them."""
    if token.type == "string":
        return [unquote_string(token.value)]
    if token.type == "template_string":
        within = "".join(re.findall(EXPRESSION, token.value))
        return [re.sub(EXPRESSION, FILLED, token.value[1:-1]), *re.findall(r"'([^'\n]*)'", within)]
    return []


def loose(script, name=""):
    """Name the words for people in a script that do not go through the catalogue."""
    said = {words for one in sentences(script) for words in ([one] if isinstance(one, str) else one)}
    tokens = code(script)
    calls = []
    for place, token in enumerate(tokens):
        before = [one.value.split(".")[-1] for one in tokens[max(0, place - 2) : place]]
        if token.value == "(":
            calls.append(before[-1] if before else "")
        elif token.value == ")" and calls:
            calls.pop()
        for words in literals(token):
            spared = {*calls[-1:], *before} & NOT_FOR_PEOPLE.keys() or (name, words) in KEYS
            if SIDE_BY_SIDE.search(words) and words not in said and not spared:
                yield words


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_words_for_people_stand_outside_the_catalogue(path):
    assert not list(loose(path.read_text(encoding="utf-8"), path.name))


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("this.tell('All is as it was.')", ["All is as it was."]),
        ("this.tell(say('All is as it was.'))", []),
        ("button('Undo', back)", ["Undo"]),
        ("const words = `${given} of ${all} answered`", [f"{FILLED} of {FILLED} answered"]),
        ("const words = `${of}${more ? ', and some more' : ''}`", [", and some more"]),
        ("say('Kept: {answer}', { answer: 'nothing at all' })", ["nothing at all"]),
        ("make('p', { className: 'quiet notice' })", []),
        ("throw new Error('This is not a workbook.') // as it was", []),
        ("const key = 'collabkit:saved'", []),
    ],
)
def test_loose_words_are_seen(script, words):
    assert list(loose(script)) == words


def test_what_is_spared_is_there():
    """A reason that spares nothing any more is taken off the list."""
    for name, words in KEYS:
        script = next(path for path in OURS if path.name == name).read_text(encoding="utf-8")
        assert words in [one for token in code(script) for one in literals(token)]
    every = "".join(path.read_text(encoding="utf-8") for path in OURS)
    assert not [name for name in NOT_FOR_PEOPLE if name not in every]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_translators_find_what_a_script_says(path):
    """The tool that collects words for translators, and the course's own reading, find one sentence for each call."""
    script = path.read_text(encoding="utf-8")
    found = extract("javascript", io.BytesIO(script.encode()), keywords=KEYWORDS, options={"jsx": False})
    mine = list(sentences(script))
    assert {words for _, words, _, _ in found} == set(mine)
    if path == SAY:
        return
    tokens = code(script)
    calls = [one for one, after in itertools.pairwise(tokens) if one.value in KEYWORDS and after.value == "("]
    assert len(calls) == len(mine)


def test_every_field_of_a_sentence_is_filled():
    """{page} is a link, which stands between the halves of its sentence."""
    call = r"(?<![\w.$])(say|byNumber)\(((?:[^()'\n]|\([^()]*\)|'(?:[^'\\\n]|\\.)*')*)\)"
    count = 0
    for path in OURS:
        for name, inside in re.findall(call, path.read_text(encoding="utf-8")):
            quoted = re.findall(r"'(?:[^'\\\n]|\\.)*'", inside)
            given = set(re.findall(r"\w+", re.sub(r"'(?:[^'\\\n]|\\.)*'", "", inside)))
            fields = {field for words in quoted for field in re.findall(r"\{(\w+)\}", words)}
            assert fields <= given | ({"number"} if name == "byNumber" else set()) | {"page"}, (path.name, inside)
            count += bool(fields)
    assert count > 40


def polish():
    """A catalogue with three forms, as a translator's files give it."""
    words = Catalog(locale="pl")
    words.add("Undo", "Cofnij")
    words.add(("{number} line", "{number} lines"), ("{number} wiersz", "{number} wiersze", "{number} wierszy"))
    words.add("1,234.5", "1 234,5")
    file = io.BytesIO()
    write_mo(file, words)
    file.seek(0)
    return gettext.GNUTranslations(file)


ASK = """
const { asInEnglish, asWritten, byNumber, say } = await import(process.argv[1])
const lines = [0, 1, 2, 5, 1.5, 22].map((number) => byNumber(number, '{number} line', '{number} lines'))
const told = [say('Undo'), say('Not {this}', { this: '{that}', that: 1 }), say('No {field}')]
process.stdout.write(JSON.stringify({ lines, told, typed: asInEnglish('1 234,5'), written: asWritten('1,234.5') }))
"""
SCRIPT = "say('Undo'); byNumber(lines, '{number} line', '{number} lines'); say('Not {this}', { this })"


def said(script, folder):
    """What the script that looks words up says."""
    path = folder / "say.mjs"
    path.write_text(script, encoding="utf-8")
    environment = npm_install(PAGE)
    command = ["node", "--input-type=module", "-e", ASK, path.as_uri()]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout)


def test_in_english_the_script_stays_as_it_is(tmp_path):
    as_it_stands = SAY.read_text(encoding="utf-8")
    assert with_words(as_it_stands, [SCRIPT], None) == as_it_stands
    assert said(as_it_stands, tmp_path) == {
        "lines": ["0 lines", "1 line", "2 lines", "5 lines", "1.5 lines", "22 lines"],
        "told": ["Undo", "Not {that}", "No {field}"],
        "typed": "1 234,5",
        "written": "1,234.5",
    }


def test_a_language_says_it_in_its_own_words_and_forms(tmp_path):
    words = polish()
    assert rule(words).startswith("(n==1 ? 0 : n%10>=2")
    assert said(with_words(SAY.read_text(encoding="utf-8"), [SCRIPT], words), tmp_path) == {
        "lines": ["0 wierszy", "1 wiersz", "2 wiersze", "5 wierszy", "1.5 wiersze", "22 wiersze"],
        "told": ["Cofnij", "Not {that}", "No {field}"],
        "typed": "1,234.5",
        "written": "1 234,5",
    }


def test_the_pseudo_language_says_all_of_it():
    """Each door: an exercise's page, a notebook and the theme take the script with the words of their own scripts."""
    command = "from collabkit.render.notebook import bundle; from collabkit.render import script_words as words; "
    command += (
        f"from pathlib import Path; say = words.say_script; print(bundle(), say([words.LIVE, Path({str(PAGE)!r})]), "
        f"say([Path({str(THEME)!r})]), sep='\\0')"
    )
    environment = os.environ | {"COLLABKIT_LANGUAGE": "en_XA", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(TOP)}
    ended = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, encoding="utf-8", check=True, env=environment
    )
    notebook, page, theme = ended.stdout.split("\0")
    mine = {one for name in SCRIPTS for one in sentences((LIVE / f"{name}.js").read_text(encoding="utf-8"))}
    shown = {one for path in OURS if path.parent == THEME for one in sentences(path.read_text(encoding="utf-8"))}
    every = {one for path in OURS if path.parent != THEME for one in sentences(path.read_text(encoding="utf-8"))}
    assert len(every) > len(mine) > 25
    assert len(shown) > 8
    for script, words in ((notebook, mine), (page, every), (theme, shown)):
        for one in words:
            key, written = (one, pseudo(one)) if isinstance(one, str) else (one[0], [pseudo(form) for form in one])
            assert key == written or f"{compact(key)}:{compact(written)}" in script
    assert "export default { render }" in notebook


def compact(words):
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))


def test_a_page_takes_the_script_as_it_was_written():
    """In English that is the one in the folder, so nothing is added to a page."""
    assert say_script([LIVE, PAGE]) == say_script([THEME]) == SAY.read_text(encoding="utf-8")
