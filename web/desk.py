"""The desk where questions come in: every one, from the page or a program, is bounded and let through here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from records import Answer, Article, Filters, Hit, OnRecordError, Turn
from settings import Settings

if TYPE_CHECKING:  # both load models: the page's own modules stay cheap to import
    from answer.ask import Answerer
    from answer.phrase import Told

LONGEST_QUESTION = 1000  # characters
LONGEST_TURN = 4000
MOST_TURNS = 12
MOST_HITS = 100
AT_ONCE = 4  # answers worked on at the same time; the rest wait their turn

Heard = Callable[[Answer, Sequence[Turn], Filters], None]


class Refused(OnRecordError):
    """A question, or the address of something, that can't be taken as it is."""


class NotFound(OnRecordError):
    """There is no such article."""


class Busy(OnRecordError):
    """As many questions are waiting as may wait."""


class Desk:
    """Takes questions, bounds them, and lets a few at a time through to the answerer.

    `heard` is told each answer, with the history and the filters that it was asked with.
    """

    def __init__(self, answerer: Answerer, settings: Settings, heard: Heard = lambda *_: None) -> None:
        self._answerer = answerer
        self._catching_up = threading.Lock()
        self.settings = settings
        self.heard = heard
        self._room = threading.BoundedSemaphore(AT_ONCE + settings.queue)
        self._turn = threading.BoundedSemaphore(AT_ONCE)

    @property
    def answerer(self) -> Answerer:
        """The one over what the last ingest left; whoever holds an older one goes on with it until done."""
        with self._catching_up:
            self._answerer = self._answerer.latest()
            return self._answerer

    def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters = Filters()) -> Answer:  # noqa: B008  frozen
        """Answer a question. Raises Refused where it is empty or too long, Busy where too many wait."""
        asked = bounded(question)
        with self._let_in():
            answer = self.answerer.answer(asked, history=tuple(history), filters=filters)
        self.heard(answer, history, filters)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),  # noqa: B008  frozen
    ) -> Iterator[Told | Answer]:
        """Each statement with its citations as soon as there is one, and last the whole Answer. Raises as `ask`."""
        asked = bounded(question)
        with self._let_in():
            for told in self.answerer.stream(asked, history=tuple(history), filters=filters):
                if isinstance(told, Answer):
                    self.heard(told, history, filters)
                yield told

    def search(self, words: str, k: int) -> tuple[tuple[Hit, Article], ...]:
        """Passages, best first, each with its article. Raises as `ask` does."""
        asked = bounded(words)
        if not 1 <= k <= MOST_HITS:
            raise Refused(f"k is {k}; it must lie between 1 and {MOST_HITS}.", "Leave it out for 10.")
        with self._let_in():
            hits = self.answerer.retriever.retrieve(asked, k=k)
        found = [(hit, self.answerer.retriever.store.article(hit.passage.article_id)) for hit in hits]
        return tuple((hit, article) for hit, article in found if article is not None)

    def article(self, article_id: str) -> Article:
        """The article of that id. Raises NotFound."""
        if article := self.answerer.retriever.store.article(article_id):
            return article
        raise NotFound(
            f"There is no article {article_id[:80]!r} in this record.",
            "It may have left the index since the link was made.",
        )

    @contextmanager
    def _let_in(self) -> Iterator[None]:
        if not self._room.acquire(blocking=False):
            raise Busy("Many questions are waiting just now.", "Please ask again in a few seconds.")
        try:
            with self._turn:
                yield
        finally:
            self._room.release()


def bounded(question: str) -> str:
    """A question without white space around it. Raises Refused where it is empty or too long."""
    asked = mended(question).strip()
    if not asked:
        raise Refused("There is no question.", "Type one, for example: Who said what about the negotiations?")
    if len(asked) > LONGEST_QUESTION:
        raise Refused(
            f"The question has {len(asked)} characters; at most {LONGEST_QUESTION} are read.", "Please shorten it."
        )
    return asked


def turns(history: Sequence[Mapping[str, Any]]) -> tuple[Turn, ...]:
    """A client's history as data: the last turns of user and assistant, each cut to a length; the rest is dropped."""
    kept = [
        Turn(role, mended(content).strip()[:LONGEST_TURN])
        for role, content in ((m.get("role"), m.get("content")) for m in history)
        if role in ("user", "assistant") and isinstance(content, str) and content.strip()
    ]
    return tuple(kept[-MOST_TURNS:])


def mended(text: str) -> str:
    """Text without lone surrogates, which JSON may carry and UTF-8 can't."""
    return text.encode("utf-8", "replace").decode("utf-8")
