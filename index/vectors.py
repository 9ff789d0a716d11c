"""FAISS: which passages lie nearest to a question? Derived from the store and rebuilt from it; exact.

The house's only door to faiss. Vectors are unit vectors, so that the inner product is the cosine.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


class VectorIndex:
    """Rows of passages under their vectors.

    >>> index = VectorIndex.build(np.array([7, 9]), np.eye(2, dtype=np.float32))
    >>> index.search(np.array([1, 0], dtype=np.float32), 1)
    {7: 1.0}
    """

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, rows: Rows, vectors: NDArray[np.float32]) -> VectorIndex:
        """An index of `vectors` (n, dim), each known by its row."""
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), np.ascontiguousarray(rows, dtype=np.int64))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """An index as `save` left it."""
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        """Written beside and moved into place, so that a reader never sees half a file."""
        partial = path.with_suffix(".part")
        faiss.write_index(self._index, str(partial))
        partial.replace(path)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, question: NDArray[np.float32], k: int, among: Sequence[int] | None = None) -> dict[int, float]:
        """The `k` nearest rows and their cosines, best first; `among` restricts the search to some rows."""
        if len(self) == 0 or k < 1 or (among is not None and not len(among)):
            return {}
        parameters = None
        if among is not None:
            parameters = faiss.SearchParameters()
            parameters.sel = faiss.IDSelectorBatch(np.asarray(among, dtype=np.int64))
        scores, rows = self._index.search(question.reshape(1, -1), min(k, len(self)), params=parameters)
        return {int(row): float(score) for row, score in zip(rows[0], scores[0], strict=True) if row >= 0}

    def scores(self, question: NDArray[np.float32], rows: Sequence[int]) -> dict[int, float]:
        """The cosines of rows that are in the index."""
        return {row: float(question @ self._index.reconstruct(int(row))) for row in rows}
