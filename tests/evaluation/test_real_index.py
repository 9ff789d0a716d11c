"""The whole way on the real index of what ships: two runs of the same code are the same to the byte, timings apart."""

from __future__ import annotations

import json
from pathlib import Path

from answer.abstain import THRESHOLD
from evaluation.__main__ import main
from evaluation.gate import read_gate
from settings import Settings
from tests.conftest import ROOT


def test_two_runs_over_what_ships_are_byte_identical(shipped: Settings, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in (ROOT / "data/questions/dev.jsonl").read_text("utf-8").splitlines()]
    first_of_each = {row["type"]: row for row in reversed(rows)}
    few = [row for kind, row in sorted(first_of_each.items())][:10]
    path = tmp_path / "few.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in few), encoding="utf-8")
    runs = tmp_path / "runs"
    for _ in range(2):
        assert main(["run", str(path), "--index", str(shipped.index), "--runs", str(runs), "--quiet"]) == 0
    one, two = runs / "few-1", runs / "few-2"
    for name in ("answers.jsonl", "cases.jsonl", "scores.json", "run.json"):
        assert (one / name).read_bytes() == (two / name).read_bytes(), name
    weighed = [json.loads(line)["weighed"] for line in (one / "answers.jsonl").read_text("utf-8").splitlines()]
    assert {threshold for _, threshold in filter(None, weighed)} == {THRESHOLD}


def test_the_gate_that_ships_names_metrics_that_the_dev_set_measures() -> None:
    limits = read_gate(ROOT / "data/questions/gate.json")
    assert limits["quote_exactness"] == 1
    assert limits["misattribution_rate"] == 0
