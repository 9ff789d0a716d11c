"""Asks every question and leaves a run folder; the story of an evaluation on one page.

data/runs/dev-1/
    run.json        what was asked of what: a fingerprint, the settings, which half
    answers.jsonl   every answer as it came (streamed: an interrupted run goes on where it stopped)
    timings.jsonl   how long each took; kept apart, so that the rest is the same to the byte from run to run
    cases.jsonl     each question's part in every metric, and what became of it
    scores.json     the numbers
    report.html     the numbers for people
"""

from __future__ import annotations

import fcntl
import hashlib
import itertools
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Protocol

from tqdm import tqdm

from evaluation.questions import Question
from evaluation.saved import ANSWERS, TIMINGS, keep_whole_lines, line_of, read_cases, timing_of
from evaluation.score import Case
from records import Answer, Article, Filters, Hit, Seconds, Turn

DEPTH = 50  # passages ranked for the retrieval metrics: enough for the first ten articles


class Storing(Protocol):
    """What an evaluation reads of an index."""

    def article(self, article_id: str) -> Article | None: ...
    def articles(self) -> tuple[Article, ...]: ...


class Retrieving(Protocol):
    """What is searched."""

    @property
    def store(self) -> Storing: ...


class Answering(Protocol):
    """What answers: `answer.ask.Answerer`, or anything of its shape."""

    @property
    def retriever(self) -> Retrieving: ...
    def answer(
        self, question: str, history: Sequence[Turn] = ..., filters: Filters = ..., today: date | None = ...
    ) -> Answer: ...
    def rank(self, question: str, k: int, today: date | None = ...) -> tuple[Hit, ...]: ...
    def weigh(
        self, question: str, history: Sequence[Turn] = ..., filters: Filters = ..., today: date | None = ...
    ) -> tuple[float, float] | None: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run. `facts` are the settings and whatever else tells this run from another; they go into every result.

    `today` is the day for questions that name none. `rewrites`: ask the human stand-alone form of a follow-up instead.
    """

    name: str
    questions: tuple[Question, ...]
    facts: dict[str, Any] = field(default_factory=dict)
    retrieval_only: bool = False
    rewrites: bool = False
    today: date | None = None


Asking = Callable[[Question, Answering, Plan], Case]


def run(
    plan: Plan, answerer: Answering, runs: Path, progress: bool = False, asking: Asking | None = None
) -> tuple[Path, tuple[Case, ...]]:
    """Ask what has not been asked yet; the run's folder, and all its cases in order.

    A folder of the same plan over the same index that was interrupted is taken up again; otherwise a new one is made.
    `asking` puts one question; None is `ask`.
    """
    with _folder(plan, fingerprint(plan, answerer.retriever.store), runs) as folder:
        keep_whole_lines(folder)
        article_of = lru_cache(4096)(answerer.retriever.store.article)
        done = read_cases(folder, plan.questions, article_of)
        left = [q for q in plan.questions if q.id not in done]
        with (folder / ANSWERS).open("a", encoding="utf-8") as answers, (folder / TIMINGS).open("a") as timings:
            for question in _watched(left, len(plan.questions), progress):
                case = (asking or ask)(question, answerer, plan)
                print(line_of(case), file=answers, flush=True)
                print(timing_of(case), file=timings, flush=True)
        # Read back rather than kept: a run that was interrupted and one that was not are then scored alike.
        cases = read_cases(folder, plan.questions, article_of)
        return folder, tuple(cases[q.id] for q in plan.questions)


def ask(question: Question, answerer: Answering, plan: Plan) -> Case:
    """Put one question. Earlier turns are asked first and answered by the system itself, unless a history is given."""
    asked = question.rewrite if plan.rewrites and question.rewrite else question.text
    today = question.today or plan.today
    history = [] if plan.rewrites else list(question.history)
    answer, seconds, query, weighed = None, Seconds(), asked, None
    if not plan.retrieval_only:
        for turn in question.turns[:-1] if not (history or plan.rewrites) else ():
            history += [Turn("user", turn), Turn("assistant", answerer.answer(turn, tuple(history), today=today).text)]
        answer = answerer.answer(asked, tuple(history), today=today)
        seconds, query = answer.seconds, answer.query or asked
        weighed = answerer.weigh(asked, tuple(history), today=today)
    started = time.perf_counter()
    ranked = answerer.rank(query, DEPTH, today)
    if answer is None:
        seconds = Seconds(retrieve=time.perf_counter() - started, total=time.perf_counter() - started)
    return Case(question, answer, ranked, seconds, weighed)


def fingerprint(plan: Plan, store: Storing) -> str:
    """What must be the same for an interrupted run to be taken up again: questions, plan, index, and our own code."""
    digest = hashlib.sha256(repr((plan.questions, sorted(plan.facts.items()), plan.rewrites, plan.today)).encode())
    digest.update(repr(plan.retrieval_only).encode())
    for article in sorted(store.articles(), key=lambda a: a.id):
        digest.update(f"{article.id} {article.sha256}\n".encode())
    digest.update(code_mark().encode())
    return digest.hexdigest()


def code_mark() -> str:
    """A hash of the rooms that decide what is answered, so that results tell which code they are of."""
    digest, root = hashlib.sha256(), Path(__file__).parents[1]
    for room in ("language", "ingest", "index", "answer", "prompts"):
        for path in sorted(p for p in (root / room).rglob("*") if p.suffix in (".py", ".txt", ".md", ".sql")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _folder(plan: Plan, mark: str, runs: Path) -> Iterator[Path]:
    """The folder to write to, locked: the last of this name where it was interrupted and not in use, or a new one."""
    runs.mkdir(parents=True, exist_ok=True)
    endings = [path.name.removeprefix(f"{plan.name}-") for path in runs.glob(f"{plan.name}-*")]
    numbers = [int(ending) for ending in endings if ending.isdigit()]
    for number in itertools.count(max(numbers, default=1)):
        folder = runs / f"{plan.name}-{number}"
        if folder.exists() and (folder / "scores.json").exists():
            continue
        folder.mkdir(exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            if not _claimed(lock):
                continue
            if not (folder / "run.json").exists():
                facts = {"name": plan.name, "fingerprint": mark, "n": len(plan.questions), **plan.facts}
                (folder / "run.json").write_text(json.dumps(facts, indent=2, sort_keys=True, default=str) + "\n")
            if json.loads((folder / "run.json").read_text())["fingerprint"] == mark:
                yield folder
                return


def _claimed(lock: IO[str]) -> bool:
    """Whether nobody else is writing there; the lock goes with the process, however it ends."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _watched(left: Sequence[Question], total: int, progress: bool) -> Iterable[Question]:
    """The questions with a bar on stderr; where that is a log, a line now and then."""
    pause = 0.2 if sys.stderr.isatty() else 30
    done = total - len(left)
    return tqdm(left, "asking", total, initial=done, unit=" questions", mininterval=pause, disable=not progress)
