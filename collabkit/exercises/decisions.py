"""decisions (chapter 6): who decides what, what could go wrong, what the agreement still has to say, and how it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, EXAMPLE_PARTNERS, NAME, PARTNERS, rows_of_lines
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Cell, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import Amount, Choice, Grid, Questions, Row, Text
from collabkit.sitting import Sitting
from collabkit.translation import by_number, say
from collabkit.wording import NUMBERS, capital, counted, shortened, some, whose, worded

DECISIONS: Final = 8
REASONS: Final = 6
QUOTED: Final = 110
"""A longer line is cut where it is quoted in a sentence."""
FEW: Final = 3
"""Up to so many decisions or reasons it says nothing that one partner has them all."""
MANY: Final = 1 / 3
"""Beyond this share, decisions to which everybody must agree will hold the rest up. A judgement of ours."""

MEETING, UNSETTLED, NOBODY, EVERYBODY = "meeting", "unsettled", "nobody", "all"
WRITTEN, TALKED, OPEN, NONE = "written", "talked", "open", "none"
PARTS: Final = {
    MEETING: say("The joint meeting"), UNSETTLED: say("Not settled"), NOBODY: say("Nobody else"), EVERYBODY: say("All of us"),
}  # fmt: skip
"""Who may have a part in a decision besides the partners."""
STATES: Final[dict[str, str]] = {
    WRITTEN: say("In writing"), TALKED: say("Talked about"), OPEN: say("Not yet"), NONE: say("Does not apply"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A point that an agreement should settle.

    Attributes:
        key: its name in the answers.
        group: the heading that it stands under.
        words: what the agreement should say, as it stands within a sentence.
        bad_day: whether its absence hurts most when something goes wrong.
    """

    key: str
    group: str
    words: str
    bad_day: bool = False


POINTS: Final = (
    Point("parties", say("What it is"), say("who the partners are, and by what power each takes part")),
    Point("purpose", say("What it is"), say("what it is for, and what will be different")),
    Point("term", say("What it is"), say("when it begins, how long it lasts and when you look again")),
    Point("joining", say("What it is"), say("how a partner joins")),
    Point("rights", say("How you decide"), say("who decides what, and how many must be there")),
    Point("delegation", say("How you decide"), say("what each member may decide without asking at home")),
    Point("conflicts", say("How you decide"), say("what members do when their interests clash")),
    Point(
        "disputes",
        say("How you decide"),
        say("who settles a quarrel, at which level, within how many days"),
        bad_day=True,
    ),
    Point(
        "contributions",
        say("Money and people"),
        say("what each puts in, in money and in kind, after the first year too"),
    ),
    Point("overspend", say("Money and people"), say("how an overspend or a saving is shared"), bad_day=True),
    Point(
        "staff",
        say("Money and people"),
        say("who employs the people, and who answers for their pensions"),
        bad_day=True,
    ),
    Point("assets", say("Money and people"), say("who owns what you buy or make together")),
    Point(
        "data", say("Care and proof"), say("what information is shared, and who answers requests for it"), bad_day=True
    ),
    Point("safeguarding", say("Care and proof"), say("who deals with complaints, safeguarding and equality")),
    Point("measures", say("Care and proof"), say("what you measure, and who may inspect it")),
    Point("risk", say("Care and proof"), say("who carries which risk, and who is insured for it"), bad_day=True),
    Point(
        "exit", say("The end"), say("how a partner leaves, how it all ends, and what goes on after that"), bad_day=True
    ),
)
"""Seventeen points, in our own words."""

WORDS: Final = Text(key="words", text=say("In a line"), longest=200)


def _lines(key: str, text: str, rows: tuple[Row, ...], help: str, section: str) -> Grid:
    return Grid(key=key, text=text, help=help, section=section, rows=rows, columns=(WORDS,))


