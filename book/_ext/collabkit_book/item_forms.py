"""How the course's own questions to the reader are shown, whatever their kind.

On a page the choices are native radio buttons and a sum has a field for its number. A script says at once whether an
answer is right; without it the answers and reasons stand folded at the end. On paper there are boxes to tick and blanks
to fill, and the answers of all chapters stand at the end of the course.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from collabkit.markup import Html, element, join
from collabkit.render.paper import BOX
from collabkit.translation import say
from collabkit.wording import closed
from collabkit_book import sums
from collabkit_book.blocks import Block
from collabkit_book.items import items, kind
from collabkit_book.records import RecordError

if TYPE_CHECKING:
    from collabkit_book.records import Record

FOLDER: Final = Path(__file__).parents[2] / "_checks"


def _pointer(item: Record) -> str:
    """Say where to go on: what looks back from afar names the chapter that it is about."""
    if kind(item) not in {"lookback", "again"}:
        return ""
    chapter = item["objective"][1]
    return say(" (Introduction.)") if chapter == "0" else say(" (Chapter {chapter}.)", chapter=chapter)


def _letter(place: int) -> str:
    return "abcd"[place]


def _question(check: Record, number: int) -> Html:
    labels = [
        element(
            "label",
            element("input", type="radio", name=check["id"], value=_letter(place)),
            element("span", choice["text"]),
        )
        for place, choice in enumerate(check["choices"])
    ]
    return element(
        "fieldset",
        element("legend", f"{number}. {check['question']}"),
        element("div", *labels, class_="options"),
        element("p", role="status", class_="feedback"),
        class_="check",
        id=check["id"],
        data_check=check["id"],
    )


def _reasons(check: Record) -> Html:
    lines = [
        element(
            "li",
            element("strong", say("Right:") if choice["right"] else say("Not this:"), " "),
            element("span", f"{closed(choice['text'])} "),
            element("span", f"{choice['why']}{_pointer(check)}", data_why=True),
            data_reason=f"{check['id']}.{_letter(place)}",
            data_right="true" if choice["right"] else "false",
        )
        for place, choice in enumerate(check["choices"])
    ]
    return element("li", element("p", check["question"]), element("ul", *lines))


def _question_on_paper(check: Record, number: int) -> Html:
    choices = [element("p", BOX, choice["text"], class_="label") for choice in check["choices"]]
    return element("div", element("p", f"{number}. {check['question']}", class_="legend"), *choices, class_="check")


def _answers(listed: list[Record]) -> Html:
    return element("ol", *(sums.reasons(one) if kind(one) == "sum" else _reasons(one) for one in listed))


def to_html(listed: list[Record], number: str) -> Html:
    """Write items as a form, and all answers folded beneath; a sum that is worked in full has nothing to answer."""
    asked = [(sums.question if kind(one) == "sum" else _question)(one, place) for place, one in enumerate(listed, 1)]
    answers = element(
        "details", element("summary", say("Answers and reasons")), _answers(listed), class_="check-answers"
    )
    # A form of method "dialog" outside a dialog goes nowhere when somebody presses Enter, even without a script.
    form = element("form", join(*asked), method="dialog", autocomplete="off")
    return element("div", form, answers, class_="checks", data_checks=number)


def on_paper(listed: list[Record]) -> Html:
    """Write items for somebody with a pen."""
    asked = [
        (sums.on_paper if kind(one) == "sum" else _question_on_paper)(one, place) for place, one in enumerate(listed, 1)
    ]
    return element("div", *asked, class_="checks")


def to_nodes(listed: list[Record]) -> list[nodes.Node]:
    """Write items as lists: the questions, then the answers apart."""
    questions, answers = nodes.enumerated_list(), nodes.enumerated_list()
    for one in listed:
        asked, answer = sums.in_words(one) if kind(one) == "sum" else _in_words(one)
        questions += asked
        answers += _item(answer)
    return [questions, nodes.paragraph("", "", nodes.strong("", say("Answers"))), answers]


def _in_words(check: Record) -> tuple[nodes.list_item, str]:
    choices = nodes.bullet_list("", *(_item(choice["text"]) for choice in check["choices"]))
    right = next(choice for choice in check["choices"] if choice["right"])
    return nodes.list_item("", nodes.paragraph("", check["question"]), choices), f"{right['text']} {right['why']}"


def _item(text: str) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", text))


def block(listed: list[Record], number: str) -> Block:
    """Return items under the heading of their section."""
    return Block.of(
        to_html(listed, number),
        *to_nodes(listed),
        needs="check",
        paper=on_paper(listed),
        answers=_answers(listed),
    )


def titled_block(listed: list[Record], number: str, level: int, title: str, how: str) -> Block:
    """Return items under a heading of their own, which is no section of the chapter.

    Args:
        listed: the items.
        number: what tells these items from others of the page.
        level: of the heading.
        title: the heading.
        how: what a reader does with them, in a sentence.
    """
    heading, said = element(f"h{level}", title, id=number), element("p", how)
    shown = element(
        "div", heading, said, to_html(listed, number), class_="recall", role="group", aria_labelledby=number
    )
    plain = [nodes.paragraph("", "", nodes.strong("", title)), nodes.paragraph("", how), *to_nodes(listed)]
    printed = element("div", element(f"h{level}", title), said, on_paper(listed), class_="recall")
    made = Block.of(shown, *plain, needs="check", paper=printed, answers=_answers(listed))
    made["title"] = title
    return made


class ItemsDirective(SphinxDirective):
    """A directive that shows items of one file; a bad file stops the build with its place."""

    required_arguments = 1

    def read(self, name: str) -> list[Record]:
        """Return a file's items, and remember that this page depends on it."""
        path = FOLDER / f"{name}.json"
        self.env.note_dependency(str(path))
        try:
            return items(path)
        except RecordError as error:
            raise self.error(str(error)) from None
