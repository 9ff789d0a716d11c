"""Speed, memory and disk from a thousand passages to a million, beside others with the same weights.

    python -m benchmarks.scale ../shared/datasets/news_scale --work DIR

The folder holds a set in BEIR's form: articles and questions. The first few thousand passages are embedded, once;
vectors beyond are drawn around theirs, and where the articles end, they are repeated with changed words: the numbers
say which. Ingest is measured by really embedding. The JSON is written after each stage, which can be run again alone.
Machines are noisy: let nothing else run.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.peers.environments import CACHE
from benchmarks.scale import stages, tell
from benchmarks.scale.indexes import Plan
from benchmarks.scale.results import Scale, machine, read
from evaluation.run import code_mark

STAGES: dict[str, Callable[[Plan, Scale], None]] = {
    "make": stages.make,
    "speed": stages.speed,
    "ingest": stages.ingest,
    "search": stages.search,
    "answer": stages.answer,
    "again": stages.again,
}
# The largest size that each is asked for. LlamaIndex's own store holds vectors as lists of Python's numbers, and reads
# all of them for each question: ten thousand take it about a second.
MOST = {"langchain": 120_000, "txtai": 120_000, "llamaindex": 12_000}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, write the numbers, and print the tables."""
    options = _parser().parse_args(arguments)
    if not options.show:
        options.work.mkdir(parents=True, exist_ok=True)
        plan = Plan(
            options.folder.resolve(),
            options.work.resolve(),
            options.envs.resolve(),
            options.sizes,
            options.ingest,
            options.rounds,
            options.questions,
            {peer: min(MOST[peer], options.peers_most) for peer in options.peers},
            options.base,
            options.keep_indexes,
        )
        for stage in options.stages:
            scale = read(options.out)
            scale.machine = machine()
            scale.codes[stage] = code_mark()[:12]
            try:
                STAGES[stage](plan, scale)
            finally:  # what was measured until an interruption is worth having
                scale.write(options.out)
    scale = read(options.out)
    options.out.with_suffix(".md").write_text(tell.table(scale), encoding="utf-8")
    tell.draw(scale, options.plots or options.out.parent)
    print(tell.table(scale))


def _parser() -> argparse.ArgumentParser:
    plan = Plan(Path(), Path(), Path())
    parser = argparse.ArgumentParser(
        "python -m benchmarks.scale", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="the set: corpus.jsonl or .gz, queries.jsonl")
    parser.add_argument("--work", type=Path, required=True, metavar="DIR", help="keeps articles, indexes and vectors")
    parser.add_argument("--out", type=Path, default=Path("scale.json"), metavar="F.json", help="the numbers")
    parser.add_argument("--plots", type=Path, metavar="DIR", help="where plots go (default: beside the numbers)")
    parser.add_argument("--envs", type=Path, default=CACHE, metavar="DIR", help="keeps the peers' environments")
    parser.add_argument(
        "--stages", nargs="+", choices=STAGES, default=list(STAGES), metavar="STAGE", help=str([*STAGES])
    )
    parser.add_argument("--sizes", nargs="+", type=int, default=plan.sizes, metavar="N", help="passages, about")
    parser.add_argument("--ingest", type=int, default=plan.ingest, metavar="N", help="passages to embed in each run")
    parser.add_argument("--base", type=int, default=plan.base, metavar="N", help="passages that are really embedded")
    parser.add_argument("--rounds", type=int, default=plan.rounds, metavar="N")
    parser.add_argument("--questions", type=int, default=plan.questions, metavar="N", help="ten of them to warm up")
    parser.add_argument("--peers", nargs="*", choices=MOST, default=list(MOST), metavar="PEER", help=str([*MOST]))
    parser.add_argument("--peers-most", type=int, default=max(MOST.values()), metavar="N", help="no larger for a peer")
    parser.add_argument("--keep-indexes", action="store_true", help="search those that older code has made")
    parser.add_argument("--show", action="store_true", help="measure nothing: only the tables and plots of --out")
    return parser


if __name__ == "__main__":
    main()
