"""The sentences that were found best, read once more: together with the question."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from answer.found import Found
from answer.question import Asked
from index.rerank import InContext, SentenceReader
from index.store import Store
from language.guess import guess, is_english
from records import Sentence

# Of what stands further down hardly one sentence answers, and each costs two or three readings.
_MOST = 8


def read_together(asked: Asked, found: Sequence[Found], store: Store, reader: SentenceReader) -> Sequence[Found]:
    """The same sentences, those that come first read together with the question where something can read them so.

    Not where no subject is named, since any of the speaker's sentences will do, nor where the words themselves are; nor
    a question or a sentence in another language than English.
    """
    if not asked.about or asked.quoted or not is_english(guess(asked.question)):
        return found
    first = [one for one in found if not one.across][:_MOST]
    articles = {one.reading.sentence.article_id for one in first}
    sentences = {article_id: store.sentences(article_id) for article_id in articles}
    read = [_in_context(one, sentences[one.reading.sentence.article_id], store) for one in first]
    likely = reader.together(_question(asked), read)
    if likely is None:
        return found
    by_sentence = {one.reading.sentence: value for one, value in zip(first, likely, strict=True)}
    return [
        one
        if one.across
        else replace(one, reading=replace(one.reading, together=by_sentence.get(one.reading.sentence, 0.0)))
        for one in found
    ]


def _question(asked: Asked) -> str:
    """What a sentence has to answer; of somebody's words in the plainest form, however they were asked for."""
    speaker = asked.filters.speaker
    return f"What did {speaker} say about {asked.about}?" if speaker else asked.query


def _in_context(found: Found, sentences: Sequence[Sentence], store: Store) -> InContext:
    """A sentence with its speaker's name, where it doesn't have that itself, and what stands before it."""
    sentence, who = found.reading.sentence, found.who
    alone = f"{who}: {found.text}" if who and who.split()[-1] not in found.text else found.text
    article, at = store.article(sentence.article_id), bisect_left(sentences, sentence.start, key=lambda one: one.start)
    if article is None or not at:  # an ingest may have taken it out since
        return InContext(alone, "")
    return InContext(alone, article.text[sentences[at - 1].start : sentences[at - 1].end])
