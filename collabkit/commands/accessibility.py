"""``collabkit accessibility``: the accessibility statement, written from what the browser tests found.

The statement has the parts that a public body in the United Kingdom must publish. What it says has two sources in
``book/_accessibility``: ``statement.json``, which people write, holds the checks and the gaps that are known;
``run.json`` holds what the last run of the tests walked and when, and nobody writes it by hand. The tests leave a
record for each page and exercise that they found sound; a run counts only when none is missing.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from collabkit import __version__, as_json
from collabkit.commands import LITE, CommandError, html_folder, project_folder
from collabkit.commands.licences import pinned
from collabkit.exercises import catalogue
from collabkit.wording import counted, day, in_a_row

HELP = "renew the accessibility statement from what the browser tests found"
FILE: Final = "ACCESSIBILITY.md"
SOURCES: Final = Path("book", "_accessibility")
RECORDS: Final = Path("_build", "accessibility")
MEND: Final = "Renew it with: collabkit check --write"
WALK: Final = "the way by keyboard"
"""The record of the way from the first page to a document."""
REGULATIONS: Final = "https://www.legislation.gov.uk/uksi/2018/952"


@dataclass(frozen=True, slots=True)
class Check:
    """What a machine looks at.

    Attributes:
        what: what holds, in a sentence.
        criteria: of WCAG 2.2, by number.
        where: the tests that hold it.
    """

    what: str
    criteria: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the course falls short.

    Attributes:
        name: what it is about.
        what: what one meets.
        criteria: of WCAG 2.2, by number; none where it is harder than it should be and breaks no rule.
        of: the package that it lies in, as it is called in ``constraints.txt``; nothing where it is our own.
        helps: what to do instead.
    """

    name: str
    what: str
    criteria: tuple[str, ...]
    of: str
    helps: str


@dataclass(frozen=True, slots=True)
class Source:
    """What people write of the statement."""

    able: tuple[str, ...]
    checks: tuple[Check, ...]
    gaps: tuple[Gap, ...]
    outside: tuple[str, ...]
    untested: tuple[str, ...]
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What the tests walked.

    Attributes:
        first: the day of the oldest record.
        last: the day of the newest.
        browser: the version of Chromium.
        axe: the version of axe.
        pages: how many pages were found sound.
        exercises: how many exercises.
        controls: how many fields and buttons stood on their pages while they were in use.
        announced: how many announcements were heard.
        around: the axe rules that what stands around a notebook breaks, in JupyterLab.
    """

    first: str
    last: str
    browser: str
    axe: str
    pages: int
    exercises: int
    controls: int
    announced: int
    around: tuple[str, ...] = ()


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Add nothing: there is one thing to do."""


