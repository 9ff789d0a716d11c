"""A smaller set holds the questions and documents that it says, with their labels unchanged."""

import gzip
import json

import pytest

from benchmarks.subset import _digest, cut
from evaluation.beir import articles, read_set
from evaluation.questions import half


@pytest.fixture
def folder(tmp_path):
    """Six documents, gzipped; q1 labels d1 and d2, q2 labels d3, q3 (of another type) d4; d5 and d6 are nobody's."""
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wt", encoding="utf-8") as out:
        for n in range(1, 7):
            print(json.dumps({"_id": f"d{n}", "text": f"Text “{n}”."}), file=out)
    rows = [{"_id": "q1", "text": "?"}, {"_id": "q2", "text": "?"}, {"_id": "q3", "text": "?", "type": "date"}]
    (tmp_path / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t1\nq2\td3\t1\nq3\td4\t1\n")
    return tmp_path


def test_first_questions_their_documents_and_others(folder):
    out = folder / "out"
    assert cut(folder, out, 1, 1) == (1, 3)
    small = read_set(out)
    assert [(q.id, dict(q.labels)) for q in small.questions] == [("q1", {"d1": 2.0, "d2": 1.0})]
    other = min(("d3", "d4", "d5", "d6"), key=_digest)
    kept = [article for article, _ in articles(small.corpus)]
    assert {a.id for a in kept} == {"d1", "d2", other}
    assert kept[0].text == "Text “1”."


def test_so_many_questions_of_each_type(folder):
    assert cut(folder, folder / "out", 1, types=["question", "date"]) == (2, 3)
    assert [q.id for q in read_set(folder / "out").questions] == ["q1", "q3"]


def test_more_others_than_there_are_is_all_of_them(folder):
    assert cut(folder, folder / "out", 9, 99) == (3, 6)


def test_of_one_half_alone(folder):
    for part in ("tune", "report"):
        wanted = [q.id for q in half(read_set(folder).questions, part)]
        assert cut(folder, folder / part, 9, part=part)[0] == len(wanted)
        assert [q.id for q in read_set(folder / part).questions] == wanted
    assert {len(read_set(folder / part).questions) for part in ("tune", "report")} != {3}
