"""Rankings → one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

_NONE: Mapping[int, float] = {}


def fuse(
    dense: Mapping[int, float],
    words: Mapping[int, float],
    dense_weight: float,
    quotes: Mapping[int, float] = _NONE,
    quote_weight: float = 0.0,
) -> list[tuple[int, float, str]]:
    """(row, score, found_by), best first: a weighted sum of cosine and BM25, both brought to 0..1.

    Where quotes are found, the BM25 of the best one in a passage is weighed against that sum in the same way.

    The cosine is taken as it is, negative ones as 0; BM25, which has no upper end, is divided by the best of this
    question. A row that one ranking has not found counts 0 there. Ties go to the lower row, so that a run can be
    repeated. Weighted sums against reciprocal ranks: docs/decisions/0003-fusion.md.

    >>> fuse({1: 0.8, 2: 0.4}, {2: 6.0, 3: 3.0}, 0.5)
    [(2, 0.7, 'both'), (1, 0.4, 'dense'), (3, 0.25, 'words')]
    """
    best, best_quote = (max(found.values(), default=0.0) or 1.0 for found in (words, quotes))
    quote_weight = quote_weight if quotes else 0.0
    fused = []
    for row in dense.keys() | words.keys() | quotes.keys():
        score = dense_weight * max(dense.get(row, 0.0), 0.0) + (1 - dense_weight) * words.get(row, 0.0) / best
        score = (1 - quote_weight) * score + quote_weight * quotes.get(row, 0.0) / best_quote
        in_words = row in words or row in quotes
        found_by = "both" if row in dense and in_words else "dense" if row in dense else "words"
        fused.append((row, round(min(score, 1.0), 6), found_by))
    return sorted(fused, key=lambda item: (-item[1], item[0]))


def prefer(fused: list[tuple[int, float, str]], likely: Collection[int], weight: float) -> list[tuple[int, float, str]]:
    """The same rows, ranked anew: being one of the `likely` ones counts `weight`, the score so far the rest.

    As they were where none of them is likely.

    >>> prefer([(2, 0.7, "both"), (1, 0.6, "dense")], {1}, 0.2)
    [(1, 0.68, 'dense'), (2, 0.56, 'both')]
    """
    if not any(row in likely for row, _, _ in fused):
        return fused
    preferred = [(row, round((1 - weight) * score + weight * (row in likely), 6), by) for row, score, by in fused]
    return sorted(preferred, key=lambda item: (-item[1], item[0]))
