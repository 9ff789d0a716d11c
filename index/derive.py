"""FAISS and tantivy from the store: built where they are missing or stale, under the store's generation.

A build goes to a name of its own and is moved into place, so that a reader never meets half of one.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from index.store import Store
from index.vectors import VectorIndex
from index.words import FORM, WordIndex
from language.aliases import Aliases


def derive(store: Store, aliases: Aliases) -> tuple[VectorIndex, WordIndex]:
    """Both indexes for what the store holds now; those of older generations or other aliases are removed."""
    generation = store.generation
    vectors_path = store.folder / f"vectors-{generation}.faiss"
    words_path = store.folder / f"words-{generation}-{FORM}-{aliases.fingerprint}"
    vectors = VectorIndex.load(vectors_path) if vectors_path.is_file() else _build_vectors(store, vectors_path)
    words = WordIndex.load(words_path, aliases) if words_path.is_dir() else _build_words(store, words_path, aliases)
    for old in [*store.folder.glob("vectors-*"), *store.folder.glob("words-*")]:
        if old not in (vectors_path, words_path):
            _remove(old)
    return vectors, words


def _build_vectors(store: Store, path: Path) -> VectorIndex:
    index = VectorIndex.build(*store.all_vectors())
    index.save(path)
    return index


def _build_words(store: Store, path: Path, aliases: Aliases) -> WordIndex:
    partial = path.with_suffix(".part")
    _remove(partial)
    WordIndex.build(partial, store.all_words(), aliases)
    partial.rename(path)
    return WordIndex.load(path, aliases)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
