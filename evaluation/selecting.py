"""Sentence selection: which of the sentences laid before it would the exact answerer quote, and would it say no?

The form of TREC QA and WikiQA: `{"id", "question", "title", "candidates": [{"text", "label"}]}`. Each question's
candidates become one article of a throw-away index, a paragraph each, or, where no title says that they stand in one,
an article each. The answerer reads these alone, and each candidate takes the score of its best sentence. `<num>`, by
which TREC QA masks numbers, is read as a number. Ranking is scored over the questions with both labels, as is usual
(Wang et al. 2007); whether it rightly says no (WikiQA's answer triggering) over all.
"""

from __future__ import annotations

import json
import time
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation.beir import lines_of
from evaluation.questions import Question
from evaluation.run import Answering, Plan
from evaluation.score import Case
from records import (
    Answer,
    Article,
    Block,
    Citation,
    Filters,
    Hit,
    InputRefused,
    Passage,
    Seconds,
    Sentence,
    Statement,
    Turn,
    Verdict,
)

if TYPE_CHECKING:
    from answer.ask import Answerer


# A masked number may have been a year or a count; one that can be read as either stands for it.
_MASK, _NUMBER = "<num>", "1990"
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Candidates:
    """A question's candidates, laid out as articles."""

    id: str
    title: str
    texts: tuple[str, ...]

    @property
    def articles(self) -> tuple[tuple[Article, tuple[Block, ...]], ...]:
        """Each article with its blocks, a block for each candidate: all in one, or without a title each in its own."""
        pages = [self.texts] if self.title else [(text,) for text in self.texts]
        return tuple(_laid_out(f"{self.id}~{number}", self.title, page) for number, page in enumerate(pages))

    def number(self, sentence: Sentence) -> int:
        """Which candidate a sentence of these articles stands in."""
        if not self.title:
            return int(sentence.article_id.rpartition("~")[2])
        return bisect_right(list(accumulate(len(text) + len(_BETWEEN) for text in self.texts)), sentence.start)

    def name(self, i: int) -> str:
        """The id under which a candidate is labelled and found."""
        return f"{self.id}#{i}"


def is_selection(path: Path) -> bool:
    """Whether this is a file, or a folder of files, of candidates."""
    files = _files(path)
    return bool(files) and all('"candidates"' in next((line for _, line in lines_of(f)), "") for f in files)


def read_selection(path: Path) -> tuple[tuple[Question, ...], dict[str, Candidates]]:
    """The questions, and their candidates by the question's id.

    Raises:
        InputRefused: a line is not of that form.
    """
    questions, laid = [], {}
    for file in _files(path):
        for number, line in lines_of(file):
            try:
                row = json.loads(line)
                question, candidates = _read(row)
            except (ValueError, KeyError, TypeError) as error:
                raise InputRefused(f"{file}:{number}: {error!r}.", "A line has id, question and candidates.") from error
            questions.append(question)
            laid[question.id] = candidates
    return tuple(questions), laid


@dataclass(frozen=True, slots=True)
class Shelf:
    """The candidates as articles of their own: what a report shows."""

    laid: Mapping[str, Candidates]

    def article(self, article_id: str) -> Article | None:
        owner, _, number = article_id.rpartition("#")
        if owner not in self.laid:
            return None
        of = self.laid[owner]
        return Article(article_id, of.title, of.texts[int(number)], article_id, owner)

    def articles(self) -> tuple[Article, ...]:
        return tuple(article for of in self.laid.values() for article, _ in of.articles)