RECURRING: Final = _lines(
    "decision",
    say("Which decisions keep coming back?"),
    tuple(Row(key=str(number), text=say("Decision {number}", number=number)) for number in range(1, DECISIONS + 1)),
    say("Five to eight. Small ones too: a storm at six in the morning is a decision."),
    say("Who decides"),
)
RECOMMENDS: Final = Choice(key="recommends", text=say("Recommends"), options=())
DECIDES: Final = Choice(key="decides", text=say("Decides"), options=())
AGREES: Final = Choice(key="agrees", text=say("Must agree"), options=())
"""Who may have a part in a decision follows from who the partners are."""
RIGHTS: Final = Grid(
    key="right",
    text=say("Who has which part in it?"),
    help=say("To have to agree is a veto. Keep it for a partner whose own legal duty is at stake."),
    rows=(),
    columns=(RECOMMENDS, DECIDES, AGREES),
)
"""Each decision that was written down, under its number."""
PERSON_NAME: Final = Text(key="name", text=say("The person or the post"), longest=80)
PERSON: Final = Grid(
    key="person",
    text=say("Who exactly decides it?"),
    help=say("One name is enough to settle it, with a partner or without: the person’s, or the post’s."),
    rows=(),
    columns=(PERSON_NAME,),
)
"""The same decisions again, each with a name: a fourth column beside the parts would not fit on the card."""

FAILED: Final = _lines(
    "failed",
    say("It is a year and a half later, and it has failed. Why?"),
    tuple(Row(key=str(number), text=say("Reason {number}", number=number)) for number in range(1, REASONS + 1)),
    say("Let each person write alone first, and begin with the most junior."),
    say("What could go wrong"),
)
OWNER: Final = Choice(key="owner", text=say("Who watches"), options=())
SIGN: Final = Text(key="sign", text=say("First sign"), longest=160)
WATCH: Final = Grid(
    key="watch", text=say("Who watches for it, and what would be the first sign?"), rows=(), columns=(OWNER, SIGN)
)
"""Each reason that was written down, under its number."""

STATE: Final = Choice(key="state", text=say("State"), options=tuple(STATES.items()))
SETTLED: Final = Grid(
    key="point",
    text=say("How far is each of these settled?"),
    section=say("What the agreement has to say"),
    help=say("For the whole collaboration, whatever the document is called."),
    rows=tuple(Row(key=point.key, text=capital(point.words), group=point.group) for point in POINTS),
    columns=(STATE,),
)

NOTICE: Final = Amount(
    key="notice",
    text=say("How many months’ notice does a partner give?"),
    unit="months",
    least=0,
    most=120,
    section=say("How it ends"),
)
PEOPLE: Final = Text(key="end.staff", text=say("What would happen to the people?"), longest=300)
THINGS: Final = Text(
    key="end.things",
    text=say("What would happen to what you own or rent together, and to the information?"),
    longest=300,
)
SERVED: Final = Text(key="end.service", text=say("Who would look after those whom you serve meanwhile?"), longest=300)
PRICED: Final = Choice(
    key="end.priced",
    text=say("Do you know what it would cost a partner to leave?"),
    options=(("yes", say("Yes, we worked it out")), ("roughly", say("Roughly")), ("no", say("No"))),
)
ENDING: Final[Questions] = (NOTICE, PEOPLE, THINGS, SERVED, PRICED)


def _quoted(words: str) -> str:
    """Return a line for a sentence: cut where it is long, and without the full stop at its end."""
    return f"“{shortened(words.rstrip('. ') or words, QUOTED)}”"


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
        return _quoted(self.words)


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
    def quoted(self) -> str:
        """The words for a sentence."""
        return _quoted(self.words)


