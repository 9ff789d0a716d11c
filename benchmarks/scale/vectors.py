"""Vectors for more passages than can be embedded here: drawn around real ones, and said to be so.

A text that was embedded has its own vector. Any other has that of a real text, moved by half the difference of two
others, so that the noise has the shape of the data: noise of the same size in every direction would be another search.
Which three it is made of is told by the text's hash: the same text, the same vector.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np

from index.embed import Embedder, Vectors

MOVED = 0.5


@dataclass(frozen=True, slots=True)
class Given:
    """Texts as they were embedded, with their vectors, float32 (n, dim)."""

    texts: Sequence[str]
    vectors: Vectors

    @staticmethod
    def files(folder: Path) -> tuple[Path, Path]:
        """Where the texts and the vectors lie: a JSON string a line, and numpy's own form."""
        return folder / "texts.jsonl", folder / "vectors.npy"

    def write(self, folder: Path) -> None:
        """The vectors last: where they are, both are."""
        folder.mkdir(parents=True, exist_ok=True)
        texts, vectors = self.files(folder)
        texts.write_text("".join(json.dumps(text) + "\n" for text in self.texts), encoding="utf-8")
        np.save(vectors, self.vectors)

    @classmethod
    def read(cls, folder: Path) -> Given:
        """As `write` left it."""
        texts, vectors = cls.files(folder)
        return cls([json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines()], np.load(vectors))


class Watched:
    """An embedder that remembers what it was given and what came of it. With `base`, vectors are drawn around those."""

    def __init__(self, embedder: Embedder, base: Given | None = None) -> None:
        self._embedder = embedder
        self._base = base
        self._places = {text: i for i, text in enumerate(base.texts)} if base else {}
        self._texts: list[str] = []
        self._vectors: list[Vectors] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._embedder, name)

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Unit vectors, float32 (n, dim), in the order given."""
        if self._base is None:
            vectors = self._embedder.embed(texts, progress)
        else:
            vectors = draw(texts, self._base.vectors)
            for i, text in enumerate(texts):
                if text in self._places:
                    vectors[i] = self._base.vectors[self._places[text]]
        self._texts += texts
        self._vectors.append(vectors)
        return vectors

    @property
    def given(self) -> Given:
        """All that went through."""
        return Given(self._texts, np.concatenate(self._vectors))

    @property
    def drawn(self) -> int:
        """Texts whose vectors were drawn."""
        return sum(text not in self._places for text in self._texts) if self._base else 0

    def as_embedder(self) -> Embedder:
        """The same, to those who ask for an embedder."""
        return cast(Embedder, self)


def draw(texts: Sequence[str], real: Vectors) -> Vectors:
    """A vector for each text, float32 (n, dim), of unit length."""
    parts = np.array([_three(text, len(real)) for text in texts], dtype=np.int64).reshape(-1, 3)
    moved = real[parts[:, 0]] + MOVED * (real[parts[:, 1]] - real[parts[:, 2]])
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)


def _three(text: str, n: int) -> list[int]:
    digest = hashlib.sha256(text.encode()).digest()
    return [int.from_bytes(digest[low : low + 8], "little") % n for low in (0, 8, 16)]
