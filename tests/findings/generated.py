"""Answers as somebody might give them: ordinary ones, and those at every edge of what may be answered.

``some_answers`` goes through an exercise question by question, as each answer brings further questions. ``answer_sets``
does so in every style of ``STYLES``, and from the worked example with a few answers changed, until it has as many
different sets as were asked for. The same seed gives the same sets.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import NamedTuple

from collabkit.questions import UNSURE, Amount, Choice, Choices, Names, Rating, Text

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'

ORDINARY = "ordinary"
FULLEST, ALIKE, NEAR, LOWEST, HIGHEST, UNSURE_OF_ALL, TINY, HUGE = (
    "fullest",  # as many names as may be given, and everything answered
    "alike",  # the same answer wherever the same is asked: ties
    "near",  # amounts that differ by less than is printed
    "lowest",
    "highest",
    "unsure",
    "tiny",
    "huge",
)
AWKWARD, PARTLY, SPARSE, BAD, EMPTY = (
    "awkward",  # names as long as may be given, with quotes, commas and dashes
    "partly",  # every other question left open
    "sparse",  # nearly all left open
    "bad",  # some answers that cannot be used
    "empty",
)
EXAMPLE = "example"  # the worked example with a few answers changed or taken out

STYLES = (
    ORDINARY, EXAMPLE, FULLEST, ALIKE, NEAR, LOWEST, HIGHEST, UNSURE_OF_ALL, TINY, HUGE, AWKWARD, PARTLY, SPARSE, BAD,
    EXAMPLE, ORDINARY, EMPTY,
)  # fmt: skip
ANSWERED = {ORDINARY: 0.85, AWKWARD: 0.9, PARTLY: 0.5, SPARSE: 0.1, BAD: 0.85, EMPTY: 0.0, UNSURE_OF_ALL: 0.95}
"""How many of the questions are answered in a style; all, where it is not named here. What is required always is,
except where nothing is."""

POOLS = (
    ("Ash", "Birch", "Cedar", "Damson", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Larch", "Maple", "Oak", "Pine"),
    ("Avon", "Brent", "Cam", "Derwent", "Exe", "Fal", "Great Ouse", "Humber", "Irwell", "Kennet", "Lune", "Medway"),
    ("Amber", "Blue", "Crimson", "Dun", "Ebony", "Fawn", "Green", "Hazel brown", "Indigo", "Jade", "Khaki", "Lime"),
)  # fmt: skip
"""Names without digits, so that a number in a sentence is always a number that was worked out; a pool for each list."""
AWKWARD_NAMES = (
    "Bishop’s Castle", "St John & Partners", "The ‘Old’ Trust", "NHS Example", "fire", "Community Interest Company of the Upper Valley",
    "W" * 80, "Voluntary Action – North", "Ealing, Harrow", "O’Hara’s", "Ärztehaus", "Trust Trust of Trusts",
)  # fmt: skip
WORDS = ("Fewer falls", "One list & one visit", "‘quoted’ <words>", "Visit thirty people in six weeks")
SIGNS = ("...", ".", "-", "…", "?")
"""What people type to leave a line open: it holds no word, and nothing may be said of it as if it did."""
JUST = (0, 0.004, -0.004, 0.04, -0.04, 0.4, -0.4)
"""Differences around the roundings that sentences use."""


@dataclass
class Giver:
    """Gives answers in one style; ``same`` keeps what was given wherever the same is asked."""

    style: str
    chance: random.Random
    same: dict = field(default_factory=dict)

    def answer(self, question):
        """Return a good answer to a question."""
        kind = type(question)
        ways = {Rating: self.rating, Choice: self.choice, Choices: self.choices, Names: self.names, Amount: self.amount}
        return ways[kind](question) if kind in ways else self.words()

    def words(self):
        """Return something to write on a line."""
        return self.chance.choice((*WORDS, *SIGNS) if self.style == AWKWARD else WORDS)

    def place(self, about, number):
        """Return a place in a row of so many answers."""
        if self.style in {LOWEST, HIGHEST}:
            return 0 if self.style == LOWEST else number - 1
        if self.style == ALIKE:
            return self.same.setdefault(about, self.chance.randrange(number)) % number
        return self.chance.randrange(number)

    def rating(self, question):
        values = [value for value, _ in question.scale.points]
        unsure = bool(question.scale.unsure)
        if self.style == UNSURE_OF_ALL and unsure:
            return UNSURE
        ways = [*values, UNSURE] if unsure and self.style not in {LOWEST, HIGHEST} else values
        return ways[self.place(question.scale, len(ways))]

    def choice(self, question):
        values = [value for value, _ in question.options]
        if self.style == UNSURE_OF_ALL and UNSURE in values:
            return UNSURE
        return values[self.place(question.options, len(values))]

    def choices(self, question):
        values = [value for value, _ in question.options]
        if self.style in {HIGHEST, FULLEST}:
            return values
        return [value for value in values if self.style != LOWEST and self.chance.random() < 0.5] or values[:1]

    def names(self, question):
        most = question.most if self.style == FULLEST else min(5, question.most)
        number = self.chance.randint(min(max(2, question.fewest), most), most) if self.style != FULLEST else most
        if self.style in {LOWEST, EMPTY}:
            number = max(2, question.fewest)
        pool = AWKWARD_NAMES if self.style == AWKWARD else POOLS[{"partners": 0, "options": 1}.get(question.key, 2)]
        return self.chance.sample(pool, number) if self.style == AWKWARD else list(pool[:number])

    def amount(self, question):
        low = question.least if question.least is not None else -10
        high = question.most if question.most is not None else low + 1000
        values = {
            LOWEST: lambda: low,
            HIGHEST: lambda: high,
            TINY: lambda: low + self.chance.choice((0, 0.001, 0.004, 0.005, 0.01, 0.06, 0.5, 1)),
            HUGE: lambda: high - self.chance.choice((0, 0, 0.01, 1, high / 2, high * 0.9)),
            ALIKE: lambda: self.same.setdefault("amount", self.chance.choice((0.5, 1, 10, 50, 100))),
            NEAR: lambda: self.same.setdefault("amount", self.chance.randint(1, 100)) + self.chance.choice(JUST),
        }
        reach = int(min(high, low + 1000))
        value = values.get(self.style, lambda: self.chance.randint(min(int(low) + 1, reach), reach))()
        if self.style == ORDINARY and self.chance.random() < 0.3:
            value += self.chance.choice((0.5, 0.25, 0.99, 0.333))
        value = max(low, min(high, round(value) if question.whole else round(value, 4)))
        return int(value) if value == int(value) else value


def bad_answer(question, chance):
    """Return an answer that cannot be used."""
    if isinstance(question, Text):
        return "x" * (question.longest + 1)
    if isinstance(question, Names):
        return ["Twice", "twice"]
    return chance.choice(["nonsense", HOSTILE, "99999999"])


def chance_of(*seeds):
    """Return chance that is the same for the same seeds."""
    return random.Random(" ".join(map(str, seeds)))  # noqa: S311 - a test's chance


def some_answers(one, seed, *, bad=0.0, style=ORDINARY):
    """Answers as somebody might give them, question by question, as each answer brings further questions."""
    chance = chance_of(one.id, style, seed)
    giver = Giver(style, chance)
    share = ANSWERED.get(style, 1.0)
    answers = {}
    for _ in range(4):
        fields = [part for whole in one.questions(answers) for part in whole.fields() if part.key not in answers]
        for part in fields:
            if chance.random() < share or (part.required and share):
                answers[part.key] = bad_answer(part, chance) if chance.random() < bad else giver.answer(part)
    return answers


def changed_example(one, seed):
    """The worked example with up to four answers changed or taken out."""
    chance = chance_of(one.id, EXAMPLE, seed)
    answers = dict(one.example)
    for _ in range(chance.randint(1, 4)):
        part = chance.choice([part for whole in one.questions(answers) for part in whole.fields()])
        style = chance.choice((ORDINARY, ORDINARY, LOWEST, HIGHEST, TINY, UNSURE_OF_ALL))
        if chance.random() < 0.3:
            answers.pop(part.key, None)
        else:
            answers[part.key] = Giver(style, chance).answer(part)
    return answers


class AnswerSet(NamedTuple):
    """One set of answers, and the style that it was made in."""

    style: str
    answers: dict


def answer_sets(one, number, seed):
    """Return so many different sets of answers, every style in turn; fewer where there are no more."""
    found = {}
    for turn in range(50 * number):
        style = STYLES[turn % len(STYLES)]
        own = f"{seed} {turn}"
        answers = (
            changed_example(one, own)
            if style == EXAMPLE
            else some_answers(one, own, style=style, bad=0.3 if style == BAD else 0.0)
        )
        found.setdefault(json.dumps(answers, sort_keys=True), AnswerSet(style, answers))
        if len(found) == number:
            break
    return list(found.values())
