"""A question → an Answer: the whole story, and the one place where the parts are put together."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from datetime import date

import prompts
from answer.examples import examples
from answer.extract import compose, in_order, select
from answer.follow import stand_alone
from answer.found import Found
from answer.generate import open_chat
from answer.phrase import Phraser, Told, told_of
from answer.question import Asked, each_alone, understand
from answer.search import Search, Searcher, together, why_none
from answer.speakers import Speakers
from index.retrieve import Retriever, open_retriever
from records import Answer, Filters, Hit, Nearest, Seconds, Tokens, Turn
from settings import Settings

_NEAREST = 3


class Answerer:
    """Answers questions over one index: in exact sentences, or, with a phraser, in a model's that are borne out."""

    def __init__(self, retriever: Retriever, phraser: Phraser | None = None) -> None:
        self.retriever = retriever
        self.phraser = phraser
        self._searcher = Searcher(retriever)
        self._speakers: tuple[int, Speakers] | None = None

    @property
    def speakers(self) -> Speakers:
        """Everyone who is quoted in the index as it is now."""
        store = self.retriever.store
        if self._speakers is None or self._speakers[0] != store.generation:
            self._speakers = (store.generation, Speakers(store.speakers(), store.mentions()))
        return self._speakers[1]

    def latest(self) -> Answerer:
        """This one; or, where an ingest has ended since, one that knows of it. An answer is given by one alone."""
        retriever = self.retriever.latest()
        if retriever is self.retriever:
            return self
        return Answerer(retriever, self.phraser.over(retriever.store) if self.phraser else None)

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
        exact = self._exact(question, history, filters, today)
        if self.phraser is not None and not exact.abstained:
            yield from self.phraser.phrase(exact, self.speakers, history)
        else:
            yield from told_of(exact)
            yield exact

    def _exact(self, question: str, history: Sequence[Turn], filters: Filters, today: date | None) -> Answer:
        """The answer in exact sentences."""
        started = time.perf_counter()
        store = self.retriever.store
        key = self._id(question, history, filters, today)
        full, tokens = self._stand_alone(question, history)
        history = () if full else history
        asked = self._understand(full or question, history, filters, today)
        understood = time.perf_counter()
        parts = self._retrieve(asked)
        retrieved = time.perf_counter()
        searches = self._read(parts)
        reason = why_none(searches)
        if reason and not asked.sure:  # "Was Keller willing to resign?" may be told in nobody's words
            facts = self._understand(full or question, history, filters, today, facts=True)
            told = self._read(self._retrieve(facts))
            if why_none(told) is None:
                asked, searches, reason = facts, told, None
        if reason and (others := self._searcher.others(asked, self.speakers)):
            reason += f" Quoted on {asked.about}: {', '.join(others)}."
        chosen = [] if reason else in_order(asked, self._select(searches), store)
        hits = together(searches)
        statements, citations = compose(chosen, store)
        unread = self._searcher.unread(asked) is not None
        frame = prompts.load("unsearched" if unread else "abstain")
        text = frame.fill(reason=reason) if reason else "\n".join(s.text for s in statements)
        done = time.perf_counter()
        return Answer(
            id=key,
            question=question,
            query=asked.query,
            understood=asked.understood,
            text=text,
            statements=statements,
            citations=citations,
            hits=hits,
            abstained=reason is not None,
            reason=reason,
            nearest=self._nearest(asked, hits) if reason and not unread else (),
            tokens=tokens,
            seconds=Seconds(understood - started, retrieved - understood, done - retrieved, done - started),
        )

    def _understand(
        self, question: str, history: Sequence[Turn], filters: Filters, today: date | None, facts: bool = False
    ) -> Asked:
        outlets, days = list(self.retriever.store.outlets()), list(self.retriever.store.days())
        return understand(question, self.speakers, outlets, history, filters, today, days, facts)

    def _retrieve(self, asked: Asked) -> list[tuple[Asked, tuple[Hit, ...]]]:
        """The passages for each speaker and each outlet asked for."""
        return [self._searcher.retrieve(one) for one in each_alone(asked)]

    def _read(self, parts: Sequence[tuple[Asked, tuple[Hit, ...]]]) -> list[Search]:
        return [self._searcher.read(one, hits, self.speakers) for one, hits in parts]

    def _stand_alone(self, question: str, history: Sequence[Turn]) -> tuple[str | None, Tokens]:
        """A follow-up as a model puts it in full; None where there is no model, or the rules serve."""
        if self.phraser is None or stand_alone(question, history, self.speakers) == question:
            return None, Tokens()
        return self.phraser.stand_alone(question, history)

    def _select(self, searches: Sequence[Search]) -> list[Found]:
        """The statements: an even share for each speaker, or outlet, of whom something was found."""
        answered = [search for search in searches if search.reason is None]
        store = self.retriever.store
        most = -(-self.retriever.settings.max_statements // len(answered))
        return [one for search in answered for one in select(search.asked, search.found, search.least, most, store)]

    def rank(self, question: str, k: int, today: date | None = None) -> tuple[Hit, ...]:
        """The `k` best passages for a question in full, whoever speaks in them."""
        news = self._understand(question, (), Filters(), today).news
        return self.retriever.retrieve(question, k, printed=news.printed if news else ())

    def weigh(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),  # noqa: B008
        today: date | None = None,
    ) -> tuple[float, float] | None:
        """(confidence in the best sentence, the threshold it had to reach), for those who study when it abstains.

        None where no sentence was weighed at all: nobody of that name is quoted, or the filters let nothing through.
        """
        asked = self._understand(question, history, filters, today)
        searches = self._read(self._retrieve(asked))
        return max(((one.confidence, search.least) for search in searches for one in search.found), default=None)

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
        ModelError: the language model that is named can't be had.
    """
    retriever = open_retriever(settings)
    return Answerer(retriever, Phraser(open_chat(settings), retriever.store, settings) if settings.model else None)
