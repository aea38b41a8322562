"""factors (chapter 5): 22 self-checks, in our own words, on what usually goes with success."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from collabkit.charts import Bars
from collabkit.exercises.base import Answers, Exercise
from collabkit.exercises.context import NAME
from collabkit.findings import Block, Caution, Figure, Findings, Part, Prompt, Sentence
from collabkit.questions import UNSURE, Questions, Rating, Scale, Unsure
from collabkit.sitting import Sitting
from collabkit.wording import by_number, capital, counted, fixed, in_a_row, out_of

AGREEMENT: Final = Scale.of("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree", unsure="Not sure")
STRENGTH: Final = 4
CONCERN: Final = 2
STEPS: Final = 3
"""How many next steps to offer: a list that a group can carry out before it meets again."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One self-check.

    Attributes:
        key: its name in the answers.
        category: the group in which it stands.
        short: what it is about, in a few words.
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


SETTING, MEMBERS, WORKING, TALKING, PURPOSE, MEANS = (
    "Around you",
    "Who takes part",
    "How you work",
    "How you talk",
    "What it is for",
    "What you have",
)
FACTORS: Final = (
    Factor("history", SETTING, "Working together before",
           "We have worked with each other before, and it left us willing to do so again.",
           "What did we last do together, and how did it end?",
           "Tell each other the story of the last joint effort, the bad parts too, and note what to do differently."),
    Factor("standing", SETTING, "Standing with others",
           "People outside see us as the right group to take this on.",
           "Who outside would be surprised that it is us?",
           "Ask two people whom you need and who are not members why they would, or would not, back this group."),
    Factor("climate", SETTING, "Support from above",
           "Those who hold the money and the votes want this to succeed.",
           "Which decision-maker has heard of this, and what did they say?",
           "Name the one decision-maker whose doubt could stop you, and take them one early result."),
    Factor("respect", MEMBERS, "Knowing each other’s limits",
           "Each of us could explain fairly what the other partners are able to do and what they are not.",
           "What can our partners not do, and why?",
           "Spend a day in each other’s service, then explain back what limits the other works under."),
    Factor("voices", MEMBERS, "The right people present",
           "Those whom the work affects have a say in it, people who use the services among them.",
           "Who feels the effect of this and has never been in the room?",
           "Invite one person who is affected and absent, and change the meeting so that they can speak first."),
    Factor("interest", MEMBERS, "Something in it for each",
           "For each partner the gain is worth the independence that it gives up.",
           "What would each partner lose if this ended tomorrow?",
           "Have each partner say aloud what it gains and what it gives up; write both down."),
    Factor("compromise", MEMBERS, "Giving way",
           "In the past few months each partner has given way on something that mattered to it.",
           "Who gave way last, and on what?",
           "Pick one open disagreement and ask each side for the smallest thing that it could let go."),
    Factor("stake", WORKING, "Owning the result",
           "All of us feel responsible for the whole result as well as for our own part.",
           "If the joint result is poor, who will have to explain it?",
           "Report one joint measure to every partner’s own board, with all names on it."),
    Factor("layers", WORKING, "All levels taking part",
           "Front-line staff, middle managers and leaders all have a part in this.",
           "Which level of our organisations has not heard of this?",
           "Give middle managers, who are often missed, one decision of their own to take together."),
    Factor("flexibility", WORKING, "Changing how you organise",
           "When our way of organising stops working, we change it.",
           "What did we last change about how we work?",
           "Drop one meeting or form that nobody would miss, and say that you did."),
    Factor("roles", WORKING, "Knowing who decides",
           "Somebody new could learn within a day who decides what.",
           "Who decides if the money runs short?",
           "List the ten decisions that come up most, and who recommends, agrees and decides each."),
    Factor("resilience", WORKING, "Surviving a change",
           "We could carry on if a goal, a law or a leading person changed.",
           "Who could leave without this falling over?",
           "For each key person name a deputy, and let the deputy chair the next meeting."),
    Factor("pace", WORKING, "The right load",
           "We take on no more at one time than we can carry.",
           "What have we promised for this quarter, and who has the hours?",
           "Put all joint promises on one page with dates, then postpone a third of them."),
    Factor("learning", WORKING, "Learning from results",
           "In the last year our figures made us do something differently.",
           "What have we measured, and what did we change because of it?",
           "Choose one measure that you would act on, and set the date on which you will look at it together."),
    Factor("candour", TALKING, "Bad news travels",
           "All partners hear bad news as quickly as good news.",
           "What does a partner know now that the others will hear too late?",
           "Open each meeting with what went wrong since the last one, the chair’s own organisation first."),
    Factor("contact", TALKING, "Talking between meetings",
           "People ring each other about the work without waiting for a meeting.",
           "When did anybody last ring a partner unasked?",
           "Swap direct numbers, and let staff who share cases meet without an agenda."),
    Factor("goals", PURPOSE, "Goals that can be missed",
           "Our goals are definite enough for us to know if we had failed.",
           "What result, by what date, would count as failure?",
           "Rewrite the main goal with a number, a date and the source of the figure."),
    Factor("vision", PURPOSE, "The same picture of success",
           "Asked separately, partners would describe success in much the same way.",
           "How would each partner finish the sentence: this worked because …?",
           "Let each partner write down success in one sentence before anybody speaks; read them out."),
    Factor("together", PURPOSE, "Only together",
           "What we do here is something that none of us could do alone.",
           "What would still happen if we all went home?",
           "Strike out each aim that one partner could reach alone, and see what is left."),
    Factor("resources", MEANS, "Money, staff and time",
           "We have the money, people and hours that this needs, and they are not favours.",
           "Whose hours go into this that nobody has budgeted?",
           "Count the hours that went into this last month, and ask each partner to budget its share."),
    Factor("convening", MEANS, "A fair, skilled convenor",
           "Whoever brings us together does it well, and all of us find them fair.",
           "Would every partner choose this convenor again?",
           "Ask partners in private what the convenor should do more and less; pay for help if skills are short."),
    Factor("backing", MEANS, "Backers who stay active",
           "The people whose support we depend on keep taking an active part.",
           "Which backer have we not heard from this quarter?",
           "Give each backer a small, real task with a date, in place of another report."),
)  # fmt: skip
CATEGORIES: Final = (SETTING, MEMBERS, WORKING, TALKING, PURPOSE, MEANS)


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
    title = "Twenty-two checks on your collaboration"
    chapter = 5
    minutes = 10
    purpose = (
        f"Say how far you agree with {len(FACTORS)} statements about your collaboration. You see its strengths and its concerns, "
        "and each thing that you are not sure of becomes a question to ask."
    )
    asks = "What is strong in how we work together, what should worry us, and what do we not know?"
    leaves_out = (
        "It asks how you work together, not what comes of it: a group can score well here and change nothing. "
        "It treats all statements alike, though in your case one may decide everything."
    )
    rests_on = (
        "A discussion aid, not a validated test. The subjects follow reviews of what went with success in case studies, "
        "mostly from North America; they show what tends to go together, not what causes what. The words are ours."
    )
    sources = ("mattessich2018", "mattessich1992", "ansell2008")
    story = "Samira Khan answers for Steady Brackendale, a fictional falls service, eight months after it began."
    example = {"collaboration": "Steady Brackendale", **_EXAMPLE}

    def ask(self, answers: Answers) -> Questions:  # noqa: ARG002 - the same for everybody
        """Ask for agreement with each statement, under its category."""
        return (NAME, *CHECKS.values())

    def find(self, sitting: Sitting) -> Findings:
        """Say what is strong, what is a concern, what to ask and what to do next."""
        ratings = {factor: value for factor, check in CHECKS.items() if (value := sitting.get(check)) is not None}
        if not ratings:
            return Findings.needing(["Say how far you agree with at least one statement."])
        scored = {factor: value for factor, value in ratings.items() if value != UNSURE}
        unsure = tuple(factor for factor, value in ratings.items() if value == UNSURE)
        left = len(FACTORS) - len(ratings)
        return Findings.of(
            headline(scored, len(unsure), left),
            _figure(scored),
            _named("Strengths", "You can build on these:", [f for f, v in scored.items() if v >= STRENGTH]),
            _named("Concerns", "These deserve a conversation:", [f for f, v in scored.items() if v <= CONCERN]),
            Prompt("You were not sure of these. Ask the partner who would know:", tuple(f.ask for f in unsure))
            if unsure
            else None,
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
        which = f"any of the {unsure} that you answered" if left else "anything yet"
        return f"You are not sure of {which}, which is worth knowing: take these questions to your partners."
    ending = [f"{unsure} to find out about"] if unsure else []
    ending += [f"{left} not answered"] if left else []
    ending = ending or ["nothing left open"]
    concerns = sum(value <= CONCERN for value in scored.values())
    strengths = sum(value >= STRENGTH for value in scored.values())
    if len(scored) in {concerns, strengths}:
        what = "concern" if concerns else "strength"
        return f"All that you rated is a {what}: {counted(len(scored), 'statement')}, with {in_a_row(ending)}."
    return f"{_standing(averages(scored))}, with {in_a_row([counted(concerns, 'concern') if concerns else 'no concerns', *ending])}."


def _standing(means: Mapping[str, float]) -> str:
    """Name the highest and the lowest groups, all of those that are level."""
    best, worst = _level(means, max(means.values())), _level(means, min(means.values()))
    if best != worst:
        return f"You are strongest in {best} and weakest in {worst}"
    average = f"{fixed(min(means.values()), 1)} of 5"
    if len(means) == 1:
        return f"Your answers in {best}, the one group that you rated, average {average}"
    return f"No group stands out, since each that you rated averages {average}"


def _level(means: Mapping[str, float], mean: float) -> str:
    return in_a_row([f"“{name.lower()}”" for name, other in means.items() if other == mean])


def _figure(scored: Mapping[Factor, int]) -> Figure | None:
    means = averages(scored)
    if not means:
        return None
    lowest = [name for name, mean in means.items() if mean == min(means.values()) < max(means.values())]
    rows = tuple((category, means.get(category)) for category in CATEGORIES)
    standout = lowest[0] if len(lowest) == 1 else ""
    chart = Bars(
        "Average of your answers in each group", rows, most=5, least=1, standout=standout, heading="Average, 1 to 5"
    )
    named = in_a_row([f"“{name}”" for name in lowest])
    ending = f" {named} {by_number(len(lowest), 'is', 'are')} lowest." if lowest else ""
    return Figure(
        chart, f"The average of your answers in each group, from 1 (strongly disagree) to 5 (strongly agree).{ending}"
    )


def _named(heading: str, lead: str, factors: list[Factor]) -> Block | None:
    if not factors:
        return None
    return Part.of(
        heading,
        Sentence(f"{lead} {'; '.join(f'{factor.short.lower()} ({factor.category.lower()})' for factor in factors)}."),
    )


def _next(scored: Mapping[Factor, int]) -> Prompt | None:
    worst = sorted((factor for factor, value in scored.items() if value <= CONCERN), key=lambda factor: scored[factor])
    return Prompt("Three things to do next, the lowest first:" if len(worst) >= STEPS else "To do next:",
                  tuple(factor.step for factor in worst[:STEPS])) if worst else None  # fmt: skip


def _unanswered(count: int) -> Caution | None:
    if not count:
        return None
    return Caution(
        "Not everything is answered.",
        f"{capital(out_of(count, len(FACTORS), 'statement', 'has', 'have'))} no answer yet.",
    )


EXERCISE = Factors()
