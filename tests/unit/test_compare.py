"""How far a workbook has come, two workbooks beside each other, and the page's questions about files."""

import json

import pytest
from test_workbook import HOSTILE

from collabkit.browser import answer
from collabkit.compare import compare, differences
from collabkit.exercises import catalogue, exercise
from collabkit.progress import progress
from collabkit.workbook import Workbook

EARLY, LATE = "2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"


def ask(**question):
    return json.loads(answer(json.dumps(question)))


def test_progress_tells_three_states_apart():
    book = Workbook.of(
        {"degree": exercise("degree").example, "options": {"options": ["A", "B", "C"]}, "factors": {"history": 4}}
    )
    found = {one.id: one for one in progress(book)}
    assert [one.id for one in progress(book)] == [one.id for one in catalogue()]
    assert (found["degree"].state, found["options"].state, found["language"].state) == ("enough", "begun", "not begun")
    assert (found["factors"].answered, found["factors"].asked) == (1, 22)
    assert found["degree"].says == exercise("degree").evaluate(book.answers("degree")).headline
    assert found["language"].says == ""


def test_names_alone_begin_no_exercise():
    assert {
        one.state for one in progress(Workbook.of({"degree": {"partners": ["A", "B"]}})) if one.id != "strategy"
    } == {"not begun"}


def test_the_widest_difference_comes_first():
    mine = Workbook.of({"factors": {"history": 5, "standing": 2, "climate": 3, "respect": "unsure"}})
    theirs = Workbook.of({"factors": {"history": 1, "standing": 3, "climate": 3, "respect": 4, "voices": 2}})
    found = differences(exercise("factors"), mine, theirs)
    assert [one.apart for one in found] == [1.0, 0.25, None]
    assert found[0].mine != found[0].theirs
    said = compare(mine, theirs)
    assert "You answered 3 questions differently" in said.headline
    assert found[0].question in said.headline
    assert len(said.tables()[0].rows) == 3


def test_what_one_did_not_answer_is_no_difference():
    mine, theirs = Workbook.of({"factors": {"history": 5}}), Workbook.of({"factors": {"standing": 1}})
    assert "nothing to compare" in compare(mine, theirs).headline
    assert "nothing to compare" in compare(mine, Workbook()).headline


ORDERS = ["County", "Police"], ["Police", "County"]
FROM_COUNTY, FROM_POLICE = "level.1.2.now", "level.2.1.now"


@pytest.mark.parametrize(("id", "mine", "theirs"), [
    ("degree", {FROM_COUNTY: 2, FROM_POLICE: 4}, {FROM_COUNTY: 4, FROM_POLICE: 2}),
    ("power", {"authority.people.holder": "1"}, {"authority.people.holder": "2"}),
    ("stakeholders", {"groups": ["Crews", "Carers", "Press"], "about.1.power": 2, "about.2.power": 1},
                     {"groups": ["Carers", "Crews", "Press"], "about.1.power": 1, "about.2.power": 2}),
    ("sharing-gains", {"group.1-2.cost": 3, "alone.1.cost": 2}, {"group.1-2.cost": 3, "alone.2.cost": 2}),
    ("strategy", {"purpose": "Fewer falls"}, {"purpose": "Fewer falls "}),
])  # fmt: skip
def test_each_partner_may_name_itself_first(id, mine, theirs):
    third = ["Trust"] if id == "sharing-gains" else []
    books = [
        Workbook.of({id: {"partners": [*names, *third], **given}})
        for names, given in zip(ORDERS, (mine, theirs), strict=True)
    ]
    assert all(
        exercise(id).read(book.answers(id)).values.keys() >= given.keys()
        for book, given in zip(books, (mine, theirs), strict=True)
    )
    assert differences(exercise(id), *books) == ()
    assert "not compared" not in compare(*books).to_text()


def test_the_others_choice_is_worded_by_the_others_own_list():
    mine, theirs = (Workbook.of({"power": {"partners": names, "authority.people.holder": "1"}}) for names in ORDERS)
    (found,) = differences(exercise("power"), mine, theirs)
    assert (found.mine, found.theirs) == ("County", "Police")


