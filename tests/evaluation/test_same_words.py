from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.words import contains, holds, share_of_words, words


@pytest.mark.parametrize(
    ("text", "part", "held"),
    [
        ("“Don’t go,” she said.", '"Don\'t go"', True),
        ("He won $1,000 in May.", "1,000", True),
        ("in Samoan waters", "Samoa", False),
        ("ÜBER den Wolken", "über den", True),
        ("Москва слезам не верит", "москва слезам", True),
        ("anything", "…", False),
        ("", "word", False),
    ],
)
def test_contains_whole_words_however_they_are_set(text: str, part: str, held: bool) -> None:
    assert contains(text, part) is held


def test_four_fifths_of_the_words_are_enough() -> None:
    assert share_of_words("one two three four", "one two three four five") == 0.8
    assert holds("one two three four", "one two three four five")
    assert not holds("one two three", "one two three four five")


def test_repeated_words_count_as_often_as_they_stand() -> None:
    assert share_of_words("no", "no no no no") == 0.25


@given(st.text(), st.text(), st.text())
def test_a_text_holds_every_run_of_its_own_words(before: str, part: str, after: str) -> None:
    if words(part):
        assert holds(f"{before} {part} {after}", part)
