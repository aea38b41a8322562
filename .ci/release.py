"""What a release needs to be one: a tag, a version, a changelog and a citation that all say the same.

    python .ci/release.py v0.1.0

prints what the changelog says of the release, for its page. Where something does not fit it says what, and fails.
"""

import re
import sys
import tomllib
from pathlib import Path

TOP = Path(__file__).parents[1]


def section(changelog, version):
    """The changelog's day and words for a version; nothing where it has none."""
    found = re.search(rf"(?ms)^## {re.escape(version)} \((.+?)\)\n(.*?)(?=^## |\Z)", changelog)
    return (found[1], found[2].strip()) if found else ("", "")


def faults(tag, folder=TOP):
    """What keeps a tag from being a release."""
    version = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    if tag != f"v{version}":
        yield f"The tag is {tag}, and pyproject.toml says {version}. The tag has to be v{version}."
    citation = (folder / "CITATION.cff").read_text(encoding="utf-8")
    cited = dict(re.findall(r"(?m)^(version|date-released): \"?([^\"\n]+)", citation))
    if cited.get("version") != version:
        yield f"CITATION.cff says {cited.get('version')}, and pyproject.toml says {version}."
    day, words = section((folder / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day) or not words:
        yield f"CHANGELOG.md has no part that begins with “## {version} (YEAR-MONTH-DAY)”."
    elif cited.get("date-released") != day:
        yield f"CITATION.cff says that it was released on {cited.get('date-released')}, and CHANGELOG.md on {day}."


def main(tag):
    if found := list(faults(tag)):
        sys.exit("\n".join(found))
    print(section((TOP / "CHANGELOG.md").read_text(encoding="utf-8"), tag.removeprefix("v"))[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
