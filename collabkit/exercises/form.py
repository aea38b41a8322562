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
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Amount, Choice, Choices, Grid, Questions, Rating, Row, Scale, Unsure
from collabkit.sitting import Sitting
from collabkit.translation import by_number, say
from collabkit.wording import capital, counted, in_a_row, month_and_year, number_word, some

LISTED: Final = 5
"""A short list is one that a lawyer can be asked about in an hour."""
FOR_EACH_NATION: Final = 2
"""How many forms to show for each nation where none holds in all of them."""
NOTHING: Final = "nothing"
EMPLOY, CONTRACT, HOLD, PUBLIC, INFORMATION = "employ", "contract", "hold", "public", "information"
ABLE: Final = {
    EMPLOY: say("Employ people"), CONTRACT: say("Sign contracts"), HOLD: say("Hold money or property together"),
    PUBLIC: say("Take decisions in public"), INFORMATION: say("Share information, and nothing more"),
}  # fmt: skip
ACTS: Final = {
    EMPLOY: say("employ people"), CONTRACT: say("sign contracts"), HOLD: say("hold money or property together"),
}  # fmt: skip
"""What it takes a body to do, as it stands in a sentence."""
HEADINGS: Final = {
    governance.SHARED: say("Shared governance"), governance.LEAD: say("Lead organisation"), governance.BODY: say("Separate body"),
}  # fmt: skip
"""Each way at the head of a column."""
OTHER_KIND: Final = "other"
UNKNOWN: Final = {
    "trust": say("Ask each partner, apart, which of the others it would let act in its name."),
    "size": say("Count the partners."),
    "goals": say("Ask each partner to write down the goal in a sentence, and lay the sentences side by side."),
    "skill": say("List what somebody must be able to do for all of you, and who can do it now."),
}
"""What to find out where a condition is not known."""
MENDS: Final = {
    "trust": say("Trust: choose the two partners with the thinnest link, and give them one small task to do without the rest."),
    "size": say("Numbers: let a few decide between meetings, and write down what they may not decide."),
    "goals": say("Goals: agree on one result for one year, and leave the rest of the aims open."),
    "skill": say("Skill at the centre: name the person who will supply it, who pays, and what the others stop doing in return."),
}  # fmt: skip
"""What to do where a condition strains the way chosen."""
TWO: Final = {
    "trust": say("Trust: take on one small task together, with an end that both of you can see, before anything larger."),
    "skill": say("Skill at the centre: name the person who will supply it, who pays, and what the other stops doing in return."),
}  # fmt: skip
"""What to do instead where there are two partners: they have no thinnest link, and nobody is the rest."""


def _rating(key: str, text: str, *points: str, help: str = "", section: str = "") -> Rating[int | Unsure]:
    scale = Scale.of(*points, unsure=say("Not sure"))
    missing = say("Please answer, if only with “Not sure”: {question}", question=text)
    return Rating(key=key, text=text, scale=scale, help=help, section=section, required=True, missing=missing)


MEMBERS: Final = Amount(
    key="members", text=say("How many partners are there in all?"), help=say("Only if there are more than you named above."),
    unit="partners", least=PARTNERS.fewest, most=1000, whole=True,
)  # fmt: skip
TRUST: Final = _rating(
    "trust", say("How widely is trust spread among the partners?"),
    say("Between a few pairs, or only through one partner"), say("Among many of them"), say("Between nearly all of them"),
    section=say("How you govern"),
)  # fmt: skip
GOALS: Final = _rating(
    "goals", say("How far do the partners agree on goals?"),
    say("They want different things"), say("They agree on a little"), say("They agree on most"), say("They want the same"),
)  # fmt: skip
SKILL: Final = _rating(
    "skill", say("How much skill does the work need at the centre?"),
    say("Little: the chores can go round"), say("Some: a coordinator or a team leader"), say("Much: specialists with no other job"),
    help=say("To lead a team, keep the money and the data in order, or speak for you all."),
)  # fmt: skip
NOW: Final = Choice(
    key="now",
    text=say("What runs the joint work now?"),
    options=(
        (governance.SHARED, say("All of us, as equals")),
        (governance.LEAD, say("One of us, for all")),
        (governance.BODY, say("A separate body")),
        (NOTHING, say("Nothing yet")),
    ),
)
MUST: Final = Choices(
    key="able",
    text=say("What must the joint work be able to do?"),
    help=say("What it must do in its first years, and not what would be handy one day."),
    options=tuple(ABLE.items()),
    section=say("The legal form"),
)
WHERE: Final = Choices(
    key="nations", text=say("Where do you work?"), options=tuple((nation, say(nation)) for nation in NATIONS)
)
KIND: Final = Choice(key="kind", text=say("Kind of body"), options=(*BODIES.items(), (OTHER_KIND, say("Another kind"))))
KINDS: Final = Grid(
    key="body",
    text=say("What kind of body is each partner?"),
    missing=say("Name at least two partners above, and you can say here what kind of body each is."),
    rows=(),
    columns=(KIND,),
)
"""Each partner, under its place."""


