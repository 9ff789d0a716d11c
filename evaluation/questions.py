"""A test set of the user's own: questions with the words that answer them, one a line (JSON), or a table (CSV).

Evidence is an article and words, never a passage's id: an index may be cut anew and the test set still stands. The form
is in docs/evaluation.md; `evaluation.tables` reads the CSV. Every fault is named as file:line, with the cure, all at
once.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from evaluation.halves import half_of
from evaluation.words import words
from records import InputRefused, Turn

SHOWN = 12  # faults told at once

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article that answer the question. `path` matches by its last part; quote None: any of its words."""

    path: str
    quote: str | None = None

    def is_of(self, path: str) -> bool:
        """Whether `path` names the same article, going by the last part of both."""
        return last_part(self.path) == last_part(path)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that must not be given to this speaker."""

    speaker: str
    quote: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what a good answer holds.

    `turns`: the last is asked; those before it are asked first, and answered by the system itself. `history`, where
    there is one, is taken as it stands instead. `labels` grade whole articles by id (public sets); where there are
    none, `evidence` is what retrieval is scored on. `speakers` and `answers` are alternatives: any one is right.
    `rewrite` is a person's stand-alone form. `today` is the day on which it is asked; None leaves that to the run.
    """

    id: str
    turns: tuple[str, ...]
    type: str = "question"
    answerable: bool = True
    evidence: tuple[Evidence, ...] = ()
    must_not: tuple[str, ...] = ()
    must_not_attribute: tuple[Attribution, ...] = ()
    speakers: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()
    labels: tuple[tuple[str, float], ...] = ()
    rewrite: str | None = None
    today: date | None = None

    @property
    def text(self) -> str:
        """What is asked: the last turn."""
        return self.turns[-1]


def last_part(path: str) -> str:
    """The file name of a path of either kind of slash.

    >>> last_part("articles/000.txt")
    '000.txt'
    """
    return PurePosixPath(path.replace("\\", "/")).name


def half(questions: Sequence[Question], which: str) -> tuple[Question, ...]:
    """The questions of one half, "tune" or "report", in order."""
    return tuple(question for question in questions if half_of(question.id) == which)


def read_questions(path: Path) -> tuple[Question, ...]:
    """The questions of a .jsonl or .csv file, in order.

    Raises:
        InputRefused: the file is missing or has faults; each is named as file:line with its cure.
    """
    if not path.is_file():
        raise InputRefused(
            f"There is no test set at {path}.", "To propose one from an index: python -m evaluation draft"
        )
    if path.suffix.lower() in (".csv", ".tsv"):
        from evaluation.tables import rows_of_table

        return collect(path, rows_of_table(path))
    return collect(path, _rows(path))


def collect(path: Path, rows: Iterable[tuple[int, Any]]) -> tuple[Question, ...]:
    """Questions of numbered rows; a row that is a str is a fault found on the way.

    Raises:
        InputRefused: any row is faulty, two have the same id, or there are none.
    """
    questions: list[Question] = []
    faults: list[str] = []
    lines: dict[str, int] = {}
    for line, row in rows:
        try:
            question = question_of(row)
            if question.id in lines:
                raise ValueError(f"the id {question.id!r} is also on line {lines[question.id]}; give each its own")
            lines[question.id] = line
            questions.append(question)
        except ValueError as fault:
            faults.append(f"{path}:{line}: {fault}")
    if faults:
        more = f"\n… and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
        raise InputRefused("\n".join(faults[:SHOWN]) + more, "The form of a question is in docs/evaluation.md.")
    if not questions:
        raise InputRefused(f"{path} holds no question.", "To propose some from an index: python -m evaluation draft")
    return tuple(questions)


