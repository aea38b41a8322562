"""decisions (chapter 6): who decides what, what could go wrong, what the agreement still has to say, and how it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, EXAMPLE_PARTNERS, NAME, PARTNERS, rows_of_lines
from collabkit.findings import Block, Caution, Cell, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import Amount, Choice, Grid, Questions, Row, Text
from collabkit.sitting import Sitting
from collabkit.wording import by_number, capital, counted, some

DECISIONS: Final = 8
REASONS: Final = 6
FEW: Final = 3
"""Up to so many decisions or reasons it says nothing that one partner has them all."""
MANY: Final = 1 / 3
"""Beyond this share, decisions to which everybody must agree will hold the rest up. A judgement of ours."""

MEETING, UNSETTLED, NOBODY, EVERYBODY = "meeting", "unsettled", "nobody", "all"
WRITTEN, TALKED, OPEN, NONE = "written", "talked", "open", "none"
STATES: Final[dict[str, str]] = {
    WRITTEN: "In writing", TALKED: "Talked about", OPEN: "Not yet", NONE: "Does not apply",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A point that an agreement should settle.

    Attributes:
        key: its name in the answers.
        group: the heading that it stands under.
        words: what the agreement should say.
        bad_day: whether its absence hurts most when something goes wrong.
    """

    key: str
    group: str
    words: str
    bad_day: bool = False


POINTS: Final = (
    Point("parties", "What it is", "Who the partners are, and by what power each takes part"),
    Point("purpose", "What it is", "What it is for, and what will be different"),
    Point("term", "What it is", "When it begins, how long it lasts and when you look again"),
    Point("joining", "What it is", "How a partner joins"),
    Point("rights", "How you decide", "Who decides what, and how many must be there"),
    Point("delegation", "How you decide", "What each member may decide without asking at home"),
    Point("conflicts", "How you decide", "What members do when their interests clash"),
    Point("disputes", "How you decide", "Who settles a quarrel, at which level, within how many days", bad_day=True),
    Point("contributions", "Money and people", "What each puts in, in money and in kind, after the first year too"),
    Point("overspend", "Money and people", "How an overspend or a saving is shared", bad_day=True),
    Point("staff", "Money and people", "Who employs the people, and who answers for their pensions", bad_day=True),
    Point("assets", "Money and people", "Who owns what you buy or make together"),
    Point("data", "Care and proof", "What information is shared, and who answers requests for it", bad_day=True),
    Point("safeguarding", "Care and proof", "Who deals with complaints, safeguarding and equality"),
    Point("measures", "Care and proof", "What you measure, and who may inspect it"),
    Point("risk", "Care and proof", "Who carries which risk, and who is insured for it", bad_day=True),
    Point("exit", "The end", "How a partner leaves, how it all ends, and what goes on after that", bad_day=True),
)
"""Seventeen points, in our own words."""

WORDS: Final = Text(key="words", text="In a line", longest=200)


def _lines(key: str, text: str, name: str, most: int, help: str) -> Grid:
    rows = tuple(Row(key=str(number), text=f"{name} {number}") for number in range(1, most + 1))
    return Grid(key=key, text=text, help=help, rows=rows, columns=(WORDS,))


RECURRING: Final = _lines(
    "decision",
    "Which decisions keep coming back?",
    "Decision",
    DECISIONS,
    "Five to eight. Small ones too: a storm at six in the morning is a decision.",
)
RECOMMENDS: Final = Choice(key="recommends", text="Recommends", options=())
DECIDES: Final = Choice(key="decides", text="Decides", options=())
AGREES: Final = Choice(key="agrees", text="Must agree", options=())
"""Who may have a part in a decision follows from who the partners are."""
RIGHTS: Final = Grid(
    key="right",
    text="Who has which part in it?",
    help="To have to agree is a veto. Keep it for a partner whose own legal duty is at stake.",
    rows=(),
    columns=(RECOMMENDS, DECIDES, AGREES),
)
"""Each decision that was written down, under its number."""
PERSON_NAME: Final = Text(key="name", text="The person or the post", longest=80)
PERSON: Final = Grid(
    key="person",
    text="Who exactly decides it?",
    help="One name is enough to settle it, with a partner or without: the person’s, or the post’s.",
    rows=(),
    columns=(PERSON_NAME,),
)
"""The same decisions again, each with a name: a fourth column beside the parts would not fit on the card."""

