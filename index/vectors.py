"""FAISS: which passages lie nearest to a question? Segments that never change, each a file that is mapped, not loaded.

The house's only door to faiss. Vectors are unit vectors, so that the inner product is the cosine. A small segment is
searched whole. A large one keeps a byte a dimension, in cells, of which the nearest are looked into: as many as it
takes to find what a search of the whole finds (docs/decisions/0013-growing.md). What is found is weighed by the vectors
as the store has them, so that a cosine is exact whatever the segment.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Vectors = NDArray[np.float32]
Stored = Callable[[Sequence[int]], tuple[Rows, Vectors]]

LARGE = 50_000  # vectors from which on a segment has cells
_DEEP = 100  # a search of cells must find so many of the nearest …
_RECALL = 0.985  # … to this share
_OVER = 1.5  # candidates for each one wanted: a byte a dimension orders them only nearly
_PROBING = 400  # passages that stand for questions where the number of cells to look into is chosen …
_BLUR = 2.0  # … each with noise of this length added to it
_TRAINING = 64  # vectors by which each cell is placed


class Segment:
    """Some rows under their vectors, in one file."""

    def __init__(self, path: Path) -> None:
        self._index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        self._cells = faiss.try_extract_index_ivf(self._index)

    @staticmethod
    def write(path: Path, count: int, sample: Callable[[int], Vectors], blocks: Iterable[tuple[Rows, Vectors]]) -> None:
        """Make the file of `count` vectors, given with their rows in `blocks`; `sample` draws about so many of them."""
        index = _large(count, sample, blocks) if count >= LARGE else _small(blocks)
        faiss.write_index(index, str(path))
        with path.open("rb") as file:
            os.fsync(file.fileno())  # what is mapped must be there: the folder is moved into place after this

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def candidates(self, question: Vectors, k: int, among: faiss.IDSelector | None, share: float) -> Rows:
        """The rows that may be the `k` nearest `among` some, which are about such a share of all."""
        if self._cells is None:
            parameters = faiss.SearchParameters(sel=among)  # type: ignore[call-arg]  # the stubs lack it
        else:
            # What lets little through leaves little in each cell: so many more are looked into.
            probes = min(int(self._cells.nprobe / share), self._cells.nlist)
            parameters = faiss.SearchParametersIVF(sel=among, nprobe=probes)  # type: ignore[call-arg]
            k = int(k * _OVER)
        _, rows = self._index.search(question.reshape(1, -1), min(k, len(self)), params=parameters)
        found: Rows = rows[0][rows[0] >= 0]
        return found


class VectorIndex:
    """Rows of passages under their vectors.

    Args:
        segments: which hold each row once.
        gone: rows of theirs that are passages no more.
        stored: tells the exact vectors of rows: (those that there are, their vectors).
    """

    def __init__(self, segments: Sequence[Segment], gone: Rows, stored: Stored) -> None:
        self._segments = segments
        self._stored = stored
        self._total = sum(map(len, segments))
        self._present = faiss.IDSelectorNot(_selector(gone)) if len(gone) else None

    def search(self, question: Vectors, k: int, among: Rows | None = None) -> dict[int, float]:
        """The `k` nearest rows and their cosines, best first; `among` restricts the search to some rows."""
        if k < 1 or not self._total or (among is not None and not len(among)):
            return {}
        selector = self._present if among is None else _selector(among)
        share = 1.0 if among is None else min(len(among) / self._total, 1.0)
        found = [segment.candidates(question, k, selector, share) for segment in self._segments]
        scores = self.scores(question, np.concatenate(found).tolist())
        return dict(sorted(scores.items(), key=lambda one: (-one[1], one[0]))[:k])

    def scores(self, question: Vectors, rows: Sequence[int]) -> dict[int, float]:
        """The cosines of rows; one that is gone is left out."""
        found, vectors = self._stored(rows)
        return dict(zip(found.tolist(), (vectors @ question).tolist(), strict=True)) if len(found) else {}


def _selector(rows: Rows) -> faiss.IDSelector:
    chosen = np.zeros(int(rows.max()) + 1, dtype=bool)
    chosen[rows] = True
    return faiss.IDSelectorBitmap(np.packbits(chosen, bitorder="little"))  # type: ignore[call-arg, arg-type]


def _small(blocks: Iterable[tuple[Rows, Vectors]]) -> faiss.Index:
    """An index that is searched whole."""
    rows, vectors = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    index = faiss.IndexIDMap(faiss.IndexFlatIP(vectors.shape[1]))
    index.add_with_ids(vectors, rows)
    return index


def _large(count: int, sample: Callable[[int], Vectors], blocks: Iterable[tuple[Rows, Vectors]]) -> faiss.Index:
    """An index of cells, about the square root of `count`, that looks into as many as give the recall wanted."""
    cells = 1 << round(np.log2(count) / 2)
    drawn = sample(cells * _TRAINING)
    dim, metric = drawn.shape[1], faiss.METRIC_INNER_PRODUCT
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dim), dim, cells, faiss.ScalarQuantizer.QT_8bit, metric, False
    )
    index.train(drawn)
    questions = _like_questions(sample(_PROBING))
    nearest = np.zeros((len(questions), 0), dtype=np.int64)
    scores = np.zeros((len(questions), 0), dtype=np.float32)
    for rows, vectors in blocks:
        index.add_with_ids(vectors, rows)
        nearest = np.hstack([nearest, np.broadcast_to(rows, (len(questions), len(rows)))])
        scores = np.hstack([scores, questions @ vectors.T])
        best = np.argsort(-scores, axis=1)[:, :_DEEP]
        nearest, scores = np.take_along_axis(nearest, best, 1), np.take_along_axis(scores, best, 1)
    index.nprobe = 1
    while index.nprobe < cells and _recall(index, questions, nearest) < _RECALL:
        index.nprobe = min(math.ceil(index.nprobe * 1.25), cells)
    return index


def _like_questions(drawn: Vectors) -> Vectors:
    """Passages so blurred that what is near them is as hard to find as what is near real questions."""
    noise = np.random.default_rng(0).normal(size=drawn.shape).astype(np.float32) * (_BLUR / np.sqrt(drawn.shape[1]))
    blurred = drawn + noise
    units: Vectors = blurred / np.linalg.norm(blurred, axis=1, keepdims=True)
    return units


def _recall(index: faiss.Index, questions: Vectors, nearest: Rows) -> float:
    """The share of the nearest that are among the candidates."""
    _, found = index.search(questions, int(_DEEP * _OVER))
    shares = [np.isin(true, rows).mean() for true, rows in zip(nearest, found, strict=True)]
    return float(np.mean(shares))
