"""The sentences that were found best, read once more: together with the question, alone and in context."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from answer.found import Found
from answer.named import has
from answer.question import Asked
from index.rerank import KEPT, InContext, SentenceReader
from index.store import Store
from language.guess import guess, is_english

# How many sentences are read alone, and of these in context, which costs each as much again, or twice as much. Where
# the states of all passages stay at hand, the time that reading them takes otherwise goes into more.
_ALONE, _IN_CONTEXT = 16, 2
_MORE_ALONE, _MORE_IN_CONTEXT = 45, 5
_IN_PASSAGE = 3  # hardly more than two passages


def read_together(
    asked: Asked, found: Sequence[Found], store: Store, reader: SentenceReader, least: float
) -> Sequence[Found]:
    """The same sentences, those that come first read together with the question where something can read them so.

    Not where no subject is named, since any of the speaker's sentences will do, nor where the words themselves are; nor
    a question or a sentence in another language than English.
    """
    if not asked.about or asked.quoted or not is_english(guess(asked.question)):
        return found
    few = store.counts().passages <= KEPT
    alone, in_context = (_MORE_ALONE, _MORE_IN_CONTEXT) if few else (_ALONE, _IN_CONTEXT)
    first = [one for one in found if not one.across][:alone]
    likely = reader.together([(_question(asked, one, store), _named(asked, one)) for one in first])
    if likely is None:
        return found
    read_alone = [_read(one, value) for one, value in zip(first, likely, strict=True)]
    best = _best(read_alone)[:in_context]
    likely = reader.in_context([_in_context(asked, one, store) for one in best])
    read = {one.reading.sentence: one for one in read_alone}
    read |= {one.reading.sentence: _read(one, value) for one, value in zip(best, likely, strict=True)}
    every = [one if one.across else read.get(one.reading.sentence, _read(one, 0.0)) for one in found]
    return _in_passages(asked, every, store, reader, least)


def _in_passages(asked: Asked, found: list[Found], store: Store, reader: SentenceReader, least: float) -> list[Found]:
    """The same sentences, with how likely the passages of the best answer as a whole.

    Passages are long: they are read only where it hangs on them whether anything reaches the `least` confidence.
    """
    best = _best(one for one in found if not one.across)[:_IN_PASSAGE]
    low, high = (max((_around(one, likely).confidence for one in best), default=0.0) for likely in (0.0, 1.0))
    if not low < least <= high:
        return found
    pairs = {one.reading.hit.passage.id: (_question(asked, one, store), one.reading.hit.passage.text) for one in best}
    read = dict(zip(pairs, reader.together(list(pairs.values())) or (), strict=False))
    return [_around(one, read.get(one.reading.hit.passage.id)) for one in found]


def _best(found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda one: -one.score)


def _around(one: Found, likely: float | None) -> Found:
    return replace(one, reading=replace(one.reading, around=likely))


def _question(asked: Asked, one: Found, store: Store) -> str:
    """What a sentence has to answer: what was asked, or, where that doesn't name the one speaker it is for, in full.

    The days that are named are left out where the article was printed then: it need not print them once more.
    """
    speaker = asked.filters.speaker
    if speaker and not (len(asked.understood.speakers) == 1 and has(asked.query, speaker)):
        return f"What did {speaker} say about {asked.about}?"
    if not (asked.news and asked.news.named):
        return asked.query
    article = store.article(one.reading.sentence.article_id)
    printed = article.published if article else None
    return asked.undated if printed and asked.news.is_named(printed) else asked.query


def _read(one: Found, likely: float) -> Found:
    return replace(one, reading=replace(one.reading, together=likely))


def _named(asked: Asked, one: Found) -> str:
    """A sentence with its speaker's name, where it doesn't have that itself; of a voice with what the question says."""
    if asked.voice:
        return f"{asked.behind}: {one.text}"
    return f"{one.who}: {one.text}" if one.who and one.who.split()[-1] not in one.text else one.text


def _in_context(asked: Asked, one: Found, store: Store) -> InContext:
    """A sentence that was read alone, with what stands before it."""
    sentence, likely = one.reading.sentence, one.reading.together or 0.0
    article, sentences = store.article(sentence.article_id), store.sentences(sentence.article_id)
    at = bisect_left(sentences, sentence.start, key=lambda other: other.start)
    before = "" if article is None or not at else article.text[sentences[at - 1].start : sentences[at - 1].end]
    return InContext(_question(asked, one, store), _named(asked, one), likely, before)
