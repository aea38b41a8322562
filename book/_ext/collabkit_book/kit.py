"""The pages for facilitators, from the workshop kit's own data (``collabkit.kit``), and what can be downloaded there.

``kit-overview``, ``kit-run-sheets`` and ``kit-plans`` write those; ``kit-texts GROUP`` writes the texts of a group, and
``kit-rules``, ``kit-case`` and ``kit-rehearsal`` the rest. Once the pages are written, a download without a date is put
beside them for each run sheet, and its slides.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from docutils import nodes

from collabkit.browser.kits import LONGEST_NAME
from collabkit.exercises import exercise as find
from collabkit.findings import Block as Said
from collabkit.findings import Part, Table
from collabkit.kit import rehearsal
from collabkit.kit.case import facts
from collabkit.kit.download import Workshop, files
from collabkit.kit.plans import Plan, plans
from collabkit.kit.plans import to_blocks as plan_blocks
from collabkit.kit.run_sheets import COLUMNS, Activity, RunSheet, after, before, run_sheet, run_sheets
from collabkit.kit.texts import Text, texts
from collabkit.kit.texts import to_blocks as text_blocks
from collabkit.kit.wording import CHECKS, named
from collabkit.markup import Html, element, join
from collabkit.render.blocks_markdown import plain, write
from collabkit.render.zipped import zipped
from collabkit.translation import say
from collabkit.wording import counted
from collabkit_book.answers import to_root
from collabkit_book.blocks import Block
from collabkit_book.exercise import addresses, sheet
from collabkit_book.written import Written, table

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HOUR: Final = 60
DOWNLOADS: Final = "kit"
SLIDES: Final = "slides"
WITHOUT_SCRIPTS: Final = say(
    "Scripts are off in this browser, so this page cannot fill in a date. The downloads above have none."
)


def lines(blocks: Iterable[Said], level: int) -> Iterator[str]:
    """Write blocks in Markdown, their tables as the course's own.

    Args:
        blocks: what is said.
        level: of the headings of parts.
    """
    for block in blocks:
        if isinstance(block, Part):
            yield from ("", f"{'#' * level} {plain(block.heading)}", "")
            yield from lines(block.blocks, level + 1)
        elif isinstance(block, Table):
            rows, _ = block.written()
            yield from table(block.caption, block.columns, [tuple(map(plain, row)) for row in rows], "kit")
        else:
            yield from (*write([block], level).splitlines(), "")


def duration(minutes: int) -> str:
    """Write how long something takes.

    >>> duration(390), duration(60), duration(25)
    ('6 hours 30 minutes', '1 hour', '25 minutes')
    """
    hours, rest = divmod(minutes, HOUR)
    parts = [counted(hours, "hour")] if hours else []
    return " ".join([*parts, *([counted(rest, "minute")] if rest else [])])


def overview_lines() -> list[str]:
    """Write a table of the run sheets, so that somebody can choose."""
    rows = [
        (
            f"[{plain(one.title)}](#run-{one.id})",
            say("{duration} each", duration=duration(one.sittings[0].minutes))
            if len(one.sittings) > 1
            else duration(one.sittings[0].minutes),
            plain(one.lead),
            str(len(one.exercises)),
        )
        for one in run_sheets()
    ]
    return table(
        say("Three run sheets"), (say("Run sheet"), say("How long"), say("For whom"), say("Exercises")), rows, "kit"
    )


def _activity_row(at: str, one: Activity) -> tuple[str, ...]:
    title = (
        f"[{plain(one.title)}](#plan-{one.exercise})" if one.exercise else f"[{plain(one.title)}](#moment-{one.moment})"
    )
    return at, str(one.minutes), title, plain(one.how), plain(one.who)


def _sitting_lines(run: RunSheet, number: int) -> Iterator[str]:
    sitting = run.sittings[number]
    if len(run.sittings) > 1:
        yield from (f"### {plain(sitting.title)}", "")
    for words in before(sitting):
        yield from (plain(words), "")
    rows = [_activity_row(at, one) for at, one in sitting.timed()]
    place = say(
        "{title}, {starts} to {ends}: {duration}",
        title=sitting.title,
        starts=sitting.starts,
        ends=sitting.ends,
        duration=duration(sitting.minutes),
    )
    yield from table(place, COLUMNS, rows, "kit run-sheet")
    yield from (f":::{{kit-clock}} {run.id} {number}", ":::", "")
    if sitting.after:
        yield from (plain(after(sitting)), "")


def run_sheet_lines(one: RunSheet) -> Iterator[str]:
    """Write a run sheet: each meeting's table, what to do when time runs short, and what to download."""
    yield from (f"(run-{one.id})=", f"## {plain(one.title)}", "", plain(one.lead), "")
    for number in range(len(one.sittings)):
        yield from _sitting_lines(one, number)
    yield from (
        say("**If you run late.** {plain}", plain=plain(named(one.late))),
        "",
        say("**If something is missing.** {plain}", plain=plain(named(one.without))),
        "",
    )
    yield from (f":::{{kit-downloads}} {one.id}", ":::", "")


