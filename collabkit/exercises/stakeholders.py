"""stakeholders (chapter 6): who could stop the work, whom it touches, and which of them nobody hears.

Three numbers are given for each group, all from 0 to 3: what it could do, how much is at stake for it, and how far it is
heard (which follows from where it stands now). Two differences put the groups in order. A group is *missing* as far as it
is touched more than it is heard, and it could *surprise* as far as it can do more than it is heard. Nothing is multiplied
or added up: the differences say with whom to begin, and are no score. An answer that is open or not sure is left out of
every count that needs it, and is said to be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from collabkit.charts import Quadrants
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, EXAMPLE_PARTNERS, NAME, OPTIONAL_PARTNERS
from collabkit.findings import Block, Caution, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Choice, Choices, Grid, Json, Names, Questions, Rating, Row, Scale, Text, Unsure
from collabkit.sitting import Sitting, read
from collabkit.wording import by_number, capital, counted, number_word, out_of, some

HIGH: Final = 2
"""From this point on a group is strong, touched, or heard."""
FIRST: Final = 3
"""How many to ask first: more than a group can carry is no help."""
SURPRISES: Final = 5
"""How many of those who could surprise are shown."""
MARGIN: Final = 0.2
"""How far two shares of sets of different size have to be apart, before one is called the better."""
ON_PAPER: Final = 8
"""Groups for which a sheet of paper has room."""

POWER: Final = Scale.of("No", "Slow it down", "Change it", "Stop it", start=0, unsure="Not sure")
TOUCHED: Final = Scale.of(
    "Hardly", "A little", "A good deal", "Their life or their job", start=0, unsure="Not sure"
)  # fmt: skip
DECIDES, ASKED, TOLD, ABSENT = "decides", "asked", "told", "absent"
PLACES: Final[dict[str, str]] = {
    DECIDES: "Decides with us",
    ASKED: "Asked, and hears what came of it",
    TOLD: "Told",
    ABSENT: "Not reached",
    UNSURE: "Not sure",
}
HEARD: Final[dict[str, int]] = {DECIDES: 3, ASKED: 2, TOLD: 1, ABSENT: 0}
"""How far a group is heard."""
STANDING: Final = ("nobody has reached them", "they are told, and not asked", "they are asked, and do not decide")
"""Where somebody stands who is not heard enough, in a sentence, by how far they are heard."""
SAID, SOMEONE, ASSUMED = "asked", "someone", "assumed"
KNOWN: Final[dict[str, str]] = {
    SAID: "They said so",
    SOMEONE: "Somebody who knows them said so",
    ASSUMED: "We assume it",
}
CORNERS: Final = (
    "Keep informed (crowd)", "Keep willing (context setters)", "Bring in (subjects)", "Shape it together (players)",
)  # fmt: skip
"""Lower left, lower right, upper left and upper right, on a map of power and of what is at stake, with the usual names."""
FORGOTTEN: Final[dict[str, str]] = {
    "users": "People who use what there is now",
    "refusers": "People who refuse it, or stay away, though it is meant for them",
    "carers": "Families and unpaid carers",
    "frontline": "Those whose daily work would change",
    "unions": "Trade unions and staff bodies",
    "approvers": "Those who must approve: cabinet, boards, trustees",
    "scrutiny": "Scrutiny, inspectors, auditors",
    "payers": "Those who pay, or whose budget is relied on",
    "losers": "Those who would lose work, money or standing",
    "suppliers": "Suppliers, volunteers, small charities",
    "neighbours": "People just over the boundary",
    "successors": "Any body that is to replace one of you",
}

AROUND: Final = replace(
    OPTIONAL_PARTNERS, help="You need not name them here. They are the middle of the map; the list is of people within them and around them."
)  # fmt: skip
GROUPS: Final = Names(
    key="groups",
    text="Who can affect this, and whom does it affect?",
    help="Take groups or posts: “people over 75 who have fallen” is one, “older people” is several, and “the public” is none.",
    noun="group",
    fewest=3,
    most=12,
    required=True,
)
UNLISTED: Final = Choices(
    key="unlisted",
    text="Have you left any of these out?",
    help="Tick those that you have, and that the list lacks.",
    options=tuple(FORGOTTEN.items()),
    section="Before you go on",
)
COULD: Final = Rating(key="power", text="Could they stop it?", scale=POWER, numbered=True)
STAKE: Final = Rating(key="touched", text="How much does it touch them?", scale=TOUCHED, numbered=True)
NOW: Final = Choice(key="place", text="Where are they now?", options=tuple(PLACES.items()))
HOW: Final = Choice(key="known", text="How do you know?", options=tuple(KNOWN.items()))
ABOUT: Final = Grid(
    key="about",
    text="For each group, as you see it today",
    help="Whoever can say no at the front door has power. Rate what is open to them, whether or not you expect it.",
    missing="Once you have named three groups or more, the questions about each appear here.",
    section="What is in their power, and what is at stake for them?",
    rows=(),
    columns=(COULD, STAKE, NOW, HOW),
)
"""Each group that was named, under its place."""
VOICE: Final = Text(key="voice", text="Who could speak, and how would you reach them?", longest=120)
WHO: Final = Text(key="who", text="Who asks, and by when?", longest=80)
REACH: Final = Grid(
    key="reach",
    text="How will you reach those whom it touches more than you hear them?",
    help="Begin at the top. Three are enough for now.",
    section="Who asks them?",
    rows=(),
    columns=(VOICE, WHO),
)
"""Each group that is missing, under its place; the widest gap stands first."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group with what was said of it; what is open or not sure is nothing.

    Attributes:
        place: its place in the list.
        name: what it is called.
        power: what it could do, 0 to 3.
        touched: how much is at stake for it, 0 to 3.
        heard: how far it is heard, 0 to 3.
        known: how that is known.
        unsure: what somebody is not sure of, in words.
        voice: who could speak for it.
        who: who asks.
    """

    place: str
    name: str
    power: int | None = None
    touched: int | None = None
    heard: int | None = None
    known: str = ""
    unsure: tuple[str, ...] = ()
    voice: str = ""
    who: str = ""

    @property
    def quoted(self) -> str:
        """The name for a sentence."""
        return f"“{self.name}”"

    @property
    def usable(self) -> bool:
        """Whether it can be said where it stands, and one thing beside."""
        return self.heard is not None and not (self.power is None and self.touched is None)

    @property
    def placed(self) -> bool:
        """Whether all three are known."""
        return None not in (self.power, self.touched, self.heard)

    @property
    def listened_to(self) -> bool:
        """Whether it is heard."""
        return self.heard is not None and self.heard >= HIGH

    @property
    def strong(self) -> bool:
        """Whether it could change the work, or stop it."""
        return self.power is not None and self.power >= HIGH

    @property
    def affected(self) -> bool:
        """Whether a good deal is at stake for it."""
        return self.touched is not None and self.touched >= HIGH

    @property
    def missing(self) -> int:
        """How far it is touched more than it is heard."""
        return _above(self.touched, self.heard)

    @property
    def surprise(self) -> int:
        """How far it could do more than it is heard."""
        return _above(self.power, self.heard)


def _above(one: int | None, other: int | None) -> int:
    return 0 if one is None or other is None else max(0, one - other)


def _or(number: int | None, otherwise: int) -> int:
    """Put those of whom a number is not known behind those of whom it is."""
    return otherwise if number is None else number


def _rated(rows: Sequence[tuple[str, int, int, str, str]]) -> dict[str, Json]:
    """Write down the answers about groups, one after another."""
    return {
        ABOUT.cell_key(str(place), column): answer
        for place, (_, *said) in enumerate(rows, 1)
        for column, answer in zip(ABOUT.columns, said, strict=True)
    }


_EXAMPLE: Final = (
    ("Cabinet member for care", 3, 1, DECIDES, SAID),
    ("Medical director", 3, 1, ASKED, SAID),
    ("Fire crews", 2, 2, TOLD, SOMEONE),
    ("Trade unions", 2, 2, ABSENT, ASSUMED),
    ("People over 75 who have fallen", 1, 3, TOLD, ASSUMED),
    ("People who said no to a visit", 1, 3, ABSENT, ASSUMED),
    ("Families and unpaid carers", 1, 2, ABSENT, ASSUMED),
    ("Age Well’s volunteers", 2, 2, ASKED, SAID),
    ("The council’s repair team", 2, 3, TOLD, SAID),
    ("Health scrutiny committee", 2, 0, ABSENT, ASSUMED),
)


class Stakeholders(Exercise):
    """Groups, what each could do, what is at stake for it, and where it stands."""

    id = "stakeholders"
    title = "Who matters, and who is missing?"
    chapter = 6
    minutes = 20
    purpose = (
        "Write down everybody who has a hand in the work or feels its effects. For each, put what they could stop, what they "
        "have at stake and how you stand with them now. You see who is heard, who is missing, and where to begin asking."
    )
    asks = "How many do we hear of those with the power to stop this, and how many of those whom it touches most?"
    leaves_out = (
        "Ties and quarrels between groups are not in it, nor those inside one, and people move on while the map stays as it was. "
        "To be heard, as it counts that, is not yet to be listened to. It leaves open who ought to decide, and consults "
        "nobody: the duties to consult, to involve or to assess equality come from law."
    )
    rests_on = (
        "Writers on stakeholders have asked from the start who can affect a thing and who is affected by it. Grids of power and "
        "interest are in common use. Their authors wanted to find support, and a critic says that they let "
        "managers settle who counts; so this one asks what is at stake, and sets those touched next to the strong. Points, order and "
        "the cut at two are our own. Whether partnerships with such a map do better has not been studied, as far as we know."
    )
    sources = ("freeman1984", "bryson2004", "edenackermann1998", "derry2012", "reed2009", "hoare2023")
    story = (
        "Four chief executives like the fictional falls service Steady Brackendale. A week later Maggie Doyle and Samira Khan "
        "sit down to list whom it concerns."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "partners": list(EXAMPLE_PARTNERS),
        "groups": [row[0] for row in _EXAMPLE],
        "unlisted": ["neighbours", "successors"],
        **_rated(_EXAMPLE),
        "reach.6.voice": "A note, brought by the volunteer who calls on Thursdays", "reach.6.who": "Maggie Doyle, two weeks",
        "reach.5.voice": "Four people from the first thirty visits, expenses paid", "reach.5.who": "Maggie Doyle, one month",
        "reach.9.voice": "Team meeting in the depot at seven", "reach.9.who": "Samira Khan, ten days",
    }  # fmt: skip
    # On paper nobody can know yet who will be missing, so there is a line for everybody.
    on_paper = {
        "groups": [GROUPS.label(place) for place in range(1, ON_PAPER + 1)],
        **_rated([("", 0, 3, ABSENT, ASSUMED)] * ON_PAPER),
    }

    def ask(self, answers: Answers) -> Questions:
        """Ask for groups, then about each of them, then how to reach those who are missing."""
        names = GROUPS.named(answers)
        ready = names if len(names) >= GROUPS.fewest else {}
        about = replace(ABOUT, rows=tuple(Row(key=place, text=name) for place, name in ready.items()))
        found = missing(groups(read((GROUPS, about), answers)))
        reach = replace(REACH, rows=tuple(Row(key=one.place, text=one.name) for one in found))
        return (NAME, AROUND, GROUPS, UNLISTED, about, *((reach,) if found else ()))

    def find(self, sitting: Sitting) -> Findings:
        """Count who is heard, and say who is missing, who could surprise, and whom to ask first."""
        every = groups(sitting)
        usable = tuple(one for one in every if one.usable)
        if not usable:
            return _without_places(every, sitting)
        return Findings.of(
            headline(every),
            _compared(every) if len(usable) > 1 else None,
            _missing(usable),
            _surprising(usable),
            _map(every),
            _assumed(every),
            _forgotten(sitting.get(UNLISTED, [])),
            _find_out(every),
            *_cautions(every),
            _partners(every, sitting.get(AROUND, {})),
            _partly(every),
            _LAW,
        )


def groups(sitting: Sitting) -> tuple[Group, ...]:
    """Collect what was said of each group.

    >>> answers = {"about.1.power": 2, "about.1.touched": "unsure", "about.1.place": "told"}
    >>> found = groups(EXERCISE.read({"groups": ["Crews", "Unions", "Carers"], **answers}))
    >>> [(one.power, one.touched, one.heard, one.unsure) for one in found[:1]]
    [(2, None, 1, ('how much it touches them',))]
    """
    return tuple(_group(place, name, sitting) for place, name in sitting.get(GROUPS, {}).items())


def _group(place: str, name: str, sitting: Sitting) -> Group:
    power, touched = sitting.at(ABOUT, place, COULD), sitting.at(ABOUT, place, STAKE)
    stands = sitting.at(ABOUT, place, NOW)
    said = ((power, "what they could do"), (touched, "how much it touches them"), (stands, "where they stand"))
    return Group(
        place,
        name,
        power=_point(power),
        touched=_point(touched),
        heard=HEARD.get(stands or ""),
        known=sitting.at(ABOUT, place, HOW) or "",
        unsure=tuple(words for answer, words in said if answer == UNSURE),
        voice=sitting.at(REACH, place, VOICE) or "",
        who=sitting.at(REACH, place, WHO) or "",
    )


def _point(answer: int | Unsure | None) -> int | None:
    return None if answer == UNSURE else answer


def missing(every: Sequence[Group]) -> tuple[Group, ...]:
    """List who is touched more than heard: the widest gap first, then most at stake, then least able to help themselves."""
    found = [one for one in every if one.missing]
    return tuple(sorted(found, key=lambda one: (-one.missing, -_or(one.touched, -1), _or(one.power, 4))))


def surprising(every: Sequence[Group]) -> tuple[Group, ...]:
    """List who could do more than they are heard: the widest gap first, then the strongest, then most at stake."""
    found = [one for one in every if one.surprise]
    return tuple(sorted(found, key=lambda one: (-one.surprise, -_or(one.power, -1), -_or(one.touched, -1))))


def _without_places(every: Sequence[Group], sitting: Sitting) -> Findings:
    """Say what is known where nobody can say of any rated group where it stands."""
    rated = [one for one in every if not (one.power is None and one.touched is None)]
    lost = [one for one in rated if sitting.at(ABOUT, one.place, NOW) == UNSURE]
    if not lost:
        return Findings.needing(["Say of one group or more how much it touches them, and where they are now."])
    first = sorted(lost, key=lambda one: (-_or(one.touched, -1), _or(one.power, 4)))[:FIRST]
    return Findings.of(
        "You cannot say yet where those groups stand that you rated.",
        Prompt("Ask them, beginning with those for whom most is at stake:", tuple(
            f"{one.quoted}: what have you heard of this, and did anybody ask you?" for one in first
        )),
        _assumed(every),
        _forgotten(sitting.get(UNLISTED, [])),
        _partners(every, sitting.get(AROUND, {})),
        _partly(every),
        _LAW,
    )  # fmt: skip


def headline(every: Sequence[Group]) -> str:
    """Say how many are heard of the strong and of the touched, and with whom to begin."""
    usable = [one for one in every if one.usable]
    if len(usable) == 1:
        return _in_words(usable[0])
    if all(one.strong and one.affected and one.heard == HEARD[DECIDES] for one in every):
        return (
            "On these answers everybody has power, a stake and a seat. You have the list of a large meeting, "
            "and no map yet: find out whether the quietest see it so."
        )
    return f"{capital(_shares(every))}.{_begin(usable, every)}"


def _in_words(one: Group) -> str:
    """Say the one row that can be used as it would be said."""
    power = ("could not stop it", "could slow it down", "could change it", "could stop it")
    touched = (
        "it hardly touches them", "it touches them a little", "it touches them a good deal",
        "their life or their job is at stake",
    )  # fmt: skip
    heard = (STANDING[0], "they are told", "they are asked and hear what came of it", "they decide with you")
    stakes = "" if one.touched is None else touched[one.touched]
    could = "" if one.power is None else power[one.power]
    first = f"{one.quoted} {could}" if could else f"Of {one.quoted} you say that {stakes}"
    second = f", {stakes}" if could and stakes else ""
    return f"{first}{second}, and {heard[_or(one.heard, 0)]}. One row is no map yet: go on with the next."


def _heard_of(found: Sequence[Group], which: str, groups: str = "groups ") -> tuple[bool, str]:
    """Say of how many one hears, and whether the verb before it is “hear” and not “do not hear”."""
    whole, part = len(found), sum(one.listened_to for one in found)
    if whole == 1:
        return bool(part), f"the one group that {which}"
    if whole == 2:
        return True, f"{('neither of the two', 'one of the two', 'both')[part]} groups that {which}"
    said = f"all {whole}" if part == whole else f"{part or 'none'} of the {whole}"
    return True, f"{said} {groups}that {which}"


def _strong(every: Sequence[Group]) -> list[Group]:
    return [one for one in every if one.strong and one.heard is not None]


def _affected(every: Sequence[Group]) -> list[Group]:
    return [one for one in every if one.affected and one.heard is not None]


def _shares(every: Sequence[Group]) -> str:
    """Say the two shares, or what stands in the place of one that has nobody."""
    strong, affected = _strong(every), _affected(every)
    heard = [_heard_of(strong, "could stop or change it")] if strong else []
    if affected:
        heard.append(_heard_of(affected, "it touches a good deal", "" if strong else "groups "))
    nobody = []
    if _nobody_strong(every):
        nobody.append("nobody could stop or change it")
    if _nobody_affected(every):
        nobody.append("it touches nobody a good deal")
    said = [
        *([_you_hear(heard)] if heard else []),
        *([f"going by your answers {', and '.join(nobody)}"] if nobody else []),
    ]
    return "; ".join(said) or "you have not said yet where those stand who could stop it or whom it touches"


def _you_hear(heard: Sequence[tuple[bool, str]]) -> str:
    verbs = ["hear" if positive else "do not hear" for positive, _ in heard]
    words = [words for _, words in heard]
    if len(heard) == 1:
        return f"you {verbs[0]} {words[0]}"
    if verbs[0] == verbs[1]:
        return f"you {verbs[0]} {words[0]}, {'and' if heard[0][0] else 'nor'} {words[1]}"
    return f"you {verbs[0]} {words[0]}, and you {verbs[1]} {words[1]}"


def _nobody_strong(every: Sequence[Group]) -> bool:
    return any(one.power is not None for one in every) and not any(one.strong for one in every)


def _nobody_affected(every: Sequence[Group]) -> bool:
    return any(one.touched is not None for one in every) and not any(one.affected for one in every)


def _begin(usable: Sequence[Group], every: Sequence[Group]) -> str:
    """Say with whom to begin, if anybody is heard too little."""
    compared = [one for one in usable if one.touched is not None]
    first = [*missing(usable), *(surprising(usable) if not compared else ())][:1]
    if first:
        return f" Begin with {first[0].quoted}: {STANDING[_or(first[0].heard, 0)]}."
    if not compared:
        return ""
    who = "Everybody" if len(compared) == len(every) else "Every group whose place and stake you gave"
    enough = f" {who} is heard at least as much as it touches them"
    strong = surprising(usable)[:1]
    if strong:
        return f"{enough}. Mind {strong[0].quoted}: they could surprise you, and {STANDING[_or(strong[0].heard, 0)]}."
    return f"{enough}: check one group by asking it."


def _compared(every: Sequence[Group]) -> Sentence | None:
    """Set the two shares beside each other, where that says something which neither says alone."""
    strong, touched = _strong(every), _affected(every)
    if not strong or not touched:
        return None
    one, other = (sum(group.listened_to for group in found) for found in (strong, touched))
    apart = other / len(touched) - one / len(strong)
    if apart > (0 if len(strong) == len(touched) else MARGIN):
        return Sentence("You hear those whom it touches better than those who could stop it: expect a late surprise.")
    if other * len(strong) == one * len(touched) and 0 < one < len(strong):
        as_many = "as many" if len(strong) == len(touched) else "as large a part"
        return Sentence(f"You hear {as_many} of the one as of the other.")
    return None


def _missing(usable: Sequence[Group]) -> Block | None:
    """List who is touched more than heard, and say whom to ask first."""
    found = missing(usable)
    if not found:
        return None
    rows = tuple((one.name, TOUCHED.words(one.touched), _stands(one), one.missing) for one in found)
    note = (
        "The gap is how much it touches them, from 0 to 3, less how far they are heard: "
        "who decides has 3, who is asked 2, who is told 1, who is not reached 0."
    )
    table = Table("Touched more than heard", ("Group", "It touches them", "Now", "Gap"), rows, note)
    named = [*found[:FIRST], *(one for one in found[FIRST:] if one.voice or one.who)]
    lead = by_number(len(named), "Ask them first:", "Ask these first:")
    return Part.of("Who is missing", table, Prompt(lead, tuple(_asking(one) for one in named)))


def _stands(one: Group) -> str:
    return {HEARD[place]: PLACES[place] for place in HEARD}[_or(one.heard, 0)]


def _asking(one: Group) -> str:
    """Say who could speak for a group and who asks, as far as that was written down."""
    who = f"To ask: {_ended(one.who)}" if one.who else "Nobody has been named to ask them."
    if one.voice:
        return f"{one.quoted}: {_ended(one.voice)} {who}"
    return f"{one.quoted}: {who[0].lower()}{who[1:]}"


def _ended(words: str) -> str:
    """Close somebody's words with a full stop, where they have no end of their own."""
    bare = words.rstrip(" ,;:")
    return bare if bare.endswith((".", "?", "!", "…")) else f"{bare}."


