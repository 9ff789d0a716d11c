"""How well do others find, with the same weights? `python benchmarks/peers/run.py --sets ../shared/datasets`.

Each peer gets an environment of its own (kept under --envs, made anew when its pins change) and ranks the documents of
each set; the project's own `evaluation/` scores it next to On Record's run of the same questions. Rankings are kept
until the peer, its pins or the set change: after a change of ours, another run measures ours alone. Where the package
index is an ordinary one, `PIP_EXTRA_INDEX_URL` chooses the CPU build of torch.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[0] = str(ROOT)  # in place of this folder, whose txtai.py would hide txtai

from benchmarks.peers import scoring, worker  # noqa: E402
from benchmarks.peers.environments import CACHE, environment, requirements  # noqa: E402
from evaluation import beir, results  # noqa: E402
from evaluation.questions import Question  # noqa: E402

PEERS = ("bm25", "langchain", "txtai")


@dataclass(frozen=True, slots=True)
class Set:
    """What is asked of a public set: `limit` the first so many questions, `chunk` cuts full articles for vectors."""

    name: str
    limit: int | None = None
    chunk: int | None = None
    rewrites: bool = False


SETS = (
    Set("xquad_en", limit=300),
    Set("clapnq"),
    Set("cast", rewrites=True),
    Set("rtqa_evidence_open", limit=400),
    Set("rtqa_gold_open", chunk=1000),
)


def main() -> None:
    """Measure, print the table, and write the numbers."""
    options = _parser().parse_args()
    options.envs = options.envs.resolve()  # the workers run from the project's root
    rows, codes = [], {}
    for one in (s for s in SETS if s.name in options.only_sets and (options.sets / s.name).is_dir()):
        limit = min(filter(None, (one.limit, options.limit)), default=None)
        folder = options.sets / one.name
        questions = asked(folder, limit)
        rankings = {peer: ranking(peer, one, folder, questions, options.envs) for peer in options.only}
        peers = {peer: scoring.shares_of(questions, ranked) for peer, ranked in rankings.items()}
        ours = own(one, folder, limit, options)
        codes[one.name] = ours.facts["code"] if ours else None
        found = scoring.table(one.name, questions, {c.id: c.shares for c in ours.cases} if ours else None, peers)
        print(scoring.text_of(found), flush=True)
        rows += found
    pins = {peer: requirements(peer).read_text(encoding="utf-8").split("\n")[:-1] for peer in options.only}
    results.write_json({"code": codes, "pins": pins, "rows": [asdict(row) for row in rows]}, options.out)
    options.out.with_suffix(".md").write_text(scoring.text_of(rows, scoring.METRICS) + "\n", encoding="utf-8")
    print(f"{options.out}, and as a table {options.out.with_suffix('.md')}")


def asked(folder: Path, limit: int | None) -> tuple[Question, ...]:
    """The first questions of a set, those of them that can be answered and have labels."""
    return tuple(q for q in beir.read_set(folder).questions[:limit] if q.answerable and q.labels)


def ranking(peer: str, one: Set, folder: Path, questions: Sequence[Question], cache: Path) -> dict[str, list[str]]:
    """A peer's documents for each question, by its worker in its own environment, or as kept from an earlier run."""
    corpus = next(path for path in (folder / "corpus.jsonl", folder / "corpus.jsonl.gz") if path.is_file())
    lines = [{"_id": q.id, "text": q.rewrite if one.rewrites and q.rewrite else q.text} for q in questions]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    chunk = ["--chunk", str(one.chunk)] if one.chunk and peer != "bm25" else []
    sources = (corpus, HERE / f"{peer}.py", HERE / "worker.py", requirements(peer))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources) + f"{text}{chunk}".encode())
    kept = cache / "rankings" / f"{one.name}-{peer}-{digest.hexdigest()[:12]}.jsonl"
    if not kept.is_file():
        python = environment(peer, cache)
        kept.parent.mkdir(parents=True, exist_ok=True)
        asking, part = kept.with_suffix(".questions"), kept.with_suffix(".part")
        asking.write_text(text, encoding="utf-8")
        print(f"{peer} ranks {one.name} …", file=sys.stderr)
        files = ("--corpus", str(corpus.resolve()), "--questions", str(asking), "--out", str(part), *chunk)
        quiet = {"TOKENIZERS_PARALLELISM": "false", "PYTHONWARNINGS": "ignore"}
        offline = {**os.environ, **quiet, "HF_HUB_OFFLINE": "1"}
        subprocess.run([python, "-m", f"benchmarks.peers.{peer}", *files], cwd=ROOT, env=offline, check=True)
        part.rename(kept)  # so that an interruption leaves no half ranking behind
    return {row["_id"]: row["ranked"] for row in worker.rows(kept)}


def own(one: Set, folder: Path, limit: int | None, options: argparse.Namespace) -> results.Scores | None:
    """On Record's scores: of a run made now, or the newest finished one under --ours; None where it has none."""
    runs = options.ours or options.envs / "runs"
    if not options.ours:
        command = [sys.executable, "-m", "evaluation", "run", "--beir", str(folder.resolve()), "--retrieval-only"]
        command += ["--rewrites"] * one.rewrites + (["--limit", str(limit)] if limit else [])
        subprocess.run([*command, "--runs", str(runs.resolve())], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    finished = [path.parent for path in runs.glob(f"{one.name}-*/scores.json")]
    numbered = {
        int(path.name.rpartition("-")[2]): path for path in finished if path.name.rpartition("-")[0] == one.name
    }
    return results.read(numbered[max(numbered)]) if numbered else None


def _parser() -> argparse.ArgumentParser:
    names = tuple(s.name for s in SETS)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, required=True, metavar="DIR", help="the folder that holds the public sets")
    parser.add_argument("--only", type=_among(PEERS), default=PEERS, metavar="PEER,…", help=f"of {', '.join(PEERS)}")
    parser.add_argument(
        "--only-sets", type=_among(names), default=names, metavar="SET,…", help=f"of {', '.join(names)}"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="at most the first N questions of a set")
    parser.add_argument("--ours", type=Path, metavar="RUNS", help="where finished runs of ours are (default: run now)")
    parser.add_argument("--envs", type=Path, default=CACHE, metavar="DIR", help="keeps environments and rankings")
    parser.add_argument("--out", type=Path, default=Path("peers.json"), metavar="F.json", help="the numbers")
    return parser


def _among(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    def names(text: str) -> tuple[str, ...]:
        """Names apart by commas."""
        if lost := [name for name in text.split(",") if name not in known]:
            raise argparse.ArgumentTypeError(f"{lost[0]!r} is none of {', '.join(known)}")
        return tuple(text.split(","))

    return names


if __name__ == "__main__":
    main()
