"""Articles, passages with their vectors, sentences and quotes: SQLite, the source of truth, written in transactions.

What FAISS and tantivy hold is derived from here. Each transaction that changes something raises `generation`, by which
a derived index knows that it is stale. Vectors are stored as raw little-endian float32; nothing is ever pickled.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.write import ARTICLE_COLUMNS, Writer
from language.compare import fold
from language.names import may_mean
from records import Article, Filters, IndexMissing, Kind, Passage, Quote, Sentence, Voice

FILE = "articles.sqlite"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an index holds."""

    articles: int
    passages: int
    sentences: int
    quotes: int


class Store:
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
            self._db.executescript((Path(__file__).parent / "schema.sql").read_text(encoding="utf-8"))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    # ---- reading

    @property
    def generation(self) -> int:
        """Raised by every transaction that changed something; 0 for an empty store."""
        return int(self.manifest().get("generation", "0"))

    def manifest(self) -> dict[str, str]:
        """What made this index, by key."""
        return dict(self._db.execute("SELECT key, value FROM manifest"))

    def counts(self) -> Counts:
        """How many rows each table holds."""
        tables = ("articles", "passages", "sentences", "quotes")
        return Counts(*(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables))

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None."""
        row = self._db.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ?", (article_id,)).fetchone()
        return _article(row) if row else None

    def originals(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Of these articles, those that repeat another: the id of the original, by their own."""
        found = self._db.execute(
            f"SELECT id, duplicate_of FROM articles WHERE duplicate_of IS NOT NULL AND id IN ({_marks(article_ids)})",
            tuple(article_ids),
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
            f"FROM passages JOIN articles ON id = article WHERE row IN ({_marks(rows)})",
            tuple(rows),
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

    def speakers(self) -> dict[str, int]:
        """Everyone who is quoted, by full name as printed, with the number of quotes; most quoted first."""
        found = self._db.execute(
            "SELECT who, count(*) AS n FROM quotes WHERE who IS NOT NULL GROUP BY who ORDER BY n DESC, who"
        )
        return dict(found)

    def mentions(self) -> dict[str, set[str]]:
        """Under which words each of the people quoted is spoken of: "the minister", "Lavrov"; by full name."""
        found: dict[str, set[str]] = {}
        told = "SELECT who, speaker FROM quotes WHERE who IS NOT NULL UNION SELECT who, words FROM called"
        for who, speaker in self._db.execute(told):
            found.setdefault(who, set()).add(speaker)
        return found

    def outlets(self) -> dict[str, int]:
        """Every outlet with the number of its articles; most first."""
        counted = "SELECT outlet, count(*) AS n FROM articles WHERE outlet IS NOT NULL GROUP BY outlet"
        return dict(self._db.execute(f"{counted} ORDER BY n DESC, outlet"))

    def languages(self) -> dict[str, int]:
        """Every language with the number of its articles, as told or guessed; most first."""
        counted = "SELECT language, count(*) AS n FROM articles WHERE language IS NOT NULL GROUP BY language"
        return dict(self._db.execute(f"{counted} ORDER BY n DESC, language"))

    def rows_among(self, filters: Filters) -> list[int] | None:
        """The rows of the passages that the filters let through; None where they let all through.

        An article without a date is let through only where no date is asked for: it can't be known to lie in the range.
        An outlet matches by any part of its name, a speaker as `may_mean` says; diacritics and case don't count.
        """
        tests, values = [], []
        if filters.outlet:
            outlets = [name for name in self.outlets() if fold(filters.outlet) in fold(name)]
            tests.append(f"outlet IN ({_marks(outlets)})")
            values += outlets
        for bound, test in ((filters.since, "published >= ?"), (filters.until, "published <= ?")):
            if bound:
                tests.append(test)
                values.append(bound.isoformat())
        if filters.speaker:
            people = [who for who in self.speakers() if may_mean(filters.speaker, who)]
            tests.append(
                "EXISTS (SELECT 1 FROM quotes AS q WHERE q.article = passages.article "
                f'AND q.start < passages."end" AND q."end" > passages.start AND who IN ({_marks(people)}))'
            )
            values += people
        if not tests:
            return None
        where = " AND ".join(tests)
        found = self._db.execute(
            f"SELECT row FROM passages JOIN articles ON id = article WHERE {where} ORDER BY row", values
        )
        return [row for (row,) in found]

    def all_vectors(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """(rows (n,), vectors (n, dim)) of every passage, by row."""
        found = self._db.execute("SELECT row, vector FROM passages ORDER BY row").fetchall()
        rows = np.array([row for row, _ in found], dtype=np.int64)
        matrix = np.frombuffer(b"".join(vector for _, vector in found), dtype="<f4")
        return rows, matrix.reshape(len(rows), -1) if len(rows) else matrix.reshape(0, 1)

    def vectors_of(self, article_id: str) -> dict[str, NDArray[np.float32]]:
        """The vectors of one article's passages, by the text of the passage."""
        found = self._db.execute(
            'SELECT substr(text, start + 1, "end" - start), vector FROM passages JOIN articles ON id = article '
            "WHERE article = ?",
            (article_id,),
        )
        return {text: np.frombuffer(vector, dtype="<f4") for text, vector in found}

    def all_words(self) -> Iterator[tuple[int, str, str]]:
        """(row, title of the article, text) of every passage, by row."""
        yield from self._db.execute(
            'SELECT row, title, substr(text, start + 1, "end" - start) '
            "FROM passages JOIN articles ON id = article ORDER BY row"
        )

    def sources(self) -> dict[str, tuple[str, int]]:
        """Every input file by its resolved path: (fingerprint, number of articles)."""
        found = self._db.execute(
            "SELECT path, fingerprint, (SELECT count(*) FROM articles WHERE source = sources.path) "
            "FROM sources ORDER BY path"
        )
        return {path: (fingerprint, n) for path, fingerprint, n in found}

    def articles_of(self, source: str) -> dict[str, str]:
        """The articles of one input file: sha256 by id."""
        return dict(self._db.execute("SELECT id, sha256 FROM articles WHERE source = ?", (source,)))

    def owner(self, article_id: str) -> str | None:
        """The resolved path of the file that an article came from; None where there is no such article."""
        row = self._db.execute("SELECT source FROM articles WHERE id = ?", (article_id,)).fetchone()
        return str(row[0]) if row else None

    def unjudged(self) -> list[str]:
        """The articles that are not known to be originals or duplicates, in the order in which they are to be judged.

        First what is new or changed, as ingested; when there is none, what repeats an article that is gone.
        """
        first = "(SELECT min(row) FROM passages WHERE article = articles.id)"
        found = self._db.execute(
            "SELECT id FROM articles WHERE NOT EXISTS (SELECT 1 FROM sketches WHERE article = articles.id) "
            f"ORDER BY {first}, id"
        ).fetchall()
        found = (
            found
            or self._db.execute(
                "SELECT id FROM articles WHERE duplicate_of IS NOT NULL AND NOT EXISTS "
                "(SELECT 1 FROM articles AS original WHERE original.id = articles.duplicate_of) "
                f"ORDER BY {first}, id"
            ).fetchall()
        )
        return [article_id for (article_id,) in found]

    def originals_sharing(self, sketch: Sequence[int], at_least: int, besides: str) -> list[str]:
        """The originals whose sketches share so many hashes with this one, but `besides`; the earliest first.

        At most 50, those that share most.
        """
        found = self._db.execute(
            "SELECT article, (SELECT min(row) FROM passages AS p WHERE p.article = sketches.article) AS first "
            "FROM sketches JOIN articles ON id = article "
            f"WHERE hash IN ({_marks(sketch)}) AND duplicate_of IS NULL AND article <> ? "
            "GROUP BY article HAVING count(*) >= ? ORDER BY count(*) DESC, first, article LIMIT 50",
            (*sketch, besides, at_least),
        ).fetchall()
        return [article_id for article_id, _ in sorted(found, key=lambda row: (row[1] or 0, row[0]))]

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


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _article(row: tuple[str, ...]) -> Article:
    *head, published, url, language, duplicate_of = row
    article_id, title, text, path, sha256, outlet, author = head
    day = date.fromisoformat(published) if published else None
    return Article(article_id, title, text, path, sha256, outlet, author, day, url, language, duplicate_of)