def _surprising(usable: Sequence[Group]) -> Block | None:
    """List who could do more than they are heard."""
    found = surprising(usable)
    if not found:
        return None
    rows = tuple((one.name, POWER.words(one.power), _stands(one), one.surprise) for one in found[:SURPRISES])
    more = len(found) - len(rows)
    note = "The gap is what they could do, from 0 to 3, less how far they are heard."
    if more:
        note += f" {counted(more, 'more group has', 'more groups have')} a gap that is no wider than the last of these."
    table = Table("Could do more than they are heard", ("Group", "Could they stop it?", "Now", "Gap"), rows, note)
    return Part.of("Who could surprise you", table)


def _map(every: Sequence[Group]) -> Block | None:
    """Draw what they could do beside what is at stake for them."""
    things = tuple(
        (one.name, one.power, one.touched, one.listened_to)
        for one in every
        if one.power is not None and one.touched is not None and one.heard is not None
    )
    if len(things) < 2:
        return None
    chart = Quadrants(
        "What they could do, and what is at stake for them",
        "Could they stop it?", tuple(words for _, words in POWER.points),
        "How much does it touch them?", tuple(words for _, words in TOUCHED.points),
        HIGH, CORNERS, things, ("heard", "not heard"),
    )  # fmt: skip
    caption = (
        "The further right, the more they could do; the further up, the more is at stake for them. A thick ring: you hear them, "
        "because they decide with you or are asked and hear what came of it."
    )
    return Part.of("The map", Figure(chart, caption))