def question_of(row: Any) -> Question:
    """One question from one JSON object. Keys that are null count as absent; unknown ones are ignored unless they look
    like a slip of a known one.

    Raises:
        ValueError: what is wrong, and the cure.
    """
    if isinstance(row, str):
        raise ValueError(row)
    if not isinstance(row, dict):
        raise ValueError('not an object; a line is {"id": "…", "question": "…"}')
    row = {key: value for key, value in row.items() if value is not None}
    for key in row:
        if key not in _KEYS and (near := difflib.get_close_matches(key, _KEYS, n=1, cutoff=0.82)):
            raise ValueError(f"{key!r} is not a key; did you mean {near[0]!r}?")
    if not isinstance(row.get("id"), str | int) or not str(row["id"]).strip():
        raise ValueError('"id" is missing; give each question an id of its own, such as "q17"')
    history = _list(row, "history", _turn)
    return Question(
        id=str(row["id"]),
        turns=_turns(row),
        type=_text(row, "type") or "question",
        answerable=_truth(row),
        evidence=_list(row, "evidence", _evidence),
        must_not=_list(row, "must_not", _string),
        must_not_attribute=_list(row, "must_not_attribute", _attribution),
        speakers=_one_or_more(row, "speaker"),
        answers=_one_or_more(row, "answer"),
        history=history,
        rewrite=_text(row, "rewrite"),
        today=_day(row),
    )


_KEYS = (
    *("id", "question", "turns", "type", "answerable", "evidence", "must_not", "must_not_attribute"),
    *("speaker", "answer", "history", "rewrite", "today"),
)


def _rows(path: Path) -> Iterable[tuple[int, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused(f"{path} is not UTF-8 (byte {error.start}).", "Save it as UTF-8.") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                yield number, f"not JSON at column {error.colno} ({error.msg}); each line is one whole object"


def _turns(row: dict[str, Any]) -> tuple[str, ...]:
    if ("question" in row) == ("turns" in row):
        raise ValueError('give either "question", a string, or "turns", a list of strings')
    turns = _list(row, "turns", _string) if "turns" in row else (_string(row["question"], "question"),)
    if not turns:
        raise ValueError('"turns" is empty; its last string is the question')
    return turns


def _truth(row: dict[str, Any]) -> bool:
    value = row.get("answerable", True)
    if not isinstance(value, bool):
        raise ValueError(f'"answerable" is {value!r}; it must be true or false')
    return value


def _day(row: dict[str, Any]) -> date | None:
    try:
        return date.fromisoformat(row["today"]) if "today" in row else None
    except (ValueError, TypeError) as error:
        raise ValueError(f'"today" is {row["today"]!r}; it must be YYYY-MM-DD') from error


def _text(row: dict[str, Any], key: str) -> str | None:
    return _string(row[key], key) if key in row else None


def _string(value: Any, key: str) -> str:
    if not isinstance(value, str) or not words(value):
        raise ValueError(f'"{key}" holds {value!r}; it must be a string with a word in it')
    return value


def _one_or_more(row: dict[str, Any], key: str) -> tuple[str, ...]:
    return _list(row, key, _string) if isinstance(row.get(key), list) else tuple(filter(None, [_text(row, key)]))


def _list(row: dict[str, Any], key: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
    value = row.get(key, [])
    if not isinstance(value, list):
        raise ValueError(f'"{key}" is {value!r}; it must be a list')
    return tuple(read(item, key) for item in value)


def _evidence(value: Any, key: str) -> Evidence:
    if not isinstance(value, dict) or not isinstance(value.get("path"), str) or not value["path"].strip():
        raise ValueError(f'"{key}" holds {value!r}; each is {{"path": "file.txt", "quote": "the words"}}')
    quote = value.get("quote")
    return Evidence(value["path"], _string(quote, "quote") if quote is not None else None)


def _attribution(value: Any, key: str) -> Attribution:
    if not isinstance(value, dict):
        raise ValueError(f'"{key}" holds {value!r}; each is {{"speaker": "name", "quote": "the words"}}')
    return Attribution(_string(value.get("speaker"), "speaker"), _string(value.get("quote"), "quote"))


def _turn(value: Any, key: str) -> Turn:
    if not isinstance(value, dict) or value.get("role") not in ("user", "assistant"):
        raise ValueError(f'"{key}" holds {value!r}; each is {{"role": "user" or "assistant", "content": "…"}}')
    return Turn(value["role"], _string(value.get("content"), "content"))
