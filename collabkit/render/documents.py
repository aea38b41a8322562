"""The files that a document can be written as, by their endings."""

from __future__ import annotations

from typing import Final, Literal, get_args

from collabkit.document import Document
from collabkit.render import blocks_markdown, document_html, document_word
from collabkit.render.blocks_word import ToPng

Format = Literal["docx", "html", "md"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
TYPES: Final[dict[Format, str]] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "md": "text/markdown",
}


def write(document: Document, to: Format, to_png: ToPng) -> bytes:
    """Return a document as the bytes of a file.

    >>> print(write(Document("Fewer falls", "A draft", ()), "md", lambda svg: b"").decode(), end="")
    # Fewer falls
    <BLANKLINE>
    A draft
    """
    match to:
        case "docx":
            return document_word.write(document, to_png)
        case "html":
            return document_html.write(document).encode()
        case "md":
            return markdown(document).encode()


def markdown(document: Document) -> str:
    """Return a document as Markdown."""
    plain = blocks_markdown.plain
    parts = blocks_markdown.write(document.parts, 2)
    return "\n".join(part for part in (f"# {plain(document.title)}\n", f"{plain(document.subtitle)}\n", parts) if part)
