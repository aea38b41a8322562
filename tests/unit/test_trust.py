"""Trust as a repeated game: known results, agreement with plain play by the rules, and odd input."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabkit.analysis.trust import (
    ALWAYS_DEFECT,
    DILEMMA,
    TIT_FOR_TAT,
    Encounter,
    Payoffs,
    Strategy,
    advantage,
    continuation_for,
    expected_rounds,
    generous_tit_for_tat,
    least_duration,
)
from collabkit.analysis.trust.markov import (
    closed_classes,
    discounted_visits,
    lasting_visits,
    mean_visits,
    solve,
    stationary,
)

ALWAYS_COOPERATE = Strategy("Always cooperate", (1, 1, 1, 1), 1)
WIN_STAY_LOSE_SHIFT = Strategy("Win-stay, lose-shift", (1, 0, 0, 1), 1)
GRIM = Strategy("Grim", (1, 0, 0, 0), 1)
ALTERNATOR = Strategy("Alternate", (0, 0, 1, 1), 0)
GENEROUS_TIT_FOR_TAT = generous_tit_for_tat()
ZERO_DETERMINANT = Strategy("Zero-determinant", (11 / 13, 1 / 2, 7 / 26, 0))
"""Press and Dyson’s, which takes three times the gain of the other side."""
STRATEGIES = (
    ALWAYS_COOPERATE, ALWAYS_DEFECT, TIT_FOR_TAT, GENEROUS_TIT_FOR_TAT, WIN_STAY_LOSE_SHIFT, GRIM, ZERO_DETERMINANT,
)  # fmt: skip
probabilities = st.floats(0, 1)
inner = st.floats(0.05, 0.95)
random_strategies = st.builds(Strategy, st.just("random"), st.tuples(*[probabilities] * 4), probabilities)
mixed_strategies = st.builds(Strategy, st.just("mixed"), st.tuples(*[inner] * 4), inner)
encounters = st.builds(
    Encounter,
    random_strategies,
    random_strategies,
    noise=st.sampled_from([0, 0.05, 0.5]),
    misread=st.sampled_from([0, 0.1]),
)


def close(*numbers, to=1e-12):
    return pytest.approx(numbers, rel=to, abs=to)


class TestKnownResults:
    @pytest.mark.slow
    def test_tit_for_tat_with_itself_under_noise(self):
        encounter = Encounter(TIT_FOR_TAT, TIT_FOR_TAT, noise=0.05)
        assert encounter.average(200) == close(2.289671, 2.289671, to=5e-7)
        assert encounter.long_run() == close(2.25, 2.25)
        assert encounter.average(200_000) == close(2.25, 2.25, to=1e-4)

    def test_zero_determinant_takes_three_times_the_gain(self):
        assert Encounter(ZERO_DETERMINANT, ALWAYS_COOPERATE).long_run() == close(41 / 11, 21 / 11)

    @given(mixed_strategies)
    def test_zero_determinant_ties_both_gains_to_a_line(self, other):
        mine, theirs = Encounter(ZERO_DETERMINANT, other).long_run()
        assert mine - 1 == pytest.approx(3 * (theirs - 1), abs=1e-9)

    @pytest.mark.parametrize(
        ("mine", "theirs", "payoffs"),
        [
            (ALWAYS_COOPERATE, ALWAYS_COOPERATE, (3, 3)),
            (ALWAYS_COOPERATE, ALWAYS_DEFECT, (0, 5)),
            (ALWAYS_DEFECT, ALWAYS_DEFECT, (1, 1)),
            (TIT_FOR_TAT, TIT_FOR_TAT, (3, 3)),
            (TIT_FOR_TAT, ALWAYS_DEFECT, (1, 1)),
            (TIT_FOR_TAT, ALTERNATOR, (2.5, 2.5)),
            (GRIM, ALTERNATOR, (3, 0.5)),
            (WIN_STAY_LOSE_SHIFT, ALWAYS_DEFECT, (0.5, 3)),
            (WIN_STAY_LOSE_SHIFT, WIN_STAY_LOSE_SHIFT, (3, 3)),
            (GENEROUS_TIT_FOR_TAT, GENEROUS_TIT_FOR_TAT, (3, 3)),
            (GENEROUS_TIT_FOR_TAT, ALWAYS_DEFECT, (2 / 3, 1 * 2 / 3 + 5 / 3)),
        ],
    )
    def test_the_long_run_without_noise(self, mine, theirs, payoffs):
        assert Encounter(mine, theirs).long_run() == close(*payoffs)

    def test_a_little_noise_ends_grim_and_not_win_stay_lose_shift(self):
        # Known limits: grim falls to mutual defection, win-stay, lose-shift mends itself.
        assert Encounter(GRIM, GRIM, noise=1e-9).long_run() == close(1, 1, to=1e-6)
        assert Encounter(WIN_STAY_LOSE_SHIFT, WIN_STAY_LOSE_SHIFT, noise=1e-9).long_run() == close(3, 3, to=1e-6)

    def test_misreading_spares_the_first_move_of_tit_for_tat(self):
        misread = Encounter(TIT_FOR_TAT, TIT_FOR_TAT, misread=0.05)
        assert misread.average(1) == (3, 3)
        assert misread.long_run() == close(2.25, 2.25)
        assert Encounter(TIT_FOR_TAT, TIT_FOR_TAT, noise=0.05).average(1)[0] == pytest.approx(2.9475)

    def test_generosity(self):
        assert GENEROUS_TIT_FOR_TAT.after == close(1, 1 / 3, 1, 1 / 3)
        assert generous_tit_for_tat(0.1).after == (1, 0.1, 1, 0.1)


class TestLeastDuration:
    def test_tit_for_tat_against_defection(self):
        found = least_duration(TIT_FOR_TAT)
        assert (found.continuation, found.rounds) == (0.5, 2.0)

    def test_tit_for_tat_against_alternation_too(self):
        found = least_duration(TIT_FOR_TAT, (ALWAYS_DEFECT, ALTERNATOR))
        assert (found.continuation, found.rounds) == close(2 / 3, 3, to=1e-9)

    def test_grim_needs_as_little_as_can_be(self):
        assert least_duration(GRIM).continuation == pytest.approx(0.5, abs=1e-9)

    @given(st.floats(0.1, 3), st.floats(0.1, 3), st.floats(0.1, 3))
    def test_matches_the_formula_for_any_dilemma(self, a, b, c):
        payoffs = Payoffs(temptation=a + b + c, reward=a + b, punishment=a, sucker=0)
        found = least_duration(TIT_FOR_TAT, payoffs=payoffs)
        assert found.continuation == pytest.approx(c / (b + c), abs=1e-9)

    def test_noise_and_forgiveness_ask_for_more_time(self):
        rounds = [least_duration(TIT_FOR_TAT, noise=noise).rounds for noise in (0, 0.05, 0.1, 0.2)]
        assert all(less < more for less, more in pairwise(rounds))
        forgiving = [least_duration(generous_tit_for_tat(share)).rounds for share in (0, 0.1, 0.2, 1 / 3)]
        assert all(less < more for less, more in pairwise(forgiving))
        assert least_duration(TIT_FOR_TAT, noise=0.05).rounds == pytest.approx(2.157448, abs=1e-6)

    def test_no_time_is_enough_for_who_always_gives_in(self):
        assert least_duration(ALWAYS_COOPERATE) is None
        assert least_duration(TIT_FOR_TAT, noise=0.45) is None

    def test_nothing_to_gain_by_defecting_holds_at_once(self):
        assert least_duration(ALWAYS_COOPERATE, payoffs=Payoffs(2, 3, 1, 1)).rounds == 1
        assert least_duration(TIT_FOR_TAT, payoffs=Payoffs(0, 0, 0, 0)).rounds == 1

    def test_just_below_it_defecting_pays(self):
        for noise in (0, 0.02, 0.1):
            found = least_duration(TIT_FOR_TAT, noise=noise).continuation
            assert (
                advantage(TIT_FOR_TAT, found - 1e-6, noise=noise)
                < 0
                < advantage(TIT_FOR_TAT, found + 1e-6, noise=noise)
            )

    def test_rivals_are_needed(self):
        with pytest.raises(ValueError, match="at least one rival"):
            least_duration(TIT_FOR_TAT, ())


class TestMeaningOfTheChain:
    @given(encounters)
    def test_probabilities_sum_to_one(self, encounter):
        for row in (encounter.start(), *encounter.transitions()):
            assert math.fsum(row) == pytest.approx(1)
            assert all(0 <= probability <= 1 for probability in row)
        start, moves = encounter.start(), encounter.transitions()
        for visits in (
            mean_visits(start, moves, 7),
            discounted_visits(start, moves, 0.9),
            lasting_visits(start, moves),
        ):
            assert math.fsum(visits) == pytest.approx(1)
            assert all(-1e-12 <= share <= 1 + 1e-12 for share in visits)

    @given(encounters)
    def test_both_sides_see_the_same_game(self, encounter):
        other = Encounter(encounter.theirs, encounter.mine, noise=encounter.noise, misread=encounter.misread)
        assert encounter.average(9) == pytest.approx(other.average(9)[::-1])
        assert encounter.discounted(0.8) == pytest.approx(other.discounted(0.8)[::-1])
        assert encounter.long_run() == pytest.approx(other.long_run()[::-1])

    @given(encounters, st.floats(0, 0.9))
    def test_discounting_weighs_each_round_by_the_chance_to_get_there(self, encounter, continuation):
        rounds = range(1, 30)
        left = 5 * continuation**29
        for side in (0, 1):
            sums = [0, *(count * encounter.average(count)[side] for count in rounds)]
            paid = [
                (1 - continuation) * continuation ** (count - 1) * (sums[count] - sums[count - 1]) for count in rounds
            ]
            total = math.fsum(paid)
            assert total - 1e-9 <= encounter.discounted(continuation)[side] <= total + left + 1e-9

    @pytest.mark.slow
    @given(st.builds(Encounter, mixed_strategies, mixed_strategies))
    def test_the_long_run_is_where_long_averages_go(self, encounter):
        assert encounter.average(2_000) == pytest.approx(encounter.long_run(), abs=0.05)
        assert encounter.discounted(1 - 1e-9) == pytest.approx(encounter.long_run(), abs=1e-5)

    @given(st.sampled_from(STRATEGIES), st.sampled_from(STRATEGIES))
    def test_the_long_run_is_the_limit_of_discounting_even_where_chains_fall_apart(self, mine, theirs):
        encounter = Encounter(mine, theirs)
        assert encounter.discounted(1 - 1e-8) == pytest.approx(encounter.long_run(), abs=1e-6)

    def test_cooperation_is_counted_for_each_side(self):
        encounter = Encounter(ALWAYS_COOPERATE, ALWAYS_DEFECT)
        assert encounter.cooperation() == (1, 0)
        assert encounter.cooperation(0.5) == close(1, 0)

    def test_one_round_only(self):
        assert Encounter(TIT_FOR_TAT, ALWAYS_DEFECT).discounted(0) == close(0, 5)
        assert Encounter(TIT_FOR_TAT, ALWAYS_DEFECT).average(1) == (0, 5)


class TestMarkov:
    def test_a_chain_that_falls_apart(self):
        moves = [[1, 0, 0, 0], [0.25, 0, 0.25, 0.5], [0, 0, 0, 1], [0, 0, 1, 0]]
        assert closed_classes(moves) == [[0], [2, 3]]
        assert lasting_visits([0, 1, 0, 0], moves) == pytest.approx([0.25, 0, 0.375, 0.375])

    def test_rare_moves_keep_their_digits(self):
        assert stationary([[1 - 1e-14, 1e-14], [2e-14, 1 - 2e-14]]) == pytest.approx([2 / 3, 1 / 3], rel=1e-12)

    def test_equations_without_a_solution(self):
        with pytest.raises(ValueError, match="no single solution"):
            solve([[1, 1], [2, 2]], [1, 2])

    def test_equations_that_need_a_row_exchange(self):
        assert solve([[0, 2], [4, 1]], [2, 9]) == [2, 1]


def test_rounds_and_continuation_undo_each_other():
    for rounds in (1, 2, 4.5, 1000):
        assert expected_rounds(continuation_for(rounds)) == pytest.approx(rounds)


def test_what_a_dilemma_is():
    assert DILEMMA.is_dilemma
    assert not Payoffs(7, 3, 1, 0).is_dilemma
    assert not Payoffs(2, 3, 1, 0).is_dilemma


@pytest.mark.parametrize(
    ("attempt", "sentence"),
    [
        (lambda: Strategy("odd", (1, 0, 1)), "four probabilities"),
        (lambda: Strategy("odd", (1, 0, 1, 1.5)), "between 0 and 1; it is 1.5"),
        (lambda: Strategy("odd", (1, 0, 1, math.nan)), "between 0 and 1"),
        (lambda: Strategy("odd", (1, 0, 1, "often")), "it is 'often'"),
        (lambda: Payoffs(temptation=math.inf), "temptation payoff"),
        (lambda: Encounter(TIT_FOR_TAT, TIT_FOR_TAT, noise=2).long_run(), "How often a move slips"),
        (lambda: Encounter(TIT_FOR_TAT, TIT_FOR_TAT, misread=-1).long_run(), "How often a move is misread"),
        (lambda: Encounter(TIT_FOR_TAT, TIT_FOR_TAT).average(0), "whole number from 1"),
        (lambda: Encounter(TIT_FOR_TAT, TIT_FOR_TAT).average(2.5), "whole number from 1"),
        (lambda: Encounter(TIT_FOR_TAT, TIT_FOR_TAT).discounted(1), "below 1"),
        (lambda: expected_rounds(1), "below 1"),
        (lambda: continuation_for(0.5), "from 1 upwards"),
        (lambda: generous_tit_for_tat(payoffs=Payoffs(1, 1, 1, 1)), "no dilemma"),
    ],
)
def test_what_is_wrong_is_said(attempt, sentence):
    with pytest.raises(ValueError, match=sentence):
        attempt()
