"""What peers' workers write is what is scored: with peers made up here, so that none need be installed."""

import gzip
import json
import sys

import pytest

from benchmarks.peers import scoring, worker
from evaluation.beir import read_set
from evaluation.questions import half


@pytest.fixture
def folder(tmp_path):
    """Three documents, the corpus gzipped; q1 is about b, q2 about c, q3 can't be answered."""
    documents = [("a", "", "Bread"), ("b", "Ferry", "It sank."), ("c", "Dam", "It broke.")]
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wt", encoding="utf-8") as out:
        for name, title, text in documents:
            print(json.dumps({"_id": name, "title": title, "text": text}), file=out)
    rows = [{"_id": "q1", "text": "b?"}, {"_id": "q2", "text": "c?"}, {"_id": "q3", "text": "-", "answerable": False}]
    (tmp_path / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tb\t1\nq2\tc\t1\n")
    return tmp_path


def ranked_by(index, folder, monkeypatch, *more):
    out = folder / "ranked.jsonl"
    files = ("--corpus", folder / "corpus.jsonl.gz", "--questions", folder / "queries.jsonl", "--out", out)
    monkeypatch.setattr(sys, "argv", ["peer", *map(str, files), *more])
    worker.work(index)
    return {row["_id"]: row["ranked"] for row in worker.rows(out)}


def test_a_worker_sees_title_and_text_and_its_ranking_is_scored_right(folder, monkeypatch):
    seen = []

    def index(texts):
        seen.extend(texts)
        return lambda question: {"b?": [1, 0], "c?": [0, 1, 2], "-": []}[question]

    ranked = ranked_by(index, folder, monkeypatch)
    assert seen == ["Bread", "Ferry\n\nIt sank.", "Dam\n\nIt broke."]
    assert ranked == {"q1": ["b", "a"], "q2": ["a", "b", "c"], "q3": []}

    found = scoring.shares_of(read_set(folder).questions, ranked)
    assert {metric: part.value for metric, part in found["q1"].items()} == dict.fromkeys(scoring.METRICS, 1.0)
    assert found["q2"]["ndcg@10"].value == pytest.approx(0.5)  # third: 1 / log2(3 + 1)
    assert found["q2"]["mrr@10"].value == pytest.approx(1 / 3)
    assert found["q3"] == {}  # nothing labelled: it counts nowhere


def test_a_document_in_pieces_is_ranked_once_where_its_first_piece_is(folder, monkeypatch):
    pytest.importorskip("langchain_text_splitters")
    # "Bread", "Ferry", "It sank.", "Dam", "It broke."
    ranked = ranked_by(lambda texts: lambda question: [4, 2, 1, 3, 0], folder, monkeypatch, "--chunk", "10")
    assert ranked["q1"] == ["c", "b", "a"]


def test_systems_stand_side_by_side_over_all_and_over_the_half(folder):
    questions = [q for q in read_set(folder).questions if q.labels]
    ours = scoring.shares_of(questions, {"q1": ["b"], "q2": ["c"]})
    theirs = scoring.shares_of(questions, {"q1": ["b"]})  # q2 was not ranked: nothing found
    rows = scoring.table("made", questions, ours, {"peer": theirs})
    own, peer = (r for r in rows if (r.part, r.metric) == ("whole", "hit@10"))
    assert (own.system, own.estimate.value, own.p) == ("on record", 1.0, None)
    assert (peer.system, peer.estimate.value, peer.difference) == ("peer", 0.5, -0.5)
    assert peer.p == 1.0  # one question differs: both ways to swap it are as far apart
    assert {r.estimate.n for r in rows if r.part == "report"} <= {len(half(questions, "report"))}
    alone = scoring.table("made", questions, None, {"peer": theirs})  # where there is no run of ours
    assert {(r.system, r.p) for r in alone} == {("peer", None)}
    assert "| made | whole | hit@10 | peer | 0.500 |" in scoring.text_of(rows)