class Decisions(Exercise):
    """Recurring decisions, imagined reasons for failure, the points of an agreement, and its end."""

    id = "decisions"
    title = say("Who decides, what could go wrong, and how does it end?")
    chapter = 6
    minutes = 25
    purpose = say(
        "List the decisions that keep coming back and put a name beside each, imagine that it has failed and say why, and go "
        "through what an agreement has to settle. You leave with the tables, and with the gaps in them."
    )
    asks = say("What have we not yet settled, and which of these gaps would hurt most on a bad day?")
    leaves_out = say(
        "It counts what is settled and cannot tell whether it is settled well. It is no legal advice, and no agreement: it gives you "
        "the list to take to the person who writes one."
    )
    rests_on = say(
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
    beyond = Need(
        say("A decision that keeps coming back, a reason why it might fail, or how far one point is settled"),
        RECURRING.key,
    )
    story = say(
        "Before the four partners of Steady Brackendale, a fictional falls service, sign anything, Samira Khan goes through it with them."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "partners": list(EXAMPLE_PARTNERS),
        "decision.1.words": say("Which streets the visits begin with"), "right.1.recommends": "3", "right.1.decides": "1", "right.1.agrees": NOBODY,
        "decision.2.words": say("Whether visits go ahead in a storm"), "right.2.recommends": "3", "right.2.decides": "1",
        "person.2.name": say("The team leader"), "right.2.agrees": NOBODY,
        "decision.3.words": say("Using patients’ records for the list"), "right.3.recommends": "1", "right.3.decides": "1",
        "person.3.name": say("Samira Khan"), "right.3.agrees": "2",
        "decision.4.words": say("Whom to hire for the team"), "right.4.recommends": "2", "right.4.decides": "1", "right.4.agrees": NOBODY,
        "decision.5.words": say("What the leaflet says"), "right.5.recommends": "4", "right.5.decides": "4",
        "person.5.name": say("Maggie Doyle"), "right.5.agrees": EVERYBODY,
        "decision.6.words": say("How an overspend is shared"), "right.6.recommends": "1", "right.6.decides": UNSETTLED, "right.6.agrees": EVERYBODY,
        "decision.7.words": say("Taking in another partner"), "right.7.recommends": MEETING, "right.7.decides": MEETING, "right.7.agrees": EVERYBODY,
        "decision.8.words": say("What the card says that each visit leaves behind"), "right.8.recommends": "4", "person.8.name": say("The team leader"),
        "right.8.agrees": NOBODY,
        "failed.1.words": say("The one person who understands the list left"), "watch.1.owner": "1", "watch.1.sign": say("A fortnight in which nobody else could update it"),
        "failed.2.words": say("We counted a saving in the council’s budget that was made in the hospital’s"), "watch.2.owner": "1", "watch.2.sign": say("A saving with two owners in the register"),
        "failed.3.words": say("Age Well’s volunteers were treated as free staff, and went"), "watch.3.owner": "4",
        **{f"point.{point.key}.state": WRITTEN for point in POINTS},
        "point.joining.state": TALKED, "point.disputes.state": OPEN, "point.overspend.state": OPEN, "point.staff.state": TALKED,
        "point.assets.state": NONE, "point.exit.state": TALKED,
        "notice": 6, "end.staff": say("Those on secondment go home; the council finds posts for the others"), "end.priced": "no",
    }  # fmt: skip

    on_paper = {
        "partners": ["A", "B", "C", "D"],
        **{f"decision.{number}.words": say("Decision {number}", number=number) for number in range(1, DECISIONS + 1)},
        **{f"failed.{number}.words": say("Reason {number}", number=number) for number in range(1, REASONS + 1)},
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
            needed = say(
                "Write down a decision that keeps coming back, a reason why it might fail, or how far one point is settled."
            )
            return Findings.needing([needed])
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
    one = (*people, (MEETING, PARTS[MEETING]), (UNSETTLED, PARTS[UNSETTLED]))
    others = ((NOBODY, PARTS[NOBODY]), *people, (EVERYBODY, PARTS[EVERYBODY]))
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
            words,
            recommends.get(number, ""),
            decides.get(number, ""),
            agrees.get(number, ""),
            worded(people.get(number)),
        )
        for number, words in sitting.column(RECURRING, WORDS).items()
        if worded(words)
    )


def imagined(sitting: Sitting) -> tuple[Reason, ...]:
    """Collect the reasons for failure that were written down.

    >>> answers = {"failed.1.words": "She left", "watch.1.owner": "2"}
    >>> imagined(EXERCISE.read({"partners": ["Ash", "Birch"], **answers}))
    (Reason(words='She left', owner='2', sign=''),)
    """
    owners, signs = sitting.column(WATCH, OWNER), sitting.column(WATCH, SIGN)
    return tuple(
        Reason(words, owners.get(number, ""), worded(signs.get(number)))
        for number, words in sitting.column(FAILED, WORDS).items()
        if worded(words)
    )


