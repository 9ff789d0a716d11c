"""`python -m ingest PATH…`: bring the index up to date with files and folders of articles."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from index.embed import Embedder, open_embedder
from ingest.run import Refused, Report, Watch, ingest
from ingest.watch import look, watch
from records import OnRecordError
from settings import Settings, read_settings

_EVERY = 5.0  # seconds


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0: done, or the watch was ended; 1: done, with some input refused; 2: could not run."""
    parser = argparse.ArgumentParser("python -m ingest", description=__doc__)
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a file or folder; what vanished there leaves"
    )
    parser.add_argument(
        "--remove", nargs="+", type=Path, default=[], metavar="PATH", help="take out what came from here"
    )
    parser.add_argument("--index", type=Path, help="the index to write to (default: data/index, or ONRECORD_INDEX)")
    parser.add_argument("--json", action="store_true", help="the last line is the report as JSON")
    parser.add_argument(
        "--watch",
        nargs="?",
        type=_seconds,
        const=_EVERY,
        metavar="SECONDS",
        help=f"keep looking every so often (default: {_EVERY:.0f}) and ingest what changed; Ctrl-C ends it",
    )
    options = parser.parse_args(arguments)
    if not options.paths and not options.remove:
        parser.error("name at least one PATH to ingest, or one to --remove")
    if options.watch and not options.paths:
        parser.error("name a PATH to watch")
    try:
        settings = read_settings(os.environ, index=options.index)
        if options.watch:
            _keep_watching(options, settings)
            return 0
        with tqdm(unit="file", disable=not sys.stderr.isatty(), desc="ingest") as bar:
            report = ingest(options.paths, settings, remove=options.remove, watch=_watch(bar))
    except OnRecordError as error:
        print(error, file=sys.stderr)
        return 2
    _print(report, settings.index, options.json)
    return 1 if report.refused else 0


def _keep_watching(options: argparse.Namespace, settings: Settings, rounds: int | None = None) -> None:
    """Ingest, and again whenever something changed, until Ctrl-C."""
    told: list[Refused] = []

    def again() -> None:
        try:
            report = ingest(options.paths, settings, embedder=embedder)
        except OnRecordError as error:  # a folder may be away for a while
            print(error, file=sys.stderr, flush=True)
            return
        fresh = [refused for refused in report.refused if refused not in told]
        mended = len(report.refused) < len(told)
        told[:] = report.refused
        if fresh or mended or report.new or report.changed or report.removed:
            _print_round(report, fresh, options.json)

    try:
        embedder: Embedder = open_embedder(settings)
        seen = look(options.paths)
        first = ingest(options.paths, settings, remove=options.remove, embedder=embedder)
        told += first.refused
        _print(first, settings.index, options.json)
        sys.stdout.flush()
        watch(options.paths, options.watch, seen, again, rounds=rounds)
    except KeyboardInterrupt:
        return


def _print_round(report: Report, fresh: list[Refused], as_json: bool) -> None:
    for refused in fresh:
        print(f"refused: {refused.file}: {refused.reason}", file=sys.stderr, flush=True)
    if as_json:
        print(json.dumps(report.counts(), ensure_ascii=False), flush=True)
        return
    print(
        f"{datetime.now():%H:%M:%S} {report.new} new, {report.changed} changed, {report.removed} removed, "
        f"{len(report.refused)} refused; {report.articles} articles.",
        flush=True,
    )


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0.1 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError("must lie between 0.1 and 86400")
    return seconds


def _watch(bar: tqdm[NoReturn]) -> Watch:
    done = 0

    def start(files: int) -> None:
        bar.reset(total=files)

    def embedded(passages: int) -> None:
        nonlocal done
        done += passages
        bar.set_postfix_str(f"{done} passages embedded")

    def read() -> None:
        bar.update()

    return Watch(start, read, embedded)


def _print(report: Report, index: Path, as_json: bool) -> None:
    for refused in report.refused:
        print(f"refused: {refused.file}: {refused.reason}", file=sys.stderr)
    if report.note:
        print(report.note, file=sys.stderr)
    if as_json:
        print(json.dumps(report.counts(), ensure_ascii=False))
        return
    print(
        f"{report.new} new, {report.changed} changed, {report.unchanged} unchanged, {report.removed} removed, "
        f"{len(report.refused)} refused.\n{index} holds {report.articles} articles in {report.passages} passages "
        f'({report.seconds:.1f} s). Ask it: python -m answer "…"   or in a browser: python app.py'
    )


if __name__ == "__main__":
    sys.exit(main())
