"""The records' invariants that are theirs alone; those that a room must keep are tested with the room."""

import dataclasses
from datetime import date

import pytest

from records import Answer, Article, Hit, IndexMissing, OnRecordError, Passage, Tokens, Understood, as_json

PASSAGE = Passage("a1", 3, 8, "votes", 1)


def test_records_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        PASSAGE.text = "other"  # type: ignore[misc]


def test_a_passage_is_known_by_its_place():
    assert PASSAGE.id == "a1:3-8"


def test_a_hit_is_flattened_for_other_programs():
    assert as_json(Hit(PASSAGE, 0.5, 1, "both")) == {"rank": 1, "score": 0.5, "article_id": "a1", "start": 3, "end": 8}


def test_an_answer_has_the_keys_that_other_programs_rely_on():
    answer = Answer("x", "q?", "q?", Understood(since=date(2022, 3, 1)), "t", tokens=Tokens(2, 3))
    told = as_json(answer)
    assert list(told) == [
        "id", "question", "query", "understood", "text", "statements", "citations", "hits", "abstained", "reason",
        "nearest", "unknown_markers", "unsupported", "answerer", "model", "prompt", "tokens", "seconds",
    ]  # fmt: skip
    assert told["understood"] == {
        "speakers": [], "subject": "", "since": "2022-03-01", "until": None, "outlets": [], "order": None,
    }  # fmt: skip
    assert told["tokens"] == {"in": 2, "out": 3}
    assert list(told["seconds"]) == ["understand", "retrieve", "answer", "total"]


def test_an_article_without_a_date_has_none():
    assert as_json(Article("a", "t", "x", "p", "s"))["published"] is None


def test_an_error_says_the_cure():
    error = IndexMissing("There is no index.", "Make one: python -m ingest PATH")
    assert isinstance(error, OnRecordError)
    assert str(error) == "There is no index.\nMake one: python -m ingest PATH"
