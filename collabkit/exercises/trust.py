"""trust (chapter 1): a first step that both sides can afford, and what keeps them to their word after it.

Two things have to hold. Words must be kept often enough while both answer each other as they do (``Dealings.kept``), and
it must pay neither side to give that up and lapse (``Side.state``). No advice is given without asking both, of how things
stand and of how they would stand after the change advised.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from collabkit.analysis.trust import (
    Duration,
    Encounter,
    Payoffs,
    generous_tit_for_tat,
    least_duration,
)
from collabkit.charts import Bars
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, NAME
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Cell, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import Amount, Choice, Choices, Grid, Questions, Row, Text
from collabkit.sitting import Sitting
from collabkit.translation import say
from collabkit.wording import capital, counted, fixed, in_a_row, number_word, shortened, worded

QUOTED: Final = 100
US, THEM = "us", "them"
YOU: Final = "you"
"""What your side goes by where the other goes by its name."""
HIGH: Final = 0.9
"""From this share of kept words on, misunderstanding does little harm."""
THIRD: Final = 1 / 3
NEGLIGIBLE: Final = 1e-9
ROUNDED_UP: Final = 0.995
"""What would round to 100 of 100 and is less is called “nearly every time”."""
HARDEST: Final = "much"
"""The temptation that is reckoned with where none was named."""
LIMITS: Final[dict[float, str]] = {
    3.5: say("Even with hardly anything to gain, overlooking more than 8 in 10 invites it."),
    4.0: say("With something worth having to gain, overlooking more than two thirds of them invites it."),
    5.0: say("With so much to gain at once, overlooking more than a third of them invites it."),
}
"""How much may be overlooked before it invites lapsing, for each temptation, in words that do not round."""
RARER, BOTH = say("Misread half as often"), say("Both changes")
MILDER, STRICTER = say("Both overlook a third"), say("The stricter side overlooks a third")
"""The second is said where one side overlooks as much or more already, and would go on as it does."""

PAST: Final[dict[str, str]] = {
    "good": say("They have kept their word before"),
    "none": say("We hardly know each other"),
    "mixed": say("Mixed"),
    "bad": say("They let us down, or we them"),
}
DOUBT: Final[dict[str, str]] = {
    "will": say("Whether they will: their motives"),
    "can": say("Whether they can: their staff, skills and systems"),
    "both": say("Both"),
    "neither": say("Neither"),
}
STAKES: Final[dict[str, str]] = {
    "0": say("Nothing yet"), "1": say("An hour or two"), "2": say("Some days, or a little money"), "3": say("Money, staff or its good name"),
}  # fmt: skip
MARKS: Final[dict[str, str]] = {
    "soon": say("It can be finished within about three months"),
    "risk": say("Each side risks something, if only a little"),
    "clear": say("Everyone can tell whether it worked"),
    "told": say("Somebody is named to tell the others when it has"),
}
RISK: Final = "risk"
"""The mark that the stakes tell of too."""
MEND: Final[dict[str, str]] = {
    "soon": say("Cut the first step until it can be finished within three months."),
    "risk": say("Find one thing that each side puts in and could afford to lose."),
    "clear": say("Write down what both will be able to see when it has worked."),
    "told": say("Name the person who tells the others when it is done, and write the date in."),
}
PACE: Final[dict[str, tuple[str, float]]] = {
    "week": (say("Every week"), 52 / 12), "fortnight": (say("Every fortnight"), 26 / 12), "month": (say("Every month"), 1.0),
    "quarter": (say("Every quarter"), 1 / 3),
}  # fmt: skip
"""How often the two deal with each other, in words and in dealings a month."""
MISREAD: Final[dict[str, tuple[str, float]]] = {
    "never": (say("Never"), 0.0), "100": (say("1 in 100"), 0.01), "20": (say("1 in 20"), 0.05), "10": (say("1 in 10"), 0.1), "5": (say("1 in 5"), 0.2),
}  # fmt: skip
OVERLOOK: Final[dict[str, tuple[str, float]]] = {
    "none": (say("None: it answers each one"), 0.0), "tenth": (say("One in ten"), 0.1), "third": (say("A third"), THIRD),
    "half": (say("Half"), 0.5), "most": (say("Nine in ten"), 0.9),
}  # fmt: skip
TEMPTATION: Final[dict[str, tuple[str, float]]] = {
    "little": (say("Hardly anything"), 3.5), "some": (say("Something worth having"), 4.0), "much": (say("A lot"), 5.0),
}  # fmt: skip
"""What a lapse brings whoever lapses, where a dealing in which both keep their word brings each 3."""

PARTNER: Final = Text(
    key="other",
    text=say("Which partner are you thinking of?"),
    help=say("One, and better a real one than all of them."),
    longest=80,
)
HISTORY: Final = Choice(
    key="past", text=say("What have you got to go on?"), options=tuple(PAST.items()), section=say("A first step")
)
DOUBTED: Final = Choice(
    key="doubt",
    text=say("What do you doubt?"),
    help=say("The two doubts need different cures."),
    options=tuple(DOUBT.items()),
)
WHAT: Final = Text(key="what", text=say("What"), longest=160)
SIZE: Final = Choice(key="size", text=say("How much"), options=tuple(STAKES.items()))
STAKE: Final = Grid(
    key="stake",
    text=say("What is the least that each side would put at risk?"),
    help=say("Something that it could afford to lose."),
    rows=(),
    columns=(WHAT, SIZE),
)
AIM: Final = Text(
    key="aim",
    text=say("What modest thing could you finish together?"),
    help=say("In a sentence, with a time in it."),
    long=True,
    longest=300,
)
MARKED: Final = Choices(key="marks", text=say("Which of these are true of it?"), options=tuple(MARKS.items()))


def _words(options: Mapping[str, tuple[str, float]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, said) for key, (said, _) in options.items())


RHYTHM: Final = Choice(
    key="pace",
    text=say("How often do you deal with each other?"),
    options=_words(PACE),
    section=say("What keeps you to your word"),
)
MONTHS: Final = Amount(
    key="months", text=say("For how many months do you both expect to go on?"), unit="months", least=1, most=600
)
MISTAKEN: Final = Choice(
    key="misread",
    text=say("How often is something misread?"),
    help=say(
        "A form gets lost, a silence looks like a decision: one side thinks that the other let it down, and it did not."
    ),
    options=_words(MISREAD),
)
SHARE: Final = Choice(key="share", text=say("Overlooks"), options=_words(OVERLOOK))
PATIENCE: Final = Grid(
    key="overlook",
    text=say("How many of the lapses that it sees does each side overlook?"),
    help=say("Guess for the partner, and then ask whether your guess is right."),
    rows=(),
    columns=(SHARE,),
)
TEMPTED: Final = Choice(
    key="temptation",
    text=say("What would either side gain at once by letting the other down?"),
    options=_words(TEMPTATION),
)


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A first step with one partner, as far as it was planned.

    Attributes:
        them: the partner, as it is called in a sentence.
        past: what there is to go on, or nothing.
        doubt: what is doubted, or nothing.
        stakes: what each side would risk, in words.
        sizes: how much that is, from 0 to 3.
        aim: what could be finished together, or None where that was not said.
        marks: which marks it has, or None where that was not said.
    """

    them: str
    past: str
    doubt: str
    stakes: Mapping[str, str]
    sizes: Mapping[str, int]
    aim: str | None
    marks: Sequence[str] | None

    @classmethod
    def of(cls, sitting: Sitting) -> FirstStep:
        """Take the first step from the answers."""
        return cls(
            them=worded(sitting.get(PARTNER)) or say("the partner"),
            past=sitting.get(HISTORY, ""),
            doubt=sitting.get(DOUBTED, ""),
            stakes={side: worded(what) for side, what in sitting.column(STAKE, WHAT).items()},
            sizes={side: int(size) for side, size in sitting.column(STAKE, SIZE).items()},
            aim=worded(sitting.get(AIM)) or None,
            marks=sitting.get(MARKED),
        )

    @property
    def ticked(self) -> Sequence[str]:
        """The marks that it has."""
        return self.marks or ()

    @property
    def idle(self) -> frozenset[str]:
        """The sides of which it was said that they would risk nothing."""
        return frozenset(side for side, size in self.sizes.items() if not size)

    @property
    def has(self) -> list[str]:
        """The marks that it has: those that were ticked. Whether each side risks something, the stakes tell where they can."""
        risky = not self.idle and (RISK in self.ticked or {US, THEM} <= self.sizes.keys())
        return [mark for mark in MARKS if (risky if mark == RISK else mark in self.ticked)]

    @property
    def lacking(self) -> list[str]:
        """The marks that it has not."""
        return [mark for mark in MARKS if mark not in self.has]


