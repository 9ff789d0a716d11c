"""txtai with `hybrid=True`: vectors and its own BM25, half and half."""

from txtai import Embeddings

from benchmarks.peers.worker import DEPTH, Search, weights, work


def index(texts: list[str]) -> Search:
    """The best of both."""
    embeddings = Embeddings(path=weights(), hybrid=True)
    embeddings.index(enumerate(texts))
    return lambda question: [i for i, _ in embeddings.search(question, DEPTH)]


if __name__ == "__main__":
    work(index)
