"""How the sources of the cases are cited: in a sentence, and as a bibliography for the book's build.

The literature has one home, the book's references.bib; the cases have another, their own table. Nothing is in both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from collabkit.data import cases
from collabkit.translation import say

if TYPE_CHECKING:
    from collabkit.data.cases import Case

_SPECIAL: Final = re.compile(r"([&%#_])")


def short(case: Case) -> str:
    """Return a case's source in a few words: who published it, and when.

    >>> short(cases.case("dft-shared-services"))
    'National Audit Office, 2008'
    """
    return f"{case.source_publisher}, {case.source_year or say('undated')}"


def full(case: Case) -> str:
    """Return a case's source as a person would look for it, without its address, which is ``case.source_url``.

    >>> full(cases.case("dft-shared-services"))
    'National Audit Office (2008). Shared services in the Department for Transport and its agencies.'
    """
    title = case.source_title if case.source_title.endswith(("?", "!", ".")) else f"{case.source_title}."
    return f"{case.source_publisher} ({case.source_year or say('undated')}). {title}"


def cases_bibtex() -> str:
    """Return a BibTeX entry for the source of each case, under the case's ``source_key``.

    >>> cases_bibtex().splitlines()[0]
    '@misc{case-uk-whitehall-ssc-2004-11,'
    """
    return "\n".join(_entry(case) for case in cases.load())


def _entry(case: Case) -> str:
    fields = {
        "author": f"{{{_escaped(case.source_publisher)}}}",
        "title": f"{{{_escaped(case.source_title)}}}",
        "year": str(case.source_year or ""),
        "url": case.source_url,
        "status": case.confidence,
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{case.source_key},\n{body}}}\n"


def _escaped(text: str) -> str:
    """Escape signs that mean something to TeX, but no dollar: the book's reader of BibTeX takes it as it stands."""
    return _SPECIAL.sub(r"\\\1", text)