@dataclass(frozen=True, slots=True)
class Dealings:
    """How two partners deal with each other.

    Attributes:
        misread: how often a kept word is taken for a lapse, or a lapse for a kept word, from 0 to 1.
        ours: how many of the lapses that it sees our side overlooks, from 0 to 1.
        theirs: how many the partner overlooks.
    """

    misread: float
    ours: float
    theirs: float

    def kept(self) -> tuple[float, float]:
        """Return how often each side keeps its word in the long run, from 0 to 1.

        >>> [round(share, 3) for share in Dealings(0.05, 0, 0).kept()]
        [0.5, 0.5]
        >>> [round(share, 3) for share in Dealings(0.05, 1 / 3, 1 / 3).kept()]
        [0.917, 0.917]
        """
        meeting = Encounter(generous_tit_for_tat(self.ours), generous_tit_for_tat(self.theirs), misread=self.misread)
        return meeting.cooperation()

    def mean(self) -> float:
        """Return how often a word is kept, over both sides, in hundredths."""
        return 50 * sum(self.kept())

    @property
    def strict(self) -> tuple[str, ...]:
        """The sides that overlook less than a third, and so could let more pass.

        >>> Dealings(0.05, 0.1, 0.9).strict
        ('us',)
        """
        return tuple(side for side, share in ((US, self.ours), (THEM, self.theirs)) if share < THIRD)


