"""Small repairs to what Sphinx writes: a ``div``, tables that scroll by keyboard and fold on a phone, references as a plain list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Div(SphinxDirective):
    """A block with a class: ``:::{div} lead``."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"name": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the content inside a container."""
        classes = directives.class_option(self.arguments[0]) if self.arguments else []
        node = nodes.container(classes=classes, is_div=True)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def _visit_container(translator: Any, node: nodes.container) -> None:
    """Write the classes that were asked for and no others."""
    classes = "" if node.get("is_div") else "docutils container"
    # What a cell shows may be wider than a phone: it scrolls, so a keyboard must reach it.
    region: dict[str, str] = {}
    if "cell_output" in node["classes"]:
        translator.collabkit_outputs = getattr(translator, "collabkit_outputs", 0) + 1
        region = {"role": "region", "tabindex": "0", "aria-label": f"Output {translator.collabkit_outputs}"}
    translator.body.append(translator.starttag(node, "div", CLASS=classes, **region))


def _depart_container(translator: Any, _node: nodes.container) -> None:
    translator.body.append("</div>\n")


def _name_of_table(node: nodes.table) -> str:
    title = node.next_node(nodes.title)
    if title is not None:
        return title.astext()
    heads = [entry.astext() for head in node.findall(nodes.thead) for entry in head.findall(nodes.entry)]
    return "Table: " + ", ".join(head for head in heads if head)


def _visit_table(translator: Any, node: nodes.table) -> None:
    # A wide table scrolls inside its own region, which a keyboard can reach and a screen reader can name.
    name = translator.attval(_name_of_table(node))
    translator.body.append(f'<div class="table-scroll" role="region" tabindex="0" aria-label="{name}">')
    type(translator).visit_table(translator, node)


def _depart_table(translator: Any, node: nodes.table) -> None:
    type(translator).depart_table(translator, node)
    translator.body.append("</div>\n")


def label_of(entry: nodes.entry) -> str:
    """Return the heading of a cell's column, which stands before the cell where a phone shows rows as lists."""
    row, group = entry.parent, entry.parent.parent
    heads = list(group.parent.findall(nodes.thead))
    place = row.index(entry)
    if place == 0 or not isinstance(group, nodes.tbody) or not heads or place >= len(heads[0][0]):
        return ""
    return str(heads[0][0][place].astext())


def _visit_entry(translator: Any, node: nodes.entry) -> None:
    begun = len(translator.body)
    type(translator).visit_entry(translator, node)
    label = label_of(node)
    if label:  # docutils writes no attributes of our own
        tag = translator.body[begun]
        translator.body[begun] = tag.replace("<td", f'<td data-label="{translator.attval(label)}"', 1)


def _depart_entry(translator: Any, node: nodes.entry) -> None:
    type(translator).depart_entry(translator, node)


def _visit_citation(translator: Any, node: nodes.citation) -> None:
    # Docutils writes role="doc-biblioentry", which ARIA has dropped; a plain block with an id is sound.
    translator.body.append(translator.starttag(node, "div", CLASS="citation"))


def _depart_citation(translator: Any, _node: nodes.citation) -> None:
    translator.body.append("</div>\n")


def _visit_hidden_code(translator: Any, node: HideCodeCellNode) -> None:
    # myst-nb gives the switch a name that is not what it shows (WCAG 2.5.3); its words alone are the better name.
    shown, hidden = node["prompt_show"].format(type="source"), node["prompt_hide"].format(type="source")
    words = f'<span class="collapsed">{shown}</span><span class="expanded">{hidden}</span>'
    translator.body.append(f'<details class="hide above-input"><summary>{words}</summary>\n')


def _depart_hidden_code(translator: Any, _node: HideCodeCellNode) -> None:
    translator.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Register the directive and the repaired ways of writing."""
    app.add_directive("div", Div)
    app.add_node(nodes.container, override=True, html=(_visit_container, _depart_container))
    app.add_node(nodes.table, override=True, html=(_visit_table, _depart_table))
    app.add_node(nodes.entry, override=True, html=(_visit_entry, _depart_entry))
    app.add_node(HideCodeCellNode, override=True, html=(_visit_hidden_code, _depart_hidden_code))
    app.add_node(nodes.citation, override=True, html=(_visit_citation, _depart_citation))
