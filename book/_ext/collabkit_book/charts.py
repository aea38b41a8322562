"""``chart name``: a figure or a table of the course's own data, with the caption as its content.

A chart is a name and a function that returns a block of findings, which is written as others are. To add one,
write the function and name it in ``CHARTS``.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from collabkit.analysis.options import reweighted, weighted_value
from collabkit.charts import Changes, Dots, Lines, Network
from collabkit.data import cases, spending
from collabkit.exercises import exercise
from collabkit.exercises.context import PARTNERS
from collabkit.exercises.degree import DESCRIPTIONS, LEVELS, pairs
from collabkit.exercises.options import compared
from collabkit.exercises.trust import Dealings
from collabkit.findings import Figure, Table
from collabkit.markup import element
from collabkit.render import blocks_html, blocks_text, paper
from collabkit.translation import say
from collabkit_book.blocks import Block, paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docutils import nodes
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)


def ladder(caption: str) -> Table:
    """Return the six steps from no contact to collaboration, as the exercise words them."""
    steps = [(value, name) for value, name in LEVELS.choices() if value.isdigit()]
    rows = [
        (f"{value}\N{NO-BREAK SPACE}{name}", words.capitalize())
        for (value, name), words in zip(steps, DESCRIPTIONS, strict=True)
    ]
    return Table(caption, (say("Level"), say("What it looks like")), tuple(rows))


def _known(values: Iterable[float | None]) -> tuple[float, ...]:
    return tuple(sorted(value for value in values if value is not None))


def cost_ratios(caption: str) -> Figure:
    """Return actual over planned cost: the strictest set beside the rest."""
    strict = cases.cost_pairs(strict=True)
    rest = [case for case in cases.cost_pairs() if case not in strict]
    everything = _known(case.cost_ratio for case in cases.cost_pairs())
    rows = (
        (say("Official sources, same scope"), _known(case.cost_ratio for case in strict)),
        (say("Other pairs"), _known(case.cost_ratio for case in rest)),
    )
    marks = ((1.0, say("as planned")), (median(everything), say("median of all")))
    return Figure(Dots(say("Actual cost divided by planned cost"), rows, marks, most=6), caption)


def benefit_ratios(caption: str) -> Figure:
    """Return actual over planned benefit for all pairs."""
    found = _known(case.benefit_ratio for case in cases.benefit_pairs())
    marks = ((1.0, say("as planned")), (median(found), say("median")))
    return Figure(
        Dots(say("Actual benefit divided by planned benefit"), ((say("All cases"), found),), marks, most=2.5, least=-1),
        caption,
    )


def benefit_by_source(caption: str) -> Figure:
    """Return actual over planned benefit, split by who gave the figure, with the median of each."""
    official = _known(case.benefit_ratio for case in cases.benefit_pairs(source_kind="official"))
    partner = _known(case.benefit_ratio for case in cases.benefit_pairs(source_kind="partner"))
    rows = ((say("Official or independent"), official), (say("Partners, suppliers or the press"), partner))
    marks = ((1.0, say("as planned")), (median(partner), say("partners")), (median(official), say("official")))
    return Figure(
        Dots(say("Actual benefit divided by planned benefit, by source"), rows, marks, most=2.5, least=-1), caption
    )


def forgiveness(caption: str) -> Figure:
    """Return how many words in a hundred are kept, by how often lapses are overlooked, for three rates of misreading."""
    shares = [twentieth / 20 for twentieth in range(11)]
    series = tuple(
        (words, tuple(Dealings(misread, share, share).mean() for share in shares))
        for words, misread in ((say("1 in 100"), 0.01), (say("1 in 20"), 0.05), (say("1 in 5"), 0.2))
    )
    places = tuple(f"{share:.0%}" for share in shares)
    return Figure(Lines(say("Words kept in every hundred"), places, series, across=say("lapses overlooked")), caption)


def shares(caption: str) -> Table:
    """Return what each partner of the chapter's example would pay by each rule, as the exercise works it out."""
    table = exercise("sharing-gains").evaluate_example().table("shares")
    return Table(caption, table.columns, table.rows)


def links(caption: str) -> Figure:
    """Return the links that Steady Brackendale needs, as its partners rated them; the one furthest off stands out."""
    one = exercise("degree")
    sitting = one.read(one.example)
    rated = pairs(sitting)
    needed = {pair.places: float(pair.enough or 0) for pair in rated}
    furthest = max(pair.gap for pair in rated)
    first = frozenset(pair.places for pair in rated if pair.gap == furthest)
    names = tuple(sitting.need(PARTNERS).values())
    return Figure(Network(say("The links that the work needs"), names, needed, most=5, standouts=first), caption)


def flip(caption: str) -> Figure:
    """Return the value of the two leading options as one yardstick counts for more and the rest keep their proportions."""
    one = exercise("options")
    found = compared(one.read(one.example))
    point = next(point for point in found.tipping if found.yardsticks[point.criterion] == say("Ease of doing"))
    weights = [point.flips_at * twentieth / 10 for twentieth in range(21)]
    series = tuple(
        (
            found.names[option],
            tuple(weighted_value(found.scores[option], reweighted(found.weights, point.criterion, w)) for w in weights),
        )
        for option in (point.option, point.rival)
    )
    places = tuple(f"{weight:.0%}" for weight in weights)
    shown = Lines(
        say("The value of two options"), places, series, across=say("weight of {yardsticks}", yardsticks=found.yardsticks[point.criterion].lower()),
        least=40, mark=(0.5, f"{point.flips_at:.0%}"),
    )  # fmt: skip
    return Figure(shown, caption)


def funding(caption: str) -> Figure:
    """Return real changes over several years that were read at their source, without forecasts."""
    rows = [
        (
            say(
                "{upper}{measure}, {period_start} to {period_end}",
                upper=change.measure[:1].upper(),
                measure=change.measure[1:],
                period_start=change.period_start,
                period_end=change.period_end,
            ),
            change.real_pct,
        )
        for change in spending.cumulative()
        if change.real_pct is not None and change.status == "verified"
    ]
    return Figure(Changes(say("Real change in the funding of English councils"), tuple(rows)), caption)


CHARTS: Final[dict[str, Callable[[str], Figure | Table]]] = {
    "ladder": ladder,
    "funding": funding,
    "forgiveness": forgiveness,
    "shares": shares,
    "links": links,
    "flip": flip,
    "cost-ratios": cost_ratios,
    "benefit-ratios": benefit_ratios,
    "benefit-by-source": benefit_by_source,
}
"""What can be asked for; each function is given the caption."""


def to_block(shown: Figure | Table) -> Block:
    """Put a figure or a table on the page, with its words for other builders."""
    kind = "chart" if isinstance(shown, Figure) else "chart table"
    whole = element("div", blocks_html.write([shown]), class_=kind)
    printed = element("div", paper.shown(shown), class_=kind)
    return Block.of(whole, *paragraphs(blocks_text.write([shown])), needs="chart", paper=printed)


class ChartDirective(SphinxDirective):
    """``chart name``, with the caption as its content."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Draw the chart."""
        name, caption = self.arguments[0], " ".join(line.strip() for line in self.content).strip()
        if name not in CHARTS:
            known = ", ".join(CHARTS)
            LOGGER.warning(
                "chart: there is no chart called %r; there are: %s", name, known, location=self.get_location()
            )
            return []
        return [to_block(CHARTS[name](say(caption)))]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("chart", ChartDirective)