HOLDS, OPEN, SHORT, MISREADING, FORGIVING = "holds", "open", "short", "misreading", "forgiving"
"""Whether keeping its word pays a side: it does; it would for long enough, and how long was not said; not for as short as
you expect; never, because so much is misread; never, because the other overlooks so much."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side, and what keeping its word to the other brings it.

    Attributes:
        who: the partner's name, or ``YOU``.
        other: the other side, in the same way.
        overlooked: how many of the lapses that it sees the other overlooks, from 0 to 1.
        misread: how often either takes the other's last move for its opposite, from 0 to 1.
        gained: what a lapse brings, where a dealing in which both keep their word brings each 3.
        expected: how many dealings both expect, as it is printed, or None where that was not said.
    """

    who: str
    other: str
    overlooked: float
    misread: float
    gained: float
    expected: int | None

    @property
    def yours(self) -> bool:
        """Whether it is your side."""
        return self.who == YOU

    @property
    def least(self) -> int | None:
        """From how many dealings on keeping its word pays, as it is printed; None where no number is enough."""
        found = _least(self.overlooked, self.misread, self.gained)
        return None if found is None else math.ceil(found.rounds)

    @property
    def limit(self) -> float:
        """How many lapses the other may overlook, with nothing misread, before that invites lapsing, from 0 to 1."""
        return generous_tit_for_tat(None, Payoffs(temptation=self.gained)).after[1]

    @property
    def state(self) -> str:
        """Whether keeping its word pays, by the numbers that are printed.

        >>> Side("you", "Police", 0.0, 0.0, 5.0, 2).state, Side("you", "Police", 0.9, 0.0, 5.0, None).state
        ('holds', 'forgiving')
        """
        if self.least is None:
            return FORGIVING if self.overlooked > self.limit else MISREADING
        if self.expected is None:
            return OPEN
        return HOLDS if self.expected >= self.least else SHORT


@dataclass(frozen=True, slots=True)
class Setting:
    """How two partners deal with each other, what a lapse would bring either, and how long they expect to go on."""

    dealings: Dealings
    them: str
    gained: float
    expected: int | None

    def sides(self) -> tuple[Side, Side]:
        """Return both sides, yours first: each meets how much the other overlooks."""
        share = (self.dealings.misread, self.gained, self.expected)
        return (
            Side(YOU, self.them, self.dealings.theirs, *share),
            Side(self.them, YOU, self.dealings.ours, *share),
        )

    def those(self, state: str) -> list[Side]:
        """Return the sides that are in a state."""
        return [side for side in self.sides() if side.state == state]

    def sound(self) -> bool:
        """Tell whether it pays both sides to keep their word, as far as was said."""
        return all(side.state in {HOLDS, OPEN} for side in self.sides())

    def pays_both(self) -> bool:
        """Tell whether it would pay both sides to keep their word, if only they dealt with each other for long enough."""
        return all(side.least is not None for side in self.sides())

    def longest(self) -> int:
        """Return from how many dealings on keeping its word pays the side that has to wait longer; 0 where it never does."""
        return max(side.least or 0 for side in self.sides())

    def after(self, dealings: Dealings) -> Setting:
        """Return the same two partners, dealing with each other in another way."""
        return Setting(dealings, self.them, self.gained, self.expected)