def _assumed(every: Sequence[Group]) -> Block | None:
    """Say how much of this is somebody's guess about others."""
    said = [one for one in every if one.known]
    guessed = sum(one.known == ASSUMED for one in said)
    if len(said) == len(every) and guessed == len(every):
        return Caution("This is a map of your own mind.", "Let two of them correct it before you meet again.")
    if len(said) == len(every) and all(one.known == SAID for one in said):
        return Sentence("You have asked everybody on the list. Who, in their view, should be on it as well?")
    if not guessed:
        return None
    where = "" if len(said) == len(every) else "of those where you said how you know, "
    rows = capital(f"{where}{out_of(guessed, len(said), 'row', 'is', 'are')}")
    return Sentence(f"{rows} your guess about somebody else’s mind. Let one of those people correct it.")


def _forgotten(ticked: Sequence[str]) -> Prompt | None:
    if not ticked:
        return None
    number = len(ticked)
    lead = f"You ticked {number_word(number)} not on your list. Add {by_number(number, 'it', 'them')}, or write down why not:"
    return Prompt(lead, tuple(f"{FORGOTTEN[key]}." for key in ticked))


def _find_out(every: Sequence[Group]) -> Prompt | None:
    items = tuple(f"{one.quoted}: {_and(one.unsure)}." for one in every if one.unsure)
    return Prompt("You were not sure of these. Find out:", items) if items else None


