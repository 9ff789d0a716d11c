"""How well does the verifier tell true from false? Gold sentences untouched, perturbed and put otherwise, by kind.

    python -m evaluation verify ../shared/datasets [--most N] [--half tune|report] [--faults FILE]

The articles are halved by their ids: rules are written on one half, and figures reported on the other.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from answer.checks.evidence import Source
from answer.verify import Checked, verify
from evaluation.gold import Sourced, load
from evaluation.halves import half_of
from evaluation.paraphrase import PARAPHRASED
from evaluation.perturb import HARDER, HELD_OUT, PERTURBED
from language.sentences import sentence_spans
from records import Sentence, Verdict

GROUPS: Mapping[str, str] = {
    "untouched": "true",
    **dict.fromkeys(PERTURBED, "perturbed"),
    **dict.fromkeys(HELD_OUT, "held out"),
    **dict.fromkeys(HARDER, "harder"),
    **dict.fromkeys(PARAPHRASED, "paraphrased"),
    "rewrite": "rewritten",
}


_TRUE = ("true", "paraphrased", "rewritten")


@dataclass(frozen=True, slots=True)
class Trial:
    """A statement, how it was made, and what the verifier said of it."""

    kind: str
    of: str
    text: str
    gold: str
    checked: Checked
    seconds: float

    @property
    def passed(self) -> bool:
        return self.checked.verdict is Verdict.BORNE_OUT


@dataclass(slots=True)
class Tally:
    """How many of a kind passed."""

    n: int = 0
    passed: int = 0
    by_set: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def add(self, trial: Trial) -> None:
        self.n += 1
        self.passed += trial.passed
        self.by_set[trial.of][0] += 1
        self.by_set[trial.of][1] += trial.passed


def trials(folder: Path, most: int, half: str) -> Iterator[Trial]:
    """Every statement made from the gold sentences of one half, verified."""
    for one in load(folder, most):
        if half_of(one.article.id) != half:
            continue
        source = source_of(one)
        for kind, text in statements(one):
            started = time.perf_counter()
            checked = verify(f"{text} [1]", {1: source})
            yield Trial(kind, one.of, text, one.gold.text, checked, time.perf_counter() - started)


def statements(one: Sourced) -> Iterator[tuple[str, str]]:
    """(kind, text) of all that is made of one gold sentence; the same each time."""
    yield "untouched", one.gold.text
    for kind, change in {**PERTURBED, **HELD_OUT, **HARDER, **PARAPHRASED}.items():
        text = change(one.gold, random.Random(f"{kind} {one.gold.text}"))
        if text and text != one.gold.text:
            yield kind, text
    for text in one.rewrites:
        yield "rewrite", text


def source_of(one: Sourced) -> Source:
    """The passage of a gold sentence, as a statement cites it."""
    start, end = one.span
    spans = [(start + a, start + b) for a, b in sentence_spans(one.article.text[start:end])]
    sentences = tuple(Sentence(one.article.id, a, b) for a, b in spans)
    return Source(1, one.article, start, end, sentences, one.quotes)


def tally(done: Iterable[Trial]) -> dict[str, Tally]:
    """Counts by kind, in the order of GROUPS."""
    counts: dict[str, Tally] = {kind: Tally() for kind in GROUPS}
    for trial in done:
        counts[trial.kind].add(trial)
    return {kind: count for kind, count in counts.items() if count.n}


def table(counts: Mapping[str, Tally]) -> str:
    """One line a kind, as Markdown: for what is true the share that passed, for what is made false the share caught."""
    lines = ["| group | kind | n | passed | caught | by set |", "|---|---|---|---|---|---|"]
    for kind, count in counts.items():
        passed = count.passed / count.n
        fine = GROUPS[kind] in _TRUE
        shares = (f"{passed:.3f}", "") if fine else ("", f"{1 - passed:.3f}")
        sets = ", ".join(f"{name} {good if fine else n - good}/{n}" for name, (n, good) in count.by_set.items())
        lines.append(f"| {GROUPS[kind]} | {kind} | {count.n} | {shares[0]} | {shares[1]} | {sets} |")
    return "\n".join(lines)


def report(done: Sequence[Trial]) -> str:
    """The table, and how long a statement took."""
    seconds = sorted(trial.seconds for trial in done) or [0.0]
    p50, p95 = seconds[len(seconds) // 2], seconds[len(seconds) * 95 // 100]
    return f"{table(tally(done))}\n\n{len(done)} statements; seconds each: p50 {p50:.3f}, p95 {p95:.3f}"


def faults(done: Sequence[Trial]) -> str:
    """Every wrong verdict, with the rule that decided and the gold sentence."""
    wrong = [t for t in done if t.passed != (GROUPS[t.kind] in _TRUE)]
    return "\n".join(f"{t.kind} {t.of} {t.checked.rule}: {t.checked.why}\n  {t.gold}\n  {t.text}" for t in wrong)
