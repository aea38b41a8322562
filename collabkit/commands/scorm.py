"""``collabkit scorm``: the built course as a package for a learning platform, which learns who has finished, and no more.

SCORM 1.2 is what Moodle and most platforms take. The package is the course as it was built, with a page around it that
finds the platform and reports ``incomplete`` and ``completed``, and the list of files that the format asks for.
"""

from __future__ import annotations

import argparse
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

from collabkit import __version__
from collabkit.commands import LITE, CommandError, site_folder, unwritten
from collabkit.record import COURSE
from collabkit.render.zipped import zipped

HELP = "write the built course as a SCORM 1.2 package for a learning platform such as Moodle"
START: Final = "learn.html"
"""The page that a platform opens."""

AROUND: Final = Path(__file__).parent / "templates" / "scorm"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("--output", type=Path, required=True, metavar="FILE.zip", help="the file to write")


def run(chosen: argparse.Namespace) -> int:
    """Write the package."""
    if chosen.output.suffix != ".zip":
        raise CommandError(f"{chosen.output} does not end in .zip, which platforms ask for. Name another file.")
    found = files(site_folder())
    try:
        chosen.output.parent.mkdir(parents=True, exist_ok=True)
        chosen.output.write_bytes(zipped(found))
    except OSError as error:
        raise unwritten(chosen.output, error) from None
    size = chosen.output.stat().st_size / 1e6
    print(f"{chosen.output} ({size:.0f} MB) is a SCORM 1.2 package: add it to your platform as one activity.")
    return 0


def files(site: Path) -> dict[str, bytes]:
    """Return all files of the package, by name; the list of files comes first, as platforms look for it.

    Notebooks that run in a browser stay out: they would make it several times as large.

    Args:
        site: the folder of the built course.
    """
    course = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.relative_to(site).parts[0] != LITE
    }
    around = {path.name: path.read_bytes() for path in sorted(AROUND.iterdir())}
    whole = {**course, **around}
    return {"imsmanifest.xml": manifest(list(whole)).encode(), **whole}


def manifest(names: list[str]) -> str:
    """Return the list of files in the words of SCORM 1.2: one part to learn, which is the whole course.

    Args:
        names: of the files, as paths from the top of the package.
    """
    listed = "\n".join(f'      <file href="{escape(quote(name))}" />' for name in names)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<manifest identifier="collabkit-course" version="{__version__}"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>{escape(COURSE)}</title>
      <item identifier="whole" identifierref="pages" isvisible="true">
        <title>{escape(COURSE)}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="pages" type="webcontent" adlcp:scormtype="sco" href="{START}">
{listed}
    </resource>
  </resources>
</manifest>
"""
