"""What the words weigh by which ingest finds what is told beside the rules: learned from articles that people have marked.

    python -m benchmarks.learn ../shared/datasets/polnear

Reads the train split alone. A fifth of its articles, by the SHA-256 of their ids, is held back and tells what each
threshold brings; then all of it is learned from, and `ingest/speech/weights.json` is written anew. The same articles and
the same parser give the same weights: a logistic regression has one best answer.

In the table are words of grammar, and lemmas that at least three articles mark as a cue. No proper noun is a feature.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from evaluation.attribution import Annotated, read_annotated, voiced
from evaluation.spans import Marked
from ingest.speech import likely, reach
from ingest.speech.contents import Span, stretches
from ingest.speech.cues import told_in
from ingest.speech.marks import marked
from ingest.speech.weights import PATH
from language.names import parse
from records import Voice

_FEWEST = {"cue": 8, "reach": 8}  # articles in which a feature must occur
_WORDS = 3  # articles that must mark a word as a cue for it to be known
_PULL = {"cue": 2.0, "reach": 3.0}  # of the weights towards nought: half this times the sum of their squares
_MATCHED = 0.3  # what share of a content and of what is marked must be the same for one to belong to the other
_LEAST = 0.1  # a weight below this is left out
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Case:
    """Something to weigh, in an article: is it so? Of its characters so many are marked, of so many; made of `thing`."""

    article: str
    so: bool
    right: int
    length: int
    thing: Any


@dataclass(frozen=True, slots=True)
class Fit:
    """What each feature weighs, and what is weighed before any; the `known` words stay, whatever they weigh."""

    of: dict[str, float]
    bias: float
    known: frozenset[str] = frozenset()


def main() -> None:
    """Learn, tell, write."""
    parser = argparse.ArgumentParser("python -m benchmarks.learn", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where quotes_train.jsonl is")
    parser.add_argument("--out", type=Path, default=PATH, help="where the weights go")
    options = parser.parse_args()
    cues: list[Case] = []
    ends: list[Case] = []
    for article, start, doc in _parsed(list(read_annotated(options.folder, "train"))):
        there = [_moved(one, start, len(doc.text)) for one in article.marked]
        cues += cue_cases(article.article.id, doc, [one for one in there if one.spans])
        ends += reach_cases(article.article.id, doc, [one for one in there if one.spans])
    write({"cue": learn_cues(cues), "reach": learn_reach(ends)}, options.out)


def learn_cues(cases: Sequence[Case]) -> Fit:
    """Which words report beside those of the rules."""

    def features(some: Sequence[Case], known: frozenset[str]) -> list[list[str]]:
        return [likely.features(*case.thing, known) for case in some]

    part, held = _parted(cases)
    known = known_words(part)
    _tell("cue", held, fit(part, features(part, known), _FEWEST["cue"], _PULL["cue"]), features(held, known))
    known = known_words(cases)
    return fit(cases, features(cases, known), _FEWEST["cue"], _PULL["cue"], known)


def learn_reach(cases: Sequence[Case]) -> Fit:
    """What belongs to a content that the rules have found."""

    def features(some: Sequence[Case]) -> list[list[str]]:
        return [reach.features(*case.thing) for case in some]

    part, held = _parted(cases)
    _tell("reach", held, fit(part, features(part), _FEWEST["reach"], _PULL["reach"]), features(held))
    return fit(cases, features(cases), _FEWEST["reach"], _PULL["reach"])


def cue_cases(article: str, doc: Any, there: Sequence[Marked]) -> Iterator[Case]:
    """The candidates of a paragraph: so where what they would tell is by half what is marked, and they are its cue."""
    marks = [mark for mark in marked(doc.text) if mark.end - mark.start > 2]
    for sentence in doc.sents:
        for one in likely.candidates(sentence, marks, told_in(sentence, marks)):
            spans = stretches(one.cue, marks)
            if not spans:
                continue
            shared = [(common(spans, gold.spans), gold) for gold in there]
            so = any(
                4 * n >= size(spans) + size(gold.spans)
                and (not gold.cue or one.cue.token.lower_ in gold.cue.lower().split())
                for n, gold in shared
                if n
            )
            yield Case(article, so, max((n for n, _ in shared), default=0), size(spans), (one, marks))


def reach_cases(article: str, doc: Any, there: Sequence[Marked]) -> Iterator[Case]:
    """What might be added to each content of a paragraph: so where by half it belongs to what is marked there."""
    marks = [mark for mark in marked(doc.text) if mark.end - mark.start > 2]
    for sentence in doc.sents:
        for cue in told_in(sentence, marks):
            for span in stretches(cue, marks):
                gold = max(there, key=lambda one: _alike([span], one.spans), default=None)
                if gold is None or _alike([span], gold.spans) < _MATCHED:
                    continue
                for piece in reach.pieces(cue, span):
                    last = doc[piece.last]
                    own = [(doc[piece.first].idx, last.idx + len(last.text))]
                    n = common(own, gold.spans)
                    yield Case(article, 2 * n > size(own), n, size(own), (cue, piece))


def known_words(cases: Sequence[Case]) -> frozenset[str]:
    """The words that are marked as a cue in enough articles, as features."""
    where: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        if case.so:
            where[likely.word_of(case.thing[0])].add(case.article)
    return frozenset(word for word, articles in where.items() if len(articles) >= _WORDS)


def fit(
    cases: Sequence[Case],
    features: Sequence[Sequence[str]],
    fewest: int,
    pull: float,
    known: frozenset[str] = frozenset(),
) -> Fit:
    """A logistic regression with a pull towards nought, over features of at least so many articles, and the `known`."""
    where: dict[str, set[str]] = defaultdict(set)
    for case, some in zip(cases, features, strict=True):
        for feature in some:
            where[feature].add(case.article)
    names = sorted(name for name, articles in where.items() if len(articles) >= fewest or name in known)
    matrix, so = _matrix(features, names), np.array([case.so for case in cases], dtype=float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        z = matrix @ weights[:-1] + weights[-1]
        off = 1 / (1 + np.exp(-z)) - so
        value = np.logaddexp(0, z).sum() - so @ z + pull / 2 * (weights[:-1] ** 2).sum()
        return value, np.append(matrix.T @ off + pull * weights[:-1], off.sum())

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return Fit(dict(zip(names, best[:-1].tolist(), strict=True)), float(best[-1]), known)


def write(fits: dict[str, Fit], path: Path) -> None:
    """The tables as JSON, sorted, to two digits; a weight that rounds to nought is left out, but for a known word's."""
    tables = {
        question: {
            "bias": round(one.bias, _DIGITS),
            "features": {
                name: round(weight, _DIGITS)
                for name, weight in sorted(one.of.items())
                if abs(weight) >= _LEAST or name in one.known
            },
        }
        for question, one in fits.items()
    }
    path.write_text(json.dumps(tables, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _tell(question: str, held: Sequence[Case], learned: Fit, features: Sequence[Sequence[str]]) -> None:
    """What each threshold brings on what was held back: how many, and how much of it is rightly told."""
    chances = [1 / (1 + np.exp(-learned.bias - sum(learned.of.get(f, 0.0) for f in some))) for some in features]
    for least in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        taken = [case for case, chance in zip(held, chances, strict=True) if chance >= least]
        right, length = sum(case.right for case in taken), sum(case.length for case in taken)
        so = sum(case.so for case in taken)
        share = right / length if length else 0.0
        print(f"{question} {least:.2f}: {len(taken)} taken, {so} so; {share:.3f} of {length} characters")


def _parsed(articles: Sequence[Annotated]) -> Iterator[tuple[Annotated, int, Any]]:
    """The paragraphs that are read for speech, each with its article and its start, as parsed."""
    some = [
        (one, block)
        for one in articles
        for block in voiced(one.article.text)
        if block.voice is Voice.ARTICLE and not block.speaker and not block.heading
    ]
    docs = parse(one.article.text[block.start : block.end] for one, block in some)
    for (one, block), doc in zip(some, docs, strict=True):
        yield one, block.start, doc


def _parted(cases: Sequence[Case]) -> tuple[list[Case], list[Case]]:
    """Four fifths of the articles to learn from, and the fifth that is held back."""
    held = {article for article in {case.article for case in cases} if _digest(article)[0] % 5 == 0}
    return [case for case in cases if case.article not in held], [case for case in cases if case.article in held]


def _digest(article: str) -> bytes:
    return hashlib.sha256(article.encode()).digest()


def _moved(one: Marked, start: int, length: int) -> Marked:
    """What is marked, as far as it lies in a paragraph, counted from the paragraph's start."""
    spans = [(max(low - start, 0), min(high - start, length)) for low, high in one.spans]
    return replace(one, spans=tuple((low, high) for low, high in spans if low < high))


def _matrix(features: Sequence[Sequence[str]], names: Sequence[str]) -> csr_matrix:
    columns = {name: i for i, name in enumerate(names)}
    rows = [[columns[feature] for feature in some if feature in columns] for some in features]
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.ones(ends[-1]), [i for row in rows for i in row], ends), shape=(len(rows), len(names)))


def size(spans: Sequence[Span]) -> int:
    """How many characters spans hold."""
    return sum(high - low for low, high in spans)


def common(some: Sequence[Span], others: Sequence[Span]) -> int:
    """How many characters two lists of spans have in common."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in some for c, d in others)


def _alike(some: Sequence[Span], others: Sequence[Span]) -> float:
    return 2 * common(some, others) / (size(some) + size(others))


if __name__ == "__main__":
    main()
