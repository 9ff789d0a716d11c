"""Folders watched: looked at every few seconds, and ingested again when a file came, went or changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

Seen = dict[str, tuple[int, int]]


def look(paths: Sequence[Path]) -> Seen:
    """The time of the last change (ns) and the size of every file under these paths, sidecars included.

    Hidden files and folders are left out; so is what goes away while it is looked at.
    """
    seen: Seen = {}
    entered: set[str] = set()
    for top in paths:
        _note(top, seen)
        for root, folders, files in os.walk(top, followlinks=True):
            resolved = os.path.realpath(root)
            folders[:] = [] if resolved in entered else [name for name in folders if not name.startswith(".")]
            entered.add(resolved)
            for name in files:
                if not name.startswith("."):
                    _note(Path(root, name), seen)
    return seen


def _note(path: Path, seen: Seen) -> None:
    try:
        about = path.stat()
    except OSError:
        return
    if not path.is_dir():  # a folder's own time changes with what is hidden in it
        seen[str(path)] = about.st_mtime_ns, about.st_size


def watch(
    paths: Sequence[Path],
    seconds: float,
    seen: Seen,
    changed: Callable[[], None],
    *,
    rounds: int | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Call `changed` whenever a look at the paths finds something else than the look before.

    Args:
        paths: files and folders; one that is not there, or not yet, is just empty.
        seconds: between two looks.
        seen: the first look, taken before the first ingest, so that nothing is missed while it ran.
        changed: what to do.
        rounds: how many looks; None: without end.
        sleep: waits for so many seconds.
    """
    for _ in count() if rounds is None else range(rounds):
        sleep(seconds)
        now = look(paths)
        if now != seen:
            seen = now
            changed()
