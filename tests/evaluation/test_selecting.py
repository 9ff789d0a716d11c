from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.selecting import Shelf, is_selection, read_selection
from records import InputRefused

BOTH = [{"text": " It  rained. ", "label": 0}, {"text": "A ferry sank.", "label": 1}]
ROWS = [
    {"id": "s1", "question": "What sank?", "title": "Ferry", "candidates": BOTH},
    {"id": "s2", "question": "Who paid?", "candidates": [{"text": "Nobody knows.", "label": 0}]},
    {"id": "s3", "question": "When?", "candidates": [{"text": "On Monday.", "label": 1}]},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return tmp_path


def test_labels_count_where_there_are_both(folder: Path) -> None:
    questions, _ = read_selection(folder)
    assert [(q.id, q.answerable, q.labels) for q in questions] == [
        ("s1", True, (("s1#0", 0.0), ("s1#1", 1.0))),
        ("s2", False, ()),
        ("s3", True, ()),
    ]


def test_candidates_are_paragraphs_of_one_article(folder: Path) -> None:
    _, laid = read_selection(folder / "dev.jsonl")
    article = laid["s1"].article
    assert article.text == "It rained.\n\nA ferry sank."
    assert [article.text[b.start : b.end] for b in laid["s1"].blocks] == ["It rained.", "A ferry sank."]
    shown = Shelf(laid).article("s1#1")
    assert shown
    assert (shown.text, shown.title) == ("A ferry sank.", "Ferry")
    assert Shelf(laid).article("nowhere#1") is None


def test_the_form_is_told_from_beirs(folder: Path) -> None:
    assert is_selection(folder)
    assert is_selection(folder / "dev.jsonl")
    (folder / "corpus.jsonl").write_text("{}\n")
    assert not is_selection(folder)


def test_a_faulty_line_is_named(folder: Path) -> None:
    (folder / "dev.jsonl").write_text('{"id": "s1"}\n')
    with pytest.raises(InputRefused, match=r"dev\.jsonl:1"):
        read_selection(folder)
