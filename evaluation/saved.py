"""What a run leaves on disk, and how it is read back: `answers.jsonl` and, apart, `timings.jsonl`.

Both are streamed, a line a question, so that an interrupted run goes on where it stopped; a last line cut short is
dropped and asked again. Whatever differs between two runs of the same code stands in the timings.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from evaluation.questions import Question
from evaluation.score import ArticleOf, Case
from records import Answer, Hit, Passage, Seconds, Tokens, as_json

R = TypeVar("R")
ANSWERS, TIMINGS = "answers.jsonl", "timings.jsonl"


def line_of(case: Case) -> str:
    """A case as a line of answers.jsonl, without the seconds."""
    answer = as_json(case.answer) if case.answer else None
    if answer:
        del answer["seconds"]
    row = {"id": case.question.id, "answer": answer, "ranked": as_json(case.ranked), "weighed": case.weighed}
    return json.dumps(row, ensure_ascii=False)


def timing_of(case: Case) -> str:
    """A case's seconds as a line of timings.jsonl."""
    return json.dumps({"id": case.question.id, "seconds": as_json(case.seconds)})


def read_cases(folder: Path, questions: Sequence[Question], article_of: ArticleOf) -> dict[str, Case]:
    """The cases of a run folder by the question's id, so far as asked; passages get their text from the store."""
    seconds = {row["id"]: _record(Seconds, row["seconds"]) for row in _rows(folder / TIMINGS)}
    rows = {row["id"]: row for row in _rows(folder / ANSWERS)}
    return {
        q.id: Case(
            question=q,
            answer=_answer(rows[q.id]["answer"], article_of) if rows[q.id]["answer"] else None,
            ranked=_hits(rows[q.id]["ranked"], article_of),
            seconds=seconds[q.id],
            weighed=tuple(rows[q.id]["weighed"]) if rows[q.id].get("weighed") else None,
        )
        for q in questions
        if q.id in rows and q.id in seconds
    }


def keep_whole_lines(folder: Path) -> None:
    """Drop what an interruption left: half a last line, and lines that only one of the two files has."""
    files = (folder / ANSWERS, folder / TIMINGS)
    both = set.intersection(*({row["id"] for row in _rows(path)} for path in files))
    for path in files:
        rows = [line for line in _lines(path) if json.loads(line)["id"] in both]
        path.write_text("".join(f"{line}\n" for line in rows), encoding="utf-8")


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        return []
    return path.read_text(encoding="utf-8").split("\n")[:-1]  # what follows the last line break is not whole


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _lines(path)]


def _answer(row: Mapping[str, Any], article_of: ArticleOf) -> Answer:
    tokens = Tokens(row["tokens"]["in"], row["tokens"]["out"])
    plain = {key: value for key, value in row.items() if key not in ("hits", "tokens")}
    return _record(Answer, {**plain, "hits": _hits(row["hits"], article_of), "tokens": tokens})


def _hits(rows: Sequence[Mapping[str, Any]], article_of: ArticleOf) -> tuple[Hit, ...]:
    hits = []
    for row in rows:
        article = article_of(row["article_id"])
        text = article.text[row["start"] : row["end"]] if article else ""
        hits.append(Hit(Passage(row["article_id"], row["start"], row["end"], text, 0), row["score"], row["rank"], ""))
    return tuple(hits)


def _record(kind: type[R], row: Mapping[str, Any]) -> R:
    """The record that `as_json` turned into this dict; a key that it lacks takes its default."""
    types = get_type_hints(kind)
    names = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: _value(types[name], row[name]) for name in names if name in row})


def _value(kind: Any, value: Any) -> Any:
    if value is None or (isinstance(value, tuple) and get_origin(kind) is tuple) or isinstance(value, Tokens):
        return value
    if get_origin(kind) in (Union, UnionType):
        return _value(next(k for k in get_args(kind) if k is not type(None)), value)
    if get_origin(kind) is tuple:
        return tuple(_value(get_args(kind)[0], item) for item in value)
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(value, dict):
        return _record(kind, value)
    return kind(value) if isinstance(kind, type) and not isinstance(value, kind) else value
