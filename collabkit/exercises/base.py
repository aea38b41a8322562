"""An exercise: questions in, findings out. It knows nothing of screens."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from collabkit.exercises.needs import Need, needs
from collabkit.findings import Caution, Findings
from collabkit.questions import Json, Questions, is_blank
from collabkit.sitting import Sitting, read
from collabkit.translation import say

if TYPE_CHECKING:
    import pandas as pd

Answers = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Inside:
    """What lies behind findings, for the curious.

    Attributes:
        whose: whose answers these are, in words: a person's own, or the worked example's.
        answers: the answers as JSON.
        values: the answers as they were read, by key.
        findings: what they mean.
    """

    whose: str
    answers: Mapping[str, Json]
    values: Mapping[str, object]
    findings: Findings

    def frame(self, number: int = 0) -> pd.DataFrame:
        """Return one of the tables behind the findings as a pandas DataFrame; the first one where none is named.

        Raises:
            LookupError: there is no such table; the message names those that there are.
        """
        tables = self.findings.tables()
        if not 0 <= number < len(tables):
            named = "; ".join(f"{place} {table.caption}" for place, table in enumerate(tables)) or "none"
            raise LookupError(f"There is no table {number}. There are: {named}.")
        return tables[number].frame()


def set_aside(sitting: Sitting) -> tuple[Caution, ...]:
    """Name each answer that cannot be used, with what to do about it."""
    words = {part.key: part.text for part in sitting.fields()}
    return tuple(Caution(words[problem.key], problem.sentence) for problem in sitting.wrong())


def inside(mine: Sitting, found: Findings, example: Sitting, said: Findings) -> Inside:
    """Choose what to look into: somebody's own answers with what they mean, or as long as that is little the example's."""
    if mine.answered() and found.complete and found.tables():
        return Inside(say("your own answers"), mine.answers, mine.values, found)
    given = any(not is_blank(answer) for answer in mine.given.values())
    whose = (
        say("the worked example, because your own answers do not say enough yet")
        if given
        else say("the worked example")
    )
    return Inside(whose, example.answers, example.values, said)


class Exercise(ABC):
    """One exercise of the course.

    A new exercise is one new file in this package: a class with the facts below, the questions, and what the answers
    mean; and ``EXERCISE``, its one instance. The file is named after the id, with underscores for hyphens.

    Attributes:
        id: the name by which pages and notebooks call it.
        title: its heading.
        chapter: the chapter that it stands in, 0 to 6.
        minutes: how long it takes.
        purpose: what the learner gets from it, in a sentence or two.
        asks: the question that it answers.
        leaves_out: what it leaves out on purpose.
        rests_on: what evidence it rests on, and how strong that is.
        sources: keys of the references behind it.
        story: who the worked example is about, in a sentence.
        example: the worked example's answers.
        beyond: what it needs beyond the required questions before it says something; nothing where they are enough.
        from_my_side: keys of questions that mean another thing to each who answers, such as what one's own side would
            risk, so that two people's answers cannot be compared.
        on_paper: answers that stand for those not given yet, where a form on paper cannot grow with them.
        notebook_door: what shows any exercise in a notebook; the package's face sets it, so that no exercise need
            know of a screen.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    chapter: ClassVar[int]
    minutes: ClassVar[int]
    purpose: ClassVar[str]
    asks: ClassVar[str]
    leaves_out: ClassVar[str]
    rests_on: ClassVar[str]
    sources: ClassVar[tuple[str, ...]]
    story: ClassVar[str]
    example: ClassVar[Mapping[str, Json]]
    beyond: ClassVar[Need | None] = None
    from_my_side: ClassVar[frozenset[str]] = frozenset()
    on_paper: ClassVar[Mapping[str, Json]] = {"partners": ["A", "B", "C", "D"]}
    notebook_door: ClassVar[Callable[[Exercise], dict[str, object]]]

    @abstractmethod
    def ask(self, answers: Answers) -> Questions:
        """Return the questions as they stand after these answers, which may hold anything."""

    @abstractmethod
    def find(self, sitting: Sitting) -> Findings:
        """Say what the answers mean; every required one is there, any other may be missing."""

    def questions(self, answers: object = None) -> Questions:
        """Return the questions as they stand after these answers (none at the start)."""
        return self.ask(answers if isinstance(answers, Mapping) else {})

    def read(self, answers: object = None) -> Sitting:
        """Read the answers, once: the questions as they stand, what can be used, and what is wrong or missing."""
        given = answers if isinstance(answers, Mapping) else {}
        return read(self.ask(given), given)

    def evaluate(self, answers: object) -> Findings:
        """Say what this exercise's answers mean. Bad ones are named in a sentence; nothing that was typed can raise."""
        if answers is not None and not isinstance(answers, Mapping):
            unread = Caution(
                say("The answers could not be read."), say("They should be names of questions, each with its answer.")
            )
            return self.means(self.read()).led_by(unread)
        return self.means(self.read(answers))

    def means(self, sitting: Sitting) -> Findings:
        """Say what answers mean that were read already; what was set aside is named first."""
        wrong = set_aside(sitting)
        missing = tuple(problem.sentence for problem in sitting.missing())
        if missing:
            return Findings.needing(missing).led_by(*wrong)
        required = {part.key for part in sitting.fields() if part.required}
        if any(problem.key in required for problem in sitting.wrong()):
            return Findings(wrong, complete=False)
        return self.find(sitting).led_by(*wrong)

    def needs(self, sitting: Sitting, findings: Findings) -> tuple[Need, ...]:
        """Return what is needed before the answers say something, each with whether it is given."""
        return needs(sitting, self.beyond, complete=findings.complete)

    def evaluate_example(self) -> Findings:
        """Say what the worked example means."""
        return self.evaluate(self.example)

    def look_inside(self, answers: Answers | None = None) -> Inside:
        """Return what lies behind the findings of these answers; as long as they say nothing, of the worked example's."""
        sitting, example = self.read(answers), self.read(self.example)
        return inside(sitting, self.means(sitting), example, self.means(example))

    def how_far_to_trust(self) -> tuple[tuple[str, str], ...]:
        """Return what it answers, leaves out and rests on, each under its name."""
        return (
            (say("The question it answers"), self.asks),
            (say("What it leaves out"), self.leaves_out),
            (say("What it rests on"), self.rests_on),
        )

    def __repr__(self) -> str:
        """Return the call that gives this exercise."""
        return f"exercise({self.id!r})"

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        """Show the live form where this is the last line of a notebook's cell."""
        return type(self).notebook_door(self)
