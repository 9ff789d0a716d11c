"""A gate for continuous integration: numbers below which a change does not pass.

The file is a JSON object: `{"ndcg@10": 0.8, "false_refusal_rate": 0.1}`. A number is a floor where more is better and a
ceiling where less is. Only measured numbers gate; a model's judgement never does.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from pathlib import Path

from evaluation.intervals import Estimate
from evaluation.metrics import METRICS
from records import InputRefused


def read_gate(path: Path) -> dict[str, float]:
    """The limits by metric.

    Raises:
        InputRefused: the file is missing, is no such object, or names a metric that does not exist.
    """
    cure = 'It holds an object such as {"ndcg@10": 0.8, "false_refusal_rate": 0.1}.'
    try:
        limits = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputRefused(f"There is no gate at {path}.", cure) from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InputRefused(f"{path} is not JSON: {error}.", cure) from error
    if not isinstance(limits, dict) or not limits:
        raise InputRefused(f"{path} names no metric.", cure)
    for name, limit in limits.items():
        if name == "faithfulness":
            raise InputRefused(f"{path}: {name} is a model's judgement, which is never a gate.", "Take it out.")
        if name not in METRICS:
            near = difflib.get_close_matches(name, METRICS, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else "docs/evaluation.md lists the metrics."
            raise InputRefused(f"{path}: {name!r} is not a metric.", hint)
        if isinstance(limit, bool) or not isinstance(limit, int | float):
            raise InputRefused(f"{path}: {name} is {limit!r}; it must be a number.", cure)
    return limits


def failures(limits: Mapping[str, float], measured: Mapping[str, Estimate]) -> list[str]:
    """A line for each limit that is not kept, or whose metric this test set does not measure; empty: it passes."""
    lines = []
    for name, limit in limits.items():
        higher, found = METRICS[name].higher, measured.get(name)
        if found is None:
            lines.append(f"{name}: not measured on this test set, limit {limit:g}")
        elif found.value < limit if higher else found.value > limit:
            side = "below" if higher else "above"
            lines.append(
                f"{name}: {found.value:.4f} is {side} {limit:g} ({found.low:.3f}–{found.high:.3f}, n {found.n})"
            )
    return lines
