"""FAISS and tantivy from the store: a folder for each generation, made beside the last one out of what is new.

What the last folder holds and still holds good is linked, not copied: neither library changes a file that it has
written. A folder is made under another name and moved into place when it is whole, so that a reader meets all of an
ingest or nothing of it, and one that is cut off leaves nothing behind. Whoever has the older files open reads on.

    derived-6b1e…-17-3-1f2e3d4c/     of that store, generation 17, words of form 3, the aliases of that fingerprint
        1-40960.faiss            the segment of rows 1 to 40960, so far as there were any when it was made
        40961-41200.faiss
        words/                   tantivy's own, of the passages
        quotes/                  the same of the quotes in them
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from index import words
from index.lock import PATIENCE, only_writer
from index.segments import TOO_MUCH, Span, plan
from index.store import Store
from index.vectors import Segment, VectorIndex, Vectors
from index.words import Text, WordIndex
from language.aliases import Aliases
from records import IndexBusy


class Derived:
    """What is derived from a store, the words with some aliases."""

    def __init__(self, store: Store, aliases: Aliases) -> None:
        self._store = store
        self._aliases = aliases
        self._form = f"-{words.FORM}-{aliases.fingerprint}"

    def newest(self) -> int | None:
        """The newest generation that is there, whole; None where there is none."""
        return max(map(_generation, self._folders(self._form)), default=None)

    def open(self) -> tuple[int, VectorIndex, WordIndex, WordIndex]:
        """(generation, vectors, words of passages, words of quotes), with the store held at the same generation.

        What was never derived, since an ingest was cut off, is derived now. While one is being written it is the last
        generation that was whole, and the store is held as it is: what the ingest has taken out is not found any more.

        Raises:
            IndexBusy: the first ingest has not ended yet.
        """
        while True:
            self._store.hold()
            newest, present = self.newest(), self._store.generation
            older = newest is not None and newest < present
            if newest != present and self._derived_now(0 if older else PATIENCE, older):
                continue
            assert newest is not None
            try:
                return newest, *self._load(newest)
            except (OSError, RuntimeError, ValueError):  # as each library says it
                if newest == self.newest():  # or else a newer one has taken its place meanwhile
                    raise

    def derive(self) -> None:
        """Make what there is not yet of the store's generation, and remove what is older. For the only writer."""
        store, folder = self._store, self._store.folder
        whole, partial = self._of(store.generation), folder / "derived.part"
        if not whole.is_dir():
            older = (path for path in self._folders() if _generation(path) <= store.generation)
            last = max(older, key=_generation, default=folder / "none")
            _remove(partial)
            partial.mkdir()
            made = _derive_vectors(store, last, partial)
            self._derive_words(last, partial, "words", store.words_after)
            self._derive_words(last, partial, "quotes", store.said_after)
            partial.rename(whole)
            store.forget_gone((span.first, span.last) for span in made)
        for old in folder.glob("derived[-.]*"):
            if old != whole:
                _remove(old)

    def _derived_now(self, seconds: float, or_not: bool) -> bool:
        """Derive what was not, unless another is writing: then False where that will do, else IndexBusy."""
        try:
            with only_writer(self._store.folder, seconds):
                self._store.release()
                self.derive()
        except IndexBusy:
            if not or_not:
                raise
            return False
        return True

    def _of(self, generation: int) -> Path:
        return self._store.folder / f"derived-{self._store.identity:08x}-{generation}{self._form}"

    def _folders(self, form: str = "") -> Iterable[Path]:
        return self._store.folder.glob(f"derived-{self._store.identity:08x}-*{form}")

    def _load(self, generation: int) -> tuple[VectorIndex, WordIndex, WordIndex]:
        folder = self._of(generation)
        spans, gone = _spans(folder), self._store.gone()
        segments = [Segment(_file(folder, *span)) for span in spans]
        vectors = VectorIndex(segments, gone[gone <= _end(spans)], self._store.vectors)
        words, quotes = (WordIndex.load(folder / name, self._aliases) for name in ("words", "quotes"))
        return vectors, words, quotes

    def _derive_words(self, last: Path, partial: Path, name: str, after: Callable[[int], Iterable[Text]]) -> None:
        """The last words with what came and went since; or all words anew, where these are of another form or stale.

        `after` tells the texts in the passages beyond a row: the passages themselves, or the quotes in them.
        """
        folder = partial / name
        if last.name.endswith(self._form):
            shutil.copytree(last / name, folder, copy_function=_link, ignore=shutil.ignore_patterns("*.lock"))
            came, went = after(_end(_spans(last))), self._store.gone(since=_generation(last))
            WordIndex.write(folder, came, self._aliases, went.tolist())
            if WordIndex.share_gone(folder) <= TOO_MUCH:
                return
            _remove(folder)
        WordIndex.write(folder, after(0), self._aliases)


def _derive_vectors(store: Store, last: Path, folder: Path) -> list[Span]:
    """The last segments that stay, and those that are to be made, which are returned."""
    spans, gone = [], store.gone()
    for first, end in _spans(last):
        dead = int(np.count_nonzero((gone >= first) & (gone <= end)))
        spans.append(Span(first, end, len(Segment(_file(last, first, end))) - dead, dead))
    stay, made = plan(spans, store.count_after(_end(_spans(last))), store.last_row())
    for span in stay:
        _link(_file(last, span.first, span.last), _file(folder, span.first, span.last))
    for span in made:
        _make(store, span, _file(folder, span.first, span.last))
    return made


def _make(store: Store, span: Span, path: Path) -> None:
    """The segment of a span of rows."""
    numbers, width = np.random.default_rng(0), span.last + 1 - span.first

    def sample(n: int) -> Vectors:
        rows = numbers.integers(span.first, span.last + 1, n * width // span.present)
        return store.vectors(np.unique(rows).tolist())[1]

    Segment.write(path, span.present, sample, store.vectors_between(span.first, span.last))


def _generation(folder: Path) -> int:
    return int(folder.name.split("-")[2])


def _spans(folder: Path) -> list[tuple[int, int]]:
    """The rows (first, last) of each segment in a folder, in order; none where there is no folder."""
    return sorted((int(first), int(last)) for first, last in (path.stem.split("-") for path in folder.glob("*.faiss")))


def _end(spans: list[tuple[int, int]]) -> int:
    """The last row that segments cover; 0 where there are none."""
    return spans[-1][1] if spans else 0


def _file(folder: Path, first: int, last: int) -> Path:
    return folder / f"{first}-{last}.faiss"


def _link(old: str | Path, new: str | Path) -> None:
    """The same file under another name too; a copy of it where the file system has no such thing."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
