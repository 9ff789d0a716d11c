"""What a sweep tries is what the index does, and its numbers are those of hand arithmetic."""

import json
import sys

import numpy as np
import pytest

from benchmarks.sweep import __main__ as command
from benchmarks.sweep import read, swept
from benchmarks.sweep.fuse import Found, by_range, by_rank, fusions
from benchmarks.sweep.read import Candidates, Measured, best_weights, precisions
from benchmarks.sweep.refuse import Weighed, trade, weighed
from benchmarks.sweep.retrieve import Tried, sweep
from benchmarks.sweep.swept import Swept
from index.embed import open_embedder
from index.fuse import fuse
from settings import Settings

FOUND = Found(np.array([1, 2, 3]), np.array([0.8, 0.4, -0.1]), np.array([0.0, 6.0, 3.0]))


@pytest.mark.parametrize("weight", [0.0, 0.5, 0.8, 1.0])
def test_the_sum_is_the_fusion_of_the_index(weight):
    told = fuse({1: 0.8, 2: 0.4, 3: -0.1}, {2: 6.0, 3: 3.0}, weight)
    scores = fusions(full=False)[f"sum {weight:g}"](FOUND)
    assert FOUND.best(scores).tolist() == [row for row, _, _ in told]
    assert sorted(scores, reverse=True) == pytest.approx([score for _, score, _ in told])


def test_ranges_and_reciprocal_ranks_by_hand():
    # the cosines lie between -0.1 and 0.8: 1, 5/9, 0; BM25 between 0 and 6: 0, 1, 1/2
    assert by_range(0.5)(FOUND) == pytest.approx([0.5, 0.5 * 5 / 9 + 0.5, 0.25])
    # places by cosine 1, 2, 3; by words -, 1, 2
    assert by_rank(0.5, 10)(FOUND) == pytest.approx([0.5 / 11, 0.5 / 12 + 0.5 / 11, 0.5 / 13 + 0.5 / 12])


def test_halves_are_told_apart_and_compared(tmp_path):
    one = Swept(["a", "b", "c"], [True, False, False], {"x": [1.0, 0.0, 0.5]}, {"x": [1.0, 0.0, 1.0]})
    assert (one.mean("x"), one.mean("x", tune=False), one.mean("x", "hit", tune=False)) == (1.0, 0.25, 0.5)
    one.write(tmp_path / "made.json")
    other = Swept(one.ids, one.tune, {"y": [1.0, 1.0, 0.5]}, {"y": [1.0, 1.0, 1.0]})
    other.write(tmp_path / "made.json")
    kept = swept.read(tmp_path / "made.json")
    assert set(kept.ndcg) == {"x", "y"}  # a later sweep of the same questions adds to an earlier
    # one question differs, by 1: swapping it changes nothing but the sign, so p is 1
    assert kept.compare("x", "y").startswith("ndcg 0.2500")
    assert kept.compare("x", "y").endswith("n 2, p 1.000")
    Swept(["z"], [True], {"y": [0.0]}, {"y": [0.0]}).write(tmp_path / "made.json")
    assert set(swept.read(tmp_path / "made.json").ndcg) == {"y"}  # of other questions: begins anew


def test_weights_of_a_sentence_by_hand():
    right_by_words = Candidates((0.0, 1.0), (Measured(0, (0.9, 0.5, 0.0), 1.0), Measured(1, (0.1, 0.5, 1.0), 1.0)))
    assert precisions([right_by_words], (1.0, 0.0, 0.0)) == [0.5]
    assert precisions([right_by_words], (0.0, 0.0, 1.0)) == [1.0]
    # a candidate of two sentences scores as the better; one that was not read scores 0
    two = Candidates((1.0, 0.0, 0.0), (Measured(0, (0.1, 0, 0), 1.0), Measured(0, (0.6, 0, 0), 1.0)))
    assert precisions([two], (1.0, 0.0, 0.0)) == [1.0]
    (best, _), *_, (worst, weights) = best_weights([right_by_words])
    assert (best, worst, weights[2] < 0.5) == (1.0, 0.5, True)