def _and(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + f", and {words[-1]}" if len(words) > 1 else words[0]


def _cautions(every: Sequence[Group]) -> tuple[Caution, ...]:
    """Mind lists on which everybody or nobody is strong or touched, and one that is full."""
    found = []
    if _nobody_strong(every):
        found.append(
            Caution(
                "On these answers nobody could stop you.",
                "Ask who signs, whose money it is and who must open the door.",
            )
        )
    if all(one.strong for one in every) and not all(one.heard == HEARD[DECIDES] for one in every):
        found.append(
            Caution(
                "Everybody on your list has power.", "Look for those who have none, and whom it touches all the same."
            )
        )
    if _nobody_affected(every):
        words = "Either little will change, or only those who run it are on the list. Look again for those whom lists forget."
        found.append(Caution("Nobody is touched much.", words))
    if len(every) == GROUPS.most:
        words = "Where a row holds two groups that would disagree, put one of them in the place of a small group."
        found.append(Caution(f"{capital(number_word(GROUPS.most))} groups is the most that there is room for.", words))
    return tuple(found)


def _partners(every: Sequence[Group], partners: Mapping[str, str]) -> Caution | None:
    """Ask about a group that bears a partner's name."""
    known = {name.casefold() for name in partners.values()}
    found = [one.quoted for one in every if one.name.casefold() in known]
    if not found:
        return None
    are, them = by_number(len(found), "is a partner", "are partners"), by_number(len(found), "it", "them")
    words = f"{some(found)} {are}. Did you mean somebody inside {them}?"
    return Caution("A partner stands on the list.", words)


def _partly(every: Sequence[Group]) -> Caution | None:
    open_rows = sum(not one.placed for one in every)
    if not open_rows:
        return None
    said = capital(out_of(open_rows, len(every), "group", "lacks", "lack"))
    return Caution(
        "Not the whole picture.",
        f"{said} a rating or a place, or you are not sure of one. What needs it leaves them out.",
    )


_LAW: Final = Caution(
    "A place on the map is not a right.",
    "Some of these may have a right in law to be consulted. Your monitoring officer, or whoever leads on governance, can say which.",
)

EXERCISE = Stakeholders()
