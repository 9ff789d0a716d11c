"""What a sweep of one set found, question by question, so that plots can be drawn and a paired test can follow."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from evaluation.intervals import Share, estimate, randomisation

Values = dict[str, list[float]]  # a setting → a value for each question


@dataclass(frozen=True, slots=True)
class Swept:
    """`ids` are the questions', `tune` tells which are of that half; `ndcg` and `hit` (at 10) hold every setting."""

    ids: list[str]
    tune: list[bool]
    ndcg: Values
    hit: Values

    def of(self, setting: str, measure: str, tune: bool) -> list[float]:
        """The values of a setting on one half."""
        values: Values = getattr(self, measure)
        return [v for v, t in zip(values[setting], self.tune, strict=True) if t is tune]

    def mean(self, setting: str, measure: str = "ndcg", tune: bool = True) -> float:
        """The mean of a setting over one half."""
        return float(np.mean(self.of(setting, measure, tune)))

    def compare(self, one: str, other: str, measure: str = "ndcg", tune: bool = False) -> str:
        """Two settings on one half: both with intervals, and the p-value of the paired randomisation test."""
        parts = [[Share(v) for v in self.of(setting, measure, tune)] for setting in (one, other)]
        a, b = (estimate(list(part)) for part in parts)
        assert a and b
        p = randomisation(*parts)
        told = (f"{e.value:.4f} ({e.low:.3f}–{e.high:.3f})" for e in (a, b))
        return f"{measure} {' → '.join(told)}, n {a.n}, p {p:.3f}"

    def write(self, path: Path) -> None:
        """Keep it; settings that were tried before on the same questions stay."""
        kept = self
        if path.is_file() and (before := read(path)).ids == self.ids:
            kept = replace(self, ndcg={**before.ndcg, **self.ndcg}, hit={**before.hit, **self.hit})
        path.write_text(json.dumps(asdict(kept)), encoding="utf-8")


def read(path: Path) -> Swept:
    """What was kept there."""
    return Swept(**json.loads(path.read_text(encoding="utf-8")))