class Form(Exercise):
    """Four conditions, what runs the work now, and what kind of body each partner is."""

    id = "form"
    title = say("Which way of governing, and which legal form?")
    chapter = 3
    minutes = 12
    purpose = say(
        "Answer for four things that should decide how joint work is governed, and say what kind of body each partner is. "
        "You see which of three ways fits and what strains it, and take away a short list of legal forms with the questions "
        "to put to a lawyer."
    )
    asks = say(
        "Should we govern together, let one of us lead or set up a body, and which legal forms are worth a lawyer’s time?"
    )
    leaves_out = say(
        "It takes one answer for the whole group, though partners may see it differently. It knows three pure ways and no "
        "mixtures, and only the legal forms that this course has collected: agreements of your own making are not among them. "
        "It looks at neither tax nor pensions nor procurement."
    )
    rests_on = say(
        "The four conditions are propositions of Provan and Kenis, given here as they are usually reported; they are not "
        "tested thresholds, and a later study of 224 articles found the evidence in pieces. Where few ends and many begins, "
        "what counts as strain and which way is lightest are ours. The forms were read in the law or in a guide to it."
    )
    sources = ("provan2008", "wegner2019", "milward1998")
    beyond = Need(say("Of these three, at least one that you are sure of"), TRUST.key)
    story = say(
        "Steady Brackendale, a fictional falls service, is run by the county council. Dr Anna Leigh of the health trust asks "
        "why, and Samira Khan works through the answer with her."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "partners": list(EXAMPLE_PARTNERS),
        "trust": 2, "goals": 4, "skill": 2, "now": governance.LEAD,
        "able": [EMPLOY, HOLD], "nations": [NATIONS[0]],
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
        partners = max(len(names), int(members or 0))
        levels = known(sitting, partners)
        if len(levels) == 1:  # only the number of partners
            needed = say(
                "Answer at least one of trust, goals and skill at the centre with something other than “Not sure”."
            )
            return Findings.needing([needed])
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
                say("These are propositions, not laws."),
                say(
                    "Use them to find what does not match. Equality is no condition of success: of the mental health networks "
                    "that Milward and Provan compared, clients did best in the one that a powerful agency dominated."
                ),
            ),
            *_law(names, sitting.column(KINDS, KIND), sitting.get(WHERE, []), able, partners),
            *_mends(levels, sitting.get(NOW, ""), MENDS | (TWO if partners == 2 else {})),
            _next(),
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


def _many(keys: Sequence[str]) -> int:
    """Say with how many things a verb agrees: numbers and goals are several in themselves."""
    return 1 if len(keys) == 1 and keys[0] in {"trust", "skill"} else 2


def _all_known(levels: Levels) -> bool:
    return len(levels) == len(CONDITIONS)


def _out_of(levels: Levels, count: int) -> str:
    """Say how many of the conditions that are known."""
    number, total = number_word(count), number_word(len(levels))
    if count < len(levels):
        if _all_known(levels):
            return say("{number} of the {total} conditions", number=number, total=total)
        return say("{number} of the {total} conditions that you know", number=number, total=total)
    if _all_known(levels):
        return say("all {total} conditions", total=total)
    return (
        say("both conditions that you know") if count == 2 else say("all {total} conditions that you know", total=total)
    )


