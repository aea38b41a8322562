"""``group``: the facilitator's page, where a group's answers are collected, revealed and shown on a wall.

What stands here is the frame for everybody; a script (``_live/group.js``) fills it with what this facilitator has.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from collabkit import workbook
from collabkit.exercises import catalogue
from collabkit.markup import Html, element, join
from collabkit.questions import Choice, Json, Question, Rating
from collabkit.translation import say
from collabkit.workshop.items import LATEST, rateable
from collabkit.workshop.pasted import LONGEST
from collabkit.workshop.tally import MOST_GROUPS, MOST_LETTERS
from collabkit_book.blocks import Block

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WITHOUT_SCRIPTS: Final = say(
    "Scripts are off in this browser, so this page cannot read codes. Count the answers by hand: a row of piles for each "
    "statement shows the same."
)
FIRST: Final = "factors"
"""The exercise that most groups do together."""
KEEP: Final = (
    ("strategy", say("Put it into my strategy")),
    ("copy-text", say("Copy as text")),
    ("copy-md", say("Copy as Markdown")),
    ("csv", say("Download as CSV")),
    ("print", say("Print")),
)


def _steps(question: Question[Json]) -> list[str]:
    if isinstance(question, Rating):
        return [words for _, words in question.scale.choices()]
    return [words for _, words in question.options] if isinstance(question, Choice) else []


def exercises() -> list[dict[str, Any]]:
    """Return what the page has to know of each exercise whose answers can be counted, in the order of the course."""
    return [
        {
            "id": one.id,
            "title": one.title,
            "items": [{"key": each.key, "text": each.text, "steps": _steps(each)} for each in rateable(one)],
        }
        for one in catalogue()
        if one.id in LATEST
    ]


def _button(words: str, name: str, *, quiet: bool = True, **more: Any) -> Html:
    return element("button", words, type="button", class_="quiet" if quiet else None, **{f"data_{name}": True}, **more)


def _labelled(words: str, help_: str, field: Html) -> Html:
    """Write a field with its label; what helps to fill it in is part of the label, so that it is heard."""
    return element("label", element("span", words, class_="asked"), element("span", help_, class_="help"), field)


def _choice() -> Html:
    options = [
        element("option", f"{one['title']}", value=one["id"], selected=one["id"] == FIRST) for one in exercises()
    ]
    return join(
        element("h2", say("1. Choose the exercise"), id="choose"),
        element("p", element("label", say("Exercise"), for_="group-exercise"), class_="asked"),
        element("select", *options, id="group-exercise", data_exercise_choice=True, autocomplete="off"),
    )


def _round() -> Html:
    """Write a round's fields once; the script makes one of them for each round."""
    text = element(
        "textarea", data_text=True, rows="6", maxlength=LONGEST, autocomplete="off", spellcheck="false", autocapitalize="off"
    )  # fmt: skip
    parts = element(
        "details",
        element("summary", say("Parts of the group")),
        element(
            "p",
            say(
                "Only if you want to see, say, the council’s people and the charities’ side by side. Paste each part’s codes in "
                "its own box and everybody else’s in the large one. A part of fewer than five is never shown."
            ),
            class_="help",
        ),
        element("div", data_part_list=True),
        _button(say("Add a part"), "add_part"),
        data_parts=True,
    )
    raised = element(
        "details",
        element("summary", say("A show of hands")),
        element("p", class_="help", data_hands_help=True),
        element("div", data_hand_list=True),
        data_hands=True,
    )
    files = element(
        "div",
        _button(say("Open a form tool’s answers (CSV)"), "open_table"),
        _button(say("Open partners’ saved workbooks"), "open_books"),
        class_="actions",
    )
    return element(
        "template",
        element(
            "section",
            element("h3"),
            _labelled(
                say("Paste what people sent"),
                say("A whole chat, an e-mail or a column of codes: the codes are found, whatever stands around them."),
                text,
            ),
            element("p", class_="read", role="status", data_read=True),
            element("ul", class_="to-settle", data_settle=True, hidden=True),
            files,
            element("div", class_="match", data_match=True, hidden=True),
            element("ul", class_="counted", data_tables=True, hidden=True),
            parts,
            raised,
            class_="round",
        ),
        data_round_template=True,
    )


