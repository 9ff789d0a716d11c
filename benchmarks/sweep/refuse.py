"""False answers against false refusals over the threshold, from what finished runs weighed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question of a run: can it be answered, and the score of its best sentence; 0 where another rule refused."""

    answerable: bool
    score: float


def weighed(run: Path) -> list[Weighed]:
    """Every question of a run folder."""
    cases = [json.loads(line) for line in (run / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
    answerable = {case["id"]: "false_refusal_rate" in case["shares"] for case in cases}
    found = []
    for row in map(json.loads, (run / "answers.jsonl").read_text(encoding="utf-8").splitlines()):
        score, threshold = row["weighed"] or (0.0, 0.0)
        other = row["answer"]["abstained"] and score >= threshold
        found.append(Weighed(answerable[row["id"]], 0.0 if other else score))
    return found


def trade(found: Sequence[Weighed], threshold: float) -> tuple[float, float]:
    """(false refusals, false answers) with a threshold, each as a share of its own kind; nan where there is none.

    >>> trade([Weighed(True, 0.5), Weighed(True, 0.3), Weighed(False, 0.6), Weighed(False, 0.1)], 0.4)
    (0.5, 0.5)
    """
    yes, no = ([one.score for one in found if one.answerable is side] for side in (True, False))
    return float(np.mean([s < threshold for s in yes])), float(np.mean([s >= threshold for s in no]))
