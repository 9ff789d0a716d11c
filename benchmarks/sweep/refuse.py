"""False answers against false refusals over the threshold, from what finished runs weighed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question of a run: can it be answered, the score of its best sentence, and the threshold it had to reach.

    The score is 0 where another rule refused.
    """

    answerable: bool
    score: float
    threshold: float


def weighed(run: Path) -> list[Weighed]:
    """Every question of a run folder."""
    cases = [json.loads(line) for line in (run / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
    answerable = {case["id"]: "false_refusal_rate" in case["shares"] for case in cases}
    found = []
    for row in map(json.loads, (run / "answers.jsonl").read_text(encoding="utf-8").splitlines()):
        score, threshold = row["weighed"] or (0.0, 0.0)
        other = row["answer"]["abstained"] and score >= threshold
        found.append(Weighed(answerable[row["id"]], 0.0 if other else score, threshold))
    return found


def trade(found: Sequence[Weighed], threshold: float | None = None) -> tuple[float, float]:
    """(false refusals, false answers), each as a share of its own kind; nan where there is none.

    With one threshold for all; None: with that which each had to reach.

    >>> some = [Weighed(True, 0.5, 0.4), Weighed(True, 0.3, 0.2), Weighed(False, 0.6, 0.3), Weighed(False, 0.1, 0.3)]
    >>> trade(some, 0.4), trade(some)
    ((0.5, 0.5), (0.0, 0.5))
    """
    refused = {side: [_is_below(one, threshold) for one in found if one.answerable is side] for side in (True, False)}
    return float(np.mean(refused[True])), 1.0 - float(np.mean(refused[False]))


def _is_below(one: Weighed, threshold: float | None) -> bool:
    return not one.score or one.score < (one.threshold if threshold is None else threshold)
