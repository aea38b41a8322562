"""Knowledge checks: questions about a situation, with the reason for every choice, kept in ``_checks``.

On a page the choices are native radio buttons. A script says at once whether a choice was right; without it the
answers and reasons stand folded at the end, and on paper they are printed on a page of their own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from collabkit.markup import Html, element, join
from collabkit_book.blocks import Block
from collabkit_book.records import Record, RecordError, alone, checked, load

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER: Final = Path(__file__).parents[2] / "_checks"
CHOICE: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["text", "right", "why"],
    "additionalProperties": False,
    "properties": {
        "text": {"type": "string", "minLength": 2},
        "right": {"type": "boolean"},
        "why": {"type": "string", "minLength": 10},
    },
}
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["id", "question", "objective", "reference", "choices"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^k[0-9]-[a-z0-9-]+$"},
        "question": {"type": "string", "minLength": 10},
        "objective": {"type": "string", "pattern": "^o[0-9]-[a-z0-9-]+$"},
        "reference": {"type": "string", "pattern": "^[A-Za-z0-9_:-]+$"},
        "choices": {"type": "array", "minItems": 3, "maxItems": 4, "items": CHOICE},
    },
}


def checks(path: Path) -> list[Record]:
    """Return the checks of one chapter's file.

    Raises:
        RecordError: the file or a check does not fit; the message names the file and the id.
    """
    whole = load(path)
    if not isinstance(whole, dict) or set(whole) != {"chapter", "checks"} or not isinstance(whole["checks"], list):
        raise RecordError(f"{path}: this should hold a chapter and its list of checks.")
    if str(whole["chapter"]) != path.stem:
        raise RecordError(f"{path}: the chapter should be {path.stem}, like the file's name.")
    good = [checked(entry, SCHEMA, path) for entry in whole["checks"]]
    for entry in good:
        right = sum(choice["right"] for choice in entry["choices"])
        if right != 1:
            raise RecordError(f"{path}, entry {entry['id']}: exactly one choice must be right; {right} are.")
    return alone(good, path)


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
            element("strong", "Right: " if choice["right"] else "Not this: "),
            element("span", choice["text"].rstrip(".") + ". "),
            element("span", choice["why"], data_why=True),
            data_reason=f"{check['id']}.{_letter(place)}",
            data_right="true" if choice["right"] else "false",
        )
        for place, choice in enumerate(check["choices"])
    ]
    return element("li", element("p", check["question"]), element("ul", *lines))


def to_html(listed: list[Record], number: str) -> Html:
    """Write the checks as forms, and all answers folded beneath."""
    answers = element(
        "details",
        element("summary", "Answers and reasons"),
        element("ol", *map(_reasons, listed)),
        class_="check-answers",
    )
    questions = join(*(_question(check, place) for place, check in enumerate(listed, 1)))
    return element("div", element("form", questions, autocomplete="off"), answers, class_="checks", data_checks=number)


def to_nodes(listed: list[Record]) -> list[nodes.Node]:
    """Write the checks as lists: the questions, then the answers apart."""
    questions, answers = nodes.enumerated_list(), nodes.enumerated_list()
    for check in listed:
        choices = nodes.bullet_list("", *(_item(choice["text"]) for choice in check["choices"]))
        questions += nodes.list_item("", nodes.paragraph("", check["question"]), choices)
        right = next(choice for choice in check["choices"] if choice["right"])
        answers += _item(f"{right['text']} {right['why']}")
    return [questions, nodes.paragraph("", "", nodes.strong("", "Answers")), answers]


def _item(text: str) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", text))


class CheckDirective(SphinxDirective):
    """``check N``: the knowledge checks of chapter N."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the checks, on a page as forms and elsewhere as lists; a bad file stops the build with its place."""
        path = FOLDER / f"{self.arguments[0]}.json"
        self.env.note_dependency(str(path))
        try:
            listed = checks(path)
        except RecordError as error:
            raise self.error(str(error)) from None
        return [Block.of(to_html(listed, self.arguments[0]), *to_nodes(listed), needs="check")]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("check", CheckDirective)
