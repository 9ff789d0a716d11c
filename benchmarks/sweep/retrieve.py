"""Retrieval over one public set: how the rankings are fused, how long a passage is, and what its title counts.

Each set is indexed once per chunk size and title context; fusion, the dense weight and the title boost are tried on
what the two rankings found. How many passages of one article are let through (`ONRECORD_PER_ARTICLE`) is not tried: an
article stands where its best passage stands, so that it can't change which articles come first.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

import index.words
from benchmarks.sweep.fuse import Found, fusions
from benchmarks.sweep.remember import Remembering
from benchmarks.sweep.swept import Swept
from evaluation import beir
from evaluation.questions import Question, half
from evaluation.ranking import hit, ndcg, unique
from index.derive import Derived
from index.embed import Embedder, Vectors
from index.manifest import manifest_of
from index.retrieve import DEPTH
from index.store import Store
from index.vectors import VectorIndex
from index.words import WordIndex
from ingest.add import Adder
from language.aliases import read_aliases
from settings import Settings

CHUNKS = (96, 128, 160, 200, 240)
BOOSTS = (0.0, 0.25, 0.5, 1.0, 2.0)
BOOST = index.words._TITLE_BOOST


@dataclass(frozen=True, slots=True)
class Tried:
    """What to try: chunk sizes in tokens, title context on or off; `limit`: only the first so many questions."""

    chunks: Sequence[int] = CHUNKS
    titles: Sequence[bool] = (True, False)
    limit: int | None = None


def sweep(folder: Path, tried: Tried, settings: Settings, embedder: Embedder, out: Path) -> Swept:
    """Every setting on every question of the set that can be answered; indexes and vectors are kept in `out`."""
    public = beir.read_set(folder)
    questions = [q for q in public.questions if q.answerable and q.labels][: tried.limit]
    remembering = Remembering(embedder, out / f"{folder.name}.npz")
    vectors = remembering.embed([_asked(q) for q in questions])
    tune = {q.id for q in half(questions, "tune")}
    swept = Swept([q.id for q in questions], [q.id in tune for q in questions], {}, {})
    for title in tried.titles:
        for size in tried.chunks:
            started = time.perf_counter()
            there = replace(settings, chunk_tokens=size, title_context=title, attribution=False)
            store = _indexed(public.corpus, out / "indexes" / f"{folder.name}-{size}-{int(title)}", there, remembering)
            full = (size, title) == (settings.chunk_tokens, settings.title_context)
            for setting, ranked in _rank(questions, vectors, store, there, full):
                key = setting_name(size, title, setting)
                _score(questions, ranked, swept.ndcg.setdefault(key, []), swept.hit.setdefault(key, []))
            print(f"{folder.name} {size} {title}: {time.perf_counter() - started:.0f} s", flush=True)
            store.close()
    return swept


def setting_name(size: int, title: bool, rest: str) -> str:
    """How a setting is named in what is kept.

    >>> setting_name(160, True, "boost0.5 sum 0.8")
    '160 title boost0.5 sum 0.8'
    """
    return f"{size} {'title' if title else 'plain'} {rest}"


def _rank(
    questions: Sequence[Question], vectors: Vectors, store: Store, settings: Settings, full: bool
) -> Iterator[tuple[str, list[list[str]]]]:
    """Each way to fuse with the articles it ranks first, question by question; `full`: every way and every boost."""
    _, dense, words, _ = Derived(store, read_aliases(settings.aliases)).open()
    owner = {row: p.article_id for row, p in store.passages(range(1, store.last_row() + 1)).items()}
    for boost in BOOSTS if full else (BOOST,):
        found = _find(questions, vectors, dense, words, boost)
        for way, weigh in fusions(full and boost == BOOST).items():
            ranked = [unique([owner[int(row)] for row in one.best(weigh(one))], 10) for one in found]
            yield f"boost{boost:g} {way}", ranked


def _find(
    questions: Sequence[Question], vectors: Vectors, dense: VectorIndex, words: WordIndex, boost: float
) -> list[Found]:
    """As `Retriever.retrieve` does before it fuses."""
    before, index.words._TITLE_BOOST = index.words._TITLE_BOOST, boost
    found = []
    for question, vector in zip(questions, vectors, strict=True):
        near, shared = dense.search(vector, DEPTH), words.search(_asked(question), DEPTH)
        near |= dense.scores(vector, [row for row in shared if row not in near])
        rows = sorted(near)
        found.append(
            Found(np.array(rows), np.array([near[r] for r in rows]), np.array([shared.get(r, 0.0) for r in rows]))
        )
    index.words._TITLE_BOOST = before
    return found


def _score(questions: Sequence[Question], ranked: Sequence[list[str]], ndcgs: list[float], hits: list[float]) -> None:
    for question, articles in zip(questions, ranked, strict=True):
        ndcgs.append(round(ndcg(dict(question.labels), articles, 10) or 0.0, 6))
        hits.append(hit(dict(question.labels), articles, 10) or 0.0)


def _indexed(corpus: Path, folder: Path, settings: Settings, embedder: Remembering) -> Store:
    """The store of the corpus, as an ingest with these settings leaves it."""
    if (folder / "done").is_file():
        return Store(folder)
    store = Store(folder, create=True)
    with store.writing() as writer:
        writer.describe(manifest_of(embedder, settings))  # type: ignore[arg-type]
    adder = Adder(store, embedder, settings)  # type: ignore[arg-type]
    for article, blocks in beir.articles(corpus):
        adder.add(article.path, article, blocks)
        adder.finish(article.path, article.sha256)
    adder.flush()
    (folder / "done").touch()
    return store


def _asked(question: Question) -> str:
    return question.rewrite or question.text
