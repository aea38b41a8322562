"""What helps to answer a question: a sentence, and where a scale is explained its steps as a list."""

from __future__ import annotations

from collabkit.markup import Html, element
from collabkit.questions import Json, Question


def explained(question: Question[Json], id: str | None = None) -> Html | None:
    r"""Write a question's help, if there is any; each line after its first is an item of a list.

    Args:
        question: the question.
        id: the id that a field names for its description.

    >>> from collabkit.questions import Text
    >>> print(explained(Text(key="a", text="How close?", help="Choose one.\n1 Near\n2 Far")))
    <div class="help"><p>Choose one.</p><ul><li>1 Near</li><li>2 Far</li></ul></div>
    """
    if not question.help:
        return None
    first, *steps = question.help.splitlines()
    if not steps:
        return element("p", first, class_="help", id=id)
    return element(
        "div", element("p", first), element("ul", *(element("li", step) for step in steps)), class_="help", id=id
    )
