"""In another language, a page keeps the addresses of its sections.

Sphinx reads each translated paragraph and heading as a small page of its own, under the name of the page that it stands
in. MyST then keeps that heading's address in the place of the whole page's, and links to a section would lead nowhere.
The page's own are still with what was read first, so they are put back, with the names by which sections are called beside their headings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _put_back(app: Sphinx, doctree: nodes.document) -> None:
    addresses = getattr(doctree, "myst_slugs", None)
    if addresses:
        named = {id: (0, id, "") for section in doctree.findall(nodes.section) for id in section["ids"]}
        app.env.metadata[app.env.docname]["myst_slugs"] = named | addresses


def setup(app: Sphinx) -> None:
    """Put the addresses back once a page has been read."""
    app.connect("doctree-read", _put_back)
