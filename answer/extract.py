"""The answerer that needs no language model: it selects exact sentences and sets them in a fixed frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from answer.cite import cite, state
from answer.kinds import holds, kind_of
from answer.question import Asked
from answer.speakers import Speakers
from index.rerank import Reading, SentenceReader
from index.store import Store
from index.words import WordIndex
from language.compare import overlap
from records import Citation, Hit, Kind, Quote, Sentence, Statement, Voice

# What says nearly the same as a statement before it adds nothing: so much of the shorter one's words, or so alike.
_SAME_WORDS = 0.75
_SAME_MEANING = 0.9
# Beside the best sentence, others are to the point only if they come this near to it. Of what somebody said on a
# subject a reader wants the breadth; a question for a fact has one answer.
_NEAR_BEST_FACT = 0.75
_NEAR_BEST_SPEECH = 0.55
# A second sentence that may answer is told in any case: the reader sees what the first was chosen from.
_AT_LEAST = 2
# Of two sentences as good, the one from an article that is not cited yet.
_AGAIN = 0.8
# What a host or a reader adds to an article is told only where the article itself says less.
_ASIDE = 0.85
# A subject that no article has a word for is most likely one on which nobody is quoted; in a whole question there are
# words that no article need have.
_NEVER = 2.0
# A sentence without a number does not tell how many.
_WITHOUT_KIND = 0.8
# A question repeated within an article has the words that are asked for, but not the answer.
_ASKS_ITSELF = 0.6


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that may answer, whose words it holds, and how well it does."""

    reading: Reading
    quote: Quote | None
    who: str | None
    score: float


def find(
    asked: Asked, hits: Sequence[Hit], store: Store, reader: SentenceReader, words: WordIndex, speakers: Speakers
) -> list[Found]:
    """The sentences of the hits that may answer, best first; for a speaker, only those that hold his or her words."""
    candidates: dict[tuple[str, int], tuple[Sentence, Hit, str]] = {}
    quotes: dict[tuple[str, int], Quote | None] = {}
    for article_id in _once(hits, store):
        sentences, said = store.sentences(article_id), store.quotes(article_id)
        for hit in (hit for hit in hits if hit.passage.article_id == article_id):
            for sentence in _within(sentences, hit):
                key = (article_id, sentence.start)
                quote = _whose(sentence, said, asked, speakers)
                if (
                    key in candidates
                    or sentence.voice is Voice.INTERVIEWER
                    or (asked.filters.speaker and quote is None)
                ):
                    continue
                text = hit.passage.text[sentence.start - hit.passage.start : sentence.end - hit.passage.start]
                candidates[key], quotes[key] = (sentence, hit, text), quote
    never = _NEVER if asked.speech else 1.0
    readings = reader.read(asked.query, asked.about or asked.query, list(candidates.values()), words, never)
    found = [_found(asked, reading, quote, speakers) for reading, quote in zip(readings, quotes.values(), strict=True)]
    return sorted(found, key=lambda f: (-f.score, f.reading.hit.rank, f.reading.sentence.start))


def _once(hits: Sequence[Hit], store: Store) -> list[str]:
    """The articles of the hits, by rank; of one that repeats another of them, wire copy, only the original."""
    found = dict.fromkeys(hit.passage.article_id for hit in hits)
    originals = store.originals(list(found))
    return [article_id for article_id in found if originals.get(article_id) not in found]


def select(asked: Asked, found: Sequence[Found], threshold: float, most: int) -> list[Found]:
    """The statements of an answer: the best, and at most `most` in all that are to the point and add something."""
    chosen: list[Found] = []
    left = [one for one in found if one.score >= threshold]
    # Where no subject is named, all that somebody said is to the point.
    near = 0.0 if not asked.about else _NEAR_BEST_SPEECH if asked.speech else _NEAR_BEST_FACT
    while left and len(chosen) < most:
        used = Counter(one.reading.sentence.article_id for one in chosen)
        best = max(left, key=lambda one: one.score * _AGAIN ** used[one.reading.sentence.article_id])
        if len(chosen) >= _AT_LEAST and best.score < near * found[0].score:
            break
        chosen.append(best)
        left = [one for one in left if one is not best and not _alike(one, best)]
    return chosen


def compose(chosen: Sequence[Found], store: Store) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Statements and their citations, numbered from 1."""
    statements, citations = [], []
    for marker, one in enumerate(chosen, 1):
        sentence = one.reading.sentence
        article = store.article(sentence.article_id)
        if article is None:  # an ingest has taken it out since
            continue
        # An outlet that reports is not a speaker of its own: "ESTA, as reported by ESTA".
        who = one.who if one.who != article.outlet else None
        citations.append(cite(marker, article, sentence, one.quote, who))
        statements.append(state(citations[-1], sentence.voice))
    return tuple(statements), tuple(citations)


def _within(sentences: Sequence[Sentence], hit: Hit) -> list[Sentence]:
    return [s for s in sentences if hit.passage.start <= s.start and s.end <= hit.passage.end]


def _whose(sentence: Sentence, said: Sequence[Quote], asked: Asked, speakers: Speakers) -> Quote | None:
    """Whose words a sentence holds: of several speakers the one asked for, else the one who has most of it.

    Where someone is reported as saying what another reports ("Lavrov told …, according to Reuters"), it is the inner
    one, whose words they are.
    """
    shares = [(quote, min(quote.end, sentence.end) - max(quote.start, sentence.start)) for quote in said]
    holding = [(quote, share) for quote, share in shares if share > 3 and quote.who is not None]
    if asked.filters.speaker:
        holding = [(quote, share) for quote, share in holding if speakers.is_same(asked.filters.speaker, quote.who)]
    if not holding:
        return None
    verbs = [(quote, share) for quote, share in holding if quote.cue != "according to"] or holding
    return max(verbs, key=lambda pair: (pair[1], pair[0].kind is Kind.DIRECT))[0]


def _found(asked: Asked, reading: Reading, quote: Quote | None, speakers: Speakers) -> Found:
    score, kind = reading.score, kind_of(asked.question)
    if reading.sentence.voice in (Voice.HOST, Voice.READER):
        score *= _ASIDE
    text = _text(reading)
    if kind and not holds(kind, text, asked.query):
        score *= _WITHOUT_KIND
    if text.rstrip("”’\"' ").endswith("?"):
        score *= _ASKS_ITSELF
    return Found(reading, quote, speakers.full(quote.who) if quote and quote.who else None, round(score, 6))


def _alike(one: Found, other: Found) -> bool:
    a, b = one.reading, other.reading
    if float(a.vector @ b.vector) > _SAME_MEANING and a.sentence.article_id != b.sentence.article_id:
        return True
    return overlap(_text(a), _text(b)) >= _SAME_WORDS


def _text(reading: Reading) -> str:
    passage = reading.hit.passage
    return passage.text[reading.sentence.start - passage.start : reading.sentence.end - passage.start]
