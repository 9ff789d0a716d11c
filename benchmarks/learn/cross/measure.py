"""How well does it tell which sentence answers, and whether any does? On exercises that nothing was learned of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.learn.cross.cases import Case
from benchmarks.learn.cross.train import Pair, Pupil
from evaluation.ranking import average_precision

_AT_ONCE = 64  # pairs


@dataclass(frozen=True, slots=True)
class Measured:
    """MAP and the share of sentences that are rightly first, of the questions that are answered; and the area."""

    map: float
    first: float
    area: float

    def __str__(self) -> str:
        return f"MAP {self.map:.3f}, right first {self.first:.3f}, area under the curve {self.area:.3f}"


def measure(pupil: Pupil, cases: Sequence[Case]) -> Measured:
    """What it thinks of the candidates of every case, each read by itself."""
    scored = _scored(pupil, cases)
    labels = [[one.answers for one in case.candidates] for case in cases]
    best = [(max(scores), any(labels)) for scores, labels in zip(scored, labels, strict=True)]
    answered = [(scores, labels) for scores, labels in zip(scored, labels, strict=True) if any(labels)]
    return Measured(
        map=float(np.mean([_precision(scores, labels) for scores, labels in answered])),
        first=float(np.mean([labels[int(np.argmax(scores))] for scores, labels in answered])),
        area=area([score for score, yes in best if yes], [score for score, yes in best if not yes]),
    )


def area(higher: Sequence[float], lower: Sequence[float]) -> float:
    """How often one of the first is above one of the second, ties half: the area under the ROC curve.

    >>> area([3.0, 1.0], [2.0, 1.0])
    0.625
    """
    a, b = np.array(higher)[:, None], np.array(lower)[None, :]
    return float(np.mean((a > b) + 0.5 * (a == b)))


def _scored(pupil: Pupil, cases: Sequence[Case]) -> list[NDArray[np.float64]]:
    pairs = [Pair(case.question, one.text, one.answers) for case in cases for one in case.candidates]
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i].text))
    scores = np.zeros(len(pairs))
    with torch.no_grad():
        for i in range(0, len(order), _AT_ONCE):
            some = order[i : i + _AT_ONCE]
            scores[some] = pupil.logits([pairs[j] for j in some]).numpy()
    ends = np.cumsum([len(case.candidates) for case in cases])
    return np.split(scores, ends[:-1])


def _precision(scores: NDArray[np.float64], labels: Sequence[bool]) -> float:
    order = [str(i) for i in np.argsort(-scores, kind="stable")]
    return average_precision({str(i): float(yes) for i, yes in enumerate(labels)}, order, len(order)) or 0.0
