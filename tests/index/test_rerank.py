import numpy as np
import pytest

from index.rerank import Reading
from records import Hit, Passage, Sentence

PASSAGE = Passage("a", 0, 12, "It sank then.", 0)


def reading(meaning: float, late: float, words: float) -> Reading:
    vector = np.array([1.0, 0.0], dtype=np.float32)
    return Reading(Sentence("a", 0, 12), Hit(PASSAGE, 1.0, 1, "both"), meaning, late, words, vector)


def test_the_order_weighs_the_nearest_tokens_and_confidence_the_meaning():
    one = reading(meaning=0.5, late=0.8, words=1.0)
    assert one.score() == pytest.approx(0.3 * 0.5 + 0.5 * 0.8 + 0.2)
    assert one.confidence() == pytest.approx(0.5 * 0.5 + 0.3 * 0.8 + 0.2)


def test_who_has_the_words_by_chance_comes_first_with_less_confidence():
    by_chance, meant = reading(0.1, 0.6, 1.0), reading(0.6, 0.5, 0.0)
    assert by_chance.score() > meant.score()
    assert by_chance.confidence() < meant.confidence()


def test_across_languages_words_do_not_count_and_nothing_is_above_one():
    assert reading(0.2, 0.2, 0.0).score(across=True) == reading(0.2, 0.2, 1.0).score(across=True)
    assert reading(0.2, 0.2, 0.0).confidence(across=True) > reading(0.2, 0.2, 0.0).confidence()
    assert reading(1.0, 1.0, 1.0).score(across=True) == 1.0
