"""An embedder that embeds a text once, whatever passage it is part of and however often a sweep is begun again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.count import TokenCounter
from index.embed import Embedder, TokenStates, Vectors


class Remembering:
    """The embedder, which remembers in a file what it has embedded."""

    counter: TokenCounter

    def __init__(self, embedder: Embedder, file: Path) -> None:
        self._embedder, self._file = embedder, file
        self._known: dict[str, Vectors] = {}
        if file.is_file():
            kept = np.load(file)
            self._known = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
        self.name, self.counter = embedder.name, embedder.counter
        self.dim, self.max_tokens, self.weights_sha256 = embedder.dim, embedder.max_tokens, embedder.weights_sha256

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            vectors = self._embedder.embed(list(new.values()))
            self._known |= dict(zip(new, vectors, strict=True))
            np.savez(self._file, keys=np.array(list(self._known)), vectors=np.stack(list(self._known.values())))
        return np.stack([self._known[key] for key in keys])

    def embed_question(self, text: str) -> Vectors:
        return self._embedder.embed_question(text)

    def read(self, texts: Sequence[str]) -> list[TokenStates]:
        return self._embedder.read(texts)
