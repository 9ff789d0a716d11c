"""What is learned from: a question, and sentences of which it is known whether each answers it.

Three sets whose licences allow it: the train part of TREC QA, and the tune halves of CLAP NQ and XQuAD, without a fifth
of XQuAD's paragraphs. What does not answer is mostly of the same passage, and so on the same subject.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from evaluation.beir import articles, objects, read_set
from evaluation.questions import Question, half
from evaluation.selecting import read_selection
from evaluation.words import contains
from ingest.chunk import sentences
from records import Article


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, what stands before it, and whether it answers."""

    text: str
    before: str
    answers: bool

    @property
    def whole(self) -> str:
        """Both."""
        return f"{self.before} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its candidates. `weight`: how often it is taken, so that a small set counts as much."""

    question: str
    candidates: tuple[Candidate, ...]
    weight: int

    @property
    def is_running(self) -> bool:
        """Do the candidates stand in this order in one text?"""
        return all(one.before == before.text for before, one in pairwise(self.candidates))


def read_cases(datasets: Path) -> list[Case]:
    """All cases of the sets in a folder, in order.

    Raises:
        InputRefused: a set is missing, or not of its form.
    """
    return [*_selection(datasets / "trecqa"), *_cited(datasets / "clapnq"), *_spans(datasets / "xquad_en")]


def is_held(document: str) -> bool:
    """Whether nothing is learned of a passage: a fifth of them, by the SHA-256 of its id."""
    return hashlib.sha256(f"p{document}".encode()).digest()[0] % 5 == 0


def _selection(folder: Path) -> Iterator[Case]:
    """Those of which some candidates answer and others don't."""
    questions, laid = read_selection(folder / "train.jsonl")
    for question in questions:
        labelled = zip(laid[question.id].texts, question.labels, strict=False)
        if candidates := [Candidate(text, "", bool(label)) for text, (_, label) in labelled]:
            yield Case(question.text, tuple(candidates), 4)


def _cited(folder: Path) -> Iterator[Case]:
    """An answer is what a person cited; of a question that can't be answered nothing is."""
    for question, _, article, spans in _tuned(folder):
        cited = [one.quote for one in question.evidence if one.quote]
        texts = [article.text[start:end] for start, end in spans]
        answering = [any(contains(text, one) or contains(one, text) for one in cited) for text in texts]
        yield laid_out(question.text, texts, answering, 2)


def _spans(folder: Path) -> Iterator[Case]:
    """An answer is the sentence in which the answer's words begin."""
    for question, facts, article, spans in _tuned(folder):
        if not is_held(article.id):
            (begins, _), *_ = facts["spans"]
            texts = [article.text[start:end] for start, end in spans]
            yield laid_out(question.text, texts, [start <= begins < end for start, end in spans], 1)


def _tuned(folder: Path) -> Iterator[tuple[Question, dict[str, Any], Article, list[tuple[int, int]]]]:
    """The questions of the tune half, each with what is told of it, its passage, and where that has sentences."""
    public = read_set(folder)
    facts = {str(row["_id"]): row["metadata"] for row in objects(folder / "queries.jsonl", "_id")}
    read = {article.id: (article, blocks) for article, blocks in articles(public.corpus)}
    for question in half(public.questions, "tune"):
        told = facts[question.id]
        article, blocks = read[told["passage"] if "passage" in told else question.labels[0][0]]
        yield question, told, article, [(one.start, one.end) for one in sentences(article, blocks)]


def laid_out(question: str, texts: Sequence[str], answering: Sequence[bool], weight: int) -> Case:
    """A question with the sentences of a passage, each behind the one before it."""
    befores = ["", *texts[:-1]]
    return Case(question, tuple(map(Candidate, texts, befores, answering)), weight)
