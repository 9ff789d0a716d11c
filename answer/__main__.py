"""`python -m answer "question"`, or many at once: `python -m answer --batch F.jsonl --json`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from answer.ask import Answerer, open_answerer
from index.__main__ import add_filters, filters_of
from records import Answer, Filters, OnRecordError, Turn, as_json
from settings import read_settings


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0: done; 1: done, with faulty lines in the batch; 2: could not run."""
    parser = argparse.ArgumentParser("python -m answer", description=__doc__)
    parser.add_argument("question", nargs="?")
    parser.add_argument("--json", action="store_true", help="the whole Answer as JSON")
    parser.add_argument("--history", type=Path, help='JSON: [{"role": "user" or "assistant", "content": "…"}]')
    parser.add_argument("--batch", type=Path, help='one question a line: {"id", "question"} or {"id", "turns": […]}')
    parser.add_argument("--index", type=Path, help="the index to ask (default: data/index, or ONRECORD_INDEX)")
    add_filters(parser)
    options = parser.parse_args(arguments)
    if (options.question is None) == (options.batch is None):
        parser.error("give one question, or --batch and a file of them")
    try:
        answerer = open_answerer(read_settings(os.environ, index=options.index))
        if options.batch:
            return _batch(answerer, options.batch, filters_of(options), options.today)
        history = _history(options.history) if options.history else ()
        answer = answerer.answer(options.question, history, filters_of(options), options.today)
    except OnRecordError as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(as_json(answer), ensure_ascii=False) if options.json else _readable(answer))
    return 0


def _batch(answerer: Answerer, path: Path, filters: Filters, today: date | None) -> int:
    """One Answer a line, in order; a faulty line gives {"id", "error"}."""
    faults = 0
    for number, line in enumerate(_lines(path), 1):
        key: object = number
        try:
            key, turns = _asked(line, f"{path}:{number}")
            answer = _converse(answerer, turns, filters, today)
            print(json.dumps({**as_json(answer), "id": key}, ensure_ascii=False), flush=True)
        except OnRecordError as error:
            faults += 1
            key = _id_of(line, key)
            print(json.dumps({"id": key, "error": {"message": error.message, "hint": error.hint}}, ensure_ascii=False))
    return 1 if faults else 0


def _converse(answerer: Answerer, turns: Sequence[str], filters: Filters, today: date | None) -> Answer:
    """The answer to the last turn, after the system's own answers to the others."""
    history: list[Turn] = []
    for turn in turns[:-1]:
        history += [Turn("user", turn), Turn("assistant", answerer.answer(turn, history, filters, today).text)]
    return answerer.answer(turns[-1], history, filters, today)


def _lines(path: Path) -> Iterator[str]:
    try:
        yield from (line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise OnRecordError(
            f"{path} can't be read: {error}.", "Give a UTF-8 file with one JSON object a line."
        ) from error


def _asked(line: str, where: str) -> tuple[object, list[str]]:
    """The id and the turns of one line; a single question is one turn.

    Raises:
        OnRecordError: the line is not such an object.
    """
    hint = 'A line is {"id": "…", "question": "…"} or {"id": "…", "turns": ["…", "…"]}.'
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise OnRecordError(f"{where} is not JSON: {error.msg} at column {error.colno}.", hint) from error
    if not isinstance(row, dict):
        raise OnRecordError(f"{where} holds {type(row).__name__}, not an object.", hint)
    turns = row.get("turns", [row.get("question")])
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) and turn.strip() for turn in turns):
        raise OnRecordError(f"{where} has neither a question nor turns.", hint)
    if "id" not in row:
        raise OnRecordError(f"{where} has no id.", hint)
    return row["id"], turns


def _id_of(line: str, otherwise: object) -> object:
    """The id of a faulty line as far as it can be read, else its number."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError:
        return otherwise
    return row.get("id", otherwise) if isinstance(row, dict) else otherwise


def _history(path: Path) -> tuple[Turn, ...]:
    try:
        return tuple(
            Turn(str(turn["role"]), str(turn["content"])) for turn in json.loads(path.read_text(encoding="utf-8"))
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OnRecordError(
            f"{path} holds no history: {error}.", 'It must be [{"role": "user" or "assistant", "content": "…"}, …].'
        ) from error


def _readable(answer: Answer) -> str:
    lines = [answer.text, ""]
    for citation in answer.citations:
        lines.append(f"[{citation.marker}] {citation.title} — {citation.path}, {citation.start}–{citation.end}")
    for near in answer.nearest:
        lines.append(f"nearest: {near.title} — {near.path}")
    return "\n".join(lines).rstrip()


if __name__ == "__main__":
    sys.exit(main())
