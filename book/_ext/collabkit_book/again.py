"""``again``: a link that puts the questions of a fortnight later into the reader's own calendar.

The date is a fortnight from the day on which the page is read, so no file can hold it beforehand: a script makes the
calendar file in the browser, from the words written here, and sends nothing anywhere. Without the script a sentence
asks the reader to write the day down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from collabkit.markup import element
from collabkit.translation import say
from collabkit_book.blocks import Block

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DAYS: Final = 14
TITLE: Final = say("Twelve questions on working together")
BODY: Final = say("A fortnight ago you finished the course. Answer from memory before you look anything up.")
NOTE: Final = say(", a small file that this page makes. Nothing is sent.")
PLAIN: Final = say("Write the day two weeks from now in your diary, with the address of this page.")


class Again(SphinxDirective):
    """``again``."""

    def run(self) -> list[nodes.Node]:
        """Return the sentence, and the link that a script fills in."""
        link = element(
            "a", say("Put it in your calendar"), download="again.ics", data_again=DAYS, data_title=TITLE, data_body=BODY
        )
        shown = element("p", PLAIN, element("span", say(" Or: "), link, NOTE, hidden=True))
        return [Block.of(shown, nodes.paragraph("", PLAIN), needs="again")]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("again", Again)
