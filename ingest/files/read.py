"""Files → articles as they came: what is found under a path, and what is in a file.

One bad file or row never stops the rest: it is yielded as `InputRefused`, which says what, where and the cure.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.facts import SUFFIXES, Raw, read_sidecar, sidecar_of, whose_sidecar
from ingest.files.archive import unpacked
from ingest.files.encoding import decode
from ingest.files.formats import BYTES_READERS, READERS
from ingest.files.metadata import facts_of, faults_of, is_metadata
from records import InputRefused, OnRecordError

__all__ = ["Raw", "Source", "find", "fingerprint", "read"]

_BLOCK = 1 << 20

# What a file begins with, whatever its name says, and the endings that go with it.
_MAGIC: tuple[tuple[bytes, str, tuple[str, ...]], ...] = (
    (b"%PDF", "is a PDF", (".pdf",)),
    (b"PK\x03\x04", "is a zip archive or an office document", (".zip", ".docx")),
    (b"{\\rtf", "is an RTF document", (".rtf",)),
    (b"\x89PNG", "is an image", ()),
    (b"\xff\xd8\xff", "is an image", ()),
    (b"GIF8", "is an image", ()),
    (b"\xd0\xcf\x11\xe0", "is an old or a locked office document", ()),
    (b"\x1f\x8b", "is a gzip archive", ()),
    (b"SQLite format 3", "is a database", ()),
)


@dataclass(frozen=True, slots=True)
class Source:
    """One input file: its resolved path, and its name for people, which begins with the last part of the PATH given."""

    path: Path
    name: str


def find(paths: Sequence[Path]) -> Iterator[Source]:
    """Every input file under these paths, in a stable order, each once.

    Folders are walked with all below them, links included; hidden files and folders, and the sidecars of articles, are
    left out. A file of a kind that can't be read is found too, so that `read` can say so.

    Raises:
        OnRecordError: a path does not exist, is neither a file nor a folder, or a folder can't be listed.
    """
    seen: set[Path] = set()
    for given in paths:
        # abspath, not resolve: "." gets a name, and a link keeps its own.
        top = Path(os.path.abspath(given))  # noqa: PTH100
        if not top.exists():
            raise OnRecordError(f"{given} does not exist.", "Check the spelling; to list what is there: ls")
        if not (top.is_dir() or top.is_file()):
            raise OnRecordError(f"{given} is neither a file nor a folder.", "Name a file or a folder of articles.")
        for path in _walk(top) if top.is_dir() else _articles([top]):
            resolved = path.resolve()
            if resolved not in seen:
                seen.add(resolved)
                yield Source(resolved, _printable(path.relative_to(top.parent)))


def fingerprint(source: Source) -> str:
    """The sha256 of the file's bytes, its sidecar's, and its row of metadata: the same while there is nothing new.

    Raises:
        InputRefused: the file can't be opened.
    """
    digest = hashlib.sha256()
    for path in (source.path, sidecar_of(source.path)):
        # Each file's own digest goes in, so that a byte that moves from one to the other makes a difference.
        digest.update(_digest(path, source) if path else b"none")
    digest.update(repr(facts_of(source.path)).encode())
    return digest.hexdigest()


def read(source: Source, max_bytes: int) -> Iterator[Raw | InputRefused]:
    """The articles of one file, one by one, and in their place what can't be read. Never raises.

    What a sidecar says goes before a row of metadata, and this before what the file itself declares.
    """
    try:
        if is_metadata(source.path):
            yield from faults_of(source.path, source.name)
            return
        data = _bytes(source, max_bytes)
        told = read_sidecar(source.path, source.name, max_bytes).over(facts_of(source.path))
        for item in _items(data, source, max_bytes):
            yield item if isinstance(item, InputRefused) else item.told(told)
    except InputRefused as refused:
        yield refused


def _items(data: bytes, source: Source, max_bytes: int) -> Iterator[Raw | InputRefused]:
    suffix = source.path.suffix.lower()
    if suffix == ".zip":
        yield from _members(data, source, max_bytes)
    elif suffix in BYTES_READERS:
        yield from BYTES_READERS[suffix](data, source.name)
    else:
        reader = READERS[suffix]
        yield from reader(decode(data, source.name, html=reader is READERS[".html"]), source.name)


def _members(data: bytes, source: Source, max_bytes: int) -> Iterator[Raw | InputRefused]:
    """The articles of an archive, read as those of a folder are, sidecars and metadata included."""
    with unpacked(data, source.name, max_bytes) as (folder, refused):
        yield from refused
        found = list(find([folder]))
        if not found and not refused:
            yield InputRefused(f"{source.name} holds no files.", "Pack some, or delete it.")
        for inner in found:
            member = _printable(inner.path.relative_to(folder.resolve()))
            name = f"{source.name}/{member}"
            if inner.path.suffix.lower() == ".zip":
                yield InputRefused(f"{name} is an archive within an archive.", "Unpack the outer one.")
                continue
            for item in read(Source(inner.path, name), max_bytes):
                yield item if isinstance(item, InputRefused) else replace(item, member=member)


def _walk(folder: Path) -> Iterator[Path]:
    """All article files below a folder; a folder that is reached twice, or from within itself, counts once."""
    seen: set[Path] = set()
    for root, folders, files in os.walk(folder, onerror=_unlisted, followlinks=True):
        here = Path(root)
        if (resolved := here.resolve()) in seen:
            folders.clear()
            continue
        seen.add(resolved)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from _articles(here / name for name in sorted(files) if not name.startswith("."))


def _unlisted(error: OSError) -> None:
    # A folder that is skipped in silence would look as if its articles had vanished.
    raise OnRecordError(
        f"{error.filename} can't be listed: {error.strerror}.", "Check its permissions: ls -ld"
    ) from error


def _articles(paths: Iterable[Path]) -> Iterator[Path]:
    return (path for path in paths if path.is_file() and not whose_sidecar(path))


def _bytes(source: Source, max_bytes: int) -> bytes:
    """The bytes of a file that may hold text."""
    suffix = source.path.suffix.lower()
    try:
        size = source.path.stat().st_size
        if size > max_bytes:
            raise InputRefused(
                f"{source.name} has {_megabytes(size)}; the limit is {_megabytes(max_bytes)}.",
                "Split it, or raise ONRECORD_MAX_FILE_MB.",
            )
        data = source.path.read_bytes()
    except OSError as error:
        raise _unopened(source, error) from error
    for magic, what, suffixes in _MAGIC:
        if data.startswith(magic) and suffix not in suffixes:
            cure = f"Let its name end in {' or '.join(suffixes)}." if suffixes else "Save its text as .txt or .html."
            raise InputRefused(f"{source.name} {what}{', whatever its name says' if suffixes else ''}.", cure)
    if suffix not in SUFFIXES:
        raise InputRefused(
            f"{source.name} has the ending {suffix or 'none'!r}, which is not known.",
            f"Known are {' '.join(SUFFIXES)}; rename it if it is one of these.",
        )
    if not data.strip():
        raise InputRefused(f"{source.name} is empty.", "Fill it or delete it.")
    return data


def _unopened(source: Source, error: OSError) -> InputRefused:
    return InputRefused(f"{source.name} can't be opened: {error.strerror}.", "Check its permissions: ls -l")


def _digest(path: Path, source: Source) -> bytes:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise _unopened(source, error) from error
    return digest.digest()


def _printable(path: Path) -> str:
    """A path for people. A name that is not UTF-8 can't be printed or stored as it is."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size} bytes"
