"""One ingest, from the paths given to an index that can be asked: the story on one page."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from index.derive import Derived
from index.embed import Embedder, open_embedder
from index.lock import only_writer
from index.manifest import check_manifest, manifest_of
from index.store import Store
from ingest.add import Adder
from ingest.clean import clean
from ingest.duplicates import mark_duplicates
from ingest.files.read import Raw, Source, find, fingerprint, read
from ingest.languages import note
from language.aliases import read_aliases
from records import Article, Block, InputRefused
from settings import Settings


@dataclass(frozen=True, slots=True)
class Refused:
    """An input file, or a row of one, that was left out, and why."""

    file: str
    reason: str


@dataclass(slots=True)
class Report:
    """What an ingest did. `new`, `changed`, `unchanged` and `removed` count articles; the totals are of the index.

    `note` says what to know about articles in other languages; empty where all are in English.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    refused: list[Refused] = field(default_factory=list)
    articles: int = 0
    passages: int = 0
    seconds: float = 0.0
    note: str = ""

    def counts(self) -> dict[str, object]:
        """The report as other programs know it: all but the note, which is for people."""
        told = dataclasses.asdict(self)
        del told["note"]
        return told


@dataclass(frozen=True, slots=True)
class Watch:
    """Who wants to know how an ingest is coming along: told the files at the start, then each file and passage."""

    files: Callable[[int], None] = lambda n: None
    file: Callable[[], None] = lambda: None
    passages: Callable[[int], None] = lambda n: None


def ingest(
    paths: Sequence[Path],
    settings: Settings,
    *,
    remove: Sequence[Path] = (),
    embedder: Embedder | None = None,
    watch: Watch = Watch(),
) -> Report:
    """Bring the index up to date with `paths`, and take out what was ingested from under `remove`.

    What is new or changed is read and embedded, what vanished from under `paths` leaves, what lies elsewhere stays.
    A file or row that can't be read is refused with its reason; if it was in the index before, it stays as it was.

    Raises:
        OnRecordError: a path does not exist.
        IndexMismatch: the index was made by another embedder or with other settings.
        IndexBusy: another ingest is writing to it, and did not end in a minute.
    """
    started = time.perf_counter()
    sources = list(find(paths))
    embedder = embedder or open_embedder(settings)
    report = Report()
    watch.files(len(sources))
    with _writing(settings, embedder) as store:
        known = store.sources()
        adder = Adder(store, embedder, settings, watch.passages)
        for source in sources:
            _take(source, known.get(str(source.path)), store, adder, settings, report)
            watch.file()
        adder.flush()
        present = {str(source.path) for source in sources}
        gone = [path for path in known if (path not in present and _under(path, paths)) or _under(path, remove)]
        _remove(gone, known, store, report)
        mark_duplicates(store)
        _total(store, embedder, report)
    report.seconds = round(time.perf_counter() - started, 3)
    return report


def add(articles: Iterable[tuple[Article, Sequence[Block]]], settings: Settings, watch: Watch = Watch()) -> Report:
    """Index articles that are already in hand, each as a source of its own: for test sets and programs."""
    started = time.perf_counter()
    embedder = open_embedder(settings)
    report = Report()
    with _writing(settings, embedder) as store:
        adder = Adder(store, embedder, settings, watch.passages)
        for article, blocks in articles:
            adder.add(article.path, article, blocks)
            adder.finish(article.path, article.sha256)
            report.new += 1
            watch.file()
        adder.flush()
        _total(store, embedder, report)
    report.seconds = round(time.perf_counter() - started, 3)
    return report


@contextmanager
def _writing(settings: Settings, embedder: Embedder) -> Iterator[Store]:
    """The store of the index, made and described if it is not there, for one writer; at the end all is derived."""
    with only_writer(settings.index):
        store = Store(settings.index, create=True)
        try:
            manifest = manifest_of(embedder, settings)
            if store.manifest():
                check_manifest(store.manifest(), manifest, settings)
            else:
                with store.writing() as writer:
                    writer.describe(manifest)
            yield store
            Derived(store, read_aliases(settings.aliases)).derive()
        finally:
            store.close()


def _total(store: Store, embedder: Embedder, report: Report) -> None:
    """What the index holds in the end."""
    counts = store.counts()
    report.articles, report.passages = counts.articles, counts.passages
    report.note = note(store.languages(), embedder.english_only)


def _take(
    source: Source, known: tuple[str, int] | None, store: Store, adder: Adder, settings: Settings, report: Report
) -> None:
    """Read one file if it is new or changed, and hand its new and changed articles on."""
    path = str(source.path)
    try:
        mark = fingerprint(source)
    except InputRefused as refused:
        report.refused.append(Refused(source.name, str(refused)))
        return
    if known and known[0] == mark:
        report.unchanged += known[1]
        return
    before = store.articles_of(path)
    seen: set[str] = set()
    faults = 0
    for item in read(source, settings.max_file_mb * 1_000_000):
        try:
            article, blocks = _cleaned(item, source, store, adder, seen)
        except InputRefused as refused:
            report.refused.append(Refused(source.name, str(refused)))
            faults += 1
            continue
        seen.add(article.id)
        if before.get(article.id) == article.sha256:
            report.unchanged += 1
            continue
        report.changed += article.id in before
        report.new += article.id not in before
        adder.add(path, article, blocks)
    if not seen and faults:
        return
    # A file with faults is read again next time, so that its faults are told again.
    adder.finish(path, "" if faults else mark)
    gone = before.keys() - seen if not faults else set()
    if gone:
        with store.writing() as writer:
            writer.remove_articles(gone)
        report.removed += len(gone)


def _cleaned(
    item: Raw | InputRefused, source: Source, store: Store, adder: Adder, seen: set[str]
) -> tuple[Article, tuple[Block, ...]]:
    if isinstance(item, InputRefused):
        raise item
    article, blocks = clean(item, source)
    owner = store.owner(article.id) or adder.owner(article.id)
    if article.id in seen or owner not in (None, str(source.path)):
        raise InputRefused(
            f"{item.where}: the id {article.id!r} is taken by {'an earlier row' if article.id in seen else owner}.",
            "Give each row an id of its own, or none.",
        )
    return article, blocks


def _remove(paths: Sequence[str], known: dict[str, tuple[str, int]], store: Store, report: Report) -> None:
    if paths:
        with store.writing() as writer:
            writer.remove_sources(paths)
        report.removed += sum(known[path][1] for path in paths)


def _under(path: str, tops: Sequence[Path]) -> bool:
    return any(Path(path).is_relative_to(top.resolve()) for top in tops)