def gaps(states: Mapping[str, str]) -> tuple[Point, ...]:
    """Return the points that are not in writing, those that hurt on a bad day first.

    >>> [point.key for point in gaps({"purpose": "open", "exit": "talked", "risk": "written"})]
    ['exit', 'purpose']
    """
    found = [point for point in POINTS if states.get(point.key) in (TALKED, OPEN)]
    return tuple(sorted(found, key=lambda point: (not point.bad_day, states[point.key] != OPEN)))


def headline(decisions: Sequence[Decision], reasons: Sequence[Reason], states: Mapping[str, str]) -> str:
    """Count what is settled, and name the gap to close first."""
    parts = []
    if decisions:
        settled = sum(one.settled for one in decisions)
        parts.append(
            by_number(
                max(1, settled),
                "of {decisions}, {number} is settled with one name beside it",
                "of {decisions}, {number} are settled with one name beside them",
                decisions=counted(len(decisions), "decision"),
                number=settled or NUMBERS[0],
            )
        )
    if reasons:
        watched = sum(one.watched for one in reasons)
        parts.append(
            by_number(
                max(1, watched),
                "of {ways} to fail, {number} is watched by somebody who knows the first sign",
                "of {ways} to fail, {number} are watched by somebody who knows the first sign",
                ways=counted(len(reasons), "way"),
                number=watched or NUMBERS[0],
            )
        )
    if states:
        parts.append(_in_writing(states))
    words = f"{capital('; '.join(parts))}."
    missing = gaps(states)
    return " ".join([words, say("Close this gap first: {point}.", point=missing[0].words)]) if missing else words


def _in_writing(states: Mapping[str, str]) -> str:
    """Count the points in writing, among those that were marked and that apply."""
    asked = [state for state in states.values() if state != NONE]
    if not asked:
        return say("none of the points for the agreement that you marked applies")
    points, written = counted(len(asked), "point"), asked.count(WRITTEN)
    if len(states) == len(POINTS):
        return by_number(
            max(1, written),
            "of {points} for the agreement, {number} is in writing",
            "of {points} for the agreement, {number} are in writing",
            points=points,
            number=written or NUMBERS[0],
        )
    return by_number(
        max(1, written),
        "of {points} for the agreement that you marked, {number} is in writing",
        "of {points} for the agreement that you marked, {number} are in writing",
        points=points,
        number=written or NUMBERS[0],
    )


def _name(names: Mapping[str, str], place: str) -> str:
    return names.get(place) or PARTS.get(place, "–")


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
    columns = (
        say("Decision"),
        say("Recommends"),
        say("Decides"),
        *((say("Who exactly"),) if named else ()),
        say("Must agree"),
    )
    table = Table(say("Who decides"), columns, rows, role="decisions")
    said = (Sentence(words) for words in (_settled(decisions), _doubtful(decisions)) if words)
    return (Part.of(say("Who decides"), *said, table, *_rights_cautions(names, decisions)),)


def _settled(decisions: Sequence[Decision]) -> str:
    if all(one.settled for one in decisions):
        return say("Every decision has one name beside it, a partner’s or a person’s.")
    open_ones = [one.quoted for one in decisions if not one.settled and not one.name]
    if not open_ones:
        return ""
    return say(
        "No one name stands beside {decisions}. A meeting decides only on the days when it meets, and where there is a gap nobody knows whom to ask.",
        decisions=some(open_ones),
    )


def _doubtful(decisions: Sequence[Decision]) -> str:
    """Ask about decisions that have a name, and are said not to be settled."""
    found = [one for one in decisions if one.name and not one.settled]
    if not found:
        return ""
    given = by_number(
        len(found),
        "You gave a name for {decisions}, and say that it is not settled.",
        "You gave a name for each of {decisions}, and say that they are not settled.",
        decisions=some([one.quoted for one in found]),
    )
    people = {one.name.casefold() for one in found}
    return f"{given} {by_number(len(people), 'Does that person know?', 'Do those people know?')}"


