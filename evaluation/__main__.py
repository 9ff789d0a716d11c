"""`python -m evaluation run QUESTIONS.jsonl`: how good are the answers? `draft` proposes questions from an index."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from answer.generate import open_chat
from evaluation import accept, results
from evaluation.compare import Comparison, compare
from evaluation.gate import failures, read_gate
from evaluation.judge import judge
from evaluation.metrics import METRICS
from evaluation.prepare import prepare
from evaluation.report import render
from evaluation.run import run
from evaluation.verifying import faults, report, trials
from index.__main__ import day
from records import OnRecordError
from settings import Settings, read_settings

RUNS = Path("data/runs")


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0: done; 1: done, and below the gate; 2: could not run."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] not in ("run", "draft", "verify", "attribution", "-h", "--help"):
        given.insert(0, "run")
    options = _parser().parse_args(given)
    try:
        return int(options.go(options, read_settings(os.environ, index=options.index)))
    except OnRecordError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nInterrupted. The same command goes on from here.", file=sys.stderr)
        return 130


def _run(options: argparse.Namespace, settings: Settings) -> int:
    chat = open_chat(settings) if options.judge else None
    limits = read_gate(options.fail_under) if options.fail_under else {}
    before = results.read(_run_folder(options.against, options.runs)) if options.against else None
    with prepare(options, settings) as ready:
        folder, cases = run(ready.plan, ready.answerer, options.runs, not options.quiet, ready.asking)
        article_of = lru_cache(4096)(ready.answerer.retriever.store.article)
        scores = results.score(folder.name, cases, article_of, ready.plan.facts)
        if chat:
            scores = replace(scores, judged=judge(cases, chat, folder))
        comparison = compare(before, scores) if before else None
        (folder / "report.html").write_text(render(scores, article_of, comparison), encoding="utf-8")
        results.write(scores, folder)
    _tell(scores, comparison, folder)
    if options.out:
        results.write_json(results.as_dict(scores, timings=True), options.out)
    below = failures(limits, {**scores.metrics, **scores.seconds})
    for line in below:
        print(f"below the gate: {line}", file=sys.stderr)
    return 1 if below else 0


def _run_folder(named: Path, runs: Path) -> Path:
    return named if named.is_dir() else runs / named


def _tell(scores: results.Scores, comparison: Comparison | None, folder: Path) -> None:
    known = {**scores.metrics, **scores.seconds}
    changes = {d.name: d for d in comparison.differences} if comparison else {}
    for name, e in known.items():
        if METRICS[name].headline:
            line = f"{name:22} {e.value:.3f}  ({e.low:.3f}–{e.high:.3f})  n {e.n}"
            if change := changes.get(name):
                line += f"   was {change.before:.3f}: {change.wins} won, {change.losses} lost, p {change.p:.3f}"
            print(line)
    for name, told in scores.judged.items():
        print(f"{name:22} {told['value']:.3f}  ({told['low']:.3f}–{told['high']:.3f})  n {told['n']}  {told['judge']}")
    if spent := scores.spent:
        told = f"{spent['in']} in, {spent['out']} out, {spent['answers']} answers, {spent['fell_back']} fell back"
        print(f"{'tokens':22} {told}")
    right = sum(case.outcome.right for case in scores.cases)
    print(f"{right} of {len(scores.cases)} came out right. Read {folder / 'report.html'}")


def _draft(options: argparse.Namespace, settings: Settings) -> int:
    from evaluation.draft import propose
    from evaluation.suggest import suggest
    from index.store import Store

    store, known = Store(settings.index), accept.settled(options.out) if options.out else set()
    suggested = suggest(store, open_chat(settings)) if settings.model else ()
    proposed = propose(store, options.n + len(known), suggested)
    rows = [row for row in proposed if not accept.is_settled(row, known)]
    if options.out and sys.stdin.isatty():
        n = accept.review(rows[: options.n], options.out)
        print(f"{n} accepted. Ask them: python -m evaluation run {options.out}")
        return 0
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows[: options.n])
    if options.out:
        raise OnRecordError(
            "--out asks a person, and there is none.", "In a terminal, or without --out for the proposals"
        )
    sys.stdout.write(lines)
    return 0


def _verify(options: argparse.Namespace, settings: Settings) -> int:
    done = list(trials(options.folder, options.most, options.half))
    print(report(done))
    if options.faults:
        options.faults.write_text(faults(done), encoding="utf-8")
    return 0


def _attribution(options: argparse.Namespace, settings: Settings) -> int:
    from evaluation.attribution import find_quotes, measure, read_annotated

    annotated = list(read_annotated(options.folder, options.split, options.half))[: options.limit]
    for name, e in measure(annotated, find_quotes()).items():
        print(f"{name:24} {e.value:.3f}  ({e.low:.3f}–{e.high:.3f})  n {e.n}")
    print(f"{len(annotated)} articles; docs/evaluation.md says how each is counted.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m evaluation", description=__doc__)
    commands = parser.add_subparsers(required=True)
    ask = commands.add_parser("run", help="ask every question of a test set and score what comes back")
    ask.add_argument("questions", nargs="?", type=Path, help="a test set, .jsonl or .csv")
    ask.add_argument("--beir", type=Path, metavar="DIR", help="a public set: BEIR's form, or candidate sentences")
    ask.add_argument("--index", type=Path, help="the index to ask (with --beir: where to build and keep it)")
    ask.add_argument("--out", type=Path, metavar="F.json", help="write the numbers here as well, with the timings")
    ask.add_argument("--limit", type=int, help="only the first so many questions")
    ask.add_argument("--half", choices=("tune", "report"), help="only the half to tune on, or the one to report")
    ask.add_argument("--retrieval-only", action="store_true", help="rank passages, answer nothing")
    ask.add_argument("--rewrites", action="store_true", help="ask the human stand-alone form of follow-ups")
    ask.add_argument("--today", type=day, metavar="YYYY-MM-DD", help="the day on which it is asked")
    ask.add_argument("--judge", action="store_true", help="have ONRECORD_MODEL judge faithfulness; it is never a gate")
    ask.add_argument("--against", type=Path, metavar="RUN", help="compare with this run, question by question")
    ask.add_argument("--fail-under", type=Path, metavar="FILE", help="exit 1 where a metric is worse than in this file")
    ask.add_argument("--runs", type=Path, default=RUNS, metavar="DIR", help="where run folders go (default: data/runs)")
    ask.add_argument("--quiet", action="store_true", help="no progress bar")
    ask.set_defaults(go=_run)
    draft = commands.add_parser("draft", help="propose questions from an index: by templates, and by ONRECORD_MODEL")
    draft.add_argument("--index", type=Path, help="the index to read (default: data/index, or ONRECORD_INDEX)")
    draft.add_argument("--n", type=int, default=20, help="how many")
    draft.add_argument("--out", type=Path, metavar="F.jsonl", help="ask me of each, and add what I accept to this file")
    draft.set_defaults(go=_draft)
    check = commands.add_parser("verify", help="does the check of a model's sentences tell true from false?")
    check.add_argument("folder", type=Path, help="where clapnq, xquad_en and polnear lie")
    check.add_argument("--most", type=int, default=400, help="gold sentences of each set")
    check.add_argument("--half", choices=("tune", "report"), default="report")
    check.add_argument("--faults", type=Path, help="write every wrong verdict to this file")
    check.set_defaults(go=_verify, index=None)
    marked = commands.add_parser("attribution", help="what ingest finds of who said what, against marked articles")
    marked.add_argument("folder", type=Path, metavar="DIR", help="where quotes_SPLIT.jsonl is")
    marked.add_argument("--split", default="dev", help="which split (default: dev)")
    marked.add_argument("--half", choices=("tune", "report"), help="only the half to tune on, or the one to report")
    marked.add_argument("--limit", type=int, help="only the first so many articles")
    marked.set_defaults(go=_attribution, index=None)
    return parser


if __name__ == "__main__":
    sys.exit(main())
