"""Everything for one workshop, as files by name: what ``collabkit kit`` writes and the book offers to download.

The same run sheet, day and name give the same bytes. Without a day there is no calendar file, and the dates in the texts
are left for somebody to fill in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from collabkit.findings import Block, Part, Prompt
from collabkit.kit import calendar, page, rehearsal, sheets, slides_html, slides_pptx
from collabkit.kit.case import facts
from collabkit.kit.dates import Dates, held_on, in_words
from collabkit.kit.plans import Plan, plan, sheet_title
from collabkit.kit.plans import to_part as plan_part
from collabkit.kit.run_sheets import PAGE, RunSheet
from collabkit.kit.run_sheets import to_blocks as run_blocks
from collabkit.kit.slides import deck
from collabkit.kit.texts import Rule, Text, texts
from collabkit.kit.texts import to_part as text_part
from collabkit.markup import Html, element
from collabkit.render import blocks_html
from collabkit.render.svg import PLAIN
from collabkit.render.word_markup import legal
from collabkit.translation import say, say_each
from collabkit.wording import counted

USUAL_NAME: Final = say("Working together")
LONGEST: Final = 200
"""Letters that a name may have; the properties of a file for PowerPoint hold 255."""

TALLY: Final = "tally"


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop to be held.

    Attributes:
        sheet: its run sheet.
        first: its first day, where it is known.
        name: what it is called.
    """

    sheet: RunSheet
    first: date | None = None
    name: str = USUAL_NAME

    def __post_init__(self) -> None:
        """Have the name as words on one line, whatever was pasted: every kind of file can hold it then."""
        object.__setattr__(self, "name", " ".join(legal(self.name).split())[:LONGEST] or USUAL_NAME)

    @property
    def subtitle(self) -> str:
        """Its length and its day, in words."""
        if self.first is None:
            return self.sheet.title
        if len(self.sheet.sittings) > 1:
            return say("{title}, from {day}", title=self.sheet.title, day=in_words(self.first))
        return f"{self.sheet.title}, {in_words(self.first)}"

    @property
    def values(self) -> Mapping[str, str]:
        """What is known of what stands between square brackets in the texts."""
        named = {"name of the work": self.name} if self.name != USUAL_NAME else {}
        return named | (dict(Dates.of(self.sheet, self.first).values(self.sheet)) if self.first else {})

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans of what is done together and of what is done in between, in order."""
        home = [id for sitting in self.sheet.sittings for id in sitting.home]
        return tuple(plan(id) for id in dict.fromkeys((*self.sheet.exercises, *home)))


def files(workshop: Workshop) -> dict[str, bytes]:
    """Return every file, by its name in the download.

    >>> from collabkit.kit.run_sheets import run_sheet
    >>> sorted(files(Workshop(run_sheet("half-day"))))[:3]
    ['README.html', 'case-pack.html', 'one-page.html']
    """
    slides = deck(workshop.sheet, workshop.name, workshop.first)
    found = {
        "run-sheet.html": _document(workshop, say("Run sheet"), _run(workshop), each="whole"),
        "plans.html": _document(workshop, say("Plans"), map(plan_part, workshop.plans), each="plan", points=page.DENSE),
        "texts.html": _texts(workshop, say("What to send"), workshop.sheet.letters),
        "running-it.html": _texts(workshop, say("Running it"), (*texts().run, *texts().access)),
        "case-pack.html": _case(workshop),
        "rehearsal.html": _rehearsal(workshop),
        "slides.html": slides_html.write(slides, workshop.name),
        "tally.html": _sheet(TALLY, page.USUAL),
    }
    if PAGE in workshop.sheet.sheets:
        found["one-page.html"] = _sheet(PAGE, page.USUAL)
    if slides_pptx.can_write():
        found["slides.pptx"] = slides_pptx.write(slides, workshop.name)
    if workshop.first:
        found["calendar.ics"] = calendar.write(workshop.sheet, workshop.first, workshop.name)
    for id in workshop.sheet.sheets:
        if id not in {TALLY, PAGE}:
            found[f"sheets/{id}.html"] = _sheet(id, page.USUAL)
            found[f"sheets-large-print/{id}.html"] = _sheet(id, page.LARGE)
    found["README.html"] = _readme(workshop, found)
    return dict(sorted(found.items()))


def _document(
    workshop: Workshop, title: str, blocks: Iterable[Block], *, each: str = "whole", points: int = page.USUAL
) -> bytes:
    """Write a page under its title.

    Args:
        workshop: whose page it is.
        title: of the page.
        blocks: what is said.
        each: how a part stands on paper: "plan" on a page of its own, "whole" not torn apart.
        points: how large letters are on paper.
    """
    body = (
        element("section", written, class_=each) if isinstance(block, Part) else written
        for block in blocks
        for written in [blocks_html.write([block], 2, PLAIN)]
    )
    return page.write(f"{title}: {workshop.name}", *_head(workshop, title), *body, points=points)


def _run(workshop: Workshop) -> Iterator[Block]:
    """Write the run sheet, each meeting with its date where it is known, the rules, and what is no exercise."""
    first = workshop.first
    days = {one.days: in_words(held_on(one, first)) for one in workshop.sheet.sittings} if first else {}
    yield from run_blocks(workshop.sheet, days)
    yield _rules(workshop)
    yield _moments(workshop)


def _head(workshop: Workshop, title: str) -> tuple[Html, Html]:
    return element("h1", f"{title}: {workshop.name}"), element("p", workshop.subtitle, class_="subtitle")


def _rules(workshop: Workshop) -> Part:
    rules = tuple(map(_rule, workshop.sheet.rules))
    return Part.of(say("Rules of the day"), Prompt(say("Read them out at the start:"), rules))


def _rule(one: Rule) -> str:
    return f"{one.name}. {one.words}"


def _moments(workshop: Workshop) -> Part:
    used = dict.fromkeys(one.moment for one in workshop.sheet.activities if one.moment)
    parts = (text_part(one) for one in texts().moments if one.id in used)
    return Part.of(say("What is no exercise"), *parts)


def _texts(workshop: Workshop, title: str, several: Iterable[Text]) -> bytes:
    return _document(workshop, title, [text_part(one, workshop.values) for one in several])


def _case(workshop: Workshop) -> bytes:
    parts = [text_part(one) for one in texts().case]
    return _document(workshop, say("A case to practise on"), (*parts, *facts(workshop.plans)))


def _rehearsal(workshop: Workshop) -> bytes:
    title = say("A rehearsal")
    lead = say(
        "These codes are of {persons} who do not exist. They answered “{sheet_title}”, "
        "and split on {split} statements. Paste them where you will paste your group’s, and see what comes "
        "before anybody else is in the room.",
        persons=counted(rehearsal.PEOPLE, "person", "people"),
        sheet_title=sheet_title("factors"),
        split=len(rehearsal.SPLIT),
    )
    codes = element("pre", "\n".join(rehearsal.codes()))
    return page.write(f"{title}: {workshop.name}", *_head(workshop, title), element("p", lead), codes)


def _sheet(id: str, points: int) -> bytes:
    return page.write(sheet_title(id), sheets.sheet(id), points=points)


ABOUT: Final = {
    "run-sheet.html": say("what happens when, for everybody who leads"),
    "plans.html": say("a plan for each exercise: what to say, to ask and to look for"),
    "slides.html": say("slides for a browser; they need no network"),
    "slides.pptx": say("the same slides for PowerPoint and other programs"),
    "texts.html": say("invitation, work beforehand, follow-up, look-back, evaluation"),
    "running-it.html": say("room, roles, materials, access, hybrid"),
    "tally.html": say("to count answers by hand"),
    "one-page.html": say("the page that leaves the room, to be filled in"),
    "rehearsal.html": say("made-up codes, to try it all out before"),
    "case-pack.html": say("Steady Brackendale, invented, for a group without a partnership of its own"),
    "calendar.ics": say("the dates, for any calendar"),
}
"""What each file is for, in the order in which it is needed."""


def _readme(workshop: Workshop, found: Mapping[str, bytes]) -> bytes:
    items = [
        element("li", element("a", name, href=name), f": {words}.") for name, words in ABOUT.items() if name in found
    ]
    ids = [id for id in workshop.sheet.sheets if f"sheets/{id}.html" in found]
    rows = [
        element(
            "tr",
            element("th", title, scope="row"),
            _to(f"sheets/{id}.html", say("Usual size"), title),
            _to(f"sheets-large-print/{id}.html", say("Large print"), title),
        )
        for id in ids
        for title in [sheet_title(id)]
    ]
    head = element(
        "tr", *(element("th", words, scope="col") for words in say_each("Sheet", "To print", "To print large"))
    )
    table = element("table", element("thead", head), element("tbody", *rows))
    lead = say(
        "Every page here (.html) opens in a browser and can be printed. Nothing here needs a network or an account. What "
        "stands between square brackets is for you to fill in."
    )
    rights = say("Words may be shared and changed with credit to the course (CC BY 4.0).")
    return page.write(
        say("Workshop kit: {name}", name=workshop.name), *_head(workshop, say("Workshop kit")), element("p", lead), element("ul", *items),
        element("h2", say("Sheets to print")), table, element("p", rights, class_="note"),
    )  # fmt: skip


def _to(address: str, words: str, of: str) -> Html:
    return element("td", element("a", words, href=address, aria_label=f"{words}: {of}"))