def _lightest(free: Way | None, levels: Levels) -> str:
    """Name the lightest way that nothing strains, in a clause."""
    if free is None:
        return say("no way is free of strain")
    if _all_known(levels):
        return say("{way} is the lightest way that nothing strains", way=free.name)
    return say("{way} is the lightest way that nothing that you know strains", way=free.name)


def headline(levels: Levels) -> str:
    """Name the way that fits best, what strains it, and the lightest way that nothing strains."""
    first = best(levels)
    count = len(those(governance.FITS, first[0], levels))
    lightest_way = _lightest(lightest(levels), levels)
    if not count:
        return say("None of the three ways fits what you know so far; {lightest_way}.", lightest_way=lightest_way)
    conditions = _out_of(levels, count)
    if len(first) > 1:
        return say(
            "It is a tie: {ways} fit equally well, on {conditions}; {lightest_way}.",
            ways=in_a_row(way.name for way in first),
            conditions=conditions,
            lightest_way=lightest_way,
        )
    way, strains = first[0].start, those(governance.STRAIN, first[0], levels)
    if strains:
        return by_number(
            _many(strains),
            "{way} fits best, on {conditions}, but {strains} strains it; {lightest_way}.",
            "{way} fits best, on {conditions}, but {strains} strain it; {lightest_way}.",
            way=way,
            conditions=conditions,
            strains=_called(strains),
            lightest_way=lightest_way,
        )
    if _all_known(levels):
        return say("{way} fits best, on {conditions}, and nothing strains it.", way=way, conditions=conditions)
    return say(
        "{way} fits best, on {conditions}, and nothing that you know strains it.", way=way, conditions=conditions
    )


def _steps(verdict: str, way: Way, levels: Levels) -> str:
    found = [
        f"{BY_KEY[key].name} ({counted(judged(way, key, levels[key])[1], 'step')})"
        for key in those(verdict, way, levels)
    ]
    return ", ".join(found) or say("nothing")


def _fits(levels: Levels) -> Table:
    rows = tuple(
        (
            f"{way.start} ({way.who})",
            say("{number} of {total}", number=len(those(governance.FITS, way, levels)), total=len(levels)),
            _steps(governance.STRAIN, way, levels),
            _steps(governance.SPARE, way, levels),
        )
        for way in WAYS
    )
    note = say(
        "Strained: your conditions are harder than the way is usually reported to suit. To spare: they are easier, so it "
        "may be more than you need."
    )
    return Table(
        say("How each way fits, the lightest first"),
        (say("Way"), say("Fits"), say("Strained by"), say("To spare")),
        rows,
        note=note,
    )


def _profiles(levels: Levels) -> Table:
    rows = tuple(
        (
            capital(condition.name),
            condition.levels[levels[condition.key] - 1] if condition.key in levels else say("not known"),
            *(_suited(way, condition, levels) for way in WAYS),
        )
        for condition in CONDITIONS
    )
    columns = (say("Condition"), say("You"), *(HEADINGS[way.key] for way in WAYS))
    note = say(
        "* fits. We call up to {few} partners few, and up to {moderate} a moderate number.",
        few=governance.FEW,
        moderate=governance.MODERATE,
    )
    return Table(say("What each way is usually reported to suit"), columns, rows, note=note)


def _suited(way: Way, condition: Condition, levels: Levels) -> str:
    words = in_a_row((condition.levels[level - 1] for level in way.suits[condition.key]), "or")
    return f"{words} *" if levels.get(condition.key) in way.suits[condition.key] else words


def _now(now: str, levels: Levels, able: set[str]) -> Block | None:
    """Judge what runs the work now: too little for the conditions, more than they need, or just right."""
    free = lightest(levels)
    if now == NOTHING:
        words = f"{_first_choice(free, levels)} {say('Write down why you choose what you do.')}"
        return Caution(say("Nothing runs it yet."), words)
    way = BY_WAY.get(now)
    if way is None:
        return None
    strains, spare = those(governance.STRAIN, way, levels), those(governance.SPARE, way, levels)
    if strains:
        heavier = WAYS.index(way) < (WAYS.index(free) if free else len(WAYS) - 1)
        lead = say("Perhaps under-built.") if heavier else say("Perhaps the wrong way.")
        return Caution(lead, _under(way, strains, free, fits=way in best(levels)))
    if way in best(levels) or not spare:
        return Part.of(say("What you have now"), Sentence(_suits(way, levels, lightest_way=free is way)))
    return Caution(say("Perhaps over-built."), _over(way, spare, levels, able))


