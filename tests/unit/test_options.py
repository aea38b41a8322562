"""Options: swing weights, values, flips, dominance and rankings, by hand and by property."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from collabkit.analysis import options as op

CRITERIA = ("outcome", "fairness", "ease", "resilience")
SCORES = st.fixed_dictionaries({name: st.integers(0, 100) for name in CRITERIA})
SWINGS = st.fixed_dictionaries({name: st.integers(1, 100) for name in CRITERIA}).map(
    lambda swings: {**swings, "outcome": 100}
)
WEIGHTS = SWINGS.map(op.normalise_swings)
FEW_OR_MORE = st.dictionaries(st.text(max_size=3), SCORES, min_size=1, max_size=6)
properties = settings(derandomize=True, max_examples=200, deadline=None)


# ---- weights


def test_swings_become_weights():
    weights = op.normalise_swings({"outcome": 100, "fairness": 60, "ease": 40})
    assert weights == {"outcome": 0.5, "fairness": 0.3, "ease": 0.2}
    assert list(weights) == ["outcome", "fairness", "ease"]
    assert op.normalise_swings({"only": 100}) == {"only": 1.0}
    assert op.normalise_swings({"all": 100, "nothing": 0}) == {"all": 1.0, "nothing": 0.0}


@properties
@given(SWINGS)
def test_weights_add_up_to_one_and_keep_the_proportions(swings):
    weights = op.normalise_swings(swings)
    assert math.fsum(weights.values()) == pytest.approx(1, abs=1e-15)
    for name in CRITERIA:
        assert weights[name] / weights["outcome"] == pytest.approx(swings[name] / 100)


@pytest.mark.parametrize(
    ("swings", "said"),
    [
        ({}, "Give 100"),
        ({"a": 90, "b": 40}, "Give 100"),
        ({"a": 0, "b": 0}, "Give 100"),
        ({"a": 100, "b": 101}, "from 0 to 100; that of 'b' is 101"),
        ({"a": 100, "b": -1}, "from 0 to 100; that of 'b' is -1"),
        ({"a": 100, "b": "half"}, "swing of 'b' must be a number; found 'half'"),
        ({"a": 100, "b": None}, "must be a number"),
        ({"a": 100, "b": True}, "must be a number"),
        ({"a": 100, "b": math.nan}, "must be a number"),
        ({"a": math.inf}, "must be a number"),
    ],
)
def test_bad_swings_get_a_sentence(swings, said):
    with pytest.raises(ValueError, match=said):
        op.normalise_swings(swings)


def test_a_weighted_value_by_hand():
    weights = {"outcome": 0.5, "fairness": 0.3, "ease": 0.2}
    assert op.weighted_value({"outcome": 80, "fairness": 40, "ease": 10}, weights) == 54.0


@pytest.mark.parametrize(
    ("scores", "weights", "said"),
    [
        ({}, {}, "no weights"),
        ({"a": 1}, {"a": 0.5, "b": 0.5}, "leave out 'b'"),
        ({"a": 1, "b": 2}, {"a": 1}, "name 'b', which has no weight"),
        ({"a": 1}, {"a": 0.9}, "add up to 1; these add up to 0.9"),
        ({"a": 1, "b": 1}, {"a": 1.5, "b": -0.5}, "below zero; that of 'b' is -0.5"),
        ({"a": "good"}, {"a": 1}, "score for 'a' must be a number; found 'good'"),
        ({"a": math.nan}, {"a": 1}, "must be a number"),
        ({"a": 1}, {"a": True}, "weight of 'a' must be a number"),
    ],
)
def test_bad_scores_and_weights_get_a_sentence(scores, weights, said):
    with pytest.raises(ValueError, match=said):
        op.weighted_value(scores, weights)


def test_one_weight_can_be_changed():
    weights = {"outcome": 0.6, "fairness": 0.1, "ease": 0.3}
    assert op.reweighted(weights, "outcome", 0.2) == pytest.approx({"outcome": 0.2, "fairness": 0.2, "ease": 0.6})
    assert op.reweighted(weights, "outcome", 1) == {"outcome": 1, "fairness": 0, "ease": 0}
    assert op.reweighted({"all": 1.0, "none": 0.0}, "all", 1) == {"all": 1, "none": 0}
    with pytest.raises(ValueError, match="All the weight is on 'all'"):
        op.reweighted({"all": 1.0, "none": 0.0}, "all", 0.5)
    with pytest.raises(ValueError, match="from 0 to 1; that of 'ease' would be 2"):
        op.reweighted(weights, "ease", 2)
    with pytest.raises(ValueError, match="'luck' is not a criterion; choose from outcome, fairness, ease"):
        op.reweighted(weights, "luck", 0.5)


# ---- flips


def test_the_published_flip():
    """A leads by 15 on the rest, B by 20 on fairness."""
    a, b = {"fairness": 40, "rest": 65}, {"fairness": 60, "rest": 50}
    for weights in ({"fairness": 0.2, "rest": 0.8}, {"fairness": 0.9, "rest": 0.1}):
        assert op.flip_weight(a, b, weights, "fairness") == 15 / 35
        assert op.flip_weight(b, a, weights, "fairness") == 15 / 35
        assert op.flip_weight(a, b, weights, "rest") == 20 / 35


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"x": 60, "y": 60}, {"x": 50, "y": 50}),  # ahead on both
        ({"x": 50, "y": 50}, {"x": 50, "y": 50}),  # level on both
        ({"x": 60, "y": 50}, {"x": 50, "y": 50}),  # level on the rest
        ({"x": 50, "y": 60}, {"x": 50, "y": 50}),  # level on the criterion
    ],
)
def test_some_choices_never_flip(a, b):
    assert op.flip_weight(a, b, {"x": 0.5, "y": 0.5}, "x") is None


def test_rounding_is_not_a_lead():
    weights = {"x": 0.4, "y": 0.1, "z": 0.2, "u": 0.3}
    a, b = {"x": 0, "y": 30, "z": 0, "u": 0}, {"x": 9, "y": 0, "z": 0, "u": 10}
    assert op.flip_weight(a, b, weights, "x") is None


def test_without_weight_on_the_rest_nothing_is_known_of_it():
    assert op.flip_weight({"x": 1, "y": 0}, {"x": 0, "y": 1}, {"x": 1.0, "y": 0.0}, "x") is None
    assert op.flip_weight({"x": 1}, {"x": 0}, {"x": 1.0}, "x") is None


def test_bad_flips_get_a_sentence():
    weights = {"x": 0.5, "y": 0.5}
    with pytest.raises(ValueError, match="'z' is not a criterion"):
        op.flip_weight({"x": 1, "y": 2}, {"x": 1, "y": 2}, weights, "z")
    with pytest.raises(ValueError, match="first option's scores leave out 'y'"):
        op.flip_weight({"x": 1}, {"x": 1, "y": 2}, weights, "x")
    with pytest.raises(ValueError, match="second option's scores leave out 'y'"):
        op.flip_weight({"x": 1, "y": 2}, {"x": 1}, weights, "x")


@properties
@given(SCORES, SCORES, WEIGHTS, st.sampled_from(CRITERIA))
def test_a_flip_weight_really_flips(a, b, weights, criterion):
    flip = op.flip_weight(a, b, weights, criterion)
    assume(flip is not None)
    assert 0 < flip < 1

    def lead(weight):
        changed = op.reweighted(weights, criterion, weight)
        return op.weighted_value(a, changed) - op.weighted_value(b, changed)

    assert lead(flip) == pytest.approx(0, abs=1e-9)
    below, above = lead(flip / 2), lead((1 + flip) / 2)
    assert below * above < 0
    assert (above > 0) == (a[criterion] > b[criterion]), "more weight helps the one that leads on the criterion"


@properties
@given(SCORES, SCORES, WEIGHTS, st.sampled_from(CRITERIA))
def test_without_a_flip_weight_nothing_flips(a, b, weights, criterion):
    assume(op.flip_weight(a, b, weights, criterion) is None)
    leads = []
    for hundredths in range(0, 101, 5):
        changed = op.reweighted(weights, criterion, hundredths / 100)
        leads.append(op.weighted_value(a, changed) - op.weighted_value(b, changed))
    assert min(leads) > -1e-8 or max(leads) < 1e-8


# ---- rankings

THREE = {
    "share": {"gain": 100, "ease": 20},
    "merge": {"gain": 20, "ease": 100},
    "wait": {"gain": 0, "ease": 90},
}


def test_ties_share_a_place_and_keep_their_order():
    even = {"gain": 0.5, "ease": 0.5}
    assert [(one.option, one.rank) for one in op.ranking(THREE, even)] == [("share", 1), ("merge", 1), ("wait", 3)]
    backwards = dict(reversed(THREE.items()))
    assert [(one.option, one.rank) for one in op.ranking(backwards, even)] == [("merge", 1), ("share", 1), ("wait", 3)]
    assert op.preferred(op.ranking(THREE, even)) == ("share", "merge")


def test_rounding_breaks_no_tie():
    weights = {"a": 0.1, "b": 0.2, "c": 0.7}
    scores = {"one": {"a": 30, "b": 0, "c": 0}, "two": {"a": 0, "b": 15, "c": 0}}
    assert [one.rank for one in op.ranking(scores, weights)] == [1, 1]
    assert [one.option for one in op.ranking(scores, weights)] == ["one", "two"]


def test_a_chain_of_near_ties_ends():
    step = op.TIE * 0.6
    scores = {str(place): {"a": place * step} for place in range(6)}
    assert [one.rank for one in op.ranking(scores, {"a": 1.0})] == [1, 1, 3, 3, 5, 5]


@properties
@given(FEW_OR_MORE, WEIGHTS)
def test_places_follow_values(options, weights):
    ranked = op.ranking(options, weights)
    assert {one.option for one in ranked} == set(options)
    for one in ranked:
        assert one.value == op.weighted_value(options[one.option], weights)
        assert one.rank == 1 + sum(other.value > one.value + op.TIE / 2 for other in ranked)


@properties
@given(FEW_OR_MORE, WEIGHTS)
def test_a_dominated_option_is_never_ahead(options, weights):
    places = {one.option: one.rank for one in op.ranking(options, weights)}
    for option, better in op.dominated(options).items():
        assert all(places[other] <= places[option] for other in better)


def test_partners_rank_by_their_own_weights():
    partners = {
        "Age Well": op.normalise_swings({"gain": 100, "ease": 50}),
        "Fire service": op.normalise_swings({"gain": 50, "ease": 100}),
    }
    found = op.rankings_by_partner(THREE, partners)
    assert {name: op.preferred(ranked) for name, ranked in found.items()} == {
        "Age Well": ("share",),
        "Fire service": ("merge",),
    }
    assert op.agreed_preference(found) == ()
    same = op.rankings_by_partner(THREE, {"A": partners["Age Well"], "B": {"gain": 0.5, "ease": 0.5}})
    assert op.agreed_preference(same) == ("share",), "a tie for the first place is no objection"
    assert op.agreed_preference({}) == ()
    with pytest.raises(ValueError, match="Age Well: Weights must add up to 1"):
        op.rankings_by_partner(THREE, {"Age Well": {"gain": 1, "ease": 1}})


def test_dominance():
    a, b = {"x": 2, "y": 1}, {"x": 1, "y": 1}
    assert op.dominates(a, b)
    assert not op.dominates(b, a)
    assert not op.dominates(a, dict(a)), "options that are alike do not dominate one another"
    assert not op.dominates(a, {"x": 1, "y": 2})
    assert op.dominated({"a": a, "b": b, "c": {"x": 0, "y": 0}}) == {"b": ("a",), "c": ("a", "b")}
    with pytest.raises(ValueError, match="different criteria"):
        op.dominates(a, {"x": 1})
    with pytest.raises(ValueError, match="score for 'y' must be a number"):
        op.dominates(a, {"x": 1, "y": math.nan})


def test_tipping_points_begin_with_the_nearest():
    scores = {"share": {"gain": 100, "ease": 20}, "merge": {"gain": 60, "ease": 100}, "wait": {"gain": 0, "ease": 90}}
    found = op.tipping_points(scores, {"gain": 0.75, "ease": 0.25})
    assert [(one.option, one.rival, one.criterion) for one in found] == [
        ("share", "merge", "gain"),
        ("share", "merge", "ease"),
        ("share", "wait", "gain"),
        ("share", "wait", "ease"),
    ]
    assert found[0].flips_at == pytest.approx(80 / 120)
    assert found[0].change == pytest.approx(80 / 120 - 0.75)
    assert op.tipping_points({"only": {"gain": 1}}, {"gain": 1.0}) == ()


def test_nothing_to_rank():
    with pytest.raises(ValueError, match="no options to rank"):
        op.ranking({}, {"gain": 1.0})
    with pytest.raises(ValueError, match="scores of 'share' leave out 'luck'"):
        op.ranking(THREE, {"gain": 0.5, "ease": 0.25, "luck": 0.25})