class Trust(Exercise):
    """A first step with one partner, and how the two deal with each other."""

    id = "trust"
    title = say("What would trust take?")
    chapter = 1
    minutes = 12
    purpose = say(
        "Think of one partner. Plan a first step that both sides can afford, then change how often something is "
        "misunderstood and how quickly each side forgives, and see what lasts."
    )
    asks = say(
        "What is a first step that would build trust with this partner, and what would keep both of us to our word?"
    )
    leaves_out = say(
        "It looks at two partners, who each decide only whether to keep their word. It knows nothing of affection, of law "
        "or of what your board will say. It treats both sides alike in what a lapse would bring them."
    )
    rests_on = say(
        "The loop is Vangen and Huxham’s, drawn from work with practitioners; it has not been tested as a cure. The "
        "numbers come from a simple model in which each side answers what it thinks the other did last time: exact sums, "
        "with the payoffs most used in the literature, about no real partnership. Read them as a way of thinking. Whether "
        "copying the other side is the best thing to do depends on how such contests are set up, and is disputed."
    )
    sources = ("vangen2003", "axelrod1984", "rapoport2015", "castelfranchi")
    beyond = Need(
        say(
            "A first aim that you could reach together; or how often something is misread, and how many lapses each side overlooks"
        ),
        AIM.key,
    )
    from_my_side = frozenset({PARTNER.key, DOUBTED.key, STAKE.key, PATIENCE.key})
    story = say(
        "Rhys Pugh of the fire service, in a fictional county, thinks about the health trust after three weeks in which "
        "each side believed that the other had stopped."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "other": say("Health trust"), "past": "mixed", "doubt": "can",
        "stake.us.what": say("A few shifts"), "stake.us.size": "2",
        "stake.them.what": say("Thirty more names, on a lawful basis that is written down"), "stake.them.size": "3",
        "aim": say("In six weeks, visit thirty more people whom we both know, with one checklist, and compare notes"),
        "marks": ["soon", "risk", "clear"],
        "pace": "week", "months": 24, "misread": "20", "overlook.us.share": "none", "overlook.them.share": "none",
        "temptation": "much",
    }  # fmt: skip

    def ask(self, answers: Answers) -> Questions:
        """Ask about the first step, then about what comes after it."""
        other = answers.get(PARTNER.key)
        them = shortened(other, 40) if isinstance(other, str) and worded(other) else say("The partner")
        sides = (Row(key=US, text=say("Your side")), Row(key=THEM, text=them))
        stake, patience = replace(STAKE, rows=sides), replace(PATIENCE, rows=sides)
        first_step = (PARTNER, HISTORY, DOUBTED, stake, AIM, MARKED)
        return (NAME, *first_step, RHYTHM, MONTHS, MISTAKEN, patience, TEMPTED)

    def find(self, sitting: Sitting) -> Findings:
        """Say whether the first step would build trust, and what would keep it."""
        step = FirstStep.of(sitting)
        setting = _setting(sitting, step.them)
        if step.aim is None and setting is None:
            return Findings.needing(
                [
                    say("Write down a first aim that you could reach together,"),
                    say("or say how often something is misread and how many lapses each side overlooks."),
                ]
            )
        return Findings.of(
            headline(step, setting),
            *_step(step),
            *(_lasting(setting, guessed=sitting.get(TEMPTED) is None) if setting else ()),
            _next(step, setting),
        )


def _dealings(sitting: Sitting) -> Dealings | None:
    """Return how the two deal with each other, where enough of it was said."""
    misread, shares = sitting.get(MISTAKEN), sitting.column(PATIENCE, SHARE)
    if misread is None or not {US, THEM} <= shares.keys():
        return None
    return Dealings(MISREAD[misread][1], OVERLOOK[shares[US]][1], OVERLOOK[shares[THEM]][1])


@lru_cache(maxsize=128)
def _least(overlooked: float, misread: float, gained: float) -> Duration | None:
    """Return how many dealings a side must expect before keeping its word pays, when the other overlooks so much."""
    return least_duration(generous_tit_for_tat(overlooked), payoffs=Payoffs(temptation=gained), misread=misread)


def _setting(sitting: Sitting, them: str) -> Setting | None:
    """Return how the two deal with each other and for how long, where enough of it was said."""
    dealings = _dealings(sitting)
    if dealings is None:
        return None
    gained = TEMPTATION[sitting.get(TEMPTED, HARDEST)][1]
    pace, months = sitting.get(RHYTHM), sitting.get(MONTHS)
    expected = None if pace is None or months is None else max(1, round(months * PACE[pace][1]))
    return Setting(dealings, them, gained, expected)


def often(share: float) -> str:
    """Say how often words are kept; “every time” is every time.

    >>> often(0.917), often(0.999), often(1.0)
    ('about 92 times in 100', 'nearly every time', 'every time')
    """
    if share > 1 - NEGLIGIBLE:
        return say("every time")
    if share > ROUNDED_UP:
        return say("nearly every time")
    return say("about {number} times in 100", number=round(100 * share))


def headline(step: FirstStep, setting: Setting | None) -> str:
    """Say what to mend first: how the two deal with each other, or else the first step."""
    if setting is not None:
        return _state(setting)
    aim = shortened((step.aim or "").rstrip(". "), QUOTED)
    if not step.lacking:
        return say("Begin with “{aim}”: it has all four marks of a first step that builds trust.", aim=aim)
    if not step.ticked:
        return say(
            "Begin with “{aim}”, and ask what it still needs: you ticked none of the four marks of a step that builds trust.",
            aim=aim,
        )
    if not step.has:
        return say("Begin with “{aim}”, but it still lacks all four marks of a step that builds trust.", aim=aim)
    return say(
        "Begin with “{aim}”, but it still lacks {number} of the four marks of a step that builds trust.",
        aim=aim,
        number=number_word(len(step.lacking)),
    )


