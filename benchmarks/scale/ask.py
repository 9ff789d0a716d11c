"""What On Record does with questions, in a process of its own, by its public doors; the last line told is JSON.

    python -m benchmarks.scale.ask search|recall|answer --index DIR --questions F.json

Its settings are those of the environment.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.scale.fresh import size, tell, timed
from index.derive import Derived
from index.embed import open_embedder
from index.retrieve import open_retriever
from index.store import Store
from language.aliases import read_aliases
from settings import Settings, read_settings

K = 10
DEEP = 50  # of the nearest vectors are to be found
EQUAL = 1e-6  # cosines nearer than this are the same


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=sorted(_WORK))
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True, help="a JSON array of them")
    options = parser.parse_args()
    _WORK[options.what](options, read_settings(os.environ, index=options.index))


def _search(options: argparse.Namespace, settings: Settings) -> None:
    """Every question, embedding it included."""
    started = time.perf_counter()
    retriever = open_retriever(settings)
    retriever.retrieve("ready?", K)
    opened = time.perf_counter() - started
    times, _ = timed(lambda question: retriever.retrieve(question, K), _questions(options.questions))
    counts = retriever.store.counts()
    tell(opened=opened, times=times, passages=counts.passages, quotes=counts.quotes, bytes=size(settings.index))


def _recall(options: argparse.Namespace, settings: Settings) -> None:
    """How many of the nearest vectors are found, of those that a search of every vector finds; equals count as one."""
    store, embedder = Store(settings.index), open_embedder(settings)
    _, vectors, _, _ = Derived(store, read_aliases(settings.aliases)).open()
    asked = np.stack([embedder.embed_question(question) for question in _questions(options.questions)])
    nearest = np.zeros((len(asked), 0), np.float32)
    for _, block in store.vectors_between(1, store.last_row()):
        nearest = -np.sort(-np.hstack([nearest, asked @ block.T]), axis=1)[:, :DEEP]
    found = [np.array([*vectors.search(question, DEEP).values()]) for question in asked]
    shares = [
        float((cosines >= last - EQUAL).sum() / nearest.shape[1])
        for cosines, last in zip(found, nearest[:, -1], strict=True)
    ]
    tell(recall=float(np.mean(shares)), least=min(shares), questions=len(asked), passages=store.counts().passages)


def _answer(options: argparse.Namespace, settings: Settings) -> None:
    """Every question answered in full."""
    from answer.ask import open_answerer  # what a search does not need must not be in its memory

    started = time.perf_counter()
    answerer = open_answerer(settings)
    answerer.answer("ready?")
    opened = time.perf_counter() - started
    times, answers = timed(answerer.answer, _questions(options.questions))
    abstained = sum(answer.abstained for answer in answers)
    counts = answerer.retriever.store.counts()
    tell(opened=opened, times=times, passages=counts.passages, quotes=counts.quotes, abstained=abstained)


def _questions(path: Path) -> Sequence[str]:
    found: list[str] = json.loads(path.read_text(encoding="utf-8"))
    return found


_WORK = {"search": _search, "recall": _recall, "answer": _answer}


if __name__ == "__main__":
    main()