def _rights_cautions(names: Mapping[str, str], decisions: Sequence[Decision]) -> tuple[Caution, ...]:
    vetoes = [one for one in decisions if one.agrees == EVERYBODY]
    alone = [one for one in decisions if one.partner and one.recommends == one.partner and one.agrees == NOBODY]
    deciders = {one.decider for one in decisions if one.settled}
    found = []
    if len(vetoes) > MANY * len(decisions):
        words = say(
            "In {decisions} of {number} everybody has a veto. Keep it for those in which somebody’s own legal duty is at stake.",
            decisions=counted(len(vetoes), "decision"),
            number=len(decisions),
        )
        found.append(Caution(say("Many must agree."), words))
    if alone:
        words = by_number(
            len(alone),
            "One partner both recommends and decides, with nobody to agree, in {decisions}. Then it is that partner’s own decision: say so, or ask somebody.",
            "In each of these one partner both recommends and decides, with nobody to agree: {decisions}. Then it is that partner’s own decision: say so, or ask somebody.",
            decisions=some([one.quoted for one in alone]),
        )
        found.append(Caution(say("Nobody else is in it."), words))
    met = any(one.decides == MEETING and not one.settled for one in decisions)  # there the meeting has the last word
    if len(deciders) == 1 and not met and sum(one.settled for one in decisions) > FEW:
        last = next(one for one in decisions if one.settled)
        heading = say("Only one partner decides.") if last.partner else say("Only one person decides.")
        words = by_number(
            len(names) - bool(last.partner),
            "{name} has the last word wherever anybody has. That may be right; have the other partner say that it is.",
            "{name} has the last word wherever anybody has. That may be right; have the others say that it is.",
            name=names.get(last.partner) or last.name,
        )
        found.append(Caution(heading, words))
    return tuple(found)


def _reasons(names: Mapping[str, str], reasons: Sequence[Reason]) -> tuple[Block, ...]:
    if not reasons:
        return ()
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.words, names.get(one.owner, "–"), one.sign or "–") for one in reasons
    )
    table = Table(say("It has failed, and this is why"), (say("Reason"), say("Who watches"), say("First sign")), rows)
    owners = {one.owner for one in reasons}
    caution = None
    if len(owners) == 1 and "" not in owners and len(reasons) >= FEW:
        caution = Caution(
            say("One partner watches everything."),
            say("Risks that only one of you looks out for are that partner’s risks in everybody else’s mind."),
        )
    note = Sentence(
        say(
            "Treating failure as certain changes the reasons that people give. It does not say how likely any of them is."
        )
    )
    said = Part.of(say("What could go wrong"), Sentence(_watched(reasons)))
    return tuple(block for block in (said, table, caution, note) if block)


def _watched(reasons: Sequence[Reason]) -> str:
    """Say beside which ways to fail an owner or a first sign is missing."""
    lacking = [one.quoted for one in reasons if not one.watched]
    if not lacking:
        return say("Each way to fail has somebody who watches for it, and a first sign.")
    return by_number(
        len(lacking),
        "{ways} to fail has no owner, or no first sign, written down: {reasons}.",
        "{ways} to fail have no owner, or no first sign, written down: {reasons}.",
        ways=counted(len(lacking), "way"),
        reasons=some(lacking),
    )


def _not_written(missing: Sequence[Point]) -> str:
    """Count the points that are not in writing, and say with which to begin where some would hurt more than others."""
    points, needed = counted(len(missing), "point"), sum(point.bad_day for point in missing)
    if needed == len(missing):
        return by_number(
            needed,
            "{points} is not in writing, and you would look it up on a bad day.",
            "{points} are not in writing, and you would look them up on a bad day.",
            points=points,
        )
    words = by_number(len(missing), "{points} is not in writing.", "{points} are not in writing.", points=points)
    if not needed:
        return words
    begin = by_number(
        needed,
        "Begin with the one that you would look up on a bad day.",
        "Begin with those that you would look up on a bad day.",
    )
    return f"{words} {begin}"


