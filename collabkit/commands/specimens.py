"""The gallery's specimens: every kind of question, block and chart in every state that it can be in.

The whole of what the gallery shows is declared here, as the same plain data that exercises are made of; how it is shown
is settled by the renderers that readers meet. ``tests/unit/test_gallery.py`` names a kind that has no specimen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias, get_args

from collabkit.charts import Bars, Changes, Chart, Columns, Dots, Lines, Network, Quadrants
from collabkit.exercises.base import Answers, Exercise
from collabkit.findings import Block, Caution, Figure, Findings, Part, Prompt, Role, Sentence, Table
from collabkit.questions import (
    LONGEST_NAME,
    UNSURE,
    Amount,
    Choice,
    Choices,
    Grid,
    Json,
    Names,
    Question,
    Questions,
    Rating,
    Row,
    Scale,
    Text,
)
from collabkit.sitting import Sitting

State: TypeAlias = Literal["empty", "answered", "wrong", "missing", "long"]
STATES: Final[tuple[State, ...]] = get_args(State)
"""What every kind of question is shown in; what only some can be in has a name of its own."""

HOSTILE: Final = "<img src=x onerror=\"document.title='run'\"></fieldset></form>"
"""What would break a page that wrote words as they come."""
LONG_NAME: Final = "Association of Lakeside and Upper Valley Parish and Town Councils, North-Eastern"[:LONGEST_NAME]
ONE_WORD: Final = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverwaltungsvorschrift"[:LONGEST_NAME]
PARTNERS: Final = (
    "County council", "Police force", "Age Well", "Fire and rescue service", "Hospital trust", "Housing association",
    LONG_NAME, ONE_WORD, "Integrated care board", "Citizens’ advice", "Probation service", HOSTILE,
)  # fmt: skip
"""As many as a list allows, among them the longest name, one without a break, and one that means harm."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands after some answers.

    Attributes:
        state: what it shows; one of ``STATES``, or a name of its own.
        question: what is asked.
        answers: what was answered, good or bad.
        asked: whether the findings were asked for, so that what is missing is said.
    """

    state: str
    question: Question[Json]
    answers: Mapping[str, Json] = field(default_factory=dict)
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A block in a state; ``state`` is a name of its own."""

    state: str
    block: Block


AGREE: Final = Scale.of("Not at all", "Hardly", "Partly", "Mostly", "Fully", unsure="Not sure")
CLOSE: Final = Scale.of("No contact", "We tell each other", "We adjust", "We share", "We are one", start=0)
WORDY: Final = Scale.of(
    "Nobody has ever spoken of it, in any meeting that anybody remembers",
    "It was spoken of once",
    "Some of us speak of it, mostly in the car park after the meeting",
    "We speak of it when something has gone wrong",
    "It stands on every agenda and is seldom reached",
    "We speak of it openly and write down what we agree",
    "Incomprehensibilities notwithstanding, we decide together",
    unsure="We cannot say, because those who would know were not in the room",
)
KEEPS: Final = tuple((str(place), name) for place, name in enumerate(PARTNERS, 1))
HELP: Final = "Think of the last three months."
STEPS: Final = "Choose the nearest.\n0 No contact: you know the name\n2 We adjust: each plans around the other\n4 We are one: one budget, one team"

TEXT: Final = Text(key="purpose", text="What do you want to change together?", help=HELP)
PARAGRAPH: Final = replace(TEXT, long=True)
NAME: Final = Text(key="name", text="What is it called?", longest=LONGEST_NAME)
AMOUNT: Final = Amount(key="cost", text="What does it cost in a year?", unit="£ thousand", least=0, most=10_000)
RATING: Final = Rating(key="rating", text="We have worked together well before", scale=AGREE, help=HELP)
NUMBERED: Final = Rating(key="level", text="How close are you now?", scale=CLOSE, numbered=True, help=STEPS)
CHOICE: Final = Choice(
    key="basis",
    text="How do you know the costs?",
    options=(
        ("each", "From each partner’s accounts"),
        ("parts", "From fixed and variable parts"),
        ("guess", "We guess"),
    ),
)
LIST: Final = Choice(key="lead", text="Who leads?", options=KEEPS[:9], help=HELP)
CHOICES: Final = Choices(key="bodies", text="Who is involved?", options=KEEPS[:5], help=HELP)
NAMES: Final = Names(
    key="partners", text="Who are the partners?", noun="partner", fewest=2, help="Name at least two, each in a place."
)