def _first_choice(free: Way | None, levels: Levels) -> str:
    """Say where to begin when nothing runs the work yet."""
    if free is None:
        return say("Whatever you choose will be strained.")
    if _all_known(levels):
        return say("{way} is the lightest way that nothing strains.", way=free.start)
    return say("{way} is the lightest way that nothing that you know strains.", way=free.start)


def _under(way: Way, strains: Sequence[str], free: Way | None, *, fits: bool) -> str:
    """Say what strains the way in use, and what would bear it."""
    sentences = (
        say("What you have now, {way}, is strained by {conditions}.", way=way.name, conditions=_called(strains)),
        say("It still fits as well as any: mend the strain before you change the form.") if fits else "",
        say("{way} would bear it.", way=free.start) if free else say("No other way is free of strain either."),
    )
    return " ".join(filter(None, sentences))


def _suits(way: Way, levels: Levels, *, lightest_way: bool) -> str:
    """Say that the way in use is as good as any, and whether something lighter would do."""
    fits = say("You have {way} now.", way=way.name)
    if lightest_way and _all_known(levels):
        no_strain = say("It fits as well as any, and nothing strains it: you have no reason here to change.")
    elif lightest_way:
        no_strain = say(
            "It fits as well as any, and nothing that you know strains it: you have no reason here to change."
        )
    elif _all_known(levels):
        no_strain = say("It fits as well as any, and nothing strains it.")
    else:
        no_strain = say("It fits as well as any, and nothing that you know strains it.")
    return f"{fits} {no_strain}"


def _over(way: Way, spare: Sequence[str], levels: Levels, able: set[str]) -> str:
    sentences = [
        say(
            "What you have now, {way}, is made for harder conditions than yours in {conditions}.",
            way=way.name,
            conditions=_called(spare),
        )
    ]
    reasons = _reasons(EMPLOY in able, levels, lightest_way=lightest(levels) is way)
    if reasons:
        sentences += [reasons, say("Write that down, and look again when it is no longer so.")]
    else:
        sentences.append(say("Ask what it is there for, and what it would cost to go back to something lighter."))
    return " ".join(sentences)


def _reasons(employs: bool, levels: Levels, *, lightest_way: bool) -> str:
    """Say why there may be cause to keep what looks over-built, or nothing."""
    if not lightest_way:
        return say("Yet somebody has to employ people.") if employs else ""
    if _all_known(levels):
        if employs:
            return say("Yet it is the lightest way that nothing strains, and somebody has to employ people.")
        return say("Yet it is the lightest way that nothing strains.")
    if employs:
        return say("Yet it is the lightest way that nothing that you know strains, and somebody has to employ people.")
    return say("Yet it is the lightest way that nothing that you know strains.")


def _lighter(levels: Levels) -> Sentence | None:
    """Say that a lighter way would do, where the one that fits best is not the lightest without strain."""
    first, free = best(levels), lightest(levels)
    if len(first) > 1 or free is None or WAYS.index(free) >= WAYS.index(first[0]):
        return None
    lighter, way = free.start, first[0].name
    if _all_known(levels):
        return Sentence(
            say("{lighter} is lighter than {way}, and nothing strains it: it may be enough.", lighter=lighter, way=way)
        )
    return Sentence(
        say(
            "{lighter} is lighter than {way}, and nothing that you know strains it: it may be enough.",
            lighter=lighter,
            way=way,
        )
    )


def _unknown(levels: Levels) -> Prompt | None:
    unsure = [condition for condition in CONDITIONS if condition.key not in levels]
    if not unsure:
        return None
    return Prompt(
        say("Find out, because it may change the answer:"), tuple(UNKNOWN[condition.key] for condition in unsure)
    )


def _miscounted(named: int, members: float | None) -> Caution | None:
    if members is None or members >= named:
        return None
    return Caution(
        say("Count again."),
        say(
            "You say that there are {members} partners, and name {named}. We count {named}.",
            members=members,
            named=named,
        ),
    )