FAILED: Final = _lines(
    "failed",
    "It is a year and a half later, and it has failed. Why?",
    "Reason",
    REASONS,
    "Let each person write alone first, and begin with the most junior.",
)
OWNER: Final = Choice(key="owner", text="Who watches", options=())
SIGN: Final = Text(key="sign", text="First sign", longest=160)
WATCH: Final = Grid(
    key="watch", text="Who watches for it, and what would be the first sign?", rows=(), columns=(OWNER, SIGN)
)
"""Each reason that was written down, under its number."""

STATE: Final = Choice(key="state", text="State", options=tuple(STATES.items()))
SETTLED: Final = Grid(
    key="point",
    text="How far is each of these settled?",
    help="For the whole collaboration, whatever the document is called.",
    rows=tuple(Row(key=point.key, text=point.words, group=point.group) for point in POINTS),
    columns=(STATE,),
)

NOTICE: Final = Amount(
    key="notice",
    text="How many months’ notice does a partner give?",
    unit="months",
    least=0,
    most=120,
    section="How it ends",
)
PEOPLE: Final = Text(key="end.staff", text="What would happen to the people?", longest=300)
THINGS: Final = Text(
    key="end.things",
    text="What would happen to what you own or rent together, and to the information?",
    longest=300,
)
SERVED: Final = Text(key="end.service", text="Who would look after those whom you serve meanwhile?", longest=300)
PRICED: Final = Choice(
    key="end.priced",
    text="Do you know what it would cost a partner to leave?",
    options=(("yes", "Yes, we worked it out"), ("roughly", "Roughly"), ("no", "No")),
)
ENDING: Final[Questions] = (NOTICE, PEOPLE, THINGS, SERVED, PRICED)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision that keeps coming back.

    Attributes:
        words: what is decided.
        recommends: the place of a partner, or one of the words above; so is who decides and who must agree.
        decides: who decides.
        agrees: who must agree.
        name: the person or the post that decides, if it was said.
    """

    words: str
    recommends: str = ""
    decides: str = ""
    agrees: str = ""
    name: str = ""

    @property
    def partner(self) -> str:
        """The place of the partner who decides, if one does."""
        return self.decides if self.decides not in (MEETING, UNSETTLED) else ""

    @property
    def settled(self) -> bool:
        """Whether one partner has the last word, or one person; who says that it is not settled is believed."""
        return self.decides != UNSETTLED and bool(self.partner or self.name)

    @property
    def decider(self) -> tuple[str, str]:
        """Who has the last word, as it is compared: a partner's place, or where there is none a person's name."""
        return self.partner, "" if self.partner else self.name.casefold()

    @property
    def quoted(self) -> str:
        """The words for a sentence."""
        return f"“{self.words}”"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why it failed, in a future that has been imagined."""

    words: str
    owner: str = ""
    sign: str = ""

    @property
    def watched(self) -> bool:
        """Whether somebody watches for it and knows what to look for."""
        return bool(self.owner and self.sign)

    @property
    def lacks(self) -> str:
        """What has not been written down of its watch."""
        return " and ".join(
            words for words, held in (("an owner", self.owner), ("a first sign", self.sign)) if not held
        )

    @property
    def quoted(self) -> str:
        """The words for a sentence."""
        return f"“{self.words}”"


