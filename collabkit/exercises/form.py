"""form (chapter 3): which of three ways of governing fits, where it strains, and which legal forms to ask a lawyer about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from collabkit.analysis import governance
from collabkit.analysis.governance import (
    BY_KEY,
    BY_WAY,
    CONDITIONS,
    WAYS,
    Condition,
    Levels,
    Way,
    best,
    judged,
    lightest,
    those,
)
from collabkit.analysis.legal_forms import LegalForm, nearest, shortlist
from collabkit.data.bodies import BODIES, NATIONS
from collabkit.data.vehicles import Vehicle
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, EXAMPLE_PARTNERS, NAME, PARTNERS
from collabkit.findings import Block, Caution, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Amount, Choice, Choices, Grid, Questions, Rating, Row, Scale, Unsure
from collabkit.sitting import Sitting
from collabkit.wording import by_number, capital, counted, in_a_row, month_and_year, number_word, some

LISTED: Final = 5
"""A short list is one that a lawyer can be asked about in an hour."""
FOR_EACH_NATION: Final = 2
"""How many forms to show for each nation where none holds in all of them."""
NOTHING: Final = "nothing"
EMPLOY, CONTRACT, HOLD, PUBLIC, INFORMATION = "employ", "contract", "hold", "public", "information"
ABLE: Final = {
    EMPLOY: "Employ people", CONTRACT: "Sign contracts", HOLD: "Hold money or property together",
    PUBLIC: "Take decisions in public", INFORMATION: "Share information, and nothing more",
}  # fmt: skip
OTHER_KIND: Final = "other"
UNKNOWN: Final = {
    "trust": "Ask each partner, apart, which of the others it would let act in its name.",
    "size": "Count the partners.",
    "goals": "Ask each partner to write down the goal in a sentence, and lay the sentences side by side.",
    "skill": "List what somebody must be able to do for all of you, and who can do it now.",
}
"""What to find out where a condition is not known."""
MENDS: Final = {
    "trust": "Trust: choose the two partners with the thinnest link, and give them one small task to do without the rest.",
    "size": "Numbers: let a few decide between meetings, and write down what they may not decide.",
    "goals": "Goals: agree on one result for one year, and leave the rest of the aims open.",
    "skill": "Skill at the centre: name the person who will supply it, who pays, and what the others stop doing in return.",
}  # fmt: skip
"""What to do where a condition strains the way chosen."""


def _rating(key: str, text: str, *points: str, help: str = "", section: str = "") -> Rating[int | Unsure]:
    scale = Scale.of(*points, unsure="Not sure")
    missing = f"Please answer, if only with “Not sure”: {text}"
    return Rating(key=key, text=text, scale=scale, help=help, section=section, required=True, missing=missing)


MEMBERS: Final = Amount(
    key="members", text="How many partners are there in all?", help="Only if there are more than you named above.",
    unit="partners", least=PARTNERS.fewest, most=1000, whole=True,
)  # fmt: skip
TRUST: Final = _rating(
    "trust", "How widely is trust spread among the partners?",
    "Between a few pairs, or only through one partner", "Among many of them", "Between nearly all of them",
    section="How you govern",
)  # fmt: skip
GOALS: Final = _rating(
    "goals", "How far do the partners agree on goals?",
    "They want different things", "They agree on a little", "They agree on most", "They want the same",
)  # fmt: skip
SKILL: Final = _rating(
    "skill", "How much skill does the work need at the centre?",
    "Little: the chores can go round", "Some: a coordinator or a team leader", "Much: specialists with no other job",
    help="To lead a team, keep the money and the data in order, or speak for you all.",
)  # fmt: skip
NOW: Final = Choice(
    key="now",
    text="What runs the joint work now?",
    options=(
        (governance.SHARED, "All of us, as equals"),
        (governance.LEAD, "One of us, for all"),
        (governance.BODY, "A separate body"),
        (NOTHING, "Nothing yet"),
    ),
)
MUST: Final = Choices(
    key="able",
    text="What must the joint work be able to do?",
    help="What it must do in its first years, and not what would be handy one day.",
    options=tuple(ABLE.items()),
    section="The legal form",
)
WHERE: Final = Choices(key="nations", text="Where do you work?", options=tuple((nation, nation) for nation in NATIONS))
KIND: Final = Choice(key="kind", text="Kind of body", options=(*BODIES.items(), (OTHER_KIND, "Another kind")))
KINDS: Final = Grid(
    key="body",
    text="What kind of body is each partner?",
    missing="Name at least two partners above, and you can say here what kind of body each is.",
    rows=(),
    columns=(KIND,),
)
"""Each partner, under its place."""


class Form(Exercise):
    """Four conditions, what runs the work now, and what kind of body each partner is."""

    id = "form"
    title = "Which way of governing, and which legal form?"
    chapter = 3
    minutes = 12
    purpose = (
        "Answer for four things that should decide how joint work is governed, and say what kind of body each partner is. "
        "You see which of three ways fits and what strains it, and take away a short list of legal forms with the questions "
        "to put to a lawyer."
    )
    asks = "Should we govern together, let one of us lead or set up a body, and which legal forms are worth a lawyer’s time?"
    leaves_out = (
        "It takes one answer for the whole group, though partners may see it differently. It knows three pure ways and no "
        "mixtures, and only the legal forms that this course has collected: agreements of your own making are not among them. "
        "It looks at neither tax nor pensions nor procurement."
    )
    rests_on = (
        "The four conditions are propositions of Provan and Kenis, given here as they are usually reported; they are not "
        "tested thresholds, and a later study of 224 articles found the evidence in pieces. Where few ends and many begins, "
        "what counts as strain and which way is lightest are ours. The forms were read in the law or in a guide to it."
    )
    sources = ("provan2008", "wegner2019", "milward1998")
    story = (
        "Steady Brackendale, a fictional falls service, is run by the county council. Dr Anna Leigh of the health trust asks "
        "why, and Samira Khan works through the answer with her."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "partners": list(EXAMPLE_PARTNERS),
        "trust": 2, "goals": 4, "skill": 2, "now": governance.LEAD,
        "able": [EMPLOY, HOLD], "nations": ["England"],
        "body.1.kind": "council", "body.2.kind": "nhs_body", "body.3.kind": "fire", "body.4.kind": "charity",
    }  # fmt: skip

    def ask(self, answers: Answers) -> Questions:
        """Ask for the four conditions, what runs the work now, and the kinds of body."""
        names = PARTNERS.named(answers)
        rows = tuple(Row(key=place, text=name) for place, name in names.items())
        kinds = replace(KINDS, rows=rows if len(names) >= PARTNERS.fewest else ())
        return (NAME, PARTNERS, MEMBERS, TRUST, GOALS, SKILL, NOW, MUST, WHERE, kinds)

    def find(self, sitting: Sitting) -> Findings:
        """Compare the three ways, judge the one in use, and list the forms."""
        names, members = sitting.need(PARTNERS), sitting.get(MEMBERS)
        levels = known(sitting, max(len(names), int(members or 0)))
        if len(levels) == 1:  # only the number of partners
            return Findings.needing(
                ["Answer at least one of trust, goals and skill at the centre with something other than “Not sure”."]
            )
        able = set(sitting.get(MUST, []))
        return Findings.of(
            headline(levels),
            _fits(levels),
            _profiles(levels),
            _now(sitting.get(NOW, ""), levels, able),
            _lighter(levels),
            _unknown(levels),
            _miscounted(len(names), members),
            Caution(
                "These are propositions, not laws.",
                "Use them to find what does not match. Equality is no condition of success: of the mental health networks "
                "that Milward and Provan compared, clients did best in the one that a powerful agency dominated.",
            ),
            *_law(names, sitting.column(KINDS, KIND), sitting.get(WHERE, []), able),
            _next(levels),
        )


def known(sitting: Sitting, partners: int) -> dict[str, int]:
    """Return the levels of the conditions that are known, in the order of the conditions.

    >>> known(EXERCISE.read({"trust": 2, "goals": "unsure"}), 4)
    {'trust': 2, 'size': 1}
    """
    given = {question.key: sitting.get(question, UNSURE) for question in (TRUST, GOALS, SKILL)}
    given["size"] = governance.band(partners)
    return {key: level for key in BY_KEY if (level := given[key]) != UNSURE}


def _called(keys: Sequence[str]) -> str:
    return in_a_row(BY_KEY[key].name for key in keys)


def _verb(keys: Sequence[str], one: str, many: str) -> str:
    """Choose the verb: numbers and goals are several in themselves."""
    return one if len(keys) == 1 and keys[0] in {"trust", "skill"} else many


def _out_of(levels: Levels, count: int) -> str:
    which = "conditions" if len(levels) == len(CONDITIONS) else "conditions that you know"
    total = number_word(len(levels))
    if count < len(levels):
        return f"{number_word(count)} of the {total} {which}"
    return f"{'both' if count == 2 else f'all {total}'} {which}"


def _nothing(levels: Levels) -> str:
    """Say nothing, or nothing that is known where a condition is not."""
    return "nothing" if len(levels) == len(CONDITIONS) else "nothing that you know"


def headline(levels: Levels) -> str:
    """Name the way that fits best, what strains it, and the lightest way that nothing strains."""
    first, free = best(levels), lightest(levels)
    count = len(those(governance.FITS, first[0], levels))
    tail = f"{free.name} is the lightest way that {_nothing(levels)} strains" if free else "no way is free of strain"
    if not count:
        return f"None of the three ways fits what you know so far; {tail}."
    if len(first) > 1:
        which = in_a_row(way.name for way in first)
        return f"It is a tie: {which} fit equally well, on {_out_of(levels, count)}; {tail}."
    strains = those(governance.STRAIN, first[0], levels)
    said = f"{first[0].start} fits best, on {_out_of(levels, count)}"
    if not strains:
        return f"{said}, and {_nothing(levels)} strains it."
    return f"{said}, but {_called(strains)} {_verb(strains, 'strains', 'strain')} it; {tail}."


def _steps(verdict: str, way: Way, levels: Levels) -> str:
    found = [
        f"{BY_KEY[key].name} ({counted(judged(way, key, levels[key])[1], 'step')})"
        for key in those(verdict, way, levels)
    ]
    return ", ".join(found) or "nothing"


def _fits(levels: Levels) -> Table:
    rows = tuple(
        (
            f"{way.start} ({way.who})",
            f"{len(those(governance.FITS, way, levels))} of {len(levels)}",
            _steps(governance.STRAIN, way, levels),
            _steps(governance.SPARE, way, levels),
        )
        for way in WAYS
    )
    note = (
        "Strained: your conditions are harder than the way is usually reported to suit. To spare: they are easier, so it "
        "may be more than you need."
    )
    return Table("How each way fits, the lightest first", ("Way", "Fits", "Strained by", "To spare"), rows, note=note)


def _profiles(levels: Levels) -> Table:
    rows = tuple(
        (
            condition.name.capitalize(),
            condition.levels[levels[condition.key] - 1] if condition.key in levels else "not known",
            *(_suited(way, condition, levels) for way in WAYS),
        )
        for condition in CONDITIONS
    )
    columns = ("Condition", "You", *(way.start.removeprefix("A ").capitalize() for way in WAYS))
    note = f"* fits. We call up to {governance.FEW} partners few, and up to {governance.MODERATE} a moderate number."
    return Table("What each way is usually reported to suit", columns, rows, note=note)


def _suited(way: Way, condition: Condition, levels: Levels) -> str:
    words = in_a_row((condition.levels[level - 1] for level in way.suits[condition.key]), "or")
    return f"{words} *" if levels.get(condition.key) in way.suits[condition.key] else words


def _now(now: str, levels: Levels, able: set[str]) -> Block | None:
    """Judge what runs the work now: too little for the conditions, more than they need, or just right."""
    free = lightest(levels)
    if now == NOTHING:
        start = (
            f"{free.name} is the lightest way that {_nothing(levels)} strains"
            if free
            else "whatever you choose will be strained"
        )
        return Caution("Nothing runs it yet.", f"{capital(start)}. Write down why you choose what you do.")
    way = BY_WAY.get(now)
    if way is None:
        return None
    strains, spare = those(governance.STRAIN, way, levels), those(governance.SPARE, way, levels)
    if strains:
        turn = f"{free.start} would bear it." if free else "No other way is free of strain either."
        if way in best(levels):
            turn = f"It still fits as well as any: mend the strain before you change the form. {turn}"
        return Caution(
            "Perhaps under-built.",
            f"What you have now, {way.name}, is strained by {_called(strains)}. {turn}",
        )
    if way in best(levels) or not spare:
        enough = ": you have no reason here to change" if free is way else ""
        words = f"You have {way.name} now. It fits as well as any, and {_nothing(levels)} strains it{enough}."
        return Part.of("What you have now", Sentence(words))
    return Caution("Perhaps over-built.", _over(way, spare, levels, able))


def _over(way: Way, spare: Sequence[str], levels: Levels, able: set[str]) -> str:
    suited = f"What you have now, {way.name}, is made for harder conditions than yours in {_called(spare)}."
    reasons = [f"it is the lightest way that {_nothing(levels)} strains"] if lightest(levels) is way else []
    reasons += ["somebody has to employ people"] if EMPLOY in able else []
    if not reasons:
        return f"{suited} Ask what it is there for, and what it would cost to go back to something lighter."
    return f"{suited} Yet {', and '.join(reasons)}. Write that down, and look again when it is no longer so."


def _lighter(levels: Levels) -> Sentence | None:
    """Say that a lighter way would do, where the one that fits best is not the lightest without strain."""
    first, free = best(levels), lightest(levels)
    if len(first) > 1 or free is None or WAYS.index(free) >= WAYS.index(first[0]):
        return None
    return Sentence(
        f"{free.start} is lighter than {first[0].name}, and {_nothing(levels)} strains it: it may be enough."
    )


def _unknown(levels: Levels) -> Prompt | None:
    unsure = [condition for condition in CONDITIONS if condition.key not in levels]
    if not unsure:
        return None
    return Prompt("Find out, because it may change the answer:", tuple(UNKNOWN[condition.key] for condition in unsure))


def _miscounted(named: int, members: float | None) -> Caution | None:
    if members is None or members >= named:
        return None
    return Caution("Count again.", f"You say that there are {members} partners, and name {named}. We count {named}.")


def _law(
    names: Mapping[str, str], kind_of: Mapping[str, str], nations: Sequence[str], able: set[str]
) -> tuple[Block | None, ...]:
    """Say which legal forms come near, whom they leave out, and what to ask about them."""
    heading = "Legal forms to ask about"
    if able == {INFORMATION}:
        words = "To share information, and nothing more, you need a written agreement on who may see what, and no form."
        return (Part.of(heading, Sentence(f"{words} Ask whoever answers for data protection to read it first.")),)
    lacks = [] if nations else ["where you work"]
    lacks += [] if len(kind_of) >= PARTNERS.fewest else ["what kind of body at least two of the partners are"]
    if lacks:
        return (Part.of(heading, Sentence(f"Say {in_a_row(lacks)}, and a short list appears here.")),)
    partners = {names[place]: kind for place, kind in kind_of.items()}
    found = shortlist(nations, partners, own_body=wants_body(able))
    forms = nearest(found)
    shown = [(one, "") for one in forms[:LISTED]] or _by_nation(nations, partners, able)
    return (
        Part.of(
            heading,
            Sentence(_reach(nations, partners, forms, each=bool(shown), silent=len(kind_of) < len(names))),
            _silent([name for place, name in names.items() if place not in kind_of]),
            *(_tables(shown, max(0, len(forms) - LISTED)) if shown else ()),
            _powers([one for one in found if one.a_power]),
        ),
        _can(able, [one for one, _ in shown]),
        _moving([one.vehicle for one, _ in shown]),
        _lawyer(able, [one for one, _ in shown]),
    )


def wants_body(able: set[str]) -> bool:
    """Tell whether what the joint work must do is easier with a body of its own.

    >>> wants_body({"hold", "public"}), wants_body({"employ"})
    (False, True)
    """
    return bool(able & {EMPLOY, CONTRACT})


def _by_nation(nations: Sequence[str], partners: Mapping[str, str], able: set[str]) -> list[tuple[LegalForm, str]]:
    """List a few forms for each nation by itself, each with its nation."""
    each = (
        {nation: nearest(shortlist([nation], partners, own_body=wants_body(able))) for nation in nations}
        if len(nations) > 1
        else {}
    )
    return [(one, nation) for nation, forms in each.items() for one in forms[:FOR_EACH_NATION]]


def _reach(
    nations: Sequence[str], partners: Mapping[str, str], forms: Sequence[LegalForm], *, each: bool, silent: bool
) -> str:
    """Say how many forms take in everybody whose kind is known, or who is left outside."""
    known = " whose kind you gave" if silent else ""
    where, everybody = in_a_row(nations), f"{'both' if len(partners) == 2 else f'all {len(partners)}'} partners{known}"
    pair = f"both partners{known}" if len(partners) == 2 else "even two of these partners"
    beside = "Whoever is outside can still take part, by a contract, a grant or a written agreement beside the form."
    if not forms and len(nations) > 1:
        then = (
            "Each of these holds in the nation named beside it"
            if each
            else "We have none for a single one of these nations either"
        )
        return f"No form that we have collected holds in {where} at once and takes in {pair}. {then}: ask for advice on each side of the border."
    if not forms:
        return f"No form that we have collected for {where} takes in {pair}. A written agreement or a contract is open to you."
    whole = sum(not one.outside for one in forms)
    if whole:
        return f"In {where}, {counted(whole, 'form')} that we have collected {by_number(whole, 'takes', 'take')} in {everybody}."
    return f"No form that we have collected for {where} takes in {everybody}: {_nearest_out(forms)}. {beside}"


def _nearest_out(forms: Sequence[LegalForm]) -> str:
    """Say whom the forms leave out that leave out fewest: the same partners, or each its own."""
    fewest = len(forms[0].outside)
    outside = {one.outside for one in forms if len(one.outside) == fewest}
    if len(outside) == 1:
        return f"the nearest leaves out {some(forms[0].outside)}"
    return f"the nearest each leave out {counted(fewest, 'partner')}, but not the same"


def _silent(names: Sequence[str]) -> Caution | None:
    if not names:
        return None
    are = by_number(len(names), "is", "are")
    return Caution("Not everybody is in this list.", f"You did not say what kind of body {some(names)} {are}.")


def _own_body(one: LegalForm) -> str:
    words = "Yes" if one.vehicle.legal_body == "yes" else "No"
    return f"{words}; put in place by law" if one.ready else words


def _tables(shown: Sequence[tuple[LegalForm, str]], more: int) -> tuple[Table, Table]:
    """Write the short list, and what each form is for with the law behind it."""
    titles = [f"{one.vehicle.name} ({nation})" if nation else one.vehicle.name for one, nation in shown]
    forms = [one for one, _ in shown]
    note = "A form that makes a legal body of its own can employ people and sign contracts. "
    note += f"{counted(more, 'more form')} could follow." if more else ""
    first = Table(
        "The forms that come nearest", ("Form", "Legal body", "Leaves out", "Look out for"),
        tuple(
            (title, _own_body(one), some(one.outside) or "nobody", one.vehicle.caution)
            for title, one in zip(titles, forms, strict=True)
        ), note=note.strip(),
    )  # fmt: skip
    second = Table(
        "What each is for, and the law behind it", ("Form", "What it is for", "Law"),
        tuple(
            (title, one.vehicle.purpose, f"{one.vehicle.basis} (checked {month_and_year(one.vehicle.last_checked)})")
            for title, one in zip(titles, forms, strict=True)
        ), note="A list to take to a lawyer, not legal advice.",
    )  # fmt: skip
    return first, second


def _powers(powers: Sequence[LegalForm]) -> Sentence | None:
    if not powers:
        return None
    said = [
        f"“{one.vehicle.name}” ({one.vehicle.basis}; it is not made for {some(one.outside)})"
        if one.outside
        else f"“{one.vehicle.name}” ({one.vehicle.basis})"
        for one in powers
    ]
    what = "is also a power to act, which is no form by itself but may help one"
    if len(powers) > 1:
        what = "are also powers to act, which are no forms by themselves but may help one"
    return Sentence(f"There {what}: {in_a_row(said)}.")


def _can(able: set[str], forms: Sequence[LegalForm]) -> Block | None:
    """Say how what the joint work must do could be done: by a body, by one partner for all, or from a pooled fund."""
    acts = [ABLE[act][0].lower() + ABLE[act][1:] for act in (EMPLOY, CONTRACT, HOLD) if act in able]
    if not acts:
        return None
    bodies = [f"“{one.vehicle.name}”" for one in forms if one.vehicle.legal_body == "yes" and not one.ready]
    pools = [f"“{one.vehicle.name}”" for one in forms if one.vehicle.pools]
    words = f"You want it to {in_a_row(acts)}. "
    if bodies:
        words += f"Of the forms listed, {in_a_row(bodies)} would be a body that can; with any other, one of you does it for all."
    else:
        words += (
            "We list no body of its own that you could set up, so one of you does it for all: equals with nobody in the "
            "middle have no hand to sign with. Agree which of you, and what it is paid for that."
        )
    if HOLD in able and pools:
        words += f" Money can be pooled without a body, through {in_a_row(pools)}."
    return Part.of("What it must be able to do", Sentence(words))


def _moving(vehicles: Sequence[Vehicle]) -> Caution | None:
    names = list(dict.fromkeys(f"“{vehicle.name}”" for vehicle in vehicles if vehicle.moving))
    if not names:
        return None
    return Caution("The law is moving here.", f"Ask what has changed since we looked: {in_a_row(names)}.")


def _lawyer(able: set[str], forms: Sequence[LegalForm]) -> Prompt:
    items = [
        "Who employs the people?",
        "Who bears an overspend?",
        "How does a partner leave, and what does it take along?",
    ]
    outside = forms[0].outside if forms else ()
    if outside:
        items.append(f"How {by_number(len(outside), 'is', 'are')} {some(outside)} bound in, outside the form?")
    if PUBLIC in able:
        items.append("Which of its meetings and papers would be open to the public?")
    return Prompt("To ask the lawyer of each form:", tuple(items))


def _next(levels: Levels) -> Prompt:
    """End with what to do about the strain, and with the reason to write down."""
    first = best(levels)[0]
    items = [MENDS[key] for key in those(governance.STRAIN, first, levels)]
    items.append(
        "Let each partner answer the first questions by itself: where you differ is worth more than the average."
    )
    items.append("Write down which way you chose, why, and the month in which you will look again.")
    return Prompt("To do next:", tuple(items))


EXERCISE = Form()
