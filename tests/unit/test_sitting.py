"""A sitting is asked by question: what it gives is what was asked, and has the type of that question's answer."""

from importlib import import_module

import pytest

from collabkit.exercises import catalogue
from collabkit.questions import Amount, Grid, Question, Rating, Row, Scale, Text
from collabkit.sitting import read

LEVEL = Scale.of("None", "Some", "Much", start=0)


def test_a_sitting_gives_the_answer_to_a_question():
    words, number = Text(key="words", text="Say it"), Amount(key="sum", text="Sum")
    sitting = read([words, number], {"sum": 0})
    assert (sitting.get(words), sitting.get(number)) == (None, 0)
    assert sitting.need(number) == 0
    with pytest.raises(KeyError, match=r"no answer to 'words' \(Say it\)"):
        sitting.need(words)


def test_a_sitting_gives_a_column_of_a_grid_by_row():
    now, then = Rating(key="now", text="Now", scale=LEVEL), Rating(key="then", text="Then", scale=LEVEL)
    rows = tuple(Row(key=key, text=key) for key in ("b", "a", "c"))
    asked = Grid(key="grid", text="Grid", rows=rows, columns=(now, then))
    answers = {"grid.a.now": 0, "grid.b.now": "2", "grid.c.now": 9, "grid.gone.now": 1, "grid.a.then": 1}
    sitting = read([asked], answers)
    constant = Grid(key="grid", text="Grid", rows=(), columns=(now, then))
    assert list(sitting.column(constant, now).items()) == [("b", 2), ("a", 0)]
    assert (sitting.at(constant, "a", then), sitting.at(constant, "b", then)) == (1, None)
    assert read([], answers).column(constant, now) == {}
    assert asked.typed(answers, now) == {"b": "2", "a": 0, "c": 9}


def constants(one):
    """Return the questions by which an exercise's module reads a sitting."""
    found = vars(import_module(type(one).__module__)).values()
    single = [each for each in found if isinstance(each, Question)]
    return [
        *single,
        *(each for group in found if isinstance(group, dict) for each in group.values() if isinstance(each, Question)),
    ]


def kind(question):
    """Return what decides the type of an answer: the kind of question, and for a rating whether there is a way out."""
    return type(question), bool(question.scale.unsure) if isinstance(question, Rating) else None


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_an_exercise_reads_an_answer_as_it_asked_for_it(one):
    asked = {question.key: question for answers in (one.example, one.on_paper) for question in one.questions(answers)}
    read_by = [each for each in constants(one) if each.key in asked]
    assert len(read_by) > 1
    for constant in read_by:
        question = asked[constant.key]
        if isinstance(question, Grid) and isinstance(constant, Grid):
            assert [(each.key, kind(each)) for each in constant.columns] == [
                (each.key, kind(each)) for each in question.columns
            ]
        elif not isinstance(question, Grid):
            assert kind(constant) == kind(question), constant.key
