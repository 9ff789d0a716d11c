from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import results
from evaluation.compare import compare
from evaluation.gate import failures, read_gate
from evaluation.intervals import Estimate, Share, mcnemar
from evaluation.outcome import Outcome
from evaluation.results import Scored, Scores
from evaluation.score import totals
from records import InputRefused


def scores(name: str, hits: dict[str, float], metric: str = "hit@10") -> Scores:
    cases = tuple(
        Scored(i, "t", Outcome.RIGHT if value else Outcome.NOT_FOUND, {metric: Share(value)})
        for i, value in hits.items()
    )
    return Scores(name, cases, totals([case.shares for case in cases]), {}, {})


def test_wins_losses_ties_and_flips() -> None:
    before = scores("old", {"a": 0, "b": 0, "c": 1, "d": 1, "gone": 1})
    after = scores("new", {"a": 1, "b": 1, "c": 0, "d": 1, "new": 0})
    found = compare(before, after)
    (one,) = found.differences
    assert (one.wins, one.losses, one.ties) == (2, 1, 1)
    assert (one.before, one.after) == (0.5, 0.75)
    assert one.p == mcnemar(2, 1)
    assert (found.shared, found.only_before, found.only_after) == (4, 1, 1)
    assert [(f.id, f.after.right) for f in found.flips] == [("a", True), ("b", True), ("c", False)]


def test_where_less_is_better_less_wins() -> None:
    before = scores("old", {"a": 1, "b": 1}, "false_refusal_rate")
    after = scores("new", {"a": 0, "b": 1}, "false_refusal_rate")
    assert compare(before, after).differences[0].wins == 1


def test_graded_metrics_take_the_randomisation_test() -> None:
    found = compare(scores("old", {"a": 0.2, "b": 0.5}, "ndcg@10"), scores("new", {"a": 0.4, "b": 0.5}, "ndcg@10"))
    assert found.differences[0].test == "paired randomisation"
    assert found.differences[0].p == 1.0


def test_runs_without_a_common_question_are_refused() -> None:
    with pytest.raises(InputRefused):
        compare(scores("old", {"a": 1}), scores("new", {"b": 1}))


def test_scores_are_read_back_as_written(tmp_path: Path) -> None:
    made = scores("run-1", {"a": 1, "b": 0})
    (tmp_path / "run-1").mkdir()
    results.write(made, tmp_path / "run-1")
    assert results.read(tmp_path / "run-1") == made
    with pytest.raises(InputRefused) as caught:
        results.read(tmp_path / "run-2")
    assert "run-1" in caught.value.hint


def test_other_programs_names_are_the_contracts() -> None:
    cases = (Scored("a", "t", Outcome.RIGHT, {"hit@10": Share(1), "evidence_recall": Share(1)}),)
    made = Scores("r", cases, totals([cases[0].shares]), {"seconds_p50": Estimate(1, 1, 1, 1)}, {"k": 10})
    with_times, without = results.as_dict(made, timings=True), results.as_dict(made, timings=False)
    assert set(with_times["metrics"]) == {"hit@10", "seconds_p50"}
    assert with_times["metrics"]["hit@10"] == {"value": 1, "low": 1, "high": 1, "n": 1, "left_out": 0}
    assert set(without["metrics"]) == {"hit@10"}
    assert set(without["also"]) == {"evidence_recall"}
    assert (without["n"], without["settings"]) == (1, {"k": 10})


def gate(folder: Path, limits: object) -> Path:
    (folder / "gate.json").write_text(json.dumps(limits))
    return folder / "gate.json"


def test_a_gate_is_a_floor_or_a_ceiling(tmp_path: Path) -> None:
    limits = read_gate(gate(tmp_path, {"hit@10": 0.9, "false_refusal_rate": 0.1, "ndcg@10": 0.5}))
    kept = {"hit@10": Estimate(0.9, 0.8, 1, 9), "false_refusal_rate": Estimate(0.1, 0, 1, 9)}
    assert failures(limits, {**kept, "ndcg@10": Estimate(0.6, 0, 1, 9)}) == []
    broken = {"hit@10": Estimate(0.89, 0.8, 1, 9), "false_refusal_rate": Estimate(0.2, 0, 1, 9)}
    assert [line.split(":")[0] for line in failures(limits, broken)] == ["hit@10", "false_refusal_rate", "ndcg@10"]


@pytest.mark.parametrize(
    ("limits", "told"),
    [({}, "no metric"), ({"ndgc@10": 1}, "not a metric"), ({"hit@1": "high"}, "number"), ([1], "no metric")],
)
def test_a_faulty_gate_is_refused(tmp_path: Path, limits: object, told: str) -> None:
    with pytest.raises(InputRefused, match=told):
        read_gate(gate(tmp_path, limits))
