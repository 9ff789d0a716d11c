"""The sentences that were found best, read once more: together with the question."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from answer.found import Found
from answer.named import has
from answer.question import Asked
from index.rerank import InContext, SentenceReader
from index.store import Store
from language.guess import guess, is_english

# Of what stands further down hardly one sentence answers. Reading in context costs as much again or twice as much.
_ALONE = 16
_IN_CONTEXT = 3


def read_together(asked: Asked, found: Sequence[Found], store: Store, reader: SentenceReader) -> Sequence[Found]:
    """The same sentences, those that come first read together with the question where something can read them so.

    Not where no subject is named, since any of the speaker's sentences will do, nor where the words themselves are; nor
    a question or a sentence in another language than English.
    """
    if not asked.about or asked.quoted or not is_english(guess(asked.question)):
        return found
    question = _question(asked)
    first = [one for one in found if not one.across][:_ALONE]
    likely = reader.together(question, [_named(one) for one in first])
    if likely is None:
        return found
    alone = [_read(one, value) for one, value in zip(first, likely, strict=True)]
    best = sorted(alone, key=lambda one: -one.score)[:_IN_CONTEXT]
    likely = reader.in_context(question, [_in_context(one, store) for one in best])
    read = {one.reading.sentence: one for one in alone}
    read |= {one.reading.sentence: _read(one, value) for one, value in zip(best, likely, strict=True)}
    return [one if one.across else read.get(one.reading.sentence, _read(one, 0.0)) for one in found]


def _question(asked: Asked) -> str:
    """What a sentence has to answer: what was asked, or, where that doesn't name the one speaker it is for, in full."""
    speaker = asked.filters.speaker
    named = speaker is None or (len(asked.understood.speakers) == 1 and has(asked.query, speaker))
    return asked.query if named else f"What did {speaker} say about {asked.about}?"


def _read(one: Found, likely: float) -> Found:
    return replace(one, reading=replace(one.reading, together=likely))


def _named(one: Found) -> str:
    """A sentence with its speaker's name, where it doesn't have that itself."""
    return f"{one.who}: {one.text}" if one.who and one.who.split()[-1] not in one.text else one.text


def _in_context(one: Found, store: Store) -> InContext:
    """A sentence that was read alone, with what stands before it."""
    sentence, likely = one.reading.sentence, one.reading.together or 0.0
    article, sentences = store.article(sentence.article_id), store.sentences(sentence.article_id)
    at = bisect_left(sentences, sentence.start, key=lambda other: other.start)
    if article is None or not at:  # an ingest may have taken it out since
        return InContext(_named(one), likely, "")
    return InContext(_named(one), likely, article.text[sentences[at - 1].start : sentences[at - 1].end])
