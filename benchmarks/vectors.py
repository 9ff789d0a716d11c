"""How large may an index be searched whole? `python -m benchmarks.vectors INDEX QUESTIONS.jsonl [--sizes 10000 …]`.

Beside each other: fp32 searched whole, a byte a dimension searched whole, and the cells of `index/vectors.py`, over the
vectors of an index; sizes beyond what it holds are made up of vectors drawn around its own: the middle of two,
nearer to one, with a little noise. Recall is of the 100 nearest by fp32, for real questions; memory is what a process
that searches has of its own and what it maps. One core, one question at a time.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import faiss
import numpy as np

from index.embed import open_embedder
from index.store import Store
from index.vectors import Rows, Segment, Vectors
from settings import read_settings

DEEP = 100
BLOCK = 50_000


def main() -> None:
    """Prints a row of the table for each size and form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 50_000, 100_000, 1_000_000])
    options = parser.parse_args()
    faiss.omp_set_num_threads(1)
    embedder = open_embedder(read_settings(os.environ))
    texts = [json.loads(line)["text"] for line in options.questions.read_text(encoding="utf-8").splitlines()[:500]]
    questions = np.stack([embedder.embed_question(text) for text in texts])
    store = Store(options.index)
    _, real = store.vectors(range(1, store.last_row() + 1))
    print(f"{len(real)} real vectors, {len(questions)} real questions")
    for size in options.sizes:
        compare(size, real, questions)


def drawn(real: Vectors, size: int) -> Iterator[tuple[Rows, Vectors]]:
    """`size` vectors in blocks: the real ones first, then such as lie around them."""
    numbers = np.random.default_rng(1)
    for start in range(0, size, BLOCK):
        rows = np.arange(start, min(start + BLOCK, size))
        one, other = (real[numbers.integers(0, len(real), len(rows))] for _ in range(2))
        vectors = one + 0.5 * other + numbers.normal(size=one.shape).astype(np.float32) * 0.015
        vectors[rows < len(real)] = real[rows[rows < len(real)]]
        yield rows, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def compare(size: int, real: Vectors, questions: Vectors) -> None:
    """One size: each form is written, mapped, and asked every question."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.faiss"
        near: list[set[int]] = []
        for form, write in FORMS.items():
            started = time.perf_counter()
            write(path, size, real)
            took = time.perf_counter() - started
            before = memory()
            segment = Segment(path)
            found, times = [], []
            for question in questions:
                asked = time.perf_counter()
                rows = segment.candidates(question, DEEP, None, 1.0)
                times.append(1000 * (time.perf_counter() - asked))
                found.append(set(rows.tolist()))
            near = near or found
            recall = np.mean([len(one & true) / DEEP for one, true in zip(found, near, strict=True)])
            own, mapped = (after - was for after, was in zip(memory(), before, strict=True))
            p50, p95 = np.percentile(times, (50, 95))
            probes = f"{segment._cells.nprobe} of {segment._cells.nlist} cells" if segment._cells else ""
            print(
                f"| {size:,} | {form} {probes} | {took:.1f} s | {path.stat().st_size / 1e6:.0f} MB "
                f"| {own:.0f} + {mapped:.0f} MB | {p50:.1f} / {p95:.1f} ms | {recall:.3f} |",
                flush=True,
            )


def memory() -> tuple[float, float]:
    """(a process's own memory, what it maps of files), MB."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines())
    own, mapped = (int(told[key].split()[0]) / 1000 for key in ("RssAnon", "RssFile"))
    return own, mapped


def _whole(path: Path, size: int, real: Vectors) -> None:
    index = faiss.IndexIDMap(faiss.IndexFlatIP(real.shape[1]))
    _fill(index, path, size, real)


def _bytes(path: Path, size: int, real: Vectors) -> None:
    kind, metric = faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    index = faiss.IndexIDMap(faiss.IndexScalarQuantizer(real.shape[1], kind, metric))
    index.train(real)
    _fill(index, path, size, real)


def _cells(path: Path, size: int, real: Vectors) -> None:
    def sample(n: int) -> Vectors:
        parts = [vectors[:: max(size // n, 1)] for _, vectors in drawn(real, size)]
        return np.concatenate(parts)

    import index.vectors

    index.vectors.LARGE = 0
    Segment.write(path, size, sample, drawn(real, size))


def _fill(index: faiss.Index, path: Path, size: int, real: Vectors) -> None:
    for rows, vectors in drawn(real, size):
        index.add_with_ids(vectors, rows)
    faiss.write_index(index, str(path))


FORMS: dict[str, Callable[[Path, int, Vectors], None]] = {"fp32 whole": _whole, "bytes whole": _bytes, "cells": _cells}

if __name__ == "__main__":
    main()
