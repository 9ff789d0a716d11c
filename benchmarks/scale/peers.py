"""What the others do in a process of their own, each as its tutorial has it; the last line told is JSON.

    python -m benchmarks.scale.peers langchain|txtai|llamaindex index --given DIR [--drawn] [--folder DIR]
    python -m benchmarks.scale.peers … search --folder DIR --questions F.json

Run by the peer's own Python. `--drawn` takes the vectors that lie beside the texts, else they are embedded: with the
weights that On Record has. Loading the model is not in the seconds of `index`, which favours them: it is in ours.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from benchmarks.peers.worker import weights
from benchmarks.scale.fresh import clock, since, size, tell, timed

K = 10


class Peer(Protocol):
    """A way to index texts and search them."""

    def index(self, texts: list[str], vectors: Any = None) -> None: ...

    def save(self, folder: Path) -> None: ...

    def load(self, folder: Path) -> None: ...

    def search(self, question: str, k: int) -> list[Any]: ...


class LangChain:
    """`FAISS.from_texts` with `HuggingFaceEmbeddings`."""

    def __init__(self) -> None:
        from langchain_huggingface import HuggingFaceEmbeddings

        self.embedder = HuggingFaceEmbeddings(model_name=weights())

    def index(self, texts: list[str], vectors: Any = None) -> None:
        from langchain_community.vectorstores import FAISS

        if vectors is None:
            self.store = FAISS.from_texts(texts, self.embedder)
        else:
            self.store = FAISS.from_embeddings(zip(texts, vectors, strict=True), self.embedder)

    def save(self, folder: Path) -> None:
        self.store.save_local(str(folder))

    def load(self, folder: Path) -> None:
        from langchain_community.vectorstores import FAISS

        # Its own form is a pickle; this one we have just written.
        self.store = FAISS.load_local(str(folder), self.embedder, allow_dangerous_deserialization=True)

    def search(self, question: str, k: int) -> list[Any]:
        return [found.page_content for found in self.store.similarity_search(question, k)]


class Txtai:
    """`Embeddings` with `hybrid=True`."""

    def __init__(self) -> None:
        from txtai import Embeddings

        self.store = Embeddings(path=weights(), hybrid=True)

    def index(self, texts: list[str], vectors: Any = None) -> None:
        if vectors is not None:
            known = dict(zip(texts, vectors, strict=True))
            self.store.model.encode = lambda data, category=None: np.array([known[text] for text in data], np.float32)
        self.store.index(enumerate(texts))

    def save(self, folder: Path) -> None:
        self.store.save(str(folder))

    def load(self, folder: Path) -> None:
        self.store.load(str(folder))

    def search(self, question: str, k: int) -> list[Any]:
        return [row for row, _ in self.store.search(question, k)]


class LlamaIndex:
    """`VectorStoreIndex` with `HuggingFaceEmbedding`, and the vector store that it has of itself."""

    def __init__(self) -> None:
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        self.embedder = HuggingFaceEmbedding(model_name=weights(), device="cpu")

    def index(self, texts: list[str], vectors: Any = None) -> None:
        from llama_index.core import VectorStoreIndex
        from llama_index.core.schema import TextNode

        given = [None] * len(texts) if vectors is None else [vector.tolist() for vector in vectors]
        nodes = [TextNode(text=text, embedding=vector) for text, vector in zip(texts, given, strict=True)]
        self.store = VectorStoreIndex(nodes, embed_model=self.embedder)

    def save(self, folder: Path) -> None:
        self.store.storage_context.persist(str(folder))

    def load(self, folder: Path) -> None:
        from llama_index.core import StorageContext, load_index_from_storage

        context = StorageContext.from_defaults(persist_dir=str(folder))
        self.store = load_index_from_storage(context, embed_model=self.embedder)

    def search(self, question: str, k: int) -> list[Any]:
        return [found.node.text for found in self.store.as_retriever(similarity_top_k=k).retrieve(question)]


PEERS: dict[str, Callable[[], Peer]] = {"langchain": LangChain, "txtai": Txtai, "llamaindex": LlamaIndex}


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", choices=sorted(PEERS))
    parser.add_argument("what", choices=("index", "search"))
    parser.add_argument("--given", type=Path, help="texts.jsonl and vectors.npy")
    parser.add_argument("--drawn", action="store_true", help="with those vectors")
    parser.add_argument("--folder", type=Path, help="where its index is kept")
    parser.add_argument("--questions", type=Path, help="a JSON array of them")
    options = parser.parse_args()
    (index if options.what == "index" else search)(PEERS[options.peer], options)


def index(peer: Callable[[], Peer], options: argparse.Namespace) -> None:
    """Build it, and save it where a folder is told."""
    lines = (options.given / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line) for line in lines]
    vectors = np.load(options.given / "vectors.npy") if options.drawn else None
    one = peer()
    started = clock()
    one.index(texts, vectors)
    took = since(started)
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
        one.save(options.folder)
    tell(passages=len(texts), **took)


def search(peer: Callable[[], Peer], options: argparse.Namespace) -> None:
    """Every question, embedding it included."""
    started = time.perf_counter()
    one = peer()
    one.load(options.folder)
    one.search("ready?", K)
    opened = time.perf_counter() - started
    times, _ = timed(
        lambda question: one.search(question, K), json.loads(options.questions.read_text(encoding="utf-8"))
    )
    tell(opened=opened, times=times, bytes=size(options.folder))


if __name__ == "__main__":
    main()
