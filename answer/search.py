"""What is asked → what was found: the passages, the sentences in them that may answer, or why none does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from answer.abstain import threshold, unread, why_not
from answer.find import find
from answer.found import Found
from answer.named import has
from answer.order import by_day
from answer.question import Asked
from answer.speakers import Speakers
from index.retrieve import Retriever
from language.compare import normalise
from language.dates import prints
from language.guess import guess
from records import Hit

_OTHERS = 3
_BLOGS = re.compile(r"(?i)\b(?:blog|substack|newsletter)")  # whoever writes there is a blogger
_ALL = 10_000  # passages: as many as the index finds


@dataclass(frozen=True, slots=True)
class Search:
    """What was found for one of the speakers asked for, or for a question that asks for none.

    `found` are the sentences that may answer, best first; `reason` says why none of them does, None if one does;
    `least` is the confidence that a sentence needs to be told: any will do where no subject, or the words, are named.
    """

    asked: Asked
    hits: tuple[Hit, ...]
    found: list[Found]
    reason: str | None
    least: float = 0.0


class Searcher:
    """Retrieves passages for what is asked, and reads them."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def retrieve(self, asked: Asked) -> tuple[Asked, tuple[Hit, ...]]:
        """The passages to read, and what to ask of them.

        A day asked for is one of printing; where nobody is quoted on it, one that a text of any day prints itself.
        """
        if asked.unknown or self.unread(asked):
            return asked, ()
        if asked.understood.order and asked.speech and not asked.about:
            return asked, self._by_day(asked.understood.order, asked)
        hits = self._hits(asked, asked.quoted or asked.query)
        if asked.voice and not hits:  # a blog's host may write it alone; an article may tell of another's
            asked = replace(asked, voice=None, names=tuple(n for n in asked.names if n not in asked.behind))
            hits = self._hits(asked, asked.query)
            if not asked.filters.outlet:
                hits = ranked(hit for hit in hits if self._tells_of(asked.behind, hit))
        if asked.audience:
            hits = ranked(hit for hit in hits if self._mentions(asked.audience, hit))
        if asked.day and not asked.speech:
            return asked, ranked(hit for hit in hits if self._may_tell(asked, hit))
        if asked.day and not hits:
            told = self._hits(asked.whenever, asked.query)
            hits = ranked(hit for hit in told if prints(hit.passage.text, asked.day))
            return (asked.whenever, hits) if hits else (asked, ())
        return asked, hits

    def read(self, asked: Asked, hits: tuple[Hit, ...], speakers: Speakers) -> Search:
        """The sentences of the passages that may answer, or the reason why none does."""
        reason = self.unread(asked)
        if reason:
            return Search(asked, (), [], reason)
        words = self._retriever.words
        least = threshold(self._retriever.count(asked.filters, asked.voice))
        found = find(asked, hits, self._retriever.store, self._retriever.reader, words, speakers, least)
        reason = why_not(asked, hits, found, words, least)
        return Search(asked, hits, found, reason, least if asked.about and not asked.quoted else 0.0)

    def unread(self, asked: Asked) -> str | None:
        """The reason why the index can't be searched for the question: the embedder can't read its language."""
        return unread(guess(asked.question)) if self._retriever.embedder.english_only else None

    def others(self, asked: Asked, speakers: Speakers) -> tuple[str, ...]:
        """Whom the articles do quote on the subject, besides those asked for; nobody where no speaker is asked for."""
        if not (asked.speech and asked.about):
            return ()
        filters = replace(asked.filters, speaker=None)
        anyone = replace(asked, query=asked.about, filters=filters, unknown=None, voice=None)
        search = self.read(*self.retrieve(anyone), speakers)
        named = dict.fromkeys(one.who for one in search.found if one.who and one.confidence >= search.least)
        return tuple(name for name in named if name not in asked.understood.speakers)[:_OTHERS]

    def _hits(self, asked: Asked, query: str, k: int | None = None) -> tuple[Hit, ...]:
        printed = asked.news.printed if asked.news else ()
        return self._retriever.retrieve(query, k, asked.filters, asked.said, asked.voice, printed)

    def _by_day(self, order: str, asked: Asked) -> tuple[Hit, ...]:
        """The passages of the latest or earliest articles, of all in which whoever is asked for speaks."""
        every = self._hits(asked, asked.query, _ALL)
        articles = {hit.passage.article_id: self._retriever.store.article(hit.passage.article_id) for hit in every}
        first = sorted(every, key=lambda hit: by_day(order, articles[hit.passage.article_id]))
        kept = {hit.passage.id for hit in first[: self._retriever.settings.k]}
        return ranked(hit for hit in every if hit.passage.id in kept)

    def _mentions(self, name: str, hit: Hit) -> bool:
        """Does the article of a passage mention somebody, or come from there?"""
        article = self._retriever.store.article(hit.passage.article_id)
        told = f"{article.title} {article.outlet} {article.text}" if article else ""
        return normalise(name) in normalise(told) if re.search(r"\d", name) else has(told, name)

    def _tells_of(self, behind: str, hit: Hit) -> bool:
        """Has a passage a word by which somebody is called: "a reader"?"""
        words = self._retriever.words
        called = f"{behind.split(' who ')[0]} {'blogger' if _BLOGS.search(behind) else ''}"
        return not set(words.terms(called)).isdisjoint(words.terms(hit.passage.text))

    def _may_tell(self, asked: Asked, hit: Hit) -> bool:
        """May a passage tell what happened in the year asked for? It prints it, or the article is of that time.

        Without a date, an article may be of any; and what is printed in a year tells of the one before as well.
        """
        year, article = asked.year, self._retriever.store.article(hit.passage.article_id)
        if year is None or article is None or article.published is None:
            return True
        return article.published.year - 1 <= year <= article.published.year or str(year) in hit.passage.text


def why_none(searches: Sequence[Search]) -> str | None:
    """The reasons of all searches where none found an answer, else None."""
    reasons = [search.reason for search in searches if search.reason]
    return " ".join(reasons) if len(reasons) == len(searches) else None


def together(searches: Sequence[Search]) -> tuple[Hit, ...]:
    """The hits of all searches, each passage once, by score."""
    every = {hit.passage.id: hit for search in reversed(searches) for hit in search.hits}
    return ranked(sorted(every.values(), key=lambda hit: (-hit.score, hit.rank)))


def ranked(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Hits in their order, ranked anew from 1."""
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, 1))