class Decisions(Exercise):
    """Recurring decisions, imagined reasons for failure, the points of an agreement, and its end."""

    id = "decisions"
    title = "Who decides, what could go wrong, and how does it end?"
    chapter = 6
    minutes = 25
    purpose = (
        "List the decisions that keep coming back and put a name beside each, imagine that it has failed and say why, and go "
        "through what an agreement has to settle. You leave with the tables, and with the gaps in them."
    )
    asks = "What have we not yet settled, and which of these gaps would hurt most on a bad day?"
    leaves_out = (
        "It counts what is settled and cannot tell whether it is settled well. It is no legal advice, and no agreement: it gives you "
        "the list to take to the person who writes one."
    )
    rests_on = (
        "A discussion aid of ours. The roles follow a well-known scheme for decision rights, the points follow published lists "
        "of what partnership agreements should cover, and the imagined failure is the premortem. In the abstract of a study of 1989, "
        "treating an outcome as certain changed the length and kind of people’s reasons, and looking back did little by itself; "
        "it does not show better forecasts. We know of no study that compared partnerships with and without such tables."
    )
    sources = (
        "rogersblenko2006",
        "klein2007",
        "mitchell1989",
        "audit2005",
        "ico_code",
        "case-stirling-clackmannanshire",
    )
    story = "Before the four partners of Steady Brackendale, a fictional falls service, sign anything, Samira Khan goes through it with them."
    example = {
        "collaboration": EXAMPLE_NAME, "partners": list(EXAMPLE_PARTNERS),
        "decision.1.words": "Which streets the visits begin with", "right.1.recommends": "3", "right.1.decides": "1", "right.1.agrees": NOBODY,
        "decision.2.words": "Whether visits go ahead in a storm", "right.2.recommends": "3", "right.2.decides": "1",
        "person.2.name": "The team leader", "right.2.agrees": NOBODY,
        "decision.3.words": "Using patients’ records for the list", "right.3.recommends": "1", "right.3.decides": "1",
        "person.3.name": "Samira Khan", "right.3.agrees": "2",
        "decision.4.words": "Whom to hire for the team", "right.4.recommends": "2", "right.4.decides": "1", "right.4.agrees": NOBODY,
        "decision.5.words": "What the leaflet says", "right.5.recommends": "4", "right.5.decides": "4",
        "person.5.name": "Maggie Doyle", "right.5.agrees": EVERYBODY,
        "decision.6.words": "How an overspend is shared", "right.6.recommends": "1", "right.6.decides": UNSETTLED, "right.6.agrees": EVERYBODY,
        "decision.7.words": "Taking in another partner", "right.7.recommends": MEETING, "right.7.decides": MEETING, "right.7.agrees": EVERYBODY,
        "decision.8.words": "What the card says that each visit leaves behind", "right.8.recommends": "4", "person.8.name": "The team leader",
        "right.8.agrees": NOBODY,
        "failed.1.words": "The one person who understands the list left", "watch.1.owner": "1", "watch.1.sign": "A fortnight in which nobody else could update it",
        "failed.2.words": "We counted a saving in the council’s budget that was made in the hospital’s", "watch.2.owner": "1", "watch.2.sign": "A saving with two owners in the register",
        "failed.3.words": "Age Well’s volunteers were treated as free staff, and went", "watch.3.owner": "4",
        **{f"point.{point.key}.state": WRITTEN for point in POINTS},
        "point.joining.state": TALKED, "point.disputes.state": OPEN, "point.overspend.state": OPEN, "point.staff.state": TALKED,
        "point.assets.state": NONE, "point.exit.state": TALKED,
        "notice": 6, "end.staff": "Those on secondment go home; the council finds posts for the others", "end.priced": "no",
    }  # fmt: skip

    on_paper = {
        "partners": ["A", "B", "C", "D"],
        **{f"decision.{number}.words": f"Decision {number}" for number in range(1, DECISIONS + 1)},
        **{f"failed.{number}.words": f"Reason {number}" for number in range(1, REASONS + 1)},
    }

    def ask(self, answers: Answers) -> Questions:
        """Ask for decisions and reasons in words, and for names beside them once there are words."""
        names = PARTNERS.named(answers)
        enough = len(names) >= PARTNERS.fewest
        rights = _rights(names, rows_of_lines(answers, RECURRING, WORDS)) if enough else ()
        watch = _watch(names, rows_of_lines(answers, FAILED, WORDS)) if enough else ()
        return (NAME, PARTNERS, RECURRING, *rights, FAILED, *watch, SETTLED, *ENDING)

    def find(self, sitting: Sitting) -> Findings:
        """Say what is settled, what is not, and which gap to close first."""
        names = sitting.need(PARTNERS)
        decisions, reasons, states = decided(sitting), imagined(sitting), sitting.column(SETTLED, STATE)
        if not decisions and not reasons and not states:
            return Findings.needing(
                [
                    "Write down a decision that keeps coming back, a reason why it might fail, or how far one point is settled."
                ]
            )
        return Findings.of(
            headline(decisions, reasons, states),
            *_decisions(names, decisions),
            *_reasons(names, reasons),
            *_agreement(states),
            *_ending(sitting),
            _next(decisions, reasons, states, noticed=sitting.get(NOTICE) is not None),
        )