def _law(
    names: Mapping[str, str], kind_of: Mapping[str, str], nations: Sequence[str], able: set[str], members: int
) -> tuple[Block | None, ...]:
    """Say which legal forms come near, whom they leave out, and what to ask about them; there may be more members than names."""
    heading = say("Legal forms to ask about")
    lacking = _lacking(bool(nations), len(kind_of) >= PARTNERS.fewest)
    if able == {INFORMATION}:
        lacking = say(
            "To share information, and nothing more, you need a written agreement on who may see what, and no form. Ask "
            "whoever answers for data protection to read it first."
        )
    if lacking:
        return (Part.of(heading, Sentence(lacking)),)
    partners = {names[place]: kind for place, kind in kind_of.items()}
    found = shortlist(nations, partners, own_body=wants_body(able))
    forms = nearest(found)
    shown = [(one, "") for one in forms[:LISTED]] or _by_nation(nations, partners, able)
    alone = [nation for _, nation in shown if nation]
    return (
        Part.of(
            heading,
            Sentence(_reach(nations, partners, forms, alone, silent=len(kind_of) < members)),
            _silent(
                [name for place, name in names.items() if place not in kind_of],
                members - len(names),
                listed=bool(shown),
            ),
            *(_tables(shown, max(0, len(forms) - LISTED)) if shown else ()),
            _powers([one for one in found if one.a_power]),
        ),
        _can(able, [one for one, _ in shown]),
        _moving([one.vehicle for one, _ in shown]),
        _lawyer(able, [one for one, _ in shown]),
    )


def _lacking(where: bool, who: bool) -> str:
    """Say what must be known before forms can be listed, or nothing."""
    if where and who:
        return ""
    if where:
        return say("Say what kind of body at least two of the partners are, and a short list appears here.")
    if who:
        return say("Say where you work, and a short list appears here.")
    return say(
        "Say where you work and what kind of body at least two of the partners are, and a short list appears here."
    )


def _everybody(number: int, *, silent: bool) -> str:
    """Call the partners whose kind is known, which are not all of them where some are silent."""
    if number == 2:
        return say("both partners whose kind you gave") if silent else say("both partners")
    if silent:
        return say("all {number} partners whose kind you gave", number=number)
    return say("all {number} partners", number=number)


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


def _border(nations: Sequence[str], alone: Sequence[str]) -> str:
    """Say where forms hold that hold in one nation each: the nation of each of them is in ``alone``."""
    if not alone:
        return say("We have none for a single one of these nations either: ask for advice on each side of the border.")
    without = in_a_row(say(nation) for nation in nations if nation not in alone)
    if not without:
        return say("Each of these holds in the nation named beside it: ask for advice on each side of the border.")
    return by_number(
        len(alone),
        "This one holds in the nation named beside it, and for {nations} we have none: ask for advice on each side of "
        "the border.",
        "Each of these holds in the nation named beside it, and for {nations} we have none: ask for advice on each side "
        "of the border.",
        nations=without,
    )


def _reach(
    nations: Sequence[str],
    partners: Mapping[str, str],
    forms: Sequence[LegalForm],
    alone: Sequence[str],
    *,
    silent: bool,
) -> str:
    """Say how many forms take in everybody whose kind is known, or who is left outside."""
    where, everybody = in_a_row(map(say, nations)), _everybody(len(partners), silent=silent)
    pair = everybody if len(partners) == 2 else say("even two of these partners")
    if not forms and len(nations) > 1:
        none = say(
            "No form that we have collected holds in {nations} at once and takes in {partners}.",
            nations=where,
            partners=pair,
        )
        return f"{none} {_border(nations, alone)}"
    if not forms:
        return say(
            "No form that we have collected for {nations} takes in {partners}. A written agreement or a contract is open "
            "to you.",
            nations=where,
            partners=pair,
        )
    whole = sum(not one.outside for one in forms)
    if whole:
        return by_number(
            whole,
            "In {nations}, {forms} that we have collected takes in {partners}.",
            "In {nations}, {forms} that we have collected take in {partners}.",
            nations=where,
            forms=counted(whole, "form"),
            partners=everybody,
        )
    left_out = say(
        "No form that we have collected for {nations} takes in {partners}: {nearest}.",
        nations=where,
        partners=everybody,
        nearest=_nearest_out(forms),
    )
    beside = say(
        "Whoever is outside can still take part, by a contract, a grant or a written agreement beside the form."
    )
    return f"{left_out} {beside}"


