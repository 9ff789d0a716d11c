"""Ways to make one ranking of two, by name: the one in use (`index.fuse`) at other weights, and two others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WEIGHTS = tuple(i / 10 for i in range(11))

Rows = NDArray[np.int64]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """What the two rankings found for one question: rows in ascending order, and what each ranking gives them."""

    rows: Rows
    dense: Scores
    words: Scores

    def best(self, scores: Scores) -> Rows:
        """The rows in the order of their scores; ties go to the lower row."""
        return self.rows[np.argsort(-scores, kind="stable")]


Way = Callable[[Found], Scores]


def fusions(full: bool) -> dict[str, Way]:
    """Every way to fuse, by name; not `full`: the one in use alone, at every weight."""
    ways = {f"sum {w:g}": by_sum(w) for w in WEIGHTS}
    if not full:
        return ways
    ways |= {f"range {w:g}": by_range(w) for w in WEIGHTS}
    return ways | {f"ranks{k} {w:g}": by_rank(w, k) for k in (10, 60) for w in WEIGHTS}


def by_sum(weight: float) -> Way:
    """As `index.fuse` does: cosine, and BM25 over the question's best."""
    return lambda f: weight * f.dense.clip(0) + (1 - weight) * f.words / (f.words.max() or 1.0)


def by_range(weight: float) -> Way:
    """Both brought to 0..1 between their lowest and their highest."""
    return lambda f: weight * _spread(f.dense) + (1 - weight) * _spread(f.words)


def by_rank(weight: float, k: int) -> Way:
    """Reciprocal ranks (Cormack et al. 2009), weighted; a row that shares no word counts 0 there."""
    return lambda f: weight / (k + _places(f.dense)) + (1 - weight) * (f.words > 0) / (k + _places(f.words))


def _spread(scores: Scores) -> Scores:
    spread: Scores = (scores - scores.min()) / (np.ptp(scores) or 1.0)
    return spread


def _places(scores: Scores) -> Scores:
    places = np.empty(len(scores))
    places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return places
