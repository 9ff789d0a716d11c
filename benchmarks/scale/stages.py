"""What is measured, stage by stage: each starts workers, one after the other, and writes their numbers down.

Systems take turns within a round, so that what else the machine does falls on all of them.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.peers.environments import environment
from benchmarks.scale import corpus, fresh, results
from benchmarks.scale.results import OURS, SILENT, Again, Built, Ingested, Scale
from evaluation.run import code_mark

BASE = 4000  # passages that are really embedded; vectors beyond are drawn around theirs
SILENCE = {"ONRECORD_ATTRIBUTION": "off"}
PLAIN = {"OPENBLAS_CORETYPE": None, "OPENBLAS_L2_SIZE": None}  # numpy's product as numpy would have it


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for. `folder` is a set in BEIR's form, `work` keeps what is made, `envs` the peers' environments.

    `peers` has for each the largest size that it is asked for. `keep`: indexes that older code has made will do.
    """

    folder: Path
    work: Path
    envs: Path
    sizes: Sequence[int] = (1000, 10_000, 100_000, 1_000_000)
    ingest: int = 1000
    rounds: int = 3
    questions: int = 210
    peers: Mapping[str, int] = field(default_factory=dict)
    base: int = BASE
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """An index of one size, made without embedding: where it lies, and what its making told."""

    folder: Path
    told: dict[str, Any]

    @property
    def index(self) -> Path:
        return self.folder / "index"

    @property
    def given(self) -> Path:
        """The texts and vectors it was made of; missing where articles were repeated."""
        return self.folder / "given"

    @property
    def drawn(self) -> float:
        """The share of vectors that were drawn."""
        return float(self.told["drawn"]) / float(self.told["passages"])


def ingest(plan: Plan, scale: Scale) -> None:
    """The same articles into every system, really embedded; one process each, round by round."""
    scale.ingested.clear()
    articles = _articles(plan, plan.ingest)
    given = fill(plan, plan.ingest).given
    for turn in range(1, plan.rounds + 1):
        for system, environ in ((SILENT, SILENCE), (OURS, {})):
            index = plan.work / f"ingested-{'off' if environ else 'on'}"
            shutil.rmtree(index, ignore_errors=True)
            ended = work("ingest", articles, "--index", index, environ=environ)
            _note(scale, system, turn, ended)
        for peer in plan.peers:
            _note(scale, peer, turn, ask(plan, peer, "index", "--given", given))


def make(plan: Plan, scale: Scale) -> None:
    """The indexes that the others need, to have that behind one; nothing is noted down."""
    for size in (plan.base, plan.ingest, *plan.sizes):
        filled = fill(plan, size)
        for peer in plan.peers:
            if size <= plan.peers[peer] and filled.given.is_dir() and size in plan.sizes:
                _of_peer(plan, peer, filled)


def search(plan: Plan, scale: Scale) -> None:
    """Each size in each system: made without embedding, then searched in a new process, round by round."""
    scale.built.clear()
    scale.searched.clear()
    scale.recalled.clear()
    asked = _questions(plan)
    for size in plan.sizes:
        filled = fill(plan, size)
        made = filled.told
        scale.built.append(Built(SILENT, made["passages"], made["seconds"], made["peak_mb"], made["code"]))
        peers = [peer for peer, most in plan.peers.items() if size <= most and filled.given.is_dir()]
        for peer in peers:
            told = _of_peer(plan, peer, filled)
            scale.built.append(Built(peer, told["passages"], told["seconds"], told["peak_mb"]))
        scale.recalled.append(results.recalled(work("recall", "--index", filled.index, "--questions", asked).told))
        for turn in range(1, plan.rounds + 1):
            ours = work("search", "--index", filled.index, "--questions", asked).told
            scale.searched.append(results.searched(OURS, turn, filled.drawn, ours, made["passages"]))
            for peer in peers:
                told = ask(plan, peer, "search", "--folder", filled.folder / peer, "--questions", asked).told
                scale.searched.append(results.searched(peer, turn, filled.drawn, told, made["passages"]))


