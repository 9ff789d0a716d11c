"""How sure is a number? Seeded bootstrap intervals for one run, and paired tests for two.

Every metric here is a ratio of sums over questions: a mean has denominators of 1, F1 has 2·TP over (refused +
unanswerable), so that one bootstrap serves all. Seeds are fixed: the same answers give the same digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import comb

import numpy as np
from numpy.typing import NDArray

SEED = 20220411
RESAMPLES = 2000
DRAWS = 10_000
_BATCH = 4_000_000  # indices drawn at once, to bound memory
_EXHAUSTIVE = 12  # up to so many differing questions every sign is tried


@dataclass(frozen=True, slots=True)
class Share:
    """One question's part of a metric: Σ top / Σ bottom over the questions is the value. Bottom 0: it has no part."""

    top: float
    bottom: float = 1.0

    @property
    def value(self) -> float:
        return self.top / self.bottom


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % interval; `n` questions have a part in it, `left_out` have none."""

    value: float
    low: float
    high: float
    n: int
    left_out: int = 0


def estimate(shares: Sequence[Share | None]) -> Estimate | None:
    """The value and its percentile-bootstrap interval (Efron 1979; 2,000 resamples of questions); None without a part.

    Worked: shares 1, 1, 0, 0 give 0.5; the resampled means run over 0, 1/4, .. 1 and their middle 95 % is 0..1.
    """
    parts = [s for s in shares if s is not None and s.bottom > 0]
    if not parts:
        return None
    top, bottom = np.array([s.top for s in parts]), np.array([s.bottom for s in parts])
    low, high = np.percentile(_resample(top, bottom), [2.5, 97.5])
    value = float(top.sum() / bottom.sum())
    return Estimate(value, min(float(low), value), max(float(high), value), len(parts), len(shares) - len(parts))


def estimate_quantile(values: Sequence[float], q: float) -> Estimate | None:
    """A quantile (0..1) of the values with its percentile-bootstrap interval; None without values."""
    if not values:
        return None
    data = np.array(values, dtype=float)
    drawn = np.random.default_rng(SEED).integers(0, len(data), (min(RESAMPLES, _BATCH // len(data) + 1), len(data)))
    low, high = np.percentile(np.quantile(data[drawn], q, axis=1), [2.5, 97.5])
    return Estimate(float(np.quantile(data, q)), float(low), float(high), len(data))


def mcnemar(wins: int, losses: int) -> float:
    """Exact two-sided p-value for paired yes/no outcomes (McNemar 1947): binomial over the questions that changed.

    Worked: 8 wins, 1 loss: 2·(C(9,0) + C(9,1)) / 2⁹ = 20/512 = 0.039.

    >>> round(mcnemar(8, 1), 3)
    0.039
    """
    changed = wins + losses
    tail = sum(comb(changed, i) for i in range(min(wins, losses) + 1))
    return min(1.0, float(2 * tail / 2**changed))


def randomisation(one: Sequence[Share | None], other: Sequence[Share | None]) -> float:
    """Two-sided p-value of the paired randomisation test (Fisher 1935; for ratios such as F1: Noreen 1989).

    `one` and `other` hold the same questions in the same order. Were there no difference between the runs, each
    question's two parts could as well be swapped; p is the share of swaps whose difference in the metric is no smaller
    than the one seen. All swaps are tried for up to 12 questions that differ, else 10,000 seeded ones and the one seen.

    Worked: three means that went from 0 to 1: of 8 ways to swap two are as far apart: p = 0.25.
    """
    pairs = [(a or Share(0, 0), b or Share(0, 0)) for a, b in zip(one, other, strict=True)]
    changed = [i for i, (a, b) in enumerate(pairs) if a != b]
    if not changed:
        return 1.0
    rows = np.array([[a.top, a.bottom, b.top, b.bottom] for a, b in pairs], dtype=float)
    sums, moves = rows.sum(axis=0), rows[changed][:, 2:] - rows[changed][:, :2]
    seen = _apart(sums[:2], sums[2:]) - 1e-12
    if len(changed) <= _EXHAUSTIVE:
        swaps = np.array(list(product((0.0, 1.0), repeat=len(changed))))
        return float(np.mean(_apart(sums[:2] + swaps @ moves, sums[2:] - swaps @ moves) >= seen))
    swaps = np.random.default_rng(SEED).integers(0, 2, (DRAWS, len(changed))).astype(float)
    extreme = np.count_nonzero(_apart(sums[:2] + swaps @ moves, sums[2:] - swaps @ moves) >= seen)
    return float((extreme + 1) / (DRAWS + 1))


def _apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """|Σ top / Σ bottom − Σ top / Σ bottom|, where an empty sum counts as 0."""
    ratios = [np.divide(s[..., 0], s[..., 1], out=np.zeros(s.shape[:-1]), where=s[..., 1] > 0) for s in (one, other)]
    return np.asarray(np.abs(ratios[0] - ratios[1]))


def _resample(top: NDArray[np.float64], bottom: NDArray[np.float64]) -> NDArray[np.float64]:
    generator, n, out = np.random.default_rng(SEED), len(top), []
    for start in range(0, RESAMPLES, rows := max(1, _BATCH // n)):
        drawn = generator.integers(0, n, (min(rows, RESAMPLES - start), n))
        out.append(top[drawn].sum(axis=1) / bottom[drawn].sum(axis=1))
    return np.concatenate(out)