COLUMNS: Final[Questions] = (
    Rating(key="now", text="Now", scale=CLOSE, numbered=True),
    Choice(key="who", text="Who minds it", options=KEEPS[:4]),
    Amount(key="cost", text="Cost", unit="£ thousand", least=0),
    Text(key="why", text="Why", longest=200),
)
"""Every kind that a grid can hold."""
ROWS: Final = (Row(key="1", text="County council"), Row(key="2", text="Police force"))
GRID: Final = Grid(key="pairs", text="How is it between you?", rows=ROWS, columns=COLUMNS, help=HELP)
GROUPED: Final = replace(
    GRID,
    columns=COLUMNS[:2],
    rows=(
        Row(key="1", text="Information", group="What is shared"),
        Row(key="2", text="Buildings", group="What is shared"),
        Row(key="3", text="Who decides", group="How it is run"),
    ),
)
MORE: Final = (
    replace(COLUMNS[1], key="by", text="Who stands in"),
    replace(COLUMNS[3], key="then", text="What comes next"),
)
WIDE: Final = replace(GRID, columns=(*COLUMNS, *MORE))
NO_ROWS: Final = replace(GRID, rows=(), missing="Name two partners, and this asks about each pair of them.")


def _required(question: Question[Json]) -> Question[Json]:
    return replace(question, required=True)


def _cells(grid: Grid, *values: Json) -> dict[str, Json]:
    """Answer a grid's cells in their order, the same values again and again."""
    return {cell.key: values[place % len(values)] for place, cell in enumerate(grid.fields())}


def _over(grid: Grid, names: Iterable[str]) -> Grid:
    return replace(grid, rows=tuple(Row(key=str(place), text=name) for place, name in enumerate(names, 1)))


LONG_GRID: Final = _over(GRID, PARTNERS)
ASKED: Final[tuple[Asked, ...]] = (
    Asked("empty", TEXT),
    Asked("answered", TEXT, {"purpose": "Fewer falls at home"}),
    Asked("wrong", NAME, {"name": "x" * 100}),
    Asked("missing", _required(TEXT), asked=True),
    Asked("long", TEXT, {"purpose": f"{'Fewer falls at home, and help within the hour. ' * 12}{ONE_WORD}"}),
    Asked("hostile words", NAME, {"name": HOSTILE}),
    Asked("a paragraph, empty", PARAGRAPH),
    Asked("a paragraph, wrong", PARAGRAPH, {"purpose": "Fewer falls at home. " * 120}),
    Asked("empty", AMOUNT),
    Asked("answered", AMOUNT, {"cost": 1200}),
    Asked("wrong", AMOUNT, {"cost": "quite a lot"}),
    Asked("missing", _required(AMOUNT), asked=True),
    Asked("long", replace(AMOUNT, most=None, unit="£ thousand a year, at this year’s prices"), {"cost": 123_456_789.25}),
    Asked("how it was read", AMOUNT, {"cost": "£4.2m"}),
    Asked("out of range", AMOUNT, {"cost": "-3"}),
    Asked("hostile words", AMOUNT, {"cost": HOSTILE}),
    Asked("empty", RATING),
    Asked("answered", RATING, {"rating": 4}),
    Asked("wrong", RATING, {"rating": 9}),
    Asked("missing", _required(RATING), asked=True),
    Asked("long", replace(RATING, scale=WORDY, text=f"{RATING.text}, {ONE_WORD}"), {"rating": 5}),
    Asked("not sure", RATING, {"rating": UNSURE}),
    Asked("numbered, with its steps explained", NUMBERED, {"level": 2}),
    Asked("empty", CHOICE),
    Asked("answered", CHOICE, {"basis": "parts"}),
    Asked("wrong", CHOICE, {"basis": "measured"}),
    Asked("missing", _required(CHOICE), asked=True),
    Asked("long", replace(CHOICE, options=KEEPS[6:]), {"basis": "7"}),
    Asked("a list to open, empty", LIST),
    Asked("a list to open, answered", LIST, {"lead": "3"}),
    Asked("a list to open, wrong", LIST, {"lead": "12"}),
    Asked("a list to open, long", replace(LIST, options=KEEPS), {"lead": "7"}),
    Asked("empty", CHOICES),
    Asked("answered", CHOICES, {"bodies": ["1", "4"]}),
    Asked("wrong", CHOICES, {"bodies": ["1", "12"]}),
    Asked("missing", _required(CHOICES), asked=True),
    Asked("long", replace(CHOICES, options=KEEPS), {"bodies": [value for value, _ in KEEPS]}),
    Asked("empty", NAMES),
    Asked("answered", NAMES, {"partners": ["County council", "", "Police force"]}),
    Asked("wrong", NAMES, {"partners": ["County council", "County council"]}),
    Asked("missing", _required(NAMES), {"partners": ["County council"]}, asked=True),
    Asked("long", NAMES, {"partners": list(PARTNERS)}),
    Asked("too many", NAMES, {"partners": [f"Partner {place}" for place in range(1, 16)]}),
    Asked("empty", GRID),
    Asked("answered", GRID, _cells(GRID, 3, "2", "£4.2m", "They meet each week")),
    Asked("wrong", GRID, _cells(GRID, 9, "11", "much", "x" * 201)),
    Asked("missing", replace(GRID, columns=tuple(map(_required, COLUMNS))), asked=True),
    Asked("long", LONG_GRID, _cells(LONG_GRID, 4, "1", 1_234_567.5, f"They meet each week, {ONE_WORD}")),
    Asked("rows in groups", GROUPED, _cells(GROUPED, 1, "3")),
    Asked("many columns", WIDE, _cells(WIDE, 1, "3", 20, "They meet each week", "2")),
    Asked("no rows yet", NO_ROWS),
)  # fmt: skip
"""Questions, the kinds together and in the order of ``render/html.py``."""