def test_what_rests_on_names_that_only_one_has_is_not_compared_and_this_is_said():
    mine, theirs = (
        Workbook.of({"degree": {"partners": ["County", other], FROM_COUNTY: now}})
        for other, now in (("Police", 2), ("Trust", 4))
    )
    said = compare(mine, theirs)
    assert [row[0] for row in said.tables()[0].rows] == ["Who are the partners?"]
    title = exercise("degree").title
    assert (
        "What only one of you was asked is not compared, such as what is about a name or a line that the other has not. "
        f"There is some of it in “{title}”." in said.to_text()
    )


def test_a_line_is_found_wherever_it_stands():
    lines = {"partners": ["A", "B"], "decision.1.words": "Whom to hire", "right.1.decides": "1"}
    other = {"partners": ["A", "B"], "decision.2.words": "Whom to hire", "right.2.decides": "2"}
    (found,) = differences(exercise("decisions"), Workbook.of({"decisions": lines}), Workbook.of({"decisions": other}))
    assert (found.question, found.mine, found.theirs) == ("Whom to hire: Decides", "A", "B")


def test_lines_in_another_order_are_the_same_lines():
    mine, theirs = ["Whom to hire", "Where to open"], ["Where to open", "Whom to hire"]
    decisions, theory = (
        [
            Workbook.of({id: {"partners": ["A", "B"], **{f"{grid}.{place}.{key}": line for place, line in enumerate(lines, 1)}, **more}})
            for lines, more in ((mine, {f"{grid}.1.arrow": "1", f"{grid}.2.arrow": "2"}), (theirs, {f"{grid}.1.arrow": "2", f"{grid}.2.arrow": "1"}))
        ]
        for id, grid, key in (("decisions", "decision", "words"), ("theory", "assume", "words"))
    )  # fmt: skip
    assert differences(exercise("decisions"), *decisions) == ()
    assert exercise("theory").read(theory[0].answers("theory")).values["assume.1.arrow"] == "1"
    assert differences(exercise("theory"), *theory) == ()


def test_other_lines_are_one_difference():
    books = [
        Workbook.of({"decisions": {"partners": ["A", "B"], "decision.1.words": line, "right.1.decides": "1"}})
        for line in ("Whom to hire", "Where to open")
    ]
    (found,) = differences(exercise("decisions"), *books)
    assert (found.question, found.mine, found.theirs) == (
        "Which decisions keep coming back?", "Whom to hire", "Where to open",
    )  # fmt: skip
    assert "not compared" in compare(*books).to_text()


def test_a_list_that_all_share_is_one_difference():
    books = (
        Workbook.of({"degree": {"partners": ["A", other], FROM_COUNTY: 2}, "power": {"authority.people.edge": 1}})
        for other in "BC"
    )
    assert compare(*books).headline.startswith("You answered 1 question differently.")


def test_the_headline_quotes_both_without_their_full_stops():
    mine, theirs = (
        Workbook.of({"strategy": {"purpose": words, "stop": "x"}}) for words in ("Fewer falls.", "“Shorter stays”")
    )
    assert compare(mine, theirs).headline.endswith(": one of you says “Fewer falls”, the other “Shorter stays”.")


def test_a_file_with_other_names_in_the_same_places_is_told_of():
    books = [
        Workbook.of({"degree": {"partners": names, FROM_COUNTY: 2}}, time)
        for names, time in zip(ORDERS, (EARLY, LATE), strict=True)
    ]
    about = ask(kind="open", workbook=books[0].to_json(), file=books[1].dump())["about"]
    assert about[1] == (
        "“Who are the partners?” has different names in one place in the two workbooks. What was answered about them stays "
        "with the place, so look through it afterwards."
    )
    longer = Workbook.of({"degree": {"partners": ["County", "Police", "Trust"]}}, LATE)
    assert len(ask(kind="open", workbook=books[0].to_json(), file=longer.dump())["about"]) == 1


