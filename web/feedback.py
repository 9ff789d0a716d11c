"""What readers say of answers, kept in SQLite beside the index, and exported as a test set.

    python -m web.feedback export [--index DIR] [--out F.jsonl]     in the form of docs/evaluation.md
    python -m web.feedback forget [--index DIR]                     deletes all that was kept

A reader names an answer by its id and never sends one: what is kept is what the server itself said, so that nobody can
put words into the test set. No address and no name is kept.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from records import Answer, Filters, OnRecordError, Turn, as_json
from settings import read_settings
from web.desk import NotFound, Refused
from web.test_set import Kept, test_set

MOST_REMEMBERED = 1000  # answers of late on which feedback can be given
MOST_KEPT = 100_000  # rows of a table; the oldest go

_TABLES = """
CREATE TABLE IF NOT EXISTS feedback (row INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, opinion TEXT NOT NULL,
    marker INTEGER, note TEXT NOT NULL, history TEXT NOT NULL, filters TEXT NOT NULL, answer TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS questions (row INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, question TEXT NOT NULL,
    query TEXT NOT NULL, filters TEXT NOT NULL, abstained INTEGER NOT NULL, seconds REAL NOT NULL);
"""


class Opinion(StrEnum):
    """What a reader may say of an answer."""

    GOOD = "good"
    BAD = "bad"
    WRONG_SOURCE = "wrong source"
    MISQUOTED = "misquoted"
    NOT_ASKED = "not what I asked"


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer with what it was an answer to."""

    answer: Answer
    history: tuple[Turn, ...]
    filters: Filters


class Feedback:
    """Remembers the answers of late, and keeps what is said of them; every question too where `keep_questions` is on.

    Args:
        folder: where the file is, or is made at the first thing to keep.
    """

    def __init__(self, folder: Path, keep_questions: bool = False) -> None:
        self.path = folder / "feedback.sqlite"
        self.keep_questions = keep_questions
        self._late: OrderedDict[str, Heard] = OrderedDict()
        self._lock = threading.Lock()

    def heard(self, answer: Answer, history: Sequence[Turn] = (), filters: Filters = Filters()) -> None:  # noqa: B008
        """Remember an answer that was given."""
        with self._lock:
            self._late[answer.id] = Heard(answer, tuple(history), filters)
            self._late.move_to_end(answer.id)
            while len(self._late) > MOST_REMEMBERED:
                self._late.popitem(last=False)
        if self.keep_questions:
            row = (answer.question, answer.query, _json(filters), answer.abstained, answer.seconds.total)
            self._insert("questions", "question, query, filters, abstained, seconds", row)

    def add(self, answer_id: str, opinion: Opinion, marker: int | None = None, note: str = "") -> None:
        """Keep what a reader says of an answer, or of its citation `marker`. Raises NotFound, Refused."""
        with self._lock:
            late = self._late.get(answer_id)
        if late is None:
            raise NotFound(
                f"The answer {answer_id[:40]!r} is not among those of late.", "Ask again, then say it of the new one."
            )
        markers = [c.marker for c in late.answer.citations]
        if marker is not None and marker not in markers:
            raise Refused(f"That answer has no citation [{marker}].", f"It has {markers or 'none'}.")
        row = (opinion, marker, note, _json(late.history), _json(late.filters), _json(late.answer))
        self._insert("feedback", "opinion, marker, note, history, filters, answer", row)

    def kept(self) -> tuple[Kept, ...]:
        """All feedback, oldest first."""
        if not self.path.is_file():
            return ()
        columns = "opinion, marker, history, filters, answer"
        with self._open() as db:
            rows = db.execute(f"SELECT {columns} FROM feedback ORDER BY row").fetchall()
        return tuple(Kept(o, m, json.loads(h), json.loads(f), json.loads(a)) for o, m, h, f, a in rows)

    def forget(self) -> None:
        """Delete all that was kept."""
        for suffix in ("", "-journal", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def _insert(self, table: str, columns: str, row: tuple[object, ...]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        marks = ", ".join("?" * len(row))
        with self._lock, self._open() as db:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            db.execute(f"INSERT INTO {table} (at, {columns}) VALUES (?, {marks})", (at, *row))
            db.execute(f"DELETE FROM {table} WHERE row <= (SELECT max(row) FROM {table}) - ?", (MOST_KEPT,))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file, for one transaction; for its owner's eyes alone."""
        db = sqlite3.connect(self.path, timeout=10)
        try:
            self.path.chmod(0o600)
            with db:
                db.executescript(_TABLES)
                yield db
        finally:
            db.close()


def folder_of(index: Path) -> Path:
    """Where what people gave is kept: beside the index, which can be built anew, never in it."""
    return index.with_name(index.name + ".kept")


def _json(record: object) -> str:
    return json.dumps(as_json(record), ensure_ascii=False)


def main(argv: Sequence[str] | None = None) -> int:
    """0 done, 2 could not run."""
    parser = argparse.ArgumentParser("python -m web.feedback", description="What readers said of answers.")
    commands = parser.add_subparsers(dest="command", required=True)
    export = commands.add_parser("export", help="write it as a test set, a question a line")
    export.add_argument("--out", type=Path, help="the file to write (default: to the screen)")
    forget = commands.add_parser("forget", help="delete all that was kept, questions too")
    for command in (export, forget):
        command.add_argument("--index", type=Path, help="the folder of the index (default: data/index)")
    given = parser.parse_args(argv)
    try:
        feedback = Feedback(folder_of(read_settings(os.environ, index=given.index).index))
        if given.command == "forget":
            feedback.forget()
            return 0
        kept = feedback.kept()
        if not kept:
            raise OnRecordError(f"There is no feedback in {feedback.path}.", "It comes from readers, on the page.")
        lines, left_out = test_set(kept)
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        if given.out:
            given.out.write_text(text, encoding="utf-8")
        else:
            sys.stdout.write(text)
        sys.stderr.write(f"{len(lines)} questions of {len(kept)} opinions; {left_out} left out: no test holds them.\n")
    except OnRecordError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
