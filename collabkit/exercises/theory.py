"""theory (chapter 6): how it is meant to work, what must be true for that, and which of these beliefs to test first.

A belief is as weak as what hangs on it, times five less how sure the group is. One order goes through everything that is
said: the weakest first; where two are level, the one with weaker evidence; then the earlier step, because everything
after it depends on it. Headline, figure, table and prompt all begin with the first of that order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from collabkit.analysis.theory_of_change import CHANCES, Size, all_hold, size, weakness
from collabkit.charts import Bars
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, EXAMPLE_PURPOSE, NAME, PURPOSE, ROW, rows_of_lines
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Cell, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.numbers import in_print
from collabkit.questions import Amount, Choice, Grid, Questions, Rating, Row, Scale, Text
from collabkit.sitting import Sitting
from collabkit.translation import by_number, say
from collabkit.wording import capital, closed, counted, fixed, in_a_row, number_word, shortened, some, worded

BELIEFS: Final = 6
WEAKEST: Final = 16
"""As weak as a belief can be: all hangs on a guess."""
MUST: Final = 4
HEAVY: Final = 3
"""From here on much hangs on a belief."""
CERTAIN: Final = 4
SAFE: Final = 3
"""From here on somebody is very sure."""
SHAKY: Final = 2
"""Up to here a belief may give way."""
GUESS: Final = 1
LEAST: Final = 0.05
"""What is smaller rounds to nothing, and is called less than 0.1."""
TWOFOLD: Final = 2.0
"""A promise one step sooner is named where it is so many times as likely to be kept."""
RESULTS: Final = 4
"""From this line of the chain on it says what comes of the work; a promise of less is no promise of a result."""

STEPS: Final = {
    "inputs": say("What you put in"),
    "activities": say("What you do with it"),
    "outputs": say("What that produces at once"),
    "outcomes": say("What changes for people"),
    "impact": say("What that leads to in the end"),
}
"""The five lines of the chain, in their order."""
ARROWS: Final = dict(
    enumerate(
        (
            say("from what you put in to what you do"),
            say("from what you do to what it produces"),
            say("from what it produces to what changes"),
            say("from what changes to what it leads to"),
        ),
        1,
    )
)
"""The steps from each line to the next."""
PROMISES: Final = {4: say("what changes for people"), 3: say("what it produces at once")}
"""What could be promised instead, by the number of the line."""

MATTER: Final = Scale.of(say("We lose a little"), say("We lose a part"), say("We lose most of it"), say("It all fails"))
MATTER_SAID: Final = (say("you lose a little"), say("you lose a part"), say("you lose most of it"), say("it all fails"))
SURE: Final = Scale.of(say("It is a guess"), say("More likely than not"), say("Very likely"), say("As good as certain"))
SURE_SAID: Final = (say("it is a guess"), say("more likely than not"), say("very likely"), say("as good as certain"))

AGAINST, NOTHING, HEARSAY, MIXED, OURS, ONE, MANY = "against", "none", "word", "mixed", "ours", "one", "many"
EVIDENCE: Final = (
    (NOTHING, say("Nothing yet")), (HEARSAY, say("Somebody’s word")), (OURS, say("Our own figures")), (ONE, say("One fair comparison")),
    (MANY, say("Several fair comparisons")), (MIXED, say("Fair comparisons that disagree")),
    (AGAINST, say("What we found points the other way")),
)  # fmt: skip
EVIDENCE_SAID: Final = {
    NOTHING: say("you have nothing to go by yet"), HEARSAY: say("you go by somebody’s word"), OURS: say("you go by your own figures"),
    ONE: say("you go by one fair comparison"), MANY: say("you go by several fair comparisons"),
    MIXED: say("the fair comparisons that you found disagree"), AGAINST: say("what you found points the other way"),
    "": say("you have not said what you go by"),
}  # fmt: skip
BY_EVIDENCE: Final = (AGAINST, NOTHING, "", HEARSAY, MIXED, OURS, ONE, MANY)
"""The weakest evidence first; what was not said counts for little more than nothing."""
UNSUPPORTED: Final = frozenset({AGAINST, NOTHING, HEARSAY})
"""Evidence that bears nobody’s being very sure."""

LINE: Final = Text(key="words", text=say("In a line"), longest=200)
WHEN: Final = Text(key="when", text=say("By when"), longest=40)
CHAIN: Final = Grid(
    key="chain",
    text=say("How does one thing lead to the next?"),
    section=say("From what you put in to what changes"),
    help=say(
        "Start at the bottom and work up. What you produce could be photographed on the day. "
        "What changes for people is something that they could notice in their own lives."
    ),
    rows=tuple(Row(key=key, text=words) for key, words in STEPS.items()),
    columns=(LINE, WHEN),
)
TRUE: Final = Text(key="words", text=say("What must be true"), longest=160)
STEP: Final = Choice(
    key="arrow",
    text=say("For which step?"),
    options=tuple((str(number), capital(words)) for number, words in ARROWS.items()),
)
ASSUMED: Final = Grid(
    key="assume",
    text=say("What must be true, if each line is to follow from the one before?"),
    section=say("What you rely on"),
    help=say(
        "It should be something that could turn out false, like “four in five people let us in”. “Partners are committed” cannot."
    ),
    rows=tuple(Row(key=str(number), text=say("Belief {number}", number=number)) for number in range(1, BELIEFS + 1)),
    columns=(TRUE, STEP),
)
IF_WRONG: Final = Rating(key="matter", text=say("If it is wrong"), scale=MATTER, numbered=True)
HOW_SURE: Final = Rating(key="sure", text=say("How sure are you?"), scale=SURE, numbered=True)
GO_BY: Final = Choice(key="evidence", text=say("What do you go by?"), options=EVIDENCE)
RATED: Final = Grid(
    key="rate",
    text=say("How much hangs on it, and what do you go by?"),
    help=say("A comparison is fair if it also says what happened to people like these without it."),
    rows=(),
    columns=(IF_WRONG, HOW_SURE, GO_BY),
)
"""Each belief that was written down, under its number."""

TEST: Final[tuple[tuple[Text, str, str], ...]] = (
    (
        Text(key="test.how", text=say("What is the cheapest way to test the weakest?"), longest=200,
             help=say("The findings name the weakest. A fortnight of asking often beats a year of trying."),
             section=say("What will you find out first?")),
        say("How"), say("Settle the cheapest way to find out."),
    ),
    (
        Text(key="test.sign", text=say("What would tell you that it is wrong?"), longest=160),
        say("A sign that it is wrong"), say("Agree what would tell you that it is wrong."),
    ),
    (
        Text(key="test.then", text=say("What would you do then?"), longest=160),
        say("What you would do then"), say("Agree now what you would do then."),
    ),
    (Text(key="test.by", text=say("Who finds out, by when?"), longest=80), say("Who, by when"), say("Say who finds out, by when.")),
)  # fmt: skip
"""What is asked of the first test, each with its name in the findings and with what to do as long as it is open."""

PLACES, BEFORE, NO_COMPARISON = "places", "before", "nothing"
RIVALS: Final = Text(
    key="rivals",
    text=say("What else could bring about the same change?"),
    long=True,
    longest=600,
    help=say("A mild winter, a new road, somebody else’s project. Put a semicolon between them."),
    section=say("What else could explain it?"),
)
COMPARE: Final = Choice(
    key="compare",
    text=say("What will you set your result beside?"),
    options=(
        (PLACES, say("Similar places or people without it")),
        (BEFORE, say("Our own figures from before")),
        (NO_COMPARISON, say("Nothing yet")),
    ),
)

REACH: Final = Amount(
    key="reach", text=say("How many people will you reach in a year?"), unit="people", least=0, most=100_000_000, whole=True,
    help=say("Leave these five empty if you have no figures yet."), section=say("Could it be large enough?"),
)  # fmt: skip
RATE_EACH: Final = Amount(
    key="rate_each", text=say("How often does it happen to each of them in a year, on average?"), least=0, most=10_000,
    help=say("What you want less of: falls, missed appointments, calls. 1.85 is a little less than twice."),
)  # fmt: skip
EFFECT: Final = Amount(
    key="effect", text=say("What share of that do you expect to prevent?"), unit="%", least=0, most=100, judged=True
)
PASS_ON: Final = Amount(
    key="pass_on", text=say("What share of those would have counted in the end?"), unit="%", least=0, most=100, judged=True,
    help=say("Falls that lead to a hospital bed, for instance."),
)  # fmt: skip
BASE: Final = Amount(
    key="base", text=say("What is the figure that you hope to move, today?"), least=0, most=10_000_000_000,
    help=say("For the same year and the same place."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Belief:
    """Something that must be true, and what the group says of it.

    Attributes:
        place: its place among those that were written down.
        words: what must be true.
        arrow: the step that needs it, by its number.
        matter: what hangs on it, from 1 to 4.
        sure: how sure the group is, from 1 to 4.
        evidence: what the group goes by; empty where it was not said.
    """

    place: int
    words: str
    arrow: int | None = None
    matter: int | None = None
    sure: int | None = None
    evidence: str = ""

    @property
    def weakness(self) -> int | None:
        """How weak it is, if both ratings were given."""
        return weakness(self.matter, self.sure) if self.matter and self.sure else None

    @property
    def rank(self) -> tuple[int, int]:
        """Where it stands among those that are as weak: weaker evidence first, then the earlier step."""
        return BY_EVIDENCE.index(self.evidence), self.arrow or len(ARROWS) + 1

    @property
    def step(self) -> str:
        """The step that needs it, in words."""
        return ARROWS[self.arrow] if self.arrow else ""

    @property
    def said(self) -> str:
        """All its words, for a sentence about it alone."""
        return _quoted(self.words)

    @property
    def quoted(self) -> str:
        """Its words, short enough to stand beside others."""
        return _quoted(shortened(self.words, ROW))


class Theory(Exercise):
    """The chain from what is put in to what changes, and what must be true for each step."""

    id = "theory"
    title = say("How is it meant to work?")
    chapter = 6
    minutes = 20
    purpose = say(
        "Five lines hold your plan, from what you put in to where it leads in the end. Say then what each step takes for granted, "
        "how much depends on that and how you know. You are told which link is weakest, and plan a first test of it."
    )
    asks = say("Where would it hurt most to be wrong, and what is a cheap way of finding out?")
    leaves_out = say(
        "A real plan has several chains, some of which run backwards, and this draws one. How much hangs on a belief is your word, "
        "and words are multiplied as if they were chances that have nothing to do with each other. The test of a belief is left to "
        "you. Whether the change would have come anyway, only a comparison can say."
    )
    rests_on = say(
        "Writing out the steps and what each takes for granted is common advice to those who plan or evaluate. To rate beliefs by "
        "importance and certainty comes from a method of surfacing and testing assumptions; to hunt for those that bear a load and may "
        "give way, with a sign and a fallback, from assumption-based planning. The points, and the chances that stand for words, are "
        "ours. We know of no trial that shows plans made in this way to work better. The example’s ratings follow a review of trials of "
        "safer homes, and a trial of fire service visits that found too few people to tell."
    )
    sources = (
        "magenta_example",
        "rogers2014",
        "masonmitroff1981",
        "dewar2002",
        "mayne2012",
        "clemson2023",
        "firefli2025",
    )
    beyond = Need(
        say(
            "At least two lines that follow each other; and of a belief that you write down, how much hangs on it and how sure you are"
        ),
        CHAIN.key,
    )
    story = say(
        "In fictional Brackendale Samira Khan draws the chain for the falls service, and Tom Okafor asks her how she knows."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "purpose": EXAMPLE_PURPOSE,
        "chain.inputs.words": say("For a year two posts, visiting hours of the crews, a shared list and a repair van"), "chain.inputs.when": say("1 October"),
        "chain.activities.words": say("A joint visit to everyone listed, with one checklist"), "chain.activities.when": say("From week three"),
        "chain.outputs.words": say("800 visits and 500 homes made safer"), "chain.outputs.when": say("Within a year"),
        "chain.outcomes.words": say("Fewer falls at home among the people visited"), "chain.outcomes.when": say("In two years"),
        "chain.impact.words": say("Fewer emergency admissions for falls among people over 75 (1,240 a year now)"), "chain.impact.when": say("In three years"),
        "assume.1.words": say("The trust may lawfully pass on names within a week of discharge"), "assume.1.arrow": "1",
        "assume.2.words": say("People let us in and let us change things"), "assume.2.arrow": "2",
        "assume.3.words": say("The list holds those likely to fall, not those easiest to find"), "assume.3.arrow": "2",
        "assume.4.words": say("A safer home means fewer falls"), "assume.4.arrow": "3",
        "assume.5.words": say("Fewer falls mean fewer emergency admissions"), "assume.5.arrow": "4",
        "assume.6.words": say("Age Well’s volunteers go on giving their time"), "assume.6.arrow": "1",
        "rate.1.matter": 4, "rate.1.sure": 3, "rate.1.evidence": HEARSAY,
        "rate.2.matter": 4, "rate.2.sure": 2, "rate.2.evidence": OURS,
        "rate.3.matter": 3, "rate.3.sure": 2, "rate.3.evidence": NOTHING,
        "rate.4.matter": 4, "rate.4.sure": 2, "rate.4.evidence": MIXED,
        "rate.5.matter": 4, "rate.5.sure": 1, "rate.5.evidence": AGAINST,
        "rate.6.matter": 2, "rate.6.sure": 3, "rate.6.evidence": HEARSAY,
        "test.how": say("From the trust, two years of recorded falls, with how many of them led to an admission"),
        "test.sign": say("An admission follows fewer than one fall in twenty"),
        "test.then": say("Take admissions out of the savings; promise fewer falls and more confidence"),
        "test.by": say("Anna Leigh and Tom Okafor, six weeks"),
        "rivals": say("A mild winter; new wards that count in another way; balance classes run by the trust"), "compare": PLACES,
        "reach": 800, "rate_each": 1.85, "effect": 38, "pass_on": 5, "base": 1240,
    }  # fmt: skip

    on_paper = {f"assume.{number}.words": say("Belief {number}", number=number) for number in range(1, BELIEFS + 1)}

    def ask(self, answers: Answers) -> Questions:
        """Ask for the chain and for what must be true, then for ratings of each belief that has words."""
        rows = rows_of_lines(answers, ASSUMED, TRUE)
        return (
            NAME, PURPOSE, CHAIN, ASSUMED, *((replace(RATED, rows=rows),) if rows else ()), *(asked for asked, *_ in TEST),
            RIVALS, COMPARE, REACH, RATE_EACH, EFFECT, PASS_ON, BASE,
        )  # fmt: skip

    def find(self, sitting: Sitting) -> Findings:
        """Name the weakest link, and say what to find out first."""
        lines, beliefs = written(sitting), held(sitting)
        if not any(one in lines and other in lines for one, other in pairwise(STEPS)):
            return Findings.needing([say("Write at least two lines that follow each other.")])
        if not beliefs:
            return Findings.of(
                _nothing_held(lines), _ask_of_each(lines), _lines(lines, sitting), *_same(lines), *_size(sitting), _beside(sitting)
            )  # fmt: skip
        order = ordered(beliefs)
        rated = tuple(one for one in order if one.weakness)
        if not rated:
            needed = Findings.needing([say("Say of at least one belief how much hangs on it and how sure you are.")])
            return Findings((*needed.blocks, _table(order, say("What must be true"))), complete=False)
        table = _table(order, say("What must be true, the weakest first"))
        return Findings.of(
            headline(rated, every=len(rated) == len(order)),
            _figure(rated),
            Part.of(say("What must be true"), *_heavy(order), table, *_level(rated), *_notes(order)),
            *_sure(order),
            *_musts(lines, rated),
            *_size(sitting),
            _first(rated, sitting),
            _beside(sitting),
            Part.of(say("The chain, line by line"), _lines(lines, sitting), *_same(lines), *_gaps(lines, beliefs)),
        )


def written(sitting: Sitting) -> dict[str, str]:
    """Return the lines of the chain that have words.

    >>> written(EXERCISE.read({"chain.outputs.words": "800 visits"}))
    {'outputs': '800 visits'}
    """
    return {key: words for key, words in sitting.column(CHAIN, LINE).items() if words}


def held(sitting: Sitting) -> tuple[Belief, ...]:
    """Collect what must be true, with all that was said of it.

    >>> held(EXERCISE.read({"assume.2.words": "They let us in", "rate.2.matter": 4, "rate.2.sure": 2}))[0].weakness
    12
    """
    arrows, evidence = sitting.column(ASSUMED, STEP), sitting.column(RATED, GO_BY)
    matter, sure = sitting.column(RATED, IF_WRONG), sitting.column(RATED, HOW_SURE)
    return tuple(
        Belief(
            int(number), words, int(arrows[number]) if number in arrows else None,
            matter.get(number), sure.get(number), evidence.get(number, ""),
        )
        for number, words in sitting.column(ASSUMED, TRUE).items()
        if words
    )  # fmt: skip


def ordered(beliefs: Sequence[Belief]) -> tuple[Belief, ...]:
    """Put beliefs in order, the weakest first, and those last that were not rated."""
    return tuple(sorted(beliefs, key=lambda one: (-(one.weakness or 0), one.rank if one.weakness else (), one.place)))


def headline(rated: Sequence[Belief], *, every: bool = True) -> str:
    """Name the belief to begin with, what hangs on it and what it rests on; of those that were rated alone where some were not."""
    first = rated[0]
    level = sum(one.weakness == first.weakness for one in rated)
    if len(rated) == 1:
        lead = (
            say("You rated one belief, {step}: {belief}.", step=first.step, belief=first.said)
            if first.step
            else say("You rated one belief, which stands at no step yet: {belief}.", belief=first.said)
        )
    elif level > 1:
        lead = _equally_weak(level, first)
    elif first.step and not every:
        lead = say("The weakest link that you rated is {step}: {belief}.", step=first.step, belief=first.said)
    elif not every:
        lead = say("The weakest link that you rated stands at no step yet: {belief}.", belief=first.said)
    elif first.step:
        lead = say("Your weakest link is {step}: {belief}.", step=first.step, belief=first.said)
    else:
        lead = say("Your weakest link stands at no step yet: {belief}.", belief=first.said)
    wrong = say(
        "If it is wrong, {what_is_lost}, and {what_you_go_by}.",
        what_is_lost=MATTER_SAID[(first.matter or 1) - 1],
        what_you_go_by=EVIDENCE_SAID[first.evidence],
    )
    return f"{lead} {wrong}"


def _equally_weak(level: int, first: Belief) -> str:
    """Say how many are level, and with which of them to begin."""
    number = capital(number_word(level))
    if not first.step:
        return say(
            "{number} beliefs are equally weak on your ratings, and none is weaker. "
            "Begin with {belief}, which stands at no step yet.",
            number=number,
            belief=first.said,
        )
    return say(
        "{number} beliefs are equally weak on your ratings, and none is weaker. "
        "Begin with {belief}, which is needed {step}.",
        number=number,
        belief=first.said,
        step=first.step,
    )


def _quoted(words: str) -> str:
    """Quote words without their full stop; dots alone are quoted as they were typed."""
    return f"“{words.rstrip(' .') or words}”"


def _nothing_held(lines: Mapping[str, str]) -> str:
    return say(
        "You wrote {lines}, and nothing that must be true for one to follow from another. "
        "So nothing in the plan could turn out to be wrong, and nobody could check it.",
        lines=counted(len(lines), "line"),
    )


def _steps(lines: Mapping[str, str]) -> tuple[int, ...]:
    """Return the steps of which both lines are written."""
    return tuple(number for number, (one, other) in enumerate(pairwise(STEPS), 1) if one in lines and other in lines)


def _ask_of_each(lines: Mapping[str, str]) -> Prompt:
    items = tuple(f"{capital(ARROWS[number])}." for number in _steps(lines))
    return Prompt(say("Finish this sentence for each step, “this only follows if …”:"), items)


def _figure(rated: Sequence[Belief]) -> Figure | None:
    """Show how weak each step is, by the weakest of its beliefs; one step alone needs no picture."""
    found = {number: [one.weakness or 0 for one in rated if one.arrow == number] for number in ARROWS}
    if sum(bool(each) for each in found.values()) <= 1:
        return None
    rows = tuple((capital(ARROWS[number]), float(max(each)) if each else None) for number, each in found.items())
    chart = Bars(
        say("How weak each step is"), rows, most=WEAKEST, standout=capital(rated[0].step), heading=say("Weakness")
    )
    caption = say("How weak each step is, by the weakest of its beliefs that you rated.")
    if not rated[0].step:
        return Figure(chart, caption)
    return Figure(chart, f"{caption} {say('The one to begin with stands out.')}")


def _table(beliefs: Sequence[Belief], caption: str) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.words, capital(one.step) or say("Which step?"),
            f"{one.matter} {MATTER.words(one.matter)}" if one.matter else "–",
            f"{one.sure} {SURE.words(one.sure)}" if one.sure else "–",
            dict(EVIDENCE).get(one.evidence, "–"), one.weakness,
        )
        for one in beliefs
    )  # fmt: skip
    note = say(
        "Weakness is what hangs on a belief, times five less how sure you are: from 1 to {weakest}. Where it is level, weaker "
        "evidence stands first, then the earlier step.",
        weakest=WEAKEST,
    )
    columns = (
        say("What must be true"), say("Step"), say("If it is wrong"), say("How sure"), say("What you go by"), say("Weakness"),
    )  # fmt: skip
    return Table(caption, columns, rows, note=note)


def _heavy(order: Sequence[Belief]) -> tuple[Block, ...]:
    """Count the beliefs that bear a load and may give way; say it where none bears one."""
    if max(one.matter or 0 for one in order) < HEAVY:
        return (
            Caution(
                say("Nothing that you rated would hurt much."),
                say(
                    "The plan may be robust, or the list merely polite. Ask the person least fond of it what would sink it."
                ),
            ),
        )
    shaky = [one.quoted for one in order if one.weakness and (one.matter or 0) >= HEAVY and (one.sure or 0) <= SHAKY]
    if not shaky:
        return ()
    words = by_number(
        len(shaky),
        "Much hangs on {beliefs} of which you are not sure: {named}. This is where the plan may give way.",
        "Much hangs on {beliefs} of which you are not sure: {named}. These are where the plan may give way.",
        beliefs=counted(len(shaky), "belief"),
        named=some(shaky),
    )
    return (Sentence(words),)


def _level(rated: Sequence[Belief]) -> tuple[Sentence, ...]:
    """Say by what they are told apart where ratings do not do it."""
    if len(rated) == 1 or len({one.weakness for one in rated}) > 1:
        return ()
    level = say("Your ratings do not tell these beliefs apart.")
    evidence, steps = ({one.rank[place] for one in rated} for place in (0, 1))
    if len(evidence) == 1 and len(steps) == 1:
        why = say("Neither do the evidence and the step: they stand in the order in which you wrote them.")
    elif len(evidence) == 1:
        why = say("Neither does what you go by: the earlier step stands first.")
    elif len({one.rank for one in rated}) == len(evidence):
        why = say("What you go by settles the order.")
    else:
        why = say("What you go by, and then the step, settle the order.")
    return (Sentence(f"{level} {why}"),)


def _notes(beliefs: Sequence[Belief]) -> tuple[Block, ...]:
    unrated = sum(not one.weakness for one in beliefs)
    seen: dict[str, list[str]] = {}
    for one in beliefs:
        seen.setdefault(_bare(one.words), []).append(one.quoted)
    twice = [each[0] for each in seen.values() if len(each) > 1]
    notes: list[Block] = []
    if unrated:
        last = by_number(
            unrated,
            "{beliefs} lacks a rating, and stands last.",
            "{beliefs} lack a rating, and stand last.",
            beliefs=counted(unrated, "belief"),
        )
        notes.append(Caution(say("Not every belief is rated."), last))
    if twice:
        words = say(
            "The same words stand in more than one row: {named}. "
            "Keep one of them, and use the other row for something else.",
            named=some(twice),
        )
        notes.append(Sentence(words))
    return tuple(notes)


def _bare(words: str) -> str:
    """Return words as they are compared: without case, and without a full stop."""
    return " ".join(words.casefold().split()).rstrip(" .")


def _sure(order: Sequence[Belief]) -> tuple[Block, ...]:
    """Set how sure they are beside what they go by."""
    blocks = tuple(block for block in (_surer(order), _less_sure(order), _all_alike(order)) if block)
    return (Part.of(say("How sure you are, and what you go by"), *blocks),) if blocks else ()


def _surer(order: Sequence[Belief]) -> Sentence | None:
    found = [one.quoted for one in order if (one.sure or 0) >= SAFE and one.evidence in UNSUPPORTED]
    if not found:
        return None
    words = by_number(
        len(found),
        "You are surer than your evidence about {beliefs}: {named}. Look for a figure before you build on it.",
        "You are surer than your evidence about {beliefs}: {named}. Look for a figure before you build on them.",
        beliefs=counted(len(found), "belief"),
        named=some(found),
    )
    return Sentence(words)


def _less_sure(order: Sequence[Belief]) -> Sentence | None:
    found = [one.quoted for one in order if one.sure and one.sure <= SHAKY and one.evidence == MANY]
    if not found:
        return None
    words = by_number(
        len(found),
        "You are less sure than your evidence about {beliefs}: {named}. If the people compared were like yours, trust it more.",
        "You are less sure than your evidence about {beliefs}: {named}. If the people compared were like yours, trust them more.",
        beliefs=counted(len(found), "belief"),
        named=some(found),
    )
    return Sentence(words)


def _all_alike(order: Sequence[Belief]) -> Caution | None:
    """Say what it means that every belief is certain, or a guess; one belief alone says nothing of a plan."""
    if sum(one.sure is not None for one in order) <= 1:
        return None
    whole = all(one.weakness for one in order)
    sure = {one.sure for one in order if one.sure}
    evidence = {one.evidence for one in order if one.sure or one.evidence}
    if sure == {GUESS}:
        return Caution(
            say("All that you rated is a guess."),
            say("Begin with the smallest version that would put the weakest to the test."),
        )
    if sure == {CERTAIN} and evidence <= UNSUPPORTED:
        lead = (
            say("All is as good as certain, and no figure supports it.")
            if whole
            else say("All that you rated is as good as certain, and no figure supports it.")
        )
        return Caution(lead, say("Give this page to somebody who doubts it."))
    if sure == {CERTAIN} and evidence == {MANY}:
        return _well_tested(whole=whole)
    return None


def _well_tested(*, whole: bool) -> Caution:
    """Say what it means that every belief is certain and tested, or only every one that was rated."""
    if whole:
        return Caution(
            say("All is as good as certain, and well tested."),
            say("Then you may need a rota more than a strategy. See whether the studies were of people like yours."),
        )
    return Caution(
        say("All that you rated is as good as certain, and well tested."),
        say(
            "If the rest is too, you may need a rota more than a strategy. See whether the studies were of people like yours."
        ),
    )


def in_a_hundred(chance: float) -> str:
    """Write a chance as cases in a hundred.

    >>> in_a_hundred(0.0918), in_a_hundred(0.0049), in_a_hundred(0.012)
    ('about 9 cases in 100', 'fewer than 1 case in 100', 'about 1 case in 100')
    """
    cases = round(100 * chance)
    return say("about {cases} in 100", cases=counted(cases, "case")) if cases else say("fewer than 1 case in 100")


def _musts(lines: Mapping[str, str], rated: Sequence[Belief]) -> tuple[Block, ...]:
    """Say how often all those would hold on which everything hangs."""
    musts = [one for one in rated if one.matter == MUST]
    if len(musts) <= 1:
        return ()
    said = in_a_hundred(all_hold(one.sure or 1 for one in musts))
    words = say("You rated {beliefs} on each of which everything hangs.", beliefs=counted(len(musts), "belief"))
    if len(musts) == 2:
        words += " " + say("Going by your own words, both hold in {cases}.", cases=said)
    else:
        words += " " + say("Going by your own words, all {number} hold in {cases}.", number=len(musts), cases=said)
    less = sooner(lines, musts)
    if less and in_a_hundred(less[1]) != said:
        words += " " + say(
            "Were you to promise only {less}, what has to be true for that would hold in {cases}.",
            less=less[0],
            cases=in_a_hundred(less[1]),
        )
    chances = in_a_row(f"{SURE_SAID[point - 1]} {round(100 * chance)}" for point, chance in CHANCES.items())
    how = say(
        "For this, your words were read as chances in 100 ({chances}) and multiplied as if no belief depended on another. "
        "Use it to compare one promise with another, and not as a forecast.",
        chances=chances,
    )
    return (Part.of(say("All of these must hold"), Sentence(words), Sentence(how)),)


def sooner(lines: Mapping[str, str], musts: Sequence[Belief]) -> tuple[str, float] | None:
    """Say what could be promised one step sooner, and how often what it needs would hold, where that is much more often."""
    places = [number for number, key in enumerate(STEPS, 1) if key in lines]
    last = places[-1]
    rest = [one for one in musts if not one.arrow or one.arrow < last - 1]
    if last < RESULTS or last - 1 not in places or not rest or len(rest) == len(musts):
        return None
    now, then = (all_hold(one.sure or 1 for one in each) for each in (musts, rest))
    return (PROMISES[last - 1], then) if then >= TWOFOLD * now else None


def _size(sitting: Sitting) -> tuple[Block, ...]:
    """Multiply the plan through, line by line, as far as its figures go."""
    effect, passed_on, base = (sitting.get(part) for part in (EFFECT, PASS_ON, BASE))
    found = size(sitting.get(REACH), sitting.get(RATE_EACH), _part(effect), _part(passed_on), base)
    if found.expected is None:
        return ()
    rows: list[tuple[Cell, ...]] = [(say("Expected in a year among those whom you reach"), _rough(found.expected))]
    if found.prevented is not None:
        rows.append((say("Prevented, at {share}%", share=in_print(effect or 0)), _rough(found.prevented)))
    if found.counted is not None:
        rows.append(
            (say("Of those, counted in the end, at {share}%", share=in_print(passed_on or 0)), _rough(found.counted))
        )
    if found.share is not None and found.share <= 1:
        rows.append((say("As a share of today’s {figure}", figure=in_print(base or 0)), _in_per_cent(found.share)))
    table = Table(say("From those reached to what counts"), ("", say("Figure")), tuple(rows))
    return (Part.of(say("Could it be large enough?"), _size_said(found, sitting.get(REACH, 0), base), table),)


def _part(share: float | None) -> float | None:
    """Return a share in per cent as a part of 1."""
    return None if share is None else share / 100


def _size_said(found: Size, reach: float, base: float | None) -> Sentence | Caution:
    """Say how much could come of it, by the last figure that could be worked out, or by the first that is nought."""
    if not (found.expected and found.prevented and found.counted):
        return Sentence(_so_far(found, reach))
    people = counted(reach, "person", "people")
    if base is None:
        return Sentence(
            say(
                "If you reach {people} in a year and all goes as you hope, there will be {number} fewer in the end.",
                people=people,
                number=_about(found.counted),
            )
        )
    if found.share is None or found.share > 1:  # today’s figure is nought, or less than they are
        return Caution(say("That would prevent more than there are."), say("Check each of the five figures."))
    falls = say(
        "If you reach {people} in a year and all goes as you hope, today’s {figure} will fall by {number}, which is {share}.",
        people=people,
        figure=in_print(base),
        number=_about(found.counted),
        share=_in_per_cent(found.share),
    )
    if round(100 * found.share) >= 100:
        return Sentence(f"{falls} {say('Then next to nothing would be left of it: check each of the five figures.')}")
    return Sentence(f"{falls} {say('A target above that needs another cause.')}")


def _so_far(found: Size, reach: float) -> str:
    """Say how far the sum goes where nothing is left of it, or where a figure is missing."""
    people = counted(reach, "person", "people")
    if not reach:
        return say("On these figures you reach nobody, so nothing can come of it.")
    if not found.expected:
        return say("On these figures it never happens to those whom you reach, so there is nothing to prevent.")
    if found.prevented is None:
        return say(
            "If you reach {people} in a year, the figure to expect among them is {number}. Say what share you prevent.",
            people=people,
            number=_about(found.expected),
        )
    if not found.prevented:
        return say(
            "If you reach {people} in a year, the figure to expect among them is {number}, and you expect to prevent none of it.",
            people=people,
            number=_about(found.expected),
        )
    if found.counted is None:
        return say(
            "If you reach {people} in a year and all goes as you hope, you will prevent {number}.",
            people=people,
            number=_about(found.prevented),
        )
    return say(
        "If you reach {people} in a year and all goes as you hope, you will prevent {number}, "
        "and none of that would have counted in the end.",
        people=people,
        number=_about(found.prevented),
    )


def _about(figure: float | None) -> str:
    said = _rough(figure)
    return said if (figure or 0.0) < LEAST else say("about {number}", number=said)


def _rough(figure: float | None) -> str:
    """Write a figure as exactly as a rough sum deserves.

    >>> _rough(562.4), _rough(2.26), _rough(3.0), _rough(0.01), _rough(0.0)
    ('562', '2.3', '3', 'less than 0.1', '0')
    """
    number = figure or 0.0
    if 0 < number < LEAST:
        return say("less than {number}", number=fixed(0.1, 1))
    tenths = round(number, 1)
    return fixed(number) if number >= 10 or tenths == int(tenths) else fixed(tenths, 1)


def _in_per_cent(share: float) -> str:
    return say("{number}%", number=_rough(100 * share))


def _first(rated: Sequence[Belief], sitting: Sitting) -> Prompt:
    """Plan the test of the weakest; what is as good as certain and well tested need not be found out first."""
    weakest = rated[0]
    items = tuple(
        closed(f"{name}: {words}") if (words := worded(sitting.get(asked))) else otherwise
        for asked, name, otherwise in TEST
    )
    if all(one.sure == CERTAIN and one.evidence == MANY for one in rated):
        return Prompt(say("If you still want to test something, take this, {belief}:", belief=weakest.quoted), items)
    return Prompt(say("Find out first whether this is true, {belief}:", belief=weakest.quoted), items)


def _beside(sitting: Sitting) -> Part:
    """Say what the comparison will let them say of their part in it."""
    rivals = [part.strip(" .") for part in re.split(r"[;\n]", sitting.get(RIVALS, "")) if worded(part)]
    first = _quoted(shortened(rivals[0], ROW)) if rivals else say("a mild winter")
    said = {
        NO_COMPARISON: say("You will be able to say that it happened, and not that you had a hand in it."),
        BEFORE: say("Before and after cannot tell your work from {other_cause}.", other_cause=first),
        PLACES: say("Ask those whom you will compare yourselves with, today, to count in the same way as you."),
        "": say(
            "You have not said what you will set your result beside. Without that you can say that it happened, and no more."
        ),
    }[sitting.get(COMPARE, "")]
    if not rivals:
        ask = say("Write down one thing besides your work that could bring about the same change.")
        said = f"{said} {ask}"
    return Part.of(say("What else could explain it"), Sentence(said))


def _lines(lines: Mapping[str, str], sitting: Sitting) -> Table:
    by_when = sitting.column(CHAIN, WHEN)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (step, lines.get(key, "–"), by_when.get(key) or "–") for key, step in STEPS.items()
    )
    note = say("Read it aloud from the top, with “so that” between the lines.")
    return Table(say("The chain"), (say("Step"), say("In a line"), say("By when")), rows, note=note)


def _same(lines: Mapping[str, str]) -> tuple[Caution, ...]:
    """Say where two lines are one, or where the people are left out between them."""
    found = [
        Caution(
            say("The same words stand in two lines."),
            say("“{line}” and “{next_line}”: which of the two is it?", line=STEPS[one], next_line=STEPS[other]),
        )
        for one, other in pairwise(STEPS)
        if one in lines and other in lines and _bare(lines[one]) == _bare(lines[other])
    ]
    if "impact" in lines and "outcomes" not in lines:
        found.append(
            Caution(
                say("Nobody changes on the way."),
                say(
                    "You say what it leads to in the end, and not what changes for people before that. "
                    "Who has to notice a difference first?"
                ),
            )
        )
    return tuple(found)


def _gaps(lines: Mapping[str, str], beliefs: Sequence[Belief]) -> tuple[Sentence, ...]:
    """Name steps without a belief, and beliefs without a step."""
    whole = _steps(lines)
    bare = [ARROWS[number] for number in whole if number not in {one.arrow for one in beliefs}]
    homeless = [one.quoted for one in beliefs if not one.arrow]
    halves = [one.quoted for one in beliefs if one.arrow and one.arrow not in whole]
    said = []
    if bare:
        said.append(
            by_number(
                len(bare),
                "You placed no belief at this step: {steps}. That does not mean that there is nothing to assume.",
                "You placed no belief at these steps: {steps}. That does not mean that there is nothing to assume.",
                steps="; ".join(bare),
            )
        )
    if homeless:
        said.append(
            by_number(
                len(homeless),
                "{beliefs} stands at no step yet: {named}.",
                "{beliefs} stand at no step yet: {named}.",
                beliefs=counted(len(homeless), "belief"),
                named=some(homeless),
            )
        )
    if halves:
        said.append(
            by_number(
                len(halves),
                "{beliefs} belongs to a step with an empty line: {named}.",
                "{beliefs} belong to a step with an empty line: {named}.",
                beliefs=counted(len(halves), "belief"),
                named=some(halves),
            )
        )
    return tuple(Sentence(words) for words in said)


EXERCISE = Theory()
