"""Evidence labels: what kind of evidence stands behind a claim, how strong it is, and of which year.

A study keeps its year. Law does not: what counts is when somebody last read it. So an entry of the kind law says the
month of reading in ``read``, and its label shows that and never the year of the Act.

The claims are declared in ``_evidence``. ``{evidence}`claim-id``` after a sentence shows the label and links to the
claim's entry; ``evidence-list`` prints the entries of all chapters, each with its reasons, its sources and a way back
to where it is used.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from collabkit.translation import marked, say
from collabkit.wording import month_and_year
from collabkit_book.records import Record, RecordError, alone, checked, in_use, load

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LOGGER = logging.getLogger(__name__)
FOLDER: Final = Path(__file__).parents[2] / "_evidence"
PAGE: Final = "collabkit_evidence_page"
"""Where the build remembers the page that lists all evidence."""
KINDS: Final = marked(
    "audit", "comparison study", "review", "case", "practitioner",
    "self-reported", "theory", "law", "data", "instrument",
)  # fmt: skip
STRENGTHS: Final = marked("strong", "moderate", "limited", "contested")
VALIDITY: Final = marked("validated", "partly validated", "not validated")
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["id", "claim", "kind", "strength", "sources", "why"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^c[0-9]-[a-z0-9-]+$"},
        "claim": {"type": "string", "minLength": 20},
        "kind": {"enum": list(KINDS)},
        "strength": {"enum": [*STRENGTHS, *VALIDITY]},
        "year": {"type": "string", "pattern": "^[0-9]{4}$"},
        "read": {"type": "string", "pattern": "^20[0-9]{2}-(0[1-9]|1[0-2])$"},
        "sources": {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": "^[A-Za-z0-9_:-]+$"}},
        "why": {"type": "string", "minLength": 20},
        "numbers": {"type": "array", "items": {"type": "string"}},
    },
    "allOf": [
        {
            "if": {"properties": {"kind": {"const": "instrument"}}},
            "then": {"properties": {"strength": {"enum": list(VALIDITY)}}},
            "else": {"properties": {"strength": {"enum": list(STRENGTHS)}}},
        },
        {"if": {"properties": {"kind": {"not": {"const": "law"}}}}, "then": {"required": ["year"]}},
    ],
}
"""What an entry must hold. A questionnaire is validated or not; any other claim has a strength. All but law has a year."""


def entries(path: Path) -> list[Record]:
    """Return the claims of one chapter's file.

    Raises:
        RecordError: an entry does not fit; the message names the file and the id.
    """
    listed = load(path)
    if not isinstance(listed, list):
        raise RecordError(f"{path}: this should be a list of claims.")
    good = [in_use(checked(entry, SCHEMA, path)) for entry in listed]
    for entry in good:
        if not entry["id"].startswith(f"c{path.stem}-"):
            raise RecordError(f"{path}, entry {entry['id']}: ids in this file begin with c{path.stem}-.")
    return alone(good, path)


def claims(folder: Path = FOLDER) -> dict[str, Record]:
    """Return every claim of the course by its id."""
    return {entry["id"]: entry for path in sorted(folder.glob("*.json")) for entry in entries(path)}


def label(claim: Record) -> str:
    """Say kind, strength and year in a few words; of law, when it was read.

    >>> label({"kind": "audit", "strength": "moderate", "year": "2017"})
    'audit · moderate · 2017'
    >>> label({"kind": "law", "strength": "strong", "read": "2026-11"})
    'law · strong · read November 2026'
    """
    if claim["kind"] != "law":
        when = claim["year"]
    else:
        when = say("read {month_and_year}", month_and_year=month_and_year(claim["read"])) if "read" in claim else ""
    return " · ".join(part for part in (say(claim["kind"]), say(claim["strength"]), when) if part)


class Mention(nodes.Inline, nodes.Element):
    """A label in the text, until it is known where the evidence page is."""


class WayBack(nodes.Inline, nodes.Element):
    """In the list of evidence: the way back to where a claim is used."""


class EvidenceRole(SphinxRole):
    """``{evidence}`claim-id```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Put a label here, and remember where."""
        name = self.text.strip()
        if name not in _claims(self.env):
            LOGGER.warning("evidence: no file in book/_evidence declares %r", name, location=self.get_location())
            return [], []
        uses = _uses(self.env)
        first = all(use[0] != self.env.docname for use in uses.get(name, []))
        node = Mention("", claim=name, ids=[f"claim-{name}"] if first else [])
        if first:
            uses.setdefault(name, []).append((self.env.docname, f"claim-{name}"))
        return [node], []


class EvidenceList(SphinxDirective):
    """``evidence-list``: every claim, chapter by chapter."""

    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Return a section for each chapter."""
        vars(self.env)[PAGE] = self.env.docname
        for path in sorted(FOLDER.glob("*.json")):
            self.env.note_dependency(str(path))
        chapters = sorted({name[1] for name in _claims(self.env)})
        return [self._chapter(number) for number in chapters]

    def _chapter(self, number: str) -> nodes.section:
        section = nodes.section(
            "", nodes.title("", say("Chapter {number}", number=number)), ids=[f"chapter-{number}"], names=[]
        )
        section += [self._entry(claim) for name, claim in _claims(self.env).items() if name[1] == number]
        return section

    def _entry(self, claim: Record) -> nodes.container:
        entry = nodes.container(classes=["evidence-entry"], ids=[f"evidence-{claim['id']}"], is_div=True)
        entry += nodes.paragraph("", claim["claim"], classes=["claim"])
        entry += nodes.paragraph("", "", nodes.inline("", label(claim), classes=["evidence"]))
        entry += nodes.paragraph("", claim["why"])
        cites = "; ".join(f"{{cite:t}}`{key}`" for key in claim["sources"])
        found, _ = self.parse_inline(cites)
        entry += nodes.paragraph(
            "", "", nodes.Text(say("Rests on ")), *found, nodes.Text(". "), WayBack("", claim=claim["id"])
        )
        return entry