def plan_lines(one: Plan) -> Iterator[str]:
    """Write an exercise's plan, with the ways to its sheet and to its place in the course."""
    yield from (f"(plan-{one.exercise})=", f"## {plain(one.of.title)}", "")
    yield from lines(plan_blocks(one), 3)
    yield from (f":::{{kit-doors}} {one.exercise}", ":::", "")


def text_lines(several: Iterable[Text], label: str) -> Iterator[str]:
    """Write texts, each under a heading."""
    for one in several:
        yield from (f"({label}-{one.id})=", f"### {plain(one.title)}", "")
        yield from lines(text_blocks(one), 4)


class KitOverview(Written):
    """``kit-overview``: the run sheets in a table."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        return self.parsed(overview_lines())


class KitRunSheets(Written):
    """``kit-run-sheets``: each run sheet in a section."""

    def run(self) -> list[nodes.Node]:
        """Return the sections."""
        return self.parsed([line for one in run_sheets() for line in run_sheet_lines(one)])


class KitPlans(Written):
    """``kit-plans``: each exercise's plan in a section."""

    def run(self) -> list[nodes.Node]:
        """Return the sections."""
        return self.parsed([line for one in plans() for line in plan_lines(one)])


class KitTexts(Written):
    """``kit-texts send``: the texts of a group."""

    required_arguments = 1
    label: ClassVar[dict[str, str]] = {"moments": "moment"}

    def run(self) -> list[nodes.Node]:
        """Return a section for each."""
        group = self.arguments[0]
        return self.parsed(list(text_lines(getattr(texts(), group), self.label.get(group, "text"))))


class KitRules(Written):
    """``kit-rules``: the rules of the day."""

    def run(self) -> list[nodes.Node]:
        """Return a list."""
        return self.parsed(
            [f"{number}. **{plain(one.name)}.** {plain(one.words)}" for number, one in enumerate(texts().rules, 1)]
        )


class KitPage(Written):
    """``kit-page``: what the page holds that leaves the room."""

    def run(self) -> list[nodes.Node]:
        """Return a list."""
        return self.parsed(list(lines(text_blocks(texts().page), 3)))


class KitCase(Written):
    """``kit-case``: what the invented partners found."""

    def run(self) -> list[nodes.Node]:
        """Return a table."""
        return self.parsed(list(lines(facts(plans()), 3)))


class KitRehearsal(Written):
    """``kit-rehearsal``: codes of people who do not exist."""

    def run(self) -> list[nodes.Node]:
        """Return them as they would stand in a chat."""
        lead = say(
            "{made_ups} answered “{title}”:",
            made_ups=counted(rehearsal.PEOPLE, "made-up person", "made-up people"),
            title=find(CHECKS).title,
        )
        return self.parsed([plain(lead), "", "```text", *rehearsal.codes(), "```"])


def _doors(links: Iterable[tuple[str, str]]) -> str:
    return element(
        "ul", *(element("li", element("a", words, href=address)) for words, address in links), class_="kit-doors"
    )


class KitDoors(Written):
    """``kit-doors EXERCISE``: the ways to an exercise's sheet and to its place in the course."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Keep the place; addresses are known once all pages are read."""
        block = Block.of("")
        block["doors_of"] = self.arguments[0]
        return [block]


