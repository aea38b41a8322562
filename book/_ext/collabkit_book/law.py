"""The page of law, drawn from the tables: what binds whom, which forms there are, what is in motion, and when it was read.

``law-nations`` writes a section for each nation. ``law-reading`` says how old the whole is. ``law-read MONTH DAY`` stands
under a section of prose and says when that was read, and by which day it is to be read again.

What is past its day is marked on the day when the book is built. Pages are kept between builds, so a setting that lists
what is late makes Sphinx write the page anew as soon as a further line is past its day.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes

from collabkit.data import duties, motion, vehicles
from collabkit.data.bodies import BODIES, NATIONS
from collabkit.data.reading import Read, Section, is_late, sections
from collabkit.translation import say
from collabkit.wording import capital, counted, day, in_a_row, in_months, month_and_year
from collabkit_book.written import Written, table

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from collabkit.data.duties import Duty
    from collabkit.data.motion import Change
    from collabkit.data.vehicles import Vehicle

PAGE: Final = Path(__file__).parents[2] / "law.md"
HERE: Final = {"integrated_care_board": (say("England"),), "health_board": (say("Scotland"), say("Wales"))}
"""Kinds of body that not every nation has."""
OWN_BODY: Final = {
    "yes": say("a legal body of its own"),
    "no": say("no legal body of its own"),
    "not_applicable": say("a power to act, and no body"),
}


def built_on() -> str:
    """Return the day of this build, such as 2026-11-30; SOURCE_DATE_EPOCH sets it, as in other tools that build."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(stamp), UTC) if stamp else datetime.now(UTC)
    return now.date().isoformat()


def lines() -> tuple[Duty | Vehicle | Change, ...]:
    """Return every line of the three tables."""
    return (*duties.load(), *vehicles.load(), *motion.load())


def read_words(line: Read, today: str) -> str:
    """Say when a line was read, and by when it is to be read again, or that this day has passed."""
    last = month_and_year(line.last_checked)
    if not line.read_again:
        return f"{last}."
    again = day(line.read_again)
    if is_late(line, today):
        return say("{last}. **Past its date: it was to be read again by {again}.**", last=last, again=again)
    return say("{last}. Again by {again}.", last=last, again=again)


def _who(bodies: Iterable[str], nation: str) -> str:
    """Name the kinds of body that there are in a nation, without the hint that tells nations apart."""
    here = [
        BODIES[body].removesuffix(say(" (Scotland or Wales)")) for body in bodies if nation in HERE.get(body, NATIONS)
    ]
    first, *others = here
    return "; ".join([first, *(name if name[:2].isupper() else name[:1].lower() + name[1:] for name in others)])


