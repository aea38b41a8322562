"""Another language is possible: whatever is said is looked up, whatever is looked up is collected, and it is built."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from said import proper_words, unlooked

from collabkit import translation
from collabkit.commands import CommandError, words
from collabkit.commands.words_found import in_folder

TOP = Path(__file__).parents[2]


def spoken(language, *command):
    """What a process says that speaks a language."""
    environment = {
        **os.environ,
        translation.SETTING: language,
        "PYTHONPATH": f"{TOP}{os.pathsep}{TOP / 'tests'}",
        "PYTHONIOENCODING": "utf-8",
    }
    ended = subprocess.run(
        [sys.executable, *command],
        env=environment,
        cwd=TOP,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return ended.stdout


@pytest.fixture(scope="module")
def said():
    return json.loads(spoken(translation.PSEUDO, "tests/said.py"))


def test_every_word_at_every_door_is_looked_up(said):
    known = proper_words()
    missing, where = Counter(), {}
    for door, text in said["doors"].items():
        for word in unlooked(text, known):
            missing[word] += 1
            where.setdefault(word, door)
    print(f"{sum(map(len, said['doors'].values())):,} letters at {len(said['doors'])} doors; not looked up: {missing}")
    assert not missing, [(word, number, where[word]) for word, number in missing.most_common(20)]


def test_a_translator_is_given_all_that_is_looked_up(said):
    given = {one if isinstance(one, str) else one[0] for one in (found.words for found in in_folder(TOP))}
    assert len(said["asked"]) > 3000
    assert not set(said["asked"]) - given


POLISH = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2;\\n"

msgid "1,234.5"
msgstr "1.234,5"

msgid "partner"
msgid_plural "partners"
msgstr[0] "partner"
msgstr[1] "partnerzy"
msgstr[2] "partnerów"

msgid "In the long run each of you would keep its word {ours}."
msgstr "Na dłuższą metę {ours} każdy dotrzyma słowa."
"""
"""A few sentences of a language with three forms for a number, and other signs in it."""


@pytest.fixture
def polish(tmp_path):
    """A checkout of the course in which somebody has begun to translate."""
    path = words.file_of(tmp_path, translation.DOMAIN, "pl")
    path.parent.mkdir(parents=True)
    path.write_text(POLISH, encoding="utf-8")
    return tmp_path


def test_a_language_has_its_own_forms_for_a_number(polish):
    words.prepare(polish, "pl")
    found = translation.catalogue("pl", polish / "collabkit" / "locale")
    assert [found.ngettext("partner", "partners", number) for number in (1, 3, 5)] == [
        "partner",
        "partnerzy",
        "partnerów",
    ]
    assert found.gettext("Nobody has translated this.") == "Nobody has translated this."


def test_a_translation_that_lost_a_field_is_refused_with_its_line(polish):
    path = words.file_of(polish, translation.DOMAIN, "pl")
    lost = POLISH.replace('msgid "In the', '#, python-brace-format\nmsgid "In the').replace(
        "{ours} każdy", "{theirs} każdy"
    )
    path.write_text(lost, encoding="utf-8")
    with pytest.raises(CommandError, match=r"collabkit\.po, line \d+"):
        words.prepare(polish, "pl")


def test_a_form_for_a_number_may_do_without_a_field_and_may_not_bring_one(polish):
    path = words.file_of(polish, translation.DOMAIN, "pl")
    counted = (
        POLISH
        + """
msgid "{number} partner waits."
msgid_plural "{number} partners wait."
msgstr[0] "Partner czeka."
msgstr[1] "{number} partnerzy czekają."
msgstr[2] "{number} partnerów czeka."
"""
    )
    path.write_text(counted, encoding="utf-8")
    words.prepare(polish, "pl")
    path.write_text(counted.replace("{number} partnerów", "{liczba} partnerów"), encoding="utf-8")
    with pytest.raises(CommandError, match="liczba"):
        words.prepare(polish, "pl")


def test_a_language_that_nobody_began_is_said(tmp_path):
    with pytest.raises(CommandError, match="collabkit words cy"):
        words.prepare(tmp_path, "cy")


def test_what_was_translated_is_kept_when_the_course_changes(polish):
    template = Catalog()
    template.add("In the long run each of you would keep its word {ours}.")
    template.add("This is new.")
    path = words.file_of(polish, translation.DOMAIN, "pl")
    words.bring_up_to_date(template, path, "pl")
    now = path.read_text(encoding="utf-8")
    assert "Na dłuższą metę" in now
    assert 'msgid "This is new."\nmsgstr ""' in now


def test_a_packed_library_speaks_the_language_it_was_packed_in(polish, tmp_path):
    """As a page has it: no setting, a file in the package, and the catalogue beside it."""
    words.prepare(polish, "pl")
    copy = tmp_path / "packed"
    shutil.copytree(
        TOP / "collabkit", copy / "collabkit", ignore=shutil.ignore_patterns("__pycache__", "_site", "locale")
    )
    shutil.copytree(polish / "collabkit" / "locale", copy / "collabkit" / "locale")
    (copy / "collabkit" / translation.PACKED).write_text("pl", encoding="utf-8")
    code = "from collabkit.wording import counted, fixed; from collabkit.translation import SPOKEN; print(SPOKEN, counted(1234, 'partner'), fixed(0.5, 1))"
    environment = {key: value for key, value in os.environ.items() if key != translation.SETTING}
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={**environment, "PYTHONPATH": str(copy), "PYTHONIOENCODING": "utf-8"},
        cwd=copy,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert ended.stdout.strip() == "pl 1.234 partnerzy 0,5"


def by_hand(*command):
    """What a process says whose language somebody set by hand, and which nobody has begun."""
    environment = {**os.environ, translation.SETTING: "cy", "PYTHONPATH": str(TOP), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *command], env=environment, cwd=TOP, capture_output=True, encoding="utf-8", check=False
    )


def test_a_language_that_is_named_by_hand_and_is_not_there_leaves_english_and_says_so():
    said = by_hand("-c", "from collabkit.translation import say; print(say('Undo'))")
    assert (said.returncode, said.stdout) == (0, "Undo\n")
    assert "COLLABKIT_LANGUAGE names ‘cy’" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_build_whose_language_is_named_by_hand_prepares_its_words_first():
    said = by_hand("-m", "collabkit.cli", "build")
    assert said.returncode == 1
    assert "Begin with: collabkit words cy" in said.stderr
    assert "Traceback" not in said.stderr