def _state(setting: Setting) -> str:
    """Say how things stand, and which change would help most."""
    kept = setting.dealings.mean() / 100
    if forgiving := setting.those(FORGIVING):
        return _too_forgiving(forgiving, setting.them, often(kept))
    if kept < HIGH:
        return _advice(setting, kept)
    if setting.those(MISREADING):
        return say(
            "Make misreading rarer: words would be kept {how_often} while both mean well, but with so much misread "
            "keeping them never comes to pay you both.",
            how_often=often(kept),
        )
    least = counted(setting.longest(), "dealing")
    if setting.those(SHORT):
        return say(
            "Make the future longer: words would be kept {how_often} while both mean well, but that pays you both only "
            "from about {dealings} on, and you expect about {expected}.",
            how_often=often(kept),
            dealings=least,
            expected=setting.expected,
        )
    if setting.those(OPEN):
        return say(
            "What you have could carry it: in the long run words are kept {how_often}, if you both expect about "
            "{dealings} or more.",
            how_often=often(kept),
            dealings=least,
        )
    return say("What you have should carry it: in the long run words are kept {how_often}.", how_often=often(kept))


def _too_forgiving(gaining: Sequence[Side], them: str, how_often: str) -> str:
    """Say who would gain by lapsing, and advise the other side, which overlooks so many of these lapses."""
    if len(gaining) > 1:
        return say(
            "Overlook fewer lapses, both of you: words would be kept {how_often} while both mean well, "
            "but you and {partner} would each gain by lapsing.",
            how_often=how_often,
            partner=them,
        )
    if gaining[0].yours:
        return say(
            "Ask {partner} to overlook fewer lapses: words would be kept {how_often} while both mean well, "
            "but you would gain by lapsing.",
            how_often=how_often,
            partner=them,
        )
    return say(
        "Overlook fewer lapses: words would be kept {how_often} while both mean well, but {partner} would gain by lapsing.",
        how_often=how_often,
        partner=them,
    )


def _advice(setting: Setting, kept: float) -> str:
    """Choose the change after which most words are kept, of those that it would pay both sides to stick to."""
    now = often(kept)
    changes = {name: setting.after(dealings) for name, dealings in changed(setting.dealings)}
    helpful = {name: one for name, one in changes.items() if round(one.dealings.mean()) > round(100 * kept)}
    sound = {name: one.dealings.mean() for name, one in helpful.items() if one.sound()}
    best = max((name for name in sound if name != BOTH), key=lambda name: sound[name], default=BOTH)
    if best in sound:
        then = often(sound[best] / 100)
        if best == RARER:
            return say(
                "Make misreading rarer: as things stand, words would be kept only {now}, though nobody means harm; "
                "with half as much of it, {then}.",
                now=now,
                then=then,
            )
        return (_both_changes if best == BOTH else _milder)(setting, now, then)
    later = [one for one in helpful.values() if one.pays_both()]
    if not later:
        return say(
            "Make misreading much rarer: as things stand, words would be kept only {now}, though nobody means harm, "
            "and with half as much of it keeping them would not come to pay you both.",
            now=now,
        )
    longest = max(later, key=lambda one: one.dealings.mean()).longest()
    return say(
        "Make the future longer first: as things stand, words would be kept only {now}, though nobody means harm; "
        "what would help pays only from about {dealings} on, and you expect about {expected}.",
        now=now,
        dealings=counted(longest, "dealing"),
        expected=setting.expected,
    )


def _milder(setting: Setting, now: str, then: str) -> str:
    """Advise whoever overlooks less than a third to let some lapses pass: both, you or the partner."""
    if setting.dealings.strict == (US,):
        return say(
            "Let some lapses pass: as things stand, words would be kept only {now}, though nobody means harm; "
            "if you overlooked a third of those that you see, {then}.",
            now=now,
            then=then,
        )
    if setting.dealings.strict == (THEM,):
        return say(
            "Ask {partner} to let some lapses pass: as things stand, words would be kept only {now}, though nobody means "
            "harm; if {partner} overlooked a third of those it sees, {then}.",
            partner=setting.them,
            now=now,
            then=then,
        )
    return say(
        "Let some lapses pass: as things stand, words would be kept only {now}, though nobody means harm; "
        "if each of you overlooked a third of those it sees, {then}.",
        now=now,
        then=then,
    )


