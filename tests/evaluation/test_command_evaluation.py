"""The command from its arguments to its exit code, over a fake index: what it asks is tested elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import prepare
from evaluation.__main__ import main
from records import IndexMissing
from tests.evaluation.made import clerk

ROWS = [
    {
        "id": "3",
        "question": "ferry sank",
        "evidence": [{"path": "a1.txt", "quote": "The ferry to Lund sank"}],
    },
    {"id": "4", "question": "bridge close", "evidence": [{"path": "b2.txt", "quote": "We can't mend it"}]},
    {"id": "0", "question": "eggs", "answerable": False},
]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prepare, "_open", lambda settings, retrieval_only: clerk())
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "dev.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


def test_run_is_the_default_and_writes_what_other_programs_read(dev: Path, capsys) -> None:
    assert main([str(dev), "--out", "made/f.json", "--quiet"]) == 0
    told = json.loads(Path("made/f.json").read_text())
    assert told["n"] == 3
    assert set(told["metrics"]["abstain_f1"]) >= {"value", "low", "high", "n"}
    assert told["metrics"]["abstain_f1"]["value"] == 1
    assert told["also"]["evidence_recall"]["value"] == 0.5
    assert "seconds_p50" in told["metrics"]
    assert told["settings"]["set"] == "dev.jsonl"
    assert str(Path.cwd()) not in json.dumps(told)
    assert "2 of 3 came out right. Read data/runs/dev-1/report.html" in capsys.readouterr().out
    assert Path("data/runs/dev-1/report.html").is_file()


def test_two_runs_differ_in_their_timings_only(dev: Path) -> None:
    for name in ("one", "two"):
        main(["run", str(dev), "--out", name, "--quiet"])
    one, two = (json.loads(Path(name).read_text()) for name in ("one", "two"))
    for told in (one, two):
        del told["metrics"]["seconds_p50"], told["metrics"]["seconds_p95"]
    assert one == two


def test_limit_and_half(dev: Path) -> None:
    assert main(["run", str(dev), "--limit", "1", "--out", "f", "--quiet"]) == 0
    assert json.loads(Path("f").read_text())["n"] == 1
    for half, n in (("tune", 2), ("report", 1)):
        assert main(["run", str(dev), "--half", half, "--out", "f", "--quiet"]) == 0
        assert json.loads(Path("f").read_text())["n"] == n


@pytest.mark.parametrize(("floor", "code"), [(0.5, 0), (0.6, 1)])
def test_a_gate_decides_the_exit_code(dev: Path, floor: float, code: int, capsys) -> None:
    Path("gate.json").write_text(json.dumps({"evidence_recall": floor}))
    assert main(["run", str(dev), "--fail-under", "gate.json", "--quiet"]) == code
    assert ("below the gate: evidence_recall: 0.5000" in capsys.readouterr().err) is bool(code)


def test_a_run_is_compared_by_its_name(dev: Path, capsys) -> None:
    main(["run", str(dev), "--quiet"])
    assert main(["run", str(dev), "--against", "dev-1", "--quiet"]) == 0
    assert "0 won, 0 lost, p 1.000" in capsys.readouterr().out
    assert "Against <b>dev-1</b>" in Path("data/runs/dev-2/report.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run"], "Nothing to ask."),
        (["run", "none.jsonl"], "There is no test set at none.jsonl"),
        (["run", "dev.jsonl", "--against", "dev-9"], "holds no finished run"),
        (["run", "dev.jsonl", "--fail-under", "none.json"], "There is no gate at none.json"),
        (["run", "dev.jsonl", "--limit", "0"], "No question is left"),
        (["run", "--beir", "."], "corpus.jsonl"),
    ],
)
def test_what_can_not_run_says_so_without_a_traceback(dev: Path, arguments: list[str], told: str, capsys) -> None:
    assert main(arguments) == 2
    assert told in capsys.readouterr().err


def test_a_missing_index_is_passed_on(dev: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    def missing(*_: object) -> None:
        raise IndexMissing("There is no index in data/index.", "python -m ingest PATH…")

    monkeypatch.setattr(prepare, "_open", missing)
    assert main(["run", str(dev)]) == 2
    assert "python -m ingest" in capsys.readouterr().err


def test_evidence_of_an_article_that_is_not_there_is_told(dev: Path, capsys) -> None:
    dev.write_text('{"id": "q", "question": "ferry", "evidence": [{"path": "c3.txt", "quote": "words"}]}\n')
    assert main(["run", str(dev), "--quiet"]) == 0
    assert "q: the index has no article 'c3.txt'" in capsys.readouterr().err
