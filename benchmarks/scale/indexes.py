"""The indexes that are measured: made once for each size, and kept for the next stage and the next run."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.peers.environments import environment
from benchmarks.scale import corpus, fresh
from evaluation.run import code_mark

BASE = 4000  # passages that are really embedded; vectors beyond are drawn around theirs
SILENCE = {"ONRECORD_ATTRIBUTION": "off"}


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
    if (laid := articles(plan, size)) is None:
        told = _repeated(plan, size, found)
    else:
        base = () if size == plan.base else ("--base", fill(plan, plan.base).given)
        kinds = ("--index", found.index, "--given", found.given, *base)
        told = work("make", "fill", laid, *kinds, environ=SILENCE).told
    kept.write_text(json.dumps({**told, "code": code}), encoding="utf-8")
    return Filled(folder, {**told, "code": code})


def of_peer(plan: Plan, peer: str, filled: Filled) -> dict[str, Any]:
    """A peer's index of the same texts and vectors, made once for them; what its making told."""
    folder = filled.folder / peer
    kept = folder.with_suffix(".json")
    if not kept.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        told = ask_peer(plan, peer, "index", "--given", filled.given, "--drawn", "--folder", folder).told
        kept.write_text(json.dumps(told), encoding="utf-8")
    made: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return made


def _repeated(plan: Plan, size: int, found: Filled) -> dict[str, Any]:
    """The largest index of real text over and over, and what is derived from it."""
    largest = fill(plan, max(one for one in (*plan.sizes, plan.base) if articles(plan, one)))
    base = fill(plan, plan.base).given
    wanted = ("--of", largest.index, "--base", base, "--passages", str(size))
    written = work("make", "repeat", "--index", found.index, *wanted).told
    derived = work("make", "open", "--index", found.index).told
    both = {name: written[name] + derived[name] for name in ("seconds", "cpu")}
    peak = max(written["peak_mb"], derived["peak_mb"])
    return {**written, **both, "peak_mb": peak, "drawn": written["passages"]}


def articles(plan: Plan, size: int) -> Path | None:
    """A folder of the first articles, of about so many passages; None where there are not so many."""
    folder = plan.work / f"articles-{size}"
    if not folder.is_dir():
        rows = corpus.rows(plan.folder)
        corpus.lay_out(rows, folder, size)
        if next(rows, None) is None:
            shutil.rmtree(folder)
            return None
    return folder


def enough(plan: Plan, size: int) -> Path:
    """The same, where there are so many.

    Raises:
        SystemExit: there are not.
    """
    if (folder := articles(plan, size)) is None:
        raise SystemExit(f"The articles of {plan.folder} come to less than {size} passages: ask for fewer.")
    return folder


def work(module: str, *arguments: str | Path, environ: Mapping[str, str] | None = None) -> fresh.Ended:
    """A worker of ours."""
    return fresh.run([sys.executable, "-m", f"benchmarks.scale.{module}", *arguments], environ)


def ask_peer(plan: Plan, peer: str, what: str, *arguments: str | Path) -> fresh.Ended:
    """A worker of a peer, in its own environment."""
    command = [environment(peer, plan.envs), "-m", "benchmarks.scale.peers", peer, what, *arguments]
    return fresh.run(command, {"HF_HUB_OFFLINE": "1", "PYTHONWARNINGS": "ignore"})