def _rights(names: Mapping[str, str], rows: tuple[Row, ...]) -> Questions:
    people = tuple(names.items())
    one = (*people, (MEETING, "The joint meeting"), (UNSETTLED, "Not settled"))
    others = ((NOBODY, "Nobody else"), *people, (EVERYBODY, "All of us"))
    columns = (replace(RECOMMENDS, options=one), replace(DECIDES, options=one), replace(AGREES, options=others))
    return (replace(RIGHTS, rows=rows, columns=columns), replace(PERSON, rows=rows)) if rows else ()


def _watch(names: Mapping[str, str], rows: tuple[Row, ...]) -> Questions:
    columns = (replace(OWNER, options=tuple(names.items())), SIGN)
    return (replace(WATCH, rows=rows, columns=columns),) if rows else ()


def decided(sitting: Sitting) -> tuple[Decision, ...]:
    """Collect the decisions that were written down.

    >>> answers = {"decision.2.words": "Whom to hire", "right.2.decides": "1"}
    >>> decided(EXERCISE.read({"partners": ["Ash", "Birch"], **answers}))
    (Decision(words='Whom to hire', recommends='', decides='1', agrees='', name=''),)
    """
    recommends, decides, agrees = (sitting.column(RIGHTS, part) for part in (RECOMMENDS, DECIDES, AGREES))
    people = sitting.column(PERSON, PERSON_NAME)
    return tuple(
        Decision(
            words, recommends.get(number, ""), decides.get(number, ""), agrees.get(number, ""), people.get(number, "")
        )
        for number, words in sitting.column(RECURRING, WORDS).items()
        if words
    )


def imagined(sitting: Sitting) -> tuple[Reason, ...]:
    """Collect the reasons for failure that were written down.

    >>> answers = {"failed.1.words": "She left", "watch.1.owner": "2"}
    >>> imagined(EXERCISE.read({"partners": ["Ash", "Birch"], **answers}))
    (Reason(words='She left', owner='2', sign=''),)
    """
    owners, signs = sitting.column(WATCH, OWNER), sitting.column(WATCH, SIGN)
    return tuple(
        Reason(words, owners.get(number, ""), signs.get(number, ""))
        for number, words in sitting.column(FAILED, WORDS).items()
        if words
    )


def gaps(states: Mapping[str, str]) -> tuple[Point, ...]:
    """Return the points that are not in writing, those that hurt on a bad day first.

    >>> [point.key for point in gaps({"purpose": "open", "exit": "talked", "risk": "written"})]
    ['exit', 'purpose']
    """
    found = [point for point in POINTS if states.get(point.key) in (TALKED, OPEN)]
    return tuple(sorted(found, key=lambda point: (not point.bad_day, states[point.key] != OPEN)))


def _are(count: int, one: str, many: str) -> str:
    """Say of how many something is true; none and one take the same verb."""
    return f"{count or 'none'} {by_number(max(1, count), one, many)}"


def headline(decisions: Sequence[Decision], reasons: Sequence[Reason], states: Mapping[str, str]) -> str:
    """Count what is settled, and name the gap to close first."""
    parts = []
    if decisions:
        settled = sum(one.settled for one in decisions)
        named = _are(settled, "is settled with one name beside it", "are settled with one name beside them")
        parts.append(f"of {counted(len(decisions), 'decision')}, {named}")
    if reasons:
        watched = _are(sum(one.watched for one in reasons), "is", "are")
        parts.append(
            f"of {counted(len(reasons), 'way')} to fail, {watched} watched by somebody who knows the first sign"
        )
    if states:
        parts.append(_in_writing(states))
    words = "; ".join(parts)
    missing = gaps(states)
    first = f" Close this gap first: {missing[0].words[0].lower()}{missing[0].words[1:]}." if missing else ""
    return f"{capital(words)}.{first}"