def answer(plan: Plan, scale: Scale) -> None:
    """Whole answers: over articles that were really read for who said what, and over each size without that."""
    scale.answered.clear()
    asked = _questions(plan)
    real = plan.work / "ingested-on"
    for index in ([real] if real.is_dir() else []) + [fill(plan, size).index for size in plan.sizes]:
        scale.answered.append(results.answered(work("answer", "--index", index, "--questions", asked).told))


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
    drawn = work("fill", more, "--index", index, "--base", base, environ=SILENCE).told
    _again(scale, "1 % more", drawn, drawn=True)
    articles = _articles(plan, size)
    _again(scale, "nothing changed", work("ingest", articles, more, "--index", index, environ=SILENCE).told)
    removed = work("ingest", "--remove", more, "--index", index, environ=SILENCE).told
    _again(scale, "1 % removed", removed)
    _again(scale, "1 % more, embedded", work("ingest", more, "--index", index, environ=SILENCE).told)


def speed(plan: Plan, scale: Scale) -> None:
    """GFLOP/s of the embedder and of a plain product."""
    given = fill(plan, plan.base).given
    told = fresh.run([sys.executable, "-m", "benchmarks.scale.multiply", "--given", given], PLAIN).told
    scale.speeds = told["speeds"]


def fill(plan: Plan, size: int) -> Filled:
    """An index of about so many passages, as the code of now makes it; kept for the next stage and the next run.

    The base is really embedded; larger ones have drawn vectors; where the articles end, they are repeated.
    """
    folder = plan.work / f"filled-{size}"
    kept, code = folder / "made.json", code_mark()[:12]
    if kept.is_file():
        made = json.loads(kept.read_text(encoding="utf-8"))
        if plan.keep or made["code"] == code:
            return Filled(folder, made)
    shutil.rmtree(folder, ignore_errors=True)
    print(f"making an index of {size} passages …", file=sys.stderr)
    found = Filled(folder, {})
    if (articles := _articles(plan, size)) is None:
        told = _repeated(plan, size, found)
    else:
        base = () if size == plan.base else ("--base", fill(plan, plan.base).given)
        kinds = ("--index", found.index, "--given", found.given, *base)
        told = work("fill", articles, *kinds, environ=SILENCE).told
    kept.write_text(json.dumps({**told, "code": code}), encoding="utf-8")
    return Filled(folder, {**told, "code": code})


def _of_peer(plan: Plan, peer: str, filled: Filled) -> dict[str, Any]:
    """A peer's index of the same texts and vectors, made once for them; what its making told."""
    folder = filled.folder / peer
    kept = folder.with_suffix(".json")
    if not kept.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        told = ask(plan, peer, "index", "--given", filled.given, "--drawn", "--folder", folder).told
        kept.write_text(json.dumps(told), encoding="utf-8")
    made: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return made


def _repeated(plan: Plan, size: int, found: Filled) -> dict[str, Any]:
    """The largest index of real text over and over, and what is derived from it."""
    largest = fill(plan, max(one for one in (*plan.sizes, plan.base) if _articles(plan, one)))
    base = fill(plan, plan.base).given
    wanted = ("--of", largest.index, "--base", base, "--passages", str(size))
    written = work("repeat", "--index", found.index, *wanted).told
    derived = work("open", "--index", found.index).told
    both = {"seconds": written["seconds"] + derived["seconds"], "peak_mb": max(written["peak_mb"], derived["peak_mb"])}
    return {**written, **both, "drawn": written["passages"]}


def _articles(plan: Plan, size: int) -> Path | None:
    """A folder of the first articles, of about so many passages; None where there are not so many."""
    folder = plan.work / f"articles-{size}"
    if not folder.is_dir():
        rows = corpus.rows(plan.folder)
        corpus.lay_out(rows, folder, size)
        if next(rows, None) is None:
            shutil.rmtree(folder)
            return None
    return folder


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
    found = Again(what, told["articles"], told["passages"], changed, told.get("embedded", 0), told["seconds"], drawn)
    scale.again.append(found)
    print(f"{what}: {found.seconds:.1f} s, {found.embedded} embedded", file=sys.stderr)


def work(what: str, *arguments: str | Path | None, environ: Mapping[str, str] | None = None) -> fresh.Ended:
    """A worker of ours."""
    told = [one for one in arguments if one is not None]
    return fresh.run([sys.executable, "-m", "benchmarks.scale.work", what, *told], environ)


def ask(plan: Plan, peer: str, what: str, *arguments: str | Path) -> fresh.Ended:
    """A worker of a peer, in its own environment."""
    command = [environment(peer, plan.envs), "-m", "benchmarks.scale.peers", peer, what, *arguments]
    return fresh.run(command, {"HF_HUB_OFFLINE": "1", "PYTHONWARNINGS": "ignore"})
