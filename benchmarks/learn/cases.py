"""What there is to weigh in a paragraph that people have marked, and whether it is so.

A candidate is so where what it would tell is by half what is marked, and it is of the words that are marked as its cue,
with its subject among the words of the speaker. A piece is so where by half it belongs to what is marked of its
content.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evaluation.attribution import Annotated
from evaluation.spans import Marked
from ingest.speech import likely, reach
from ingest.speech.contents import Span, stretches
from ingest.speech.cues import Cue, told_in
from ingest.speech.marks import marked

_WORDS = 3  # articles that must mark a word as a cue for it to be known
_MATCHED = 0.3  # what share of a content and of what is marked must be the same for one to belong to the other


@dataclass(frozen=True, slots=True)
class Case:
    """Something to weigh, in an article: is it so? `right` of its `length` characters are marked; made of `thing`."""

    article: str
    so: bool
    right: int
    length: int
    thing: Any


def cue_cases(article: str, doc: Any, golds: Sequence[Marked]) -> Iterator[Case]:
    """The candidates of a paragraph: so where what they would tell is by half what is marked, and they are its cue."""
    marks = [mark for mark in marked(doc.text) if mark.end - mark.start > 2]
    for sentence in doc.sents:
        for one in likely.candidates(sentence, marks, told_in(sentence, marks)):
            spans = stretches(one.cue, marks)
            if not spans:
                continue
            shared = [(common(spans, gold.spans), gold) for gold in golds]
            so = any(4 * n >= size(spans) + size(gold.spans) and _is_of(one.cue, gold) for n, gold in shared)
            yield Case(article, so, max((n for n, _ in shared), default=0), size(spans), (one, marks))


def reach_cases(article: str, doc: Any, golds: Sequence[Marked]) -> Iterator[Case]:
    """What might be added to each content of a paragraph: so where by half it belongs to what is marked there."""
    marks = [mark for mark in marked(doc.text) if mark.end - mark.start > 2]
    for sentence in doc.sents:
        for cue in told_in(sentence, marks):
            for span in stretches(cue, marks):
                gold = max(golds, key=lambda one: _alike([span], one.spans), default=None)
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


def there(article: Annotated, start: int, length: int) -> list[Marked]:
    """What is marked in a paragraph of so many characters, counted from its start."""
    found = []
    for one in article.marked:
        spans = [(max(low - start, 0), min(high - start, length)) for low, high in one.spans]
        found.append(replace(one, spans=tuple((low, high) for low, high in spans if low < high)))
    return [one for one in found if one.spans]


def _is_of(cue: Cue, gold: Marked) -> bool:
    """Is a cue one of the words that are marked as such, and its subject one of the words of the speaker?"""
    return cue.token.lower_ in gold.cue.lower().split() and cue.subject.lower_ in gold.speaker.lower()


def size(spans: Sequence[Span]) -> int:
    """How many characters spans hold."""
    return sum(high - low for low, high in spans)


def common(some: Sequence[Span], others: Sequence[Span]) -> int:
    """How many characters two lists of spans have in common."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in some for c, d in others)


def _alike(some: Sequence[Span], others: Sequence[Span]) -> float:
    return 2 * common(some, others) / (size(some) + size(others))
