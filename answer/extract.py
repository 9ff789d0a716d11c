"""The answerer that needs no language model: it selects exact sentences and sets them in a fixed frame."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from answer.cite import cite, state
from answer.found import Found
from answer.order import by_day
from answer.question import Asked
from index.store import Store
from language.compare import content_words, overlap
from records import Citation, Statement

# What says nearly the same as a statement before it adds nothing: so much of the shorter one's words, or so alike.
_SAME_WORDS = 0.75
_SAME_MEANING = 0.9
# Where something answers, what stands beside it needs less confidence.
_BESIDE = 0.9
# Beside the best sentence, others are to the point only if they come this near to it. Of what somebody said on a
# subject a reader wants the breadth; a question for a fact has one answer.
_NEAR_BEST_FACT = 0.75
_NEAR_BEST_SPEECH = 0.55
# Each article says in its own way what outlets are compared on.
_NEAR_BEST_OUTLET = 0.6
# Others that may answer are told in any case: the reader sees what the first was chosen from.
_AT_LEAST = 3
# Of two sentences nearly as good, the one from an article that is not cited yet: the more so where a reader wants the
# breadth, in a comparison or on a subject of one word, "negotiations".
_AGAIN, _AGAIN_OF_MANY = 0.85, 0.65
_MANY = re.compile(r"(?i)\b(?:compar(?:e|ed|ison)|contrast|differ\w*|changed?|summari[sz]e|sum(?:med)? up)\b")


def select(asked: Asked, found: Sequence[Found], threshold: float, most: int, store: Store) -> list[Found]:
    """The statements of an answer: the best, and at most `most` in all that are to the point and add something.

    Where the latest or the earliest is asked for, it goes before the best. Where the outlets are compared, the best of
    each article.
    """
    chosen: list[Found] = []
    left = [one for one in found if one.confidence >= _BESIDE * threshold or asked.outlets]
    near, at_least = _near(asked)
    again = _AGAIN_OF_MANY if _is_broad(asked) else _AGAIN
    if asked.understood.order:
        left = in_order(asked, [one for one in left if one.score >= near * found[0].score], store)
    while left and len(chosen) < most:
        used = Counter(one.reading.sentence.article_id for one in chosen)
        best = left[0]
        if not asked.understood.order:
            best = max(left, key=lambda one: one.score * again ** used[one.reading.sentence.article_id])
        if len(chosen) >= at_least and best.score < near * found[0].score:
            break
        chosen.append(best)
        left = [one for one in left if one is not best and not _alike(one, best)]
        if asked.outlets:
            left = [one for one in left if one.reading.sentence.article_id != best.reading.sentence.article_id]
    return chosen


def _is_broad(asked: Asked) -> bool:
    """Will one article hardly tell it all?"""
    return bool(_MANY.search(asked.query)) or (asked.speech and len(content_words(asked.about)) <= 1)


def _near(asked: Asked) -> tuple[float, int]:
    """How near to the best the others must come, and how many are told even so."""
    if not asked.about:  # where no subject is named, all that somebody said is to the point
        return 0.0, _AT_LEAST
    if asked.outlets:
        return _NEAR_BEST_OUTLET, 1
    if asked.understood.order:  # by its day a statement may come first that is not much to the point
        return _NEAR_BEST_FACT, 1
    return (_NEAR_BEST_SPEECH if asked.speech else _NEAR_BEST_FACT), _AT_LEAST


def in_order(asked: Asked, chosen: Sequence[Found], store: Store) -> list[Found]:
    """The statements by the day of their articles where the question asks for the latest or the earliest."""
    order = asked.understood.order
    if order is None:
        return list(chosen)
    return sorted(chosen, key=lambda one: by_day(order, store.article(one.reading.sentence.article_id)))


def compose(chosen: Sequence[Found], store: Store) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Statements and their citations, numbered from 1."""
    statements, citations = [], []
    for marker, one in enumerate(chosen, 1):
        sentence = one.reading.sentence
        article = store.article(sentence.article_id)
        if article is None:  # an ingest has taken it out since
            continue
        citations.append(cite(marker, article, sentence, one.quote, one.who))
        statements.append(state(citations[-1], sentence.voice))
    return tuple(statements), tuple(citations)


def _alike(one: Found, other: Found) -> bool:
    a, b = one.reading, other.reading
    if a.likeness(b) > _SAME_MEANING and a.sentence.article_id != b.sentence.article_id:
        return True
    return overlap(one.text, other.text) >= _SAME_WORDS
