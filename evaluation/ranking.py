"""How good is a ranking? Recall, hit, MRR, nDCG and MAP at k, for one question.

`gold` maps each labelled unit to its grade (above 0 is relevant); `ranked` is what was found, best first, where only
the first occurrence of a unit counts. Every function gives None where nothing is labelled relevant: such a question
is left out of the mean and counted apart. Definitions as in trec_eval (nDCG: linear gain, Järvelin and Kekäläinen
2002, with log2(rank + 1)); tested against pytrec_eval.

Worked example, for gold {a: 1, b: 1} and ranked [x, a, y, b] at k = 3: recall 1/2, hit 1, MRR 1/2,
nDCG (1/log2 3) / (1/log2 2 + 1/log2 3) = 0.387, AP (1/2)·(1/2) = 0.25.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import log2

Gold = Mapping[str, float]


def unique(ranked: Sequence[str], k: int | None = None) -> list[str]:
    """The first k units with repetitions removed; all where k is None."""
    return list(dict.fromkeys(ranked))[:k]


def recall(gold: Gold, ranked: Sequence[str], k: int) -> float | None:
    """|R ∩ L[1..k]| / |R|."""
    relevant = _relevant(gold)
    return len(relevant & set(unique(ranked, k))) / len(relevant) if relevant else None


def hit(gold: Gold, ranked: Sequence[str], k: int) -> float | None:
    """1 where any relevant unit is among the first k, else 0."""
    relevant = _relevant(gold)
    return float(bool(relevant & set(unique(ranked, k)))) if relevant else None


def mrr(gold: Gold, ranked: Sequence[str], k: int) -> float | None:
    """1 / rank of the first relevant unit; 0 where that is beyond k."""
    relevant = _relevant(gold)
    if not relevant:
        return None
    return next((1 / rank for rank, unit in enumerate(unique(ranked, k), 1) if unit in relevant), 0.0)


def ndcg(gold: Gold, ranked: Sequence[str], k: int) -> float | None:
    """DCG@k / IDCG@k, DCG = Σ grade / log2(rank + 1); the ideal ranking is cut at k as well."""
    if not _relevant(gold):
        return None
    gains = [max(gold.get(unit, 0.0), 0.0) for unit in unique(ranked, k)]
    return _dcg(gains) / _dcg(sorted((g for g in gold.values() if g > 0), reverse=True)[:k])


def average_precision(gold: Gold, ranked: Sequence[str], k: int) -> float | None:
    """(1 / |R|) Σ over relevant ranks i ≤ k of precision@i. MAP@k is its mean."""
    relevant = _relevant(gold)
    if not relevant:
        return None
    found, total = 0, 0.0
    for rank, unit in enumerate(unique(ranked, k), 1):
        if unit in relevant:
            found += 1
            total += found / rank
    return total / len(relevant)


MEASURES: dict[str, Callable[[Gold, Sequence[str], int], float | None]] = {
    "ndcg": ndcg,
    "recall": recall,
    "hit": hit,
    "mrr": mrr,
    "map": average_precision,
}


def _relevant(gold: Gold) -> set[str]:
    return {unit for unit, grade in gold.items() if grade > 0}


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))
