"""What was measured, as records and as JSON. Times are seconds, memory MB."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.scale.figures import quantile

OURS = "on record"
SILENT = f"{OURS}, attribution off"


@dataclass(frozen=True, slots=True)
class Ingested:
    """Texts in, embedded and indexed, once. `wall` and `cpu` are of the whole process, its imports included."""

    system: str
    round: int
    passages: int
    seconds: float
    wall: float
    cpu: float
    peak_mb: float

    @property
    def rate(self) -> float:
        """Passages a second."""
        return self.passages / self.seconds


@dataclass(frozen=True, slots=True)
class Built:
    """An index made of vectors that were there: what it costs but for embedding. `code` is that of ours.

    `cpu` is in seconds of the processor: those do not tell of what else the machine did.
    """

    system: str
    passages: int
    seconds: float
    cpu: float
    peak_mb: float
    code: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """Questions searched for in one process, embedding each included; `bytes` are those of the index on disk.

    `drawn` is the share of its vectors that were drawn, not embedded.
    """

    system: str
    round: int
    passages: int
    drawn: float
    questions: int
    opened: float
    p50: float
    p95: float
    p99: float
    peak_mb: float
    own_mb: float
    bytes: int


@dataclass(frozen=True, slots=True)
class Recalled:
    """The share of the fifty nearest vectors that is found, over questions, and the least of any."""

    passages: int
    questions: int
    recall: float
    least: float


@dataclass(frozen=True, slots=True)
class Answered:
    """Questions answered in full in one process."""

    passages: int
    quotes: int
    questions: int
    abstained: int
    opened: float
    p50: float
    p95: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Again:
    """A later ingest into an index that is there. `embedded` counts passages; `drawn`: with vectors that were there.

    `cpu` is in seconds of the processor.
    """

    what: str
    articles: int
    passages: int
    changed: int
    embedded: int
    seconds: float
    cpu: float
    drawn: bool = False


@dataclass(slots=True)
class Scale:
    """All of it. `codes` tells by which code each part was measured, `speeds` are GFLOP/s."""

    machine: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    ingested: list[Ingested] = field(default_factory=list)
    built: list[Built] = field(default_factory=list)
    searched: list[Searched] = field(default_factory=list)
    recalled: list[Recalled] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    again: list[Again] = field(default_factory=list)
    speeds: dict[str, float] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """As JSON, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        partial.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        partial.replace(path)


def read(path: Path) -> Scale:
    """As `write` left it; nothing where there is no such file."""
    if not path.is_file():
        return Scale()
    told = json.loads(path.read_text(encoding="utf-8"))
    return Scale(
        machine=told["machine"],
        codes=told["codes"],
        ingested=[Ingested(**row) for row in told["ingested"]],
        built=[Built(**row) for row in told["built"]],
        searched=[Searched(**row) for row in told["searched"]],
        recalled=[Recalled(**row) for row in told["recalled"]],
        answered=[Answered(**row) for row in told["answered"]],
        again=[Again(**row) for row in told["again"]],
        speeds=told["speeds"],
    )


def searched(system: str, turn: int, drawn: float, told: Mapping[str, Any], passages: int) -> Searched:
    """What a worker told of its searches."""
    return Searched(system, turn, passages, drawn, *_timed(told), **_of(told, "peak_mb", "own_mb", "bytes"))


def recalled(told: Mapping[str, Any]) -> Recalled:
    """What a worker told of its recall."""
    return Recalled(**_of(told, "passages", "questions", "recall", "least"))


def answered(told: Mapping[str, Any]) -> Answered:
    """What a worker told of its answers."""
    questions, opened, p50, p95, _ = _timed(told)
    return Answered(
        questions=questions, opened=opened, p50=p50, p95=p95, **_of(told, "passages", "quotes", "abstained", "peak_mb")
    )


def machine() -> dict[str, str]:
    """What it was measured on."""
    cpu = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    name = next((line.split(":")[1].strip() for line in cpu.splitlines() if line.startswith("model name")), "")
    cores = f"{len(os.sched_getaffinity(0))} of {os.cpu_count()}"
    load = " ".join(f"{part:.1f}" for part in os.getloadavg())
    return {"processor": name, "cores": cores, "load before": load, "python": platform.python_version()}


def _timed(told: Mapping[str, Any]) -> tuple[int, float, float, float, float]:
    times: Sequence[float] = told["times"]
    return len(times), told["opened"], *(quantile(times, part) for part in (0.5, 0.95, 0.99))


def _of(told: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: told[name] for name in names}
