"""Hits → the sentences in them that may answer, best first, each with the one whose words it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from answer.closer import read_together
from answer.found import Found, text_of
from answer.kinds import holds, kind_of
from answer.named import has, small_names
from answer.numbered import is_of_another
from answer.question import Asked
from answer.speakers import Speakers
from answer.whose import whose
from index.rerank import Reading, SentenceReader
from index.store import Store
from index.words import WordIndex
from language.compare import content_words, normalise
from language.dates import prints
from language.guess import differ, guess
from language.seats import governed_from
from records import Hit, Quote, Sentence, Voice

# What a host or a reader adds to an article is told only where the article itself says less.
_ASIDE = 0.85
# A subject that no article has a word for is most likely one on which nobody is quoted; in a whole question there are
# words that no article need have.
_NEVER = 3.0
# A sentence without a date hardly tells when; one without a number does not tell how many.
_WITHOUT_KIND = 0.9
_WITHOUT_MEASURE = 0.6
# A sentence is most likely of something else where a name that is asked about stands neither in its passage, nor in so
# many characters before it, nor in the title (docs/decisions/0005-abstaining.md).
_ELSEWHERE = 0.8
_BEFORE = 500
# A count, an age, an office is then another's all the more.
_ELSEWHERE_MEASURED = 0.45
# Somebody's words are hardly on a subject of which neither they nor their passage have a single word.
_NOWHERE = 0.75
# What is printed before the time that a question names hardly tells what happened then; nor what is printed long after
# it, where it does not say of which time it tells.
_UNTIMELY = 0.7
# A question repeated within an article has the words that are asked for, but not the answer.
_ASKS_ITSELF = 0.6
# Where it is asked who said something, a sentence that is nobody's words tells it less often.
_NOBODYS = 0.85
# The second round is not the first.
_ANOTHER = 0.4
# Words in marks that are asked about: so much of them, or of the sentence, must be the same, and so many words.
_SAME_WORDS = 0.8
_ENOUGH_WORDS = 4
_WORD = re.compile(r"[^\W\d_]+")
_IN_A_NAME = 3  # words
_ENDS = re.compile(r"[.?!]+[\"']*(?:\s|$)")


def find(
    asked: Asked,
    hits: Sequence[Hit],
    store: Store,
    reader: SentenceReader,
    words: WordIndex,
    speakers: Speakers,
    least: float,
) -> list[Found]:
    """The sentences of the hits that may answer, best first.

    For a speaker, only those that hold his or her words; for a voice, only those in it; for words in quotation marks,
    only those that hold them. Whether one has the `least` confidence is made sure of; beyond that it may be rough.
    """
    speaker = asked.filters.speaker
    candidates: dict[tuple[str, int], tuple[Sentence, Hit, str]] = {}
    quotes: dict[tuple[str, int], Quote | None] = {}
    for article_id in _once(hits, store):
        sentences, said = store.sentences(article_id), store.quotes(article_id)
        for hit in (hit for hit in hits if hit.passage.article_id == article_id):
            for sentence in _within(sentences, hit):
                key, text = (article_id, sentence.start), text_of(sentence, hit)
                quote = whose(sentence, said, lambda who: speaker is None or speakers.is_same(speaker, who))
                if key not in candidates and _may_answer(asked, sentence, text, quote):
                    candidates[key], quotes[key] = (sentence, hit, text), quote
    never = _NEVER if asked.speech else 1.0
    readings = reader.read(asked.query, asked.about or asked.query, list(candidates.values()), words, never, asked.act)
    across = _across(asked, quotes, store) if not reader.english_only else set()
    on_names, untimely = _on_all_names(asked, hits, store, words), _untimely(asked, hits, store)
    found = []
    for reading, quote in zip(readings, quotes.values(), strict=True):
        passage, there = reading.hit.passage.id, reading.hit.passage.id in on_names
        one = _found(asked, reading, quote, speakers, reading.sentence.article_id in across, there)
        found.append(replace(one, scale=one.scale * _UNTIMELY) if passage in untimely else one)
    found = _best_first(asked, found)
    return _best_first(asked, read_together(asked, found, store, reader, least))


def _best_first(asked: Asked, found: Sequence[Found]) -> list[Found]:
    return sorted(found, key=lambda f: (_is_open(asked, f), -f.score, f.reading.hit.rank, f.reading.sentence.start))


def _is_open(asked: Asked, found: Found) -> bool:
    """Does a sentence leave open what is asked, whose the words in marks are? They may run over several sentences."""
    return bool(asked.quoted) and found.who is None


def _once(hits: Sequence[Hit], store: Store) -> list[str]:
    """The articles of the hits, by rank; of one that repeats another of them, wire copy, only the original."""
    found = dict.fromkeys(hit.passage.article_id for hit in hits)
    originals = store.originals(list(found))
    return [article_id for article_id in found if originals.get(article_id) not in found]


def _within(sentences: Sequence[Sentence], hit: Hit) -> list[Sentence]:
    return [s for s in sentences if hit.passage.start <= s.start and s.end <= hit.passage.end]


def _may_answer(asked: Asked, sentence: Sentence, text: str, quote: Quote | None) -> bool:
    if sentence.voice is Voice.INTERVIEWER or (asked.filters.speaker and quote is None):
        return False
    if quote is None and not asked.quoted and _is_bare_name(text):
        return False
    if asked.voice and sentence.voice is not asked.voice:
        return False
    if asked.told_day and not prints(text, asked.day):
        return False
    return not asked.quoted or _same_words(text, asked.quoted)


def _is_bare_name(text: str) -> bool:
    """Does a sentence tell nothing by itself, as a name below a text does, or "Yes."?"""
    words = _WORD.findall(text)
    return len(words) <= _IN_A_NAME and all(word[0].isupper() for word in words)


def _same_words(text: str, quoted: str) -> bool:
    """Does a sentence hold the words asked about, or do they, where they run over several sentences, hold it?"""
    # Of words in marks an article may have some in marks of its own: that it would be “won on the battlefield”.
    one, other = (normalise(words).replace('"', "") for words in (text, quoted))
    parts = [part.strip() for part in _ENDS.split(other)]
    if other in one or any(part in one for part in parts if len(part.split()) >= _ENOUGH_WORDS):
        return True
    if one in other and len(content_words(one)) >= _ENOUGH_WORDS:
        return True
    a, b = set(content_words(one)), set(content_words(other))
    shared = len(a & b)
    return shared >= _ENOUGH_WORDS and shared >= _SAME_WORDS * min(len(a), len(b))


def _across(asked: Asked, places: Iterable[tuple[str, int]], store: Store) -> set[str]:
    """The articles that are in another language than the question."""
    language = guess(asked.question)
    articles = (store.article(article_id) for article_id in {article_id for article_id, _ in places})
    return {article.id for article in articles if article and differ(language, article.language)}


def _on_all_names(asked: Asked, hits: Sequence[Hit], store: Store, words: WordIndex) -> set[str]:
    """The ids of the passages where every name stands that is asked about: there, shortly before, or in the title."""
    wanted = asked.names or small_names(asked.about, " ".join(hit.passage.text for hit in hits))
    names = [[words.unify(one) for one in (name, *governed_from(name, asked.question))] for name in wanted]
    if not names:
        return {hit.passage.id for hit in hits}
    around = {hit.passage.id: words.unify(_around(hit, store)) for hit in hits}
    return {id_ for id_, text in around.items() if all(any(has(text, one) for one in name) for name in names)}


def _untimely(asked: Asked, hits: Sequence[Hit], store: Store) -> set[str]:
    """The ids of the passages that hardly tell of the days that a question names."""
    news = asked.news
    if news is None or news.named is None:
        return set()
    articles = (store.article(article_id) for article_id in {hit.passage.article_id for hit in hits})
    dated = {article.id: article.published for article in articles if article and article.published}
    is_late = {of: day >= news.named[0] for of, day in dated.items() if not news.includes(day)}
    told = asked.day.replace(str(asked.year), "")  # an article of a few months later leaves out the year
    passages = (hit.passage for hit in hits if hit.passage.article_id in is_late)
    return {passage.id for passage in passages if not (is_late[passage.article_id] and prints(passage.text, told))}


def _around(hit: Hit, store: Store) -> str:
    """A passage with the title of its article and what it follows on."""
    passage, article = hit.passage, store.article(hit.passage.article_id)
    if article is None:
        return passage.text
    return f"{article.title}\n{article.text[max(passage.start - _BEFORE, 0) : passage.end]}"


def _found(asked: Asked, reading: Reading, quote: Quote | None, speakers: Speakers, across: bool, there: bool) -> Found:
    """A sentence with what is left of its measures; `there`: the names that are asked about stand near it."""
    kind = kind_of(asked.question)
    scale = 1.0 if there else _ELSEWHERE_MEASURED if kind and kind.measured else _ELSEWHERE
    if asked.speech and asked.about and not reading.words and not across and not (asked.names and there):
        scale *= _NOWHERE
    text = text_of(reading.sentence, reading.hit)
    aside = reading.sentence.voice in (Voice.HOST, Voice.READER)
    # Whose words they are is told beside them.
    has_kind = kind is None or (asked.who and (aside or quote is not None)) or holds(kind, text, asked.query)
    if aside and asked.voice is None:
        scale *= _ASIDE
    if kind and not has_kind:
        scale *= _WITHOUT_MEASURE if kind.measured else _WITHOUT_KIND
    if asked.who and quote is None and not aside:
        scale *= _NOBODYS
    if is_of_another(reading.hit.passage.text, asked.query):
        scale *= _ANOTHER
    if text.rstrip("”’\"' ").endswith("?"):
        scale *= _ASKS_ITSELF
    who = speakers.full(quote.who) if quote and quote.who else None
    return Found(reading, quote, who, scale, across, has_kind)