def _both_changes(setting: Setting, now: str, then: str) -> str:
    """Advise rarer misreading, and whoever overlooks less than a third to let some lapses pass."""
    if setting.dealings.strict == (US,):
        return say(
            "Make misreading rarer, and let some lapses pass: as things stand, words would be kept only {now}, though "
            "nobody means harm; with half as much of it, and if you overlooked a third of those that you see, {then}.",
            now=now,
            then=then,
        )
    if setting.dealings.strict == (THEM,):
        return say(
            "Make misreading rarer, and ask {partner} to let some lapses pass: as things stand, words would be kept only "
            "{now}, though nobody means harm; with half as much of it, and if {partner} overlooked a third of those it "
            "sees, {then}.",
            partner=setting.them,
            now=now,
            then=then,
        )
    return say(
        "Make misreading rarer, and let some lapses pass: as things stand, words would be kept only {now}, though "
        "nobody means harm; with half as much of it and a third overlooked, {then}.",
        now=now,
        then=then,
    )


def _step(step: FirstStep) -> tuple[Block, ...]:
    """Lay the loop out once, and say what is missing from the first step."""
    blocks: list[Block | None] = [_loop(step), _marks(step), _stakes(step), _past(step), _doubt(step)]
    found = [block for block in blocks if block is not None]
    loop = say("Trust grows in a loop: expect a little, risk a little, finish something, and say that you did.")
    return (Part.of(say("Once round the loop"), Sentence(loop), *found),) if found else ()


def _loop(step: FirstStep) -> Table | None:
    if step.aim is None:
        return None
    risks = [
        f"{who}: {what}"
        for side, who in ((US, say("You")), (THEM, capital(step.them)))
        if (what := _risked(step, side))
    ]
    told = say("Somebody is named to do so") if "told" in step.ticked else say("Nobody is named yet")
    rows: tuple[tuple[Cell, ...], ...] = (
        (say("Expect"), PAST.get(step.past, say("Not said yet"))),
        (say("Risk a little"), "; ".join(risks) or say("Not said yet")),
        (say("Aim at something modest"), step.aim),
        (say("Say that it worked"), say("Not said yet") if step.marks is None else told),
        (say("Expect a little more"), say("Then choose the next step one size larger, not three")),
    )
    return Table(say("Your loop"), (say("Step"), say("Yours")), rows)


def _risked(step: FirstStep, side: str) -> str:
    """Say what a side would risk, or else how much; words beside which it was said to be nothing do not stand alone."""
    what, size = step.stakes.get(side, ""), step.sizes.get(side)
    if what and side not in step.idle:
        return what
    how_much = "" if size is None else STAKES[str(size)]
    return f"{what} ({how_much})" if what else how_much


def _marks(step: FirstStep) -> Sentence | None:
    if step.aim is None:
        return None
    if not step.lacking:
        all_four = say(
            "Your first step has all four marks: soon finished, a risk on each side, a clear result, and somebody to tell of it."
        )
        return Sentence(" ".join((all_four, *_corrected(step))))
    ticked = (
        say("It has {number} of the four marks of a good first step.", number=number_word(len(step.has)))
        if step.ticked
        else say("You ticked none of the four marks of a good first step.")
    )
    return Sentence(" ".join((ticked, *_corrected(step), *(MEND[mark] for mark in step.lacking))))


def _corrected(step: FirstStep) -> tuple[str, ...]:
    """Say why more or fewer marks are counted than were ticked: the stakes were said more exactly."""
    if not step.ticked or (RISK in step.ticked) == (RISK in step.has):
        return ()
    if RISK in step.has:
        return (say("By what you said of the stakes each side risks something, so that mark is counted too."),)
    return (say("You ticked that each side risks something; by what you said of the stakes, that is not so yet."),)


def _stakes(step: FirstStep) -> Sentence | Caution | None:
    """Compare what the two sides would risk."""
    sizes = step.sizes
    if step.idle:
        lead = say("Nothing is at risk yet.") if len(step.idle) > 1 else say("One side risks nothing yet.")
        return Caution(lead, _idle(step.idle, step.them))
    if len(sizes) < 2:
        return None
    gap = sizes[US] - sizes[THEM]
    if not gap:
        return Sentence(
            say("Both sides would risk about as much. That makes it easier to say so when something goes wrong.")
        )
    if gap > 0:
        return Sentence(
            say("Your side would risk more. Say so aloud, and let whoever risks more choose how it is checked.")
        )
    return Sentence(
        say(
            "{partner} would risk more. Say so aloud, and let whoever risks more choose how it is checked.",
            partner=capital(step.them),
        )
    )


def _idle(idle: frozenset[str], them: str) -> str:
    """Say what it means that one side, or both, would risk nothing."""
    if len(idle) > 1:
        return say(
            "As long as your side and {partner} would risk nothing, success shows nothing. "
            "Make the step smaller until both can put something in.",
            partner=them,
        )
    if US in idle:
        return say(
            "As long as your side would risk nothing, success shows nothing. "
            "Make the step smaller until both can put something in."
        )
    return say(
        "As long as {partner} would risk nothing, success shows nothing. "
        "Make the step smaller until both can put something in.",
        partner=them,
    )