def _ratings(names: Iterable[str]) -> tuple[tuple[str, float], ...]:
    return tuple((name, 1.0 + place % 5) for place, name in enumerate(names))


def _links(number: int) -> dict[tuple[int, int], float]:
    """Link everybody with everybody, some more closely."""
    return {(a, b): float((a + b) % 6) for a in range(number) for b in range(a + 1, number)}


CORNERS: Final = ("Inform", "Keep willing", "Bring in", "Shape together")
TOUCHED: Final = ("Not at all", "A little", "Much", "Deeply")
POWER: Final = ("None", "Some", "Much", "Can stop it")
HEARD: Final = ("in the room", "not in the room")
MAP: Final = Quadrants("Power and effect", "Affected", TOUCHED, "Power", POWER, 2, CORNERS, (), HEARD)
YEARS: Final = tuple(str(year) for year in range(2026, 2036))

CHARTS: Final[tuple[tuple[str, Chart], ...]] = (
    ("usual", Bars("What we agree on", (("Trust", 4.0), ("Purpose", 2.5), ("Money", None)), most=5, standout="Purpose")),
    ("long", Bars("Shares of the bill", _ratings(PARTNERS), most=5, unit=" £ thousand", standout=LONG_NAME)),
    ("a scale that begins at one", Bars("Averages", (("Trust", 4.0), ("Purpose", 2.5)), most=5, least=1)),
    ("usual", Dots("Cost beside the plan", (("Cost", (0.9, 1.1, 1.5, 2.0)), ("Time", ())), ((1.0, "plan"), (1.3, "median")), most=3)),
    ("long", Dots("Cost beside the plan", tuple((name, (0.4, 1.2, 9.0)) for name in PARTNERS), ((1.0, "what was planned"), (1.05, "the median of all cases")), most=3)),
    ("usual", Lines("The gap", YEARS[:4], (("Income", (10.0, 9.8, 9.5, 9.1)), ("Need", (10.0, 10.6, 11.2, 12.0))), " £m", "year", mark=(0.5, "the grant ends"))),
    ("long", Lines("The gap", YEARS, tuple((name, tuple(float(place + year) for year in range(10))) for place, name in enumerate(PARTNERS[4:9])), " £ thousand", "year")),
    ("usual", Network("Who works with whom", PARTNERS[:4], _links(4), most=5, standouts=frozenset({(0, 2)}))),
    ("long", Network("Who works with whom", PARTNERS, _links(12), most=5, standouts=frozenset({(6, 7), (0, 11)}))),
    ("no links", Network("Who works with whom", PARTNERS[:3], {}, most=5)),
    ("usual", Changes("Funding", (("Grants, 2010 to 2018", -49.1), ("All, 2019 to 2024", 14.0), ("Nothing", 0.0)))),
    ("long", Changes("Funding", tuple((name, 60.0 - 11 * place) for place, name in enumerate(PARTNERS)))),
    ("usual", replace(MAP, things=(("Crews", 3, 1, True), ("Unions", 2, 3, False), ("Residents", 3, 0, False), ("Ministers", 0, 3, True)))),
    ("long", replace(MAP, things=tuple((name, place % 4, place % 3, place % 2 == 0) for place, name in enumerate(PARTNERS)))),
    ("usual", Columns("We trust each other’s word", ("Not at all", "Partly", "Fully"), (1, 4, 2))),
    ("long", Columns("We trust each other’s word", tuple(words for _, words in WORDY.points), (0, 12, 3, 40, 7, 1, 100), (1, 2, 3, 4, 5, 6, 7))),
)  # fmt: skip
"""Charts, the kinds together and in the order of ``charts.py``."""

