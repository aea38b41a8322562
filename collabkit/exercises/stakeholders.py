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
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Choice, Choices, Grid, Json, Names, Questions, Rating, Row, Scale, Text, Unsure
from collabkit.sitting import Sitting, read
from collabkit.translation import by_number, say
from collabkit.wording import capital, closed, counted, in_a_row, number_word, out_of, shortened, some, worded

HIGH: Final = 2
"""From this point on a group is strong, touched, or heard."""
FIRST: Final = 3
"""How many to ask first: more than a group can carry is no help."""
SURPRISES: Final = 5
"""How many of those who could surprise are shown."""
SHORT: Final = 40
"""Letters of a name that stands for others too."""
MARGIN: Final = 0.2
"""How far two shares of sets of different size have to be apart, before one is called the better."""
ON_PAPER: Final = 8
"""Groups for which a sheet of paper has room."""

POWER: Final = Scale.of(
    say("No"), say("Slow it down"), say("Change it"), say("Stop it"), start=0, unsure=say("Not sure")
)
TOUCHED: Final = Scale.of(
    say("Hardly"), say("A little"), say("A good deal"), say("Their life or their job"), start=0, unsure=say("Not sure")
)  # fmt: skip
DECIDES, ASKED, TOLD, ABSENT = "decides", "asked", "told", "absent"
PLACES: Final[dict[str, str]] = {
    DECIDES: say("Decides with us"),
    ASKED: say("Asked, and hears what came of it"),
    TOLD: say("Told"),
    ABSENT: say("Not reached"),
    UNSURE: say("Not sure"),
}
HEARD: Final[dict[str, int]] = {DECIDES: 3, ASKED: 2, TOLD: 1, ABSENT: 0}
"""How far a group is heard."""
STANDING: Final = (
    say("nobody has reached them"),
    say("they are told, and not asked"),
    say("they are asked, and do not decide"),
)
"""Where somebody stands who is not heard enough, in a sentence, by how far they are heard."""
SAID, SOMEONE, ASSUMED = "asked", "someone", "assumed"
KNOWN: Final[dict[str, str]] = {
    SAID: say("They said so"),
    SOMEONE: say("Somebody who knows them said so"),
    ASSUMED: say("We assume it"),
}
CORNERS: Final = (
    say("Keep informed (crowd)"), say("Keep willing (context setters)"), say("Bring in (subjects)"), say("Shape it together (players)"),
)  # fmt: skip
"""Lower left, lower right, upper left and upper right, on a map of power and of what is at stake, with the usual names."""
FORGOTTEN: Final[dict[str, str]] = {
    "users": say("People who use what there is now"),
    "refusers": say("People who refuse it, or stay away, though it is meant for them"),
    "carers": say("Families and unpaid carers"),
    "frontline": say("Those whose daily work would change"),
    "unions": say("Trade unions and staff bodies"),
    "approvers": say("Those who must approve: cabinet, boards, trustees"),
    "scrutiny": say("Scrutiny, inspectors, auditors"),
    "payers": say("Those who pay, or whose budget is relied on"),
    "losers": say("Those who would lose work, money or standing"),
    "suppliers": say("Suppliers, volunteers, small charities"),
    "neighbours": say("People just over the boundary"),
    "successors": say("Any body that is to replace one of you"),
}

