"""BM25 and nothing else: bm25s as its README begins (English stop words, Snowball stems), over whole documents."""

import bm25s
import Stemmer

from benchmarks.peers.worker import DEPTH, Search, work


def index(texts: list[str]) -> Search:
    """The highest BM25 scores; a text without any word of the question is not found."""
    stemmer = Stemmer.Stemmer("english")
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False), show_progress=False)

    def search(question: str) -> list[int]:
        words = bm25s.tokenize([question], stopwords="en", stemmer=stemmer, show_progress=False)
        found, scores = retriever.retrieve(words, k=min(DEPTH, len(texts)), show_progress=False)
        return [int(i) for i, score in zip(found[0], scores[0], strict=True) if score > 0]

    return search


if __name__ == "__main__":
    work(index)
