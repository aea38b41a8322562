"""The workshop kit for a day, made on the page: what ``collabkit kit`` writes, for who leads without Python of their own.

All of it is loaded late: no reader's page needs it in its memory. Slides for PowerPoint are made when the course is built
(``python-pptx`` is not on a page), and stand beside the run sheets without a date.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from collabkit.kit.dates import YEARS
from collabkit.kit.download import USUAL_NAME, Workshop, files
from collabkit.kit.run_sheets import LENGTHS, run_sheet
from collabkit.render.zipped import zipped
from collabkit.translation import say

LONGEST_NAME: Final = 80
NO_DATE: Final = say("Choose the first day, so that the letters and the calendar can name it.")


def kit(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Write everything for one workshop.

    Args:
        asked: ``length`` (a run sheet's id), ``date`` (its first day, as YYYY-MM-DD), ``starts`` (HH:MM, or nothing for
            the run sheet's own) and ``called`` (what the workshop is called, or nothing).

    Returns:
        ``name``, ``type`` and ``data`` (base 64) of a zip, and ``said``; or ``refused``, a sentence.
    """
    try:
        workshop = _workshop(asked)
    except ValueError as error:
        return {"refused": str(error)}
    found = files(workshop)
    return {
        "name": say("workshop {first}.zip", first=workshop.first),
        "type": "application/zip",
        "data": base64.b64encode(zipped(found)).decode(),
        "said": say(
            "{found} files for {subtitle}. Unpack them and begin with README.html.",
            found=len(found),
            subtitle=workshop.subtitle,
        ),
    }


def _workshop(asked: Mapping[str, Any]) -> Workshop:
    length, starts = str(asked.get("length")), str(asked.get("starts") or "")
    if length not in LENGTHS:
        raise ValueError(say("Choose one of the lengths offered."))
    try:
        sheet = run_sheet(length).starting(starts) if starts else run_sheet(length)
    except ValueError as error:
        raise ValueError(say("{error}. Choose another time.", error=error)) from None
    called = " ".join(str(asked.get("called") or "").split())[:LONGEST_NAME]
    return Workshop(sheet, _day(str(asked.get("date") or "")), called or USUAL_NAME)


def _day(given: str) -> date:
    try:
        first = date.fromisoformat(given)
    except ValueError:
        raise ValueError(NO_DATE) from None
    if first.year >= YEARS.stop or first.year < date.today().year - 1:  # noqa: DTZ011 - the day where the reader is
        raise ValueError(say("{given} is far from today. Look at the year once more.", given=given))
    return first
