"""How On Record makes an index, in a process of its own, by its public doors; the last line told is JSON.

    python -m benchmarks.scale.make ingest|fill|repeat|open --index DIR …

Its settings are those of the environment.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from benchmarks.scale.corpus import reworded, vocabulary
from benchmarks.scale.fresh import clock, since, tell
from benchmarks.scale.vectors import Given, Watched, draw
from index.embed import open_embedder
from index.retrieve import open_retriever
from index.store import Store
from index.write import Entry
from ingest.run import Watch, ingest
from records import Article, Passage
from settings import Settings, read_settings

_AT_ONCE = 200  # articles in a transaction


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=sorted(_WORK))
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--remove", nargs="+", type=Path, default=())
    parser.add_argument("--base", type=Path, help="real vectors: draw around them; without, embed")
    parser.add_argument("--given", type=Path, help="keep texts and vectors here")
    parser.add_argument("--of", type=Path, help="the index to repeat")
    parser.add_argument("--passages", type=int, help="until there are so many")
    options = parser.parse_args()
    _WORK[options.what](options, read_settings(os.environ, index=options.index))


def _ingest(options: argparse.Namespace, settings: Settings) -> None:
    """As `python -m ingest` does, the embedder's loading included."""
    embedded: list[int] = []
    started = clock()
    report = ingest(options.paths, settings, remove=options.remove, watch=Watch(passages=embedded.append))
    tell(**report.counts() | since(started), embedded=sum(embedded))


def _fill(options: argparse.Namespace, settings: Settings) -> None:
    """The same with vectors that are drawn or watched."""
    embedder = Watched(open_embedder(settings), Given.read(options.base) if options.base else None)
    started = clock()
    report = ingest(options.paths, settings, embedder=embedder.as_embedder())
    took = since(started)
    if options.given:
        embedder.given.write(options.given)
    tell(**report.counts() | took, drawn=embedder.drawn)


def _repeat(options: argparse.Namespace, settings: Settings) -> None:
    """Articles of another index over and over with changed words, until there are so many passages; drawn vectors."""
    started = clock()
    source, store, real = Store(options.of), Store(options.index, create=True), Given.read(options.base).vectors
    articles = {article.id: article for article in source.articles()}
    words = vocabulary([article.text for article in articles.values()])
    with store.writing() as writer:
        writer.describe({key: value for key, value in source.manifest().items() if key != "generation"})
    missing, turn = options.passages - store.counts().passages, 0
    while missing > 0:
        waiting: list[Entry] = []
        for article_id, passages in _by_article(source):
            if missing <= 0:
                break
            other = _other(articles[article_id], words, turn)
            moved = tuple(replace(p, article_id=other.id, text=other.text[p.start : p.end]) for p in passages[:missing])
            sentences = tuple(replace(s, article_id=other.id) for s in source.sentences(article_id))
            vectors = draw([f"{turn} {p.text}" for p in moved], real)
            waiting.append(Entry(other, moved, sentences, (), vectors, speech=False))
            missing -= len(moved)
            if len(waiting) == _AT_ONCE:
                _write(store, waiting)
        _write(store, waiting)
        turn += 1
    tell(passages=store.counts().passages, articles=store.counts().articles, **since(started))


def _other(article: Article, words: dict[int, list[str]], turn: int) -> Article:
    title, text = (reworded(one, words, turn) for one in (article.title, article.text))
    name = f"{turn}-{article.id}"
    return replace(article, id=name, title=title, text=text, path=f"{name}.txt", sha256=name, duplicate_of=None)


def _by_article(store: Store) -> Iterator[tuple[str, list[Passage]]]:
    """Every article's passages, in the order in which they were taken in."""

    def every() -> Iterator[Passage]:
        left, low = store.counts().passages, 1
        while left > 0:
            found = store.passages(range(low, low + 1000))
            yield from (found[row] for row in sorted(found))
            left, low = left - len(found), low + 1000

    for article_id, passages in groupby(every(), lambda passage: passage.article_id):
        yield article_id, list(passages)


def _write(store: Store, waiting: list[Entry]) -> None:
    with store.writing() as writer:
        for entry in waiting:
            writer.source(entry.article.path, entry.article.sha256)
            writer.put(entry.article.path, entry)
    waiting.clear()


def _open(options: argparse.Namespace, settings: Settings) -> None:
    """What is derived from the store, where it is missing."""
    started = clock()
    open_retriever(settings)
    tell(**since(started))


_WORK = {"ingest": _ingest, "fill": _fill, "repeat": _repeat, "open": _open}


if __name__ == "__main__":
    main()