def _collect() -> Html:
    return element(
        "div",
        _choice(),
        element("h2", say("2. Collect"), id="collect"),
        element(
            "p",
            say(
                "Do this on your own screen, before you share it. Codes are not secret: whoever reads one can work out its "
                "answers."
            ),
            class_="note",
        ),
        _round(),
        element("div", data_rounds=True),
        element("div", _button(say("Add a second round"), "second"), class_="actions"),
        class_="collect",
    )


def _reveal() -> Html:
    keep = [_button(words, name.replace("-", "_")) for name, words in KEEP]
    return join(
        element("h2", say("3. Reveal"), id="reveal", class_="collect"),
        element(
            "div",
            element(
                "p",
                say("Nothing of what people said is shown until you press the button. Wait until everybody has sent a code: when "
"fewer than five come later, they cannot be shown by themselves."),
                class_="note",
            ),
            element("div", _button(say("Reveal"), "reveal", quiet=False), class_="actions"),
            element("p", class_="said", role="status", data_said=True),
            class_="collect",
        ),
        element(
            "div",
            element("h2", say("What the group thinks"), tabindex="-1", id="group-findings"),
            element(
                "div",
                _button(say("Show on the projector"), "project", quiet=False),
                _button(say("Hide again"), "hide"),
                class_="actions",
            ),
            element("div", data_findings=True, class_="group-findings"),
            element("div", *keep, class_="actions", data_keep=True),
            element("p", class_="said", role="status", data_told=True),
            data_shown=True,
            hidden=True,
        ),
    )  # fmt: skip


def _kept() -> Html:
    return element(
        "div",
        element("h2", say("What is kept"), id="kept"),
        element("p", data_kept=True),
        element("p", class_="note", role="status", data_ready=True),
        element("div", _button(say("Clear everything here"), "clear"), class_="actions"),
        element("p", class_="said", role="status", data_cleared=True),
        class_="collect",
    )


def _wall() -> Html:
    buttons = [
        _button(say("Previous"), "previous"),
        _button(say("Next"), "next", autofocus=True),
        _button(say("One at a time"), "single", aria_pressed="false"),
        _button(say("End"), "close"),
    ]
    return element(
        "dialog",
        element("div", element("p", role="status", data_place=True), element("div", *buttons), class_="wall-bar"),
        element("div", class_="wall-board", data_board=True),
        element("p", class_="wall-key", data_key=True),
        class_="wall",
        aria_label=say("The group’s answers on the projector"),
        data_wall=True,
    )


def to_html() -> Html:
    """Write the page's working part."""
    return element(
        "section",
        element("noscript", element("p", WITHOUT_SCRIPTS, class_="notice")),
        element("div", _collect(), _reveal(), _kept(), data_work=True, hidden=True),
        _wall(),
        class_="group-room",
        data_group=True,
        data_exercises=json.dumps(exercises(), ensure_ascii=False),
        data_most_parts=MOST_GROUPS,
        data_most_letters=LONGEST,
        data_most_table=MOST_LETTERS,
        data_most_book=workbook.MOST_BYTES,
    )


class GroupDirective(SphinxDirective):
    """``group``."""

    def run(self) -> list[nodes.Node]:
        """Keep the place, with what it is for in plain words."""
        listed = nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", one["title"])) for one in exercises()))
        plain = nodes.paragraph(
            "", say("On the course’s page a group’s answers to these exercises are put side by side:")
        )
        block = Block.of("", plain, listed, needs="group")
        block["html"] = to_html()
        return [block]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("group", GroupDirective)
