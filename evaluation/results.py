"""The numbers of a run: `scores.json` and `cases.jsonl` as written, and as read back for a comparison."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.intervals import Estimate, Share
from evaluation.metrics import METRICS
from evaluation.outcome import Outcome, outcome, rule
from evaluation.score import ArticleOf, Case, Shares, shares, speed, totals
from records import InputRefused

DIGITS = 6


@dataclass(frozen=True, slots=True)
class Scored:
    """A case with its parts and its outcome; `rule` is why the system did what it did, in its own words."""

    id: str
    type: str
    outcome: Outcome
    shares: Shares
    rule: str = ""
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """A run in numbers. `seconds` are empty where it was read back: they are compared in no test.

    `judged` is what a model judged, if one was asked to; it is compared in no test and gates nothing.
    """

    name: str
    cases: tuple[Scored, ...]
    metrics: dict[str, Estimate]
    seconds: dict[str, Estimate]
    facts: dict[str, Any]
    judged: dict[str, Any] = field(default_factory=dict)

    @property
    def spent(self) -> dict[str, int]:
        """Tokens that a language model read and wrote, its answers, and those of them that exact ones were told for.

        Empty where no model was asked, or the run was read back.
        """
        asked = [a for c in self.cases if c.case and (a := c.case.answer) is not None and a.model is not None]
        if not asked:
            return {}
        return {
            "in": sum(answer.tokens.read for answer in asked),
            "out": sum(answer.tokens.written for answer in asked),
            "answers": len(asked),
            "fell_back": sum(answer.answerer == "exact" for answer in asked),
        }

    @property
    def types(self) -> tuple[str, ...]:
        """The types of the questions, the most frequent first."""
        return tuple(kind for kind, _ in Counter(case.type for case in self.cases).most_common())


def score(name: str, cases: Sequence[Case], article_of: ArticleOf, facts: Mapping[str, Any]) -> Scores:
    """Score every case, and all of them together."""
    scored = []
    for case in cases:
        parts = shares(case, article_of)
        scored.append(Scored(case.question.id, case.question.type, outcome(case, parts), parts, rule(case), case))
    return Scores(name, tuple(scored), totals([s.shares for s in scored]), speed(cases), dict(facts))


def as_dict(scores: Scores, timings: bool) -> dict[str, Any]:
    """The numbers as plain values, rounded to six digits. `timings` adds the seconds, which differ from run to run."""
    estimates = {**scores.metrics, **(scores.seconds if timings else {})}
    by_type = {
        kind: {"n": len(of), "metrics": _plain(totals([case.shares for case in of]))}
        for kind in scores.types
        if (of := [case for case in scores.cases if case.type == kind])
    }
    return {
        "n": len(scores.cases),
        "metrics": _plain({name: e for name, e in estimates.items() if METRICS[name].contract}),
        "also": _plain({name: e for name, e in estimates.items() if not METRICS[name].contract}),
        **({"judged": scores.judged} if scores.judged else {}),
        **({"tokens": scores.spent} if scores.spent else {}),
        "outcomes": {o.value: n for o in Outcome if (n := sum(case.outcome is o for case in scores.cases))},
        "by_type": by_type if len(by_type) > 1 else {},
        "settings": scores.facts,
    }


def write(scores: Scores, folder: Path) -> None:
    """Leave cases.jsonl and scores.json in a run folder; the latter last, since it marks the run as complete."""
    lines = (
        {"id": c.id, "type": c.type, "outcome": c.outcome.value, "shares": _parts(c.shares), "rule": c.rule}
        for c in scores.cases
    )
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "cases.jsonl").write_text(text, encoding="utf-8")
    write_json(as_dict(scores, timings=False), folder / "scores.json")


def write_json(value: Any, path: Path) -> None:
    """Indented JSON, keys as they come."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n", encoding="utf-8")


def read(folder: Path) -> Scores:
    """The scores of a finished run.

    Raises:
        InputRefused: the folder holds no finished run.
    """
    if not (folder / "scores.json").is_file() or not (folder / "cases.jsonl").is_file():
        known = sorted(p.parent.name for p in folder.parent.glob("*/scores.json"))
        hint = f"Finished runs there: {', '.join(known)}" if known else "Make one: python -m evaluation run QUESTIONS"
        raise InputRefused(f"{folder} holds no finished run.", hint)
    rows = [json.loads(line) for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
    cases = tuple(
        Scored(
            id=row["id"],
            type=row["type"],
            outcome=Outcome(row["outcome"]),
            shares={name: Share(*part) for name, part in row["shares"].items() if name in METRICS},
            rule=row["rule"],
        )
        for row in rows
    )
    facts = json.loads((folder / "scores.json").read_text(encoding="utf-8"))["settings"]
    return Scores(folder.name, cases, totals([case.shares for case in cases]), {}, facts)


def _plain(estimates: Mapping[str, Estimate]) -> dict[str, Any]:
    return {
        name: {
            "value": round(e.value, DIGITS),
            "low": round(e.low, DIGITS),
            "high": round(e.high, DIGITS),
            "n": e.n,
            "left_out": e.left_out,
        }
        for name, e in estimates.items()
    }


def _parts(parts: Shares) -> dict[str, list[float]]:
    return {name: [round(part.top, 12), part.bottom] for name, part in parts.items()}
