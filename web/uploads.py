"""Files of articles that come in over HTTP: what they may be called, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from records import OnRecordError
from web.desk import Refused

LONGEST_NAME = 150  # bytes


class Fault(Protocol):
    """A file, or a row of one, that was left out, and why."""

    @property
    def reason(self) -> str: ...


class Report(Protocol):
    """What an ingest did: how many articles came, changed and stayed, and what was refused."""

    new: int
    changed: int
    unchanged: int

    @property
    def refused(self) -> Sequence[Fault]: ...


Add = Callable[[str, bytes], Report]  # a file's name and bytes, taken into the index


def add_file(add: Add, name: str, file: bytes) -> Report:
    """Add one file. Raises Refused where its name can't be, or nothing of it could be read."""
    report = add(file_name(name), file)
    if report.refused and not report.new + report.changed + report.unchanged:
        raise Refused(f"{name[:100]} was not taken.", str(report.refused[0].reason))
    return report


def taker(add: Add) -> Callable[[Sequence[Path]], str]:
    """The same for files that the page has put down somewhere: adds each, deletes it, and says in a line what came."""

    def take(paths: Sequence[Path]) -> str:
        came = {"new": 0, "changed": 0, "known already": 0}
        refused: list[str] = []
        for path in paths:
            try:
                report = add_file(add, path.name, path.read_bytes())
            except OnRecordError as fault:
                refused.append(f"{fault.message} {fault.hint}")
            else:
                for word, n in zip(came, (report.new, report.changed, report.unchanged), strict=True):
                    came[word] += n
                refused += [one.reason for one in report.refused]
            finally:
                path.unlink(missing_ok=True)
        counts = ", ".join(f"{n} {word}" for word, n in came.items() if n)
        return " ".join(said.rstrip(".") + "." for said in (counts, *refused) if said)

    return take


def file_name(name: str) -> str:
    """The name that a file may have: its last part. Raises Refused where that is none, hidden, too long, or one by
    which the file would speak of others (a sidecar, a table of metadata).
    """
    last = name.replace("\\", "/").rpartition("/")[2].strip()
    if (
        not last
        or last.startswith(".")
        or len(last.encode("utf-8", "replace")) > LONGEST_NAME
        or not last.isprintable()
    ):
        raise Refused(f"{name[:100]!r} is no name for a file.", "Give it one such as report.txt.")
    if last.lower() == "metadata.csv" or last.lower().endswith((".json", ".yaml", ".yml")):
        raise Refused(
            f"{last} tells of other files, and is not taken here.", "Ingest it with them: python -m ingest PATH"
        )
    return last
