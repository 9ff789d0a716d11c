"""Small stand-ins whose results can be worked out by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from index.embed import TokenStates, Vectors


class WordCounter:
    """Counts words where the real one counts word pieces."""

    def count(self, text: str) -> int:
        return len(text.split())


class WordEmbedder:
    """The vector of a text counts the words of a small vocabulary, made a unit vector; other words share one place.

    `calls` holds every text that was embedded, in order.
    """

    name = "words"
    weights_sha256 = "0" * 64
    max_tokens = 200
    floor = token_floor = 0.0
    english_only = True

    def __init__(self, vocabulary: str) -> None:
        self._places = {word: i for i, word in enumerate(vocabulary.split())}
        self.dim = len(self._places) + 1
        self.counter = WordCounter()
        self.calls: list[str] = []

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        self.calls += texts
        if progress:
            progress(len(texts))
        return np.stack([self._vector(text) for text in texts]) if texts else np.zeros((0, self.dim), np.float32)

    def embed_question(self, text: str) -> Vectors:
        return self._vector(text)

    def read(self, texts: Sequence[str]) -> list[TokenStates]:
        return [self._states(text) for text in texts]

    def _vector(self, text: str) -> Vectors:
        vector = sum((self._place(word) for word in re.findall(r"\w+", text)), np.zeros(self.dim, np.float32))
        return (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)

    def _states(self, text: str) -> TokenStates:
        words = list(re.finditer(r"\w+", text))
        states = np.stack([self._place(word[0]) for word in words]) if words else np.zeros((0, self.dim), np.float32)
        return TokenStates(states, tuple(word.span() for word in words))

    def _place(self, word: str) -> Vectors:
        place = np.zeros(self.dim, np.float32)
        place[self._places.get(word.lower(), self.dim - 1)] = 1.0
        return place
