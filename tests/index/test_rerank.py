from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from index.cross import Pair
from index.rerank import InContext, Reading, SentenceReader
from records import Hit, Passage, Sentence

PASSAGE = Passage("a", 0, 12, "It sank then.", 0)


def reading(meaning: float, late: float, words: float) -> Reading:
    vector = np.array([1.0, 0.0], dtype=np.float32)
    return Reading(Sentence("a", 0, 12), Hit(PASSAGE, 1.0, 1, "both"), meaning, late, words, vector)


def test_the_order_weighs_the_nearest_tokens_and_confidence_the_meaning():
    one = reading(meaning=0.5, late=0.8, words=1.0)
    order, confidence = 0.3 * 0.5 + 0.5 * 0.8 + 0.2, 0.5 * 0.5 + 0.3 * 0.8 + 0.2
    assert one.score() == pytest.approx(order)
    read = replace(one, together=0.9)
    assert read.score() == pytest.approx((order + 0.9) / 2)
    assert one.confidence() == pytest.approx(confidence)
    assert read.confidence() == pytest.approx((confidence + 0.9 + 0.9) / 3)
    assert replace(read, around=0.6).confidence() == pytest.approx((confidence + 0.9 + 0.6) / 3)
    assert replace(read, around=0.6).score() == read.score()


def test_who_has_the_words_by_chance_comes_first_with_less_confidence():
    by_chance, meant = reading(0.1, 0.6, 1.0), reading(0.6, 0.5, 0.0)
    assert by_chance.score() > meant.score()
    assert by_chance.confidence() < meant.confidence()


def test_across_languages_words_do_not_count_and_nothing_is_above_one():
    assert reading(0.2, 0.2, 0.0).score(across=True) == reading(0.2, 0.2, 1.0).score(across=True)
    assert reading(0.2, 0.2, 0.0).confidence(across=True) > reading(0.2, 0.2, 0.0).confidence()
    assert reading(1.0, 1.0, 1.0).score(across=True) == 1.0


class Scripted:
    """Gives each text the score that it is told; keeps what it was asked."""

    def __init__(self, **scores: float) -> None:
        self.told, self.asked = scores, []

    def scores(self, pairs: Sequence[Pair]) -> dict[Pair, float]:
        self.asked += pairs
        return {(question, text): self.told[text.replace(" ", "_")] for question, text in pairs}


def reader(cross: Scripted | None = None) -> SentenceReader:
    return SentenceReader(None, cross)  # type: ignore[arg-type]


def test_logits_become_likelihoods():
    texts = ("it sank", "no", "yes", "it sank")
    likely = reader(Scripted(it_sank=0.0, no=-11.0, yes=11.0)).together([("Who?", text) for text in texts])
    assert likely is not None
    assert likely[0] == likely[3] == 0.5
    assert 0 < likely[1] < 0.1 < 0.9 < likely[2] < 1


def test_a_sentence_that_only_makes_sense_behind_another_counts_as_read_there():
    cross = Scripted(a_ship_left_it_sank=4.0, a_ship_left=-2.0)
    (likely,) = reader(cross).in_context([InContext("Who?", "it sank", 0.1, "a ship left")])
    assert likely == pytest.approx(1 / (1 + np.exp(-1)))


def test_a_sentence_has_no_share_in_what_the_one_before_it_tells():
    cross = Scripted(the_ship_sank_it_was_cold=5.0, the_ship_sank=6.0)
    assert reader(cross).in_context([InContext("Who?", "it was cold", 0.1, "the ship sank")]) == [0.1]


def test_the_sentence_before_is_read_only_where_it_may_matter():
    cross = Scripted(it_was_cold_the_ship_sank=3.0)
    sentences = [InContext("Who?", "the ship sank", 0.9, "it was cold"), InContext("Who?", "it was cold", 0.2, "")]
    assert reader(cross).in_context(sentences) == [0.9, 0.2]
    assert cross.asked == [("Who?", "it was cold the ship sank")]


def test_without_a_cross_encoder_nothing_is_read_together():
    assert reader().together([("Who?", "it sank")]) is None
