"""`python -m ingest PATH…`: bring the index up to date with files and folders of articles."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from ingest.run import Report, Watch, ingest
from records import OnRecordError
from settings import read_settings


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0: done; 1: done, with some input refused; 2: could not run."""
    parser = argparse.ArgumentParser("python -m ingest", description=__doc__)
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a file or folder; what vanished there leaves"
    )
    parser.add_argument(
        "--remove", nargs="+", type=Path, default=[], metavar="PATH", help="take out what came from here"
    )
    parser.add_argument("--index", type=Path, help="the index to write to (default: data/index, or ONRECORD_INDEX)")
    parser.add_argument("--json", action="store_true", help="the last line is the report as JSON")
    options = parser.parse_args(arguments)
    if not options.paths and not options.remove:
        parser.error("name at least one PATH to ingest, or one to --remove")
    try:
        settings = read_settings(os.environ, index=options.index)
        with tqdm(unit="file", disable=not sys.stderr.isatty(), desc="ingest") as bar:
            report = ingest(options.paths, settings, remove=options.remove, watch=_watch(bar))
    except OnRecordError as error:
        print(error, file=sys.stderr)
        return 2
    _print(report, settings.index, options.json)
    return 1 if report.refused else 0


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
    if as_json:
        print(json.dumps(dataclasses.asdict(report), ensure_ascii=False))
        return
    print(
        f"{report.new} new, {report.changed} changed, {report.unchanged} unchanged, {report.removed} removed, "
        f"{len(report.refused)} refused.\n{index} holds {report.articles} articles in {report.passages} passages "
        f'({report.seconds:.1f} s). Ask it: python -m answer "…"   or in a browser: python app.py'
    )


if __name__ == "__main__":
    sys.exit(main())
