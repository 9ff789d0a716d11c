"""Rankings of peers, scored by the evaluation's own code and tested against On Record's, question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from evaluation.intervals import Estimate, Share, estimate, randomisation
from evaluation.questions import Question, half
from evaluation.ranking import MEASURES

METRICS = ("ndcg@10", "hit@10", "recall@10", "mrr@10")
PARTS = ("whole", "report")
Shares = Mapping[str, Mapping[str, Share]]  # a question's id → a metric → its part


@dataclass(frozen=True, slots=True)
class Row:
    """One number. `difference` is this system's value less ours; it and `p` are None without ours."""

    dataset: str
    part: str
    metric: str
    system: str
    estimate: Estimate
    difference: float | None = None
    p: float | None = None


def shares_of(questions: Sequence[Question], ranked: Mapping[str, Sequence[str]]) -> Shares:
    """Each question's part in every metric. A question that was not ranked counts as nothing found."""
    found: dict[str, dict[str, Share]] = {question.id: {} for question in questions}
    for question in questions:
        for metric in METRICS:
            name, k = metric.split("@")
            value = MEASURES[name](dict(question.labels), ranked.get(question.id, ()), int(k))
            if value is not None:
                found[question.id][metric] = Share(value)
    return found


def table(dataset: str, questions: Sequence[Question], ours: Shares | None, peers: Mapping[str, Shares]) -> list[Row]:
    """Every system's numbers over all the questions, and over the half that nothing was tuned on; ours first.

    Raises:
        KeyError: ours lacks a question: the run was of fewer, or of others.
    """
    rows = []
    for part, metric in product(PARTS, METRICS):
        asked = [q.id for q in (questions if part == "whole" else half(questions, part))]
        base = [ours[i].get(metric) for i in asked] if ours else None
        own = estimate(base) if base else None
        if own:
            rows.append(Row(dataset, part, metric, "on record", own))
        for name, theirs in peers.items():
            other = [theirs[i].get(metric) for i in asked]
            if value := estimate(other):
                tested = (value.value - own.value, randomisation(base, other)) if base and own else ()
                rows.append(Row(dataset, part, metric, name, value, *tested))
    return rows


def text_of(rows: Sequence[Row], metrics: Sequence[str] = METRICS[:2]) -> str:
    """A Markdown table of these metrics."""
    lines = [
        "| set | questions | metric | system | value | 95 % | n | less ours | p |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        if row.metric in metrics:
            e = row.estimate
            value = f"{e.value:.3f} | {e.low:.3f}–{e.high:.3f} | {e.n}"
            against = " | " if row.p is None else f"{row.difference:+.3f} | {row.p:.4f}"
            lines.append(f"| {row.dataset} | {row.part} | {row.metric} | {row.system} | {value} | {against} |")
    return "\n".join(lines)
