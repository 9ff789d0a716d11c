"""A question → an Answer: the whole story, and the one place where the parts are put together."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import prompts
from answer.abstain import threshold, why_not
from answer.examples import examples
from answer.extract import compose, in_order, select
from answer.find import Found, find
from answer.question import Asked, each_speaker, understand
from answer.speakers import Speakers
from index.rerank import SentenceReader
from index.retrieve import Retriever, open_retriever
from language.dates import prints
from records import Answer, Citation, Filters, Hit, Nearest, Seconds, Statement, Turn
from settings import Settings

_NEAREST = 3
_OTHERS = 3

Told = tuple[Statement, tuple[Citation, ...]]  # one statement, checked, and what it cites


@dataclass(frozen=True, slots=True)
class Search:
    """What was found for one of the speakers asked for, or for a question that asks for none.

    `found` are the sentences that may answer, best first; `reason` says why none of them does, None if one does.
    """

    asked: Asked
    hits: tuple[Hit, ...]
    found: list[Found]
    reason: str | None


class Answerer:
    """Answers questions over one index, in exact sentences."""

    def __init__(self, retriever: Retriever) -> None:
        self.retriever = retriever
        self._reader = SentenceReader(retriever.embedder)
        self._speakers: tuple[int, Speakers] | None = None

    @property
    def speakers(self) -> Speakers:
        """Everyone who is quoted in the index as it is now."""
        store = self.retriever.store
        if self._speakers is None or self._speakers[0] != store.generation:
            self._speakers = (store.generation, Speakers(store.speakers(), store.mentions()))
        return self._speakers[1]

    def answer(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),  # noqa: B008
        today: date | None = None,
    ) -> Answer:
        """The answer, or an Answer that says why there is none: what `stream` comes to in the end."""
        *_, answer = self.stream(question, history, filters, today)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),  # noqa: B008
        today: date | None = None,
    ) -> Iterator[Told | Answer]:
        """Each statement as soon as it is checked, with what it cites; and last the whole Answer.

        The Answer holds what was told before it, in that order; one that abstains comes alone. Closing the iterator
        early ends the work.

        Args:
            question: as typed.
            history: the turns before it, oldest first; a follow-up takes from them what it leaves unsaid.
            filters: what the asker restricts the search to; they go before what the question's own words say.
            today: what "last week" is counted from; None is the clock's.
        """
        answer = self._exact(question, history, filters, today)
        yield from _told(answer)
        yield answer

    def _exact(self, question: str, history: Sequence[Turn], filters: Filters, today: date | None) -> Answer:
        """The answer in exact sentences."""
        started = time.perf_counter()
        store = self.retriever.store
        asked = understand(question, self.speakers, list(store.outlets()), history, filters, today)
        understood = time.perf_counter()
        parts = [self._retrieve(one) for one in each_speaker(asked)]
        retrieved = time.perf_counter()
        searches = [self._search(one, hits) for one, hits in parts]
        reason = _why_none(searches)
        if reason:
            reason += self._others(asked)
        chosen = [] if reason else in_order(asked, self._select(searches), store)
        hits = _together(searches)
        statements, citations = compose(chosen, store)
        text = prompts.load("abstain").fill(reason=reason) if reason else "\n".join(s.text for s in statements)
        done = time.perf_counter()
        return Answer(
            id=self._id(question, history, filters, today),
            question=question,
            query=asked.query,
            understood=asked.understood,
            text=text,
            statements=statements,
            citations=citations,
            hits=hits,
            abstained=reason is not None,
            reason=reason,
            nearest=self._nearest(asked, hits) if reason else (),
            seconds=Seconds(understood - started, retrieved - understood, done - retrieved, done - started),
        )

    def _retrieve(self, asked: Asked) -> tuple[Asked, tuple[Hit, ...]]:
        """The passages to read, and what to ask of them.

        A day asked for is one of printing; where nobody is quoted on it, one that a text of any day prints itself.
        """
        if asked.unknown:
            return asked, ()
        hits = self.retriever.retrieve(asked.query, filters=asked.filters)
        if asked.day and not asked.speech:
            return asked, _ranked(hit for hit in hits if self._may_tell(asked, hit))
        if asked.day and not hits:
            told = self.retriever.retrieve(asked.query, filters=asked.whenever.filters)
            hits = _ranked(hit for hit in told if prints(hit.passage.text, asked.day))
            return (asked.whenever, hits) if hits else (asked, ())
        return asked, hits

    def _may_tell(self, asked: Asked, hit: Hit) -> bool:
        """May a passage tell what happened in the year asked for? It prints it, or the article is of that time.

        Without a date, an article may be of any; and what is printed in a year tells of the one before as well.
        """
        year, article = asked.year, self.retriever.store.article(hit.passage.article_id)
        if year is None or article is None or article.published is None:
            return True
        return article.published.year - 1 <= year <= article.published.year or str(year) in hit.passage.text

    def _search(self, asked: Asked, hits: tuple[Hit, ...]) -> Search:
        words = self.retriever.words
        found = find(asked, hits, self.retriever.store, self._reader, words, self.speakers)
        return Search(asked, hits, found, why_not(asked, hits, found, words))

    def _others(self, asked: Asked) -> str:
        """Whom the articles do quote on the subject, in a sentence; "" where nobody is, or no speaker was asked for."""
        if not (asked.speech and asked.about):
            return ""
        anyone = replace(
            asked, query=asked.about, filters=replace(asked.filters, speaker=None), unknown=None, voice=None
        )
        found = self._search(*self._retrieve(anyone)).found
        names = dict.fromkeys(one.who for one in found if one.who and one.score >= threshold(asked))
        told = [name for name in names if name not in asked.understood.speakers][:_OTHERS]
        return f" Quoted on {asked.about}: {', '.join(told)}." if told else ""

    def _select(self, searches: Sequence[Search]) -> list[Found]:
        """The statements: an even share for each speaker of whom something was found."""
        answered = [search for search in searches if search.reason is None]
        most = -(-self.retriever.settings.max_statements // len(answered))
        return [
            one
            for search in answered
            for one in select(search.asked, search.found, threshold(search.asked) if search.asked.about else 0.0, most)
        ]

    def weigh(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),  # noqa: B008
        today: date | None = None,
    ) -> tuple[float, float] | None:
        """(score of the best sentence, the threshold it had to reach), for those who study when it abstains.

        None where no sentence was weighed at all: nobody of that name is quoted, or the filters let nothing through.
        """
        asked = understand(question, self.speakers, list(self.retriever.store.outlets()), history, filters, today)
        searches = [self._search(*self._retrieve(one)) for one in each_speaker(asked)]
        best = max((search.found[0].score for search in searches if search.found), default=None)
        return None if best is None else (best, threshold(asked))

    def examples(self, n: int = 4) -> tuple[str, ...]:
        """Questions that this corpus answers, to show what can be asked."""
        return examples(self.retriever.store, self.speakers, lambda q: not self.answer(q).abstained, n)

    def _nearest(self, asked: Asked, hits: Sequence[Hit]) -> tuple[Nearest, ...]:
        """The articles that come nearest to what was asked, whoever speaks in them."""
        hits = hits or self.retriever.retrieve(asked.query)
        ids = list(dict.fromkeys(hit.passage.article_id for hit in hits))[:_NEAREST]
        articles = (self.retriever.store.article(article_id) for article_id in ids)
        return tuple(Nearest(article.id, article.title, article.path) for article in articles if article)

    def _id(self, question: str, history: Sequence[Turn], filters: Filters, today: date | None) -> str:
        """The same for the same question to the same index, so that two runs can be compared."""
        key = repr((self.retriever.store.generation, question, tuple(history), filters, today))
        return hashlib.sha256(key.encode()).hexdigest()[:16]


def _told(answer: Answer) -> Iterator[Told]:
    """The statements of an answer one by one, each with its citations."""
    cited = {citation.marker: citation for citation in answer.citations}
    for statement in answer.statements:
        yield statement, tuple(cited[marker] for marker in statement.markers if marker in cited)


def _why_none(searches: Sequence[Search]) -> str | None:
    """The reasons of all searches where none found an answer, else None."""
    reasons = [search.reason for search in searches if search.reason]
    return " ".join(reasons) if len(reasons) == len(searches) else None


def _together(searches: Sequence[Search]) -> tuple[Hit, ...]:
    """The hits of all searches, each passage once, by score."""
    every = {hit.passage.id: hit for search in reversed(searches) for hit in search.hits}
    return _ranked(sorted(every.values(), key=lambda hit: (-hit.score, hit.rank)))


def _ranked(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Hits in their order, ranked anew from 1."""
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, 1))


def open_answerer(settings: Settings) -> Answerer:
    """The answerer over the index that the settings name.

    Raises:
        IndexMissing, IndexMismatch, WeightsError: as `index.retrieve.open_retriever`.
    """
    return Answerer(open_retriever(settings))
