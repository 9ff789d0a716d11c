from hypothesis import given
from hypothesis import strategies as st

from index.fuse import fuse

rankings = st.dictionaries(st.integers(0, 50), st.floats(0, 1, allow_nan=False), max_size=20)


def test_weighted_sum_worked_out_by_hand():
    # row 2: 0.5 * 0.4 + 0.5 * 6/6 = 0.7; row 1: 0.5 * 0.8; row 3: 0.5 * 3/6
    assert fuse({1: 0.8, 2: 0.4}, {2: 6.0, 3: 3.0}, 0.5) == [(2, 0.7, "both"), (1, 0.4, "dense"), (3, 0.25, "words")]


def test_a_quote_is_weighed_against_its_passage():
    # 0.6 of the passage and 0.4 of its best quote: row 1 0.6 * (0.5 * 0.8) + 0.4 * 4/4, row 2 0.6 * (0.5 * 0.4 + 0.5 * 6/6)
    fused = fuse({1: 0.8, 2: 0.4}, {2: 6.0}, 0.5, quotes={1: 4.0, 3: 1.0}, quote_weight=0.4)
    assert fused == [(1, 0.64, "both"), (2, 0.42, "both"), (3, 0.1, "words")]


def test_where_no_quote_is_found_the_passages_stay_as_they_are():
    assert fuse({1: 0.8}, {}, 0.5, quotes={}, quote_weight=0.4) == fuse({1: 0.8}, {}, 0.5)


def test_a_tie_goes_to_the_lower_row():
    assert [row for row, _, _ in fuse({9: 0.5, 4: 0.5}, {}, 1.0)] == [4, 9]


@given(rankings, rankings, st.floats(0, 1), rankings)
def test_every_row_is_kept_once_with_a_score_in_range(dense, words, weight, quotes):
    fused = fuse(dense, words, weight, quotes, weight)
    assert {row for row, _, _ in fused} == dense.keys() | words.keys() | quotes.keys()
    assert len(fused) == len(dense.keys() | words.keys() | quotes.keys())
    assert all(0 <= score <= 1 for _, score, _ in fused)
    assert [score for _, score, _ in fused] == sorted((score for _, score, _ in fused), reverse=True)
