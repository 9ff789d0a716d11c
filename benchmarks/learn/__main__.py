"""Learns by what ingest finds what is told beside the rules, from articles that people have marked.

    python -m benchmarks.learn ../shared/datasets/polnear

Reads the train split alone. A fifth of its articles, by the SHA-256 of their ids, is held back and tells what each
threshold brings; then all of it is learned from, and `ingest/speech/weights.json` is written anew. The same articles
and the same parser give the same weights: a logistic regression has one best answer.

In the table are words of grammar, common nouns, and lemmas that three articles or more mark as a cue. No proper noun is
a feature.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.learn.cases import Case, cue_cases, known_words, reach_cases, there
from benchmarks.learn.fit import Fit, fit, write
from evaluation.attribution import Annotated, read_annotated, voiced
from ingest.speech import likely, reach
from ingest.speech.weights import PATH, Weights
from language.names import parse
from records import Voice

_FEWEST = 8  # articles in which a feature must occur
_PULL = {"cue": 2.0, "reach": 3.0}  # of the weights towards nought: half this times the sum of their squares


def main() -> None:
    """Learn, tell, write."""
    parser = argparse.ArgumentParser("python -m benchmarks.learn", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where quotes_train.jsonl is")
    parser.add_argument("--out", type=Path, default=PATH, help="where the weights go")
    options = parser.parse_args()
    cues: list[Case] = []
    ends: list[Case] = []
    for article, start, doc in _parsed(list(read_annotated(options.folder, "train"))):
        golds = there(article, start, len(doc.text))
        cues += cue_cases(article.article.id, doc, golds)
        ends += reach_cases(article.article.id, doc, golds)
    for question, cases in (("cue", cues), ("reach", ends)):
        print(f"{question}: {len(cases)} cases, {sum(case.so for case in cases)} so")
    write({"cue": learn_cues(cues), "reach": learn_reach(ends)}, options.out)


def learn_cues(cases: Sequence[Case]) -> Fit:
    """Which words report beside those of the rules."""

    part, held = parted(cases)
    learned = _fit_cues(part)
    _tell("cue", learned, held, [_features(case, learned.known) for case in held])
    return _fit_cues(cases)


def _fit_cues(cases: Sequence[Case]) -> Fit:
    known = known_words(cases)
    return fit(cases, [_features(case, known) for case in cases], _FEWEST, _PULL["cue"], known)


def _features(case: Case, known: frozenset[str]) -> list[str]:
    one, marks = case.thing
    return likely.features(one, marks, known)


def learn_reach(cases: Sequence[Case]) -> Fit:
    """What belongs to a content that the rules have found."""

    part, held = parted(cases)
    _tell("reach", _fit_reach(part), held, [reach.features(*case.thing) for case in held])
    return _fit_reach(cases)


def _fit_reach(cases: Sequence[Case]) -> Fit:
    return fit(cases, [reach.features(*case.thing) for case in cases], _FEWEST, _PULL["reach"])


def _tell(question: str, learned: Fit, held: Sequence[Case], features: Sequence[Sequence[str]]) -> None:
    """What each threshold brings on what was held back: how many, and how much of it is rightly told."""
    chances = [Weights(learned.of, learned.bias).chance(some) for some in features]
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


def parted(cases: Sequence[Case]) -> tuple[list[Case], list[Case]]:
    """Four fifths of the articles to learn from, and the fifth that is held back."""
    held = {article for article in {case.article for case in cases} if _digest(article)[0] % 5 == 0}
    return [case for case in cases if case.article not in held], [case for case in cases if case.article in held]


def _digest(article: str) -> bytes:
    return hashlib.sha256(article.encode()).digest()


if __name__ == "__main__":
    main()
