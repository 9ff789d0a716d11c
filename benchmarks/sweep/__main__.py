"""Which settings do best? Tried on public sets, chosen on their tune halves.

python -m benchmarks.sweep SET…                 retrieval: fusion, passages, titles; numbers go to OUT/SET.json
python -m benchmarks.sweep SET… --compare A B   two settings on the report half, by a paired test
python -m benchmarks.sweep --reading FILE…      the weights of the three measures of a sentence
python -m benchmarks.sweep --curve RUN…         false answers against false refusals, from run folders
python -m benchmarks.sweep --draw DIR           the plots of what was swept (with --curve: of that)
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np

from benchmarks.sweep import draw, read, refuse, swept
from benchmarks.sweep.retrieve import CHUNKS, Tried, sweep
from index.embed import open_embedder
from settings import read_settings


def main() -> None:
    """Do what the command line asks for."""
    options = _parser().parse_args()
    if options.draw:
        draw.draw_trade(options.curve, options.draw) if options.curve else draw.draw_settings(options.out, options.draw)
    elif options.curve:
        _tell_trade(options)
    elif options.reading:
        _tell_weights(options)
    elif options.compare:
        one, other = options.compare
        for name in options.names:
            found = swept.read(options.out / f"{name}.json")
            for measure in ("ndcg", "hit"):
                print(name, found.compare(one, other, measure))
    else:
        _sweep(options)


def _sweep(options: argparse.Namespace) -> None:
    settings = read_settings(os.environ)
    embedder = open_embedder(settings)
    (options.out / "indexes").mkdir(parents=True, exist_ok=True)
    tried = Tried(options.chunks, options.titles, options.limit)
    for name in options.names:
        sweep(options.sets / name, tried, settings, embedder, options.out).write(options.out / f"{name}.json")


def _tell_trade(options: argparse.Namespace) -> None:
    for run in options.curve:
        for t in np.arange(0.2, 0.62, 0.02):
            print(f"{run.name} {t:.2f}", *(f"{share:.3f}" for share in refuse.trade(refuse.weighed(run), float(t))))


def _tell_weights(options: argparse.Namespace) -> None:
    settings = read_settings(os.environ)
    embedder = open_embedder(settings)
    for file in options.reading:
        rows = read.measure(file, options.limit, embedder, settings.chunk_tokens)
        for score, weights in read.best_weights(rows):
            print(file.parent.name, len(rows), weights, f"MAP {score:.4f}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m benchmarks.sweep", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", default=["xquad_en", "clapnq", "cast", "rtqa_evidence_open"], metavar="SET")
    parser.add_argument("--sets", type=Path, default=Path("../shared/datasets"), metavar="DIR", help="where they are")
    parser.add_argument("--out", type=Path, default=Path("data/runs/sweep"), metavar="DIR", help="where numbers go")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N questions")
    parser.add_argument("--chunks", type=int, nargs="+", default=CHUNKS, metavar="TOKENS")
    parser.add_argument("--titles", type=lambda t: t == "on", nargs="+", default=(True, False), metavar="on|off")
    parser.add_argument("--compare", nargs=2, metavar="SETTING", help='as "160 title boost0.5 sum 0.8"')
    parser.add_argument("--reading", type=Path, nargs="+", default=(), metavar="FILE", help="candidate sentences")
    parser.add_argument("--curve", type=Path, nargs="+", default=(), metavar="RUN", help="finished runs")
    parser.add_argument("--draw", type=Path, metavar="DIR", help="only draw, into this folder")
    return parser


if __name__ == "__main__":
    main()