def test_saving_and_opening_brings_everything_back():
    book = Workbook.of({one.id: one.example for one in catalogue()}, EARLY)
    saved = ask(kind="save", workbook=book.to_json())
    assert saved["name"].startswith("Steady Brackendale 20")
    opened = ask(kind="open", workbook=Workbook().to_json(), file=saved["text"])
    assert Workbook.from_json(opened["book"]) == book
    assert opened["clashes"] == []
    assert len(opened["about"]) == 1


def test_both_versions_are_shown_where_both_had_one():
    mine = Workbook.of({"degree": {"partners": ["A", "B"], "level.1.2.now": "2"}, "own": {"x": "1"}}, EARLY)
    theirs = Workbook.of({"degree": {"partners": ["A", "C"], "level.1.2.now": 4}, "own": {"x": "2"}}, LATE)
    clashes = {one["key"]: one for one in ask(kind="open", workbook=mine.to_json(), file=theirs.dump())["clashes"]}
    assert clashes["partners"]["mine"] == "A, B"
    assert clashes["partners"]["where"] == "In every exercise"
    assert clashes["level.1.2.now"]["question"] == "As A sees it: with B: Now"
    assert (clashes["level.1.2.now"]["mine"], clashes["level.1.2.now"]["theirs"]) == (
        "2 Cooperation", "4 Coalition (to “As A sees it: with C: Now”)",
    )  # fmt: skip
    assert clashes["x"]["where"] == "own", "an exercise that this course does not have is named, not dropped"
    assert {one["later"] for one in clashes.values()} == {"theirs"}
    merged = mine.merged(theirs)
    again = ask(kind="open", workbook=merged.to_json(), file=theirs.dump())
    assert Workbook.from_json(again["book"]).merged(merged) == merged, "twice changes nothing"
    assert again["clashes"] == []


def test_a_file_changed_by_hand_is_opened_and_said():
    book = Workbook.of({"factors": {"history": 4}}, EARLY)
    reply = ask(kind="open", workbook=None, file=book.dump(LATE).replace('"history": 4', '"history": 5'))
    assert "changed after" in reply["about"][1]
    assert "2 January 2026" in reply["about"][0]


@pytest.mark.parametrize("kind", ["open", "compare"])
@pytest.mark.parametrize("bad", sorted(set(HOSTILE) - {"no text", "nothing", "50 MB"}))
def test_what_is_no_workbook_is_refused_in_a_sentence(kind, bad):
    reply = ask(kind=kind, workbook=Workbook().to_json(), file=HOSTILE[bad])
    assert set(reply) == {"refused"}
    assert reply["refused"].endswith(".")


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_an_exercise_can_be_copied_as_text(one):
    book = Workbook.of({each.id: each.example for each in catalogue()}, EARLY)
    words = ask(kind="text", exercise=one.id, workbook=book.to_json())["text"]
    assert words.startswith(one.title)
    assert "<" not in words


def test_hostile_words_in_a_partners_file_never_become_markup():
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    mine = Workbook.of({"strategy": {"purpose": "mine", "assumption": "x"}}, EARLY)
    theirs = Workbook.of({"strategy": {"purpose": hostile, "assumption": hostile}}, LATE)
    reply = ask(kind="compare", workbook=mine.to_json(), file=theirs.dump())
    assert "<script" not in reply["findings"]
    assert "<img" not in reply["findings"]
    assert "&lt;script" in reply["findings"]


# --- what is no difference, and what is no likeness


def test_who_answered_other_questions_did_not_give_the_same_answers():
    power = [{"partners": ["A", "B"], "authority.people.holder": place} for place in "12"]
    mine, theirs = (
        Workbook.of({"factors": {key: 5}, "power": chosen})
        for key, chosen in zip(("history", "standing"), power, strict=True)
    )
    assert "the same" not in compare(mine, theirs).to_text()


