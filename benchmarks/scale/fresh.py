"""A measurement in a process of its own, which starts with no memory of others and tells one line of JSON.

With the standard library alone: peers use it in environments of theirs.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).parents[2]
WARM = 10  # questions before the clock runs

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that ended well: what it told, the seconds on the clock, and those of the processor."""

    told: dict[str, Any]
    wall: float
    cpu: float


def run(command: Sequence[str | Path], environ: Mapping[str, str | None] | None = None) -> Ended:
    """Run it from the project's root and read its last line; a variable that is None is taken out of the environment.

    Raises:
        SystemExit: it failed; what it said stands above.
    """
    told = {name: value for name, value in {**os.environ, **(environ or {})}.items() if value is not None}
    started = time.perf_counter()
    before = os.times()
    done = subprocess.run(command, cwd=ROOT, env=told, stdout=subprocess.PIPE, text=True)
    wall, after = time.perf_counter() - started, os.times()
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {done.returncode}.\n{done.stdout[-2000:]}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Ended(json.loads(done.stdout.splitlines()[-1]), wall, used)


def tell(**facts: Any) -> None:
    """The last line of a worker: what it found, and its memory."""
    print(json.dumps({**facts, **memory()}), flush=True)


def timed(ask: Callable[[str], Answer], questions: Sequence[str]) -> tuple[list[float], list[Answer]]:
    """Seconds that each question took, and what came of it; the first ones only warm up."""
    for question in questions[:WARM]:
        ask(question)
    times, answers = [], []
    for question in questions[WARM:]:
        before = time.perf_counter()
        answers.append(ask(question))
        times.append(time.perf_counter() - before)
    return times, answers


def size(folder: Path) -> int:
    """Bytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


Clock = tuple[float, float]


def clock() -> Clock:
    """Now, for `since`."""
    return time.perf_counter(), time.process_time()


def since(started: Clock) -> dict[str, float]:
    """How long that is ago: `seconds` on the clock, `cpu` of the processor, by this process."""
    return {"seconds": time.perf_counter() - started[0], "cpu": time.process_time() - started[1]}


def memory() -> dict[str, float]:
    """Of this process (Linux): `peak_mb` at most, `now_mb`, and of that `own_mb`, what no file stands behind."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    told = dict(line.split(":", 1) for line in lines)
    names = {"peak_mb": "VmHWM", "now_mb": "VmRSS", "own_mb": "RssAnon"}
    return {name: round(float(told[of].split()[0]) / 1024, 1) for name, of in names.items()}