def _agreement(states: Mapping[str, str]) -> tuple[Block, ...]:
    if not states:
        return ()
    missing = gaps(states)
    unasked = len(POINTS) - len(states)
    blocks: list[Block] = []
    if missing:
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (capital(point.words), STATES[states[point.key]], say("Yes") if point.bad_day else "–") for point in missing
        )
        blocks = [
            Part.of(
                say("What the agreement does not say yet"),
                Sentence(_not_written(missing)),
                Table(say("Not in writing yet"), (say("Point"), say("State"), say("Needed on a bad day")), rows),
            )
        ]
    elif WRITTEN in states.values():
        blocks = [
            Part.of(
                say("What the agreement says"),
                Sentence(say("Everything that you marked and that applies is in writing.")),
            )
        ]
    else:
        blocks = [Part.of(say("What the agreement says"), Sentence(say("Nothing that you marked applies to you.")))]
    if unasked:
        blocks.append(Sentence(say("You have not marked {points} yet.", points=counted(unasked, "point"))))
    return tuple(blocks)


def _ending(sitting: Sitting) -> tuple[Block, ...]:
    if all(sitting.get(part) is None for part in ENDING):
        return (
            Caution(
                say("Nothing is said here about the end."),
                say("Price the exit while you are still friends: a partner who can leave finds it easier to join."),
            ),
        )
    said: list[tuple[Cell, ...]] = []
    notice, priced = sitting.get(NOTICE), sitting.get(PRICED, "")
    if notice is not None:
        said.append((say("Notice"), counted(notice, "month")))
    for question, words in (
        (PEOPLE, say("The people")),
        (THINGS, say("Things and information")),
        (SERVED, say("Those whom you serve")),
    ):
        said.append((words, sitting.get(question) or say("Not said")))
    prices = {"yes": say("Worked out"), "roughly": say("Known roughly"), "no": say("Not known")}
    said.append((say("What it would cost to leave"), prices.get(priced, say("Not said"))))
    blocks: list[Block] = [
        Part.of(
            say("How it ends"),
            Sentence(say("What would happen, as far as you have settled it.")),
            Table(say("How it ends"), ("", say("What you said")), tuple(said)),
        )
    ]
    if priced == "no":
        blocks.append(Caution(
            say("You do not know what leaving costs."),
            say("When two Scottish councils came to part, accountants put the cost of separating two shared services at £4.6m over five years. Work yours out while it is only a sum."),
        ))  # fmt: skip
    return tuple(blocks)


def _next(
    decisions: Sequence[Decision], reasons: Sequence[Reason], states: Mapping[str, str], *, noticed: bool
) -> Prompt:
    items = []
    unsettled = [one for one in decisions if not one.settled]
    if unsettled:
        items.append(_settle(unsettled[0]))
    lacking = [one for one in reasons if not one.watched]
    if lacking:
        items.append(_watch_for(lacking[0]))
    missing = gaps(states)
    if missing:
        items.append(
            say("Ask the person who writes the agreement for a first line on this: {point}.", point=missing[0].words)
        )
    if not noticed:
        items.append(say("Agree how many months’ notice a partner gives."))
    items.append(say("Have it read by a lawyer who has been told what you are trying to do. This is no legal advice."))
    return Prompt(say("To do next:"), tuple(items))


def _settle(decision: Decision) -> str:
    """Ask for the one name that a decision lacks, or whether it is the one that was given."""
    if decision.name:
        return say(
            "Put {decision} on the next agenda with one question: is it {whose} to decide?",
            decision=decision.quoted,
            whose=whose(decision.name),
        )
    return say(
        "Put {decision} on the next agenda with one question: whose name stands beside it?", decision=decision.quoted
    )


def _watch_for(reason: Reason) -> str:
    """Ask for what has not been written down of the watch for a reason."""
    if reason.owner:
        return say("Find a first sign for {reason}.", reason=reason.quoted)
    if reason.sign:
        return say("Find an owner for {reason}.", reason=reason.quoted)
    return say("Find an owner and a first sign for {reason}.", reason=reason.quoted)


EXERCISE = Decisions()