def test_each_side_s_own_stakes_are_not_compared_with_the_other_s():
    mine, theirs = (
        Workbook.of({"trust": {"other": other, "doubt": "will", "stake.us.size": us, "stake.them.size": them}})
        for other, us, them in (("NHS", "1", "2"), ("Council", "2", "1"))
    )
    said = compare(mine, theirs)
    assert differences(exercise("trust"), mine, theirs) == ()
    assert "Read these answers out to each other" in said.to_text()


def test_a_full_stop_or_a_capital_is_no_difference():
    mine, theirs = (Workbook.of({"strategy": {"stop": words}}) for words in ("Fewer visits", "fewer  visits."))
    assert differences(exercise("strategy"), mine, theirs) == ()


def test_words_that_part_late_are_shown_where_they_part():
    long = "We stop when nothing changes, " * 8
    mine, theirs = (Workbook.of({"strategy": {"stop": f"{long}in {month}"}}) for month in ("May", "June"))
    (found,) = differences(exercise("strategy"), mine, theirs)
    assert (found.mine[-3:], found.theirs[-4:]) == ("May", "June")
    assert max(len(found.mine), len(found.theirs)) <= 160


def test_edges_of_two_partners_are_not_points_apart():
    mine, theirs = (
        Workbook.of({"power": {"partners": ["A", "B"], "authority.people.holder": who, "authority.people.edge": edge}})
        for who, edge in (("1", 1), ("2", 3))
    )
    (found,) = differences(exercise("power"), mine, theirs)
    assert (found.mine, found.theirs) == ("A", "B")


def test_bounds_against_slips_of_the_keyboard_are_no_scale():
    mine, theirs = (
        Workbook.of({"pressure": {"budget": budget, "funding": 0, "demand": 1, "prices": 1, "years": years}})
        for budget, years in ((6, 3), (100, 4))
    )
    assert [one.apart for one in differences(exercise("pressure"), mine, theirs)] == [None, None]
    assert "widest" not in compare(mine, theirs).to_text()


def test_aims_in_another_order_are_the_same_aims():
    mine = dict(exercise("advantage").example)
    turned = {"aim.1": "aim.2", "aim.2": "aim.1", "sort.1": "sort.2", "sort.2": "sort.1"}
    parts = [(*key.rpartition("."), value) for key, value in mine.items()]
    theirs = {f"{turned.get(row, row)}{dot}{key}": value for row, dot, key, value in parts}
    assert theirs != mine
    books = [Workbook.of({"advantage": given}) for given in (mine, theirs)]
    assert differences(exercise("advantage"), *books) == ()
    assert "not compared" not in compare(*books).to_text()


def test_opening_says_in_words_what_differs_in_what_no_exercise_asks():
    given = [
        (["review", "purpose"], "3", "You are split.", "nobody", LATE),
        (["purpose", "review"], "4", "You are close.", "somebody", EARLY),
    ]
    books = [
        Workbook.of(
            {
                "document": {"order": order},
                "record": {"hours": hours},
                "group": {"factors": [said]},
                "advantage": {"sort.1.alone": alone},
            },
            time,
        )
        for order, hours, said, alone, time in given
    ]
    clashes = ask(kind="open", workbook=books[0].to_json(), file=books[1].dump())["clashes"]
    assert len(clashes) == 4
    assert {one["question"] for one in clashes}.isdisjoint({"order", "hours", "factors", "sort.1.alone"})
    assert not [one for one in clashes if "[" in one["mine"] + one["theirs"]]
    assert "Purpose" in next(one["theirs"] for one in clashes if "order" in one["question"])


def test_opening_warns_of_lines_that_stand_in_another_order():
    first, second = (
        Workbook.of({"advantage": {"partners": ["A", "B"], "aim.1.words": one, "aim.2.words": other}}, time)
        for one, other, time in (("Fewer falls", "Less waste", EARLY), ("Less waste", "Fewer falls", LATE))
    )
    about = ask(kind="open", workbook=first.to_json(), file=second.dump())["about"]
    assert "has different lines in one place" in about[1]