def _nearest_out(forms: Sequence[LegalForm]) -> str:
    """Say whom the forms leave out that leave out fewest: the same partners, or each its own."""
    fewest = len(forms[0].outside)
    outside = {one.outside for one in forms if len(one.outside) == fewest}
    if len(outside) == 1:
        return say("the nearest leaves out {partners}", partners=some(forms[0].outside))
    return say("the nearest each leave out {partners}, but not the same", partners=counted(fewest, "partner"))


def _silent(names: Sequence[str], unnamed: int, *, listed: bool) -> Caution | None:
    """Say which partners, and how many beside those named, are missing from the forms, or from what is said in their place."""
    sentences = []
    if names:
        sentences.append(
            by_number(
                len(names),
                "You did not say what kind of body {partners} is.",
                "You did not say what kind of body {partners} are.",
                partners=some(names),
            )
        )
    if unnamed:
        sentences.append(
            by_number(
                unnamed,
                "There is {partners} whom you did not name.",
                "There are {partners} whom you did not name.",
                partners=counted(unnamed, "more partner"),
            )
        )
    if not sentences:
        return None
    lead = say("Not everybody is in this list.") if listed else say("Not everybody is counted here.")
    return Caution(lead, " ".join(sentences))


def _own_body(one: LegalForm) -> str:
    if one.vehicle.legal_body == "yes":
        return say("Yes; put in place by law") if one.ready else say("Yes")
    return say("No; put in place by law") if one.ready else say("No")


def _tables(shown: Sequence[tuple[LegalForm, str]], more: int) -> tuple[Table, Table]:
    """Write the short list, and what each form is for with the law behind it."""
    titles = [f"{one.vehicle.name} ({say(nation)})" if nation else one.vehicle.name for one, nation in shown]
    forms = [one for one, _ in shown]
    note = say("A form that makes a legal body of its own can employ people and sign contracts.")
    if more:
        note += " " + say("{more_forms} could follow.", more_forms=counted(more, "more form"))
    first = Table(
        say("The forms that come nearest"), (say("Form"), say("Legal body"), say("Leaves out"), say("Look out for")),
        tuple(
            (title, _own_body(one), some(one.outside) or say("nobody"), one.vehicle.caution)
            for title, one in zip(titles, forms, strict=True)
        ), note=note,
    )  # fmt: skip
    second = Table(
        say("What each is for, and the law behind it"), (say("Form"), say("What it is for"), say("Law")),
        tuple((title, one.vehicle.purpose, _read(one.vehicle)) for title, one in zip(titles, forms, strict=True)),
        note=say("A list to take to a lawyer, not legal advice."),
    )  # fmt: skip
    return first, second


def _read(vehicle: Vehicle) -> str:
    """Name the law behind a form, and when it was read."""
    return say("{law} (checked {month})", law=vehicle.basis, month=month_and_year(vehicle.last_checked))


def _powers(powers: Sequence[LegalForm]) -> Sentence | None:
    if not powers:
        return None
    said = [
        say(
            "“{power}” ({law}; it is not made for {partners})",
            power=one.vehicle.name,
            law=one.vehicle.basis,
            partners=some(one.outside),
        )
        if one.outside
        else f"“{one.vehicle.name}” ({one.vehicle.basis})"
        for one in powers
    ]
    return Sentence(
        by_number(
            len(powers),
            "There is also a power to act, which is no form by itself but may help one: {powers}.",
            "There are also powers to act, which are no forms by themselves but may help one: {powers}.",
            powers=in_a_row(said),
        )
    )


