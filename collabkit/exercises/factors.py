"""factors (chapter 5): 22 self-checks, in our own words, on what usually goes with success."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from collabkit.charts import Bars
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import EXAMPLE_NAME, NAME
from collabkit.exercises.needs import Need
from collabkit.findings import Block, Caution, Figure, Findings, Part, Prompt, Sentence
from collabkit.questions import UNSURE, Questions, Rating, Scale, Unsure
from collabkit.sitting import Sitting
from collabkit.translation import by_number, say, say_each
from collabkit.wording import capital, counted, fixed, in_a_row, out_of

AGREEMENT: Final = Scale.of(
    say("Strongly disagree"),
    say("Disagree"),
    say("Neither"),
    say("Agree"),
    say("Strongly agree"),
    unsure=say("Not sure"),
)
STRENGTH: Final = 4
NEITHER: Final = 3
CONCERN: Final = 2
STEPS: Final = 3
"""How many next steps to offer: a list that a group can carry out before it meets again."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One self-check.

    Attributes:
        key: its name in the answers.
        category: the group in which it stands.
        short: what it is about, in a few words within a sentence.
        statement: what the learner agrees or disagrees with.
        ask: the question to put to the partners by somebody who is not sure.
        step: what to do next where it is a concern.
    """

    key: str
    category: str
    short: str
    statement: str
    ask: str
    step: str


_GROUPS: Final = say_each(
    "around you", "who takes part", "how you work", "how you talk", "what it is for", "what you have",
)  # fmt: skip
CATEGORIES: Final = tuple(map(capital, _GROUPS))
SETTING, MEMBERS, WORKING, TALKING, PURPOSE, MEANS = CATEGORIES
SAID: Final = dict(zip(CATEGORIES, _GROUPS, strict=True))
"""Each group as it stands within a sentence."""
FACTORS: Final = (
    Factor("history", SETTING, say("working together before"),
           say("We have worked with each other before, and it left us willing to do so again."),
           say("What did we last do together, and how did it end?"),
           say("Tell each other the story of the last joint effort, the bad parts too, and note what to do differently.")),
    Factor("standing", SETTING, say("standing with others"),
           say("People outside see us as the right group to take this on."),
           say("Who outside would be surprised that it is us?"),
           say("Ask two people whom you need and who are not members why they would, or would not, back this group.")),
    Factor("climate", SETTING, say("support from above"),
           say("Those who hold the money and the votes want this to succeed."),
           say("Which decision-maker has heard of this, and what did they say?"),
           say("Name the one decision-maker whose doubt could stop you, and take them one early result.")),
    Factor("respect", MEMBERS, say("knowing each other’s limits"),
           say("Each of us could explain fairly what the other partners are able to do and what they are not."),
           say("What can our partners not do, and why?"),
           say("Spend a day in each other’s service, then explain back what limits the other works under.")),
    Factor("voices", MEMBERS, say("the right people present"),
           say("Those whom the work affects have a say in it, people who use the services among them."),
           say("Who feels the effect of this and has never been in the room?"),
           say("Invite one person who is affected and absent, and change the meeting so that they can speak first.")),
    Factor("interest", MEMBERS, say("something in it for each"),
           say("For each partner the gain is worth the independence that it gives up."),
           say("What would each partner lose if this ended tomorrow?"),
           say("Have each partner say aloud what it gains and what it gives up; write both down.")),
    Factor("compromise", MEMBERS, say("giving way"),
           say("In the past few months each partner has given way on something that mattered to it."),
           say("Who gave way last, and on what?"),
           say("Pick one open disagreement and ask each side for the smallest thing that it could let go.")),
    Factor("stake", WORKING, say("owning the result"),
           say("All of us feel responsible for the whole result as well as for our own part."),
           say("If the joint result is poor, who will have to explain it?"),
           say("Report one joint measure to every partner’s own board, with all names on it.")),
    Factor("layers", WORKING, say("all levels taking part"),
           say("Front-line staff, middle managers and leaders all have a part in this."),
           say("Which level of our organisations has not heard of this?"),
           say("Give middle managers, who are often missed, one decision of their own to take together.")),
    Factor("flexibility", WORKING, say("changing how you organise"),
           say("When our way of organising stops working, we change it."),
           say("What did we last change about how we work?"),
           say("Drop one meeting or form that nobody would miss, and say that you did.")),
    Factor("roles", WORKING, say("knowing who decides"),
           say("Somebody new could learn within a day who decides what."),
           say("Who decides if the money runs short?"),
           say("List the five to eight decisions that come up most, and who recommends, agrees and decides each.")),
    Factor("resilience", WORKING, say("surviving a change"),
           say("We could carry on if a goal, a law or a leading person changed."),
           say("Who could leave without this falling over?"),
           say("For each key person name a deputy, and let the deputy chair the next meeting.")),
    Factor("pace", WORKING, say("the right load"),
           say("We take on no more at one time than we can carry."),
           say("What have we promised for this quarter, and who has the hours?"),
           say("Put all joint promises on one page with dates, then postpone a third of them.")),
    Factor("learning", WORKING, say("learning from results"),
           say("In the last year our figures made us do something differently."),
           say("What have we measured, and what did we change because of it?"),
           say("Choose one measure that you would act on, and set the date on which you will look at it together.")),
    Factor("candour", TALKING, say("bad news travels"),
           say("All partners hear bad news as quickly as good news."),
           say("What does a partner know now that the others will hear too late?"),
           say("Open each meeting with what went wrong since the last one, the chair’s own organisation first.")),
    Factor("contact", TALKING, say("talking between meetings"),
           say("People ring each other about the work without waiting for a meeting."),
           say("When did anybody last ring a partner unasked?"),
           say("Swap direct numbers, and let staff who share cases meet without an agenda.")),
    Factor("goals", PURPOSE, say("goals that can be missed"),
           say("Our goals are definite enough for us to know if we had failed."),
           say("What result, by what date, would count as failure?"),
           say("Rewrite the main goal with a number, a date and the source of the figure.")),
    Factor("vision", PURPOSE, say("the same picture of success"),
           say("Asked separately, partners would describe success in much the same way."),
           say("How would each partner finish the sentence: this worked because …?"),
           say("Let each partner write down success in one sentence before anybody speaks; read them out.")),
    Factor("together", PURPOSE, say("only together"),
           say("What we do here is something that none of us could do alone."),
           say("What would still happen if we all went home?"),
           say("Strike out each aim that one partner could reach alone, and see what is left.")),
    Factor("resources", MEANS, say("money, staff and time"),
           say("We have the money, people and hours that this needs, and they are not favours."),
           say("Whose hours go into this that nobody has budgeted?"),
           say("Count the hours that went into this last month, and ask each partner to budget its share.")),
    Factor("convening", MEANS, say("a fair, skilled convenor"),
           say("Whoever brings us together does it well, and all of us find them fair."),
           say("Would every partner choose this convenor again?"),
           say("Ask partners in private what the convenor should do more and less; pay for help if skills are short.")),
    Factor("backing", MEANS, say("backers who stay active"),
           say("The people whose support we depend on keep taking an active part."),
           say("Which backer have we not heard from this quarter?"),
           say("Give each backer a small, real task with a date, in place of another report.")),
)  # fmt: skip


def _checks() -> dict[Factor, Rating[int | Unsure]]:
    """Return the question for each statement; the first of a category stands under its heading."""
    first = {factor.category: factor for factor in reversed(FACTORS)}
    return {
        factor: Rating(
            key=factor.key,
            text=f"{number}. {factor.statement}",
            scale=AGREEMENT,
            section=factor.category if factor is first[factor.category] else "",
        )
        for number, factor in enumerate(FACTORS, 1)
    }


CHECKS: Final = _checks()

_EXAMPLE: Final[Mapping[str, int | str]] = {
    "history": 4, "standing": 4, "climate": 3, "respect": 3, "voices": 2, "interest": 4, "compromise": UNSURE,
    "stake": 3, "layers": 2, "flexibility": 4, "roles": 2, "resilience": UNSURE, "pace": 3, "learning": 2,
    "candour": 3, "contact": 5, "goals": 2, "vision": 2, "together": 5, "resources": 2, "convening": 5, "backing": 4,
}  # fmt: skip


class Factors(Exercise):
    """Statements to agree or disagree with: five points, and not sure."""

    id = "factors"
    title = say("Twenty-two checks on your collaboration")
    chapter = 5
    minutes = 10
    purpose = say(
        "Say how far you agree with {factors} statements about your collaboration. You see its strengths and its concerns, "
        "and each thing that you are not sure of becomes a question to ask.",
        factors=len(FACTORS),
    )
    asks = say("What is strong in how we work together, what should worry us, and what do we not know?")
    leaves_out = say(
        "It asks how you work together, not what comes of it: a group can score well here and change nothing. "
        "It treats all statements alike, though in your case one may decide everything."
    )
    rests_on = say(
        "A discussion aid, not a validated test. The subjects follow reviews of what went with success in case studies, "
        "mostly from North America; they show what tends to go together, not what causes what. The words are ours."
    )
    sources = ("mattessich2018", "mattessich1992", "ansell2008")
    beyond = Need(say("How far you agree with at least one statement"), FACTORS[0].key)
    story = say("Samira Khan answers for Steady Brackendale, a fictional falls service, eight months after it began.")
    example = {"collaboration": EXAMPLE_NAME, **_EXAMPLE}

    def ask(self, answers: Answers) -> Questions:  # noqa: ARG002 - the same for everybody
        """Ask for agreement with each statement, under its category."""
        return (NAME, *CHECKS.values())

    def find(self, sitting: Sitting) -> Findings:
        """Say what is strong, what is a concern, what to ask and what to do next."""
        ratings = {factor: value for factor, check in CHECKS.items() if (value := sitting.get(check)) is not None}
        if not ratings:
            return Findings.needing([say("Say how far you agree with at least one statement.")])
        scored = {factor: value for factor, value in ratings.items() if value != UNSURE}
        unsure = tuple(factor for factor, value in ratings.items() if value == UNSURE)
        left = len(FACTORS) - len(ratings)
        return Findings.of(
            headline(scored, len(unsure), left),
            _figure(scored),
            _strengths([factor for factor, value in scored.items() if value >= STRENGTH]),
            _concerns([factor for factor, value in scored.items() if value <= CONCERN]),
            _to_ask(unsure),
            _next(scored),
            _unanswered(left),
        )


def averages(scored: Mapping[Factor, int]) -> dict[str, float]:
    """Return the mean rating of each category that has one, from 1 to 5, as it is printed."""
    groups = {category: [v for f, v in scored.items() if f.category == category] for category in CATEGORIES}
    return {category: round(fmean(group), 2) for category, group in groups.items() if group}


def headline(scored: Mapping[Factor, int], unsure: int, left: int) -> str:
    """Say the one thing to take away, and what is still open."""
    if not scored:
        return (
            by_number(
                unsure,
                "You are not sure of the one statement that you answered, which is worth knowing: "
                "take this question to your partners.",
                "You are not sure of any of the {number} that you answered, which is worth knowing: "
                "take these questions to your partners.",
                number=unsure,
            )
            if left
            else say("You are not sure of anything yet, which is worth knowing: take these questions to your partners.")
        )
    ending = [say("{number} to find out about", number=unsure)] if unsure else []
    ending += [say("{number} not answered", number=left)] if left else []
    ending = ending or [say("nothing left open")]
    concerns = sum(value <= CONCERN for value in scored.values())
    strengths = sum(value >= STRENGTH for value in scored.values())
    statements = counted(len(scored), "statement")
    if len(scored) == concerns:
        return say(
            "All that you rated is a concern: {statements}, with {rest}.", statements=statements, rest=in_a_row(ending)
        )
    if len(scored) == strengths:
        return say(
            "All that you rated is a strength: {statements}, with {rest}.", statements=statements, rest=in_a_row(ending)
        )
    rest = in_a_row([counted(concerns, "concern") if concerns else say("no concerns"), *ending])
    return _standing(averages(scored), rest)


def _standing(means: Mapping[str, float], rest: str) -> str:
    """Name the highest and the lowest groups, all of those that are level, and the rest of what was found."""
    best, worst = _level(means, max(means.values())), _level(means, min(means.values()))
    if best != worst:
        strong = max(means.values()) > NEITHER
        return _apart(best, worst, rest, whole=len(means) == len(CATEGORIES), strong=strong)
    average = fixed(min(means.values()), 1)
    if len(means) == 1:
        return say(
            "Your answers in {group}, the one group that you rated, average {average} of 5, with {rest}.",
            group=best,
            average=average,
            rest=rest,
        )
    return say(
        "No group stands out, since each that you rated averages {average} of 5, with {rest}.",
        average=average,
        rest=rest,
    )


def _apart(best: str, worst: str, rest: str, *, whole: bool, strong: bool) -> str:
    """Name the groups that differ, of all six or of those that were rated; the highest need not be a strength."""
    if whole and strong:
        return say(
            "You are strongest in {best} and weakest in {worst}, with {rest}.", best=best, worst=worst, rest=rest
        )
    if whole:
        return say(
            "Your answers are highest in {best} and lowest in {worst}, with {rest}.", best=best, worst=worst, rest=rest
        )
    if strong:
        return say(
            "Of the groups that you rated, you are strongest in {best} and weakest in {worst}, with {rest}.",
            best=best,
            worst=worst,
            rest=rest,
        )
    return say(
        "Of the groups that you rated, your answers are highest in {best} and lowest in {worst}, with {rest}.",
        best=best,
        worst=worst,
        rest=rest,
    )


def _level(means: Mapping[str, float], mean: float) -> str:
    return in_a_row([f"“{SAID[name]}”" for name, other in means.items() if other == mean])


def _figure(scored: Mapping[Factor, int]) -> Figure | None:
    means = averages(scored)
    if not means:
        return None
    lowest = [name for name, mean in means.items() if mean == min(means.values()) < max(means.values())]
    rows = tuple((category, means.get(category)) for category in CATEGORIES)
    standout = lowest[0] if len(lowest) == 1 else ""
    chart = Bars(
        say("Average of your answers in each group"),
        rows,
        most=5,
        least=1,
        standout=standout,
        heading=say("Average, 1 to 5"),
    )
    words = say("The average of your answers in each group, from 1 (strongly disagree) to 5 (strongly agree).")
    if lowest:
        groups = in_a_row([f"“{name}”" for name in lowest])
        said = by_number(len(lowest), "{groups} is lowest.", "{groups} are lowest.", groups=groups)
        words = f"{words} {said}"
    return Figure(chart, words)


def _named(factors: Sequence[Factor]) -> str:
    return "; ".join(f"{factor.short} ({SAID[factor.category]})" for factor in factors)


def _strengths(factors: Sequence[Factor]) -> Block | None:
    if not factors:
        return None
    lead = by_number(len(factors), "You can build on this:", "You can build on these:")
    return Part.of(say("Strengths"), Sentence(f"{lead} {_named(factors)}."))


def _concerns(factors: Sequence[Factor]) -> Block | None:
    if not factors:
        return None
    lead = by_number(len(factors), "This deserves a conversation:", "These deserve a conversation:")
    return Part.of(say("Concerns"), Sentence(f"{lead} {_named(factors)}."))


def _to_ask(unsure: Sequence[Factor]) -> Prompt | None:
    if not unsure:
        return None
    lead = by_number(
        len(unsure),
        "You were not sure of this. Ask the partner who would know:",
        "You were not sure of these. Ask the partner who would know:",
    )
    return Prompt(lead, tuple(factor.ask for factor in unsure))


def _next(scored: Mapping[Factor, int]) -> Prompt | None:
    worst = sorted((factor for factor, value in scored.items() if value <= CONCERN), key=lambda factor: scored[factor])
    if not worst:
        return None
    return Prompt(_lead(worst, scored), tuple(factor.step for factor in worst[:STEPS]))


def _lead(worst: Sequence[Factor], scored: Mapping[Factor, int]) -> str:
    """Begin the list of what to do; where more are as low as the last of it, say how many."""
    if len(worst) < STEPS:
        return say("To do next:")
    level = sum(scored[factor] == scored[worst[STEPS - 1]] for factor in worst[STEPS:])
    if level:
        return by_number(
            level,
            "Three things to do next; {statements} is rated as low as the last of them:",
            "Three things to do next; {statements} are rated as low as the last of them:",
            statements=counted(level, "more statement"),
        )
    return say("Three things to do next, the lowest first:")


def _unanswered(count: int) -> Caution | None:
    if not count:
        return None
    words = by_number(
        count,
        "{statements} has no answer yet.",
        "{statements} have no answer yet.",
        statements=capital(out_of(count, len(FACTORS), "statement")),
    )
    return Caution(say("Not everything is answered."), words)


EXERCISE = Factors()
