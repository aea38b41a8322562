"""advantage (chapter 2): whose aims there are, which of them only work together, and whether that is reason enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, EXAMPLE_PARTNERS, NAME, PARTNERS
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Cell, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Choice, Choices, Grid, Json, Questions, Row, Text, is_blank
from collabkit.sitting import Sitting
from collabkit.translation import by_number, say
from collabkit.wording import counted, in_a_row, number_word, shortened, whose, worded

AIMS: Final = 8
"""How many aims there is room for: more than a group can keep in mind serve nobody."""
QUOTED: Final = 110
"""A longer aim is cut where it is quoted in a sentence to say aloud."""
ROW: Final = 56
"""A longer aim is cut where it names a row of the form, so that there is room for the answers."""
MANY_SIGNS: Final = 4
"""With so many of the signs or more, most of what usually slows joint work is there at once."""
NAMED: Final = 3

SHARED, CONFLICT, AVOID, OWN = "shared", "conflict", "avoid", "own"
NOBODY, PARTLY, SOMEBODY = "nobody", "partly", "somebody"
WHOSE: Final[dict[str, str]] = {
    SHARED: say("Shared by all"), OWN: say("One partner’s own"), CONFLICT: say("In conflict"), AVOID: say("A harm to avoid"),
}  # fmt: skip
ALONE: Final[dict[str, str]] = {
    NOBODY: say("Nobody"),
    PARTLY: say("In part"),
    SOMEBODY: say("Yes, somebody"),
    UNSURE: say("Not sure"),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that joint work is stuck: its key, how it looks, and what to do about it."""

    key: str
    looks: str
    step: str


SIGNS: Final = (
    Sign("aims", say("We have redrafted our aims several times and still could not print them"),
         say("Stop drafting. Agree one task small enough to need no agreed aims, and finish it.")),
    Sign("purse", say("Whoever pays is expected to decide"),
         say("Name one decision that will be taken by somebody who does not pay.")),
    Sign("trust", say("We say that we trust each other, and copy our own managers into every message"),
         say("Choose one thing that could go wrong cheaply, and let another partner do it unwatched.")),
    Sign("tangle", say("Nobody can list all our groups, or say who belongs to which"),
         say("Write the list, and close the group that would be missed least.")),
    Sign("change", say("People and rules change faster than we finish anything"),
         say("Cut the next piece of work to what can be done before anybody moves on.")),
    Sign("hands", say("Those who come to the meetings cannot commit the bodies that sent them"),
         say("Ask each body to write down what its member may decide without asking.")),
    Sign("push", say("Whoever moves things along leaves somebody behind, and whoever waits for all gets nowhere"),
         say("Say openly which decisions need everyone, and let one person push the rest.")),
)  # fmt: skip