def _table(caption: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return table(caption, columns, rows, "law")


def _duty_row(duty: Duty, nation: str, today: str) -> tuple[str, str, str]:
    note = f" {duty.note}" if duty.note else ""
    return (
        f"{duty.citation} {{cite:p}}`{duty.source_key}`",
        f"*{_who(duty.bodies, nation)}.* {duty.duty}{note}",
        read_words(duty, today),
    )


def duty_lines(nation: str, today: str) -> list[str]:
    """Write the duties and powers of a nation: those in force by their verbs, then those that wait or have ended."""
    here = [duty for duty in duties.load() if nation in duty.nations]
    columns = (say("Law"), say("Whom it names, and what it asks"), say("Last read"))
    written: list[str] = []
    for verb, meaning in duties.VERBS.items():
        found = [_duty_row(duty, nation, today) for duty in here if duty.in_force and duty.verb == verb]
        written += _table(f"**{capital(say(verb))}.** {meaning}", columns, found)
    idle = [_duty_row(duty, nation, today) for duty in here if not duty.in_force]
    return written + _table(say("**Not in force.** Passed and waiting, or ended."), columns, idle)


def _form_row(form: Vehicle, nation: str, today: str) -> tuple[str, str, str]:
    waits = "" if form.in_force else say(" Not yet in use.")
    return (
        say("{name}. {basis} {{cite:p}}`{source_key}`", name=form.name, basis=form.basis, source_key=form.source_key),
        f"*{_who(form.bodies, nation)}; {OWN_BODY[form.legal_body]}.* {form.purpose} {form.caution}{waits}",
        read_words(form, today),
    )


def form_lines(nation: str, today: str) -> list[str]:
    """Write the forms and powers that can be used in a nation."""
    found = [_form_row(form, nation, today) for form in vehicles.load() if nation in form.nations]
    return _table(
        say("**Forms and powers.** A power helps a form, and is none by itself."),
        (say("Form and law"), say("For whom, for what, and a caution"), say("Last read")),
        found,
    )


def motion_lines(nation: str, today: str) -> list[str]:
    """Write what is in motion in a nation, with the question to ask."""
    found = [
        (
            f"{one.subject}: {say(one.stands)}",
            f"{one.what} {{cite:p}}`{','.join(one.sources)}` **{say('Ask:')}** {one.ask}",
            read_words(one, today),
        )
        for one in motion.load()
        if nation in one.nations
    ]
    return _table(
        say("**Changes.** What we know, and what to ask."),
        (say("Subject"), say("What we know"), say("Last read")),
        found,
    )


def _summary(nation: str) -> str:
    """Count what stands in a nation's section."""
    here = [duty for duty in duties.load() if nation in duty.nations and duty.in_force]
    bound = counted(sum(duty.kind == "duty" for duty in here), "duty in force", "duties in force")
    forms = counted(sum(nation in form.nations for form in vehicles.load()), "form or power", "forms and powers")
    changes = counted(sum(nation in one.nations for one in motion.load()), "change", "changes")
    return say(
        "We have collected {bound}, {forms} for joint work, and {changes} to ask about. There are more of each, and some laws name more bodies than we list.",
        bound=bound,
        forms=forms,
        changes=changes,
    )


def nation_lines(nation: str, today: str) -> list[str]:
    """Write a nation's whole section in Markdown.

    Args:
        nation: a name from ``bodies.NATIONS``.
        today: the day of the build, such as "2026-11-30"; lines past their own day are marked.
    """
    return [
        *([f"({nation.lower().replace(' ', '-')})="] if say(nation) != nation else []),  # links name the nation in English
        f"## {say(nation)}", "", _summary(nation), "",
        say("### What binds whom in {nation}", nation=say(nation)), "", *duty_lines(nation, today),
        say("### Forms that you can use in {nation}", nation=say(nation)), "", *form_lines(nation, today),
        say("### What is in motion in {nation}", nation=say(nation)), "", *motion_lines(nation, today),
    ]  # fmt: skip


def reading_lines(today: str) -> list[str]:
    """Say how old the whole is, what falls due next, and what is past its date."""
    found = lines()
    late = sorted((one for one in found if is_late(one, today)), key=lambda one: one.read_again)
    coming = min((one.read_again for one in found if one.read_again >= today), default="")
    said = say(
        "The {found} lines below were last read {when}.",
        found=len(found),
        when=in_months(one.last_checked for one in found),
    )
    if coming:
        said += say(" The next are to be read again by {day}.", day=day(coming))
    if not late:
        return [said]
    names = in_a_row(dict.fromkeys(one.id.replace("-", " ") for one in late[:5]))
    more = say(", and {others}", others=counted(len(late) - 5, "other")) if len(late) > 5 else ""
    words = say(
        "{line_is} past the day for reading again: {names}{more}. Each is marked in its place. Check it before you rely on it.",
        line_is=counted(len(late), "line is", "lines are"),
        names=names,
        more=more,
    )
    return [said, "", ":::{warning}", words, ":::"]


class LawNations(Written):
    """``law-nations``: a section for each nation."""

    def run(self) -> list[nodes.Node]:
        """Return the sections."""
        today = built_on()
        return self.parsed([line for nation in NATIONS for line in nation_lines(nation, today)])


class LawReading(Written):
    """``law-reading``: how old the page is."""

    def run(self) -> list[nodes.Node]:
        """Return a paragraph, and a warning where something is past its date."""
        return self.parsed(reading_lines(built_on()))


class LawRead(Written):
    """``law-read 2026-11 2027-03-31``: when the section above was read, and by which day it is to be read again."""

    required_arguments = 2

    def run(self) -> list[nodes.Node]:
        """Return a small paragraph."""
        said = say("Last read: {read_words}", read_words=read_words(Section("", *self.arguments), built_on()))
        return [nodes.paragraph("", "", *self.parse_inline(said)[0], classes=["law-read"])]


def _note_what_is_late(_app: Sphinx, config: Config) -> None:
    today, prose = built_on(), sections(PAGE.read_text(encoding="utf-8"))
    config["collabkit_law_late"] = ",".join(one.id for one in (*lines(), *prose) if is_late(one, today))


def setup(app: Sphinx) -> None:
    """Register the directives, and have pages written anew when a further line is past its day."""
    app.add_config_value("collabkit_law_late", "", "env")
    app.connect("config-inited", _note_what_is_late)
    app.add_directive("law-nations", LawNations)
    app.add_directive("law-reading", LawReading)
    app.add_directive("law-read", LawRead)
