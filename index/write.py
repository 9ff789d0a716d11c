"""What is written to the store, within one of its transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from records import Article, Passage, Quote, Sentence

ARTICLE_COLUMNS = "id, title, text, path, sha256, outlet, author, published, url, language, duplicate_of"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article with all that ingest made of it. `vectors` is float32 (len(passages), dim).

    `speech` tells whether it was read for who said what, `called` by which words of office it speaks of those quoted.
    """

    article: Article
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    vectors: NDArray[np.float32]
    speech: bool = True
    called: Mapping[str, str] = field(default_factory=dict)


class Writer:
    """What may be written within a transaction; made by `Store.writing`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def describe(self, manifest: Mapping[str, str]) -> None:
        """Record what made the index."""
        self._db.executemany("INSERT OR REPLACE INTO manifest VALUES (?, ?)", manifest.items())

    def source(self, path: str, fingerprint: str) -> None:
        """Record an input file as read; its articles stay as they are."""
        self._db.execute(
            "INSERT INTO sources VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET fingerprint = excluded.fingerprint",
            (path, fingerprint),
        )

    def put(self, source: str, entry: Entry) -> None:
        """Add an article, or replace the one of its id with all that belonged to it."""
        a = entry.article
        self.remove_articles([a.id])
        published = a.published.isoformat() if a.published else None
        self._db.execute(
            f"INSERT INTO articles (source, {ARTICLE_COLUMNS}, speech) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                source,
                a.id,
                a.title,
                a.text,
                a.path,
                a.sha256,
                a.outlet,
                a.author,
                published,
                a.url,
                a.language,
                a.duplicate_of,
                entry.speech,
            ),
        )
        self._db.executemany(
            'INSERT INTO passages (article, start, "end", n_tokens, voice, vector) VALUES (?, ?, ?, ?, ?, ?)',
            [
                (p.article_id, p.start, p.end, p.n_tokens, p.voice, vector.astype("<f4").tobytes())
                for p, vector in zip(entry.passages, entry.vectors, strict=True)
            ],
        )
        self._db.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?)",
            [(s.article_id, s.start, s.end, s.voice) for s in entry.sentences],
        )
        self._db.executemany(
            "INSERT INTO quotes VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(q.article_id, q.start, q.end, q.kind, q.speaker, q.who, q.cue) for q in entry.quotes],
        )
        self._db.executemany(
            "INSERT INTO called VALUES (?, ?, ?)", [(a.id, who, words) for who, words in entry.called.items()]
        )

    def judge(self, article_id: str, sketch: Iterable[int], duplicate_of: str | None) -> None:
        """Record an article's sketch, and the original that it repeats or None; what repeated it waits to be judged."""
        followers = "SELECT id FROM articles WHERE duplicate_of = ?"
        self._db.execute(f"DELETE FROM sketches WHERE article IN ({followers})", (article_id,))
        self._db.execute("DELETE FROM sketches WHERE article = ?", (article_id,))
        self._db.executemany("INSERT INTO sketches VALUES (?, ?)", [(number, article_id) for number in sketch])
        self._db.execute("UPDATE articles SET duplicate_of = ? WHERE id = ?", (duplicate_of, article_id))

    def remove_articles(self, ids: Iterable[str]) -> None:
        """Take out articles with all that belongs to them."""
        self._db.executemany("DELETE FROM articles WHERE id = ?", [(article_id,) for article_id in ids])

    def remove_sources(self, paths: Iterable[str]) -> None:
        """Take out input files with their articles."""
        self._db.executemany("DELETE FROM sources WHERE path = ?", [(path,) for path in paths])
