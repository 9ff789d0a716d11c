"""What the derived indexes are made from: passages by row, their vectors and words, and the rows that are gone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_BLOCK = 4096  # rows read at a time


class Rows:
    """The passages by row; a part of `Store`. A new one's row is always higher, and none is ever used twice."""

    _db: sqlite3.Connection

    def last_row(self) -> int:
        """The highest row; 0 where there is no passage."""
        return int(self._db.execute("SELECT coalesce(max(row), 0) FROM passages").fetchone()[0])

    def count_after(self, row: int) -> int:
        """How many passages there are beyond a row."""
        return int(self._db.execute("SELECT count(*) FROM passages WHERE row > ?", (row,)).fetchone()[0])

    def vectors(self, rows: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """(those of the rows that there are (n,), their vectors (n, dim)), by row."""
        wanted = "SELECT row, vector FROM passages WHERE row IN (SELECT value FROM json_each(?)) ORDER BY row"
        return _stacked(self._db.execute(wanted, (json.dumps(list(rows)),)).fetchall())

    def vectors_between(self, first: int, last: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """The same of all passages from row `first` to row `last`, in blocks, by row."""
        found = self._db.execute(
            "SELECT row, vector FROM passages WHERE row BETWEEN ? AND ? ORDER BY row", (first, last)
        )
        while block := found.fetchmany(_BLOCK):
            yield _stacked(block)

    def words_after(self, row: int) -> Iterator[tuple[int, str, str]]:
        """(row, title of the article, text) of every passage beyond a row, by row."""
        yield from self._db.execute(
            'SELECT row, title, substr(text, start + 1, "end" - start) '
            "FROM passages JOIN articles ON id = article WHERE row > ? ORDER BY row",
            (row,),
        )

    def said_after(self, row: int) -> Iterator[tuple[int, str, str, str]]:
        """(row, no title, what is said, who says it) of every quote in the passages beyond a row, by row.

        Who says it is empty where the article does not make it plain. What nobody is printed for, "is expected to", is
        no one's words, and left out. A quote that runs over several passages is cut at their borders: so it stands and
        goes with its passage.
        """
        yield from self._db.execute(
            "SELECT row, '', substr(text, low + 1, high - low), coalesce(who, '') FROM ("
            'SELECT row, q.article, max(q.start, p.start) AS low, min(q."end", p."end") AS high, who '
            'FROM passages AS p JOIN quotes AS q ON q.article = p.article AND q.start < p."end" AND q."end" > p.start '
            "WHERE row > ? AND speaker IS NOT NULL) AS part JOIN articles ON id = part.article ORDER BY row",
            (row,),
        )

    def gone(self, since: int = 0) -> NDArray[np.int64]:
        """The rows of passages that were removed in this generation or a later one, so far as remembered; by row."""
        found = self._db.execute("SELECT row FROM gone WHERE generation >= ? ORDER BY row", (since,))
        return np.fromiter((row for (row,) in found), dtype=np.int64)

    def forget_gone(self, spans: Iterable[tuple[int, int]]) -> None:
        """Forget what is gone from these spans of rows (first, last): no derived index holds it any more."""
        self._db.executemany("DELETE FROM gone WHERE row BETWEEN ? AND ?", list(spans))


def _stacked(found: list[tuple[int, bytes]]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    rows = np.array([row for row, _ in found], dtype=np.int64)
    matrix = np.frombuffer(b"".join(vector for _, vector in found), dtype="<f4")
    return rows, matrix.reshape(len(rows), -1) if len(rows) else matrix.reshape(0, 1)
