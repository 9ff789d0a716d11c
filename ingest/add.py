"""Articles → the index: chunked, embedded, read for quotes, and written, many articles to a transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from threadpoolctl import threadpool_limits

from index.embed import Embedder, Vectors
from index.store import Store
from index.write import Entry
from ingest.chunk import chunk, sentences
from ingest.speech.quotes import QuoteFinder, Speech
from language.guess import guess
from records import Article, Block, Passage
from settings import Settings

# Passages embedded together and written in one transaction: few enough to keep at hand.
_TOGETHER = 512
_TITLE_TOKENS = 48


class Adder:
    """Adds articles to a store; what it holds back is written by `flush`.

    Args:
        store: the store to write to.
        embedder: makes the vectors.
        settings: chunk size, title context, attribution.
        progress: told the number of passages as they are embedded.
    """

    def __init__(
        self, store: Store, embedder: Embedder, settings: Settings, progress: Callable[[int], None] | None = None
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._settings = settings
        self._progress = progress
        self._quotes = QuoteFinder()
        self._waiting: list[tuple[str, Article, tuple[Passage, ...], Sequence[Block]]] = []
        self._read: list[tuple[str, str]] = []

    def add(self, source: str, article: Article, blocks: Sequence[Block]) -> None:
        """Take in one article of the input file `source`; its language is guessed where nothing tells it."""
        article = replace(article, language=article.language or guess(article.text))
        passages = chunk(article, blocks, self._settings.chunk_tokens, self._embedder.counter.count)
        self._waiting.append((source, article, passages, blocks))
        if sum(len(passages) for _, _, passages, _ in self._waiting) >= _TOGETHER:
            self.flush()

    def finish(self, source: str, fingerprint: str) -> None:
        """All articles of an input file are taken in: record it with its fingerprint when they are written."""
        self._read.append((source, fingerprint))

    def owner(self, article_id: str) -> str | None:
        """The input file of an article that is taken in and not written yet; None where there is no such article."""
        return next((source for source, article, _, _ in self._waiting if article.id == article_id), None)

    def flush(self) -> None:
        """Write what is held back, in one transaction."""
        # The embedder computes outside of Python's lock: the parser, which does not, works meanwhile.
        with ThreadPoolExecutor(1) as beside:
            embedding = beside.submit(self._embed)
            speech = self._find_speech()
            vectors = embedding.result()
        entries = [
            (source, Entry(article, passages, sentences(article, blocks), said.quotes, own, *self._told(article, said)))
            for (source, article, passages, blocks), said, own in zip(self._waiting, speech, vectors, strict=True)
        ]
        with self._store.writing() as writer:
            # Until its last article is written a file has no fingerprint: should we be cut off, it is read again.
            for source, fingerprint in [*dict.fromkeys((source, "") for source, _ in entries), *self._read]:
                writer.source(source, fingerprint)
            for source, entry in entries:
                writer.put(source, entry)
        self._waiting.clear()
        self._read.clear()

    def _told(self, article: Article, said: Speech) -> tuple[bool, Mapping[str, str]]:
        return self._settings.attribution and self._quotes.reads(article), said.called

    def _find_speech(self) -> list[Speech]:
        if not self._settings.attribution:
            return [Speech((), {})] * len(self._waiting)
        # Its matrices are small: multiplied on several cores they would only wait for those that the embedder has.
        with threadpool_limits(1, user_api="blas"):
            return list(self._quotes.find_each([(article, blocks) for _, article, _, blocks in self._waiting]))

    def _embed(self) -> list[Vectors]:
        """The vectors of each waiting article; a passage that stood in the article before is not embedded again."""
        known: dict[str, Vectors] = {}
        wanted: list[str] = []
        keys: list[list[str]] = []
        for _, article, passages, _ in self._waiting:
            old = self._store.article(article.id)
            title = self._title(article)
            if old and self._title(old) == title:
                known |= {title + text: vector for text, vector in self._store.vectors_of(article.id).items()}
            keys.append([title + passage.text for passage in passages])
            wanted += [key for key in keys[-1] if key not in known]
        wanted = list(dict.fromkeys(wanted))
        if wanted:
            known |= dict(zip(wanted, self._embedder.embed(wanted, self._progress), strict=True))
        empty = np.zeros((0, 1), dtype=np.float32)
        return [np.stack([known[key] for key in some]) if some else empty for some in keys]

    def _title(self, article: Article) -> str:
        """What is read before each passage of an article: its title, as far as there is room for it."""
        if not self._settings.title_context or not article.title:
            return ""
        room = min(_TITLE_TOKENS, self._embedder.max_tokens - self._settings.chunk_tokens)
        words = article.title.split()
        while words and self._embedder.counter.count(" ".join(words)) > room:
            words.pop()
        return " ".join(words) + "\n" if words else ""