def run(_chosen: argparse.Namespace) -> int:
    """Take over what the last run found, and write the statement."""
    folder = project_folder()
    found = gathered(folder)
    place = folder / SOURCES / "run.json"
    place.write_text(json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write(folder)
    print(
        f"{FILE} says what was found by {found.last}: {counted(found.pages, 'page')}, {counted(found.exercises, 'exercise')}."
    )
    return 0


def gathered(folder: Path) -> Run:
    """Count what the tests left in ``_build/accessibility``.

    Raises:
        CommandError: a page or an exercise has no record, or more than one browser or version of axe was at work.
    """
    html = html_folder(folder)
    pages = {str(path.relative_to(html)) for path in html.rglob("*.html") if not {"_static", LITE} & set(path.parts)}
    walked, used = _records(folder, "pages"), _records(folder, "exercises")
    keyboard = _records(folder, "keyboard")
    lacking = sorted(
        (pages - walked.keys()) | ({one.id for one in catalogue()} - used.keys()) | ({WALK} - keyboard.keys())
    )
    if lacking or not pages:
        named = f", {lacking[0]} among them" if lacking else ""
        raise CommandError(
            f"{counted(len(lacking), 'page or exercise', 'pages and exercises')} were not found sound{named}. "
            "Build the course, and run: pytest tests/site/test_pages.py tests/site/test_live.py tests/site/test_keyboard.py"
        )
    records = [keyboard[WALK], *(walked[name] for name in sorted(pages)), *(used[one.id] for one in catalogue())]
    browsers, rules = ({str(record[name]) for record in records} for name in ("Chromium", "axe"))
    if len(browsers) > 1 or len(rules) > 1:
        raise CommandError("The records are of more than one browser or version of axe. Run the tests again.")
    days = sorted(str(record["date"]) for record in records)
    lab = _records(folder, "lab").get("around", {}).get("rules", [])
    return Run(
        first=days[0], last=days[-1], browser=browsers.pop(), axe=rules.pop(), pages=len(pages), exercises=len(catalogue()),
        controls=sum(int(str(used[one.id]["controls"])) for one in catalogue()),
        announced=sum(int(str(used[one.id]["announced"])) for one in catalogue()),
        around=tuple(map(str, lab)) if isinstance(lab, list) else (),
    )  # fmt: skip


def _records(folder: Path, kind: str) -> dict[str, dict[str, object]]:
    found = (json.loads(path.read_text(encoding="utf-8")) for path in (folder / RECORDS / kind).glob("*.json"))
    return {record["name"]: record for record in found}


def statement(folder: Path) -> str:
    """Return the statement as its sources have it.

    Raises:
        ReadingError: a source does not hold what it should.
    """
    source = as_json.read(Source, _read(folder, "statement.json"))
    return "\n".join(_lines(source, as_json.read(Run, _read(folder, "run.json")), pinned(folder)))


def _read(folder: Path, name: str) -> object:
    return as_json.parsed((folder / SOURCES / name).read_text(encoding="utf-8"))


def _lines(source: Source, found: Run, versions: dict[str, str]) -> Iterator[str]:
    """Write the statement, part by part, in the order of the model that public bodies follow."""
    yield "# Accessibility statement for Working together\n"
    yield from _scope(source)
    yield "## How accessible this website is\n"
    yield (
        "Our own checks find nothing on any page, and they find only some of what can stop people. We know that these parts are not "
        "as good as they should be:\n"
    )
    yield from (f"- **{gap.name}.** {gap.what} {gap.helps}" for gap in source.gaps)
    yield from _contact()
    yield from _enforcement()
    yield "## Technical information about this website’s accessibility\n"
    yield "### Compliance status\n"
    yield (
        "This website is partially compliant with the Web Content Accessibility Guidelines (WCAG) version 2.2, level AA, because of "
        "the gaps listed below. Nobody independent has audited it, so we do not claim more.\n"
    )
    yield from _not_accessible(source, found, versions)
    yield "## What we are doing to improve accessibility\n"
    yield from (f"- {one}" for one in source.next)
    yield from _prepared(source, found)


def _scope(source: Source) -> Iterator[str]:
    yield (
        "This statement applies to the course Working together: its pages, its exercises while they are in use, its sheets to "
        f"print and the documents that you take away, in version {__version__}. Whoever hosts a copy runs that website; see “If you "
        "host this course” below.\n"
    )
    yield "Working together is about leaving nobody out, so it should leave nobody out itself. You should be able to:\n"
    *most, last = source.able
    yield from (f"- {one};" for one in most)
    yield f"- {last}.\n"
    yield (
        "Exercises use the browser’s own form controls, which assistive technology knows. Nothing is timed. Text is written to be "
        "plain, with terms explained where they first appear and in a glossary.\n"
    )


def _contact() -> Iterator[str]:
    yield "\n## Feedback and contact information\n"
    yield (
        "If you need something in another form, such as a chapter in large print or a sheet read aloud, ask whoever hosts your copy. "
        "You need not name a diagnosis or prove a need.\n"
    )
    yield "## Reporting accessibility problems with this website\n"
    yield (
        "If something stops you that is not listed here, tell whoever hosts your copy, or open an issue in the project where you found "
        "this file. Say which page, what you tried to do, and what you use to read it, if you are happy to.\n"
    )


def _enforcement() -> Iterator[str]:
    yield "## Enforcement procedure\n"
    yield (
        "Where a public body hosts this course, it must meet the Public Sector Bodies (Websites and Mobile Applications) (No. 2) "
        f"Accessibility Regulations 2018. By [regulation 12]({REGULATIONS}/regulation/12), to fall short of them is to fail to make a "
        "reasonable adjustment. If you are not happy with how that body answers you: the Equality and Human Rights Commission "
        "(EHRC) enforces the regulations in England, Scotland and Wales, and the Equality Commission for Northern Ireland (ECNI) in "
        "Northern Ireland.\n"
    )
    yield "### If you host this course\n"
    yield (
        f"If you are a public body, the duty to publish a statement for your website is yours ([regulation 8]({REGULATIONS}/regulation/8)). "
        "Take this one and fill in:\n"
    )
    yield "- the name of your organisation and the address of the website that it covers;"
    yield "- a way to reach you (a form, an address for mail, a telephone number), and how soon you answer;"
    yield "- which of the two commissions enforces the regulations where you are;"
    yield "- what you changed, what you found in checks of your own, and the day on which you reviewed it;"
    yield "- whether you claim a disproportionate burden for any of it, and your assessment; we claim none.\n"


def _not_accessible(source: Source, found: Run, versions: dict[str, str]) -> Iterator[str]:
    yield "## Non-accessible content\n"
    yield "### Non-compliance with the accessibility regulations\n"
    yield "Each gap names the criteria of WCAG 2.2 that it touches, and where it lies.\n"
    yield "| What | WCAG 2.2 | Where it lies | What helps |"
    yield "|---|---|---|---|"
    for gap in source.gaps:
        criteria = ", ".join(gap.criteria) or "none; harder than it should be"
        yield f"| {gap.name} | {criteria} | {_lies_in(gap, versions)} | {gap.helps} |"
    if found.around:
        yield (
            f"\nAround a notebook, in JupyterLab {versions['jupyterlab']}, the last run found {counted(len(found.around), 'rule')} of axe "
            f"broken: {in_a_row(found.around)}. Within that notebook’s output it found none."
        )
    yield "\n### Disproportionate burden\n"
    yield "We claim none.\n"
    yield "### Content that is not within the scope of the accessibility regulations\n"
    yield from source.outside
    yield ""


def _lies_in(gap: Gap, versions: dict[str, str]) -> str:
    return f"{gap.of} {versions[gap.of]}, which we use" if gap.of else "this course"


def _prepared(source: Source, found: Run) -> Iterator[str]:
    yield "\n## Preparation of this accessibility statement\n"
    yield (
        f"This statement was prepared on {day(found.last)} from our own tests. It is written anew from their results, and reviewed "
        "with each release and whenever somebody shows us that it is wrong.\n"
    )
    when = f"on {day(found.last)}" if found.first == found.last else f"from {day(found.first)} to {day(found.last)}"
    yield (
        f"The website was last tested {when}, by a machine, in Chromium {found.browser} with axe {found.axe}: every page as it was built "
        f"({found.pages:,}), and every exercise while it was being filled in ({found.exercises:,}, with {found.controls:,} fields and "
        f"buttons on their pages and {found.announced:,} announcements). No check below found anything on them.\n"
    )
    yield "| What is checked | WCAG 2.2 | In |"
    yield "|---|---|---|"
    yield from (f"| {one.what} | {', '.join(one.criteria)} | {_files(one.where)} |" for one in source.checks)
    yield "\nWhat this does not tell you:\n"
    yield from (f"- {one}" for one in source.untested)
    yield ""


def _files(where: str) -> str:
    return ", ".join(f"`{name}`" for name in where.split(", "))


def write(folder: Path) -> None:
    """Write the statement anew from its sources."""
    (folder / FILE).write_text(statement(folder), encoding="utf-8")


def problems(folder: Path) -> Iterable[str]:
    """Say where the statement is not what its sources say, and name tests in it that are not there."""
    try:
        made = statement(folder)
    except (OSError, ValueError, KeyError) as error:
        yield f"The accessibility statement cannot be written: {error}"
        return
    if (folder / FILE).read_text(encoding="utf-8") != made:
        yield f"{FILE} is not what book/_accessibility says. {MEND}"
    for name in sorted(set(re.findall(r"`(tests/[\w/.]+)`", made))):
        if not (folder / name).is_file():
            yield f"{FILE} names {name}, which is not there."
