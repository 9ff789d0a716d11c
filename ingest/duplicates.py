"""Near-duplicates, such as copy from a wire: each is marked with the article that it repeats.

Two articles are near when half of what they say is the same, by the Jaccard index of their shingles of five words
(Broder, "On the resemblance and containment of documents", 1997). An article repeats the earliest-ingested original
that it is near to; an original repeats nothing, so that no chain of small changes joins two that have little in common.
An original that changes a little stays one; when it leaves, the first of those that repeated it takes its place.
Two that are printed more than a week apart must say nearly all the same: a form filled anew tells something else.

To find candidates, the store keeps of each article its sketch: the smallest hashes of its shingles, which two sets
share about as often as they share elements. What is near is then decided on all shingles.
"""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import blake2b

from index.store import Store
from index.write import Writer
from records import Article

NEAR = 0.5
_THE_SAME = 0.9
_A_WEEK = timedelta(7)
_WORDS = 5
_SKETCH = 32
_SHARED = 3  # of the hashes of two sketches; articles that are just near share about 16
_WORD = re.compile(r"\w+")


def mark_duplicates(store: Store) -> int:
    """Judge what is new or changed, and what repeated an article that left or changed; how many were judged."""
    judged = 0
    # First what is new or changed, then what repeated that: a second round or a third, never more.
    while waiting := store.unjudged():
        with store.writing() as writer:
            for article_id in waiting:
                _judge(article_id, store, writer)
        judged += len(waiting)
    return judged


def nearness(text: str, other: str) -> float:
    """The Jaccard index of two texts' shingles, 0..1.

    >>> nearness("the ferry left the pier at noon", "The ferry left the pier at dawn!")
    0.5
    """
    return _jaccard(shingles(text), shingles(other))


def shingles(text: str) -> set[int]:
    """The hashes (63 bits) of every five words in a row, case and punctuation aside; a shorter text has one."""
    words = _WORD.findall(text.casefold())
    rows = (" ".join(words[i : i + _WORDS]) for i in range(max(len(words) - _WORDS + 1, 1)))
    return {int.from_bytes(blake2b(row.encode(), digest_size=8).digest()) >> 1 for row in rows}


def _judge(article_id: str, store: Store, writer: Writer) -> None:
    article = store.article(article_id)
    if article is None:
        return
    own = shingles(article.text)
    sketch = sorted(own)[:_SKETCH]
    candidates = store.originals_sharing(sketch, min(_SHARED, len(sketch)), besides=article_id)
    others = (other for candidate in candidates if (other := store.article(candidate)))
    near = (other.id for other in others if _jaccard(own, shingles(other.text)) >= _least(article, other))
    writer.judge(article_id, sketch, next(near, None))


def _least(article: Article, other: Article) -> float:
    """The Jaccard index from which one of two articles repeats the other."""
    apart = abs(article.published - other.published) if article.published and other.published else timedelta(0)
    return _THE_SAME if apart > _A_WEEK else NEAR


def _jaccard(some: set[int], others: set[int]) -> float:
    return len(some & others) / len(some | others)
