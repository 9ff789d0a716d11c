"""What an index is about, counted: speakers, outlets, languages; and which passages a filter lets through."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from language.compare import fold
from language.names import may_mean
from records import Filters, Voice


class Facets:
    """What is told of the articles together; a part of `Store`."""

    _db: sqlite3.Connection
    _counted: dict[str, dict[str, int]] | None = None  # by query, so long as nothing can change

    def speakers(self) -> dict[str, int]:
        """Everyone who is quoted, by full name as printed, with the number of quotes; most quoted first."""
        return self._count(
            "SELECT who, count(*) AS n FROM quotes WHERE who IS NOT NULL GROUP BY who ORDER BY n DESC, who"
        )

    def mentions(self) -> dict[str, set[str]]:
        """Under which words each of the people quoted is spoken of: "the minister", "Lavrov"; by full name."""
        found: dict[str, set[str]] = {}
        told = "SELECT who, speaker FROM quotes WHERE who IS NOT NULL UNION SELECT who, words FROM called"
        for who, speaker in self._db.execute(told):
            found.setdefault(who, set()).add(speaker)
        return found

    def meant_by(self, speaker: str) -> tuple[str, ...]:
        """The names, as printed, of those quoted whom a name may mean; as `may_mean` says."""
        return tuple(who for who in self.speakers() if may_mean(speaker, who))

    def words_of(self, people: Sequence[str], most: int = 500) -> tuple[str, ...]:
        """What these people, by full name as printed, are quoted with: at most so many quotes."""
        found = self._db.execute(
            'SELECT substr(text, q.start + 1, q."end" - q.start) '
            "FROM (SELECT * FROM quotes WHERE who IN (SELECT value FROM json_each(?)) LIMIT ?) AS q "
            "JOIN articles ON id = q.article",
            (json.dumps(list(people)), most),
        )
        return tuple(words for (words,) in found)

    def outlets(self) -> dict[str, int]:
        """Every outlet with the number of its articles; most first."""
        counted = "SELECT outlet, count(*) AS n FROM articles WHERE outlet IS NOT NULL GROUP BY outlet"
        return self._count(f"{counted} ORDER BY n DESC, outlet")

    def days(self) -> dict[date, int]:
        """Every day on which something was printed with the number of its articles, the first day first."""
        counted = "SELECT published, count(*) FROM articles WHERE published IS NOT NULL GROUP BY published"
        return {date.fromisoformat(day): n for day, n in self._count(f"{counted} ORDER BY published").items()}

    def languages(self) -> dict[str, int]:
        """Every language with the number of its articles, as told or guessed; most first."""
        counted = "SELECT language, count(*) AS n FROM articles WHERE language IS NOT NULL GROUP BY language"
        return self._count(f"{counted} ORDER BY n DESC, language")

    def rows_among(
        self, filters: Filters, by: tuple[str, ...] | None = None, voice: Voice | None = None
    ) -> NDArray[np.int64] | None:
        """The rows of the passages that the filters let through, ascending; None where they let all through.

        An article without a date is let through only where no date is asked for: it can't be known to lie in the range.
        An outlet matches by any part of its name, a speaker as `may_mean` says; diacritics and case don't count. `by`
        are the names that the speaker may mean, where they are known already. Of `voice` is a whole passage.
        """
        of_article, values = [], []
        if filters.outlet:
            of_article.append("outlet IN (SELECT value FROM json_each(?))")
            values.append(json.dumps([name for name in self.outlets() if fold(filters.outlet) in fold(name)]))
        for bound, test in ((filters.since, "published >= ?"), (filters.until, "published <= ?")):
            if bound:
                of_article.append(test)
                values.append(bound.isoformat())
        tests = [f"article IN (SELECT id FROM articles WHERE {' AND '.join(of_article)})"] if of_article else []
        if filters.speaker:
            tests.append(
                "row IN (SELECT p.row FROM quotes AS q JOIN passages AS p ON p.article = q.article "
                'AND q.start < p."end" AND q."end" > p.start WHERE who IN (SELECT value FROM json_each(?)))'
            )
            values.append(json.dumps(self.meant_by(filters.speaker) if by is None else by))
        if voice:
            # An index knows the voices apart from the article's own.
            tests.append("voice = ?" if voice is Voice.ARTICLE else "voice = ? AND voice <> 'article'")
            values.append(voice)
        if not tests:
            return None
        found = self._db.execute(f"SELECT row FROM passages WHERE {' AND '.join(tests)}", values)
        return np.sort(np.fromiter((row for (row,) in found), dtype=np.int64))

    def _count(self, query: str) -> dict[str, int]:
        """What a query counts, asked once so long as nothing can change."""
        if self._counted is None:
            return dict(self._db.execute(query))
        if query not in self._counted:
            self._counted[query] = dict(self._db.execute(query))
        return self._counted[query]