def test_what_another_rule_refused_stays_refused_at_any_threshold(tmp_path):
    cases = [{"id": "y", "shares": {"false_refusal_rate": []}}, {"id": "n", "shares": {}}]
    answers = [
        {"id": "y", "weighed": [0.7, 0.4], "answer": {"abstained": True}},  # over the threshold, yet refused
        {"id": "n", "weighed": [0.5, 0.4], "answer": {"abstained": False}},
    ]
    (tmp_path / "cases.jsonl").write_text("".join(json.dumps(row) + "\n" for row in cases))
    (tmp_path / "answers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in answers))
    found = weighed(tmp_path)
    assert found == [Weighed(True, 0.0, 0.4), Weighed(False, 0.5, 0.4)]
    assert trade(found, 0.4) == (1.0, 1.0)
    assert trade(found, 0.6) == (1.0, 0.0)


@pytest.fixture
def folder(tmp_path):
    texts = {"a": "Bread is baked before dawn.", "b": "The ferry sank off Oster.", "c": "The dam broke in spring."}
    set_ = tmp_path / "made"
    set_.mkdir()
    rows = [{"_id": name, "title": "", "text": text} for name, text in texts.items()]
    (set_ / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    asked = [{"_id": "q1", "text": "Where did the ferry sink?"}, {"_id": "q2", "text": "When did the dam break?"}]
    (set_ / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in asked))
    (set_ / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tb\t1\nq2\tc\t1\n")
    return set_


def test_a_sweep_tries_every_setting_and_keeps_what_it_embedded(folder, tmp_path):
    settings = Settings()
    out = tmp_path / "out"
    (out / "indexes").mkdir(parents=True)
    found = sweep(folder, Tried((96, 160), (True,)), settings, open_embedder(settings), out)
    assert {"160 title boost0.5 sum 0.8", "160 title boost2 sum 0.8", "96 title boost0.5 sum 0"} <= set(found.ndcg)
    assert found.ndcg["160 title boost0.5 sum 0.8"] == [1.0, 1.0]
    assert found.hit["160 title boost0.5 range 0.7"] == [1.0, 1.0]

    class Silent:
        name, counter, dim, max_tokens, weights_sha256 = "", None, 384, 254, ""

        def embed(self, texts):
            raise AssertionError("It was embedded before.")

    again = sweep(folder, Tried((160,), (True,)), settings, Silent(), out)
    assert again.ndcg["160 title boost0.5 sum 0.8"] == [1.0, 1.0]


def test_the_command_compares_what_was_kept(folder, tmp_path, monkeypatch, capsys):
    one = Swept(["a", "b"], [False, False], {"x": [0.0, 0.0], "y": [1.0, 1.0]}, {"x": [0.0, 0.0], "y": [1.0, 1.0]})
    one.write(tmp_path / "made.json")
    monkeypatch.setattr(sys, "argv", ["sweep", "made", "--out", str(tmp_path), "--compare", "x", "y"])
    command.main()
    assert "made hit 0.0000 (0.000–0.000) → 1.0000 (1.000–1.000), n 2, p 0.500" in capsys.readouterr().out


def test_candidates_are_measured_as_the_answerer_reads_them(tmp_path):
    row = {
        "id": "s1",
        "question": "Where did the ferry sink?",
        "candidates": [
            {"text": "Bread is baked at dawn.", "label": 0},
            {"text": "The ferry sank off Oster.", "label": 1},
        ],
    }
    (tmp_path / "dev.jsonl").write_text(json.dumps(row) + "\n")
    (measured,) = read.measure(tmp_path / "dev.jsonl", None, open_embedder(Settings()), 160)
    assert measured.grades == (0.0, 1.0)
    assert {one.number for one in measured.measured} <= {0, 1}
    assert precisions([measured], (1.0, 0.0, 0.0)) == [1.0]
