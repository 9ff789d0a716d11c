"""The weights of the three measures of a sentence, on candidate sentences with labels (TREC QA, WikiQA)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from answer.abstain import THRESHOLD
from answer.find import find
from answer.question import understand
from answer.speakers import Speakers
from evaluation.ranking import average_precision
from evaluation.selecting import read_selection
from index.embed import Embedder
from index.rerank import SentenceReader
from index.store import Counts
from index.words import WordIndex
from ingest.chunk import chunk, sentences
from records import Article, Hit, Sentence

Weights = tuple[float, float, float]  # of meaning, late interaction and words


@dataclass(frozen=True, slots=True)
class Measured:
    """One candidate of a question: its number, the three measures, and what else its score is scaled by."""

    number: int
    measures: Weights
    scale: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """A question's candidates: the grade of each, and what was measured of those that could be read."""

    grades: tuple[float, ...]
    measured: tuple[Measured, ...]


def best_weights(rows: Sequence[Candidates]) -> Iterator[tuple[float, Weights]]:
    """(MAP, weights) of every mixture in steps of a tenth, the best first."""
    grid: list[Weights] = [(a / 10, b / 10, (10 - a - b) / 10) for a in range(11) for b in range(11 - a)]
    yield from sorted(((float(np.mean(precisions(rows, weights))), weights) for weights in grid), reverse=True)


def precisions(rows: Sequence[Candidates], weights: Weights) -> list[float]:
    """Average precision of each question with these weights; a candidate scores as its best sentence."""
    found = []
    for row in rows:
        scores = dict.fromkeys(range(len(row.grades)), 0.0)
        for one in row.measured:
            mixed = one.scale * sum(w * m for w, m in zip(weights, one.measures, strict=True))
            scores[one.number] = max(scores[one.number], mixed)
        order = [str(i) for i in sorted(scores, key=lambda i: (-scores[i], i))]
        found.append(average_precision({str(i): g for i, g in enumerate(row.grades)}, order, len(order)) or 0.0)
    return found


def measure(file: Path, limit: int | None, embedder: Embedder, size: int) -> list[Candidates]:
    """Every candidate of every question with both labels, as the answerer reads it."""
    questions, laid = read_selection(file)
    texts = [text for of in laid.values() for text in of.texts]
    rows, nobody = [], Speakers({}, {})
    with tempfile.TemporaryDirectory() as folder:
        WordIndex.write(Path(folder), [(i, "", text) for i, text in enumerate(texts)])
        words = WordIndex.load(Path(folder))
        for question in [q for q in questions if q.labels][:limit]:
            of = laid[question.id]
            passages = [
                p for article, blocks in of.articles for p in chunk(article, blocks, size, embedder.counter.count)
            ]
            hits = [Hit(passage, 1.0, rank, "both") for rank, passage in enumerate(passages, 1)]
            asked = understand(question.text, nobody, today=date(2000, 1, 1))
            shelf: Any = _Shelf({article.id: (article, sentences(article, blocks)) for article, blocks in of.articles})
            measured = []
            for one in find(asked, hits, shelf, SentenceReader(embedder), words, nobody, THRESHOLD):
                reading = one.reading
                number = of.number(reading.sentence)
                measured.append(Measured(number, (reading.meaning, reading.late, reading.words), one.scale))
            rows.append(Candidates(tuple(grade for _, grade in question.labels), tuple(measured)))
    return rows


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A store of articles in which nobody is quoted."""

    held: Mapping[str, tuple[Article, tuple[Sentence, ...]]]

    def counts(self) -> Counts:
        return Counts(len(self.held), len(self.held), sum(len(own) for _, own in self.held.values()), 0)

    def article(self, article_id: str) -> Article:
        return self.held[article_id][0]

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        return self.held[article_id][1]

    def quotes(self, article_id: str) -> tuple[()]:
        return ()

    def originals(self, article_ids: Sequence[str]) -> dict[str, str]:
        return {}
