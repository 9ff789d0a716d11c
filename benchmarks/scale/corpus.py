"""Real articles in files of their own, as many as wanted; and where they end, the same with other words."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

A_PASSAGE = 632  # characters of news in a passage of at most 160 tokens, as 800 articles came out
IN_A_FOLDER = 500
CHANGED = 5  # one word in so many is another
_WORD = re.compile(r"[a-z]{4,}")
_STRIDE = 7919  # a prime: words that follow each other are taken from far apart


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    """The documents of a set in BEIR's form, as rows that ingest reads."""
    path = next(p for p in (folder / "corpus.jsonl.gz", folder / "corpus.jsonl") if p.is_file())
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            told = row.get("metadata") or {}
            fields = {"outlet": told.get("source"), "published": told.get("date"), "url": told.get("url")}
            yield {"id": row["_id"], "title": row.get("title", ""), "text": row["text"]} | {
                name: value for name, value in fields.items() if value
            }


def questions(folder: Path, n: int) -> list[str]:
    """The first `n` questions of the set."""
    with (folder / "queries.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in itertools.islice(lines, n)]


def lay_out(found: Iterator[dict[str, Any]], out: Path, passages: float, first: int = 0) -> int:
    """Write articles into `out`, a file each, until they come to about so many passages; how many there are."""
    characters, n = 0, 0
    while characters < passages * A_PASSAGE and (row := next(found, None)):
        folder = out / f"{(first + n) // IN_A_FOLDER:03}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{row['id']}.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
        characters += len(row["text"])
        n += 1
    return n


def vocabulary(texts: Sequence[str]) -> dict[int, list[str]]:
    """The words of the texts by their length."""
    words: dict[int, set[str]] = {}
    for text in texts:
        for word in _WORD.findall(text):
            words.setdefault(len(word), set()).add(word)
    return {length: sorted(some) for length, some in words.items()}


def reworded(text: str, words: Mapping[int, Sequence[str]], turn: int) -> str:
    """The text with every fifth word or so replaced by another of the same length, so that all offsets stay true."""

    def other(match: re.Match[str]) -> str:
        place = match.start() + turn  # as good as chance, and a hundred million words are asked about
        same = words.get(len(match[0]), ()) if place % CHANGED == 0 else ()
        return same[place * _STRIDE % len(same)] if same else match[0]

    return _WORD.sub(other, text)
