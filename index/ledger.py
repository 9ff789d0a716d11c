"""What an ingest asks of an index: which files it knows, what came of them, and what repeats what."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class Ledger:
    """What was read and what is still to be judged; a part of `Store`."""

    _db: sqlite3.Connection

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

    def vectors_of(self, article_id: str) -> dict[str, NDArray[np.float32]]:
        """The vectors of one article's passages, by the text of the passage."""
        found = self._db.execute(
            'SELECT substr(text, start + 1, "end" - start), vector FROM passages JOIN articles ON id = article '
            "WHERE article = ?",
            (article_id,),
        )
        return {text: np.frombuffer(vector, dtype="<f4") for text, vector in found}

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
            "WHERE hash IN (SELECT value FROM json_each(?)) AND duplicate_of IS NULL AND article <> ? "
            "GROUP BY article HAVING count(*) >= ? ORDER BY count(*) DESC, first, article LIMIT 50",
            (json.dumps(list(sketch)), besides, at_least),
        ).fetchall()
        return [article_id for article_id, _ in sorted(found, key=lambda row: (row[1] or 0, row[0]))]
