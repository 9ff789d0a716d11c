"""What is measured, stage by stage: each starts workers, one after the other, and writes their numbers down.

Systems take turns within a round, so that what else the machine does falls on all of them.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.scale import corpus, fresh, results
from benchmarks.scale.indexes import SILENCE, Plan, ask_peer, enough, fill, of_peer, work
from benchmarks.scale.results import OURS, SILENT, Again, Built, Ingested, Scale

PLAIN = {"OPENBLAS_CORETYPE": None, "OPENBLAS_L2_SIZE": None}  # numpy's product as numpy would have it


def ingest(plan: Plan, scale: Scale) -> None:
    """The same articles into every system, really embedded; one process each, round by round."""
    scale.ingested.clear()
    articles = enough(plan, plan.ingest)
    given = fill(plan, plan.ingest).given
    for turn in range(1, plan.rounds + 1):
        for system, environ in ((SILENT, SILENCE), (OURS, {})):
            index = plan.work / f"ingested-{'off' if environ else 'on'}"
            shutil.rmtree(index, ignore_errors=True)
            ended = work("make", "ingest", articles, "--index", index, environ=environ)
            _note(scale, system, turn, ended)
        for peer in plan.peers:
            _note(scale, peer, turn, ask_peer(plan, peer, "index", "--given", given))


def make(plan: Plan, scale: Scale) -> None:
    """The indexes that the others need, to have that behind one; nothing is noted down."""
    for size in (plan.base, plan.ingest, *plan.sizes):
        filled = fill(plan, size)
        for peer in plan.peers:
            if size <= plan.peers[peer] and filled.given.is_dir() and size in plan.sizes:
                of_peer(plan, peer, filled)


def search(plan: Plan, scale: Scale) -> None:
    """Each size in each system: made without embedding, then searched in a new process, round by round."""
    scale.built.clear()
    scale.searched.clear()
    scale.recalled.clear()
    asked = _questions(plan)
    for size in plan.sizes:
        filled = fill(plan, size)
        made = filled.told
        scale.built.append(Built(SILENT, made["passages"], made["seconds"], made["cpu"], made["peak_mb"], made["code"]))
        peers = [peer for peer, most in plan.peers.items() if size <= most and filled.given.is_dir()]
        for peer in peers:
            told = of_peer(plan, peer, filled)
            scale.built.append(Built(peer, told["passages"], told["seconds"], told["cpu"], told["peak_mb"]))
        scale.recalled.append(
            results.recalled(work("ask", "recall", "--index", filled.index, "--questions", asked).told)
        )
        for turn in range(1, plan.rounds + 1):
            ours = work("ask", "search", "--index", filled.index, "--questions", asked).told
            scale.searched.append(results.searched(OURS, turn, filled.drawn, ours, made["passages"]))
            for peer in peers:
                told = ask_peer(plan, peer, "search", "--folder", filled.folder / peer, "--questions", asked).told
                scale.searched.append(results.searched(peer, turn, filled.drawn, told, made["passages"]))


def answer(plan: Plan, scale: Scale) -> None:
    """Whole answers: over articles that were really read for who said what, and over each size without that."""
    scale.answered.clear()
    asked = _questions(plan)
    real = plan.work / "ingested-on"
    for index in ([real] if real.is_dir() else []) + [fill(plan, size).index for size in plan.sizes]:
        scale.answered.append(results.answered(work("ask", "answer", "--index", index, "--questions", asked).told))


def again(plan: Plan, scale: Scale) -> None:
    """Into the largest index of real text: one article in a hundred more, all of it again, and those out again."""
    scale.again.clear()
    size = max(size for size in plan.sizes if fill(plan, size).given.is_dir())
    filled = fill(plan, size)
    n = filled.told["articles"]
    index, more = plan.work / "again", plan.work / "more"
    for old in (index, more):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(filled.index, index)
    rows = corpus.rows(plan.folder)
    for _ in range(n):
        next(rows)
    corpus.lay_out(rows, more, size / 100)
    _again(scale, "all of it", filled.told, drawn=True)
    base = fill(plan, plan.base).given
    drawn = work("make", "fill", more, "--index", index, "--base", base, environ=SILENCE).told
    _again(scale, "1 % more", drawn, drawn=True)
    articles = enough(plan, size)
    _again(scale, "nothing changed", work("make", "ingest", articles, more, "--index", index, environ=SILENCE).told)
    removed = work("make", "ingest", "--remove", more, "--index", index, environ=SILENCE).told
    _again(scale, "1 % removed", removed)
    _again(scale, "1 % more, embedded", work("make", "ingest", more, "--index", index, environ=SILENCE).told)


def speed(plan: Plan, scale: Scale) -> None:
    """GFLOP/s of the embedder and of a plain product."""
    given = fill(plan, plan.base).given
    told = fresh.run([sys.executable, "-m", "benchmarks.scale.multiply", "--given", given], PLAIN).told
    scale.speeds = told["speeds"]


def _questions(plan: Plan) -> Path:
    path = plan.work / "questions.json"
    path.write_text(json.dumps(corpus.questions(plan.folder, plan.questions)), encoding="utf-8")
    return path


def _note(scale: Scale, system: str, turn: int, ended: fresh.Ended) -> None:
    told = ended.told
    one = Ingested(system, turn, told["passages"], told["seconds"], ended.wall, ended.cpu, told["peak_mb"])
    scale.ingested.append(one)
    print(f"{system}, round {turn}: {one.rate:.1f} passages/s, {one.peak_mb:.0f} MB", file=sys.stderr)


def _again(scale: Scale, what: str, told: Mapping[str, Any], drawn: bool = False) -> None:
    changed = told["new"] + told["changed"] + told["removed"]
    counts = (told["articles"], told["passages"], changed, told.get("embedded", 0))
    found = Again(what, *counts, told["seconds"], told["cpu"], drawn)
    scale.again.append(found)
    print(f"{what}: {found.seconds:.1f} s, {found.embedded} embedded", file=sys.stderr)
