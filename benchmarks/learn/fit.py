"""A logistic regression over named features, and the table that is made of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.learn.cases import Case

_LEAST = 0.1  # a weight below this is left out
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Fit:
    """What each feature weighs, and what is weighed before any; the `known` words stay, whatever they weigh."""

    of: dict[str, float]
    bias: float
    known: frozenset[str] = frozenset()


def fit(
    cases: Sequence[Case],
    features: Sequence[Sequence[str]],
    fewest: int,
    pull: float,
    known: frozenset[str] = frozenset(),
) -> Fit:
    """A logistic regression with a pull towards nought, over features of at least so many articles, and the `known`."""
    where: dict[str, set[str]] = defaultdict(set)
    for case, some in zip(cases, features, strict=True):
        for feature in some:
            where[feature].add(case.article)
    names = sorted(name for name, articles in where.items() if len(articles) >= fewest or name in known)
    matrix, so = _matrix(features, names), np.array([case.so for case in cases], dtype=float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        z = matrix @ weights[:-1] + weights[-1]
        off = 1 / (1 + np.exp(-z)) - so
        value = np.logaddexp(0, z).sum() - so @ z + pull / 2 * (weights[:-1] ** 2).sum()
        return value, np.append(matrix.T @ off + pull * weights[:-1], off.sum())

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return Fit(dict(zip(names, best[:-1].tolist(), strict=True)), float(best[-1]), known)


def write(fits: dict[str, Fit], path: Path) -> None:
    """The tables as JSON, sorted, to two digits; a weight that rounds to nought is left out, but for a known word's."""
    tables = {
        question: {
            "bias": round(one.bias, _DIGITS),
            "features": {
                name: round(weight, _DIGITS)
                for name, weight in sorted(one.of.items())
                if abs(weight) >= _LEAST or name in one.known
            },
        }
        for question, one in fits.items()
    }
    path.write_text(json.dumps(tables, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _matrix(features: Sequence[Sequence[str]], names: Sequence[str]) -> csr_matrix:
    columns = {name: i for i, name in enumerate(names)}
    rows = [[columns[feature] for feature in some if feature in columns] for some in features]
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.ones(ends[-1]), [i for row in rows for i in row], ends), shape=(len(rows), len(names)))