WORDS: Final = Text(key="words", text=say("In a line"), longest=160)
LINES: Final = Grid(
    key="aim",
    text=say("What is aimed at?"),
    help=say("The most important first, each in a line. Write the unspoken ones down too. Leave the rest empty."),
    rows=tuple(Row(key=str(number), text=say("Aim {number}", number=number)) for number in range(1, AIMS + 1)),
    columns=(WORDS,),
)
OWNER: Final = Choice(key="whose", text=say("Whose aim"), options=())
"""Whose an aim may be follows from who the partners are."""
TEST: Final = Choice(key="alone", text=say("Could anybody alone?"), options=tuple(ALONE.items()))
SORTING: Final = Grid(
    key="sort",
    text=say("Whose aim is it, and could any partner get it alone?"),
    missing=say("Name at least two partners and write down an aim, and you can sort your aims here."),
    rows=(),
    columns=(OWNER, TEST),
)
"""Each aim that was written down, under its number."""
STUCK: Final = Choices(
    key="signs",
    text=say("Which of these do you recognise?"),
    help=say("Signs that joint work is getting stuck. Tick none if there are none."),
    options=tuple((sign.key, sign.looks) for sign in SIGNS),
)


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim.

    Attributes:
        words: what is aimed at.
        owner: a partner's place where it is one partner's own, or nothing.
        whose: shared, own, in conflict or to avoid, or nothing where that was not said.
        alone: whether any partner could get it alone, or nothing.
    """

    words: str
    owner: str = ""
    whose: str = ""
    alone: str = ""

    @property
    def sorted(self) -> bool:
        """Whether it was said whose it is, and whether anybody could get it alone."""
        return bool(self.whose and self.alone)

    @property
    def open(self) -> bool:
        """Whether it may yet pass the test: something of it was not answered, or is not known."""
        return (self.whose not in (CONFLICT, AVOID) and self.alone in ("", UNSURE)) or not self.whose

    @property
    def only_together(self) -> bool:
        """Whether it passes the test: no partner can get it alone, not even in part."""
        return self.alone == NOBODY

    @property
    def quoted(self) -> str:
        """The words for a sentence."""
        return f"“{shortened(self.words.rstrip('. ') or self.words, QUOTED)}”"


class Advantage(Exercise):
    """Up to eight aims, whose each is, and whether anybody could get it alone."""

    id = "advantage"
    title = say("What can you do only together?")
    chapter = 2
    minutes = 15
    purpose = say(
        "Write down up to eight aims, say whose each one is, and ask of each whether any partner could get it alone. "
        "You leave with your advantage in one sentence, or with an honest “do not”."
    )
    asks = say("What is out of reach for each of us alone but not for all of us together, and is that reason enough?")
    leaves_out = say(
        "It takes your word for what a partner could do alone, and does not ask what working together costs; the next "
        "exercise does. It does not weigh the aims: one may matter more than the other seven."
    )
    rests_on = say(
        "A discussion aid of ours. The test comes from Huxham and Vangen’s idea of advantage, and the kinds of aims are a "
        "simpler form of published goal categories, which were offered because the literature says little on how an "
        "advantage is found. No study shows that groups who pass the test do better."
    )
    sources = ("huxham2004", "huxham2005", "bryson2016")
    beyond = Need(say("At least one aim: whose it is, and whether any partner could get it alone"), LINES.key)
    story = say(
        "Samira Khan wrote down what she had heard from the four partners of Steady Brackendale, a fictional falls service, "
        "the unsaid things too, and read it back to them."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "partners": list(EXAMPLE_PARTNERS),
        "aim.1.words": say("Find people at risk before they fall, from one list"), "sort.1.whose": SHARED, "sort.1.alone": NOBODY,
        "aim.2.words": say("Put right what is dangerous at the first visit"), "sort.2.whose": SHARED, "sort.2.alone": PARTLY,
        "aim.3.words": say("Fewer admissions after a fall"), "sort.3.whose": "2", "sort.3.alone": NOBODY,
        "aim.4.words": say("Lower spending on residential care"), "sort.4.whose": "1", "sort.4.alone": NOBODY,
        "aim.5.words": say("Working smoke alarms in more homes"), "sort.5.whose": "3", "sort.5.alone": SOMEBODY,
        "aim.6.words": say("Steady work for our 40 volunteers"), "sort.6.whose": "4", "sort.6.alone": PARTLY,
        "aim.7.words": say("Keep what is saved in our own budget"), "sort.7.whose": CONFLICT, "sort.7.alone": SOMEBODY,
        "aim.8.words": say("One old person visited by four strangers"), "sort.8.whose": AVOID, "sort.8.alone": NOBODY,
        "signs": ["purse", "hands"],
    }  # fmt: skip

    on_paper = {
        "partners": ["A", "B", "C", "D"],
        **{f"aim.{number}.words": say("Aim {number}", number=number) for number in range(1, AIMS + 1)},
    }

    def ask(self, answers: Answers) -> Questions:
        """Ask for the partners, the aims and the signs."""
        names = PARTNERS.named(answers)
        whose = ((SHARED, WHOSE[SHARED]), *names.items(), (CONFLICT, WHOSE[CONFLICT]), (AVOID, WHOSE[AVOID]))
        written = {number: line for number, raw in LINES.typed(answers, WORDS).items() if (line := _line(raw))}
        rows = tuple(Row(key=number, text=f"{number}. {line}") for number, line in written.items())
        sorting = replace(
            SORTING, rows=rows if len(names) >= PARTNERS.fewest else (), columns=(replace(OWNER, options=whose), TEST)
        )
        return (NAME, PARTNERS, LINES, sorting, STUCK)

    def find(self, sitting: Sitting) -> Findings:
        """Put every aim to the test and say what remains."""
        names = sitting.need(PARTNERS)
        aims = collected(sitting)
        sorted_aims = [aim for aim in aims if aim.sorted]
        if not sorted_aims:
            return Findings.needing(
                [say("Write down at least one aim, and say whose it is and whether any partner could get it alone.")]
            )
        ticked = sitting.get(STUCK, [])
        signs = [sign for sign in SIGNS if sign.key in ticked]
        return Findings.of(
            headline(names, aims),
            _sentence(worded(sitting.get(NAME)), sorted_aims),
            _matrix(sorted_aims),
            _every(names, aims),
            _reasons(names, aims),
            _conflict(aims),
            _avoid(names, aims),
            *_inertia(signs, advantage=bool(_passing(aims))),
            _partly(aims),
            _next(names, aims, signs),
        )


def _line(raw: Json) -> str:
    """Shorten what was typed as an aim to name its row; anything that is not words or a number names none."""
    if is_blank(raw) or isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return ""
    return shortened(str(raw), ROW)


def collected(sitting: Sitting) -> tuple[Aim, ...]:
    """Collect the aims that were written down.

    >>> answers = {"aim.2.words": "Fewer falls", "sort.2.whose": "1", "sort.2.alone": "nobody"}
    >>> collected(EXERCISE.read({"partners": ["Ash", "Birch"], **answers}))
    (Aim(words='Fewer falls', owner='1', whose='own', alone='nobody'),)
    """
    owners, tests = sitting.column(SORTING, OWNER), sitting.column(SORTING, TEST)
    found = []
    for number, words in sitting.column(LINES, WORDS).items():
        if words:
            whose = owners.get(number, "")
            owner = "" if whose in ("", SHARED, CONFLICT, AVOID) else whose
            found.append(Aim(words, owner, OWN if owner else whose, tests.get(number, "")))
    return tuple(found)


def tally(aims: Sequence[Aim]) -> dict[tuple[str, str], int]:
    """Count the aims by whose they are and whether somebody could get them alone.

    >>> tally([Aim("Fewer falls", "", "shared", "nobody")])[("shared", "nobody")]
    1
    """
    return {
        (whose, alone): sum(aim.whose == whose and aim.alone == alone for aim in aims)
        for whose in WHOSE
        for alone in ALONE
    }


def _passing(aims: Sequence[Aim]) -> list[Aim]:
    return [aim for aim in aims if aim.whose == SHARED and aim.only_together]


def traders(aims: Sequence[Aim]) -> tuple[str, ...]:
    """Return the places of partners with an aim of their own that none of them could get alone.

    >>> traders([Aim("A", "2", "own", "nobody"), Aim("B", "2", "own", "nobody"), Aim("C", "1", "own", "partly")])
    ('2',)
    """
    return tuple(dict.fromkeys(aim.owner for aim in aims if aim.owner and aim.only_together))


def headline(names: Mapping[str, str], aims: Sequence[Aim]) -> str:
    """Give the verdict: an advantage, a bargain, not yet known, or do not."""
    passing, trading = _passing(aims), traders(aims)
    if passing:
        return _advantage(len(names), passing, aims)
    if len(trading) > 1:
        return say(
            "You have a bargain, not yet a shared advantage: {partners} each want something of their own that only works together.",
            partners=in_a_row([names[place] for place in trading])
            if len(trading) <= NAMED
            else counted(len(trading), "partner"),
        )
    return _without(names, aims)


def _advantage(partners: int, passing: Sequence[Aim], aims: Sequence[Aim]) -> str:
    """Say that an aim passes the test, and how many of the aims do."""
    known = [aim for aim in aims if aim.sorted]
    if len(known) == len(aims):
        how_many = by_number(
            len(passing),
            "of {aims}, {number} is of this kind",
            "of {aims}, {number} are of this kind",
            aims=counted(len(known), "aim"),
            number=len(passing),
        )
    else:
        how_many = by_number(
            len(passing),
            "of {aims} that you sorted, {number} is of this kind",
            "of {aims} that you sorted, {number} are of this kind",
            aims=counted(len(known), "aim"),
            number=len(passing),
        )
    if partners == 2:
        return say(
            "You have an advantage: {aim} is shared, and neither of the two partners could get it alone ({how_many}).",
            aim=passing[0].quoted,
            how_many=how_many,
        )
    return say(
        "You have an advantage: {aim} is shared, and none of the {number} partners could get it alone ({how_many}).",
        aim=passing[0].quoted,
        number=partners,
        how_many=how_many,
    )


def _in_part_at_most(aims: Sequence[Aim]) -> bool:
    """Say whether partners share nothing, and one that has no aim out of reach has one that is out of reach in part."""
    trading = traders(aims)
    return not any(aim.whose == SHARED for aim in aims) and any(
        aim.whose == OWN and aim.alone == PARTLY and aim.owner not in trading for aim in aims
    )


def _others(names: Mapping[str, str]) -> str:
    """Call the partners besides one: of two there is one other."""
    return by_number(len(names) - 1, "the other", "the others")


def _without(names: Mapping[str, str], aims: Sequence[Aim]) -> str:
    """Give the verdict where there is neither an advantage nor a bargain; what is not known may still bring one."""
    trading = traders(aims)
    shared = [aim for aim in aims if aim.whose == SHARED]
    if any(aim.open for aim in aims):
        return " ".join([_not_proven(aims), say("Find out before you set anything up.")])
    if any(aim.alone == PARTLY for aim in shared):
        return say(
            "Do not, or not yet: what you share some partner could get in part alone, so ask what {others} would add.",
            others=_others(names),
        )
    if shared:
        return say(
            "Do not: all that you share some partner could get alone, so let that partner do it, and help where asked."
        )
    if _in_part_at_most(aims):
        return _in_part(names, trading)
    if trading:
        return say(
            "Do not call it a collaboration: only {partner} wants something that needs {others}, so let it ask for help, or pay for it.",
            partner=names[trading[0]],
            others=_others(names),
        )
    return say("Do not: you named no aim that you share, and no bargain in which several partners would gain.")


def _in_part(names: Mapping[str, str], trading: Sequence[str]) -> str:
    """Give the verdict where no aim is shared, and partners other than the one trader want what needs partners in part."""
    if trading:
        return by_number(
            len(names) - 1,
            "Do not, or not yet: you share no aim. {partner} has an aim of its own that needs the other, but what the other "
            "wants of its own needs a partner in part at most, so ask for what.",
            "Do not, or not yet: you share no aim. {partner} has an aim of its own that needs the others, but what others want "
            "of their own needs partners in part at most, so ask for what.",
            partner=names[trading[0]],
        )
    return say(
        "Do not, or not yet: you share no aim, and what partners want of their own needs {others} in part at most, so ask for what.",
        others=_others(names),
    )


def _not_proven(aims: Sequence[Aim]) -> str:
    """Count what is not known yet: aims of which you are not sure, and aims that are not sorted."""
    unsure = sum(aim.sorted and aim.open for aim in aims)
    unsorted = sum(not aim.sorted and aim.open for aim in aims)
    if not unsorted:
        return say(
            "Not proven: there is neither an advantage nor a bargain yet, and of {aims} you are not sure.",
            aims=counted(unsure, "aim"),
        )
    if not unsure:
        return by_number(
            unsorted,
            "Not proven: there is neither an advantage nor a bargain yet, and {aims} is not sorted.",
            "Not proven: there is neither an advantage nor a bargain yet, and {aims} are not sorted.",
            aims=counted(unsorted, "aim"),
        )
    return by_number(
        unsorted,
        "Not proven: there is neither an advantage nor a bargain yet, and of {unsure} you are not sure and {aims} is not sorted.",
        "Not proven: there is neither an advantage nor a bargain yet, and of {unsure} you are not sure and {aims} are not sorted.",
        unsure=counted(unsure, "aim"),
        aims=counted(unsorted, "aim"),
    )


def _sentence(name: str, aims: Sequence[Aim]) -> Block | None:
    """Write the sentence to take away."""
    passing = _passing(aims)
    if not passing:
        return None
    aim = passing[0].quoted
    words = (
        say("{name} works together for one thing that none of us could get alone: {aim}.", name=name, aim=aim)
        if name
        else say("We work together for one thing that none of us could get alone: {aim}.", aim=aim)
    )
    if len(passing) > 1:
        same = say(
            "The same is true of {aims}; one of them is enough for a first year.",
            aims=in_a_row([one.quoted for one in passing[1:]]),
        )
        words = f"{words} {same}"
    return Part.of(say("Your advantage in a sentence"), Sentence(words))


def _matrix(aims: Sequence[Aim]) -> Table:
    counts = tally(aims)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (words, *(counts[whose, alone] for alone in ALONE)) for whose, words in WHOSE.items()
    )
    return Table(
        say("How many aims there are of each kind, and who could get them alone"), (say("Whose aim"), *ALONE.values()), rows,
        note=say("The test is passed in the first column. A shared aim there is an advantage; a partner’s own is a reason to bargain."),
    )  # fmt: skip


def _every(names: Mapping[str, str], aims: Sequence[Aim]) -> Table:
    rows = tuple(
        (
            aim.words,
            say("{whose} own", whose=whose(names[aim.owner])) if aim.owner in names else WHOSE.get(aim.whose, "–"),
            ALONE.get(aim.alone, "–"),
        )
        for aim in aims
    )
    return Table(say("Your aims"), (say("Aim"), say("Whose"), say("Could anybody get it alone?")), rows, role="aims")


def stakes(names: Mapping[str, str], aims: Sequence[Aim]) -> dict[str, tuple[str, ...]]:
    """Sort the partners by what they want of their own: the best that is known of each decides.

    Returns:
        The names of those with an aim that only works together (``nobody``), that some partner could get in part
        (``partly``), of which that is not known (``unsure``), and with neither (``""``).

    >>> stakes({"1": "A", "2": "B"}, [Aim("x", "1", "own", "partly"), Aim("y", "1", "own", "unsure")])
    {'nobody': (), 'partly': ('A',), 'unsure': (), '': ('B',)}
    """
    found: dict[str, list[str]] = {NOBODY: [], PARTLY: [], UNSURE: [], "": []}
    for place, name in names.items():
        ways = {aim.alone or UNSURE for aim in aims if aim.owner == place}
        found[next((way for way in (NOBODY, PARTLY, UNSURE) if way in ways), "")].append(name)
    return {way: tuple(who) for way, who in found.items()}


def _reasons(names: Mapping[str, str], aims: Sequence[Aim]) -> Block | None:
    """Say what each partner has of its own in this; one whose own aims, if any, do without the others has least reason to stay."""
    if not any(aim.owner for aim in aims):
        return None
    needs, partly, unknown, nothing = stakes(names, aims).values()
    others, parts = _others(names), []
    if needs:
        parts.append(
            by_number(
                len(needs),
                "{partners} has an aim of its own that needs {others}.",
                "{partners} have aims of their own that need {others}.",
                partners=in_a_row(needs),
                others=others,
            )
        )
    if partly:
        parts.append(
            by_number(
                len(partly),
                "Part of what {partners} wants of its own somebody could get alone: ask what {others} would add.",
                "Part of what {partners} want of their own somebody could get alone: ask what {others} would add.",
                partners=in_a_row(partly),
                others=others,
            )
        )
    if unknown:
        parts.append(
            by_number(
                len(unknown),
                "You do not know yet whether {partners} needs {others} for what it wants of its own.",
                "You do not know yet whether {partners} need {others} for what they want of their own.",
                partners=in_a_row(unknown),
                others=others,
            )
        )
    if nothing:
        parts.append(
            by_number(
                len(nothing),
                "As far as you said, {partners} has no aim of its own that needs {others}: ask what would make it worth staying when money is short.",
                "As far as you said, {partners} have no aims of their own that need {others}: ask what would make it worth staying when money is short.",
                partners=in_a_row(nothing),
                others=others,
            )
        )
    return Part.of(say("What each partner is in it for"), Sentence(" ".join(parts)))


def _conflict(aims: Sequence[Aim]) -> Caution | None:
    found = [aim.quoted for aim in aims if aim.whose == CONFLICT]
    if not found:
        return None
    words = say(
        "You pull different ways over {aims}. Decide which of three it is to be: settle it now, leave it alone on purpose, or stop.",
        aims=in_a_row(found),
    )
    return Caution(say("Conflict does not go away by itself."), words)


def _avoid(names: Mapping[str, str], aims: Sequence[Aim]) -> Block | None:
    found = [aim for aim in aims if aim.whose == AVOID]
    if not found:
        return None
    words = by_number(
        len(found),
        "You mean to avoid {harms}. Say who watches for it, and what you do when it happens.",
        "You mean to avoid {harms}. Say who watches for each of them, and what you do when it happens.",
        harms=in_a_row([aim.quoted for aim in found]),
    )
    together = [aim.quoted for aim in found if aim.only_together]
    if together:
        words = f"{words} {_prevent(len(names), together if len(found) > 1 else ())}"
    return Part.of(say("What must not happen"), Sentence(words))


def _prevent(partners: int, harms: Sequence[str]) -> str:
    """Say that nobody can prevent these harms alone, or the one harm that there is."""
    if harms and partners == 2:
        return say("Neither of you can prevent {harms} alone: put that into the agreement.", harms=in_a_row(harms))
    if harms:
        return say("None of you can prevent {harms} alone: put that into the agreement.", harms=in_a_row(harms))
    if partners == 2:
        return say("Neither of you can prevent it alone: put that into the agreement.")
    return say("None of you can prevent it alone: put that into the agreement.")


def _inertia(signs: Sequence[Sign], *, advantage: bool) -> tuple[Block, ...]:
    if not signs:
        return ()
    words = say(
        "You recognise {number} of the {signs} signs of collaborative inertia: joint work that yields little, comes slowly, or costs too much pain.",
        number=len(signs),
        signs=number_word(len(SIGNS)),
    )
    blocks: list[Block] = [Part.of(say("Signs of getting stuck"), Sentence(words))]
    if len(signs) >= MANY_SIGNS:
        blocks.append(
            Caution(
                say("An advantage on paper only.") if advantage else say("Much that slows joint work is here at once."),
                say("With so many signs at once, make the work smaller before you add anything to it."),
            )
        )
    return tuple(blocks)


def _partly(aims: Sequence[Aim]) -> Caution | None:
    open_aims = [aim for aim in aims if not aim.sorted]
    if not open_aims:
        return None
    words = by_number(
        len(open_aims),
        "{aims} is not sorted yet, and is left out of the test.",
        "{aims} are not sorted yet, and are left out of the test.",
        aims=counted(len(open_aims), "aim"),
    )
    return Caution(say("Not the whole picture."), words)


def _next(names: Mapping[str, str], aims: Sequence[Aim], signs: Sequence[Sign]) -> Prompt:
    items = []
    shared_in_part = [aim for aim in aims if aim.whose == SHARED and aim.alone == PARTLY]
    if _passing(aims):
        items.append(
            say(
                "Read the sentence to each partner and ask: could you get this without us? Their answer counts, not yours."
            )
        )
    elif len(traders(aims)) > 1:
        items.append(
            say("Write the bargain down: who gives what, who gets what, and when each can see that it has come.")
        )
    elif not (any(aim.open for aim in aims) or shared_in_part or _in_part_at_most(aims)):
        items.append(
            say(
                "Tell {others} what you found, before the next meeting is booked: {partners} could save the time.",
                others=_others(names),
                partners=counted(len(names), "partner"),
            )
        )
    if any(aim.open and not aim.sorted for aim in aims):
        items.append(say("Say of every aim whose it is, and whether any partner could get it alone."))
    unsure = [aim for aim in aims if aim.sorted and aim.open]
    items += [say("Ask who could get {aim} alone, and what stops them.", aim=aim.quoted) for aim in unsure[:NAMED]]
    own_in_part = [aim for aim in aims if aim.whose == OWN and aim.alone == PARTLY] if _in_part_at_most(aims) else []
    partly = shared_in_part or own_in_part
    if partly:
        items.append(
            say(
                "For {aim}, have the partner who could get part of it say which part it could not.",
                aim=partly[0].quoted,
            )
        )
    items += [sign.step for sign in signs[:NAMED]]
    return Prompt(say("To do next:"), tuple(items))


EXERCISE = Advantage()