class KitDownloads(Written):
    """``kit-downloads RUN-SHEET``: the download and the slides."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the links, by way of the site's top."""
        id = self.arguments[0]
        top = to_root(self.env.docname)
        links = [
            (say("Download everything for this run sheet (zip)"), f"{top}{DOWNLOADS}/{id}.zip"),
            (say("See the slides"), f"{top}{SLIDES}/{id}.html"),
            (say("Download the slides for PowerPoint"), f"{top}{SLIDES}/{id}.pptx"),
        ]
        return [Block.of(_doors(links))]


class KitDated(Written):
    """``kit-dated``: a form that makes everything for a day; the page's script brings it to life."""

    def run(self) -> list[nodes.Node]:
        """Return the form, hidden until the script is there."""
        lengths = [element("option", one.title, value=one.id) for one in run_sheets()]
        fields = (
            _dated("called", say("What is it called?"), element("input", id="kit-called", name="called", type="text", maxlength=LONGEST_NAME, autocomplete="off")),
            _dated("length", say("How long is it?"), element("select", *lengths, id="kit-length", name="length")),
            _dated("date", say("The first day"), element("input", id="kit-date", name="date", type="date")),
            _dated("starts", say("When it begins, if not as the run sheet has it"), element("input", id="kit-starts", name="starts", type="time")),
        )  # fmt: skip
        button = element(
            "div", element("button", say("Write everything for this day"), type="submit"), class_="actions"
        )
        told = element("p", class_="said", role="status", data_told=True)
        form = element("form", *fields, button, told, class_="kit-dated record", data_kit=True, hidden=True)
        without = element("noscript", element("p", WITHOUT_SCRIPTS, class_="notice"))
        return [Block.of(join(without, form), needs="kit")]


def _dated(key: str, words: str, control: Html) -> Html:
    return element("div", element("label", words, for_=f"kit-{key}"), control, class_="question")


class KitClock(Written):
    """``kit-clock RUN-SHEET NUMBER``: a clock for a meeting; the page's script fills it, and without one it is not there."""

    required_arguments = 2

    def run(self) -> list[nodes.Node]:
        """Keep its place, with what it counts."""
        sitting = run_sheet(self.arguments[0]).sittings[int(self.arguments[1])]
        counts = json.dumps([{"title": one.title, "minutes": one.minutes} for one in sitting.activities])
        clock = element(
            "section", id="-".join(("clock", *self.arguments)), class_="clock", data_clock=counts, hidden=True, aria_label=say("Clock: {title}", title=sitting.title)
        )  # fmt: skip
        return [Block.of(clock, needs="clock")]


def _fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put in the addresses of exercises."""
    blocks = [block for block in doctree.findall(Block) if block.get("doors_of")]
    places = addresses(app, docname) if blocks and app.builder.format == "html" else {}
    for block in blocks:
        if block["doors_of"] in places:
            exercise = find(block["doors_of"])
            block["html"] = _doors(
                [
                    (say("Print its sheet"), app.builder.get_relative_uri(docname, sheet(exercise))),
                    (say("Go to the exercise in chapter {chapter}", chapter=exercise.chapter), places[exercise.id]),
                ]
            )


def _write(app: Sphinx, error: Exception | None) -> None:
    """Write the downloads and the slides beside the pages."""
    if error is not None or app.builder.name != "html":
        return
    for folder in (DOWNLOADS, SLIDES):
        Path(app.outdir, folder).mkdir(exist_ok=True)
    for one in run_sheets():
        made = files(Workshop(one))
        Path(app.outdir, DOWNLOADS, f"{one.id}.zip").write_bytes(zipped(made))
        for kind in ("html", "pptx"):
            Path(app.outdir, SLIDES, f"{one.id}.{kind}").write_bytes(made[f"slides.{kind}"])


def setup(app: Sphinx) -> None:
    """Register the directives."""
    parts = {
        "overview": KitOverview, "run-sheets": KitRunSheets, "plans": KitPlans, "texts": KitTexts, "rules": KitRules,
        "page": KitPage, "case": KitCase, "rehearsal": KitRehearsal, "doors": KitDoors, "downloads": KitDownloads, "clock": KitClock,
        "dated": KitDated,
    }  # fmt: skip
    for name, directive in parts.items():
        app.add_directive(f"kit-{name}", directive)
    app.connect("doctree-resolved", _fill)
    app.connect("build-finished", _write)
