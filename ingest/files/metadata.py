"""One table for many articles: `metadata.csv` beside the files, or up to three folders above, a row for each file.

Its column `file` (or `path`) names the file, from the table's own folder on; the other columns are those of a sidecar.
A `metadata.csv` with a column of texts is a table of articles like any other.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from ingest.facts import Facts, facts_from, first_line
from ingest.files.encoding import decode
from ingest.files.formats import DELIMITERS, TEXT_KEYS
from records import InputRefused

NAME = "metadata.csv"
_COLUMNS = ("file", "path")
_LEVELS = 4
_LARGEST = 50_000_000  # bytes


@dataclass(frozen=True, slots=True)
class _Table:
    """The facts by file name, and what is wrong with the table: (line, reason, cure)."""

    rows: dict[str, Facts]
    lines: dict[str, int]
    faults: tuple[tuple[int, str, str], ...] = ()


def is_metadata(path: Path) -> bool:
    """Is this a table about other files?"""
    return path.name == NAME and _table(path) is not None


def facts_of(path: Path) -> Facts:
    """What the nearest table that names a file says about it; nothing where none does."""
    for folder in list(path.parents)[:_LEVELS]:
        beside = folder / NAME
        table = _table(beside) if beside.is_file() else None
        facts = table.rows.get(_key(path.relative_to(folder).as_posix())) if table else None
        if facts:
            return facts
    return Facts()


def faults_of(path: Path, name: str) -> Iterator[InputRefused]:
    """What is wrong with a table: rows that can't be read, and rows for files that are not there."""
    table = _table(path)
    if table is None:
        return
    for number, reason, cure in table.faults:
        yield InputRefused(f"{name}:{number} {reason}.", cure)
    for file, number in table.lines.items():
        if not (path.parent / file).is_file():
            message = f"{name}:{number} names {file}, which is not there."
            yield InputRefused(message, "Write the file's path from the table's folder on, or delete the row.")


def _table(path: Path) -> _Table | None:
    """The table; None where it holds articles instead. One that can't be read has no rows and a fault."""
    try:
        about = path.stat()
        return _parsed(path, about.st_mtime_ns, about.st_size)
    except OSError as error:
        return _Table({}, {}, ((1, f"can't be opened: {error.strerror}", "Check its permissions: ls -l"),))


@lru_cache(maxsize=16)
def _parsed(path: Path, mtime_ns: int, size: int) -> _Table | None:
    """The table as it was when it was last written: read once for all the files it names."""
    if size > _LARGEST:
        return _Table({}, {}, ((1, "is too large", "Split it over several folders."),))
    try:
        text = decode(path.read_bytes(), NAME)
    except InputRefused as refused:
        return _Table({}, {}, ((1, f"can't be read: {first_line(refused)}", refused.hint),))
    for delimiter in DELIMITERS:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            header = [cell.strip().lower() for cell in next(rows, [])]
        except csv.Error:
            continue
        if set(header) & set(TEXT_KEYS):
            return None
        column = next((header.index(name) for name in _COLUMNS if name in header), None)
        if column is not None:
            return _filled(rows, header, column)
    return _Table(
        {}, {}, ((1, "has no column named 'file'", "The first line must name the columns, one of them file."),)
    )


def _filled(rows: Iterator[list[str]], header: list[str], column: int) -> _Table:
    table = _Table({}, {})
    faults: list[tuple[int, str, str]] = []
    number = 1
    while True:
        number = getattr(rows, "line_num", number) + 1
        try:
            cells = next(rows)
        except StopIteration:
            return _Table(table.rows, table.lines, tuple(faults))
        except csv.Error as error:
            faults.append(
                (number, f"is no proper row: {first_line(error)}", "Double the quotes inside a quoted field.")
            )
            continue
        if not any(cells):
            continue
        file = cells[column].strip() if column < len(cells) else ""
        key = _key(file)
        if not file:
            faults.append((number, "names no file", "Write the file's name, or delete the row."))
        elif any(cells[len(header) :]):
            faults.append(
                (number, f"has {len(cells)} fields, its header has {len(header)}", "Quote what holds commas.")
            )
        elif key in table.rows:
            faults.append((number, f"names {file} a second time", "Delete one of the two rows."))
        else:
            table.rows[key] = facts_from(dict(zip(header, cells, strict=False)))
            table.lines[file.replace("\\", "/")] = number


def _key(file: str) -> str:
    """A file's name as it is compared: "./a.txt" is "a.txt", whatever way its accents are written."""
    return unicodedata.normalize("NFC", str(PurePosixPath(file.replace("\\", "/"))))