def _past(step: FirstStep) -> Sentence | None:
    """Say what to do where there is little trust to begin with."""
    if step.past != "bad":
        return None
    return Sentence(
        say(
            "There is a debt to settle, or at least to name. Make the stakes smaller, write down who does what, and arrange for "
            "each side to see what the other does. You do not have to trust each other yet to do one useful thing safely."
        )
    )


def _doubt(step: FirstStep) -> Sentence | None:
    advice = {
        "will": say(
            "You doubt whether they will. Ask what they would gain by it, and what else pulls at them; a promise answers nothing."
        ),
        "can": say(
            "You doubt whether they can. That is no question of trust: ask about staff, skills and systems, and offer help with one of them."
        ),
        "both": say(
            "You doubt both whether they will and whether they can. Ask about the second first: it is easier to talk about, and easier to mend."
        ),
    }
    words = advice.get(step.doubt)
    return Sentence(words) if words else None


def _lasting(setting: Setting, *, guessed: bool) -> tuple[Block, ...]:
    """Say what would keep both to their word, and what would change it."""
    dealings = setting.dealings
    ours, theirs = (often(share) for share in dealings.kept())
    if ours == theirs:
        words = say("In the long run each of you would keep its word {how_often}.", how_often=ours)
    else:
        words = say(
            "In the long run you would keep your word {your_share}, and {partner} {its_share}.",
            your_share=ours,
            partner=setting.them,
            its_share=theirs,
        )
    return (
        Part.of(
            say("What keeps you both to it"),
            Sentence(f"{words} {say('That is while both mean well.')}"),
            _figure(setting),
            *_echo(dealings),
            *_worth_it(setting),
            *((GUESSED,) if guessed else ()),
        ),
    )


def _figure(setting: Setting) -> Figure:
    """Draw how many words would be kept after each change, and name the best only where it is ahead of the others."""
    changes = scenarios(setting.dealings)
    most = max(kept for _, kept in changes)
    best = [name for name, kept in changes[1:] if kept == most and most > changes[0][1] + 0.5]
    standout = best[0] if len(best) == 1 else ""
    chart = Bars(
        say("Words kept in every 100, in the long run"), changes, most=100, standout=standout, heading=say("Words kept")
    )
    caption = say("How many words in every hundred would be kept, both sides together, while both mean well.")
    if not best:
        return Figure(chart, f"{caption} {say('There is little left to gain.')}")
    return Figure(chart, f"{caption} {_most_kept(setting, best)}")


def _most_kept(setting: Setting, best: Sequence[str]) -> str:
    """Name the changes after which most are kept, and say so where keeping them would never pay both then."""
    names = in_a_row(f"“{name}”" for name in best)
    if all(setting.after(dealings).pays_both() for name, dealings in changed(setting.dealings) if name in best):
        return say("Most are kept with {changes}.", changes=names)
    return say("Most are kept with {changes}, but then keeping them would never come to pay you both.", changes=names)


def _echo(dealings: Dealings) -> tuple[Block, ...]:
    """Explain why rarer misreading changes nothing where every lapse is answered."""
    if not dealings.misread or dealings.ours or dealings.theirs:
        return ()
    return (
        Sentence(
            say(
                "Why does less misreading not help by itself? Because each of you answers every lapse: one mistake echoes back and "
                "forth until the next one. Rarer mistakes come later, and last as long."
            )
        ),
    )


def scenarios(dealings: Dealings) -> tuple[tuple[str, float], ...]:
    """Return how many words in a hundred would be kept: as things stand, and after one change or two.

    >>> [(name, round(kept)) for name, kept in scenarios(Dealings(0.05, 0, 0))]
    [('As now', 50), ('Misread half as often', 50), ('Both overlook a third', 92), ('Both changes', 96)]
    """
    found = ((say("As now"), dealings), *changed(dealings))
    return tuple((name, round(change.mean(), 1)) for name, change in found)


def changed(dealings: Dealings) -> tuple[tuple[str, Dealings], ...]:
    """Return how the two would deal with each other after each change that is left to make, and after both."""
    rarer = dealings.misread / 2
    ours, theirs = max(dealings.ours, THIRD), max(dealings.theirs, THIRD)
    found = []
    if dealings.misread:
        found.append((RARER, Dealings(rarer, dealings.ours, dealings.theirs)))
    if dealings.strict:
        milder = MILDER if len(dealings.strict) > 1 else STRICTER
        found.append((milder, Dealings(dealings.misread, ours, theirs)))
        if dealings.misread:
            found.append((BOTH, Dealings(rarer, ours, theirs)))
    return tuple(found)


