"""Articles, passages with their vectors, sentences and quotes: SQLite, the source of truth, written in transactions.

What FAISS and tantivy hold is derived from here. Each transaction that changes something raises `generation`, by which
a derived index knows that it is stale. Vectors are stored as raw little-endian float32; nothing is ever pickled.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.facets import Facets
from index.ledger import Ledger
from index.rows import Rows
from index.write import ARTICLE_COLUMNS, Writer
from records import Article, IndexMissing, Kind, Passage, Quote, Sentence, Voice

FILE = "articles.sqlite"
_LOG = 64_000_000  # bytes of the log that stay once readers have moved on from a large ingest


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an index holds."""

    articles: int
    passages: int
    sentences: int
    quotes: int


class Store(Rows, Facets, Ledger):
    """The store in a folder. Reading never changes it.

    Args:
        folder: the index folder.
        create: make the folder and the tables where there are none; else a missing store is an error.

    Raises:
        IndexMissing: there is no store in `folder` and none is to be made.
    """

    def __init__(self, folder: Path, create: bool = False) -> None:
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        elif not (folder / FILE).is_file():
            raise IndexMissing(f"There is no index in {folder}.", f"Make one: python -m ingest PATH… --index {folder}")
        self.folder = folder
        # A server reads from several threads; SQLite itself is built to serialise them.
        self._db = sqlite3.connect(folder / FILE, check_same_thread=False, timeout=30, isolation_level=None)
        self._db.execute("PRAGMA foreign_keys = ON")
        if create:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute(f"PRAGMA journal_size_limit = {_LOG}")
            if not self.identity:
                self._db.execute(f"PRAGMA user_version = {1 + secrets.randbelow(2**31 - 1)}")
            self._db.executescript((Path(__file__).parent / "schema.sql").read_text(encoding="utf-8"))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def hold(self) -> None:
        """From now on read what there is now, whatever others write meanwhile; until held again, released or closed.

        Where the file system knows no write-ahead log a reader would keep the writer waiting: there nothing is held.
        """
        self.release()
        if self._db.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            self._db.execute("BEGIN")
            self._db.execute("SELECT 1 FROM manifest").fetchone()  # the first look is what is held
            self._counted = {}

    def release(self) -> None:
        """Read again whatever there is."""
        self._counted = None
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    # ---- reading

    @property
    def generation(self) -> int:
        """Raised by every transaction that changed something; 0 for an empty store."""
        found = self._db.execute("SELECT value FROM manifest WHERE key = 'generation'").fetchone()
        return int(found[0]) if found else 0

    @property
    def identity(self) -> int:
        """A number by which this store is told from one that is made anew in its place."""
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def manifest(self) -> dict[str, str]:
        """What made this index, by key."""
        return dict(self._db.execute("SELECT key, value FROM manifest"))

    def counts(self) -> Counts:
        """How many rows each table holds."""
        tables = ("articles", "passages", "sentences", "quotes")
        return Counts(**self._count(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)))

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None."""
        row = self._db.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ?", (article_id,)).fetchone()
        return _article(row) if row else None

    def originals(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Of these articles, those that repeat another: the id of the original, by their own."""
        found = self._db.execute(
            "SELECT id, duplicate_of FROM articles "
            "WHERE duplicate_of IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(article_ids)),),
        )
        return dict(found)

    def articles(self) -> tuple[Article, ...]:
        """All articles, newest first, those without a date last."""
        order = "ORDER BY published IS NULL, published DESC, path, id"
        return tuple(_article(row) for row in self._db.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles {order}"))

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """The passages of these rows; a row that is gone is left out."""
        found = self._db.execute(
            'SELECT row, article, start, "end", substr(text, start + 1, "end" - start), n_tokens, voice '
            "FROM passages JOIN articles ON id = article WHERE row IN (SELECT value FROM json_each(?))",
            (json.dumps(list(rows)),),
        )
        return {row: Passage(a, start, end, text, n, Voice(voice)) for row, a, start, end, text, n, voice in found}

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        """The sentences of an article that may be quoted, in order."""
        found = self._db.execute(
            'SELECT article, start, "end", voice FROM sentences WHERE article = ? ORDER BY start', (article_id,)
        )
        return tuple(Sentence(article, start, end, Voice(voice)) for article, start, end, voice in found)

    def quotes(self, article_id: str) -> tuple[Quote, ...]:
        """What is said by whom in an article, in order."""
        found = self._db.execute(
            'SELECT article, start, "end", kind, speaker, who, cue FROM quotes WHERE article = ? ORDER BY start, "end"',
            (article_id,),
        )
        return tuple(Quote(a, start, end, Kind(kind), *rest) for a, start, end, kind, *rest in found)

    def reads_speech(self, article_id: str) -> bool:
        """Was the article read for who said what? Not one in another language than English: "speech not analysed"."""
        row = self._db.execute("SELECT speech FROM articles WHERE id = ?", (article_id,)).fetchone()
        return bool(row and row[0])

    # ---- writing

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """A transaction: all that is written in it is there, or none; `generation` rises if anything changed."""
        self._db.execute("BEGIN IMMEDIATE")
        before = self._db.total_changes
        try:
            yield Writer(self._db)
            if self._db.total_changes > before:
                self._db.execute(
                    "INSERT INTO manifest VALUES ('generation', '1') "
                    "ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
                )
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise


def _article(row: tuple[str, ...]) -> Article:
    *head, published, url, language, duplicate_of = row
    article_id, title, text, path, sha256, outlet, author = head
    day = date.fromisoformat(published) if published else None
    return Article(article_id, title, text, path, sha256, outlet, author, day, url, language, duplicate_of)
