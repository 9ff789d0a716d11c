"""By what stands in a sentence, beside and near it, it counts as it is or less."""

import numpy as np
import pytest

from answer.find import _found
from answer.question import understand
from answer.speakers import Speakers
from index.rerank import Reading
from records import Hit, Kind, Passage, Quote, Sentence, Voice

SPEAKERS = Speakers({"Paul Weber": 3}, {})
TEXT = "He praised Sino-German relations."
QUOTE = Quote("a", 0, len(TEXT), Kind.INDIRECT, "He", "Paul Weber", None)


def scale(
    question: str, words: float = 0.0, quote: Quote | None = None, near: bool = True, voice=Voice.ARTICLE, text=TEXT
):
    sentence = Sentence("a", 0, len(text), voice)
    hit = Hit(Passage("a", 0, len(text), text, 9), 1.0, 1, "both")
    reading = Reading(sentence, hit, 0.5, 0.5, words, np.zeros(2, np.float32))
    return _found(understand(question, SPEAKERS), reading, quote, SPEAKERS, across=False, there=near).scale


def test_words_on_nothing_that_is_asked_count_less_but_not_where_its_name_stands_near_in_another_form():
    assert scale("What did Weber say about ties with Beijing?", quote=QUOTE) == 1.0
    assert scale("What did Weber say about ties with Beijing?", quote=QUOTE, near=False) == pytest.approx(0.75 * 0.8)
    assert scale("What did Weber say about mending fences?", quote=QUOTE) == 0.75
    assert scale("What did Weber say about mending fences?", quote=QUOTE, words=0.1) == 1.0


def test_what_is_told_of_another_number_counts_little():
    assert scale("Who came to the second round?", text="Many came to the 2nd round.") == 0.9
    assert scale("Who came to the second round?", text="Many came to the first round.") == pytest.approx(0.9 * 0.4)
    assert scale("Who came to the second round?", text="Many came to the first and second round.") == 0.9


def test_who_says_something_is_told_beside_a_quote_and_beside_what_a_reader_adds():
    question = "Who says that relations are good?"
    assert scale(question, quote=QUOTE) == 1.0
    assert scale(question, voice=Voice.READER) == 0.85
    assert scale(question) == pytest.approx(0.85 * 0.9)
