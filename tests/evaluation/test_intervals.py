from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from evaluation.intervals import Share, estimate, estimate_quantile, mcnemar, randomisation


def means(values: list[float]) -> list[Share | None]:
    return [Share(value) for value in values]


def test_the_value_is_a_ratio_of_sums() -> None:
    found = estimate([Share(1, 2), Share(3, 4), None])
    assert found and found.value == pytest.approx(4 / 6)
    assert (found.n, found.left_out) == (2, 1)


def test_nothing_applies_nothing_is_told() -> None:
    assert estimate([None, Share(0, 0)]) is None
    assert estimate_quantile([], 0.5) is None


def test_the_interval_is_scipys() -> None:
    values = np.random.default_rng(7).random(200)
    ours = estimate(means(values.tolist()))
    theirs = stats.bootstrap(
        (values,), np.mean, method="percentile", n_resamples=4000, random_state=1
    ).confidence_interval
    assert ours and ours.low == pytest.approx(theirs.low, abs=0.005)
    assert ours.high == pytest.approx(theirs.high, abs=0.005)


def test_the_same_answers_give_the_same_digits() -> None:
    assert estimate(means([0.0, 1.0, 0.5])) == estimate(means([0.0, 1.0, 0.5]))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
@settings(max_examples=30, deadline=None)
def test_the_value_lies_within_its_interval(values: list[float]) -> None:
    found = estimate(means(values))
    assert found and found.low <= found.value <= found.high


@given(st.integers(0, 40), st.integers(0, 40))
def test_mcnemar_is_the_binomial_test(wins: int, losses: int) -> None:
    theirs = stats.binomtest(wins, wins + losses).pvalue if wins + losses else 1.0
    assert mcnemar(wins, losses) == pytest.approx(theirs)


@given(st.lists(st.sampled_from((-1.0, -0.5, 0.0, 0.25, 1.0)), min_size=2, max_size=9))
@settings(max_examples=25, deadline=None)
def test_few_differences_are_tried_exhaustively_like_scipy(differences: list[float]) -> None:
    theirs = stats.permutation_test(
        (np.array(differences), np.zeros(len(differences))),
        lambda x, y, axis: (x - y).mean(axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=np.inf,
    ).pvalue
    assert randomisation(means([0.0] * len(differences)), means(differences)) == pytest.approx(theirs)


def test_many_differences_are_drawn() -> None:
    generator = np.random.default_rng(3)
    after = (0.5 + generator.normal(0.03, 0.2, 300)).tolist()
    ours = randomisation(means([0.5] * 300), means(after))
    assert ours == pytest.approx(stats.ttest_1samp(after, 0.5).pvalue, abs=0.02)


def test_worked_example() -> None:
    assert randomisation(means([0, 0, 0]), means([1, 1, 1])) == 0.25
    assert randomisation(means([1, 0]), means([1, 0])) == 1


def test_a_ratio_is_compared_as_a_ratio() -> None:
    # F1-like parts: a question may have a part in one run only.
    before, after = [Share(2, 2), None, Share(0, 1)], [Share(2, 2), Share(2, 2), Share(0, 1)]
    assert 0 < randomisation(before, after) <= 1
