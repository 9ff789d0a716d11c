"""One writer at a time, of all the processes there are: the others wait, or are told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from records import IndexBusy

PATIENCE = 60.0  # seconds: a small ingest is over by then


@contextmanager
def only_writer(folder: Path, seconds: float = PATIENCE) -> Iterator[None]:
    """While this lasts nobody else may write to the index in `folder`. It ends with the process, however that ends.

    The lock is SQLite's own on a database of nothing: it is let go by a process that dies, on every system.

    Args:
        folder: made where there is none.
        seconds: how long to wait for another to end.

    Raises:
        IndexBusy: another is still at it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(folder / "writer.lock", timeout=seconds, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        raise IndexBusy(
            f"Another ingest is writing to {folder}; after {seconds:.0f} seconds it had not ended.",
            "Run this again when it has ended, or name another index: --index DIR",
        ) from error
    try:
        yield
    finally:
        lock.close()
