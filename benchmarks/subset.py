"""A smaller set of a public one, so that a slow machine can measure part of it and say exactly which.

    python -m benchmarks.subset ../shared/datasets/news_scale OUT --questions 200 --others 1000

Taken are the first questions (of each of `--types`, where given), every document that any of them labels, and so many
other documents, those whose id has the lowest SHA-256. OUT is in BEIR's form; the labels stay as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluation.beir import lines_of, read_set
from evaluation.questions import half


def main() -> None:
    """Write the smaller set."""
    parser = argparse.ArgumentParser("python -m benchmarks.subset", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the public set")
    parser.add_argument("out", type=Path, help="where the smaller one goes")
    parser.add_argument("--questions", type=int, required=True, metavar="N", help="of each type, where types are given")
    parser.add_argument("--others", type=int, default=0, metavar="N", help="documents that nothing labels")
    parser.add_argument("--types", nargs="+", metavar="TYPE", help="only questions of these types")
    parser.add_argument("--half", choices=("tune", "report"), help="only questions of this half")
    options = parser.parse_args()
    n, m = cut(options.folder, options.out, options.questions, options.others, options.types, options.half)
    print(f"{options.out}: {n} questions, {m} documents")


def cut(
    folder: Path,
    out: Path,
    questions: int,
    others: int = 0,
    types: Iterable[str] | None = None,
    part: str | None = None,
) -> tuple[int, int]:
    """Write the smaller set; how many questions and documents it has."""
    public = read_set(folder)
    among = half(public.questions, part) if part else public.questions
    kinds: tuple[str | None, ...] = tuple(types) if types else (None,)
    kept = [q for kind in kinds for q in [q for q in among if kind in (None, q.type)][:questions]]
    ids, labelled = {q.id for q in kept}, {doc for q in kept for doc, _ in q.labels}
    rest = sorted((_id(line) for _, line in lines_of(public.corpus)), key=_digest)
    wanted = labelled | set([doc for doc in rest if doc not in labelled][:others])
    out.mkdir(parents=True, exist_ok=True)
    _write(out / "corpus.jsonl", (line for _, line in lines_of(public.corpus) if _id(line) in wanted))
    asked = [line for path in sorted(folder.glob("queries*.jsonl*")) for _, line in lines_of(path) if _id(line) in ids]
    _write(out / "queries.jsonl", asked)
    _write(
        out / "qrels.tsv",
        ["query-id\tcorpus-id\tscore\n", *(f"{q.id}\t{doc}\t{grade:g}\n" for q in kept for doc, grade in q.labels)],
    )
    return len(asked), len(wanted)


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(line.rstrip("\n") + "\n" for line in lines)


def _id(line: str) -> str:
    row: dict[str, Any] = json.loads(line)
    return str(row["_id"])


def _digest(doc: str) -> str:
    return hashlib.sha256(doc.encode()).hexdigest()


if __name__ == "__main__":
    main()
