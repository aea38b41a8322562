"""language (chapter 0): what is shared and how, the word that fits it, and the word that misleads.

Words are compared by the points that are printed: those with as many as the best fit equally well, and all are named.
What was left open counts neither for a word nor against it, so a word that turns on it is named with that reserve.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from collabkit.charts import Bars
from collabkit.data.terms import ELASTIC, SEPARATE, TERMS, THINGS, ElasticTerm, Term
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, NAME
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Figure, Findings, Part, Prompt, Sentence, Table
from collabkit.questions import UNSURE, Choice, Questions, Rating, Scale
from collabkit.sitting import Sitting
from collabkit.translation import by_number, say, say_each
from collabkit.wording import capital, counted, in_a_row

FEWEST: Final = 4
"""With fewer of the eight things known, most words fit equally well."""
DOUBLE: Final = 2
"""What a word turns on counts double: a pooled budget without a fund is none, whatever else is shared."""
STEPS: Final = 2
"""From separate to pooled it is two steps."""
CLOSE: Final = 5
"""Words whose fit is no more than this many points apart are too close to choose between by number."""
WEAK: Final = 70
"""A word below this fits so badly that a plain sentence serves better."""
SWITCHES: Final = 5
"""How many changes that would change the word to list."""
NO_WORD: Final = "none"
HOW: Final = say_each("separate", "aligned", "pooled")
NAMES: Final[dict[str, str]] = {
    "information": say("information"), "staff": say("staff"), "buildings": say("buildings"), "services": say("services"),
    "money": say("money"), "decisions": say("decisions"), "risk": say("risk"), "governance": say("governance"),
}  # fmt: skip
"""The eight things as they stand in a sentence."""
PLURAL: Final = frozenset({"buildings", "services", "decisions"})
"""Those of the eight things that are many."""

Levels = Mapping[str, int]

_SCALES: Final[dict[str, tuple[str, ...]]] = {
    "information": (say("Each keeps its own"), say("Passed on as agreed"), say("One record or list for all")),
    "staff": (say("Each directs its own"), say("Lent, or working side by side"), say("One team, one manager")),
    "buildings": (say("Each uses its own"), say("Rooms lent to each other"), say("One place for all")),
    "services": (say("Each runs its own"), say("Run apart, made to fit"), say("One service for all")),
    "money": (say("Each plans and spends its own"), say("Planned together, spent apart"), say("One fund")),
    "decisions": (
        say("Each decides alone"),
        say("Agreed together, confirmed by each"),
        say("One table decides for all"),
    ),
    "risk": (say("Each bears its own"), say("Some losses divided as agreed"), say("All losses borne in common")),
    "governance": (
        say("Each answers to its own board"),
        say("A joint group reports to each board"),
        say("One board over all"),
    ),
}
_ASK: Final[dict[str, str]] = {
    "information": say("Who may see what about whom, and where is that written down?"),
    "staff": say("Whom do the people who do the work take instructions from?"),
    "buildings": say("Whose doors do people come through, and who holds the lease?"),
    "services": say("Does the person served meet one service or several?"),
    "money": say("Is there one account, or several with one plan?"),
    "decisions": say("Has anything been decided that one of you did not want, and did it stand?"),
    "risk": say("If this were sued or overspent tomorrow, who would pay?"),
    "governance": say("To which board, council or trustees would you explain a failure?"),
}

HELD: Final = {
    thing: Rating(
        key=thing,
        text=capital(NAMES[thing]),
        scale=Scale.of(*words, start=SEPARATE, unsure=say("Not sure")),
        section=say("What is shared, or will be, and how?") if thing == THINGS[0] else "",
    )
    for thing, words in _SCALES.items()
}
"""How each thing is held."""
WORD: Final = Choice(
    key="word",
    text=say("Which word do your papers use now?"),
    help=say("If there are several, take the one in the title."),
    options=(*((term.key, capital(term.name)) for term in (*TERMS, *ELASTIC)), (NO_WORD, say("None of these"))),
    section=say("What it is called"),
)


class Language(Exercise):
    """Eight things that can be shared, each held apart, in step or in common."""

    id = "language"
    title = say("What do you share, and what is the word for it?")
    chapter = 0
    minutes = 8
    purpose = say(
        "Say for eight things whether each of you keeps its own, you keep in step, or you hold it in common. You get a "
        "plain description of what you share, the word that comes nearest, and the word that would mislead."
    )
    asks = say("Which word fits what we really share, and which one promises something else?")
    leaves_out = say(
        "It looks at what is shared, not at how well it works, how much you trust each other, or what form in law it has. "
        "It knows ten words; the right one for you may be a plain sentence."
    )
    rests_on = say(
        "A discussion aid of ours. What each word turns on follows the sources named; the rest of each word’s profile is "
        "our reading of ordinary use, and so is the way of measuring how near you are. Researchers do not agree on these words."
    )
    sources = (
        "castaner2020", "audit2009", "pooledtoolkit", "elston2020", "leutz1999", "ansell2008", "frey2006",
        "himmelman2002", "lga1972", "bryson2006", "dickinson2010", "ling2002",
    )  # fmt: skip
    beyond = Need(say("How at least four of the eight things are held"), THINGS[0])
    story = say(
        "The chief executive of fictional Brackendale has written of a “shared service”. Samira Khan asks the partners "
        "what would really be shared in the first year."
    )
    example = {
        "collaboration": EXAMPLE_NAME, "information": 2, "staff": 1, "buildings": 0, "services": 1, "money": 1,
        "decisions": 1, "risk": 0, "governance": 1, "word": "shared-services",
    }  # fmt: skip

    def ask(self, answers: Answers) -> Questions:  # noqa: ARG002 - the same for everybody
        """Ask how each thing is held, and which word is in use."""
        return (NAME, *HELD.values(), WORD)

    def find(self, sitting: Sitting) -> Findings:
        """Describe what is shared, rank the words, and name the one that misleads."""
        answered = {thing: value for thing in THINGS if (value := sitting.get(HELD[thing])) is not None}
        levels = {thing: value for thing, value in answered.items() if value != UNSURE}
        unsure = tuple(thing for thing, value in answered.items() if value == UNSURE)
        if len(levels) < FEWEST:
            return Findings.needing([_more(len(levels))])
        ranked = ranking(levels)
        used = next((term for term in (*TERMS, *ELASTIC) if term.key == sitting.get(WORD)), None)
        wrong = misleading(levels, ranked, used)
        return Findings.of(
            headline(levels, ranked, wrong),
            Part.of(
                say("In plain words"),
                Sentence(f"{plain(levels)} {say('Say this before you say what it is called.')}"),
            ),
            *(_words(levels, ranked, wrong, used) if any(levels.values()) else ()),
            _used(used, levels, ranked),
            _switches(levels, ranked),
            Prompt(say("Find out before you choose a word:"), tuple(_ASK[thing] for thing in unsure))
            if unsure
            else None,
            _partly(len(levels)),
            Caution(
                say("The word is not the work."), say("If the word does not fit, change the word and not the project.")
            ),
            _next(levels, leaders(levels, ranked), wrong),
        )


def fit(term: Term, levels: Levels) -> float:
    """Say how well a word fits, from 0 (the opposite in everything) to 100 (just what the word says).

    It is 100 less the mean distance in steps, as a share of the two steps possible; what the word turns on counts
    double, and what was not answered does not count.

    >>> fit(TERMS[0], {"information": 1, "staff": 0, "money": 0, "decisions": 0})
    100.0
    >>> round(fit(TERMS[0], {"information": 1, "staff": 2, "money": 1, "decisions": 0}), 1)
    75.0
    """
    weights = {thing: DOUBLE if thing in term.turns_on else 1 for thing in levels}
    if not weights:
        return 0.0
    away = sum(weights[thing] * abs(level - term.profile[thing]) for thing, level in levels.items())
    return 100 * (1 - away / (STEPS * sum(weights.values())))


def ranking(levels: Levels) -> tuple[Term, ...]:
    """Put the words in order, the best fit first; of words that fit equally well, the one that claims less."""
    return tuple(sorted(TERMS, key=lambda term: (-round(fit(term, levels), 9), sum(term.levels))))


def points(term: Term, levels: Levels) -> int:
    """Return how well a word fits, as it is printed."""
    return round(fit(term, levels))


def leaders(levels: Levels, ranked: Sequence[Term]) -> tuple[Term, ...]:
    """Return the words that fit best: all that have as many points as the first.

    >>> [term.name for term in leaders({"staff": 1, "money": 0, "risk": 0, "governance": 0}, TERMS[2:4])]
    ['shared staff']
    """
    return tuple(term for term in ranked if points(term, levels) == points(ranked[0], levels))


def broken(term: Term, levels: Levels) -> tuple[str, ...]:
    """Name the things that a word turns on and that are held in another way.

    >>> broken(TERMS[5], {"money": 1, "decisions": 1})
    ('money',)
    """
    return tuple(
        thing for thing in THINGS if thing in term.turns_on and thing in levels and levels[thing] != term.profile[thing]
    )


def misleading(levels: Levels, ranked: Sequence[Term], used: Term | ElasticTerm | None) -> Term | None:
    """Choose the word to keep out of the papers: the one in use where it misleads, or else the worst of the usual ones.

    A word that fits as well as any is none of them.
    """
    best = leaders(levels, ranked)
    if isinstance(used, Term) and used not in best and broken(used, levels):
        return used

    def harm(term: Term) -> tuple[int, float]:
        gone = sum(abs(levels[thing] - term.profile[thing]) for thing in broken(term, levels))
        return (gone, -fit(term, levels))

    usual = [term for term in TERMS if term.tempting and term not in best and broken(term, levels)]
    return max(usual, key=harm, default=None)


def plain(levels: Levels) -> str:
    """Describe what is shared without any of the words.

    >>> plain({"information": 2, "staff": 0, "money": 0, "risk": 0})
    'We hold information in common; each of us keeps its own staff, money and risk.'
    """
    held = [_listed(thing for thing in THINGS if levels.get(thing) == level) for level in range(len(HOW))]
    clauses = (
        say("we hold {things} in common", things=held[2]) if held[2] else "",
        say("we keep in step on {things}", things=held[1]) if held[1] else "",
        say("each of us keeps its own {things}", things=held[0]) if held[0] else "",
    )
    return capital(f"{'; '.join(filter(None, clauses))}.")


def _listed(things: Iterable[str]) -> str:
    """Name things in a sentence."""
    return in_a_row(NAMES[thing] for thing in things)


def headline(levels: Levels, ranked: Sequence[Term], wrong: Term | None) -> str:
    """Say the word that fits and the word that misleads."""
    if not any(levels.values()):
        return say(
            "On these answers nothing is shared yet, so no word for joint work fits: say what you would share first."
        )
    best = _best(levels, leaders(levels, ranked))
    if wrong is not None:
        return say(
            "{what_fits}; “{wrong_word}” would mislead about {things}.",
            what_fits=best,
            wrong_word=wrong.name,
            things=_listed(broken(wrong, levels)),
        )
    if len(levels) < len(THINGS):
        return say("{what_fits}; as far as you answered, none of the usual words would mislead.", what_fits=best)
    return say("{what_fits}, and none of the usual words would mislead.", what_fits=best)


def _best(levels: Levels, best: Sequence[Term]) -> str:
    """Name the word that fits best, or all that fit equally well, and what they turn on that was left open."""
    number, score = len(best), points(best[0], levels)
    if score < WEAK:
        said = by_number(
            number,
            "No word fits what you share well; the nearest is {words}, at {points} of 100",
            "No word fits what you share well; the nearest are {words}, at {points} of 100",
            words=in_a_row([f"“{term.name}”" for term in best]),
            points=score,
        )
    else:
        said = by_number(
            number,
            "{words} fits what you share best, at {points} of 100",
            "{words} fit what you share best, at {points} of 100 each",
            words=_quoted_first(best),
            points=score,
        )
    left = {term: _left(term, levels) for term in best}
    if not any(left.values()):
        return said
    if len(set(left.values())) == 1:
        return by_number(
            number,
            "{what_fits}, though it turns on {things}, left open",
            "{what_fits}, though they turn on {things}, left open",
            what_fits=said,
            things=_listed(left[best[0]]),
        )
    each = [
        say("“{word}” turns on {things}", word=term.name, things=_listed(things))
        for term, things in left.items()
        if things
    ]
    return say("{what_fits}, though {words}, left open", what_fits=said, words=_clauses(each))


def _clauses(words: Sequence[str]) -> str:
    """Join clauses that hold an “and” of their own."""
    return say("{several}, and {last}", several=", ".join(words[:-1]), last=words[-1]) if len(words) > 1 else words[0]


def _left(term: Term, levels: Levels) -> tuple[str, ...]:
    """Return what a word turns on and was left open."""
    return tuple(thing for thing in THINGS if thing in term.turns_on and thing not in levels)


def _quoted_first(terms: Sequence[Term]) -> str:
    """Quote words at the beginning of a sentence."""
    return in_a_row([f"“{term.name if place else capital(term.name)}”" for place, term in enumerate(terms)])


def _more(count: int) -> str:
    if not count:
        return say(
            "Say how at least {fewest} of the eight things are held; none so far. “Not sure” does not count.",
            fewest=FEWEST,
        )
    return by_number(
        count,
        "Say how at least {fewest} of the eight things are held; there is {number} so far. “Not sure” does not count.",
        "Say how at least {fewest} of the eight things are held; there are {number} so far. “Not sure” does not count.",
        fewest=FEWEST,
        number=count,
    )


def _words(
    levels: Levels, ranked: Sequence[Term], wrong: Term | None, used: Term | ElasticTerm | None
) -> tuple[Block | None, ...]:
    even_best = _even_best(levels, leaders(levels, ranked), used)
    return (_figure(levels, ranked, wrong), _beside(levels, ranked[0], wrong), even_best)


def _figure(levels: Levels, ranked: Sequence[Term], wrong: Term | None) -> Figure:
    best = leaders(levels, ranked)
    rows = tuple((capital(term.name), float(points(term, levels))) for term in ranked)
    standout = capital(best[0].name) if len(best) == 1 else ""
    chart = Bars(say("How well each word fits"), rows, most=100, standout=standout, heading=say("Fit, of 100"))
    what = say(
        "How well each word fits. 100 means that you share just what the word says; what the word turns on counts double."
    )
    return Figure(chart, f"{what} {_behind(levels, ranked, best, wrong)}")


def _behind(levels: Levels, ranked: Sequence[Term], best: Sequence[Term], wrong: Term | None) -> str:
    """Say what comes after the best: a word may be chosen by ear where it is near, and all that it turns on is as it says."""
    top, rest = points(best[0], levels), [term for term in ranked if term not in best]
    near = [
        term
        for term in rest
        if WEAK <= top <= points(term, levels) + CLOSE
        and term is not wrong
        and not broken(term, levels)
        and not _left(term, levels)
    ]
    if near:
        return by_number(
            len(near),
            "{words} is so near that you may choose by ear.",
            "{words} are so near that you may choose by ear.",
            words=_quoted_first(near),
        )
    second = [term for term in rest if points(term, levels) == points(rest[0], levels)]
    return by_number(
        len(second),
        "{words} comes next, {points} behind.",
        "{words} come next, {points} behind.",
        words=_quoted_first(second),
        points=counted(top - points(rest[0], levels), "point"),
    )


def _beside(levels: Levels, best: Term, wrong: Term | None) -> Table:
    terms = (best,) if wrong is None else (best, wrong)
    rows = tuple(
        (
            capital(NAMES[thing]),
            HOW[levels[thing]] if thing in levels else "–",
            *(f"{HOW[term.profile[thing]]}{' *' if thing in term.turns_on else ''}" for term in terms),
        )
        for thing in THINGS
    )
    columns = ("", say("You"), *(f"“{capital(term.name)}”" for term in terms))
    meanings = " ".join(f"{capital(term.name)}: {term.meaning}." for term in terms)
    note = f"{say('* What the word turns on.')} {meanings}"
    return Table(say("What you share, and what the words say"), columns, rows, note=note)


def _even_best(levels: Levels, best: Sequence[Term], used: Term | ElasticTerm | None) -> Sentence | None:
    """Say where the best words are not quite true; “even” the first, where none that is as good is truer.

    Of the word in the papers it is said elsewhere, where it is not the first.
    """
    untrue = {term: words for term in best if (words := _untrue(levels, term))}
    spoken_of = [term for term in untrue if term is best[0] or term is not used]
    if not spoken_of:
        return None
    sentences = [
        say("Even “{word}” is not quite true: it says {claims}.", word=term.name, claims=untrue[term])
        if len(untrue) == len(best) and term is best[0]
        else say("“{word}” is not quite true: it says {claims}.", word=capital(term.name), claims=untrue[term])
        for term in spoken_of
    ]
    return Sentence(" ".join([*sentences, say("Add half a sentence about that.")]))


def _untrue(levels: Levels, term: Term) -> str:
    """Say what a word claims that is not so, each as a clause; nothing where all is so."""
    return in_a_row(
        by_number(
            2 if thing in PLURAL else 1,
            "that {thing} is {claimed}, where you have it {held}",
            "that {thing} are {claimed}, where you have them {held}",
            thing=NAMES[thing],
            claimed=HOW[term.profile[thing]],
            held=HOW[levels[thing]],
        )
        for thing in broken(term, levels)
    )


def _used(used: Term | ElasticTerm | None, levels: Levels, ranked: Sequence[Term]) -> Caution | Sentence | None:
    """Say what to think of the word in the papers, where it is not the one that misleads."""
    if isinstance(used, ElasticTerm):
        words = say("It does not say what is shared: {why}. Put a plain description beside it.", why=used.why)
        return Caution(say("Your papers’ word “{word}” is true of anything.", word=used.name), words)
    if used is None or not any(levels.values()):
        return None
    best, untrue = leaders(levels, ranked), _untrue(levels, used)
    if used is ranked[0] or (used in best and not untrue):
        return Sentence(
            by_number(
                len(best),
                "Your papers already use the word that fits best, “{word}”.",
                "Your papers already use one of the words that fit best, “{word}”.",
                word=used.name,
            )
        )
    if not untrue:
        return Sentence(_not_wrong(used, levels))
    if used not in best:
        return None
    return Sentence(
        say(
            "Your papers’ word “{word}” is not quite true: it says {claims}. Add half a sentence about that.",
            word=used.name,
            claims=untrue,
        )
    )


def _not_wrong(used: Term, levels: Levels) -> str:
    """Say of a word that nothing answered contradicts what it turns on; of what is left open nothing can be said."""
    turns_on = [thing for thing in THINGS if thing in used.turns_on]
    left = [thing for thing in turns_on if thing not in levels]
    if not left:
        return say("Your papers’ word “{word}” is not wrong: what it turns on is there.", word=used.name)
    if len(left) == len(turns_on):
        return say(
            "Whether your papers’ word “{word}” is right cannot be said yet: it turns on {things}, left open.",
            word=used.name,
            things=_listed(left),
        )
    return say(
        "Your papers’ word “{word}” is not wrong as far as you answered, but it also turns on {things}, left open.",
        word=used.name,
        things=_listed(left),
    )


def switches(levels: Levels, ranked: Sequence[Term]) -> tuple[tuple[str, int, Term], ...]:
    """Find each single change that would put another word ahead of those that fit best, the smallest change first."""
    best = leaders(levels, ranked)
    found = []
    for thing, level in levels.items():
        for other in range(len(HOW)):
            after = {**levels, thing: other}
            first = ranking(after)[0]
            ahead = all(points(first, after) > points(term, after) for term in best)
            if other != level and first not in best and ahead:
                found.append((abs(other - level), thing, other, first))
    ordered = sorted(found, key=lambda one: (one[0], THINGS.index(one[1]), one[2]))
    return tuple((thing, other, term) for _, thing, other, term in ordered)


def _switches(levels: Levels, ranked: Sequence[Term]) -> Block | None:
    if not any(levels.values()):
        return None
    found = switches(levels, ranked)
    if not found:
        return Part.of(say("What would change the word"), Sentence(_no_switch(levels, leaders(levels, ranked))))
    rows = tuple(
        (
            say("{thing} {held}", thing=capital(NAMES[thing]), held=HOW[level]),
            HOW[levels[thing]],
            _then({**levels, thing: level}),
        )
        for thing, level, _ in found[:SWITCHES]
    )
    more = len(found) - SWITCHES
    return Table(
        say("One change that would give another word"),
        (say("If you had"), say("In place of"), say("The word")),
        rows,
        note=say("{number} more would do so too.", number=more) if more > 0 else "",
    )


def _then(after: Levels) -> str:
    """Name the word that would fit best after a change, or all that would fit equally well."""
    return capital(in_a_row((term.name for term in leaders(after, ranking(after))), "or"))


def _no_switch(levels: Levels, best: Sequence[Term]) -> str:
    """Say that no single change brings another word to the front; it is safe only where it fits and nothing is open."""
    if len(levels) < len(THINGS):
        return say("No single change in what you answered would put another word ahead. What is left open may.")
    if len(best) > 1 or points(best[0], levels) < WEAK or broken(best[0], levels):
        return say("No single change would put another word ahead.")
    return say("No single change would give another word: “{word}” is a safe choice.", word=best[0].name)


def _partly(count: int) -> Caution | None:
    left = len(THINGS) - count
    if not left:
        return None
    words = by_number(
        left,
        "{number} of the eight things is open, and is left out of the comparison.",
        "{number} of the eight things are open, and are left out of the comparison.",
        number=left,
    )
    return Caution(say("Not the whole picture."), words)


def _next(levels: Levels, best: Sequence[Term], wrong: Term | None) -> Prompt:
    heading = say("To do next:")
    if not any(levels.values()):
        ask = say("Ask each partner for one thing that it would gladly hold in common, and one that it never would.")
        return Prompt(heading, (ask,))
    items = [
        say(
            "Put the plain description at the top of the paper, and ask of “{word}”: {question}",
            word=best[0].name,
            question=best[0].ask,
        )
    ]
    items += [say("Ask of “{word}” too: {question}", word=term.name, question=term.ask) for term in best[1:]]
    if wrong:
        items.append(
            say("Where anybody says “{word}”, ask: {question}", word=wrong.name, question=wrong.ask),
        )
    items.append(say("Let each partner describe the plan without any of these words, and compare what you hear."))
    return Prompt(heading, tuple(items))


EXERCISE = Language()
