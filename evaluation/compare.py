"""Did a change make the answers better or worse? Two runs, question by question.

A question counts as a win where the new run does better on it, and as a tie where both do equally well. Yes/no metrics
take the exact McNemar test, all others the paired randomisation test. The p-values are not corrected for the number of
metrics looked at: decide beforehand which one matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.intervals import Share, mcnemar, randomisation
from evaluation.metrics import METRICS
from evaluation.outcome import Outcome
from evaluation.results import Scored, Scores
from evaluation.score import totals
from records import InputRefused


@dataclass(frozen=True, slots=True)
class Difference:
    """One metric in both runs, over the questions that both asked; `p` is two-sided."""

    name: str
    before: float
    after: float
    wins: int
    losses: int
    ties: int
    p: float
    test: str


@dataclass(frozen=True, slots=True)
class Flip:
    """A question whose outcome turned from right to wrong or the other way."""

    id: str
    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """`shared` questions were asked in both runs; the others count nowhere."""

    before: str
    after: str
    shared: int
    only_before: int
    only_after: int
    differences: tuple[Difference, ...]
    flips: tuple[Flip, ...]


def compare(before: Scores, after: Scores) -> Comparison:
    """The new run (`after`) against an older one.

    Raises:
        InputRefused: no question is in both.
    """
    old = {case.id: case for case in before.cases}
    pairs = [(old[case.id], case) for case in after.cases if case.id in old]
    if not pairs:
        raise InputRefused(f"{before.name} and {after.name} share no question.", "Compare runs over the same test set.")
    known = [totals([pair[side].shares for pair in pairs]) for side in (0, 1)]
    return Comparison(
        before=before.name,
        after=after.name,
        shared=len(pairs),
        only_before=len(before.cases) - len(pairs),
        only_after=len(after.cases) - len(pairs),
        differences=tuple(
            _difference(name, known[0][name].value, known[1][name].value, pairs)
            for name in known[1]
            if name in known[0]
        ),
        flips=tuple(Flip(b.id, a.outcome, b.outcome) for a, b in pairs if a.outcome.right != b.outcome.right),
    )


def _difference(name: str, before: float, after: float, pairs: Sequence[tuple[Scored, Scored]]) -> Difference:
    one = [a.shares.get(name) for a, _ in pairs]
    other = [b.shares.get(name) for _, b in pairs]
    sign = 1 if METRICS[name].higher else -1
    moves = [sign * (y.value - x.value) for x, y in zip(one, other, strict=True) if x and y]
    wins, losses = sum(m > 1e-9 for m in moves), sum(m < -1e-9 for m in moves)
    binary = all(_is_binary(x) and _is_binary(y) and bool(x) == bool(y) for x, y in zip(one, other, strict=True))
    p = mcnemar(wins, losses) if binary else randomisation(one, other)
    test = "exact McNemar" if binary else "paired randomisation"
    return Difference(name, before, after, wins, losses, len(moves) - wins - losses, p, test)


def _is_binary(part: Share | None) -> bool:
    return part is None or (part.bottom == 1 and part.top in (0, 1))
