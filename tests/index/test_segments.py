"""The plan of segments, against what it promises of cost and of coverage."""

from math import log2

from hypothesis import given
from hypothesis import strategies as st

from index.segments import Span, plan


def test_what_is_new_becomes_a_segment_of_its_own_beside_a_large_one():
    big = Span(1, 1000, 1000)
    assert plan([big], 10, 1010) == ([big], [Span(1001, 1010, 10)])


def test_segments_no_larger_than_what_is_new_are_merged_with_it():
    spans = [Span(1, 1000, 1000), Span(1001, 1010, 10), Span(1011, 1014, 4)]
    assert plan(spans, 6, 1020) == (spans[:1], [Span(1001, 1020, 20)])


def test_nothing_new_makes_nothing():
    spans = [Span(1, 10, 10), Span(11, 12, 2)]
    assert plan(spans, 0, 12) == (spans, [])
    assert plan([], 0, 0) == ([], [])


def test_a_segment_of_which_too_much_is_gone_is_made_anew_or_left_out_where_nothing_is_left():
    stale, fine, empty = Span(1, 100, 60, 40), Span(101, 150, 45, 5), Span(151, 160, 0, 10)
    assert plan([stale, fine, empty], 0, 160) == ([fine], [Span(1, 100, 60)])


@given(st.lists(st.integers(0, 200), min_size=1, max_size=60))
def test_however_passages_come_each_is_in_one_segment_and_is_seldom_written(comings):
    spans, last, written = [], 0, 0
    for came in comings:
        last += came
        stay, made = plan(spans, came, last)
        written += sum(span.present for span in made)
        spans = sorted(stay + made, key=lambda span: span.first)
        assert [span.first for span in spans] == [1, *(span.last + 1 for span in spans)][: len(spans)]
        assert sum(span.present for span in spans) == last
    assert (spans[-1].last if spans else 0) == last
    assert len(spans) <= log2(last + 1) + 1
    assert written <= last * (log2(last + 1) + 1)