def _in_writing(states: Mapping[str, str]) -> str:
    """Count the points in writing, among those that were marked and that apply."""
    asked = [state for state in states.values() if state != NONE]
    if not asked:
        return "none of the points for the agreement that you marked applies"
    which = "for the agreement" if len(states) == len(POINTS) else "for the agreement that you marked"
    return f"of {counted(len(asked), 'point')} {which}, {_are(asked.count(WRITTEN), 'is', 'are')} in writing"


def _name(names: Mapping[str, str], place: str) -> str:
    return names.get(place) or {
        MEETING: "The joint meeting",
        UNSETTLED: "Not settled",
        NOBODY: "Nobody else",
        EVERYBODY: "All of us",
    }.get(place, "–")


def _decisions(names: Mapping[str, str], decisions: Sequence[Decision]) -> tuple[Block, ...]:
    if not decisions:
        return ()
    named = any(one.name for one in decisions)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.words, _name(names, one.recommends), _name(names, one.decides), *((one.name or "–",) if named else ()),
            _name(names, one.agrees),
        )
        for one in decisions
    )  # fmt: skip
    columns = ("Decision", "Recommends", "Decides", *(("Who exactly",) if named else ()), "Must agree")
    table = Table("Who decides", columns, rows, role="decisions")
    said = (Sentence(words) for words in (_settled(decisions), _doubtful(decisions)) if words)
    return (Part.of("Who decides", *said, table, *_rights_cautions(names, decisions)),)


def _settled(decisions: Sequence[Decision]) -> str:
    if all(one.settled for one in decisions):
        return "Every decision has one name beside it, a partner’s or a person’s."
    open_ones = [one.quoted for one in decisions if not one.settled and not one.name]
    if not open_ones:
        return ""
    return f"No one name stands beside {some(open_ones)}. A meeting decides only on the days when it meets, and where there is a gap nobody knows whom to ask."


def _doubtful(decisions: Sequence[Decision]) -> str:
    """Ask about decisions that have a name, and are said not to be settled."""
    found = [one.quoted for one in decisions if one.name and not one.settled]
    if not found:
        return ""
    return f"You gave a name for {some(found)}, and say that {by_number(len(found), 'it is', 'they are')} not settled. Does that person know?"


def _rights_cautions(names: Mapping[str, str], decisions: Sequence[Decision]) -> tuple[Caution, ...]:
    vetoes = [one for one in decisions if one.agrees == EVERYBODY]
    alone = [one for one in decisions if one.partner and one.recommends == one.partner and one.agrees == NOBODY]
    deciders = {one.decider for one in decisions if one.settled}
    found = []
    if len(vetoes) > MANY * len(decisions):
        found.append(
            Caution(
                "Many must agree.",
                f"In {counted(len(vetoes), 'decision')} of {len(decisions)} everybody has a veto. Keep it for those in which somebody’s own legal duty is at stake.",
            )
        )
    if alone:
        found.append(
            Caution(
                "Nobody else is in it.",
                f"One partner both recommends and decides, with nobody to agree, in {some([one.quoted for one in alone])}. Then it is that partner’s own decision: say so, or ask somebody.",
            )
        )
    if len(deciders) == 1 and sum(one.settled for one in decisions) > FEW:
        last = next(one for one in decisions if one.settled)
        found.append(
            Caution(
                f"Only one {'partner' if last.partner else 'person'} decides.",
                f"{names.get(last.partner) or last.name} has the last word wherever anybody has. That may be right; have the others say that it is.",
            )
        )
    return tuple(found)


def _reasons(names: Mapping[str, str], reasons: Sequence[Reason]) -> tuple[Block, ...]:
    if not reasons:
        return ()
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.words, names.get(one.owner, "–"), one.sign or "–") for one in reasons
    )
    table = Table("It has failed, and this is why", ("Reason", "Who watches", "First sign"), rows)
    owners = {one.owner for one in reasons}
    caution = None
    if len(owners) == 1 and "" not in owners and len(reasons) >= FEW:
        caution = Caution(
            "One partner watches everything.",
            "Risks that only one of you looks out for are that partner’s risks in everybody else’s mind.",
        )
    note = Sentence("Imagining failure brings out more reasons. It does not say how likely any of them is.")
    said = Part.of("What could go wrong", Sentence(_watched(reasons)))
    return tuple(block for block in (said, table, caution, note) if block)


