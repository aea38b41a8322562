"""``objectives``: what a reader will be able to do, each with an id; ``objectives-table``: where each one is met.

An objective is taught by the sections marked ``% serves: o5-1``, tested by the checks that name it, and practised by what
``_objectives.json`` gives for it (see ``practised``). One that misses any of the three is warned of, and a warning stops
the build.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.statemachine import StringList
from myst_parser.mdit_to_docutils.base import default_slugify
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from collabkit.data.objectives import LINE
from collabkit.exercises import catalogue
from collabkit.translation import by_number, say
from collabkit.wording import NUMBERS, in_a_row
from collabkit_book.items import KINDS, items, of_kind
from collabkit_book.practised import Practice, faults, practised
from collabkit_book.records import RecordError

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
BOOK: Final = Path(__file__).parents[2]
ID: Final = re.compile(r"\s*\[(o[0-9]-[a-z0-9-]+)\]\s*$")
TITLE: Final = re.compile(r"^# (.+)$", re.MULTILINE)
PLACES: Final = {"claim": say("Judge for yourself."), "sum": say("Sums.")}
SERVED: Final = re.compile(r"^#{2,3} (.+)\n+% serves: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Objective:
    """What a reader will be able to do, and where it is met.

    Attributes:
        id: such as o5-1.
        text: what the reader will be able to do.
        page: the chapter's file.
        sections: the headings under which it is taught.
        checks: places of the checks that test it, counted from 1.
        practice: what practises it.
        faults: what is wrong with the practice.
    """

    id: str
    text: str
    page: str
    sections: tuple[str, ...]
    checks: tuple[int, ...]
    practice: tuple[Practice, ...]
    faults: tuple[str, ...] = ()

    @property
    def gaps(self) -> tuple[str, ...]:
        """Name what it is not met by."""
        kinds = (("section", self.sections), ("check", self.checks), ("practice", self.practice))
        return tuple(kind for kind, found in kinds if not found)


def chapters(book: Path = BOOK) -> list[Path]:
    """Return the chapters' files in order."""
    return sorted(book.glob("[0-9]-*.md"))


def objectives(path: Path) -> list[Objective]:
    """Return a chapter's objectives with where each is met.

    Raises:
        RecordError: a data file of the course does not fit.
    """
    text, number = path.read_text(encoding="utf-8"), path.name[0]
    served = [(heading.strip(), re.findall(r"o[0-9]-[a-z0-9-]+", ids)) for heading, ids in SERVED.findall(text)]
    asked = items(path.parent / "_checks" / f"{number}.json")
    tested = of_kind(asked, "check")
    found = practised(path.parent / "_objectives.json")
    return [
        Objective(
            id,
            words,
            path.name,
            tuple(heading for heading, ids in served if id in ids),
            tuple(place for place, check in enumerate(tested, 1) if check["objective"] == id),
            found.objectives.get(id, ()),
            tuple(faults(id, words, found, asked, text)) if id in found.objectives else (),
        )
        for words, id in LINE.findall(text)
    ]


class Objectives(SphinxDirective):
    """A list of which each item ends with an id in square brackets."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the list; the ids become places to link to and are not shown."""
        holder = nodes.container(classes=["objectives"], is_div=True)
        self.state.nested_parse(self.content, self.content_offset, holder)
        for item in list(holder.findall(nodes.list_item)):
            self._name(item)
        return [holder]

    def _name(self, item: nodes.list_item) -> None:
        last = list(item.findall(nodes.Text))[-1]
        found = ID.search(str(last))
        if found is None:
            LOGGER.warning(
                "objectives: %r has no id such as [o3-1] at its end", item.astext(), location=self.get_location()
            )
            return
        last.parent.replace(last, nodes.Text(ID.sub("", str(last))))
        item["ids"].append(found.group(1))


def _title(path: Path) -> str:
    found = TITLE.search(path.read_text(encoding="utf-8"))
    return found.group(1) if found else path.stem


def _checks(places: tuple[int, ...]) -> str:
    """Say which questions.

    >>> _checks((1,)), _checks((1, 2)), _checks((1, 2, 4))
    ('Question 1', 'Questions 1 and 2', 'Questions 1, 2 and 4')
    """
    listed = in_a_row(map(str, places)) if places else NUMBERS[0]
    return by_number(max(1, len(places)), "Question {numbers}", "Questions {numbers}", numbers=listed)


def _place(used: Practice, titles: dict[str, str]) -> str:
    """Name where something is practised: the exercise's title, or the kind of item."""
    if used.exercise:
        return titles.get(used.exercise, used.exercise)
    return say("On Monday.") if used.task else PLACES[KINDS[used.items[0][0]]]


def rows(path: Path, titles: dict[str, str]) -> list[str]:
    """Write a chapter's table in Markdown, under its title; ``titles`` names the exercises that there are."""
    lines = [
        f"## [{path.name[0]} {_title(path)}]({path.name})",
        "",
        say("| You will be able to | Taught in | Checked by | Practised in |"),
        "|---|---|---|---|",
    ]
    for one in objectives(path):
        taught = "; ".join(f"[{heading}]({one.page}#{default_slugify(heading)})" for heading in one.sections)
        practice = " ".join(f"*{_place(used, titles)}* {used.how}" for used in one.practice)
        tested = f"[{_checks(one.checks)}]({one.page}#check-yourself)"
        cells = (one.text[:1].lower() + one.text[1:], taught, tested, practice)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return [*lines, ""]


def _titled() -> dict[str, str]:
    return {one.id: one.title if one.title[-1] in ".?!" else f"{one.title}." for one in catalogue()}


class ObjectivesTable(SphinxDirective):
    """``objectives-table``: every chapter's objectives, and where each is taught, checked and practised."""

    def run(self) -> list[nodes.Node]:
        """Return a table for each chapter; a bad data file stops the build with its place."""
        written: list[str] = []
        try:
            for path in chapters():
                self._note(path)
                written += rows(path, _titled())
        except RecordError as error:
            raise self.error(str(error)) from None
        holder = nodes.section()
        lines = StringList(written, self.get_source_info()[0])
        self.state.nested_parse(lines, self.content_offset, holder, match_titles=True)
        return holder.children

    def _note(self, path: Path) -> None:
        for used in (path, path.parent / "_objectives.json", path.parent / "_checks" / f"{path.name[0]}.json"):
            self.env.note_dependency(str(used))
        for one in objectives(path):
            strange = [used.exercise for used in one.practice if used.exercise and used.exercise not in _titled()]
            if strange:
                LOGGER.warning(
                    "objectives: there is no exercise %s, which %s names", ", ".join(strange), one.id,
                    location=self.get_location(),
                )  # fmt: skip
            wrong = [*(f"it has no {gap}" for gap in one.gaps), *one.faults]
            if wrong:
                LOGGER.warning(
                    "objectives: %s (%s): %s", one.id, path.name, "; ".join(wrong), location=self.get_location()
                )


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("objectives", Objectives)
    app.add_directive("objectives-table", ObjectivesTable)