class Selector:
    """Stands where an answerer stands in a run, and selects among a question's own candidates."""

    def __init__(self, answerer: Answerer, laid: Mapping[str, Candidates]) -> None:
        self._answerer = answerer
        self._laid = laid
        self.store = Shelf(laid)

    @property
    def retriever(self) -> Selector:
        """Itself: there is nothing to retrieve from."""
        return self

    def rank(self, question: str, k: int, today: date | None = None) -> tuple[Hit, ...]:
        """Nothing: candidates are given, not found."""
        return ()

    def answer(
        self, question: str, history: Sequence[Turn] = (), filters: Filters | None = None, today: date | None = None
    ) -> Answer:
        """Not asked for: see `ask`."""
        raise NotImplementedError

    def weigh(
        self, question: str, history: Sequence[Turn] = (), filters: Filters | None = None, today: date | None = None
    ) -> tuple[float, float] | None:
        """Not asked for: `ask` weighs."""
        raise NotImplementedError

    def ask(self, question: Question, answerer: Answering, plan: Plan) -> Case:
        """The candidates in the answerer's order, and its answer: the best of them, or the reason why there is none."""
        from answer.abstain import threshold, why_not
        from answer.find import find
        from answer.question import understand

        started = time.perf_counter()
        of, retriever, speakers = self._laid[question.id], self._answerer.retriever, self._answerer.speakers
        asked = understand(question.text, speakers, today=plan.today or date(2000, 1, 1))
        hits = self._hits(of)
        least = threshold(len(hits))
        found = find(asked, hits, retriever.store, retriever.reader, retriever.words, speakers, least)
        reason = why_not(asked, hits, found, retriever.words, least)
        scores = dict.fromkeys(range(len(of.texts)), 0.0)
        for one in found:
            i = of.number(one.reading.sentence)
            scores[i] = max(scores[i], one.score)
        ranked = tuple(
            Hit(_passage(of, i), round(scores[i], 6), rank, "")
            for rank, i in enumerate(sorted(scores, key=lambda i: (-scores[i], i)), 1)
        )
        answer = _answer(question, of, ranked[0], reason, asked.understood)
        weighed = (max(one.confidence for one in found), least) if found else None
        return Case(question, answer, ranked, Seconds(total=time.perf_counter() - started), weighed)

    def _hits(self, of: Candidates) -> tuple[Hit, ...]:
        """All passages of the articles, as the ingest cut them."""
        from ingest.chunk import chunk

        embedder, settings = self._answerer.retriever.embedder, self._answerer.retriever.settings
        cut = (chunk(article, blocks, settings.chunk_tokens, embedder.counter.count) for article, blocks in of.articles)
        return tuple(Hit(passage, 1.0, rank, "both") for rank, passage in enumerate(chain.from_iterable(cut), 1))


def _read(row: dict[str, Any]) -> tuple[Question, Candidates]:
    texts = [" ".join(str(c["text"]).replace(_MASK, _NUMBER).split()) or "-" for c in row["candidates"]]
    labels = [int(c["label"]) for c in row["candidates"]]
    of = Candidates(str(row["id"]), str(row.get("title") or ""), tuple(texts))
    both = len(set(labels)) == 2
    question = Question(
        id=str(row["id"]),
        turns=(str(row["question"]),),
        type="selection",
        answerable=any(labels),
        labels=tuple((of.name(i), float(label)) for i, label in enumerate(labels)) if both else (),
    )
    return question, of


def _laid_out(name: str, title: str, texts: Sequence[str]) -> tuple[Article, tuple[Block, ...]]:
    """An article of these paragraphs, and where each stands."""
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(at, at + len(text)))
        at += len(text) + len(_BETWEEN)
    return Article(name, title, _BETWEEN.join(texts), name, name), tuple(blocks)


def _answer(question: Question, of: Candidates, best: Hit, reason: str | None, understood: Any) -> Answer:
    text = best.passage.text
    if reason:
        return Answer(question.id, question.text, question.text, understood, reason, abstained=True, reason=reason)
    name, title = best.passage.article_id, of.title
    cited = Citation(1, name, name, title, None, None, None, 0, len(text), text, None, None)
    statement = Statement(f"{text} [1]", (1,), Verdict.EXACT)
    return Answer(
        question.id, question.text, question.text, understood, statement.text, (statement,), (cited,), (best,)
    )


def _passage(of: Candidates, i: int) -> Passage:
    return Passage(of.name(i), 0, len(of.texts[i]), of.texts[i], 0)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [] if list(path.glob("corpus.jsonl*")) else sorted([*path.glob("*.jsonl"), *path.glob("*.jsonl.gz")])