AROUND: Final = replace(
    OPTIONAL_PARTNERS,
    help=say(
        "You need not name them here. They are the middle of the map; the list is of people within them and around them."
    ),
)
GROUPS: Final = Names(
    key="groups",
    text=say("Who can affect this, and whom does it affect?"),
    section=say("Who they are"),
    help=say(
        "Take groups or posts: “people over 75 who have fallen” is one, “older people” is several, and “the public” is none."
    ),
    noun="group",
    fewest=3,
    most=12,
    required=True,
)
UNLISTED: Final = Choices(
    key="unlisted",
    text=say("Have you left any of these out?"),
    help=say("Tick those that you have, and that the list lacks."),
    options=tuple(FORGOTTEN.items()),
)
COULD: Final = Rating(key="power", text=say("Could they stop it?"), scale=POWER, numbered=True)
STAKE: Final = Rating(key="touched", text=say("How much does it touch them?"), scale=TOUCHED, numbered=True)
NOW: Final = Choice(key="place", text=say("Where are they now?"), options=tuple(PLACES.items()))
HOW: Final = Choice(key="known", text=say("How do you know?"), options=tuple(KNOWN.items()))
ABOUT: Final = Grid(
    key="about",
    text=say("For each group, as you see it today"),
    help=say(
        "Whoever can say no at the front door has power. Rate what is open to them, whether or not you expect it."
    ),
    missing=say("Once you have named three groups or more, the questions about each appear here."),
    section=say("What is in their power, and what is at stake for them?"),
    rows=(),
    columns=(COULD, STAKE, NOW, HOW),
)
"""Each group that was named, under its place."""
VOICE: Final = Text(key="voice", text=say("Who could speak, and how would you reach them?"), longest=120)
WHO: Final = Text(key="who", text=say("Who asks, and by when?"), longest=80)
REACH: Final = Grid(
    key="reach",
    text=say("How will you reach those whom it touches more than you hear them?"),
    help=say("Begin at the top. Three are enough for now."),
    section=say("Who asks them?"),
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
    (say("Cabinet member for care"), 3, 1, DECIDES, SAID),
    (say("Medical director"), 3, 1, ASKED, SAID),
    (say("Fire crews"), 2, 2, TOLD, SOMEONE),
    (say("Trade unions"), 2, 2, ABSENT, ASSUMED),
    (say("People over 75 who have fallen"), 1, 3, TOLD, ASSUMED),
    (say("People who said no to a visit"), 1, 3, ABSENT, ASSUMED),
    (say("Families and unpaid carers"), 1, 2, ABSENT, ASSUMED),
    (say("Age Well’s volunteers"), 2, 2, ASKED, SAID),
    (say("The council’s repair team"), 2, 3, TOLD, SAID),
    (say("Health scrutiny committee"), 2, 0, ABSENT, ASSUMED),
)