def _watched(reasons: Sequence[Reason]) -> str:
    """Say beside which ways to fail an owner or a first sign is missing."""
    lacking = [one.quoted for one in reasons if not one.watched]
    if not lacking:
        return "Each way to fail has somebody who watches for it, and a first sign."
    return (
        f"{counted(len(lacking), 'way')} to fail {by_number(len(lacking), 'has', 'have')} no owner, or no first sign, written down: "
        f"{some(lacking)}."
    )


def _agreement(states: Mapping[str, str]) -> tuple[Block, ...]:
    if not states:
        return ()
    missing = gaps(states)
    unasked = len(POINTS) - len(states)
    blocks: list[Block] = []
    if missing:
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (point.words, STATES[states[point.key]], "Yes" if point.bad_day else "–") for point in missing
        )
        words = f"{counted(len(missing), 'point')} {by_number(len(missing), 'is', 'are')} not in writing. Begin with those that you would look up on a bad day."
        blocks = [
            Part.of(
                "What the agreement does not say yet",
                Sentence(words),
                Table("Not in writing yet", ("Point", "State", "Needed on a bad day"), rows),
            ),
        ]
    elif WRITTEN in states.values():
        blocks = [
            Part.of("What the agreement says", Sentence("Everything that you marked and that applies is in writing."))
        ]
    else:
        blocks = [Part.of("What the agreement says", Sentence("Nothing that you marked applies to you."))]
    if unasked:
        blocks.append(Sentence(f"You have not marked {counted(unasked, 'point')} yet."))
    return tuple(blocks)


def _ending(sitting: Sitting) -> tuple[Block, ...]:
    if all(sitting.get(part) is None for part in ENDING):
        return (
            Caution(
                "Nothing is said here about the end.",
                "Price the exit while you are still friends: a partner who can leave finds it easier to join.",
            ),
        )
    said: list[tuple[Cell, ...]] = []
    notice, priced = sitting.get(NOTICE), sitting.get(PRICED, "")
    if notice is not None:
        said.append(("Notice", counted(notice, "month")))
    for question, words in (
        (PEOPLE, "The people"),
        (THINGS, "Things and information"),
        (SERVED, "Those whom you serve"),
    ):
        said.append((words, sitting.get(question) or "Not said"))
    said.append(
        (
            "What it would cost to leave",
            {"yes": "Worked out", "roughly": "Known roughly", "no": "Not known"}.get(priced, "Not said"),
        )
    )
    blocks: list[Block] = [
        Part.of(
            "How it ends",
            Sentence("What would happen, as far as you have settled it."),
            Table("How it ends", ("", "What you said"), tuple(said)),
        ),
    ]
    if priced == "no":
        blocks.append(Caution(
            "Nobody knows what leaving costs.",
            "When two Scottish councils came to part, accountants put the cost of separating two shared services at £4.6m over five years. Work yours out while it is only a sum.",
        ))  # fmt: skip
    return tuple(blocks)


def _next(
    decisions: Sequence[Decision], reasons: Sequence[Reason], states: Mapping[str, str], *, noticed: bool
) -> Prompt:
    items = []
    unsettled = [one for one in decisions if not one.settled]
    if unsettled:
        question = f"is it {unsettled[0].name}’s to decide?" if unsettled[0].name else "whose name stands beside it?"
        items.append(f"Put {unsettled[0].quoted} on the next agenda with one question: {question}")
    lacking = [one for one in reasons if not one.watched]
    if lacking:
        items.append(f"Find {lacking[0].lacks} for {lacking[0].quoted}.")
    missing = gaps(states)
    if missing:
        items.append(
            f"Ask the person who writes the agreement for a first line on this: {missing[0].words[0].lower()}{missing[0].words[1:]}."
        )
    if not noticed:
        items.append("Agree how many months’ notice a partner gives.")
    items.append("Have it read by a lawyer who has been told what you are trying to do. This is no legal advice.")
    return Prompt("To do next:", tuple(items))


EXERCISE = Decisions()
