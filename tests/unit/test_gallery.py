"""The gallery leaves nothing out: a new kind of question, block or chart fails here until it has its specimens."""

import re
from typing import get_args

import pytest
from asking import Asking

from collabkit import cli, questions
from collabkit.charts import Chart
from collabkit.commands import gallery, project_folder
from collabkit.commands.build import NOT_ON_A_PAGE
from collabkit.commands.specimens import ASKED, CHARTS, COLUMNS, SAID, STATES
from collabkit.findings import Block, Figure
from collabkit.questions import Question
from collabkit.render.html import WRITERS
from collabkit.sitting import read

KINDS = {one for one in vars(questions).values() if isinstance(one, type) and issubclass(one, Question)} - {Question}


def states(kind):
    return {one.state for one in ASKED if type(one.question) is kind}


@pytest.mark.parametrize("kind", sorted(KINDS, key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_every_kind_of_question_is_there_in_every_state(kind):
    assert kind in WRITERS
    assert states(kind) >= set(STATES)


@pytest.mark.parametrize("one", ASKED, ids=lambda one: f"{type(one.question).__name__}, {one.state}")
def test_a_specimen_is_in_the_state_that_it_shows(one):
    problems = {problem.kind for problem in read([one.question], one.answers).problems}
    state = one.state.split(", ")[-1]
    if state in {"wrong", "missing"}:
        assert problems == {state}
        assert one.asked == (state == "missing")
    elif state in {"empty", "answered", "long"}:
        assert not problems
        assert bool(one.answers) == (state != "empty")


def test_every_kind_that_a_grid_can_hold_stands_in_one():
    held = set()
    for kind in KINDS:
        question = next(one.question for one in ASKED if type(one.question) is kind)
        grid = questions.Grid(key="g", text="G", rows=(questions.Row(key="1", text="A"),), columns=(question,))
        try:
            gallery.html.form(Asking(grid))
            held.add(kind)
        except TypeError:
            pass
    assert {type(column) for column in COLUMNS} == held


def test_every_kind_of_block_and_chart_is_there():
    assert {type(one.block) for one in SAID} == set(get_args(Block))
    for kind in get_args(Chart):
        assert {state for state, chart in CHARTS if type(chart) is kind} >= {"usual", "long"}, kind
    shown = [one.block.chart for one in SAID if isinstance(one.block, Figure)]
    assert shown == [chart for _, chart in CHARTS]


def test_specimens_of_a_kind_stand_together_and_each_has_a_name_of_its_own():
    names = re.findall(r'id="([^"]+)" aria-labelledby="\S+" data-specimen', gallery.page(project_folder()))
    assert len(names) == len(set(names)) == len(ASKED) + len(SAID) + 1
    kinds = [name.split("-")[0] for name in names]
    assert kinds == sorted(kinds, key=list(dict.fromkeys(kinds)).index)


def test_it_is_written_where_one_asks_for_it(tmp_path, capsys):
    place = tmp_path / "new" / "gallery.html"
    assert cli.main(["gallery", "--output", str(place)]) == 0
    assert str(place) in capsys.readouterr().out
    assert place.read_text(encoding="utf-8") == gallery.page(project_folder())
    assert cli.main(["gallery", "--output", str(tmp_path)]) == 1
    assert "Name another place" in capsys.readouterr().err


def test_it_is_on_no_page_of_the_course():
    assert all(NOT_ON_A_PAGE.match(f"commands/{name}") for name in ("gallery.py", "specimens.py"))
