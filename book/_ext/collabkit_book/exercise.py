"""``exercise ID``: the form on the page, which can be filled in at once, and everything that belongs with it.

The form and the worked example come from ``collabkit.render.html``: the same markup that Python later lays over it. On
paper, in the course to print and on a page of its own, it is the sheet of ``collabkit.render.paper``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from collabkit import strategy
from collabkit.exercises import Exercise
from collabkit.exercises import exercise as find
from collabkit.markup import Html, element, join
from collabkit.render import blocks_html, blocks_text, html, paper, response_code
from collabkit.translation import say
from collabkit.wording import counted
from collabkit_book.blocks import Block, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

WITHOUT_SCRIPTS: Final = say(
    "Scripts are off in this browser, so this page cannot work out what your answers mean. You can still fill in the "
    "form and print it, or use the notebook."
)
LOGGER = logging.getLogger(__name__)


ANSWERS: Final = "book/your-answers"
"""The page on which a reader finds all answers."""


def sheet(exercise: Exercise) -> str:
    """Return the page that holds the printable sheet."""
    return f"sheets/{exercise.id}"


def notebook(exercise: Exercise) -> str:
    """Return the document that is the exercise's notebook."""
    return f"exercises/{exercise.id}"


def _trust(exercise: Exercise) -> Html:
    lines = [join(element("dt", name), element("dd", said)) for name, said in exercise.how_far_to_trust() if said]
    return element("details", element("summary", say("How far to trust this")), element("dl", *lines), class_="trust")


def _example(exercise: Exercise) -> Html:
    answers = element(
        "details", element("summary", say("The answers given")), html.answered(exercise.read(exercise.example))
    )
    findings = element("div", blocks_html.write(strategy.example_means(exercise).blocks), class_="findings")
    said = (element("p", exercise.story), answers, element("h4", say("What the answers say")), findings)
    return element("details", element("summary", say("See a worked example")), *said, class_="example")


def _findings(exercise: Exercise) -> Html:
    """Keep room for the findings; nothing shows until there are some."""
    name = f"{exercise.id}-findings"
    heading = element("h4", say("What your answers say"), id=name)
    return element(
        "div",
        heading,
        element("div", data_findings=True),
        class_="findings",
        role="region",
        aria_labelledby=f"{name} {exercise.id}-title",
    )


def _links(links: tuple[tuple[str, str], ...]) -> Html | None:
    items = [element("li", element("a", words, href=address)) for words, address in links]
    return element("ul", *items, class_="doors") if items else None


def to_html(exercise: Exercise, links: tuple[tuple[str, str], ...]) -> Html:
    """Write the card: heading, form, room for findings, example, trust, and the other doors."""
    name = f"{exercise.id}-title"
    return element(
        "section",
        element("h3", exercise.title, id=name),
        element("p", exercise.purpose, class_="purpose"),
        element(
            "p",
            say("About {minutes}. Your answers stay in this browser.", minutes=counted(exercise.minutes, "minute")),
            class_="meta",
        ),
        Html(html.form(exercise)),
        element("noscript", element("p", WITHOUT_SCRIPTS, class_="notice")),
        _findings(exercise),
        response_code.door(exercise),
        element("p", role="status", class_="visually-hidden"),
        _example(exercise),
        _trust(exercise),
        _links(links),
        class_="exercise",
        id=exercise.id,
        data_exercise=exercise.id,
        data_state="static",
        aria_labelledby=name,
    )


def to_nodes(exercise: Exercise) -> list[nodes.Node]:
    """Write the exercise for other builders: its questions, and the worked example's findings."""
    questions = nodes.bullet_list()
    for question in exercise.questions({}):
        questions += nodes.list_item("", nodes.paragraph("", question.text))
    example = [
        nodes.paragraph("", say("A worked example. {story}", story=exercise.story)),
        *paragraphs(blocks_text.write(strategy.example_means(exercise).blocks)),
    ]
    return [nodes.rubric("", exercise.title), nodes.paragraph("", exercise.purpose), questions, *example]


class ExerciseDirective(SphinxDirective):
    """``exercise ID``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Keep the exercise's place, with its plain form for the search index."""
        try:
            exercise = find(self.arguments[0])
        except LookupError as error:
            LOGGER.warning("exercise: %s", error, location=self.get_location())
            return []
        block = Block.of("", *to_nodes(exercise), needs="exercise")
        block["exercise"] = exercise.id
        pages(self.env)[exercise.id] = self.env.docname
        return [block]


def pages(env: Any) -> dict[str, str]:
    """Return the page on which each exercise stands."""
    found: dict[str, str] = vars(env).setdefault("collabkit_exercise_pages", {})
    return found


def addresses(app: Sphinx, docname: str) -> dict[str, str]:
    """Return the way from a page to each exercise, once all pages are read."""
    return {id: f"{app.builder.get_relative_uri(docname, page)}#{id}" for id, page in pages(app.env).items()}


def _gather(_app: Sphinx, env: Any, _docnames: list[str], other: Any) -> None:
    pages(env).update(pages(other))


def _forget(_app: Sphinx, env: Any, docname: str) -> None:
    for name in [name for name, page in pages(env).items() if page == docname]:
        del pages(env)[name]


def on_paper(exercise: Exercise) -> Html:
    """Write the sheet, with what the worked example found and how far to trust it."""
    example = element(
        "p",
        element("strong", say("A worked example. ")),
        say(
            "{story} The exercise answers: {headline}",
            story=exercise.story,
            headline=strategy.example_means(exercise).headline,
        ),
    )
    trust = [element("p", element("strong", f"{name}. "), said) for name, said in exercise.how_far_to_trust() if said]
    return join(
        paper.sheet(exercise), element("div", example, class_="example"), element("div", *trust, class_="trust")
    )


def _write(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for block in [block for block in doctree.findall(Block) if block.get("exercise")]:
        exercise = find(block["exercise"])
        if app.builder.format == "html":
            block["html"] = to_html(exercise, _doors(app, exercise, docname))
        elif app.builder.format == "paper":
            written = Block.of("", paper=on_paper(exercise))
            block.replace_self(nodes.container("", written, ids=[exercise.id], classes=["exercise"]))


def _doors(app: Sphinx, exercise: Exercise, docname: str) -> tuple[tuple[str, str], ...]:
    to = app.builder.get_relative_uri
    doors = [(say("Print this exercise as a sheet"), to(docname, sheet(exercise)))]
    if ANSWERS in app.env.found_docs:
        doors.append((say("Save, open or compare your answers"), to(docname, ANSWERS)))
    if notebook(exercise) in app.env.found_docs:
        doors.append((say("Open its notebook page"), to(docname, notebook(exercise))))
    return tuple(doors)


def _sheets(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write a printable sheet for each exercise that the course uses; a book reader prints nothing."""
    if app.builder.name == "epub":
        return
    for name, page in sorted(pages(app.env).items()):
        exercise = find(name)
        back = f"{app.builder.get_relative_uri(sheet(exercise), page)}#{exercise.id}"
        context = {
            "exercise": exercise.id,
            "title": exercise.title,
            "sheet": paper.sheet(exercise, level=1),
            "form": html.form(exercise, level=2),
            "back": back,
        }
        yield sheet(exercise), context, "sheet.html"


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("exercise", ExerciseDirective)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _gather)
    app.connect("doctree-resolved", _write)
    app.connect("html-collect-pages", _sheets)
