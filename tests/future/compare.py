"""Whether the pages that the newest Sphinx made say what Jupyter Book's say: the same pages, the same words and forms.

python tests/future/compare.py _build/html _build/future/html
"""

import sys
from html.parser import HTMLParser
from pathlib import Path

QUIET = {"script", "style"}
FORM = {"form", "input", "select", "textarea", "button", "table", "svg", "section", "details"}


class Main(HTMLParser):
    """The words of a page's main part, and how many there are of each thing that is more than words."""

    def __init__(self, page):
        super().__init__()
        self.within, self.quiet, self.words, self.parts = 0, 0, [], {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):  # noqa: ARG002 - the base class hands them over
        self.within += tag == "main" or (self.within and tag == "div")
        self.quiet += tag in QUIET
        if self.within and tag in FORM:
            self.parts[tag] = self.parts.get(tag, 0) + 1

    def handle_endtag(self, tag):
        self.within -= bool(self.within) and tag in {"main", "div"}
        self.quiet -= tag in QUIET

    def handle_data(self, data):
        if self.within and not self.quiet:
            self.words += data.split()


def pages(folder):
    """Every page of the course, by name."""
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*.html")}
    return {name: path for name, path in found.items() if "_static" not in name and not name.startswith("genindex")}


def differences(now, then):
    """Sentences about what is not the same."""
    ours, theirs = pages(now), pages(then)
    yield from (f"{name} is not there" for name in sorted(ours.keys() - theirs.keys()))
    yield from (f"{name} is new" for name in sorted(theirs.keys() - ours.keys()))
    for name in sorted(ours.keys() & theirs.keys()):
        one, other = (Main(path.read_text(encoding="utf-8")) for path in (ours[name], theirs[name]))
        if one.parts != other.parts:
            yield f"{name} has other parts: {one.parts} and {other.parts}"
        if one.words != other.words:
            place = next(
                (n for n, pair in enumerate(zip(one.words, other.words, strict=False)) if pair[0] != pair[1]), 0
            )
            yield f"{name} says {' '.join(one.words[place : place + 8])!r} and {' '.join(other.words[place : place + 8])!r}"


def main(now, then):
    found = list(differences(Path(now), Path(then)))
    print("\n".join(found) or "The pages say the same.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
