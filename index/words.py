"""tantivy: which passages, or which quotes in them, share the question's words? BM25; derived from the store.

The house's only door to tantivy. Words are lower-cased, stripped of diacritics and stemmed; grammar words are left out.
A word in Latin letters is stemmed as English, one in Cyrillic, Greek or Arabic letters as Russian, Greek or Arabic: no
stemmer changes a word of another script.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from itertools import compress, islice
from pathlib import Path
from typing import cast

import numpy as np
import tantivy
from numpy.typing import NDArray

from language.aliases import Aliases
from language.compare import STOP_WORDS

FORM = "4"  # raised when the same text gives other stems, or is kept otherwise
_STEMMERS = ("english", "russian", "greek", "arabic")
_HEAP = 64_000_000
_BODY = "body"
_WHO = "who"
_DEEPER = 4  # times as many passages, where among those found too few are let through
# (row, title, text) of a passage, or (row, title, text, who) of what somebody says in it.
Text = tuple[int, str, str] | tuple[int, str, str, str]
_TITLE_BOOST = 0.5  # a title names the subject of each of its passages, but less surely than their own words


def _analyzer() -> tantivy.TextAnalyzer:
    f = tantivy.Filter
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        f.remove_long(60),
        f.lowercase(),
        f.ascii_fold(),
        f.custom_stopword(sorted(STOP_WORDS)),
        *(f.stemmer(language) for language in _STEMMERS),
    ):
        builder = builder.filter(step)
    return builder.build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", stored=True, indexed=True, fast=True)
    builder.add_text_field(_BODY, tokenizer_name="english_words", index_option="freq")
    builder.add_text_field("title", tokenizer_name="english_words", index_option="freq")
    builder.add_text_field(_WHO, tokenizer_name="raw", index_option="basic")
    return builder.build()


class WordIndex:
    """Rows of passages under their words, or under those of each quote in them, in a folder."""

    def __init__(self, index: tantivy.Index, aliases: Aliases, stale: bool = False) -> None:
        self._index = index
        self._aliases = aliases
        self._stale = stale  # does it still count passages that were taken out?
        self._analyzer = _analyzer()
        self._index.register_tokenizer("english_words", self._analyzer)
        self._index.reload()
        self._searcher = self._index.searcher()

    @staticmethod
    def write(
        folder: Path,
        texts: Iterable[Text],
        aliases: Aliases = Aliases(),  # noqa: B008
        gone: Iterable[int] = (),
    ) -> None:
        """Add texts to the index in a folder and take out rows; the folder is made where there is none.

        Of what is in the folder no file is changed, only others come. Aliases are found under one another.
        """
        folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(_schema(), path=str(folder))
        index.register_tokenizer("english_words", _analyzer())
        writer = index.writer(_HEAP, 1)
        # By query: a term made of a Python number is a signed one, which is no row's.
        writer.delete_documents_by_query(tantivy.Query.term_set_query(index.schema, "row", list(gone)))
        for row, title, text, *who in texts:
            document = tantivy.Document()
            document.add_unsigned("row", row)
            document.add_text("title", aliases.unify(title))
            document.add_text(_BODY, aliases.unify(text))
            for name in who:
                document.add_text(_WHO, name)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    @staticmethod
    def share_gone(folder: Path) -> float:
        """The share of passages that were taken out and still count in scores, until their segment is merged."""
        segments = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["segments"]
        gone = sum(segment["deletes"]["num_deleted_docs"] for segment in segments if segment["deletes"])
        return float(gone / max(sum(segment["max_doc"] for segment in segments), 1))

    @classmethod
    def load(cls, folder: Path, aliases: Aliases = Aliases()) -> WordIndex:  # noqa: B008
        """The index in a folder as it is now, with the aliases that it was written with.

        Raises:
            OSError: there is none.
        """
        if not (folder / "meta.json").is_file():
            raise FileNotFoundError(folder)
        return cls(tantivy.Index.open(str(folder)), aliases, cls.share_gone(folder) > 0)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def terms(self, text: str) -> list[str]:
        """The stems under which a text's words are found, in order.

        "What did they say about the talks?" gives ['say', 'talk'].
        """
        return list(self._analyzer.analyze(self.unify(text)))

    def unify(self, text: str) -> str:
        """A text with one and the same word for what several stand for, as the aliases have it."""
        return self._aliases.unify(text)

    def rarity(self, terms: Iterable[str]) -> dict[str, float]:
        """Inverse document frequency of stems, ln(1 + (N - n + 0.5) / (n + 0.5)) as in BM25, over the passages."""
        total = len(self)
        counts = {term: self._frequency(term) for term in terms}
        return {term: math.log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in counts.items()}

    def _frequency(self, term: str) -> int:
        if not self._stale:
            return int(self._searcher.doc_freq(_BODY, term))
        having = tantivy.Query.term_query(self._index.schema, _BODY, term, "freq")
        return int(self._searcher.search(having, 1, count=True).count)  # type: ignore[attr-defined]  # the stubs lack it

    @property
    def never(self) -> float:
        """The rarity of a word that stands in no passage."""
        return math.log(1 + (len(self) + 0.5) / 0.5)

    def search(
        self, question: str, k: int, among: NDArray[np.int64] | None = None, by: tuple[str, ...] | None = None
    ) -> dict[int, float]:
        """The rows of the `k` texts of highest BM25 score, best first, each with the score of its best.

        Args:
            among: restricts the search to some rows, ascending.
            by: restricts it to what these people, by their names as printed, say.
        """
        terms = sorted(set(self.terms(question)))
        if not terms or k < 1 or not len(self) or (among is not None and not len(among)):
            return {}
        schema, q, should = self._index.schema, tantivy.Query, tantivy.Occur.Should
        wanted = q.boolean_query(
            [(should, q.term_query(schema, _BODY, term, "freq")) for term in terms]
            + [(should, q.boost_query(q.term_query(schema, "title", term, "freq"), _TITLE_BOOST)) for term in terms]
        )
        if by is not None:
            wanted = self._restricted(wanted, _WHO, list(by))
        if among is None:
            return _by_row(self._best(wanted, k))
        # The shorter of two lists: the rows to look up, or as many passages as hold enough of them, most likely.
        depth = 2 * k * len(self) // len(among)
        if len(among) <= depth:
            return _by_row(self._best(self._restricted(wanted, "row", among.tolist()), k))
        while True:
            depth = min(depth, len(self))
            best = self._best(wanted, depth)
            rows = np.fromiter((row for row, _ in best), dtype=np.int64)
            inside = among[np.minimum(np.searchsorted(among, rows), len(among) - 1)] == rows
            let_through = list(islice(compress(best, inside), k))
            if len(let_through) == k or len(best) < depth or depth == len(self):
                return _by_row(let_through)
            depth *= _DEEPER

    def _restricted(self, wanted: tantivy.Query, field: str, values: list[str] | list[int]) -> tantivy.Query:
        """What is wanted where a field holds one of these values; which of them adds nothing to the score."""
        q, must = tantivy.Query, tantivy.Occur.Must
        one_of = q.const_score_query(q.term_set_query(self._index.schema, field, values), 0.0)
        return q.boolean_query([(must, wanted), (must, one_of)])

    def _best(self, wanted: tantivy.Query, k: int) -> list[tuple[int, float]]:
        """(row, score) of the `k` best texts, best first."""
        found = self._searcher.search(wanted, k, count=False)
        rows = self._searcher.fast_field_values("row", [address for _, address in found.hits])
        return [(cast("int", row), float(score)) for row, (score, _) in zip(rows, found.hits, strict=True)]


def _by_row(best: Iterable[tuple[int, float]]) -> dict[int, float]:
    """Each row once, where it comes first."""
    found: dict[int, float] = {}
    for row, score in best:
        found.setdefault(row, score)
    return found