REWARD, SUCKER, PUNISHMENT = 3.0, 0.0, 1.0
"""What a dealing brings in which both keep their word, only this side does, or nobody does: the usual payoffs."""
NOW_AND_THEN: Final = Caution(
    say("These sums compare with always lapsing."),
    say(
        "With so much to gain at once, lapsing now and then can pay for longer than that; where a third or more is "
        "overlooked, it can pay however long you go on. Ask about each lapse, so that it becomes no habit."
    ),
)
"""Where a lapse brings more against a kept word than against a lapse, lapsing every other time is the stronger temptation."""


def _now_and_then(setting: Setting) -> tuple[Caution, ...]:
    """Mind that the sums compare with lapsing every time, where lapsing now and then would pay more (Axelrod 1984)."""
    stronger = setting.gained - REWARD > PUNISHMENT - SUCKER
    return (NOW_AND_THEN,) if stronger and any(side.least is not None for side in setting.sides()) else ()


def _worth_it(setting: Setting) -> tuple[Block, ...]:
    """Say whether the two will meet often enough for keeping their word to pay."""
    blocks = [
        *(_never(side) if side.least is None else _long_enough(side, side.least) for side in setting.sides()),
        *_now_and_then(setting),
    ]
    if all(side.state == HOLDS for side in setting.sides()):
        words = say(
            "These sums hold while nobody knows which dealing is the last. As an end date comes near they weaken, so agree "
            "early what comes after it."
        )
        return (*blocks, Sentence(words))
    return tuple(blocks)


def _long_enough(side: Side, least: int) -> Sentence | Caution:
    dealings = counted(least, "dealing")
    if side.state == SHORT:
        return _too_short(side, dealings)
    enough = (
        say("Keeping your word to {partner} pays from about {dealings} on.", partner=side.other, dealings=dealings)
        if side.yours
        else say("For {partner}, keeping its word to you pays from about {dealings} on.", partner=side.who, dealings=dealings)
    )  # fmt: skip
    expected = (
        say("You have not said how many you both expect.")
        if side.expected is None
        else say("You both expect about {expected}.", expected=fixed(side.expected))
    )
    return Sentence(f"{enough} {expected}")


def _too_short(side: Side, dealings: str) -> Caution:
    """Say that both expect too few dealings for keeping its word to pay a side."""
    short = (
        say(
            "Keeping your word to {partner} pays from about {dealings} on, and you expect only about {expected}.",
            partner=side.other,
            dealings=dealings,
            expected=side.expected,
        )
        if side.yours
        else say(
            "For {partner}, keeping its word to you pays from about {dealings} on, and you expect only about {expected}.",
            partner=side.who,
            dealings=dealings,
            expected=side.expected,
        )
    )
    longer = say("Meet more often in smaller things, or agree now what comes next.")
    return Caution(say("Too short a future."), f"{short} {longer}")


def _never(side: Side) -> Caution:
    """Say that no length of time makes keeping one's word pay, and why."""
    if side.state == FORGIVING:
        gains = (
            say(
                "If {partner} overlooks so many lapses, you would gain by lapsing, "
                "however long you do business with {partner}.",
                partner=side.other,
            )
            if side.yours
            else say(
                "If you overlook so many lapses, {partner} would gain by lapsing, however long it does business with you.",
                partner=side.who,
            )
        )
        return Caution(say("Too forgiving to be fair."), f"{gains} {LIMITS[side.gained]}")
    never = (
        say("With so much misread, no length of time makes it pay for you to keep to your word.")
        if side.yours
        else say("With so much misread, no length of time makes it pay for {partner} to keep to its word.", partner=side.who)
    )  # fmt: skip
    return Caution(say("Too much is misread."), f"{never} {say('Mend the misreading first.')}")


GUESSED: Final = Caution(
    say("Reckoned for the hardest case."),
    say("You have not said what either side would gain by letting the other down; the sums take it to be a lot."),
)
"""What was taken for granted where it was not said what a lapse would bring."""


def _next(step: FirstStep, setting: Setting | None) -> Prompt:
    items = []
    if setting and setting.dealings.misread:
        items.append(
            say("Fix one short call a week with a single question: is anything wrong, or did I misunderstand?")
        )
    if setting and (setting.dealings.mean() < 100 * HIGH or setting.those(FORGIVING)):
        items.append(say("Agree on a rule for lapses: overlook the first, ask about the second, act on the third."))
    if setting and setting.those(SHORT):
        items.append(say("Agree with the partner now on what comes after the end that you both expect."))
    if setting:
        items.append(say("Tell the partner how patient you think they are, and ask whether your guess is right."))
    if step.aim is not None and step.lacking:
        items.append(MEND[step.lacking[0]])
    elif step.aim is None:
        items.append(say("Then write down a first step that could be finished within three months."))
    else:
        items.append(say("Put the date of the first step, and of the message that says it is done, in both diaries."))
    return Prompt(say("To do next:"), tuple(items))


EXERCISE = Trust()
