from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.questions import Attribution, Evidence, Question, half, last_part, question_of, read_questions
from records import InputRefused, Turn

WHOLE = {
    "id": "q1",
    "turns": ["What sank?", "Was anybody hurt?"],
    "type": "follow_up",
    "answerable": True,
    "evidence": [{"path": "news/a1.txt", "quote": "Nobody was hurt"}, {"path": "b2.txt"}],
    "must_not": ["sharks"],
    "must_not_attribute": [{"speaker": "Carl Holm", "quote": "Nobody was hurt"}],
    "speaker": "Anna Berg",
    "answer": ["nobody", "no one"],
    "today": "2022-05-01",
    "note": "ours",
}


def test_every_key_is_read() -> None:
    assert question_of(WHOLE) == Question(
        id="q1",
        turns=("What sank?", "Was anybody hurt?"),
        type="follow_up",
        evidence=(Evidence("news/a1.txt", "Nobody was hurt"), Evidence("b2.txt")),
        must_not=("sharks",),
        must_not_attribute=(Attribution("Carl Holm", "Nobody was hurt"),),
        speakers=("Anna Berg",),
        answers=("nobody", "no one"),
        today=date(2022, 5, 1),
    )


def test_absent_and_null_are_the_same() -> None:
    plain = question_of({"id": 7, "question": "What sank?", "speaker": None, "evidence": None})
    assert plain == Question("7", ("What sank?",))


def test_a_history_is_taken_as_it_stands() -> None:
    row = {"id": "1", "question": "And?", "history": [{"role": "user", "content": "What sank?"}]}
    assert question_of(row).history == (Turn("user", "What sank?"),)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": None}, '"id" is missing'),
        ({"question": "x"}, 'either "question"'),
        ({"turns": []}, '"turns" is empty'),
        ({"turns": "What sank?"}, "must be a list"),
        ({"answerable": "yes"}, "true or false"),
        ({"evidence": ["a1.txt"]}, '"path"'),
        ({"evidence": [{"path": "a1.txt", "quote": "…"}]}, "a word in it"),
        ({"must_not_attribute": [{"speaker": "x"}]}, '"quote"'),
        ({"today": "1 May"}, "YYYY-MM-DD"),
        ({"speeker": "x"}, "did you mean 'speaker'"),
        ({"history": [{"role": "bot", "content": "x"}]}, '"assistant"'),
    ],
)
def test_each_fault_names_its_cure(change: dict, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        question_of({**WHOLE, **change})


def test_all_faults_are_told_at_once_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text('{"id": "1", "question": "a"}\n\n{"id": "1", "question": "b"}\nnot json\n[1]\n', encoding="utf-8")
    with pytest.raises(InputRefused) as caught:
        read_questions(path)
    lines = caught.value.message.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{path}:3", f"{path}:4", f"{path}:5"]
    assert "also on line 1" in lines[0]
    assert "not JSON at column 1" in lines[1]


@pytest.mark.parametrize(("content", "told"), [(b"", "no question"), (b"\xff\xfe\x00", "not UTF-8")])
def test_a_file_that_is_none(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputRefused, match=told):
        read_questions(path)


def test_a_missing_file_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as caught:
        read_questions(tmp_path / "none.jsonl")
    assert "python -m evaluation draft" in caught.value.hint


@pytest.mark.parametrize("path", ["articles/a1.txt", "a1.txt", "C:\\news\\a1.txt"])
def test_a_path_matches_by_its_last_part(path: str) -> None:
    assert last_part(path) == "a1.txt"
    assert Evidence("x/a1.txt").is_of(path)


@given(st.lists(st.text(min_size=1), unique=True))
def test_the_halves_are_two_and_stay(ids: list[str]) -> None:
    questions = [Question(i, ("?",)) for i in ids]
    tune, report = half(questions, "tune"), half(questions, "report")
    assert sorted(q.id for q in (*tune, *report)) == sorted(ids)
    assert half(questions[::-1], "tune") == tune[::-1]


def test_the_halves_are_known() -> None:
    assert [q.id for q in half([Question(str(i), ("?",)) for i in range(8)], "tune")] == ["3", "4"]


def test_lines_end_at_line_feeds_only(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps({"id": "1", "question": "one\u2028two"}, ensure_ascii=False) + "\n", encoding="utf-8")
    assert read_questions(path)[0].text == "one\u2028two"
