"""Many users at once: `python -m benchmarks.load [--users 40] [--questions 2000] [--index DIR]`.

Starts `python app.py` with the rate limit off. Each user asks one question after the other, without a pause; one who is
told "busy" waits as long as the server says, and goes on to the next. Tells how many were answered and how many told
busy, how long the answered waited, and the server's memory as it went.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "data" / "questions" / "dev.jsonl"
EVERY = 100  # questions between two looks at the memory


@dataclass
class Log:
    """What happened, filled in by all users."""

    answered: list[float] = field(default_factory=list)  # seconds
    busy: list[float] = field(default_factory=list)  # seconds until it was said
    failed: list[str] = field(default_factory=list)
    memory: list[tuple[int, int]] = field(default_factory=list)  # (questions asked, MB)

    @property
    def asked(self) -> int:
        return len(self.answered) + len(self.busy) + len(self.failed)


def main(argv: Sequence[str] | None = None) -> int:
    """Run it, and print what was seen. 1 where a question failed otherwise than by "busy"."""
    parser = argparse.ArgumentParser("python -m benchmarks.load", description=__doc__.splitlines()[0])
    parser.add_argument("--users", type=int, default=40)
    parser.add_argument("--questions", type=int, default=2000)
    parser.add_argument("--index", type=Path, help="default: the demonstration's")
    given = parser.parse_args(argv)
    command = [sys.executable, "app.py", "--port", "0", *(["--index", str(given.index)] if given.index else [])]
    environ = {**os.environ, "ONRECORD_RATE": "0"}
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as server:
        try:
            address = ready(server)
            log, seconds = run(address, server.pid, given.users, questions(given.questions))
        finally:
            server.terminate()
    tell(log, seconds, given.users)
    return 1 if log.failed else 0


def ready(server: subprocess.Popen[str]) -> str:
    """The host and port of the server, once it is ready."""
    for line in server.stdout or ():
        if line.startswith("Ready"):
            return urlsplit(line.split()[-1]).netloc
    raise SystemExit("The server did not start.")


def questions(n: int) -> list[str]:
    """`n` questions: those of the dev set over and over, each time worded a little differently."""
    lines = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    asked = [line["question"] for line in lines if "question" in line]
    return [f"{q} ({turn})" if turn else q for turn, q in around(asked, n)]


def around(asked: Sequence[str], n: int) -> Iterator[tuple[int, str]]:
    """(which time around, question), `n` of them."""
    return itertools.islice(((turn, q) for turn in itertools.count() for q in asked), n)


def run(address: str, pid: int, users: int, asked: Sequence[str]) -> tuple[Log, float]:
    """All users at once until nothing is left to ask: what happened, and in how many seconds."""
    log, left, lock = Log(), iter(asked), threading.Lock()
    log.memory.append((0, resident(pid)))

    def use() -> None:
        connection = http.client.HTTPConnection(address, timeout=120)
        while True:
            with lock:
                question = next(left, None)
            if question is None:
                return
            wait = ask(connection, question, log, lock)
            with lock:
                if log.asked // EVERY >= len(log.memory):
                    log.memory.append((log.asked, resident(pid)))
            if wait:
                connection.close()  # the server would, too
                time.sleep(wait)

    threads = [threading.Thread(target=use) for _ in range(users)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return log, time.perf_counter() - started


def ask(connection: http.client.HTTPConnection, question: str, log: Log, lock: threading.Lock) -> float:
    """Ask one question, note what came, and return the seconds that the server asks to wait."""
    body = json.dumps({"question": question})
    started = time.perf_counter()
    try:
        connection.request("POST", "/api/ask", body, {"content-type": "application/json"})
        response = connection.getresponse()
        text = response.read()
    except OSError as error:
        connection.close()
        with lock:
            log.failed.append(repr(error))
        return 1.0
    seconds = time.perf_counter() - started
    with lock:
        if response.status == 200:
            log.answered.append(seconds)
        elif response.status == 503:
            log.busy.append(seconds)
        else:
            log.failed.append(f"{response.status} {text[:200]!r}")
    return float(response.headers.get("retry-after", 0))


def resident(pid: int) -> int:
    """The resident memory of a process, in MB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


def tell(log: Log, seconds: float, users: int) -> None:
    """The table."""
    waits = sorted(log.answered) or [0.0]
    hundred = statistics.quantiles(waits, n=100, method="inclusive") if len(waits) > 1 else waits * 99
    print(f"{log.asked} questions of {users} users at once in {seconds:.0f} s: {len(waits) / seconds:.1f} a second")
    print(f"answered  {len(log.answered)} ({len(log.answered) / log.asked:.1%})")
    print(f"busy      {len(log.busy)} (said after at most {max(log.busy, default=0):.2f} s)")
    print(f"failed    {len(log.failed)} {log.failed[:3] or ''}")
    print(f"seconds   p50 {hundred[49]:.2f}  p95 {hundred[94]:.2f}  max {waits[-1]:.2f}")
    print("memory    " + ", ".join(f"{mb} MB after {n}" for n, mb in log.memory[:: max(1, len(log.memory) // 8)]))


if __name__ == "__main__":
    sys.exit(main())
