"""Public sets: a folder in BEIR's form (Thakur et al. 2021), plain or gzip, and the fields that news sets add to it.

    corpus.jsonl     {"_id", "title", "text", "metadata"}           each document becomes an article with that id
    queries.jsonl    {"_id", "text", "answers", "answerable", "type", "history", "rewrite", "metadata"}
    qrels.tsv        query-id, corpus-id, score                     or qrels/test.tsv

Queries in parts (`queries_whosaid_dev.jsonl`) are read together, each with the qrels of the same ending.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.questions import Evidence, Question
from evaluation.words import contains
from records import Article, Block, InputRefused, Turn


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A folder's questions, and where its corpus is."""

    name: str
    corpus: Path
    questions: tuple[Question, ...]


def read_set(folder: Path) -> PublicSet:
    """Questions and labels of a folder; the corpus is read twice: here for the labelled texts, later by `articles`.

    A gold answer whose string stands in no labelled document is left out, since no quotation could hold it.

    Raises:
        InputRefused: a file is missing, a line is not an object with an _id, or a label names what is not there.
    """
    corpus = _only(folder, "corpus.jsonl")
    rows: list[tuple[dict[str, Any], dict[str, float]]] = []
    for queries in _parts(folder, "queries", ".jsonl"):
        labels = _labels(folder, queries)
        rows += [(row, labels.get(str(row["_id"]), {})) for row in objects(queries, "_id")]
    wanted = {doc for _, labels in rows for doc in labels}
    texts = {
        str(d["_id"]): f"{d.get('title', '')}\n{d.get('text', '')}"
        for d in objects(corpus, "_id")
        if d["_id"] in wanted
    }
    if lost := sorted(wanted - texts.keys()):
        raise InputRefused(
            f"{folder}: the labels name {len(lost)} documents that {corpus.name} lacks, first {lost[0]!r}."
        )
    return PublicSet(folder.resolve().name, corpus, tuple(question_of(row, labels, texts) for row, labels in rows))


def question_of(row: dict[str, Any], labels: dict[str, float], texts: dict[str, str]) -> Question:
    """One query with its extra fields. `who_said…` types take the answers as speakers, the quoted words as evidence."""
    facts: dict[str, Any] = row.get("metadata") or {}
    kind = str(row.get("type") or "question")
    answers = tuple(str(answer) for answer in row.get("answers") or () if str(answer).strip())
    who_said = kind.startswith("who_said")
    evidence = (
        [Evidence(str(facts["doc"]), str(facts["quote"]))] if who_said and "quote" in facts and "doc" in facts else []
    )
    if cited := facts.get("cited_sentences"):
        sentences = dict.fromkeys(sentence for one in cited for sentence in one)
        evidence = [Evidence(str(facts["passage"]), sentence) for sentence in sentences]
    return Question(
        id=str(row["_id"]),
        turns=(str(row["text"]),),
        type=kind,
        answerable=bool(row.get("answerable", True)),
        evidence=tuple(evidence),
        speakers=answers if who_said else (),
        answers=() if who_said else tuple(a for a in answers if any(contains(texts[doc], a) for doc in labels)),
        history=_history(row.get("history") or []),
        labels=tuple(labels.items()),
        rewrite=row.get("rewrite"),
        today=_day(facts.get("date")),
    )


def articles(corpus: Path) -> Iterator[tuple[Article, tuple[Block, ...]]]:
    """Each document as an article under its own id, one block a paragraph (blank lines divide them)."""
    for row in objects(corpus, "_id"):
        facts: dict[str, Any] = row.get("metadata") or {}
        text = str(row.get("text") or "").strip("\ufeff \n\r\t")
        if not text:
            continue
        article = Article(
            id=str(row["_id"]),
            title=str(row.get("title") or ""),
            text=text,
            path=str(row["_id"]),
            sha256=hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest(),
            outlet=facts.get("source") or facts.get("outlet") or None,
            author=facts.get("author") or None,
            published=_day(facts.get("date")),
            url=facts.get("url") or None,
            language=facts.get("lang") or None,
        )
        yield article, paragraphs(text)


def paragraphs(text: str) -> tuple[Block, ...]:
    """The spans between blank lines, without the white space around them.

    >>> [(b.start, b.end) for b in paragraphs("One.\\n\\n Two.")]
    [(0, 4), (7, 11)]
    """
    blocks, start = [], 0
    for part in text.split("\n\n"):
        if stripped := part.strip():
            begin = start + part.index(stripped)
            blocks.append(Block(begin, begin + len(stripped)))
        start += len(part) + 2
    return tuple(blocks)


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines that are not blank, of a plain or gzip file in UTF-8."""
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="\n")
        yield from ((number, line) for number, line in enumerate(text, 1) if line.strip())


def objects(path: Path, key: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, a line each, plain or gzip.

    Raises:
        InputRefused: a line is no object that has `key`; it is named as file:line.
    """
    for number, line in lines_of(path):
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputRefused(f"{path}:{number}: not JSON ({error.msg}).", "Each line is one whole object.") from error
        if not isinstance(row, dict) or key not in row:
            raise InputRefused(f"{path}:{number}: no {key!r}.", f'Each line is an object with "{key}".')
        yield row


def _labels(folder: Path, queries: Path) -> dict[str, dict[str, float]]:
    ending = queries.name.removesuffix(".gz").removesuffix(".jsonl").removeprefix("queries")
    found = [folder / f"qrels{ending}.tsv", folder / f"qrels{ending}.tsv.gz", folder / "qrels" / "test.tsv"]
    path = next((p for p in found if p.is_file()), None)
    if path is None:
        raise InputRefused(
            f"{folder} has no {found[0].name}.", "It holds query-id, corpus-id and score, apart by tabs."
        )
    labels: dict[str, dict[str, float]] = {}
    for number, line in lines_of(path):
        cells = line.rstrip("\r\n").split("\t")
        try:
            query, doc, score = cells[0], cells[1], float(cells[2])
        except (IndexError, ValueError) as error:
            if number == 1:
                continue  # the head
            raise InputRefused(f"{path}:{number}: {line.strip()!r} is not id, id, number apart by tabs.") from error
        labels.setdefault(query, {})[doc] = score
    return labels


def _parts(folder: Path, stem: str, suffix: str) -> list[Path]:
    for name in (f"{stem}{suffix}", f"{stem}{suffix}.gz"):
        if (folder / name).is_file():
            return [folder / name]
    parts = sorted([*folder.glob(f"{stem}_*{suffix}"), *folder.glob(f"{stem}_*{suffix}.gz")])
    return parts or [_only(folder, f"{stem}{suffix}")]


def _only(folder: Path, name: str) -> Path:
    for path in (folder / name, folder / f"{name}.gz"):
        if path.is_file():
            return path
    raise InputRefused(
        f"{folder} has no {name}, nor {name}.gz.", "A folder in BEIR's form has corpus, queries and qrels."
    )


def _history(history: list[Any]) -> tuple[Turn, ...]:
    """Turns with roles; plain strings are taken to alternate, the asker first."""
    return tuple(
        Turn(turn["role"], turn["content"]) if isinstance(turn, dict) else Turn(("user", "assistant")[i % 2], str(turn))
        for i, turn in enumerate(history)
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None
