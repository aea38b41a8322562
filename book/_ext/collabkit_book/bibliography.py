"""How references look: author and year in round brackets in the text, a plain alphabetical list at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import sphinxcontrib.bibtex.plugin
from pybtex.plugin import register_plugin
from pybtex.style.formatting import toplevel
from pybtex.style.formatting.unsrt import Style, date
from pybtex.style.template import field as of
from pybtex.style.template import first_of, href, join, optional, optional_field, sentence, words
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from collabkit.data.citations import cases_bibtex

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _round() -> BracketStyle:
    return BracketStyle(left="(", right=")", sep="; ")


@dataclass
class RoundAuthorYear(AuthorYearReferenceStyle):
    """(Elston and Dixon, 2020), as most readers of reports know it."""

    bracket_parenthetical: BracketStyle = field(default_factory=_round)
    bracket_textual: BracketStyle = field(default_factory=_round)
    bracket_author: BracketStyle = field(default_factory=_round)
    bracket_label: BracketStyle = field(default_factory=_round)
    bracket_year: BracketStyle = field(default_factory=_round)
    person: PersonStyle = field(default_factory=lambda: PersonStyle(other=" and others"))


class CourseStyle(Style):  # type: ignore[misc]
    """References by author's name; titles as they are written; links named after the place that they lead to."""

    default_sorting_style = "author_year_title"
    default_name_style = "lastfirst"

    def format_title(self, _entry: Any, which: str, as_sentence: bool = True) -> Any:
        """Leave capitals alone: names of places and of laws lose theirs otherwise."""
        return sentence[of(which)] if as_sentence else of(which)

    def get_techreport_template(self, entry: Any) -> Any:
        """Write a report with the body that published it."""
        published = sentence[optional[of("institution")], optional[of("number")], optional[date]]
        return toplevel[
            optional[self.format_names("author")],
            self.format_btitle(entry, "title"),
            published,
            self.format_web_refs(entry),
        ]

    def get_misc_template(self, entry: Any) -> Any:
        """Write a law, a statement or a page."""
        published = sentence[optional_field("howpublished"), optional_field("publisher"), optional[date]]
        return toplevel[
            optional[self.format_names("author")],
            self.format_title(entry, "title"),
            published,
            self.format_web_refs(entry),
        ]

    def format_web_refs(self, entry: Any) -> Any:
        """Link to the lasting address of a paper, or else to the page that was read."""
        return sentence[first_of[optional[self.format_doi(entry)], optional[self.format_url(entry)], ""]]

    def format_url(self, entry: Any) -> Any:
        """Write the site's name as the link."""
        site = urlsplit(entry.fields.get("url", "")).netloc.removeprefix("www.").rstrip(".")
        return words["Read at", href(of("url", raw=True))[site]]

    def format_doi(self, _entry: Any) -> Any:
        """Write the paper's own identifier as the link."""
        return href(join["https://doi.org/", of("doi", raw=True)])[join["doi:", of("doi", raw=True)]]


def _write_sources_of_cases(app: Sphinx, _config: object) -> None:
    """Write the sources of the cases, which live in their own table, where citations find them."""
    path = Path(app.srcdir, "_build", "cases.bib")
    path.parent.mkdir(exist_ok=True)
    path.write_text(cases_bibtex(), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Name the two styles, so that the configuration can choose them."""
    app.connect("config-inited", _write_sources_of_cases)
    sphinxcontrib.bibtex.plugin.register_plugin("sphinxcontrib.bibtex.style.referencing", "course", RoundAuthorYear)
    register_plugin("pybtex.style.formatting", "course", CourseStyle)