ROLES: Final[tuple[Role, ...]] = ("headline", "", "asks", "heard", "missing", "evidence", "sources")
"""What sentences are there for, as far as they may look different."""
SHARES: Final = Table(
    "Who would pay what", ("Partner", "Alone", "Equal parts", "By use", "Why"),
    (("County council", 60, 40.5, 38, "It comes to most visits."), ("Police force", 50, 40.5, None, "")), note="In £ thousand a year.",
)  # fmt: skip
LONG_TABLE: Final = Table(
    f"Who would pay what, among the {len(PARTNERS)} partners", ("", "What each would pay alone", "By use", "What was said"),
    tuple((name, 1_234_567.5, place, f"We agree. {ONE_WORD}") for place, name in enumerate(PARTNERS)),
)  # fmt: skip

SAID: Final[tuple[Said, ...]] = (
    Said("a part within a part", Part.of("Who decides", Sentence("Three of you."), Part.of("And when", Sentence("In May.")))),
    Said("long", Part.of(f"{LONG_NAME} and {ONE_WORD}", Sentence("The heading breaks where it has to."))),
    *(Said(f"there for: {role or 'nothing special'}", Sentence("Two of you would walk away, and both have somewhere to go.", role=role)) for role in ROLES),
    Said("long", Sentence(f"{'Two of you would walk away, and both have somewhere to go. ' * 6}{ONE_WORD}", role="headline")),
    Said("hostile words", Sentence(HOSTILE, role="headline")),
    Said("numbers and words", SHARES),
    Said("two columns", Table("How far each goes", ("Partner", "Level"), (("County council", 4), ("Police force", None)))),
    Said("without rows", Table("What was decided", ("Decision", "Who"), ())),
    Said("long", LONG_TABLE),
    *(Said(f"{type(chart).__name__}, {state}", Figure(chart, "What to see in it is said here, in a sentence.")) for state, chart in CHARTS),
    Said("in short", Caution("Nobody has said who pays.")),
    Said("with its reason", Caution("Five answers are few.", "One more could turn this around, so read it as a question.")),
    Said("long", Caution(LONG_NAME, f"{'Mind this, and ask again before you sign. ' * 8}{ONE_WORD}")),
    Said("a lead alone", Prompt("Ask the police force first.")),
    Said("with a list", Prompt("Ask next:", ("Who pays?", "Since when?", "Who may stop it?"))),
    Said("long", Prompt(f"Ask each of these, {HOSTILE}", PARTNERS)),
)  # fmt: skip
"""Blocks, the kinds together and in the order of ``findings.py``."""


HALF: Final[Answers] = {"partners": list(PARTNERS[:3]), "purpose": "Fewer falls", "rating": 4, "basis": "guess"}


class WholeForm(Exercise):
    """A form with every kind of question in it, in groups: how they stand one under another."""

    id = "gallery"
    title = "A whole form"
    chapter = 0
    minutes = 1
    purpose = "Every kind of question, one under another."
    asks = "How do they look together?"
    leaves_out = "Any sense."
    rests_on = "Nothing."
    sources = ()
    story = "Somebody filled in half of it."
    example = HALF

    def ask(self, answers: Answers) -> Questions:
        """Ask a question of each kind; the grid has a row for each name."""
        names = NAMES.named(answers)
        return (
            replace(NAMES, section="Who you are", required=True),
            TEXT,
            CHOICES,
            replace(RATING, section="How it is"),
            NUMBERED,
            CHOICE,
            LIST,
            AMOUNT,
            replace(_over(GRID, names.values()), columns=COLUMNS[:2], section="Between you") if names else NO_ROWS,
        )

    def find(self, sitting: Sitting) -> Findings:
        """Say how many names there are."""
        return Findings.of(f"You named {len(sitting.need(NAMES))} partners.")
