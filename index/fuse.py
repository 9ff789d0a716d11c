"""Two rankings → one."""

from __future__ import annotations

from collections.abc import Mapping


def fuse(dense: Mapping[int, float], words: Mapping[int, float], dense_weight: float) -> list[tuple[int, float, str]]:
    """(row, score, found_by), best first: a weighted sum of cosine and BM25, both brought to 0..1.

    The cosine is taken as it is, negative ones as 0; BM25, which has no upper end, is divided by the best of this
    question. A row that one ranking has not found counts 0 there. Ties go to the lower row, so that a run can be
    repeated. Weighted sums against reciprocal ranks: docs/decisions/0003-fusion.md.

    >>> fuse({1: 0.8, 2: 0.4}, {2: 6.0, 3: 3.0}, 0.5)
    [(2, 0.7, 'both'), (1, 0.4, 'dense'), (3, 0.25, 'words')]
    """
    best = max(words.values(), default=0.0) or 1.0
    fused = []
    for row in dense.keys() | words.keys():
        score = dense_weight * max(dense.get(row, 0.0), 0.0) + (1 - dense_weight) * words.get(row, 0.0) / best
        found_by = "both" if row in dense and row in words else "dense" if row in dense else "words"
        fused.append((row, round(min(score, 1.0), 6), found_by))
    return sorted(fused, key=lambda item: (-item[1], item[0]))
