from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from evaluation.beir import articles, paragraphs, read_set
from evaluation.questions import Evidence
from records import Block, InputRefused, Turn

SHARED = Path(__file__).parents[2].parent / "shared" / "datasets"
CORPUS = [
    {"_id": "d1", "title": "Ferry", "text": "The ferry sank.\n\nNobody was hurt.", "metadata": {"date": "2022-05-02"}},
    {"_id": "d2", "title": "", "text": "The bridge “will” close.", "metadata": {"source": "Daily"}},
    {"_id": "d3", "title": "", "text": " "},
]
QUERIES = [
    {"_id": "q1", "text": "What sank?", "answers": ["the ferry", "a submarine"], "type": "short"},
    {"_id": "q2", "text": "And then?", "history": ["What sank?", "A ferry."], "rewrite": "What sank then?"},
    {"_id": "q3", "text": "Eggs?", "answerable": False, "answers": [], "metadata": {"date": "2022-06-01"}},
    {
        "_id": "q4",
        "text": "Who said “nobody was hurt”?",
        "type": "who_said_named",
        "answers": ["Anna Berg", "Berg"],
        "metadata": {"doc": "d1", "quote": "Nobody was hurt"},
    },
]
LABELS = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nq2\td2\t1\nq4\td1\t1\n"


def lines(rows: list[dict]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus.jsonl.gz").write_bytes(gzip.compress(lines(CORPUS).encode()))
    (tmp_path / "queries.jsonl").write_text(lines(QUERIES))
    (tmp_path / "qrels.tsv").write_text(LABELS)
    return tmp_path


def test_the_extra_fields(folder: Path) -> None:
    short, follow_up, unanswerable, who_said = read_set(folder).questions
    assert short.labels == (("d1", 2.0), ("d2", 0.0))
    assert short.answers == ("the ferry",)  # no labelled document holds "a submarine"
    assert follow_up.history == (Turn("user", "What sank?"), Turn("assistant", "A ferry."))
    assert follow_up.rewrite == "What sank then?"
    assert not unanswerable.answerable
    assert unanswerable.today == date(2022, 6, 1)
    assert who_said.speakers == ("Anna Berg", "Berg")
    assert who_said.answers == ()
    assert who_said.evidence == (Evidence("d1", "Nobody was hurt"),)


def test_documents_become_articles(folder: Path) -> None:
    ferry, bridge = articles(folder / "corpus.jsonl.gz")
    assert (ferry[0].id, ferry[0].path, ferry[0].title, ferry[0].published) == ("d1", "d1", "Ferry", date(2022, 5, 2))
    assert [ferry[0].text[b.start : b.end] for b in ferry[1]] == ["The ferry sank.", "Nobody was hurt."]
    assert bridge[0].outlet == "Daily"


def test_paragraphs_lie_between_blank_lines() -> None:
    assert paragraphs("\n\none\ntwo\n\n\n\n  three ") == (Block(2, 9), Block(15, 20))


def test_queries_in_parts_have_labels_of_the_same_ending(folder: Path) -> None:
    for part, rows in (("dev", QUERIES[:1]), ("train", QUERIES[1:])):
        (folder / f"queries_{part}.jsonl").write_text(lines(rows))
        (folder / f"qrels_{part}.tsv").write_text(LABELS)
    (folder / "queries.jsonl").unlink()
    assert [q.id for q in read_set(folder).questions] == ["q1", "q2", "q3", "q4"]


def test_beirs_own_place_for_labels(folder: Path) -> None:
    (folder / "qrels").mkdir()
    (folder / "qrels.tsv").rename(folder / "qrels" / "test.tsv")
    assert read_set(folder).questions[0].labels[0] == ("d1", 2.0)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("queries.jsonl", '{"id": "q1"}\n', "queries.jsonl:1: no '_id'"),
        ("queries.jsonl", "{\n", "queries.jsonl:1: not JSON"),
        ("qrels.tsv", "head\nq1 d1\n", "qrels.tsv:2"),
        ("qrels.tsv", "q1\td9\t1\n", "first 'd9'"),
    ],
)
def test_faults(folder: Path, name: str, text: str, told: str) -> None:
    (folder / name).write_text(text)
    with pytest.raises(InputRefused, match=told):
        read_set(folder)


@pytest.mark.parametrize("name", ["corpus.jsonl.gz", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(InputRefused, match=name.split(".")[0]):
        read_set(folder)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "asked", "labelled"),
    [
        ("cast", 438, 438),
        ("clapnq", 600, 300),
        ("polnear", 2099, 2099),
        ("rtqa_gold_open", 370, 185),
        ("xquad_ru", 1190, 1190),
    ],
)
def test_the_shared_sets_are_read(name: str, asked: int, labelled: int) -> None:
    if not (SHARED / name).is_dir():
        pytest.skip("the public sets are not here: they do not ship")
    questions = read_set(SHARED / name).questions
    assert (len(questions), sum(bool(q.labels) for q in questions)) == (asked, labelled)
