"""A question → Hits: vectors, words and quotes, fused, with a cap on what one article may contribute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from index.cross import CrossEncoder, open_cross_encoder
from index.derive import Derived
from index.embed import Embedder, open_embedder
from index.floor import above
from index.fuse import fuse, prefer
from index.manifest import check_manifest, manifest_of
from index.rerank import SentenceReader
from index.store import Store
from index.vectors import Rows
from language.aliases import read_aliases
from language.readings import Days
from records import Filters, Hit, Passage, Voice
from settings import Settings

# How deep each ranking is read before the two are fused: beyond this a passage that only one finds hardly ever wins.
DEPTH = 100
# What the best quote in a passage counts against the passage itself: one by the speaker asked for, and one by anybody.
# Words in marks may also stand where no quote was made out, so these count less (docs/decisions/0015-quotes.md).
_BY_SPEAKER, _BY_ANYBODY = 0.4, 0.2
# What the day of printing counts, where the answer was most likely printed on it (docs/decisions/0019-news.md).
_PRINTED_THEN = 0.2
_FEW = 0.1  # of all passages: so many at most are likelier than the others by their day
_NO_ROWS: Rows = np.empty(0, dtype=np.int64)
_FILTERS = 8  # whose rows are kept at hand: of a million passages up to 8 MB each
_AT_A_TIME = 24  # passages read together


class Retriever:
    """Retrieves from one index as one ingest left it; `latest` is the same after the next.

    Args:
        store: the source of truth; it is held as it is now.
        embedder: the one that made the index.
        settings: for k, the fusion weight and the cap.
        cross: reads the best sentences together with the question; None where nothing does.

    Raises:
        IndexBusy: the first ingest has not ended yet.
    """

    def __init__(self, store: Store, embedder: Embedder, settings: Settings, cross: CrossEncoder | None = None) -> None:
        self.store = store
        self.embedder = embedder
        self.settings = settings
        self.reader = SentenceReader(embedder, cross)
        self._cross = cross
        self._derived = Derived(store, read_aliases(settings.aliases))
        self._generation, self._vectors, self.words, self._quotes = self._derived.open()
        self._meant_by = lru_cache(_FILTERS)(store.meant_by)
        self._rows_among = lru_cache(_FILTERS)(store.rows_among)

    def retrieve(
        self,
        query: str,
        k: int | None = None,
        filters: Filters = Filters(),  # noqa: B008
        said: str = "",
        voice: Voice | None = None,
        printed: Sequence[Days] = (),
    ) -> tuple[Hit, ...]:
        """The best passages for `query`, best first, at most `k` (by default the setting's) and `per_article` of one.

        Scores lie in 0..1. Fewer come back where the filters let fewer through; none for an empty query.

        Args:
            said: what the speaker, or where none is asked for anybody, is to have said: a passage with such a quote
                comes before others. Empty: quotes are not looked up.
            voice: that in which the passages are; None: any.
            printed: stretches of days, both ends included, in which what is looked for was most likely printed: such
                passages come before others. Empty: no day is likelier.
        """
        if not query.strip():
            return ()
        by = self._meant_by(filters.speaker) if filters.speaker else None
        among = self._rows_among(filters, by, voice)
        question = self.embedder.embed_question(query)
        dense = self._vectors.search(question, DEPTH, among)
        words = self.words.search(query, DEPTH, among)
        quotes = self._quotes.search(said, DEPTH, self._rows_among(replace(filters, speaker=None), None, voice), by)
        then = self._likely(filters, by, voice, printed)
        if len(then):
            dense |= self._vectors.search(question, DEPTH, then)
            words |= self.words.search(query, DEPTH, then)
        # A passage found by its words alone has a cosine all the same.
        dense |= self._vectors.scores(question, [row for row in words | quotes if row not in dense])
        floor = self.embedder.floor
        dense = {row: above(cosine, floor) for row, cosine in dense.items()}
        fused = fuse(dense, words, self.settings.dense_weight, quotes, _BY_SPEAKER if by else _BY_ANYBODY)
        fused = prefer(fused, frozenset(then.tolist()), _PRINTED_THEN)
        return self._hits(fused, k or self.settings.k)

    def count(self, filters: Filters, voice: Voice | None = None) -> int:
        """How many passages there are to retrieve from."""
        by = self._meant_by(filters.speaker) if filters.speaker else None
        among = self._rows_among(filters, by, voice)
        return self.store.counts().passages if among is None else len(among)

    def _likely(
        self, filters: Filters, by: tuple[str, ...] | None, voice: Voice | None, printed: Sequence[Days]
    ) -> Rows:
        """The rows printed on these days; of a stretch in which much of all was printed none, since it tells little."""
        then = [self._rows_among(replace(filters, since=first, until=last), by, voice) for first, last in printed]
        most = _FEW * self.count(filters, voice)
        return np.unique(np.concatenate([_NO_ROWS, *(rows for rows in then if rows is not None and len(rows) <= most)]))

    def latest(self) -> Retriever:
        """This one; or, where an ingest has ended since, one that knows of it.

        While yet another is being written it stays this one, which knows the whole of what it knows.
        """
        newest = self._derived.newest()
        if newest is None or newest <= self._generation:
            return self
        store = Store(self.store.folder)
        if store.generation == newest:
            newer = Retriever(store, self.embedder, self.settings, self._cross)
            if newer._generation == newer.store.generation:
                return newer
        store.close()
        return self

    def _hits(self, fused: list[tuple[int, float, str]], k: int) -> tuple[Hit, ...]:
        hits: list[Hit] = []
        taken: Counter[str] = Counter()
        for passage, score, found_by in self._read(fused):
            if taken[passage.article_id] >= self.settings.per_article:
                continue
            taken[passage.article_id] += 1
            hits.append(Hit(passage, score, len(hits) + 1, found_by))
            if len(hits) == k:
                break
        return tuple(hits)

    def _read(self, fused: list[tuple[int, float, str]]) -> Iterator[tuple[Passage, float, str]]:
        """The passages that are still there, a few at a time: most are never asked for."""
        for at in range(0, len(fused), _AT_A_TIME):
            some = fused[at : at + _AT_A_TIME]
            passages = self.store.passages([row for row, _, _ in some])
            yield from ((passages[row], score, by) for row, score, by in some if row in passages)


def open_retriever(settings: Settings) -> Retriever:
    """The retriever over the index that the settings name.

    Raises:
        IndexMissing: there is none; the hint is the command that makes one.
        IndexMismatch: it was made by another embedder or with other settings.
        IndexBusy: its first ingest has not ended yet.
        WeightsError: the embedder or the cross-encoder can't be had.
    """
    store = Store(settings.index)
    embedder = open_embedder(settings)
    check_manifest(store.manifest(), manifest_of(embedder, settings), settings)
    return Retriever(store, embedder, settings, open_cross_encoder(settings))