class Stakeholders(Exercise):
    """Groups, what each could do, what is at stake for it, and where it stands."""

    id = "stakeholders"
    title = say("Who matters, and who is missing?")
    chapter = 6
    minutes = 20
    purpose = say(
        "Write down everybody who has a hand in the work or feels its effects. For each, put what they could stop, what they "
        "have at stake and how you stand with them now. You see who is heard, who is missing, and where to begin asking."
    )
    asks = say("How many do we hear of those with the power to stop this, and how many of those whom it touches most?")
    leaves_out = say(
        "Ties and quarrels between groups are not in it, nor those inside one, and people move on while the map stays as it was. "
        "To be heard, as it counts that, is not yet to be listened to. It leaves open who ought to decide, and consults "
        "nobody: the duties to consult, to involve or to assess equality come from law."
    )
    rests_on = say(
        "Writers on stakeholders have asked from the start who can affect a thing and who is affected by it. Grids of power and "
        "interest are in common use. Their authors wanted to find support. A critic of asking who “really counts” says that managers "
        "then settle it; so this one asks what is at stake, and sets those touched next to the strong. Points, order and "
        "the cut at two are our own. Whether partnerships with such a map do better has not been studied, as far as we know."
    )
    sources = ("freeman1984", "bryson2004", "edenackermann1998", "derry2012", "reed2009", "hoare2023")
    beyond = Need(say("For at least one group, how much it touches them and where they are now"), ABOUT.key)
    story = say(
        "Three chief executives like the fictional falls service Steady Brackendale. A week later Maggie Doyle and Samira Khan "
        "sit down to list whom it concerns."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "partners": list(EXAMPLE_PARTNERS),
        "groups": [row[0] for row in _EXAMPLE],
        "unlisted": ["neighbours", "successors"],
        **_rated(_EXAMPLE),
        "reach.6.voice": say("A note, brought by the volunteer who calls on Thursdays"), "reach.6.who": say("Maggie Doyle, two weeks"),
        "reach.5.voice": say("Four people from the first thirty visits, expenses paid"), "reach.5.who": say("Maggie Doyle, one month"),
        "reach.9.voice": say("Team meeting in the depot at seven"), "reach.9.who": say("Samira Khan, ten days"),
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
    said = (
        (power, say("what they could do")),
        (touched, say("how much it touches them")),
        (stands, say("where they stand")),
    )
    return Group(
        place,
        name,
        power=_point(power),
        touched=_point(touched),
        heard=HEARD.get(stands or ""),
        known=sitting.at(ABOUT, place, HOW) or "",
        unsure=tuple(words for answer, words in said if answer == UNSURE),
        voice=worded(sitting.at(REACH, place, VOICE)),
        who=worded(sitting.at(REACH, place, WHO)),
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
        return Findings.needing([say("Say of one group or more how much it touches them, and where they are now.")])
    first = sorted(lost, key=lambda one: (-_or(one.touched, -1), _or(one.power, 4)))[:FIRST]
    stakes = {_or(one.touched, 0) for one in lost}
    # Where all stakes are alike, or nothing is known to be at stake, the first is first for another reason.
    ask = say("Ask them, beginning with those for whom most is at stake:") if len(stakes) > 1 else say("Ask them:")
    return Findings.of(
        say("You cannot say yet where those groups stand that you rated."),
        Prompt(ask, tuple(
            say("{group}: what have you heard of this, and did anybody ask you?", group=one.quoted) for one in first
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
        return say(
            "On these answers everybody has power, a stake and a seat. You have the list of a large meeting, "
            "and no map yet: find out whether the quietest see it so."
        )
    return " ".join(filter(None, (_shares(every), _begin(usable, every))))


def _in_words(one: Group) -> str:
    """Say the one row that can be used as it would be said."""
    power = (
        say("{group} could not stop it", group=one.quoted),
        say("{group} could slow it down", group=one.quoted),
        say("{group} could change it", group=one.quoted),
        say("{group} could stop it", group=one.quoted),
    )
    touched = (
        say("it hardly touches them"), say("it touches them a little"), say("it touches them a good deal"),
        say("their life or their job is at stake"),
    )  # fmt: skip
    standing = (
        STANDING[0], say("they are told"), say("they are asked and hear what came of it"), say("they decide with you"),
    )  # fmt: skip
    heard = standing[_or(one.heard, 0)]
    stakes = "" if one.touched is None else touched[one.touched]
    could = "" if one.power is None else power[one.power]
    if could and stakes:
        row = say("{could}, {stakes}, and {heard}.", could=could, stakes=stakes, heard=heard)
    elif could:
        row = say("{could}, and {heard}.", could=could, heard=heard)
    else:
        row = say("Of {group} you say that {stakes}, and {heard}.", group=one.quoted, stakes=stakes, heard=heard)
    return f"{row} {say('One row is no map yet: go on with the next.')}"


def _strong_ones(heard: int, whole: int) -> str:
    """Name those who could stop or change it, by how many of them are heard."""
    if whole == 1:
        return say("the one group that could stop or change it")
    if whole == 2:
        return (
            say("neither of the two groups that could stop or change it"),
            say("one of the two groups that could stop or change it"),
            say("both groups that could stop or change it"),
        )[heard]
    if heard == whole:
        return say("all {whole} groups that could stop or change it", whole=whole)
    if not heard:
        return say("none of the {whole} groups that could stop or change it", whole=whole)
    return say("{number} of the {whole} groups that could stop or change it", number=heard, whole=whole)


def _touched_ones(heard: int, whole: int) -> str:
    """Name those whom it touches, by how many of them are heard."""
    if whole == 1:
        return say("the one group that it touches a good deal")
    if whole == 2:
        return (
            say("neither of the two groups that it touches a good deal"),
            say("one of the two groups that it touches a good deal"),
            say("both groups that it touches a good deal"),
        )[heard]
    if heard == whole:
        return say("all {whole} groups that it touches a good deal", whole=whole)
    if not heard:
        return say("none of the {whole} groups that it touches a good deal", whole=whole)
    return say("{number} of the {whole} groups that it touches a good deal", number=heard, whole=whole)


def _touched_ones_too(heard: int, whole: int) -> str:
    """Name those whom it touches after others, where “groups” need not be said again."""
    if whole <= 2:
        return _touched_ones(heard, whole)
    if heard == whole:
        return say("all {whole} that it touches a good deal", whole=whole)
    if not heard:
        return say("none of the {whole} that it touches a good deal", whole=whole)
    return say("{number} of the {whole} that it touches a good deal", number=heard, whole=whole)


def _listened_to(found: Sequence[Group]) -> tuple[int, int]:
    """Return how many of these are heard, and how many there are."""
    return sum(one.listened_to for one in found), len(found)


def _you_hear(heard: int, whole: int) -> bool:
    """Tell whether it is “you hear” and not “you do not hear”: of two or more, none is heard and not some are not."""
    return whole > 1 or heard > 0


def _strong(every: Sequence[Group]) -> list[Group]:
    return [one for one in every if one.strong and one.heard is not None]


def _affected(every: Sequence[Group]) -> list[Group]:
    return [one for one in every if one.affected and one.heard is not None]


def _shares(every: Sequence[Group]) -> str:
    """Say the two shares, or what stands in the place of one that has nobody; what is open is not spoken for."""
    strong, affected = _strong(every), _affected(every)
    could, touches = _nobody_could(every), _touches_nobody(every)
    if strong and affected:
        said = _both_shares(_listened_to(strong), _listened_to(affected))
    elif strong:
        said = _one_share(_strong_ones(*_listened_to(strong)), touches, heard=_you_hear(*_listened_to(strong)))
    elif affected:
        said = _one_share(_touched_ones(*_listened_to(affected)), could, heard=_you_hear(*_listened_to(affected)))
    else:
        return _nobodys_share(could, touches)
    if all(one.placed for one in every):
        return say("{shares}.", shares=capital(said))
    return say("As far as you answered, {shares}.", shares=said)


def _nobodys_share(could: str, touches: str) -> str:
    """Say that nobody could stop it, or that it touches nobody, where there is nobody to hear."""
    if could and touches:
        return say("Going by your answers {could}, and {touches}.", could=could, touches=touches)
    if could or touches:
        return say("Going by your answers {nobody}.", nobody=could or touches)
    return say("You have not said yet where those stand who could stop it or whom it touches.")


def _both_shares(strong: tuple[int, int], touched: tuple[int, int]) -> str:
    named = {"strong": _strong_ones(*strong), "touched": _touched_ones_too(*touched)}
    match _you_hear(*strong), _you_hear(*touched):
        case True, True:
            return say("you hear {strong}, and {touched}", **named)
        case True, False:
            return say("you hear {strong}, and you do not hear {touched}", **named)
        case False, True:
            return say("you do not hear {strong}, and you hear {touched}", **named)
        case _:
            return say("you do not hear {strong}, nor {touched}", **named)


def _one_share(groups: str, nobody: str, *, heard: bool) -> str:
    """Say the share of the strong or of the touched, and that there is nobody of the others where that is so."""
    said = say("you hear {groups}", groups=groups) if heard else say("you do not hear {groups}", groups=groups)
    return say("{share}; going by your answers {nobody}", share=said, nobody=nobody) if nobody else said


def _nobody_could(every: Sequence[Group]) -> str:
    """Say that nobody could stop or change it, of those alone whose power was rated; nothing where somebody could."""
    return _nobody(
        [one.power for one in every],
        say("nobody could stop or change it"),
        say("nobody whose power you rated could stop or change it"),
        found=any(one.strong for one in every),
    )


def _touches_nobody(every: Sequence[Group]) -> str:
    """Say that it touches nobody a good deal, of those alone whose stake was rated; nothing where it touches somebody."""
    return _nobody(
        [one.touched for one in every],
        say("it touches nobody a good deal"),
        say("nobody whose stake you rated is touched a good deal"),
        found=any(one.affected for one in every),
    )


def _nobody(ratings: Sequence[int | None], of_all: str, of_those_rated: str, *, found: bool) -> str:
    """Choose the words by whether all were rated; none where nobody was, or somebody was found."""
    rated = sum(rating is not None for rating in ratings)
    if not rated or found:
        return ""
    return of_all if rated == len(ratings) else of_those_rated


def _level(found: Sequence[Group]) -> list[Group]:
    """Return the first of a list, with those of whom all that was said is the same."""
    return [
        one
        for one in found
        if (one.power, one.touched, one.heard) == (found[0].power, found[0].touched, found[0].heard)
    ]


def _alike(level: Sequence[Group], last: str = "and") -> str:
    """Name one group or two; of more that stand alike, say how many they are and name the first."""
    if len(level) <= 2:
        return in_a_row((one.quoted for one in level), last)
    first = f"“{shortened(level[0].name, SHORT)}”"
    return say("{groups} that stand alike, such as {first}", groups=counted(len(level), "group"), first=first)


def _begin(usable: Sequence[Group], every: Sequence[Group]) -> str:
    """Say with whom to begin, if anybody is heard too little."""
    compared = [one for one in usable if one.touched is not None]
    first = _level([*missing(usable), *(surprising(usable) if not compared else ())])
    if first:
        standing = STANDING[_or(first[0].heard, 0)]
        if len(first) > 2:
            return say("Begin with any of {groups}: {standing}.", groups=_alike(first), standing=standing)
        return say("Begin with {groups}: {standing}.", groups=_alike(first, "or"), standing=standing)
    if not compared:
        return ""
    everybody = len(compared) == len(every)
    strong = _level(surprising(usable))
    if not strong:
        return (
            say("Nobody is touched more than heard: check one group by asking it.")
            if everybody
            else say(
                "Of those whose place and stake you gave, nobody is touched more than heard: check one group by asking it."
            )
        )
    enough = (
        say("Nobody is touched more than heard.")
        if everybody
        else say("Of those whose place and stake you gave, nobody is touched more than heard.")
    )
    mind = say(
        "Mind {groups}: they could surprise you, and {standing}.",
        groups=_alike(strong),
        standing=STANDING[_or(strong[0].heard, 0)],
    )
    return f"{enough} {mind}"


def _compared(every: Sequence[Group]) -> Sentence | None:
    """Set the two shares beside each other, where that says something which neither says alone."""
    strong, touched = _strong(every), _affected(every)
    if not strong or not touched:
        return None
    one, other = (sum(group.listened_to for group in found) for found in (strong, touched))
    apart = other / len(touched) - one / len(strong)
    if apart > (0 if len(strong) == len(touched) else MARGIN):
        return Sentence(
            say("You hear those whom it touches better than those who could stop it: expect a late surprise.")
        )
    if other * len(strong) == one * len(touched) and 0 < one < len(strong):
        return Sentence(
            say("You hear as many of the one as of the other.")
            if len(strong) == len(touched)
            else say("You hear as large a part of the one as of the other.")
        )
    return None


def _missing(usable: Sequence[Group]) -> Block | None:
    """List who is touched more than heard, and say whom to ask first."""
    found = missing(usable)
    if not found:
        return None
    rows = tuple((one.name, TOUCHED.words(one.touched), _stands(one), one.missing) for one in found)
    note = say(
        "The gap is how much it touches them, from 0 to 3, less how far they are heard: "
        "who decides has 3, who is asked 2, who is told 1, who is not reached 0."
    )
    table = Table(
        say("Touched more than heard"), (say("Group"), say("It touches them"), say("Now"), say("Gap")), rows, note
    )
    named = [*found[:FIRST], *(one for one in found[FIRST:] if one.voice or one.who)]
    lead = by_number(len(named), "Ask them first:", "Ask these first:")
    heading = (
        say("Who is heard less than it touches them")
        if any(one.listened_to for one in found)
        else say("Who is missing")
    )
    return Part.of(heading, table, Prompt(lead, tuple(_asking(one) for one in named)))


def _stands(one: Group) -> str:
    return {HEARD[place]: PLACES[place] for place in HEARD}[_or(one.heard, 0)]


def _asking(one: Group) -> str:
    """Say who could speak for a group and who asks, as far as that was written down; who is asked already may yet decide."""
    if one.voice and one.who:
        asks = say("To ask: {who}", who=_ended(one.who))
    elif one.listened_to:
        asks = say("They are asked already: ask what they should decide with you.")
    else:
        asks = say("Nobody has been named to ask them.")
    if one.voice:
        return f"{one.quoted}: {_ended(one.voice)} {asks}"
    if one.who:
        return say("{group}: to ask: {who}", group=one.quoted, who=_ended(one.who))
    if one.listened_to:
        return say("{group}: they are asked already. Ask what they should decide with you.", group=one.quoted)
    return say("{group}: nobody has been named to ask them.", group=one.quoted)


def _ended(words: str) -> str:
    """End somebody's words as a sentence, also where they break off at a comma."""
    return closed(words.rstrip(" ,;:"))


def _surprising(usable: Sequence[Group]) -> Block | None:
    """List who could do more than they are heard."""
    found = surprising(usable)
    if not found:
        return None
    rows = tuple((one.name, POWER.words(one.power), _stands(one), one.surprise) for one in found[:SURPRISES])
    more = len(found) - len(rows)
    note = say("The gap is what they could do, from 0 to 3, less how far they are heard.")
    if more:
        note += " " + by_number(
            more,
            "{more_groups} has a gap that is no wider than the last of these.",
            "{more_groups} have a gap that is no wider than the last of these.",
            more_groups=counted(more, "more group"),
        )
    table = Table(
        say("Could do more than they are heard"),
        (say("Group"), say("Could they stop it?"), say("Now"), say("Gap")),
        rows,
        note,
    )
    return Part.of(say("Who could surprise you"), table)


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
        say("What they could do, and what is at stake for them"),
        say("Could they stop it?"), tuple(words for _, words in POWER.points),
        say("How much does it touch them?"), tuple(words for _, words in TOUCHED.points),
        HIGH, CORNERS, things, (say("heard"), say("not heard")),
    )  # fmt: skip
    caption = say(
        "The further right, the more they could do; the further up, the more is at stake for them. A thick ring: you hear them, "
        "because they decide with you or are asked and hear what came of it."
    )
    return Part.of(say("The map"), Figure(chart, caption))


def _assumed(every: Sequence[Group]) -> Block | None:
    """Say how much of this is somebody's guess about others."""
    said = [one for one in every if one.known]
    guessed = sum(one.known == ASSUMED for one in said)
    if len(said) == len(every) and guessed == len(every):
        return Caution(say("This is a map of your own mind."), say("Let two of them correct it before you meet again."))
    if len(said) == len(every) and all(one.known == SAID and one.heard != HEARD[ABSENT] for one in said):
        return Sentence(
            say(
                "What you put down comes from the groups themselves. Who, in their view, should be on the list as well?"
            )
        )
    if not guessed:
        return None
    rows = out_of(guessed, len(said), "row")
    if len(said) == len(every):
        guess = by_number(
            guessed,
            "{rows} is your guess about somebody else’s mind.",
            "{rows} are your guess about somebody else’s mind.",
            rows=capital(rows),
        )
    else:
        guess = by_number(
            guessed,
            "Of those where you said how you know, {rows} is your guess about somebody else’s mind.",
            "Of those where you said how you know, {rows} are your guess about somebody else’s mind.",
            rows=rows,
        )
    return Sentence(f"{guess} {say('Let one of those people correct it.')}")


def _forgotten(ticked: Sequence[str]) -> Prompt | None:
    if not ticked:
        return None
    number = len(ticked)
    lead = by_number(
        number,
        "You ticked {number} not on your list. Add it, or write down why not:",
        "You ticked {number} not on your list. Add them, or write down why not:",
        number=number_word(number),
    )
    return Prompt(lead, tuple(f"{FORGOTTEN[key]}." for key in ticked))


def _find_out(every: Sequence[Group]) -> Prompt | None:
    items = tuple(f"{one.quoted}: {_and(one.unsure)}." for one in every if one.unsure)
    if not items:
        return None
    things = sum(len(one.unsure) for one in every)
    return Prompt(
        by_number(things, "You were not sure of this. Find out:", "You were not sure of these. Find out:"), items
    )


def _and(words: Sequence[str]) -> str:
    *others, last = words
    return say("{others}, and {last}", others=", ".join(others), last=last) if others else last


def _cautions(every: Sequence[Group]) -> tuple[Caution, ...]:
    """Mind lists on which everybody or nobody is strong or touched, and one that is full."""
    found = []
    if _nobody_could(every):
        lead = (
            say("On these answers nobody could stop you.")
            if all(one.power is not None for one in every)
            else say("Nobody whose power you rated could stop you.")
        )
        found.append(Caution(lead, say("Ask who signs, whose money it is and who must open the door.")))
    if all(one.strong for one in every) and not all(one.heard == HEARD[DECIDES] for one in every):
        found.append(
            Caution(
                say("Everybody on your list has power."),
                say("Look for those who have none, and whom it touches all the same."),
            )
        )
    if _touches_nobody(every):
        found.append(_little_touched(every))
    if len(every) == GROUPS.most:
        words = say("Where a row holds two groups that would disagree, put one of them in the place of a small group.")
        most = capital(number_word(GROUPS.most))
        found.append(Caution(say("{number} groups is the most that there is room for.", number=most), words))
    return tuple(found)


def _little_touched(every: Sequence[Group]) -> Caution:
    """Say what it may mean that nobody is touched much, which is known only where it was said of everybody."""
    if all(one.touched is not None for one in every):
        words = say(
            "Either little will change, or only those who run it are on the list. Look again for those whom lists forget."
        )
        return Caution(say("Nobody is touched much."), words)
    words = say("Find out how much it touches the rest. Look again for those whom lists forget.")
    return Caution(say("Nobody whose stake you rated is touched much."), words)


def _partners(every: Sequence[Group], partners: Mapping[str, str]) -> Caution | None:
    """Ask about a group that bears a partner's name."""
    known = {name.casefold() for name in partners.values()}
    found = [one.quoted for one in every if one.name.casefold() in known]
    if not found:
        return None
    words = by_number(
        len(found),
        "{groups} is a partner. Did you mean somebody inside it?",
        "{groups} are partners. Did you mean somebody inside them?",
        groups=some(found),
    )
    return Caution(say("A partner stands on the list."), words)


def _partly(every: Sequence[Group]) -> Caution | None:
    open_rows = sum(not one.placed for one in every)
    if not open_rows:
        return None
    words = by_number(
        open_rows,
        "{groups} lacks a rating or a place, or you are not sure of one. What needs it leaves them out.",
        "{groups} lack a rating or a place, or you are not sure of one. What needs it leaves them out.",
        groups=capital(out_of(open_rows, len(every), "group")),
    )
    return Caution(say("Not the whole picture."), words)


_LAW: Final = Caution(
    say("A place on the map is not a right."),
    say(
        "Some of these may have a right in law to be consulted. Your monitoring officer, or whoever leads on governance, can say which."
    ),
)

EXERCISE = Stakeholders()
