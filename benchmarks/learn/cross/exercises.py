"""Exercises that were written for this: questions in other words than the text, and questions that it nearly answers.

In the folder beside this file, an object a line. `questions.jsonl`: {"set", "passage", "question", "answers"} on
passages of CLAP NQ's tune half and of CAsT, which stay where they are. `reports.jsonl`: {"title", "sentences",
"questions": [{"question", "answers"}]} on texts that were written with them: news that retells public events or in
which nobody has a name, analyses, and passages of an encyclopedia. `answers` are the numbers of the sentences that
answer, from 1, by themselves or behind the sentence before; none where the text does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.learn.cross.cases import Case, is_held, laid_out
from evaluation.beir import articles, objects, read_set
from ingest.chunk import sentences

_FOLDER = Path(__file__).with_name("exercises")


def read_exercises(datasets: Path, folder: Path = _FOLDER) -> tuple[list[Case], list[Case]]:
    """(to be learned from, held back): nothing is learned of a fifth of the passages, which show what was learned.

    Raises:
        InputRefused: a set is missing, or not of its form.
    """
    every = [*_on_sets(datasets, folder / "questions.jsonl"), *_on_reports(folder / "reports.jsonl")]
    held = [case for passage, case in every if is_held(passage)]
    return [case for passage, case in every if not is_held(passage)], held


def _on_sets(datasets: Path, file: Path) -> Iterator[tuple[str, Case]]:
    passages: dict[str, dict[str, list[str]]] = {}
    for row in objects(file, "passage"):
        if row["set"] not in passages:
            passages[row["set"]] = _sentences(datasets / row["set"])
        yield row["passage"], _case(row, passages[row["set"]][row["passage"]])


def _on_reports(file: Path) -> Iterator[tuple[str, Case]]:
    for report in objects(file, "sentences"):
        yield from ((report["title"], _case(row, report["sentences"])) for row in report["questions"])


def _sentences(folder: Path) -> dict[str, list[str]]:
    """The sentences of each passage of a set."""
    return {
        article.id: [article.text[one.start : one.end] for one in sentences(article, blocks)]
        for article, blocks in articles(read_set(folder).corpus)
    }


def _case(row: dict[str, Any], texts: Sequence[str]) -> Case:
    answering = [number in row["answers"] for number in range(1, len(texts) + 1)]
    return laid_out(row["question"], texts, answering, 1)
