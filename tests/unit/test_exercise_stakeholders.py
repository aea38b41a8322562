"""stakeholders: the shares, lists and corners are those worked out by hand, and lists of one kind get a true sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit import exercise
from collabkit.charts import Quadrants
from collabkit.exercises.stakeholders import FORGOTTEN, GROUPS, HEARD, groups, missing, surprising
from collabkit.findings import Figure, walk

STAKEHOLDERS = exercise("stakeholders")
THREE = {"groups": ["Ash", "Birch", "Cedar"]}
LONG = [
    f"{letter} community interest company of the upper valley and the villages around".ljust(80, "x")
    for letter in "ABCDEFGHIJKL"
]
TWELVE = {"groups": LONG}
FIELDS = ["groups", "partners", "unlisted"] + [
    f"about.{place}.{key}" for place in range(1, 13) for key in ("power", "touched", "place", "known")
] + [f"reach.{place}.{key}" for place in range(1, 13) for key in ("voice", "who")]  # fmt: skip
GARBAGE = st.dictionaries(
    st.sampled_from(FIELDS),
    st.one_of(
        st.text(max_size=30), st.integers(), st.floats(), st.none(), st.lists(st.text(max_size=5)),
        st.sampled_from([0, 1, 2, 3, "unsure", "decides", "asked", "told", "absent", "assumed"]),
    ),
)  # fmt: skip


def rows(*said, known=None):
    """Answers about groups: power, touched and place of each; None leaves one open."""
    given = {
        f"about.{place}.{key}": answer
        for place, row in enumerate(said, 1)
        for key, answer in zip(("power", "touched", "place"), row, strict=True)
        if answer is not None
    }
    return given | ({f"about.{place}.known": known for place in range(1, len(said) + 1)} if known else {})


def example():
    return groups(STAKEHOLDERS.read(STAKEHOLDERS.example))


def table(findings, caption):
    return next((one for one in findings.tables() if one.caption.startswith(caption)), None)


def chart(findings):
    return next((one.chart for one in walk(findings.blocks) if isinstance(one, Figure)), None)


def test_the_example_by_hand():
    findings = STAKEHOLDERS.evaluate_example()
    # Strong are 1, 2, 3, 4, 8, 9, 10, of whom 1, 2 and 8 are heard; touched are 3 to 9, of whom 8 alone is.
    assert findings.headline == (
        "You hear 3 of the 7 groups that could stop or change it, and 1 of the 7 that it touches a good deal. "
        "Begin with “People who said no to a visit”: nobody has reached them."
    )
    assert [one.place for one in missing(example())] == ["6", "5", "9", "7", "4", "3"]
    assert [one.missing for one in missing(example())] == [3, 2, 2, 2, 2, 1]
    by_surprise = [(one.place, one.surprise, one.power, one.touched) for one in surprising(example())]
    assert by_surprise == [
        ("4", 2, 2, 2), ("10", 2, 2, 0), ("2", 1, 3, 1), ("9", 1, 2, 3), ("3", 1, 2, 2), ("6", 1, 1, 3), ("7", 1, 1, 2),
    ]  # fmt: skip
    text = findings.to_text()
    assert "5 of 10 rows are your guess about somebody else’s mind." in text
    assert "2 more groups have a gap" in text
    assert "You ticked two not on your list. Add them, or write down why not:" in text
    assert "Not the whole picture" not in text


def test_the_example_has_its_corners_by_hand():
    found = chart(STAKEHOLDERS.evaluate_example())
    assert isinstance(found, Quadrants)
    corners = [found.corner(thing).partition(" (")[0] for thing in found.things]
    assert [corners.count(name) for name in ("Shape it together", "Keep willing", "Bring in", "Keep informed")] == [
        4,
        3,
        3,
        0,
    ]
    assert [name for name, *_, heard in found.things if heard] == [
        "Cabinet member for care", "Medical director", "Age Well’s volunteers",
    ]  # fmt: skip
    assert found.describe().endswith("Keep informed (crowd): nobody.")


def test_whom_to_ask_first_is_told_with_what_was_written_down():
    text = STAKEHOLDERS.evaluate_example().to_text()
    first, second = (
        text.index(f"- “{name}”: ") for name in ("People who said no to a visit", "People over 75 who have fallen")
    )
    assert first < second
    assert "Thursdays. To ask: Maggie Doyle, two weeks." in text
    silent = {key: value for key, value in STAKEHOLDERS.example.items() if not key.startswith("reach.")}
    assert (
        "“People who said no to a visit”: nobody has been named to ask them." in STAKEHOLDERS.evaluate(silent).to_text()
    )
    later = STAKEHOLDERS.evaluate({**silent, "reach.4.voice": "The branch secretary?"}).to_text()
    assert "- “Trade unions”: The branch secretary? Nobody has been named to ask them." in later


def test_who_is_missing_is_asked_how_to_reach_and_nobody_else():
    asked = STAKEHOLDERS.questions(STAKEHOLDERS.example)[-1]
    assert [row.key for row in asked.rows] == ["6", "5", "9", "7", "4", "3"]
    heard = STAKEHOLDERS.questions(THREE | rows((3, 3, "decides"), (0, 0, "absent"), (1, 1, "told")))
    assert [question.key for question in heard][-1] == "about"


@pytest.mark.parametrize(("answers", "words"), [
    (rows((3, 3, "decides"), (2, 2, "decides"), (3, 2, "decides")), "On these answers everybody has power, a stake and a seat."),
    (rows((0, 3, "asked"), (1, 2, "told"), (0, 2, "absent")),
     "You hear 1 of the 3 groups that it touches a good deal; going by your answers nobody could stop or change it. Begin with “Cedar”"),
    (rows((3, 1, "asked"), (2, 0, "decides"), (2, 1, "told")),
     "You hear 2 of the 3 groups that could stop or change it; going by your answers it touches nobody a good deal."),
    (rows((0, 0, "absent"), (1, 1, "told"), (0, 1, "asked")),
     "Going by your answers nobody could stop or change it, and it touches nobody a good deal. Nobody is touched more than heard: check one group by asking it."),
    (rows((3, 2, "absent"), (3, 2, "absent"), (3, 2, "absent")),
     "You hear none of the 3 groups that could stop or change it, and none of the 3 that it touches a good deal. Begin with any of 3 groups that stand alike, such as “Ash”: nobody has reached them."),
    (rows((3, 0, "absent"), (0, 3, "absent"), (0, 0, "told")),
     "You do not hear the one group that could stop or change it, nor the one group that it touches a good deal."),
    (rows((3, 0, "asked"), (0, 3, "absent"), (0, 0, "told")),
     "You hear the one group that could stop or change it, and you do not hear the one group that it touches a good deal."),
    (rows((3, 2, "asked"), (2, 2, "told"), (0, 0, "told")),
     "You hear one of the two groups that could stop or change it, and one of the two groups that it touches a good deal."),
    (rows((2, 0, "absent"), (0, 0, "absent"), (0, 0, "absent")),
     ("You do not hear the one group that could stop or change it; going by your answers it touches nobody a good deal. "
     "Nobody is touched more than heard. Mind “Ash”: they could surprise you, and nobody has reached them.")),
    (rows((2, None, "told"), (3, None, "decides"), (None, None, None)),
     "As far as you answered, you hear one of the two groups that could stop or change it. Begin with “Ash”: they are told, and not asked."),
    (rows((1, 0, "asked"), (1, 1, "told"), ("unsure", "unsure", "told")),
     "Going by your answers nobody whose power you rated could stop or change it, and nobody whose stake you rated is touched a good deal."),
    (rows((3, 1, "asked"), (1, 1, "told"), (3, None, None)),
     ("As far as you answered, you hear the one group that could stop or change it; going by your answers nobody whose stake you rated "
      "is touched a good deal.")),
    (rows((1, 2, "asked"), (None, 1, "told"), (1, 1, "told")),
     ("As far as you answered, you hear the one group that it touches a good deal; going by your answers nobody whose power you rated "
      "could stop or change it.")),
    (rows((2, 3, "told"), (None, None, None), (None, None, None)),
     "“Ash” could change it, their life or their job is at stake, and they are told. One row is no map yet"),
    (rows((2, 3, "unsure"), (1, 1, "unsure"), (None, 2, None)), "You cannot say yet where those groups stand that you rated."),
])  # fmt: skip
def test_lists_of_one_kind_say_something_true(answers, words):
    findings = STAKEHOLDERS.evaluate(THREE | answers)
    assert findings.headline.startswith(words)
    assert findings.complete


@pytest.mark.parametrize(("answers", "said"), [
    (rows((0, 3, "asked"), (1, 2, "told"), (0, 2, "absent")), "On these answers nobody could stop you. Ask who signs"),
    (rows((3, 1, "asked"), (2, 0, "decides"), (2, 1, "told")), "Everybody on your list has power."),
    (rows((3, 1, "asked"), (2, 0, "decides"), (2, 1, "told")), "Nobody is touched much."),
    (rows((3, 0, "absent"), (0, 2, "asked"), (0, 2, "asked")), "You hear those whom it touches better than those who could stop it"),
    (rows((3, 2, "asked"), (2, 2, "told"), (0, 0, "told")), "You hear as many of the one as of the other."),
    (rows((3, 0, "asked"), (1, 3, "told"), (0, 1, "told"), known="assumed"), "This is a map of your own mind."),
    (rows((3, 0, "asked"), (1, 3, "told"), (0, 1, "told"), known="asked"), "What you put down comes from the groups themselves."),
    (rows((0, 0, "told"), ("unsure", "unsure", None), ("unsure", None, None)), "Nobody whose power you rated could stop you."),
    (rows((0, 0, "told"), ("unsure", "unsure", None), ("unsure", None, None)),
     "Nobody whose stake you rated is touched much. Find out how much it touches the rest."),
    (rows((3, "unsure", "asked"), (1, 3, "told"), ("unsure", "unsure", "told")), "“Cedar”: what they could do, and how much it touches them."),
    (rows((3, 2, "asked"), (1, 3, "told"), (None, 2, "told")), "One of 3 groups lacks a rating or a place"),
    ({"partners": ["birch", "Elm"], **rows((3, 2, "asked"), (1, 3, "told"), (1, 1, "told"))}, "“Birch” is a partner. Did you mean somebody inside it?"),
    ({"unlisted": ["unions"], **rows((3, 2, "asked"), (1, 3, "told"), (1, 1, "told"))},
     "You ticked one not on your list. Add it, or write down why not:"),
])  # fmt: skip
def test_what_is_odd_about_a_list_is_said(answers, said):
    assert said in STAKEHOLDERS.evaluate(THREE | answers).to_text()
    assert said not in STAKEHOLDERS.evaluate_example().to_text()


def test_who_is_not_reached_has_said_nothing():
    answers = rows((3, 1, "asked"), (1, 3, "absent"), (0, 1, "told"), known="asked")
    assert "comes from the groups themselves" not in STAKEHOLDERS.evaluate(THREE | answers).to_text()


def test_who_is_asked_already_is_not_missing_and_lacks_nobody_to_ask():
    asked = THREE | rows((1, 3, "asked"), (1, 2, "asked"), (0, 0, "told"))
    text = STAKEHOLDERS.evaluate(asked).to_text()
    assert "WHO IS HEARD LESS THAN IT TOUCHES THEM" in text
    assert "WHO IS MISSING" not in text
    assert "- “Ash”: they are asked already. Ask what they should decide with you." in text
    voiced = STAKEHOLDERS.evaluate(asked | {"reach.1.voice": "The Thursday club"}).to_text()
    assert "- “Ash”: The Thursday club. They are asked already: ask what they should decide with you." in voiced
    named = STAKEHOLDERS.evaluate(asked | {"reach.1.who": "Samira"}).to_text()
    assert "- “Ash”: to ask: Samira." in named


@pytest.mark.parametrize("typed", [".", ",", "-", "..."])
def test_a_dot_names_nobody(typed):
    answers = rows((1, 3, "told"), (1, 2, "asked"), (0, 0, "told")) | {"reach.1.voice": typed, "reach.1.who": typed}
    assert "- “Ash”: nobody has been named to ask them." in STAKEHOLDERS.evaluate(THREE | answers).to_text()


def test_one_row_or_none_of_whom_the_place_is_known_has_no_map_and_no_share():
    for answers in (
        rows((2, 3, "told"), (None, None, None), (None, 3, None)),
        rows((2, 3, "unsure"), (3, 3, None), (1, 1, None)),
    ):
        findings = STAKEHOLDERS.evaluate(THREE | answers)
        assert chart(findings) is None
        assert "ou hear" not in findings.headline


def test_a_rating_that_is_not_sure_is_counted_nowhere():
    findings = STAKEHOLDERS.evaluate(THREE | rows((3, "unsure", "told"), (3, 3, "unsure"), (2, 2, "asked")))
    assert findings.headline.startswith(
        "As far as you answered, you hear one of the two groups that could stop or change it, and the one group that it touches"
    )
    assert (
        len(chart(STAKEHOLDERS.evaluate(THREE | rows((3, 1, "told"), (3, 3, "unsure"), (2, 2, "asked")))).things) == 2
    )


@pytest.mark.parametrize("answers", [
    {}, rows((None, None, "told"), (None, None, "asked"), (None, None, None)), rows((3, 3, None), (2, 2, None), (1, 1, None)),
    rows(*[("unsure", "unsure", "unsure")] * 3),
])  # fmt: skip
def test_ratings_without_places_and_places_without_ratings_ask_for_both(answers):
    findings = STAKEHOLDERS.evaluate(THREE | answers)
    assert not findings.complete
    assert "how much it touches them, and where they are now" in findings.headline


@pytest.mark.parametrize(("answers", "lead"), [
    (rows((3, None, "unsure"), (1, None, "unsure"), (2, None, "unsure")), "Ask them:"),
    (rows((3, 0, "unsure"), (1, "unsure", "unsure")), "Ask them:"),
    (rows((3, 2, "unsure"), (1, 2, "unsure")), "Ask them:"),
    (rows((3, 3, "unsure")), "Ask them:"),
    (rows((3, 1, "unsure"), (1, 2, "unsure")), "Ask them, beginning with those for whom most is at stake:"),
])  # fmt: skip
def test_they_are_asked_in_the_order_of_their_stakes_only_where_these_were_rated(answers, lead):
    assert f"\n{lead}\n" in STAKEHOLDERS.evaluate(THREE | answers).to_text()


def test_fewer_than_three_groups_are_asked_for():
    assert "Name at least 3 groups; there are 2 so far." in STAKEHOLDERS.evaluate({"groups": ["Ash", "Birch"]}).headline
    assert next(one for one in STAKEHOLDERS.questions({"groups": ["Ash", "Birch"]}) if one.key == "about").rows == ()


def test_twelve_long_names_make_sentences_and_a_thirteenth_is_refused():
    assert {len(name) for name in LONG} == {80}
    findings = STAKEHOLDERS.evaluate(TWELVE | rows(*[(3, 3, "told")] * 12, known="assumed"))
    assert findings.headline.startswith(
        "You hear none of the 12 groups that could stop or change it, and none of the 12 that it touches a good deal."
    )
    assert len(findings.headline) < 260
    assert "Twelve groups is the most that there is room for." in findings.to_text()
    assert len(table(findings, "Touched more").rows) == 12
    assert len(table(findings, "Could do more").rows) == 5
    assert not STAKEHOLDERS.evaluate({"groups": [*LONG, "One more"]} | rows((3, 3, "told"))).complete


def test_a_group_keeps_its_answers_when_another_is_taken_out():
    names = STAKEHOLDERS.example["groups"]
    gone = STAKEHOLDERS.evaluate({**STAKEHOLDERS.example, "groups": ["", *names[1:]]})
    # The cabinet member, strong and heard, is gone: two of six.
    assert gone.headline.startswith("You hear 2 of the 6 groups that could stop or change it, and 1 of the 7")


def test_every_group_that_lists_forget_is_offered_once():
    assert len(set(FORGOTTEN.values())) == len(FORGOTTEN) == 12
    assert sorted(HEARD.values()) == [0, 1, 2, 3]
    assert STAKEHOLDERS.on_paper["groups"] == [GROUPS.label(place) for place in range(1, 9)]


@pytest.mark.parametrize("raw", ["nonsense", 99, 1.5, True, ["1"], {"a": 1}])
def test_a_bad_answer_is_named_and_the_rest_is_used(raw):
    text = STAKEHOLDERS.evaluate({**STAKEHOLDERS.example, "about.1.power": raw}).to_text()
    assert "Cabinet member for care: Could they stop it?" in text.splitlines()[0]
    assert "As far as you answered, you hear 2 of the 6 groups that could stop or change it" in text


@settings(max_examples=60, derandomize=True)
@given(GARBAGE, st.booleans())
def test_garbage_gets_a_sentence(answers, named):
    findings = STAKEHOLDERS.evaluate(answers | (TWELVE if named else {}))
    assert findings.to_text().strip()
    assert findings.to_html()