def _claims(env: BuildEnvironment) -> dict[str, Record]:
    """Return the claims, read once a build."""
    if "collabkit_claims" not in env.temp_data:
        env.temp_data["collabkit_claims"] = claims()
    found: dict[str, Record] = env.temp_data["collabkit_claims"]
    return found


def _uses(env: BuildEnvironment) -> dict[str, list[tuple[str, str]]]:
    uses: dict[str, list[tuple[str, str]]] = vars(env).setdefault("collabkit_uses", {})
    return uses


def _forget(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    for name, places in _uses(env).items():
        _uses(env)[name] = [place for place in places if place[0] != docname]


def _gather(_app: Sphinx, env: BuildEnvironment, _docnames: list[str], other: BuildEnvironment) -> None:
    for name, places in _uses(other).items():
        mine = _uses(env).setdefault(name, [])
        mine += [place for place in places if place not in mine]
    page = vars(other).get(PAGE)
    if page:
        vars(env)[PAGE] = page


def _mention(app: Sphinx, node: Mention, docname: str, all_claims: dict[str, Record]) -> nodes.Node:
    claim = all_claims[node["claim"]]
    words = [nodes.inline("", say("Evidence: "), classes=["visually-hidden"]), nodes.Text(label(claim))]
    page = vars(app.env).get(PAGE)
    if page is None:
        return nodes.inline("", "", *words, classes=["evidence"], ids=node["ids"])
    address = f"{app.builder.get_relative_uri(docname, page)}#evidence-{claim['id']}"
    link = nodes.reference("", "", *words, internal=True, refuri=address, classes=["evidence"])
    return nodes.inline("", "", link, ids=node["ids"], classes=["claim-mark"])


def _way_back(app: Sphinx, node: WayBack, docname: str) -> nodes.Node:
    places = [place for place in _uses(app.env).get(node["claim"], []) if place[0] != docname]
    if not places:
        return nodes.Text("")
    where, anchor = places[0]
    address = f"{app.builder.get_relative_uri(docname, where)}#{anchor}"
    return nodes.reference("", say("Read it in its place"), internal=True, refuri=address)


def _resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    mentions = list(doctree.findall(Mention))
    all_claims = claims() if mentions else {}
    for node in mentions:
        node.replace_self(_mention(app, node, docname, all_claims))
    for back in list(doctree.findall(WayBack)):
        back.replace_self(_way_back(app, back, docname))


def _check_all(_app: Sphinx) -> None:
    """Stop the build at a bad entry, whether or not any page uses it."""
    claims()


def setup(app: Sphinx) -> None:
    """Register the role and the directive."""
    app.add_node(Mention)
    app.add_node(WayBack)
    app.add_role("evidence", EvidenceRole())
    app.add_directive("evidence-list", EvidenceList)
    app.connect("builder-inited", _check_all)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _gather)
    app.connect("doctree-resolved", _resolve)
