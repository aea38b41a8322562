"""The words of the scripts, which go through the same catalogue as Python's.

A script says a sentence with ``say('…')``, and what agrees with a number with ``byNumber(number, '…', '…')``
(``collabkit/live/say.js``). They are found by reading the scripts, so the catalogue of a page or a notebook holds their
words and no others; in English it is empty, and the script that looks words up is as it stands in the folder. A language's
words are written into that script, because a notebook takes one text and a page shall ask for no file more.
"""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from collabkit.translation import LANGUAGE, Catalogue, catalogue

LIVE: Final = Path(__file__).parents[1] / "live"
SAY: Final = LIVE / "say.js"
ENGLISH_RULE: Final = "n != 1"
_QUOTED: Final = r"'((?:[^'\\\n]|\\.)+)'"
_SAID: Final = re.compile(rf"(?<![\w.$])say\(\s*{_QUOTED}(?=[,)])")
_COUNTED: Final = re.compile(rf"(?<![\w.$])byNumber\([^'\n]+,\s*{_QUOTED},\s*{_QUOTED}(?=[,)])")
_COMMENT: Final = re.compile(r"(?m)^\s*(?://|/?\*).*$")


def sentences(script: str) -> Iterator[str | tuple[str, str]]:
    """Name what a script says: a sentence, or two where a number decides.

    >>> list(sentences("say('Now: {title}', { title }); byNumber(2, '{number} line', '{number} lines')"))
    ['Now: {title}', ('{number} line', '{number} lines')]
    """
    code = _COMMENT.sub("", script)
    yield from (_plain(match[1]) for match in _SAID.finditer(code))
    yield from ((_plain(match[1]), _plain(match[2])) for match in _COUNTED.finditer(code))


def _plain(quoted: str) -> str:
    return re.sub(r"\\(.)", r"\1", quoted)


def rule(words: Catalogue) -> str:
    """Return how a language chooses among its forms for a number: C, as gettext has it, which is JavaScript too."""
    about: dict[str, str] = getattr(words, "info", dict)()
    found = re.search(r"plural=([n\d\s%=!<>&|?:()]+)", about.get("plural-forms", ""))
    return found[1].strip() if found else ENGLISH_RULE


def with_words(say: str, scripts: Iterable[str], words: Catalogue | None) -> str:
    """Write into the script that looks words up what other scripts say, in a language.

    Args:
        say: that script, as it stands in its folder.
        scripts: the texts of the others.
        words: the language's catalogue; none for English.

    >>> with_words("const WORDS = {}", ["say('Undo')"], catalogue("en_XA"))
    'const WORDS = {"Undo":"Ûñðö"}'
    """
    if words is None:
        return say
    chosen = gettext.c2py(rule(words))
    examples = {chosen(number): number for number in reversed(range(1000))}
    said: dict[str, str] = {}
    counted: dict[str, list[str]] = {}
    for one in sorted({one for script in (say, *scripts) for one in sentences(script)}, key=str):
        if isinstance(one, str):
            said |= {one: found} if (found := words.gettext(one)) != one else {}
        else:
            forms = [words.ngettext(*one, examples.get(place, 0)) for place in range(max(examples) + 1)]
            counted |= {one[0]: forms} if not set(forms) <= set(one) else {}
    say = say.replace("const WORDS = {}", f"const WORDS = {_written(said)}")
    say = say.replace("const FORMS = {}", f"const FORMS = {_written(counted)}")
    return say.replace("Number(n !== 1)", f"Number({rule(words)})")


def _written(words: object) -> str:
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))


def say_script(folders: Iterable[Path]) -> str:
    """Return the script that looks words up, in the language in use, for the scripts of some folders."""
    scripts = (path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.glob("*.js")))
    return with_words(SAY.read_text(encoding="utf-8"), scripts, catalogue(LANGUAGE))