def _can(able: set[str], forms: Sequence[LegalForm]) -> Block | None:
    """Say how what the joint work must do could be done: by a body, by one partner for all, or from a pooled fund."""
    acts = [words for act, words in ACTS.items() if act in able]
    if not acts:
        return None
    bodies = [f"“{one.vehicle.name}”" for one in forms if one.vehicle.legal_body == "yes" and not one.ready]
    pools = [f"“{one.vehicle.name}”" for one in forms if one.vehicle.pools]
    sentences = [say("You want it to {acts}.", acts=in_a_row(acts))]
    if bodies:
        sentences.append(_bodies(bodies, others=len(forms) > len(bodies)))
    else:
        sentences.append(
            say(
                "We list no body of its own that you could set up: ask a lawyer whether there is one that we have not "
                "collected. Without one, one of you does it for all: equals with nobody in the middle have no hand to sign "
                "with. Agree which of you, and what it is paid for that."
            )
        )
    if HOLD in able and pools:
        sentences.append(say("Money can be pooled without a body, through {forms}.", forms=in_a_row(pools)))
    return Part.of(say("What it must be able to do"), Sentence(" ".join(sentences)))


def _bodies(bodies: Sequence[str], *, others: bool) -> str:
    """Say which of the forms listed make a body that can act, and who acts with any other that is listed."""
    words = by_number(
        len(bodies),
        "Of the forms listed, {bodies} would be a body that can.",
        "Of the forms listed, {bodies} would be bodies that can.",
        bodies=in_a_row(bodies),
    )
    return f"{words} {say('With any other, one of you does it for all.')}" if others else words


def _moving(vehicles: Sequence[Vehicle]) -> Caution | None:
    names = list(dict.fromkeys(f"“{vehicle.name}”" for vehicle in vehicles if vehicle.moving))
    if not names:
        return None
    return Caution(
        say("The law is moving here."), say("Ask what has changed since we looked: {forms}.", forms=in_a_row(names))
    )


def _lawyer(able: set[str], forms: Sequence[LegalForm]) -> Prompt:
    items = [
        say("Who employs the people?"),
        say("Who bears an overspend?"),
        say("How does a partner leave, and what does it take along?"),
    ]
    outside = forms[0].outside if forms else ()
    if outside and any(one.outside != outside for one in forms):
        items.append(say("How is whoever it leaves out bound in, outside the form?"))
    elif outside:
        items.append(
            by_number(
                len(outside),
                "How is {partners} bound in, outside the form?",
                "How are {partners} bound in, outside the form?",
                partners=some(outside),
            )
        )
    if PUBLIC in able:
        items.append(say("Which of its meetings and papers would be open to the public?"))
    if not forms:
        return Prompt(say("To ask a lawyer, whatever you sign:"), tuple(items))
    lead = by_number(len(forms), "To ask the lawyer about this form:", "To ask the lawyer of each form:")
    return Prompt(lead, tuple(items))


def to_mend(ways: Sequence[Way], levels: Levels) -> tuple[str, ...]:
    """Return what strains every one of these ways.

    >>> to_mend(WAYS[:2], {"trust": 1, "size": 1}), to_mend(WAYS[:1], {"trust": 1, "size": 1})
    ((), ('trust',))
    """
    return tuple(key for key in levels if all(key in those(governance.STRAIN, way, levels) for way in ways))


def _mends(levels: Levels, now: str, mends: Mapping[str, str]) -> tuple[Prompt, ...]:
    """Say what to do about strain, each time with the way that it is for: the one in use, and the one that fits best."""
    first, used = best(levels), BY_WAY.get(now)
    found = [(say("If you keep {way}, mend what strains it:", way=used.name), to_mend((used,), levels))] if used else []
    if used not in first:
        found.append((_choosing([way.name for way in first]), to_mend(first, levels)))
    return tuple(Prompt(lead, tuple(mends[key] for key in keys)) for lead, keys in found if keys)


def _choosing(ways: Sequence[str]) -> str:
    """Begin what to mend where one of these is chosen."""
    if len(ways) == 1:
        return say("If you choose {way}, mend what strains it:", way=ways[0])
    return say("Whichever you choose of {ways}, mend what strains each of them:", ways=in_a_row(ways, "or"))


def _next() -> Prompt:
    """End with the others' answers, and with the reason to write down."""
    items = (
        say("Let each partner answer the first questions by itself: where you differ is worth more than the average."),
        say("Write down which way you chose, why, and the month in which you will look again."),
    )
    return Prompt(say("To do next:"), items)


EXERCISE = Form()
