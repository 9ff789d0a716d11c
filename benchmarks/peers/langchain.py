"""LangChain as its tutorial has it: `FAISS.from_texts` with `HuggingFaceEmbeddings`."""

from langchain_community.vectorstores import FAISS
from langchain_huggingface import HuggingFaceEmbeddings

from benchmarks.peers.worker import DEPTH, Search, weights, work


def index(texts: list[str]) -> Search:
    """The nearest vectors."""
    store = FAISS.from_texts(texts, HuggingFaceEmbeddings(model_name=weights()), [{"i": i} for i in range(len(texts))])
    return lambda question: [found.metadata["i"] for found in store.similarity_search(question, DEPTH)]


if __name__ == "__main__":
    work(index)
