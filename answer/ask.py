"""A question → an Answer: the whole story, and the one place where the parts are put together."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import prompts
from answer.abstain import threshold, why_not
from answer.examples import examples
from answer.extract import Found, compose, find, select
from answer.question import Asked, each_speaker, understand
from answer.speakers import Speakers
from index.rerank import SentenceReader
from index.retrieve import Retriever, open_retriever
from records import Answer, Filters, Hit, Nearest, Seconds, Turn
from settings import Settings

_NEAREST = 3


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
        """The answer, or an Answer that says why there is none.

        Args:
            question: as typed.
            history: the turns before it, oldest first; a follow-up takes from them what it leaves unsaid.
            filters: what the asker restricts the search to; they go before what the question's own words say.
            today: what "last week" is counted from; None is the clock's.
        """
        started = time.perf_counter()
        store = self.retriever.store
        asked = understand(question, self.speakers, list(store.outlets()), history, filters, today)
        understood = time.perf_counter()
        hits, found, reason = self._search(asked)
        retrieved = time.perf_counter()
        chosen = [] if reason else self._select(asked, found)
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

    def _search(self, asked: Asked) -> tuple[tuple[Hit, ...], list[list[Found]], str | None]:
        """The hits, the sentences that may answer for each speaker asked for, and why there is no answer, if so."""
        every: dict[str, Hit] = {}
        found: list[list[Found]] = []
        reasons: list[str] = []
        words = self.retriever.words
        for one in each_speaker(asked):
            hits = () if one.unknown else self.retriever.retrieve(one.query, filters=one.filters)
            here = find(one, hits, self.retriever.store, self._reader, words, self.speakers)
            reason = why_not(one, hits, here, words)
            every |= {hit.passage.id: hit for hit in hits if hit.passage.id not in every}
            if reason:
                reasons.append(reason)
            else:
                found.append(here)
        by_score = sorted(every.values(), key=lambda hit: -hit.score)  # stable: those of one search stay in order
        ranked = tuple(replace(hit, rank=rank) for rank, hit in enumerate(by_score, 1))
        return ranked, found, None if found else " ".join(reasons)

    def _select(self, asked: Asked, found: Sequence[list[Found]]) -> list[Found]:
        """The statements: an even share for each speaker asked for."""
        most = -(-self.retriever.settings.max_statements // len(found))
        floor = threshold(asked) if asked.about else 0.0
        return [one for here in found for one in select(asked, here, floor, most)]

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


def open_answerer(settings: Settings) -> Answerer:
    """The answerer over the index that the settings name.

    Raises:
        IndexMissing, IndexMismatch, WeightsError: as `index.retrieve.open_retriever`.
    """
    return Answerer(open_retriever(settings))
