"""Whose words a sentence holds, decided once for exact sentences and for what a model phrases."""

from answer.whose import whose
from records import Kind, Quote, Sentence

TEXT = "Weber told Keller that it was late, according to Orlo. The door shut."
FIRST, SECOND = Sentence("a", 0, 54), Sentence("a", 55, 69)


def quote(start, end, who, cue="said", kind=Kind.INDIRECT):
    return Quote("a", start, end, kind, who, who, cue)


INNER, OUTER = quote(18, 34, "Weber", "told"), quote(0, 54, "Orlo", "according to")


def test_of_speech_in_speech_the_inner_ones_words_it_is():
    assert whose(FIRST, [INNER, OUTER]) == INNER


def test_the_one_asked_for_is_preferred_and_nobody_else_taken():
    assert whose(FIRST, [INNER, OUTER], lambda who: who == "Orlo") == OUTER
    assert whose(FIRST, [INNER, OUTER], lambda who: who == "Keller") is None


def test_what_only_reaches_into_a_sentence_is_not_held_by_it():
    assert whose(SECOND, [quote(40, 58, "Weber")]) is None
    assert whose(SECOND, [quote(40, 60, "Weber")]) is not None
    assert whose(SECOND, [quote(55, 69, None)]) is None


def test_who_has_most_of_it_and_of_equals_whoever_is_quoted_directly():
    assert whose(FIRST, [INNER, quote(0, 30, "Keller")]).who == "Keller"
    assert whose(FIRST, [INNER, quote(18, 34, "Keller", kind=Kind.DIRECT)]).who == "Keller"
